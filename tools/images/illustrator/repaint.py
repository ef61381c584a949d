"""A drawing in another colour: a red tree, a blue car. Its chief hue becomes the colour asked for, its shades stay."""

import colorsys
import re
from collections import Counter

from tools.images.illustrator.colour import rgb

NEAR = 42 / 360
"""Hues that differ by less are shades of one thing."""
COLOURFUL = 0.18
"""Saturation from which a colour has a hue at all."""
GREY = 0.8
"""A drawing with fewer colours than this share of its greys is a grey one: the greys are its chief tone."""
_HEX = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})(?![0-9A-Fa-f])")


def repainted(svg: str, colour: str) -> str:
    """The SVG content with its chief hue turned to `colour` (#RRGGBB); as it is when it has no hue."""
    found = Counter(_HEX.findall(svg))
    tones = {written: colorsys.rgb_to_hls(*rgb(_long(written))) for written in found}
    hues = {written: tone[0] for written, tone in tones.items() if tone[2] >= COLOURFUL and 0.08 < tone[1] < 0.94}
    greys = {written for written, tone in tones.items() if tone[2] < COLOURFUL and 0.25 < tone[1] < 0.9}
    if sum(found[written] for written in hues) < GREY * sum(found[written] for written in greys):
        return _in(svg, greys, tones, found, colour)
    if not hues:
        return svg
    weight = {
        written: sum(found[other] for other, hue in hues.items() if _apart(hue, own) < NEAR)
        for written, own in hues.items()
    }
    chief = hues[max(weight, key=lambda written: (weight[written], written))]
    family = {written for written, hue in hues.items() if _apart(hue, chief) < NEAR}
    return _in(svg, family, tones, found, colour)


def _in(
    svg: str, family: set[str], tones: dict[str, tuple[float, float, float]], found: Counter[str], colour: str
) -> str:
    """The SVG with this family of colours turned to one."""
    middle = sum(tones[written][1] * found[written] for written in family) / sum(found[written] for written in family)
    wanted = colorsys.rgb_to_hls(*rgb(colour))
    return _HEX.sub(lambda match: _turned(match[0], family, tones, wanted, middle), svg)


def _turned(
    written: str,
    family: set[str],
    tones: dict[str, tuple[float, float, float]],
    wanted: tuple[float, float, float],
    middle: float,
) -> str:
    if written not in family:
        return written
    light = min(max(wanted[1] + (tones[written][1] - middle) * 0.9, 0.04), 0.97)
    parts = colorsys.hls_to_rgb(wanted[0], light, wanted[2])
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)


def _apart(one: float, other: float) -> float:
    return min(abs(one - other), 1 - abs(one - other))


def _long(written: str) -> str:
    return written if len(written) == 7 else "#" + "".join(2 * digit for digit in written[1:])
