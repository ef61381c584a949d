"""Mastering: sound brought to a loudness with its true peaks held under a ceiling, in blocks.

The limiter looks ahead: the gain that each oversampled peak needs is held for `_HALF` samples to either side and
smoothed over the same stretch, so that it is down before the peak comes and never clips it. It may take at most
`DEEPEST` dB off a peak; sound that would need more stays quieter than asked: quiet is mended by a volume knob,
distortion by nothing.

Peaks and gains are kept for every GRAIN samples, so that a film of any length is mastered in little memory: its sound
is played twice, once to be surveyed and once to be written.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.measure.loudness import HOP, SILENT, Loudness, Signal, decibels, integrated, sample_peaks

DEEPEST = 9.0  # dB
GRAIN = 32  # samples
_HALF = 1024 // GRAIN  # grains: 21 ms, two periods of a low voice, so that the gain does not follow its waveform
_MARGIN = 0.02  # dB: what the gain's slope may add between samples
_GRID = 1 << 16
_ROUNDS = 8
_NEAR = 0.01  # LU
_REACH = 6  # samples that a peak between samples depends on, on either side

Source = Callable[[], Iterable[Signal]]
"""Plays a sound from its start in blocks of (channels, samples) in -1..1, whole grains but for the last."""
Gains = NDArray[np.float64]
"""One for every grain, for its first sample, and one for the end; between them it goes straight."""


@dataclass(frozen=True)
class Survey:
    """What mastering needs to know of a sound: the powers of its hops, and the greatest true peak of each grain."""

    samples: int
    hops: NDArray[np.float64]
    peaks: NDArray[np.float64]
    speakers: int = 1

    @property
    def loudness(self) -> float:
        """LUFS."""
        return integrated(self.hops, speakers=self.speakers)


def survey(source: Source, *, speakers: int = 1) -> Survey:
    """Hear the sound once; `speakers` as in `measure.loudness`."""
    heard, samples = Loudness(), 0
    peaks = [np.zeros(0)]
    for block, around in _surrounded(source()):
        heard.feed(block)
        samples += block.shape[1]
        highest = np.zeros(block.shape[1])
        for channel in around:
            np.maximum(highest, sample_peaks(channel)[_REACH : _REACH + highest.size], out=highest)
        peaks.append(np.pad(highest, (0, -highest.size % GRAIN)).reshape(-1, GRAIN).max(axis=1))
    return Survey(samples, heard.hops(), np.concatenate(peaks), speakers)


def master(found: Survey, *, target: float, ceiling: float) -> Gains:
    """The gains that bring a sound to `target` LUFS (or as near as DEEPEST allows), peaks under `ceiling` dBTP.

    Silence stays silence.
    """
    own, peak = found.loudness, decibels(float(found.peaks.max(initial=0.0)))
    if own == SILENT:
        return limited(found, 0.0, ceiling)
    most = ceiling + DEEPEST - peak
    gain = min(target - own, most)
    for _ in range(_ROUNDS):
        missing = target - _under(found, limited(found, gain, ceiling))
        if abs(missing) < _NEAR:
            break
        gain = min(gain + missing, most)
    return limited(found, gain, ceiling)


def limited(found: Survey, gain: float, ceiling: float) -> Gains:
    """The gains that raise a sound by `gain` dB and hold its true peaks under `ceiling` dBTP."""
    factor, top = linear(gain), linear(ceiling - _MARGIN)
    needed = top / np.maximum(found.peaks * factor, top)
    needed = np.append(needed, needed[-1] if needed.size else 1.0)
    return factor * averaged(averaged(_lowest(needed, _HALF + 1), _HALF // 2), _HALF // 2)


def raised(source: Source, gains: Gains) -> Iterator[NDArray[np.float32]]:
    """Play the sound under its gains."""
    along = np.arange(GRAIN) / GRAIN
    at = 0
    for block in source():
        count = -(-block.shape[1] // GRAIN)
        first, then = gains[at : at + count, None], gains[at + 1 : at + count + 1, None]
        each = (first + (then - first) * along).reshape(-1)[: block.shape[1]]
        yield (block * each).astype(np.float32)
        at += count


def quantised(signal: Signal) -> NDArray[np.int16]:
    """Signals in -1..1 as 16-bit numbers, rounded to nearest."""
    scaled = signal * 32_768.0
    np.rint(scaled, out=scaled)
    numbers: NDArray[np.int16] = np.clip(scaled, -32_768, 32_767, out=scaled).astype(np.int16)
    return numbers


def linear(level: float) -> float:
    """Decibels as a factor on a grid: processors' power functions differ in the last bit."""
    return float(round(10 ** (level / 20) * _GRID) / _GRID)


def averaged(values: NDArray[np.float64], half: int) -> NDArray[np.float64]:
    """The mean up to `half` values away on either side; the ends are continued."""
    width = 2 * half + 1
    sums = np.cumsum(np.concatenate([[0.0], np.pad(values, half, mode="edge")]))
    means: NDArray[np.float64] = (sums[width:] - sums[:-width]) / width
    return means


def _surrounded(blocks: Iterable[Signal]) -> Iterator[tuple[Signal, Signal]]:
    """Every block, and the same with _REACH samples of its neighbours on either side."""
    before: Signal | None = None
    now: Signal | None = None
    for block in blocks:
        if now is not None:
            before = np.zeros((now.shape[0], _REACH)) if before is None else before
            yield now, np.concatenate([before, now, block[:, :_REACH]], axis=1)
            before = now[:, -_REACH:]
        now = block
    if now is not None:
        none = np.zeros((now.shape[0], _REACH))
        yield now, np.concatenate([none if before is None else before, now, none], axis=1)


def _under(found: Survey, gains: Gains) -> float:
    """How loud the sound is under its gains, the power of a hop lying where its peaks are.

    On six voices under up to 5 dB of limiting that was within 0.04 LU of what was measured on the limited sound.
    """
    each = HOP // GRAIN
    count = found.hops.size
    weights = np.square(found.peaks[: count * each]).reshape(count, each)
    squares = (np.square(gains[: count * each]).reshape(count, each) * weights).sum(axis=1)
    share = squares / np.maximum(weights.sum(axis=1), 1e-20)
    return integrated(found.hops * share, speakers=found.speakers)


def _lowest(values: NDArray[np.float64], half: int) -> NDArray[np.float64]:
    """The lowest value up to `half` values away on either side, by windows that double."""
    width = 2 * half + 1
    padded = np.concatenate([np.ones(half), values, np.ones(half)])
    reach = 1
    while reach * 2 <= width:
        padded = np.minimum(padded[:-reach], padded[reach:])
        reach *= 2
    rest = width - reach
    lowest: NDArray[np.float64] = np.minimum(padded[: padded.size - rest], padded[rest:])
    return lowest
