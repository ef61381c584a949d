"""Parametric plants: each is a list of SVG parts with its foot at (0, 0), in design units."""

import math
from random import Random

from tools.images.illustrator.canvas import circle, ellipse, path, rect, stroke
from tools.images.illustrator.colour import darker, lighter


def acacia(rng: Random, height: float, leaf: str, trunk: str) -> list[str]:
    """An umbrella thorn: flat crowns on forked branches."""
    w = height * 0.045
    parts = [
        path(f"M{-w:.1f} 0Q{-w * 0.3:.1f} {-height * 0.3:.1f} {-w * 0.5:.1f} {-height * 0.45:.1f}h{w:.1f}"
             f"Q{w * 0.6:.1f} {-height * 0.3:.1f} {w:.1f} 0Z", trunk),
        stroke(f"M0 {-height * 0.4:.1f}Q{-height * 0.14:.1f} {-height * 0.55:.1f} {-height * 0.34:.1f} "
               f"{-height * 0.72:.1f}M0 {-height * 0.42:.1f}Q{height * 0.08:.1f} {-height * 0.6:.1f} "
               f"{height * 0.3:.1f} {-height * 0.78:.1f}M0 {-height * 0.45:.1f}L{-height * 0.03:.1f} "
               f"{-height * 0.86:.1f}", trunk, w * 0.75),
    ]  # fmt: skip
    for dx, dy, half in ((-0.3, 0.72, 0.26), (0.32, 0.76, 0.26), (0.0, 0.86, 0.34)):
        x, y, r = dx * height, -dy * height, half * height * rng.uniform(0.92, 1.08)
        parts.append(path(f"M{x - r:.1f} {y:.1f}Q{x - r * 0.8:.1f} {y - r * 0.42:.1f} {x:.1f} {y - r * 0.45:.1f}"
                          f"Q{x + r * 0.8:.1f} {y - r * 0.42:.1f} {x + r:.1f} {y:.1f}Q{x:.1f} {y + r * 0.16:.1f} "
                          f"{x - r:.1f} {y:.1f}Z", darker(leaf, 0.12)))  # fmt: skip
        parts.append(ellipse(x - r * 0.08, y - r * 0.24, r * 0.72, r * 0.15, lighter(leaf, 0.10)))
    return parts


def bare(height: float, wood: str, snow: str | None = None) -> list[str]:
    """A leafless tree, with snow on its boughs when `snow` is a colour."""
    h = height
    boughs = (
        f"M0 0L0 {-h * 0.6:.1f}M0 {-h * 0.34:.1f}L{-h * 0.22:.1f} {-h * 0.66:.1f}M0 {-h * 0.44:.1f}L{h * 0.24:.1f} "
        f"{-h * 0.76:.1f}M0 {-h * 0.58:.1f}L{-h * 0.1:.1f} {-h * 0.92:.1f}M0 {-h * 0.58:.1f}L{h * 0.08:.1f} {-h:.1f}"
        f"M{-h * 0.12:.1f} {-h * 0.51:.1f}L{-h * 0.3:.1f} {-h * 0.56:.1f}M{h * 0.13:.1f} {-h * 0.61:.1f}"
        f"L{h * 0.32:.1f} {-h * 0.62:.1f}"
    )
    parts = [stroke(boughs, wood, h * 0.04)]
    if snow:
        parts.append(
            '<g transform="translate(0 '
            f'{-h * 0.02:.1f})">{stroke(boughs[boughs.index("M0 ", 2) :], snow, h * 0.016)}</g>'
        )
    return parts


def saguaro(height: float, skin: str) -> list[str]:
    """A branching cactus."""
    h, w = height, height * 0.15
    arms = (
        f"M0 {-h * 0.34:.1f}H{-h * 0.2:.1f}Q{-h * 0.27:.1f} {-h * 0.34:.1f} {-h * 0.27:.1f} {-h * 0.42:.1f}"
        f"V{-h * 0.6:.1f}"
        f"M0 {-h * 0.44:.1f}H{h * 0.19:.1f}Q{h * 0.26:.1f} {-h * 0.44:.1f} {h * 0.26:.1f} {-h * 0.52:.1f}"
        f"V{-h * 0.74:.1f}"
    )
    trunk = f"M0 0V{-h * 0.92:.1f}"
    light = f"M{-w * 0.2:.1f} {-h * 0.06:.1f}V{-h * 0.9:.1f}M{-h * 0.285:.1f} {-h * 0.42:.1f}V{-h * 0.58:.1f}"
    return [
        stroke(arms, skin, w * 0.72),
        stroke(trunk, skin, w),
        stroke(light, lighter(skin, 0.28), w * 0.12, opacity=0.8),
        stroke(f"M{w * 0.25:.1f} {-h * 0.05:.1f}V{-h * 0.9:.1f}", darker(skin, 0.3), w * 0.12, opacity=0.6),
    ]


