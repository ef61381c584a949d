"""Impressionist: short, broken strokes of bright colours, each split into tints that the eye mixes again."""

from typing import TYPE_CHECKING

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes.noise import relief
from tools.images.illustrator.passes.pixels import blurred, looked_up, ramp, saturated, shaded
from tools.images.illustrator.passes.seen import Seen
from tools.images.illustrator.passes.strokes import Brush, painted

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels

BRUSHES = (
    Brush(34, 12, 1.5, strays=22),
    Brush(26, 8, 1.3, strays=34),
    Brush(15, 5, 2.0, least=34, strays=22),
    Brush(9, 3.2, 2.6, least=30, strays=6),
    Brush(7, 2.4, 2.6, least=18, strays=5),
)


def paint(sheet: "Sheet") -> "Pixels":
    """Dabs of light."""
    seen = Seen.of(sheet)
    source = looked_up(saturated(seen.pixels, 1.22), ramp((0, 38), (96, 120), (200, 224), (255, 252)))
    subject = looked_up(seen.depth, ramp((96, 0), (97, 255), (103, 255), (104, 0)))
    dabs = painted(source, BRUSHES, seen.unit, 29, subject, 1.0 if seen.natural else 0.3)
    return shaded(
        blurred(dabs.pixels, 0.5), relief(blurred(dabs.height, 0.8 * seen.unit), 0.16 if seen.natural else 0.07)
    )


HAND = Hand(paint=paint)
