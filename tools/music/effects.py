"""Soft sounds where a scene opens with a transition: a breath of air for what moves, a low swell for a fade.

Composed like the music (decision 6), of sums, products and look-ups only: noise whose brightness comes from moving
averages, and tones from the synthesiser's table. Each is centred on the first frame of its scene.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.film.limiter import linear, quantised
from tools.film.resample import BLOCK, writing
from tools.measure.loudness import Loudness, level
from tools.music.port import SAMPLE_RATE, EffectKind, EffectsSpec
from tools.music.synth import sine, smooth

Samples = NDArray[np.float32]

SECONDS: dict[EffectKind, float] = {"dissolve": 1.1, "wipe": 0.8, "slide": 0.7, "fade": 1.8}
TRAVEL: dict[EffectKind, float] = {"dissolve": 0.0, "wipe": 0.8, "slide": -0.8, "fade": 0.0}
"""How far it goes from one side (-1) to the other (1) while it sounds."""
SOFTER: dict[EffectKind, float] = {"dissolve": 4.0, "wipe": 0.0, "slide": 0.0, "fade": 1.0}
"""LU under the spec's loudness."""
WIDTHS = (9, 33, 129)  # samples of the moving averages: between them lie bands of noise, from bright to dark
SWELL = ((45, 1.0), (52, 0.5), (57, 0.4))  # MIDI pitches (an open fifth and its octave) and their shares
BLOCK_HOPS = 4  # 400 ms: the stretch whose loudness counts


def compose(spec: EffectsSpec, out: Path) -> None:
    """Write the effects as 48 kHz 16-bit stereo WAV of exactly `spec.samples` samples."""
    placed = list(_placed(spec))
    with writing(out, 2) as write:
        for begin in range(0, spec.samples, BLOCK):
            block = np.zeros((2, min(BLOCK, spec.samples - begin)), np.float32)
            for start, effect in placed:
                first, last = max(start, begin), min(start + effect.shape[1], begin + block.shape[1])
                if first < last:
                    block[:, first - begin : last - begin] += effect[:, first - start : last - start]
            write(quantised(block))


def _placed(spec: EffectsSpec) -> Iterator[tuple[int, Samples]]:
    """The first sample of every effect, and the effect; each sounds a little different."""
    for number, (at, kind) in enumerate(spec.places):
        made = effect(kind, spec.seed + number)
        made *= np.float32(linear(spec.loudness - SOFTER[kind] - _loudest(made)))
        yield at - made.shape[1] // 2, made


def effect(kind: EffectKind, seed: int) -> Samples:
    """One effect as (2, samples) in -1..1, silent at both ends."""
    length = round(SECONDS[kind] * SAMPLE_RATE)
    sound = _swell(length, seed) if kind == "fade" else _air(length, seed)
    along = smooth(np.arange(length, dtype=np.float32) / np.float32(length))
    side = np.float32(TRAVEL[kind]) * (np.float32(2) * along - np.float32(1))
    return np.stack([sound * (np.float32(1) - side), sound * (np.float32(1) + side)]) * np.float32(0.5)


def _air(length: int, seed: int) -> Samples:
    """Noise that grows brighter up to its middle, and darker again."""
    hill = _hill(length)
    total = np.zeros(length, np.float32)
    shares = (hill * hill * np.float32(0.3), hill * np.float32(0.7), hill * np.float32(0.3))
    for band, share in zip(_bands(length, seed), shares, strict=True):
        total += band * share * hill
    return total


def _swell(length: int, seed: int) -> Samples:
    """A low open fifth over dark noise, growing and going."""
    hill = _hill(length)
    total = _bands(length, seed)[-1] * np.float32(0.4)
    for pitch, share in SWELL:
        total += np.float32(share) * sine(pitch, length)
    return total * hill * hill


def _hill(length: int) -> Samples:
    """From 0 up to 1 in the middle and down again, smoothly."""
    at = np.arange(length, dtype=np.float32) / np.float32(max(length - 1, 1))
    return smooth(np.float32(1) - np.abs(np.float32(2) * at - np.float32(1)))


def _bands(length: int, seed: int) -> list[Samples]:
    """Noise in bands from bright to dark, each at full scale at its loudest sample."""
    around = 2 * max(WIDTHS)
    whole = np.random.Generator(np.random.PCG64(seed)).integers(-32_768, 32_768, length + 2 * around)
    levels = [_smoothed(_smoothed(whole.astype(np.float64), width), width)[around:-around] for width in WIDTHS]
    bands = [bright - dark for bright, dark in pairwise(levels)] + levels[-1:]
    return [(band / np.abs(band).max()).astype(np.float32) for band in bands]


def _smoothed(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The mean over a window around each value."""
    sums = np.cumsum(np.concatenate([[0.0], np.pad(values, width // 2)]))
    found: NDArray[np.float64] = (sums[width:] - sums[:-width]) / width
    return found


def _loudest(effect: Samples) -> float:
    """The loudness of its loudest 400 ms, in LUFS."""
    heard = Loudness()
    heard.feed(effect)
    hops = heard.hops()
    count = min(BLOCK_HOPS, hops.size)
    sums = np.cumsum(np.concatenate([[0.0], hops]))
    return level(float((sums[count:] - sums[:-count]).max()) / count)
