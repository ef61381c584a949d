"""The list template: entries with numbers or drawings, in one column, two, or as a grid of cards."""

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Sheet
from tools.images.illustrator.diagrams import cells, grounds, items
from tools.images.illustrator.diagrams.board import Board, cut, grid, row, rows
from tools.images.illustrator.diagrams.headings import heading
from tools.images.illustrator.diagrams.items import Entry
from tools.images.illustrator.diagrams.parts import card
from tools.images.illustrator.templates import text
from tools.images.illustrator.wording import Inked, Words


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the entries and return the words."""
    entries = items.entries(sheet.spec, words, arts)
    if not entries:
        return text.card(sheet, words)
    board = grounds.calm(sheet, words)
    kind = sheet.hand("composition").randrange(3)
    if kind == 0 and not sheet.upright and len(entries) <= 6:
        heading(board, "side", share=0.33)
        _rows(board, entries, 1, cards=False)
    elif kind == 1 and not sheet.height > 1.2 * sheet.width and len(entries) > 2:
        heading(board, "centre", high=50)
        _grid(board, entries)
    else:
        heading(board, "top", high=54)
        _rows(board, entries, 1 if len(entries) <= (10 if sheet.height > 1.2 * sheet.width else 5) else 2, cards=True)
    return board.inked


def _rows(board: Board, entries: list[Entry], columns: int, *, cards: bool) -> None:
    """Rows with the words beside the icon, down one column and then the next."""
    per = -(-len(entries) // columns)
    lanes = row(board.area, columns, 30)
    gap = 14.0 if per > 4 else 20.0
    boxes = [box for lane in lanes for box in rows(lane, per, gap)][: len(entries)]
    tallest = 190.0 if board.sheet.upright else 116.0
    if boxes[0].height > tallest:
        spare = (board.area.height - tallest * per - gap * (per - 1)) * (0.5 if not cards else 0.3)
        lanes = row(
            cut(board.area, top=spare, bottom=board.area.height - spare - tallest * per - gap * (per - 1)), columns, 30
        )
        boxes = [box for lane in lanes for box in rows(lane, per, gap)][: len(entries)]
    if cards:
        for box, one in zip(boxes, entries, strict=True):
            board.layer(f"card-{one.number}", "reveal", one.number - 1)
            card(board, box)
        boxes = [cut(box, left=18, right=18, top=6, bottom=6) for box in boxes]
    numbered = all(one.art for one in entries) and len(entries) > 2
    style = cells.Style(radius=56, label=30 if not board.sheet.upright else 34, text=22, numbered=numbered)
    cells.beside(board, boxes, entries, "entry", style)


def _grid(board: Board, entries: list[Entry]) -> None:
    """Cards in a grid."""
    count = len(entries)
    columns = count if count <= 4 else -(-count // 2) if count <= 8 else 4
    if board.sheet.upright:
        columns = 2 if count <= 4 else 3
    boxes = grid(board.area, count, columns, 24)
    for box, one in zip(boxes, entries, strict=True):
        board.layer(f"card-{one.number}", "reveal", one.number - 1)
        card(board, box, edge=board.tones.series[(one.number - 1) % len(board.tones.series)])
    inner = [cut(box, left=15, right=15, top=20, bottom=12) for box in boxes]
    wide = boxes[0].width > 1.55 * boxes[0].height
    (cells.beside if wide else cells.stack)(board, inner, entries, "entry", cells.Style(radius=54, label=27, text=20))
