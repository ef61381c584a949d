"""Environments that people tend: village, farmland, garden."""

from tools.images.illustrator.buildings import barn, bench, church, cottages, fence, windmill
from tools.images.illustrator.canvas import circle, ellipse, group, path, rect, stroke
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.plants import bush, crops
from tools.images.illustrator.scenery import View, composition, haze
from tools.images.illustrator.shapes import Line, flower
from tools.images.illustrator.skies import sky
from tools.images.illustrator.terrain import SNOW, chain, drifts, grove, hill, lawn, trail, woods


def village(view: View) -> None:
    """Cottages on hills: around a church, beside a windmill, or along a lane."""
    kind, sheet = composition(view, 3), view.sheet
    view.raise_horizon((0.03, 0.0, 0.02)[kind])
    depth = view.feet - view.horizon
    sky(view)
    chain(view, "#7E9AC4", (90, 60, 130)[kind], 5, 0.5, snow=kind == 2)
    haze(view, view.horizon + 30, 100)
    far = hill(view, view.horizon - 6, 18, "#97CC86", "#86BE7C", 0.35, far=0.3)
    woods(view, far, 20, 34, "#4E9A6B", 0.3)
    cottages(view, far, (0.30, 0.37, 0.45, 0.60, 0.67), 54, 0.3)
    middle = hill(view, view.horizon + 0.30 * depth, 16, "#8ACB70", "#62B05C", 0.6, far=0.08)
    if kind < 2:
        x = view.at((0.14, 0.12)[kind])
        drawn = church(view, 230 * view.small) if kind == 0 else windmill(view, 250 * view.small)
        sheet.layer("church" if kind == 0 else "windmill", 0.66)
        sheet.add(group(drawn, x, middle.y(x) + 8))
    cottages(
        view, middle, ((0.02, 0.78, 0.88, 0.98), (0.03, 0.80, 0.93), (0.02, 0.12, 0.21, 0.80, 0.90, 1.0))[kind], 128
    )
    grove(view, middle, (0.26, 0.73), 92)
    near = hill(view, view.feet - 0.2 * depth, 12, "#7CC95F", "#3C9450", 0.9)
    trail(view, near)
    if kind == 2:
        sheet.add(
            fence(view, view.left, view.feet - 4, 0.24 * sheet.width),
            fence(view, 0.86 * sheet.width, view.feet - 4, 0.24 * sheet.width),
        )
    lawn(view, near, flowers=20)


def farmland(view: View) -> None:
    """Fields in strips: with a barn, ripe grain in front, or ploughed furrows and bales."""
    kind, sheet = composition(view, 3), view.sheet
    view.raise_horizon((0.02, 0.0, 0.05)[kind])
    depth = view.feet - view.horizon
    sky(view)
    chain(view, "#8AA6C8", 60, 6, 0.5)
    haze(view, view.horizon + 26, 90)
    far = hill(view, view.horizon - 4, 14, "#A9CF7E", "#93BF70", 0.3, far=0.3)
    woods(view, far, 22, 30, "#5C9A68", 0.3)
    _strips(view, view.horizon + 0.06 * depth, view.feet)
    line = Line(sheet.hand("yard"), view.horizon + 0.24 * depth, 6, sheet.width)
    x = view.at(0.86 if kind != 1 else 0.13)
    sheet.layer("barn", 0.65)
    sheet.add(ellipse(x, line.y(x) + 8, 110, 9, "#1A2A30", opacity=0.25))
    sheet.add(group(barn(view, 185 * view.small), x, line.y(x) + 8))
    grove(view, line, (0.03, 0.24) if kind != 1 else (0.8, 0.96), 104)
    if kind == 2:
        near = hill(view, view.feet - 0.2 * depth, 8, "#8E6A46", "#5E4430", 0.9)
        _furrows(view, near)
    else:
        near = hill(view, view.feet - 0.2 * depth, 10, "#A8C25C", "#5F8F42", 0.9)
    if kind == 0:
        _bales(view)
        lawn(view, near, flowers=10)
    else:
        view.fronts.append(lambda: _grain(view))


