"""The words of a map: a card over it, or a column (a band above, when upright) beside it."""

from dataclasses import dataclass, replace

from tools.images.illustrator.canvas import Box, Sheet, rect
from tools.images.illustrator.maps.projection import Point
from tools.images.illustrator.maps.tints import Tints
from tools.images.illustrator.wording import Inked, Look, Words, bounds, stack


@dataclass(frozen=True)
class Panel:
    """Where the words go, and the part of the sheet that is left for places; `box` is None without words."""

    box: Box | None
    free: Box
    column: bool
    hang: float = 0.92


def planned(sheet: Sheet, words: Words, *, column: bool) -> Panel:
    """The panel's box at most, and what is left beside it."""
    edge = sheet.margin
    whole = Box(edge, edge, sheet.width - 2 * edge, sheet.floor - 2 * edge)
    if not (words.heading or words.text):
        return Panel(None, whole, column)
    long = len(words.heading) + len(words.text)
    if sheet.upright:
        high = (0.26 if long > 60 else 0.18) * sheet.height
        top = 0.0 if column else edge
        box = Box(0 if column else edge, top, sheet.width - (0 if column else 2 * edge), high + (edge if column else 0))
        low = box.bottom + 0.5 * edge
        return Panel(box, Box(whole.x, low, whole.width, whole.bottom - low), column)
    wide = 0.34 * sheet.width if column else 0.35 * sheet.width
    free = Box(wide + 1.6 * edge, edge, sheet.width - wide - 2.4 * edge, whole.height)
    box = Box(0 if column else edge, 0 if column else edge, wide, sheet.height if column else whole.height)
    if sheet.spec.direction == "rtl":
        free = Box(sheet.width - free.right, free.y, free.width, free.height)
        box = Box(sheet.width - box.right, box.y, box.width, box.height)
    return Panel(box, free, column)


def whole(sheet: Sheet) -> Box:
    """The part of the sheet for a map of the whole world."""
    edge = 0.8 * sheet.margin
    return Box(0.5 * edge, 0.2 * edge, sheet.width - edge, sheet.height - 0.4 * edge)


def over(sheet: Sheet, words: Words, seen: list[Point]) -> Panel:
    """A small card over a map of the whole world, in the corner where it hides the least of what must be seen."""
    edge = 0.8 * sheet.margin
    if not (words.heading or words.text):
        return Panel(None, whole(sheet), False)
    long = len(words.heading) + len(words.text)
    wide = (0.24 if long < 40 else 0.31) * sheet.width
    high = (0.30 if long < 40 else 0.37) * sheet.height
    left, right = edge, sheet.width - edge - wide
    low, top = sheet.floor - edge - high, edge
    across = (left, right) if sheet.spec.direction == "ltr" else (right, left)
    corners = [Box(x, y, wide, high) for y in (low, top) for x in across]
    near = [sum(_near(corner, point) for point in seen) for corner in corners]
    best = corners[near.index(min(near))]
    return Panel(best, whole(sheet), False, hang=0.0 if best.y == top else 0.92)


def _near(box: Box, stop: Point) -> bool:
    return box.x - 60 < stop[0] < box.right + 60 and box.y - 40 < stop[1] < box.bottom + 40


def draw(sheet: Sheet, words: Words, panel: Panel, colours: Tints) -> tuple[Box | None, list[Inked]]:
    """Draw the panel and set its words; returns the box that it takes."""
    if panel.box is None:
        return None, []
    sheet.layer("panel", 1.0, "reveal")
    if panel.column:
        return panel.box, _column(sheet, words, panel.box)
    return _card(sheet, words, panel, panel.box, colours)


def _column(sheet: Sheet, words: Words, box: Box) -> list[Inked]:
    palette = sheet.palette
    sheet.add(rect(box.x, box.y, box.width, box.height, palette.paper))
    edge = box.right if sheet.spec.direction == "ltr" else box.x - 5
    if sheet.upright:
        sheet.add(rect(0, box.bottom - 5, sheet.width, 5, palette.accent))
    else:
        sheet.add(rect(edge, 0, 5, sheet.height, palette.accent))
    look = _look(sheet, (palette.ink, palette.glow), palette.accent)
    return stack(sheet, words, _inside(sheet, box), look)


def _card(sheet: Sheet, words: Words, panel: Panel, box: Box, colours: Tints) -> tuple[Box, list[Inked]]:
    """A rounded card as tall as its words, at the foot of its room (at the top when upright)."""
    look = replace(_look(sheet, colours.words, sheet.palette.second), hang=panel.hang)
    pad = 26.0
    room = Box(box.x + pad, box.y + pad, box.width - 2 * pad, box.height - 2 * pad)
    told = len(sheet.layers[-1].parts)
    words_set = stack(sheet, words, room, look)
    bar = sheet.layers[-1].parts[told:]
    del sheet.layers[-1].parts[told:]
    taken = bounds(sheet, words_set) or room
    top = taken.y - pad - 26
    wide = max(min(taken.width + 2 * pad + 8, box.width), 64 + 2 * pad)
    left = box.x if sheet.spec.direction == "ltr" else box.right - wide
    card = Box(left, top, wide, taken.bottom + pad - top)
    sheet.add(rect(card.x, card.y + 5, card.width, card.height, "#05070F", round=20, opacity=0.22))
    sheet.add(rect(card.x, card.y, card.width, card.height, colours.card, round=20, opacity=0.94))
    sheet.add(*bar)
    return card, words_set


def _inside(sheet: Sheet, box: Box) -> Box:
    """The part of a column where words may be."""
    edge = sheet.margin
    left = edge if box.x <= 0 else 0.7 * edge
    right = edge if box.right >= sheet.width else 0.7 * edge
    top = max(edge - box.y, 0.5 * edge)
    bottom = min(box.bottom - 0.5 * edge, sheet.floor - 0.5 * edge)
    return Box(box.x + left, box.y + top, box.width - left - right, bottom - box.y - top)


def _look(sheet: Sheet, inks: tuple[str, str], accent: str) -> Look:
    heading = (52.0, 22.0) if not sheet.upright else (50.0, 22.0)
    hang = 0.92 if not sheet.upright else 0.5
    return Look(heading, (27.0, 17.0), inks, accent=accent, hang=hang, lines=4)
