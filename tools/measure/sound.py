"""Sound of a file as its decoder gives it, block by block, and its stretches of silence."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.errors import Unavailable

if TYPE_CHECKING:
    from av import AudioFrame

Block = NDArray[np.floating]
"""(channels, samples) in -1..1."""

QUIET = -50.0  # dBFS
SHORTEST = 0.5  # s: shorter pauses are speech
FRAMES = 64  # of a decoder in one block


@dataclass(frozen=True)
class Silence:
    """A stretch without sound, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.end - self.start


def blocks(path: Path) -> Iterator[NDArray[np.float32]]:
    """The first audio stream in blocks, what players skip left out. Raises Unavailable."""
    import av

    try:
        with av.open(str(path)) as container:
            yield from gathered(container.decode(audio=0))
    except (av.error.FFmpegError, IndexError) as error:
        raise Unavailable(f"the sound cannot be decoded: {error}") from error


def gathered(frames: Iterator["AudioFrame"]) -> Iterator[NDArray[np.float32]]:
    """The samples of FRAMES frames at a time."""
    parts: list[NDArray[np.float32]] = []
    for frame in frames:
        parts.append(frame.to_ndarray().astype(np.float32, copy=False))
        if len(parts) == FRAMES:
            yield np.concatenate(parts, axis=1)
            parts = []
    if parts:
        yield np.concatenate(parts, axis=1)


class Silences:
    """Finds where every channel of a sound stays under QUIET for SHORTEST or longer; at both ends also shorter."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._heard = 0
        self._last = -1
        self._found: list[Silence] = []

    def feed(self, block: Block) -> None:
        """Hear the next block."""
        loud = np.flatnonzero((np.abs(block) > 10 ** (QUIET / 20)).any(axis=0)) + self._heard
        self._heard += block.shape[1]
        if not loud.size:
            return
        before = np.concatenate([[self._last], loud[:-1]])
        far = (loud - before > SHORTEST * self._rate) | ((before < 0) & (loud > 0))
        self._found += [
            Silence((int(last) + 1) / self._rate, int(first) / self._rate)
            for last, first in zip(before[far], loud[far], strict=True)
        ]
        self._last = int(loud[-1])

    def found(self) -> tuple[Silence, ...]:
        """The silences of what was heard, as if it ended here."""
        if self._last + 1 == self._heard:
            return tuple(self._found)
        return (*self._found, Silence((self._last + 1) / self._rate, self._heard / self._rate))
