"""EDL: read again by OpenTimelineIO's CMX 3600 parser, which shares no code with the writer, to the frame."""

import re
from typing import Any

import opentimelineio as lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Mistake
from tests.tools.film.exports.material import RATES, cut, cuts
from tools.film.exports.edl import plain, timecode, write
from tools.film.exports.port import Cut

EVENT = re.compile(r"\d{3}  [A-Z]{1,8} +(V|A2?) +C        (\d\d:\d\d:\d\d:\d\d ?){4}")


def parsed(text: str, fps: int) -> dict[str, Any]:
    read = lib.adapters.read_from_string(text, "cmx_3600", rate=fps)
    return {track.name: track for track in read.tracks}


@given(cuts())
def test_it_is_read_again_to_the_frame(film: Cut) -> None:
    tracks = parsed(write(film), film.fps)
    for name in ("V", "A1"):
        clips = [clip for clip in tracks[name] if isinstance(clip, lib.schema.Clip)]
        assert [clip.source_range.start_time.value for clip in clips] == [piece.start for piece in film.pieces]
        assert [clip.source_range.duration.value for clip in clips] == [piece.frames for piece in film.pieces]
        assert tracks[name].duration().value == film.frames
    assert ("A2" in tracks) == bool(film.music)
    assert {clip.name for clip in tracks["V"]} == {"film.mp4"}
    assert [mark.marked_range.start_time.value - 3600 * film.fps for clip in tracks["V"] for mark in clip.markers] == [
        mark.frame for mark in film.marks
    ]


@given(cuts())
def test_its_lines_are_what_old_machines_read(film: Cut) -> None:
    text = write(film)
    assert text.isascii()
    lines = text.splitlines()
    assert re.fullmatch(r"TITLE: \S.{0,69}", lines[0])
    assert lines[1] == "FCM: NON-DROP FRAME"
    assert all(line.startswith("* ") or EVENT.fullmatch(line) for line in lines[3:])
    assert max(map(len, lines)) <= 100


def test_a_title_without_a_plain_letter_gets_one() -> None:
    assert write(cut(10, title="مطر")).splitlines()[0] == "TITLE: STORYREEL FILM"
    assert write(cut(10, title="Über\nden Fuchs")).splitlines()[0] == "TITLE: Uber den Fuchs"
    assert "* LOC: 01:00:00:10 GREEN   SCENE 2" in write(cut(10, 20))


@given(st.integers(0, 10**6), st.sampled_from(RATES))
def test_timecode_counts_every_frame(frame: int, fps: int) -> None:
    assert lib.opentime.from_timecode(timecode(frame, fps), fps).value == frame


@given(st.text())
def test_plain_is_plain(text: str) -> None:
    said = plain(text)
    assert said.isascii()
    assert said.isprintable()
    assert len(said) <= 70
    assert said == said.strip()


def test_too_many_cuts_are_one_sentence() -> None:
    with pytest.raises(Mistake, match="1001 cuts and an EDL holds 999"):
        write(cut(*[5] * 500))


def test_a_frame_that_is_off_would_be_seen() -> None:
    film = cut(50, 60)
    text = write(film).replace("01:00:02:00 01:00:04:10", "01:00:02:01 01:00:04:11", 1)
    assert parsed(text, 25)["V"].duration().value == film.frames + 1
