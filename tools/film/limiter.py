"""Mastering: sound brought to a loudness with its true peaks held under a ceiling.

The limiter looks ahead: the gain that each oversampled peak needs is held for `_HALF` samples to either side and
smoothed over the same stretch, so that it is down before the peak comes and never clips it. It may take at most
`DEEPEST` dB off a peak; sound that would need more stays quieter than asked: quiet is mended by a volume knob,
distortion by nothing.
"""

import numpy as np
from numpy.typing import NDArray

from tools.measure.loudness import SILENT, Signal, loudness, sample_peaks, true_peak

DEEPEST = 9.0  # dB
_HALF = 1024  # samples: 21 ms, two periods of a low voice, so that the gain does not follow its waveform
_CHUNK = 1 << 17
_MARGIN = 0.02  # dB: what the gain's slope may add between samples
_GRID = 1 << 16
_ROUNDS = 4
_NEAR = 0.05  # LU


def master(signal: Signal, *, target: float, ceiling: float, speakers: int = 1) -> NDArray[np.float32]:
    """Bring (channels, samples) to `target` LUFS (or as near as DEEPEST allows) with peaks of `ceiling` dBTP at most.

    Silence stays silence. `speakers` as in `measure.loudness`.
    """
    found = loudness(signal, speakers=speakers)
    peak = true_peak(signal)
    if found == SILENT:
        return limit(signal, 0.0, ceiling) if peak > ceiling else signal.astype(np.float32)
    most = ceiling + DEEPEST - peak
    gain = min(target - found, most)
    mastered = limit(signal, gain, ceiling)
    for _ in range(_ROUNDS):
        missing = target - loudness(mastered, speakers=speakers)
        if abs(missing) < _NEAR or gain + missing > most + _NEAR:
            break
        gain += missing
        mastered = limit(signal, gain, ceiling)
    return mastered


def limit(signal: Signal, gain: float, ceiling: float) -> NDArray[np.float32]:
    """Raise (channels, samples) by `gain` dB and hold true peaks under `ceiling` dBTP, all channels alike."""
    factor = linear(gain)
    top = linear(ceiling - _MARGIN)
    out = np.empty(signal.shape, np.float32)
    for start in range(0, signal.shape[1], _CHUNK):
        stop = min(start + _CHUNK, signal.shape[1])
        begin, end = max(start - 3 * _HALF, 0), min(stop + 3 * _HALF, signal.shape[1])
        raised = signal[:, begin:end].astype(np.float64) * factor
        kept = slice(start - begin, stop - begin)
        out[:, start:stop] = (raised * _gains(raised, top))[:, kept]
    return out


def quantised(signal: Signal) -> NDArray[np.int16]:
    """Signals in -1..1 as 16-bit numbers, rounded to nearest."""
    numbers: NDArray[np.int16] = np.clip(np.rint(signal * 32_768.0), -32_768, 32_767).astype(np.int16)
    return numbers


def linear(level: float) -> float:
    """Decibels as a factor on a grid: processors' power functions differ in the last bit."""
    return float(round(10 ** (level / 20) * _GRID) / _GRID)


def _gains(raised: NDArray[np.float64], top: float) -> NDArray[np.float64]:
    """A gain per sample: at most what every peak around it allows, and smooth."""
    loudest = np.abs(raised).max(initial=0.0)
    if loudest * 2 <= top:
        return np.ones(raised.shape[1])
    peaks = np.zeros(raised.shape[1])
    for channel in raised:
        np.maximum(peaks, sample_peaks(channel), out=peaks)
    needed = top / np.maximum(peaks, top)
    return averaged(averaged(_lowest(needed, _HALF), _HALF // 2), _HALF // 2)


def _lowest(values: NDArray[np.float64], half: int) -> NDArray[np.float64]:
    """The lowest value up to `half` samples away on either side, by windows that double."""
    width = 2 * half + 1
    padded = np.concatenate([np.ones(half), values, np.ones(half)])
    reach = 1
    while reach * 2 <= width:
        padded = np.minimum(padded[:-reach], padded[reach:])
        reach *= 2
    rest = width - reach
    lowest: NDArray[np.float64] = np.minimum(padded[: padded.size - rest], padded[rest:])
    return lowest


def averaged(values: NDArray[np.float64], half: int) -> NDArray[np.float64]:
    """The mean up to `half` samples away on either side; the ends are continued."""
    width = 2 * half + 1
    sums = np.cumsum(np.concatenate([[0.0], np.pad(values, half, mode="edge")]))
    means: NDArray[np.float64] = (sums[width:] - sums[:-width]) / width
    return means
