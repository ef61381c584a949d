"""Parametric furniture, drawn with its foot (or, on a wall, its middle) at (0, 0), in design units."""

from random import Random

from tools.images.illustrator.canvas import Sheet, circle, ellipse, group, path, rect, ring, stroke
from tools.images.illustrator.colour import darker, lighter, mix

WOOD = "#A9744A"
GLOW = "#FFE3A0"
BOOKS = ("#C8553D", "#3D7EA6", "#E0A030", "#5B8E5A", "#7D5BA6", "#D9C9A8", "#2F4B6E", "#B8435A")

LIGHTS = ("#7ED37A", "#F2C94C", "#E8604C")


def table(wide: float, tall: float, colour: str, cloth: str | None = None) -> list[str]:
    """A table whose top's front edge is `tall` above the foot."""
    leg, top = wide * 0.045, tall * 0.12
    parts = [rect(x - leg / 2, -tall, leg, tall, darker(colour, 0.22)) for x in (-wide * 0.43, wide * 0.43)]
    parts.append(rect(-wide * 0.46, -tall + top * 0.5, wide * 0.92, top * 1.3, darker(colour, 0.14)))
    parts.append(rect(-wide / 2, -tall - top * 0.35, wide, top, colour, round=top * 0.3))
    parts.append(rect(-wide / 2, -tall - top * 0.35, wide, top * 0.3, lighter(colour, 0.25), round=top * 0.15))
    if cloth:
        parts.append(path(
            f"M{-wide * 0.3:.1f} {-tall - top * 0.35:.1f}"
            f"H{wide * 0.3:.1f}L{wide * 0.33:.1f} {-tall * 0.66:.1f}"
                          f"H{-wide * 0.33:.1f}Z", cloth))  # fmt: skip
    return parts


def counter(wide: float, tall: float, colour: str, top: str, doors: int = 4) -> list[str]:
    """A counter or cabinet with doors and a worktop."""
    parts = [
        rect(-wide / 2, -tall, wide, tall, colour),
        rect(-wide / 2, -tall * 0.07, wide, tall * 0.07, darker(colour, 0.4)),
    ]
    step = wide / doors
    for i in range(doors):
        x = -wide / 2 + i * step
        parts.append(rect(x + step * 0.06, -tall * 0.86, step * 0.88, tall * 0.74, lighter(colour, 0.10), round=3))
        parts.append(
            rect(
                x + step * (0.76 if i % 2 == 0 else 0.14),
                -tall * 0.62,
                step * 0.08,
                tall * 0.16,
                darker(colour, 0.4),
                round=3,
            )
        )
    parts.append(rect(-wide * 0.51, -tall * 1.06, wide * 1.02, tall * 0.11, top, round=3))
    parts.append(rect(-wide * 0.51, -tall * 1.06, wide * 1.02, tall * 0.035, lighter(top, 0.35), round=2))
    return parts


def shelf(rng: Random, wide: float, tall: float, rows: int, colour: str, things: str = "books") -> list[str]:
    """A standing shelf with books or jars on its boards."""
    side = wide * 0.035
    parts = [rect(-wide / 2, -tall, wide, tall, darker(colour, 0.45))]
    step = (tall - side) / rows
    for row in range(rows):
        foot = -tall + (row + 1) * step
        parts.extend(_things(rng, -wide / 2 + side * 1.6, wide - 3.2 * side, foot, step * 0.74, things))
        parts.append(rect(-wide / 2, foot, wide, side * 1.1, colour))
    for x in (-wide / 2, wide / 2 - side):
        parts.append(rect(x, -tall, side, tall, lighter(colour, 0.08)))
    parts.append(rect(-wide * 0.52, -tall - side, wide * 1.04, side * 1.6, lighter(colour, 0.12), round=2))
    return parts


