"""The line chart template: a line through the values in their order, the first, last and greatest written."""

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, circle, path, stroke
from tools.images.illustrator.diagrams import charts, grounds, items
from tools.images.illustrator.diagrams.board import Board, Face, Label, cut
from tools.images.illustrator.diagrams.charts import Datum
from tools.images.illustrator.diagrams.headings import heading
from tools.images.illustrator.diagrams.parts import line
from tools.images.illustrator.diagrams.scale import Scale, scale
from tools.images.illustrator.shapes import Point
from tools.images.illustrator.templates import bar_chart
from tools.images.illustrator.wording import Inked, Words


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the line and return the words; fewer than three values are bars."""
    data = charts.data(sheet.spec, words, arts)
    if len(data) < 3:
        return bar_chart.draw(sheet, words, arts)
    if sheet.spec.direction == "rtl":
        data.reverse()  # the sheet is mirrored, the axis of a chart is not: a rise must not look like a fall
    kind = sheet.hand("composition").randrange(3)
    board = grounds.calm(sheet, words, dark=0.0 if kind == 0 else 0.4)
    if kind == 2 and not sheet.upright:
        heading(board, "side", share=0.25)
    else:
        heading(board, "top", high=50)
    _chart(board, data, filled=kind != 1)
    return board.inked


def _chart(board: Board, data: list[Datum], *, filled: bool) -> None:
    area, tones = board.area, board.tones
    spread = scale([one.value for one in data], zero=False)
    unit = next((item.unit for item in board.sheet.spec.items if item.unit), "")
    plot = _axis(board, area, spread, unit)
    step = plot.width / len(data)
    points = [
        (plot.x + (at + 0.5) * step, plot.bottom - spread.at(one.value) * plot.height) for at, one in enumerate(data)
    ]
    shown = [(board.x(x), y) for x, y in points]
    d = f"M{shown[0][0]:.1f} {shown[0][1]:.1f}" + "".join(f"L{x:.1f} {y:.1f}" for x, y in shown[1:])
    board.layer("line", "draw")
    if filled:
        zero = plot.bottom - min(max(spread.at(0.0), 0.0), 1.0) * plot.height
        board.add(path(f"{d}V{zero:.1f}H{shown[0][0]:.1f}Z", tones.accent, opacity=0.16))
    board.add(stroke(d, tones.accent, 6))
    for at, (x, y) in enumerate(shown):
        great = at in _marked(data)
        board.add(circle(x, y, 11 if great else 8, tones.card), circle(x, y, 7.5 if great else 5, tones.accent))
    _labels(board, plot, data, points, area)


def _axis(board: Board, area: Box, spread: Scale, unit: str) -> Box:
    """Grid lines with their values where reading begins; returns what is left for the line."""
    tones = board.tones
    written = [items.with_unit(items.plain(tick), unit if len(unit) < 4 else "") for tick in spread.ticks]
    side = min(max(len(text) for text in written) * 15.0 + 16, 0.2 * area.width)
    plot = cut(area, left=side, top=40, bottom=58)
    board.layer("axis", "draw", depth=0.9)
    gap = plot.height / max(len(spread.ticks) - 1, 1)
    labels = []
    for tick, text in zip(spread.ticks, written, strict=True):
        y = plot.bottom - spread.at(tick) * plot.height
        line(
            board,
            [(plot.x, y), (plot.right, y)],
            tones.line,
            2.2 if tick == 0 else 1.0,
            opacity=0.9 if tick == 0 else 0.4,
        )
        half = min(gap / 2 - 1, 16.0)
        labels.append(Label(board.words.shown(text, "scale"), Box(area.x, y - half, side - 14, 2 * half)))
    board.say_all(labels, Face(21, 12, tones.words, "Regular", 1), align="end", hang="middle")
    return plot


def _marked(data: list[Datum]) -> set[int]:
    """Which values are written: the first, the last, the greatest and the least."""
    order = sorted(range(len(data)), key=lambda at: data[at].value)
    return {0, len(data) - 1, order[0], order[-1]}


def _labels(board: Board, plot: Box, data: list[Datum], points: list[Point], area: Box) -> None:
    """Labels below (as many as fit), and the marked values over or under their points, away from the line."""
    tones, step = board.tones, plot.width / len(data)
    longest = max(len(one.label) for one in data)
    every = max(1, -(-int(longest * 11.5 + 18) // int(max(step, 1)))) if step < 150 else 1
    below = [
        Label(
            one.label,
            Box(x - step * every / 2 + 3, plot.bottom + 14, step * every - 6, area.bottom - plot.bottom - 14),
            "axis",
        )
        for at, (one, (x, _)) in enumerate(zip(data, points, strict=True))
        if at % every == 0
        and plot.x - 1 <= x - step * every / 2 + step
        and x + step * every / 2 <= area.right + step * every / 2
    ]
    below = [Label(one.text, _held(one.box, plot.x - 40, area.right), one.layer) for one in below]
    board.say_all(below, Face(23, 12, tones.words, "SemiBold", 2), align="centre", hang="line")
    over: list[Label] = []
    under: list[Label] = []
    taken: list[Box] = []
    for at in sorted(_marked(data), key=lambda one: -abs(data[one].value)):
        x, y = points[at]
        before, after = points[max(at - 1, 0)][1], points[min(at + 1, len(data) - 1)][1]
        valley = y >= max(before, after) and (before, after) != (y, y)
        wide = min(150.0, 0.3 * plot.width)
        box = _held(Box(x - wide / 2, y + 14 if valley else y - 48, wide, 34), plot.x, area.right)
        if valley and box.bottom > plot.bottom + 10:
            out = -34 if at == 0 else 34 if at == len(data) - 1 else 0
            box, valley = _held(Box(box.x + out, y - 52, box.width, 34), plot.x - 30, area.right), False
        if any(box.meets(other) for other in taken):
            continue
        taken.append(box)
        (under if valley else over).append(Label(data[at].written, box, "line"))
    face = Face(29, 13, tones.marked, "Bold", 1)
    board.say_all(over, face, align="centre", hang="bottom")
    board.say_all(under, face, align="centre", hang="top")


def _held(box: Box, left: float, right: float) -> Box:
    """The box shifted to lie between two sides."""
    return Box(min(max(box.x, left), right - box.width), box.y, box.width, box.height)
