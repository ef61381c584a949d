"""The golden pictures of the built-in styles (styles.json, by scripts/style_centroids.py), and what is near them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from core.styles import load
from tools.measure.metrics.seeing.pictures import Picture, roots
from tools.measure.texture import apart, spread

if TYPE_CHECKING:
    from tools.measure.metrics.seeing.pictures import Numbers


@dataclass(frozen=True)
class Golden:
    """What was measured of one style's golden pictures."""

    sharpness: float
    """The least of them."""
    textures: "tuple[Numbers, ...]"

    @property
    def spread(self) -> float:
        """How far they lie from each other in the mean."""
        return spread(self.textures)


def golden(table: Mapping[str, Any]) -> dict[str, Golden]:
    """The golden pictures by style, from what styles.json holds."""
    return {
        name: Golden(min(value["sharpness"]), tuple(np.array(one, float) for one in value["textures"]))
        for name, value in table.items()
    }


def nearest(pictures: tuple[Picture, ...], styles: Mapping[str, Golden]) -> str:
    """The style whose golden pictures have the texture that these have in the middle."""
    middle = roots([picture.texture for picture in pictures])
    return min(styles, key=lambda name: float(np.linalg.norm(middle - roots(styles[name].textures))))


def others(pictures: tuple[Picture, ...], style: str, styles: Mapping[str, Golden]) -> float:
    """The mean distance of these pictures to the golden ones of every style but this."""
    textures = [one for name, value in styles.items() if name != style for one in value.textures]
    return apart([picture.texture for picture in pictures], textures)


def families(style: str) -> frozenset[str]:
    """The families that use a built-in style."""
    return frozenset(name for name, family in load().families.items() if style in family.styles)
