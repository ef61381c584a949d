"""A tale in little time keeps its opening, its turning point and its end, and brings in whoever acts."""

import re
from functools import lru_cache

import pytest

from agents.rules.writer.compose import compose
from agents.rules.writer.draft import Draft, Wish
from agents.rules.writer.words import length
from tests.agents.rules.writer.reading import article, document

TIGHT = [75, 90, 110, 130, 145, 170, 200]


@lru_cache(maxsize=32)
def told(name: str, words: int) -> Draft:
    return compose([article(name)], Wish(language="en", words=words, shape="story"))


def lines(draft: Draft) -> list[str]:
    return [line.text for scene in draft.scenes for line in scene.sentences]


@pytest.mark.parametrize("words", TIGHT)
def test_who_acts_in_a_short_tale_was_brought_in(words: int) -> None:
    said = " ".join(lines(told("donkey_tale", words)))
    for later, first in (
        ("the raven", "a raven hung"),
        ("the giant", "a giant of stone"),
        ("the fox", "met a fox"),
    ):
        at = said.lower().find(later)
        assert at < 0 or first in said[:at]
    said = " ".join(lines(told("fox_tale", words)))
    assert "Mira" not in said or "It was Mira, the youngest" in said


@pytest.mark.parametrize("name", ["donkey_tale", "fox_tale"])
@pytest.mark.parametrize("words", TIGHT)
def test_opening_and_end_are_told_and_speech_has_its_hearer(name: str, words: int) -> None:
    held = article(name)
    said = lines(told(name, words))
    spans = [line.cites[0].start for scene in told(name, words).scenes for line in scene.sentences]
    assert said[0].startswith("Once upon a time")
    assert spans == sorted(spans)
    assert spans[-1] > 0.9 * len(held.text)
    for before, start in zip([None, *spans], spans, strict=False):
        if held.text[start] in '“"':
            assert before is not None
            between = re.findall(r"[.!?]”?\s", held.text[before:start])
            assert len(between) <= 3, held.text[start : start + 60]


def test_a_third_of_a_tale_has_its_turning_point() -> None:
    assert any("A tired heart" in line for line in lines(told("donkey_tale", 145)))
    assert any("Ninety-one" in line for line in lines(told("fox_tale", 200)))


@pytest.mark.parametrize("words", [90, 145, 200])
def test_the_budget_of_a_tale_is_kept(words: int) -> None:
    for name in ("donkey_tale", "fox_tale"):
        assert 0.7 * words <= sum(map(length, lines(told(name, words)))) <= 1.08 * words


def test_the_user_is_told_that_a_tale_is_only_outlined() -> None:
    assert "The tale has 411 words and the film room for 90" in told("donkey_tale", 90).notes[0]
    assert not told("donkey_tale", 300).notes


def test_a_tale_of_one_paragraph_is_told() -> None:
    tale = "# T\n\nOnce upon a time a cat saw a king. “Go,” said the king. The cat went. At last it came home. " * 3
    assert lines(compose([document(tale)], Wish(language="en", words=14, shape="story")))
