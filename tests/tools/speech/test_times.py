from hypothesis import given
from hypothesis import strategies as st

from core.models import Word
from tools.speech.plain import Token, tokens
from tools.speech.times import Event, timed, to_source


def until_next(start: float, end: float) -> float:
    return end


def at(text: str, events: list[tuple[int, float]], seconds: float) -> list[tuple[str, float, float]]:
    words = timed(tokens(text), [Event(*event) for event in events], seconds, until_next)
    return [(text[word.at : word.at + word.length], word.start, word.end) for word in words]


def test_each_event_begins_its_word() -> None:
    assert at("one two six", [(0, 0.0), (4, 0.5), (8, 0.9)], 1.2) == [
        ("one", 0.0, 0.5),
        ("two", 0.5, 0.9),
        ("six", 0.9, 1.2),
    ]


def test_several_events_in_one_word_are_one_word() -> None:
    assert at("see 1,000 of", [(0, 0.0), (4, 0.3), (5, 0.6), (5, 0.9), (10, 1.2)], 1.5) == [
        ("see", 0.0, 0.3),
        ("1,000", 0.3, 1.2),
        ("of", 1.2, 1.5),
    ]


def test_an_event_on_the_space_before_a_word_is_of_that_word() -> None:
    assert at("one. two. six", [(0, 0.0), (4, 0.4), (9, 0.8)], 1.0)[1:] == [("two", 0.4, 0.8), ("six", 0.8, 1.0)]


def test_words_without_an_event_share_the_time_by_length() -> None:
    assert at("U.S. e.g. now", [(0, 0.0), (10, 0.6)], 1.0) == [
        ("U.S", 0.0, 0.3),
        ("e.g", 0.3, 0.6),
        ("now", 0.6, 1.0),
    ]


def test_an_event_that_goes_back_is_left_out() -> None:
    assert [word[0] for word in at("a b c", [(0, 0.0), (4, 0.5), (2, 0.7)], 1.0)] == ["a", "b", "c"]


def test_a_word_ends_where_the_sound_does() -> None:
    [first, _] = timed(tokens("so, yes"), [Event(0, 0.0), Event(4, 0.8)], 1.0, lambda start, end: start + 0.25)
    assert first == Word(at=0, length=2, start=0.0, end=0.25)


def test_without_events_all_is_estimated() -> None:
    assert at("aa bb", [], 1.0) == [("aa", 0.0, 0.5), ("bb", 0.5, 1.0)]
    assert at("", [(0, 0.1)], 1.0) == []


@given(
    st.lists(st.integers(1, 9), max_size=12),
    st.lists(st.tuples(st.integers(-3, 90), st.floats(-1, 9)), max_size=20),
    st.floats(0.1, 8),
)
def test_words_never_overlap_or_leave_the_sound(
    lengths: list[int], events: list[tuple[int, float]], seconds: float
) -> None:
    found, begin = [], 0
    for length in lengths:
        found.append(Token(begin, length))
        begin += length + 1
    words = timed(found, [Event(*event) for event in events], seconds, until_next)
    assert [(word.at, word.length) for word in words] == [(token.at, token.length) for token in found]
    end = 0.0
    for word in words:
        assert end <= word.start <= word.end <= seconds + 1e-4
        end = word.end


def test_positions_outside_of_the_text_are_brought_back() -> None:
    assert to_source((0, 0, 2), 1) == 0
    assert to_source((0, 0, 2), 99) == 2
    assert to_source((0, 0, 2), -1) == 0
    assert to_source((), 5) == 0
