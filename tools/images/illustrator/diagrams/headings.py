"""The heading of a diagram: above it, or in a column where reading begins."""

from typing import Literal

from tools.images.illustrator.canvas import Box, rect
from tools.images.illustrator.diagrams.board import Align, Board, Face, cut

Place = Literal["top", "centre", "side"]


def heading(board: Board, place: Place = "top", *, high: float = 54, share: float = 0.34) -> None:
    """Set kicker, heading and text, and take their room from the board's area; `share` is a side column's width."""
    told = entries(board, high if place != "side" else high * 1.08, side=place == "side")
    if not any(text for text, _, _ in told):
        return
    board.layer("heading", "reveal", -1)
    area, short = board.area, board.sheet.spec.heading == ""
    if place == "side" and not board.sheet.upright:
        box = Box(area.x, area.y, area.width * share, area.height)
        taken = board.column(box, told, 0.46)
        _bar(board, box.x, taken.y - 24, 58)
        board.area = cut(area, left=box.width + 0.055 * board.sheet.width)
        return
    align: Align = "centre" if place == "centre" else "start"
    room = Box(area.x, area.y, area.width, area.height * (0.30 if not short else 0.22))
    taken = board.column(room, told, 0.0, align)
    board.area = cut(area, top=taken.bottom - area.y + 0.042 * board.sheet.height)


def entries(board: Board, high: float, *, side: bool) -> list[tuple[str, Face, float]]:
    """Kicker, heading and text as a column of them is set."""
    tones, words = board.tones, board.words
    lines = 5 if side else 2
    return [
        (words.shown(board.sheet.spec.kicker, "kicker"), Face(24, 15, tones.marked, "SemiBold", 1), 0.0),
        (words.heading, Face(high, 17, tones.words, "Bold", lines), 16.0),
        (words.text, Face(27, 15, tones.words, "Regular", 6 if side else 2), 20.0),
    ]


def _bar(board: Board, x: float, y: float, width: float) -> None:
    """The accent above a column of words."""
    if y > 0.5 * board.sheet.margin:
        left = board.x(x) - (width if board.rtl else 0)
        board.add(rect(left, y, width, 8, board.tones.accent, round=4))
