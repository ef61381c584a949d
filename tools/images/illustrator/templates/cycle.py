"""The cycle template: stages around a ring with curved arrows, or along a closed track."""

import math
from itertools import pairwise

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet
from tools.images.illustrator.diagrams import cells, grounds, items
from tools.images.illustrator.diagrams.board import Board, Face, cut, row, rows
from tools.images.illustrator.diagrams.headings import heading
from tools.images.illustrator.diagrams.items import Entry
from tools.images.illustrator.diagrams.parts import arc, arrow, card, halo, spread
from tools.images.illustrator.shapes import Point
from tools.images.illustrator.templates import list as listing
from tools.images.illustrator.templates import text
from tools.images.illustrator.wording import Inked, Words

MOST = 8
Ring = tuple[float, float, float, float]
"""Centre and radii of an ellipse."""


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the cycle and return its words."""
    stages = items.entries(sheet.spec, words, arts, MOST)
    if len(stages) < 2:
        return text.card(sheet, words) if not stages else listing.draw(sheet, words, arts)  # one stage is no cycle
    board = grounds.calm(sheet, words)
    kind = sheet.hand("composition").randrange(3)
    if sheet.upright and sheet.height > 1.2 * sheet.width:
        heading(board, "centre")
        (_track if kind else _loop)(board, stages)
    elif kind == 0 and len(stages) > 2:
        heading(board, "centre", high=48)
        _track(board, stages)
    elif kind == 1 and not sheet.upright:
        heading(board, "side", share=0.23)
        _ring(board, stages)
    else:
        heading(board, "centre", high=48)
        _ring(board, stages)
    return board.inked


def _ring(board: Board, stages: list[Entry]) -> None:
    """Nodes on an ellipse, clockwise in reading order, their words on the outer side."""
    area, count = board.area, len(stages)
    node = min(54.0, 0.105 * area.height + 8, 1.25 * area.height / count)
    x, y = area.x + area.width / 2, area.y + area.height / 2
    ry = area.height / 2 - node - 2
    rx = min(max(ry * 1.12, 0.19 * area.width), 0.25 * area.width)
    turns = [-90 + (number + (0.5 if count % 2 == 0 else 0.0)) * 360 / count for number in range(count)]
    ring = (x, y, rx, ry)
    _arrows(board, ring, turns, node)
    centres = [(x + rx * math.cos(math.radians(turn)), y + ry * math.sin(math.radians(turn))) for turn in turns]
    for one, centre in zip(stages, centres, strict=True):
        cells.begin(board, "stage", one)
        cells.icon(board, one, *centre, node, numbered=True)
    for side in (1, -1):
        mine = [i for i, turn in enumerate(turns) if (math.cos(math.radians(turn)) > -1e-6) == (side > 0)]
        _side(board, [stages[i] for i in mine], [centres[i] for i in mine], node, side, ring)


def _arrows(board: Board, ring: Ring, turns: list[float], node: float) -> None:
    """Arcs from node to node that stop short of both."""
    x, y, rx, ry = ring
    board.layer("arrows", "draw", depth=0.9, around=True)
    halo(board, x, y, 0.62 * min(rx, ry))
    step = 360 / len(turns)
    for turn in turns:
        middle = math.radians(turn + step / 2)
        reach = math.hypot(rx * math.sin(middle), ry * math.cos(middle))
        short = min(math.degrees((node + 13) / max(reach, 1)), 0.42 * step)
        arrow(board, arc(x, y, rx, ry, turn + short, turn + step - short), board.tones.accent, 5)


def _side(board: Board, stages: list[Entry], centres: list[Point], node: float, side: int, ring: Ring) -> None:
    """The words of the nodes of one side, beside them and apart from each other."""
    if not stages:
        return
    area = board.area

    def far(y: float) -> float:
        """How far out the ring is at this height, less a node's radius: words keep clear of its arrows too."""
        rise = min(abs(y - ring[1]) / ring[3], 1.0)
        return side * ring[0] + ring[2] * math.sqrt(1 - rise * rise) - node + 4

    order = sorted(range(len(stages)), key=lambda i: centres[i][1])
    tall = min(area.height / len(stages) - 10, 120.0)
    tops = spread([centres[i][1] for i in order], [tall] * len(order), area.y, area.bottom, 8)
    boxes, mine = [], []
    for i, top in zip(order, tops, strict=True):
        level = [far(top + step / 4 * tall) for step in range(5)]
        near = [centre[0] * side for centre in centres if centre[1] + node > top and centre[1] - node < top + tall]
        edge = max(*level, *near, centres[i][0] * side) + node + 16
        boxes.append(Box(edge, top, area.right - edge, tall) if side > 0 else Box(area.x, top, -edge - area.x, tall))
        mine.append(stages[i])
    _set(board, boxes, mine, side)


