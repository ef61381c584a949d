"""Acting: what is near moves more, nothing jumps, everything comes to rest where it was drawn."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models import Move, MoveKind
from core.scene import Cel, CelMotion, Step
from tools.film.acting import Stage, pose, settled, sine, turn


def stage(kind: MoveKind = "push_in", **changes: Any) -> Stage:
    values = {"width": 1920, "height": 1080, "fps": 30, "frames": 150, "is_view": True, "turns": ()}
    return Stage(**{**values, "move": Move(kind=kind, amount=0.05), **changes})


def cel(motion: CelMotion = "still", depth: float = 1.0, **changes: Any) -> Cel:
    return Cel(file="a.png", name="a", depth=depth, motion=motion, x=0, y=0, **changes)


@pytest.mark.parametrize(
    ("kind", "axis"), [("pan_right", "x"), ("pan_left", "x"), ("push_in", "y"), ("tilt_down", "y")]
)
def test_what_is_nearer_moves_more(kind: MoveKind, axis: str) -> None:
    far, near = (
        getattr(pose(cel(depth=depth), 149, stage(kind)), axis) - getattr(pose(cel(depth=depth), 0, stage(kind)), axis)
        for depth in (0.3, 1.2)
    )
    assert abs(near) > 3 * abs(far) > 0
    assert (near > 0) == (kind in ("pan_left", "push_in"))
    assert abs(near) < 0.04 * 1920


def test_pages_and_still_cameras_have_no_parallax() -> None:
    for where in (stage(is_view=False), stage("still")):
        assert settled(cel(), where) == 0
        assert pose(cel(), 70, where) == pose(cel(), 0, where)


@given(
    st.sampled_from(["drift", "rise", "still", "reveal", "draw", "count"]),
    st.floats(0, 1.4),
    st.integers(1, 140),
    st.sampled_from(["push_in", "pan_left", "tilt_up"]),
)
def test_nothing_jumps(motion: CelMotion, depth: float, frame: int, kind: MoveKind) -> None:
    one, two = (pose(cel(motion, depth), number, stage(kind)) for number in (frame, frame + 1))
    assert abs(one.x - two.x) < 1.6
    assert abs(one.y - two.y) < 4.5
    assert abs(one.opacity - two.opacity) < 0.3
    assert 0 <= two.drawn - one.drawn < 0.15


@given(st.sampled_from(["reveal", "draw", "count"]), st.integers(0, 11), st.integers(20, 400))
def test_everything_is_there_before_the_shot_ends(motion: CelMotion, order: int, frames: int) -> None:
    where = stage(frames=frames, is_view=False)
    one = cel(motion, order=order)
    rest = settled(one, where)
    assert rest <= max(frames, 45) + 1
    there = pose(one, math.ceil(rest), where)
    assert (there.x, there.y, there.opacity, there.drawn, there.step) == (0, 0, 1, 1, None)


def test_items_wait_for_their_turns() -> None:
    where = stage(turns=(10, 60), is_view=False)
    assert [turn(order, where) for order in (0, 1)] == [10, 60]
    assert pose(cel("reveal", order=1), 60, where).opacity == 0
    assert 0 < pose(cel("reveal", order=1), 64, where).opacity < 1
    assert pose(cel("reveal", order=-1), 0, where).opacity == 1, "a heading is there from the start"


def test_a_number_counts_up_through_all_its_steps() -> None:
    steps = tuple(Step(file=f"{n}", x=0, y=0) for n in range(5))
    seen = [pose(cel("count", steps=steps), frame, stage(is_view=False)).step for frame in range(40)]
    assert seen == sorted(seen, key=lambda step: 9 if step is None else step)
    assert set(seen) == {0, 1, 2, 3, 4, None}


def test_the_wind_goes_on_where_the_camera_stands() -> None:
    cloud = cel("drift", 0.1)
    assert pose(cloud, 160, stage()).x > pose(cloud, 149, stage()).x
    assert pose(cel(), 160, stage()) == pose(cel(), 149, stage())


@given(st.floats(-5, 5))
def test_sine(turns: float) -> None:
    assert sine(turns) == pytest.approx(math.sin(2 * math.pi * turns), abs=0.002)
