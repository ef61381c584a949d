"""Caption text as pieces that may not be cut, and how well a line or a caption ends between two of them."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from core.models import Aspect

NARROW = 8
WIDE = 21
"""Widths: a full-width character counts 21/8 of a narrow one, so that 42 Latin or 16 Chinese characters fill a line."""

_LIMITS: Mapping[Aspect, int] = {"16:9": 42, "1:1": 32, "9:16": 28}
_ENDS_SENTENCE = frozenset(".!?…。！？؟۔।॥")
_ENDS_CLAUSE = frozenset(",;:—–،؛、，；：")
_CLOSES = frozenset("\"'”’»›)]}」』）】》〉")
_NOT_FIRST = _ENDS_SENTENCE | _ENDS_CLAUSE | _CLOSES | frozenset("ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ・%％")
_NOT_LAST = frozenset("「『（【《〈“‘«‹([{")
_UNSPACED = ("CJK ", "HIRAGANA ", "KATAKANA ")

SENTENCE, CLAUSE, PHRASE, PLAIN, LEANING, INSIDE = 0, 2, 5, 9, 26, 40
"""What it costs to break: after a sentence, after a clause, before a phrase, between words, after a word that leans on
the next one, inside a word."""


@dataclass(frozen=True)
class Piece:
    """Characters that stay together. `at` counts the text's characters without white space before this piece."""

    text: str
    at: int
    width: int
    spaced: bool
    breaks: int

    @property
    def end(self) -> int:
        """Where the piece ends, counted like `at`."""
        return self.at + len(self.text)


def limit(aspect: Aspect) -> int:
    """The greatest width of a line: 42 narrow characters (32 for 1:1, 28 for 9:16), 16 full-width ones (12, 10)."""
    return _LIMITS[aspect] * NARROW


def width(text: str) -> int:
    """The width of text in NARROW and WIDE units; marks, joiners and selectors have none."""
    return sum(_char_width(char) for char in text)


def clean(text: str) -> str:
    """One line of text: white space folded, control characters and lone surrogates left out."""
    folded = "".join(" " if char.isspace() else char for char in text)
    kept = (char for char in folded if unicodedata.category(char) not in ("Cc", "Cs"))
    return " ".join("".join(kept).split())


def pieces(text: str, language: str, most: int) -> tuple[Piece, ...]:
    """Cut cleaned text into pieces no wider than `most`; `breaks` of a piece is the cost of a break after it."""
    raw: list[tuple[str, bool, bool]] = []  # text, a space follows, a word ends
    for word in text.split():
        parts = [part for run in _runs(word) for part in _fitted(run, most)]
        natural = {sum(map(len, _runs(word)[: i + 1])) for i in range(len(_runs(word)))}
        done = 0
        for part in parts:
            done += len(part)
            raw.append((part, done == len(word), done in natural))
    found, at = [], 0
    for i, (part, spaced, whole) in enumerate(raw):
        following = raw[i + 1][0] if i + 1 < len(raw) else ""
        cost = _cost(part, following, language) if whole else INSIDE
        found.append(Piece(part, at, width(part), spaced, cost))
        at += len(part)
    return tuple(found)


def _char_width(char: str) -> int:
    if _clings(char) or unicodedata.category(char) == "Cf":
        return 0
    return WIDE if unicodedata.east_asian_width(char) in "WF" else NARROW


def _clings(char: str) -> bool:
    """Whether the character belongs to the one before it: a mark, a selector, a joiner, a skin tone, a tag."""
    point = ord(char)
    if 0x1F3FB <= point <= 0x1F3FF or 0xE0020 <= point <= 0xE007F or point == 0x200D:
        return True
    return unicodedata.category(char) in ("Mn", "Mc", "Me")


def _clusters(word: str) -> list[str]:
    """User-perceived characters, nearly: a base with all that clings to it, and pairs of regional letters."""
    found: list[str] = []
    for char in word:
        joined = bool(found) and (_clings(char) or found[-1].endswith("\u200d"))
        flag = bool(found) and len(found[-1]) == 1 and _regional(char) and _regional(found[-1])
        if joined or flag:
            found[-1] += char
        else:
            found.append(char)
    return found


def _regional(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF


def _runs(word: str) -> list[str]:
    """Split a word where a script without spaces lets a line end (Chinese and Japanese: nearly everywhere)."""
    runs: list[str] = []
    for cluster in _clusters(word):
        if runs and not _may_part(runs[-1], cluster):
            runs[-1] += cluster
        else:
            runs.append(cluster)
    return runs


def _may_part(before: str, after: str) -> bool:
    if after[0] in _NOT_FIRST or before[-1] in _NOT_LAST:
        return False
    return _unspaced(before[-1]) or _unspaced(after[0])


def _unspaced(char: str) -> bool:
    if ord(char) <= 0x2E7F:
        return False
    named = unicodedata.name(char, "").startswith(_UNSPACED)
    return named or unicodedata.east_asian_width(char) == "F" or char in "。、々"


def _fitted(run: str, most: int) -> list[str]:
    """Cut a run that is wider than a line into parts that fit, between clusters (inside one as a last resort)."""
    if width(run) <= most:
        return [run]
    parts = [""]
    for cluster in _clusters(run):
        if parts[-1] and width(parts[-1]) + width(cluster) > most:
            parts.append("")
        if width(cluster) > most:
            parts.extend(cluster)
        else:
            parts[-1] += cluster
    return [part for part in parts if part]


def _cost(piece: str, following: str, language: str) -> int:
    bare = piece.rstrip("".join(_CLOSES))
    last = bare[-1:] or piece[-1]
    if last in _ENDS_SENTENCE:
        return SENTENCE
    if last in _ENDS_CLAUSE or piece[-1] in _CLOSES:
        return CLAUSE
    before, leans = _words(language.split("-")[0].lower())
    if _bare(piece) in leans:
        return LEANING
    return PHRASE if _bare(following) in before or following[:1] in _NOT_LAST else PLAIN


def _bare(word: str) -> str:
    return "".join(char for char in word.lower() if char.isalnum() or _clings(char))


@lru_cache(maxsize=32)
def _words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words before which this language breaks well, and those that lean on the next word."""
    lists = _table().get(language, {})
    before = frozenset(lists.get("before", "").split())
    return before, before | frozenset(lists.get("leans", "").split())


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("breaks.toml").read_text("utf-8"))
