"""Environments that people built: the city and its streets."""

from random import Random

from core.scene import SceneSpec
from tools.images.illustrator.buildings import lamp
from tools.images.illustrator.canvas import ellipse, group, path, rect, stroke
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.plants import bare
from tools.images.illustrator.scenery import View, composition, haze
from tools.images.illustrator.shapes import tree
from tools.images.illustrator.skies import sky
from tools.images.illustrator.terrain import SNOW, drifts, grove, hill, lawn, trail, water

VEHICLES = (
    "automobile",
    "bus",
    "car",
    "taxi",
    "truck",
    "lorry",
    "motorcycle",
    "scooter",
    "bicycle",
    "tram",
    "ambulance",
)
"""Words in the names of what needs a road."""


def city(view: View) -> None:
    """A skyline: behind a row of houses, across a river with a bridge, or over a park."""
    kind, sheet = composition(view, 3), view.sheet
    if _wheels(sheet.spec):
        kind = 0  # the others have no road
    sky(view, clouds=3)
    kerb = view.feet - 0.055 * sheet.height
    foot = kerb if kind == 0 else view.horizon + 10
    tall = (1.0, 1.05, 0.9)[kind]
    _skyline(view, foot - 10, 330 * tall, 44, view.lit("#8FB0D8", 0.55), 0.0, 0.15)
    _skyline(view, foot - 6, 240 * tall, 58, view.lit("#6E8FC2", 0.30), 0.45, 0.25)
    haze(view, foot, 170, 0.4)
    if kind == 0:
        _houses(view, kerb)
        _street(view, kerb)
    elif kind == 1:
        _waterfront(view)
    else:
        _park(view)


def _wheels(spec: SceneSpec) -> bool:
    """Whether a subject needs a road."""
    return any(word in subject.concept for subject in spec.subjects for word in VEHICLES)


def street(view: View) -> None:
    """A street: houses with shops along it, or looking down it between two rows of buildings."""
    kind, sheet = composition(view, 2), view.sheet
    sky(view, clouds=3, birds=False)
    kerb = view.feet - 0.055 * sheet.height
    if kind == 0:
        _skyline(view, kerb, 230, 70, view.lit("#9DB4D4", 0.5), 0.0, 0.2)
        _houses(view, kerb, 1.45)
        _street(view, kerb)
    else:
        _canyon(view)


def _waterfront(view: View) -> None:
    """A river with a bridge, and a promenade to stand on."""
    sheet = view.sheet
    depth = view.feet - view.horizon
    view.surface = view.horizon + 0.45 * depth
    water(view, view.horizon + 4, tint="#2F6F9C", depth=0.45)
    _bridge(view, view.horizon + 0.2 * depth)
    top = view.feet - 0.2 * depth
    view.back = view.feet
    _pavement(view, top, 0.9)
    iron = view.lit("#46526A")
    sheet.layer("railing", 0.95)
    posts = "".join(f"M{x:.0f} {top + 4:.0f}v-34" for x in range(int(view.left), int(view.right), 30))
    sheet.add(
        stroke(posts, iron, 3),
        stroke(
            f"M{view.left:.0f} {top - 30:.0f}H{view.right:.0f}M{view.left:.0f} {top - 14:.0f}H{view.right:.0f}",
            iron,
            3.4,
        ),
    )
    _lamps(view, (0.06, 0.36, 0.66, 0.95), top + 8)


