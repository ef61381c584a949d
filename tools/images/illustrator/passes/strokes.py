"""Painting in strokes: each takes its colour from the picture and follows its edges; later ones are finer.

After A. Hertzmann, "Painterly rendering with curved brush strokes of multiple sizes", SIGGRAPH 1998; strokes here are
straight and follow the structure tensor. All in integers: a stroke is a list of pixel offsets, scattered at once.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tools.images.illustrator.passes.noise import clouds
from tools.images.illustrator.passes.pixels import blurred, cv, gray, reduced

if TYPE_CHECKING:
    import numpy as np

    from tools.images.illustrator.passes.pixels import Pixels

    Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int32]]

WAYS = 16
"""Directions of strokes, evenly over half a turn."""
AT_ONCE = 100_000
"""Pixels of strokes laid at once: their lists of places stay in the processor's cache."""
FIELD = 8
"""Pixels of the picture to one of the field of directions."""


@dataclass(frozen=True)
class Brush:
    """A size of strokes: `length` and `width` in 1080p pixels, `cover` how often they cover the sheet.

    `least` is the difference of a channel (0 to 255) from what is painted there that calls for a stroke, `strays` how
    far its colour may stray.
    """

    length: float
    width: float
    cover: float
    least: int = 0
    strays: int = 8


@dataclass(frozen=True)
class Painted:
    """Colours (rows x columns x 3) and the height of the paint (rows x columns)."""

    pixels: "Pixels"
    height: "Pixels"


