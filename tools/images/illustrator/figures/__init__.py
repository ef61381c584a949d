"""The parametric character: a person of any age, build and skin, dressed for any work, place and time, in any pose."""

from functools import lru_cache

from core.scene import Character, Expression, Facing, Pose
from tools.images.illustrator.art import Art
from tools.images.illustrator.figures.extent import extent
from tools.images.illustrator.figures.figure import body
from tools.images.illustrator.figures.wear import table
from tools.images.illustrator.figures.words import describe, dress_for

__all__ = ["art", "describe", "dress_for", "dresses"]


@lru_cache(maxsize=256)
def art(
    character: Character, pose: Pose, expression: Expression = "neutral", facing: Facing | None = None, seed: int = 0
) -> Art:
    """The person as a drawing in a 128 x 128 box, feet on the lower side of its `box`.

    All people are drawn at one scale (an adult is about 0.8 of the box high), so the box's height is their stature.
    """
    content = body(character, pose, expression, facing, seed)
    label = character.name or character.dress or "person"
    return Art(label=label, file="", group="people", own=True, body=content, box=extent(content))


def dresses() -> tuple[str, ...]:
    """The names of all dresses."""
    return tuple(table())
