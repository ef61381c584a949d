"""The timeline template: events on a straight line, on a winding road, or down a line when upright."""

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, circle, stroke
from tools.images.illustrator.colour import mix
from tools.images.illustrator.diagrams import cells, grounds, items
from tools.images.illustrator.diagrams.board import Board, Face, Label, cut, row, rows
from tools.images.illustrator.diagrams.headings import heading
from tools.images.illustrator.diagrams.items import Entry
from tools.images.illustrator.diagrams.parts import arrow, card, dot, line, medallion
from tools.images.illustrator.shapes import Point, smooth
from tools.images.illustrator.templates import text
from tools.images.illustrator.wording import Inked, Words


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the events in their order and return the words."""
    events = items.entries(sheet.spec, words, arts)
    if not events:
        return text.card(sheet, words)
    board = grounds.calm(sheet, words)
    kind = sheet.hand("composition").randrange(3)
    heading(board, "centre" if kind == 1 else "top", high=50)
    if sheet.height > 1.2 * sheet.width or len(events) > 8:
        _down(board, events, cards=kind != 2)
    elif kind == 0 and 2 <= len(events) <= 5:
        _road(board, events)
    elif kind == 1 or len(events) > 4 or sheet.upright:
        _both_sides(board, events)
    else:
        _cards(board, events)
    return board.inked


def _dated(
    board: Board, boxes: list[Box], events: list[Entry], *, high: float = 34, lines: int = 2
) -> list[Box | None]:
    """The dates, in the accent's colour."""
    labels = [Label(one.label, box, cells.layer_of("event", one)) for box, one in zip(boxes, events, strict=True)]
    return board.say_all(labels, Face(high, 15, board.tones.marked, "Bold", lines), align="centre", hang="line")


def _told(board: Board, boxes: list[Box], events: list[Entry], *, high: float = 22) -> list[Box | None]:
    labels = [Label(one.text, box, cells.layer_of("event", one)) for box, one in zip(boxes, events, strict=True)]
    return board.say_all(labels, Face(high, 15, board.tones.words, "Regular", 4), align="centre", hang="line")


def _road(board: Board, events: list[Entry]) -> None:
    """A winding road; drawings stand over it, dates and words below."""
    area, tones, sheet = board.area, board.tones, board.sheet
    boxes = row(area, len(events), 22)
    radius = min(62.0, 0.30 * boxes[0].width, 0.17 * area.height)
    swing = 0.075 * area.height
    base = area.y + 2 * radius + 38 + swing
    ways = [base + (swing if number % 2 else -swing * 0.4) for number in range(len(events))]
    places = [(box.x + box.width / 2, y) for box, y in zip(boxes, ways, strict=True)]
    board.layer("road", "draw", depth=0.9)
    ends: list[Point] = [(-40.0, base), *places, (sheet.width + 40, base + (0 if len(events) % 2 else swing))]
    d = smooth([(board.x(x), y) for x, y in ends])
    tar = mix(tones.ground, tones.words[0], 0.62)
    board.add(stroke(d, tar, 25), _marked(stroke(d, tones.second, 3)))
    for (x, y), one in zip(places, events, strict=True):
        cells.begin(board, "event", one)
        top = y - 32 - radius
        if one.art:
            line(board, [(x, y), (x, top)], tones.accent, 4)
            medallion(board, one.art, x, top, radius, tones.series[(one.number - 1) % len(tones.series)])
        board.add(circle(board.x(x), y, 17, tones.card), circle(board.x(x), y, 11, tones.accent))
    dates = [Box(box.x, y + 30, box.width, 50) for box, y in zip(boxes, ways, strict=True)]
    found = _dated(board, dates, events)
    lows = [(at.bottom if at else box.y) + 10 for at, box in zip(found, dates, strict=True)]
    _told(board, [Box(box.x, y, box.width, area.bottom - y) for box, y in zip(boxes, lows, strict=True)], events)


def _marked(drawn: str) -> str:
    return drawn.replace("/>", ' stroke-dasharray="14 16"/>')


