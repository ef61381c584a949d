"""Plain text: paragraphs out of wrapped lines, headings, items; page numbers and Project Gutenberg's frame dropped."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import quantiles

from tools.sources.dates import iso_date
from tools.sources.lines import BULLET, NUMBERED, PAGE, TERMINAL, Vocabulary, begins_small, goes_on, joined, wrapped
from tools.sources.reading import Part, Reading

HEADING_LENGTH = 80  # characters
UNWRAPPED = 160  # a line this long is a paragraph of its own: nobody wraps there
UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,}|\^{3,}|\*{3,})\s*")
SEPARATOR = re.compile(r"\s*(?:[-=_~*#•·.+]\s*){3,}")
CONTENTS = re.compile(r".{2,80}?(?:\s?\.){4,}\s*\w{1,6}\s*")
CHAPTER = re.compile(
    r"(?:chapter|part|book|section|act|scene)\s+(?:\d{1,3}|[ivxlc]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"[.:]?[^.!?]{0,70}|(?:prologue|epilogue|preface|introduction|conclusion|foreword)|(?:الفصل|الباب)\s[^.!؟]{1,60}",
    re.IGNORECASE,
)
ATTACHED_MARK = re.compile(r"(?<=[^\s\[])\[\d{1,3}\]")
START = re.compile(r"^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG.*?\*\*\*\s*$", re.M | re.I | re.S)
END = re.compile(r"^(?:\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG|End of (?:the )?Project Gutenberg)", re.M | re.I)
FIELD = re.compile(r"^(Title|Author|Release date|Original publication):[ \t]*(.+(?:\n[ \t]+.+)*)", re.M | re.I)
PRODUCER = re.compile(r"(?:E-?text |This eBook was )?(?:produced|prepared|transcribed) by\b", re.I)
PLATE = re.compile(r"\[Illustration[^\]]{0,400}\]", re.I)
EMPHASIS = re.compile(r"(?<![\w_])_([^_\n]{1,300}(?:\n[^_\n]{1,300}){0,3})_(?![\w_])")


def read_text(text: str) -> Reading:
    """The paragraphs, headings and items of a plain text."""
    body, fields = _unframed(text)
    lines = [line.expandtabs(4).rstrip() for line in _numbers_dropped(body.split("\n"))]
    width = _width(lines)
    vocabulary = Vocabulary.of(lines)
    parts: list[Part] = []
    for block in _blocks(lines):
        for part in _parts(block, width, vocabulary):
            _add(parts, part, vocabulary)
    released = (fields.get("release date") or "").split("[")[0]
    return Reading(
        tuple(parts),
        fields.get("title", ""),
        fields.get("author"),
        iso_date(fields.get("original publication") or released),
    )


def _unframed(text: str) -> tuple[str, dict[str, str]]:
    """The text inside Project Gutenberg's frame, and what its header says; other texts as they are."""
    start = START.search(text)
    if start is None:
        return ATTACHED_MARK.sub("", text), {}
    fields = {key.lower(): " ".join(value.split()) for key, value in FIELD.findall(text[: start.start()])}
    end = END.search(text, start.end())
    body = text[start.end() : end.start() if end else len(text)]
    body = EMPHASIS.sub(r"\1", PLATE.sub("", ATTACHED_MARK.sub("", body)))
    blocks = re.split(r"\n\s*\n", body.strip())
    return "\n\n".join(block for at, block in enumerate(blocks) if at > 3 or not PRODUCER.match(block.strip())), fields


def _numbers_dropped(lines: list[str]) -> list[str]:
    """The lines without page numbers; where a page ended inside a paragraph, it goes on."""
    bare = [at for at, line in enumerate(lines) if re.fullmatch(r"\s*\d{1,4}\s*\f?|\f\s*\d{1,4}\s*", line)]
    values = [int(re.sub(r"\D", "", lines[at])) for at in bare]
    counted = len(values) > 1 and all(0 < after - before <= 3 for before, after in pairwise(values))
    pages = set(bare) if counted else {at for at in bare if "\f" in lines[at] or _beside_break(lines, at)}
    pages |= {at for at, line in enumerate(lines) if PAGE.fullmatch(line.strip())}
    return ["" if at in pages else line.replace("\f", "") for at, line in enumerate(lines)]


def _beside_break(lines: list[str], at: int) -> bool:
    return any("\f" in line for line in lines[max(0, at - 1) : at + 2])


