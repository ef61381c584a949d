"""Word times come back to the written text."""

from itertools import pairwise

from agents.rules.spoken.carry import written
from agents.rules.spoken.speller import spell
from core.models import Word


def spoken_words(text: str) -> tuple[Word, ...]:
    """Every word of the text, half a second each."""
    words, at = [], 0
    for number, token in enumerate(text.split()):
        at = text.index(token, at)
        words.append(Word(at=at, length=len(token), start=number / 2, end=number / 2 + 0.5))
        at += len(token)
    return tuple(words)


def shown(text: str, language: str = "en") -> list[tuple[str, float, float]]:
    spelled = spell(text, language)
    carried = written(spoken_words(spelled.text), spelled.pieces)
    return [(text[word.at : word.at + word.length], word.start, word.end) for word in carried]


def test_plain_words_keep_their_times() -> None:
    assert shown("A fox runs.") == [("A", 0.0, 0.5), ("fox", 0.5, 1.0), ("runs.", 1.0, 1.5)]


def test_a_number_spans_all_the_words_it_is_said_with() -> None:
    (_, first, _), (number, start, end), *_ = shown("In 1859 it began.")
    assert (first, number) == (0.0, "1859")
    assert (start, end) == (0.5, 1.5)


def test_times_never_run_backwards() -> None:
    carried = shown("On 21/07/1969 at 02:56 UTC it was 5 °C (41 °F), €3.5bn 🦖 later.")
    assert all(one[2] <= other[1] + 1e-9 for one, other in pairwise(carried))
    assert "🦖" not in {word for word, _, _ in carried}


def test_chinese_text_keeps_the_words_inside_a_piece() -> None:
    text = "熊猫吃竹子"
    spelled = spell(text, "zh")
    words = tuple(Word(at=at, length=1, start=at / 2, end=at / 2 + 0.5) for at in range(len(spelled.text)))
    assert len(written(words, spelled.pieces)) == len(text)
