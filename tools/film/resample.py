"""Sound read from 16-bit WAV files and brought to the film's sample rate, without any native codec."""

import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from math import gcd
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import Unavailable
from tools.film.port import SAMPLE_RATE

FULL = 32_768
BLOCK = 120_000  # samples: whole hops of every length that sound is measured in
_CROSSINGS = 32  # zero crossings of the sinc on either side
_PASS = 0.94  # of the lower Nyquist frequency: where the transition begins to fall
_BETA = 10.0  # Kaiser window: 100 dB of stop band
_STEPS = 1 << 24
_ROWS, _PHASES = 512, 64  # of a product of matrices: what fits into the caches


def read_wav(path: Path) -> tuple[NDArray[np.int16], int]:
    """Samples (channels, n) and rate of a 16-bit WAV file. Raises Unavailable for anything else."""
    try:
        with wave.open(str(path), "rb") as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            data = file.readframes(file.getnframes())
    except (wave.Error, EOFError, OSError) as error:
        raise Unavailable(f"the sound cannot be read: {error}") from error
    if width != 2:
        raise Unavailable(f"the sound has {8 * width}-bit samples, not 16-bit ones")
    whole = len(data) // (2 * channels) * 2 * channels
    return np.frombuffer(data[:whole], "<i2").reshape(-1, channels).T, rate


def wav_blocks(path: Path) -> Iterator[NDArray[np.float32]]:
    """A 16-bit WAV file in blocks of (channels, up to BLOCK) in -1..1. Raises Unavailable for anything else."""
    try:
        with wave.open(str(path), "rb") as file:
            channels = file.getnchannels()
            if file.getsampwidth() != 2:
                raise Unavailable(f"the sound has {8 * file.getsampwidth()}-bit samples, not 16-bit ones")
            while data := file.readframes(BLOCK):
                whole = np.frombuffer(data[: len(data) // (2 * channels) * 2 * channels], "<i2")
                yield whole.reshape(-1, channels).T.astype(np.float32) / np.float32(FULL)
    except (wave.Error, EOFError, OSError) as error:
        raise Unavailable(f"the sound cannot be read: {error}") from error


@contextmanager
def writing(out: Path, channels: int) -> Iterator[Callable[[NDArray[np.int16]], None]]:
    """A WAV file at the film's rate that is written in blocks of (channels, n) samples."""
    with wave.open(str(out), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        yield lambda block: file.writeframes(np.ascontiguousarray(block.T, "<i2").tobytes())


def write_wav(samples: NDArray[np.int16], out: Path) -> None:
    """Write (channels, n) samples at the film's rate."""
    with writing(out, samples.shape[0]) as write:
        write(samples)


def resampled(samples: NDArray[np.int16], rate: int) -> NDArray[np.float64]:
    """A mono signal of 16-bit numbers at the film's rate, in the same units.

    Band-limited interpolation by a polyphase windowed sinc. Its weights are multiples of 2**-24, so every sum is exact
    in float64 whatever its order: the same numbers come out on any processor, however it multiplies matrices.
    """
    if rate == SAMPLE_RATE or not samples.size:
        return samples.astype(np.float64)
    shared = gcd(SAMPLE_RATE, rate)
    up, down = SAMPLE_RATE // shared, rate // shared
    weights = _weights(up, down)
    taps = weights.shape[1]
    count = -(-samples.size * up // down)
    blocks = -(-count // up)
    padded = np.zeros((blocks - 1) * down + down + taps)
    padded[taps // 2 - 1 : taps // 2 - 1 + samples.size] = samples[: padded.size - taps // 2 + 1]
    windows = np.lib.stride_tricks.sliding_window_view(padded, down + taps)[::down]
    out = np.empty((blocks, up))
    for first in range(0, blocks, _ROWS):
        part = np.ascontiguousarray(windows[first : first + _ROWS])
        for phase in range(0, up, _PHASES):
            begin, matrix = _matrix(up, down, phase)
            out[first : first + _ROWS, phase : phase + _PHASES] = part[:, begin : begin + matrix.shape[0]] @ matrix
    return out.reshape(-1)[:count]


@lru_cache(maxsize=64)
def _matrix(up: int, down: int, phase: int) -> tuple[int, NDArray[np.float64]]:
    """The filters of _PHASES output phases from `phase` on as columns, and the input that the first row weighs."""
    weights = _weights(up, down)[phase : phase + _PHASES]
    places = np.arange(phase, phase + weights.shape[0]) * down // up
    matrix = np.zeros((places[-1] - places[0] + weights.shape[1], weights.shape[0]))
    for column, (place, each) in enumerate(zip(places - places[0], weights, strict=True)):
        matrix[place : place + each.size, column] = each
    return int(places[0]), matrix


@lru_cache(maxsize=8)
def _weights(up: int, down: int) -> NDArray[np.float64]:
    """The filter of every output phase (up, taps): tap k weighs input floor(position) + k - taps / 2 + 1."""
    stretch = max(1.0, down / up)
    half = int(np.ceil(_CROSSINGS * stretch))
    fraction = (np.arange(up) * down % up) / up
    distance = np.arange(1 - half, half + 1)[None, :] - fraction[:, None]
    window = np.i0(_BETA * np.sqrt(np.clip(1 - (distance / half) ** 2, 0, 1))) / np.i0(_BETA)
    weights = np.sinc(distance * _PASS / stretch) * window
    weights /= weights.sum(axis=1, keepdims=True)
    return np.rint(weights * _STEPS) / _STEPS
