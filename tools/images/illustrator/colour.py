"""Colours as `#RRGGBB`: mixing and WCAG contrast."""

import colorsys

Rgb = tuple[float, float, float]


def rgb(colour: str) -> Rgb:
    """Red, green and blue in 0..1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def text_of(colour: Rgb) -> str:
    """`#RRGGBB` of a colour in 0..1."""
    return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02X}" for part in colour)


def mix(first: str, second: str, share: float) -> str:
    """`first` with a share (0..1) of `second` in it."""
    one, two = rgb(first), rgb(second)
    return text_of((_part(one[0], two[0], share), _part(one[1], two[1], share), _part(one[2], two[2], share)))


def _part(one: float, two: float, share: float) -> float:
    return one + (two - one) * share


def lighter(colour: str, share: float) -> str:
    """Toward white."""
    return mix(colour, "#FFFFFF", share)


def darker(colour: str, share: float) -> str:
    """Toward a deep blue, which looks richer than black."""
    return mix(colour, "#0B1430", share)


def turned(colour: str, hue: float, light: float = 0.0) -> str:
    """The colour with its hue turned by `hue` (of 1) and its lightness raised by `light`."""
    h, lightness, s = colorsys.rgb_to_hls(*rgb(colour))
    return text_of(colorsys.hls_to_rgb((h + hue) % 1, min(max(lightness + light, 0), 1), s))


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: float, second: float) -> float:
    """WCAG contrast ratio (1..21) of two relative luminances."""
    high, low = max(first, second), min(first, second)
    return (high + 0.05) / (low + 0.05)
