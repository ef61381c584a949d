"""The lens: every view of a picture to a fraction of a pixel, the same whatever the processor, never jumping."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.models import Move, MoveKind
from tools.film.motion import halved, matrix
from tools.film.planes import Planes
from tools.film.warp import GRID, NEAR, PAD, WIDE, Lens, axis, padded

SHARE = st.floats(0, 1)


def ramps(width: int = 160, height: int = 90) -> Planes:
    """Steep ramps, so that rounding to 8 bits hides no shift: 4 levels a pixel in luma, 8 in chroma."""
    across = np.tile((np.arange(width) % 50 * 4 + 20).astype(np.uint8), (height, 1))
    return Planes(across, across[::2, ::2].copy(), across[::2, ::2].copy())


def seen(source: Planes, move: Move, t: float, width: int, height: int, pad: int = PAD) -> Planes:
    target = Planes(*(np.zeros((height // step, width // step), np.uint8) for step in (1, 2, 2)))
    Lens(pad).see(padded(source, pad), matrix(move, t, width, height, source.size), target)
    return target


def test_a_still_view_keeps_every_sample() -> None:
    rng = np.random.default_rng(1)
    source = Planes(*(rng.integers(16, 236, shape).astype(np.uint8) for shape in ((90, 160), (45, 80), (45, 80))))
    target = seen(source, Move(kind="push_in"), 0.0, 160, 90)
    assert all(np.array_equal(have, want) for have, want in zip(target, source, strict=True))


@pytest.mark.parametrize("t", [0.1, 0.35, 0.5, 0.77, 1.0])
@pytest.mark.parametrize("kind", ["push_in", "pan_right"])
@pytest.mark.parametrize("pad", [PAD, WIDE])
def test_ramps_are_seen_closer_where_they_should_be(pad: int, kind: MoveKind, t: float) -> None:
    source, move = ramps(), Move(kind=kind, amount=0.3, focus=(0.2, 0.5))
    target, affine = seen(source, move, t, 160, 90, pad), matrix(move, t, 160, 90)
    luma = np.arange(160) * affine[0, 0] + affine[0, 2]
    chroma = np.arange(80) * 2 * affine[0, 0] + affine[0, 2]
    for row, at, reach in ((target.y[40], luma, 2), (target.u[20], chroma, 4)):
        inside = (at % 50 > reach) & (at % 50 < 49 - reach) & (at < 158)
        away = row[inside] - (at[inside] % 50 * 4 + 20)
        assert np.abs(away).max() <= 1.6
        assert abs(float(away.mean())) < 0.6, "less than 0.15 pixels"


@given(st.floats(0.7, 2.0), st.floats(0, 300), st.integers(64, 4096))
def test_an_axis_is_a_shift_and_a_scaling_that_agree_with_the_view(scale: float, offset: float, length: int) -> None:
    found = axis(scale, offset, length)
    assert 0 <= found.fraction < 1
    assert found.fraction * GRID == round(found.fraction * GRID)
    assert length + found.cut <= found.made <= length + found.cut + 2
    assert found.at >= 0 or offset < 1
    for sample in (0, length - 1):
        where = found.at + found.fraction + (sample + found.cut + 0.5) / found.factor - 0.5
        assert abs(where - (scale * sample + offset)) <= NEAR + 1e-6


@pytest.mark.parametrize("kind", ["pan_left", "pan_right", "tilt_up", "tilt_down"])
@pytest.mark.parametrize("dense", [1.0, 1.7])
def test_a_slide_shows_what_a_free_view_shows(kind: MoveKind, dense: float) -> None:
    """Off by less than a phase: 1/32 pixel of steep ramps, and 1/64 that a free view may be off, in every plane."""
    source = ramps(int(160 * dense) & ~1, int(90 * dense) & ~1)
    if kind.startswith("tilt"):
        source = Planes(*(np.ascontiguousarray(plane.T) for plane in ramps(source.size[1], source.size[0])))
    move, around = Move(kind=kind, amount=0.13, focus=(0.3, 0.6)), padded(source, WIDE)

    def affine(t: float) -> NDArray[np.float64]:
        return matrix(move, t, 160, 90, source.size)

    lens = Lens(WIDE, (affine(0), affine(1)))
    for t in np.linspace(0, 1, 41):
        target, free = (
            Planes(*(np.zeros((90 // step, 160 // step), np.uint8) for step in (1, 2, 2))) for _ in range(2)
        )
        lens.see(around, affine(t), target)
        Lens(WIDE).see(around, affine(t), free)
        for have, want, steep in zip(target, free, (4, 8, 8), strict=True):
            away = np.abs(have.astype(int) - want)
            assert np.quantile(away, 0.9) <= steep * dense * (1 / 32 + 1 / 64) + 1, "but where the ramps begin anew"


@given(
    st.sampled_from(["push_in", "pull_out", "pan_left", "tilt_down"]),
    SHARE,
    SHARE,
    SHARE,
    st.floats(1, 2),
    st.sampled_from([PAD, WIDE]),
)
def test_no_view_leaves_the_padding(kind: MoveKind, t: float, x: float, y: float, dense: float, pad: int) -> None:
    picture = (int(320 * dense) & ~1, int(180 * dense) & ~1)
    luma = matrix(Move(kind=kind, amount=0.2, focus=(x, y)), t, 320, 180, picture)
    for affine, step in ((luma, 1), (halved(luma), 2)):
        for row, length, size in ((0, 320, picture[0]), (1, 180, picture[1])):
            found = axis(affine[row, row], affine[row, 2] + pad // step, length // step)
            assert found.at >= 0
            assert found.at + found.part + (found.fraction > 0) <= (size + 2 * pad) // step


def test_a_slow_zoom_moves_at_every_frame_and_never_back() -> None:
    """An edge is followed through a zoom of 1/100 pixel a frame at the frame's edge."""
    rgb = np.full((90, 160), 40, np.uint8)
    rgb[:, :12] = 200
    source = Planes(rgb, rgb[::2, ::2].copy(), rgb[::2, ::2].copy())
    places = []
    for number in range(60):
        row = seen(source, Move(kind="push_in", amount=0.1), 0.3 + number / 200, 160, 90).y[45].astype(float)
        places.append(((row - 40) / 160).sum())
    steps = np.diff(places)
    assert (steps <= 0.02).all()
    assert steps.sum() < -1
    assert np.abs(np.diff(steps)).max() < 0.12
