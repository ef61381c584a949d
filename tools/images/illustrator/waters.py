"""Environments of water: the sea, a beach, a river, and the world under water."""

from functools import partial

from core.scene import TimeOfDay
from tools.images.illustrator import art as drawings
from tools.images.illustrator.buildings import lighthouse
from tools.images.illustrator.canvas import circle, ellipse, group, path, rect, ring, stroke
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.plants import rock
from tools.images.illustrator.scenery import View, composition, fade, haze, side
from tools.images.illustrator.shapes import Line, palm
from tools.images.illustrator.skies import sky
from tools.images.illustrator.terrain import (
    chain,
    foam,
    glitter,
    grove,
    hill,
    lawn,
    palms,
    reed_border,
    sand_marks,
    stones,
    water,
    wave,
    woods,
)


def sea(view: View) -> None:
    """Open water with waves: an island, cliffs with a lighthouse, or a far coast; a shore if something must stand."""
    kind, sheet = composition(view, 3), view.sheet
    if kind == 1 and (sheet.spec.heading or sheet.spec.text):
        kind = 2  # a lighthouse would stand behind the words
    known = drawings.index()
    here = [known[subject.concept] for subject in sheet.spec.subjects if subject.concept in known]
    shore = any(drawings.stance(art) == "ground" and not drawings.swims(art) for art in here)
    view.raise_horizon((-0.01, 0.02, 0.05)[kind])
    sky(view, clouds=4)
    top = view.horizon - 0.02 * sheet.height
    if kind == 0:
        _island(view, top)
    elif kind == 1:
        _cliffs(view, top)
    else:
        chain(view, "#7C9CBE", 90, 5, 0.5)
    low, tint = view.lit("#1F6FA8" if not view.wet else "#3A6580"), view.lit("#5BB6DC")
    sheet.layer("sea", 0.5, "drift")
    stops = [(0, view.lit("#8ED3E8", 0.25)), (0.25, view.lit("#4AA8D4")), (1.0, low)]
    view.span(top, sheet.gradient(stops))
    if view.weather == "clear":
        glitter(view, top, top + (sheet.height - top) * 0.62)
    rough, rng = 1.9 if view.weather == "storm" else 1.0, sheet.hand("sea")
    for row in range(5):
        y = top + (view.feet - top) * (0.25 + 0.27 * row) ** 1.15 + 12
        if y > sheet.height or (shore and row > 2):
            break
        if row > 2:
            view.fronts.append(partial(_near_wave, view, row, y, rough, mix(tint, low, 0.25 + 0.17 * row)))
            continue
        sheet.layer(f"waves {row}", 0.6 + 0.13 * row, "drift")
        wave(
            view,
            y,
            (6 + 3.2 * row) * rough,
            60 + 26 * row,
            mix(tint, low, 0.25 + 0.17 * row),
            rng.uniform(0, 80),
            view.low,
        )
    if shore:
        view.surface = top + 0.55 * (view.feet - top)
        view.back = view.feet
        _sand(view, view.feet - 0.035 * sheet.height)


def _near_wave(view: View, row: int, y: float, rough: float, colour: str) -> None:
    """A wave in front of what swims."""
    view.sheet.layer(f"waves {row}", 0.6 + 0.15 * row, "drift")
    wave(view, y, (6 + 3.2 * row) * rough, 60 + 26 * row, colour, 37.0 * row, view.low)


def _sand(view: View, y: float) -> Line:
    """A strip of sand to stand on, with foam at its edge."""
    line = hill(view, y, 7, "#F3DFAE", "#D9B678", 0.95, waves=2.0)
    foam(view, line)
    sand_marks(view, "#B08A50")
    return line


