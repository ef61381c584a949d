"""The caption files: strictly valid, complete, in the language's direction, and styled as the film."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models import Cue
from tests.tools.film.test_captions import TEXTS, said
from tools.film.captions import cues
from tools.film.sidecars import ass, srt, subtitles, vtt

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


@pytest.mark.parametrize(
    ("language", "line", "mark"),
    [
        ("ar", "NASA أطلقت المركبة", "\u200f"),
        ("he", "193 ק״מ", ""),
        ("ar", "قوس قزح", ""),
        ("en", "قوس means arc", "\u200e"),
        ("en", "An arc", ""),
        ("ar", "1969", ""),
    ],
)
def test_lines_keep_the_direction_of_their_language(language: str, line: str, mark: str) -> None:
    """A player takes the direction from the first letter: a line that begins in the other one says its own."""
    placed = [(0, Cue(lines=(line,), start=0, end=30))]
    assert f"\n{mark}{line}\n" in srt(placed, 30, language)
    assert f"\n{mark}{line}\n" in vtt(placed, 30, language)
    assert f",,{mark}{line}\n" in ass(placed, 30, language, 1280, 720, "boxed")
    assert [one.text for one in subtitles(placed, 30, language)] == [mark + line]


def style_of(told: str) -> dict[str, str]:
    """The one style of an ASS file, by field."""
    fields = next(line for line in told.splitlines() if line.startswith("Format: Name"))
    values = next(line for line in told.splitlines() if line.startswith("Style: "))
    names = [name.strip() for name in fields.removeprefix("Format: ").split(",")]
    return dict(zip(names, values.removeprefix("Style: ").split(","), strict=True))


def test_ass_follows_the_style() -> None:
    found = {
        style: style_of(ass([], 30, "en", 1080, 1920, style)) for style in ("boxed", "plain", "karaoke", "big")
    }  # fmt: skip
    assert [found[style]["BorderStyle"] for style in found] == ["3", "1", "3", "1"]
    assert int(found["big"]["Fontsize"]) > 1.5 * int(found["plain"]["Fontsize"])
    assert found["big"]["Bold"] == "-1"
    assert found["karaoke"]["PrimaryColour"] == "&H005ED7FF"
    for fields in found.values():
        assert int(fields["MarginV"]) >= 0.18 * 1920, "above the controls of players"
        assert int(fields["MarginR"]) >= 0.1 * 1080


@given(TEXTS, st.sampled_from([24, 30, 60]), st.sampled_from(["en", "ar"]))
def test_karaoke_fills_every_word_in_its_time(text: str, fps: int, language: str) -> None:
    words, seconds = said(text)
    frames = int((seconds + 1) * fps) + len(text)
    shown = cues(text, words, spoken=text, fps=fps, lead=0, frames=frames, language=language, aspect="16:9")
    told = ass([(0, cue) for cue in shown], fps, language, 1280, 720, "karaoke").splitlines()
    events = [line.split(",", 9)[9] for line in told if line.startswith("Dialogue:")]
    for cue, event in zip(shown, events, strict=True):
        clock, begins = cue.start * 100 / fps, []
        for hundredths, filled in re.findall(r"\{\\k(\d+)\}([^{]*)", event.replace("\\{", "(")):
            if filled:
                begins.append(clock)
            clock += int(hundredths)
        assert len(begins) == len(cue.words)
        for at, word in zip(begins, cue.words, strict=True):
            assert abs(at - word.start * 100 / fps) <= 0.51
        plain = ass([(0, cue)], fps, language, 1280, 720, "boxed").splitlines()[-1].split(",", 9)[9]
        assert re.sub(r"(?<!\\)\{\\k\d+\}", "", event) == plain