def board(rng: Random, wide: float, colour: str, things: str = "books") -> list[str]:
    """A board on the wall with things on it; its upper side at 0."""
    parts = _things(rng, -wide * 0.46, wide * 0.92, 0, wide * 0.26, things)
    parts.append(rect(-wide / 2, 0, wide, wide * 0.045, colour, round=2))
    parts.append(rect(-wide / 2, wide * 0.03, wide, wide * 0.02, darker(colour, 0.3)))
    return parts


def _things(rng: Random, x: float, wide: float, foot: float, tall: float, kind: str) -> list[str]:
    """Books, jars, flasks or boxes along a board."""
    if kind == "books":
        return _books(rng, x, wide, foot, tall)
    draw = {"jars": _jar, "flasks": _flask}.get(kind, _box)
    out, end = [], x + wide
    while x < end - tall * 0.2:
        parts, step = draw(rng, x, end - x, foot, tall)
        out.extend(parts)
        x += step
    return out


def _books(rng: Random, x: float, wide: float, foot: float, tall: float) -> list[str]:
    """Books along a board: all of one colour are one path, since a library has hundreds."""
    end = x + wide
    backs: dict[str, list[str]] = {colour: [] for colour in BOOKS}
    bands: dict[str, list[str]] = {colour: [] for colour in BOOKS}
    while x < end - tall * 0.2:
        colour, thick, high = rng.choice(BOOKS), tall * rng.uniform(0.14, 0.26), tall * rng.uniform(0.68, 1.0)
        if rng.random() < 0.08:
            x += tall * rng.uniform(0.3, 0.7)
            continue
        thick = min(thick, end - x)
        backs[colour].append(f"M{x:.1f} {foot - high:.1f}h{thick:.1f}v{high:.1f}h{-thick:.1f}z")
        bands[colour].append(f"M{x:.1f} {foot - high * 0.82:.1f}h{thick:.1f}v{high * 0.07:.1f}h{-thick:.1f}z")
        x += thick + 1
    spines = [path("".join(drawn), colour) for colour, drawn in backs.items() if drawn]
    return [*spines, *(path("".join(drawn), lighter(colour, 0.4)) for colour, drawn in bands.items() if drawn)]


def _jar(rng: Random, x: float, room: float, foot: float, tall: float) -> tuple[list[str], float]:
    w, high, colour = min(tall * rng.uniform(0.34, 0.46), room), tall * rng.uniform(0.55, 0.85), rng.choice(BOOKS)
    lid = rect(x + w * 0.1, foot - high - tall * 0.08, w * 0.8, tall * 0.1, darker(colour, 0.3), round=2)
    return [rect(x, foot - high, w, high, mix(colour, "#FFFFFF", 0.35), round=w * 0.2), lid], w * rng.uniform(1.2, 1.7)


def _flask(rng: Random, x: float, room: float, foot: float, tall: float) -> tuple[list[str], float]:
    w, high, colour = min(tall * rng.uniform(0.4, 0.55), room), tall * rng.uniform(0.7, 0.95), rng.choice(BOOKS)
    glass = (
        f"M{x + w * 0.38:.1f} {foot - high:.1f}h{w * 0.24:.1f}v{high * 0.45:.1f}L{x + w:.1f} {foot:.1f}"
        f"H{x:.1f}L{x + w * 0.38:.1f} {foot - high * 0.55:.1f}Z"
    )
    fill = f"M{x + w * 0.18:.1f} {foot - high * 0.27:.1f}H{x + w * 0.82:.1f}L{x + w:.1f} {foot:.1f}H{x:.1f}Z"
    drawn = [path(glass, "#DDF0F6", opacity=0.85), path(fill, lighter(colour, 0.2))]
    return drawn, w * rng.uniform(1.15, 1.6)


def _box(rng: Random, x: float, room: float, foot: float, tall: float) -> tuple[list[str], float]:
    w, high = min(tall * rng.uniform(0.5, 0.85), room), tall * rng.uniform(0.5, 0.9)
    box = mix(rng.choice(BOOKS), "#E8D2AE", 0.6)
    tape = rect(x + w * 0.36, foot - high, w * 0.2, high, lighter(box, 0.3), opacity=0.7)
    return [rect(x, foot - high, w, high, box, round=2), tape], w * 1.12


