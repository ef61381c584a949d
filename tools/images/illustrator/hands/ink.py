"""Ink: a brush with black ink and washes on rice paper; what is red stays red."""

from typing import TYPE_CHECKING

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes import lettering
from tools.images.illustrator.passes.edges import borders, by_hand, calmed, colour_edges
from tools.images.illustrator.passes.noise import billows, clouds, displaced, fibres, streaks, wobble
from tools.images.illustrator.passes.pixels import (
    blurred,
    cv,
    disc,
    gray,
    looked_up,
    mixed,
    part,
    plain,
    ramp,
    saturated,
    shaded,
    swing,
    times,
    washed,
)
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels
    from tools.images.illustrator.typography import Block

PAPER, INK = "#F4EFE2", "#1C1A1E"


def paint(sheet: "Sheet") -> "Pixels":
    """Ink and water."""
    seen = Seen.of(sheet)
    (height, width), unit = seen.size, seen.unit
    ground = shaded(plain(seen.pixels, PAPER), swing(fibres(height, width, 1.5 * unit, 106), 0.16))
    wash = times(_washes(seen), looked_up(billows(height, width, 300 * unit, 101), ramp((0, 90), (160, 255))))
    pixels = washed(ground, INK, wash)
    pixels = mixed(pixels, times(saturated(seen.pixels, 1.1), pixels), _colour(seen))
    edges = cv().max(borders(seen), part(colour_edges(seen.pixels, (50, 120)), 0.8))
    heavy = cv().dilate(edges, disc(6.5 * unit))
    press = looked_up(clouds(height, width, 130 * unit, 103), ramp((90, 0), (190, 255)))
    brush = by_hand(cv().max(edges, cv().min(heavy, press)), unit, 3.2, 46)
    dry = looked_up(streaks(height, width, 0.8 * unit, 104), ramp((60, 110), (120, 255)))
    near = looked_up(seen.depth, ramp((0, 120), (100, 240))) if seen.natural else plainly(seen)
    brush = calmed(brush, unit, 90)
    strength = times(times(looked_up(blurred(brush, 0.9 * unit), ramp((50, 0), (170, 255))), dry), near)
    return washed(pixels, INK, strength)


def plainly(seen: Seen) -> "Pixels":
    """The same strength everywhere."""
    import numpy as np

    return np.full(seen.size, 225, np.uint8)


def _washes(seen: Seen) -> "Pixels":
    """Dilute ink by tone, running a little over the edges; skies are nearly paper."""
    (height, width), unit = seen.size, seen.unit
    tone = cv().bitwise_not(gray(seen.pixels))
    levels = looked_up(
        tone, ramp((20, 0), (70, 44), (74, 66), (120, 84), (124, 112), (180, 140), (184, 176), (255, 215))
    )
    soft = displaced(blurred(levels, 2.2 * unit), wobble(height, width, 4 * unit, 50 * unit, 105))
    if seen.natural:
        return times(soft, looked_up(seen.depth, ramp((0, 46), (34, 46), (35, 135), (100, 215))))
    return part(soft, 0.8)


def _colour(seen: Seen) -> "Pixels":
    """Reds keep their colour, all else a breath of it."""
    red, green, blue = cv().split(seen.pixels)
    warm = looked_up(cv().subtract(red, cv().max(green, blue)), ramp((50, 46), (110, 215)))
    out: Pixels = warm
    return out


def letter(pixels: "Pixels", block: "Block", colours: tuple[str, ...]) -> str:
    """Letters of a brush."""
    return lettering.drawn(pixels, block, colours, 1.1 * min(pixels.shape[:2]) / 1080)


HAND = Hand(paper=True, paint=paint, letter=letter)
