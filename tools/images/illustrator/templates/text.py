"""The text template: a typographic card; with a subject, the subject on its stage."""

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, rect
from tools.images.illustrator.diagrams.board import Align, Board, Face, frame
from tools.images.illustrator.diagrams.grounds import CARDS, lively
from tools.images.illustrator.templates import studio
from tools.images.illustrator.typography import Weight
from tools.images.illustrator.wording import Inked, Words

BAR = 34.0
"""What the accent above the words takes of the height."""


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the card and return its words."""
    return studio.draw(sheet, words, arts) if arts else card(sheet, words)


def card(sheet: Sheet, words: Words) -> list[Inked]:
    """Type and shapes alone; also what a diagram without anything to draw falls back to."""
    kind = sheet.hand("card").randrange(len(CARDS))
    board, look = lively(sheet, words, kind), CARDS[kind]
    board.layer("words", "reveal")
    box = _room(sheet, look.wide if not sheet.upright else look.tall)
    align: Align = "centre" if look.centred else "start"
    taken = board.column(Box(box.x, box.y + BAR, box.width, box.height - BAR), _entries(board), 0.44, align)
    if board.inked:
        width = 64.0
        x = box.x + (box.width - width) / 2 if align == "centre" else box.x
        board.add(rect(board.box(Box(x, 0, width, 8)).x, taken.y - BAR, width, 8, board.tones.accent, round=4))
    return board.inked


def _room(sheet: Sheet, shares: tuple[float, float, float, float]) -> Box:
    """Where the words may stand: the ground's own room (shares of the sheet), inside the margin and above captions."""
    area, edge = frame(sheet), (0.05 if not sheet.upright else 0.0) * sheet.width
    left, top = max(area.x + edge, shares[0] * sheet.width), max(area.y, shares[1] * sheet.height)
    right, low = min(area.right - edge, shares[2] * sheet.width), min(area.bottom, shares[3] * sheet.height)
    return Box(left, top, right - left, low - top)


def _entries(board: Board) -> list[tuple[str, Face, float]]:
    """Kicker, heading and text; a text alone is the heading. Longer words are set smaller, in more lines."""
    words, tones = board.words, board.tones
    kicker = words.shown(board.sheet.spec.kicker, "kicker")
    heading, text = (words.heading, words.text) if words.heading else (words.text, "")
    length = len(heading)
    high, lines = next((size for most, size in _SIZES if length <= most), (46, 8))
    weight: Weight = "Bold" if length <= 150 else "SemiBold"
    high *= 0.9 if board.sheet.upright else 1.0
    return [
        (kicker, Face(25, 15, tones.marked, "SemiBold", 1), 0.0),
        (heading, Face(high, 20, tones.words, weight, lines), 16.0),
        (text, Face(38 if len(text) < 120 else 30, 16, tones.words, "Regular", 7), 30.0),
    ]


_SIZES: tuple[tuple[int, tuple[float, int]], ...] = ((16, (132, 2)), (34, (108, 3)), (70, (84, 4)), (150, (62, 5)))
"""Characters of a heading, and the largest em and the most lines for it."""
