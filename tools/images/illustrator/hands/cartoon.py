"""Cartoon: bold outlines, strong flat colours, one tone of shade on each thing."""

from functools import lru_cache
from typing import TYPE_CHECKING

from tools.images.illustrator.colour import mix
from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes.edges import borders, by_hand, calmed, colour_edges, coloured, strokes
from tools.images.illustrator.passes.light import slope, vignette
from tools.images.illustrator.passes.pixels import (
    blurred,
    cv,
    disc,
    looked_up,
    mixed,
    part,
    ramp,
    saturated,
    shifted,
    washed,
)
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels


def paint(sheet: "Sheet") -> "Pixels":
    """A cel of a comic strip."""
    seen = Seen.of(sheet)
    unit = seen.unit
    pixels = looked_up(saturated(seen.pixels, 1.28), ramp((0, 8), (60, 58), (140, 156), (255, 255)))
    near = looked_up(seen.depth, ramp((30, 40), (90, 255)))
    pixels = washed(pixels, "#1B1040", part(cv().min(_side(seen, 1, 11), near), 0.26))
    far = looked_up(seen.depth, ramp((70, 255), (90, 0)))
    pixels = washed(pixels, sheet.palette.ink, part(cv().min(_dots(*seen.size, unit), far), 0.13))
    pixels = washed(pixels, "#FFFFFF", part(cv().min(_side(seen, -1, 7), near), 0.30))
    ink = mix("#14101F", sheet.palette.ink, 0.25)
    return mixed(pixels, coloured(seen, ink, 0.25 if seen.natural else 0.6, 0.45), _outline(seen, unit))


@lru_cache(maxsize=6)
def _dots(height: int, width: int, unit: float) -> "Pixels":
    """The dots of a printed page, larger toward the upper edge and the corners: a mask."""
    import numpy as np

    step = max(round(13 * unit), 4)
    y, x = np.arange(height, dtype=np.int64)[:, None], np.arange(width, dtype=np.int64)[None, :]
    one, two = (x + y) % (2 * step) - step, (x - y) % (2 * step) - step
    away = (one * one + two * two) * 128 // (step * step)
    size = 34 + vignette(height, width, 110).astype(np.int64) // 2 + slope(height, width, 0, -1).astype(np.int64) // 8
    out: Pixels = np.clip((size - away) * 12 * max(step, 6) // 13, 0, 255).astype(np.uint8)
    out.setflags(write=False)
    return out


def _side(seen: Seen, way: int, width: float) -> "Pixels":
    """The lower right side (way 1) or the upper left one (-1) of each part, `width` 1080p pixels wide."""
    numbers, step = seen.parts.numbers, way * max(round(width * seen.unit), 1)
    ends = cv().compare(numbers, shifted(numbers, -step, -step), cv().CMP_NE)
    large = cv().compare(numbers, shifted(numbers, 2 * step, 2 * step), cv().CMP_EQ)
    return blurred(cv().min(ends, large), 0.8 * seen.unit)


def _outline(seen: Seen, unit: float) -> "Pixels":
    """Bold around each part, fine inside it; the sky's things have finer ones."""
    bold = cv().dilate(borders(seen), disc(4.6 * unit))
    fine = cv().max(borders(seen), colour_edges(seen.pixels, (40, 100)))
    far = cv().max(fine, part(strokes(seen.pixels, 5 * unit), 0.5))
    near = looked_up(seen.depth, ramp((40, 0), (60, 255)))
    lines = cv().max(cv().min(bold, cv().dilate(near, disc(5 * unit))), far)
    return calmed(
        looked_up(blurred(by_hand(lines, unit, 1.6, 60), max(0.8 * unit, 0.5)), ramp((40, 0), (150, 255))), unit, 80
    )


HAND = Hand(paint=paint)