def beach(view: View) -> None:
    """Sand and surf: palms, a bay between headlands, or dunes with grass."""
    kind, sheet = composition(view, 3), view.sheet
    depth = view.feet - view.horizon
    view.raise_horizon((0.05, 0.06, 0.03)[kind])
    sky(view, clouds=3)
    if kind == 1:
        chain(view, "#6E9A8C", 120, 4, 0.35)
    elif kind == 0:
        _island(view, view.horizon + 2)
    water(view, view.horizon, tint="#8FE0DC", far="#3E97C6")
    rng = sheet.hand("surf")
    for row in range(2):
        sheet.layer(f"waves {row}", 0.6 + 0.1 * row, "drift")
        y = view.horizon + (0.5 + 0.3 * row) * depth
        tone = mix(view.lit("#5CC8D6"), view.lit("#9FE3E4"), 0.4 * row)
        wave(view, y, 5 + 2 * row, 90 + 30 * row, tone, rng.uniform(0, 80), view.low)
    view.surface = view.horizon + 0.42 * (view.feet - view.horizon)
    view.back = view.feet - 0.01 * sheet.height
    line = _sand(view, view.feet - 0.06 * sheet.height)
    if kind == 0:
        x = view.at(0.92)
        palms(
            view, ((x, view.feet + 6, 330), (x + 70, view.feet + 20, 260), (view.at(0.03), view.feet + 10, 280)), 0.97
        )
    elif kind == 1:
        stones(view, (view.feet - 24, view.feet + 40), 8, "#8F8A86", (60, 150))
    del line
    view.fronts.append(lambda: _shells(view, tufts=kind == 2))


def _shells(view: View, *, tufts: bool) -> None:
    """Shells and starfish in the near sand; beach grass in the corners."""
    sheet, rng = view.sheet, view.sheet.hand("shells")
    sheet.layer("foreground", 1.2)
    for i in range(7):
        x, y = rng.uniform(0.02, 0.98) * sheet.width, rng.uniform(view.feet + 0.1 * sheet.height, sheet.height - 14)
        if i % 3:
            shell = view.turf(rng.choice(("#FFF3E2", "#F7C9B4", "#EBD6F0")))
            sheet.add(
                ellipse(x, y + 3, 13, 4, "#6A4A20", opacity=0.3),
                path(f"M{x - 11:.0f} {y + 2:.0f}a11 11 0 0 1 22 0l-11 4z", shell),
            )
        else:
            star = "".join(f'<path d="M0 0l-4 -3l4 -13l4 13z" transform="rotate({a})"/>' for a in range(0, 360, 72))
            sheet.add(f'<g transform="translate({x:.0f} {y:.0f}) scale(1 0.7)" fill="{view.lit("#F0805A")}">{star}</g>')
    if tufts:
        reed_border(view)


def river(view: View) -> None:
    """A river between green banks: in a valley, under mountains, or wide and slow with reeds."""
    kind, sheet = composition(view, 3), view.sheet
    view.raise_horizon((0.03, 0.01, 0.0)[kind])
    depth = view.feet - view.horizon
    sky(view, clouds=3)
    chain(view, "#7C98C0", (90, 240, 60)[kind], (5, 3, 6)[kind], 0.35, snow=kind == 1)
    haze(view, view.horizon + 24, 110, 0.5)
    far = hill(view, view.horizon - 6, 18, "#8CC98A", "#6FB276", 0.35, far=0.28)
    woods(view, far, 34, 46, "#4E9A6B", 0.26)
    top = view.horizon + 0.18 * depth
    grove(
        view,
        Line(sheet.hand("bank"), top - 14, 2, sheet.width),
        ((0.1, 0.2, 0.86), (0.93,), (0.05, 0.82, 0.93))[kind],
        110,
    )
    water(view, top, tint="#2F86B4", depth=0.7)
    view.surface = top + 0.42 * (view.feet - top)
    near = hill(view, view.feet - 0.20 * depth, 8, "#7CC35F", "#3A8C4C", 0.92, waves=2.0)
    view.back = view.feet
    if kind == 1:
        stones(view, (view.feet - 14, view.feet + 50), 9, "#8C919A", (50, 120))
    lawn(view, near, flowers=16, front=kind == 0)
    if kind:
        view.fronts.append(lambda: reed_border(view))


