"""Loudness and true peak of 48 kHz sound after ITU-R BS.1770-4, in blocks or at once.

Signals are (channels, samples) arrays in -1..1. Levels are in LUFS and dBTP; `SILENT` where there is nothing to hear.
"""

from functools import lru_cache
from math import log10

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.floating]

RATE = 48_000
SILENT = -200.0

HOP = RATE // 10
"""Samples of which one power is taken: blocks of 400 ms overlap by three quarters (BS.1770-4, annex 1)."""

_BLOCK_HOPS = 4
_ABSOLUTE_GATE = -70.0  # LUFS
_RELATIVE_GATE = -10.0  # LU
_HEAD = (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585)
_HIGH_PASS = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)
_TAPS = 8192  # the filters' response has fallen by 200 dB after this many samples
_FFT = 1 << 16  # fits into the caches
_CHUNK = (_FFT - _TAPS) // HOP * HOP
_PHASE = (
    (14, 90, -161, 272, -487, 1125, 7964, -838, 390, -218, 122, -68),
    (-239, 240, -424, 730, -1364, 3810, 6388, -1641, 832, -477, 271, -155),
)  # of 8192: BS.1770-4, annex 2, table 1; the other two phases are these reversed
PHASES = tuple(tuple(tap / 8192 for tap in phase) for phase in (*_PHASE, _PHASE[1][::-1], _PHASE[0][::-1]))
_REACH = len(PHASES[0])
_GAIN = max(sum(abs(weight) for weight in phase) for phase in PHASES)  # what oversampling may add at most
_PEAK_CHUNK = 1 << 14


class Loudness:
    """The loudness of a sound that comes in blocks, however they are cut."""

    def __init__(self) -> None:
        self._buffer = np.zeros((0, 0))
        self._before = 0
        self._filled = 0
        self._powers: list[NDArray[np.float64]] = []

    def feed(self, block: Signal) -> None:
        """Hear the next (channels, samples)."""
        if not self._buffer.size:
            self._buffer = np.zeros((block.shape[0], _TAPS - 1 + _CHUNK))
            self._before = self._filled = _TAPS - 1
        at = 0
        while at < block.shape[1]:
            count = min(block.shape[1] - at, self._buffer.shape[1] - self._filled)
            self._buffer[:, self._filled : self._filled + count] = block[:, at : at + count]
            at, self._filled = at + count, self._filled + count
            if self._filled == self._buffer.shape[1]:
                self._powers.append(_powers(self._buffer, self._before, self._filled))
                self._buffer[:, : self._before] = self._buffer[:, _CHUNK:]
                self._filled = self._before

    def hops(self) -> NDArray[np.float64]:
        """The mean K-weighted power of every whole HOP heard so far, summed over the channels."""
        return np.concatenate([np.zeros(0), *self._powers, _powers(self._buffer, self._before, self._filled)])


def integrated(hops: NDArray[np.float64], *, speakers: int = 1) -> float:
    """Integrated loudness in LUFS from the powers of hops; `speakers` as in `loudness`."""
    if hops.size < _BLOCK_HOPS:
        return SILENT
    sums = np.concatenate([np.zeros(1), np.cumsum(hops * speakers)])
    blocks = (sums[_BLOCK_HOPS:] - sums[:-_BLOCK_HOPS]) / _BLOCK_HOPS
    loud = blocks[blocks > power(_ABSOLUTE_GATE)]
    if not loud.size:
        return SILENT
    gate = power(level(float(loud.mean())) + _RELATIVE_GATE)
    return level(float(loud[loud > gate].mean()))


def loudness(signal: Signal, *, speakers: int = 1) -> float:
    """Integrated loudness in LUFS; a mono signal that plays on two `speakers` is twice as powerful.

    Shorter than one block of 400 ms it is SILENT: the standard defines no loudness there.
    """
    heard = Loudness()
    heard.feed(signal)
    return integrated(heard.hops(), speakers=speakers)


