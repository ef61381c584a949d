"""Chalkboard: coloured chalk on a wiped board, outlines drawn and faces rubbed with the side of the chalk."""

from typing import TYPE_CHECKING

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes import lettering
from tools.images.illustrator.passes.edges import by_hand, outline, pupils
from tools.images.illustrator.passes.grounds import board, frame
from tools.images.illustrator.passes.noise import grain, streaks
from tools.images.illustrator.passes.pixels import (
    away,
    blurred,
    cv,
    disc,
    looked_up,
    mixed,
    part,
    plain,
    ramp,
    times,
    value_of,
    vivid,
    washed,
)
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels
    from tools.images.illustrator.typography import Block

FRAME = ("#9A6A3C", 15.0)
"""Its wood, and how wide it is in 1080p pixels: far outside the margin."""


def paint(sheet: "Sheet") -> "Pixels":
    """A drawing on the board."""
    seen = Seen.of(sheet)
    (height, width), unit = seen.size, seen.unit
    chalk = mixed(vivid(seen.pixels, 250), plain(seen.pixels, "#FFFFFF"), part(value_of(seen.pixels), 0.2))
    rubbed = times(_amount(seen), looked_up(streaks(height, width, unit, 91), ramp((50, 60), (170, 255))))
    pixels = mixed(board(height, width, unit, sheet.palette.paper), chalk, rubbed)
    lines = by_hand(cv().subtract(outline(seen, 4.2), pupils(seen)), unit)
    crumbs = looked_up(grain(height, width, 0.9 * unit, 92), ramp((70, 40), (128, 255)))
    bright = cv().dilate(chalk, disc(5 * unit))
    pixels = mixed(pixels, bright, part(times(lines, crumbs), 0.92))
    pixels = mixed(pixels, bright, part(blurred(lines, 6 * unit), 0.10))
    return washed(pixels, FRAME[0], frame(height, width, unit, (FRAME[1] / 2,), FRAME[1]))


def _amount(seen: Seen) -> "Pixels":
    """How much chalk lies on each face: by its light; in a view, little far away and more on what is near."""
    if not seen.natural:
        return part(looked_up(away(seen.pixels, seen.sheet.palette.paper), ramp((20, 0), (150, 255))), 0.8)
    light = looked_up(value_of(seen.pixels), ramp((40, 0), (255, 255)))
    return times(light, looked_up(seen.depth, ramp((0, 40), (34, 40), (35, 150), (70, 150), (100, 205))))


def letter(pixels: "Pixels", block: "Block", colours: tuple[str, ...]) -> str:
    """Letters in chalk."""
    height, width = pixels.shape[:2]
    return lettering.grained(pixels, block, colours, grain(height, width, 0.9 * min(height, width) / 1080, 92), 120)


HAND = Hand(paint=paint, letter=letter, family="Patrick Hand")