def _bridge(view: View, y: float) -> None:
    """A suspension bridge across the water."""
    sheet, steel = view.sheet, view.lit("#C25A4A", 0.16)
    sheet.layer("bridge", 0.4)
    ends, high = [view.left, view.at(0.30), view.at(0.74), view.right], y - 190 * view.small
    first, last = sorted((ends[1], ends[2]))
    middle = (first + last) / 2
    cable = (
        f"M{view.left:.0f} {y - 20:.0f}Q{(view.left + first) / 2:.0f} {y - 60:.0f} {first:.0f} {high:.0f}"
        f"Q{middle:.0f} {y + 150 * view.small:.0f} {last:.0f} {high:.0f}Q{(view.right + last) / 2:.0f} "
        f"{y - 60:.0f} {view.right:.0f} {y - 20:.0f}"
    )
    hangers = []
    for i in range(1, 20):
        share = i / 20
        x = first + (last - first) * share
        at = (1 - share) ** 2 * high + 2 * share * (1 - share) * (y + 150 * view.small) + share**2 * high
        hangers.append(f"M{x:.0f} {at:.0f}V{y - 26:.0f}")
    sheet.add(stroke("".join(hangers), steel, 1.6, opacity=0.8), stroke(cable, steel, 4))
    for x in (first, last):
        sheet.add(
            rect(x - 9, high - 16, 18, y - high + 56, steel),
            rect(x + 2, high - 16, 7, y - high + 56, darker(steel, 0.2)),
        )
        sheet.add(rect(x - 16, y + 26, 32, 16, view.lit("#8A8F9A", 0.1)))
    sheet.add(
        rect(view.left, y - 28, view.right - view.left, 13, darker(steel, 0.12)),
        rect(view.left, y - 28, view.right - view.left, 4, lighter(steel, 0.25)),
    )


def _park(view: View) -> None:
    """A green park below the skyline."""
    sheet = view.sheet
    depth = view.feet - view.horizon
    far = hill(view, view.horizon + 2, 6, "#8CC87C", "#6FB268", 0.4, far=0.16)
    grove(view, far, (-0.02, 0.05, 0.13, 0.22, 0.34, 0.46, 0.58, 0.70, 0.80, 0.9, 0.98), 96, 0.18)
    near = hill(view, view.horizon + 0.45 * depth, 10, "#86CB68", "#43995A", 0.9)
    trail(view, near, "#E3D8C0")
    _lamps(view, (0.10, 0.88), view.feet - 14)
    lawn(view, near, flowers=16)
    del sheet


def _lamps(view: View, shares: tuple[float, ...], foot: float) -> None:
    """Street lamps in a row."""
    view.sheet.layer("lamps", 0.95)
    for share in shares:
        view.sheet.add(group(lamp(view, 120 * view.small), share * view.sheet.width, foot))


def _pavement(view: View, top: float, depth: float) -> None:
    """Paving stones toward the viewer."""
    sheet, walk = view.sheet, view.turf("#D2CCC4")
    sheet.layer("pavement", depth)
    view.span(top, sheet.gradient([(0, lighter(walk, 0.06)), (1, darker(walk, 0.18))]))
    view.span(top, darker(walk, 0.2), top + 5)
    lines, y, step = [], top + 20.0, 16.0
    while y < view.low:
        lines.append(f"M{view.left:.0f} {y:.0f}H{view.right:.0f}")
        step *= 1.4
        y += step
    for i in range(-9, 10):
        x = sheet.width * (0.5 + i * 0.075)
        lines.append(f"M{x:.0f} {top + 5:.0f}L{sheet.width * (0.5 + i * 0.15):.0f} {view.low:.0f}")
    sheet.add(stroke("".join(lines), darker(walk, 0.2), 1.6, opacity=0.5))