class Peak:
    """The true peak of a sound that comes in blocks, four times oversampled."""

    def __init__(self) -> None:
        self._last = np.zeros((0, 0))
        self._most = 0.0

    def feed(self, block: Signal) -> None:
        """Hear the next (channels, samples)."""
        if not self._last.size:
            self._last = np.zeros((block.shape[0], _REACH // 2))
        for start in range(0, block.shape[1], _PEAK_CHUNK):
            part = np.concatenate([self._last, block[:, start : start + _PEAK_CHUNK]], axis=1)
            self._last = part[:, max(part.shape[1] - _REACH + 1, 0) :]
            self._most = max(self._most, *(_highest(channel, self._most) for channel in part))

    def level(self) -> float:
        """The greatest true peak of any channel so far, in dBTP."""
        end = np.concatenate([self._last, np.zeros((self._last.shape[0], _REACH // 2 - 1))], axis=1)
        return decibels(max([self._most, *(_highest(channel, self._most) for channel in end)]))


def true_peak(signal: Signal) -> float:
    """The greatest true peak of any channel in dBTP."""
    heard = Peak()
    heard.feed(signal)
    return heard.level()


def sample_peaks(channel: Signal) -> NDArray[np.float64]:
    """For every sample of one channel, the greatest oversampled magnitude around it (at most 6 samples away)."""
    peaks = np.abs(channel).astype(np.float64)
    for start in range(0, channel.size, _PEAK_CHUNK):
        stop = min(start + _PEAK_CHUNK, channel.size)
        padded = np.zeros(stop - start + _REACH - 1)
        first, last = max(start - _REACH // 2, 0), min(stop + _REACH // 2 - 1, channel.size)
        padded[first - start + _REACH // 2 : last - start + _REACH // 2] = channel[first:last]
        product, total = np.empty(stop - start), np.empty(stop - start)
        for phase in PHASES:
            _oversample(padded, phase, product, total)
            np.maximum(peaks[start:stop], np.abs(total, out=total), out=peaks[start:stop])
    return peaks


def decibels(magnitude: float) -> float:
    """A linear magnitude in dB of full scale."""
    return 20 * log10(magnitude) if magnitude > 1e-10 else SILENT


def level(power: float) -> float:
    """A K-weighted power in LUFS."""
    return -0.691 + 10 * log10(power) if power > 0 else SILENT


def power(level: float) -> float:
    """LUFS as a K-weighted power."""
    return float(10 ** ((level + 0.691) / 10))


def _powers(buffer: NDArray[np.float64], begin: int, end: int) -> NDArray[np.float64]:
    """Mean K-weighted power of each whole hop from `begin` to `end`, summed over the channels."""
    count = (end - begin) // HOP
    total = powers = np.zeros(count)
    for number, channel in enumerate(buffer if count else ()):
        # Channels are equal where a voice in the middle is all there is.
        if not number or not np.array_equal(channel[:end], buffer[number - 1, :end]):
            spectrum = np.fft.rfft(channel[:end], _FFT)
            spectrum *= _response()
            weighted = np.fft.irfft(spectrum, _FFT)[begin : begin + count * HOP].reshape(count, HOP)
            weighted *= weighted
            powers = weighted.mean(axis=1)
        total = total + powers
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


def _highest(samples: Signal, most: float) -> float:
    """The greatest oversampled magnitude between the samples and at them; 0 where it cannot be above `most`."""
    magnitude = float(np.abs(samples).max(initial=0.0))
    if magnitude * _GAIN <= most or samples.size < _REACH:
        return magnitude
    count = samples.size - _REACH + 1
    exact = samples.astype(np.float64)
    product, total = np.empty(count), np.empty(count)
    for phase in PHASES:
        _oversample(exact, phase, product, total)
        magnitude = max(magnitude, float(total.max()), -float(total.min()))
    return magnitude


def _oversample(
    samples: NDArray[np.float64],
    phase: tuple[float, ...],
    product: NDArray[np.float64],
    total: NDArray[np.float64],
) -> None:
    """Put one phase between the samples into `total`, tap by tap in one order: the same sums on every processor."""
    total[:] = 0.0
    for tap, weight in enumerate(reversed(phase)):
        np.multiply(samples[tap : tap + total.size], weight, out=product)
        np.add(total, product, out=total)
