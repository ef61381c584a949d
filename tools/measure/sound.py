"""Sound of a file as its decoder gives it, and its stretches of silence."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import Unavailable

QUIET = -50.0  # dBFS
SHORTEST = 0.5  # s: shorter pauses are speech


@dataclass(frozen=True)
class Silence:
    """A stretch without sound, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.end - self.start


def decoded(path: Path) -> NDArray[np.float32]:
    """The first audio stream as (channels, samples) in -1..1, what players skip left out. Raises Unavailable."""
    import av

    try:
        with av.open(str(path)) as container:
            parts = [frame.to_ndarray() for frame in container.decode(audio=0)]
    except (av.error.FFmpegError, IndexError) as error:
        raise Unavailable(f"the sound cannot be decoded: {error}") from error
    return np.concatenate(parts, axis=1) if parts else np.zeros((2, 0), np.float32)


def silences(signal: NDArray[np.floating], rate: int) -> tuple[Silence, ...]:
    """Where every channel stays under QUIET for SHORTEST or longer; also shorter at the start and the end."""
    level = 10 ** (QUIET / 20)
    loud = np.flatnonzero((np.abs(signal) > level).any(axis=0))
    length = signal.shape[1]
    if not loud.size:
        return (Silence(0.0, length / rate),) if length else ()
    return tuple(_found(loud, length, rate))


def _found(loud: NDArray[np.intp], length: int, rate: int) -> Iterator[Silence]:
    if loud[0] > 0:
        yield Silence(0.0, float(loud[0]) / rate)
    for i in np.flatnonzero(np.diff(loud) > SHORTEST * rate):
        yield Silence(float(loud[i] + 1) / rate, float(loud[i + 1]) / rate)
    if loud[-1] + 1 < length:
        yield Silence(float(loud[-1] + 1) / rate, length / rate)
