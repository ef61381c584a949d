"""The places of the map that a sentence is set in: names of the gazetteer after a preposition of place."""

import re

from agents.rules.pictures.phrases import words_for
from core.scene import Place
from tools.images.illustrator import atlas

LONGEST = 4
"""Words of a place's name."""
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_UNSPACED = {"zh", "ja", "th"}


def places(sentence: str, language: str) -> tuple[Place, ...]:
    """The places, in the order they are spoken, each once.

    A name counts after a preposition of place ("in Ethiopia"), or in a row with one that does ("Ethiopia, Yemen and
    Türkiye"), and when no other name follows it, as a surname would ("Jordan Smith"). Languages whose prepositions are
    not known give places only when the sentence names two or more.
    """
    if language.split("-")[0] in _UNSPACED:
        found = [place for name in sorted(atlas.names(language), key=len, reverse=True) if len(name) > 1
                 and name in sentence and (place := atlas.place(name, language)) is not None]  # fmt: skip
        return _each_once(found) if len(found) > 1 else ()
    words = list(_WORD.finditer(sentence))
    prepositions, joints = set(words_for(language)["places"]), set(words_for(language)["and"])
    found, at, chained = [], 0, False
    while at < len(words):
        place, length = _at(sentence, words, at, language)
        before = words[at - 1][0].casefold() if at else ""
        if place is None:
            chained = chained and (before in joints or words[at][0].casefold() in joints | {"the"})
            at += 1
            continue
        led = before in prepositions or _prefixed(words[at][0], language) or chained or not prepositions
        if led and not _named_on(sentence, words, at + length):
            found.append(place)
            chained = True
        at += length
    return _each_once(found) if prepositions or len(found) > 1 else ()


def _at(sentence: str, words: list[re.Match[str]], at: int, language: str) -> tuple[Place | None, int]:
    """The longest name that begins at this word, and its length in words."""
    if not (words[at][0][0].isupper() or not words[at][0][0].isascii()):
        return None, 1
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        name = sentence[words[at].start() : words[at + length - 1].end()]
        if not re.search(r"[,;:،؛.]\s", name):
            for form in (name, _bare(name, language)):
                if form and (place := atlas.place(form, language)) is not None:
                    return place.model_copy(update={"name": form}), length
    return None, 1


def _bare(name: str, language: str) -> str:
    """An Arabic name without the preposition or conjunction written onto it."""
    return re.sub(r"^(?:و|ب|ل|ف)(?=\w{3})", "", name) if language.startswith("ar") else ""


def _prefixed(word: str, language: str) -> bool:
    return language.startswith("ar") and word[0] in "بل"


def _named_on(sentence: str, words: list[re.Match[str]], after: int) -> bool:
    """Whether a capitalised word follows without a sign between: the name of a person or a firm."""
    if after >= len(words):
        return False
    gap = sentence[words[after - 1].end() : words[after].start()]
    return gap == " " and words[after][0][0].isupper()


def _each_once(found: list[Place]) -> tuple[Place, ...]:
    seen: dict[str, Place] = {}
    for place in found:
        seen.setdefault(f"{place.country}/{place.latitude}/{place.longitude}", place)
    return tuple(seen.values())[:8]
