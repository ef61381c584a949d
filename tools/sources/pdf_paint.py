"""Whether the letters of a PDF page show: the pen's colour and mode against what was painted under them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

SHOWING = (b"Tj", b"TJ", b"'", b'"')
FILLING = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
ENDING = (*FILLING, b"n", b"S", b"s")
WHITE = 0.92  # of full light; paler letters cannot be read on paper
INVISIBLE = 3  # text rendering mode: neither filled nor stroked (PDF 32000-1, 9.3.6)
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Pen:
    """The graphics state that matters: light from 0 to 1 (None: not known), text mode, colour space."""

    light: float | None = 0.0
    mode: int = 0
    space: str = "/DeviceGray"


class Paint:
    """Follows the drawing steps of a page and its forms."""

    def __init__(self) -> None:
        self.pen = Pen()
        self.saved: list[Pen] = []
        self.path: list[Box] = []
        self.grounds: list[Box] = []
        self.pictures = False

    def step(self, operator: bytes, operands: Sequence[Any], matrix: Sequence[float], text: Sequence[float]) -> bool:
        """Take a step; False when it shows letters that nobody sees."""
        if operator in SHOWING:
            return self._shows(matrix, text)
        if operator == b"q":
            self.saved.append(self.pen)
        elif operator == b"Q":
            self.pen = self.saved.pop() if self.saved else Pen()
        elif operator == b"Tr" and operands:
            self.pen = replace(self.pen, mode=int(operands[0]) if isinstance(operands[0], int | float) else 0)
        elif operator in (b"Do", b"sh", b"INLINE IMAGE", b"BI"):
            self.pictures = True
        elif operator in (b"re", b"m", b"l", b"c"):
            self._draw(operator, operands, matrix)
        elif operator in ENDING:
            self._end(operator)
        else:
            self._colour(operator, operands)
        return True

    def _shows(self, matrix: Sequence[float], text: Sequence[float]) -> bool:
        """Letters show unless they are invisible or white on bare paper.

        Invisible ones over a picture are the text layer of a scan; white ones on a picture may show.
        """
        if self.pen.mode == INVISIBLE or self.pen.mode == INVISIBLE + 4:
            return self.pictures
        if self.pen.light is None or self.pen.light < WHITE or self.pictures:
            return True
        x, y = _place(matrix, text[4], text[5])
        return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in self.grounds)

    def _colour(self, operator: bytes, operands: Sequence[Any]) -> None:
        if operator == b"cs" and operands:
            self.pen = replace(self.pen, space=str(operands[0]), light=0.0)
        elif operator in (b"g", b"rg", b"k", b"sc", b"scn"):
            values = [float(value) for value in operands if isinstance(value, int | float)]
            known = operator in (b"g", b"rg", b"k") or len(values) != 1 or self.pen.space in ("/DeviceGray", "/CalGray")
            self.pen = replace(self.pen, light=_light(values) if known else None)

    def _draw(self, operator: bytes, operands: Sequence[Any], matrix: Sequence[float]) -> None:
        """Add to the path the box of what is drawn; curves count by their end points."""
        values = [float(value) for value in operands if isinstance(value, int | float)]
        if operator == b"re" and len(values) == 4:
            x, y, width, height = values
            corners = [_place(matrix, x, y), _place(matrix, x + width, y + height)]
            self.path.append(_box(corners))
        elif operator != b"re" and len(values) >= 2:
            point = _place(matrix, values[-2], values[-1])
            around = [point, *((edge[at], edge[at + 1]) for edge in self.path[-1:] for at in (0, 2))]
            if operator == b"m" or not self.path:
                self.path.append(_box([point]))
            else:
                self.path[-1] = _box(around)

    def _end(self, operator: bytes) -> None:
        if operator in FILLING and (self.pen.light is None or self.pen.light < WHITE):
            self.grounds += self.path
        self.path = []


def _light(values: list[float]) -> float | None:
    """How light a colour of one (grey), three (RGB) or four (CMYK) parts is: its darkest part."""
    if len(values) in (1, 3):
        return min(values)
    if len(values) == 4:
        return 1 - min(1.0, max(values[:3]) + values[3])
    return None


def _place(matrix: Sequence[float], x: float, y: float) -> tuple[float, float]:
    return (x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5])


def _box(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))
