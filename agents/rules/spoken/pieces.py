"""Spelled text, and which characters of the written text became which characters of the spoken text."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.scene import Value

CLOSING = ",.;:!?)…،؛؟。，、；：！？）"
UNSPACED = re.compile("[\u0e00-\u0eff\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
ARABIC_PREFIX = re.compile(r"(?:^|\W)[وفبلك]$")  # written together with the word after it
WORD = re.compile(r"\S+")


class Piece(Value):
    """`length` characters at `at` of the written text are said by `spoken_length` characters at `spoken_at`."""

    at: int
    length: int
    spoken_at: int
    spoken_length: int


class Spelled(Value):
    """What the voice is given.

    The pieces are in order in both texts and do not overlap; every character that is no white space, of either text,
    is in one piece. A piece of `spoken_length` 0 is written and not said.
    """

    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Part:
    """The characters start..end of the written text, and what is said for them."""

    start: int
    end: int
    said: str


def assemble(written: str, changed: Sequence[Part]) -> Spelled:
    """The spoken text: the changed parts (in order) as they say, all between them as it is written."""
    text = ""
    pieces: list[Piece] = []
    end = 0
    waiting = dropped = False
    for part in _parts(written, changed):
        waiting = waiting or end < part.start
        gap = _gap(text, part.said, waiting, dropped) if part.said else ""
        piece = Piece(
            at=part.start,
            length=part.end - part.start,
            spoken_at=len(text) + len(gap),
            spoken_length=len(part.said),
        )
        if pieces and end == part.start and _is_one(text, pieces[-1], part.said, gap):
            piece = _joined(pieces.pop(), piece)
        pieces.append(piece)
        end = part.end
        text += gap + part.said
        waiting, dropped = waiting and not part.said, not part.said
    return Spelled(text=text, pieces=tuple(pieces))


def _parts(written: str, changed: Sequence[Part]) -> Iterator[Part]:
    """The changed parts and the words between them."""
    end = 0
    for part in (*changed, Part(len(written), len(written), "")):
        for word in WORD.finditer(written, end, part.start):
            yield Part(word.start(), word.end(), word.group())
        if part.start < part.end:
            yield part
        end = part.end


def _gap(text: str, said: str, waiting: bool, dropped: bool) -> str:
    """What parts `said` from the text before it."""
    if not text:
        return ""
    if waiting:
        return "" if dropped and said[0] in CLOSING else " "
    if ARABIC_PREFIX.search(text[-2:]):
        return ""
    unspaced = UNSPACED.match(text[-1]) and UNSPACED.match(said[0])
    return " " if _sounds(text[-1]) and _sounds(said[0]) and not unspaced else ""


def _is_one(text: str, before: Piece, said: str, gap: str) -> bool:
    """Whether a piece and what follows it at once are one word: one of them is punctuation, or not said."""
    if not before.spoken_length:
        return True
    last = text[before.spoken_at : before.spoken_at + before.spoken_length]
    return not gap and (not any(map(_sounds, said)) or not any(map(_sounds, last)))


def _sounds(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


def _joined(first: Piece, second: Piece) -> Piece:
    start = first.spoken_at if first.spoken_length else second.spoken_at
    return Piece(
        at=first.at,
        length=second.at + second.length - first.at,
        spoken_at=start,
        spoken_length=second.spoken_at + second.spoken_length - start,
    )