DEPTHS: dict[TimeOfDay, tuple[str, str, str, float]] = {
    "dawn": ("#F2C6B0", "#3F95BE", "#17508C", 0.08),
    "day": ("#5CD0E8", "#1C8CC4", "#0B4A86", 0.0),
    "sunset": ("#F0A98F", "#3C7FAE", "#173F78", 0.18),
    "night": ("#1C4F86", "#0F3163", "#081B40", 0.5),
}


def underwater(view: View) -> None:
    """Blue depth with rays and bubbles: a coral reef, open water, or a wreck on the sand."""
    kind, sheet = composition(view, 3), view.sheet
    *tones, dark = DEPTHS[view.time]
    high, middle, low = (mix(str(colour), sheet.palette.tint, 0.08) for colour in tones)
    shade = float(dark)
    sheet.layer("water", 0.0)
    view.span(-0.1 * sheet.height, sheet.gradient([(0, high), (0.45, middle), (1, low)]))
    _rays(view)
    for row, share in enumerate((0.6, 0.3)):
        sheet.layer(f"rocks {row}", 0.25 + 0.2 * row)
        rise = -20 if kind != 1 else 40
        line = Line(sheet.hand(f"rocks{row}"), view.horizon + rise + 40 * row, 46, sheet.width, 2.4)
        sheet.add(path(line.closed(view.low), mix(darker(middle, 0.35), middle, share)))
    _school(view, mix(darker(middle, 0.3), middle, 0.35))
    sand = Line(sheet.hand("sand"), view.feet - 0.12 * sheet.height, 14, sheet.width)
    sheet.layer("sand", 0.9)
    stops = [(0.0, mix("#F1DDA4", low, 0.12 + shade)), (1, mix("#B9935A", low, 0.30 + shade * 0.7))]
    sheet.add(path(sand.closed(view.low), sheet.gradient(stops)))
    if kind == 2:
        _wreck(view, sand, low, shade)
    if kind != 1:
        _reef(view, sand, low, shade, 2 if kind == 0 else 1)
    _weeds(view, sand, low, shade)
    sheet.layer("bubbles", 1.05, "rise")
    rng = sheet.hand("bubbles")
    for _ in range(24):
        x, y, r = rng.uniform(0, sheet.width), rng.uniform(0.05, 0.8) * sheet.height, rng.uniform(3, 11)
        sheet.add(
            ring(x, y, r, "#FFFFFF", 1.3, opacity=0.45),
            circle(x - r * 0.3, y - r * 0.35, r * 0.22, "#FFFFFF", opacity=0.7),
        )


def _school(view: View, colour: str) -> None:
    """A far school of fish as shadows."""
    sheet, rng = view.sheet, view.sheet.hand("school")
    sheet.layer("far fish", 0.35, "drift")
    x, y, way = rng.uniform(0.1, 0.5) * sheet.width, rng.uniform(0.3, 0.5) * sheet.height, rng.choice((-1, 1))
    for _ in range(11):
        px, py, s = x + rng.gauss(0, 70), y + rng.gauss(0, 26), rng.uniform(7, 11)
        d = (
            f"M{s:.1f} 0Q0 {-s * 0.62:.1f} {-s * 0.8:.1f} 0L{-s * 1.5:.1f} {-s * 0.5:.1f}V{s * 0.5:.1f}"
            f"L{-s * 0.8:.1f} 0Q0 {s * 0.62:.1f} {s:.1f} 0Z"
        )
        sheet.add(group([path(d, colour, opacity=0.6)], px, py, flip=way < 0))


def _reef(view: View, sand: Line, low: str, dark: float, rows: int) -> None:
    """Corals, sponges and rocks at both sides."""
    sheet, rng = view.sheet, view.sheet.hand("reef")
    sheet.layer("reef", 0.93)
    colours = ("#FF7A59", "#F2679A", "#FFB03B", "#B98BF0", "#FF9EB5")
    for row in range(rows):
        for share in (0.02, 0.09, 0.17, 0.82, 0.90, 0.975):
            x = (share + rng.uniform(-0.02, 0.02)) * sheet.width
            y, tone = sand.y(x) + 20 + 26 * row, mix(rng.choice(colours), low, 0.08 + dark)
            kind = rng.randrange(3)
            if kind == 0:
                _coral(view, x, y, tone, rng.uniform(0.9, 1.5) * view.small)
            elif kind == 1:
                sheet.add(group(rock(rng, rng.uniform(60, 110), mix("#6F7F8E", low, 0.25 + dark)), x, y + 6))
            else:
                _sponge(view, x, y, tone, rng.uniform(0.8, 1.3) * view.small)


