"""Environments that people or the universe built: city and space."""

from random import Random

from tools.images.illustrator.canvas import circle, ellipse, group, path, rect, ring
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.scenery import View, haze, sky, stars
from tools.images.illustrator.shapes import tree


def city(view: View) -> None:
    """Three rows of houses with windows, a pavement with trees, a street."""
    sheet = view.sheet
    sky(view, clouds=3)
    kerb = view.feet - 0.055 * sheet.height
    _skyline(view, kerb - 10, 330, 44, view.lit("#8FB0D8", 0.55), 0.0)
    _skyline(view, kerb - 6, 240, 58, view.lit("#6E8FC2", 0.30), 0.45)
    haze(view, kerb, 170, 0.45)
    _houses(view, kerb)
    _street(view, kerb)


def space(view: View) -> None:
    """Stars, nebulae, a far planet, and the ground of a moon to stand on."""
    sheet, rng = view.sheet, view.sheet.hand("space")
    tops = {"day": ("#101B4D", "#243B86"), "sunset": ("#2A1450", "#6A2C70"), "night": ("#060A24", "#141C4C")}
    high, low = tops[view.time]
    sheet.add(
        rect(0, 0, sheet.width, sheet.height, sheet.gradient([(0, high), (1, mix(low, sheet.palette.tint, 0.12))]))
    )
    for colour in ("#7A5CE0", "#3E8BE8", "#D4569B"):
        x, y = rng.uniform(0, sheet.width), rng.uniform(0.05, 0.6) * sheet.height
        sheet.add(ellipse(x, y, rng.uniform(260, 430), rng.uniform(160, 260), sheet.glow(colour, 0.36)))
    stars(view, 190, sheet.height)
    said = bool(sheet.spec.heading or sheet.spec.text)
    if not sheet.spec.subjects and not (sheet.upright and said):  # else it would stand behind a subject or words
        _planet(view)
    _moonground(view)


def _skyline(view: View, foot: float, height: float, width: float, colour: str, lights: float) -> None:
    """A row of towers as one silhouette, with a share of small lit windows."""
    sheet, rng = view.sheet, view.sheet.hand(f"skyline{height}")
    x = -10.0
    while x < sheet.width:
        wide = width * rng.uniform(0.7, 1.5)
        tall = height * rng.uniform(0.45, 1.0)
        sheet.add(rect(x, foot - tall, wide + 1, tall + 60, colour))
        if rng.random() < 0.25:
            sheet.add(rect(x + wide * 0.46, foot - tall - 34, 4, 36, colour))
        elif rng.random() < 0.4:
            sheet.add(rect(x + wide * 0.2, foot - tall - 16, wide * 0.6, 18, colour))
        if lights:
            _windows(view, rng, (x, foot - tall, wide, tall), 9, lights)
        x += wide


def _windows(view: View, rng: Random, tower: tuple[float, float, float, float], size: float, share: float) -> None:
    """A grid of windows; at night some are lit."""
    x, y, wide, tall = tower
    night = view.time != "day"
    lit, dark = "#FFD97A", mix(view.lit("#DCEBFA"), view.lit("#6E8FC2"), 0.45)
    columns, rows = max(int(wide / (size * 1.9)), 1), int(tall / (size * 2.1))
    gap = wide / columns
    panes = {lit: [], dark: []}  # type: dict[str, list[str]]
    for row in range(rows):
        for column in range(columns):
            colour = lit if night and rng.random() < share * (1 if view.time == "night" else 0.6) else dark
            panes[colour].append(
                f"M{x + gap * (column + 0.5) - size * 0.35:.1f} "
                f"{y + 12 + row * size * 2.1:.1f}h{size * 0.7:.1f}v{size * 1.1:.1f}h{-size * 0.7:.1f}z"
            )
    for colour, drawn in panes.items():
        if drawn:
            view.sheet.add(path("".join(drawn), colour, opacity=0.9 if colour == lit else 0.42))


def _houses(view: View, kerb: float) -> None:
    """The near row: houses in colours with roofs, doors and large windows, a gap in the middle."""
    sheet, rng = view.sheet, view.sheet.hand("houses")
    walls = ("#F2B279", "#E88E7D", "#F6D58B", "#9CC7C0", "#B9A7D9", "#E9E2D0", "#8FB7DC")
    x, last = -20.0, ""
    while x < sheet.width:
        wide, tall = rng.uniform(84, 130), rng.uniform(115, 190)
        middle = abs((x + wide / 2) / sheet.width - 0.5)
        tall *= 0.62 + 0.8 * min(middle * 1.6, 0.6)
        colour = rng.choice([wall for wall in walls if wall != last])
        last = colour
        wall = view.lit(colour)
        sheet.add(rect(x, kerb - tall, wide, tall, sheet.gradient([(0, lighter(wall, 0.08)), (1, darker(wall, 0.08))])))
        _roof(view, rng, x, kerb - tall, wide)
        _front(view, rng, (x, kerb - tall, wide, tall), wall)
        x += wide


