"""Arithmetic on 8-bit pixels: mixing, tables, blurs. Masks are rows x columns, 255 is all."""

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from tools.images.illustrator.colour import rgb

if TYPE_CHECKING:
    import numpy as np

    Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
    Values = np.ndarray[tuple[int, ...], np.dtype[np.uint8]] | np.ndarray[tuple[int, ...], np.dtype[np.uint16]]

Depth = TypeVar("Depth", bound="Values")
"""Pixels of 8 or 16 bits."""

EVEN = 128
"""A texture's value that changes nothing (`shaded`)."""


@lru_cache(maxsize=1)
def cv() -> Any:
    """OpenCV, in one thread: films are made in several processes, and pictures must not wait for each other."""
    import cv2

    cv2.setNumThreads(1)
    return cv2


def wide(mask: "Pixels") -> "Pixels":
    """A mask for each of three channels."""
    out: Pixels = cv().cvtColor(mask, cv().COLOR_GRAY2RGB)
    return out


def gray(pixels: "Pixels") -> "Pixels":
    """Luma of each pixel (Rec. 601)."""
    out: Pixels = cv().cvtColor(pixels, cv().COLOR_RGB2GRAY)
    return out


def plain(like: "Pixels", colour: str) -> "Pixels":
    """One colour on a sheet of the same size; shared, so not to be written into."""
    return _plain(like.shape[0], like.shape[1], colour)


@lru_cache(maxsize=8)
def _plain(height: int, width: int, colour: str) -> "Pixels":
    import numpy as np

    out = np.empty((height, width, 3), np.uint8)
    out[:] = triple(colour)
    out.setflags(write=False)
    return out