def painted(
    source: "Pixels",
    brushes: tuple[Brush, ...],
    unit: float,
    seed: int,
    focus: "Pixels | None" = None,
    stray: float = 1.0,
) -> Painted:
    """The picture in strokes, one layer of them for each brush; `focus` is a mask of where the last brush may go.

    `stray` is the share of the brushes' strays that is allowed: large light grounds want less.
    """
    import numpy as np

    rows, columns = source.shape[:2]
    pad = int(max(brush.length for brush in brushes) * unit / 2) + 3
    stride = columns + 2 * pad
    canvas = np.zeros((rows + 2 * pad) * stride, np.int32)
    field, strewn = directions(source, seed), _strewn(rows, columns, brushes, unit, seed, stray)
    colours: list[Pixels] = [np.zeros((1, 3), np.uint8)]
    total = 1
    for at, brush in enumerate(brushes):
        soft, fine = _softened(source, brush.width * unit / 4)
        y, x, tones = strewn[at]
        down, across = (np.minimum(place // fine, side - 1) for place, side in zip((y, x), soft.shape, strict=False))
        own = soft.reshape(-1, 3).take(down * soft.shape[1] + across, axis=0)
        if brush.least:
            there = np.concatenate(colours).take(canvas[(y + pad) * stride + x + pad] >> 8, axis=0)
            apart = cv().absdiff(own, there)
            wanted = np.maximum(np.maximum(apart[:, 0], apart[:, 1]), apart[:, 2]) > brush.least
            if focus is not None and at == len(brushes) - 1:
                wanted &= focus[y, x] > 0
            y, x, tones, own = y[wanted], x[wanted], tones[wanted], own[wanted]
        if not y.size:
            continue
        ways = field[np.minimum(y // FIELD, field.shape[0] - 1), np.minimum(x // FIELD, field.shape[1] - 1)]
        offsets, heights = _dab(max(brush.length * unit, 2), max(brush.width * unit, 1), stride)
        numbers = np.arange(total, total + y.size, dtype=np.int32) << 8
        begins = (y + pad) * stride + x + pad
        for some in range(0, y.size, max(AT_ONCE // offsets.shape[1], 1)):
            these = slice(some, some + max(AT_ONCE // offsets.shape[1], 1))
            canvas[begins[these, None] + offsets[ways[these]]] = numbers[these, None] + heights[ways[these]]
        colours.append(np.clip(own + tones, 0, 255).astype(np.uint8))
        total += y.size
    seen = canvas.reshape(rows + 2 * pad, stride)[pad : pad + rows, pad : pad + columns]
    # Four bytes a colour are looked up at once, three times as fast as three by three.
    quads = np.zeros((total, 4), np.uint8)
    quads[:, :3] = np.concatenate(colours)
    laid = quads.view(np.uint32).ravel().take(seen >> 8, mode="clip").view(np.uint8).reshape(rows, columns, 4)
    pixels: Pixels = cv().cvtColor(laid, cv().COLOR_BGRA2BGR)
    bare = seen == 0
    if bare.any():
        pixels[bare] = source[bare]
    return Painted(pixels, (seen & 255).astype(np.uint8))


def _softened(source: "Pixels", sigma: float) -> tuple["Pixels", int]:
    """The picture as a brush sees it, and how many of its pixels are one there: thick brushes see a smaller one."""
    step = max(int(sigma), 1)
    return (blurred(source, max(sigma, 0.4)), 1) if step == 1 else (reduced(source, step), step)


def directions(source: "Pixels", seed: int) -> "Numbers":
    """Which way a stroke goes, for each FIELD x FIELD pixels: along edges, and in slow swirls where there are none."""
    import numpy as np

    small = blurred(gray(reduced(source, FIELD)), 1.0)
    gx, gy = (cv().Sobel(small, cv().CV_16S, dx, 1 - dx).astype(np.int32) // 4 for dx in (1, 0))
    along, across = (_spread(part) for part in (gx * gx - gy * gy, 2 * gx * gy))
    rows, columns = small.shape
    swirl = [clouds(rows, columns, 26, seed + part).astype(np.int32) - 128 for part in (0, 1)]
    strength = np.minimum(np.maximum(np.abs(along), np.abs(across)), 120)
    scale = np.maximum(np.maximum(np.abs(along), np.abs(across)), 1)
    one = along * 128 // scale * strength - swirl[0] * (120 - strength) // 2
    two = across * 128 // scale * strength - swirl[1] * (120 - strength) // 2
    turns = [(round(1024 * math.cos(2 * math.pi * k / WAYS)), round(1024 * math.sin(2 * math.pi * k / WAYS)))
             for k in range(WAYS)]  # fmt: skip
    out: Numbers = np.stack([one // 16 * cos + two // 16 * sin for cos, sin in turns]).argmin(axis=0).astype(np.int32)
    return out


def _spread(part: "Numbers") -> "Numbers":
    """Summed over 5 x 5."""
    import numpy as np

    padded = np.pad(part, 2, mode="edge")
    rows = sum((padded[i : i + part.shape[0]] for i in range(1, 5)), padded[: part.shape[0]])
    out: Numbers = sum((rows[:, i : i + part.shape[1]] for i in range(1, 5)), rows[:, : part.shape[1]]) // 5
    return out


@lru_cache(maxsize=4)
def _strewn(
    rows: int, columns: int, brushes: tuple[Brush, ...], unit: float, seed: int, stray: float
) -> "tuple[tuple[Numbers, Numbers, np.ndarray[tuple[int, ...], np.dtype[np.int16]]], ...]":
    """For each brush where strokes may begin, and what each adds to its colour: the same for every picture of a size.

    So strokes elsewhere stay as they are when one thing of the picture changes.
    """
    import numpy as np

    rng = np.random.Generator(np.random.PCG64(seed))
    found = []
    for brush in brushes:
        y, x = _places(rows, columns, brush, unit, rng)
        found.append((y, x, _tones(y.size, max(round(brush.strays * stray), 1), rng)))
    return tuple(found)


def _places(rows: int, columns: int, brush: Brush, unit: float, rng: Any) -> tuple["Numbers", "Numbers"]:
    """Where strokes begin: one at random in each cell of a grid, in random order."""
    import numpy as np

    area = max(brush.length * unit, 2) * max(brush.width * unit, 1) / brush.cover
    cell = max(math.isqrt(int(area)), 1)
    y, x = np.mgrid[0:rows:cell, 0:columns:cell].reshape(2, -1).astype(np.int32)
    y = np.minimum(y + rng.integers(0, cell, y.size, dtype=np.int32), rows - 1)
    x = np.minimum(x + rng.integers(0, cell, x.size, dtype=np.int32), columns - 1)
    order = rng.permutation(y.size)
    return y[order], x[order]


def _tones(count: int, reach: int, rng: Any) -> "np.ndarray[tuple[int, ...], np.dtype[np.int16]]":
    """What each stroke adds to its colour: a little lighter or darker, and a little of another hue."""
    import numpy as np

    light = rng.integers(-reach, reach + 1, (count, 1), dtype=np.int16)
    hue = rng.integers(-reach // 2, reach // 2 + 1, (count, 3), dtype=np.int16)
    return np.asarray(light + hue, np.int16)


@lru_cache(maxsize=24)
def _dab(length: float, width: float, stride: int) -> tuple["Numbers", "Numbers"]:
    """Offsets of a stroke's pixels (directions x pixels) and the paint's height there: ridges along its bristles."""
    import numpy as np

    half, side = round(length * 512), round(width * 512)
    reach = (half >> 10) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].reshape(2, -1)
    bristles = np.random.Generator(np.random.PCG64(11)).integers(40, 220, 2 * reach + 6)
    bristles = (bristles[:-3] + 2 * bristles[1:-2] + 2 * bristles[2:-1] + bristles[3:]) // 6
    offsets, heights = [], []
    for way in range(WAYS):
        cos, sin = (round(1024 * turn(math.pi * way / WAYS)) for turn in (math.cos, math.sin))
        along, across = x * cos + y * sin, y * cos - x * sin
        ends = np.maximum(np.abs(along) - half + side, 0)
        inside = (np.abs(across) <= side) & (ends * ends + across * across <= side * side + (side << 9))
        bristle = bristles[np.clip((across[inside] >> 10) + reach, 0, bristles.size - 1)]
        lift = np.where(np.abs(across[inside]) > side - 1024, 40, 0) + np.clip(
            along[inside] * 40 // max(half, 1), -40, 40
        )
        offsets.append(y[inside] * stride + x[inside])
        heights.append(np.clip(bristle + lift - 10, 0, 255))
    most = max(len(one) for one in offsets)
    pick = [np.minimum(np.arange(most), len(one) - 1) for one in offsets]
    flat = np.stack([one[at] for one, at in zip(offsets, pick, strict=True)]).astype(np.int32)
    high = np.stack([one[at] for one, at in zip(heights, pick, strict=True)]).astype(np.int32)
    return flat, high
