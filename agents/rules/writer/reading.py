"""Documents as sentences, each with its place and what it needs to be understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from agents.rules.text import sentences as split
from agents.rules.writer.lexicon import lexicon
from agents.rules.writer.trim import DATELINE, ENDED, MARKER, balanced, trimmed
from agents.rules.writer.words import base, length, stems, tokens, unelided
from tools.sources.port import Block, Document

Key = tuple[int, int]
MOST_JOINED = 5  # sentences that one open quotation may swallow


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence; `number` counts its document's sentences, `block` its blocks, `section` its headings."""

    document: int
    number: int
    start: int
    end: int
    raw: str
    language: str
    kind: str
    block: int
    section: int
    heading: str | None
    place: int
    """Which sentence of its block it is."""
    marked: bool
    """Whether it opens a numbered or bulleted item."""
    level: int = 0
    text: str = ""
    """As narrated after any other sentence."""
    joined: str = ""
    """As narrated right after the sentence before it: its connective stays."""
    words: float = 0.0
    stems: frozenset[str] = frozenset()

    @property
    def key(self) -> Key:
        """Its name: document and number."""
        return self.document, self.number


def read(documents: Sequence[Document]) -> list[list[Sentence]]:
    """The sentences of each document, in order; headings and table rows are no sentences."""
    return [list(_sentences(at, document)) for at, document in enumerate(documents)]


def _sentences(at: int, document: Document) -> Iterator[Sentence]:
    number = section = 0
    heading: str | None = None
    for block_at, block in enumerate(document.blocks):
        if block.kind == "heading":
            section, heading = section + 1, None if _is_title(block, document) else block.text
        if block.kind not in ("paragraph", "item"):
            continue
        for place, (start, end) in enumerate(_told(spans(block, document.language), document)):
            raw = document.text[start:end]
            yield _sentence(
                Sentence(
                    *(at, number, start, end, raw, base(document.language), block.kind, block_at, section, heading),
                    place=place,
                    marked=place == 0 and (block.kind == "item" or MARKER.match(raw) is not None),
                    level=block.level,
                )
            )
            number += 1


def _told(found: Sequence[tuple[int, int]], document: Document) -> Sequence[tuple[int, int]]:
    """The sentences without the dateline that opens a news text."""
    opening = document.text[slice(*found[0])].strip() if found else ""
    return found[1:] if DATELINE.fullmatch(opening) else found


def _is_title(block: Block, document: Document) -> bool:
    return block.level == 1 and block.text.strip().casefold() == document.title.strip().casefold()


def _sentence(bare: Sentence) -> Sentence:
    text = trimmed(bare.raw, bare.language, keep_connective=False)
    return replace(
        bare,
        text=text,
        joined=trimmed(bare.raw, bare.language, keep_connective=True),
        words=length(text),
        stems=frozenset(carrying(text, bare.language)),
    )


def carrying(text: str, language: str) -> list[str]:
    """The stems of a text that carry its subject."""
    stop, kind = lexicon(language).stop, base(language)
    found = stems(text, language)
    words = [unelided(word.lower(), kind) for word in tokens(text)]
    if len(words) != len(found):  # pairs of characters have no word of their own to be a stop word
        return found
    return [stem for stem, word in zip(found, words, strict=True) if word not in stop]


def spans(block: Block, language: str) -> list[tuple[int, int]]:
    """Where the block's sentences lie in the document's text; a quotation that runs over several stays in one."""
    found: list[tuple[int, int]] = []
    at = 0
    open_from: int | None = None
    joined = 0
    for piece in split(block.text, language):
        start = _skip_space(block.text, at)
        at = _after(block.text, start, piece)
        first = start if open_from is None else open_from
        whole = ENDED.search(piece.rstrip()) is not None
        if (not whole or not balanced(block.text[first:at])) and joined < MOST_JOINED:
            open_from, joined = first, joined + 1
            continue
        found.append((first, at))
        open_from, joined = None, 0
    if open_from is not None:
        found.append((open_from, at))
    return [(block.start + start, block.start + end) for start, end in found]


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _after(text: str, at: int, piece: str) -> int:
    """Where `piece`, which is the text from `at` up to white space, ends in it."""
    for char in piece:
        if char.isspace():
            continue
        at = _skip_space(text, at) + 1
        assert text[at - 1] == char, "a sentence is its paragraph word for word"
    return at
