"""Neon: tubes of light along the outlines, before a wall that is nearly dark."""

from typing import TYPE_CHECKING

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes import lettering
from tools.images.illustrator.passes.edges import borders, colour_edges, pupils, strokes
from tools.images.illustrator.passes.light import vignette
from tools.images.illustrator.passes.noise import billows, grain
from tools.images.illustrator.passes.pixels import (
    blurred,
    cv,
    disc,
    looked_up,
    mixed,
    plain,
    ramp,
    saturated,
    screened,
    shaded,
    swing,
    times,
    vivid,
    washed,
    wide,
)
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels
    from tools.images.illustrator.typography import Block


def paint(sheet: "Sheet") -> "Pixels":
    """Signs in the night."""
    seen = Seen.of(sheet)
    (height, width), unit = seen.size, seen.unit
    wall = shaded(plain(seen.pixels, sheet.palette.paper), swing(billows(height, width, 400 * unit, 97), 0.35))
    wall = washed(shaded(wall, swing(grain(height, width, 0.6, 98), 0.12)), "#000000", vignette(height, width, 150))
    faces = times(saturated(seen.pixels, 1.5), plain(seen.pixels, "#3C3C3C"))
    pixels = screened(wall, faces)
    edges = cv().max(borders(seen), colour_edges(seen.pixels, (34, 90)))
    edges = cv().subtract(cv().max(edges, strokes(seen.pixels, 7 * unit)), pupils(seen))
    tube = looked_up(blurred(cv().dilate(edges, disc(2.4 * unit)), 1.1 * unit), ramp((40, 0), (170, 255)))
    colour = cv().dilate(vivid(saturated(seen.pixels, 2.2), 255), disc(7 * unit))
    lit = times(colour, wide(tube))
    for reach, strength in ((26, 0.8), (7, 0.75)):
        pixels = screened(
            pixels, times(blurred(lit, reach * unit), plain(lit, "#%02X%02X%02X" % ((int(255 * strength),) * 3)))
        )
    pixels = mixed(pixels, colour, tube)
    core = looked_up(blurred(edges, 0.8 * unit), ramp((110, 0), (255, 150)))
    return washed(pixels, "#FFFFFF", core)


def letter(pixels: "Pixels", block: "Block", colours: tuple[str, ...]) -> str:
    """Letters that shine."""
    return lettering.glowing(pixels, block, colours, 9 * min(pixels.shape[:2]) / 1080, 0.42)


HAND = Hand(paint=paint, letter=letter)
