"""Camera moves: they start and end where they should, never jump, and never show what is outside the picture."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models import Move, MoveKind
from tools.film.motion import ease, halved, matrix, view

SHARE = st.floats(0, 1)
MOVES = st.builds(
    Move, kind=st.sampled_from(get_args(MoveKind)), amount=st.floats(0, 0.3), focus=st.tuples(SHARE, SHARE)
)
SIZE = st.integers(1, 4096)


@given(MOVES, SHARE, SIZE, SIZE, st.floats(1, 2))
def test_the_view_never_leaves_the_picture(move: Move, t: float, width: int, height: int, dense: float) -> None:
    picture = (int(width * dense), int(height * dense))
    affine = matrix(move, t, width, height, picture)
    for corner, size, row in ((-0.5, picture[0], 0), (-0.5, picture[1], 1)):
        length = (width, height)[row]
        low = affine[row, row] * corner + affine[row, 2]
        high = affine[row, row] * (length - 0.5) + affine[row, 2]
        assert -0.5 - 1e-6 <= low < high <= size - 0.5 + 1e-6


@given(st.floats(0, 1), st.floats(0, 1))
def test_easing_rises_from_0_to_1(first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert 0 == ease(-1) <= ease(low) <= ease(high) <= ease(2) == 1


def test_easing_starts_and_stops_gently() -> None:
    assert ease(0.001) < 0.00001
    assert 1 - ease(0.999) < 0.00001
    assert ease(0.5) == 0.5


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("still", (0, 0, 1), (0, 0, 1)),
        ("push_in", (0, 0, 1), (0.05, 0.1, 0.8)),
        ("pull_out", (0.05, 0.1, 0.8), (0, 0, 1)),
        ("pan_left", (0.2, 0.1, 0.8), (0, 0.1, 0.8)),
        ("pan_right", (0, 0.1, 0.8), (0.2, 0.1, 0.8)),
        ("tilt_up", (0.05, 0.2, 0.8), (0.05, 0, 0.8)),
        ("tilt_down", (0.05, 0, 0.8), (0.05, 0.2, 0.8)),
    ],
)
def test_moves_travel_their_amount(kind: MoveKind, first: tuple[float, ...], last: tuple[float, ...]) -> None:
    move = Move(kind=kind, amount=0.2, focus=(0.25, 0.5))
    assert view(move, 0) == pytest.approx(first)
    assert view(move, 1) == pytest.approx(last)


def test_the_whole_picture_is_seen_pixel_for_pixel() -> None:
    assert np.array_equal(matrix(Move(kind="still"), 0.3, 640, 360), [[1, 0, 0], [0, 1, 0]])


@given(MOVES, SHARE)
def test_chroma_moves_with_luma(move: Move, t: float) -> None:
    luma = matrix(move, t, 640, 360)
    chroma = halved(luma)
    x, y = 100, 60
    assert 2 * (chroma[0, 0] * x + chroma[0, 2]) == pytest.approx(luma[0, 0] * 2 * x + luma[0, 2])
    below = luma[1, 1] * (2 * y + 0.5) + luma[1, 2]
    assert 2 * (chroma[1, 1] * y + chroma[1, 2]) + 0.5 == pytest.approx(below)
