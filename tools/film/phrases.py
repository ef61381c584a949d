"""Caption text as pieces that may not be cut, and how well a line or a caption ends between two of them."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from core.models import Aspect, CaptionStyle
from tools.film.clusters import (
    CLAUSE,
    CLOSES,
    ENDS_CLAUSE,
    ENDS_SENTENCE,
    FIXED,
    GLUED,
    INSIDE,
    LEANING,
    NOT_FIRST,
    NOT_LAST,
    PHRASE,
    PLAIN,
    SENTENCE,
    clings,
    clusters,
    runs,
)

NARROW = 8
WIDE = 21
"""Widths: a full-width character counts 21/8 of a narrow one, so that 42 Latin or 16 Chinese characters fill a line."""

_LIMITS: Mapping[Aspect, int] = {"16:9": 42, "1:1": 32, "9:16": 28}
_JAPANESE = 13 / 16  # Netflix: 13 Japanese characters a line, 16 Chinese or Korean ones
_BIG_LINE, _BIG_CUE, _BIG_WORDS = 18, 26, 5

_PERHAPS_NAMED = PLAIN + 8  # before a number, in scripts without capitals
_DASHES = frozenset("—–-−")


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
        return self.at + _inked(self.text)


@dataclass(frozen=True)
class Room:
    """What a caption may hold: widths of a line and of the whole (in NARROW and WIDE units), and words."""

    line: int
    whole: int
    words: int


@dataclass(frozen=True)
class _Grammar:
    """Small words of a language (breaks.toml)."""

    before: frozenset[str]
    leans: frozenset[str]
    after: frozenset[str]
    particles: frozenset[str]
    links: frozenset[str]
    known: frozenset[str]
    compounds: frozenset[str]


def limit(aspect: Aspect, language: str = "en") -> int:
    """The greatest width of a line: 42 narrow characters (32 for 1:1, 28 for 9:16), 16 full-width ones (12, 10).

    Japanese lines hold 13 full-width characters (10, 8).
    """
    most = _LIMITS[aspect] * NARROW
    return int(most * _JAPANESE) if _primary(language) == "ja" else most


def room(aspect: Aspect, language: str, style: CaptionStyle) -> Room:
    """What a caption of a style may hold: two lines; in the style big a few words."""
    line = limit(aspect, language)
    if style != "big":
        return Room(line, 2 * line, 2 * line)
    return Room(_BIG_LINE * NARROW, _BIG_CUE * NARROW, _BIG_WORDS)


def width(text: str) -> int:
    """The width of text in NARROW and WIDE units; marks above and below, joiners and selectors have none."""
    return sum(_char_width(char) for char in text)


def clean(text: str) -> str:
    """One line of text: white space folded, control characters and lone surrogates left out.

    Spaces at which no line ends stay, and a closing mark that stands alone gets one before it ("Où ? « Ici »").
    """
    folded = "".join(" " if char.isspace() and char not in FIXED else char for char in text)
    kept = "".join(char for char in folded if unicodedata.category(char) not in ("Cc", "Cs"))
    words = [word for part in kept.split(" ") if (word := part.strip("".join(FIXED)))]
    told = ""
    for word in words:
        alone = told and (not set(word) - NOT_FIRST or told[-1] in "«“„" or word[0] == "»")
        told += ("\u00a0" if alone else " " if told else "") + word
    return told


def pieces(text: str, language: str, most: int) -> tuple[Piece, ...]:
    """Cut cleaned text into pieces no wider than `most`; `breaks` of a piece is the cost of a break after it."""
    grammar, primary = _grammar(_primary(language)), _primary(language)
    primary = "ja" if re.search("[\u3041-\u30fa]", text) else primary
    words = text.split(" ") if text else []
    raw: list[tuple[str, bool, int]] = []  # text, a space follows, the cost of a break after it
    for number, word in enumerate(words):
        parted = runs(word, primary, grammar.known, grammar.before, grammar.before | grammar.leans)
        for i, (run, inside) in enumerate(parted):
            last = i + 1 == len(parted)
            cost = (
                (_between(words, number, grammar, primary) if number + 1 < len(words) else SENTENCE) if last else inside
            )
            fitted = _fitted(run, most)
            raw += [(part, False, INSIDE) for part in fitted[:-1]]
            raw.append((fitted[-1], last, cost))
    found, at = [], 0
    for part, spaced, cost in raw:
        found.append(Piece(part, at, width(part), spaced, cost))
        at += _inked(part)
    return tuple(found)


def _inked(text: str) -> int:
    return sum(not char.isspace() for char in text)


def _primary(language: str) -> str:
    return language.split("-")[0].lower()


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or 0x1F3FB <= ord(char) <= 0x1F3FF:
        return 0
    return WIDE if unicodedata.east_asian_width(char) in "WF" else NARROW


def _fitted(run: str, most: int) -> list[str]:
    """Cut a run that is wider than a line into parts that fit, between clusters (inside one as a last resort)."""
    if width(run) <= most:
        return [run]
    parts = [""]
    for cluster in clusters(run):
        if parts[-1] and width(parts[-1]) + width(cluster) > most:
            parts.append("")
        if width(cluster) > most:
            parts.extend(cluster)
        else:
            parts[-1] += cluster
    return [part for part in parts if part]


def _between(words: Sequence[str], at: int, grammar: _Grammar, language: str) -> int:
    """What a break costs between word `at` and the next one."""
    word, following = words[at], words[at + 1]
    marked = _marked(word, following)
    if marked is not None:
        return marked
    counted = _counted(word, following, grammar, language)
    if counted is not None:
        return counted
    if f"{word}_{following}".lower().rstrip(".,") in grammar.compounds:
        return LEANING
    if _named(words, at, grammar) or _bare(following) in grammar.after or _sticks(words, at + 1, grammar):
        return LEANING
    if _sticks(words, at, grammar):
        return PHRASE
    if _bare(word) in grammar.leans | grammar.before:
        return LEANING
    if _bare(following) in grammar.before or following[0] in NOT_LAST:
        return PHRASE
    if _is_number(following) and unicodedata.category(_first(word) or " ") == "Lo":
        return _PERHAPS_NAMED
    return PHRASE + 2 if _bare(following) in grammar.leans else PLAIN


def _marked(word: str, following: str) -> int | None:
    """What the marks at the end of a word say of a break after it, None where they say nothing."""
    if not set(following) - _DASHES and _ends(word) != SENTENCE:
        return GLUED
    if not set(word) - _DASHES:
        return CLAUSE
    if word[-1] in NOT_LAST:
        return GLUED
    ends = _ends(word)
    if ends != SENTENCE or word.rstrip("".join(CLOSES))[-1:] != ".":
        return ends
    initial = re.fullmatch(r"\W*(\w\.)+", word) is not None
    if initial or word.lower().lstrip('(«“"') in _everywhere("abbreviations"):
        return GLUED if initial or len(word) > 2 else LEANING
    return PLAIN if _first(following).islower() else SENTENCE


def _ends(word: str) -> int | None:
    """Whether a sentence or a clause ends with the word."""
    bare = word.rstrip("".join(CLOSES))
    last = bare[-1:] or word[-1]
    if last in ENDS_SENTENCE:
        return SENTENCE
    return CLAUSE if last in ENDS_CLAUSE or word[-1] in CLOSES else None


def _counted(word: str, following: str, grammar: _Grammar, language: str) -> int | None:
    """A number stays with what it counts, and with what it numbers: "4,500 years", "Apollo 11"."""
    if _is_number(word):
        if _is_number(following) or following.lower().rstrip("".join(NOT_FIRST - {"%", "‰", "°"})) in _everywhere(
            "units"
        ):
            return GLUED
        small = _bare(following) in grammar.before | grammar.leans | grammar.after
        return None if small or (_capital(following) and language != "de") else LEANING
    if _is_number(following):
        if word.lower() in {"§", "№", "n°", "nº", "#"}:
            return GLUED
        return LEANING if _capital(word) else None
    return None


def _named(words: Sequence[str], at: int, grammar: _Grammar) -> bool:
    """Whether a break after word `at` splits a name: two capitals in a row, or two around a small word."""
    if not _capital(words[at + 1]):
        link = words[at + 1] in grammar.links and at + 2 < len(words) and _capital(words[at + 2])
        return link and _capital(words[at])
    return _capital(words[at]) or (words[at] in grammar.links and at > 0 and _capital(words[at - 1]))


def _sticks(words: Sequence[str], at: int, grammar: _Grammar) -> bool:
    """Whether word `at` is a particle of the verb before it: another phrase, or nothing, follows it."""
    bare = _bare(words[at])
    if at == 0 or bare not in grammar.particles or _ends(words[at - 1]) is not None:
        return False
    if _bare(words[at - 1]) in grammar.leans | grammar.before - grammar.particles:
        return False
    if at + 1 == len(words) or _ends(words[at]) is not None:
        return True
    following = _bare(words[at + 1])
    return following in grammar.before or (bare not in grammar.before and following not in grammar.leans)


def _is_number(word: str) -> bool:
    return word.lstrip("~≈+-−$€£¥₹(")[:1].isdigit() and not any(char.isalpha() for char in word)


def _capital(word: str) -> bool:
    return _first(word).isupper()


def _first(word: str) -> str:
    return next((char for char in word if char.isalnum()), "")


def _bare(word: str) -> str:
    return "".join(char for char in word.lower() if char.isalnum() or clings(char))


@lru_cache(maxsize=32)
def _grammar(language: str) -> _Grammar:
    """The small words of a language; none where they are not known."""
    lists = {name: frozenset(words.split()) for name, words in _table().get(language, {}).items()}
    empty: frozenset[str] = frozenset()
    kinds = ("before", "leans", "after", "particles", "links", "words", "compounds")
    return _Grammar(*(lists.get(kind, empty) for kind in kinds))


@lru_cache(maxsize=4)
def _everywhere(kind: str) -> frozenset[str]:
    """Units or abbreviations of every language, in small letters."""
    return frozenset(_table()["any"][kind].split())


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("breaks.toml").read_text("utf-8"))
