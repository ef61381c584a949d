"""The big number template: one figure, what it counts, and how it compares: bars, a gauge of dots, or light."""

import math

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, circle, ring
from tools.images.illustrator.diagrams import charts, grounds, items
from tools.images.illustrator.diagrams.board import Align, Board, Face, cut
from tools.images.illustrator.diagrams.charts import Datum
from tools.images.illustrator.diagrams.parts import halo, show
from tools.images.illustrator.diagrams.tones import scheme
from tools.images.illustrator.templates import bar_chart, text
from tools.images.illustrator.wording import Inked, Words


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the figure and return its words; without a value the words are a card."""
    number = sheet.spec.number
    shown = words.shown(items.written(number), "number") if number else ""
    if number is None or not shown:
        return text.draw(sheet, words, arts)
    heroes = arts[:1]
    data = charts.data(sheet.spec, words, arts)
    kind = sheet.hand("composition").randrange(3)
    board = Board(sheet, words, scheme(sheet.palette, dark=kind != 1))
    grounds.base(board)
    share = _share(number.value or 0.0, number.unit, shown)
    if len(data) > 1 or share is not None or heroes:
        near, far = _halves(board)
        _glow(board, near)
        _figure(board, near, shown, "start")
        board.area = far
        if len(data) > 1:
            _compared(board, data)
        elif share is not None:
            (_dots if kind != 0 else _gauge)(board, far, share)
        else:
            _hero(board, far, heroes[0])
    else:
        _sun(board)
        _figure(board, cut(board.area, left=0.04 * sheet.width, right=0.04 * sheet.width), shown, "centre")
    return board.inked


def _share(value: float, unit: str, shown: str) -> float | None:
    """The part of a whole that a percentage is; None for what is none."""
    return (
        value / 100 if (unit.strip() in {"%", "٪", "％"} or shown.endswith(("%", "٪"))) and 0 <= value <= 100 else None
    )


def _halves(board: Board) -> tuple[Box, Box]:
    area = board.area
    if board.sheet.upright:
        high = 0.44 * area.height
        return cut(area, bottom=area.height - high), cut(area, top=high + 30)
    wide = 0.5 * area.width
    return cut(area, right=area.width - wide), cut(area, left=wide + 50)


def _figure(board: Board, box: Box, shown: str, align: Align) -> None:
    """The figure, below it what it counts, heading and text. Its digits count up."""
    tones, words, spec = board.tones, board.words, board.sheet.spec
    number = spec.number
    label = words.shown(number.text or ("" if number.label == spec.heading else number.label)) if number else ""
    heading = words.heading if words.heading != label else ""
    high = 230.0 if align == "centre" else 190.0
    begun = len(board.inked)
    board.layer("number", "count")
    low = box.y + box.height * (0.56 if heading or label or words.text else 1.0)
    found = board.say(
        shown, Box(box.x, box.y, box.width, low - box.y), Face(high, 20, tones.marked, lines=1), align=align
    )
    top = found.bottom if found else box.y
    board.layer("words", "reveal", 1)
    under = Box(box.x, top + 24, box.width, box.bottom - top - 24)
    taken = board.column(
        under,
        [
            (label, Face(48, 16, tones.words, "Bold", 2), 0.0),
            (heading, Face(34, 15, tones.words, "SemiBold" if label else "Bold", 3), 14.0),
            (words.text, Face(27, 15, tones.words, "Regular", 4), 14.0),
        ],
        0.0,
        align,
    )
    board.move(begun, max(box.bottom - taken.bottom, 0) * 0.5)


def _glow(board: Board, box: Box) -> None:
    """Rings of light behind the figure."""
    x, y = board.x(box.x + 0.35 * box.width), box.y + 0.45 * box.height
    for number in range(4):
        board.add(circle(x, y, 130 + 110 * number, board.tones.quiet, opacity=0.30))


def _sun(board: Board) -> None:
    """Rings and rays around the middle."""
    sheet, tones = board.sheet, board.tones
    x, y = sheet.width / 2, board.area.y + 0.44 * board.area.height
    for number in range(5):
        board.add(circle(x, y, 110 + 105 * number, tones.quiet, opacity=0.26))
    reach = 0.46 * min(sheet.width, 1.2 * sheet.height)
    for number in range(28):
        turn = math.tau * number / 28
        size = 4.0 if number % 2 else 7.0
        board.add(
            circle(x + reach * math.cos(turn), y + 0.9 * reach * math.sin(turn), size, tones.second, opacity=0.55)
        )


def _compared(board: Board, data: list[Datum]) -> None:
    """The figure among the others, as bars."""
    long = max(len(one.label) for one in data) > 9 or len(data) > 6
    (bar_chart.bars if long else bar_chart.columns)(board, data)


def _dots(board: Board, box: Box, share: float) -> None:
    """A hundred dots, so many of them lit: from below, in reading order."""
    side = min(box.width, box.height)
    step = side / 10
    left, low = box.x + (box.width - side) / 2, box.y + (box.height + side) / 2
    lit = round(100 * share)
    board.layer("dots", "reveal", 2)
    for number in range(100):
        x, y = left + (number % 10 + 0.5) * step, low - (number // 10 + 0.5) * step
        fill = board.tones.accent if number < lit else board.tones.quiet
        board.add(circle(board.x(x), y, 0.38 * step, fill))


def _gauge(board: Board, box: Box, share: float) -> None:
    """A ring, filled to the share."""
    r = 0.44 * min(box.width, box.height)
    x, y, tones = box.x + box.width / 2, box.y + box.height / 2, board.tones
    board.add(ring(board.x(x), y, r, tones.quiet, 0.26 * r))
    board.layer("gauge", "draw", 2, around=True)
    around = math.tau * r
    turn = "rotate(-90" if not board.rtl else "scale(-1 1) rotate(-90"
    at = board.x(x)
    place = f'transform="translate({at:.1f} {y:.1f}) {turn})"'
    drawn = ring(0, 0, r, tones.accent, 0.26 * r, dash=f"{share * around:.1f} {around:.1f}")
    if share > 0.003:
        butt = drawn.replace(' stroke-linecap="round"', "")
        board.add(f"<g {place}>{butt}</g>")


def _hero(board: Board, box: Box, art: Art) -> None:
    r = min(box.width, box.height) / 2
    x, y = box.x + box.width / 2, box.y + box.height / 2
    board.layer("subject", "reveal", 2)
    halo(board, x, y, r)
    show(board, art, Box(x - 0.66 * r, y - 0.66 * r, 1.32 * r, 1.32 * r))
