"""Speech above music, on the stems."""

from pathlib import Path

import numpy as np
import pytest

from tests.tools.film.material import save_wav, tone
from tools.film.port import SAMPLE_RATE
from tools.measure.balance import ABOVE, above, hops_of, speaking
from tools.measure.loudness import loudness


def stems(folder: Path, db: float) -> tuple[Path, Path]:
    """A voice from 2 to 6 s, and music from 0 to 8 s, `db` under it while it speaks and as loud as it elsewhere."""
    voice, music = np.zeros(8 * SAMPLE_RATE), tone(8, SAMPLE_RATE, level=0.2, seed=3)
    voice[2 * SAMPLE_RATE : 6 * SAMPLE_RATE] = tone(4, SAMPLE_RATE, level=0.2, seed=3)
    music[int(1.7 * SAMPLE_RATE) : int(6.3 * SAMPLE_RATE)] *= 10 ** (-db / 20)
    return save_wav(folder / "voice.wav", np.stack([voice] * 2)), save_wav(folder / "music.wav", np.stack([music] * 2))


@pytest.mark.parametrize("db", [10.0, 19.0, 21.0, 30.0])
def test_only_what_plays_under_speech_counts(tmp_path: Path, db: float) -> None:
    voice, music = (hops_of(path) for path in stems(tmp_path, db))
    found = above(voice, music)
    assert found is not None
    assert found == pytest.approx(db, abs=0.5)
    assert (found >= ABOVE) == (db > 20)
    assert 24 <= speaking(voice).sum() <= 41


def test_powers_of_a_file_are_those_of_its_samples(tmp_path: Path) -> None:
    signal = np.stack([tone(12, SAMPLE_RATE)] * 2)
    path = save_wav(tmp_path / "long.wav", signal)
    assert above(hops_of(path), hops_of(path)) == pytest.approx(0, abs=1.5)
    assert hops_of(path).size == 120
    assert loudness(signal) > -40


def test_without_speech_or_music_there_is_nothing_to_compare() -> None:
    assert above(np.zeros(50), np.ones(50)) is None
    assert above(np.ones(50), np.zeros(50)) is None
    assert above(np.ones(50), np.zeros(0)) is None
