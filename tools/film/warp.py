"""A view of a picture at the size of a frame: any position and size of the view, to a fraction of a pixel.

Resampling is bilinear, by what OpenCV does fastest and with exact numbers: a whole-pixel part of the picture is scaled
by any factor. Its first samples then lie at all fractions of a pixel, and the frame begins at one that lies where the
view does. Where none is near enough (a view of the picture's own size) the picture is shifted by the fraction first.

A view that slides over a picture that stands keeps its scale: the picture is then scaled once for each phase between
the pixels, and every frame is cut out of one of these sheets.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tools.film.motion import halved
from tools.film.planes import Plane, Planes

GRID = 128
"""Shifts are multiples of 1/128 pixel.

Finer is invisible, and on this grid the weighted sum of two 8-bit samples needs at most 8 + 7 bits: it is exact in
float32, so OpenCV gives the same bytes with and without fused multiply-add (AVX2 or SSE). Its scaling is in integers.
"""
NEAR = 1 / 64  # pixels by which a frame may lie off its view
PAD = 16  # pixels (half in chroma) around planes that are made anew for each frame
PHASES = 16  # of a sliding view to an output pixel: a frame lies off its view by at most 1/32
WIDE = 96  # the same around planes that are made once: the more there is, the rarer a shift


def padded(planes: Planes, pad: int) -> Planes:
    """The planes with `pad` pixels (half in chroma) of their border's colours around them."""
    from cv2 import BORDER_REPLICATE, copyMakeBorder

    widths = (pad, pad // 2, pad // 2)
    return Planes(
        *(
            np.asarray(copyMakeBorder(plane, by, by, by, by, BORDER_REPLICATE), np.uint8)
            for plane, by in zip(planes, widths, strict=True)
        )
    )


class Lens:
    """Sees planes with `pad` pixels around them into frames; keeps its working memory from frame to frame.

    With a `slide` it sees one picture alone, and of that only views of one size between these two (luma affines).
    """

    def __init__(self, pad: int, slide: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None) -> None:
        works = (_Work(pad), _Work(pad // 2), _Work(pad // 2))
        self._works: Sequence[_Work | _Sheets] = works
        if slide is not None:
            small = (halved(slide[0]), halved(slide[1]))
            self._works = [_Sheets(work, *ends) for work, ends in zip(works, (slide, small, small), strict=True)]

    def see(self, source: Planes, affine: NDArray[np.float64], target: Planes) -> None:
        """Fill `target` with the padded `source` seen through the luma affine (see `motion.matrix`).

        The view must lie inside the picture without its padding.
        """
        chroma = halved(affine)
        for work, have, want, seen in zip(self._works, source, target, (affine, chroma, chroma), strict=True):
            work.see(have, seen, want)


@dataclass(frozen=True)
class _Axis:
    """One axis of a view: `part` samples from `at` + `fraction` become `made`, of which `cut` go before the first."""

    at: int
    fraction: float
    part: int
    factor: float
    made: int
    cut: int


@lru_cache(maxsize=64)
def axis(scale: float, offset: float, length: int) -> _Axis:
    """How `length` output samples at scale * i + `offset` (>= 0) are had by a scaling, after a shift where need be.

    OpenCV's resize takes output sample i from scale * (i + 1/2) - 1/2 of what it is given.
    """
    room = int((offset - 1) / scale) + 1 if offset >= 1 else 1
    first = offset + 0.5 - 0.5 * scale
    cut, start = 0, round(first * GRID) / GRID
    for sample in range(room):
        lies = offset + 0.5 - (sample + 0.5) * scale
        if abs(lies - round(lies)) <= NEAR:
            cut, start = sample, float(round(lies))
            break
    at = math.floor(start)
    part = math.ceil((length + cut - 0.5) * scale + 0.5)  # the last output sample's right neighbour is in it too
    return _Axis(at, start - at, part, 1 / scale, round(part * (1 / scale)), cut)


class _Work:
    """One plane's resampling and its working memory."""

    def __init__(self, pad: int) -> None:
        self._pad = pad
        self._memory: dict[str, Plane] = {}

    def see(self, source: Plane, affine: NDArray[np.float64], target: Plane) -> None:
        from cv2 import INTER_LINEAR, resize

        height, width = target.shape
        across = axis(float(affine[0, 0]), float(affine[0, 2]) + self._pad, width)
        down = axis(float(affine[1, 1]), float(affine[1, 2]) + self._pad, height)
        part = self._shifted(source, across, down)
        if (across.made, down.made) == (across.part, down.part):
            # Less than half a pixel larger in all: OpenCV would copy too.
            target[:] = part[down.cut : down.cut + height, across.cut : across.cut + width]
            return
        exact = (across.made, down.made) == (width, height)
        room = target if exact else self._room("scaled", down.made, across.made)
        # Without a size OpenCV keeps the factors as they are; with one it derives them from whole pixels.
        scaled = np.asarray(resize(part, None, room, across.factor, down.factor, INTER_LINEAR))
        if not exact:
            target[:] = scaled[down.cut : down.cut + height, across.cut : across.cut + width]

    def _shifted(self, source: Plane, across: _Axis, down: _Axis) -> Plane:
        """The part that is scaled, sampled between the pixels."""
        from cv2 import addWeighted

        rows = down.part + (down.fraction > 0)
        part = source[down.at : down.at + rows, across.at : across.at + across.part]
        if across.fraction:
            right = source[down.at : down.at + rows, across.at + 1 : across.at + 1 + across.part]
            room = self._room("across", rows, across.part)
            part = np.asarray(addWeighted(part, 1 - across.fraction, right, across.fraction, 0, dst=room))
        if down.fraction:
            room = self._room("down", down.part, across.part)
            part = np.asarray(addWeighted(part[:-1], 1 - down.fraction, part[1:], down.fraction, 0, dst=room))
        return part

    def _room(self, name: str, height: int, width: int) -> Plane:
        """Working memory of this size; it only ever grows."""
        have = self._memory.get(name)
        if have is None or have.shape[0] < height or have.shape[1] < width:
            grown = np.maximum((height, width), have.shape if have is not None else (0, 0)) + 32
            have = self._memory[name] = np.empty(tuple(int(size) for size in grown), np.uint8)
        return have[:height, :width]


class _Sheets:
    """One plane of a picture, scaled once for each phase of a view that slides from `first` to `last`."""

    def __init__(self, work: _Work, first: NDArray[np.float64], last: NDArray[np.float64]) -> None:
        self._work = work
        self._scale = (float(first[0, 0]), float(first[1, 1]))
        self._corner = np.minimum(first, last)
        self._more = tuple(
            math.ceil(abs(float(last[way, 2] - first[way, 2])) / scale) + 1 for way, scale in enumerate(self._scale)
        )
        self._sheets: dict[tuple[int, int], Plane] = {}

    def see(self, source: Plane, affine: NDArray[np.float64], target: Plane) -> None:
        height, width = target.shape
        (x, right), (y, low) = (
            divmod(round(float(affine[way, 2] - self._corner[way, 2]) / scale * PHASES), PHASES)
            for way, scale in enumerate(self._scale)
        )
        sheet = self._sheets.get((right, low))
        if sheet is None:
            view = self._corner.copy()
            view[:, 2] += np.multiply((right / PHASES, low / PHASES), self._scale)
            sheet = self._sheets[right, low] = np.empty((height + self._more[1], width + self._more[0]), np.uint8)
            self._work.see(source, view, sheet)
        target[:] = sheet[y : y + height, x : x + width]
