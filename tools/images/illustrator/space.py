"""Environments beyond the air: space and the moon."""

import math
from random import Random

from tools.images.illustrator.canvas import circle, ellipse, group, path, rect, ring
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.plants import rock
from tools.images.illustrator.scenery import View, composition
from tools.images.illustrator.shapes import Line
from tools.images.illustrator.skies import stars

DEEP = {
    "dawn": ("#131A4A", "#503A78"),
    "day": ("#101B4D", "#243B86"),
    "sunset": ("#2A1450", "#6A2C70"),
    "night": ("#060A24", "#141C4C"),
}


def space(view: View) -> None:
    """Stars and nebulae: over the ground of a moon, above a planet's limb, or beside a ringed world."""
    kind, sheet = composition(view, 3), view.sheet
    _deep(view, *DEEP[view.time])
    free = not sheet.spec.subjects and not (sheet.upright and bool(sheet.spec.heading or sheet.spec.text))
    if kind == 0 and free:  # else it would stand behind a subject or words
        _planet(view, view.at(0.84), 0.2 * sheet.height, 82)
    if kind == 2:
        x = view.at(0.9 if free else 1.02)
        _planet(view, x, view.horizon - 0.02 * sheet.height, 150 * view.small)
    if kind == 1:
        _limb(view)
    else:
        moonground(view, mix("#AEB2C8" if kind == 0 else "#C08A74", sheet.palette.tint, 0.14))


def moon(view: View) -> None:
    """The surface of the moon under a black sky, the Earth above it; by the seed a crater's rim or far mountains."""
    kind, sheet = composition(view, 2), view.sheet
    _deep(view, "#03050F", "#0E1430")
    names = {subject.concept for subject in sheet.spec.subjects}
    if not any(name.startswith("globe showing") for name in names):
        _earth(view, view.at(0.80 if not sheet.upright else 0.72), 0.2 * sheet.height, 62 * view.small)
    grey = mix("#B4B5BE", sheet.palette.tint, 0.05)
    sheet.layer("far moon", 0.3)
    line = Line(sheet.hand("far moon"), view.horizon - 14, 34 if kind == 0 else 14, sheet.width, 2.2)
    view.ground(line.closed(view.low), darker(grey, 0.35), darker(grey, 0.5))
    if kind == 1:
        sheet.layer("rim", 0.5)
        rim = Line(sheet.hand("rim"), view.horizon + 12, 22, sheet.width, 3.4)
        view.ground(rim.closed(view.low), darker(grey, 0.12), darker(grey, 0.4))
    moonground(view, grey)


def _deep(view: View, high: str, low: str) -> None:
    """The dark with its nebulae and stars."""
    sheet, rng = view.sheet, view.sheet.hand("space")
    sheet.layer("space", 0.0)
    view.span(-0.1 * sheet.height, sheet.gradient([(0, high), (1, mix(low, sheet.palette.tint, 0.12))]))
    if sheet.spec.environment == "space":
        sheet.layer("nebula", 0.03, "drift")
        for colour in ("#7A5CE0", "#3E8BE8", "#D4569B", "#4FC3C0"):
            x, y = rng.uniform(0, sheet.width), rng.uniform(0.05, 0.6) * sheet.height
            sheet.add(ellipse(x, y, rng.uniform(260, 430), rng.uniform(160, 260), sheet.glow(colour, 0.36)))
    sheet.layer("stars", 0.01)
    stars(view, 190, view.low if sheet.spec.environment == "space" else view.feet)


