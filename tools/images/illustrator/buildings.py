"""Parametric buildings and street things, with lamps and windows that are lit when it is dark."""

from random import Random

from tools.images.illustrator.canvas import circle, ellipse, group, path, rect, stroke
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.scenery import View
from tools.images.illustrator.shapes import Line

WALLS = ("#F2E2C4", "#F0C9A0", "#E9D5D0", "#DCE3DE", "#F4E9B8", "#E3B79A")
ROOFS = ("#B4533F", "#8C4B46", "#5E6C88", "#7A5A50", "#A06A3C")
GLOW = "#FFD97A"
SNOW = "#F6FAFF"


def cottage(view: View, rng: Random, wide: float, far: float = 0.0) -> list[str]:
    """A small house with a gabled roof, its foot at (0, 0), `wide` units broad."""
    wall, roof = view.lit(rng.choice(WALLS), far), view.lit(rng.choice(ROOFS), far)
    tall, ridge = wide * rng.uniform(0.5, 0.62), wide * rng.uniform(0.4, 0.5)
    half, glass = wide / 2, GLOW if view.lamps else view.lit("#8FB6D0", far)
    frame = lighter(wall, 0.5)
    parts = [
        rect(half * 0.42, -tall - ridge * 1.02, wide * 0.11, ridge * 0.75, darker(roof, 0.25)),
        rect(-half, -tall, wide, tall, view.sheet.gradient([(0, lighter(wall, 0.06)), (1, darker(wall, 0.08))])),
        path((
            f"M{-half * 1.16:.1f} {-tall:.1f}L{-half * 0.72:.1f} {-tall - ridge:.1f}H{half * 0.72:.1f}"
            f"L{half * 1.16:.1f} {-tall:.1f}Z"
        ), roof),
        path((
            f"M{half * 0.3:.1f} {-tall:.1f}V{-tall - ridge:.1f}"
            f"H{half * 0.72:.1f}L{half * 1.16:.1f} {-tall:.1f}Z"
        ), darker(roof, 0.15), opacity=0.6),
        rect(-wide * 0.08, -tall * 0.62, wide * 0.16, tall * 0.62, darker(roof, 0.35), round=wide * 0.02),
    ]  # fmt: skip
    for x in (-0.34, 0.2):
        parts.append(rect(x * wide - 2, -tall * 0.72 - 2, wide * 0.15 + 4, tall * 0.34 + 4, frame, round=1.5))
        parts.append(rect(x * wide, -tall * 0.72, wide * 0.15, tall * 0.34, glass, round=1))
        cross = (
            f"M{x * wide + wide * 0.075:.1f} {-tall * 0.72:.1f}v{tall * 0.34:.1f}M{x * wide:.1f} {-tall * 0.55:.1f}"
            f"h{wide * 0.15:.1f}"
        )
        parts.append(stroke(cross, frame, 1.4))
    if view.snowy:
        cap = (
            f"M{-half * 1.18:.1f} {-tall + 2:.1f}L{-half * 0.74:.1f} {-tall - ridge - 5:.1f}H{half * 0.74:.1f}"
            f"L{half * 1.18:.1f} {-tall + 2:.1f}Q{half * 0.6:.1f} {-tall - ridge * 0.45:.1f} 0 "
            f"{-tall - ridge * 0.3:.1f}T{-half * 1.18:.1f} {-tall + 2:.1f}Z"
        )
        parts.append(path(cap, view.lit(SNOW, far)))
    return parts


def cottages(view: View, line: Line, shares: tuple[float, ...], size: float = 120, far: float = 0.0) -> None:
    """Cottages along a hill, with smoke from their chimneys in a layer of its own."""
    sheet, rng = view.sheet, view.sheet.hand(f"cottages{size}")
    sheet.layer(f"cottages {size:.0f}", 0.7)
    tops = []
    for share in shares:
        x, wide = (share + rng.uniform(-0.012, 0.012)) * sheet.width, size * rng.uniform(0.85, 1.15) * view.small
        foot = line.y(x) + 14
        sheet.add(ellipse(x, foot, wide * 0.66, wide * 0.06, "#1A2A30", opacity=0.25))
        sheet.add(group(cottage(view, rng, wide, far), x, foot))
        tops.append((x + wide * 0.26, foot - wide * 1.02))
    smoke(view, tops[: 2 if view.snowy or view.lamps else 1], size)


def smoke(view: View, tops: list[tuple[float, float]], size: float) -> None:
    """Plumes of smoke above chimneys."""
    sheet = view.sheet
    sheet.layer(f"smoke {size:.0f}", 0.7, "rise")
    colour = mix(lighter(view.air, 0.5), "#FFFFFF", 0.2)
    for x, y in tops:
        for i in range(5):
            sheet.add(
                circle(
                    x + 5 * i + (4 if i % 2 else -3),
                    y - 4 - i * size * 0.09,
                    size * (0.04 + 0.017 * i),
                    colour,
                    opacity=0.6 - 0.1 * i,
                )
            )


