"""Minimal: each thing in one flat colour of a small scale, large calm shapes, nothing small."""

from typing import TYPE_CHECKING

from tools.images.illustrator.colour import luminance, mix
from tools.images.illustrator.hands import Hand
from tools.images.illustrator.passes.pixels import blurred, chroma, cv, looked_up, mixed, part, ramp, saturated, triple
from tools.images.illustrator.passes.seen import Seen

if TYPE_CHECKING:
    import numpy as np

    from core.scene import Palette
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.passes.pixels import Pixels

SMALL = 0.0006
"""A part that covers less of the sheet is left to the part behind it."""
TONES = 6


def paint(sheet: "Sheet") -> "Pixels":
    """A poster."""
    seen = Seen.of(sheet)
    if not seen.natural:
        return saturated(seen.pixels, 0.92)
    numbers = _calm(seen)
    poster = blurred(_table(seen, numbers)[numbers], 0.7 * seen.unit)
    subject = looked_up(seen.depth, ramp((96, 0), (97, 255), (103, 255), (104, 0)))
    inside = cv().min(subject, looked_up(chroma(seen.pixels), ramp((0, 170), (90, 255))))
    return mixed(poster, saturated(seen.pixels, 0.9), part(blurred(inside, 0.7 * seen.unit), 1.0))


def _calm(seen: Seen) -> "Pixels":
    """The numbers of the parts, small ones given to what is around them."""
    import numpy as np

    numbers = seen.parts.numbers
    counts = np.bincount(numbers.ravel(), minlength=256)
    small = np.where((counts < SMALL * numbers.size) & (np.arange(256) > 1), 255, 0).astype(np.uint8)
    near = looked_up(seen.depth, ramp((96, 0), (97, 255)))
    gone = cv().subtract(looked_up(numbers, small), near)
    calm = numbers.copy()
    for _ in range(2):
        around = cv().medianBlur(cv().medianBlur(calm, 5), 5)
        lower = cv().erode(calm, np.ones((15, 15), np.uint8))
        calm = np.where(gone > 0, np.minimum(around, lower), calm)
    return calm


def _table(seen: Seen, numbers: "Pixels") -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    """The colour of each part: the mean of its own, taken toward the palette's scale."""
    import numpy as np

    flat = numbers.ravel()
    counts = np.maximum(np.bincount(flat, minlength=256), 1)
    sums = [np.bincount(flat, weights=seen.pixels[..., i].ravel(), minlength=256) for i in range(3)]
    means = np.stack([total.astype(np.int64) // counts for total in sums], axis=1)
    scale = _scale(seen.sheet.palette, night=seen.sheet.spec.time_of_day == "night")
    table = np.zeros((256, 3), np.uint8)
    for number, (red, green, blue) in enumerate(means.tolist()):
        own = f"#{red:02X}{green:02X}{blue:02X}"
        vivid = (max(red, green, blue) - min(red, green, blue)) / 255
        tone = luminance(own) ** 0.5
        step = scale[min(int(tone * TONES), TONES - 1)]
        colour = scale[-1] if number <= 1 else mix(step, own, 0.15 + 0.6 * vivid)
        table[number] = triple(colour)
    return table


def _scale(palette: "Palette", *, night: bool) -> list[str]:
    """From dark to light; the last is the sky."""
    if night:
        return [mix(palette.night, palette.tint, share) for share in (0.12, 0.24, 0.36, 0.5, 0.7, 0.0)]
    low = mix(palette.ink, palette.tint, 0.35)
    return [
        low,
        mix(low, palette.blob, 0.5),
        palette.blob,
        mix(palette.blob, palette.sheet, 0.5),
        palette.sheet,
        palette.paper,
    ]


HAND = Hand(paper=True, paint=paint)
