"""Line: one clear line of even weight on bare paper, with pale tints that miss it a little, as in a two-pass print."""

from typing import TYPE_CHECKING

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes.edges import coloured, darks, outline
from tools.images.illustrator.passes.noise import grain
from tools.images.illustrator.passes.pixels import cv, looked_up, mixed, plain, ramp, saturated, shaded, shifted, swing
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels


def paint(sheet: "Sheet") -> "Pixels":
    """A clear line."""
    seen, palette = Seen.of(sheet), sheet.palette
    height, width = seen.size
    step = round(7 * seen.unit)
    tints = shifted(cv().medianBlur(saturated(seen.pixels, 1.1), 5), step, step)
    pixels = mixed(plain(tints, palette.paper), tints, darks(seen, looked_up(seen.depth, _tint(seen)), 190))
    pixels = shaded(pixels, swing(grain(height, width, 0, 131), 0.035))
    own = 0.0 if seen.natural else 0.55
    return mixed(pixels, coloured(seen, palette.ink, own, 0.8), outline(seen, 3.4, (26, 70)))


def _tint(seen: Seen) -> "Pixels":
    """How strong the tint is at each depth: a view's sky is nearly paper."""
    return ramp((0, 10), (34, 10), (35, 60), (100, 100)) if seen.natural else ramp((0, 130), (100, 130))


HAND = Hand(paper=True, paint=paint)
