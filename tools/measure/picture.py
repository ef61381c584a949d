"""Black and frozen stretches of a picture, from a small luma raster of every frame."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Luma = NDArray[np.uint8]

BLACK = 20  # of 16..235: darker than any night that is drawn
BLACK_AREA = 0.9  # of the frame (EBU QC 0016B)
BLACK_FRAMES = 3
STILL = 0.25  # mean difference of luma between frames that do not differ (-60 dB)
STEP = 8  # pixels between the samples of the raster


@dataclass(frozen=True)
class Run:
    """Frames `start` to `end` (exclusive)."""

    start: int
    end: int

    @property
    def frames(self) -> int:
        """Its length."""
        return self.end - self.start


def is_black(luma: Luma) -> bool:
    """Whether BLACK_AREA of a limited-range luma raster is black."""
    return float((luma <= BLACK).mean()) >= BLACK_AREA


def is_still(before: Luma, after: Luma) -> bool:
    """Whether two rasters show the same."""
    return float(np.abs(before.astype(np.int16) - after).mean()) < STILL


def runs(flags: Sequence[bool], *, least: int = 1) -> tuple[Run, ...]:
    """The runs of true flags of at least that length."""
    edges = np.flatnonzero(np.diff(np.array([False, *flags, False]).astype(np.int8)))
    found = (Run(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return tuple(run for run in found if run.frames >= least)


def black_inside(flags: Sequence[bool], fps: int) -> tuple[Run, ...]:
    """Black runs that touch a frame outside the first and the last second (a film may fade in and out)."""
    inner = [black and fps <= i < len(flags) - fps for i, black in enumerate(flags)]
    return runs(inner, least=BLACK_FRAMES)
