"""Outlines of what is seen: nothing that is hidden leaves a line."""

from typing import TYPE_CHECKING

from tools.images.illustrator.passes.noise import displaced, wobble
from tools.images.illustrator.passes.pixels import (
    blurred,
    cv,
    disc,
    gray,
    looked_up,
    mixed,
    plain,
    ramp,
    shifted,
    square,
    times,
    value_of,
)

if TYPE_CHECKING:
    import numpy as np

    from tools.images.illustrator.passes.pixels import Pixels
    from tools.images.illustrator.passes.seen import Seen

    Order = np.ndarray[tuple[int, ...], np.dtype[np.uint8]] | np.ndarray[tuple[int, ...], np.dtype[np.uint16]]

Tones = tuple[int, int]
"""Below the first a difference of colour (0 to 255) leaves no line, above the second a full one."""


def outline(seen: "Seen", width: float, tones: Tones = (14, 48), thin: bool = True) -> "Pixels":
    """Lines of about `width` 1080p pixels along parts and colours, thin strokes filled: a mask."""
    unit = seen.unit
    lines = cv().max(borders(seen), colour_edges(seen.pixels, tones))
    if thin:
        lines = cv().max(lines, strokes(seen.pixels, 9 * unit))
    if width * unit > 3.5:
        lines = cv().dilate(lines, disc(width * unit - 1))
    return calmed(looked_up(blurred(lines, max(0.75 * unit, 0.5)), ramp((30, 0), (150, 255))), unit)


def calmed(lines: "Pixels", unit: float, least: int = 105) -> "Pixels":
    """Lines that become paler where they are crowded: grass and far windows would be blots otherwise."""
    crowd = looked_up(blurred(lines, 11 * unit), ramp((70, 255), (165, least)))
    return times(lines, crowd)


def coloured(seen: "Seen", ink: str, own: float, value: float = 0.5) -> "Pixels":
    """Ink that takes a share `own` of the colours that it runs along, darkened to `value`."""
    import numpy as np

    dark = looked_up(cv().medianBlur(seen.pixels, 3), ramp((0, 0), (255, int(255 * value))))
    return mixed(plain(dark, ink), dark, np.full(seen.size, int(255 * own), np.uint8))


def borders(seen: "Seen") -> "Pixels":
    """Where one part ends at another."""
    import numpy as np

    numbers = cv().morphologyEx(seen.parts.numbers, cv().MORPH_GRADIENT, np.ones((2, 2), np.uint8))
    out: Pixels = cv().min(numbers, 1) * np.uint8(255)
    return out


def colour_edges(pixels: "Pixels", tones: Tones) -> "Pixels":
    """Where colours change within three pixels."""
    steps = value_of(cv().morphologyEx(pixels, cv().MORPH_GRADIENT, square(3)))
    return looked_up(steps, ramp((tones[0], 0), (tones[1], 255)))


def strokes(pixels: "Pixels", width: float, tones: Tones = (26, 70)) -> "Pixels":
    """What is thinner than `width` pixels, darker or lighter than around it."""
    tone = gray(pixels)
    light = cv().morphologyEx(tone, cv().MORPH_TOPHAT, square(width))
    dark = cv().morphologyEx(tone, cv().MORPH_BLACKHAT, square(width))
    return looked_up(cv().max(light, dark), ramp((tones[0], 0), (tones[1], 255)))


def pupils(seen: "Seen") -> "Pixels":
    """Small dark things on what is near and lighter, eyes above all: on a dark ground they get no line."""
    unit = seen.unit
    dark = cv().morphologyEx(gray(seen.pixels), cv().MORPH_BLACKHAT, square(33 * unit))
    near = looked_up(seen.depth, ramp((90, 0), (95, 255)))
    out: Pixels = cv().dilate(cv().min(looked_up(dark, ramp((50, 0), (90, 255))), near), disc(5 * unit))
    return out


def darks(seen: "Seen", amount: "Pixels", strength: int) -> "Pixels":
    """An amount of tint that is at least `strength` (of 255) where what is near is dark: eyes and hair keep it."""
    near = looked_up(seen.depth, ramp((90, 0), (97, 255), (103, 255), (110, 0)))
    dark = looked_up(gray(seen.pixels), ramp((60, strength), (120, 0)))
    out: Pixels = cv().max(amount, cv().min(dark, near))
    return out


def by_hand(mask: "Pixels", unit: float, reach: float = 2.2, cell: float = 70, seed: int = 5) -> "Pixels":
    """Lines as a hand draws them: not quite straight."""
    return displaced(mask, wobble(*mask.shape[:2], reach * unit, max(cell * unit, 4), seed))


def rims(order: "Order", right: int, down: int) -> "Pixels":
    """A mask of what lies in front of its neighbour at that distance: the lit rim, or the far one."""
    out: Pixels = cv().compare(order, shifted(order, -right, -down), cv().CMP_GT)
    return out


def shadows(order: "Order", reach: float, steps: int = 8) -> "Pixels":
    """How much of each pixel's way to the upper left is under something in front of it: a mask of soft shadows."""
    import numpy as np

    shade = np.zeros(order.shape[:2], np.uint8)
    for step in range(1, steps + 1):
        away = max(round(reach * step / steps), 1)
        over = cv().compare(shifted(order, away * 2 // 3, away), order, cv().CMP_GT)
        shade = cv().add(shade, cv().min(over, 255 // steps))
    under = blurred(shade, max(reach / 7, 0.5))
    out: Pixels = cv().min(under, looked_up(shade, ramp((0, 0), (16, 255))))
    return out