def barn(view: View, size: float) -> list[str]:
    """A red barn with a white cross on its gate, and a silo."""
    s, red, white, roof = size, view.lit("#B6453A"), view.lit("#F4EDE2"), view.lit("#6A5550")
    steel, snowy = view.lit("#C3CCD4"), view.snowy
    tones = [(0, lighter(steel, 0.2)), (0.5, steel), (1, darker(steel, 0.25))]
    round_steel = view.sheet.gradient(tones, across=True)
    cap = view.lit(SNOW) if snowy else roof
    return [
        rect(s * 0.5, -s * 0.95, s * 0.26, s * 0.95, round_steel),
        path((
            f"M{s * 0.5:.1f} {-s * 0.95:.1f}a{s * 0.13:.1f} "
            f"{s * 0.15:.1f} 0 0 1 {s * 0.26:.1f} 0z"
        ), cap if snowy else darker(steel, 0.2)),
        path((
            f"M{-s * 0.5:.1f} 0V{-s * 0.5:.1f}L{-s * 0.38:.1f} {-s * 0.74:.1f}L0 {-s * 0.92:.1f}L{s * 0.38:.1f} "
            f"{-s * 0.74:.1f}L{s * 0.5:.1f} {-s * 0.5:.1f}V0Z"
        ), red),
        stroke((
            f"M{-s * 0.53:.1f} {-s * 0.48:.1f}L{-s * 0.39:.1f} {-s * 0.75:.1f}L0 {-s * 0.94:.1f}L{s * 0.39:.1f} "
            f"{-s * 0.75:.1f}L{s * 0.53:.1f} {-s * 0.48:.1f}"
        ), cap, s * 0.055),
        rect(-s * 0.2, -s * 0.42, s * 0.4, s * 0.42, darker(red, 0.2)),
        stroke((
            f"M{-s * 0.2:.1f} 0V{-s * 0.42:.1f}H{s * 0.2:.1f}V0M{-s * 0.2:.1f} {-s * 0.42:.1f}L{s * 0.2:.1f} 0"
            f"M{s * 0.2:.1f} {-s * 0.42:.1f}L{-s * 0.2:.1f} 0"
        ), white, s * 0.022),
        rect(-s * 0.08, -s * 0.68, s * 0.16, s * 0.14, GLOW if view.lamps else darker(red, 0.5), round=1),
    ]  # fmt: skip


def windmill(view: View, size: float) -> list[str]:
    """A tower mill with four sails."""
    s, wall, wood = size, view.lit("#EFE4D0"), view.lit("#7A5A44")
    sail = "".join(
        f'<g transform="translate(0 {-s * 0.84:.1f}) rotate({angle})">{rect(-s * 0.012, 0, s * 0.024, s * 0.52, wood)}'
        f"{rect(s * 0.012, s * 0.1, s * 0.1, s * 0.4, view.lit('#FFFDF4'), opacity=0.95)}</g>"
        for angle in (20, 110, 200, 290)
    )
    return [
        path(f"M{-s * 0.2:.1f} 0L{-s * 0.13:.1f} {-s * 0.78:.1f}H{s * 0.13:.1f}L{s * 0.2:.1f} 0Z", wall),
        path((
            f"M{s * 0.04:.1f} 0L{s * 0.03:.1f} {-s * 0.78:.1f}"
            f"H{s * 0.13:.1f}L{s * 0.2:.1f} 0Z"
        ), darker(wall, 0.14), opacity=0.7),
        path((
            f"M{-s * 0.16:.1f} {-s * 0.77:.1f}Q0 "
            f"{-s * 1.06:.1f} {s * 0.16:.1f} {-s * 0.77:.1f}Z"
        ), view.lit("#8C4B46")),
        rect(-s * 0.06, -s * 0.2, s * 0.12, s * 0.2, wood, round=s * 0.05),
        rect(-s * 0.035, -s * 0.52, s * 0.07, s * 0.1, GLOW if view.lamps else view.lit("#7FA6C9"), round=2),
        sail,
    ]  # fmt: skip


