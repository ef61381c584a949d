"""When somebody speaks, found in the voice alone: the stretches between its pauses, to ten milliseconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import Unavailable
from tools.measure.sound import Block

FRAME = 0.01  # s of which one level is taken
UNDER = 45.0  # dB below its loud parts down to which a voice speaks: f and th are 35 to 45 below vowels
CLEAR = 10.0  # dB above the noise of a recorded voice
FAINT = -60.0  # dBFS: nothing below is heard
PAUSE = 0.15  # s: shorter silences are the closures of p, t and k
SHORT = 0.03  # s: shorter sounds are clicks
BRIDGED = 0.5  # s: shorter pauses are part of speaking, as for silencedetect d=0.5
SHIFT = 2.0  # s by which the sound of a film may lie beside its voice
_NOTHING = -120.0


class Envelope:
    """The level of a sound every FRAME, in dBFS; the sound comes in blocks."""

    def __init__(self, rate: int) -> None:
        self._size = round(rate * FRAME)
        self._rest: NDArray[np.float64] = np.zeros(0)
        self._levels: list[NDArray[np.float32]] = []

    def feed(self, block: Block) -> None:
        """Hear the next (channels, samples)."""
        power = np.concatenate([self._rest, np.square(block, dtype=np.float64).max(axis=0)])
        whole = power.size // self._size * self._size
        means = power[:whole].reshape(-1, self._size).mean(axis=1)
        self._levels.append((10 * np.log10(np.maximum(means, 10 ** (_NOTHING / 10)))).astype(np.float32))
        self._rest = power[whole:]

    def levels(self) -> NDArray[np.float32]:
        """All levels so far."""
        return np.concatenate([np.zeros(0, np.float32), *self._levels])


@dataclass(frozen=True)
class Talk:
    """The stretches in which somebody speaks, in seconds; between two of them lies a pause of PAUSE or more."""

    stretches: tuple[tuple[float, float], ...]

    def at(self, moment: float) -> tuple[float, float] | None:
        """The stretch in which a moment lies."""
        return next((one for one in self.stretches if one[0] <= moment < one[1]), None)

    def seconds(self, begin: float, end: float) -> float:
        """How long somebody speaks between two moments; pauses shorter than BRIDGED count as speech."""
        spoken, last = 0.0, None
        for start, stop in self.stretches:
            start, stop = max(start, begin), min(stop, end)
            if start >= stop:
                continue
            spoken += stop - start
            if last is not None and start - last < BRIDGED:
                spoken += start - last
            last = stop
        return spoken


def talk(levels: NDArray[np.floating], later: float = 0.0) -> Talk:
    """The stretches of a voice; its times are moved by `later` seconds."""
    if not levels.size or levels.max() < FAINT:
        return Talk(())
    loud, noise = float(np.quantile(levels, 0.95)), float(np.quantile(levels, 0.05))
    limit = max(loud - UNDER, FAINT, min(noise + CLEAR, loud - 2 * CLEAR))
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (levels > limit).astype(np.int8), [0]])))
    joined: list[list[float]] = []
    for start, stop in zip(edges[::2] * FRAME, edges[1::2] * FRAME, strict=True):
        if joined and start - joined[-1][1] < PAUSE:
            joined[-1][1] = float(stop)
        else:
            joined.append([float(start), float(stop)])
    return Talk(tuple((start + later, stop + later) for start, stop in joined if stop - start >= SHORT))


def voice(path: Path) -> NDArray[np.float32] | str:
    """The levels of a voice's WAV file, or why it cannot be heard."""
    from tools.film.resample import wav_blocks

    try:
        envelope = Envelope(rate_of(path))
        for block in wav_blocks(path):
            envelope.feed(block)
    except Unavailable as error:
        return str(error)
    return envelope.levels()


def rate_of(path: Path) -> int:
    """Samples a second. Raises Unavailable."""
    import wave

    try:
        with wave.open(str(path), "rb") as file:
            return file.getframerate()
    except (wave.Error, EOFError, OSError) as error:
        raise Unavailable(f"the sound cannot be read: {error}") from error


def shift(film: NDArray[np.floating], alone: NDArray[np.floating]) -> tuple[float, float]:
    """By how many seconds the voice comes later in the film than alone, and how alike the two are there (0..1)."""
    if not film.size or not alone.size:
        return 0.0, 0.0
    first, second = (np.maximum(levels, float(levels.max()) - UNDER) for levels in (film, alone))
    most = round(SHIFT / FRAME)
    size = 1 << int(first.size + second.size).bit_length()
    a, b = first - first.mean(), second - second.mean()
    crossed = np.fft.irfft(np.fft.rfft(a, size) * np.conj(np.fft.rfft(b, size)), size)
    lags = np.concatenate([crossed[-most:], crossed[: most + 1]])
    scale = float(np.sqrt((a**2).sum() * (b**2).sum()))
    if scale == 0:
        return 0.0, 0.0
    best = int(np.argmax(lags))
    return (best - most) * FRAME, max(float(lags[best]) / scale, 0.0)


def nearest(moment: float, moments: Sequence[float]) -> float | None:
    """The moment of a list that is nearest."""
    return min(moments, key=lambda one: abs(one - moment), default=None)