def _both_sides(board: Board, events: list[Entry]) -> None:
    """A straight line; events above and below it in turn, each with the width of two."""
    area, tones = board.area, board.tones
    count = len(events)
    y = area.y + area.height / 2
    step = area.width / max(count + (1 if count > 1 else 0), 1)
    wide = 2 * step - 24 if count > 1 else 0.6 * area.width
    places = [area.x + step * (number + 1) if count > 1 else area.x + area.width / 2 for number in range(count)]
    board.layer("line", "draw", depth=0.9)
    arrow(board, [(area.x, y), ((area.x + area.right) / 2, y), (area.right, y)], tones.line, 6)
    uppers = [number % 2 == 0 for number in range(count)]
    stem, half = 26.0, area.height / 2
    boxes = [
        Box(x - wide / 2, area.y if up else y + stem, wide, half - stem) for x, up in zip(places, uppers, strict=True)
    ]
    radius = min(62.0, 0.2 * half + 10) if any(one.art for one in events) else 0.0
    icon = 2 * radius + 8 if radius and half > 150 else 0.0
    dates = [Box(box.x, box.y + icon, box.width, 52) for box in boxes]
    begun = len(board.inked)
    found = _dated(board, dates, events, high=37)
    lows = [(at.bottom if at else box.y) + 9 for at, box in zip(found, dates, strict=True)]
    told = _told(
        board, [Box(b.x, y0, b.width, b.bottom - y0) for b, y0 in zip(boxes, lows, strict=True)], events, high=25
    )
    ends = [(b or a) for a, b in zip(found, told, strict=True)]
    shifts = [
        max(box.bottom - end.bottom, 0) if up and end else 0.0 for box, end, up in zip(boxes, ends, uppers, strict=True)
    ]
    _shift(board, begun, {cells.layer_of("event", one): shift for one, shift in zip(events, shifts, strict=True)})
    for x, box, one, up, shift in zip(places, boxes, events, uppers, shifts, strict=True):
        cells.begin(board, "event", one)
        line(board, [(x, y), (x, y - stem + 4 if up else y + stem - 4)], tones.accent, 4)
        dot(board, x, y, 15, tones.accent)
        if one.art and icon:
            medallion(board, one.art, x, box.y + radius + shift, radius, tones.series[(one.number - 1) % 6])


def _shift(board: Board, begun: int, shifts: dict[str, float]) -> None:
    """Move each layer's words down by its own amount."""
    words = board.inked[begun:]
    del board.inked[begun:]
    for one in words:
        at = len(board.inked)
        board.inked.append(one)
        board.move(at, shifts.get(one.layer, 0.0))


def _cards(board: Board, events: list[Entry]) -> None:
    """Cards that hang from a line."""
    area, tones = board.area, board.tones
    y = area.y + 20
    boxes = row(cut(area, top=56), len(events), 26)
    tall = min(boxes[0].height, 1.35 * boxes[0].width)
    boxes = [Box(box.x, box.y, box.width, tall) for box in boxes]
    board.layer("line", "draw", depth=0.9)
    arrow(board, [(area.x, y), ((area.x + area.right) / 2, y), (area.right, y)], tones.line, 6)
    for box, one in zip(boxes, events, strict=True):
        board.layer(f"card-{one.number}", "reveal", one.number - 1)
        x = box.x + box.width / 2
        line(board, [(x, y), (x, box.y)], tones.accent, 4)
        card(board, box, edge=tones.series[(one.number - 1) % 6])
        dot(board, x, y, 15, tones.accent)
    inner = [cut(box, left=16, right=16, top=20, bottom=12) for box in boxes]
    style = cells.Style(radius=58, label=36, text=22)
    if any(one.art for one in events):
        cells.stack(board, inner, events, "event", style)
        return
    for one in events:
        cells.begin(board, "event", one)
    faces = (Face(40, 15, tones.marked, "Bold", 2), Face(24, 15, tones.words, "Regular", 5))
    cells.words(board, inner, events, "event", faces, align="centre")


def _down(board: Board, events: list[Entry], *, cards: bool) -> None:
    """A line downward where reading begins, drawings on it, words beside it; two columns of many when wide."""
    area = board.area
    count = len(events)
    if not board.sheet.upright and count > 4:
        half = -(-count // 2)
        left, right = row(area, 2, 50)
        _one_down(board, left, events[:half], cards=False)
        _one_down(board, right, events[half:], cards=False)
        return
    _one_down(board, area, events, cards=cards)


def _one_down(board: Board, area: Box, events: list[Entry], *, cards: bool) -> None:
    tones = board.tones
    gap = 18.0 if len(events) < 8 else 10.0
    boxes = rows(area, len(events), gap)
    tall = min(boxes[0].height, 210.0)
    if tall < boxes[0].height:
        taken = tall * len(events) + 40 * (len(events) - 1)
        boxes = rows(Box(area.x, area.y + (area.height - taken) * 0.35, area.width, taken), len(events), 40)
    drawn = any(one.art for one in events)
    radius = min(60.0, 0.44 * boxes[0].height) if drawn else min(16.0, 0.4 * boxes[0].height)
    x = area.x + radius + 4
    board.layer(f"line-{events[0].number}", "draw", depth=0.9)
    middle = [(x, box.y + box.height / 2) for box in boxes]
    arrow(board, [(x, boxes[0].y), middle[0], (x, boxes[-1].bottom)], tones.line, 6)
    inner = []
    for box, one, (_, y) in zip(boxes, events, middle, strict=True):
        cells.begin(board, "event", one)
        room = cut(box, left=2 * radius + 34)
        if cards:
            card(board, room)
            room = cut(room, left=22, right=18, top=8, bottom=8)
        if one.art:
            medallion(board, one.art, x, y, radius, tones.series[(one.number - 1) % 6])
        else:
            dot(board, x, y, min(17, radius), tones.accent)
        inner.append(room)
    big = 38.0 if board.sheet.upright else 28.0
    faces = (Face(big, 15, tones.marked, "Bold", 2), Face(0.7 * big, 15, tones.words, "Regular", 3))
    cells.words(board, inner, events, "event", faces)