def bush(rng: Random, size: float, leaf: str) -> list[str]:
    """A round bush, half of it above (0, 0)."""
    parts = []
    for dx, dy, r in ((-0.75, 0.1, 0.6), (0.75, 0.1, 0.62), (0, -0.25, 0.85)):
        parts.append(circle(dx * size, dy * size, r * size * rng.uniform(0.93, 1.07), leaf))
    for dx, dy, r in ((-0.2, -0.65, 0.22), (0.25, -0.5, 0.16), (-0.6, -0.1, 0.14)):
        parts.append(ellipse(dx * size, dy * size, r * size, r * size * 0.7, lighter(leaf, 0.14), opacity=0.7))
    return parts


def reeds(rng: Random, height: float, leaf: str, head: str, count: int = 7) -> list[str]:
    """Reeds with brown heads."""
    blades, heads = [], []
    for i in range(count):
        x, tall, lean = (i - count / 2) * height * 0.1, height * rng.uniform(0.6, 1), rng.uniform(-0.12, 0.12) * height
        blades.append(f"M{x:.1f} 0Q{x:.1f} {-tall * 0.6:.1f} {x + lean:.1f} {-tall:.1f}")
        if i % 2:
            heads.append(f"M{x + lean:.1f} {-tall:.1f}l0 {height * 0.16:.1f}")
    return [stroke("".join(blades), leaf, height * 0.028), stroke("".join(heads), head, height * 0.06)]


def frond(length: float, angle: float, leaf: str) -> str:
    """One broad jungle leaf with its rib, from (0, 0) in a direction (degrees, 90 up)."""
    turn = math.radians(angle)
    dx, dy = math.cos(turn) * length, -math.sin(turn) * length
    nx, ny = -dy * 0.26, dx * 0.26
    blade = (
        f"M0 0C{dx * 0.25 + nx:.1f} {dy * 0.25 + ny:.1f} {dx * 0.75 + nx:.1f} {dy * 0.75 + ny:.1f} {dx:.1f} {dy:.1f}"
        f"C{dx * 0.75 - nx:.1f} {dy * 0.75 - ny:.1f} {dx * 0.25 - nx:.1f} {dy * 0.25 - ny:.1f} 0 0Z"
    )
    half = (
        f"M0 0C{dx * 0.25 + nx:.1f} {dy * 0.25 + ny:.1f} {dx * 0.75 + nx:.1f} {dy * 0.75 + ny:.1f} {dx:.1f} {dy:.1f}Z"
    )
    rib = stroke(f"M0 0L{dx * 0.94:.1f} {dy * 0.94:.1f}", lighter(leaf, 0.2), length * 0.012, opacity=0.8)
    return path(blade, leaf) + path(half, darker(leaf, 0.16), opacity=0.7) + rib


def leaves(rng: Random, length: float, leaf: str, way: int = 0) -> list[str]:
    """A fan of broad leaves from a corner: `way` -1 leans left, 1 right, 0 both ways."""
    middle = 90 - 34 * way
    spread = [middle + step for step in (-64, 64, -40, 40, -14, 16)]
    tones = [darker(leaf, 0.18), darker(leaf, 0.1), darker(leaf, 0.05), leaf, lighter(leaf, 0.06), lighter(leaf, 0.1)]
    return [
        frond(length * rng.uniform(0.72, 1.05), angle + rng.uniform(-7, 7), tone)
        for angle, tone in zip(spread, tones, strict=True)
    ]