def _width(lines: Sequence[str]) -> int:
    """The characters that the lines were wrapped at: the length that few pass."""
    lengths = [len(line) for line in lines if line]
    return round(quantiles(lengths, n=20)[-1]) if len(lengths) > 1 else max(lengths, default=0)


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines between empty ones; a separator or a line of a table of contents counts as empty."""
    block: list[str] = []
    for line in [*lines, ""]:
        mark = SEPARATOR.fullmatch(line) and not (block and UNDERLINE.fullmatch(line))
        if line.strip() and not mark and not CONTENTS.fullmatch(line):
            block.append(line)
        elif block:
            yield block
            block = []


def _parts(block: list[str], width: int, vocabulary: Vocabulary) -> Iterator[Part]:
    """The parts of a block: an underlined heading, items, paragraphs."""
    plain: list[str] = []
    marks = sum(_mark(line) is not None for line in block)
    for at, line in enumerate(block):
        below = block[at + 1] if at + 1 < len(block) else ""
        if UNDERLINE.fullmatch(line):
            if plain:
                *plain, title = plain
                yield from _paragraphs(plain, width, vocabulary)
                yield Part("heading", title.strip(), 1 if line.strip()[0] in "=*" else 2)
                plain = []
        elif _begins_item(line, plain, marks) and not UNDERLINE.fullmatch(below):
            yield from _paragraphs(plain, width, vocabulary)
            plain = [line]
        else:
            plain.append(line)
    yield from _paragraphs(plain, width, vocabulary)


def _mark(line: str) -> re.Match[str] | None:
    """A bullet or a number at the beginning of a line."""
    return BULLET.match(line.strip()) or NUMBERED.match(line.strip())


def _begins_item(line: str, before: list[str], marks: int) -> bool:
    """Whether an item begins: a bullet, or one of several marked lines of a block (a dash may stand in a sentence)."""
    mark = _mark(line)
    if mark is None:
        return False
    sure = BULLET.match(line.strip()) and (mark.group()[0] not in "-–—+" or not before)
    return bool(sure) or marks > 1


def _paragraphs(lines: list[str], width: int, vocabulary: Vocabulary) -> Iterator[Part]:
    """Lines without a mark between them as an item, a heading or paragraphs."""
    if not lines:
        return
    first = lines[0].strip()
    mark = BULLET.match(first) or NUMBERED.match(first)
    if mark and not (len(lines) == 1 and NUMBERED.match(first) and is_heading(first[mark.end() :])):
        yield Part("item", joined([first[mark.end() :], *lines[1:]], vocabulary), 1 + _indent(lines[0]) // 2)
    elif len(lines) <= 2 and is_heading(joined(lines, vocabulary)):
        yield Part("heading", joined(lines, vocabulary), 1 if CHAPTER.match(first) else 2)
    elif _is_list(lines, width):
        yield from (Part("item", line.strip(), 1) for line in lines)
    else:
        yield from (Part("paragraph", joined(group, vocabulary)) for group in _groups(lines, width))


def _indent(line: str) -> int:
    return min(len(line) - len(line.lstrip()), 10)


def is_heading(line: str) -> bool:
    """Whether a line that stands alone is a heading: capitals, or a chapter's name."""
    if not line or len(line) > HEADING_LENGTH:
        return False
    if CHAPTER.fullmatch(line):
        return True
    letters = sum(char.isalpha() for char in line)
    return letters > 2 and line == line.upper() != line.lower() and not line.endswith((",", ";"))


def _is_list(lines: list[str], width: int) -> bool:
    """Whether short lines that end nowhere are things listed: ingredients, names, an address."""
    if len(lines) < 3 or max(len(line) for line in lines) > 60:
        return False
    free = not any(wrapped(line, after, min(width, 60)) for line, after in pairwise(lines))
    return free and not any(TERMINAL.search(line) or line.endswith((",", "—", "-", "،")) for line in lines)


def _groups(lines: list[str], width: int) -> Iterator[list[str]]:
    """The lines of each paragraph of a block: parted at an indent, after a long line, after a short last line."""
    verse = sum(not wrapped(a, b, width) for a, b in pairwise(lines)) * 2 > len(lines)
    group = [lines[0]]
    for before, line in pairwise(lines):
        indented = _indent(line) >= _indent(before) + 2 and bool(TERMINAL.search(before))
        ended = not verse and len(before) < width * 0.75 and TERMINAL.search(before) and not line.strip()[0].islower()
        if len(before) > UNWRAPPED or len(line) > UNWRAPPED or indented or ended:
            yield group
            group = []
        group.append(line)
    yield group


def _add(parts: list[Part], part: Part, vocabulary: Vocabulary) -> None:
    """Append a part; a paragraph that a page parted is put together."""
    last = parts[-1] if parts else None
    if last and last.kind == part.kind == "paragraph" and begins_small(part.text) and goes_on(last.text, part.text):
        parts[-1] = Part("paragraph", joined([last.text, part.text], vocabulary))
    else:
        parts.append(part)
