"""Silence and decoding."""

from pathlib import Path

import numpy as np
import pytest

from core.errors import Unavailable
from tools.measure.sound import Silence, decoded, silences

RATE = 1000


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
        decoded(tmp_path / "a.m4a")
