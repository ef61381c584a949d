"""Resampling: tones keep their pitch, level and place; what cannot be kept is left out; only 16-bit WAV is read."""

import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import Unavailable
from tests.tools.film.material import save_wav
from tools.film.port import SAMPLE_RATE
from tools.film.resample import read_wav, resampled, write_wav


def sine(frequency: float, rate: int, seconds: float = 0.5) -> NDArray[np.int16]:
    wave_form = 20_000 * np.sin(2 * np.pi * frequency * np.arange(int(rate * seconds)) / rate)
    return np.asarray(np.rint(wave_form), np.int16)


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000])
def test_a_tone_stays_the_tone(rate: int) -> None:
    found = resampled(sine(1_000, rate), rate)
    assert found.size == SAMPLE_RATE // 2
    wanted = 20_000 * np.sin(2 * np.pi * 1_000 * np.arange(found.size) / SAMPLE_RATE)
    inner = slice(1_000, -1_000)
    assert np.abs(found[inner] - wanted[inner]).max() < 4


def test_images_and_aliases_are_left_out() -> None:
    image = np.abs(np.fft.rfft(resampled(sine(7_000, 16_000), 16_000) * np.hanning(24_000)))
    assert image[int(8_500 / 2) :].max() < image.max() / 10_000
    alias = resampled(sine(30_000, 96_000), 96_000)
    assert np.abs(alias[1_000:-1_000]).max() < 4


def test_every_sum_is_exact() -> None:
    found = resampled(sine(1_234, 22_050), 22_050)
    assert np.array_equal(found * 2**24, np.rint(found * 2**24))


@pytest.mark.parametrize("length", [0, 1, 2, 147])
def test_short_sounds(length: int) -> None:
    assert resampled(np.full(length, 100, np.int16), 44_100).size == -(-length * 160 // 147)


def test_wav_files_come_back(tmp_path: Path) -> None:
    samples = np.array([[1, -2, 32_767], [-32_768, 5, 6]], np.int16)
    write_wav(samples, tmp_path / "a.wav")
    found, rate = read_wav(tmp_path / "a.wav")
    assert rate == SAMPLE_RATE
    assert np.array_equal(found, samples)


def test_other_files_are_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFFnothing")
    with pytest.raises(Unavailable, match="cannot be read"):
        read_wav(path)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8_000)
        file.writeframes(b"\x80" * 100)
    with pytest.raises(Unavailable, match="8-bit"):
        read_wav(path)


def test_a_file_cut_short_gives_what_is_there(tmp_path: Path) -> None:
    path = save_wav(tmp_path / "a.wav", np.full((2, 100), 0.5))
    path.write_bytes(path.read_bytes()[:-3])
    assert read_wav(path)[0].shape == (2, 99)
