"""Mastering: the loudness asked for, peaks under the ceiling, and no more squeezing than DEEPEST."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests.tools.film.material import tone
from tools.film.limiter import DEEPEST, limit, master, quantised
from tools.film.port import SAMPLE_RATE
from tools.measure.loudness import loudness, true_peak


@pytest.mark.parametrize("level", [0.02, 0.2, 0.9])
def test_speech_reaches_its_loudness_under_the_ceiling(level: float) -> None:
    found = master(tone(3, SAMPLE_RATE, level=level)[None], target=-14, ceiling=-2, speakers=2)
    assert loudness(found, speakers=2) == pytest.approx(-14, abs=0.1)
    assert true_peak(found) <= -2


@given(st.integers(0, 1000), st.floats(0, 25), st.floats(-6, 0))
@effort(max_examples=15)
def test_no_peak_passes_the_ceiling(seed: int, gain: float, ceiling: float) -> None:
    rng = np.random.default_rng(seed)
    signal = rng.normal(size=(2, 20_000)) * np.where(rng.random(20_000) > 0.999, 0.8, 0.02)
    assert true_peak(limit(signal, gain, ceiling)) <= ceiling


def test_quiet_parts_are_only_raised() -> None:
    signal = tone(1, SAMPLE_RATE, level=0.01)[None]
    assert np.allclose(limit(signal, 6, -1), signal * 10 ** (6 / 20), rtol=1e-4)


def test_the_gain_is_down_before_the_peak_and_never_jumps() -> None:
    signal = np.full((1, 48_000), 0.1)
    signal[0, 24_000] = 4.0
    gain = limit(signal, 0, -1)[0] / signal[0]
    assert gain[24_000] < 0.23
    assert np.abs(np.diff(gain)).max() < 0.002
    assert gain[:20_000] == pytest.approx(1)


def test_chunks_do_not_show() -> None:
    signal = tone(4, SAMPLE_RATE, level=0.9)[None]
    whole = limit(signal, 6, -1)
    moved = limit(np.concatenate([np.zeros((1, 5_000)), signal], axis=1), 6, -1)[:, 5_000:]
    assert np.allclose(whole[:, 10_000:], moved[:, 10_000:], atol=1e-6)


def test_sparse_clicks_stay_quieter_rather_than_distort() -> None:
    signal = np.zeros((1, 3 * SAMPLE_RATE))
    signal[0, ::4_000] = 0.5
    found = master(signal, target=-14, ceiling=-2, speakers=2)
    assert loudness(found, speakers=2) < -15
    raised = limit(signal, -2 + DEEPEST - true_peak(signal), -2)
    assert np.abs(found).max() == pytest.approx(np.abs(raised).max(), rel=0.01)


@pytest.mark.parametrize("length", [0, 100, 48_000])
def test_silence_stays_silence(length: int) -> None:
    found = master(np.zeros((2, length)), target=-14, ceiling=-1)
    assert found.shape == (2, length)
    assert not found.any()


def test_numbers_are_rounded_and_clipped() -> None:
    assert quantised(np.array([0.0, 1.0, -1.5, 1 / 32768])).tolist() == [0, 32767, -32768, 1]
