"""Every part of a text is told of, nothing hangs, and what opens a film stands alone."""

import pytest

from agents.rules.writer.compose import compose
from agents.rules.writer.draft import Wish
from tests.agents.rules.writer.reading import article


def told(name: str, words: int, language: str = "en", audience: str | None = None) -> list[str]:
    held = article(name)
    draft = compose([held], Wish(topic=held.title, language=language, words=words, audience=audience))
    return [line.text for scene in draft.scenes for line in scene.sentences]


@pytest.mark.parametrize("words", range(110, 200, 15))
def test_a_life_tells_what_it_is_known_for(words: int) -> None:
    said = " ".join(told("hopper", words))
    assert "COBOL" in said or "compiler" in said
    assert "retired" in said


@pytest.mark.parametrize("words", range(70, 150, 20))
def test_news_open_with_what_happened(words: int) -> None:
    said = told("short/night_market", words)
    assert said[0].startswith("The city of Portvale opened")
    for at, line in enumerate(said):
        if "therefore stops" in line:
            assert said[at - 1] == "Neighbours had feared noise."


@pytest.mark.parametrize("words", range(100, 200, 20))
def test_what_people_wrongly_believe_is_denied_at_once(words: int) -> None:
    said = told("moon_fr", words, "fr")
    for at, line in enumerate(said):
        if line.startswith("Beaucoup de gens croient"):
            assert said[at + 1] == "C'est faux."


@pytest.mark.parametrize("words", range(80, 190, 20))
def test_a_tale_brings_in_what_it_plays_with(words: int) -> None:
    said = told("short/crow_tale", words, audience="for my 6-year-old")
    jug = [at for at, line in enumerate(said) if "the jug" in line]
    if jug:
        assert any("a tall jug" in line for line in said[: jug[0] + 1])
    assert said[0] == "A crow lived in a dry land."


@pytest.mark.parametrize("words", range(100, 240, 20))
def test_what_stands_as_known_was_brought_in(words: int) -> None:
    said = told("glass", words)
    for at, line in enumerate(said):
        if line.startswith("The ribbon"):
            assert any("ribbon" in before for before in said[:at])
