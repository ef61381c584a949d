"""Templates: the kinds of pictures. Each module of this folder composes one kind; its name is the template's.

A module has `draw(sheet, words, arts) -> list[Inked]`: it draws on the sheet, each thing that may move in a layer of
its own, and returns the words to set on it; `arts` are the drawings of the spec's subjects, repeated by their counts.
Drawings that it takes for items it adds to `arts`, so that they are credited.
What must be read or seen keeps out of the margin and stays above `sheet.floor`; `sheet.spec.direction` mirrors it all.
"""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from core.errors import Unsupported
from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Sheet
from tools.images.illustrator.wording import Inked, Words

Draw = Callable[[Sheet, Words, list[Art]], list[Inked]]


def names() -> tuple[str, ...]:
    """The templates that there are."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


@lru_cache(maxsize=32)
def find(name: str) -> Draw:
    """The template of this name; Unsupported when there is none."""
    if name not in names():
        raise Unsupported(f"the built-in illustrator composes {', '.join(names())}, not {name}")
    return cast(Draw, import_module(f"{__package__}.{name}").draw)