def _strips(view: View, top: float, low: float) -> None:
    """Fields side by side that meet at a far point."""
    sheet = view.sheet
    sheet.layer("fields", 0.5)
    centre, colours = 0.5 * sheet.width, ("#C9CE6A", "#8DBB5A", "#E0C463", "#A8C25C", "#D6B24F", "#7FAF55", "#C4B85C")
    count, reach = len(colours), 2.4 * sheet.width
    for i, colour in enumerate(colours):
        a, b = (i / count - 0.5), ((i + 1) / count - 0.5)
        d = (
            f"M{centre + a * 1.3 * sheet.width:.0f} {top:.0f}H{centre + b * 1.3 * sheet.width + 1:.0f}"
            f"L{centre + b * reach + 1:.0f} {low + 40:.0f}H{centre + a * reach:.0f}Z"
        )
        tone = view.turf(colour, 0.08)
        sheet.add(path(d, sheet.gradient([(0, mix(tone, view.air, 0.2)), (1, tone)])))
        rows = "".join(
            (
                f"M{centre + (a + (b - a) * s) * 1.3 * sheet.width:.0f} {top:.0f}"
                f"L{centre + (a + (b - a) * s) * reach:.0f} {low + 40:.0f}"
            )
            for s in (0.2, 0.4, 0.6, 0.8)
        )
        sheet.add(stroke(rows, darker(tone, 0.16), 2, opacity=0.35))


def _furrows(view: View, line: Line) -> None:
    """Ploughed rows running away from the viewer, in the current layer."""
    sheet, rows = view.sheet, []
    for i in range(-14, 15):
        x = sheet.width * (0.5 + i * 0.05)
        rows.append(f"M{x:.0f} {line.y(x) + 8:.0f}L{sheet.width * (0.5 + i * 0.13):.0f} {view.low:.0f}")
    sheet.add(stroke("".join(rows), view.turf("#4A3424"), 5, opacity=0.45))


def _bales(view: View) -> None:
    """Round bales of straw on the field."""
    sheet = view.sheet
    sheet.layer("bales", 0.92)
    for share, dy, size in ((0.06, -18, 34), (0.15, 8, 40), (0.94, 4, 42)):
        x, y, r = view.at(share), view.feet + dy, size * view.small
        straw = view.turf("#E3C15E")
        sheet.add(ellipse(x + r * 0.2, y + 2, r * 1.3, r * 0.18, "#2A2A10", opacity=0.3))
        sheet.add(rect(x, y - 2 * r, r * 0.9, 2 * r, darker(straw, 0.18), round=r * 0.3), circle(x, y - r, r, straw))
        sheet.add(
            stroke(
                (
                    f"M{x:.0f} {y - r:.0f}m{-r * 0.6:.0f} 0a{r * 0.6:.0f} {r * 0.6:.0f} 0 1 1 {r * 0.5:.0f} "
                    f"{r * 0.5:.0f}M{x - r * 0.25:.0f} {y - r:.0f}a{r * 0.28:.0f} {r * 0.28:.0f} 0 1 1 "
                    f"{r * 0.3:.0f} {r * 0.2:.0f}"
                ),
                darker(straw, 0.25),
                3,
                opacity=0.7,
            )
        )


def _grain(view: View) -> None:
    """Ripe ears along the lower edge, in front of everything."""
    if view.snowy:
        drifts(view)
        return
    sheet, rng = view.sheet, view.sheet.hand("grain")
    sheet.layer("foreground", 1.3, "sway")
    wide = view.right - view.left
    for tall, colour, head in ((96, "#B98A34", "#D9A83F"), (66, "#C99A3C", "#EBBE55")):
        drawn = crops(rng, wide, tall * view.small, view.lit(colour), view.lit(head))
        sheet.add(group(drawn, view.left, sheet.height + 22))


