"""Hats, helmets and headcloths: their shapes are in hats.toml."""

import math
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from core.scene import Value
from tools.images.illustrator.canvas import circle
from tools.images.illustrator.colour import mix
from tools.images.illustrator.figures.colours import shade
from tools.images.illustrator.figures.wear import Worn

Part = tuple[Any, ...]
"""A colour, a path; then an opacity and a fill rule where they are not 1 and nonzero."""


class Hat(Value):
    """The shapes of one hat."""

    hides: Literal["all", "top", "none"] = "none"
    back: tuple[Part, ...] = ()
    front: tuple[Part, ...] = ()
    face: tuple[Part, ...] = ()
    rim: tuple[Any, ...] = ()


@lru_cache(maxsize=1)
def hats() -> dict[str, Hat]:
    """Every hat by its name."""
    table = tomllib.loads(files(__package__).joinpath("hats.toml").read_text(encoding="utf-8"))
    return {name: Hat.model_validate(entry) for name, entry in table.items()}


def drawn(parts: tuple[Part, ...], worn: Worn, scarf: str) -> list[str]:
    """Parts as SVG in the colours of the dress; `scarf` is the colour of a headcloth."""
    out = []
    for colour, d, *rest in parts:
        name = str(colour).removesuffix("-")
        tone = scarf if name == "scarf" else worn.colour(name)
        fill = shade(tone) if str(colour).endswith("-") else tone
        opacity = f' opacity="{rest[0]}"' if rest and rest[0] != 1 else ""
        rule = f' fill-rule="{rest[1]}"' if len(rest) > 1 else ""
        out.append(f'<path d="{d}" fill="{fill}"{opacity}{rule}/>')
    return out


def rim(hat: Hat, worn: Worn) -> list[str]:
    """Fur around the face."""
    if not hat.rim:
        return []
    colour, wide, tall, radius = hat.rim
    tone, out = worn.colour(colour), []
    for i in range(16):
        turn = i / 16 * 2 * math.pi
        x, y = math.sin(turn) * wide, -math.cos(turn) * tall + 1.6
        out.append(circle(x, y, radius, mix(tone, "#8A7460", 0.10 + 0.08 * (i % 3) + (0.12 if x > 4 else 0))))
    return out
