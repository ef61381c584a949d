"""Where one shot gives way to the next, found in the picture alone: cuts to the frame, soft ones by their middle.

A camera that moves changes every pixel but few colours; another shot has others. So frames half a second apart are
compared by their colours (Hellinger distance of histograms): around a cut they differ for just that half second, around
a soft transition for longer, and its middle is the middle of that stretch. Measured on our films: camera moves and
captions stay under 0.13, a dissolve between two nearly equal pictures reaches 0.17, other shots 0.4 to 1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.measure.metrics.playing.eye import Eye
from tools.measure.picture import Run, runs

APART = 0.5  # s between the frames compared
CHANGED = 0.14  # distance from which two frames show different shots
LIVELY = 5.0  # times the usual distance of the film: what moves much needs more
MOST = 0.45  # distance that is always another shot
AROUND = 3  # frames on either side of a cut
SUDDEN = 0.9  # of a change that happens in one step: it is a cut
_CHANNELS = 3


@dataclass(frozen=True)
class Change:
    """A change of shot: the first frame of the new shot, or the middle of a soft transition."""

    frame: int
    soft: bool


def changes(eye: Eye, fps: float) -> tuple[Change, ...]:
    """Every change of shot, in order."""
    if len(eye.times) < 2:
        return ()
    colours = np.asarray(eye.colours)
    lag = max(round(APART * fps), 2)
    far, near = distances(colours, lag), distances(colours, 1)
    limit = min(max(CHANGED, LIVELY * float(np.median(far))), MOST)
    found: list[Change] = []
    for run in _regions(far >= limit, lag):
        begin, end = max(run.start - AROUND, 1), run.end + AROUND
        sudden = max(limit, SUDDEN * float(far[run.start : run.end].max()))
        cuts = [begin + int(at) for at in np.flatnonzero(near[begin:end] >= sudden)]
        cuts = [cut for cut in cuts if _is_cut(cut, near, colours, limit)]
        found += [Change(cut, soft=False) for cut in cuts]
        ends = (max(run.start - lag // 2, 0), min(run.end + lag // 2, len(colours) - 1))
        if not cuts and run.frames >= AROUND and _apart(colours, *ends) >= limit:
            found.append(Change((run.start + run.end) // 2, soft=True))
    return tuple(found)


def _regions(changed: NDArray[np.bool_], lag: int) -> list[Run]:
    """The stretches around changes; those nearer than `lag` to each other belong to one."""
    joined: list[Run] = []
    for run in runs([bool(flag) for flag in changed]):
        if joined and run.start - joined[-1].end < lag:
            joined[-1] = Run(joined[-1].start, run.end)
        else:
            joined.append(run)
    return joined


def distances(colours: NDArray[np.float32], lag: int) -> NDArray[np.float64]:
    """For every frame, how far the frames `lag` apart around it are from each other, 0..1; the later one's at lag 1."""
    found = np.zeros(len(colours))
    if len(colours) > lag:
        shared = np.einsum("ij,ij->i", colours[lag:], colours[:-lag], dtype=np.float64) / _CHANNELS
        begin = lag - lag // 2 if lag > 1 else 1
        found[begin : begin + len(shared)] = np.sqrt(np.maximum(1 - shared, 0))
    return found


def _is_cut(frame: int, near: NDArray[np.float64], colours: NDArray[np.float32], limit: float) -> bool:
    """Whether the change is the greatest around it, and stays (a flash does not)."""
    if near[frame] < near[max(frame - AROUND, 1) : frame + 1 + AROUND].max():
        return False
    return _apart(colours, max(frame - 2, 0), min(frame + AROUND, len(colours) - 1)) >= limit


def _apart(colours: NDArray[np.float32], first: int, second: int) -> float:
    """How far two frames are from each other, 0..1."""
    return float(np.sqrt(max(1 - float(colours[first] @ colours[second]) / _CHANNELS, 0)))
