"""The board of a diagram: words set on it in layers, a heading, and the area that is left.

Everything is laid out as for left-to-right reading; a board of a right-to-left film mirrors boxes and points itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from core.scene import CelMotion
from tools.images.illustrator.canvas import Box, Sheet
from tools.images.illustrator.diagrams.tones import Tones
from tools.images.illustrator.typography import Block, Wanted, Weight, compose
from tools.images.illustrator.wording import Inked, Words, growth, lettered

Align = Literal["start", "centre", "end"]
Hang = Literal["top", "middle", "bottom", "line"]
SMALLEST = 15.0
"""Letter height (em, design units) that words are not set below: 22 pixels of a 1080p picture."""


@dataclass(frozen=True)
class Face:
    """How words look: the largest and smallest em, weight, colours in order of preference, the most lines."""

    high: float
    low: float
    colours: tuple[str, ...]
    weight: Weight = "Bold"
    lines: int = 2


@dataclass(frozen=True)
class Label:
    """A text for a box; `layer` is the layer that it moves with, empty for the one begun last."""

    text: str
    box: Box
    layer: str = ""


class Board:
    """A sheet whose layout is written for left-to-right reading; `area` is where things may still stand."""

    def __init__(self, sheet: Sheet, words: Words, tones: Tones) -> None:
        self.sheet, self.words, self.tones = sheet, words, tones
        self.inked: list[Inked] = []
        self.area = frame(sheet)
        self.rtl = sheet.spec.direction == "rtl"

    def x(self, x: float) -> float:
        """The place across, mirrored for right-to-left films."""
        return self.sheet.width - x if self.rtl else x

    def box(self, box: Box) -> Box:
        """The box, mirrored for right-to-left films."""
        return replace(box, x=self.sheet.width - box.right) if self.rtl else box

    def layer(
        self, name: str, motion: CelMotion = "still", order: int = 0, depth: float = 1.0, *, around: bool = False
    ) -> str:
        """Begin a layer; words set from now on move with it. Returns its name."""
        self.sheet.layer(name, depth, motion, order).around = around
        return name

    def add(self, *parts: str) -> None:
        """Draw in the layer begun last."""
        self.sheet.add(*parts)

    def say(
        self, text: str, box: Box, face: Face, *, align: Align = "start", hang: Hang = "top", layer: str = ""
    ) -> Box | None:
        """Set one text; returns where its ink is, as laid out. None without text or room."""
        return self.say_all([Label(text, box, layer)], face, align=align, hang=hang)[0]

    def say_all(
        self, labels: Sequence[Label], face: Face, *, align: Align = "start", hang: Hang = "top"
    ) -> list[Box | None]:
        """Set texts of one kind, all in the size that the longest one needs; returns where their ink is."""
        blocks = self._sized(labels, face, align, hang)
        for block, label in zip(blocks, labels, strict=True):
            if block is not None:
                self.inked.append(Inked(block, face.colours, label.layer or self.sheet.layers[-1].name))
        return [self._inside(block) if block is not None else None for block in blocks]

    def column(self, box: Box, entries: Sequence[tuple[str, Face, float]], hang: float, align: Align = "start") -> Box:
        """Set texts under each other, each after its gap, all shifted down by `hang` of what is left."""
        begun, y, first = len(self.inked), box.y, True
        for number, (text, face, gap) in enumerate(entries):
            if not text:
                continue
            y += 0 if first else gap
            left = box.bottom - y
            share = 0.66 if any(later for later, _, _ in entries[number + 1 :]) else 1.0
            found = self.say(text, Box(box.x, y, box.width, max(left * share, 6)), face, align=align)
            y, first = (found.bottom if found else y), False
        shift = max(box.bottom - y, 0) * hang
        self.move(begun, shift)
        return Box(box.x, box.y + shift, box.width, y - box.y)

    def move(self, begun: int, down: float) -> None:
        """Shift the words set since there were `begun` of them."""
        pixels = int(down * self.sheet.scale)
        shifted = [replace(one, block=replace(one.block, y=one.block.y + pixels)) for one in self.inked[begun:]]
        self.inked[begun:] = shifted

    def _sized(self, labels: Sequence[Label], face: Face, align: Align, hang: Hang) -> list[Block | None]:
        blocks: list[Block | None] = [None] * len(labels)
        em = face.high * growth(self.sheet)
        for at, label in enumerate(labels):
            if label.text and label.box.width > 1 and label.box.height > 1:
                blocks[at] = found = self._set(label, face, em, align, hang)
                em = max(min(em, found.em), min(face.low, em))
        for at, block in enumerate(blocks):
            if block is not None and block.em > em * 1.01:
                blocks[at] = self._set(labels[at], face, em, align, hang)
        return blocks

    def _set(self, label: Label, face: Face, em: float, align: Align, hang: Hang) -> Block:
        box, direction = self.box(label.box), self.sheet.spec.direction
        wanted = Wanted(label.text, box, em, min(face.low, em), face.weight, direction, align, max(face.lines, 1), hang)
        return compose(lettered(self.sheet, wanted), self.sheet.scale)

    def _inside(self, block: Block) -> Box:
        """Where a block's ink is, as laid out."""
        at, scale = block.box, self.sheet.scale
        return self.box(Box(at.x / scale, at.y / scale, at.width / scale, at.height / scale))


def frame(sheet: Sheet) -> Box:
    """Where words and what must be seen may stand: inside the margin, clear of the captions."""
    margin = sheet.margin
    low = min(sheet.floor - 0.3 * margin, sheet.height - margin)
    return Box(margin, margin, sheet.width - 2 * margin, low - margin)


def cut(box: Box, *, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> Box:
    """The box without strips at its sides."""
    width, height = max(box.width - left - right, 1), max(box.height - top - bottom, 1)
    return Box(box.x + left, box.y + top, width, height)


def row(box: Box, count: int, gap: float) -> list[Box]:
    """Boxes side by side, in reading order."""
    width = (box.width - gap * (count - 1)) / count
    return [Box(box.x + i * (width + gap), box.y, width, box.height) for i in range(count)]


def rows(box: Box, count: int, gap: float) -> list[Box]:
    """Boxes under each other."""
    height = (box.height - gap * (count - 1)) / count
    return [Box(box.x, box.y + i * (height + gap), box.width, height) for i in range(count)]


def grid(box: Box, count: int, columns: int, gap: float) -> list[Box]:
    """Boxes in rows of `columns`, in reading order; a last row that is not full is centred."""
    lines = -(-count // columns)
    found: list[Box] = []
    for number, line in enumerate(rows(box, lines, gap)):
        here = min(columns, count - number * columns)
        width = (box.width - gap * (columns - 1)) / columns
        taken = here * width + (here - 1) * gap
        found.extend(row(Box(line.x + (line.width - taken) / 2, line.y, taken, line.height), here, gap))
    return found
