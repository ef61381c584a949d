"""Worked examples as data: what is written, and what is said for it."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import pytest

from agents.rules.spoken.speller import spell
from tests.agents.rules.spoken.checks import misfits, unspeakable

FOLDER = Path(__file__).parent / "examples"
WANTED = {"en": 150, "ar": 60}
OTHERS = ["de", "fr", "es", "it", "pt", "nl", "ru", "tr", "id", "hi", "ur", "fa", "ja", "zh", "ko", "he", "el"]
LANGUAGES = [*WANTED, *OTHERS]


@lru_cache(maxsize=32)
def examples(language: str) -> list[tuple[str, str]]:
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return [(written, said) for written, said in table["examples"]]


@pytest.mark.parametrize("language", [*LANGUAGES, "sv"])
def test_what_is_written_is_said_as_the_examples_say(language: str) -> None:
    wrong = [(written, spell(written, language).text, said) for written, said in examples(language)]
    assert [one for one in wrong if one[1] != one[2]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_examples(language: str) -> None:
    assert len({written for written, _ in examples(language)}) >= WANTED.get(language, 8)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_says_nothing_that_a_voice_would_guess_at(language: str) -> None:
    assert [(written, said) for written, said in examples(language) if unspeakable(said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_spelled_once_is_not_spelled_again(language: str) -> None:
    twice = [(said, spell(said, language).text) for _, said in examples(language)]
    assert [pair for pair in twice if pair[0] != pair[1]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_examples_together_are_one_text(language: str) -> None:
    """Examples beside each other do not run into each other's pieces."""
    written = " ; ".join(written for written, _ in examples(language))
    spelled = spell(written, language)
    assert misfits(written, spelled) == []
    assert unspeakable(spelled.text) == []


def test_every_language_with_a_table_has_examples() -> None:
    tables = {
        file.name.removesuffix(".toml")
        for file in files("agents.rules.spoken.languages").iterdir()
        if file.name.endswith(".toml")
    }
    assert tables == set(LANGUAGES)


def test_the_region_decides_which_number_of_a_date_is_the_month() -> None:
    assert spell("03/04/2024", "en-US").text == "March fourth, twenty twenty-four"
    assert spell("03/04/2024", "en-GB").text == "April third, twenty twenty-four"
    assert spell("13/04/2024", "en-US").text == "April thirteenth, twenty twenty-four"
    assert "/" not in spell("45/67/2024", "en").text


def test_a_language_without_a_table_keeps_its_digits() -> None:
    spelled = spell("**5 km** på https://example.com/x 🎉", "sv")
    assert spelled.text == "5 km på example.com"
    assert misfits("**5 km** på https://example.com/x 🎉", spelled) == []
