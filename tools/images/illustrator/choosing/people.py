"""The people a sentence speaks of: what they are, how many, how old, and whether it says man or woman."""

from typing import get_args

from pydantic import Field

from core.scene import Age, Presentation, Value
from tools.images.illustrator.choosing.counting import MOST, count
from tools.images.illustrator.choosing.english import English
from tools.images.illustrator.choosing.matching import Match, matches, scan
from tools.images.illustrator.choosing.negation import denied, denied_characters
from tools.images.illustrator.choosing.tables import Tables, tables
from tools.images.illustrator.choosing.tokens import UNSPACED, Token, base, tokens
from tools.images.illustrator.figures.words import dress_for

EVERYDAY = "everyday"


class Person(Value):
    """Somebody in a sentence; `kind` is the English word for what they are."""

    word: str = Field(description="as said")
    kind: str
    dress: str = Field(description="of the figures' dresses")
    count: int = Field(default=1, ge=1, le=MOST)
    presentation: Presentation = "neutral"
    age: Age = "adult"
    at: int = Field(description="of the word's first character in the sentence")


def people(sentence: str, language: str) -> tuple[Person, ...]:
    """Those the sentence names by what they are ("a farmer", "three children"), in the order they are spoken of.

    Names alone ("Fresnel") are not people here; "the engineer Fresnel" is an engineer. Those a sentence denies
    ("without a doctor") are left out.
    """
    language = base(language)
    known = tables(language)
    kinds = _kinds(known)
    if not kinds:
        return ()
    if language in UNSPACED:
        away = denied_characters(sentence, known)
        found = [one for one in scan(sentence, kinds, 5) if one.at not in away]
        return tuple(_person(sentence, language, one, kinds, known, 1, []) for one in found if kinds[one.key])
    said = tokens(sentence, language)
    away_words = denied(said, known)
    english = English(said, known) if language == "en" else None
    out: list[Person] = []
    for one in matches(said, language, kinds, 3):
        if one.first in away_words or not kinds[one.key] or (english and not english.speaks_of(one)):
            continue
        plural = english.plural(one) if english else one.bent and language not in {"ar", "hi", "ko", "tr", "ru"}
        out.append(_person(sentence, language, one, kinds, known, count(said, one, plural, known), said))
    return tuple(out)


def _kinds(known: Tables) -> dict[str, str]:
    """Word to kind; phrases that only look like people lead to ''."""
    listed: dict[str, str] = known.grammar.get("people", {})
    return {
        word.replace("_", " "): "" if kind == "none" else kind for kind, said in listed.items() for word in said.split()
    }


def _person(
    sentence: str, language: str, one: Match, kinds: dict[str, str], known: Tables, number: int, said: list[Token]
) -> Person:
    kind, word = kinds[one.key], sentence[one.at : one.end]
    return Person(
        word=word,
        kind=kind,
        dress=dress_for(word, language) or dress_for(kind, "en") or EVERYDAY,
        count=number,
        presentation=_presentation(one, kind, known, said),
        age=_age(one, kind, known, said),
        at=one.at,
    )


def _presentation(one: Match, kind: str, known: Tables, said: list[Token]) -> Presentation:
    """By the word itself, else by the only pronoun of the sentence."""
    marked: dict[str, str] = known.grammar.get("presentation", {})
    lists = {name: set(marked.get(name, "").replace("_", " ").split()) for name in ("feminine", "masculine")}
    own = [name for name, words in lists.items() if kind in words or one.key in words]
    near = {token.word for token in said[max(one.first - 2, 0) : one.first]}
    pronouns = {name: set(marked.get(f"{name}_pronouns", "").split()) for name in lists}
    heard = [name for name, words in pronouns.items() if words & {token.word for token in said}]
    beside = [name for name, words in lists.items() if words & near]
    for names in (own, beside, heard):
        if len(names) == 1 and names[0] in get_args(Presentation):
            return "feminine" if names[0] == "feminine" else "masculine"
    return "neutral"


def _age(one: Match, kind: str, known: Tables, said: list[Token]) -> Age:
    ages: dict[str, str] = known.grammar.get("ages", {})
    near = {token.word for token in said[max(one.first - 2, 0) : one.first]}
    for age in ("child", "teen", "elder"):
        words = set(ages.get(age, "").replace("_", " ").split())
        beside = set(ages.get(f"{age}_beside", "").split())
        if kind in words or one.key in words or near & beside:
            return "child" if age == "child" else "teen" if age == "teen" else "elder"
    return "adult"
