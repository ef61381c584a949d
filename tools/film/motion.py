"""Camera moves over a picture: where each output pixel looks, as a function of time.

A move is a view (a rectangle of the output's aspect inside the picture) that shrinks, grows or slides. Coordinates are
pixel centres counted from 0, so a picture `width` wide spans -0.5 to width - 0.5.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from core.models import Move, MoveKind

MIDDLE = (0.5, 0.5)
SLIDES: frozenset[MoveKind] = frozenset({"pan_left", "pan_right", "tilt_up", "tilt_down"})
"""Moves whose view keeps its size."""
_STARTS: Mapping[MoveKind, tuple[float, float]] = {
    "still": (0.0, 0.0),
    "push_in": (0.0, 1.0),
    "pull_out": (1.0, 0.0),
    "pan_left": (1.0, 0.0),
    "pan_right": (0.0, 1.0),
    "tilt_up": (1.0, 0.0),
    "tilt_down": (0.0, 1.0),
}
"""Progress of a move at its first and last frame, before easing.

1 is the small view, the right end of a pan, the lower end of a tilt.
"""


def ease(t: float) -> float:
    """Ease in and out: 0..1 to 0..1 with no speed at either end (the cubic 3t^2 - 2t^3: no library function)."""
    t = min(max(t, 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)


def at(frame: int, frames: int) -> float:
    """The time of a frame, 0 at the first of `frames` and 1 at the last; the frames before and after hold."""
    return min(max(frame / max(frames - 1, 1), 0.0), 1.0)


def progress(move: Move, t: float) -> float:
    """How far a move has come at time `t` (0 first frame, 1 last): see _STARTS."""
    first, last = _STARTS[move.kind]
    return first + (last - first) * ease(t)


def view(move: Move, t: float) -> tuple[float, float, float]:
    """Left edge, top edge and size of the view at time `t` (0 first frame, 1 last), as shares of the picture."""
    travelled = move.amount * progress(move, t)
    across, down = (min(max(share, 0.0), 1.0) for share in move.focus or MIDDLE)
    if move.kind in ("pan_left", "pan_right"):
        return travelled, move.amount * down, 1.0 - move.amount
    if move.kind in ("tilt_up", "tilt_down"):
        return move.amount * across, travelled, 1.0 - move.amount
    return travelled * across, travelled * down, 1.0 - travelled


def matrix(
    move: Move, t: float, width: int, height: int, picture: tuple[int, int] | None = None
) -> NDArray[np.float64]:
    """The 2x3 affine that takes an output pixel (x, y, 1) to its position in the picture, at `t` in 0..1.

    `picture` is the picture's (width, height) in pixels where it differs from the output's. Positions stay between the
    outer edges of the picture's border pixels.
    """
    wide, high = picture or (width, height)
    left, top, size = view(move, t)
    across, down = size * wide / width, size * high / height
    return np.array(
        [[across, 0.0, left * wide + (across - 1.0) / 2], [0.0, down, top * high + (down - 1.0) / 2]], dtype=np.float64
    )


def halved(affine: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same move for planes of half size whose samples sit at (2x, 2y + 0.5), as in MPEG-2 and H.264 4:2:0."""
    (across, _, left), (_, down, top) = affine
    return np.array([[across, 0.0, left / 2], [0.0, down, (top + (down - 1.0) / 2) / 2]], dtype=np.float64)
