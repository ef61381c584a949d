"""From a score to sound. Sums, products and look-ups of IEEE numbers only, so that every processor gives the same.

A tone is a few sine partials from one table by phase accumulators, under an envelope of polynomials; plucked tones echo
to the other side. The whole is brought to LEVEL and fades in and out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.film.resample import writing
from tools.music.port import SAMPLE_RATE, BedSpec
from tools.music.score import Note, Timbre, score

Samples = NDArray[np.float32]

BITS = 14  # of the sine table
WINDOW = 10 * SAMPLE_RATE  # samples that are in memory at once
TONES = 40  # that are kept for when they are heard again: a few bars' worth, 4 s long at most
FADE_IN, FADE_OUT = 1.2, 2.8  # seconds
LEVEL = 0.25  # of full scale, at the loudest sample
ECHOES = ((0.375, 0.34), (0.75, 0.18), (1.125, 0.09))
"""Seconds and shares of a plucked tone's echoes, from side to side."""
PARTIALS: dict[Timbre, tuple[tuple[float, float], ...]] = {
    "pad": ((1.0, 1.0), (1.003, 0.6), (2.0, 0.34), (3.0, 0.13), (4.0, 0.05)),
    "bass": ((1.0, 1.0), (2.0, 0.22), (3.0, 0.05)),
    "pluck": ((1.0, 1.0), (2.0, 0.30), (3.01, 0.16), (5.04, 0.05)),
}
"""Of each timbre: multiples of its pitch, and how strong they are. Two near ones beat slowly: the pad is alive."""
ATTACK: dict[Timbre, float] = {"pad": 0.55, "bass": 0.06, "pluck": 0.006}
RELEASE: dict[Timbre, float] = {"pad": 0.8, "bass": 0.35}


@dataclass(frozen=True)
class _Tone:
    """A tone of the bed: a note, or one of its echoes."""

    note: Note
    start: int
    level: float
    place: float


def compose(spec: BedSpec, out: Path) -> None:
    """Write the bed as 48 kHz 16-bit stereo WAV of exactly `spec.samples` samples.

    It is played once into a file beside `out`, for only then is known how loud its loudest sample is.
    """
    played = out.with_suffix(".raw")
    loudest = np.float32(0)
    with played.open("wb") as file:
        for block in _blocks(spec):
            loudest = max(loudest, np.abs(block).max(initial=0.0))
            file.write(block.T.tobytes())
    gain = np.float32(LEVEL / loudest if loudest else 0.0)
    with played.open("rb") as file, writing(out, 2) as write:
        for start in range(0, spec.samples, WINDOW):
            block = np.frombuffer(file.read(8 * WINDOW), np.float32).reshape(-1, 2).T * gain
            _fade(block, start, spec.samples)
            write(np.rint(block * 32_767).astype(np.int16))
    played.unlink()


