"""Oil: strokes of five brushes along the forms, thick enough to catch the light; the finest is for the subjects."""

from typing import TYPE_CHECKING

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes.edges import colour_edges
from tools.images.illustrator.passes.noise import displaced, relief, wobble
from tools.images.illustrator.passes.pixels import (
    blurred,
    cv,
    looked_up,
    mixed,
    part,
    ramp,
    saturated,
    shaded,
    square,
    swing,
)
from tools.images.illustrator.passes.seen import Seen
from tools.images.illustrator.passes.strokes import Brush, painted

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels

BRUSHES = (
    Brush(84, 24, 2.6, strays=8),
    Brush(46, 13, 1.9, least=16, strays=8),
    Brush(24, 6.5, 2.0, least=24, strays=6),
    Brush(12, 3.6, 2.4, least=20, strays=4),
    Brush(7, 2.2, 2.6, least=16, strays=2),
)


def paint(sheet: "Sheet") -> "Pixels":
    """Thick paint."""
    seen = Seen.of(sheet)
    unit = seen.unit
    source = looked_up(saturated(seen.pixels, 1.18), ramp((0, 6), (64, 56), (190, 200), (255, 250)))
    subject = looked_up(seen.depth, ramp((96, 0), (97, 255), (103, 255), (104, 0)))
    oils = painted(source, BRUSHES, unit, 17, subject, 1.0 if seen.natural else 0.5)
    maps = wobble(*seen.size, 7 * unit, 64 * unit, 19)
    colours, height = displaced(oils.pixels, maps), displaced(oils.height, maps)
    colours = shaded(colours, swing(height, 0.1))
    near = part(blurred(cv().dilate(colour_edges(source, (40, 110)), square(3 * unit)), 1.2 * unit), 0.45)
    near = cv().max(near, part(blurred(subject, 3 * unit), 0.4))
    pixels = mixed(colours, source, near)
    return shaded(blurred(pixels, 0.55), relief(blurred(height, 0.9 * unit), 0.19 if seen.natural else 0.12))


HAND = Hand(paint=paint)
