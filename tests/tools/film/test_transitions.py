"""Transitions: they begin with the one shot, end with the other, and never show anything else."""

from typing import get_args

import numpy as np
import pytest

from core.models import Transition
from tools.film.planes import Planes
from tools.film.transitions import SECONDS, mix

SOFT = [kind for kind in get_args(Transition) if kind != "H"]


def flat(value: int) -> Planes:
    return Planes(*(np.full(shape, value, np.uint8) for shape in ((90, 160), (45, 80), (45, 80))))


def mixed(kind: Transition, share: float, *, rtl: bool = False, before: int = 60, after: int = 200) -> Planes:
    target = flat(0)
    mix(kind, flat(before), flat(after), share, target, rtl=rtl)
    return target


@pytest.mark.parametrize("kind", SOFT)
def test_each_begins_with_one_shot_and_ends_with_the_other(kind: Transition) -> None:
    assert all((plane == 60).all() for plane in mixed(kind, 0.0))
    assert all((plane == 200).all() for plane in mixed(kind, 1.0))
    assert 0.3 <= SECONDS[kind] <= 1.0


@pytest.mark.parametrize("kind", ["wipe", "slide"])
@pytest.mark.parametrize("rtl", [False, True])
def test_they_go_with_the_direction_of_reading(kind: Transition, rtl: bool) -> None:
    for plane in mixed(kind, 0.5, rtl=rtl):
        left, right = int(plane[20, 2]), int(plane[20, -3])
        new_left = (kind == "wipe") != rtl
        assert (left, right) == ((200, 60) if new_left else (60, 200))


def test_a_dissolve_is_the_mean_half_way_and_a_fade_is_black() -> None:
    assert all((plane == 130).all() for plane in mixed("dissolve", 0.5))
    dark = mixed("fade", 0.5)
    assert (int(dark.y[0, 0]), int(dark.u[0, 0]), int(dark.v[0, 0])) == (16, 128, 128)


@pytest.mark.parametrize("kind", SOFT)
def test_each_step_is_small_and_onwards(kind: Transition) -> None:
    means = [
        float(mixed(kind, step / 16, before=200, after=200 if kind == "fade" else 40).y.mean()) for step in range(17)
    ]
    if kind == "fade":
        assert means[:9] == sorted(means[:9], reverse=True)
        assert means[8:] == sorted(means[8:])
    else:
        assert means == sorted(means, reverse=True)
        assert np.abs(np.diff(means)).max() < 20


def test_chroma_slides_with_luma() -> None:
    """An edge stands at the same place in both."""
    for share in np.linspace(0.05, 0.95, 10):
        found = mixed("slide", float(share))
        luma, chroma = (int(np.argmax(plane[10] == 200)) for plane in (found.y, found.u))
        assert luma == 2 * chroma
