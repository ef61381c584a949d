import json
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Mistake
from tests.fakes.videos import JSON3, VTT
from tools.sources import subtitles
from tools.sources.subtitles import CUES, MOST, Line, clean, parse
from tools.sources.video import sentences_in_time

WORD = st.text("abcdefgäéñßшжيمн漢字", min_size=1, max_size=8)
SPEECH = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
Written = list[tuple[str, int, int]]
CUE_LIST = st.lists(st.tuples(SPEECH, st.integers(1, 9000), st.integers(0, 4000)), min_size=1, max_size=12)


def stamp(ms: int, mark: str) -> str:
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}{mark}{ms % 1000:03}"


def timed(cues: Written) -> Written:
    """Lengths and gaps as starts and ends."""
    at, found = 0, []
    for text, length, gap in cues:
        found.append((text, at, at + length))
        at += length + gap
    return found


def srt(cues: Written) -> str:
    return "".join(
        f"{number}\n{stamp(start, ',')} --> {stamp(end, ',')}\n{text}\n\n"
        for number, (text, start, end) in enumerate(cues, start=1)
    )


def vtt(cues: Written) -> str:
    body = "".join(f"{stamp(start, '.')} --> {stamp(end, '.')} align:start\n{text}\n\n" for text, start, end in cues)
    return f"WEBVTT - a title\nKind: captions\n\nSTYLE\n::cue {{ color: red }}\n\n{body}"


def json3(cues: Written) -> str:
    return json.dumps(
        {"events": [{"tStartMs": a, "dDurationMs": b - a, "segs": [{"utf8": text}]} for text, a, b in cues]}
    )


def split(text: str, _: str) -> list[str]:
    return [f"{part.strip()}." for part in text.split(".") if part.strip()]


def words(lines: tuple[Line, ...]) -> list[str]:
    return " ".join(line.text for line in lines).split()


@given(CUE_LIST, st.sampled_from([srt, vtt, json3]), st.booleans(), st.booleans())
def test_cues_come_back_as_they_were_written(
    cues: Written, write: Callable[[Written], str], crlf: bool, mark: bool
) -> None:
    written = timed(cues)
    text = write(written)
    data = (text.replace("\n", "\r\n") if crlf and write is not json3 else text).encode(
        "utf-8-sig" if mark else "utf-8"
    )
    lines = parse(data)
    if sum(a.split()[0] in b or b.split()[0] in a for (a, *_), (b, *_) in pairwise(written)) == 0:
        assert [(line.text, line.start, line.end) for line in lines] == [(t, a / 1000, b / 1000) for t, a, b in written]


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=200).map(lambda tail: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + tail)))  # fmt: skip
def test_any_bytes_are_subtitles_or_a_mistake(data: bytes) -> None:
    try:
        lines = parse(data)
    except Mistake:
        return
    assert all(line.start < line.end and line.text for line in lines)
    assert all(before.end <= after.start for before, after in pairwise(lines))


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["events", "segs", "utf8", "tStartMs", "dDurationMs", "tOffsetMs"]), inner, max_size=6
            )
        ),
        max_leaves=30,
    )
)
def test_any_json_is_subtitles_or_a_mistake(value: object) -> None:
    for shape in ({"events": value}, {"events": [{"tStartMs": 1, "segs": value}]}, {"events": [value]}):
        try:
            parse(json.dumps(shape).encode())
        except Mistake:
            continue


@given(st.lists(st.lists(st.integers(0, 10**6), min_size=1, max_size=7, unique=True), min_size=3, max_size=8))
def test_rolling_captions_are_told_once(numbers: list[list[int]]) -> None:
    shown = [" ".join(f"w{at}x{number}" for number in line) for at, line in enumerate(numbers)]
    cues, at = [], 0
    for before, line in zip(["", *shown], shown, strict=False):
        head, *rest = line.split()
        tagged = head + "".join(f"<{stamp(at + 300, '.')}><c> {word}</c>" for word in rest)
        cues.append((f"{before or ' '}\n{tagged}", at, at + 2000))
        cues.append((f"{line}\n ", at + 2000, at + 2010))
        at += 2010
    assert words(parse(vtt(cues).encode())) == " ".join(shown).split()


def test_captions_that_grow_word_by_word_are_told_once() -> None:
    cues = [("the tide", 0, 500), ("the tide comes", 500, 900), ("the tide comes in", 900, 1500), ("twice", 1500, 1900)]
    assert words(parse(srt(cues).encode())) == ["the", "tide", "comes", "in", "twice"]


