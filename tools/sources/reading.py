"""What a format's reader hands over, and how it becomes a Document."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePath

from tools.sources.characters import one_line, tidy
from tools.sources.port import Block, BlockKind, Document

TITLE_LENGTH, NAME_LENGTH = 200, 100  # characters; longer ones are text that got into the wrong field
HIDDEN = "Text that the document's readers do not see was left out."
# Reference marks: [12], [3, 4], [5–7] and [citation needed] after a word.
REFERENCE = re.compile(r"\s?\[(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|citation needed|edit|note \d+)\]")


@dataclass(frozen=True)
class Part:
    """A block before its place in the text is known."""

    kind: BlockKind
    text: str
    level: int = 0


@dataclass(frozen=True)
class Reading:
    """A document's parts in reading order and what it says about itself."""

    parts: tuple[Part, ...]
    title: str = ""
    author: str | None = None
    date: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()


def document(reading: Reading, name: str, media_type: str, sha256: str, language_of: Callable[[str], str]) -> Document:
    """The Document of a reading; `text` is empty when nothing was found."""
    parts = _cleaned(reading.parts)
    text = "\n\n".join(part.text for part in parts)
    return Document(
        name=name,
        title=_title(reading.title, parts, name),
        media_type=media_type,
        sha256=sha256,
        language=language_of(text),
        text=text,
        blocks=tuple(_placed(parts)),
        date=reading.date,
        author=_short(reading.author, NAME_LENGTH),
        url=reading.url,
        notes=tuple(dict.fromkeys(reading.notes)),
    )


def _cleaned(parts: Iterable[Part]) -> list[Part]:
    cleaned = (replace(part, text=one_line(tidy(part.text))) for part in parts)
    return [part for part in cleaned if any(char.isalnum() for char in part.text)]


def _placed(parts: Iterable[Part]) -> Iterator[Block]:
    start = 0
    for part in parts:
        yield Block(kind=part.kind, text=part.text, start=start, level=part.level)
        start += len(part.text) + 2


def _title(said: str, parts: list[Part], name: str) -> str:
    """The title that the document gives itself, its first heading when nothing but a line stands before, its name."""
    own = _short(said, TITLE_LENGTH)
    if own:
        return own
    headings = [part for part in parts[:2] if part.kind == "heading" and part.level <= 2]
    if headings:
        return headings[0].text[:TITLE_LENGTH]
    stem = one_line(re.sub(r"[_\W]+", " ", tidy(PurePath(name).stem)))
    return stem[:1].upper() + stem[1:] or tidy(name)


def _short(value: str | None, length: int) -> str | None:
    """The value when it is words of at most `length` characters."""
    line = one_line(tidy(value or ""))
    return line if 0 < len(line) <= length and any(char.isalnum() for char in line) else None


def without_references(text: str) -> str:
    """The text without reference marks."""
    return REFERENCE.sub("", text)


@contextmanager
def quiet(logger: str) -> Iterator[None]:
    """A library's log is silent: what it complains of is said in notes and mistakes."""
    log = logging.getLogger(logger)
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


def shown_title(said: str, parts: Sequence[Part]) -> str:
    """A title from a file's metadata, which nobody sees, when its words are read at the document's beginning too."""
    words = re.findall(r"\w+", said.lower())
    head = set(re.findall(r"\w+", " ".join(part.text for part in parts[:30]).lower()))
    likely = words and sum(word in head for word in words) * 10 >= 6 * len(words)
    return said if likely and not re.search(r"\.\w{2,4}$", said) else ""
