"""The film's own words by language."""

import tomllib
from importlib.resources import files

import pytest

import agents.rules
from agents.rules.labels import label
from agents.rules.text import language_of


def test_every_language_has_its_own_headings() -> None:
    table = tomllib.loads((files(agents.rules) / "labels.toml").read_text("utf-8"))
    assert all({"sources", "pictures"} <= set(words) for words in table.values())
    assert label("ar", "pictures") == "الرسوم"
    assert label("de-AT", "sources") == "Quellen"


def test_a_language_without_words_gets_english() -> None:
    assert label("fi", "sources") == "Sources"
    assert label("fi", "text") == label("en", "text")


KNOWN = [
    "ar",
    "bn",
    "de",
    "en",
    "es",
    "fa",
    "fr",
    "hi",
    "id",
    "it",
    "ja",
    "ko",
    "nl",
    "pt",
    "ru",
    "tr",
    "uk",
    "ur",
    "zh",
]


@pytest.mark.parametrize("language", [*KNOWN, "pl", "sv", "vi"])
def test_a_draft_says_in_its_own_language_that_it_claims_nothing(language: str) -> None:
    words = label(language, "text")
    said = [one for one in words.strip().split("\n\n") if "$request" not in one]
    assert words.count("$request") == 1
    assert len(said) == 2
    assert language not in KNOWN or language_of(" ".join(said)) == language
    assert language == "en" or words != label("en", "text")
