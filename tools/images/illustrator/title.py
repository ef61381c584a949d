"""The title template: the film's title over a composed ground, with its subjects if it has any."""

from tools.images.illustrator import landscape, placing
from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet
from tools.images.illustrator.scenery import View, veil
from tools.images.illustrator.studio import discs, hill_top
from tools.images.illustrator.wording import Inked, Look, Words, bounds, stack


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the ground, the words where reading begins (above when upright), the subjects on the other side."""
    dark = sheet.spec.environment is None and sheet.hand("title").random() < 0.4
    if sheet.spec.environment is None:
        view = View.of(sheet)
        away = 0.74 if sheet.spec.direction == "ltr" else 0.26
        x = sheet.width * (0.5 if sheet.upright else away)
        discs(view, x, view.feet - 0.24 * sheet.height, dark=dark)
        colours = (sheet.palette.glow, sheet.palette.ink) if dark else (sheet.palette.ink, sheet.palette.glow)
    else:
        view = landscape.backdrop(sheet)
        colours = landscape.inks(sheet)
        if words.heading or words.text:
            veil(sheet, landscape.ground_for(sheet), 0.62, reach=0.62 if sheet.upright else 0.66, down=sheet.upright)
    area = _area(sheet, view, bool(arts))
    high = 104.0 if not sheet.upright else 92.0
    look = Look(
        (high, 30),
        (40, 24),
        colours,
        accent=sheet.palette.accent if not dark else sheet.palette.second,
        hang=0.42 if not sheet.upright else 0.15,
        text_weight="SemiBold",
    )
    inked = stack(sheet, words, area, look)
    if arts:
        placing.draw(view, placing.place(view, arts[:3], _room(sheet, view, bounds(sheet, inked))))
    return inked


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
