"""The flow template: steps in their order, as cards, as stations of a line, or as a band of chevrons."""

from itertools import pairwise

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, path
from tools.images.illustrator.colour import mix
from tools.images.illustrator.diagrams import cells, grounds, items
from tools.images.illustrator.diagrams.board import Board, Face, cut, grid, row, rows
from tools.images.illustrator.diagrams.headings import heading
from tools.images.illustrator.diagrams.items import Entry
from tools.images.illustrator.diagrams.parts import arrow, card, line, plate
from tools.images.illustrator.shapes import Point
from tools.images.illustrator.templates import text
from tools.images.illustrator.wording import Inked, Words

MOST = 8


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the steps and return the words."""
    steps = items.entries(sheet.spec, words, arts, MOST)
    if not steps:
        return text.card(sheet, words)
    board = grounds.calm(sheet, words)
    kind = sheet.hand("composition").randrange(3)
    heading(board, ("top", "centre", "top")[kind], high=50)
    if sheet.height > 1.2 * sheet.width:
        (_ladder, _stairs, _ladder)[kind](board, steps)
    elif sheet.upright or len(steps) > 5:
        (_cards if kind != 2 or len(steps) > 6 else _line)(board, steps)
    else:
        (_cards, _line, _chevrons)[kind](board, steps)
    return board.inked


def _snake(board: Board, count: int, gap: float) -> list[Box]:
    """Boxes row by row, every second row back again."""
    most = 4 if not board.sheet.upright else 3
    columns = count if count <= (5 if not board.sheet.upright else 3) else min(-(-count // 2), most)
    boxes = grid(board.area, count, columns, gap)
    found: list[Box] = []
    for start in range(0, count, columns):
        line = boxes[start : start + columns]
        back = (start // columns) % 2 == 1
        if back:
            shift = board.area.right - line[-1].right  # the short row begins below the end of the one above
            line = [Box(box.x + shift, box.y, box.width, box.height) for box in line][::-1]
        elif start:
            shift = line[0].x - board.area.x
            line = [Box(box.x - shift, box.y, box.width, box.height) for box in line]
        found.extend(line)
    return found


def _cards(board: Board, steps: list[Entry]) -> None:
    """A card for each step, arrows between."""
    gap = 44.0
    boxes = _snake(board, len(steps), gap)
    tallest = 1.5 * boxes[0].width
    if len({box.y for box in boxes}) == 1 and boxes[0].height > tallest:
        boxes = [Box(box.x, box.y + (box.height - tallest) * 0.4, box.width, tallest) for box in boxes]
    for box, one in zip(boxes, steps, strict=True):
        cells.begin(board, f"card-{one.number}", one)
        card(board, box, edge=board.tones.series[(one.number - 1) % len(board.tones.series)])
    wide = boxes[0].width > 1.55 * boxes[0].height
    inner = [cut(box, left=16, right=16, top=24, bottom=14) for box in boxes]
    style = cells.Style(radius=62, label=28, text=20, numbered=True)
    (cells.beside if wide else cells.stack)(board, inner, steps, "step", style)
    board.layer("arrows", "draw", depth=1.05)
    for box, below in pairwise(boxes):
        arrow(board, _between(box, below), board.tones.accent, 5.5)


def _between(one: Box, other: Box) -> list[Point]:
    """From card to card: across in a row, down at its end."""
    if abs(one.y - other.y) < 1:
        sign = 1 if other.x > one.x else -1
        start, end = (one.right, other.x) if sign > 0 else (one.x, other.right)
        y = one.y + one.height / 2
        return [(start + 4 * sign, y), (end - 4 * sign, y)]
    x = other.x + other.width / 2
    return [(x, one.bottom + 4), (x, other.y - 4)]


def _line(board: Board, steps: list[Entry]) -> None:
    """Stations on a swinging line, words below them."""
    area = board.area
    boxes = row(area, len(steps), 26)
    swing = 0.055 * area.height
    shifted = [
        Box(box.x, box.y + (0 if number % 2 else 2 * swing), box.width, box.height - 2 * swing)
        for number, box in enumerate(boxes)
    ]
    at = len(board.sheet.layers)
    centres = cells.stack(board, shifted, steps, "step", cells.Style(radius=74, label=29, text=21, numbered=True))
    made = board.sheet.layers[at:]
    del board.sheet.layers[at:]
    board.layer("path", "draw", depth=0.9)
    reach = boxes[0].width * 0.5
    ends = [(centres[0][0] - reach, centres[0][1]), *centres, (centres[-1][0] + 0.9 * reach, centres[-1][1])]
    arrow(board, ends if len(steps) > 1 else centres * 2, board.tones.line, 5, dash="2 14")
    board.sheet.layers.extend(made)


def _chevrons(board: Board, steps: list[Entry]) -> None:
    """A band of chevrons with the numbers, drawings and words below."""
    area, tones = board.area, board.tones
    boxes = row(area, len(steps), 14)
    tall, tip = min(78.0, 0.18 * area.height), 26.0
    for box, one in zip(boxes, steps, strict=True):
        cells.begin(board, f"chevron-{one.number}", one)
        share = 0.55 * (one.number - 1) / max(len(steps) - 1, 1)
        fill, inks = plate(
            board, mix(tones.accent, board.sheet.palette.accent if tones.dark else tones.words[0], share)
        )
        x, r, y, low = box.x, min(box.right + tip - 8, area.right), box.y, box.y + tall
        notch = tip if one.number > 1 else 0
        points: tuple[Point, ...] = (
            (x, y),
            (r - tip, y),
            (r, y + tall / 2),
            (r - tip, low),
            (x, low),
            (x + notch, y + tall / 2),
        )
        board.add(path("M" + "L".join(f"{board.x(px):.1f} {py:.1f}" for px, py in points) + "Z", fill))
        place = Box(box.x + notch, y, box.width - notch, tall)
        board.say(str(one.number), place, Face(38, 15, inks, lines=1), align="centre", hang="middle")
    below = [cut(box, top=tall + 26, left=4, right=4) for box in boxes]
    cells.stack(board, below, steps, "step", cells.Style(radius=58, label=28, text=21))


def _ladder(board: Board, steps: list[Entry]) -> None:
    """A column of cards, arrows down between them."""
    boxes = rows(board.area, len(steps), 40 if len(steps) < 7 else 26)
    tallest = 230.0
    if boxes[0].height > tallest:
        spare = (board.area.height - tallest * len(steps) - 40 * (len(steps) - 1)) * 0.4
        boxes = rows(cut(board.area, top=spare, bottom=spare * 1.5), len(steps), 40)
    for box, one in zip(boxes, steps, strict=True):
        cells.begin(board, f"card-{one.number}", one)
        card(board, box)
    inner = [cut(box, left=24, right=24) for box in boxes]
    cells.beside(board, inner, steps, "step", cells.Style(radius=74, label=36, text=26, numbered=True))
    board.layer("arrows", "draw", depth=1.05)
    for box, below in pairwise(boxes):
        x = box.x + box.width / 2
        arrow(board, [(x, box.bottom + 3), (x, below.y - 3)], board.tones.accent, 5.5)


def _stairs(board: Board, steps: list[Entry]) -> None:
    """Stations down a line at the edge where reading begins."""
    boxes = rows(board.area, len(steps), 18)
    radius = min(66.0, 0.42 * boxes[0].height)
    board.layer("path", "draw", depth=0.9)
    x = board.area.x + radius
    top, low = boxes[0].y + boxes[0].height / 2, boxes[-1].y + boxes[-1].height / 2
    if len(steps) > 1:
        line(board, [(x, top), (x, low)], board.tones.line, 5, dash="2 14")
    cells.beside(board, boxes, steps, "step", cells.Style(radius=radius, label=36, text=26, numbered=True))
