"""Environments of water: the sea and the world under it."""

from tools.images.illustrator.canvas import circle, ellipse, group, path, rect, ring, stroke
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.scenery import View, side, sky
from tools.images.illustrator.shapes import Line, palm


def sea(view: View) -> None:
    """Open water with a path of light, waves in front, an island far off."""
    sheet, rng = view.sheet, view.sheet.hand("sea")
    sky(view, clouds=4)
    top = view.horizon - 0.02 * sheet.height
    _island(view, top)
    low = view.lit("#1F6FA8")
    sheet.add(
        rect(
            0,
            top,
            sheet.width,
            sheet.height - top,
            sheet.gradient([(0, view.lit("#8ED3E8", 0.25)), (0.25, view.lit("#4AA8D4")), (1, low)]),
        )
    )
    _glitter(view, top)
    for depth in range(5):
        y = top + (view.feet - top) * (0.25 + 0.27 * depth) ** 1.15 + 12
        if y > sheet.height:
            break
        colour = mix(view.lit("#5BB6DC"), low, 0.25 + 0.17 * depth)
        _wave(view, y, 6 + 3.2 * depth, 60 + 26 * depth, colour, rng.uniform(0, 80))


def underwater(view: View) -> None:
    """Blue depth with rays of light, weeds, corals, bubbles, sand."""
    sheet, rng = view.sheet, view.sheet.hand("underwater")
    tops = {
        "day": ("#5CD0E8", "#1C8CC4", "#0B4A86"),
        "sunset": ("#F0A98F", "#3C7FAE", "#173F78"),
        "night": ("#1C4F86", "#0F3163", "#081B40"),
    }
    high, middle, low = (mix(colour, sheet.palette.tint, 0.08) for colour in tops[view.time])
    sheet.add(rect(0, 0, sheet.width, sheet.height, sheet.gradient([(0, high), (0.45, middle), (1, low)])))
    _rays(view)
    for depth, share in enumerate((0.55, 0.3)):
        rock = Line(rng, view.horizon - 20 + 40 * depth, 46, sheet.width, 2.4)
        sheet.add(path(rock.closed(sheet.height), mix(darker(middle, 0.35), middle, share)))
    sand = Line(rng, view.feet - 0.12 * sheet.height, 14, sheet.width)
    dark = {"day": 0.0, "sunset": 0.18, "night": 0.55}[view.time]
    view.sheet.add(
        path(
            sand.closed(sheet.height),
            sheet.gradient([(0, mix("#F1DDA4", low, 0.12 + dark)), (1, mix("#B9935A", low, 0.30 + dark * 0.7))]),
        )
    )
    for share, size in ((0.03, 230), (0.07, 170), (0.115, 120), (0.90, 150), (0.95, 240), (0.985, 190)):
        _weed(
            view,
            share * sheet.width,
            sand.y(share * sheet.width) + 26,
            size,
            mix(rng.choice(("#2E9E7A", "#1F7F6B", "#57B56A")), low, 0.15 + dark),
        )
    for share, colour in ((0.17, "#FF7A59"), (0.845, "#F2679A"), (0.22, "#FFB03B")):
        _coral(view, share * sheet.width, sand.y(share * sheet.width) + 22, mix(colour, low, 0.08 + dark))
    for _ in range(26):
        x, y, r = rng.uniform(0, sheet.width), rng.uniform(0.05, 0.8) * sheet.height, rng.uniform(3, 11)
        sheet.add(
            ring(x, y, r, "#FFFFFF", 1.3, opacity=0.45),
            circle(x - r * 0.3, y - r * 0.35, r * 0.22, "#FFFFFF", opacity=0.7),
        )
    for _ in range(12):
        x, y = rng.uniform(0, sheet.width), rng.uniform(view.feet + 10, sheet.height)
        sheet.add(ellipse(x, y, rng.uniform(4, 10), rng.uniform(2, 5), mix("#A67F4B", low, 0.25 + dark), opacity=0.6))


def _island(view: View, top: float) -> None:
    """A low green island with two palms, away from the sun."""
    sheet, rng = view.sheet, view.sheet.hand("island")
    x = sheet.width * (0.16 if side(sheet) > 0.5 else 0.84)
    for dx, tall in ((-14, 76), (20, 58)):
        sheet.add(
            group(palm(rng, tall, view.lit("#4C9A66", 0.12), view.lit("#7E5A40", 0.12)), x + dx, top - 12, flip=dx < 0)
        )
    sheet.add(
        ellipse(x, top + 3, 105, 20, view.lit("#E7CF9A", 0.15)), ellipse(x, top - 3, 78, 18, view.lit("#6DB06A", 0.15))
    )


def _glitter(view: View, top: float) -> None:
    """The light of sun or moon on the water."""
    sheet, rng = view.sheet, view.sheet.hand("glitter")
    x = side(sheet) * sheet.width
    colour = {"day": "#FFFFFF", "sunset": "#FFD9A0", "night": "#E9EDFF"}[view.time]
    for i in range(46):
        depth = (i / 46) ** 1.4
        y = top + 4 + depth * (sheet.height - top) * 0.62
        half = rng.uniform(6, 20) * (0.6 + 1.6 * depth)
        sheet.add(
            rect(
                x + rng.gauss(0, 26 + 70 * depth) - half,
                y,
                2 * half,
                2.4 + 1.5 * depth,
                colour,
                round=2,
                opacity=0.55 - 0.3 * depth,
            )
        )


def _wave(view: View, y: float, height: float, length: float, colour: str, shift: float) -> None:
    """One row of scalloped waves with a light crest."""
    sheet = view.sheet
    x = -length - shift
    out = [f"M{x:.1f} {y:.1f}"]
    while x < sheet.width + length:
        out.append(f"q{length * 0.5:.1f} {height:.1f} {length:.1f} 0")
        x += length
    line = "".join(out)
    sheet.add(
        path(f"{line}V{sheet.height:.1f}H{-length - shift:.1f}Z", colour),
        stroke(line, lighter(colour, 0.35), 1.6, opacity=0.6),
    )


def _rays(view: View) -> None:
    sheet, rng = view.sheet, view.sheet.hand("rays")
    name = f"g{len(sheet.defs)}"
    sheet.defs.append(
        f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#FFFFFF" '
        'stop-opacity="0.34"/>'
        '<stop offset="1" stop-color="#FFFFFF" stop-opacity="0"/></linearGradient>'
    )
    for i in range(6):
        x = sheet.width * (0.06 + 0.17 * i + rng.uniform(-0.04, 0.04))
        wide, lean = rng.uniform(24, 60), rng.uniform(-70, 70)
        d = f"M{x:.1f} -5h{wide:.1f}L{x + lean + wide * 2.1:.1f} {sheet.height * 0.7:.1f}H{x + lean - wide:.1f}Z"
        sheet.add(path(d, f"url(#{name})", opacity=0.45 if view.time == "night" else 1))


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


def _coral(view: View, x: float, y: float, colour: str) -> None:
    """A branching coral."""
    parts = []
    for dx, dy, bend in ((-26, -44, -6), (-8, -66, 4), (16, -56, 10), (34, -34, 12)):
        parts.append(stroke(f"M0 0Q{dx * 0.2 - bend:.1f} {dy * 0.6:.1f} {dx} {dy}", colour, 10))
        parts.append(stroke(f"M{dx * 0.55:.1f} {dy * 0.6:.1f}l{dx * 0.05 + 9:.1f} -15", colour, 7))
    view.sheet.add(group(parts, x, y))
