"""Wild environments: savanna, jungle, cave."""

import math

from tools.images.illustrator.canvas import circle, ellipse, group, path, rect, stroke
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.plants import acacia, bare, leaves, liana_tree, rock
from tools.images.illustrator.scenery import View, composition, haze
from tools.images.illustrator.shapes import Line, grass
from tools.images.illustrator.skies import sky
from tools.images.illustrator.terrain import SNOW, boulders, chain, dots_of_light, drifts, hill, trail, water


def savanna(view: View) -> None:
    """Golden grass and umbrella trees; by the seed a lone mountain, a water hole, or a rocky hill."""
    kind, sheet = composition(view, 3), view.sheet
    view.raise_horizon((-0.01, 0.02, 0.0)[kind])
    depth = view.feet - view.horizon
    sky(view, clouds=3)
    chain(view, "#A08FA8", (150, 60, 90)[kind], (1, 6, 4)[kind], 0.5, snow=kind == 0, depth=0.12)
    haze(view, view.horizon + 26, 100, 0.5)
    far = hill(view, view.horizon - 2, 8, "#D9C07A", "#CBB068", 0.3, far=0.28)
    _acacias(view, far, (0.12, 0.3, 0.46, 0.63, 0.78), 74, 0.3, 0.32)
    middle = hill(view, view.horizon + 0.34 * depth, 12, "#DDBB66", "#C79F4C", 0.55, far=0.1)
    if kind == 1:
        view.surface = view.horizon + 0.66 * depth
        sheet.layer("water hole", 0.6, "drift")
        x, y, half = view.at(0.62), view.horizon + 0.62 * depth, 0.26 * sheet.width
        sheet.add(
            ellipse(x, y, half * 1.06, 24, view.turf("#A98A52")), ellipse(x, y, half, 18, view.lit("#7DB6C8", 0.1))
        )
        sheet.add(ellipse(x - half * 0.3, y - 4, half * 0.4, 4, view.lit("#E9F4F4"), opacity=0.6))
        view.surface = None
    _acacias(view, middle, ((0.06, 0.92) if kind != 2 else (0.93,)), 250, 0.0, 0.75)
    if kind == 2:
        sheet.layer("kopje", 0.75)
        rng = sheet.hand("kopje")
        for share, size in ((0.03, 200), (0.12, 150), (0.07, 130)):
            sheet.add(group(rock(rng, size * view.small, view.turf("#B08A6A")), view.at(share), view.feet - 20))
    near = hill(view, view.feet - 0.16 * depth, 10, "#D6AE55", "#9A6E33", 0.9)
    if kind == 0:
        trail(view, near, "#E6CF9A")
    view.fronts.append(lambda: _tall_grass(view))


def _acacias(view: View, line: Line, shares: tuple[float, ...], size: float, far: float, depth: float) -> None:
    sheet, rng = view.sheet, view.sheet.hand(f"acacia{size}")
    sheet.layer(f"acacias {size:.0f}", depth, "sway")
    for share in shares:
        x = view.at(share + rng.uniform(-0.02, 0.02))
        tall = size * rng.uniform(0.85, 1.15) * view.small
        wood = view.lit("#6B4B34", far)
        snowy = bare(tall, wood, view.lit(SNOW, far))
        drawn = snowy if view.snowy else acacia(rng, tall, view.lit("#7E9645", far), wood)
        sheet.add(ellipse(x, line.y(x) + 14, tall * 0.4, tall * 0.035, "#3A2A18", opacity=0.22))
        sheet.add(group(drawn, x, line.y(x) + 14, flip=rng.random() < 0.5))


def _tall_grass(view: View) -> None:
    """Long dry grass along the lower edge."""
    if view.snowy:
        drifts(view)
        return
    sheet, rng = view.sheet, view.sheet.hand("tall grass")
    sheet.layer("foreground", 1.3, "sway")
    wide = view.right - view.left
    for colour, tall in (("#B98A3C", 74), ("#8F6428", 50)):
        blades = grass(rng, wide, sheet.height + 16, tall * view.small, view.lit(colour), int(wide / 7))
        sheet.add(group([blades], view.left, 0))


