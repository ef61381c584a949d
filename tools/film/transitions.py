"""How one shot gives way to the next: each transition mixes two frames at a share of its length."""

from collections.abc import Callable, Mapping

import numpy as np

from core.models import Transition
from tools.film.motion import ease
from tools.film.planes import Plane, Planes

SECONDS: Mapping[Transition, float] = {"H": 0.0, "dissolve": 0.5, "wipe": 0.6, "slide": 0.6, "fade": 0.8}
"""How long a transition lasts: as long as it takes to be understood, no longer."""
SOFT = 0.08  # share of the width over which a wipe's edge is soft
FINE = 128  # weights are multiples of 1/128: exact in OpenCV's float32
THROUGH = (16, 128, 128)  # the colour of a fade: black


def mix(kind: Transition, before: Planes, after: Planes, share: float, target: Planes, *, rtl: bool) -> None:
    """Fill `target` with the transition at `share` (0: all of `before`, 1: all of `after`).

    Wipes and slides go with the direction of reading: to the left, or to the right where `rtl`.
    """
    for number, planes in enumerate(zip(before, after, target, strict=True)):
        _KINDS[kind](*planes, share, number, rtl)


def _dissolve(before: Plane, after: Plane, target: Plane, share: float, _: int, __: bool) -> None:
    from cv2 import addWeighted

    weight = round(ease(share) * FINE) / FINE
    target[:] = np.asarray(addWeighted(before, 1 - weight, after, weight, 0), np.uint8)


def _fade(before: Plane, after: Plane, target: Plane, share: float, number: int, _: bool) -> None:
    """Out to a colour and in from it."""
    from cv2 import addWeighted

    weight = round(abs(2 * ease(share) - 1) * FINE) / FINE
    shown = before if share < 0.5 else after
    target[:] = np.asarray(addWeighted(shown, weight, shown, 0, THROUGH[number] * (1 - weight)), np.uint8)


def _wipe(before: Plane, after: Plane, target: Plane, share: float, _: int, rtl: bool) -> None:
    """A soft edge crosses the frame."""
    width = target.shape[1]
    at = np.arange(width) / width
    at = at[::-1] if rtl else at
    weight = np.rint(np.clip((ease(share) * (1 + SOFT) - at) / SOFT, 0, 1) * 255).astype(np.uint16)
    soft = np.flatnonzero((weight > 0) & (weight < 255))
    target[:] = np.where(weight[None, :] > 127, after, before)
    if soft.size:
        part = slice(int(soft[0]), int(soft[-1]) + 1)
        mixed = before[:, part] * (255 - weight[part]) + after[:, part] * weight[part] + 127
        target[:, part] = (mixed // 255).astype(np.uint8)


def _slide(before: Plane, after: Plane, target: Plane, share: float, number: int, rtl: bool) -> None:
    """The next shot pushes this one out, as a page is turned."""
    width = target.shape[1]
    luma = 1 if number else 2  # luma moves by even samples, so that chroma stays with it
    moved = round(ease(share) * (width // luma)) * luma
    if rtl:
        target[:, :moved], target[:, moved:] = after[:, width - moved :], before[:, : width - moved]
    else:
        target[:, : width - moved], target[:, width - moved :] = before[:, moved:], after[:, :moved]


_KINDS: Mapping[Transition, Callable[[Plane, Plane, Plane, float, int, bool], None]] = {
    "dissolve": _dissolve,
    "wipe": _wipe,
    "slide": _slide,
    "fade": _fade,
}
