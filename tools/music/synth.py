"""From a score to sound. Sums, products and look-ups of IEEE numbers only, so that every processor gives the same.

A tone is a few sine partials from one table by phase accumulators, under an envelope of polynomials; plucked tones echo
to the other side. The whole is brought to LEVEL and fades in and out.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.film.resample import write_wav
from tools.music.port import SAMPLE_RATE, BedSpec
from tools.music.score import Timbre, score

Samples = NDArray[np.float32]

BITS = 14  # of the sine table
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


def compose(spec: BedSpec, out: Path) -> None:
    """Write the bed as 48 kHz 16-bit stereo WAV of exactly `spec.samples` samples."""
    write_wav(np.rint(sound(spec) * 32_767).astype(np.int16), out)


def sound(spec: BedSpec) -> Samples:
    """The bed as (2, samples) in -1..1."""
    both = np.zeros((2, spec.samples), np.float32)
    for note in score(spec):
        _add(both, _tone(note.timbre, note.pitch, note.length), note.start, note.level, note.place)
        if note.timbre == "pluck":
            for number, (later, share) in enumerate(ECHOES):
                place = note.place * (-0.8 if number % 2 == 0 else 0.8)
                tone = _tone(note.timbre, note.pitch, note.length)
                _add(both, tone, note.start + round(later * SAMPLE_RATE), note.level * share, place)
    loudest = float(np.abs(both).max(initial=0.0))
    both *= np.float32(LEVEL / loudest if loudest else 0.0)
    _faded(both)
    return both


def _add(both: Samples, tone: Samples, start: int, level: float, place: float) -> None:
    """Lay a tone into both channels, nearer to one of them."""
    room = max(min(tone.size, both.shape[1] - start), 0)
    for channel, side in zip(both, (-1, 1), strict=True):
        channel[start : start + room] += tone[:room] * np.float32(
            level * (0.5 + 0.5 * side * place) * 0.9 + level * 0.1
        )


def _faded(both: Samples) -> None:
    for seconds, end in ((FADE_IN, False), (FADE_OUT, True)):
        count = min(round(seconds * SAMPLE_RATE), both.shape[1] // 2)
        ramp = _smooth(np.arange(count, dtype=np.float32) / np.float32(max(count, 1)))
        if end:
            both[:, both.shape[1] - count :] *= ramp[::-1]
        else:
            both[:, :count] *= ramp


@lru_cache(maxsize=192)
def _tone(timbre: Timbre, pitch: int, length: int) -> Samples:
    """A tone of one pitch at full level."""
    if timbre == "shaker":
        return _shaken(length)
    total = np.zeros(length, np.float32)
    for multiple, share in PARTIALS[timbre]:
        total += np.float32(share) * _sine(_step(pitch, multiple), length)
    total *= _envelope(timbre, length)
    total.setflags(write=False)
    return total


def _envelope(timbre: Timbre, length: int) -> Samples:
    at = np.arange(length, dtype=np.float32)
    rise = _smooth(np.minimum(at / np.float32(ATTACK[timbre] * SAMPLE_RATE), np.float32(1)))
    if timbre == "pluck":
        left = np.float32(1) - at / np.float32(length)
        plucked: Samples = rise * left * left * left * left
        return plucked
    fall = np.minimum((np.float32(length) - at) / np.float32(RELEASE[timbre] * SAMPLE_RATE), np.float32(1))
    held: Samples = rise * _smooth(fall)
    return held


def _shaken(length: int) -> Samples:
    """A breath of noise without its low tones."""
    noise = np.random.Generator(np.random.PCG64(5)).integers(-32_768, 32_768, length + 1).astype(np.float32)
    left = np.float32(1) - np.arange(length, dtype=np.float32) / np.float32(length)
    found: Samples = (noise[1:] - noise[:-1]) / np.float32(65_536) * left * left * left
    return found


def _smooth(share: NDArray[np.floating]) -> Samples:
    """Ease in and out: 3t^2 - 2t^3."""
    found: Samples = (share * share * (np.float32(3) - np.float32(2) * share)).astype(np.float32)
    return found


def _step(pitch: int, multiple: float) -> int:
    """What a phase of 32 bits advances in a sample: equal temperament, A4 (MIDI 69) is 440 Hz."""
    return round(440.0 * float(2.0 ** ((pitch - 69) / 12)) * multiple * 2**32 / SAMPLE_RATE)


def _sine(step: int, length: int) -> Samples:
    phase = (np.arange(length, dtype=np.uint64) * np.uint64(step)) & np.uint64(0xFFFFFFFF)
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
