"""Labelled cut-aways: drawings of things cut open, with the places of their named parts.

Each drawing fills a box of 400 x 400. Its parts are named in English; what is written beside them comes from the spec.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from tools.images.illustrator.shapes import Point

SIDE = 400.0


@dataclass(frozen=True)
class Cutaway:
    """`body` is SVG content of a 400 x 400 box, `parts` where each named part is, `names` what it is asked for by.

    `mirrored` says that it may be mirrored for right-to-left films: a heart may not.
    """

    names: tuple[str, ...]
    body: tuple[str, ...]
    parts: dict[str, Point]
    mirrored: bool = True


def find(concept: str) -> Cutaway | None:
    """The cut-away of a concept in English, whatever its case and articles; None when there is none."""
    return _known().get(_plain(concept))


def names() -> tuple[str, ...]:
    """What there are cut-aways of, each by its first name."""
    return tuple(dict.fromkeys(one.names[0] for one in _known().values()))


def part(cutaway: Cutaway, name: str) -> str | None:
    """The part that a name means: itself, or the only one that holds it or is held by it."""
    wanted = _plain(name)
    if wanted in cutaway.parts:
        return wanted
    near = [known for known in cutaway.parts if wanted and (wanted.rstrip("s") in known or known in wanted)]
    return near[0] if len(near) == 1 else None


def _plain(text: str) -> str:
    words = text.lower().replace("’", "'").replace("-", " ").split()
    return " ".join(word for word in words if word not in {"the", "a", "an"})


@lru_cache(maxsize=1)
def _known() -> dict[str, Cutaway]:
    from tools.images.illustrator.diagrams.cutaways import bodies, earth, life, things

    drawings: tuple[Callable[[], Cutaway], ...] = (*earth.ALL, *life.ALL, *bodies.ALL, *things.ALL)
    return {name: one for one in (draw() for draw in drawings) for name in one.names}
