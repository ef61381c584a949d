"""Entries of a table in a sentence: the longest first at each place, none overlapping."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from tools.images.illustrator.choosing.forms import forms
from tools.images.illustrator.choosing.tokens import Token


@dataclass(frozen=True, slots=True)
class Match:
    """An entry and where it was said: tokens `first` to `last` (exclusive), characters `at` to `end`."""

    key: str
    first: int
    last: int
    at: int
    end: int
    bent: bool
    """The word was said in another form than the table's."""


def matches(said: list[Token], language: str, table: Container[str], longest: int) -> list[Match]:
    """The table's entries among words that are spaced."""
    found: list[Match] = []
    at = 0
    while at < len(said):
        for length in range(min(longest, len(said) - at), 0, -1):
            span = said[at : at + length]
            if any(token.breaks or token.opens for token in span[1:]):
                continue
            key = next((form for form in _phrases(span, language) if form in table), None)
            if key is not None:
                bent = key != " ".join(token.word for token in span)
                found.append(Match(key, at, at + length, span[0].at, span[-1].end, bent))
                at += length - 1
                break
        at += 1
    return found


def scan(sentence: str, table: Container[str], longest: int) -> list[Match]:
    """The table's entries in a script without spaces; tokens are characters. Katakana words are taken whole."""
    found: list[Match] = []
    at = 0
    while at < len(sentence):
        for length in range(min(longest, len(sentence) - at), 0, -1):
            key = sentence[at : at + length].lower()
            if key in table and not _inside(sentence, at, at + length):
                found.append(Match(key, at, at + length, at, at + length, bent=False))
                at += length - 1
                break
        at += 1
    return found


def _phrases(span: list[Token], language: str) -> Iterator[str]:
    words = [token.word for token in span]
    if len(words) == 1:
        yield from forms(words[0], language)
        return
    head = " ".join(words[:-1])
    yield from (f"{head} {form}" for form in forms(words[-1], language))
    if language == "ar":
        yield from (" ".join(each) for each in zip(*(_first_forms(word) for word in words), strict=True))


def _first_forms(word: str) -> list[str]:
    """The first two stems of an Arabic word, padded with the last."""
    stems = [form for _, form in zip(range(3), forms(word, "ar"), strict=False)][1:] or [word]
    return [stems[0], stems[-1]]


def _inside(sentence: str, first: int, last: int) -> bool:
    """Whether the characters are only a part of a longer katakana or Latin word."""
    left, right = sentence[first - 1 : first], sentence[last : last + 1]
    return (_joined(sentence[first]) and _joined(left)) or (_joined(sentence[last - 1]) and _joined(right))


def _joined(character: str) -> bool:
    return bool(character) and ("\u30a1" <= character <= "\u30fe" or (character.isascii() and character.isalpha()))
