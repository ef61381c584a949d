"""Black and frozen frames."""

import numpy as np
import pytest

from tools.measure.picture import Run, black_inside, is_black, is_still, runs


@pytest.mark.parametrize(("level", "area", "black"), [(16, 1.0, True), (20, 1.0, True), (28, 1.0, False), (16, 0.85, False), (16, 0.92, True)])  # fmt: skip
def test_black_frames(level: int, area: float, black: bool) -> None:
    luma = np.full(1000, 150, np.uint8)
    luma[: int(1000 * area)] = level
    assert is_black(luma.reshape(20, 50)) is black


def test_still_frames() -> None:
    rng = np.random.default_rng(1)
    luma = rng.integers(16, 235, (20, 40)).astype(np.uint8)
    assert is_still(luma, luma)
    assert is_still(luma, luma + (rng.random(luma.shape) < 0.1))
    assert not is_still(luma, np.roll(luma, 1, axis=1))


def test_runs_of_flags() -> None:
    flags = [True, False, True, True, False, False, True, True, True]
    assert runs(flags) == (Run(0, 1), Run(2, 4), Run(6, 9))
    assert runs(flags, least=3) == (Run(6, 9),)
    assert runs([]) == ()


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (0, 10, 0),
        (0, 12, 0),
        (0, 13, 1),
        (40, 42, 0),
        (40, 43, 1),
        (88, 100, 0),
        (87, 100, 1),
        (90, 100, 0),
        (0, 100, 1),
    ],
)
def test_black_counts_outside_the_first_and_last_second(start: int, end: int, found: int) -> None:
    flags = [start <= number < end for number in range(100)]
    assert len(black_inside(flags, 10)) == found
