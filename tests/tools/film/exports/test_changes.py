"""Edits from an edited timeline: applied, they give exactly its order and its frames."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.edits import EDITS, Move, Pause, Remove, apply
from core.errors import Mistake
from core.models import Beat, Fit, Request, Scene, Script
from tests.tools.film.exports.material import RATES
from tools.film.exports.changes import Told, changes, told
from tools.film.exports.otio import Cued
from tools.film.timeline import LEAD, OPENING, frames_of, lay


def script(seconds: list[float], pauses: list[float], scenes: int, card: bool) -> tuple[Script, dict[str, float]]:
    """A fitted film of so many beats, the last of them a card that nobody speaks, and how long each voice is."""
    parts: list[list[Beat]] = [[] for _ in range(scenes)]
    for number in range(len(seconds)):
        scene = number * scenes // len(seconds)
        shown = "Sources" if card and number == len(seconds) - 1 else None
        parts[scene].append(Beat(id=f"{scene + 1}.{number}", text="x", spoken="x", card=shown))
    made = [Scene(id=str(number + 1), beats=tuple(beats)) for number, beats in enumerate(parts) if beats]
    ids = [beat.id for scene in made for beat in scene.beats]
    fit = Fit(rate=150, pauses=dict(zip(ids, pauses, strict=True)))
    return Script(title="T", language="en", scenes=tuple(made), fit=fit), dict(zip(ids, seconds, strict=True))


def beats_of(film: Script, seconds: dict[str, float], fps: int) -> tuple[Told, ...]:
    assert film.fit is not None
    timeline = lay(film, seconds, fps)
    return tuple(
        Told(id=time.id, frames=time.frames, seconds=seconds[time.id], pause=film.fit.pauses[time.id],
             spoken=beat.card is None)
        for time, beat in zip(timeline.beats, film.beats, strict=True)
    )  # fmt: skip


@st.composite
def films(draw: st.DrawFn) -> tuple[Script, dict[str, float], int]:
    count = draw(st.integers(2, 9))
    seconds = draw(st.lists(st.floats(0.3, 9), min_size=count, max_size=count))
    pauses = draw(st.lists(st.floats(0, 3), min_size=count, max_size=count))
    made, voices = script(seconds, pauses, draw(st.integers(1, min(3, count))), draw(st.booleans()))
    return made, voices, draw(st.sampled_from(RATES))


@given(films(), st.data())
def test_the_edited_film_has_the_order_and_frames_of_the_timeline(
    film: tuple[Script, dict[str, float], int], data: st.DataObject
) -> None:
    written, seconds, fps = film
    beats = beats_of(written, seconds, fps)
    spoken = [beat.id for beat in written.beats if beat.card is None]
    order = data.draw(st.permutations(spoken))[: data.draw(st.integers(1, len(spoken)))]
    if data.draw(st.booleans()):
        order += [beat.id for beat in written.beats if beat.card is not None]
    cued = []
    for number, id in enumerate(order):
        least = frames_of(OPENING if number == 0 else LEAD, seconds[id], 0, fps)
        cued.append(Cued(beat=id, frames=least + data.draw(st.integers(0, 9 * fps))))
    found = changes(cued, beats, fps)
    assert found.notes == ()
    again = EDITS.validate_json(EDITS.dump_json(found.edits))
    edited = apply(Request(story=written), again).story
    assert edited is not None
    assert [(time.id, time.frames) for time in lay(edited, seconds, fps).beats] == [
        (one.beat, one.frames) for one in cued
    ]


@given(films())
def test_an_untouched_timeline_changes_nothing(film: tuple[Script, dict[str, float], int]) -> None:
    written, seconds, fps = film
    beats = beats_of(written, seconds, fps)
    assert changes([Cued(beat=beat.id, frames=beat.frames) for beat in beats], beats, fps).edits == ()


def some(count: int = 4, **more: Any) -> tuple[Told, ...]:
    """Beats of 50 frames at 25 a second: a second of voice, and a pause of 0.88 s (the first: 0.5 s)."""
    usual = {"frames": 50, "seconds": 1.0, "pause": 0.88, "spoken": True}
    beats = [Told(id=str(number), **{**usual, **more}) for number in range(count)]
    return (beats[0].model_copy(update={"pause": 0.5}), *beats[1:])


def cued(*given: tuple[str, int] | str) -> list[Cued]:
    return [Cued(beat=one, frames=50) if isinstance(one, str) else Cued(beat=one[0], frames=one[1]) for one in given]


def test_one_longer_clip_is_one_pause() -> None:
    assert changes(cued("0", ("1", 60), "2", "3"), some(), 25).edits == (Pause(beat="1", seconds=1.28),)


def test_one_moved_clip_is_one_move() -> None:
    assert changes(cued("0", "2", "3", "1"), some(), 25).edits == (Move(beat="1", after="3"),)
    assert changes(cued("0", "3", "1", "2"), some(), 25).edits == (Move(beat="3", after="0"),)


def test_a_missing_clip_is_removed() -> None:
    assert changes(cued("0", "1", "3"), some(), 25).edits == (Remove(beat="2"),)


def test_others_move_around_a_card() -> None:
    beats = (*some(3), some(4, spoken=False)[3])
    assert changes(cued("3", "0", "1", "2"), (beats[0], beats[1], beats[2], beats[3]), 25).edits[:3] == (
        Move(beat="0", after="3"),
        Move(beat="1", after="0"),
        Move(beat="2", after="1"),
    )


def test_a_clip_shorter_than_its_voice_is_one_sentence() -> None:
    with pytest.raises(Mistake, match=r"beat 2 is 0\.12 s shorter than its voice: make it at least 28 frames long"):
        changes(cued("0", "1", ("2", 25), "3"), some(), 25)


def test_a_pause_beyond_the_longest_is_one_sentence() -> None:
    with pytest.raises(Mistake, match=r"silent for 10\.9 s; the most is 10 s"):
        changes(cued("0", ("1", 300), "2", "3"), some(), 25)


def test_a_clip_that_only_moved_to_the_start_may_grow_and_says_so() -> None:
    beats = some(3, frames=30, pause=0.08)
    found = changes(cued(("1", 30), ("0", 30), ("2", 30)), beats, 25)
    assert Pause(beat="1", seconds=0.0) in found.edits
    assert found.notes == ("1 is 8 frames longer, for a film begins with half a second of silence.",)


def test_an_older_manifest_asks_to_be_healed() -> None:
    beat = {"id": "1.1", "start": 0, "end": 1}
    scenes = [{"beats": [{"id": "1.1", "card": None}]}]
    manifest = {"fps": 25, "fit": {"pauses": {"1.1": 0.4}}, "script": {"scenes": scenes}, "beats": [beat]}
    with pytest.raises(Mistake, match="storyreel heal"):
        told(manifest)
    beat["voice_seconds"] = 0.5
    assert told(manifest) == (Told(id="1.1", frames=25, seconds=0.5, pause=0.4, spoken=True),)
