"""Pencil: graphite on drawing paper, hatched by tone in two directions, a few colours of the crayon box under it."""

from typing import TYPE_CHECKING

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes import lettering
from tools.images.illustrator.passes.edges import by_hand, outline
from tools.images.illustrator.passes.grounds import paper, strokes
from tools.images.illustrator.passes.noise import tooth
from tools.images.illustrator.passes.pixels import (
    cv,
    gray,
    looked_up,
    mixed,
    part,
    ramp,
    saturated,
    times,
    washed,
)
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels
    from tools.images.illustrator.typography import Block

PAPER, GRAPHITE = "#FBFAF6", "#2E2F36"


def paint(sheet: "Sheet") -> "Pixels":
    """A page of a sketch book."""
    seen = Seen.of(sheet)
    (height, width), unit = seen.size, seen.unit
    pixels = paper(height, width, unit, PAPER, 0.06)
    rough = looked_up(tooth(height, width, unit, 111), ramp((60, 60), (170, 255)))
    dark = cv().bitwise_not(gray(seen.pixels))
    near = looked_up(seen.depth, ramp((0, 120), (100, 235))) if seen.natural else None
    tone = dark if near is None else times(dark, near)
    tint = times(looked_up(tone, ramp((12, 0), (120, 140))), rough)
    pixels = mixed(pixels, times(saturated(seen.pixels, 1.0), pixels), part(tint, 0.8))
    for start, full, rising, seed in ((26, 190, True, 112), (110, 250, False, 113)):
        hatch = times(_hatched(tone, strokes(height, width, 8 * unit, rising, seed), start, full), rough)
        pixels = washed(pixels, GRAPHITE, part(hatch, 0.95))
    lines = cv().max(
        by_hand(outline(seen, 2.6), unit, 2.4, 50, 5), part(by_hand(outline(seen, 1.6), unit, 4.2, 70, 9), 0.6)
    )
    return washed(pixels, GRAPHITE, part(times(lines, rough), 0.9))


def _hatched(tone: "Pixels", hatch: "Pixels", start: int, full: int) -> "Pixels":
    """Strokes that grow wider with the tone, from none at `start`."""
    return looked_up(cv().subtract(looked_up(tone, ramp((start, 0), (full, 220))), hatch), ramp((0, 0), (80, 225)))


def letter(pixels: "Pixels", block: "Block", colours: tuple[str, ...]) -> str:
    """Letters in graphite."""
    height, width = pixels.shape[:2]
    return lettering.grained(pixels, block, colours, tooth(height, width, min(height, width) / 1080, 111), 170)


HAND = Hand(paper=True, paint=paint, letter=letter, family="Patrick Hand")