def _roof(view: View, rng: Random, x: float, y: float, wide: float) -> None:
    colour = view.lit(rng.choice(("#8C4B46", "#5E6C88", "#7A5A50")))
    if rng.random() < 0.5:
        view.sheet.add(
            path(
                f"M{x - 3:.1f} {y:.1f}L{x + wide * 0.16:.1f} "
                f"{y - 34:.1f}H{x + wide * 0.84:.1f}L{x + wide + 3:.1f} {y:.1f}Z",
                colour,
            )
        )
    else:
        view.sheet.add(rect(x - 3, y - 9, wide + 6, 11, colour, round=2))


def _front(view: View, rng: Random, house: tuple[float, float, float, float], wall: str) -> None:
    """Windows in rows, a shop with an awning below."""
    sheet, (x, y, wide, tall) = view.sheet, house
    frame, glass = lighter(wall, 0.45), view.lit("#7FA6C9")
    columns = 3 if wide > 105 else 2
    gap, size = wide / columns, 17.0
    row = y + 18
    while row + 26 < y + tall - 58:
        for column in range(columns):
            left = x + gap * (column + 0.5) - size / 2
            lit = view.time != "day" and rng.random() < (0.6 if view.time == "night" else 0.35)
            sheet.add(
                rect(left - 2, row - 2, size + 4, 26, frame, round=1.5),
                rect(left, row, size, 22, "#FFD97A" if lit else glass, round=1),
            )
        row += 37
    awning = view.lit(rng.choice(("#D9534F", "#3B8C88", "#E0A03B", "#4A6FB5")))
    shop = "#FFE2A0" if view.time != "day" else view.lit("#BFE0EE")
    sheet.add(
        rect(x + 9, y + tall - 40, wide - 36, 34, shop, round=2),
        rect(x + wide - 22, y + tall - 40, 15, 40, darker(wall, 0.45), round=1.5),
    )
    stripes = int((wide - 10) / 10)
    for i in range(stripes):
        sheet.add(
            path(
                f"M{x + 5 + i * 10:.1f} {y + tall - 50:.1f}h10v10a5 5 0 0 1 -10 0z",
                awning if i % 2 else lighter(awning, 0.82),
            )
        )


def _street(view: View, kerb: float) -> None:
    """Pavement with trees, kerb, asphalt with lane marks."""
    sheet, rng = view.sheet, view.sheet.hand("street")
    walk = 0.085 * sheet.height
    sheet.add(
        rect(0, kerb, sheet.width, walk + 4, sheet.gradient([(0, view.lit("#D9D4CC")), (1, view.lit("#BDB8B2"))]))
    )
    for share in (0.03, 0.24, 0.78, 0.97):
        x = (share + rng.uniform(-0.02, 0.02)) * sheet.width
        sheet.add(ellipse(x, kerb + 9, 26, 4, view.lit("#8A8680"), opacity=0.6))
        sheet.add(group(tree(rng, 112, view.lit("#63AE57"), view.lit("#7A5236")), x, kerb + 9))
    sheet.add(rect(0, kerb + walk, sheet.width, 7, view.lit("#F1EEE8")))
    top = kerb + walk + 7
    sheet.add(
        rect(
            0,
            top,
            sheet.width,
            sheet.height - top,
            sheet.gradient([(0, view.lit("#6C7486")), (1, view.lit("#4A5163"))]),
        )
    )
    y = top + (sheet.height - top) * 0.52
    x = rng.uniform(-60, 0)
    while x < sheet.width:
        sheet.add(rect(x, y, 62, 6, view.lit("#F4EBC9"), round=2, opacity=0.85))
        x += 120


def _planet(view: View) -> None:
    """A large ringed or banded planet, away from where text begins."""
    sheet, rng = view.sheet, view.sheet.hand("planet")
    share = rng.uniform(0.80, 0.9)
    x = sheet.width * (share if sheet.spec.direction == "ltr" else 1 - share)
    y, r = sheet.height * rng.uniform(0.16, 0.24), rng.uniform(70, 95)
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
    night = path(
        f"M{x:.1f} {y - r:.1f}A{r:.1f} {r:.1f} 0 1 1 {x:.1f} {y + r:.1f}A{r * 1.5:.1f} {r * 1.5:.1f} 0 0 "
        f"0 {x:.1f} {y - r:.1f}Z",
        "#0A1030",
        opacity=0.32,
    )
    globe = f'<g clip-path="url(#{name})">{circle(x, y, r, body)}{"".join(bands)}{night}</g>'
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


def _moonground(view: View) -> None:
    """Grey ground with craters."""
    sheet, rng = view.sheet, view.sheet.hand("moonground")
    top = view.feet - 0.07 * sheet.height
    grey = mix("#AEB2C8", sheet.palette.tint, 0.14)
    far = f"M0 {top:.1f}Q{sheet.width * 0.5:.1f} {top - 46:.1f} {sheet.width:.1f} {top:.1f}V{sheet.height:.1f}H0Z"
    sheet.add(path(far, sheet.gradient([(0, grey), (1, darker(grey, 0.55))])))
    for _ in range(11):
        x, y = rng.uniform(0, sheet.width), rng.uniform(top + 26, sheet.height - 8)
        half = rng.uniform(14, 30) * (0.6 + 1.5 * (y - top) / (sheet.height - top))
        sheet.add(ellipse(x, y, half, half * 0.27, darker(grey, 0.45), opacity=0.75))
        sheet.add(ellipse(x, y + half * 0.06, half * 0.86, half * 0.19, darker(grey, 0.3)))