def church(view: View, size: float) -> list[str]:
    """A village church with a spire, no letters on it."""
    s, wall, roof = size, view.lit("#EFE6D6"), view.lit("#7C5148")
    glass = GLOW if view.lamps else view.lit("#7FA6C9")
    return [
        rect(-s * 0.1, -s * 0.42, s * 0.5, s * 0.42, wall),
        path((
            f"M{-s * 0.12:.1f} {-s * 0.4:.1f}L{s * 0.0:.1f} {-s * 0.62:.1f}H{s * 0.36:.1f}L{s * 0.44:.1f} "
            f"{-s * 0.4:.1f}Z"
        ), roof),
        rect(-s * 0.26, -s * 0.66, s * 0.24, s * 0.66, lighter(wall, 0.2)),
        path((
            f"M{-s * 0.29:.1f} {-s * 0.65:.1f}L{-s * 0.14:.1f} "
            f"{-s * 1.1:.1f}L{s * 0.01:.1f} {-s * 0.65:.1f}Z"
        ), darker(roof, 0.1)),
        *(rect(x * s, -s * 0.3, s * 0.06, s * 0.17, glass, round=s * 0.03) for x in (0.06, 0.18, 0.3)),
        rect(-s * 0.18, -s * 0.52, s * 0.08, s * 0.1, glass, round=s * 0.04),
        rect(-s * 0.19, -s * 0.18, s * 0.1, s * 0.18, darker(roof, 0.3), round=s * 0.04),
    ]  # fmt: skip


def fence(view: View, x: float, y: float, length: float, tall: float = 34) -> str:
    """A picket fence from x, its foot at y."""
    wood = view.lit("#F4EDE2")
    posts = "".join(f"M{x + i * 16:.0f} {y:.0f}v{-tall:.0f}l4 -5l4 5v{tall:.0f}z" for i in range(int(length / 16)))
    rails = f"M{x:.0f} {y - tall * 0.3:.0f}h{length:.0f}M{x:.0f} {y - tall * 0.72:.0f}h{length:.0f}"
    return stroke(rails, darker(wood, 0.14), 4) + path(posts, wood)


def lamp(view: View, tall: float) -> list[str]:
    """A street lamp with its light when it is dark."""
    iron = view.lit("#3C4658")
    parts = [
        rect(-2.5, -tall, 5, tall, iron),
        path(f"M-9 {-tall:.1f}L-6 {-tall - 20:.1f}H6L9 {-tall:.1f}Z", GLOW if view.lamps else view.lit("#DDE6EC")),
        path(f"M-9 {-tall - 20:.1f}L0 {-tall - 29:.1f}L9 {-tall - 20:.1f}Z", iron),
        rect(-7, -7, 14, 7, iron, round=2),
    ]
    if view.lamps:
        parts.insert(0, circle(0, -tall - 10, 78, view.sheet.glow("#FFE3A0", 0.65)))
    return parts


def bench(view: View, wide: float) -> list[str]:
    """A park bench."""
    wood, iron = view.lit("#A8703F"), view.lit("#3C4658")
    slats = "".join(f"M{-wide / 2:.1f} {y:.1f}h{wide:.1f}" for y in (-wide * 0.22, -wide * 0.34, -wide * 0.42))
    legs = f"M{-wide * 0.4:.1f} 0V{-wide * 0.44:.1f}M{wide * 0.4:.1f} 0V{-wide * 0.44:.1f}"
    return [stroke(legs, iron, wide * 0.035), stroke(slats, wood, wide * 0.055)]


def lighthouse(view: View, size: float) -> list[str]:
    """A white tower with red bands and a lantern."""
    s, white, red = size, view.lit("#F8F4EC"), view.lit("#C9413A")
    bands = "".join(
        path(f"M{-s * (0.13 - 0.05 * a):.1f} {-s * 0.76 * a:.1f}L{-s * (0.13 - 0.05 * b):.1f} {-s * 0.76 * b:.1f}"
             f"H{s * (0.13 - 0.05 * b):.1f}L{s * (0.13 - 0.05 * a):.1f} {-s * 0.76 * a:.1f}Z", red)
        for a, b in ((0.18, 0.38), (0.58, 0.78))
    )  # fmt: skip
    parts = [
        path(f"M{-s * 0.13:.1f} 0L{-s * 0.08:.1f} {-s * 0.76:.1f}H{s * 0.08:.1f}L{s * 0.13:.1f} 0Z", white),
        bands,
        path(f"M{s * 0.03:.1f} 0V{-s * 0.76:.1f}H{s * 0.08:.1f}L{s * 0.13:.1f} 0Z", "#0B1430", opacity=0.16),
        rect(-s * 0.1, -s * 0.8, s * 0.2, s * 0.04, view.lit("#3C4658")),
        rect(-s * 0.055, -s * 0.92, s * 0.11, s * 0.12, "#FFF2B8" if view.lamps else view.lit("#CFE2EC")),
        path(f"M{-s * 0.075:.1f} {-s * 0.92:.1f}Q0 {-s * 1.06:.1f} {s * 0.075:.1f} {-s * 0.92:.1f}Z", red),
    ]
    if view.lamps:
        glow = view.sheet.glow("#FFF2B8", 0.8)
        parts.insert(0, circle(0, -s * 0.86, s * 0.5, glow))
    return parts
