"""Watercolour: pigment that pools at edges and settles in the paper's grain, on a sheet with a loose white border."""

from functools import lru_cache
from typing import TYPE_CHECKING

from tools.images.illustrator.colour import mix
from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes.edges import borders, colour_edges, strokes
from tools.images.illustrator.passes.noise import billows, clouds, displaced, lit_tooth, tooth, wobble
from tools.images.illustrator.passes.pixels import (
    blurred,
    cv,
    glazed,
    looked_up,
    ramp,
    saturated,
    shaded,
    square,
    swing,
    washed,
    wide,
)
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels

PAPER = "#FCFAF3"
BORDER = 0.03
"""Of the short side: the white border stays well outside the margin."""


def paint(sheet: "Sheet") -> "Pixels":
    """Washes on rough paper."""
    seen = Seen.of(sheet)
    (height, width), unit = seen.size, seen.unit
    lights = cv().dilate(strokes(seen.pixels, 11 * unit, (10, 30)), square(5 * unit))
    lines = cv().max(borders(seen), colour_edges(seen.pixels, (20, 70)))
    edge = blurred(cv().subtract(lines, lights), 1.2 * unit)
    both = cv().merge([*cv().split(cv().medianBlur(seen.pixels, 5)), edge])
    both = displaced(
        displaced(both, wobble(height, width, 5 * unit, 90 * unit, 3)), wobble(height, width, 2 * unit, 16 * unit, 9)
    )
    colours, edge = both[..., :3].copy(), both[..., 3].copy()
    if not seen.natural:
        colours = glazed(colours, mix("#FFFFFF", sheet.palette.sheet, 0.5))
    pigment = cv().bitwise_not(looked_up(saturated(colours, 1.12), ramp((0, 34), (128, 142), (255, 253))))
    painted = cv().bitwise_not(_more(pigment, _density(height, width, unit, edge)))
    return shaded(washed(painted, PAPER, _border(height, width, unit)), lit_tooth(height, width, 1.3 * unit, 21, 0.075))


def _density(height: int, width: int, unit: float, edge: "Pixels") -> "Pixels":
    """How much pigment lies where, 128 being the usual: blotches, grain of the paper, dark edges."""
    pools = cv().multiply(
        swing(billows(height, width, 220 * unit, 5), 0.3),
        swing(tooth(height, width, 1.3 * unit, 21), 0.17),
        scale=1 / 128,
    )
    flooded = cv().add(pools, looked_up(blurred(edge, 0.9 * unit), ramp((0, 0), (200, 120))))
    out: Pixels = cv().subtract(flooded, looked_up(blurred(edge, 7 * unit), ramp((0, 0), (200, 26))))
    return out


def _more(pigment: "Pixels", density: "Pixels") -> "Pixels":
    out: Pixels = cv().multiply(pigment, wide(density), scale=1 / 128)
    return out


@lru_cache(maxsize=6)
def _border(height: int, width: int, unit: float) -> "Pixels":
    """A mask of the white border: rough inside, as a brush leaves it."""
    import numpy as np

    y, x = (np.minimum(np.arange(side), np.arange(side)[::-1]).astype(np.int32) for side in (height, width))
    away = np.minimum(y[:, None], x[None, :])
    rough = clouds(height, width, 70 * unit, 41).astype(np.int32) // 2 + clouds(height, width, 14 * unit, 42) // 3
    limit = int(BORDER * min(height, width) * 32) + (rough - 100) * max(int(4.2 * unit * 32 / 32), 1)
    out: Pixels = np.clip((limit - away * 32) * 6 + 128, 0, 255).astype(np.uint8)
    out.setflags(write=False)
    return out


HAND = Hand(paper=True, paint=paint)
