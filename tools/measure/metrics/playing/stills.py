"""How like its source a picture of the film is, where it stands still."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.measure.metrics.playing.claims import Claims
from tools.measure.metrics.playing.eye import HIGH, WIDE
from tools.measure.metrics.playing.playback import Playback
from tools.measure.metrics.port import Made

ABOVE = 0.7  # of the height, from the top: captions lie below
STANDS = 0.2  # s on either side in which nothing may move
LUMA = (0.0722, 0.7152, 0.2126)  # of blue, green and red (BT.709)
_SIGMA = 1.5  # pixels (Wang et al. 2004)
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def likeness(made: Made, told: Claims, played: Playback) -> tuple[float, str] | None:
    """The least SSIM of a beat's middle to its source, and which beat; None where none stands still."""
    if made.folder is None:
        return None
    found = []
    for beat in told.beats:
        middle, fps = (beat.start + beat.end) / 2, played.fps
        still = min(played.eye.stills, key=lambda one: abs(one.frame - middle * fps), default=None)
        if still is None or not beat.start * fps < still.frame < beat.end * fps:
            continue
        around = played.eye.frozen[max(still.frame - round(STANDS * fps), 0) : still.frame + round(STANDS * fps)]
        source = _source(made.folder, beat.image) if around and all(around) else None
        if source is not None:
            rows = round(HIGH * ABOVE)
            found.append((ssim(still.luma[:rows].astype(np.float64), source[:rows]), beat.id))
    return min(found, default=None)


def ssim(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Structural similarity of two luma pictures (Wang et al. 2004), 1 where they are equal."""
    import cv2

    def blur(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(cv2.GaussianBlur(values, (0, 0), _SIGMA), np.float64)

    a, b = blur(first), blur(second)
    aa, bb, ab = blur(first * first) - a * a, blur(second * second) - b * b, blur(first * second) - a * b
    return float((((2 * a * b + _C1) * (2 * ab + _C2)) / ((a * a + b * b + _C1) * (aa + bb + _C2))).mean())


def _source(folder: Path, name: str | None) -> NDArray[np.float64] | None:
    """The luma of a picture as the film holds it (limited range), small; None where it cannot be read."""
    import cv2

    path = folder / (name or "")
    if name is None or not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        return None
    pixels = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        return None
    small = cv2.resize(pixels, (WIDE, HIGH), interpolation=cv2.INTER_AREA)
    return np.asarray(16 + 219 / 255 * (np.asarray(small, np.float64) @ np.array(LUMA)), np.float64)
