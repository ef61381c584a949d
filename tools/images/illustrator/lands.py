"""Environments on open land: meadow, forest, mountains, desert, snow."""

from tools.images.illustrator.buildings import cottages
from tools.images.illustrator.canvas import ellipse, group, path
from tools.images.illustrator.plants import bare, saguaro, stump
from tools.images.illustrator.scenery import View, composition, haze
from tools.images.illustrator.shapes import Line, tree
from tools.images.illustrator.skies import sky
from tools.images.illustrator.terrain import (
    SNOW,
    boulders,
    chain,
    dots_of_light,
    drifts,
    dune,
    fir,
    flanks,
    forest_row,
    grove,
    hill,
    lawn,
    palms,
    sand_marks,
    stones,
    trail,
    water,
    woods,
)


def meadow(view: View) -> None:
    """Far mountains and rolling green hills with trees; by the seed a path, a valley with a brook, or a lone oak."""
    kind, sheet = composition(view, 3), view.sheet
    view.raise_horizon((0.0, 0.05, -0.03)[kind])
    depth = view.feet - view.horizon
    sky(view)
    chain(view, "#6F8FC0", (110, 150, 70)[kind], (5, 4, 7)[kind], 0.45, snow=kind < 2)
    haze(view, view.horizon + 30, 110)
    far = hill(view, view.horizon - 8, 16 if kind < 2 else 30, "#8CC98A", "#7FBF80", 0.35, far=0.32)
    woods(view, far, 26, 34, "#4E9A6B", 0.30)
    middle = hill(view, view.horizon + 0.30 * depth, 22, "#86CB6E", "#5EAE5A", 0.55, far=0.10)
    grove(view, middle, ((0.03, 0.10, 0.90, 0.965), (-0.01, 0.05, 0.82, 0.88, 0.95), (0.02, 0.97))[kind], 128)
    near = hill(view, view.feet - 0.22 * depth, 14, "#7CC95F", "#37904F", 0.9)
    if kind == 1:
        trail(view, near, "#7FC4E6", "brook", "drift")
        sheet.layer("near grass", 0.92)
    elif kind == 0:
        trail(view, near)
    else:
        rng, x = sheet.hand("oak"), view.at(0.08 if not sheet.upright else 0.05)
        drawn = bare(300 * view.small, view.lit("#6B5546"), view.lit(SNOW)) if view.snowy else tree(
            rng, 330 * view.small, view.lit("#5AA650"), view.lit("#7A5236"))  # fmt: skip
        sheet.layer("oak", 0.85, "sway")
        sheet.add(ellipse(x, view.feet - 4, 90, 11, view.lit("#2F5D4C"), opacity=0.35), group(drawn, x, view.feet))
    lawn(view, near, flowers=34)


def forest(view: View) -> None:
    """Rows of pines that fade into mist: a clearing, a glade with broad trees, or a path with stumps."""
    kind, sheet = composition(view, 3), view.sheet
    sky(view, clouds=2)
    chain(view, "#6C93A8", 90, 4, 0.55)
    tones = (("#4C8C7A", "#37795F", "#2B6A4B"), ("#7FA36A", "#5F9152", "#437C48"), ("#5B8A86", "#3E7470", "#2D5F58"))[
        kind
    ]
    for row, (far, size, colour) in enumerate(zip((0.55, 0.32, 0.12), (150, 200, 260), tones, strict=True)):
        sheet.layer(f"pines {row}", 0.25 + 0.15 * row, "sway")
        line = Line(sheet.hand(f"line{row}"), view.horizon - 14 + 17 * row, 10, sheet.width)
        forest_row(view, line, size * view.small, colour, 46 + 12 * row, far)
        view.ground(line.closed(view.low), view.turf(colour, far), view.turf(colour, far))
        if row < 2:
            haze(view, view.horizon + 34 + 17 * row, 90, 0.30)
    near = hill(view, view.feet - 0.42 * (view.feet - view.horizon), 12, "#6FAE57", "#23573A", 0.9)
    if kind == 2:
        trail(view, near, "#C9A878")
        for share in (0.2, 0.83):
            sheet.add(group(stump(34, view.lit("#7C5A40")), share * sheet.width, view.feet - 14))
    if kind == 1 and not view.snowy:
        flanks(
            view,
            lambda rng, tall: tree(rng, tall, view.lit(rng.choice(("#3F8A4A", "#559A45"))), view.lit("#5F4530")),
            "broad trees",
            440,
        )
    else:
        flanks(
            view, lambda rng, tall: fir(view, tall, rng.choice(("#2E7A50", "#34855A", "#276B47"))), "near pines", 480
        )
    if view.time == "night" and view.weather == "clear" and not view.snowy:
        sheet.layer("fireflies", 1.05, "drift")
        dots_of_light(view, 14, (view.horizon, view.feet))
    lawn(view, near, flowers=12)


