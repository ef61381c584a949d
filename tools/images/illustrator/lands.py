"""Environments on land: meadow, forest, mountains, desert, snow."""

from tools.images.illustrator.canvas import circle, ellipse, group, path
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.scenery import View, haze, sky
from tools.images.illustrator.shapes import Line, flower, grass, mountains, palm, pine, ridge, smooth, tree


def meadow(view: View) -> None:
    """Far mountains, rolling green hills, trees, flowers."""
    sheet, rng = view.sheet, view.sheet.hand("meadow")
    sky(view)
    _chain(view, "#6F8FC0", 110, 5, 0.45, snow=True)
    haze(view, view.horizon + 30, 110)
    far = Line(rng, view.horizon - 8, 16, sheet.width)
    sheet.add(path(far.closed(sheet.height), view.lit("#8CC98A", 0.35)))
    _woods(view, far, 26, 34, "#4E9A6B", 0.30)
    middle = Line(rng, view.horizon + 0.30 * (view.feet - view.horizon), 22, sheet.width)
    view.ground(middle.closed(sheet.height), view.lit("#86CB6E", 0.12), view.lit("#5EAE5A"))
    _grove(view, middle, (0.03, 0.10, 0.90, 0.965), 128)
    near = Line(rng, view.feet - 0.22 * (view.feet - view.horizon), 14, sheet.width)
    view.ground(near.closed(sheet.height), view.lit("#7CC95F"), view.lit("#37904F"))
    _path(view, near)
    _lawn(view, near, flowers=34)


def forest(view: View) -> None:
    """Rows of pines that fade into mist, a clearing in front."""
    sheet, rng = view.sheet, view.sheet.hand("forest")
    sky(view, clouds=2)
    _chain(view, "#6C93A8", 90, 4, 0.55)
    for depth, (far, size, colour) in enumerate(
        ((0.55, 150, "#4C8C7A"), (0.32, 200, "#37795F"), (0.12, 260, "#2B6A4B"))
    ):
        line = Line(rng, view.horizon - 14 + 17 * depth, 10, sheet.width)
        _row(view, line, size, view.lit(colour, far), 46 + 14 * depth)
        sheet.add(path(line.closed(sheet.height), view.lit(colour, far)))
        if depth < 2:
            haze(view, view.horizon + 34 + 17 * depth, 90, 0.28)
    near = Line(rng, view.feet - 0.42 * (view.feet - view.horizon), 12, sheet.width)
    view.ground(near.closed(sheet.height), view.lit("#6FAE57"), view.lit("#23573A"))
    _flanks(view)
    _lawn(view, near, flowers=12)


def mountain(view: View) -> None:
    """Two snow-capped chains, a lake below, pines on the shore."""
    sheet, rng = view.sheet, view.sheet.hand("mountains")
    sky(view, clouds=3)
    _chain(view, "#8C9CC6", 190, 4, 0.42, snow=True)
    haze(view, view.horizon + 20, 150, 0.6)
    _chain(view, "#5E78A6", 270 if not sheet.upright else 230, 3 if not sheet.upright else 2, 0.12, snow=True)
    haze(view, view.horizon + 24, 80, 0.45)
    shore = Line(rng, view.horizon + 6, 7, sheet.width)
    sheet.add(path(shore.closed(sheet.height), view.lit("#4E8A6A", 0.2)))
    _woods(view, shore, 34, 40, "#3A7560", 0.18)
    top = view.horizon + 0.16 * (view.feet - view.horizon)
    view.ground(f"M0 {top:.1f}H{sheet.width:.1f}V{sheet.height:.1f}H0Z", view.lit("#9AD3E8", 0.25), view.lit("#3F8DB8"))
    for _ in range(22):
        y = rng.uniform(top + 5, view.feet)
        half = rng.uniform(14, 60)
        sheet.add(ellipse(rng.uniform(0, sheet.width), y, half, 1.5, view.lit("#E6F7FC", 0.2), opacity=0.55))
    near = Line(rng, view.feet - 0.24 * (view.feet - view.horizon), 12, sheet.width)
    view.ground(near.closed(sheet.height), view.lit("#7DB765"), view.lit("#2F6D48"))
    _row(view, near, 120, view.lit("#2F6B50"), 9, edges=True)
    _lawn(view, near, flowers=18)


def desert(view: View) -> None:
    """Dunes with lit crests, palms at an edge."""
    sheet, rng = view.sheet, view.sheet.hand("desert")
    sky(view, clouds=2)
    _chain(view, "#D9A77C", 60, 6, 0.5)
    for depth, (far, colour) in enumerate(((0.34, "#F2CE92"), (0.12, "#EBBD78"), (0.0, "#E3AC63"))):
        y = view.horizon + 4 + depth * 0.34 * (view.feet - view.horizon)
        _dune(view, y, 30 + 8 * depth, view.lit(colour, far))
        if depth == 1:
            start = sheet.width * (0.07 if sheet.spec.direction == "rtl" else 0.88)
            for dx, size in ((0, 190), (48, 150), (-40, 120)):
                drawn = palm(rng, size, view.lit("#4F9B63"), view.lit("#8A5A38"))
                sheet.add(group(drawn, start + dx, y + 26 + size * 0.05, flip=dx > 0))
    near = Line(rng, view.feet + 0.07 * sheet.height, 16, sheet.width)
    view.ground(near.closed(sheet.height), view.lit("#D99B54"), view.lit("#A8683A"))
    for _ in range(14):
        x, y = rng.uniform(0, sheet.width), rng.uniform(view.feet + 0.1 * sheet.height, sheet.height)
        sheet.add(ellipse(x, y, rng.uniform(20, 70), 1.8, view.lit("#8F5630"), opacity=0.35))


