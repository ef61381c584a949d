"""Texture of pictures: how alike two of them are made, whatever they show.

Local binary patterns of lightness (T. Ojala, M. Pietikäinen, T. Mäenpää, "Multiresolution gray-scale and rotation
invariant texture classification with local binary patterns", IEEE TPAMI 24(7), 2002), uniform and rotation invariant,
8 points at radii 1 and 3, compared by the Hellinger distance. On drawn films the same style had a median of 0.24,
other styles of 0.89 (squared histograms; reference/evals.md V4).
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
    Shares = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

POINTS = 8
RADII = (1, 3)
SAME = 0.45
"""Pictures of one style have a mean distance of at most this."""


def texture(pixels: "Pixels") -> "Shares":
    """The histogram of patterns of a picture (rows x columns x 3, sRGB): 10 bins for each radius, each summing to 1."""
    import numpy as np

    light = lightness(pixels)
    return np.concatenate([_patterns(light, radius) for radius in RADII])


def distance(one: "Shares", other: "Shares") -> float:
    """Hellinger distance of two textures: 0 for the same, 1 for those without a pattern in common."""
    import numpy as np

    roots = np.sqrt(one) - np.sqrt(other)
    return float(math.sqrt(float((roots * roots).sum()) / (2 * len(RADII))))


def spread(textures: "Sequence[Shares]") -> float:
    """The mean distance of all pairs: of the pictures of one film, at most SAME. 0 for fewer than two."""
    pairs = [distance(one, other) for at, one in enumerate(textures) for other in textures[at + 1 :]]
    return sum(pairs) / len(pairs) if pairs else 0.0


def apart(textures: "Sequence[Shares]", others: "Sequence[Shares]") -> float:
    """The mean distance of each picture to each of another set."""
    pairs = [distance(one, other) for one in textures for other in others]
    return sum(pairs) / len(pairs) if pairs else 0.0


def lightness(pixels: "Pixels") -> "Shares":
    """CIE L* (0 to 100) of each pixel under D65."""
    import numpy as np

    share = np.arange(256) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    y = linear[pixels] @ np.array([0.2126, 0.7152, 0.0722])
    light: Shares = np.where(y > (6 / 29) ** 3, 116 * np.cbrt(y) - 16, y * (29 / 3) ** 3)
    return light


def _patterns(light: "Shares", radius: int) -> "Shares":
    """The share of each uniform pattern: how many of the points around are lighter, or that they alternate."""
    import numpy as np

    # Rounded, so that level areas stay level under interpolation.
    middle = np.round(light[radius:-radius, radius:-radius], 5)
    lighter = [np.round(_around(light, radius, 2 * math.pi * at / POINTS), 5) >= middle for at in range(POINTS)]
    changes = sum((one != other).astype(np.int8) for one, other in zip(lighter, lighter[1:] + lighter[:1], strict=True))
    count = sum(one.astype(np.int8) for one in lighter)
    codes = np.where(np.asarray(changes) <= 2, count, POINTS + 1)
    shares: Shares = np.bincount(codes.ravel(), minlength=POINTS + 2) / codes.size
    return shares


def _around(light: "Shares", radius: int, angle: float) -> "Shares":
    """The lightness at this angle and distance from each pixel, between four pixels where it falls between them."""
    down, right = round(-radius * math.sin(angle), 5), round(radius * math.cos(angle), 5)
    top, left = math.floor(down), math.floor(right)
    rows, columns = light.shape[0] - 2 * radius, light.shape[1] - 2 * radius
    total: Shares | float = 0.0
    for y, share_y in ((top, 1 - (down - top)), (top + 1, down - top)):
        for x, share_x in ((left, 1 - (right - left)), (left + 1, right - left)):
            if share_y * share_x:
                part = light[radius + y : radius + y + rows, radius + x : radius + x + columns]
                total = total + share_y * share_x * part
    return total  # type: ignore[return-value]
