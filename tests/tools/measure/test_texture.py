"""The texture distance: nothing between a picture and itself, much between a flat and a rough one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.measure.texture import SAME, apart, distance, lightness, spread, texture


def noise(seed: int, low: int = 0, high: int = 256) -> np.ndarray:
    return np.random.default_rng(seed).integers(low, high, (60, 80, 3), dtype=np.uint8)


def stripes(width: int) -> np.ndarray:
    row = np.where(np.arange(80) // width % 2, 220, 40).astype(np.uint8)
    return np.repeat(np.tile(row, (60, 1))[..., None], 3, axis=2)


def test_lightness_of_known_greys() -> None:
    """White is 100, black 0; 119 is L* 50 within rounding (CIE 15)."""
    greys = np.array([0, 119, 255], np.uint8).reshape(1, 3, 1).repeat(3, axis=2)
    assert lightness(greys)[0].tolist() == pytest.approx([0, 50.0, 100], abs=0.05)


def test_a_flat_picture_has_one_pattern() -> None:
    shares = texture(np.full((40, 40, 3), 90, np.uint8))
    assert sorted(shares)[-2:] == [1.0, 1.0]
    assert shares.sum() == pytest.approx(2)


def test_edges_are_uniform_patterns_and_noise_is_not() -> None:
    """Around an edge the lighter points are one arc; the last bin of each radius counts what has several."""
    edge, rough = texture(stripes(20)), texture(noise(1))
    assert edge[9] == edge[19] == 0
    assert rough[9] > 0.2


def test_the_same_making_is_near_and_another_is_far() -> None:
    rough, flat = [texture(noise(seed)) for seed in range(3)], [texture(stripes(width)) for width in (18, 20, 22)]
    assert spread(rough) < 0.1
    assert spread(flat) < SAME < apart(rough, flat)


def test_textures_do_not_depend_on_brightness_or_turning() -> None:
    picture = noise(4, 0, 100)
    assert distance(texture(picture), texture(np.rot90(picture))) < 0.02
    assert distance(texture(picture), texture(np.ascontiguousarray(picture[:, ::-1]))) < 0.02
    assert distance(texture(picture), texture(picture + np.uint8(100))) < 0.08


@given(st.integers(0, 50), st.integers(0, 50))
def test_distance_is_symmetrical_and_at_most_one(one: int, other: int) -> None:
    first, second = texture(noise(one)), texture(stripes(3 + other % 7))
    assert distance(first, second) == distance(second, first) <= 1
    assert distance(first, first) == 0


def test_few_pictures_have_no_spread() -> None:
    assert spread([]) == spread([texture(noise(1))]) == apart([], []) == 0
