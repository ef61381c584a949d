"""The score of a bed: chords bar by bar, which begin anew with every scene, and what each voice plays over them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from random import Random
from typing import Literal

from core.scene import Value
from tools.music.port import SAMPLE_RATE, BedSpec

Timbre = Literal["pad", "bass", "pluck", "shaker"]

BEATS = 4  # of a bar
EIGHTHS = 8
CHORD = (0, 2, 4)  # degrees above its own of the notes of a chord
SHORTEST = 1.5  # bars: a shorter scene goes on with the music of the one before
SOFT, LOUD = 0.72, 1.0  # how hard notes are played: quieter and fuller scenes take turns
BREATH = 0.35  # seconds at the end of a note in which it fades into the next


class Mood(Value):
    """How a bed sounds (moods.toml)."""

    bpm: int
    root: int
    scale: tuple[int, ...]
    chords: tuple[tuple[int, ...], ...]
    pad: float
    bass: float
    pluck: float
    shaker: float
    pattern: tuple[int, ...]


@dataclass(frozen=True)
class Note:
    """A note: from which sample, how many samples, MIDI pitch, level 0..1, place from left (-1) to right (1)."""

    start: int
    length: int
    pitch: int
    level: float
    place: float
    timbre: Timbre


@lru_cache(maxsize=1)
def moods() -> dict[str, Mood]:
    """The moods by name."""
    table = tomllib.loads((files(__package__) / "moods.toml").read_text(encoding="utf-8"))
    return {name: Mood.model_validate(mood) for name, mood in table.items()}


def score(spec: BedSpec) -> list[Note]:
    """Every note of the bed, in time: at each scene the chords begin anew, the last chord is the tonic."""
    mood = moods()[spec.mood]
    bar = round(BEATS * 60 * SAMPLE_RATE / mood.bpm)
    rng = Random(spec.seed)
    notes: list[Note] = []
    parts = list(_parts(spec, round(SHORTEST * bar)))
    for number, (start, end) in enumerate(parts):
        chords = rng.choice(mood.chords)
        full = number % 2 == 1 or len(parts) == 1
        count = max(round((end - start) / bar), 1)
        length = (end - start) // count  # bars are stretched a little, so that a scene ends with a bar
        for index in range(count):
            last = number == len(parts) - 1 and index == count - 1
            degree = 0 if last else chords[index % len(chords)]
            notes += _bar(mood, rng, degree, start + index * length, length, full=full and not last)
    return notes


def _parts(spec: BedSpec, shortest: int) -> Iterator[tuple[int, int]]:
    """Where the music begins anew and ends; short scenes belong to the one before."""
    begins = [0]
    for at in spec.scenes:
        if at - begins[-1] >= shortest and spec.samples - at >= shortest:
            begins.append(at)
    yield from pairwise([*begins, spec.samples])


def _bar(mood: Mood, rng: Random, degree: int, start: int, length: int, *, full: bool) -> Iterator[Note]:
    """One bar over one chord."""
    touch = LOUD if full else SOFT
    sounding = length + round(BREATH * SAMPLE_RATE)
    for number, step in enumerate(CHORD):
        pitch = _pitch(mood, degree + step)
        yield Note(start, sounding, pitch, 0.34 * mood.pad * touch, (number - 1) * 0.5, "pad")
    yield Note(start, sounding, _pitch(mood, degree) - 12, 0.5 * mood.bass * touch, 0.0, "bass")
    eighth = length // EIGHTHS
    for place, step in enumerate(mood.pattern):
        if step < 0 or (not full and place % 2):
            continue
        tones = [*CHORD, CHORD[0] + len(mood.scale), CHORD[1] + len(mood.scale)]
        pitch = _pitch(mood, degree + tones[step % len(tones)]) + 12
        level = mood.pluck * touch * rng.uniform(0.75, 1.0) * (1.0 if place % 4 == 0 else 0.8)
        yield Note(start + place * eighth, 2 * SAMPLE_RATE, pitch, 0.5 * level, 0.6 if place % 2 else -0.4, "pluck")
    for place in range(EIGHTHS if mood.shaker and full else 0):
        level = mood.shaker * (1.0 if place % 2 else 0.55)
        yield Note(start + place * eighth, SAMPLE_RATE // 12, 0, 0.3 * level, 0.3, "shaker")


def _pitch(mood: Mood, degree: int) -> int:
    """The MIDI pitch of a scale degree; those far above are taken an octave lower, so that chords stay close."""
    octave, step = divmod(degree, len(mood.scale))
    return mood.root + 12 * octave + mood.scale[step]
