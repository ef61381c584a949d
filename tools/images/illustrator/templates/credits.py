"""The credits template: a heading over sources or credits, in as many columns and as small as they need."""

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet
from tools.images.illustrator.diagrams import grounds, items
from tools.images.illustrator.diagrams.board import Board, Face, Label, cut, row, rows
from tools.images.illustrator.diagrams.headings import heading
from tools.images.illustrator.diagrams.items import Entry
from tools.images.illustrator.diagrams.parts import block, line
from tools.images.illustrator.templates import text
from tools.images.illustrator.wording import Inked, Words


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the list and return its words."""
    works = items.entries(sheet.spec, words, arts)
    if not works:
        return text.card(sheet, words)
    kind = sheet.hand("composition").randrange(3)
    board = grounds.calm(sheet, words, dark=1.0 if kind == 0 else 0.0)
    if kind == 1 and not sheet.upright and len(works) <= 6:
        heading(board, "side", high=58, share=0.30)
        _lines(board, works, 1)
    else:
        heading(board, "centre" if kind == 2 else "top", high=52)
        _lines(board, works, 1 if len(works) <= (4 if not sheet.upright else 12) or sheet.upright else 2)
    return board.inked


def _lines(board: Board, works: list[Entry], columns: int) -> None:
    """Work over author and licence, a rule between; a bar where reading begins."""
    tones = board.tones
    per = -(-len(works) // columns)
    lanes = row(board.area, columns, 56)
    tall = min(board.area.height / per, 110.0 if not board.sheet.upright else 150.0)
    boxes = [box for lane in lanes for box in rows(Box(lane.x, lane.y, lane.width, tall * per), per, 0)][: len(works)]
    named, said = [], []
    for box, one in zip(boxes, works, strict=True):
        name = board.layer(f"credit-{one.number}", "reveal", one.number - 1)
        block(board, Box(box.x, box.y + 0.16 * tall, 5, 0.68 * tall), tones.accent, round=2.5)
        if one.number % per and one.number != len(works):
            line(board, [(box.x + 22, box.bottom), (box.right, box.bottom)], tones.line, 1.4, opacity=0.5)
        inner = cut(box, left=22, top=0.1 * tall, bottom=0.1 * tall)
        share = 0.5 if one.text else 1.0
        named.append(Label(one.label, Box(inner.x, inner.y, inner.width, inner.height * share), name))
        low = inner.y + inner.height * share + 3
        said.append(Label(one.text, Box(inner.x, low, inner.width, inner.bottom - low), name))
    grown = 1.25 if board.sheet.upright else 1.0
    board.say_all(named, Face(29 * grown, 11, tones.words, "SemiBold", 1), hang="middle")
    board.say_all(said, Face(23 * grown, 11, tones.words, "Regular", 1), hang="middle")
