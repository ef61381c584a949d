"""The quote template: a quotation with its author and the quotation marks of its language."""

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, path, rect
from tools.images.illustrator.diagrams import grounds
from tools.images.illustrator.diagrams.board import Align, Board, Face, cut, frame
from tools.images.illustrator.diagrams.parts import card, halo, show
from tools.images.illustrator.templates import text
from tools.images.illustrator.wording import Inked, Words

MARKS = {
    "en": "“”", "ar": "«»", "fa": "«»", "fr": "«»", "es": "«»", "it": "«»", "pt": "“”", "ru": "«»", "de": "„“",
    "ja": "「」", "zh": "“”", "ko": "“”", "hi": "“”",
}  # fmt: skip
"""Opening and closing quotation marks by language."""
QUOTES = '“”„"«»「」‘’'


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the quotation and return its words."""
    said, who = (words.heading, words.text) if words.heading else (words.text, "")
    if not said:
        return text.draw(sheet, words, arts)
    return sheet.hand("composition").choice((_plain, _card, _dark))(sheet, words, (said, who), arts[:1])


def _marks(sheet: Sheet) -> str:
    return MARKS.get(sheet.spec.language.split("-")[0].lower(), "“”")


def _quoted(sheet: Sheet, said: str) -> str:
    """The words between the marks of their language."""
    opening, closing = tuple(_marks(sheet))
    bare = said.strip().strip(QUOTES).strip()
    thin = "\u202f" if sheet.spec.language.startswith("fr") else ""
    return f"{opening}{thin}{bare}{thin}{closing}" if bare else said


def _entries(board: Board, said: str, who: str) -> list[tuple[str, Face, float]]:
    length, tones = len(said), board.tones
    high = 68 if length < 60 else 58 if length < 130 else 40 if length < 220 else 34
    entries = [(said, Face(high, 17, tones.words, "Bold" if length < 130 else "SemiBold", 8), 0.0)]
    return [*entries, (f"— {who}" if who else "", Face(30, 15, tones.marked, "SemiBold", 2), 30.0)]


def _places(sheet: Sheet, arts: list[Art]) -> tuple[Box, Box | None]:
    """Where the words stand, and the subject if there is one."""
    area = frame(sheet)
    if not arts:
        return area, None
    if sheet.upright:
        tall = 0.3 * area.height
        return cut(area, top=tall + 30), Box(area.x, area.y, area.width, tall)
    wide = 0.3 * area.width
    return cut(area, right=wide + 40), Box(area.right - wide, area.y, wide, area.height)


def _subject(board: Board, place: Box | None, arts: list[Art]) -> None:
    if place:
        board.layer("subject", "reveal")
        r = min(place.width, place.height) / 2
        x, y = place.x + place.width / 2, place.y + place.height / 2
        halo(board, x, y, r)
        show(board, arts[0], Box(x - 0.62 * r, y - 0.62 * r, 1.24 * r, 1.24 * r))


def _plain(sheet: Sheet, words: Words, told: tuple[str, str], arts: list[Art]) -> list[Inked]:
    """A great mark above the words, which begin at the side."""
    board = grounds.calm(sheet, words, dark=0.0)
    box, place = _places(sheet, arts)
    _subject(board, place, arts)
    board.layer("mark", "reveal")
    size = 0.17 * box.height if not sheet.upright else 0.12 * box.height
    _mark(board, box.x, box.y, size)
    board.layer("words", "reveal", 1)
    inner = cut(box, top=size + 26, right=0.06 * box.width)
    board.column(inner, _entries(board, told[0].strip(QUOTES + " "), told[1]), 0.3)
    return board.inked


def _card(sheet: Sheet, words: Words, told: tuple[str, str], arts: list[Art]) -> list[Inked]:
    """The words in the middle of a card, the mark on its edge."""
    board = grounds.calm(sheet, words, dark=0.5)
    box, place = _places(sheet, arts)
    _subject(board, place, arts)
    board.layer("card", "reveal")
    size = min(58.0, 0.12 * box.height)
    panel = cut(box, top=size * 0.6)
    card(board, panel, round=26)
    align: Align = "centre"
    _mark(board, panel.x + panel.width / 2 - size * 0.75, box.y, size)
    board.layer("words", "reveal", 1)
    inner = cut(panel, left=44, right=44, top=size * 0.6 + 22, bottom=28)
    board.column(inner, _entries(board, told[0].strip(QUOTES + " "), told[1]), 0.5, align)
    return board.inked


def _dark(sheet: Sheet, words: Words, told: tuple[str, str], arts: list[Art]) -> list[Inked]:
    """The words with the marks of their language, a bar at their side."""
    board = grounds.calm(sheet, words, dark=1.0)
    box, place = _places(sheet, arts)
    _subject(board, place, arts)
    board.layer("words", "reveal", 1)
    taken = board.column(cut(box, left=42), _entries(board, _quoted(sheet, told[0]), told[1]), 0.46)
    bar = board.box(Box(box.x, taken.y - 6, 9, taken.height + 12))
    board.add(rect(bar.x, bar.y, bar.width, bar.height, board.tones.accent, round=4))
    return board.inked


def _mark(board: Board, x: float, y: float, size: float) -> None:
    """The opening mark of the language as a drawing, its upper left at (x, y)."""
    opening = _marks(board.sheet)[0]
    accent, step = board.tones.accent, size * 0.8
    for number in range(1 if opening == "「" else 2):
        left = x + number * step
        if opening == "「":
            points = [(0, 0), (1, 0), (1, 0.16), (0.16, 0.16), (0.16, 1), (0, 1)]
        elif opening == "«":
            points = [(0, 0.5), (0.5, 0), (0.74, 0), (0.28, 0.5), (0.74, 1), (0.5, 1)]
        else:
            _comma(board, left, y, size, turned=opening == "“")
            continue
        d = "L".join(f"{board.x(left + px * size):.1f} {y + py * size:.1f}" for px, py in points)
        board.add(path(f"M{d}Z", accent))


def _comma(board: Board, x: float, y: float, size: float, *, turned: bool) -> None:
    """A comma of a quotation mark: standing on its head when it opens."""
    w = 0.68 * size
    left = board.x(x) - (w if board.rtl else 0)
    if turned:
        d = (
            f"M{left:.1f} {y + 0.62 * size:.1f}C{left:.1f} {y + 0.22 * size:.1f} {left + 0.4 * w:.1f} {y:.1f} "
            f"{left + w:.1f} {y:.1f}V{y + 0.2 * size:.1f}C{left + 0.72 * w:.1f} {y + 0.22 * size:.1f} "
            f"{left + 0.55 * w:.1f} {y + 0.36 * size:.1f} {left + 0.55 * w:.1f} {y + 0.52 * size:.1f}"
            f"H{left + w:.1f}V{y + size:.1f}H{left:.1f}Z"
        )
    else:
        d = (
            f"M{left + w:.1f} {y + 0.38 * size:.1f}C{left + w:.1f} {y + 0.78 * size:.1f} {left + 0.6 * w:.1f} "
            f"{y + size:.1f} {left:.1f} {y + size:.1f}V{y + 0.8 * size:.1f}C{left + 0.28 * w:.1f} "
            f"{y + 0.78 * size:.1f} {left + 0.45 * w:.1f} {y + 0.64 * size:.1f} {left + 0.45 * w:.1f} "
            f"{y + 0.48 * size:.1f}H{left:.1f}V{y:.1f}H{left + w:.1f}Z"
        )
    board.add(path(d, board.tones.accent))