def test_what_a_speaker_says_twice_is_kept() -> None:
    cues = [("No.", 0, 900), ("No.", 900, 1500), ("I said no.", 1500, 2000), ("Go home now.", 2000, 3000)]
    assert words(parse(srt(cues).encode())) == ["No.", "No.", "I", "said", "no.", "Go", "home", "now."]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[Music]", ""),
        ("(applause)", ""),
        ("♪ la la la ♪", ""),
        ("♪", ""),
        ("[Maria] Hello (laughs) there", "Hello there"),
        ("It was (in 1871) built", "It was (in 1871) built"),
        ("(DOOR OPENS) Who is it?", "Who is it?"),
        (">> Hello.\n>>> And you?", "Hello. And you?"),
        ("&gt;&gt; Hello &amp; welcome", "Hello & welcome"),
        ("- Hello.\n- Good day.", "Hello. Good day."),
        ("-5 degrees", "-5 degrees"),
        ("{\\an8}<i>Far</i> <c.yellow>away</c>\\Nnow", "Far away now"),
        ("<v Maria>Hello</v> <00:00:01.000>you", "Hello you"),
        ('<font color="#fff">one</font> &lt; two', "one < two"),
        ("a < b > c", "a < b > c"),
        ("...", ""),
        ("C♯ is a note", "C♯ is a note"),
    ],
)
def test_what_is_no_speech_is_dropped(written: str, said: str) -> None:
    assert " ".join(clean(written.split("\n"))) == said


def test_order_overlap_emptiness_and_ends() -> None:
    cues = [("second", 2000, 9000), ("first", 0, 3000), ("", 5000, 6000), ("third", 4000, 4000), ("too", 4000, 4100)]
    found = [(line.text, line.start, line.end) for line in parse(srt(cues).encode())]
    assert found == [("first", 0.0, 2.0), ("second", 2.0, 4.0), ("third too", 4.0, 4.1)]


def test_numbers_that_are_spoken_are_kept() -> None:
    cues = [("1984", 0, 1000), ("2", 1000, 2000), ("It was\n\na book", 2000, 3000)]
    assert [line.text for line in parse(srt(cues).encode())] == ["1984", "2", "It was a book"]
    assert [line.text for line in parse(b"00:01,0 --> 00:02,0\n7\n\n00:03,0 --> 00:04,0\nyes")] == ["7", "yes"]


def test_word_times_end_a_line() -> None:
    lines = parse(json.dumps(JSON3).encode())
    assert [line.text for line in lines] == ["the tide comes in", "the moon pulls the water"]
    assert (lines[0].start, lines[0].end) == (0.5, 2.2)
    assert [line.text for line in parse(VTT.encode())] == [
        "The tide comes in twice a day.",
        "The Moon pulls the water.",
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"Just a text.", "holds no subtitles"),
        (b"\x00\x01\x02" * 50, "binary data"),
        (b'{"events": [', "broken or cut-off"),
        (b'{"events":' + b"[" * 100_000, "broken or cut-off"),
        (b'{"a": 1}', "holds no subtitles"),
        (b"x" * (MOST + 1), "at most 5 MB"),
        (b"00:01.0 --> 00:02.0\n" * (CUES + 1), "more than 50000"),
    ],
)
def test_mistakes_say_what_is_wrong(data: bytes, says: str) -> None:
    with pytest.raises(Mistake, match=says):
        parse(data, "talk.srt")


def test_sentences_over_several_lines_keep_their_time() -> None:
    lines = (Line(text="One two. Thr", start=0, end=10), Line(text="ee four.", start=12, end=19))
    found = sentences_in_time(lines, split, "en")
    assert found == (Line(text="One two.", start=0, end=7), Line(text="Thr ee four.", start=7, end=19))
    assert sentences_in_time((), split, "en") == ()


def test_words_without_punctuation_are_parted_at_pauses_and_length() -> None:
    lines = [Line(text="a b c", start=0, end=3), Line(text="d e", start=3.5, end=5), Line(text="f g", start=6, end=8)]
    assert [line.text for line in sentences_in_time(lines, split, "en")] == ["a b c d e", "f g"]
    many = [Line(text=" ".join(["word"] * 37), start=0, end=37)]
    assert [len(line.text.split()) for line in sentences_in_time(many, split, "en")] == [12, 13, 12]


@given(st.lists(st.text("ab .", min_size=1, max_size=30).filter(str.strip), max_size=8))
def test_no_word_is_lost_or_said_before_its_time(texts: list[str]) -> None:
    lines = [Line(text=text.strip(), start=at * 2, end=at * 2 + 1.5) for at, text in enumerate(texts)]
    found = sentences_in_time(lines, lambda text, _: text.replace(". ", ".\n").split("\n"), "en")
    assert "".join("".join(line.text for line in found).split()) == "".join("".join(texts).split())
    assert all(line.start <= line.end for line in found)
    assert sorted(line.start for line in found) == [line.start for line in found]


def test_a_seeded_defect_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the part that tells rolling captions once, the test above would fail."""
    monkeypatch.setattr(subtitles, "_once", lambda cues: cues)
    with pytest.raises(AssertionError):
        test_captions_that_grow_word_by_word_are_told_once()
