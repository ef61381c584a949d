"""The interior template: a furnished room; subjects stand on the floor or on a table, others hang as pictures."""

from collections.abc import Callable

from core.scene import Environment
from tools.images.illustrator import halls, placing, rooms
from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, ellipse, group
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.furniture import counter, plinth, table
from tools.images.illustrator.placing import Group, Stood
from tools.images.illustrator.scenery import View, veil
from tools.images.illustrator.wording import Inked, Look, Words, bounds, stack

ROOMS: dict[Environment, Callable[[View], None]] = {
    "room": rooms.living,
    "bedroom": rooms.bedroom,
    "kitchen": rooms.kitchen,
    "classroom": rooms.classroom,
    "laboratory": rooms.laboratory,
    "library": rooms.library,
    "office": rooms.office,
    "hospital": rooms.hospital,
    "workshop": halls.workshop,
    "factory": halls.factory,
    "shop": halls.shop,
    "museum": halls.museum,
    "palace": halls.palace,
    "stage": halls.stage,
}


def scene(sheet: Sheet) -> View:
    """Draw the spec's room (a living room without one)."""
    view = View.of(sheet)
    ROOMS.get(sheet.spec.environment or "room", rooms.living)(view)
    return view


def inks(sheet: Sheet) -> tuple[str, str]:
    """The colours of words on this wall: light first at night and on the stage."""
    dark = sheet.spec.time_of_day == "night" or sheet.spec.environment == "stage"
    return (sheet.palette.glow, sheet.palette.ink) if dark else (sheet.palette.ink, sheet.palette.glow)


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the room, its words at the top of the wall, its subjects below them."""
    view = scene(sheet)
    edge = 1.2 * sheet.margin
    wide = sheet.width - 2 * edge if sheet.upright else 0.62 * sheet.width - edge
    x = edge if sheet.spec.direction == "ltr" else sheet.width - edge - wide
    top = 1.1 * max(sheet.margin, 0.05 * sheet.height)
    area = Box(x, top, wide, (view.feet - top) * (0.36 if arts else 0.6))
    inked = stack(sheet, words, area, Look((62, 26), (34, 22), inks(sheet), hang=0.0, lines=3, text_weight="SemiBold"))
    taken = bounds(sheet, inked)
    if taken:
        sheet.layer("veil", 0.8)
        ground = sheet.palette.night if inks(sheet)[0] == sheet.palette.glow else sheet.palette.paper
        veil(sheet, ground, 0.5, reach=min((taken.bottom + 2 * sheet.margin) / sheet.height, 1), down=True)
    ceiling = taken.bottom + 0.6 * sheet.margin if taken else 0.12 * sheet.height
    if arts:
        furnish(view, arts, Box(1.5 * sheet.margin, ceiling, sheet.width - 3 * sheet.margin, view.feet - ceiling))
    view.finish()
    return inked


def furnish(view: View, arts: list[Art], room: Box) -> None:
    """Stand the subjects in the room: people beside a table with things on it, pictures and what flies above."""
    gathered = placing.groups(view, arts, placing.cast(view.sheet))
    below = [one for one in gathered if one.stance == "ground"]
    things = [one for one in gathered if one.stance == "table"]
    above = [one for one in gathered if one.stance in {"frame", "float", "badge"}]
    low = room
    stood: list[Stood] = []
    if above:
        share = 0.33 if below or things else 0.86
        band = Box(room.x, room.y, room.width, room.height * share)
        stood.extend(placing.columns(view, above, _middle(view, band, len(above))))
        low = Box(room.x, room.y + room.height * (share + 0.04), room.width, room.height * (0.96 - share))
    floor, top = _shared(view, below, things, low)
    if things and top is not None:
        stood.extend(_laid(view, things, top, 0.24 if below else 0.36))
    if below:
        stood.extend(placing.columns(view, below, floor))
    placing.draw(view, stood)


def _middle(view: View, band: Box, count: int) -> Box:
    """The middle of a band, so that few pictures hang near each other."""
    wide = min(band.width, (0.24 * count + 0.1) * view.sheet.width * (1.6 if view.sheet.upright else 1.0))
    return Box(band.x + (band.width - wide) / 2, band.y, wide, band.height)


def _shared(view: View, below: list[Group], things: list[Group], low: Box) -> tuple[Box, Box | None]:
    """The floor for those who stand, and the room above a table for the things on it."""
    if not things:
        return low, None
    sheet = view.sheet
    tall = 0.17 * sheet.height * (1.0 if not sheet.upright else 0.62)
    count = sum(len(one.cluster.members) for one in things)
    share = 1.0 if not below else min(0.34 + 0.08 * count, 0.58)
    wide = min(low.width * share * 0.92, (0.13 * count + 0.22) * sheet.width * (1.5 if sheet.upright else 1.0))
    start = low.x + low.width * (1 - share) if sheet.spec.direction == "ltr" else low.x
    x = start + (low.width * share - wide) / 2
    _table(view, x + wide / 2, wide, tall)
    rest = Box(
        low.x if sheet.spec.direction == "ltr" else low.x + low.width * share,
        low.y,
        low.width * (1 - share),
        low.height,
    )
    return rest, Box(x + wide * 0.05, low.y, wide * 0.9, max(view.feet - tall - low.y, 20))


def _table(view: View, x: float, wide: float, tall: float) -> None:
    """What things stand on in this room: a table, a bench, a counter or a plinth."""
    sheet, place = view.sheet, view.sheet.spec.environment
    wood = mix("#B98350", sheet.palette.accent, 0.08)
    if place in {"museum", "palace", "stage"}:
        drawn = plinth(wide, tall, "#EFEAE2")
    elif place in {"laboratory", "kitchen", "shop", "hospital", "factory"}:
        front = mix("#7F9BA8", sheet.palette.blob, 0.4)
        drawn = counter(wide, tall / 1.06, front, lighter(sheet.palette.paper, 0.4), 3)
    else:
        drawn = table(wide, tall / 1.04, wood)
    sheet.layer("table", 0.98)
    sheet.add(ellipse(x, view.feet, wide * 0.56, 13, "#0A1020", opacity=0.25), group(drawn, x, view.feet))
    sheet.add(ellipse(x, view.feet - tall, wide * 0.46, 1.5, darker(wood, 0.2), opacity=0.2))


def _laid(view: View, things: list[Group], top: Box, most: float) -> list[Stood]:
    """Things side by side on the table's top, none higher than `most` of the sheet."""
    wide = sum(one.width for one in things)
    scale = min(top.height * 0.86 / max(one.height for one in things), top.width * 0.92 / wide)
    scale = min(scale, most * view.sheet.height / max(one.share for one in things))
    gap = (top.width - wide * scale) / (len(things) + 1)
    out, x = [], top.x + gap
    for one in things:
        out.extend(placing.stood_at(view, one, x, top.bottom - 1, scale))
        x += one.width * scale + gap
    return out
