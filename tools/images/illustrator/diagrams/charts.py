"""What charts share: the values of a spec's items, and how the one that matters is told from the others."""

from dataclasses import dataclass

from core.scene import SceneSpec
from tools.images.illustrator.art import Art
from tools.images.illustrator.colour import mix
from tools.images.illustrator.diagrams.board import Board
from tools.images.illustrator.diagrams.items import entries
from tools.images.illustrator.wording import Words


@dataclass(frozen=True)
class Datum:
    """A value with its label and how it is written; `number` counts from 1."""

    number: int
    label: str
    value: float
    written: str
    art: Art | None


def data(spec: SceneSpec, words: Words, arts: list[Art]) -> list[Datum]:
    """The items that have a value; empty unless there are any. A note says which have none."""
    if all(item.value is None for item in spec.items):
        return []
    found = [one for one in entries(spec, words, arts) if one.value is not None]
    lacking = sum(item.value is None for item in spec.items)
    if lacking:
        words.note(f"{lacking} of {len(spec.items)} entries have no value and are not in the chart.")
    return [Datum(at, one.label, one.value or 0.0, one.written, one.art) for at, one in enumerate(found, 1)]


def colour(board: Board, values: list[Datum], one: Datum) -> str:
    """The accent for the greatest value, a quieter tone for the others; the second colour for values below zero."""
    greatest = max(values, key=lambda datum: abs(datum.value))
    tones = board.tones
    if one.number == greatest.number and one.value >= 0:
        return tones.accent
    plain = tones.series[2]
    return plain if one.value >= 0 else mix(tones.series[3], plain, 0.25)
