"""Paper cut: sheets of card one upon the other, each with its shadow, its fibres and its lit rim."""

from typing import TYPE_CHECKING

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes.edges import rims, shadows
from tools.images.illustrator.passes.noise import clouds, fibres
from tools.images.illustrator.passes.pixels import (
    blurred,
    cv,
    enlarged,
    gray,
    part,
    reduced,
    shaded,
    swing,
    washed,
    wide,
)
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    import numpy as np

    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels

STEPS = 17
"""Luma from one sheet of a sky to the next."""
GROUND = 1
"""The number of the part behind all others."""


def paint(sheet: "Sheet") -> "Pixels":
    """Card, lit from the upper left."""
    seen = Seen.of(sheet)
    (height, width), unit = seen.size, seen.unit
    pixels, order = _stepped(seen)
    pixels = washed(pixels, "#0B1024", part(shadows(order, 5 * unit, 4), 0.34))
    pixels = washed(pixels, "#0B1024", part(shadows(order, 19 * unit), 0.34))
    rim = max(round(1.6 * unit), 1)
    pixels = washed(pixels, "#FFFFFF", part(blurred(rims(order, -rim, -rim), 0.7 * unit), 0.42))
    return shaded(pixels, swing(fibres(height, width, unit, 61), 0.42))


def _stepped(seen: Seen) -> "tuple[Pixels, np.ndarray[tuple[int, ...], np.dtype[np.uint16]]]":
    """A ground that changes slowly, cut into sheets of one colour; and which sheet is in front of which."""
    import numpy as np

    if not seen.natural:
        return seen.pixels, seen.parts.numbers.astype(np.uint16)
    (height, width), unit = seen.size, seen.unit
    ground = seen.parts.numbers == GROUND
    tone = (
        _sky(gray(seen.pixels), ground.astype(np.uint8)) + clouds(height, width, 620 * unit, 63).astype(np.uint16) * 6
    )
    steps = tone // (STEPS * 64)
    order = seen.parts.numbers.astype(np.uint16) * 16 + np.where(ground, steps, 0).astype(np.uint16)
    now = (tone // 64).astype(np.uint8)
    level = np.where(ground, np.minimum(steps * STEPS + STEPS // 2, 250), now).astype(np.uint8)
    even = cv().subtract(cv().add(seen.pixels, wide(cv().subtract(level, now))), wide(cv().subtract(now, level)))
    return even, order


def _sky(tone: "Pixels", ground: "Pixels") -> "np.ndarray[tuple[int, ...], np.dtype[np.uint16]]":
    """The ground's own tone in 64ths, evened out; what stands before it has no part in that."""
    import numpy as np

    sums = blurred(reduced((tone * ground).astype(np.uint16) * 64, 8), 1.5).astype(np.int64)
    shares = blurred(reduced(ground.astype(np.uint16) * 64, 8), 1.5).astype(np.int64)
    rows = sums.sum(axis=1, keepdims=True) * 64 // np.maximum(shares.sum(axis=1, keepdims=True), 1)
    fine = np.where(shares > 40, sums * 64 // np.maximum(shares, 1), rows).clip(0, 255 * 64)
    out: np.ndarray[tuple[int, ...], np.dtype[np.uint16]]
    out = enlarged(blurred(fine.astype(np.uint16), 2.5), tone)
    return out


HAND = Hand(paint=paint)