def liana_tree(rng: Random, height: float, leaf: str, trunk: str) -> list[str]:
    """A tall jungle trunk with buttress roots that ends above the frame, with lianas."""
    w = height * 0.05
    parts = [
        path(f"M{-w * 2.4:.1f} 0Q{-w * 0.9:.1f} {-w * 1.6:.1f} {-w * 0.8:.1f} {-height * 0.25:.1f}L{-w * 0.7:.1f} "
             f"{-height:.1f}H{w * 0.7:.1f}L{w * 0.8:.1f} {-height * 0.25:.1f}Q{w * 0.9:.1f} {-w * 1.6:.1f} "
             f"{w * 2.4:.1f} 0Z", trunk),
        path(
            f"M{w * 0.2:.1f} 0L{w * 0.25:.1f} {-height:.1f}H{w * 0.7:.1f}L{w * 0.8:.1f} {-height * 0.25:.1f}"
            f"Q{w * 0.9:.1f} "
             f"{-w * 1.6:.1f} {w * 2.4:.1f} 0Z", darker(trunk, 0.22), opacity=0.6),
    ]  # fmt: skip
    for dx, share in ((-1.5, 0.55), (1.7, 0.7)):
        x = dx * w
        end = -height * (1 - share) + rng.uniform(-20, 20)
        parts.append(
            stroke(f"M{x:.1f} {-height:.1f}Q{x + 12:.1f} {-height * 0.7:.1f} {x:.1f} {end:.1f}", leaf, w * 0.16)
        )
    for side in (-1, 1):
        parts.append(path(f"M0 {-height * 0.5:.1f}q{side * w * 3:.1f} {-w * 2.2:.1f} {side * w * 4.6:.1f} {w * 0.6:.1f}"
                          f"q{-side * w * 2.6:.1f} {-w * 0.4:.1f} {-side * w * 4.6:.1f} {w * 0.6:.1f}z",
                          leaf if side > 0 else darker(leaf, 0.12)))  # fmt: skip
    return parts


def rock(rng: Random, size: float, colour: str, cap: str | None = None) -> list[str]:
    """A boulder with a lit and a shaded face; `cap` is snow or moss on it."""
    top, lean = size * rng.uniform(0.5, 0.75), rng.uniform(-0.15, 0.15) * size
    outline = (
        f"M{-size * 0.5:.1f} 0L{-size * 0.44:.1f} {-top * 0.5:.1f}L{-size * 0.16 + lean:.1f} {-top:.1f}"
        f"L{size * 0.2 + lean:.1f} {-top * 0.9:.1f}L{size * 0.46:.1f} {-top * 0.42:.1f}L{size * 0.52:.1f} 0Z"
    )
    dark = (
        f"M{size * 0.2 + lean:.1f} {-top * 0.9:.1f}L{size * 0.46:.1f} {-top * 0.42:.1f}L{size * 0.52:.1f} 0"
        f"H{size * 0.02:.1f}L{size * 0.1 + lean * 0.5:.1f} {-top * 0.5:.1f}Z"
    )
    parts = [path(outline, colour), path(dark, darker(colour, 0.22))]
    if cap:
        parts.append(path(
            f"M{-size * 0.38:.1f} {-top * 0.62:.1f}"
            f"L{-size * 0.16 + lean:.1f} {-top:.1f}L{size * 0.2 + lean:.1f} "
                          f"{-top * 0.9:.1f}L{size * 0.36:.1f} {-top * 0.6:.1f}Q{size * 0.1:.1f} {-top * 0.75:.1f} "
                          f"{-size * 0.38:.1f} {-top * 0.62:.1f}Z", cap))  # fmt: skip
    return parts


def stump(height: float, bark: str) -> list[str]:
    """A tree stump with its rings."""
    w = height * 0.6
    return [
        path(f"M{-w * 1.2:.1f} 0Q{-w:.1f} {-height * 0.3:.1f} {-w:.1f} {-height:.1f}H{w:.1f}Q{w:.1f} "
             f"{-height * 0.3:.1f} {w * 1.2:.1f} 0Z", bark),
        ellipse(0, -height, w, w * 0.3, lighter(bark, 0.45)),
        ellipse(0, -height, w * 0.55, w * 0.16, lighter(bark, 0.25)),
    ]  # fmt: skip


def crops(rng: Random, width: float, height: float, colour: str, head: str) -> list[str]:
    """A stand of grain: stalks and ears as two paths."""
    stalks, ears = [], []
    for i in range(int(width / 7)):
        x, tall = i * 7 + rng.uniform(-3, 3), height * rng.uniform(0.75, 1.05)
        lean = rng.uniform(-5, 8)
        stalks.append(f"M{x:.0f} 0Q{x:.0f} {-tall * 0.6:.0f} {x + lean:.0f} {-tall:.0f}")
        ears.append(f"M{x + lean:.0f} {-tall:.0f}l{lean * 0.3:.1f} {height * 0.28:.0f}")
    return [stroke("".join(stalks), colour, 2.2), stroke("".join(ears), head, 5.2)]


def mushroom_log(width: float, bark: str) -> list[str]:
    """A fallen log."""
    h = width * 0.2
    return [
        rect(-width / 2, -h, width, h, bark, round=h / 2),
        ellipse(width / 2 - h * 0.4, -h / 2, h * 0.32, h * 0.46, lighter(bark, 0.4)),
    ]
