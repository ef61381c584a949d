"""Hands: the ways of drawing. A hand makes the pixels of a sheet, and letters on them; one module each.

A module of this folder has one value `HAND`; its name is the module's. Templates draw in the palette's colours, so a
hand on dark ground (chalk, blueprint, neon) has palettes whose `paper` and `sheet` are dark and whose `ink` is light.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, cast

from core.errors import Unsupported

if TYPE_CHECKING:
    from tools.images.illustrator.canvas import Sheet
    from tools.images.illustrator.raster import Pixels
    from tools.images.illustrator.typography import Block


@dataclass(frozen=True)
class Hand:
    """One way of drawing."""

    paint: "Callable[[Sheet], Pixels]"
    """The whole sheet without words as rows x columns x 3 pixels, 8 bits each; the same sheet gives the same bytes."""
    letter: "Callable[[Pixels, Block, tuple[str, ...]], str] | None" = None
    """Draws a block of words onto the pixels in the best of the colours, and returns it; None: `ink.write`."""
    paper: bool = False
    """Made on light paper: what is a dark ground elsewhere is a light one here, its words dark."""
    family: str = ""
    """Font family of the words in scripts that it covers, before the usual ones (`tools.fonts` lists what is there)."""


def names() -> tuple[str, ...]:
    """The hands that there are."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


@lru_cache(maxsize=32)
def find(name: str) -> Hand:
    """The hand of this name; Unsupported when there is none."""
    if name not in names():
        raise Unsupported(f"the built-in illustrator draws {', '.join(names())}, not {name}")
    return cast(Hand, import_module(f"{__package__}.{name}").HAND)
