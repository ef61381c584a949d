"""Everything that is measured on a sound while it streams by: nothing of it is kept but a few numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tools.measure.loudness import Loudness, Peak
from tools.measure.sound import Block, Silences

FULL = 10 ** (-0.01 / 20)  # of full scale: clipped
RUN = 3  # samples in a row
FINE = 32_768  # steps are told apart by this many parts of full scale
SHARE = 0.999  # of a film's steps from one sample to the next that no border may exceed
AROUND = 0.001  # s on either side of a border


class Clipping:
    """Counts the runs of RUN or more samples in a row at full scale."""

    def __init__(self) -> None:
        self._open = np.zeros(0, np.int64)
        self._count = 0

    def feed(self, block: Block) -> None:
        """Hear the next block."""
        if not self._open.size:
            self._open = np.zeros(block.shape[0], np.int64)
        for number, channel in enumerate(np.abs(block) >= FULL):
            self._open[number] = self._ran(channel, int(self._open[number]))

    def runs(self) -> int:
        """How many there were, those at the very end included."""
        return self._count + int((self._open >= RUN).sum())

    def _ran(self, full: NDArray[np.bool_], open_: int) -> int:
        """Count the runs that end here; returns how long the one is that does not."""
        if full.all():
            return open_ + full.size
        edges = np.flatnonzero(np.diff(np.concatenate([[0], full.astype(np.int8), [0]])))
        lengths = edges[1::2] - edges[::2]
        if full[0]:
            lengths[0] += open_
        else:
            self._count += open_ >= RUN
        left = int(lengths[-1]) if full[-1] else 0
        self._count += int((lengths >= RUN).sum()) - (left >= RUN)
        return left


class Steps:
    """How far the sound jumps from one sample to the next: everywhere, and around the borders (sample numbers)."""

    def __init__(self, rate: int, borders: Sequence[int]) -> None:
        self._around = round(AROUND * rate)
        self._borders = borders
        self._heard = 0
        self._last: Block = np.zeros((0, 0))
        self._counts = np.zeros(2 * FINE + 1, np.int64)
        self._at = dict.fromkeys(borders, 0.0)

    def feed(self, block: Block) -> None:
        """Hear the next block."""
        before = self._last if self._last.size else block[:, :1]
        steps = np.abs(np.diff(np.concatenate([before, block], axis=1), axis=1)).max(axis=0, initial=0.0)
        numbers = np.minimum(np.ceil(steps * FINE), 2 * FINE).astype(np.int64)
        self._counts += np.bincount(numbers, minlength=2 * FINE + 1)
        for border in self._borders:
            begin, end = (max(border + side * self._around - self._heard, 0) for side in (-1, 1))
            if begin < end and begin < steps.size:
                self._at[border] = max(self._at[border], float(steps[begin:end].max()))
        self._heard += block.shape[1]
        self._last = block[:, -1:]

    def usual(self) -> float:
        """The step that SHARE of all steps do not exceed, in full scale."""
        reached = np.cumsum(self._counts) >= SHARE * self._counts.sum()
        return float(np.argmax(reached)) / FINE

    def largest(self) -> tuple[int, float]:
        """The border with the largest step, and that step; (0, 0.0) without borders."""
        return max(self._at.items(), key=lambda item: item[1], default=(0, 0.0))


class Ears:
    """Hears a sound once, block by block."""

    def __init__(self, rate: int, borders: Sequence[int] = ()) -> None:
        self.rate = rate
        self.samples = 0
        self.loudness, self.peak = Loudness(), Peak()
        self.silences, self.clipping, self.steps = Silences(rate), Clipping(), Steps(rate, borders)

    def hear(self, block: Block) -> None:
        """Hear the next block."""
        if block.shape[1]:
            self.samples += block.shape[1]
            for sense in (self.loudness, self.peak, self.silences, self.clipping, self.steps):
                sense.feed(block)
