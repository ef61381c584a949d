"""The landscape template: an environment at a time of day, its subjects on the ground, a heading in the sky."""

from collections.abc import Callable

from core.models import Environment
from tools.images.illustrator import lands, places, placing, waters
from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet
from tools.images.illustrator.scenery import View, veil
from tools.images.illustrator.wording import Inked, Look, Words, bounds, stack

ENVIRONMENTS: dict[Environment, Callable[[View], None]] = {
    "meadow": lands.meadow,
    "forest": lands.forest,
    "mountains": lands.mountain,
    "desert": lands.desert,
    "sea": waters.sea,
    "city": places.city,
    "snow": lands.snow,
    "space": places.space,
    "underwater": waters.underwater,
}


def backdrop(sheet: Sheet) -> View:
    """Draw the spec's environment (a meadow without one)."""
    view = View.of(sheet)
    ENVIRONMENTS[sheet.spec.environment or "meadow"](view)
    return view


def inks(sheet: Sheet) -> tuple[str, str]:
    """The colours of words over this landscape: light first where the sky is dark."""
    dark_sky = sheet.spec.time_of_day != "day" or sheet.spec.environment in {"space", "underwater"}
    pair = (sheet.palette.glow, sheet.palette.ink)
    return pair if dark_sky else (pair[1], pair[0])


def ground_for(sheet: Sheet) -> str:
    """The colour of a veil under those words."""
    return sheet.palette.night if inks(sheet)[0] == sheet.palette.glow else sheet.palette.paper


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the view, its words at the top, its subjects below them."""
    view = backdrop(sheet)
    edge = 1.2 * sheet.margin
    wide = sheet.width - 2 * edge if sheet.upright else 0.66 * sheet.width
    x = edge if sheet.spec.direction == "ltr" else sheet.width - edge - wide
    top = 1.1 * max(sheet.margin, 0.05 * sheet.height)
    area = Box(x, top, wide, (view.feet - top) * (0.38 if arts else 0.62))
    look = Look((66, 26), (36, 22), inks(sheet), hang=0.0, lines=3, text_weight="SemiBold")
    inked = stack(sheet, words, area, look)
    taken = bounds(sheet, inked)
    if taken:
        veil(sheet, ground_for(sheet), 0.5, reach=min((taken.bottom + 3 * sheet.margin) / sheet.height, 1), down=True)
    ceiling = taken.bottom + sheet.margin if taken else 0.13 * sheet.height
    room = Box(1.6 * sheet.margin, ceiling, sheet.width - 3.2 * sheet.margin, view.feet - ceiling)
    if arts:
        placing.draw(view, placing.place(view, arts, room))
    return inked
