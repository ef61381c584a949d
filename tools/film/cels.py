"""Cels: the parts of a picture that move against each other, ready to be laid over a frame in the encoder's planes.

A cel's samples are multiplied by its cover beforehand, so laying it costs one multiplication and one sum:
frame = cel + frame * (255 - cover) / 255.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from core.errors import Unavailable
from core.scene import Cel, Cels
from tools.film.planes import Plane, Planes, covered, from_rgb
from tools.film.warp import PAD

LISTED = "cels.json"
REACH = PAD + 64  # pixels by which a cel at the picture's edge goes on beyond it: the padding, and what cels travel
STEPS = 4  # positions of a cel to a pixel: finer ones are not seen
KEPT = 24 << 20  # bytes of shifted copies that one cel may keep
EDGE = 6  # samples at a cel's edges that may be empty
FIXED = frozenset({"still", "drift"})
"""Motions in which a cel keeps its height: a parallax moves it by less than REACH - PAD pixels."""

Pixels = NDArray[np.uint8]
"""Rows x columns x 4: red, green, blue and opacity."""


@dataclass
class Sprite:
    """A cel as planes: `colour` multiplied by its cover (0..255), and `rest`, 255 less that cover.

    Its upper left corner lies at the even luma pixel (x, y).

    From luma row `solid` on nothing shines through, however it is moved; but for EDGE samples at its edges.
    """

    cel: Cel
    x: int
    y: int
    colour: Planes
    rest: Planes
    solid: int
    steps: "tuple[Sprite, ...]" = ()
    _shifted: dict[tuple[int, int], tuple[Planes, Planes]] = field(default_factory=dict)

    def fresh(self) -> "Sprite":
        """The same cel, sharing nothing that grows."""
        return replace(self, _shifted={}, steps=tuple(step.fresh() for step in self.steps))

    def at(self, x: float, y: float) -> tuple[int, int, Planes, Planes]:
        """The cel moved by (x, y) pixels, to the nearest quarter: its corner, its colour, and 255 less its cover."""
        across, down = round(x * STEPS), round(y * STEPS)
        left, right = divmod(across, 2 * STEPS)
        up, low = divmod(down, 2 * STEPS)
        found = self._shifted.get((right, low))
        if found is None:
            found = (_shift(self.colour, right, low, 0), _shift(self.rest, right, low, 255))
            # What cels do is slow: a position is shown again in the next frame, or when the cel comes by again.
            if (len(self._shifted) + 1) * 3 * self.rest.y.size > KEPT:
                self._shifted.pop(next(iter(self._shifted)), None)
            self._shifted[right, low] = found
        return self.x + 2 * left, self.y + 2 * up, *found


@dataclass(frozen=True)
class Script:
    """What a file of cels holds: the picture behind them all, and the cels over it."""

    ground: Planes
    sprites: tuple[Sprite, ...]
    is_view: bool
    focus: tuple[float, float] | None


@lru_cache(maxsize=3)
def read_cels(file: Path, width: int, height: int) -> Script:
    """Read a file of cels (see `core.scene.Cels`) for a film of `width` x `height` pixels.

    The last ones are kept: a shot's joints show it again.
    Raises Unavailable when it is damaged or of another size.
    """
    try:
        with ZipFile(file) as archive:
            listed = Cels.model_validate(json.loads(archive.read(LISTED)))
            pixels = [_decoded(archive.read(cel.file)) for cel in listed.cels]
            steps = {one.file: _decoded(archive.read(one.file)) for cel in listed.cels for one in cel.steps}
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise Unavailable(f"the picture's layers cannot be read: {error}") from error
    if not pixels or pixels[0].shape[:2] != (height, width):
        raise Unavailable("the picture's layers are of another size than the film")
    ground = from_rgb(np.ascontiguousarray(pixels[0][..., :3]))
    shown = _unhidden(listed.cels[1:], pixels[1:], width, height)
    sprites = [_sprite(cel, part, width, height) for cel, part in zip(listed.cels[1:], shown, strict=True)]
    for sprite in sprites:
        sprite.steps = tuple(
            _sprite(sprite.cel.model_copy(update={"x": one.x, "y": one.y}), steps[one.file], width, height)
            for one in sprite.cel.steps
        )
    return Script(ground, tuple(sprites), listed.is_view, listed.focus)


def _decoded(data: bytes) -> Pixels:
    """RGBA pixels of a PNG file."""
    from cv2 import COLOR_BGRA2RGBA, IMREAD_UNCHANGED, cvtColor, imdecode

    found = imdecode(np.frombuffer(data, np.uint8), IMREAD_UNCHANGED)
    if found is None or found.ndim != 3 or found.shape[2] != 4:
        raise ValueError("a layer is no picture with transparency")
    return np.asarray(cvtColor(found, COLOR_BGRA2RGBA), np.uint8)


def _unhidden(cels: Sequence[Cel], pixels: Sequence[Pixels], width: int, height: int) -> list[Pixels]:
    """The cels without the rows at their foot that others hide, wherever these move."""
    found, floor = [], height
    for cel, part in zip(reversed(cels), reversed(pixels), strict=True):
        fixed = cel.motion in FIXED and not cel.speed
        if fixed:
            part = part[: max(floor + 2 * (REACH - PAD) - cel.y, 1)]
            if cel.x <= 0 and cel.x + part.shape[1] >= width and cel.y + part.shape[0] >= height:
                floor = min(floor, cel.y + _solid(part[..., 3]))
        found.append(part)
    return found[::-1]


def _solid(alpha: Plane) -> int:
    """The row from which all rows to the last are opaque from end to end."""
    clear = np.flatnonzero(alpha.min(axis=1) < 255)
    return int(clear[-1]) + 1 if clear.size else 0


def _sprite(cel: Cel, pixels: Pixels, width: int, height: int) -> Sprite:
    """A cel that goes on beyond the picture where it touches its edges; even in place and size."""
    from cv2 import BORDER_CONSTANT, BORDER_REPLICATE, BORDER_WRAP, copyMakeBorder

    high, wide = pixels.shape[:2]
    above, before = REACH * (cel.y <= 0), REACH * (cel.x <= 0)
    below, after = REACH * (cel.y + high >= height), REACH * (cel.x + wide >= width)
    # What falls comes in again at the other side; its edge drawn out would be streaks.
    edge = BORDER_WRAP if cel.speed else BORDER_REPLICATE
    pixels = np.asarray(copyMakeBorder(pixels, above, below, before, after, edge), np.uint8)
    x, y = cel.x - before, cel.y - above
    # Two samples to spare on each side: a shift moves the cel by up to two, and chroma looks one to its left.
    left, top = 2 + x % 2, 2 + y % 2
    right, low = 2 + (pixels.shape[1] + left) % 2, 2 + (pixels.shape[0] + top) % 2
    solid = top + _solid(pixels[..., 3])
    pixels = np.asarray(copyMakeBorder(pixels, top, low, left, right, BORDER_CONSTANT, value=(0, 0, 0, 0)))
    colour, cover = _multiplied(np.ascontiguousarray(pixels))
    return Sprite(cel, x - left, y - top, colour, Planes(*(255 - plane for plane in cover)), solid + EDGE)


def _multiplied(pixels: Pixels) -> tuple[Planes, Planes]:
    """Colour multiplied by cover, and cover, of straight RGBA pixels with even sides."""
    from cv2 import multiply

    alpha = np.ascontiguousarray(pixels[..., 3])
    return covered(np.asarray(multiply(pixels[..., :3], np.dstack([alpha] * 3), scale=1 / 255), np.uint8), alpha)


def _shift(planes: Planes, across: int, down: int, empty: int) -> Planes:
    """Planes moved right and down by 0 to 2 luma pixels, given in steps; `empty` is what lies around them."""
    luma, chroma = STEPS, 2 * STEPS
    return Planes(
        _moved(planes.y, across / luma, down / luma, empty),
        _moved(planes.u, across / chroma, down / chroma, empty),
        _moved(planes.v, across / chroma, down / chroma, empty),
    )


def _moved(plane: Plane, x: float, y: float, empty: int) -> Plane:
    return _slid(_slid(plane, x, 1, empty), y, 0, empty)


def _slid(plane: Plane, by: float, way: int, empty: int) -> Plane:
    """A plane, empty at its edges, moved along an axis by 0 to 2 samples."""
    from cv2 import addWeighted

    if by == 0:
        return plane
    whole, moved = int(by), np.empty_like(plane)
    given, room = (plane.T, moved.T) if way else (plane, moved)
    if by == whole:
        room[:whole] = empty
        room[whole:] = given[:-whole]
        return moved
    room[: whole + 1] = empty
    room, near, far = room[whole + 1 :], given[1 : len(given) - whole], given[: len(given) - whole - 1]
    near, far, room = (part.T if way else part for part in (near, far, room))
    addWeighted(near, 1 - (by - whole), far, by - whole, 0, room)
    return moved
