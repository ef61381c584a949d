"""Blueprint: fine pale lines on blue squared paper, faces in lighter blues, a plan's border."""

from typing import TYPE_CHECKING

from tools.images.illustrator.colour import mix
from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes.edges import outline, pupils
from tools.images.illustrator.passes.grounds import frame, squared
from tools.images.illustrator.passes.noise import grain
from tools.images.illustrator.passes.pixels import (
    away,
    blurred,
    cv,
    looked_up,
    mixed,
    part,
    plain,
    ramp,
    saturated,
    shaded,
    swing,
    times,
    value_of,
)
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels


def paint(sheet: "Sheet") -> "Pixels":
    """A plan."""
    seen, palette = Seen.of(sheet), sheet.palette
    (height, width), unit = seen.size, seen.unit
    ground = squared(height, width, unit, (palette.paper, palette.glow), 24, (0.07, 0.16))
    tint = mixed(
        plain(seen.pixels, mix(palette.paper, "#9FD0FF", 0.6)),
        saturated(seen.pixels, 1.2),
        plain(seen.pixels, "#585858")[..., 0].copy(),
    )
    pixels = mixed(ground, tint, _amount(seen))
    lines = cv().max(
        cv().subtract(outline(seen, 2.4), part(pupils(seen), 0.8)), part(frame(height, width, unit, (18, 25), 1.6), 0.7)
    )
    colour = mixed(plain(pixels, palette.glow), seen.pixels, part(plain(pixels, "#FFFFFF")[..., 0].copy(), 0.22))
    pixels = mixed(pixels, colour, part(blurred(lines, 4 * unit), 0.28))
    pixels = mixed(pixels, cv().max(colour, plain(pixels, mix(palette.glow, palette.paper, 0.25))), part(lines, 0.95))
    return shaded(pixels, swing(grain(height, width, 0.5, 95), 0.05))


def _amount(seen: Seen) -> "Pixels":
    """How light each face is tinted."""
    if not seen.natural:
        return part(looked_up(away(seen.pixels, seen.sheet.palette.paper), ramp((24, 0), (160, 255))), 0.62)
    light = looked_up(value_of(seen.pixels), ramp((30, 0), (255, 255)))
    return times(light, looked_up(seen.depth, ramp((0, 16), (34, 16), (35, 66), (100, 170))))


HAND = Hand(paint=paint)