def armchair(size: float, colour: str) -> list[str]:
    """An armchair seen from the front."""
    s, dark = size, darker(colour, 0.16)
    return [
        rect(-s * 0.36, -s * 0.1, s * 0.07, s * 0.1, darker(WOOD, 0.3)),
        rect(s * 0.29, -s * 0.1, s * 0.07, s * 0.1, darker(WOOD, 0.3)),
        rect(-s * 0.36, -s * 0.95, s * 0.72, s * 0.7, dark, round=s * 0.12),
        rect(-s * 0.3, -s * 0.42, s * 0.6, s * 0.24, lighter(colour, 0.12), round=s * 0.06),
        rect(-s * 0.32, -s * 0.24, s * 0.64, s * 0.16, colour, round=s * 0.03),
        rect(-s * 0.47, -s * 0.54, s * 0.18, s * 0.47, colour, round=s * 0.08),
        rect(s * 0.29, -s * 0.54, s * 0.18, s * 0.47, colour, round=s * 0.08),
    ]


def sofa(wide: float, colour: str) -> list[str]:
    """A sofa with two cushions."""
    w, s = wide, wide * 0.42
    return [
        *(rect(x * w, -s * 0.12, w * 0.03, s * 0.12, darker(WOOD, 0.3)) for x in (-0.44, 0.41)),
        rect(-w * 0.46, -s, w * 0.92, s * 0.75, darker(colour, 0.16), round=s * 0.12),
        rect(-w * 0.41, -s * 0.88, w * 0.4, s * 0.5, lighter(colour, 0.06), round=s * 0.1),
        rect(w * 0.01, -s * 0.88, w * 0.4, s * 0.5, lighter(colour, 0.06), round=s * 0.1),
        rect(-w * 0.44, -s * 0.46, w * 0.88, s * 0.36, colour, round=s * 0.06),
        rect(-w * 0.5, -s * 0.62, w * 0.1, s * 0.54, lighter(colour, 0.1), round=s * 0.12),
        rect(w * 0.4, -s * 0.62, w * 0.1, s * 0.54, lighter(colour, 0.1), round=s * 0.12),
        (
            f'<g transform="translate({-w * 0.3:.1f} {-s * 0.62:.1f}) rota'
            f'te(12)">{rect(-s * 0.2, -s * 0.2, s * 0.4, s * 0.4, mix(colour, "#FFE0A0", 0.7), round=s * 0.06)}</g>'
        ),
    ]


def bed(wide: float, cloth: str, wood: str = WOOD) -> list[str]:
    """A bed seen from its side, the head on the left."""
    w, h = wide, wide * 0.3
    return [
        rect(-w * 0.5, -h * 1.35, w * 0.045, h * 1.35, darker(wood, 0.1), round=4),
        rect(w * 0.46, -h * 0.8, w * 0.04, h * 0.8, darker(wood, 0.1), round=4),
        rect(-w * 0.48, -h * 0.5, w * 0.96, h * 0.26, wood),
        rect(-w * 0.46, -h * 0.78, w * 0.93, h * 0.34, "#FBF7F0", round=h * 0.1),
        rect(-w * 0.44, -h * 0.98, w * 0.2, h * 0.26, "#FFFFFF", round=h * 0.12),
        path(
            (
                f"M{-w * 0.18:.1f} {-h * 0.84:.1f}Q{w * 0.1:.1f} {-h * 0.96:.1f} {w * 0.46:.1f} {-h * 0.82:.1f}"
                f"V{-h * 0.3:.1f}H{-w * 0.2:.1f}Z"
            ),
            cloth,
        ),
        path(f"M{-w * 0.2:.1f} {-h * 0.84:.1f}h{w * 0.1:.1f}v{h * 0.54:.1f}h{-w * 0.1:.1f}z", lighter(cloth, 0.35)),
    ]


