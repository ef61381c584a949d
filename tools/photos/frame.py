"""A photograph as a film's picture: turned upright, in sRGB, at exactly the size that is wanted."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import Unavailable
from tools.photos.check import looked_at, opened, vips_error

if TYPE_CHECKING:
    import pyvips

CROPPED = 1.6  # how far the ratios of photograph and frame may be apart for a crop
SMALLER = 8  # times that the backdrop is smaller while it is blurred
BLUR = 0.03  # sigma, of the frame's longer side
DARKER = 0.45


def frame(data: bytes, width: int, height: int, out: Path) -> tuple[float, float]:
    """Write an 8-bit sRGB PNG of width x height pixels; returns the point to look at, x and y in 0..1 of the frame.

    A photograph of nearly the frame's shape is cropped around that point; another one is shown whole over a blurred,
    darkened copy of itself. The same bytes give the same PNG. Raises Unavailable for bytes that are no usable image.
    """
    error = vips_error()
    try:
        image, _ = opened(data)
        across, down = looked_at(image)
        apart = (across * height) / (down * width)
        covers = 1 / CROPPED < apart < CROPPED
        picture = _scaled(image, width, height, covers)
        point = _salient(picture)
        if covers:
            made, point = _crop(picture, width, height, point)
        else:
            made, point = _whole(picture, width, height, point)
        made.pngsave(str(out), compression=6, keep="none")
    except error:
        raise Unavailable("the photograph is damaged: it cannot be made into a picture") from None
    return point


def _scaled(image: "pyvips.Image", width: int, height: int, covers: bool) -> "pyvips.Image":
    """The photograph upright in 8-bit sRGB, just covering the frame or just inside it, in memory."""
    across, down = looked_at(image)
    pick = max if covers else min
    scale = pick(width / across, height / down)
    size = pick(width, round(across * scale)), pick(height, round(down * scale))
    size = max(size[0], 1), max(size[1], 1)
    lying = size if (across, down) == (image.width, image.height) else (size[1], size[0])
    coloured = _coloured(image)
    scaled = coloured.resize(lying[0] / image.width, vscale=lying[1] / image.height, kernel="lanczos3")
    return scaled.copy_memory().autorot().copy_memory()


def _coloured(image: "pyvips.Image") -> "pyvips.Image":
    """Three bands of 8-bit sRGB, by the photograph's own profile; what is transparent becomes white."""
    managed = _managed(image)
    if managed.hasalpha():
        managed = managed.flatten(background=[255, 255, 255])
    return managed[:3].cast("uchar").copy(interpretation="srgb")


def _managed(image: "pyvips.Image") -> "pyvips.Image":
    """The photograph in sRGB; without a profile that fits its pixels, by their kind alone."""
    if image.get_typeof("icc-profile-data"):
        with suppress(vips_error()):
            return image.icc_transform("srgb", embedded=True, intent="relative", depth=8)
    return image.colourspace("srgb")


def _salient(picture: "pyvips.Image") -> tuple[float, float]:
    """The point that draws the eye, in pixels; the middle where none does."""
    side = max(min(picture.width, picture.height) // 2, 1)
    _, found = picture.smartcrop(side, side, interesting="attention", attention_x=True, attention_y=True)
    x, y = float(found["attention_x"]), float(found["attention_y"])
    return (x, y) if x or y else (picture.width / 2, picture.height / 2)


def _crop(
    picture: "pyvips.Image", width: int, height: int, point: tuple[float, float]
) -> tuple["pyvips.Image", tuple[float, float]]:
    """The part of a covering picture around the point, and the point in the frame."""
    left = min(max(round(point[0] - width / 2), 0), picture.width - width)
    top = min(max(round(point[1] - height / 2), 0), picture.height - height)
    made = picture.crop(left, top, width, height)
    return made, (_within((point[0] - left) / width), _within((point[1] - top) / height))


def _whole(
    picture: "pyvips.Image", width: int, height: int, point: tuple[float, float]
) -> tuple["pyvips.Image", tuple[float, float]]:
    """The picture in the middle of its backdrop, and the point in the frame."""
    left, top = (width - picture.width) // 2, (height - picture.height) // 2
    made = _backdrop(picture, width, height).insert(picture, left, top)
    return made, (_within((point[0] + left) / width), _within((point[1] + top) / height))


def _backdrop(picture: "pyvips.Image", width: int, height: int) -> "pyvips.Image":
    """The picture covering the frame, blurred and darkened."""
    across, down = max(width // SMALLER, 1), max(height // SMALLER, 1)
    scale = max(across / picture.width, down / picture.height)
    size = max(across, round(picture.width * scale)), max(down, round(picture.height * scale))
    small = picture.resize(size[0] / picture.width, vscale=size[1] / picture.height, kernel="linear")
    cut = small.crop((small.width - across) // 2, (small.height - down) // 2, across, down).copy_memory()
    blurred = cut.gaussblur(max(BLUR * max(across, down), 0.5)) * DARKER
    return (
        blurred.resize(width / across, vscale=height / down, kernel="cubic").cast("uchar").copy(interpretation="srgb")
    )


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)
