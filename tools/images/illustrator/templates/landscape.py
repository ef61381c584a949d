"""The landscape template: an environment at a time of day, its subjects on the ground, a heading in the sky."""

from collections.abc import Callable
from typing import get_args

from core.scene import Environment, Indoors
from tools.images.illustrator import farms, lands, places, placing, skies, space, waters, weather, wilds
from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet
from tools.images.illustrator.scenery import View, veil
from tools.images.illustrator.templates import interior
from tools.images.illustrator.wording import Inked, Look, Words, bounds, stack

ENVIRONMENTS: dict[Environment, Callable[[View], None]] = {
    "meadow": lands.meadow,
    "forest": lands.forest,
    "mountains": lands.mountain,
    "desert": lands.desert,
    "sea": waters.sea,
    "city": places.city,
    "snow": lands.snow,
    "space": space.space,
    "underwater": waters.underwater,
    "beach": waters.beach,
    "river": waters.river,
    "savanna": wilds.savanna,
    "jungle": wilds.jungle,
    "village": farms.village,
    "farmland": farms.farmland,
    "street": places.street,
    "garden": farms.garden,
    "cave": wilds.cave,
    "moon": space.moon,
}
DARK = frozenset({"space", "underwater", "cave", "moon"})


def scene(sheet: Sheet) -> View:
    """Draw the spec's environment (a meadow without one) up to the subjects; `close` follows them."""
    view = View.of(sheet)
    environment = sheet.spec.environment or "meadow"
    ENVIRONMENTS.get(environment, lands.meadow)(view)
    weather.mist(view)
    return view


def close(view: View) -> None:
    """Draw what stands and falls before the subjects."""
    view.finish()
    weather.fall(view)


def backdrop(sheet: Sheet) -> View:
    """The whole environment without subjects."""
    view = scene(sheet)
    close(view)
    return view


def inks(sheet: Sheet) -> tuple[str, str]:
    """The colours of words over this landscape: light first where the sky is dark."""
    spec = sheet.spec
    dark_sky = spec.time_of_day in {"sunset", "night"} or spec.environment in DARK or spec.weather == "storm"
    pair = (sheet.palette.glow, sheet.palette.ink)
    return pair if dark_sky else (pair[1], pair[0])


def ground_for(sheet: Sheet) -> str:
    """The colour of a veil under those words."""
    return sheet.palette.night if inks(sheet)[0] == sheet.palette.glow else sheet.palette.paper


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the view, its words at the top, its subjects below them."""
    if sheet.spec.environment in get_args(Indoors):
        return interior.draw(sheet, words, arts)
    view = scene(sheet)
    inked, taken = heading(sheet, words, view.feet, bool(arts) or skies.asked(sheet.spec))
    skies.step_aside(view, taken)
    if taken:
        sheet.layer("veil", 0.5)
        veil(sheet, ground_for(sheet), 0.5, reach=min((taken.bottom + 3 * sheet.margin) / sheet.height, 1), down=True)
        if skies.asked(sheet.spec):
            _behind_light(sheet)
    ceiling = taken.bottom + sheet.margin if taken else 0.13 * sheet.height
    room = Box(1.6 * sheet.margin, ceiling, sheet.width - 3.2 * sheet.margin, view.feet - ceiling)
    if arts:
        placing.draw(view, placing.place(view, arts, room, placing.cast(sheet)))
    close(view)
    return inked


def _behind_light(sheet: Sheet) -> None:
    """Put the veil, the last layer, behind the light that is the subject, which it must not dim."""
    at = [i for i, layer in enumerate(sheet.layers) if layer.name in {"sun", "moon", "rainbow"}]
    if at:
        sheet.layers.insert(at[0], sheet.layers.pop())
        sheet.layers[at[0]].depth = 0.0


def heading(sheet: Sheet, words: Words, feet: float, shared: bool) -> tuple[list[Inked], Box | None]:
    """The words at the top, where reading begins, and the area that they take."""
    edge = 1.2 * sheet.margin
    wide = sheet.width - 2 * edge if sheet.upright else 0.66 * sheet.width
    x = edge if sheet.spec.direction == "ltr" else sheet.width - edge - wide
    top = 1.1 * max(sheet.margin, 0.05 * sheet.height)
    area = Box(x, top, wide, (feet - top) * (0.38 if shared else 0.62))
    look = Look((66, 26), (36, 22), inks(sheet), hang=0.0, lines=3, text_weight="SemiBold")
    inked = stack(sheet, words, area, look)
    return inked, bounds(sheet, inked)
