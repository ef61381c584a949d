"""The caption files: strictly valid, complete, in the language's direction, and styled as the film."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models import Cue
from tests.tools.film.test_captions import TEXTS, said
from tools.film.captions import cues
from tools.film.sidecars import ass, srt, vtt

STAMP = r"(\d\d):([0-5]\d):([0-5]\d)%s(\d{3})"


def seconds_of(stamp: str, point: str) -> float:
    found = re.fullmatch(STAMP % re.escape(point), stamp)
    assert found, stamp
    hours, minutes, seconds, thousandths = map(int, found.groups())
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def read_strictly(text: str, kind: str) -> list[tuple[float, float, str]]:
    """A strict reader of both formats: one error is one failed assertion. Texts come back unescaped."""
    text.encode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n") or not text
    blocks = text.removesuffix("\n").split("\n\n") if text else []
    if kind == "vtt":
        assert blocks.pop(0) == "WEBVTT"
    found: list[tuple[float, float, str]] = []
    for number, block in enumerate(blocks, 1):
        lines = block.split("\n")
        if kind == "srt":
            assert lines.pop(0) == str(number)
        start, end = (seconds_of(stamp, "," if kind == "srt" else ".") for stamp in lines.pop(0).split(" --> "))
        assert start < end
        assert not found or found[-1][1] <= start
        assert 1 <= len(lines) <= 2
        assert all(line.strip() for line in lines)
        assert "-->" not in "".join(lines)
        shown = " ".join(lines)
        if kind == "vtt":
            assert not re.search(r"<|>|&(?!amp;|lt;|gt;)", shown)
            shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        found.append((start, end, shown))
    return found


@given(st.lists(TEXTS, max_size=4), st.sampled_from([24, 25, 30, 50, 60]))
def test_sidecars_are_strictly_valid_and_complete(texts: list[str], fps: int) -> None:
    placed: list[tuple[int, Cue]] = []
    offset = 0
    for text in texts:
        words, seconds = said(text)
        frames = int((seconds + 1) * fps) + len(text)
        shown = cues(text, words, spoken=text, fps=fps, lead=0, frames=frames, language="en", aspect="16:9")
        placed += [(offset, cue) for cue in shown]
        offset += frames
    wanted = [" ".join(cue.lines) for _, cue in placed]
    assert [unmarked(text) for _, _, text in read_strictly(vtt(placed, fps, "en"), "vtt")] == list(
        map(unmarked, wanted)
    )
    assert [unmarked(text) for _, _, text in read_strictly(srt(placed, fps, "en"), "srt")] == [
        unmarked(text).replace("-->", "→") for text in wanted
    ]


def unmarked(text: str) -> str:
    """The text without marks of direction."""
    return text.translate({0x200E: None, 0x200F: None})


def test_times_in_the_sidecar_are_the_films() -> None:
    cue = Cue(lines=("One",), start=15, end=45)
    assert "00:00:30,500 --> 00:00:31,500" in srt([(900, cue)], 30, "en")
    assert "01:00:00.500 --> 01:00:01.500" in vtt([(108_000, cue)], 30, "en")


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("-->", "->"),
        ("00:00:01,000 --> 00:00:02,000", "00:00:02,000 --> 00:00:01,000"),
        ("00:00:01,000", "00:00:01.000"),
        ("1\n00", "7\n00"),
        ("One", "One\n\nmore"),
        ("One", "One --> two"),
    ],
)
def test_the_reader_is_strict(good: str, bad: str) -> None:
    text = srt([(0, Cue(lines=("One",), start=30, end=60))], 30, "en")
    read_strictly(text, "srt")
    with pytest.raises((AssertionError, ValueError)):
        read_strictly(text.replace(good, bad, 1), "srt")


@given(
    st.lists(
        st.tuples(
            st.integers(0, 200_000), st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)
        ),
        max_size=6,
    ),
    st.sampled_from([24, 25, 30, 60]),
)
def test_ass_holds_every_cue_as_it_is(cues_: list[tuple[int, str]], fps: int) -> None:
    """Every line of the events is one cue, whose text cannot open an override or a new line."""
    placed = [(at, Cue(lines=(text,), start=0, end=fps)) for at, text in cues_]
    told = [line for line in ass(placed, fps, "en", 1920, 1080, "boxed").splitlines() if line.startswith("Dialogue:")]
    assert len(told) == len(placed)
    for line, (at, text) in zip(told, cues_, strict=True):
        fields = line.removeprefix("Dialogue: ").split(",", 9)
        hours, minutes, seconds = fields[1].split(":")
        shown = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
        assert abs(shown - at / fps) < 0.012
        bare = fields[9].replace("\\{", "").replace("\\}", "")
        assert "{" not in bare
        assert "}" not in bare
        assert "\\n" not in bare.casefold().replace("\\\u2060n", "")
        assert fields[9].replace("\\{", "{").replace("\\}", "}").replace("\u2060", "").lstrip("\u200e") == text.replace(
            "\u2060", ""
        ).lstrip("\u200e")
