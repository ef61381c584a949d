"""Fantasy: deep shadows, golden light, a soft brush, and dust that glows."""

from functools import lru_cache
from typing import TYPE_CHECKING

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes.edges import colour_edges, rims
from tools.images.illustrator.passes.grounds import frame
from tools.images.illustrator.passes.light import bloom, rays, vignette
from tools.images.illustrator.passes.pixels import (
    blurred,
    cv,
    glazed,
    gray,
    looked_up,
    mixed,
    part,
    plain,
    ramp,
    saturated,
    screened,
    times,
    washed,
    wide,
)
from tools.images.illustrator.passes.seen import Seen
from tools.images.illustrator.passes.strokes import Brush, painted

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels

BRUSHES = (Brush(60, 18, 2.2, strays=9), Brush(26, 7, 1.6, least=7, strays=6), Brush(10, 3.2, 2.2, least=14, strays=3))
GOLD, DEEP, PARCHMENT = "#FFD27A", "#171038", "#F4E6C6"
GILT = "#D9A441"
SHINE = {True: (190, 0.6), False: (246, 0.25)}
"""From which value a place, or a diagram, shines, and how strongly."""


def paint(sheet: "Sheet") -> "Pixels":
    """A painted book cover."""
    seen = Seen.of(sheet)
    (height, width), unit = seen.size, seen.unit
    left = sheet.spec.direction == "rtl"
    source = _graded(seen.pixels if seen.natural else glazed(seen.pixels, PARCHMENT))
    brushed = blurred(painted(source, BRUSHES, unit, 37).pixels, 1.1 * unit)
    pixels = mixed(brushed, source, part(blurred(colour_edges(source, (24, 90)), unit), 0.6))
    rim = max(round(1.8 * unit), 1)
    lit = part(blurred(rims(seen.parts.numbers, rim if not left else -rim, -rim), 0.8 * unit), 0.5)
    pixels = washed(pixels, GOLD, lit)
    pixels = washed(pixels, DEEP, vignette(height, width, 215 if seen.natural else 120))
    beams = times(plain(pixels, GOLD), wide(part(rays(height, width, left, 3), 0.5 if seen.natural else 0.1)))
    pixels = bloom(screened(pixels, beams), SHINE[seen.natural][0], 46 * unit, SHINE[seen.natural][1])
    pixels = screened(pixels, _dust(height, width, unit))
    return washed(pixels, GILT, part(frame(height, width, unit, (17, 25), 2.2), 0.85))


def _graded(pixels: "Pixels") -> "Pixels":
    """Shadows toward indigo, lights toward gold, more contrast."""
    rich = looked_up(saturated(pixels, 1.25), ramp((0, 0), (80, 46), (170, 166), (255, 244)))
    dark = looked_up(gray(rich), ramp((0, 120), (110, 0)))
    light = looked_up(gray(rich), ramp((150, 0), (255, 84)))
    return washed(washed(rich, DEEP, dark), GOLD, light)


@lru_cache(maxsize=6)
def _dust(height: int, width: int, unit: float) -> "Pixels":
    """Motes of gold, each with its glow."""
    import numpy as np

    rng = np.random.Generator(np.random.PCG64(53))
    motes = np.zeros((height, width), np.uint8)
    for _ in range(90):
        x, y = int(rng.integers(0, width * 16)), int(rng.integers(0, height * 16))
        size, tone = int(rng.integers(16, 58) * unit) + 6, int(rng.integers(60, 230))
        cv().circle(motes, (x, y), size, tone, -1, cv().LINE_AA, 4)
    glow = cv().add(blurred(motes, 0.8 * unit), looked_up(blurred(motes, 6 * unit), ramp((0, 0), (60, 200))))
    out = times(plain(motes, GOLD), wide(glow))
    out.setflags(write=False)
    return out


HAND = Hand(paint=paint)
