"""Anime: clear, strong colours, fine coloured outlines on what is near, clouds in two tones, and light that blooms."""

from typing import TYPE_CHECKING

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes.edges import borders
from tools.images.illustrator.passes.light import bloom, rays, slope
from tools.images.illustrator.passes.noise import clouds, grain
from tools.images.illustrator.passes.pixels import (
    blurred,
    chroma,
    cv,
    gray,
    looked_up,
    part,
    plain,
    ramp,
    saturated,
    screened,
    shaded,
    shifted,
    swing,
    times,
    washed,
    wide,
)
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels

SHADE, LINE, WARM = "#6F86C9", "#2A1F4A", "#FFE7B0"


def paint(sheet: "Sheet") -> "Pixels":
    """A background of a film drawn by hand."""
    seen = Seen.of(sheet)
    (height, width), unit = seen.size, seen.unit
    left = sheet.spec.direction == "rtl"
    pixels = looked_up(saturated(seen.pixels, 1.42), ramp((0, 4), (70, 58), (150, 160), (220, 238), (255, 255)))
    pixels = washed(pixels, SHADE, part(_undersides(seen), 0.42))
    pixels = shaded(pixels, swing(clouds(height, width, 300 * unit, 71), 0.06))
    lines = cv().min(blurred(borders(seen), 0.6 * unit), looked_up(seen.depth, ramp((0, 60), (90, 130), (100, 200))))
    pixels = washed(pixels, LINE, part(lines, 0.8))
    light = times(slope(height, width, 1 if not left else -1, -1), part(rays(height, width, left, 5), 0.45))
    glow = cv().add(part(slope(height, width, 1 if not left else -1, -1), 0.08), light)
    pixels = screened(pixels, times(plain(pixels, WARM), wide(glow)))
    return shaded(bloom(pixels, 226, 26 * unit, 0.36), swing(grain(height, width, 1.1 * unit, 73), 0.035))


def _undersides(seen: Seen) -> "Pixels":
    """The lower side of what is white and large, clouds above all: a mask with a hard edge, as on a cel."""
    unit = seen.unit
    pale = cv().min(
        looked_up(gray(seen.pixels), ramp((196, 0), (214, 255))),
        looked_up(chroma(seen.pixels), ramp((26, 255), (44, 0))),
    )
    far = looked_up(seen.depth, ramp((60, 255), (80, 0)))
    whole = cv().morphologyEx(
        cv().min(pale, far), cv().MORPH_CLOSE, cv().getStructuringElement(cv().MORPH_ELLIPSE, (5, 5))
    )
    inside = shifted(whole, 0, -round(26 * unit))
    out: Pixels = blurred(cv().min(whole, cv().bitwise_not(inside)), 0.8 * unit) if seen.natural else whole * 0
    return out


HAND = Hand(paint=paint)
