"""Clipping and jumps in a sound that comes in blocks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tools.measure.ears import Clipping, Ears, Steps

RATE = 48_000


def sine(seconds: float = 1, level: float = 0.5) -> NDArray[np.float64]:
    time = np.arange(round(RATE * seconds)) / RATE
    return np.stack([level * np.sin(2 * np.pi * 440 * time)] * 2)


def runs(signal: NDArray[np.floating], cuts: list[int]) -> int:
    heard = Clipping()
    for part in np.split(signal, sorted(cuts), axis=1):
        heard.feed(part)
    return heard.runs()


@pytest.mark.parametrize(("samples", "count"), [(2, 0), (3, 1), (50, 1)])
def test_clipped_runs(samples: int, count: int) -> None:
    signal = sine(0.1)
    signal[1, 1000 : 1000 + samples] = -1.0
    assert runs(signal, []) == count
    assert runs(signal, [1001]) == count
    assert runs(signal[:, : 1000 + samples], []) == count


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 5)), min_size=1, max_size=20), st.lists(st.integers(0, 99)))
def test_blocks_count_the_runs_of_the_whole(stretches: list[tuple[bool, int]], cuts: list[int]) -> None:
    signal = np.concatenate([np.full(length, float(full)) for full, length in stretches])[None]
    text = "".join("1" if full else "0" for full in signal[0])
    wanted = sum(len(run) >= 3 for run in text.split("0"))
    assert runs(signal, [cut for cut in cuts if cut < signal.shape[1]]) == wanted


@pytest.mark.parametrize("cuts", [[], [23_999], [24_000, 24_001], [100, 40_000]])
def test_a_jump_at_a_border_is_found(cuts: list[int]) -> None:
    signal = sine()
    signal[:, 24_000:] += 0.3
    steps = Steps(RATE, [12_000, 24_000])
    for part in np.split(signal, cuts, axis=1):
        steps.feed(part)
    border, step = steps.largest()
    assert border == 24_000
    assert step == pytest.approx(0.33, abs=0.03)
    assert steps.usual() == pytest.approx(0.5 * 2 * np.pi * 440 / RATE, abs=2e-3)


def test_a_smooth_sound_has_no_jump_and_a_jump_elsewhere_is_not_a_borders() -> None:
    signal = sine()
    signal[:, 36_000:] += 0.3
    steps = Steps(RATE, [12_000, 24_000])
    steps.feed(signal)
    assert steps.largest()[1] <= steps.usual()
    assert Steps(RATE, []).largest() == (0, 0.0)


def test_a_border_at_the_very_end_or_start_is_no_error() -> None:
    steps = Steps(RATE, [0, RATE, RATE + 1000])
    steps.feed(sine())
    assert steps.largest()[1] <= steps.usual()


def test_ears_hear_everything_once() -> None:
    ears = Ears(RATE)
    for part in np.split(sine(2), [0, 7, 50_000], axis=1):
        ears.hear(part)
    assert ears.samples == 2 * RATE
    assert ears.peak.level() == pytest.approx(-6, abs=0.1)
    assert max(one.seconds for one in ears.silences.found()) < 1e-4
    assert ears.loudness.hops().size == 20