def snow(view: View) -> None:
    """White slopes, snow-laden pines, falling flakes."""
    sheet, rng = view.sheet, view.sheet.hand("snow")
    sky(view, clouds=4, birds=False)
    _chain(view, "#8FB0D6", 200, 4, 0.3, snow=True)
    haze(view, view.horizon + 20, 120, 0.6)
    far = Line(rng, view.horizon, 16, sheet.width)
    sheet.add(path(far.closed(sheet.height), view.lit("#DCEAF6", 0.25)))
    for x in sorted(rng.uniform(0, sheet.width) for _ in range(16)):
        drawn = pine(rng.uniform(44, 80), view.lit("#4B7F80", 0.22), view.lit("#5C4A40", 0.2), view.lit("#F4FAFF", 0.1))
        sheet.add(group(drawn, x, far.y(x) + 8))
    middle = Line(rng, view.horizon + 0.35 * (view.feet - view.horizon), 20, sheet.width)
    view.ground(middle.closed(sheet.height), view.lit("#F3F9FE"), view.lit("#C9DDF0"))
    for share, size in ((0.05, 190), (0.12, 140), (0.90, 160), (0.965, 210)):
        x = share * sheet.width
        drawn = pine(size, view.lit("#35706A"), view.lit("#5C4A40"), view.lit("#FFFFFF"))
        sheet.add(group(drawn, x, middle.y(x) + 14))
    near = Line(rng, view.feet - 0.2 * (view.feet - view.horizon), 14, sheet.width)
    view.ground(near.closed(sheet.height), view.lit("#FFFFFF"), view.lit("#B9D2EA"))
    for _ in range(70):
        x, y = rng.uniform(0, sheet.width), rng.uniform(0, sheet.height)
        sheet.add(circle(x, y, rng.uniform(1.2, 4.0), "#FFFFFF", opacity=rng.uniform(0.5, 0.95)))


def _chain(view: View, colour: str, height: float, peaks: int, far: float, *, snow: bool = False) -> None:
    """A chain of mountains on the horizon."""
    rng = view.sheet.hand(f"chain{height}")
    base = view.horizon + 40
    crest = ridge(rng, base, height + 40, view.sheet.width, peaks)
    cap = mix(view.lit("#FFFFFF", far * 0.4), view.air, 0.08) if snow else None
    view.sheet.add(*mountains(rng, crest, base, view.lit(colour, far), cap))