def mountain(view: View) -> None:
    """Snow-capped chains: a lake before them, a high pass with rocks, or one great peak over a valley."""
    kind, sheet = composition(view, 3), view.sheet
    view.raise_horizon((0.0, -0.02, 0.04)[kind])
    depth = view.feet - view.horizon
    sky(view, clouds=3)
    chain(view, "#8C9CC6", (190, 230, 150)[kind], 4, 0.42, snow=True, depth=0.12)
    haze(view, view.horizon + 20, 150, 0.6)
    chain(
        view,
        "#5E78A6",
        (270, 170, 330)[kind] * (0.85 if sheet.upright else 1),
        (3, 5, 2)[kind],
        0.12,
        snow=True,
        depth=0.22,
    )
    haze(view, view.horizon + 24, 80, 0.45)
    shore = hill(view, view.horizon + 6, 7, "#4E8A6A", "#4E8A6A", 0.4, far=0.2)
    woods(view, shore, 34, 40, "#3A7560", 0.18)
    if kind == 0:
        view.surface = view.horizon + 0.5 * depth
        water(view, view.horizon + 0.16 * depth)
    elif kind == 2:
        middle = hill(view, view.horizon + 0.3 * depth, 20, "#77B26C", "#4C8F5A", 0.6, far=0.08)
        grove(view, middle, (0.04, 0.12, 0.9), 90)
    near = hill(
        view, view.feet - 0.24 * depth, 12, *(("#7DB765", "#2F6D48") if kind != 1 else ("#A9A79B", "#66707A")), 0.9
    )
    if kind == 1:
        stones(view, (view.feet - 20, view.feet + 60), 9, "#8B929E", (50, 130))
    else:
        for i in range(9):
            rng = sheet.hand(f"near{i}")
            x = (rng.uniform(-0.04, 0.2) if i % 2 else rng.uniform(0.84, 1.04)) * sheet.width
            sheet.add(group(fir(view, 120 * rng.uniform(0.62, 1.05), "#2F6B50"), x, near.y(x) + 11))
    lawn(view, near, flowers=18 if kind != 1 else 0, front=kind != 1)
    if kind == 1:
        view.fronts.append(lambda: boulders(view, "#77808C"))


def desert(view: View) -> None:
    """Dunes with palms, mesas with cactus, or an oasis."""
    kind, sheet = composition(view, 3), view.sheet
    depth = view.feet - view.horizon
    sky(view, clouds=2)
    if kind == 1:
        _mesas(view)
    else:
        chain(view, "#D9A77C", 60, 6, 0.5)
    for row, (far, colour) in enumerate(((0.34, "#F2CE92"), (0.12, "#EBBD78"), (0.0, "#E3AC63"))):
        y = view.horizon + 4 + row * 0.34 * depth
        tone = colour if kind != 1 else ("#E8B98A", "#DDA26F", "#D08E5C")[row]
        dune(view, y, (30 + 8 * row) * (0.4 if kind == 1 else 1), view.turf(tone, far), 0.35 + 0.2 * row)
        if row == 1 and kind == 0:
            x = view.at(0.88)
            palms(view, ((x, y + 34, 190), (x + 48, y + 32, 150), (x - 40, y + 30, 120)))
        if row == 1 and kind == 2:
            _oasis(view, y + 0.2 * depth)
    hill(view, view.feet + 0.07 * sheet.height, 16, "#D99B54", "#A8683A", 0.95)
    sand_marks(view, "#8F5630")
    if kind == 1 and not view.snowy:
        for share, size in ((0.05, 190), (0.13, 110), (0.93, 160)):
            x = view.at(share)
            sheet.layer(f"cactus {share}", 0.9)
            sheet.add(ellipse(x, view.feet + 14, size * 0.3, size * 0.04, "#3A2210", opacity=0.3))
            sheet.add(group(saguaro(size * view.small, view.lit("#5E9A5C")), x, view.feet + 16))
    view.fronts.append(lambda: boulders(view, "#B4703F"))


def _mesas(view: View) -> None:
    """Table mountains with bands of rock."""
    sheet, rng = view.sheet, view.sheet.hand("mesas")
    sheet.layer("mesas", 0.2)
    for share, wide, tall in ((0.14, 0.2, 150), (0.42, 0.11, 90), (0.68, 0.15, 200), (0.93, 0.2, 120)):
        x, half, top = (
            share * sheet.width,
            wide * sheet.width / 2,
            view.horizon - tall * view.small * rng.uniform(0.8, 1.1),
        )
        tone = view.turf("#C77B4E", 0.22)
        low = view.horizon + 40
        d = (
            f"M{x - half * 1.25:.0f} {low:.0f}L{x - half * 0.86:.0f} {top + 44:.0f}L{x - half * 0.8:.0f} {top:.0f}"
            f"H{x + half * 0.8:.0f}L{x + half * 0.9:.0f} {top + 44:.0f}L{x + half * 1.3:.0f} {low:.0f}Z"
        )
        shade = (
            f"M{x + half * 0.3:.0f} {top:.0f}H{x + half * 0.8:.0f}L{x + half * 0.9:.0f} {top + 44:.0f}"
            f"L{x + half * 1.3:.0f} {low:.0f}H{x + half * 0.45:.0f}Z"
        )
        sheet.add(path(d, tone), path(shade, view.turf("#8F4F3C", 0.22), opacity=0.6))
        for band in (0.3, 0.5):
            y = top + band * (low - top)
            sheet.add(
                path(
                    f"M{x - half * 0.95:.0f} {y:.0f}H{x + half:.0f}v6H{x - half * 0.97:.0f}Z",
                    view.turf("#A85F3F", 0.22),
                    opacity=0.7,
                )
            )


