"""Things in a hand: their shapes are in props.toml."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from core.scene import Value
from tools.images.illustrator.canvas import stroke
from tools.images.illustrator.figures.body import GROUND
from tools.images.illustrator.figures.geometry import Point, number
from tools.images.illustrator.figures.wear import Worn


class Prop(Value):
    """The shapes of one thing; parts are a colour and a path, then a stroke's width and an opacity."""

    tall: bool = False
    parts: tuple[tuple[Any, ...], ...] = ()


@lru_cache(maxsize=1)
def props() -> dict[str, Prop]:
    """Every thing by its name."""
    table = tomllib.loads(files(__package__).joinpath("props.toml").read_text(encoding="utf-8"))
    return {name: Prop.model_validate(entry) for name, entry in table.items()}


def put(worn: Worn, name: str, hand: Point, turn: float = 0.0) -> None:
    """Draw the thing at a hand; tall things stand on the ground beside it."""
    prop = props()[name]
    y = GROUND if prop.tall and not turn else hand[1]
    scale = min(1.0, 0.55 + 0.45 * worn.unit / 29.5)
    lift = " translate(0 46)" if prop.tall and turn else ""
    worn.add(f'<g transform="translate({number(hand[0])} {number(y)}) rotate({number(turn)}) '
             f'scale({number(scale)}){lift}">')  # fmt: skip
    for colour, d, *rest in prop.parts:
        tone = worn.colour(str(colour))
        if rest and rest[0]:
            worn.add(stroke(d, tone, rest[0]))
        else:
            opacity = f' opacity="{rest[1]}"' if len(rest) > 1 else ""
            worn.add(f'<path d="{d}" fill="{tone}"{opacity}/>')
    worn.add("</g>")
