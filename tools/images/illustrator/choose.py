"""Which drawings a sentence asks for: curated words first, then the labels of the art index, each through gates.

Precision before reach: a wrong picture reads as a bug, a missing one as design. The tables say which words mean which
drawing (lexicon.toml, choosing/languages/), the gates (choosing/) whether the word is said as the thing itself.
"""

from collections.abc import Iterator
from typing import cast, get_args

from pydantic import Field

from core.scene import Environment, Indoors, Outdoors, TimeOfDay, Value, Weather
from tools.images.illustrator import art
from tools.images.illustrator.choosing.counting import MOST, count
from tools.images.illustrator.choosing.countries import flags
from tools.images.illustrator.choosing.english import English
from tools.images.illustrator.choosing.eras import fitting
from tools.images.illustrator.choosing.matching import Match, matches, scan
from tools.images.illustrator.choosing.negation import denied, denied_characters
from tools.images.illustrator.choosing.people import Person, people
from tools.images.illustrator.choosing.setting import named
from tools.images.illustrator.choosing.tables import Tables, tables
from tools.images.illustrator.choosing.tokens import LONGEST, UNSPACED, Token, base, tokens

HERDED = {"nature", "people", "places"}
"""Groups whose plural is drawn as more than one; "coffee beans" or "wages" are one picture."""

__all__ = ["Person", "Wanted", "concepts", "environment", "people", "subjects", "time_of_day", "weather"]


class Wanted(Value):
    """A drawing that a sentence asks for."""

    concept: str = Field(description="a label of the art index")
    count: int = Field(default=1, ge=1, le=MOST)
    word: str = Field(description="as said")
    at: int = Field(description="of the word's first character in the sentence")


def subjects(sentence: str, language: str, topic: str = "") -> tuple[Wanted, ...]:
    """The drawings this sentence asks for, in the order they are spoken, each once; often none.

    `topic` is what the film is about and what is said around the sentence: it tells which sense of a word is meant
    (bank, current, cell) where the sentence does not. Any text is answered; a language without tables gives none.
    """
    language = base(language)
    known = tables(language)
    found: dict[str, Wanted] = {}
    for label, number, match in _shown(sentence, language, known, topic):
        if label not in found:
            found[label] = Wanted(concept=label, count=number, word=sentence[match.at : match.end], at=match.at)
    if "rainbow" in found:
        found.pop("sun", None)  # who sees a rainbow has the sun behind them
    return tuple(found.values())


def concepts(sentence: str, language: str, topic: str = "") -> tuple[str, ...]:
    """The labels of `subjects`, without their counts and places."""
    return tuple(one.concept for one in subjects(sentence, language, topic))


def environment(sentence: str, language: str) -> Environment | None:
    """The environment this sentence names, else None."""
    name = named(sentence, language, "environment")
    return cast(Environment, name) if name in (*get_args(Outdoors), *get_args(Indoors)) else None


def time_of_day(sentence: str, language: str) -> TimeOfDay | None:
    """The time of day this sentence names, else None."""
    name = named(sentence, language, "time")
    return cast(TimeOfDay, name) if name in get_args(TimeOfDay) else None


def weather(sentence: str, language: str) -> Weather | None:
    """The weather this sentence names, else None."""
    name = named(sentence, language, "weather")
    return cast(Weather, name) if name in get_args(Weather) else None


def _shown(sentence: str, language: str, known: Tables, topic: str) -> Iterator[tuple[str, int, Match]]:
    """Label, count and place of every match that passes the gates of its language; a flag where there is none."""
    sentence = sentence[:LONGEST]
    said = tokens(sentence, language)
    seen = list(_scanned(sentence, known) if language in UNSPACED else _spoken(said, language, known, topic))
    yield from seen
    if not seen and known.grammar:
        yield from ((label, 1, match) for label, match in flags(sentence, language, said, known))


def _scanned(sentence: str, known: Tables) -> Iterator[tuple[str, int, Match]]:
    """The matches of a script without spaces."""
    away = denied_characters(sentence, known)
    for match in scan(sentence, known.labels, known.longest):
        label = known.labels[match.key]
        if label and match.at not in away:
            yield label, 1, match


def _spoken(said: list[Token], language: str, known: Tables, topic: str) -> Iterator[tuple[str, int, Match]]:
    """The matches of a script with spaces."""
    away = denied(said, known)
    english = English(said, known) if language == "en" else None
    around = {token.word for token in (*said, *tokens(topic, language))}
    capitals = language == "de" and any(token.capital for token in said)
    for match in matches(said, language, known.labels.keys() | known.senses.keys(), known.longest):
        if match.first in away or (english is not None and not english.shows(match)):
            continue
        if capitals and not any(token.capital for token in said[match.first : match.last]):
            continue  # German writes nouns with a capital
        label = _sense(match, known, around) if match.key in known.senses else known.labels[match.key]
        label = fitting(label, said)
        if label:
            plural = english.plural(match) if english is not None else _plural(match, language)
            yield label, count(said, match, plural and art.index()[label].group in HERDED, known), match


def _sense(match: Match, known: Tables, around: set[str]) -> str:
    """The sense that most of the words around speak for; without any, the one marked `*`."""
    votes = {label: len(cues & around) for label, cues in known.senses[match.key].items()}
    best = max(votes, key=lambda label: (votes[label], not label))  # where two are as likely, none is shown
    if votes[best]:
        return best
    return next((label for label, cues in known.senses[match.key].items() if "*" in cues), "")


def _plural(match: Match, language: str) -> bool:
    """Whether another language's ending says more than one; where endings also mean cases, it never does."""
    return match.bent and language in {"fr", "es", "pt", "it"}