def _oasis(view: View, y: float) -> None:
    """A pool with palms and reeds about it."""
    sheet, x = view.sheet, view.at(0.80)
    sheet.layer("pool", 0.7, "drift")
    half = 0.2 * sheet.width
    sheet.add(ellipse(x, y, half * 1.08, 24, view.turf("#9DB36A")), ellipse(x, y, half, 18, view.lit("#4FB0CC")))
    sheet.add(ellipse(x - half * 0.2, y - 4, half * 0.5, 4, view.lit("#DDF4FA"), opacity=0.6))
    palms(
        view,
        (
            (x - half * 0.8, y - 6, 170),
            (x + half * 0.1, y - 12, 210),
            (x + half * 0.7, y - 4, 150),
            (x + half * 0.9, y + 6, 180),
        ),
    )


def snow(view: View) -> None:
    """White slopes with laden pines; a village with lit windows; or an ice shelf with floes."""
    kind, sheet = composition(view, 3), view.sheet
    depth = view.feet - view.horizon
    sky(view, clouds=4, birds=False)
    chain(view, "#8FB0D6", (200, 160, 90)[kind], 4, 0.3, snow=True)
    haze(view, view.horizon + 20, 120, 0.6)
    if kind == 2:
        _ice(view)
        return
    far = hill(view, view.horizon, 16, "#DCEAF6", "#D2E2F2", 0.35, far=0.25)
    woods(view, far, 16, 62, "#4B7F80", 0.22)
    middle = hill(view, view.horizon + 0.35 * depth, 20, "#F3F9FE", "#C9DDF0", 0.6)
    if kind == 1:
        cottages(view, middle, (0.06, 0.20, 0.80, 0.94))
    for share, size in ((0.0, 190), (0.12, 140), (0.88, 160), (0.98, 210)):
        x = share * sheet.width
        sheet.add(group(fir(view, size * view.small, "#35706A"), x, middle.y(x) + 14))
    hill(view, view.feet - 0.2 * depth, 14, "#FFFFFF", "#B9D2EA", 0.9)
    view.fronts.append(lambda: drifts(view))


def _ice(view: View) -> None:
    """A shelf of ice: a dark sea with floes and bergs, a white edge to stand on."""
    sheet, rng = view.sheet, view.sheet.hand("ice")
    view.surface = view.horizon + 0.42 * (view.feet - view.horizon)
    water(view, view.horizon, tint="#2E6E9C")
    sheet.layer("icebergs", 0.55, "drift")
    for share, size in ((0.12, 120), (0.34, 60), (0.74, 90), (0.95, 150)):
        x, y, tall = share * sheet.width, view.horizon + 8 + size * 0.08, size * rng.uniform(0.8, 1.2)
        d = (
            f"M{x - size:.0f} {y:.0f}L{x - size * 0.6:.0f} {y - tall * 0.7:.0f}L{x - size * 0.1:.0f} {y - tall:.0f}"
            f"L{x + size * 0.4:.0f} {y - tall * 0.55:.0f}L{x + size:.0f} {y:.0f}Z"
        )
        dark = (
            f"M{x - size * 0.1:.0f} {y - tall:.0f}L{x + size * 0.4:.0f} {y - tall * 0.55:.0f}L{x + size:.0f} {y:.0f}"
            f"H{x + size * 0.1:.0f}Z"
        )
        sheet.add(path(d, view.lit("#EAF5FC", 0.12)), path(dark, view.lit("#A9CDE6", 0.12)))
        sheet.add(ellipse(x, y + 8, size * 1.05, 6, view.lit("#BFE0F0"), opacity=0.5))
    for _ in range(9):
        x, y = rng.uniform(0, sheet.width), rng.uniform(view.horizon + 22, view.feet - 0.3 * (view.feet - view.horizon))
        sheet.add(ellipse(x, y, rng.uniform(24, 70), rng.uniform(4, 8), view.lit("#F2F9FE")))
    hill(view, view.feet - 0.16 * (view.feet - view.horizon), 8, "#FFFFFF", "#BBD6EC", 0.9, waves=3.0)
    view.back = view.feet - 0.06 * (view.feet - view.horizon)
    view.fronts.append(lambda: drifts(view))
