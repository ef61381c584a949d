"""Music under a voice: twenty decibels below it while somebody speaks, higher where nobody does, never a jump."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import Mistake
from tools.film.resample import read_wav, write_wav
from tools.measure.balance import above, hops_of
from tools.measure.loudness import loudness
from tools.music.duck import lay
from tools.music.port import BELOW, SAMPLE_RATE, MusicSpec
from tools.music.track import decode, fitted

SECONDS = 14


def tone(level: float, hertz: float, seconds: float = SECONDS) -> NDArray[np.float64]:
    found: NDArray[np.float64] = level * np.sin(
        2 * np.pi * hertz * np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    )
    return found


def written(path: Path, mono: NDArray[np.float64]) -> Path:
    write_wav(np.rint(np.stack([mono, mono]) * 32_767).astype(np.int16), path)
    return path


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """Speech from 2 to 6 s and from 9 to 12 s."""
    sound = tone(0.3, 220)
    sound[: 2 * SAMPLE_RATE] = sound[6 * SAMPLE_RATE : 9 * SAMPLE_RATE] = sound[12 * SAMPLE_RATE :] = 0
    return written(tmp_path / "voice.wav", sound)


def part(path: Path, start: float, end: float) -> NDArray[np.float64]:
    samples, _ = read_wav(path)
    return samples[:, round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)] / 32_768


def test_speech_stands_twenty_decibels_above(tmp_path: Path, voice: Path) -> None:
    music, out = written(tmp_path / "bed.wav", tone(0.2, 330)), tmp_path / "music.wav"
    below = lay(voice, music, MusicSpec(samples=SECONDS * SAMPLE_RATE), out)
    assert 20 <= below <= BELOW + 0.5
    under, alone = loudness(part(out, 3, 5.5)), loudness(part(out, 7, 8))
    assert loudness(part(voice, 3, 5.5)) - under == pytest.approx(BELOW, abs=0.6)
    assert 4 < alone - under <= 7.5
    assert read_wav(out)[0].shape == (2, SECONDS * SAMPLE_RATE)
    assert np.abs(np.diff(part(out, 0, SECONDS), axis=1)).max() < 0.02


def test_music_that_swells_under_the_speech_is_lowered_for_it(tmp_path: Path, voice: Path) -> None:
    bed = tone(0.2, 330)
    bed[: 2 * SAMPLE_RATE] *= 0.4
    bed[6 * SAMPLE_RATE : 9 * SAMPLE_RATE] *= 0.4
    bed[12 * SAMPLE_RATE :] *= 0.4
    out = tmp_path / "music.wav"
    below = lay(voice, written(tmp_path / "bed.wav", bed), MusicSpec(samples=SECONDS * SAMPLE_RATE), out)
    assert below == pytest.approx(BELOW, abs=0.1)
    assert above(hops_of(voice), hops_of(out)) == pytest.approx(BELOW, abs=0.2)


def test_music_that_rests_under_the_speech_is_not_raised(tmp_path: Path, voice: Path) -> None:
    bed = tone(0.2, 330)
    bed[SAMPLE_RATE : 13 * SAMPLE_RATE] *= 0.001
    out = tmp_path / "music.wav"
    assert lay(voice, written(tmp_path / "bed.wav", bed), MusicSpec(samples=SECONDS * SAMPLE_RATE), out) > 40
    assert loudness(part(out, 0, 1)) < loudness(part(voice, 2, 6)) - BELOW + 8


@pytest.mark.parametrize("seconds", [0.001, 2.5, SECONDS, SECONDS + 5])
def test_the_music_is_as_long_as_the_film(tmp_path: Path, voice: Path, seconds: float) -> None:
    music, out = written(tmp_path / "bed.wav", tone(0.2, 330, min(seconds, SECONDS))), tmp_path / "music.wav"
    lay(voice, music, MusicSpec(samples=round(seconds * SAMPLE_RATE)), out)
    assert read_wav(out)[0].shape == (2, round(seconds * SAMPLE_RATE))
    assert read_wav(out)[0].any() or seconds < 1
    assert not part(out, SECONDS, SECONDS + 5).any()


def test_the_music_is_down_before_the_first_word(tmp_path: Path, voice: Path) -> None:
    music, out = written(tmp_path / "bed.wav", tone(0.2, 330)), tmp_path / "music.wav"
    lay(voice, music, MusicSpec(samples=SECONDS * SAMPLE_RATE), out)
    assert np.abs(part(out, 1.98, 2.0)).max() < 0.8 * np.abs(part(out, 0.5, 0.6)).max()


def test_music_without_a_voice_plays_alone(tmp_path: Path) -> None:
    silent, music = written(tmp_path / "voice.wav", tone(0, 1)), written(tmp_path / "bed.wav", tone(0.2, 330))
    assert lay(silent, music, MusicSpec(samples=SECONDS * SAMPLE_RATE), tmp_path / "music.wav") == 0
    assert loudness(part(tmp_path / "music.wav", 0, SECONDS)) == pytest.approx(-18, abs=0.5)


def test_silent_music_stays_silent(tmp_path: Path, voice: Path) -> None:
    music = written(tmp_path / "bed.wav", tone(0, 1))
    lay(voice, music, MusicSpec(samples=SECONDS * SAMPLE_RATE), tmp_path / "music.wav")
    assert not part(tmp_path / "music.wav", 0, SECONDS).any()


def test_a_short_track_is_looped_and_a_long_one_cut(tmp_path: Path) -> None:
    track = tmp_path / "track.wav"
    decode(written(tmp_path / "song.wav", tone(0.2, 440, 3)), track)
    assert read_wav(track)[0].shape == (2, 3 * SAMPLE_RATE)
    for seconds in (2, 11):
        fitted(track, seconds * SAMPLE_RATE, tmp_path / "fitted.wav")
        found = part(tmp_path / "fitted.wav", 0, seconds)
        assert found.shape == (2, seconds * SAMPLE_RATE)
        assert np.abs(found[:, 0]).max() < 0.01
        assert np.abs(found[:, -1]).max() < 0.01
        middle = found[:, SAMPLE_RATE : max(SAMPLE_RATE + 1, (seconds - 3) * SAMPLE_RATE)]
        assert np.abs(middle).max() < 0.3


@pytest.mark.parametrize("length", [1, 7, 2 * SAMPLE_RATE + 1, 5 * SAMPLE_RATE])
def test_a_loop_has_no_jump(tmp_path: Path, length: int) -> None:
    """Each end fades into the next beginning, over half of a track that is shorter than that."""
    track = written(tmp_path / "track.wav", np.linspace(0.1, 0.3, length))
    fitted(track, 12 * SAMPLE_RATE, tmp_path / "fitted.wav")
    found = part(tmp_path / "fitted.wav", 1, 8)
    assert found.shape == (2, 7 * SAMPLE_RATE)
    assert found.min() > 0.09
    assert found.max() < 0.31
    assert length < SAMPLE_RATE or np.abs(np.diff(found, axis=1)).max() < 1e-3


@pytest.mark.parametrize("content", [b"", b"not music at all", b"\x89PNG\r\n\x1a\n" + b"\0" * 64])
def test_what_is_no_music_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(content)
    with pytest.raises(Mistake, match=r"song\.mp3"):
        decode(path, tmp_path / "track.wav")
