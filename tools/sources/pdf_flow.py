"""The lines of a PDF's pages as headings, items and paragraphs that go on over lines, columns and pages."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from tools.sources.lines import BULLET, NUMBERED, PAGE, TERMINAL, Vocabulary, goes_on, joined
from tools.sources.pdf_page import Line
from tools.sources.reading import Part, without_references
from tools.sources.text import CONTENTS, is_heading

MARGIN = 0.14  # of a page's height at its top and bottom: where running heads and page numbers stand
OUTER = 3  # lines of a running head or foot, at most
NUMBER = re.compile(r"(?:\d{1,4}|[ivxlc]{1,6}|[IVXLC]{1,6})")
ENDS = re.compile(r"^\d{1,4}(?=\s)|(?<=\s)\d{1,4}$")
HEADING_LENGTH = 120  # characters
LARGER = 1.12  # times the body's size that makes a heading


def parts_of(pages: Sequence[Sequence[Line]]) -> list[Part]:
    """The parts of a document of pages, in reading order."""
    kept = _without_running(pages)
    lines = [line for page in kept for line in page if not CONTENTS.fullmatch(line.text)]
    if not lines:
        return []
    return list(_Flow(lines).parts(kept))


def _without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without the lines that stand at the top or bottom of many of them."""
    body = _body_size(line for page in pages for line in page)
    edges = [_edge(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_key(line, body) for line in edge.values()})
    often = max(2, min(3, len(pages)), round(len(pages) * 0.3))
    offsets = Counter(offset for at, edge in enumerate(edges) for offset in _offsets(edge.values(), at, body))
    counted = {offset for offset, count in offsets.items() if count >= often}

    def runs(line: Line, number: int) -> bool:
        return (
            seen[_key(line, body)] >= often or _is_number(line.text) or bool(counted & _offsets([line], number, body))
        )

    return [
        [line for at, line in enumerate(page) if at not in edge or not runs(line, number)]
        for number, (page, edge) in enumerate(zip(pages, edges, strict=True))
    ]


def _body_size(lines: Iterable[Line]) -> float:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _key(line: Line, body: float) -> str:
    """What running lines have in common: all but their numbers; larger lines are titles, whose numbers count."""
    return line.text if line.size > LARGER * body else re.sub(r"\d+|\b[ivxlc]{1,6}\b", "#", line.text.lower())


def _is_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text) or PAGE.fullmatch(text))


def _offsets(lines: Iterable[Line], page: int, body: float) -> set[int]:
    """How far the numbers that begin or end short lines are ahead of the page: always the same for page numbers."""
    small = (line for line in lines if len(line.text) <= HEADING_LENGTH and line.size <= LARGER * body)
    found = (number for line in small for number in ENDS.findall(line.text))
    return {int(number) - page for number in found}


def _edge(page: Sequence[Line]) -> dict[int, Line]:
    """The outermost lines in the margins of a page, by their place in it."""
    order = sorted(range(len(page)), key=lambda at: page[at].height)
    outer = {*order[:OUTER], *order[-OUTER:]}
    return {at: page[at] for at in sorted(outer) if not MARGIN < page[at].height < 1 - MARGIN}


class _Flow:
    """What the lines have in common, and the paragraphs that follow from it."""

    def __init__(self, lines: list[Line]) -> None:
        self.vocabulary = Vocabulary.of(line.text for line in lines)
        self.body = _body_size(lines)
        gaps = [a.y - b.y for a, b in pairwise(lines) if 0 < a.y - b.y < 3 * self.body]
        self.leading = min(median(gaps), 1.9 * self.body) if gaps else 1.2 * self.body
        self.length = median(sorted(len(line.text) for line in lines)[-max(1, len(lines) // 2) :])
        larger = {line.size for line in lines if line.size > LARGER * self.body and len(line.text) <= HEADING_LENGTH}
        self.levels = {size: min(level, 6) for level, size in enumerate(sorted(larger, reverse=True), 1)}

    def parts(self, pages: Sequence[Sequence[Line]]) -> Iterator[Part]:
        """The parts; a paragraph that a page or column parted is put together."""
        pending: Part | None = None
        for group in self._groups([line for page in pages for line in page]):
            part = self._part(group)
            if part is None:
                continue
            both = pending is not None and pending.kind in ("paragraph", "item") and part.kind == "paragraph"
            if pending is not None and both and goes_on(pending.text, part.text):
                pending = Part(pending.kind, joined([pending.text, part.text], self.vocabulary), pending.level)
                continue
            if pending is not None:
                yield pending
            pending = part
        if pending is not None:
            yield pending

    def _groups(self, lines: list[Line]) -> Iterator[list[Line]]:
        group: list[Line] = []
        for line in lines:
            if CONTENTS.fullmatch(line.text):
                continue
            if group and self._parts(group, line):
                yield group
                group = []
            group.append(line)
        if group:
            yield group

    def _parts(self, group: list[Line], line: Line) -> bool:
        """Whether a new paragraph begins with this line."""
        last = group[-1]
        gap = last.y - line.y
        if gap <= 0 or gap > 1.3 * max(self.leading, 1.25 * line.size * (line.size > LARGER * self.body)):
            return True
        if abs(line.size - last.size) > 0.08 * last.size or line.bold != last.bold:
            return not (line.bold != last.bold and len(group) > 1 and line.text[:1].islower())
        if BULLET.match(line.text) or (NUMBERED.match(line.text) and (len(group) == 1 or TERMINAL.search(last.text))):
            return True
        item = BULLET.match(group[0].text) or NUMBERED.match(group[0].text)
        indented = line.x > last.x + 0.8 * self.body and not (item and len(group) == 1)
        if indented and TERMINAL.search(last.text):
            return True
        outdented = bool(item) and len(group) > 1 and line.x < last.x - 0.8 * self.body
        short = len(last.text) < 0.7 * self.length and bool(re.search(r"[.!?。؟]$", last.text))
        return outdented or (short and not line.text[:1].islower())

    def _part(self, group: list[Line]) -> Part | None:
        text = without_references(joined([line.text for line in group], self.vocabulary))
        first = group[0]
        if not any(char.isalnum() for char in text):
            return None
        if first.size in self.levels and len(text) <= HEADING_LENGTH and not text.endswith((".", ",", ";")):
            return Part("heading", text, self.levels[first.size])
        mark = BULLET.match(text) or NUMBERED.match(text)
        plain = len(text) <= HEADING_LENGTH and len(group) <= 2 and not re.search(r"[.:;,]$", text)
        if plain and (first.bold or is_heading(text)) and not BULLET.match(text):
            return Part("heading", text, min(len(self.levels) + 1, 6))
        if mark and len(text) > mark.end():
            return Part("item", text[mark.end() :], 1)
        return Part("paragraph", text)
