"""Which drawings a sentence asks for: a curated lexicon first, then the labels of the art index.

Precision before reach: a wrong picture reads as a bug, a missing one as design. The lexicon (lexicon.toml) says which
words mean which drawing, which labels are ordinary words in another sense, and which words name a place or an hour.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast, get_args

from core.models import Environment, TimeOfDay
from tools.images.illustrator import art

LONGEST_PHRASE = 4
BARE_LABEL_GROUPS = {"nature", "food", "places", "activities", "objects", "people"}
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_MARKS = re.compile("[\u064b-\u0652\u0640]")  # Arabic vowel marks and the stretching stroke
_PREFIXES = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و", "ف", "ب", "ل", "ك")


def concepts(sentence: str, language: str) -> tuple[str, ...]:
    """The drawings this sentence asks for, as labels of the art index, in the order they are spoken; often none.

    English and Arabic are known; other languages give none.
    """
    table = _lexicon_of(language)
    found: dict[str, None] = {}
    for phrase in _phrases(sentence, language, table):
        if table[phrase]:
            found[table[phrase]] = None
    return tuple(found)


def environment(sentence: str, language: str) -> Environment | None:
    """The environment this sentence names, else None."""
    name = _named(sentence, language, "environment")
    return cast(Environment, name) if name in get_args(Environment) else None


def time_of_day(sentence: str, language: str) -> TimeOfDay | None:
    """The time of day this sentence names, else None."""
    name = _named(sentence, language, "time")
    return cast(TimeOfDay, name) if name in get_args(TimeOfDay) else None


def _named(sentence: str, language: str, what: str) -> str | None:
    """The first list of the lexicon's table `what` that has a word or phrase of the sentence."""
    lists = _file()[what].get(_base(language), {})
    table = {word: name for name, words in lists.items() for word in words}
    said = {table[phrase] for phrase in _phrases(sentence, language, table)}
    return next((name for name in lists if name in said), None)


def _phrases(sentence: str, language: str, table: dict[str, str]) -> list[str]:
    """Entries of the table that the sentence holds, longest first at each place, none overlapping."""
    words = _words(sentence)
    out, at = [], 0
    while at < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            known = next((form for form in _forms(words[at : at + length], language) if form in table), None)
            if known is not None:
                out.append(known)
                at += length - 1
                break
        at += 1
    return out


def _words(sentence: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(_MARKS.sub("", sentence))]


def _forms(words: list[str], language: str) -> list[str]:
    """The phrase as said, then without the endings or prefixes of its language."""
    said = " ".join(words)
    if _base(language) == "ar":
        last = [_stripped(word) for word in words]
        return [said, *(" ".join(forms) for forms in zip(*last, strict=True))] if words else [said]
    stem = words[-1].removesuffix("'s")
    head = " ".join(words[:-1])
    ends = [stem, *_singulars(stem)]
    return [said, *(f"{head} {end}".strip() for end in ends)]


def _singulars(word: str) -> list[str]:
    """Possible singulars of an English noun."""
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return []
    out = [word[:-1]]
    if word.endswith("ies"):
        out.insert(0, word[:-3] + "y")
    elif word.endswith("es"):
        out.append(word[:-2])
    return out


def _stripped(word: str) -> list[str]:
    """An Arabic word without its article, then without a conjunction or preposition before it too (padded to two)."""
    without = next((word.removeprefix(p) for p in _PREFIXES if word.startswith(p) and len(word) - len(p) >= 2), word)
    article = word.removeprefix("ال") if len(word) > 4 else word
    return [article, without]


@lru_cache(maxsize=4)
def _lexicon_of(language: str) -> dict[str, str]:
    """Phrase to label for a language; an empty label blocks the phrase."""
    base, known = _base(language), art.index()
    table: dict[str, str] = {}
    if base == "en":
        stop = set(_file()["stop_en"].split())
        for label, one in known.items():
            if one.group in BARE_LABEL_GROUPS and label.lower() not in stop and label.isascii():
                table[label.lower()] = label
    for phrase, labels in _file()["aliases"].get(base, {}).items():
        table[phrase] = next((label for label in labels.split("|") if label in known), "")
    return table


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))


def _base(language: str) -> str:
    return language.split("-")[0].lower()