def _canyon(view: View) -> None:
    """Two rows of buildings that run away from the viewer, the road between them."""
    sheet = view.sheet
    centre, far_y = 0.5 * sheet.width, view.horizon - 0.02 * sheet.height
    view.back = view.feet - 0.1 * (view.feet - view.horizon)
    _skyline(view, far_y + 8, 150, 40, view.lit("#9DB4D4", 0.5), 0.0, 0.2)
    sheet.layer("road", 0.9)
    walk, road = view.turf("#C9C4BC"), view.turf("#69717F")
    view.span(far_y, sheet.gradient([(0, mix(walk, view.air, 0.3)), (1, darker(walk, 0.12))]))
    half = 0.62 * sheet.width if not sheet.upright else 0.9 * sheet.width
    d = f"M{centre - 26:.0f} {far_y:.0f}H{centre + 26:.0f}L{centre + half:.0f} {view.low:.0f}H{centre - half:.0f}Z"
    sheet.add(path(d, sheet.gradient([(0, mix(road, view.air, 0.35)), (1, darker(road, 0.2))])))
    for i in range(7):
        a, b = (i / 7) ** 2.1, ((i + 0.5) / 7) ** 2.1
        y0, y1 = far_y + a * (view.low - far_y), far_y + b * (view.low - far_y)
        w0, w1 = 1 + 9 * a, 1 + 9 * b
        sheet.add(
            path(
                f"M{centre - w0:.1f} {y0:.1f}H{centre + w0:.1f}L{centre + w1:.1f} {y1:.1f}H{centre - w1:.1f}Z",
                view.lit("#F4EBC9"),
                opacity=0.85,
            )
        )
    for way in (-1, 1):
        _facades(view, centre, far_y, way)


def _facades(view: View, centre: float, far_y: float, way: int) -> None:
    """One side of the canyon: house fronts in perspective, the far ones first."""
    sheet, rng = view.sheet, view.sheet.hand(f"facades{way}")
    walls = ("#E0A277", "#D98576", "#E9CB86", "#8FBDB6", "#AE9ECF", "#D8CFBE", "#86AED3")
    reach = sheet.width * (0.62 if not sheet.upright else 0.75)
    stops = [0.07, 0.13, 0.21, 0.33, 0.52, 0.80, 1.18]
    tallest, drop = far_y + 0.02 * sheet.height, view.feet - far_y
    sheet.layer(f"facades {'left' if way < 0 else 'right'}", 0.7)
    for i in range(len(stops) - 1):
        near, far = stops[i + 1], stops[i]
        colour = view.lit(rng.choice(walls), 0.45 * (1 - i / 5) ** 1.4)
        height = rng.uniform(0.8, 1.1)
        x0, x1 = centre + way * far * reach, centre + way * near * reach
        b0, b1 = far_y + drop * 0.62 * far, far_y + drop * 0.62 * near
        t0, t1 = far_y - tallest * 1.25 * far * height, far_y - tallest * 1.25 * near * height
        shade = colour if way > 0 else darker(colour, 0.14)
        sheet.add(path(f"M{x0:.1f} {b0:.1f}L{x1:.1f} {b1:.1f}V{t1:.1f}L{x0:.1f} {t0:.1f}Z", shade))
        _slanted_windows(view, rng, (x0, x1, b0, b1, t0, t1), lighter(shade, 0.06))


def _slanted_windows(view: View, rng: Random, face: tuple[float, ...], wall: str) -> None:
    """Windows, a shop and its awning on a wall seen from the side: x0, x1, feet, tops."""
    x0, x1, b0, b1, t0, t1 = face
    rows, columns = 6, 3
    lit: list[str] = []
    dark: list[str] = []

    def point(u: float, v: float) -> str:
        base, top = b0 + (b1 - b0) * u, t0 + (t1 - t0) * u
        return f"{x0 + (x1 - x0) * u:.1f} {base + (top - base) * v:.1f}"

    for row in range(1, rows):
        for column in range(columns):
            u, v = (column + 0.25) / columns, (row + 0.2) / rows
            drawn = (
                f"M{point(u, v)}L{point(u + 0.5 / columns, v)}L{point(u + 0.5 / columns, v + 0.55 / rows)}"
                f"L{point(u, v + 0.55 / rows)}Z"
            )
            (lit if view.lamps and rng.random() < 0.55 else dark).append(drawn)
    if dark:
        view.sheet.add(path("".join(dark), mix(view.lit("#7FA6C9"), wall, 0.35)))
    if lit:
        view.sheet.add(path("".join(lit), "#FFD97A"))
    shop = f"M{point(0.1, 0.02)}L{point(0.9, 0.02)}L{point(0.9, 0.11)}L{point(0.1, 0.11)}Z"
    view.sheet.add(path(shop, "#FFE2A0" if view.lamps else view.lit("#BFE0EE")))
    awning = view.lit(rng.choice(("#D9534F", "#3B8C88", "#E0A03B", "#4A6FB5")))
    view.sheet.add(path(f"M{point(0.05, 0.12)}L{point(0.95, 0.12)}L{point(0.95, 0.15)}L{point(0.05, 0.15)}Z", awning))