def lamp(sheet: Sheet, tall: float, lit: bool, colour: str) -> list[str]:
    """A standing lamp."""
    s = tall
    parts = [
        rect(-s * 0.012, -s * 0.8, s * 0.024, s * 0.8, "#5A4A40"),
        ellipse(0, -2, s * 0.11, s * 0.018, "#5A4A40"),
        path(
            f"M{-s * 0.09:.1f} {-s:.1f}H{s * 0.09:.1f}L{s * 0.16:.1f} {-s * 0.76:.1f}H{-s * 0.16:.1f}Z",
            GLOW if lit else colour,
        ),
    ]
    return [circle(0, -s * 0.85, s * 0.62, sheet.glow(GLOW, 0.7)), *parts] if lit else parts


def hanging(sheet: Sheet, drop: float, lit: bool, colour: str, size: float = 34) -> list[str]:
    """A lamp that hangs from the ceiling; its top at 0."""
    parts = [
        rect(-1.2, -60, 2.4, drop + 60, "#5A5550"),
        path(f"M{-size * 0.3:.1f} {drop:.1f}H{size * 0.3:.1f}L{size:.1f} {drop + size * 0.8:.1f}H{-size:.1f}Z", colour),
        ellipse(0, drop + size * 0.82, size * 0.7, size * 0.18, GLOW if lit else lighter(colour, 0.6)),
    ]
    return [*parts, circle(0, drop + size, size * 4.2, sheet.glow(GLOW, 0.6))] if lit else parts


def plant(rng: Random, tall: float, leaf: str = "#4F9A58", pot: str = "#C9714A") -> list[str]:
    """A potted plant."""
    s, parts = tall, []
    for angle in (-58, -34, -12, 12, 34, 58):
        long = s * 0.62 * rng.uniform(0.8, 1.1)
        tone = leaf if angle % 4 else darker(leaf, 0.15)
        leaf_line = f"M0 0Q{-long * 0.2:.1f} {-long * 0.5:.1f} 0 {-long:.1f}Q{long * 0.2:.1f} {-long * 0.5:.1f} 0 0Z"
        drawn = path(leaf_line, tone)
        parts.append(f'<g transform="translate(0 {-s * 0.32:.1f}) rotate({angle})">{drawn}</g>')
    parts.append(path(f"M{-s * 0.17:.1f} {-s * 0.34:.1f}H{s * 0.17:.1f}L{s * 0.12:.1f} 0H{-s * 0.12:.1f}Z", pot))
    parts.append(rect(-s * 0.19, -s * 0.38, s * 0.38, s * 0.08, lighter(pot, 0.12), round=2))
    return parts


def desk(wide: float, colour: str, screen: bool = False) -> list[str]:
    """A desk with drawers; with `screen` a computer on it."""
    w, h = wide, wide * 0.42
    parts = [
        rect(-w * 0.5, -h, w, h * 0.1, lighter(colour, 0.15), round=3),
        rect(-w * 0.46, -h * 0.9, w * 0.03, h * 0.9, darker(colour, 0.2)),
        rect(w * 0.12, -h * 0.9, w * 0.34, h * 0.86, colour),
        *(rect(w * 0.15, -h * y, w * 0.28, h * 0.22, lighter(colour, 0.08), round=2) for y in (0.84, 0.57, 0.3)),
        *(rect(w * 0.26, -h * (y - 0.08), w * 0.06, h * 0.05, darker(colour, 0.4), round=2) for y in (0.84, 0.57, 0.3)),
    ]
    if screen:
        parts.append(rect(-w * 0.06, -h * 1.2, w * 0.05, h * 0.2, "#4A5260"))
        parts.append(rect(-w * 0.13, -h * 1.03, w * 0.2, h * 0.04, "#4A5260"))
        parts.append(rect(-w * 0.24, -h * 1.78, w * 0.42, h * 0.62, "#2B3240", round=4))
        parts.append(rect(-w * 0.22, -h * 1.74, w * 0.38, h * 0.52, "#8FC7EA", round=2))
        parts.append(
            path(
                (
                    f"M{-w * 0.2:.1f} {-h * 1.26:.1f}l{w * 0.1:.1f} {-h * 0.2:.1f}l{w * 0.08:.1f} {h * 0.08:.1f}"
                    f"l{w * 0.14:.1f} {-h * 0.24:.1f}v{h * 0.36:.1f}Z"
                ),
                "#4F9BD0",
            )
        )
    return parts


