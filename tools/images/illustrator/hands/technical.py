"""Technical: fine black lines on pale squared paper, tone by ruled hatching, colours as thin washes."""

from functools import lru_cache
from typing import TYPE_CHECKING

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes.edges import coloured, darks, outline
from tools.images.illustrator.passes.grounds import frame, squared
from tools.images.illustrator.passes.pixels import cv, gray, looked_up, mixed, part, ramp, times, washed
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels

PAPER, GRID, INK = "#F7F9F6", "#8FB4C8", "#17222E"


def paint(sheet: "Sheet") -> "Pixels":
    """A plate of a manual."""
    seen = Seen.of(sheet)
    (height, width), unit = seen.size, seen.unit
    ground = squared(height, width, unit, (PAPER, GRID), 20, (0.16, 0.34))
    near = ramp((0, 20), (34, 20), (35, 70), (100, 120)) if seen.natural else ramp((0, 170), (100, 170))
    pixels = mixed(ground, times(seen.pixels, ground), darks(seen, looked_up(seen.depth, near), 210))
    dark = cv().bitwise_not(gray(seen.pixels))
    if seen.natural:
        dark = times(dark, looked_up(seen.depth, ramp((0, 70), (34, 70), (35, 150), (100, 235))))
    hatch = cv().max(_ruled(height, width, unit, dark, 96, True), _ruled(height, width, unit, dark, 168, False))
    pixels = washed(pixels, INK, part(hatch, 0.62))
    lines = cv().max(outline(seen, 2.2, (20, 60)), part(frame(height, width, unit, (18,), 2.2), 0.8))
    own = 0.0 if seen.natural else 0.5
    return mixed(pixels, coloured(seen, INK, own, 0.6), part(lines, 0.94))


def _ruled(height: int, width: int, unit: float, dark: "Pixels", start: int, rising: bool) -> "Pixels":
    """Ruled lines where it is darker than `start`, wider where it is darker still."""
    room = looked_up(dark, ramp((start - 6, 0), (start, 60), (255, 190)))
    return looked_up(cv().subtract(room, _comb(height, width, unit, rising)), ramp((0, 0), (60, 255)))


@lru_cache(maxsize=12)
def _comb(height: int, width: int, unit: float, rising: bool) -> "Pixels":
    """0 along the middle of each ruled line, 255 between them."""
    import numpy as np

    step = max(round(11 * unit), 4)
    at = np.arange(height)[:, None] * (1 if rising else -1) + np.arange(width)[None, :]
    out: Pixels = (np.abs(at % step * 2 - step) * 255 // step).astype(np.uint8)
    out.setflags(write=False)
    return out


HAND = Hand(paper=True, paint=paint)
