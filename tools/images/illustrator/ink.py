"""Text on a finished ground: its colour, and a scrim where the contrast would be too low (WCAG 2.2: 4.5 to 1)."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tools.images.illustrator.colour import contrast, luminance, rgb
from tools.images.illustrator.typography import Block

if TYPE_CHECKING:
    import numpy as np

    Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
    Values = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

ENOUGH = 4.5
"""WCAG 2.2, success criterion 1.4.3."""
AIM = 5.0
"""What is aimed at, so that rounding and the encoder leave ENOUGH."""
ONE = 1 << 24
WORST = 2.0
"""Per cent of the pixels under and beside the letters that may be worse."""


EXTREMES = ("#15181E", "#FFFFFF")
"""Colours for words on a ground that none of their own can be read on: a hand may have turned dark to light."""
VEILS = (0.2, 0.32, 0.45, 0.58, 0.7, 0.8, 0.9, 1.0)
"""Strengths of a scrim, the weakest first."""


def write(pixels: "Pixels", block: Block, colours: tuple[str, ...]) -> str:
    """Draw the block in the best of `colours` onto `pixels` (rows x columns x 3), with a scrim if it needs one.

    Returns the colour. The first colour wins when it has contrast enough; where none has it, the first that is far
    from most of the ground, or dark or white.
    """
    import numpy as np

    ground = luminances(pixels[_window(block, pixels)])
    if not ground.size:
        return colours[0]
    near = _near(block.mask[: ground.shape[0], : ground.shape[1]])
    best = next((one for one in colours if worst(ground, near, one) >= AIM), None)
    if best is None:
        best = _likely(ground, near, colours)
        if worst(ground, near, best) < AIM:
            _scrim(pixels, block, best)
    rows, columns = _window(block, pixels)
    cover = block.mask[: rows.stop - rows.start, : columns.stop - columns.start, None].astype(np.float32) / 255
    under = pixels[rows, columns].astype(np.float32)
    pixels[rows, columns] = np.rint(under + (np.array(rgb(best), np.float32) * 255 - under) * cover).astype(np.uint8)
    return best


def _likely(ground: "Values", near: "Pixels", colours: tuple[str, ...]) -> str:
    """The colour that needs the least of a scrim: one that is read on most of the ground, else the farthest from it."""
    import numpy as np

    middle = float(np.percentile(ground[near > 0] if near.any() else ground.ravel(), 50))
    far = {one: contrast(luminance(one), middle) for one in (*colours, *EXTREMES)}
    return next((one for one in colours if far[one] >= AIM), max(far, key=lambda one: far[one]))


def worst(ground: "Values", near: "Pixels", colour: str) -> float:
    """The contrast of a colour with the worst ground around the letters (2nd percentile)."""
    import numpy as np

    here = ground[near > 0] if near.any() else ground.ravel()
    low, high = np.percentile(here, [WORST, 100 - WORST])
    light = luminance(colour)
    return 1.0 if low <= light <= high else min(contrast(light, float(low)), contrast(light, float(high)))


def luminances(pixels: "Pixels") -> "Values":
    """Relative luminance of each pixel (WCAG 2.2)."""
    import numpy as np

    red, green, blue = (np.array(table, np.int32) for table in _shares())
    whole = red[pixels[..., 0]] + green[pixels[..., 1]] + blue[pixels[..., 2]]
    return whole.astype(np.float32) / np.float32(ONE)


@lru_cache(maxsize=1)
def _shares() -> tuple[tuple[int, ...], ...]:
    """What red, green and blue of each value give to the luminance, in parts of ONE: sums do not depend on SIMD."""
    linear = [luminance(f"#{value:02X}{value:02X}{value:02X}") for value in range(256)]
    return tuple(tuple(round(weight * ONE * part) for part in linear) for weight in (0.2126, 0.7152, 0.0722))


def _window(block: Block, pixels: "Pixels") -> tuple[slice, slice]:
    height, width = block.mask.shape
    return slice(block.y, min(block.y + height, pixels.shape[0])), slice(block.x, min(block.x + width, pixels.shape[1]))


def _near(mask: "Pixels") -> "Pixels":
    """Where letters are, and a pixel-wide surrounding of them: coarse, from every fourth row and column."""
    import numpy as np

    near = mask > 0
    out = near.copy()
    for shift in (2, 4):
        for axis in (0, 1):
            out |= np.roll(near, shift, axis) | np.roll(near, -shift, axis)
    return out.astype(np.uint8)


def _scrim(pixels: "Pixels", block: Block, colour: str) -> None:
    """Even out, then darken (or lighten), a soft area around the block until the text has contrast enough."""
    import numpy as np

    height, width = block.mask.shape
    pad = max(min(max(int(height * 0.8), 60 * pixels.shape[0] // 720), int(max(height, width) * 0.6)), 4)
    top, left = max(block.y - pad, 0), max(block.x - pad, 0)
    bottom = min(block.y + height + pad, pixels.shape[0])
    right = min(block.x + width + pad, pixels.shape[1])
    area = pixels[top:bottom, left:right].astype(np.float32)
    fade_y = _fade(np.arange(top, bottom), block.y, block.y + height, pad)
    fade_x = _fade(np.arange(left, right), block.x, block.x + width, pad)
    soft = (fade_y[:, None] * fade_x[None, :])[..., None]
    here = pixels[_window(block, pixels)].reshape(-1, 3)
    mean = (here.sum(axis=0, dtype=np.int64) // len(here)).astype(np.float32)
    dark = mean * np.float32(0.16) if luminance(colour) > 0.4 else 255 - (255 - mean) * np.float32(0.10)
    near = _near(block.mask)
    for veil, strength in [(mean, 0.35), (mean, 0.65), (mean, 0.85), *((dark, strength) for strength in VEILS)]:
        shaded = np.rint(area + (veil - area) * soft * np.float32(strength)).astype(np.uint8)
        inside = shaded[block.y - top :, block.x - left :][:height, :width]
        if worst(luminances(inside), near[: inside.shape[0], : inside.shape[1]], colour) >= AIM:
            break
    pixels[top:bottom, left:right] = shaded


def _fade(at: "np.ndarray[tuple[int], np.dtype[np.signedinteger[Any]]]", start: int, end: int, pad: int) -> "Values":
    """1 between start and end, falling smoothly to 0 at `pad` beyond."""
    import numpy as np

    away = np.clip(np.maximum(start - at, at - end) / pad, 0, 1)
    out: Values = (1 - away * away * (3 - 2 * away)).astype(np.float32)
    return out
