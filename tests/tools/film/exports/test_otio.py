"""OpenTimelineIO: what is written is read again, and what an editor may do to it is understood or refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import opentimelineio as lib
import pytest
from hypothesis import given

from core.errors import Mistake
from tests.tools.film.exports.material import RATES, cut, cuts
from tools.film.exports.otio import KEY, Cued, read, timeline, write
from tools.film.exports.port import Cut

FOLDER = Path("/films/rain")


def ids(film: Cut) -> list[str]:
    return [piece.id for piece in film.pieces]


@given(cuts())
def test_it_round_trips(film: Cut) -> None:
    text = write(film, FOLDER, FOLDER)
    again = lib.adapters.read_from_string(text, "otio_json")
    assert again.is_equivalent_to(timeline(film, FOLDER, FOLDER))
    assert text == write(film, FOLDER, FOLDER)
    assert read(text, ids(film), film.fps) == tuple(Cued(beat=one.id, frames=one.frames) for one in film.pieces)


@given(cuts())
def test_every_track_is_as_long_as_the_film(film: Cut) -> None:
    made = timeline(film, FOLDER, FOLDER)
    length = lib.opentime.RationalTime(film.frames, film.fps)
    assert [one.name for one in made.tracks] == ["Stills", "Film", "Voice", *(["Music"] if film.music else [])]
    assert [one.kind for one in made.tracks] == ["Video", "Video", "Audio", *(["Audio"] if film.music else [])]
    for one in made.tracks:
        assert one.duration() == length
        for clip in one:
            there = clip.media_reference.available_range
            assert there.start_time <= clip.source_range.start_time
            assert clip.source_range.end_time_exclusive() <= there.end_time_exclusive()
    assert [mark.marked_range.start_time.value for mark in made.tracks.markers] == [mark.frame for mark in film.marks]


def test_a_clip_tells_its_beat() -> None:
    read_again = lib.adapters.read_from_string(write(cut(50, 60), FOLDER, FOLDER), "otio_json")
    clip = read_again.tracks[1][1]
    assert clip.name.startswith("2.1 مطر")
    assert clip.media_reference.target_url == "film.mp4"
    assert dict(clip.metadata[KEY])["narration"] == "مطر في الصحراء ثم <شمس>."
    assert list(clip.metadata[KEY]["sources"]) == ["s1"]
    assert (clip.source_range.start_time.value, clip.source_range.duration.value) == (50, 60)


def edited(film: Cut, act: Callable[[Any], None]) -> str:
    """The film's timeline after an edit of its Film track."""
    made = timeline(film, FOLDER, FOLDER)
    act(next(one for one in made.tracks if one.name == "Film"))
    return str(made.to_json_string())


def lasting(frames: int, fps: int) -> Any:
    return lib.opentime.TimeRange(duration=lib.opentime.RationalTime(frames, fps))


def trim(number: int, frames: int) -> Callable[[Any], None]:
    def act(track: Any) -> None:
        start = track[number].source_range.start_time
        track[number].source_range = lib.opentime.TimeRange(start, lib.opentime.RationalTime(frames, start.rate))

    return act


def test_a_trimmed_clip_and_a_gap_change_the_length() -> None:
    film = cut(50, 60, 70)
    assert read(edited(film, trim(1, 45)), ids(film), 25)[1] == Cued(beat="2.1", frames=45)
    longer = edited(film, lambda track: track.insert(1, lib.schema.Gap(source_range=lasting(12, 25))))
    assert [one.frames for one in read(longer, ids(film), 25)] == [62, 60, 70]


def test_a_clip_that_was_cut_in_two_is_one() -> None:
    film = cut(50, 60)

    def split(track: Any) -> None:
        other = track[0].clone()
        trim(0, 20)(track)
        other.source_range = lib.opentime.TimeRange(
            lib.opentime.RationalTime(20, 25), lib.opentime.RationalTime(30, 25)
        )
        track.insert(1, other)

    assert read(edited(film, split), ids(film), 25) == (Cued(beat="1.0", frames=50), Cued(beat="2.1", frames=60))


@pytest.mark.parametrize("rate", RATES)
def test_another_rate_is_converted_where_frames_fit(rate: int) -> None:
    film = cut(2 * rate, 3 * rate, fps=rate)

    def act(track: Any) -> None:
        for clip, seconds in zip(track, (2, 3), strict=True):
            clip.source_range = lasting(seconds * 120, 120)

    assert [one.frames for one in read(edited(film, act), ids(film), rate)] == [2 * rate, 3 * rate]


def test_clips_are_known_without_metadata_and_transitions_take_no_time() -> None:
    film = cut(50, 60)

    def act(track: Any) -> None:
        for clip in track:
            clip.metadata.clear()
        half = lib.opentime.RationalTime(6, 25)
        track.insert(1, lib.schema.Transition(transition_type="SMPTE_Dissolve", in_offset=half, out_offset=half))

    assert [one.frames for one in read(edited(film, act), ids(film), 25)] == [50, 60]


def rename(track: Any) -> None:
    track[0].metadata.clear()
    track[0].name = "holiday.mov"


def warp(track: Any) -> None:
    track[0].effects.append(lib.schema.LinearTimeWarp(time_scalar=2))


def nest(track: Any) -> None:
    track.append(lib.schema.Stack(name="Compound 1", children=[lib.schema.Clip(name="x", source_range=lasting(9, 25))]))


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (rename, "'holiday.mov' is not of this film"),
        (warp, "plays at another speed"),
        (nest, "Compound 1 of the edited timeline is nested"),
        (lambda track: track.append(track[0].clone()), "1.0 appears twice"),
        (lambda track: track.insert(0, lib.schema.Gap(source_range=lasting(9, 25))), "begins with a gap"),
        (lambda track: setattr(track[0], "source_range", lasting(7, 24)), "is 7.29 frames long at 25 frames a second"),
    ],
)
def test_what_a_film_cannot_do_is_one_sentence(act: Callable[[Any], None], words: str) -> None:
    film = cut(50, 60)
    with pytest.raises(Mistake, match=words) as caught:
        read(edited(film, act), ids(film), 25)
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize(
    "text",
    ["", "{}", "null", "[1]", "not JSON", '{"OTIO_SCHEMA": "Timeline.1"}', '{"OTIO_SCHEMA": "Timeline.99"}',
     '{"OTIO_SCHEMA": "Clip.2", "name": "x"}', '{"OTIO_SCHEMA": "Foo.1"}',
     json.dumps({"OTIO_SCHEMA": "Timeline.1", "tracks": {"OTIO_SCHEMA": "Stack.1", "children": []}})],
)  # fmt: skip
def test_no_timeline_is_one_sentence(text: str) -> None:
    with pytest.raises(Mistake) as caught:
        read(text, ["1.0"], 25)
    assert str(caught.value).count("\n") == 0
    assert str(caught.value).startswith(("The file", "The edited timeline"))


def test_a_missing_package_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "opentimelineio", None)
    with pytest.raises(Mistake, match=r"pip install 'storyreel\[exports\]'"):
        write(cut(10), FOLDER, FOLDER)
