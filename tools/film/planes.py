"""Pictures as the three planes that a video encoder takes: Y, U and V of BT.709, limited range, 4:2:0.

With R, G, B in 0..255 and E = 0.2126 R + 0.7152 G + 0.0722 B (ITU-R BT.709-6, 3.2 and 3.5):

    Y = 16 + 219/255 E        U = 128 + 224/255 (B - E) / 1.8556        V = 128 + 224/255 (R - E) / 1.5748

in 16-bit fixed point, rounded to nearest. The chroma of a 2x2 block is taken at its left edge, half way down (H.264's
default location): weights 1 2 1 across around the even column, 1 1 down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from core.errors import Unavailable

if TYPE_CHECKING:
    from av import VideoFrame

Plane = NDArray[np.uint8]

_SHIFT = 16
_BAND = 64  # rows that are worked on at a time: what they need stays in the processor's cache
_KR, _KG, _KB = 0.2126, 0.7152, 0.0722
_DENSEST = 2.0  # picture pixels per output pixel up to which bilinear sampling does not alias


@dataclass(frozen=True)
class Planes:
    """A picture's planes: `y` (height, width), `u` and `v` (height / 2, width / 2), 8-bit."""

    y: Plane
    u: Plane
    v: Plane

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.y.shape[1], self.y.shape[0]

    def __iter__(self) -> Any:
        return iter((self.y, self.u, self.v))


def _fixed(*weights: float) -> tuple[int, ...]:
    return tuple(round(weight * (1 << _SHIFT)) for weight in weights)


_LUMA = _fixed(*(219 / 255 * k for k in (_KR, _KG, _KB)))
_BLUE = _fixed(*(224 / 255 / 1.8556 * k for k in (-_KR, -_KG, 1 - _KB)))
_RED = _fixed(*(224 / 255 / 1.5748 * k for k in (1 - _KR, -_KG, -_KB)))


def _weighted(
    channels: Sequence[NDArray[np.floating[Any]]], weights: tuple[int, ...], offset: int, extra: int
) -> Plane:
    """Weigh red, green and blue, which are too large by 2**extra; they hold the sums exactly."""
    total = channels[0] * weights[0]
    total += channels[1] * weights[1]
    total += channels[2] * weights[2]
    total *= 1 / (1 << (_SHIFT + extra))
    total += offset + 0.5
    found: Plane = total.astype(np.uint8)  # rounded down, so to nearest
    return found


def from_rgb(rgb: NDArray[np.uint8]) -> Planes:
    """Convert an (even height, even width, 3) picture.

    float32 holds every sum of luma exactly (below 2**24), float64 those of chroma.
    """
    height, width = rgb.shape[:2]
    half = (height // 2, width // 2)
    found = Planes(np.empty((height, width), np.uint8), np.empty(half, np.uint8), np.empty(half, np.uint8))
    for top in range(0, height, _BAND):
        band, halved = slice(top, top + _BAND), slice(top // 2, (top + _BAND) // 2)
        channels = [np.ascontiguousarray(rgb[band, :, channel]) for channel in range(3)]
        found.y[band] = _weighted([channel.astype(np.float32) for channel in channels], _LUMA, 16, 0)
        blocks = [_blocks(channel).astype(np.float64) for channel in channels]
        found.u[halved] = _weighted(blocks, _BLUE, 128, 3)
        found.v[halved] = _weighted(blocks, _RED, 128, 3)
    return found


def _blocks(channel: Plane) -> NDArray[np.uint16]:
    """The sums of 2 x 2 blocks with the weights 1 2 1 across around the even column, eight times too large."""
    rows = np.add(channel[0::2], channel[1::2], dtype=np.uint16)
    even, odd = rows[:, 0::2], rows[:, 1::2]
    blocks = 2 * even + odd
    blocks[:, 1:] += odd[:, :-1]
    blocks[:, 0] += rows[:, 0]
    return blocks


def covered(rgb: NDArray[np.uint8], alpha: Plane) -> tuple[Planes, Planes]:
    """Planes of a picture whose colours are multiplied by `alpha` (rows x columns, 0..255), and that cover as planes.

    Laid over a frame they give: colour + frame (255 - cover) / 255.
    """
    halved = ((_blocks(alpha) + 4) >> 3).astype(np.uint8)
    cover = Planes(alpha, halved, halved)
    # from_rgb adds 16 and 128 whatever the cover: only the covered share of them belongs to the picture.
    excess = (_excess(offset)[part] for offset, part in zip((16, 128, 128), cover, strict=True))
    return Planes(*(np.maximum(plane, more) - more for plane, more in zip(from_rgb(rgb), excess, strict=True))), cover


def _excess(offset: int) -> Plane:
    """How much of `offset` does not belong to a picture, for every cover."""
    return (offset - (offset * np.arange(256) + 127) // 255).astype(np.uint8)


@lru_cache(maxsize=4)
def read(picture: Path, width: int, height: int) -> Planes:
    """Read a picture file for a film of `width` x `height` pixels; the last ones are kept, for a shot's joints.

    The picture is cropped around its middle to the film's aspect. It keeps its size when that is 1 to 2 times the
    film's (a move then stays sharp), else it is scaled to the film's. Raises Unavailable when it cannot be read.
    """
    import av

    try:
        with picture.open("rb") as file, av.open(file, "r") as container:
            frame = next(iter(container.decode(video=0)))
    except (av.error.FFmpegError, StopIteration, OSError) as error:
        raise Unavailable(f"the picture cannot be read: {error}") from error
    rgb = _cropped(_rgb(frame), width, height)
    if not 1.0 <= rgb.shape[1] / width <= _DENSEST:
        rgb = _scaled(rgb, width, height)
    return from_rgb(np.ascontiguousarray(rgb))


def _cropped(rgb: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """The largest middle part of the film's aspect with even sides."""
    high, wide = rgb.shape[:2]
    aspect = Fraction(width, height)
    new_wide = min(wide, int(high * aspect)) & ~1
    new_high = min(high, int(Fraction(wide) / aspect)) & ~1
    left, top = (wide - new_wide) // 2, (high - new_high) // 2
    return rgb[top : top + new_high, left : left + new_wide]


def _scaled(rgb: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    import av

    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(rgb), format="rgb24")
    shrinks = rgb.shape[1] > width
    scaled = frame.reformat(width=width, height=height, format="rgb24", interpolation="AREA" if shrinks else "BICUBIC")
    return _rgb(scaled)


def _rgb(frame: "VideoFrame") -> NDArray[np.uint8]:
    return cast(NDArray[np.uint8], frame.to_ndarray(format="rgb24"))


def buffers(frame: "VideoFrame") -> Planes:
    """The frame's own buffers as arrays (line sizes respected): what is written there is what gets encoded."""
    found = []
    for plane in frame.planes:
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
        found.append(rows[:, : plane.width])
    return Planes(*found)


def copy(source: Planes, target: Planes) -> None:
    """Copy planes of one size."""
    for have, want in zip(source, target, strict=True):
        want[:] = have
