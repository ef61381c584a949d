"""Where captions stand on the frames of a film: what comes and goes with a caption between two neighbouring frames.

A caption is looked at where it appears or leaves while the shot goes on: nearly nothing else changes there. Cost: a
seek and half a second of decoding for each look, at full size and one after the other; MOST captions at most, evenly
chosen, so a film of any length costs the same (12 captions of 1080p: 4 s, 60 MB; twice that where all need two looks).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.errors import Unavailable
from tools.measure.metrics.strict import Cue

if TYPE_CHECKING:
    from av.container import InputContainer

MOST = 12  # captions that are looked at
ASIDE = 1.5  # frames before and after a caption's time that are compared
STEADY = 0.4  # s from a change of shot within which nothing is compared
CHANGED = 28  # of 255: luma that changes with a caption
WIDE, HIGH = 0.03, 0.012  # of the frame: smaller spots are moving edges
DENSE = 0.12  # of a spot that must change: edges and grain are thinner
SPARSE = 0.04  # of a row or column of a caption that changes at least
NEAR = 0.12  # of the height: lines of one caption lie so close
MAIN = 0.08  # of the largest spot: smaller ones are not the caption
SAME = 12  # of 255: a pixel whose colours differ by no more with and without the caption shows the picture

Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Edge:
    """A moment at which a caption appears or leaves, as three times in seconds: with it, without it, farther off."""

    cue: Cue
    shown: float
    hidden: float
    farther: float
    alone: bool
    """Whether no other caption stands where this one does not."""


@dataclass(frozen=True)
class Seen:
    """A caption as it stands: the frame (RGB), where it is (left, top, right, bottom).

    Inside of the box: what its coming or going changed, and what looks the same without it, the picture behind it.
    """

    cue: Cue
    frame: Picture
    box: tuple[int, int, int, int]
    changed: Mask
    same: Mask

    def crop(self) -> Picture:
        """What is inside of the box."""
        left, top, right, bottom = self.box
        return self.frame[top:bottom, left:right]


def edges(cues: Sequence[Cue], cuts: Sequence[float], fps: float) -> tuple[tuple[Edge, ...], ...]:
    """For every caption the one or two moments that tell of it, the better one first.

    None for one that comes and goes with a change of shot: nothing tells it from the picture.
    """
    found = []
    for number, cue in enumerate(cues):
        before = cues[number - 1].end if number else -10_000
        after = cues[number + 1].start if number + 1 < len(cues) else cue.end + 10_000
        aside = ASIDE / fps
        moments = [(cue.start / 1000, 1, cue.start - before), (cue.end / 1000, -1, after - cue.end)]
        options = [
            Edge(cue, moment + sign * aside, moment - sign * aside, moment - 3 * sign * aside, gap > 4000 * aside)
            for moment, sign, gap in moments
            if moment > 3 * aside and all(abs(moment - cut) > STEADY for cut in cuts)
        ]
        if options:
            found.append(tuple(sorted(options, key=lambda edge: not edge.alone)))
    step = max(len(found) / MOST, 1.0)
    return tuple(found[int(i * step)] for i in range(min(len(found), MOST)))


def look(film: Path, wanted: Sequence[Edge]) -> Iterator[tuple[Edge, Seen | None]]:
    """Each caption as it stands; None for one that does not show. Raises Unavailable for a broken film."""
    import av
    from av.error import FFmpegError

    try:
        with av.open(str(film)) as container:
            container.streams.video[0].thread_type = "AUTO"
            for edge in wanted:
                frames = [_frame(container, moment) for moment in (edge.shown, edge.hidden, edge.farther)]
                there = [frame for frame in frames if frame is not None]
                same = len(there) == len(frames) and len({frame.shape for frame in there}) == 1
                yield edge, find(edge.cue, *there) if same else None
    except (FFmpegError, IndexError, OSError, ValueError) as error:
        raise Unavailable(f"the film cannot be looked at: {error}") from error


def find(cue: Cue, shown: Picture, hidden: Picture, farther: Picture) -> Seen | None:
    """The caption on `shown`, which `hidden` does not show; what changes from that to `farther` as well, moves."""
    import cv2

    height, width = shown.shape[:2]
    with_, without, still = (cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in (shown, hidden, farther))
    near = max(round(0.01 * height), 3)
    moving = cv2.dilate((cv2.absdiff(without, still) > CHANGED).astype(np.uint8), np.ones((near, near), np.uint8))
    differs = cv2.absdiff(with_, without) > CHANGED
    changed = differs & (moving == 0)
    reach = max(round(0.03 * height), 3)
    joined = cv2.morphologyEx(changed.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    inked = np.bincount(labels[changed], minlength=count)
    spots = [
        number
        for number in range(1, count)
        if stats[number, cv2.CC_STAT_WIDTH] >= WIDE * width
        and stats[number, cv2.CC_STAT_HEIGHT] >= HIGH * height
        and inked[number] >= DENSE * stats[number, cv2.CC_STAT_AREA]
    ]
    if not spots:
        return None
    box = _around(spots, np.asarray(stats, np.int64), inked, round(NEAR * height))
    left, top, right, bottom = _tightened(box, changed)
    inside = np.s_[top:bottom, left:right]
    same = cv2.absdiff(shown[inside], hidden[inside]).max(axis=2) <= SAME
    # What moves hides where a caption is; where it is known, what differs belongs to its letters or is filtered there.
    return Seen(cue, shown, (left, top, right, bottom), differs[inside], same)


def _around(
    spots: Sequence[int], stats: NDArray[np.integer], inked: NDArray[np.integer], near: int
) -> tuple[int, int, int, int]:
    """The box around the largest spot and those that belong to it."""
    main = max(spots, key=lambda number: int(inked[number]))
    top, bottom = int(stats[main, 1]), int(stats[main, 1] + stats[main, 3])
    kept = [
        number
        for number in spots
        if inked[number] >= MAIN * inked[main]
        and stats[number, 1] < bottom + near
        and stats[number, 1] + stats[number, 3] > top - near
    ]
    boxes = np.array([[*stats[number, :2], *(stats[number, :2] + stats[number, 2:4])] for number in kept])
    return int(boxes[:, 0].min()), int(boxes[:, 1].min()), int(boxes[:, 2].max()), int(boxes[:, 3].max())


def _tightened(box: tuple[int, int, int, int], changed: Mask) -> tuple[int, int, int, int]:
    """The box without rows and columns at its sides in which nearly nothing changes."""
    left, top, right, bottom = box
    inside = changed[top:bottom, left:right]
    rows, columns = (np.flatnonzero(inside.mean(axis=axis) >= SPARSE) for axis in (1, 0))
    if not rows.size or not columns.size:
        return box
    return left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1


def _frame(container: "InputContainer", moment: float) -> Picture | None:
    """The frame that is shown at a moment, as RGB."""
    stream = container.streams.video[0]
    base = stream.time_base
    if base is None:
        return None
    first = float((stream.start_time or 0) * base)
    container.seek(int((moment + first) / base), stream=stream)
    last = None
    for frame in container.decode(stream):
        if frame.time is not None and frame.time - first > moment + 1e-4:
            break
        last = frame
    return None if last is None else np.asarray(last.to_ndarray(format="rgb24"), np.uint8)