def _sponge(view: View, x: float, y: float, colour: str, size: float) -> None:
    """Three tubes of a sponge."""
    for dx, tall in ((-20, 56), (18, 44), (0, 78)):
        w, h = 13 * size, tall * size
        px = x + dx * size
        view.sheet.add(
            rect(px - w, y - h, w * 2, h, colour, round=w * 0.7),
            ellipse(px, y - h + w * 0.5, w * 0.8, w * 0.36, darker(colour, 0.45)),
        )


def _wreck(view: View, sand: Line, low: str, dark: float) -> None:
    """The bow of a sunken ship, leaning in the sand, with a broken mast."""
    sheet, x = view.sheet, view.at(0.78)
    sheet.layer("wreck", 0.7)
    y, s = sand.y(x) + 34, 1.25 * view.small
    wood, deck = mix("#6E5240", low, 0.36 + dark * 0.6), mix("#8C6B50", low, 0.3 + dark * 0.6)
    hull = "M-214 30L-236 -96Q-120 -66 60 -86L206 -150Q186 -60 120 30Z"
    planks = "M-222 -60Q-60 -36 176 -84M-216 -30Q-60 -10 150 -40"
    parts = [
        stroke("M-60 -70L-96 -300M-90 -250L-10 -232", darker(wood, 0.25), 11),
        path("M-96 -296Q-40 -262 -16 -236L-66 -214Z", mix("#C9C2AE", low, 0.45 + dark * 0.5), opacity=0.7),
        path(hull, wood),
        path("M-236 -96Q-120 -66 60 -86L206 -150L198 -120L62 -66Q-110 -46 -230 -76Z", deck),
        stroke(planks, darker(wood, 0.3), 3, opacity=0.7),
        *(circle(px, py, 9, darker(wood, 0.6)) for px, py in ((-150, -52), (-90, -46), (-30, -48))),
    ]
    sheet.add(
        f'<g transform="translate({x:.0f} {y - 8:.0f}) rotate(-4) scale({s if x > sheet.width / 2 else -s:.2f} '
        f'{s:.2f})">{"".join(parts)}</g>'
    )
    sheet.add(ellipse(x, y + 16, 250 * s, 26, mix("#D9C391", low, 0.16 + dark)))


def _weeds(view: View, sand: Line, low: str, dark: float) -> None:
    """Swaying weeds at both sides."""
    sheet, rng = view.sheet, view.sheet.hand("weeds")
    sheet.layer("weeds", 1.15, "sway")
    for share, size in ((-0.01, 260), (0.03, 200), (0.075, 130), (0.93, 150), (0.97, 240), (1.01, 200)):
        x = share * sheet.width
        tone = mix(rng.choice(("#2E9E7A", "#1F7F6B", "#57B56A")), low, 0.15 + dark)
        _weed(view, x, sand.y(x) + 40, size * view.small, tone)


def _island(view: View, top: float) -> None:
    """A low green island with two palms, away from the sun."""
    sheet, rng = view.sheet, view.sheet.hand("island")
    sheet.layer("island", 0.3)
    x = sheet.width * (0.16 if side(sheet) > 0.5 else 0.84)
    for dx, tall in ((-14, 76), (20, 58)) if not view.snowy else ():
        drawn = palm(rng, tall, view.lit("#4C9A66", 0.12), view.lit("#7E5A40", 0.12))
        sheet.add(group(drawn, x + dx, top - 12, flip=dx < 0))
    sheet.add(
        ellipse(x, top + 3, 105, 20, view.turf("#E7CF9A", 0.15)),
        ellipse(x, top - 3, 78, 18, view.turf("#6DB06A", 0.15)),
    )