def _blocks(spec: BedSpec) -> Iterator[Samples]:
    """The bed in blocks of (2, WINDOW), not yet at its level."""
    windows: list[list[_Tone]] = [[] for _ in range(0, spec.samples, WINDOW)]
    for tone in _tones(score(spec)):
        end = min(tone.start + tone.note.length, spec.samples)
        for number in range(tone.start // WINDOW, -(-end // WINDOW)):
            windows[number].append(tone)
    for number, tones in enumerate(windows):
        begin = number * WINDOW
        both = np.zeros((2, min(WINDOW, spec.samples - begin)), np.float32)
        for tone in tones:
            note = tone.note
            _add(both, _tone(note.timbre, note.pitch, note.length), tone.start - begin, tone.level, tone.place)
        yield both


def _tones(notes: Iterable[Note]) -> Iterator[_Tone]:
    """Every note, followed by its echoes."""
    for note in notes:
        yield _Tone(note, note.start, note.level, note.place)
        for number, (later, share) in enumerate(ECHOES if note.timbre == "pluck" else ()):
            place = note.place * (-0.8 if number % 2 == 0 else 0.8)
            yield _Tone(note, note.start + round(later * SAMPLE_RATE), note.level * share, place)


def _add(both: Samples, tone: Samples, start: int, level: float, place: float) -> None:
    """Lay a tone into both channels, nearer to one of them; `start` may lie before their first sample."""
    heard = tone[max(-start, 0) : max(both.shape[1] - start, 0)]
    begin = max(start, 0)
    for channel, side in zip(both, (-1, 1), strict=True):
        channel[begin : begin + heard.size] += heard * np.float32(
            level * (0.5 + 0.5 * side * place) * 0.9 + level * 0.1
        )


def _fade(block: Samples, start: int, samples: int) -> None:
    """Fade the bed in and out, as far as the block that begins at `start` takes part."""
    at = np.arange(start, start + block.shape[1])
    for seconds, places in ((FADE_IN, at), (FADE_OUT, samples - 1 - at)):
        count = min(round(seconds * SAMPLE_RATE), samples // 2)
        fading = places < count
        if fading.any():
            share = places[fading].astype(np.float32) / np.float32(max(count, 1))
            block[:, fading] *= smooth(share)


@lru_cache(maxsize=TONES)
def _tone(timbre: Timbre, pitch: int, length: int) -> Samples:
    """A tone of one pitch at full level."""
    if timbre == "shaker":
        return _shaken(length)
    total = np.zeros(length, np.float32)
    for multiple, share in PARTIALS[timbre]:
        total += np.float32(share) * sine(pitch, length, multiple)
    total *= _envelope(timbre, length)
    total.setflags(write=False)
    return total


def _envelope(timbre: Timbre, length: int) -> Samples:
    at = np.arange(length, dtype=np.float32)
    rise = smooth(np.minimum(at / np.float32(ATTACK[timbre] * SAMPLE_RATE), np.float32(1)))
    if timbre == "pluck":
        left = np.float32(1) - at / np.float32(length)
        plucked: Samples = rise * left * left * left * left
        return plucked
    fall = np.minimum((np.float32(length) - at) / np.float32(RELEASE[timbre] * SAMPLE_RATE), np.float32(1))
    held: Samples = rise * smooth(fall)
    return held


def _shaken(length: int) -> Samples:
    """A breath of noise without its low tones."""
    noise = np.random.Generator(np.random.PCG64(5)).integers(-32_768, 32_768, length + 1).astype(np.float32)
    left = np.float32(1) - np.arange(length, dtype=np.float32) / np.float32(length)
    found: Samples = (noise[1:] - noise[:-1]) / np.float32(65_536) * left * left * left
    return found


def smooth(share: NDArray[np.floating]) -> Samples:
    """Ease in and out: 3t^2 - 2t^3."""
    found: Samples = (share * share * (np.float32(3) - np.float32(2) * share)).astype(np.float32)
    return found


def _step(pitch: int, multiple: float) -> int:
    """What a phase of 32 bits advances in a sample: equal temperament, A4 (MIDI 69) is 440 Hz."""
    return round(440.0 * float(2.0 ** ((pitch - 69) / 12)) * multiple * 2**32 / SAMPLE_RATE)


def sine(pitch: int, length: int, multiple: float = 1.0) -> Samples:
    """A sine of full scale at a multiple of a MIDI pitch."""
    phase = (np.arange(length, dtype=np.uint64) * np.uint64(_step(pitch, multiple))) & np.uint64(0xFFFFFFFF)
    return _table()[(phase >> np.uint64(32 - BITS)).astype(np.int64)]


@lru_cache(maxsize=1)
def _table() -> Samples:
    """One turn of a sine: its Taylor polynomial on a quarter, whose additions and products round alike everywhere."""
    quarter = 1 << (BITS - 2)
    x = (np.arange(quarter + 1, dtype=np.float64) / quarter) * 1.5707963267948966
    square = x * x
    term, total = x.copy(), x.copy()
    for order in range(1, 12):
        term = term * square / -((2 * order) * (2 * order + 1))
        total = total + term
    half = np.concatenate([total[:-1], total[1:][::-1]])
    return np.concatenate([half, -half]).astype(np.float32)
