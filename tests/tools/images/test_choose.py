"""Choosing drawings for narration: precision on sentences written before the tables were, and what the gates keep out.

`frozen.toml` was tuned on, `frozen_heldout.toml` was not; the verdict on every picture stands beside its sentence, so a
picture that nobody has judged yet counts as wrong.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.images.illustrator import art
from tools.images.illustrator.choose import concepts, environment, subjects, time_of_day
from tools.images.illustrator.choosing.tables import lexicon

HERE = Path(__file__).parent


def read(name: str) -> dict[str, list[dict[str, Any]]]:
    """The sentences of a file by language."""
    return tomllib.loads((HERE / name).read_text("utf-8"))


NARRATION = read("narration.toml")
ALL = [(language, one) for language, said in NARRATION.items() for one in said]
FROZEN = [(name, language) for name in ("frozen.toml", "frozen_heldout.toml") for language in read(name)]
COVERAGE = {"en": 0.6, "ar": 0.7, "hi": 0.75, "zh": 0.75, "de": 0.7, "fr": 0.7, "es": 0.75}
"""Share of the sentences that a picture fits which have one."""


def test_precision() -> None:
    chosen = [
        (one["says"], name, name in one["may"]) for language, one in ALL for name in concepts(one["says"], language)
    ]
    wrong = [entry for entry in chosen if not entry[2]]
    assert len(wrong) <= 0.03 * len(chosen), wrong


@pytest.mark.parametrize(("name", "language"), FROZEN)
def test_precision_of_what_was_judged_by_eye(name: str, language: str) -> None:
    """Nine pictures of ten are right: as written down before, or as seen."""
    shown = [
        (one["says"], label, one.get("judged", {}).get(label))
        for one in read(name)[language]
        for label in concepts(one["says"], language)
    ]
    wrong = [entry for entry in shown if entry[2] != "right"]
    assert len(wrong) <= 0.1 * len(shown), wrong


@pytest.mark.parametrize(("name", "language"), FROZEN)
def test_coverage(name: str, language: str) -> None:
    wanting = [one for one in read(name)[language] if one["may"]]
    missing = [one["says"] for one in wanting if not concepts(one["says"], language)]
    assert len(wanting) - len(missing) >= COVERAGE[language] * len(wanting), missing


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
        ("A hot dog is no dog.", ("hot dog",)),
        ("The Statue of Liberty was a gift.", ("Statue of Liberty",)),
        ("The horse's saddle", ("horse",)),
        ("They could bear it, and ran the bank.", ()),
        ("A bear market is a falling market.", ()),
        ("It rained cats and dogs, and the train of thought was lost.", ()),
        ("A pine cone is no iron rose.", ()),
    ],
)
def test_english_forms(sentence: str, found: tuple[str, ...]) -> None:
    assert concepts(sentence, "en-GB") == found


@pytest.mark.parametrize(
    ("word", "label"), [("والسفينة", "ship"), ("بالطائرة", "airplane"), ("للنحلة", "honeybee"), ("الفِيل", "elephant")]
)
def test_arabic_prefixes_and_vowel_marks(word: str, label: str) -> None:
    assert concepts(word, "ar") == (label,)


def test_a_language_without_tables_gets_none() -> None:
    assert concepts("Koira ja kissa", "fi") == ()
    assert environment("Kaupungissa", "fi") is None


def test_every_word_of_the_lexicon_leads_to_a_drawing() -> None:
    """An alias whose label is not in the index would silently block its word."""
    aliases = lexicon()["aliases"]
    known = art.index()
    dead = {
        word: choice
        for words in aliases.values()
        for word, choice in words.items()
        if choice and not any(label in known for label in choice.split("|"))
    }
    assert dead == {}


@given(
    st.text(), st.sampled_from(["en", "ar", "hi", "zh", "ja", "ko", "de", "fr", "es", "pt", "it", "ru", "tr", "xx", ""])
)
def test_only_known_labels(sentence: str, language: str) -> None:
    found = subjects(sentence, language)
    assert {one.concept for one in found} <= set(art.index())
    assert all(sentence[one.at : one.at + len(one.word)] == one.word for one in found)


def test_ten_thousand_characters_are_read() -> None:
    assert concepts("The fox saw a wolf. " * 1000, "en") == ("fox", "wolf")
    assert concepts("狐狸" * 10_000, "zh") == ("fox",)
    assert concepts("没有狐狸" * 10_000, "zh") == ()


@pytest.mark.parametrize(
    ("language", "moon", "earth"),
    [
        ("en", "The lander touched down near the Moon's south pole.", "Penguins live near the South Pole."),
        ("es", "Aterrizó cerca del polo sur de la Luna.", "Los pingüinos viven cerca del polo sur."),
        ("fr", "Il s'est posé près du pôle sud de la Lune.", "Les manchots vivent près du pôle sud."),
        ("de", "Er landete am Südpol des Mondes.", "Pinguine leben am Südpol."),
        ("hi", "विक्रम चंद्रमा के दक्षिणी ध्रुव के पास उतरा।", "पेंगुइन दक्षिणी ध्रुव के पास रहते हैं।"),
        ("ar", "هبطت قرب القطب الجنوبي للقمر.", "تعيش البطاريق قرب القطب الجنوبي."),
        ("zh", "它降落在月球南极附近。", "企鹅生活在南极附近。"),
        ("ja", "月の南極の近くに着陸した。", "ペンギンは南極の近くに住む。"),
        ("ko", "달의 남극 근처에 착륙했다.", "펭귄은 남극 근처에 산다."),
        ("ru", "Он сел у южного полюса Луны.", "Пингвины живут у полюса."),
    ],
)
def test_a_pole_of_the_moon_is_no_pole_of_the_earth(language: str, moon: str, earth: str) -> None:
    assert environment(moon, language) == "moon"
    assert environment(earth, language) == "snow"
