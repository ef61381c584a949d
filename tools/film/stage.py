"""What the camera looks at: a picture, or a ground with cels moving over it, as padded planes for each frame."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tools.film.acting import Pose, Stage, pose, settled
from tools.film.cels import EDGE, Sprite
from tools.film.planes import Plane, Planes, copy
from tools.film.warp import PAD, WIDE, padded

FINE = 128  # an opacity is a multiple of 1/128: exact in OpenCV's float32
SOFT = 0.06  # share of a path's length over which its drawn end fades


class Set(Protocol):
    """What stands before the camera; `pad` pixels of it lie around the picture."""

    pad: int

    def at(self, frame: int) -> Planes:
        """Padded planes at a frame, valid until the next call."""


class Backdrop:
    """A flat picture."""

    pad = WIDE

    def __init__(self, picture: Planes) -> None:
        self._planes = padded(picture, WIDE)

    def at(self, _: int) -> Planes:
        """The picture."""
        return self._planes


class Layered:
    """A ground and the cels over it."""

    pad = PAD

    def __init__(self, ground: Planes, sprites: Sequence[Sprite], stage: Stage) -> None:
        self._stage = stage
        self._ground = padded(ground, PAD)
        self._sprites = sprites
        self._still_from = [settled(sprite.cel, stage) for sprite in sprites]
        self._standing = Planes(*(plane.copy() for plane in self._ground))
        self._count = 0
        self._latest = -math.inf
        self._shown = Planes(*(np.empty_like(plane) for plane in self._ground))

    def at(self, frame: int) -> Planes:
        """The ground with every cel where it is at this frame."""
        if frame < self._latest:
            copy(self._ground, self._standing)
            self._count = 0
        self._latest = frame
        while self._count < len(self._sprites) and self._still_from[self._count] <= frame:
            self._lay(self._sprites[self._count], frame, self._standing)
            self._count += 1
        if self._count == len(self._sprites):
            return self._standing
        copy(self._standing, self._shown)
        for sprite in self._sprites[self._count :]:
            self._lay(sprite, frame, self._shown)
        return self._shown

    def _lay(self, sprite: Sprite, frame: int, target: Planes) -> None:
        where = pose(sprite.cel, frame, self._stage)
        if where.opacity <= 0 or where.drawn <= 0:
            return
        if where.step is not None:
            sprite = sprite.steps[where.step]
        if sprite.cel.speed:
            _fall(sprite, where, target, self._stage.height)
        else:
            _over(sprite, where, target)


def _fall(sprite: Sprite, where: Pose, target: Planes, height: int) -> None:
    """What falls out of the picture comes in again above; it moves fast, so whole pixels will do."""
    span = height + 2 * PAD
    down = round(where.y) % span
    aside = round(where.x) % (2 * PAD) if where.x >= 0 else -(round(-where.x) % (2 * PAD))
    for turn in (down, down - span):
        _over(sprite, Pose(aside // 2 * 2, turn // 2 * 2), target)


def _over(sprite: Sprite, where: Pose, target: Planes) -> None:
    x, y, colour, rest = sprite.at(where.x, where.y)
    faint = round(where.opacity * FINE) / FINE
    whole = where.drawn >= 1 and faint >= 1
    for have, left, plane, step in zip(colour, rest, target, (1, 2, 2), strict=True):
        if where.drawn < 1:
            have, left = _drawn(have, left, where.drawn, around=sprite.cel.around)
        if faint < 1:
            have, left = _weaker(have, left, faint)
        solid = sprite.solid // step if whole else len(have)
        _blend(have, left, plane, (PAD + x) // step, (PAD + y) // step, solid)


def _blend(colour: Plane, rest: Plane, target: Plane, x: int, y: int, solid: int) -> None:
    """Lay one plane of a cel over a plane, clipped to it: where `rest` is 255 every sample stays as it is.

    From row `solid` on `rest` is 0 but for EDGE samples at the edges.
    """
    from cv2 import add, multiply

    left, top = max(-x, 0), max(-y, 0)
    right, bottom = min(colour.shape[1], target.shape[1] - x), min(colour.shape[0], target.shape[0] - y)
    if left >= right or top >= bottom:
        return
    covers = left >= EDGE and right <= colour.shape[1] - EDGE and bottom <= len(colour) - EDGE
    split = min(max(solid, top), bottom) if covers else bottom
    target[y + split : y + bottom, x + left : x + right] = colour[split:bottom, left:right]
    part = target[y + top : y + split, x + left : x + right]
    if split > top:
        multiply(part, rest[top:split, left:right], part, 1 / 255)
        add(part, colour[top:split, left:right], part)


def _weaker(colour: Plane, rest: Plane, by: float) -> tuple[Plane, Plane]:
    from cv2 import convertScaleAbs

    weak = np.asarray(convertScaleAbs(colour, alpha=by), np.uint8)
    return weak, 255 - np.asarray(convertScaleAbs(255 - rest, alpha=by), np.uint8)


def _drawn(colour: Plane, rest: Plane, share: float, *, around: bool) -> tuple[Plane, Plane]:
    """What is there of a path when `share` of it is drawn; the end is soft."""
    from cv2 import multiply

    high, wide = colour.shape
    if around:
        place = turned(high, wide)
    else:
        along = np.arange(max(high, wide)) / max(high, wide)
        place = np.broadcast_to(along[None, :] if wide >= high else along[:, None], (high, wide))
    mask = np.rint(np.clip((share * (1 + SOFT) - place) / SOFT, 0, 1) * 255).astype(np.uint8)
    shown, cover = (np.asarray(multiply(part, mask, scale=1 / 255), np.uint8) for part in (colour, 255 - rest))
    return shown, 255 - cover


@lru_cache(maxsize=8)
def turned(high: int, wide: int) -> NDArray[np.float64]:
    """How far around the middle each pixel lies, clockwise from above: 0 to 1.

    arctan(z) by z (pi/4 + 0.273 (1 - |z|)), good to 0.004: the same numbers on every machine.
    """
    down, across = np.mgrid[0:high, 0:wide]
    y, x = down - (high - 1) / 2, across - (wide - 1) / 2
    small, large = np.minimum(np.abs(x), np.abs(y)), np.maximum(np.maximum(np.abs(x), np.abs(y)), 1e-9)
    z = small / large
    eighth = z * (np.pi / 4 + 0.273 * (1 - z)) / (2 * np.pi)
    quarter = np.where(np.abs(x) < np.abs(y), eighth, 0.25 - eighth)  # from the vertical
    half = np.where(y < 0, quarter, 0.5 - quarter)
    found: NDArray[np.float64] = np.where(x >= 0, half, 1 - half)
    return found
