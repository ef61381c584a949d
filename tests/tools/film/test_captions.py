"""Captions: nothing is lost, limits hold, cues lie in order inside their beat, and the sidecars are strictly valid."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models import Aspect, Cue, Word
from tools.film.captions import LONGEST, SHORTEST, cues
from tools.film.phrases import clean, limit, width

ENGLISH = (
    "Light that enters a raindrop bends, bounces off the back of the drop, and bends again on its way out, "
    "so that each colour leaves at its own angle."
)
ARABIC = "يتكوّن قوس قزح عندما يدخل ضوء الشمس إلى قطرات المطر، فينكسر ثم ينعكس داخلها ويخرج بألوان مختلفة."
JAPANESE = (
    "虹は、太陽の光が雨粒の中で屈折し、反射することによって生まれます。光の色ごとに角度が違うため、七色に見えるのです。"
)
FPS, LEAD = 30, 0.25

ASPECTS = st.sampled_from(["16:9", "9:16", "1:1"])
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    st.lists(
        st.sampled_from([*ENGLISH.split(), *ARABIC.split(), "👩🏽‍🚀", "🇪🇬", "-->", "<b>&amp;", "—"]), max_size=60
    ).map(" ".join),
    st.sampled_from([ENGLISH, ARABIC, JAPANESE, "x" * 400, "e\u0301" * 120, "👩🏽‍🚀" * 50, JAPANESE * 3]),
)


def said(text: str, pace: float = 0.065) -> tuple[tuple[Word, ...], float]:
    """Words as a voice would time them, with pauses after commas and full stops; and the sound's length in seconds."""
    words, now = [], 0.05
    for found in re.finditer(r"\S+", text):
        end = now + max(0.12, len(found.group()) * pace)
        words.append(Word(at=found.start(), length=len(found.group()), start=now, end=end))
        now = end + (0.35 if found.group()[-1] in ",.،。" else 0.02)
    return tuple(words), now


def cut(text: str, aspect: Aspect = "16:9", language: str = "en", pace: float = 0.065) -> tuple[tuple[Cue, ...], int]:
    words, seconds = said(text, pace)
    frames = int((LEAD + seconds + 0.6) * FPS) + len(text)
    shown = cues(text, words, spoken=text, fps=FPS, lead=LEAD, frames=frames, language=language, aspect=aspect)
    return shown, frames


def bare(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, ASPECTS, st.sampled_from(["en", "ar", "ja", "xx"]))
def test_text_is_kept_and_every_limit_holds(text: str, aspect: Aspect, language: str) -> None:
    shown, frames = cut(text, aspect, language)
    assert bare("".join(line for cue in shown for line in cue.lines)) == bare(clean(text))
    for cue in shown:
        assert 1 <= len(cue.lines) <= 2
        assert all(line and width(line) <= limit(aspect) for line in cue.lines)
        assert 0 <= cue.start < cue.end <= frames
        assert cue.end - cue.start <= LONGEST * FPS
    assert all(cue.end <= following.start for cue, following in pairwise(shown))