def triple(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    red, green, blue = (round(255 * part) for part in rgb(colour))
    return red, green, blue


def times(one: "Pixels", other: "Pixels") -> "Pixels":
    """The product, 255 being one: a mask cut by a mask, or colours glazed over colours."""
    out: Pixels = cv().multiply(one, other, scale=1 / 255)
    return out


def part(mask: "Pixels", share: float) -> "Pixels":
    """A share of a mask (above 1: more of it, up to 255)."""
    return looked_up(mask, ramp((0, 0), (255, int(255 * share))))


def mixed(under: "Pixels", top: "Pixels", cover: "Pixels") -> "Pixels":
    """`top` laid over `under` where the mask covers."""
    veil = wide(cover)
    out: Pixels = cv().add(times(under, cv().bitwise_not(veil)), times(top, veil))
    return out


def washed(under: "Pixels", colour: str, cover: "Pixels") -> "Pixels":
    """One colour laid over `under` where the mask covers."""
    return mixed(under, plain(under, colour), cover)


def glazed(under: "Pixels", colour: str) -> "Pixels":
    """Multiplied by a colour, as by a glaze."""
    return times(under, plain(under, colour))


def screened(under: "Pixels", light: "Pixels") -> "Pixels":
    """Light added as by a second exposure: never beyond white."""
    flip = cv().bitwise_not
    out: Pixels = flip(times(flip(under), flip(light)))
    return out


def shaded(pixels: "Pixels", texture: "Pixels") -> "Pixels":
    """Darker and lighter by a texture, EVEN changing nothing."""
    out: Pixels = cv().multiply(pixels, wide(texture), scale=1 / EVEN)
    return out


def swing(texture: "Pixels", share: float) -> "Pixels":
    """A texture's swing around EVEN taken to a share of it."""
    low, high = EVEN - int(EVEN * share), EVEN + int(127 * share)
    return looked_up(texture, ramp((0, low), (255, high)))


def ramp(*points: tuple[int, int]) -> "Pixels":
    """A table of 256 through points (value, result), straight between them and level outside them."""
    return _ramp(points)


@lru_cache(maxsize=256)
def _ramp(points: tuple[tuple[int, int], ...]) -> "Pixels":
    import numpy as np

    table = []
    for value in range(256):
        (left, low), (right, high) = points[0], points[-1]
        for first, second in pairwise(points):
            if first[0] <= value <= second[0]:
                (left, low), (right, high) = first, second
                break
        inside = min(max(value, left), right)
        result = low if right == left else low + (high - low) * (inside - left) // (right - left)
        table.append(min(max(result, 0), 255))
    return np.array(table, np.uint8)


def looked_up(pixels: "Pixels", table: "Pixels") -> "Pixels":
    """Each value through a table of 256."""
    out: Pixels = cv().LUT(pixels, table)
    return out


def saturated(pixels: "Pixels", share: float) -> "Pixels":
    """Colours stronger (above 1) or greyer (below 1) at the same luma."""
    import numpy as np

    weights = (0.299, 0.587, 0.114)
    rows = [
        [(share if row == at else 0) + (1 - share) * weight for at, weight in enumerate(weights)] for row in range(3)
    ]
    matrix = np.array([[round(value * 256) / 256 for value in row] for row in rows], np.float32)
    out: Pixels = cv().transform(pixels, matrix)
    return out


def vivid(pixels: "Pixels", value: int = 240) -> "Pixels":
    """Each colour at full strength: its largest channel becomes `value`, greys become that grey."""
    high = cv().max(value_of(pixels), 1)
    out: Pixels = cv().divide(pixels, wide(high), scale=value)
    return out


def value_of(pixels: "Pixels") -> "Pixels":
    """The largest channel of each pixel."""
    red, green, blue = cv().split(pixels)
    out: Pixels = cv().max(cv().max(red, green), blue)
    return out


def chroma(pixels: "Pixels") -> "Pixels":
    """How far a pixel is from grey: its largest less its smallest channel."""
    red, green, blue = cv().split(pixels)
    out: Pixels = cv().subtract(value_of(pixels), cv().min(cv().min(red, green), blue))
    return out


def away(pixels: "Pixels", colour: str) -> "Pixels":
    """How far each pixel is from a colour: the largest difference of a channel."""
    return value_of(cv().absdiff(pixels, plain(pixels, colour)))


def blurred(pixels: Depth, sigma: float) -> Depth:
    """Gaussian blur; a wide one is done at a reduced size."""
    step = 1
    while sigma / step > 5:
        step *= 2
    if step == 1:
        out: Depth = cv().GaussianBlur(pixels, (0, 0), max(sigma, 0.3))
        return out
    small: Depth = cv().GaussianBlur(reduced(pixels, step), (0, 0), sigma / step)
    return enlarged(small, pixels)


def reduced(pixels: Depth, step: int) -> Depth:
    """1/step of the size; a rest at the right and lower edge is dropped."""
    height, width = (max(side // step, 1) for side in pixels.shape[:2])
    if pixels.shape[0] < step or pixels.shape[1] < step:
        return pixels
    kept = pixels[: height * step, : width * step]
    out: Depth = cv().resize(kept, (width, height), interpolation=cv().INTER_AREA)
    return out


def enlarged(pixels: Depth, like: "Values") -> Depth:
    """The size of another picture."""
    height, width = like.shape[:2]
    out: Depth = cv().resize(pixels, (width, height), interpolation=cv().INTER_LINEAR_EXACT)
    return out


def shifted(pixels: Any, right: int, down: int) -> Any:
    """Moved by whole pixels; the edge is repeated where nothing came."""
    height, width = pixels.shape[:2]
    right, down = (max(min(right, width - 1), 1 - width), max(min(down, height - 1), 1 - height))
    pad = (max(down, 0), max(-down, 0), max(right, 0), max(-right, 0))
    moved = pixels[max(-down, 0) : height - max(down, 0), max(-right, 0) : width - max(right, 0)]
    out = cv().copyMakeBorder(moved, *pad, cv().BORDER_REPLICATE)
    return out


def square(side: float) -> "Pixels":
    """A structuring element of an odd number of pixels."""
    import numpy as np

    odd = max(round(side), 1) | 1
    return np.ones((odd, odd), np.uint8)


def disc(side: float) -> "Pixels":
    """A round structuring element of an odd number of pixels."""
    odd = max(round(side), 1) | 1
    out: Pixels = cv().getStructuringElement(cv().MORPH_ELLIPSE, (odd, odd))
    return out


def grown(mask: "Pixels", side: float) -> "Pixels":
    """What is bright made wider: `side` is the brush."""
    out: Pixels = cv().dilate(mask, disc(side))
    return out
