"""Mastering: the loudness asked for, peaks under the ceiling, and no more squeezing than DEEPEST."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.tools.film.material import mastered, tone
from tools.film.limiter import DEEPEST, GRAIN, limited, quantised, raised, survey
from tools.film.port import SAMPLE_RATE
from tools.measure.loudness import Signal, loudness, true_peak


def limit(signal: Signal, gain: float, ceiling: float, size: int = 1 << 20) -> NDArray[np.float32]:
    """The sound raised and limited, in blocks of `size`."""

    def source() -> list[Signal]:
        return [signal[:, start : start + size] for start in range(0, signal.shape[1], size)]

    return np.concatenate(list(raised(source, limited(survey(source), gain, ceiling))), axis=1)


@pytest.mark.parametrize("level", [0.02, 0.2, 0.9])
def test_speech_reaches_its_loudness_under_the_ceiling(level: float) -> None:
    found = mastered(tone(3, SAMPLE_RATE, level=level)[None], target=-14, ceiling=-2, speakers=2)
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


@given(st.integers(1, 90), st.integers(0, 99))
@effort(max_examples=15)
def test_blocks_do_not_show(grains: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    signal = rng.normal(size=(2, 20_001)) * np.where(rng.random(20_001) > 0.999, 0.8, 0.02)
    assert np.array_equal(limit(signal, 6, -1, grains * GRAIN), limit(signal, 6, -1))


def test_the_loudness_is_foretold() -> None:
    """The gains are chosen without hearing the limited sound: loud halves of seconds are cut, quiet ones raised."""
    signal = np.random.default_rng(4).normal(size=(1, 6 * SAMPLE_RATE)) * 0.1
    signal *= np.repeat([1.0, 0.5] * 6, SAMPLE_RATE // 2)
    wanted, ceiling = loudness(signal, speakers=2) - 0.3, true_peak(signal) - 2
    found = mastered(signal, target=wanted, ceiling=ceiling, speakers=2)
    assert loudness(found, speakers=2) == pytest.approx(wanted, abs=0.05)
    assert true_peak(found) <= ceiling


def test_sparse_clicks_stay_quieter_rather_than_distort() -> None:
    signal = np.zeros((1, 3 * SAMPLE_RATE))
    signal[0, ::4_000] = 0.5
    found = mastered(signal, target=-14, ceiling=-2, speakers=2)
    assert loudness(found, speakers=2) < -15
    raised = limit(signal, -2 + DEEPEST - true_peak(signal), -2)
    assert np.abs(found).max() == pytest.approx(np.abs(raised).max(), rel=0.01)


@pytest.mark.parametrize("length", [0, 100, 48_000])
def test_silence_stays_silence(length: int) -> None:
    found = mastered(np.zeros((2, length)), target=-14, ceiling=-1)
    assert found.shape == (2, length)
    assert not found.any()


def test_numbers_are_rounded_and_clipped() -> None:
    assert quantised(np.array([0.0, 1.0, -1.5, 1 / 32768])).tolist() == [0, 32767, -32768, 1]
