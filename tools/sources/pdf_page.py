"""One page of a PDF: the lines that its readers see, with place and size, in the order they are drawn."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.clock import now
from core.errors import Mistake
from tools.sources.characters import tidy
from tools.sources.kinds import shown
from tools.sources.pdf_paint import Paint

if TYPE_CHECKING:
    from pypdf import PageObject

SMALLEST = 1.5  # points; smaller letters are not meant to be read
BOLD = re.compile(r"bold|black|heavy|semibold|demi|,?BoldMT", re.IGNORECASE)
SYMBOL_BULLET = re.compile("^[\uf0b7\uf0a7\uf076\uf0d8\uf02d\u25cf\u25a0]\\s*")
RAISED = {ord(digit): raised for digit, raised in zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True)}


@dataclass(frozen=True)
class Fragment:
    """A run of text: the start of its baseline and the size of its letters in points, `turn` in degrees."""

    text: str
    x: float
    y: float
    size: float
    turn: int
    bold: bool


@dataclass(frozen=True)
class Line:
    """A line of a page: its start, size in points, and height on the page from 0 (bottom) to 1."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    height: float


class PageReader:
    """Reads one page; `left_out` says whether words were there that nobody sees."""

    def __init__(self, deadline: float, name: str) -> None:
        self.deadline = deadline
        self.name = name
        self.paint = Paint()
        self.steps = 0
        self.left_out = False
        self.fragments: list[Fragment] = []

    def read(self, page: "PageObject") -> list[Line]:
        """The page's lines; raises Mistake when the file takes too long."""
        self._check_time()
        page.extract_text(visitor_operand_before=self._operand, visitor_text=self._text)
        box = page.mediabox
        left, bottom, right, top = (float(edge) for edge in (box.left, box.bottom, box.right, box.top))
        turns = Counter(fragment.turn for fragment in self.fragments for _ in fragment.text.strip())
        turn = turns.most_common(1)[0][0] if turns else 0
        seen = [
            _upright(fragment)
            for fragment in self.fragments
            if fragment.turn == turn
            and (not fragment.text.strip() or (left <= fragment.x <= right and bottom <= fragment.y <= top))
            and (not fragment.text.strip() or fragment.size >= SMALLEST)
        ]
        span = (bottom, top) if turn in (0, 180) else (left, right)
        return _lines(seen, *span)

    def _check_time(self) -> None:
        if now() > self.deadline:
            raise Mistake(f"{shown(self.name)} takes too long to read: print it to a new PDF file and give that.")

    def _operand(self, operator: bytes, operands: list[Any], matrix: Sequence[float], text: Sequence[float]) -> None:
        """Before each drawing step: empty the strings that are drawn unseen."""
        self.steps += 1
        if self.steps % 1000 == 0:
            self._check_time()
        if not self.paint.step(operator, operands, matrix, text):
            held = _emptied(operands)
            self.left_out = self.left_out or any(char.isalnum() for char in held)

    def _text(self, text: str, matrix: Sequence[float], own: Sequence[float], font: Any, size: float) -> None:
        if not text:
            return
        a, b, c, d, x, y = _product(own, matrix)
        turn = round(math.degrees(math.atan2(b, a)) / 90) * 90 % 360
        skew = abs(math.degrees(math.atan2(b, a)) - round(math.degrees(math.atan2(b, a)) / 90) * 90)
        name = str(font.get("/BaseFont", "")) if font else ""
        letters = SYMBOL_BULLET.sub("• ", text) if SYMBOL_BULLET.match(text) else text
        height = abs(size) * math.hypot(c, d)
        self.fragments.append(Fragment(letters, x, y, height, 1 if skew > 5 else turn, bool(BOLD.search(name))))


def _emptied(operands: list[Any]) -> str:
    """Make the strings of a text-showing step empty; what they held."""
    held = []
    for at, value in enumerate(operands):
        if isinstance(value, list):
            held.append(_emptied(value))
        elif isinstance(value, str | bytes):
            held.append(value if isinstance(value, str) else value.decode("latin-1"))
            operands[at] = type(value)()
    return "".join(held)


def _product(m: Sequence[float], n: Sequence[float]) -> tuple[float, float, float, float, float, float]:
    """The matrix m x n (PDF 32000-1, 8.3.3)."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _upright(fragment: Fragment) -> Fragment:
    """The fragment as seen with the page turned upright."""
    x, y = {90: (fragment.y, -fragment.x), 180: (-fragment.x, -fragment.y), 270: (-fragment.y, fragment.x)}.get(
        fragment.turn, (fragment.x, fragment.y)
    )
    return Fragment(fragment.text, x, y, fragment.size, 0, fragment.bold)


def _lines(fragments: list[Fragment], bottom: float, top: float) -> list[Line]:
    """Fragments that share a baseline, put together."""
    rows: list[list[Fragment]] = []
    ended = True
    for fragment in fragments:
        if not fragment.text.strip():
            ended = ended or "\n" in fragment.text
            if rows and not ended:
                rows[-1].append(fragment)
            continue
        same = rows and abs(fragment.y - _base(rows[-1]).y) < 0.6 * max(_base(rows[-1]).size, fragment.size)
        if same and not (ended and fragment.x <= rows[-1][-1].x and fragment.x <= _base(rows[-1]).x):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
        ended = fragment.text.endswith("\n")
    return [line for row in rows if (line := _line(row, bottom, top)).text]


def _base(row: list[Fragment]) -> Fragment:
    """The fragment that a line stands on: its largest."""
    return max(row, key=lambda fragment: fragment.size if fragment.text.strip() else 0.0)


def _line(row: list[Fragment], bottom: float, top: float) -> Line:
    base = _base(row)
    text = ""
    for fragment in row:
        words = fragment.text.replace("\n", " ")
        if fragment.size < 0.8 * base.size and fragment.y > base.y + 0.15 * base.size and words.strip().isdigit():
            words = _raised(text, words)
        text += words
    place = abs(base.y) if top > bottom else 0.0
    height = min(1.0, max(0.0, (place - bottom) / (top - bottom))) if top > bottom else 0.5
    start = next(fragment for fragment in row if fragment.text.strip())
    lettered = [fragment for fragment in row if any(char.isalpha() for char in fragment.text)]
    bold = bool(lettered) and all(fragment.bold for fragment in lettered)
    return Line(" ".join(tidy(text).split()), start.x, base.y, round(base.size, 1), bold, height)


def _raised(before: str, digits: str) -> str:
    """Raised digits: an exponent after a number or a unit, else the mark of a note, which goes."""
    last = re.search(r"[^\W_]+$", before)
    exponent = last is not None and (len(last.group()) <= 2 or last.group().isdigit())
    return digits.translate(RAISED) if exponent else " " * digits.endswith(" ")