def _limb(view: View) -> None:
    """The curved edge of a planet below, with its air and clouds."""
    sheet, rng = view.sheet, view.sheet.hand("limb")
    sheet.layer("planet", 0.6)
    radius = 1.5 * max(sheet.width, sheet.height)
    top = view.feet - 0.05 * sheet.height
    x, y = 0.5 * sheet.width, top + radius
    body = rng.choice(("#2E74C9", "#3B86C8", "#B8693F"))
    for reach, strength in ((46, 0.16), (26, 0.28), (10, 0.5)):
        sheet.add(circle(x, y, radius + reach, lighter(body, 0.55), opacity=strength))
    name = f"c{len(sheet.defs)}"
    sheet.defs.append(f'<clipPath id="{name}"><circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}"/></clipPath>')
    deep = darker(body, 0.55)
    parts = [
        rect(
            view.left,
            top - 10,
            view.right - view.left,
            view.low - top + 10,
            sheet.gradient([(0, lighter(body, 0.15)), (1, deep)]),
        )
    ]
    land = "#5FA36A" if body != "#B8693F" else "#8F4A2E"
    for _ in range(7):
        px, py, half = rng.uniform(view.left, view.right), rng.uniform(top + 20, view.low), rng.uniform(70, 170)
        parts.append(ellipse(px, py, half, half * 0.22, mix(land, deep, 0.3), opacity=0.75))
    for _ in range(9):
        px, py, half = rng.uniform(view.left, view.right), rng.uniform(top + 10, view.low), rng.uniform(60, 190)
        parts.append(ellipse(px, py, half, half * 0.08, "#FFFFFF", opacity=0.4))
    sheet.add(f'<g clip-path="url(#{name})">{"".join(parts)}</g>')


def _earth(view: View, x: float, y: float, r: float) -> None:
    """The Earth as a half-lit ball."""
    sheet = view.sheet
    sheet.layer("earth", 0.04)
    name = f"c{len(sheet.defs)}"
    sheet.defs.append(f'<clipPath id="{name}"><circle r="{r:.1f}"/></clipPath>')
    lands = (
        f"M{-r * 0.7:.1f} {-r * 0.5:.1f}q{r * 0.4:.1f} {-r * 0.4:.1f} {r * 0.75:.1f} {-r * 0.1:.1f}"
        f"q{-r * 0.1:.1f} {r * 0.35:.1f} {-r * 0.4:.1f} "
        f"{r * 0.45:.1f}q{-r * 0.3:.1f} 0 {-r * 0.35:.1f} {-r * 0.35:.1f}zM{-r * 0.15:.1f} {r * 0.15:.1f}"
        f"q{r * 0.5:.1f} {-r * 0.1:.1f} {r * 0.5:.1f} "
        f"{r * 0.3:.1f}q{-r * 0.2:.1f} {r * 0.5:.1f} {-r * 0.35:.1f} {r * 0.4:.1f}q{-r * 0.25:.1f} "
        f"{-r * 0.4:.1f} {-r * 0.15:.1f} {-r * 0.7:.1f}z"
    )
    clouds = "".join(
        ellipse(dx * r, dy * r, w * r, 0.08 * r, "#FFFFFF", opacity=0.8)
        for dx, dy, w in ((-0.2, -0.15, 0.5), (0.35, 0.1, 0.4), (0, 0.62, 0.4))
    )
    shade = f"M0 {-r:.1f}A{r:.1f} {r:.1f} 0 0 1 0 {r:.1f}A{r * 0.45:.1f} {r:.1f} 0 0 0 0 {-r:.1f}Z"
    parts = [circle(0, 0, r * 1.5, sheet.glow("#7FC4FF", 0.4)), circle(0, 0, r, "#2F7FD6")]
    parts.append(
        f'<g clip-path="url(#{name})">{path(lands, "#5DB075")}{clouds}{path(shade, "#03050F", opacity=0.6)}</g>'
    )
    sheet.add(group(parts, x, y))


