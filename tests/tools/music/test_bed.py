"""Composed beds: as long as asked, the same each time, clear of clicks, and led by the scenes."""

import hashlib
import wave
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tools.film.resample import read_wav
from tools.measure.loudness import loudness, true_peak
from tools.music import synth
from tools.music.port import SAMPLE_RATE, BedSpec, MoodName
from tools.music.score import moods, score
from tools.music.synth import WINDOW, compose

SECONDS = 12


def spec(mood: str = "warm", seed: int = 1, seconds: float = SECONDS, scenes: tuple[float, ...] = (0.0,)) -> BedSpec:
    return BedSpec.model_validate(
        {
            "mood": mood,
            "seed": seed,
            "samples": round(seconds * SAMPLE_RATE),
            "scenes": tuple(round(at * SAMPLE_RATE) for at in scenes),
        }
    )


@pytest.fixture
def sound(tmp_path: Path) -> Callable[[BedSpec], NDArray[np.float32]]:
    """Composes a bed and reads it as (2, samples) in -1..1."""

    def make(wanted: BedSpec) -> NDArray[np.float32]:
        compose(wanted, tmp_path / "bed.wav")
        assert [path.name for path in tmp_path.iterdir()] == ["bed.wav"]
        return (read_wav(tmp_path / "bed.wav")[0] / 32_767).astype(np.float32)

    return make


Sound = Callable[[BedSpec], NDArray[np.float32]]


def test_every_mood_is_written_down() -> None:
    assert set(moods()) == set(get_args(MoodName))
    assert all(0 <= step < 5 for mood in moods().values() for step in mood.pattern if step >= 0)


@pytest.mark.parametrize("mood", get_args(MoodName))
def test_a_bed_sounds_without_a_click(mood: str, sound: Sound) -> None:
    both = sound(spec(mood))
    assert both.shape == (2, SECONDS * SAMPLE_RATE)
    assert -30 < loudness(both) < -15
    assert true_peak(both) < -10
    assert np.abs(np.diff(both, axis=1)).max() < 0.08
    assert np.abs(both[:, 0]).max() < 1e-3
    assert np.abs(both[:, -1]).max() < 1e-3
    quarter = both[:, SAMPLE_RATE * 2 : -SAMPLE_RATE * 3].reshape(2, -1, SAMPLE_RATE // 4)
    assert np.sqrt(np.square(quarter).mean(axis=(0, 2))).min() > 1e-3, "a hole in the music"


def test_a_click_is_seen(sound: Sound) -> None:
    both = sound(spec()).copy()
    both[:, SAMPLE_RATE * 5] += 0.2
    assert np.abs(np.diff(both, axis=1)).max() > 0.08


def test_the_same_bed_has_the_same_bytes_and_another_seed_has_others(tmp_path: Path) -> None:
    digests = []
    for number, seed in enumerate((1, 1, 2)):
        compose(spec(seed=seed, seconds=8), tmp_path / f"{number}.wav")
        digests.append(hashlib.sha256((tmp_path / f"{number}.wav").read_bytes()).hexdigest())
    assert digests[0] == digests[1] != digests[2]
    with wave.open(str(tmp_path / "0.wav")) as file:
        assert (file.getnchannels(), file.getframerate(), file.getnframes()) == (2, SAMPLE_RATE, 8 * SAMPLE_RATE)


def test_windows_do_not_show(sound: Sound, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = spec(seconds=23, scenes=(0.0, 9.9))
    whole = sound(wanted)
    assert wanted.samples > 2 * WINDOW
    monkeypatch.setattr(synth, "WINDOW", 77_777)
    assert np.array_equal(sound(wanted), whole)


@pytest.mark.parametrize("samples", [1, 2, 4800])
def test_a_very_short_bed(sound: Sound, samples: int) -> None:
    assert sound(spec().model_copy(update={"samples": samples})).shape == (2, samples)


def test_the_music_begins_anew_with_a_scene() -> None:
    """A chord starts on the very sample on which a scene of some length begins, and ends on the tonic."""
    wanted = spec("warm", seconds=40, scenes=(0, 13.37, 14.0, 27.2))
    pads = [note for note in score(wanted) if note.timbre == "pad"]
    starts = {note.start for note in pads}
    assert {0, round(13.37 * SAMPLE_RATE), round(27.2 * SAMPLE_RATE)} <= starts
    assert round(14.0 * SAMPLE_RATE) not in starts
    mood = moods()["warm"]
    last = [note for note in pads if note.start == max(starts)]
    assert min(note.pitch for note in last) % 12 == mood.root % 12


@settings(max_examples=25)
@given(
    st.sampled_from(get_args(MoodName)),
    st.floats(0.2, 60),
    st.lists(st.floats(0, 60), max_size=8),
    st.integers(0, 2**31 - 1),
)
def test_any_film_has_its_score(mood: str, seconds: float, scenes: list[float], seed: int) -> None:
    wanted = spec(mood, seed, seconds, (0.0, *sorted(at for at in scenes if at < seconds)))
    notes = score(wanted)
    assert notes
    assert all(0 <= note.start < wanted.samples and note.length > 0 and 0 <= note.level <= 1 for note in notes)
    assert all(note.timbre == "shaker" or 24 <= note.pitch <= 108 for note in notes)
