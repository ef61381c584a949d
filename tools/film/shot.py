"""A shot: what one beat shows at any of its frames, drawn into an encoder's own buffers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.models import Cue, Move
from tools.film.acting import Stage
from tools.film.bitmaps import Bitmap, blend, draw, source_line
from tools.film.cels import read_cels
from tools.film.motion import SLIDES, at, matrix
from tools.film.planes import Plane, Planes, buffers, copy, read
from tools.film.port import SegmentSpec
from tools.film.stage import Backdrop, Layered, Set
from tools.film.warp import Lens

PICTURE, CELS = "picture", "cels"
PAGE = (0.5, 0.45)  # where one looks on a page: a little above its middle
INSIDE = (0.25, 0.75)  # a move goes no nearer to the edge
SPARSE = 8  # pixels between the samples in which interest is sought


class Draws(Protocol):
    """Draws the frames of a shot."""

    def draw(self, number: int, target: Planes) -> None:
        """Draw frame `number`; there are frames before the first and after the last."""


class Shot:
    """Draws frames of a shot from its files: `cels` where there are some, else `picture`."""

    def __init__(self, spec: SegmentSpec, files: Mapping[str, Path]) -> None:
        self._spec = spec
        self._captions = Captions(spec)
        self._flat: Planes | None = None
        if CELS in files:
            script = read_cels(files[CELS], spec.width, spec.height)
            self._move = _towards(spec.move, script.focus or PAGE)
            stage = Stage(spec.width, spec.height, spec.fps, spec.frames, self._move, script.is_view, spec.turns)
            self._set: Set = Layered(script.ground, [sprite.fresh() for sprite in script.sprites], stage)
            self._lens = Lens(self._set.pad)
            self._size = (spec.width, spec.height)
        else:
            planes = read(files[PICTURE], spec.width, spec.height)
            self._size = planes.size
            self._move = _towards(spec.move, interest(planes.y))
            if spec.move.kind == "still":
                self._flat = _standing(planes, spec)
            else:
                self._set = Backdrop(planes)
                ends = (self._affine(0), self._affine(1)) if spec.move.kind in SLIDES else None
                self._lens = Lens(self._set.pad, ends)

    def draw(self, number: int, target: Planes) -> None:
        """Draw frame `number`; before the first and after the last frame the camera stands."""
        spec = self._spec
        if self._flat is not None:
            copy(self._flat, target)
        else:
            self._lens.see(self._set.at(number), self._affine(at(number, spec.frames)), target)
        for bitmap in self._captions.at(number):
            blend(bitmap, target)

    def _affine(self, t: float) -> NDArray[np.float64]:
        return matrix(self._move, t, self._spec.width, self._spec.height, self._size)


def _towards(move: Move, point: tuple[float, float]) -> Move:
    """The move with its focus: its own, or a point of interest, not too near the edge."""
    if move.focus is not None:
        return move
    low, high = INSIDE
    return move.model_copy(update={"focus": tuple(min(max(share, low), high) for share in point)})


def interest(luma: Plane) -> tuple[float, float]:
    """The point of interest of a flat picture, in 0..1 of its size: the middle of its edges, strong ones first."""
    small = luma[SPARSE // 2 :: SPARSE, SPARSE // 2 :: SPARSE].astype(np.int64)
    edges = np.abs(np.diff(small, axis=1))[1:] ** 2 + np.abs(np.diff(small, axis=0))[:, 1:] ** 2
    total = int(edges.sum())
    if total == 0:
        return PAGE
    high, wide = edges.shape
    across = int((edges.sum(axis=0) * (2 * np.arange(wide) + 1)).sum()) / (2 * wide * total)
    down = int((edges.sum(axis=1) * (2 * np.arange(high) + 1)).sum()) / (2 * high * total)
    return across, down


def _standing(planes: Planes, spec: SegmentSpec) -> Planes:
    """A picture that stands still, brought to the film's size once."""
    if planes.size == (spec.width, spec.height):
        return planes
    from av import VideoFrame

    frame = VideoFrame(*planes.size, "yuv420p")
    copy(planes, buffers(frame))
    scaled = frame.reformat(width=spec.width, height=spec.height, interpolation="AREA")
    return Planes(*(plane.copy() for plane in buffers(scaled)))


class Captions:
    """What is written over each frame; a bitmap is drawn when it is first shown and kept while it stays."""

    def __init__(self, spec: SegmentSpec) -> None:
        self._spec = spec
        self._shown: tuple[Cue, int | None] | None = None
        self._bitmap: Bitmap | None = None
        size = {"width": spec.width, "height": spec.height}
        self._always = (source_line(spec.source, **size, language=spec.language),) if spec.source else ()

    def at(self, number: int) -> tuple[Bitmap, ...]:
        """The bitmaps at frame `number`: the caption, none between cues, and the source's line."""
        caption = self._caption(number)
        return self._always if caption is None else (*self._always, caption)

    def _caption(self, number: int) -> Bitmap | None:
        cue = next((cue for cue in self._spec.cues if cue.start <= number < cue.end), None)
        if cue is None:
            return None
        spoken = next((i for i, word in enumerate(cue.words) if word.start <= number < word.end), None)
        if self._shown != (cue, spoken):
            spec = self._spec
            self._bitmap = draw(
                cue, spoken, width=spec.width, height=spec.height, language=spec.language,
                style=spec.caption_style, begun=sum(word.start <= number for word in cue.words),
            )  # fmt: skip
            self._shown = (cue, spoken)
        return self._bitmap
