"""One pass over a film's frames: light, flashes, movement and flicker of a small raster, and pictures at given times.

The rasters have 160 x 90 places (90 x 160 of an upright frame). For movement and flicker the frame's own values are
sampled, for flashes their means are taken, as fine detail that moves is no flash. About 3 ms a frame of 1080p besides
decoding; kept are a few numbers for each frame, and the pictures as JPEG files of at most about 60 kB each.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tools.measure.metrics.seeing.flashes import Flashes
from tools.measure.metrics.seeing.pictures import WIDE

if TYPE_CHECKING:
    from av import VideoFrame
    from numpy import float32, uint8

LONG, SHORT = 160, 90
FULL = 2  # AVCOL_RANGE_JPEG
GAMMA = 2.4
CUT, CUT_OVER = 12.0, 3.0
"""A cut differs by so many of 255 levels, and so many times more than the frames around it."""
AROUND = 5
QUALITY = 95
LARGE = 1280
"""Pixels of the width of a picture that letters are read in."""


@dataclass
class Seen:
    """What a film shows."""

    times: list[float] = field(default_factory=list)
    """Seconds of each frame."""
    steps: list[float] = field(default_factory=list)
    """Of each frame: the mean difference to the one before it, in levels of 255 of the mean luma of each place."""
    moves: list[float] = field(default_factory=list)
    """Of each frame: the standard deviation of that difference (temporal information of ITU-T P.910)."""
    flicker: list[float] = field(default_factory=list)
    """Of each second in which the picture stands still: the mean difference of neighbouring frames."""
    illegal: float = 0.0
    """The share of samples outside 16..235 (luma) or 16..240 (chroma)."""
    flashes: Flashes = field(default_factory=Flashes)
    jpegs: dict[float, bytes] = field(default_factory=dict)
    """Pictures of at most WIDE pixels by their time."""
    large: dict[float, bytes] = field(default_factory=dict)
    """The same for reading letters, of at most LARGE pixels, where they were asked for."""
    error: str = ""

    @property
    def seconds(self) -> float:
        """Its length: to the end of the last frame."""
        if len(self.times) < 2:
            return 0.0
        return self.times[-1] + (self.times[-1] - self.times[0]) / (len(self.times) - 1)

    def cuts(self) -> list[float]:
        """Where one picture gives way to another at once."""
        found: list[float] = []
        for at in range(1, len(self.steps)):
            near = self.steps[max(1, at - AROUND) : at] + self.steps[at + 1 : at + 1 + AROUND]
            usual = float(np.median(near)) if near else 0.0
            if self.steps[at] >= CUT and self.steps[at] >= CUT_OVER * usual:
                found.append(self.times[at])
        return found

    def pixels(self, at: float) -> "NDArray[uint8]":
        """The picture that was taken at a time, as sRGB."""
        import cv2

        coded = np.frombuffer(self.jpegs[at], np.uint8)
        return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR_RGB), np.uint8)


@dataclass
class Stillness:
    """Collects a second of rasters: whether the picture stood still in it, and how much it flickered then."""

    seconds: float = 1.0
    _rasters: "list[NDArray[float32]]" = field(default_factory=list)
    _from: float = 0.0

    def add(self, raster: "NDArray[float32]", at: float) -> float | None:
        """The next frame; the flicker of the second that it ends, None while there is none or the picture moves."""
        found = None
        if self._rasters and (at - self._from >= self.seconds or raster.shape != self._rasters[0].shape):
            found = _flicker(self._rasters)
            self._rasters = []
        if not self._rasters:
            self._from = at
        self._rasters.append(raster)
        return found


SAME = 2.0
"""Levels of 255 by which the mean pictures of the two halves of a second differ where nothing moves."""
FEW = 8


def _flicker(rasters: "Sequence[NDArray[float32]]") -> float | None:
    if len(rasters) < FEW:
        return None
    stack = np.stack(rasters[: len(rasters) // 2 * 2])
    half = len(stack) // 2
    if float(np.abs(stack[:half].mean(axis=0) - stack[half:].mean(axis=0)).mean()) > SAME:
        return None
    return float(np.abs(np.diff(stack, axis=0)).mean())


def watch(film: Path, wanted: Iterable[float] = (), every: float | None = None, *, large: bool = False) -> Seen:
    """Look at every frame that can be decoded; take pictures at the `wanted` seconds, or one `every` so many seconds.

    Raises nothing: `error` says why a film could not be read to its end.
    """
    import av
    from av.error import FFmpegError

    seen = Seen()
    ask = iter(sorted(wanted)) if every is None else _steady(every)
    looking = _Looking(seen, ask, large)
    try:
        with av.open(str(film)) as container:
            stream = container.streams.video[0]
            stream.thread_type = "AUTO"
            for frame in container.decode(stream):
                looking.see(frame)
    except (FFmpegError, OSError, IndexError, ValueError) as error:
        seen.error = str(error) or type(error).__name__
    looking.end()
    return seen


def _steady(every: float) -> Iterator[float]:
    at = every / 2
    while True:
        yield at
        at += every


class _Looking:
    """The state of a pass."""

    def __init__(self, seen: Seen, ask: Iterator[float], large: bool) -> None:
        self._seen, self._ask, self._large = seen, ask, large
        self._next = next(ask, None)
        self._still = Stillness()
        self._before: tuple[NDArray[float32], NDArray[float32]] | None = None
        self._illegal, self._samples = 0, 0
        self._linear = ((np.arange(256) / 255) ** GAMMA).astype(np.float32)

    def see(self, frame: "VideoFrame") -> None:
        seen = self._seen
        at = float((frame.pts or 0) * (frame.time_base or Fraction(1)))
        luma, mean, linear = self._raster(frame)
        seen.times.append(at)
        before = self._before if self._before and self._before[0].shape == luma.shape else (luma, mean)
        seen.moves.append(float((luma - before[0]).std()))
        seen.steps.append(float(np.abs(mean - before[1]).mean()))
        seen.flashes.see(linear, at)
        if (flicker := self._still.add(luma, at)) is not None:
            seen.flicker.append(flicker)
        self._before = (luma, mean)
        if self._next is not None and at >= self._next:
            seen.jpegs[self._next] = _jpeg(frame, WIDE)
            if self._large:
                seen.large[self._next] = _jpeg(frame, LARGE)
            while self._next is not None and self._next <= at:
                self._next = next(self._ask, None)

    def end(self) -> None:
        self._seen.illegal = self._illegal / self._samples if self._samples else 0.0

    def _raster(self, frame: "VideoFrame") -> "tuple[NDArray[float32], NDArray[float32], NDArray[float32]]":
        """Sampled luma in levels of 255, the mean luma of each place, and its mean linear R, G, B."""
        if frame.format.name not in ("yuv420p", "yuvj420p"):
            frame = frame.reformat(format="yuv420p")
        full = int(frame.color_range) == FULL
        rows, columns = (SHORT, LONG) if frame.width >= frame.height else (LONG, SHORT)
        planes = [_plane(frame, number) for number in range(3)]
        y, u, v = (_sampled(plane, rows, columns) for plane in planes)
        if not full:
            self._illegal += int(((y < 16) | (y > 235) | (u < 16) | (u > 240) | (v < 16) | (v > 240)).sum())
        self._samples += y.size
        means = [_mean(plane, rows, columns) for plane in planes]
        return _level(y, full), _level(means[0], full), self._linear[_rgb(means, full)]


def _plane(frame: "VideoFrame", number: int) -> "NDArray[uint8]":
    plane = frame.planes[number]
    return np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]


def _sampled(plane: "NDArray[uint8]", rows: int, columns: int) -> "NDArray[float32]":
    down = ((np.arange(rows) + 0.5) * plane.shape[0] / rows).astype(int)
    across = ((np.arange(columns) + 0.5) * plane.shape[1] / columns).astype(int)
    return np.asarray(plane[np.ix_(down, across)], np.float32)


def _mean(plane: "NDArray[uint8]", rows: int, columns: int) -> "NDArray[float32]":
    import cv2

    return np.asarray(cv2.resize(plane, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)


def _level(luma: "NDArray[float32]", full: bool) -> "NDArray[float32]":
    """Luma in levels of 255."""
    return luma if full else (luma - np.float32(16)) * np.float32(255 / 219)


def _rgb(planes: "Sequence[NDArray[float32]]", full: bool) -> "NDArray[uint8]":
    """The R, G, B (BT.709) of Y, U, V."""
    level = _level(planes[0], full)
    blue, red = ((plane - np.float32(128)) * np.float32(1 if full else 255 / 224) for plane in planes[1:])
    rgb = np.stack([level + 1.5748 * red, level - 0.1873 * blue - 0.4681 * red, level + 1.8556 * blue], axis=-1)
    return np.asarray(np.clip(rgb, 0, 255), np.uint8)


def _jpeg(frame: "VideoFrame", wide: int) -> bytes:
    import cv2

    width = min(wide, frame.width) // 2 * 2
    high = round(width * frame.height / frame.width / 2) * 2
    pixels = frame.reformat(width=width, height=high, format="bgr24", interpolation="AREA").to_ndarray()
    return bytes(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1])
