"""Camera moves over a picture: where each output pixel looks, as a function of time.

A move is a view (a rectangle of the output's aspect inside the picture) that shrinks, grows or slides. Coordinates are
pixel centres counted from 0, so a picture `width` wide spans -0.5 to width - 0.5.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from core.models import Move, MoveKind

GRID = 128
"""Sampling positions are multiples of 1/128 pixel.

Finer is invisible, and on this grid bilinear interpolation of 8-bit samples needs at most 8 + 7 + 7 bits: every sum
and product is exact in float32, so OpenCV gives the same bytes with and without fused multiply-add (AVX2 or SSE).
"""

_STARTS: Mapping[MoveKind, tuple[float, float]] = {
    "still": (0.0, 0.0),
    "push_in": (0.0, 1.0),
    "pull_out": (1.0, 0.0),
    "pan_left": (1.0, 0.0),
    "pan_right": (0.0, 1.0),
}
"""Progress of a move at its first and last frame, before easing: 1 is the small view, or the right end of a pan."""


def ease(t: float) -> float:
    """Ease in and out: 0..1 to 0..1 with no speed at either end (the cubic 3t^2 - 2t^3: no library function)."""
    t = min(max(t, 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)


def view(move: Move, t: float) -> tuple[float, float, float]:
    """Left edge, top edge and size of the view at time `t` (0 first frame, 1 last), as shares of the picture."""
    first, last = _STARTS[move.kind]
    progress = first + (last - first) * ease(t)
    across, down = (min(max(share, 0.0), 1.0) for share in move.focus)
    if move.kind in ("pan_left", "pan_right"):
        return move.amount * progress, move.amount * down, 1.0 - move.amount
    travelled = move.amount * progress
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


def positions(affine: NDArray[np.float64], width: int, height: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Where the output's columns (width,) and rows (height,) look in the picture, on the 1/GRID pixel grid."""
    across = np.rint((np.arange(width) * affine[0, 0] + affine[0, 2]) * GRID) / GRID
    down = np.rint((np.arange(height) * affine[1, 1] + affine[1, 2]) * GRID) / GRID
    return across.astype(np.float32), down.astype(np.float32)
