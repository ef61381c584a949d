"""What is kept of a picture while it plays: a few numbers of every frame, and one small picture each second."""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tools.measure.picture import STILL, Luma, is_black

if TYPE_CHECKING:
    from av import VideoFrame

ACROSS = 160  # samples of the raster from left to right, about
WIDE, HIGH = 160, 90  # pixels of a small picture
EVERY = 1.0  # s between the small pictures
DRIFT = 0.8  # mean difference of luma that compression alone adds to a still picture in some seconds (-50 dB)
MOVED, FEW = 12, 0.001  # of luma; compression changes 0.03 % of a still picture by more, a slow move 0.3 % in 0.5 s
BLOCK = 8  # pixels: x264 transforms blocks of this size
PLAIN = ("yuv420p", "yuvj420p")
_BINS = (16, 32, 32)  # of luma and the two colour differences
_MOST = 4000  # small pictures at most: an hour


@dataclass(frozen=True)
class Still:
    """One frame: its number, its luma at WIDE x HIGH, and how much its blocks stand out (1: not at all)."""

    frame: int
    luma: Luma
    blocks: float


@dataclass
class Eye:
    """Every frame in the order in which it is shown.

    `frozen` says whether a frame shows what the first frame of its standstill showed (the rule of ffmpeg's
    freezedetect: a slow move is no standstill); `colours` holds the square roots of a histogram, three to a frame.
    """

    times: list[Fraction] = field(default_factory=list)
    black: list[bool] = field(default_factory=list)
    frozen: list[bool] = field(default_factory=list)
    colours: list[NDArray[np.float32]] = field(default_factory=list)
    sizes: Counter[tuple[int, int]] = field(default_factory=Counter)
    tags: Counter[tuple[int, int, int, int]] = field(default_factory=Counter)
    interlaced: int = 0
    stills: list[Still] = field(default_factory=list)
    rows: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    """The greatest mean luma that each row of pixels had."""
    columns: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    _reference: Luma | None = None
    _next: float = 0.0

    def see(self, frame: "VideoFrame") -> None:
        """Look at the next frame."""
        shown = frame if frame.format.name in PLAIN else frame.reformat(format="yuv420p")
        step = max(frame.width // ACROSS, 1)
        luma, *chroma = (np.ascontiguousarray(plane[::step, ::step]) for plane in _planes(shown))
        self.times.append((frame.pts or 0) * (frame.time_base or Fraction(1)))
        self.black.append(is_black(luma))
        self._compare(luma)
        self.colours.append(_histogram(luma, *chroma))
        self.sizes[frame.width, frame.height] += 1
        self.interlaced += bool(frame.interlaced_frame)
        tags = (frame.color_primaries, frame.color_trc, frame.colorspace, frame.color_range)
        self.tags[(int(tags[0]), int(tags[1]), int(tags[2]), int(tags[3]))] += 1
        if (since := float(self.times[-1] - self.times[0])) >= self._next and len(self.stills) < _MOST:
            self._next = since + EVERY
            self._keep(_planes(shown)[0])

    def _compare(self, luma: Luma) -> None:
        held = self._reference
        still = held is not None and held.shape == luma.shape and stands(held, luma)
        self.frozen.append(still)
        self._reference = held if still else luma

    def _keep(self, luma: Luma) -> None:
        """Keep a small picture, and what lights up in each row and column."""
        import cv2

        rows, columns = luma.mean(axis=1), luma.mean(axis=0)
        if self.rows.shape != rows.shape or self.columns.shape != columns.shape:
            self.rows, self.columns = rows, columns
        else:
            self.rows, self.columns = np.maximum(self.rows, rows), np.maximum(self.columns, columns)
        small = np.asarray(cv2.resize(luma, (WIDE, HIGH), interpolation=cv2.INTER_AREA), np.uint8)
        self.stills.append(Still(len(self.times) - 1, small, blockiness(luma)))


def stands(before: Luma, after: Luma) -> bool:
    """Whether nothing has moved between two rasters; what compression adds to a still picture is no move."""
    change = np.abs(before.astype(np.int16) - after)
    mean = float(change.mean())
    return mean < STILL or (mean < DRIFT and float((change > MOVED).mean()) < FEW)


def blockiness(luma: Luma) -> float:
    """How much larger the steps at the edges of coding blocks are than those inside them; 1 where there are none."""
    if luma.shape[1] < 2 * BLOCK:
        return 1.0
    steps = np.abs(np.diff(luma.astype(np.int16), axis=1)).mean(axis=0)
    edge = np.arange(1, luma.shape[1]) % BLOCK == 0
    inside = float(steps[~edge].mean())
    return float(steps[edge].mean()) / inside if inside > 0 else 1.0


def _planes(frame: "VideoFrame") -> list[Luma]:
    return [
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        for plane in frame.planes[:3]
    ]


def _histogram(*planes: Luma) -> NDArray[np.float32]:
    parts = [
        np.bincount((plane // (256 // bins)).ravel(), minlength=bins) / plane.size
        for plane, bins in zip(planes, _BINS, strict=True)
    ]
    return np.sqrt(np.concatenate(parts)).astype(np.float32)
