"""The title template: the film's title over a scene, beside it, or beside a window onto it; also the film's poster."""

from dataclasses import replace
from typing import get_args

from core.scene import Indoors
from tools.images.illustrator import placing, skies
from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, circle, ellipse, path, ring
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.scenery import View, veil
from tools.images.illustrator.shapes import blob
from tools.images.illustrator.studio import discs, dots, hill_top
from tools.images.illustrator.templates import interior, landscape
from tools.images.illustrator.typography import Wanted
from tools.images.illustrator.wording import Inked, Look, Words, bounds, inked, stack

KICKER = 25.0
"""Letter height of the small words above the title, in design units."""


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the ground, the words, and the subjects where the words are not."""
    rng = sheet.hand("composition")
    if sheet.spec.environment is None:
        return (_poster if arts and rng.random() < 0.5 else _rising)(sheet, words, arts)
    return (_beside, _over, _window)[rng.randrange(3)](sheet, words, arts)


def _scene(sheet: Sheet) -> View:
    """The environment, indoors or out, up to the subjects."""
    return interior.scene(sheet) if sheet.spec.environment in get_args(Indoors) else landscape.scene(sheet)


def _inks(sheet: Sheet) -> tuple[str, str]:
    return interior.inks(sheet) if sheet.spec.environment in get_args(Indoors) else landscape.inks(sheet)


def _people(view: View, arts: list[Art], room: Box) -> None:
    """The subjects in their room, in layers of their own."""
    if arts and view.indoors:
        interior.furnish(view, arts, room)
    elif arts:
        placing.draw(view, placing.place(view, arts, room, placing.cast(view.sheet)))


def _veil(sheet: Sheet, colours: tuple[str, str], strength: float, reach: float, *, down: bool) -> None:
    ground = sheet.palette.night if colours[0] == sheet.palette.glow else sheet.palette.paper
    sheet.layer("veil", 0.95)
    veil(sheet, ground, strength, reach=reach, down=down)


def _beside(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Large type where reading begins, the scene on the other side (below, when upright)."""
    view, colours = _scene(sheet), _inks(sheet)
    if words.heading or words.text:
        _veil(sheet, colours, 0.62, 0.62 if sheet.upright else 0.66, down=sheet.upright)
    said = _said(sheet, words, _area(sheet, view, bool(arts)), _look(sheet, colours, sheet.palette.accent))
    skies.step_aside(view, bounds(sheet, said))
    _people(view, arts, _room(sheet, view, bounds(sheet, said)))
    landscape.close(view)
    return said