@given(TEXTS, ASPECTS)
def test_highlights_name_words_of_their_lines_in_order(text: str, aspect: Aspect) -> None:
    for cue in cut(text, aspect)[0]:
        assert all(cue.start <= word.start < word.end <= cue.end for word in cue.words)
        assert all(word.end <= following.start for word, following in pairwise(cue.words))
        for word in cue.words:
            marked = cue.lines[word.line][word.at : word.at + word.length]
            assert len(marked) == word.length
            assert " " not in marked


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, "The pyramid.", "It was built about 4,500 years ago."])
@pytest.mark.parametrize("aspect", ["16:9", "9:16", "1:1"])
def test_cues_follow_the_voice(text: str, aspect: Aspect) -> None:
    words, _ = said(text)
    shown, _ = cut(text, aspect)
    onsets = {round((word.start + LEAD) * FPS - 0.5) for word in words}
    first = 0
    for cue in shown:
        count = sum(len(line.split()) for line in cue.lines)
        onset, ends = words[first].start + LEAD, words[first + count - 1].end + LEAD
        assert 0 <= onset * FPS - cue.start < 1, "in with its first word"
        assert -1 / FPS <= cue.end / FPS - ends <= 0.5 + 1 / FPS or cue.end - cue.start <= SHORTEST * FPS + 1
        assert cue.end - cue.start >= SHORTEST * FPS - 1
        assert {word.start for word in cue.words} <= {onset - 1 for onset in onsets} | onsets | {
            onset + 1 for onset in onsets
        }
        first += count
    gaps = [following.start - cue.end for cue, following in pairwise(shown)]
    assert all(gap == 0 or gap >= FPS // 2 for gap in gaps)
    assert first == len(words)


def test_a_long_pause_clears_the_screen() -> None:
    text = "One thing happened. Then nothing did."
    words = (
        *(Word(at=at, length=n, start=i * 0.4, end=i * 0.4 + 0.38) for i, (at, n) in enumerate([(0, 3), (4, 5), (10, 9)])),
        *(Word(at=at, length=n, start=8 + i * 0.4, end=8.38 + i * 0.4) for i, (at, n) in enumerate([(20, 4), (25, 7), (33, 4)])),
    )  # fmt: skip
    first, second = cues(text, words, spoken=text, fps=30, lead=0, frames=300, language="en", aspect="16:9")
    assert first.end == round((1.18 + 0.5) * 30)
    assert second.start == 240


def test_lines_break_at_sense_groups() -> None:
    shown, _ = cut(ENGLISH)
    assert [cue.lines for cue in shown] == [
        ("Light that enters a raindrop bends,",),
        ("bounces off the back of the drop,", "and bends again on its way out,"),
        ("so that each colour leaves", "at its own angle."),
    ]
    leaning = {"a", "the", "of", "on", "its", "so", "and", "that"}
    text = "A small house by the river was built for the oldest daughter of a very rich merchant in the city of Cairo"
    for aspect in ("16:9", "9:16", "1:1"):
        for cue in cut(text, aspect)[0]:
            for line in cue.lines:
                assert line.split()[-1].lower() not in leaning, line


def test_japanese_lines_do_not_begin_with_closing_marks() -> None:
    lines = [line for cue in cut(JAPANESE * 2, language="ja", pace=0.15)[0] for line in cue.lines]
    assert len(lines) > 4
    assert not any(line[0] in "、。」ー" for line in lines)
    assert max(map(len, lines)) <= 16


def test_emoji_and_marks_stay_whole() -> None:
    lines = [line for cue in cut("👩🏽‍🚀" * 60)[0] for line in cue.lines]
    assert all(line.startswith("👩") and line.endswith("🚀") for line in lines)
    assert all(line.startswith("e") for cue in cut("e\u0301" * 200)[0] for line in cue.lines)


def test_other_spoken_words_are_placed_in_proportion() -> None:
    spoken = "It was built four thousand five hundred years ago"
    words, _ = said(spoken)
    (cue,) = cues(
        "It was built 4500 years ago", words, spoken=spoken, fps=30, lead=0, frames=200, language="en", aspect="16:9"
    )
    ends = [word.end for word in words]
    assert [word.start for word in cue.words] == sorted(word.start for word in cue.words)
    assert cue.words[-1].end >= ends[-1] * 30 - 1
    assert len(cue.words) == 6


def test_without_word_times_the_beat_is_shared_out() -> None:
    shown = cues(ENGLISH, (), spoken=ENGLISH, fps=30, lead=0.3, frames=300, language="en", aspect="16:9")
    assert shown[0].start == 9
    assert shown[-1].end == 300
    assert len(shown) >= 2


def test_a_beat_shorter_than_its_cues_shows_the_first_ones() -> None:
    shown = cues("x" * 400, (), spoken="x" * 400, fps=30, lead=0, frames=3, language="en", aspect="16:9")
    assert [(cue.start, cue.end) for cue in shown] == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07"])
def test_nothing_said_shows_nothing(text: str) -> None:
    assert cues(text, (), spoken=text, fps=30, lead=0, frames=90, language="en", aspect="16:9") == ()


def test_children_have_longer_to_read() -> None:
    words, seconds = said("Quick quiet cats leap lightly over low walls.", pace=0.05)
    frames = int((seconds + 8) * FPS)
    usual, young = (
        cues(
            "Quick quiet cats leap lightly over low walls.", words, spoken="Quick quiet cats leap lightly over low walls.",
            fps=FPS, lead=LEAD, frames=frames, language="en", aspect="16:9", young=young,
        )
        for young in (False, True)
    )  # fmt: skip
    letters = sum(len(line) for line in usual[-1].lines)
    assert young[-1].end > usual[-1].end
    assert (young[-1].end - young[-1].start) / FPS >= letters / 13
