"""Labels on a map: each beside its place, none over another, a pin, the panel or the edge."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tools.images.illustrator.canvas import Box, Sheet
from tools.images.illustrator.maps.projection import Point
from tools.images.illustrator.typography import Block, Wanted
from tools.images.illustrator.wording import inked

PAD = (13.0, 7.0)
"""Design units around the letters of a label, across and down."""
SIZES = (27.0, 23.0, 19.0, 16.0)


@dataclass(frozen=True)
class Asked:
    """A label that is wanted: its text, its place on the sheet, and how far from the place its pin reaches.

    `room` is the size of the country that it names, `fill` the area: a label that fits inside is set there.
    """

    text: str
    at: Point
    pin: float
    room: Point = (0.0, 0.0)
    fill: float = 0.0
    pinned: bool = True


@dataclass(frozen=True)
class Label:
    """A label in its place: letters, the card below them, and the line to its place if it stands away from it."""

    asked: Asked
    block: Block
    card: Box
    lead: tuple[Point, Point] | None = None


def placed(sheet: Sheet, asked: list[Asked], area: Box, taken: list[Box], route: list[Point]) -> list[Label | None]:
    """Labels in the order asked for; None for one that finds no free place even at the smallest size."""
    pins = [Box(one.at[0] - one.pin, one.at[1] - one.pin, 2 * one.pin, 2 * one.pin) for one in asked]
    found: list[Label | None] = []
    full = list(taken)
    for number, one in enumerate(asked):
        others = full + [pin for at, pin in enumerate(pins) if at != number]
        label = _label(sheet, one, area, others, route)
        if label:
            full.append(label.card)
        found.append(label)
    return found


def _label(sheet: Sheet, asked: Asked, area: Box, taken: list[Box], route: list[Point]) -> Label | None:
    for size in SIZES:
        block = _set(sheet, asked.text, size, area)
        wide, high = block.box.width / sheet.scale + 2 * PAD[0], block.box.height / sheet.scale + 2 * PAD[1]
        places = [
            (_hidden(card, route) + cost, card, lead)
            for card, lead, cost in _tried(asked, wide, high)
            if _free(card, area, taken)
        ]
        if places:
            _, card, lead = min(places, key=lambda place: place[0])
            x, y = int((card.x + PAD[0]) * sheet.scale), int((card.y + PAD[1]) * sheet.scale)
            return Label(asked, replace(block, x=x, y=y), card, lead)
    return None


def _set(sheet: Sheet, text: str, size: float, area: Box) -> Block:
    wide = min(0.42 * sheet.width, area.width * 0.6)
    box = Box(0, 0, wide, size * 2.9)
    wanted = Wanted(text, box, size, 0.7 * size, "SemiBold", sheet.spec.direction, "centre", 2)
    return inked(sheet, wanted, ("#000000",)).block


def _tried(asked: Asked, wide: float, high: float) -> Iterator[tuple[Box, tuple[Point, Point] | None, float]]:
    """Cards around a place, the best first by their cost; farther ones have a line to the place."""
    x, y = asked.at
    if asked.room[0] > wide * 0.92 and asked.room[1] > high * 1.2 and asked.fill > 2.4 * wide * high:
        yield Box(x - wide / 2, y - high / 2, wide, high), None, -60.0
    for far, cost in ((0.0, 0.0), (26.0, 40.0), (60.0, 80.0), (110.0, 130.0), (170.0, 190.0)):
        gap = asked.pin + 7 + far
        slant = 0.72 * gap
        around = (
            (x + gap, y - high / 2, 0.0),
            (x - gap - wide, y - high / 2, 3.0),
            (x - wide / 2, y - gap - high, 5.0),
            (x - wide / 2, y + gap, 6.0),
            (x + slant, y - slant - high, 7.0),
            (x - slant - wide, y - slant - high, 8.0),
            (x + slant, y + slant, 9.0),
            (x - slant - wide, y + slant, 10.0),
        )
        for left, top, extra in around:
            card = Box(left, top, wide, high)
            yield card, ((x, y), _nearest(card, x, y)) if far > 30 else None, cost + extra


def _free(card: Box, area: Box, taken: list[Box]) -> bool:
    inside = card.x >= area.x and card.y >= area.y and card.right <= area.right and card.bottom <= area.bottom
    return inside and not any(card.meets(Box(o.x - 4, o.y - 4, o.width + 8, o.height + 8)) for o in taken)


def _hidden(card: Box, route: list[Point]) -> float:
    """How much of the route a card would hide."""
    return 12.0 * sum(card.x < x < card.right and card.y < y < card.bottom for x, y in route)


def _nearest(card: Box, x: float, y: float) -> Point:
    return min(max(x, card.x), card.right), min(max(y, card.y), card.bottom)