def _planet(view: View, x: float, y: float, r: float) -> None:
    """A banded planet, often with a ring."""
    sheet, rng = view.sheet, view.sheet.hand("planet")
    sheet.layer("planet", 0.08)
    body = rng.choice(("#F2A65E", "#7FB2E5", "#D98BB0", "#88C7A8"))
    name = f"c{len(sheet.defs)}"
    sheet.defs.append(f'<clipPath id="{name}"><circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/></clipPath>')
    sheet.add(circle(x, y, r * 1.7, sheet.glow(body, 0.35)))
    bands = [
        ellipse(
            x,
            y + r * at,
            r * 1.1,
            r * 0.11,
            darker(body, 0.12) if at * 10 % 4 < 2 else lighter(body, 0.25),
            opacity=0.6,
        )
        for at in (-0.62, -0.3, 0.06, 0.42, 0.74)
    ]
    night = (
        f"M{x:.1f} {y - r:.1f}A{r:.1f} {r:.1f} 0 1 1 {x:.1f} {y + r:.1f}A{r * 1.5:.1f} {r * 1.5:.1f} 0 0 "
        f"0 {x:.1f} {y - r:.1f}Z"
    )
    dark = path(night, "#0A1030", opacity=0.32)
    globe = f'<g clip-path="url(#{name})">{circle(x, y, r, body)}{"".join(bands)}{dark}</g>'
    if rng.random() < 0.6:
        back, front = (path(_half_ring(x, y, r, way), lighter(body, 0.45), opacity=0.85) for way in (1, 0))
        sheet.add(f'<g transform="rotate(-18 {x:.1f} {y:.1f})">{back}</g>', globe)
        sheet.add(f'<g transform="rotate(-18 {x:.1f} {y:.1f})">{front}</g>')
    else:
        sheet.add(globe, ring(x, y, r * 1.5, "#FFFFFF", 1.2, opacity=0.25, dash="2 9"))


def _half_ring(x: float, y: float, r: float, way: int) -> str:
    """One half of a planet's ring: `way` 0 the front, 1 the back."""
    out, inner = r * 1.75, r * 1.38
    return (
        f"M{x - out:.1f} {y:.1f}A{out:.1f} {r * 0.42:.1f} 0 0 {way} {x + out:.1f} {y:.1f}"
        f"L{x + inner:.1f} {y:.1f}A{inner:.1f} {r * 0.27:.1f} 0 0 {1 - way} {x - inner:.1f} {y:.1f}Z"
    )


def moonground(view: View, grey: str) -> None:
    """Near ground with craters and stones."""
    sheet, rng = view.sheet, view.sheet.hand("moonground")
    sheet.layer("moon ground", 0.9)
    top = view.feet - 0.07 * sheet.height
    far = (
        f"M{view.left:.1f} {top:.1f}Q{sheet.width * 0.5:.1f} {top - 46:.1f} {view.right:.1f} {top:.1f}V{view.low:.1f}"
        f"H{view.left:.1f}Z"
    )
    sheet.add(path(far, sheet.gradient([(0, grey), (1, darker(grey, 0.55))])))
    for _ in range(11):
        x, y = rng.uniform(view.left, view.right), rng.uniform(top + 26, sheet.height - 8)
        _crater(view, rng, x, y, rng.uniform(14, 30) * (0.6 + 1.5 * (y - top) / (sheet.height - top)), grey)
    view.back = view.feet - 0.02 * sheet.height
    view.fronts.append(lambda: _stones(view, darker(grey, 0.4)))


def _crater(view: View, rng: Random, x: float, y: float, half: float, grey: str) -> None:
    view.sheet.add(ellipse(x, y, half, half * 0.27, darker(grey, 0.45), opacity=0.75))
    view.sheet.add(ellipse(x, y + half * 0.06, half * 0.86, half * 0.19, darker(grey, 0.3)))
    if rng.random() < 0.5:
        rim = f"M{x - half:.1f} {y:.1f}A{half:.1f} {half * 0.27:.1f} 0 0 0 {x + half:.1f} {y:.1f}"
        view.sheet.add(f'<path d="{rim}" fill="none" stroke="{lighter(grey, 0.3)}" stroke-width="1.6" opacity="0.7"/>')


def _stones(view: View, grey: str) -> None:
    sheet, rng = view.sheet, view.sheet.hand("moon stones")
    sheet.layer("foreground", 1.3)
    for share, size in ((-0.02, 170), (0.09, 80), (0.93, 100), (1.02, 180)):
        tone = mix(grey, "#0B1020", 0.2 * abs(math.sin(share * 9)))
        sheet.add(group(rock(rng, size * view.small, tone), share * sheet.width, sheet.height + 30))
