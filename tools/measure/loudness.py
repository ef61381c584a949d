"""Loudness and true peak of 48 kHz sound after ITU-R BS.1770-4, and clipped samples.

Signals are (channels, samples) arrays in -1..1. Levels are in LUFS and dBTP; `SILENT` where there is nothing to hear.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import log10

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.floating]

RATE = 48_000
SILENT = -200.0

_HOP = RATE // 10  # blocks of 400 ms overlap by three quarters (BS.1770-4, annex 1)
_BLOCK_HOPS = 4
_ABSOLUTE_GATE = -70.0  # LUFS
_RELATIVE_GATE = -10.0  # LU
_HEAD = (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585)
_HIGH_PASS = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)
_TAPS = 8192  # the filters' response has fallen by 200 dB after this many samples
_FFT = 1 << 18
_CHUNK = (_FFT - _TAPS) // _HOP * _HOP
_PHASE = (
    (14, 90, -161, 272, -487, 1125, 7964, -838, 390, -218, 122, -68),
    (-239, 240, -424, 730, -1364, 3810, 6388, -1641, 832, -477, 271, -155),
)  # of 8192: BS.1770-4, annex 2, table 1; the other two phases are these reversed
PHASES = tuple(tuple(tap / 8192 for tap in phase) for phase in (*_PHASE, _PHASE[1][::-1], _PHASE[0][::-1]))
_REACH = len(PHASES[0])
_PEAK_CHUNK = 1 << 15


def loudness(signal: Signal, *, speakers: int = 1) -> float:
    """Integrated loudness in LUFS; a mono signal that plays on two `speakers` is twice as powerful.

    Shorter than one block of 400 ms it is SILENT: the standard defines no loudness there.
    """
    hops = np.concatenate([np.zeros(0), *(_powers(signal, start) for start in range(0, signal.shape[1], _CHUNK))])
    count = signal.shape[1] // _HOP
    if count < _BLOCK_HOPS:
        return SILENT
    sums = np.concatenate([np.zeros(1), np.cumsum(hops[:count] * speakers)])
    blocks = (sums[_BLOCK_HOPS:] - sums[:-_BLOCK_HOPS]) / _BLOCK_HOPS
    loud = blocks[blocks > _power(_ABSOLUTE_GATE)]
    if not loud.size:
        return SILENT
    gate = _power(_level(float(loud.mean())) + _RELATIVE_GATE)
    return _level(float(loud[loud > gate].mean()))


def true_peak(signal: Signal) -> float:
    """The greatest true peak of any channel in dBTP, four times oversampled."""
    peak = max((_peak(channel) for channel in signal), default=0.0)
    return decibels(peak)


def sample_peaks(channel: Signal) -> NDArray[np.float64]:
    """For every sample of one channel, the greatest oversampled magnitude around it (at most 6 samples away)."""
    padded = np.zeros(channel.size + _REACH - 1)
    padded[_REACH // 2 : _REACH // 2 + channel.size] = channel
    peaks = np.abs(channel).astype(np.float64)
    for phase in PHASES:
        total = np.zeros(channel.size)
        for tap, weight in enumerate(reversed(phase)):
            total += padded[tap : tap + channel.size] * weight
        np.maximum(peaks, np.abs(total), out=peaks)
    return peaks


def clipped(signal: Signal, *, run: int = 3) -> int:
    """How many runs of `run` or more samples in a row stand at full scale (-0.01 dBFS or more)."""
    full = 10 ** (-0.01 / 20)
    return sum(sum(1 for length in _runs(np.abs(channel) >= full) if length >= run) for channel in signal)


def decibels(magnitude: float) -> float:
    """A linear magnitude in dB of full scale."""
    return 20 * log10(magnitude) if magnitude > 1e-10 else SILENT


def _level(power: float) -> float:
    return -0.691 + 10 * log10(power) if power > 0 else SILENT


def _power(level: float) -> float:
    return float(10 ** ((level + 0.691) / 10))


def _powers(signal: Signal, start: int) -> NDArray[np.float64]:
    """Mean K-weighted power of each hop of the chunk that begins at `start`, summed over the channels."""
    stop = min(start + _CHUNK, signal.shape[1])
    count = (stop - start) // _HOP
    total = np.zeros(count)
    begin = max(start - _TAPS + 1, 0)
    for channel in signal:
        spectrum = np.fft.rfft(channel[begin:stop].astype(np.float64), _FFT)
        weighted = np.fft.irfft(spectrum * _response(), _FFT)[start - begin : start - begin + count * _HOP]
        total += (weighted.reshape(count, _HOP) ** 2).mean(axis=1)
    return total


@lru_cache(maxsize=1)
def _response() -> NDArray[np.complex128]:
    """The spectrum of the K-weighting's impulse response (BS.1770-4, annex 1, tables 1 and 2)."""
    impulse = [1.0] + [0.0] * (_TAPS - 1)
    return np.fft.rfft(np.array(_biquad(_biquad(impulse, _HEAD), _HIGH_PASS)), _FFT)


def _biquad(signal: list[float], coefficients: tuple[float, ...]) -> list[float]:
    b0, b1, b2, a1, a2 = coefficients
    x1 = x2 = y1 = y2 = 0.0
    out = []
    for x in signal:
        y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
        x1, x2, y1, y2 = x, x1, y, y1
        out.append(y)
    return out


def _peak(channel: Signal) -> float:
    """The true peak of one channel; chunks that cannot hold it are not oversampled."""
    gain = max(sum(abs(weight) for weight in phase) for phase in PHASES)
    chunks = [slice(max(at - _REACH, 0), at + _PEAK_CHUNK + _REACH) for at in range(0, channel.size, _PEAK_CHUNK)]
    loudest = sorted(((float(np.abs(channel[chunk]).max()), chunk.start) for chunk in chunks), reverse=True)
    best = 0.0
    for magnitude, start in loudest:
        if magnitude * gain <= best:
            break
        best = max(best, float(sample_peaks(channel[start : start + _PEAK_CHUNK + 2 * _REACH]).max()))
    return best


def _runs(mask: NDArray[np.bool_]) -> Iterator[int]:
    """Lengths of the runs of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    yield from (int(end - start) for start, end in zip(edges[::2], edges[1::2], strict=True))