def jungle(view: View) -> None:
    """Green depths: giant trees and lianas, a river between them, or a waterfall."""
    kind, sheet = composition(view, 3), view.sheet
    depth = view.feet - view.horizon
    sky(view, clouds=1)
    for row, (far, tall) in enumerate(((0.5, 0.62), (0.28, 0.5))):
        rng = sheet.hand(f"canopy{row}")
        sheet.layer(f"canopy {row}", 0.25 + 0.15 * row, "sway")
        line = Line(rng, view.horizon - (tall - 0.25) * view.horizon, 34, sheet.width, 3.0)
        view.ground(line.closed(view.low), view.turf("#5E9E5A", far), view.turf("#2E6E48", far * 0.8))
        for _ in range(16):
            x = rng.uniform(view.left, view.right)
            half = rng.uniform(60, 130)
            sheet.add(ellipse(x, line.y(x) + 16, half, half * 0.4, view.turf("#6DAE5E", far)))
        haze(view, view.horizon + 40, 150, 0.32)
    if kind == 2:
        _waterfall(view)
    if kind == 1:
        view.surface = view.horizon + 0.5 * depth
        water(view, view.horizon + 0.1 * depth, tint="#3E8F8A", depth=0.55)
        haze(view, view.horizon + 0.24 * depth, 40, 0.25)
    hill(view, view.feet - (0.34 if kind == 1 else 0.7) * depth, 12, "#5C9A4A", "#1F4F33", 0.9)
    rng = sheet.hand("giants")
    sheet.layer("giants", 0.95)
    for share in (-0.01, 0.10, 0.91, 1.0) if not sheet.upright else (-0.04, 1.0):
        trunk = view.lit(rng.choice(("#6A5138", "#5B4A36")))
        foot = view.feet + rng.uniform(-24, 12)
        sheet.add(
            group(liana_tree(rng, foot + 0.12 * sheet.height, view.lit("#4E9A4A"), trunk), share * sheet.width, foot)
        )
    if view.time == "night":
        sheet.layer("fireflies", 1.05, "drift")
        dots_of_light(view, 16, (0.3 * sheet.height, view.feet))
    view.fronts.append(lambda: _foliage(view))


def _waterfall(view: View) -> None:
    """A fall down a mossy cliff, in the middle distance."""
    sheet, x = view.sheet, view.at(0.52)
    top, low, half = 0.30 * view.horizon, view.horizon + 0.5 * (view.feet - view.horizon), 74 * view.small
    sheet.layer("cliff", 0.5)
    stone = view.lit("#6E7C72", 0.12)
    d = (
        f"M{x - half * 3.4:.0f} {low:.0f}Q{x - half * 2.8:.0f} {top + 60:.0f} {x - half * 1.6:.0f} {top:.0f}"
        f"H{x + half * 1.7:.0f}Q{x + half * 2.9:.0f} {top + 50:.0f} {x + half * 3.5:.0f} {low:.0f}Z"
    )
    sheet.add(path(d, sheet.gradient([(0, view.lit("#5F9A58", 0.1)), (0.2, stone), (1, darker(stone, 0.25))])))
    sheet.layer("waterfall", 0.5, "fall")
    sheet.add(
        rect(
            x - half, top + 2, half * 2, low - top, sheet.gradient([(0, view.lit("#BFE6F0")), (1, view.lit("#F4FCFF"))])
        )
    )
    rng, lines = sheet.hand("threads"), []
    for _ in range(18):
        lines.append(
            f"M{x + rng.uniform(-0.92, 0.92) * half:.0f} {rng.uniform(top + 10, low - 90):.0f}"
            f"v{rng.uniform(40, 130):.0f}"
        )
    sheet.add(stroke("".join(lines), view.lit("#FFFFFF"), 4, opacity=0.6))
    sheet.layer("cliff trees", 0.51, "sway")
    for dx in (-2.7, -2.1, -1.5, 1.45, 2.0, 2.6):
        leaf = view.turf(rng.choice(("#5A9E4E", "#4C8F4A", "#6BAE56")), 0.08)
        bump = top - 6 + 26 * max(abs(dx) - 1.6, 0)
        sheet.add(circle(x + dx * half, bump + 16, 46 * view.small, darker(leaf, 0.15)))
        sheet.add(circle(x + dx * half - 8, bump + 4, 36 * view.small, leaf))
    sheet.layer("spray", 0.52, "rise")
    sheet.add(ellipse(x, low - 6, half * 2.6, 34, sheet.glow("#FFFFFF", 0.85)))
    sheet.add(ellipse(x, low, half * 2.2, 12, view.lit("#BFE6F0"), opacity=0.8))


def _foliage(view: View) -> None:
    """Broad leaves in the corners: below both, above one."""
    sheet, rng = view.sheet, view.sheet.hand("foliage")
    sheet.layer("foreground", 1.3, "sway")
    size = 190 * view.small
    tones = ("#2E7D46", "#3B9150", "#2A6B44")
    if view.snowy:
        tones = ("#8FB3A0", "#A8C4B4", "#86A898")
    for share, way in ((-0.02, 1), (0.12, 0), (0.88, 0), (1.02, -1)):
        drawn = leaves(rng, size * rng.uniform(0.75, 1.0), view.lit(rng.choice(tones)), way)
        sheet.add(group(drawn, share * sheet.width, sheet.height + 40))
    sheet.add(group(leaves(rng, size * 0.8, view.lit("#246040"), 0), view.at(1.0), -size * 0.3, -1.0, flip=True))


