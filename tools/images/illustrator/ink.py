"""Text on a finished ground: its colour, and a scrim where the contrast would be too low (WCAG 2.2: 4.5 to 1)."""

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
WORST = 2.0
"""Per cent of the pixels under and beside the letters that may be worse."""


def write(pixels: "Pixels", block: Block, colours: tuple[str, ...]) -> str:
    """Draw the block in the best of `colours` onto `pixels` (rows x columns x 3), with a scrim if it needs one.

    Returns the colour. The first colour wins when it has contrast enough.
    """
    import numpy as np

    ground = luminances(pixels[_window(block, pixels)])
    if not ground.size:
        return colours[0]
    near = _near(block.mask[: ground.shape[0], : ground.shape[1]])
    best = next((one for one in colours if worst(ground, near, one) >= AIM), None)
    if best is None:
        best = colours[0]
        _scrim(pixels, block, best)
    rows, columns = _window(block, pixels)
    cover = block.mask[: rows.stop - rows.start, : columns.stop - columns.start, None].astype(np.float32) / 255
    under = pixels[rows, columns].astype(np.float32)
    pixels[rows, columns] = np.rint(under + (np.array(rgb(best), np.float32) * 255 - under) * cover).astype(np.uint8)
    return best


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

    share = np.arange(256, dtype=np.float32) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4).astype(np.float32)
    return (linear[pixels] @ np.array([0.2126, 0.7152, 0.0722], np.float32)).astype(np.float32)


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
    """Darken (or lighten) a soft area around the block until the text has contrast enough."""
    import numpy as np

    pad = max(int(block.mask.shape[0] * 0.8), 60 * pixels.shape[0] // 720, 4)
    top, left = max(block.y - pad, 0), max(block.x - pad, 0)
    bottom = min(block.y + block.mask.shape[0] + pad, pixels.shape[0])
    right = min(block.x + block.mask.shape[1] + pad, pixels.shape[1])
    area = pixels[top:bottom, left:right].astype(np.float32)
    fade_y = _fade(np.arange(top, bottom), block.y, block.y + block.mask.shape[0], pad)
    fade_x = _fade(np.arange(left, right), block.x, block.x + block.mask.shape[1], pad)
    soft = (fade_y[:, None] * fade_x[None, :])[..., None]
    mean = area.mean(axis=(0, 1))
    veil = mean * 0.16 if luminance(colour) > 0.4 else 255 - (255 - mean) * 0.10
    near = _near(block.mask)
    for strength in (0.2, 0.32, 0.45, 0.58, 0.7, 0.8, 0.9, 1.0):
        shaded = np.rint(area + (veil - area) * soft * strength).astype(np.uint8)
        inside = shaded[block.y - top :, block.x - left :][: block.mask.shape[0], : block.mask.shape[1]]
        clipped = near[: inside.shape[0], : inside.shape[1]]
        if worst(luminances(inside), clipped, colour) >= AIM:
            break
    pixels[top:bottom, left:right] = shaded


def _fade(at: "np.ndarray[tuple[int], np.dtype[np.signedinteger[Any]]]", start: int, end: int, pad: int) -> "Values":
    """1 between start and end, falling smoothly to 0 at `pad` beyond."""
    import numpy as np

    away = np.clip(np.maximum(start - at, at - end) / pad, 0, 1)
    out: Values = (1 - away * away * (3 - 2 * away)).astype(np.float32)
    return out