def machine(rng: Random, wide: float, colour: str) -> list[str]:
    """A factory machine with a dial, a hopper and a gear."""
    w, h = wide, wide * 0.9
    steel = "#8C97A6"
    teeth = "".join(
        (
            f'<rect x="-4" y="{-w * 0.17:.0f}" width="8" height="{w * 0.34:.0f}" fill="{darker(steel, 0.2)}" transfor'
            f'm="rotate({a})"/>'
        )
        for a in range(0, 180, 30)
    )
    return [
        path(f"M{-w * 0.3:.1f} {-h:.1f}H{w * 0.06:.1f}L{-w * 0.02:.1f} {-h * 0.76:.1f}H{-w * 0.22:.1f}Z", steel),
        rect(-w * 0.5, -h * 0.76, w, h * 0.76, colour, round=8),
        rect(-w * 0.5, -h * 0.14, w, h * 0.14, darker(colour, 0.3), round=4),
        circle(-w * 0.28, -h * 0.52, w * 0.12, "#F4F1E8"), ring(-w * 0.28, -h * 0.52, w * 0.12, darker(colour, 0.4), 4),
        stroke(f"M{-w * 0.28:.1f} {-h * 0.52:.1f}l{w * 0.06:.1f} {-h * 0.06:.1f}", "#C8433A", 3.5),
        *(circle(w * 0.1 * i, -h * 0.62, w * 0.03, rng.choice(LIGHTS)) for i in range(3)),
        group([teeth, circle(0, 0, w * 0.13, steel), circle(0, 0, w * 0.05, darker(steel, 0.5))], w * 0.28, -h * 0.36),
        rect(-w * 0.1, -h * 0.46, w * 0.2, h * 0.22, darker(colour, 0.35), round=4),
    ]  # fmt: skip


def column(wide: float, tall: float, colour: str) -> list[str]:
    """A classical column with fluting."""
    w, flutes = (
        wide,
        "".join(f"M{x * wide:.1f} {-tall * 0.9:.1f}V{-tall * 0.09:.1f}" for x in (-0.24, -0.08, 0.08, 0.24)),
    )
    return [
        rect(-w * 0.4, -tall * 0.92, w * 0.8, tall * 0.86, colour),
        rect(w * 0.1, -tall * 0.92, w * 0.3, tall * 0.86, darker(colour, 0.12), opacity=0.6),
        stroke(flutes, darker(colour, 0.14), w * 0.05),
        rect(-w * 0.62, -tall, w * 1.24, tall * 0.05, lighter(colour, 0.2), round=2),
        rect(-w * 0.5, -tall * 0.955, w, tall * 0.045, darker(colour, 0.08), round=4),
        rect(-w * 0.5, -tall * 0.1, w, tall * 0.05, darker(colour, 0.06), round=4),
        rect(-w * 0.62, -tall * 0.055, w * 1.24, tall * 0.055, lighter(colour, 0.12)),
    ]


def plinth(wide: float, tall: float, colour: str) -> list[str]:
    """A plinth for an exhibit."""
    return [
        rect(-wide * 0.44, -tall * 0.92, wide * 0.88, tall * 0.84, colour),
        rect(wide * 0.16, -tall * 0.92, wide * 0.28, tall * 0.84, darker(colour, 0.12), opacity=0.7),
        rect(-wide * 0.5, -tall, wide, tall * 0.1, lighter(colour, 0.35), round=2),
        rect(-wide * 0.5, -tall * 0.1, wide, tall * 0.1, lighter(colour, 0.12), round=2),
    ]
