"""Which of its template's compositions a picture takes, as its seed decides; and the seed by which it takes another."""

from collections.abc import Callable
from itertools import count

from core.scene import SceneSpec
from tools.images.illustrator.canvas import hand
from tools.images.illustrator.diagrams.grounds import CARDS

USUAL = 3
"""Compositions of a template: what `hand("composition")` chooses among."""


def many(spec: SceneSpec) -> int:
    """How many compositions its template has."""
    return len(CARDS) if _is_card(spec) else USUAL


def composition(spec: SceneSpec) -> int:
    """The number of the composition that its seed takes, from 0."""
    return hand(spec, "card" if _is_card(spec) else "composition").randrange(many(spec))


def composed(spec: SceneSpec, wanted: int, seed: Callable[[int], int]) -> SceneSpec:
    """The spec with the first of the seeds `seed(0)`, `seed(1)` … by which it takes the composition wanted."""
    wanted %= many(spec)
    tried = (spec.model_copy(update={"seed": seed(number)}) for number in count())
    return next(one for one in tried if composition(one) == wanted)


def _is_card(spec: SceneSpec) -> bool:
    return spec.template == "text" and not spec.subjects