def _skyline(view: View, foot: float, height: float, width: float, colour: str, lights: float, depth: float) -> None:
    """A row of towers as one silhouette, with a share of small lit windows."""
    sheet, rng = view.sheet, view.sheet.hand(f"skyline{width}")
    sheet.layer(f"skyline {width:.0f}", depth)
    x = view.left
    while x < view.right:
        wide = width * rng.uniform(0.7, 1.5)
        tall = height * view.small * rng.uniform(0.45, 1.0)
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
    night = view.lamps
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


def _houses(view: View, kerb: float, size: float = 1.0) -> None:
    """The near row: houses in colours with roofs, doors and large windows, a gap in the middle."""
    sheet, rng = view.sheet, view.sheet.hand("houses")
    walls = ("#F2B279", "#E88E7D", "#F6D58B", "#9CC7C0", "#B9A7D9", "#E9E2D0", "#8FB7DC")
    sheet.layer("houses", 0.6)
    x, last = view.left, ""
    while x < view.right:
        wide, tall = rng.uniform(84, 130), rng.uniform(115, 190) * size
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
            lit = view.lamps and rng.random() < (0.6 if view.time == "night" else 0.35)
            sheet.add(
                rect(left - 2, row - 2, size + 4, 26, frame, round=1.5),
                rect(left, row, size, 22, "#FFD97A" if lit else glass, round=1),
            )
        row += 37
    awning = view.lit(rng.choice(("#D9534F", "#3B8C88", "#E0A03B", "#4A6FB5")))
    shop = "#FFE2A0" if view.lamps else view.lit("#BFE0EE")
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
    """Pavement with trees and lamps, kerb, asphalt with lane marks."""
    sheet, rng = view.sheet, view.sheet.hand("street")
    walk, stone = 0.085 * sheet.height, view.turf("#D9D4CC")
    sheet.layer("street", 0.9)
    view.span(kerb, sheet.gradient([(0, stone), (1, darker(stone, 0.12))]), kerb + walk + 4)
    view.span(kerb + walk, lighter(stone, 0.5), kerb + walk + 7)
    top, road = kerb + walk + 7, view.turf("#646C7D")
    view.span(top, sheet.gradient([(0, road), (1, darker(road, 0.25))]))
    marks, y = [], top + (sheet.height - top) * 0.52
    x = view.left
    while x < view.right:
        marks.append(f"M{x:.0f} {y:.0f}h62")
        x += 120
    sheet.add(stroke("".join(marks), view.lit("#F4EBC9"), 6, opacity=0.85))
    sheet.layer("street trees", 0.75, "sway")
    for share in (-0.04, 0.03, 0.24, 0.78, 0.97, 1.05):
        x = (share + rng.uniform(-0.02, 0.02)) * sheet.width
        wood = view.lit("#7A5236")
        drawn = bare(112, wood, view.lit(SNOW)) if view.snowy else tree(rng, 112, view.lit("#63AE57"), wood)
        sheet.add(ellipse(x, kerb + 9, 26, 4, "#20242E", opacity=0.3), group(drawn, x, kerb + 9))
    _lamps(view, (0.13, 0.5, 0.88) if not sheet.upright else (0.12, 0.9), kerb + 12)
    if view.snowy:
        view.fronts.append(lambda: drifts(view))