def _over(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Type centred over the sky, the subjects below it in the middle."""
    view, colours = _scene(sheet), _inks(sheet)
    edge, top = 1.6 * sheet.margin, max(0.075 * sheet.height, sheet.margin)
    area = Box(
        edge, top, sheet.width - 2 * edge, (view.feet - top) * (0.47 if arts or skies.asked(sheet.spec) else 0.7)
    )
    look = replace(_look(sheet, colours, sheet.palette.accent), align="centre", hang=0.25 if arts else 0.45)
    said = _said(sheet, words, area, look)
    taken = bounds(sheet, said)
    skies.step_aside(view, taken)
    if taken:
        _veil(sheet, colours, 0.6, min((taken.bottom + 4 * sheet.margin) / sheet.height, 1), down=True)
        _accent_last(sheet)
    ceiling = taken.bottom + 0.7 * sheet.margin if taken else 0.14 * sheet.height
    _people(view, arts, Box(1.8 * edge, ceiling, sheet.width - 3.6 * edge, view.feet - ceiling))
    landscape.close(view)
    return said


def _accent_last(sheet: Sheet) -> None:
    """Bring the layer of the accent above the veil that was drawn after it."""
    accents = [layer for layer in sheet.layers if layer.name == "accent"]
    sheet.layers = [layer for layer in sheet.layers if layer.name != "accent"] + accents


def _window(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """A sheet of paper with a window onto the scene, the type beside it (above it, when upright)."""
    view = _scene(sheet)
    frame = _opening(sheet, view)
    inner = Box(frame.x + 0.07 * frame.width, frame.y + 0.2 * frame.height, frame.width * 0.86, 0.0)
    _people(view, arts, replace(inner, height=view.feet - inner.y))
    landscape.close(view)
    paper = mix(sheet.palette.paper, sheet.palette.sheet, 0.3)
    sheet.layer("mat", 1.6)
    hole = _shape(sheet, frame)
    outer = f"M{view.left:.0f} {-0.1 * sheet.height:.0f}H{view.right:.0f}V{view.low:.0f}H{view.left:.0f}Z"
    sheet.add(f'<path d="{outer}{hole}" fill="{paper}" fill-rule="evenodd"/>')
    sheet.add(f'<path d="{hole}" fill="none" stroke="{sheet.palette.accent}" stroke-width="7"/>')
    grown = Box(frame.x - 16, frame.y - 16, frame.width + 32, frame.height + 32)
    line = mix(paper, sheet.palette.ink, 0.25)
    sheet.add(f'<path d="{_shape(sheet, grown)}" fill="none" stroke="{line}" stroke-width="2"/>')
    at = 0.06 if sheet.spec.direction == "ltr" else 0.88
    dots(sheet, sheet.width * at, sheet.height * 0.90, mix(paper, sheet.palette.ink, 0.18), 7, 3)
    edge = 1.3 * sheet.margin
    if sheet.upright:
        area = Box(edge, edge, sheet.width - 2 * edge, frame.y - 2 * edge)
    else:
        wide = (frame.x if sheet.spec.direction == "ltr" else sheet.width - frame.right) - 1.9 * edge
        x = edge if sheet.spec.direction == "ltr" else frame.right + 0.9 * edge
        area = Box(x, 0.1 * sheet.height, wide, sheet.floor * 0.95 - 0.1 * sheet.height)
    sheet.layer("accent", 1.7)
    return _said(sheet, words, area, _look(sheet, (sheet.palette.ink, sheet.palette.glow), sheet.palette.accent))


def _opening(sheet: Sheet, view: View) -> Box:
    """Where the window is: at the end of reading, or below when upright."""
    low = view.feet + 0.035 * sheet.height
    if sheet.upright:
        return Box(0.1 * sheet.width, 0.40 * sheet.height, 0.8 * sheet.width, low - 0.40 * sheet.height)
    top, wide = 0.085 * sheet.height, 0.43 * sheet.width
    x = sheet.width - wide - 1.1 * sheet.margin if sheet.spec.direction == "ltr" else 1.1 * sheet.margin
    return Box(x, top, wide, low - top)


def _shape(sheet: Sheet, box: Box) -> str:
    """An arch or a rectangle with round corners, by the seed."""
    arch = sheet.hand("window shape").random() < 0.6
    r = min(box.width / 2, box.height * 0.55) if arch else 34.0
    low = 0.0 if arch else 34.0
    return (
        f"M{box.x:.1f} {box.bottom - low:.1f}V{box.y + r:.1f}A{r:.1f} {r:.1f} 0 0 1 {box.x + r:.1f} {box.y:.1f}"
        f"H{box.right - r:.1f}A{r:.1f} {r:.1f} 0 0 1 {box.right:.1f} {box.y + r:.1f}V{box.bottom - low:.1f}"
        f"A{low:.1f} {low:.1f} 0 0 1 {box.right - low:.1f} {box.bottom:.1f}H{box.x + low:.1f}"
        f"A{low:.1f} {low:.1f} 0 0 1 {box.x:.1f} {box.bottom - low:.1f}Z"
    )


def _rising(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Discs around a low sun over hills in the palette's colours; light or dark, the type beside or above the sun."""
    dark = sheet.hand("title").random() < 0.4
    centred = sheet.hand("place").random() < 0.4 and not arts
    view = View.of(sheet)
    away = 0.74 if sheet.spec.direction == "ltr" else 0.26
    x = sheet.width * (0.5 if sheet.upright or centred else away)
    sheet.layer("discs", 0.1)
    rise = 0.24 if not centred or sheet.upright else 0.11
    discs(view, x, view.feet - rise * sheet.height, dark=dark)
    colours = (sheet.palette.glow, sheet.palette.ink) if dark else (sheet.palette.ink, sheet.palette.glow)
    look = _look(sheet, colours, sheet.palette.second if dark else sheet.palette.accent)
    area = _area(sheet, view, bool(arts))
    if centred:
        sun = view.feet - rise * sheet.height - 0.12 * max(sheet.width, sheet.height)
        edge = 1.6 * sheet.margin
        area = Box(edge, sheet.margin, sheet.width - 2 * edge, max(sun - 1.4 * sheet.margin, 0.3 * sheet.height))
        look = replace(look, align="centre", hang=0.6)
    sheet.layer("accent", 1.0)
    said = _said(sheet, words, area, look)
    _people(view, arts, _room(sheet, view, bounds(sheet, said)))
    return said


def _poster(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """One large shape behind the subjects, on a plain ground: type and picture alone."""
    colours, view = sheet.palette, View.of(sheet)
    dark = sheet.hand("title").random() < 0.5
    ground = colours.night if dark else colours.paper
    shape = mix(colours.accent, colours.night, 0.12) if dark else mix(colours.blob, colours.second, 0.15)
    sheet.layer("ground", 0.0)
    high = -0.1 * sheet.height
    view.span(high, sheet.gradient([(0, lighter(ground, 0.06)), (1, darker(ground, 0.16 if dark else 0.04))]))
    inks = (colours.glow, colours.ink) if dark else (colours.ink, colours.glow)
    look = _look(sheet, inks, colours.second if dark else colours.accent)
    sheet.layer("accent", 1.0)
    said = _said(sheet, words, _area(sheet, view, True), look)
    room = _room(sheet, view, bounds(sheet, said))
    x, y = room.x + room.width / 2, view.feet - 0.42 * min(room.height, 1.1 * room.width)
    reach = min(0.56 * room.width, 0.58 * room.height)
    sheet.layer("shape", 0.4)
    sheet.add(path(blob(sheet.hand("poster"), x, y, reach), shape))
    line = mix(shape, inks[0], 0.3)
    sheet.add(ring(x, y, reach * 1.14, line, 2.5, opacity=0.6, dash="2 12"))
    sheet.add(circle(x + 0.94 * reach, y - 0.72 * reach, 0.11 * reach, colours.second))
    dots(sheet, x - 1.12 * reach, y - 0.95 * reach, line, 6, 4)
    if len(arts) > 1:
        _people(view, arts, room)
        return said
    left, top, right, bottom = arts[0].box
    tall = 1.24 * reach / max(right - left, bottom - top) * (bottom - top)
    wide = tall * (right - left) / (bottom - top)
    sheet.layer(f"subject 1 {sheet.spec.subjects[0].concept if sheet.spec.subjects else arts[0].label}", 1.0)
    sheet.add(ellipse(x, y + tall / 2, 0.55 * wide, 0.05 * reach, darker(shape, 0.45), opacity=0.5))
    sheet.add(placing.drawn(arts[0], Box(x - wide / 2, y - tall / 2, wide, tall)))
    return said


def _look(sheet: Sheet, colours: tuple[str, str], accent: str) -> Look:
    high = 104.0 if not sheet.upright else 92.0
    hang = 0.42 if not sheet.upright else 0.15
    return Look((high, 30), (40, 24), colours, accent=accent, hang=hang, text_weight="SemiBold")


def _said(sheet: Sheet, words: Words, area: Box, look: Look) -> list[Inked]:
    """The title and its text, the kicker above them; the accent bar in a layer of its own."""
    kicker = words.shown(sheet.spec.kicker, "kicker").upper()
    room = 1.9 * KICKER if kicker and area.height > 8 * KICKER else 0.0
    if sheet.layers[-1].name != "accent":
        sheet.layer("accent", 1.0)
    said = stack(sheet, words, replace(area, y=area.y + room, height=area.height - room), look)
    taken = bounds(sheet, said)
    if not room or taken is None:
        return said
    bar = 26.0 if look.accent else 0.0
    box = Box(area.x, max(taken.y - bar - 1.75 * KICKER, area.y), area.width, 1.5 * KICKER)
    small = Wanted(kicker, box, KICKER, 14, "SemiBold", sheet.spec.direction, look.align, 1)
    return [inked(sheet, small, (look.accent or look.colours[0], *look.colours)), *said]


def _area(sheet: Sheet, view: View, shared: bool) -> Box:
    """Where the words may stand."""
    edge = 1.5 * sheet.margin if not sheet.upright else 1.3 * sheet.margin
    top = max(0.075 * sheet.height, sheet.margin)
    if sheet.upright:
        return Box(edge, top, sheet.width - 2 * edge, (view.feet - top) * (0.46 if shared else 0.60))
    wide = (0.50 if shared else 0.64) * sheet.width - edge
    x = edge if sheet.spec.direction == "ltr" else sheet.width - edge - wide
    low = hill_top(view) - 0.05 * sheet.height if sheet.spec.environment is None else sheet.floor * 0.93
    return Box(x, top, wide, low - top)


def _room(sheet: Sheet, view: View, taken: Box | None) -> Box:
    """Where the subjects may stand."""
    edge = 1.2 * sheet.margin
    if sheet.upright:
        top = taken.bottom + sheet.margin if taken else 0.2 * sheet.height
        return Box(edge, top, sheet.width - 2 * edge, view.feet - top)
    wide = 0.46 * sheet.width
    x = sheet.width - wide - edge * 0.6 if sheet.spec.direction == "ltr" else edge * 0.6
    return Box(x, 0.14 * sheet.height, wide, view.feet - 0.14 * sheet.height)