def _cliffs(view: View, top: float) -> None:
    """Chalk cliffs with grass on top and a lighthouse."""
    sheet = view.sheet
    sheet.layer("cliffs", 0.35)
    ltr = sheet.spec.direction == "ltr"
    start, tip = (view.right, 0.70 * sheet.width) if ltr else (view.left, 0.30 * sheet.width)
    way, high = (1 if ltr else -1), top - 128 * view.small
    stone, turf = view.lit("#E6DCCB", 0.12), view.turf("#79B063", 0.1)
    d = (
        f"M{tip:.0f} {top + 10:.0f}l{way * 16} -52l{way * 14} 6l{way * 12} {high + 46 - top - 10:.0f}"
        f"L{tip + way * 110:.0f} {high:.0f}"
        f"L{start:.0f} {high - 26:.0f}V{top + 10:.0f}Z"
    )
    sheet.add(path(d, stone))
    cracks = "".join(f"M{tip + way * dx:.0f} {top - 4:.0f}l{way * 8} -58l{way * -6} -24" for dx in (90, 150, 230, 300))
    sheet.add(stroke(cracks, darker(stone, 0.25), 5, opacity=0.45))
    grass = (
        f"M{tip + way * 38:.0f} {high + 14:.0f}L{tip + way * 110:.0f} {high - 10:.0f}L{start:.0f} {high - 40:.0f}"
        f"V{high + 6:.0f}Z"
    )
    sheet.add(path(grass, turf))
    sheet.add(group(lighthouse(view, 190 * view.small), tip + way * 130, high + 4))


def _rays(view: View) -> None:
    sheet, rng = view.sheet, view.sheet.hand("rays")
    sheet.layer("rays", 0.1, "sway")
    paint = fade(sheet, "#FFFFFF", ((0, 0.34), (1, 0)))
    for i in range(6):
        x = sheet.width * (0.06 + 0.17 * i + rng.uniform(-0.04, 0.04))
        wide, lean = rng.uniform(24, 60), rng.uniform(-70, 70)
        d = f"M{x:.1f} -60h{wide:.1f}L{x + lean + wide * 2.1:.1f} {sheet.height * 0.7:.1f}H{x + lean - wide:.1f}Z"
        sheet.add(path(d, paint, opacity=0.4 if view.time == "night" else 1))


def _weed(view: View, x: float, y: float, height: float, colour: str) -> None:
    """A bundle of swaying weeds."""
    rng = view.sheet.hand(f"weed{x:.0f}")
    for i in (-1, 0, 1):
        tall, sway = height * rng.uniform(0.6, 1), rng.choice((-1, 1)) * 16
        foot = x + i * 13
        d = (
            f"M{foot - 6:.1f} {y:.1f}C{foot + sway:.1f} {y - tall * 0.35:.1f} {foot - sway:.1f} "
            f"{y - tall * 0.65:.1f} {foot + sway * 0.6:.1f} {y - tall:.1f}C{foot + 9 - sway:.1f} "
            f"{y - tall * 0.6:.1f} {foot + 9 + sway:.1f} {y - tall * 0.35:.1f} {foot + 6:.1f} {y:.1f}Z"
        )
        view.sheet.add(path(d, lighter(colour, 0.08 * (i + 1))))


def _coral(view: View, x: float, y: float, colour: str, size: float) -> None:
    """A branching coral."""
    parts = []
    for dx, dy, bend in ((-26, -44, -6), (-8, -66, 4), (16, -56, 10), (34, -34, 12)):
        parts.append(stroke(f"M0 0Q{dx * 0.2 - bend:.1f} {dy * 0.6:.1f} {dx} {dy}", colour, 10))
        parts.append(stroke(f"M{dx * 0.55:.1f} {dy * 0.6:.1f}l{dx * 0.05 + 9:.1f} -15", colour, 7))
    view.sheet.add(group(parts, x, y, size))
