"""How several of a kind stand together: herds in two rows, flocks in the air; and which way a subject looks."""

import math
from dataclasses import dataclass
from random import Random

ABREAST = 5
"""As many stand side by side where there is room."""
HEADS = 0.4
"""The upper share of a member behind others that stays free: its head."""


@dataclass(frozen=True)
class Member:
    """One of a group: its left side and the rise of its feet in heights of the largest, and its size beside it."""

    x: float
    rise: float
    size: float


@dataclass(frozen=True)
class Cluster:
    """A group laid out with the largest member's height as 1: members from back to front, and the room they take."""

    members: tuple[Member, ...]
    width: float
    height: float


def herd(rng: Random, count: int, aspect: float, *, deep: bool = True, abreast: int = ABREAST) -> Cluster:
    """What stands on the ground: up to `abreast` side by side, more in two rows, the far one smaller and in the gaps.

    Where the ground is not `deep` all stand in one row.
    """
    if count <= abreast or not deep:
        return _rank(rng, count, aspect, 0.12 if deep else 0.04)
    front = (count + 1) // 2
    step = aspect * 1.06
    near = [Member(i * step, rng.uniform(0, 0.07), rng.uniform(0.92, 1.0)) for i in range(front)]
    behind = count - front
    far = [Member((i + 0.5) * step, rng.uniform(0.62, 0.7), rng.uniform(0.7, 0.76)) for i in range(behind)]
    members = tuple([*far, *near])
    return _bounded(members, aspect)


def _rank(rng: Random, count: int, aspect: float, rise_most: float) -> Cluster:
    """Side by side, the others a little smaller and farther than the one in the middle."""
    out, x = [], 0.0
    sizes = [rng.uniform(0.84, 0.95) for _ in range(count)]
    sizes[count // 2] = 1.0
    for i, size in enumerate(sizes):
        rise = 0.0 if size == 1.0 else rng.uniform(0.0, rise_most)
        out.append(Member(x, rise, size))
        x += aspect * size * 1.07 if i < count - 1 else aspect * size
    return _bounded(tuple(sorted(out, key=lambda one: -one.rise)), aspect)


def flock(rng: Random, count: int, aspect: float) -> Cluster:
    """What flies, floats or swims: scattered over the cells of a grid, none touching another."""
    if count == 1:
        return Cluster((Member(0, 0, 1.0),), aspect, 1.0)
    columns = min(count, max(2, round(math.sqrt(count * 1.9 / max(aspect, 0.4)))))
    rows = math.ceil(count / columns)
    wide, tall = aspect * 1.24, 1.24
    out = []
    for i in range(count):
        row, column = divmod(i, columns)
        size = rng.uniform(0.72, 1.0)
        filled = count - columns * (rows - 1) if row == rows - 1 else columns
        x = (column + (columns - filled) / 2) * wide + rng.uniform(0, wide - aspect * size)
        out.append(Member(x, row * tall + rng.uniform(0, tall - size), size))
    return _bounded(tuple(out), aspect)


def _bounded(members: tuple[Member, ...], aspect: float) -> Cluster:
    left = min(one.x for one in members)
    right = max(one.x + one.size * aspect for one in members)
    low, top = min(one.rise for one in members), max(one.rise + one.size for one in members)
    moved = tuple(Member(one.x - left, one.rise - low, one.size) for one in members)
    return Cluster(moved, right - left, top - low)
