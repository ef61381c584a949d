"""The bar chart template: columns or bars from zero, each with its value; long labels lie beside bars."""

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, path
from tools.images.illustrator.diagrams import charts, grounds
from tools.images.illustrator.diagrams.board import Board, Face, Label, cut, row, rows
from tools.images.illustrator.diagrams.charts import Datum
from tools.images.illustrator.diagrams.headings import heading
from tools.images.illustrator.diagrams.parts import line, medallion, sheen
from tools.images.illustrator.diagrams.scale import scale
from tools.images.illustrator.templates import list as listing
from tools.images.illustrator.wording import Inked, Words

LONG = 16
"""Characters of a label that does not fit below a column."""


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the bars and return the words; without values the entries are listed."""
    data = charts.data(sheet.spec, words, arts)
    if not data:
        return listing.draw(sheet, words, arts)
    board = grounds.calm(sheet, words)
    kind = sheet.hand("composition").randrange(3)
    many = len(data) > (7 if not sheet.upright else 5)
    negative = any(one.value < 0 for one in data)
    lying = many or (kind == 1 and not negative) or max(len(one.label) for one in data) > LONG
    if kind == 2 and not sheet.upright:
        heading(board, "side", share=0.27)
    else:
        heading(board, "top", high=50)
    (bars if lying else columns)(board, data)
    return board.inked


def columns(board: Board, data: list[Datum], *, labelled: bool = True) -> None:
    """Standing bars with the value over (or under) each, the label at the foot."""
    area, tones = board.area, board.tones
    drawn = any(one.art for one in data)
    foot = min(0.26 * area.height, 84.0) if labelled else 0.0
    wide = area.width / len(data)
    radius = min(0.3 * wide, 36.0, 0.1 * area.height) if drawn else 0.0
    spread = scale([one.value for one in data], zero=True)
    over = 46.0
    negative = any(one.value < 0 for one in data)
    plot = cut(area, top=over + 2.3 * radius, bottom=foot + (over if negative else 4))
    board.layer("axis", "draw", depth=0.9)
    zero = plot.bottom - spread.at(0.0) * plot.height
    for tick in spread.ticks:
        y = plot.bottom - spread.at(tick) * plot.height
        line(
            board,
            [(area.x, y), (area.right, y)],
            tones.line,
            2.6 if tick == 0 else 1.0,
            opacity=0.9 if tick == 0 else 0.35,
        )
    aside = min(0.17 * wide, 30.0)
    boxes = [cut(lane, left=aside, right=aside) for lane in row(plot, len(data), 0)]
    values, labels = [], []
    for box, one in zip(boxes, data, strict=True):
        name = board.layer(f"bar-{one.number}", "reveal", one.number - 1)
        y = plot.bottom - spread.at(one.value) * plot.height
        _bar(
            board,
            Box(box.x, min(y, zero), box.width, abs(zero - y)),
            charts.colour(board, data, one),
            up=one.value >= 0,
        )
        lane = Box(box.x + box.width / 2 - wide / 2 + 4, y - over, wide - 8, over - 8)
        values.append(Label(one.written, lane if one.value >= 0 else Box(lane.x, y + 8, lane.width, over - 8), name))
        labels.append(Label(one.label, Box(lane.x, area.bottom - foot + 12, lane.width, foot - 12), name))
        if one.art:
            top = min(y, zero) - over - radius if one.value >= 0 else zero - radius - 12
            medallion(board, one.art, box.x + box.width / 2, top, radius, charts.colour(board, data, one))
    up = [at for at, one in enumerate(data) if one.value >= 0]
    down = [at for at, one in enumerate(data) if one.value < 0]
    face = Face(31, 13, tones.words, "Bold", 1)
    board.say_all([values[at] for at in up], face, align="centre", hang="bottom")
    board.say_all([values[at] for at in down], face, align="centre", hang="top")
    if labelled:
        board.say_all(labels, Face(25, 13, tones.words, "SemiBold", 3), align="centre", hang="line")


def _bar(board: Board, box: Box, colour: str, *, up: bool) -> None:
    """A column, rounded at its end away from zero."""
    at = board.box(box)
    r = min(9.0, at.width / 3, at.height)
    tall = max(at.height, 2.0)
    if up:
        d = (
            f"M{at.x:.1f} {at.bottom:.1f}V{at.bottom - tall + r:.1f}q0 {-r:.1f} {r:.1f} {-r:.1f}"
            f"H{at.right - r:.1f}q{r:.1f} 0 {r:.1f} {r:.1f}V{at.bottom:.1f}Z"
        )
    else:
        d = (
            f"M{at.x:.1f} {at.y:.1f}V{at.y + tall - r:.1f}q0 {r:.1f} {r:.1f} {r:.1f}"
            f"H{at.right - r:.1f}q{r:.1f} 0 {r:.1f} {-r:.1f}V{at.y:.1f}Z"
        )
    board.add(path(d, sheen(board, colour)))


def bars(board: Board, data: list[Datum]) -> None:
    """Lying bars: label where reading begins, the value at the bar's end."""
    area, tones = board.area, board.tones
    gap = min(18.0, 0.25 * area.height / len(data))
    tall = min((area.height - gap * (len(data) - 1)) / len(data), 84.0)
    lanes = rows(Box(area.x, area.y, area.width, tall * len(data) + gap * (len(data) - 1)), len(data), gap)
    named = 0.27 * area.width if max(len(one.label) for one in data) > 7 else 0.18 * area.width
    ended = 0.17 * area.width
    negative = any(one.value < 0 for one in data)
    spread = scale([one.value for one in data], zero=True)
    plot = cut(area, left=named + 18 + (ended if negative else 0), right=ended)
    zero = plot.x + spread.at(0.0) * plot.width
    labels, right, left = [], [], []
    for lane, one in zip(lanes, data, strict=True):
        name = board.layer(f"bar-{one.number}", "reveal", one.number - 1)
        x = plot.x + spread.at(one.value) * plot.width
        thick = min(lane.height, 46.0)
        middle = lane.y + lane.height / 2
        _lying(board, Box(min(x, zero), middle - thick / 2, abs(x - zero), thick), charts.colour(board, data, one))
        labels.append(Label(one.label, Box(area.x, lane.y, named, lane.height), name))
        if one.value >= 0:
            right.append(Label(one.written, Box(x + 12, lane.y, area.right - x - 12, lane.height), name))
        else:
            left.append(Label(one.written, Box(x - 12 - ended, lane.y, ended, lane.height), name))
    board.layer("axis", "draw", depth=1.02)
    line(board, [(zero, lanes[0].y - 2), (zero, lanes[-1].bottom + 2)], tones.line, 2.6)
    face = Face(30, 13, tones.words, "Bold", 1)
    board.say_all(right, face, hang="middle")
    board.say_all(left, face, align="end", hang="middle")
    board.say_all(labels, Face(27, 13, tones.words, "SemiBold", 2), align="end", hang="middle")


def _lying(board: Board, box: Box, colour: str) -> None:
    at = board.box(Box(box.x, box.y, max(box.width, 2), box.height))
    r = min(7.0, at.height / 3, at.width / 2)
    board.add(
        path(
            f"M{at.x:.1f} {at.y + r:.1f}q0 {-r:.1f} {r:.1f} {-r:.1f}H{at.right - r:.1f}q{r:.1f} 0 {r:.1f} {r:.1f}"
            f"V{at.bottom - r:.1f}q0 {r:.1f} {-r:.1f} {r:.1f}H{at.x + r:.1f}q{-r:.1f} 0 {-r:.1f} {-r:.1f}Z",
            sheen(board, colour),
        )
    )
