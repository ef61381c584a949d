"""Silence and decoding."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.errors import Unavailable
from tools.measure.sound import Silence, Silences, blocks

RATE = 1000


def silences(signal: NDArray[np.floating], rate: int, cuts: Sequence[int] = ()) -> tuple[Silence, ...]:
    found = Silences(rate)
    for part in np.split(signal, sorted(cuts), axis=1):
        found.feed(part)
    return found.found()


@given(
    st.lists(st.tuples(st.booleans(), st.integers(1, 900)), min_size=1, max_size=8),
    st.lists(st.integers(0, 5000), max_size=6),
)
def test_blocks_find_what_the_whole_finds(stretches: list[tuple[bool, int]], cuts: list[int]) -> None:
    signal = np.concatenate([np.full(length, 0.1 * loud) for loud, length in stretches])[None]
    assert silences(signal, RATE, [cut for cut in cuts if cut < signal.shape[1]]) == silences(signal, RATE)


def test_silences_at_the_start_inside_and_at_the_end() -> None:
    signal = np.zeros((2, 10 * RATE))
    signal[0, 200:3000] = 0.1
    signal[1, 5000:9500] = -0.1
    assert silences(signal, RATE) == (Silence(0, 0.2), Silence(3, 5), Silence(9.5, 10))


@pytest.mark.parametrize(("level", "count"), [(0.0030, 1), (0.0033, 0)])
def test_quiet_is_minus_50_decibels(level: float, count: int) -> None:
    signal = np.full((1, 5 * RATE), 0.5)
    signal[0, RATE : 3 * RATE] = level
    assert len(silences(signal, RATE)) == count


@pytest.mark.parametrize(("length", "count"), [(400, 0), (600, 1)])
def test_short_pauses_are_speech(length: int, count: int) -> None:
    signal = np.full((1, 5 * RATE), 0.5)
    signal[0, RATE : RATE + length] = 0
    assert len(silences(signal, RATE)) == count


def test_nothing_but_silence() -> None:
    assert silences(np.zeros((2, RATE)), RATE) == (Silence(0, 1),)
    assert silences(np.zeros((2, 0)), RATE) == ()


def test_what_cannot_be_decoded_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "a.m4a").write_bytes(b"no sound")
    with pytest.raises(Unavailable, match="decoded"):
        list(blocks(tmp_path / "a.m4a"))
