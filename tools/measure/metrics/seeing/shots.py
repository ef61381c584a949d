"""The pictures of a film: one in the middle of each beat that its manifest names, else of each shot that it shows.

A beat whose middle lies in a fade shows its picture later: then that one is taken.
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from tools.measure.metrics.port import Made
from tools.measure.metrics.reading.said import Told, told
from tools.measure.metrics.seeing.pictures import Picture, measured
from tools.measure.metrics.seeing.watch import Seen, watch

MOST = 120
"""Pictures that are looked at: of a longer film, evenly chosen ones."""
STEADY = 300
"""Pictures that are taken of a film whose beats are not known, at most, and at most one a second."""
LATER = 0.75
"""Of a beat: where its picture is taken when the middle lies in a fade."""
FADING, AROUND = 3.0, 0.15
"""Levels of 255 that each frame differs by from the one before in a fade of half a second; seconds on either side."""


@dataclass(frozen=True)
class Look:
    """What was seen of a film."""

    seen: Seen
    told: Told
    pictures: tuple[Picture, ...]
    missing: int
    """Beats that the manifest names and the film does not reach."""


def look(made: Made, *, large: bool = False) -> Look:
    """Watch the film once and measure its pictures."""
    said = told(made)
    beats = [beat for beat in said.beats if 0 <= beat.start < beat.end]
    middles = {(beat.start + beat.end) / 2: beat.start + LATER * (beat.end - beat.start) for beat in beats}
    if middles:
        asked = sorted(middles)[:: -(-len(middles) // MOST)]
        seen = watch(made.film, {*asked, *(middles[at] for at in asked)}, large=large)
        chosen = [_steadier(seen, at, middles[at]) for at in asked if at in seen.jpegs]
        seen.large = {at: seen.large[at] for at in chosen if at in seen.large}
    else:
        seen = watch(made.film, every=max(1.0, length(made.film) / STEADY), large=large)
        asked = chosen = _nearest(seen)
    pictures = tuple(measured(seen.pixels(at), at) for at in chosen)
    return Look(seen, said, pictures, len(asked) - len(chosen))


def _steadier(seen: Seen, middle: float, later: float) -> float:
    """The middle of a beat, or the later moment where the picture is still fading in the middle and not then."""
    if later not in seen.jpegs or _change(seen, middle) < FADING:
        return middle
    return later if _change(seen, later) < _change(seen, middle) / 2 else middle


def _change(seen: Seen, at: float) -> float:
    """By how many of 255 levels neighbouring frames differ around a moment, in the middle."""
    times = np.asarray(seen.times)
    near = np.asarray(seen.steps)[np.abs(times - at) <= AROUND]
    return float(np.median(near)) if near.size else 0.0


def length(film: Path) -> float:
    """The seconds that the file says it lasts; 0 where it says nothing."""
    import av
    from av.error import FFmpegError

    try:
        with av.open(str(film)) as container:
            return (container.duration or 0) / 1_000_000
    except (FFmpegError, OSError, ValueError):
        return 0.0


def _nearest(seen: Seen) -> list[float]:
    """For each shot the picture nearest to its middle, where one was taken in it."""
    borders = [0.0, *seen.cuts(), seen.seconds]
    found = []
    for begin, end in pairwise(borders):
        inside = [at for at in seen.jpegs if begin <= at < end]
        if inside:
            found.append(min(inside, key=lambda at: abs(at - (begin + end) / 2)))
    return found[:: max(1, -(-len(found) // MOST))]