def garden(view: View) -> None:
    """Flower beds and hedges: a house behind a fence, a pond, or an avenue with a bench."""
    kind, sheet = composition(view, 3), view.sheet
    depth = view.feet - view.horizon
    sky(view)
    far = hill(view, view.horizon - 16, 14, "#93C98A", "#7DB878", 0.3, far=0.3)
    woods(view, far, 24, 44, "#5A9E70", 0.28)
    ground = Line(sheet.hand("lawn line"), view.horizon + 0.1 * depth, 3, sheet.width)
    _hedge(view, view.horizon + 0.14 * depth)
    if kind == 0:
        cottages(view, ground, (0.12,), 250)
    elif kind == 2:
        grove(view, ground, (0.04, 0.16, 0.28, 0.72, 0.84, 0.96), 170)
    else:
        grove(view, ground, (0.06, 0.92), 210)
    near = hill(view, view.horizon + 0.26 * depth, 4, "#8FD06E", "#4C9E55", 0.9)
    if kind == 1:
        _pond(view, view.at(0.5), view.feet + 0.085 * sheet.height)
    else:
        trail(view, near, "#E6D6B4")
    if kind == 2:
        sheet.add(group(bench(view, 120 * view.small), view.at(0.86), view.feet - 30))
    if kind == 0:
        sheet.add(
            fence(view, view.left, view.feet - 18, 0.3 * sheet.width, 40),
            fence(view, 0.82 * sheet.width, view.feet - 18, 0.3 * sheet.width, 40),
        )
    _beds(view)
    lawn(view, near, flowers=30)


def _hedge(view: View, y: float) -> None:
    """A clipped hedge from side to side."""
    sheet, leaf = view.sheet, view.turf("#4E9A55", 0.08)
    sheet.layer("hedge", 0.55)
    view.span(
        y - 46 * view.small, sheet.gradient([(0, lighter(leaf, 0.12)), (0.3, leaf), (1, darker(leaf, 0.2))]), y + 40
    )


def _beds(view: View) -> None:
    """Two beds of flowers at both sides of the lawn."""
    if view.snowy:
        return
    sheet, rng = view.sheet, view.sheet.hand("beds")
    sheet.layer("flower beds", 0.95, "sway")
    for middle, half in ((0.07, 0.13), (0.95, 0.13)):
        x, y = view.at(middle), view.feet + 10
        wide = half * sheet.width
        sheet.add(ellipse(x, y, wide, 20, view.lit("#6A4A34")))
        for _ in range(7):
            at = rng.uniform(-0.85, 0.85)
            leaf = view.lit(rng.choice(("#4BA257", "#3C8F4E")))
            sheet.add(group(bush(rng, rng.uniform(16, 26), leaf), x + at * wide, y))
        petals = rng.sample(("#F2557A", "#FFD75E", "#F58BA8", "#A98BF0", "#FF8F5C", "#FFFFFF"), 3)
        for _ in range(26):
            at, up = rng.uniform(-0.9, 0.9), rng.uniform(2, 40)
            sheet.add(
                *flower(
                    x + at * wide,
                    y - up * (1 - at * at) - 4,
                    rng.uniform(6, 9),
                    view.lit(rng.choice(petals)),
                    view.lit("#FFC93C"),
                )
            )


def _pond(view: View, x: float, y: float) -> None:
    """A garden pond with lilies, before the feet."""
    sheet, half = view.sheet, 0.27 * view.sheet.width
    sheet.layer("pond", 0.95, "drift")
    stone = view.turf("#B9B4AA")
    sheet.add(
        ellipse(x, y, half * 1.06, 42, stone),
        ellipse(x, y + 2, half, 35, view.lit("#4FA3C4") if not view.snowy else view.lit(SNOW)),
    )
    sheet.add(ellipse(x - half * 0.3, y - 8, half * 0.4, 6, view.lit("#DDF4FA"), opacity=0.6))
    for dx, dy in ((-0.5, 10), (0.3, -6), (0.55, 14)) if not view.snowy else ():
        sheet.add(ellipse(x + dx * half, y + dy, 26, 7, view.lit("#5BAF5A")))
        sheet.add(*flower(x + dx * half + 6, y + dy - 5, 8, view.lit("#F9C6DA"), view.lit("#FFD75E")))