def cave(view: View) -> None:
    """A cavern: its mouth open to the day, crystals in the dark, or an underground lake."""
    kind, sheet = composition(view, 3), view.sheet
    stone = mix("#6F6A7C", sheet.palette.tint, 0.10)
    back = (stone, "#5E6486", "#54707E")[kind]
    sheet.layer("cave", 0.0)
    view.span(
        -0.1 * sheet.height,
        sheet.gradient([(0, darker(back, 0.72)), (0.55, darker(back, 0.35)), (1, darker(back, 0.6))]),
    )
    x, y = view.at(0.72 if not sheet.upright else 0.5), view.horizon - 0.14 * sheet.height
    if kind == 0:
        _mouth(view, x, view.horizon)
    else:
        sheet.add(
            ellipse(
                x, y, 0.5 * sheet.width, 0.42 * sheet.height, sheet.glow(("#FFFFFF", "#A79BFF", "#7FE3E0")[kind], 0.5)
            )
        )
    _icicles(view, darker(back, 0.42), 0.34, 0.26, 13)
    if kind == 2:
        view.surface = view.horizon + 0.5 * (view.feet - view.horizon)
        sheet.layer("lake", 0.5, "drift")
        view.span(view.horizon, sheet.gradient([(0, "#5FC9C4"), (0.5, "#1E6A76"), (1, "#0E3A48")]))
        rng = sheet.hand("gleams")
        gleams = "".join(
            (
                f"M{rng.uniform(view.left, view.right):.0f} {rng.uniform(view.horizon + 6, view.feet):.0f}"
                f"h{rng.uniform(20, 90):.0f}"
            )
            for _ in range(20)
        )
        sheet.add(stroke(gleams, "#C9FFF8", 2, opacity=0.5))
    floor = Line(
        sheet.hand("floor"), view.feet - (0.2 if kind == 2 else 0.75) * (view.feet - view.horizon), 12, sheet.width, 2.4
    )
    sheet.layer("floor", 0.9)
    view.ground(floor.closed(view.low), lighter(darker(back, 0.25), 0.1), darker(back, 0.65))
    _walls(view, darker(back, 0.5))
    if kind == 1:
        _crystals(view, floor)
    _icicles(view, darker(back, 0.66), 0.9, 0.24, 9)
    _stalagmites(view, floor, back)
    sheet.layer("motes", 1.05, "drift")
    dots_of_light(view, 10, (0.2 * sheet.height, view.feet), ("#FFF4CF", "#CFC6FF", "#BFFFF6")[kind])
    view.fronts.append(lambda: boulders(view, darker(back, 0.45)))


def _stalagmites(view: View, floor: Line, back: str) -> None:
    """Spikes of stone on the floor at both sides, in the current layer."""
    sheet = view.sheet
    for i, share in enumerate((0.03, 0.11, 0.9, 0.98)):
        rng, px = sheet.hand(f"stalagmite{i}"), share * sheet.width
        tall, wide = rng.uniform(90, 190) * view.small, rng.uniform(26, 44)
        foot = floor.y(px) + 30
        sheet.add(
            path(
                (
                    f"M{px - wide:.0f} {foot:.0f}Q{px - wide * 0.3:.0f} {foot - tall * 0.4:.0f} {px:.0f} "
                    f"{foot - tall:.0f}Q{px + wide * 0.3:.0f} {foot - tall * 0.4:.0f} {px + wide:.0f} {foot:.0f}Z"
                ),
                darker(back, 0.3),
            )
        )
        sheet.add(
            path(
                (
                    f"M{px:.0f} {foot:.0f}L{px:.0f} {foot - tall:.0f}Q{px + wide * 0.3:.0f} {foot - tall * 0.4:.0f} "
                    f"{px + wide:.0f} {foot:.0f}Z"
                ),
                darker(back, 0.6),
                opacity=0.7,
            )
        )


