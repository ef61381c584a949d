"""Pieces of land and water that environments are put together from; each begins the layer that it draws in."""

from collections.abc import Callable
from random import Random

from core.scene import CelMotion
from tools.images.illustrator.canvas import circle, ellipse, group, path, rect, stroke
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.plants import bare, bush, reeds, rock
from tools.images.illustrator.scenery import View, side
from tools.images.illustrator.shapes import Line, flower, grass, mountains, palm, pine, ridge, smooth, tree

SNOW = "#F6FAFF"


def chain(
    view: View, colour: str, height: float, peaks: int, far: float, *, snow: bool = False, depth: float = 0.15
) -> None:
    """A chain of mountains on the horizon."""
    name = f"mountains {height:.0f}"
    rng = view.sheet.hand(name)
    view.sheet.layer(name, depth)
    base = view.horizon + 46
    crest = ridge(rng, base, height + 40, view.sheet.width, peaks if not view.sheet.upright else max(peaks // 2, 2))
    cap = mix(view.lit("#FFFFFF", far * 0.4), view.air, 0.08) if snow or view.snowy else None
    view.sheet.add(*mountains(rng, crest, base, view.lit(colour, far), cap))


def hill(
    view: View, y: float, swell: float, top: str, low: str, depth: float, *, far: float = 0.0, waves: float = 1.6
) -> Line:
    """A rolling hill down to the end of the sheet; returns its line."""
    name = f"hill {y:.0f}"
    line = Line(view.sheet.hand(name), y, swell, view.sheet.width, waves)
    view.sheet.layer(name, depth)
    view.ground(line.closed(view.low), view.turf(top, far), view.turf(low, far))
    return line


def _leafed(view: View, rng: Random, tall: float, far: float) -> list[str]:
    """A tree as the season has it: bare with snow on it, else green."""
    if view.snowy:
        return bare(tall, view.lit("#6B5546", far), view.lit(SNOW, far * 0.5))
    leaf = view.lit(rng.choice(("#63AE57", "#7DBB55", "#4E9E5C")), far)
    return tree(rng, tall, leaf, view.lit("#7A5236", far))


def fir(view: View, size: float, colour: str, far: float = 0.0) -> list[str]:
    """A conifer, snow-laden where snow lies."""
    return pine(
        size, view.lit(colour, far), view.lit("#6B4A35", far), view.lit(SNOW, far * 0.5) if view.snowy else None
    )


def woods(view: View, line: Line, count: int, size: float, colour: str, far: float) -> None:
    """Small conifers along a line, in clumps; in the layer of that line."""
    sheet, rng = view.sheet, view.sheet.hand(f"woods{size}")
    spots = [rng.uniform(view.left, view.right) for _ in range(max(count // 5, 1))]
    for i in range(count):
        x = spots[i % len(spots)] + rng.gauss(0, 38)
        sheet.add(group(fir(view, size * rng.uniform(0.7, 1.2), colour, far), x, line.y(x) + 5))


def forest_row(view: View, line: Line, size: float, colour: str, count: int, far: float = 0.0) -> None:
    """A closed row of conifers as a few paths: far rows of many trees must stay light."""
    rng, dark, light = view.sheet.hand(f"row{size}"), [], []
    for i in range(count):
        x = view.left + (view.right - view.left) * (i + rng.uniform(0.1, 0.9)) / count
        tall, y = size * rng.uniform(0.62, 1.05), line.y(x) + 0.09 * size
        for low, high, half in ((0.05, 0.5, 0.23), (0.3, 0.72, 0.19), (0.52, 1.0, 0.14)):
            r, y0, y1 = half * tall, y - low * tall, y - high * tall
            dark.append(f"M{x:.0f} {y0 + 2:.0f}H{x + r:.0f}L{x:.0f} {y1:.0f}Z")
            light.append(f"M{x - r:.0f} {y0:.0f}L{x:.0f} {y0 + 3:.0f}V{y1:.0f}Z")
    tone = view.lit(mix(colour, SNOW, 0.45) if view.snowy else colour, far)
    view.sheet.add(path("".join(light), tone), path("".join(dark), darker(tone, 0.14)))


def grove(view: View, line: Line, shares: tuple[float, ...], size: float, far: float = 0.0) -> None:
    """Round trees at given places across, on the line; in a layer that sways."""
    sheet, rng = view.sheet, view.sheet.hand(f"grove{size}")
    sheet.layer(f"trees {size:.0f}", 0.75, "sway")
    for share in shares:
        x = (share + rng.uniform(-0.015, 0.015)) * sheet.width
        tall = size * rng.uniform(0.85, 1.2) * view.small
        sheet.add(ellipse(x, line.y(x) + 12, tall * 0.3, tall * 0.05, view.lit("#2F5D4C"), opacity=0.35))
        sheet.add(group(_leafed(view, rng, tall, far), x, line.y(x) + 12))


def palms(view: View, spots: tuple[tuple[float, float, float], ...], depth: float = 0.8) -> None:
    """Palms at (x, y, height); where snow lies there are none."""
    if view.snowy:
        return
    sheet, rng = view.sheet, view.sheet.hand(f"palms{depth}")
    sheet.layer(f"palms {depth}", depth, "sway")
    middle = sum(x for x, _, _ in spots) / len(spots)
    for x, y, size in spots:
        drawn = palm(rng, size * view.small, view.lit("#4F9B63"), view.lit("#8A5A38"))
        sheet.add(ellipse(x, y, size * 0.14, size * 0.02, view.lit("#5A4A3A"), opacity=0.35))
        sheet.add(group(drawn, x, y, flip=x > middle))


def flanks(view: View, draw: Callable[[Random, float], list[str]], name: str, tall: float) -> None:
    """Tall plants at both sides: a frame for what stands between."""
    sheet, rng = view.sheet, view.sheet.hand("flanks")
    sheet.layer(name, 0.95, "sway")
    inner = (0.06, 0.94) if sheet.upright else (0.085, 0.93)
    for share, size in ((-0.02, 1.0), (inner[0], 0.7), (inner[1], 0.74), (1.02, 1.06)):
        foot = view.feet + rng.uniform(-12, 10)
        sheet.add(group(draw(rng, tall * size * view.small), share * sheet.width, foot))


def lawn(view: View, line: Line, flowers: int = 20, front: bool = True) -> None:
    """Blades on the near ground; bushes, grass and flowers in front of everything."""
    sheet, rng = view.sheet, view.sheet.hand("lawn")
    if view.snowy:
        view.fronts.append(lambda: drifts(view))
        return
    spots = sorted(rng.uniform(view.left, view.right) for _ in range(int(sheet.width / 26)))
    tufts = [grass(rng, 14, 0, 15, view.lit("#4E9E48"), 3) for _ in range(6)]
    for i, x in enumerate(spots):
        sheet.add(group([tufts[i % 6]], x, line.y(x) + rng.uniform(14, 60)))
    if front:
        view.fronts.append(lambda: _border(view, flowers))


def _border(view: View, flowers: int) -> None:
    """Bushes in both lower corners, blades along the lower edge, flowers among them."""
    sheet, rng = view.sheet, view.sheet.hand("border")
    sheet.layer("foreground", 1.3, "sway")
    foot = sheet.height + 8
    for share in (-0.05, 0.03, 0.10, 0.90, 0.97, 1.05):
        leaf = view.lit(rng.choice(("#3C8F4E", "#4BA257", "#2F7E49")))
        x = (share + rng.uniform(-0.015, 0.015)) * sheet.width
        sheet.add(group(bush(rng, rng.uniform(44, 66), leaf), x, foot))
    wide = view.right - view.left
    blades = grass(rng, wide, foot, 34, view.lit("#2A7340"), int(wide / 7))
    sheet.add(group([blades], view.left, 0), rect(view.left, foot, wide, view.low - foot, view.lit("#2A7340")))
    low = max(view.feet + 20, sheet.height - 46)
    petals = ("#FFFFFF", "#FFD75E", "#F58BA8", "#B79CF0", "#FF8F5C")
    for _ in range(flowers):
        x, y = rng.uniform(view.left, view.right), rng.uniform(low - 16, sheet.height - 6)
        sheet.add(*flower(x, y, rng.uniform(4, 7), view.lit(rng.choice(petals)), view.lit("#FFC93C")))


def drifts(view: View) -> None:
    """Snowdrifts along the lower edge, in front of everything."""
    sheet, rng = view.sheet, view.sheet.hand("drifts")
    sheet.layer("foreground", 1.3)
    line = Line(rng, sheet.height - 8, 16, sheet.width, 2.2)
    view.ground(line.closed(view.low), view.lit("#FFFFFF"), view.lit("#C4D8EC"))


def reed_border(view: View) -> None:
    """Reeds and stones in both lower corners."""
    sheet, rng = view.sheet, view.sheet.hand("reeds")
    if view.snowy:
        drifts(view)
        return
    sheet.layer("foreground", 1.3, "sway")
    for share in (-0.02, 0.05, 0.11, 0.91, 0.97, 1.03):
        drawn = reeds(rng, rng.uniform(90, 140) * view.small, view.lit("#4C8A45"), view.lit("#7A4E2E"))
        sheet.add(group(drawn, share * sheet.width, sheet.height + 10))
    for share in (0.0, 0.14, 0.86, 1.0):
        sheet.add(group(rock(rng, rng.uniform(60, 100), view.lit("#8C8F96")), share * sheet.width, sheet.height + 14))


def stones(view: View, y: tuple[float, float], count: int, colour: str, size: tuple[float, float]) -> None:
    """Stones near the sides of the ground, in the current layer."""
    sheet, rng = view.sheet, view.sheet.hand(f"stones{y[0]:.0f}")
    cap = view.lit(SNOW) if view.snowy else None
    for i in range(count):
        share = rng.uniform(0.0, 0.2) if i % 2 else rng.uniform(0.82, 1.02)
        big = rng.uniform(*size)
        foot = rng.uniform(*y)
        sheet.add(ellipse(share * sheet.width, foot, big * 0.6, big * 0.09, "#1A2436", opacity=0.25))
        sheet.add(group(rock(rng, big, view.lit(colour), cap), share * sheet.width, foot))


def trail(view: View, line: Line, colour: str = "#EBD9A8", name: str = "path", motion: CelMotion = "still") -> None:
    """A winding path (or brook) from the near edge to the hill of the line."""
    sheet, rng = view.sheet, view.sheet.hand(name)
    x, bend = sheet.width * rng.uniform(0.40, 0.60), rng.choice((-1, 1)) * 0.10 * sheet.width
    top, low = line.y(x), view.low
    mid = top + 0.42 * (low - top)
    d = (
        f"M{x:.1f} {top:.1f}C{x + bend:.1f} {top + 0.2 * (low - top):.1f} {x - bend:.1f} {mid:.1f} "
        f"{x - bend * 0.4:.1f} {low:.1f}h170"
        f"C{x - bend + 110:.1f} {mid:.1f} {x + bend + 26:.1f} {top + 0.2 * (low - top):.1f} {x + 7:.1f} {top:.1f}Z"
    )
    if motion != "still":
        sheet.layer(name, 0.9, motion)
    sheet.add(path(d, view.turf(colour), opacity=0.9))


def water(
    view: View,
    top: float,
    bottom: float | None = None,
    *,
    tint: str = "#3F8DB8",
    far: str = "#A9DDF0",
    depth: float = 0.5,
) -> None:
    """Still water from `top` to `bottom`, mirroring the sky, with bright streaks; frozen under snow."""
    sheet, rng = view.sheet, view.sheet.hand("water")
    sheet.layer("water", depth, "drift")
    low = bottom or view.low
    high, deep = view.lit(far, 0.22), view.lit(tint)
    shore = (view.feet - top) / (low - top)
    view.span(top, sheet.gradient([(0, mix(high, view.air, 0.2)), (round(min(shore, 1), 3), deep), (1, deep)]), bottom)
    streaks = []
    for _ in range(int(26 * view.small)):
        y, half = rng.uniform(top + 4, low - 3), rng.uniform(14, 60)
        streaks.append(f"M{rng.uniform(view.left, view.right):.0f} {y:.0f}h{half * 2:.0f}")
    sheet.add(stroke("".join(streaks), view.lit("#E6F7FC", 0.2), 2.2, opacity=0.5))
    if view.weather == "clear":
        glitter(view, top, low)


def glitter(view: View, top: float, low: float) -> None:
    """The light of sun or moon on the water, in the current layer."""
    sheet, rng = view.sheet, view.sheet.hand("glitter")
    x = side(sheet) * sheet.width
    colour = {"dawn": "#FFE9C8", "day": "#FFFFFF", "sunset": "#FFD9A0", "night": "#E9EDFF"}[view.time]
    for i in range(34):
        depth = (i / 34) ** 1.4
        y, half = top + 4 + depth * (low - top - 8), rng.uniform(6, 20) * (0.6 + 1.6 * depth)
        across = x + rng.gauss(0, 26 + 60 * depth) - half
        sheet.add(rect(across, y, 2 * half, 2.4 + 1.5 * depth, colour, round=2, opacity=0.55 - 0.3 * depth))


def wave(view: View, y: float, height: float, length: float, colour: str, shift: float, bottom: float) -> None:
    """One row of scalloped waves with a light crest, in the current layer."""
    x = view.left - length - shift
    start, out = x, [f"M{x:.1f} {y:.1f}"]
    while x < view.right + length:
        out.append(f"q{length * 0.5:.1f} {height:.1f} {length:.1f} 0")
        x += length
    line = "".join(out)
    crest = stroke(line, lighter(colour, 0.35), 1.6, opacity=0.6)
    view.sheet.add(path(f"{line}V{bottom:.1f}H{start:.1f}Z", colour), crest)


def dune(view: View, y: float, swell: float, colour: str, depth: float) -> None:
    """A dune: a crest, its lit face and its shaded face."""
    sheet, rng = view.sheet, view.sheet.hand(f"dune{y:.0f}")
    sheet.layer(f"dune {y:.0f}", depth)
    top = sheet.width * rng.uniform(0.25, 0.75)
    crest = [
        (view.left, y + swell * 0.6),
        (top * 0.5, y),
        (top, y - swell),
        (top + (sheet.width - top) * 0.5, y - swell * 0.1),
        (view.right, y + swell * 0.5),
    ]
    area = f"{smooth(crest)}V{view.low:.1f}H{view.left:.1f}Z"
    sheet.add(path(area, sheet.gradient([(0, lighter(colour, 0.10)), (1, darker(colour, 0.10))])))
    away = 1 if sheet.spec.direction == "ltr" else -1
    shift = (26, 50, 10)
    face = [
        (top, y - swell),
        (top - away * shift[0], y + swell * 0.5),
        (top + away * shift[1], y + swell * 1.5),
        (top - away * shift[2], y + swell * 3.2),
    ]
    edge, low = (crest[3], crest[4]) if away > 0 else (crest[1], crest[0])
    d = (
        f"{smooth(face)}L{low[0]:.1f} {y + swell * 3.4:.1f}L{low[0]:.1f} {low[1]:.1f}Q{edge[0]:.1f} "
        f"{edge[1] - swell * 0.25:.1f} {top:.1f} {y - swell:.1f}Z"
    )
    sheet.add(path(d, darker(colour, 0.16), opacity=0.55))


def sand_marks(view: View, colour: str) -> None:
    """Ripples in the sand before the feet, in the current layer."""
    sheet, rng = view.sheet, view.sheet.hand("ripples")
    for _ in range(14):
        x, y = rng.uniform(view.left, view.right), rng.uniform(view.feet + 0.08 * sheet.height, view.low)
        sheet.add(ellipse(x, y, rng.uniform(20, 70), 1.8, view.turf(colour), opacity=0.35))


def foam(view: View, line: Line, colour: str = "#FFFFFF") -> None:
    """The white edge of water along a shore line, in the current layer."""
    points = [(x, line.y(x)) for x in (view.left + (view.right - view.left) * i / 24 for i in range(25))]
    sheet = view.sheet
    sheet.add(stroke(smooth(points), view.lit(colour), 7, opacity=0.85))
    sheet.add(stroke(smooth([(x, y + 12) for x, y in points]), view.lit(colour), 2.4, opacity=0.4))


def dots_of_light(view: View, count: int, y: tuple[float, float], colour: str = "#FFE38A") -> None:
    """Fireflies, sparks, motes: small glowing points, in the current layer."""
    rng, glow = view.sheet.hand("motes"), view.sheet.glow(colour, 0.9)
    for _ in range(count):
        x, at = rng.uniform(view.left, view.right), rng.uniform(*y)
        view.sheet.add(circle(x, at, 9, glow), circle(x, at, 1.8, colour))


def boulders(view: View, colour: str) -> None:
    """Boulders in both lower corners, in front of everything."""
    sheet, rng = view.sheet, view.sheet.hand("boulders")
    sheet.layer("foreground", 1.3)
    cap = view.lit(SNOW) if view.snowy else None
    for share, size in ((-0.03, 190), (0.07, 110), (0.94, 130), (1.03, 200)):
        sheet.add(group(rock(rng, size * view.small, view.lit(colour), cap), share * sheet.width, sheet.height + 30))