def _set(board: Board, boxes: list[Box], stages: list[Entry], side: int) -> None:
    tones = board.tones
    faces = (Face(29, 15, tones.words, "Bold", 2), Face(21, 15, tones.words, "Regular", 3))
    cells.words(board, boxes, stages, "stage", faces, align="start" if side > 0 else "end")


def _track(board: Board, stages: list[Entry]) -> None:
    """Cells along a closed track: out on one row (or column), back on the other."""
    area, count = board.area, len(stages)
    first = -(-count // 2)
    gap = 34.0
    if board.sheet.upright and board.sheet.height > 1.2 * board.sheet.width:
        going, coming = row(area, 2, gap + 26)
        boxes = rows(going, first, gap) + rows(coming, first, gap)[: count - first][::-1]
        boxes = boxes if count % 2 == 0 else [*rows(going, first, gap), *_centred(coming, count - first, gap)[::-1]]
        down = True
    else:
        upper, lower = rows(area, 2, gap)
        boxes = row(upper, first, gap) + _across(lower, count - first, gap, first)[::-1]
        down = False
    _cards(board, boxes, stages)
    board.layer("arrows", "draw", depth=1.05, around=True)
    for one, other in zip(boxes, [*boxes[1:], boxes[0]], strict=True):
        arrow(board, _link(one, other, down=down), board.tones.accent, 5)


def _centred(box: Box, count: int, gap: float) -> list[Box]:
    """Rows as tall as they are with one more, in the middle."""
    tall = (box.height - gap * count) / (count + 1)
    room = tall * count + gap * (count - 1)
    return rows(Box(box.x, box.y + (box.height - room) / 2, box.width, room), count, gap)


def _across(box: Box, count: int, gap: float, widest: int) -> list[Box]:
    wide = (box.width - gap * (widest - 1)) / widest
    room = wide * count + gap * (count - 1)
    return row(Box(box.x + (box.width - room) / 2, box.y, room, box.height), count, gap)


def _cards(board: Board, boxes: list[Box], stages: list[Entry]) -> None:
    """A card for each stage; wide ones have the drawing beside the words."""
    for box, one in zip(boxes, stages, strict=True):
        cells.begin(board, f"card-{one.number}", one)
        card(board, box, edge=board.tones.series[(one.number - 1) % len(board.tones.series)])
    wide = boxes[0].width > 1.55 * boxes[0].height
    inner = [cut(box, left=18, right=18, top=18, bottom=12) for box in boxes]
    style = cells.Style(radius=54, label=27, text=20, numbered=True)
    (cells.beside if wide else cells.stack)(board, inner, stages, "stage", style)


def _link(one: Box, other: Box, *, down: bool) -> list[Point]:
    """An arrow from card to card: straight where they are neighbours, bent at the ends of the track."""
    ax, ay, bx, by = (
        one.x + one.width / 2,
        one.y + one.height / 2,
        other.x + other.width / 2,
        other.y + other.height / 2,
    )
    level = abs(ay - by) < 2 if not down else abs(ax - bx) >= 2
    if level:
        sign = 1 if bx > ax else -1
        start = one.right if sign > 0 else one.x
        end = other.x if sign > 0 else other.right
        y = (max(one.y, other.y) + min(one.bottom, other.bottom)) / 2
        return [(start + 3 * sign, y), (end - 3 * sign, y)]
    sign = 1 if by > ay else -1
    start, end = (one.bottom, other.y) if sign > 0 else (one.y, other.bottom)
    x = (max(one.x, other.x) + min(one.right, other.right)) / 2
    return [(x, start + 3 * sign), (x, end - 3 * sign)]


def _loop(board: Board, stages: list[Entry]) -> None:
    """A column of stages and one long arrow back from the last to the first."""
    area, tones = board.area, board.tones
    back = 64.0
    boxes = rows(cut(area, right=back), len(stages), 34)
    for box, one in zip(boxes, stages, strict=True):
        cells.begin(board, f"card-{one.number}", one)
        card(board, box)
    cells.beside(
        board,
        [cut(box, left=22, right=20) for box in boxes],
        stages,
        "stage",
        cells.Style(radius=66, label=33, text=24),
    )
    board.layer("arrows", "draw", depth=1.05, around=True)
    for box, below in pairwise(boxes):
        x = box.x + box.width / 2
        arrow(board, [(x, box.bottom + 3), (x, below.y - 3)], tones.accent, 5)
    right, top, low = boxes[0].right, boxes[0].y + boxes[0].height / 2, boxes[-1].y + boxes[-1].height / 2
    d = [(right + 4, low), (right + 0.62 * back, low - 26), (right + 0.72 * back, (low + top) / 2)]
    arrow(board, [*d, (right + 0.62 * back, top + 26), (right + 6, top)], tones.accent, 5)