def _mouth(view: View, x: float, low: float) -> None:
    """The opening of the cave, the sky of the hour in it, and a shaft of light."""
    sheet = view.sheet
    wide, tall = 0.2 * sheet.width if not sheet.upright else 0.3 * sheet.width, 0.46 * sheet.height
    light = {
        "dawn": ("#F0B7A6", "#FFE9C8"),
        "day": ("#8CC8F2", "#F2FBFF"),
        "sunset": ("#D9577E", "#FFC27A"),
        "night": ("#1A2860", "#4E5F9F"),
    }[view.time]
    d = (
        f"M{x - wide:.0f} {low + 20:.0f}C{x - wide * 1.2:.0f} {low - tall * 0.6:.0f} {x - wide * 0.5:.0f} "
        f"{low - tall:.0f} {x:.0f} {low - tall * 0.96:.0f}C{x + wide * 0.7:.0f} {low - tall:.0f} "
        f"{x + wide * 1.15:.0f} {low - tall * 0.5:.0f} {x + wide:.0f} {low + 20:.0f}Z"
    )
    sheet.add(ellipse(x, low - tall * 0.5, wide * 2.4, tall * 1.1, sheet.glow(light[1], 0.6)))
    sheet.add(path(d, sheet.gradient([(0, light[0]), (1, light[1])])))
    sheet.layer("hills outside", 0.15)
    hill_colour = view.lit("#7FB27C", 0.3)
    sheet.add(
        path(
            (
                f"M{x - wide * 1.0:.0f} {low + 20:.0f}V{low - 40:.0f}Q{x - wide * 0.3:.0f} {low - 78:.0f} {x:.0f} "
                f"{low - 36:.0f}T{x + wide:.0f} {low - 44:.0f}V{low + 20:.0f}Z"
            ),
            hill_colour,
        )
    )
    sheet.layer("light", 0.3)
    sheet.add(ellipse(x, low + 16, wide * 1.5, 34, sheet.glow(light[1], 0.75)))


def _walls(view: View, colour: str) -> None:
    """The near walls at both sides, ragged and dark."""
    sheet, rng = view.sheet, view.sheet.hand("walls")
    sheet.layer("walls", 0.8)
    for way, start in ((1, view.left), (-1, view.right)):
        x, out = start, [f"M{start:.0f} {-0.1 * sheet.height:.0f}"]
        reach = sheet.width * (0.21 if not sheet.upright else 0.16)
        for step in range(7):
            share = step / 6
            wide = reach * (1.15 - 0.9 * math.sin(math.pi * share * 0.9)) * rng.uniform(0.75, 1.15)
            out.append(f"L{x + way * (wide + 0.09 * sheet.width):.0f} {share * view.feet + 10:.0f}")
        out.append(f"L{start + way * 0.34 * sheet.width:.0f} {view.feet + 60:.0f}H{start:.0f}Z")
        sheet.add(path("".join(out), sheet.gradient([(0, darker(colour, 0.35)), (1, colour)])))


def _icicles(view: View, colour: str, depth: float, share: float, count: int) -> None:
    """The roof with its stalactites."""
    sheet, rng = view.sheet, view.sheet.hand(f"stalactites{depth}")
    sheet.layer(f"stalactites {depth:g}", depth)
    roof = 0.06 * sheet.height
    out, step = [f"M{view.left:.0f} {-0.1 * sheet.height:.0f}V{roof:.0f}"], (view.right - view.left) / count
    x = view.left
    for i in range(count):
        edge = abs((i + 0.5) / count - 0.5) * 2
        tall = sheet.height * share * rng.uniform(0.5, 1.0) * (0.4 + 0.6 * edge)
        out.append(
            f"Q{x + step * 0.40:.0f} {roof + tall * 0.12:.0f} {x + step * 0.5:.0f} {roof + tall:.0f}"
            f"Q{x + step * 0.60:.0f} {roof + tall * 0.12:.0f} {x + step:.0f} {roof + rng.uniform(-10, 12):.0f}"
        )
        x += step
    sheet.add(path(f"{''.join(out)}V{-0.1 * sheet.height:.0f}Z", colour))


def _crystals(view: View, floor: Line) -> None:
    """Clusters of glowing crystals near both sides."""
    sheet, rng = view.sheet, view.sheet.hand("crystals")
    sheet.layer("crystals", 0.92)
    for share, size, colour in (
        (0.16, 130, "#9F8BFF"),
        (0.83, 170, "#6FD3FF"),
        (0.24, 70, "#E58BE8"),
        (0.94, 90, "#9F8BFF"),
    ):
        x, foot = share * sheet.width, floor.y(share * sheet.width) + 20
        sheet.add(ellipse(x, foot - size * 0.3, size * 1.1, size * 0.9, sheet.glow(colour, 0.5)))
        for angle in (-32, 26, -10, 9):
            tall, w = size * rng.uniform(0.6, 1.0) * view.small, size * 0.11
            gem = f"M{-w:.0f} 0V{-tall * 0.82:.0f}L0 {-tall:.0f}L{w:.0f} {-tall * 0.82:.0f}V0Z"
            lit = f"M{-w:.0f} 0V{-tall * 0.82:.0f}L0 {-tall:.0f}V0Z"
            sheet.add(
                f'<g transform="translate({x:.0f} {foot:.0f}) rota'
                f'te({angle})">{path(gem, darker(colour, 0.12))}{path(lit, lighter(colour, 0.35))}</g>'
            )
