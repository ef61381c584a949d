"""Crayon: waxy strokes that catch the paper's bumps and leave its hollows white."""

from typing import TYPE_CHECKING

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes import lettering
from tools.images.illustrator.passes.edges import by_hand, outline
from tools.images.illustrator.passes.grounds import paper, strokes
from tools.images.illustrator.passes.noise import displaced, tooth, wobble
from tools.images.illustrator.passes.pixels import (
    away,
    cv,
    gray,
    looked_up,
    mixed,
    part,
    ramp,
    saturated,
    times,
)
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels
    from tools.images.illustrator.typography import Block

PAPER = "#FDFBF4"


def paint(sheet: "Sheet") -> "Pixels":
    """A child's best drawing."""
    seen = Seen.of(sheet)
    (height, width), unit = seen.size, seen.unit
    wax = displaced(cv().medianBlur(seen.pixels, 5), wobble(height, width, 4.5 * unit, 46 * unit, 121))
    wax = looked_up(saturated(wax, 1.35), ramp((0, 26), (128, 136), (255, 252)))
    bumps = tooth(height, width, 0.8 * unit, 122)
    way = strokes(height, width, 13 * unit, True, 123)
    pressed = cv().add(part(bumps, 0.8), part(cv().bitwise_not(way), 0.26))
    lit = looked_up(away(wax, PAPER), ramp((6, 0), (40, 255)))
    pressed = cv().add(pressed, part(cv().bitwise_not(gray(wax)), 0.22))
    cover = times(looked_up(pressed, ramp((66, 40), (132, 246))), lit)
    pixels = mixed(paper(height, width, unit, PAPER, 0.08), wax, cover)
    lines = by_hand(outline(seen, 7, (30, 90)), unit, 4, 60)
    dark = times(saturated(seen.pixels, 1.5), cv().LUT(seen.pixels, ramp((0, 90), (255, 150))))
    return mixed(pixels, dark, part(times(lines, looked_up(bumps, ramp((80, 20), (140, 255)))), 0.9))


def letter(pixels: "Pixels", block: "Block", colours: tuple[str, ...]) -> str:
    """Letters in wax."""
    height, width = pixels.shape[:2]
    return lettering.grained(pixels, block, colours, tooth(height, width, 0.8 * min(height, width) / 1080, 122), 130)


HAND = Hand(paper=True, paint=paint, letter=letter, family="Patrick Hand")
