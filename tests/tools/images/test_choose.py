"""Choosing drawings for narration: precision on sentences written before the lexicon was."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.images.illustrator import art
from tools.images.illustrator.choose import concepts, environment, time_of_day

LEXICON = Path(art.__file__).with_name("lexicon.toml")
NARRATION: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("narration.toml").read_text("utf-8")
)
ALL = [(language, one) for language, said in NARRATION.items() for one in said]


def test_precision() -> None:
    chosen = [
        (one["says"], name, name in one["may"]) for language, one in ALL for name in concepts(one["says"], language)
    ]
    wrong = [entry for entry in chosen if not entry[2]]
    assert len(wrong) <= 0.03 * len(chosen), wrong


def test_reach() -> None:
    """Of the sentences that a drawing fits, most get one."""
    wanting = [(language, one) for language, one in ALL if one["may"]]
    served = [one["says"] for language, one in wanting if concepts(one["says"], language)]
    assert len(served) >= 0.8 * len(wanting)


@pytest.mark.parametrize(("language", "one"), [entry for entry in ALL if "environment" in entry[1]])
def test_environment(language: str, one: dict[str, Any]) -> None:
    assert environment(one["says"], language) == one["environment"]


@pytest.mark.parametrize(("language", "one"), [entry for entry in ALL if "time" in entry[1]])
def test_time_of_day(language: str, one: dict[str, Any]) -> None:
    assert time_of_day(one["says"], language) == one["time"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The wolves and the mice ate cherries.", ("wolf", "mouse", "cherries")),
        ("A hot dog is no dog.", ("hot dog", "dog")),
        ("The Statue of Liberty was a gift.", ("Statue of Liberty",)),
        ("The horse's saddle", ("horse",)),
        ("They could bear it, and ran the bank.", ()),
        ("A bear market is a falling market.", ()),
        ("It rained cats and dogs, and the train of thought was lost.", ()),
    ],
)
def test_english_forms(sentence: str, found: tuple[str, ...]) -> None:
    assert concepts(sentence, "en-GB") == found


@pytest.mark.parametrize(
    ("word", "label"), [("والسفينة", "ship"), ("بالطائرة", "airplane"), ("للنحلة", "honeybee"), ("الفِيل", "elephant")]
)
def test_arabic_prefixes_and_vowel_marks(word: str, label: str) -> None:
    assert concepts(word, "ar") == (label,)


def test_other_languages_get_none() -> None:
    assert concepts("Der Hund und die Katze", "de") == ()
    assert environment("In der Stadt", "de") is None


def test_every_word_of_the_lexicon_leads_to_a_drawing() -> None:
    """An alias whose label is not in the index would silently block its word."""
    aliases = tomllib.loads(LEXICON.read_text("utf-8"))["aliases"]
    known = art.index()
    dead = {word: label for words in aliases.values() for word, label in words.items() if label and label not in known}
    assert dead == {}


@given(st.text(), st.sampled_from(["en", "ar", "xx"]))
def test_only_known_labels(sentence: str, language: str) -> None:
    assert set(concepts(sentence, language)) <= set(art.index())
