"""Beats in time: no gap, no overlap, whole frames, and an edit changes one beat."""

import math

from hypothesis import given
from hypothesis import strategies as st

from core.models import Beat, Scene, Script
from tools.film.timeline import ENDING, GAP, LEAD, QUIET, fit, lay, lengths, natural, next_rate

SECONDS = st.floats(0.3, 12, allow_nan=False)
FPS = st.sampled_from([24, 25, 30, 50, 60])


def script_of(scenes: list[list[float]]) -> tuple[Script, dict[str, float]]:
    made, seconds = [], {}
    for number, voices in enumerate(scenes, start=1):
        beats = []
        for place, voice in enumerate(voices, start=1):
            beats.append(Beat(id=f"{number}.{place}", text="x", spoken="x"))
            seconds[beats[-1].id] = voice
        made.append(Scene(id=str(number), beats=tuple(beats)))
    return Script(title="t", language="en", scenes=tuple(made)), seconds


SCENES = st.lists(st.lists(SECONDS, min_size=1, max_size=5), min_size=1, max_size=5)


@given(SCENES, FPS, st.none() | st.floats(5, 200))
def test_no_gap_no_overlap_and_room_for_every_voice(scenes: list[list[float]], fps: int, asked: float | None) -> None:
    script, seconds = script_of(scenes)
    fitted = script.model_copy(update={"fit": fit(script, seconds, asked, 160, fps)})
    timeline = lay(fitted, seconds, fps)
    at = 0
    for beat in timeline.beats:
        assert beat.start == at
        assert beat.frames / fps >= beat.lead + seconds[beat.id] - 1e-6
        at += beat.frames
    assert timeline.frames == at


@given(SCENES, FPS, st.floats(5, 200))
def test_the_duration_asked_is_met_to_the_frame_when_it_can_be(
    scenes: list[list[float]], fps: int, asked: float
) -> None:
    script, seconds = script_of(scenes)
    chosen = fit(script, seconds, asked, 160, fps)
    timeline = lay(script.model_copy(update={"fit": chosen}), seconds, fps)
    if chosen.reached:
        assert timeline.frames == round(asked * fps)
        assert all(pause >= -1e-6 for pause in chosen.pauses.values())
    frame = 1 / fps
    assert all(pause <= max(GAP - LEAD, ENDING) + 2 * frame for pause in chosen.pauses.values())
    silence = timeline.seconds - sum(seconds.values())
    least = fit(script, seconds, 1e-9, 160, fps)
    assert silence <= max(QUIET * asked, sum(least.pauses.values()) + LEAD * len(seconds) + 1) + len(seconds) * frame


def test_a_fit_is_reached_for_a_plain_case() -> None:
    script, seconds = script_of([[4.0, 5.0, 3.0], [4.5, 4.0]])
    chosen = fit(script, seconds, 25.0, 160, 30)
    assert chosen.reached
    assert lay(script.model_copy(update={"fit": chosen}), seconds, 30).frames == 750


def test_too_short_a_script_is_not_stretched_with_silence() -> None:
    script, seconds = script_of([[3.0, 3.0]])
    chosen = fit(script, seconds, 60.0, 160, 30)
    assert not chosen.reached
    assert lay(script.model_copy(update={"fit": chosen}), seconds, 30).seconds < 12


@given(SCENES, FPS, st.integers(0, 24), SECONDS)
def test_another_voice_for_one_beat_changes_that_beat_only(
    scenes: list[list[float]], fps: int, pick: int, other: float
) -> None:
    script, seconds = script_of(scenes)
    script = script.model_copy(update={"fit": fit(script, seconds, None, 160, fps)})
    changed = sorted(seconds)[pick % len(seconds)]
    before = lay(script, seconds, fps)
    after = lay(script, {**seconds, changed: other}, fps)
    for old, new in zip(before.beats, after.beats, strict=True):
        if old.id != changed:
            assert (old.frames, old.lead) == (new.frames, new.lead)


def test_the_rate_moves_towards_the_duration_within_natural_limits() -> None:
    script, seconds = script_of([[5.0] * 4, [5.0] * 4])
    assert next_rate(script, seconds, 46.0, 160, 160) == 160
    assert 160 < next_rate(script, seconds, 40.0, 160, 160) <= math.ceil(160 * 1.12)
    assert next_rate(script, seconds, 60.0, 160, 160) < 160
    assert next_rate(script, seconds, 70.0, 160, 160) == round(160 * 0.85)


def test_slow_speech_that_does_not_reach_the_duration_is_not_tried() -> None:
    script, seconds = script_of([[5.0] * 4, [5.0] * 4])
    assert next_rate(script, seconds, 500.0, 160, 160) == 160
    slow = {id: length / 0.9 for id, length in seconds.items()}
    assert next_rate(script, slow, 500.0, 144, 160) == 160, "a rate that was tried is taken back"


def test_pauses_are_longest_at_the_end_of_scenes() -> None:
    script, _ = script_of([[1.0, 1.0], [1.0]])
    pauses = natural(script.scenes)
    assert pauses["1.1"] < pauses["1.2"] < pauses["2.1"]


@given(SCENES, FPS, st.floats(5, 200))
def test_a_closing_card_is_not_followed_or_led_by_silence(scenes: list[list[float]], fps: int, asked: float) -> None:
    script, voices = script_of(scenes)
    card = Scene(id="end", beats=(Beat(id="end.1", text="", spoken="", card="Sources"),))
    script = script.model_copy(update={"scenes": (*script.scenes, card)})
    seconds = lengths(script, voices)
    chosen = fit(script, seconds, asked, 160, fps)
    timeline = lay(script.model_copy(update={"fit": chosen}), seconds, fps)
    *_, last, end = timeline.beats
    tail = (last.frames + end.frames) / fps - last.lead - seconds[last.id]
    assert tail <= 2.0 - 0.05
    if chosen.reached:
        assert timeline.frames == round(asked * fps)