def _woods(view: View, line: Line, count: int, size: float, colour: str, far: float) -> None:
    """Small pines along a line, in clumps."""
    sheet, rng = view.sheet, view.sheet.hand(f"woods{size}")
    spots = [rng.uniform(0, sheet.width) for _ in range(count // 5)]
    for i in range(count):
        x = spots[i % len(spots)] + rng.gauss(0, 38)
        drawn = pine(size * rng.uniform(0.7, 1.2), view.lit(colour, far), view.lit("#6B4A35", far))
        sheet.add(group(drawn, x, line.y(x) + 5))


def _row(view: View, line: Line, size: float, colour: str, count: int, *, edges: bool = False) -> None:
    """A row of pines; with `edges` only near both sides, so that the middle stays free."""
    sheet, rng = view.sheet, view.sheet.hand(f"row{size}")
    for i in range(count):
        share = (i + rng.uniform(0.1, 0.9)) / count
        if edges:
            share = share * 0.26 if i % 2 else 1 - share * 0.2
        x = share * sheet.width
        drawn = pine(size * rng.uniform(0.62, 1.05), colour, darker(colour, 0.3))
        sheet.add(group(drawn, x, line.y(x) + 0.09 * size))


def _grove(view: View, line: Line, shares: tuple[float, ...], size: float) -> None:
    """Round trees at given places."""
    sheet, rng = view.sheet, view.sheet.hand("grove")
    for share in shares:
        x = (share + rng.uniform(-0.015, 0.015)) * sheet.width
        leaf = view.lit(rng.choice(("#63AE57", "#7DBB55", "#4E9E5C")))
        tall = size * rng.uniform(0.85, 1.2)
        sheet.add(ellipse(x, line.y(x) + 12, tall * 0.3, tall * 0.05, view.lit("#2F6D3C"), opacity=0.4))
        sheet.add(group(tree(rng, tall, leaf, view.lit("#7A5236")), x, line.y(x) + 12))


def _flanks(view: View) -> None:
    """Tall near trunks at both sides: a frame for what stands between."""
    sheet, rng = view.sheet, view.sheet.hand("flanks")
    for share, size in ((-0.01, 470), (0.085, 330), (0.93, 350), (1.015, 500)):
        leaf = view.lit(rng.choice(("#2E7A50", "#34855A", "#276B47")))
        sheet.add(group(pine(size, leaf, view.lit("#5B4030")), share * sheet.width, view.feet + rng.uniform(-12, 10)))


def _lawn(view: View, line: Line, flowers: int) -> None:
    """Blades and flowers in the foreground."""
    sheet, rng = view.sheet, view.sheet.hand("lawn")
    blades = int(sheet.width / 26)
    for x in sorted(rng.uniform(0, sheet.width) for _ in range(blades)):
        sheet.add(group([grass(rng, 14, 0, 15, view.lit("#4E9E48"), 3)], x, line.y(x) + rng.uniform(14, 60)))
    _bushes(view)
    low = max(view.feet + 16, sheet.height - 46)
    sheet.add(grass(rng, sheet.width, sheet.height + 4, 34, view.lit("#2A7340"), int(sheet.width / 7)))
    petals = ("#FFFFFF", "#FFD75E", "#F58BA8", "#B79CF0", "#FF8F5C")
    for _ in range(flowers):
        x, y = rng.uniform(0, sheet.width), rng.uniform(low - 20, sheet.height - 6)
        sheet.add(*flower(x, y, rng.uniform(4, 7), view.lit(rng.choice(petals)), view.lit("#FFC93C")))


def _path(view: View, line: Line) -> None:
    """A winding path from the near edge to the hill."""
    sheet, rng = view.sheet, view.sheet.hand("path")
    x, bend = sheet.width * rng.uniform(0.44, 0.56), rng.choice((-1, 1)) * 0.10 * sheet.width
    top, low = line.y(x), sheet.height
    mid = top + 0.42 * (low - top)
    d = (
        f"M{x:.1f} {top:.1f}C{x + bend:.1f} {top + 0.2 * (low - top):.1f} {x - bend:.1f} {mid:.1f} "
        f"{x - bend * 0.4:.1f} {low:.1f}h170"
        f"C{x - bend + 110:.1f} {mid:.1f} {x + bend + 26:.1f} {top + 0.2 * (low - top):.1f} {x + 7:.1f} {top:.1f}Z"
    )
    sheet.add(path(d, view.lit("#EBD9A8"), opacity=0.9))


def _bushes(view: View) -> None:
    """Round bushes at both lower corners: a frame for the middle."""
    sheet, rng = view.sheet, view.sheet.hand("bushes")
    for share in (-0.01, 0.06, 0.13, 0.88, 0.95, 1.01):
        x, size = (share + rng.uniform(-0.015, 0.015)) * sheet.width, rng.uniform(44, 66)
        y = sheet.height + 6
        leaf = view.lit(rng.choice(("#3C8F4E", "#4BA257", "#2F7E49")))
        for dx, dy, r in ((-0.75, 0.1, 0.6), (0.75, 0.1, 0.62), (0, -0.25, 0.85)):
            sheet.add(circle(x + dx * size, y + dy * size, r * size, leaf))
        for dx, dy, r in ((-0.2, -0.65, 0.22), (0.25, -0.5, 0.16), (-0.6, -0.1, 0.14)):
            sheet.add(ellipse(x + dx * size, y + dy * size, r * size, r * size * 0.7, lighter(leaf, 0.14), opacity=0.7))


def _dune(view: View, y: float, swell: float, colour: str) -> None:
    """A dune: a crest, its lit face and its shaded face."""
    sheet, rng = view.sheet, view.sheet.hand(f"dune{y:.0f}")
    top = sheet.width * rng.uniform(0.25, 0.75)
    crest = [
        (-40.0, y + swell * 0.6),
        (top * 0.5, y),
        (top, y - swell),
        (top + (sheet.width - top) * 0.5, y - swell * 0.1),
        (sheet.width + 40, y + swell * 0.5),
    ]
    sheet.add(
        path(
            f"{smooth(crest)}V{sheet.height:.1f}H-40Z",
            sheet.gradient([(0, lighter(colour, 0.10)), (1, darker(colour, 0.10))]),
        )
    )
    away = 1 if sheet.spec.direction == "ltr" else -1
    face = [
        (top, y - swell),
        (top - away * 26, y + swell * 0.5),
        (top + away * 50, y + swell * 1.5),
        (top - away * 10, y + swell * 3.2),
    ]
    edge = crest[3] if away > 0 else crest[1]
    end = sheet.width + 40 if away > 0 else -40
    low = crest[4] if away > 0 else crest[0]
    sheet.add(
        path(
            f"{smooth(face)}L{end:.1f} {y + swell * 3.4:.1f}L{low[0]:.1f} {low[1]:.1f}Q{edge[0]:.1f} "
            f"{edge[1] - swell * 0.25:.1f} {top:.1f} {y - swell:.1f}Z",
            darker(colour, 0.16),
            opacity=0.55,
        )
    )
