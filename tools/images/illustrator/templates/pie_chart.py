"""The pie chart template: parts of a whole as a disc or a ring, each named beside it; what is no whole is bars."""

import math

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, circle, path
from tools.images.illustrator.diagrams import charts, grounds
from tools.images.illustrator.diagrams.board import Board, Face, Label, cut, rows
from tools.images.illustrator.diagrams.charts import Datum
from tools.images.illustrator.diagrams.headings import heading
from tools.images.illustrator.diagrams.parts import block
from tools.images.illustrator.templates import bar_chart
from tools.images.illustrator.wording import Inked, Words

MOST = 6
"""More slices cannot be told apart."""


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the slices and return the words; negative values, more than six, or no total are bars."""
    data = charts.data(sheet.spec, words, arts)
    total = math.fsum(one.value / 12 for one in data)
    if not 2 <= len(data) <= MOST or any(one.value < 0 for one in data) or total <= 0:
        return bar_chart.draw(sheet, words, arts)
    kind = sheet.hand("composition").randrange(3)
    board = grounds.calm(sheet, words)
    if kind == 1 and not sheet.upright:
        heading(board, "side", share=0.28)
    else:
        heading(board, "top", high=50)
    area = board.area
    if sheet.height > 1.2 * sheet.width:
        disc, key = cut(area, bottom=0.46 * area.height), cut(area, top=0.58 * area.height)
    else:
        disc, key = cut(area, right=0.52 * area.width), cut(area, left=0.54 * area.width)
    _slices(board, disc, data, total, ring=kind != 2)
    _key(board, key, data)
    return board.inked


def _colour(board: Board, one: Datum) -> str:
    """The series, and for a palette on a dark ground the same lifted."""
    return board.tones.series[(one.number - 1) % len(board.tones.series)]


def _slices(board: Board, box: Box, data: list[Datum], total: float, *, ring: bool) -> None:
    """Slices clockwise from twelve o'clock (mirrored for right-to-left), with a fine gap between."""
    r = min(box.width, box.height) / 2
    x, y = box.x + box.width / 2, box.y + box.height / 2
    board.add(circle(board.x(x), y + 8, r, "#0A1020", opacity=0.12), circle(board.x(x), y, r, board.tones.card))
    at = 0.0
    for one in data:
        share = one.value / 12 / total
        board.layer(f"slice-{one.number}", "reveal", one.number - 1)
        if share > 0:
            board.add(path(_slice(board, (x, y), r - 4, at, at + share), _colour(board, one)))
        at += share
    if ring:
        board.layer("hole", depth=1.0)
        board.add(circle(board.x(x), y, 0.56 * r, board.tones.card))
        greatest = max(data, key=lambda one: one.value)
        side = 0.74 * r
        face = Face(0.3 * r, 13, (board.tones.words[0], *board.tones.marked), "Bold", 1)
        board.say(greatest.written, Box(x - side / 2, y - side / 2, side, side), face, align="centre", hang="middle")


def _slice(board: Board, centre: tuple[float, float], r: float, start: float, end: float) -> str:
    x, y = centre
    if end - start > 0.9999:
        return (
            f"M{board.x(x) - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 1 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 1 {-2 * r:.1f} 0Z"
        )
    trim = min(0.004, (end - start) / 4)
    (ax, ay), (bx, by) = (
        (board.x(x + r * math.sin(math.tau * turn)), y - r * math.cos(math.tau * turn))
        for turn in (start + trim, end - trim)
    )
    large, sweep = int(end - start > 0.5), int(not board.rtl)
    return f"M{board.x(x):.1f} {y:.1f}L{ax:.1f} {ay:.1f}A{r:.1f} {r:.1f} 0 {large} {sweep} {bx:.1f} {by:.1f}Z"


def _key(board: Board, box: Box, data: list[Datum]) -> None:
    """A line for each slice: its colour, its value, its label."""
    tones = board.tones
    tall = min(box.height / len(data), 92.0)
    spare = box.height - tall * len(data)
    lanes = rows(Box(box.x, box.y + spare / 2, box.width, tall * len(data)), len(data), 0)
    values, labels = [], []
    wide = 0.34 * box.width
    for lane, one in zip(lanes, data, strict=True):
        name = f"slice-{one.number}"
        mark = min(34.0, 0.5 * tall)
        board.layer(f"key-{one.number}", "reveal", one.number - 1)
        block(board, Box(lane.x, lane.y + (tall - mark) / 2, mark, mark), _colour(board, one), round=8)
        values.append(Label(one.written, Box(lane.x + mark + 18, lane.y + 4, wide - mark, tall - 8), name))
        labels.append(Label(one.label, Box(lane.x + wide + 32, lane.y + 4, lane.width - wide - 32, tall - 8), name))
    board.say_all(values, Face(40, 14, tones.words, "Bold", 1), hang="middle")
    board.say_all(labels, Face(32, 14, tones.words, "SemiBold", 2), hang="middle")
