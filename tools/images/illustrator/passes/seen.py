"""A sheet as hands see it: its colours, which part is where, and how far away that is."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tools.images.illustrator.canvas import Sheet
from tools.images.illustrator.passes.pixels import looked_up
from tools.images.illustrator.raster import flat, parts

if TYPE_CHECKING:
    from tools.images.illustrator.passes.pixels import Pixels
    from tools.images.illustrator.raster import Parts

NATURAL = frozenset({"landscape", "interior"})
"""Templates that show places in natural colours; others do when they begin with a sky."""

MAT = "mat"
"""The layer of a card that frames a view: the sheet is then a card, and not the view."""
THINGS = 35
"""The least depth of what is not the sky itself."""


@dataclass(frozen=True)
class Seen:
    """The sheet's `pixels` (rows x columns x 3) in its own colours, and what is known of them."""

    sheet: Sheet
    pixels: "Pixels"

    @classmethod
    def of(cls, sheet: Sheet) -> "Seen":
        """The sheet drawn once."""
        return cls(sheet, flat(sheet))

    @cached_property
    def parts(self) -> "Parts":
        """Which part is seen where."""
        return parts(self.sheet)

    @cached_property
    def depth(self) -> "Pixels":
        """Depth of each pixel in hundredths: 0 the sky, at least THINGS what is in it, 100 the subjects."""
        import numpy as np

        table = np.zeros(256, np.uint8)
        depths = [min(round(100 * depth), 255) for depth in self.parts.depths]
        table[: len(depths)] = depths
        table[2:] = np.maximum(table[2:], THINGS)
        return looked_up(self.parts.numbers, table)

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.pixels.shape[0], self.pixels.shape[1]

    @property
    def unit(self) -> float:
        """One pixel of a 1080p picture, in pixels of this one: widths of lines and grains are given in it."""
        return min(self.size) / 1080

    @property
    def natural(self) -> bool:
        """Whether the picture shows a place, and not a diagram or words in the palette's colours."""
        names = [layer.name for layer in self.sheet.layers]
        return self.sheet.spec.template in NATURAL or (names[0] == "sky" and MAT not in names)
