"""What one picture is like: sharpness, exposure, colours, a fingerprint of what it shows, the texture of its making.

All take sRGB pixels (rows x columns x 3, uint8). About 0.1 s for a picture of 512 x 288.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tools.measure.texture import texture

if TYPE_CHECKING:
    from numpy import float64, uint8

    Pixels = NDArray[uint8]
    Numbers = NDArray[float64]

WIDE = 512
"""Pixels of the width that a picture is measured at (reference/evals.md V2); a smaller one is not enlarged."""
ABOVE_CAPTIONS = 0.72
"""The share of the height, from above, that burned captions leave free."""
CHROMA_BINS = 16
FEWEST = 0.005
"""The share of a picture at either end of its luma that does not count: specks and noise."""
BLANK = 2.0
"""Levels of 255 by which the luma of a picture without anything on it spreads at most."""
HASH_SIDE, HASH_KEPT = 32, 8


@dataclass(frozen=True)
class Picture:
    """One picture of a film and what was measured of it."""

    at: float
    """Seconds into the film."""
    sharpness: float
    """The variance of the Laplacian of its luma (0..255)."""
    brightness: float
    """Its mean luma, 0..1, captions included."""
    contrast: float
    """The standard deviation of its luma (0..1): RMS contrast."""
    reach: float
    """How far its darkest and lightest parts lie apart above the captions, FEWEST of it on either side left out."""
    blank: bool
    """Nothing is drawn above the captions."""
    fingerprint: int
    """64 bits: near-duplicates differ in few of them."""
    chroma: "Numbers"
    """Shares of its colours without their lightness; they sum to 1."""
    texture: "Numbers"
    """tools/measure/texture.py"""


def measured(pixels: "Pixels", at: float = 0.0) -> Picture:
    """Measure a picture: its light as a whole, all else above the captions."""
    import cv2

    whole = small(pixels)
    part = above_captions(whole)
    above, light = grey(part), grey(whole)
    return Picture(
        at=at,
        sharpness=float(cv2.Laplacian(above, cv2.CV_64F).var()),
        brightness=float(light.mean()) / 255,
        contrast=float(light.std()) / 255,
        reach=float(np.subtract(*np.quantile(above, (1 - FEWEST, FEWEST)))) / 255,
        blank=float(above.std()) < BLANK,
        fingerprint=fingerprint(above),
        chroma=chroma(part),
        texture=texture(part),
    )


def above_captions(pixels: "Pixels") -> "Pixels":
    """The part of a picture that burned captions leave free."""
    return np.ascontiguousarray(pixels[: max(8, round(ABOVE_CAPTIONS * pixels.shape[0]))])


def small(pixels: "Pixels") -> "Pixels":
    """The picture at most WIDE pixels wide."""
    import cv2

    high, wide = pixels.shape[:2]
    if wide <= WIDE:
        return pixels
    return np.asarray(cv2.resize(pixels, (WIDE, round(high * WIDE / wide)), interpolation=cv2.INTER_AREA), np.uint8)


def grey(pixels: "Pixels") -> "Pixels":
    """Its luma."""
    import cv2

    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)


def fingerprint(luma: "Pixels") -> int:
    """A perceptual hash: which of the 8 x 8 lowest cosine frequencies of the picture lie above their median.

    The first of them, the mean, is left to the median like the others, as in the usual pHash of 32 x 32 pixels.
    """
    import cv2

    tiny = cv2.resize(luma, (HASH_SIDE, HASH_SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = cv2.dct(tiny)[:HASH_KEPT, :HASH_KEPT].ravel()
    return int("".join("1" if value > np.median(low) else "0" for value in low), 2)


def bits_apart(one: int, other: int) -> int:
    """In how many of the 64 bits two fingerprints differ."""
    return (one ^ other).bit_count()


def chroma(pixels: "Pixels") -> "Numbers":
    """Shares of CIE a* and b* in CHROMA_BINS x CHROMA_BINS equal bins."""
    import cv2

    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB)
    step = 256 // CHROMA_BINS
    bins = (lab[..., 1] // step).astype(np.int64) * CHROMA_BINS + lab[..., 2] // step
    shares: Numbers = np.bincount(bins.ravel(), minlength=CHROMA_BINS**2) / bins.size
    return shares


def roots(textures: "Sequence[Numbers]") -> "Numbers":
    """The middle of textures: the mean of their roots, between which the distance of Hellinger is a straight line."""
    return np.asarray(np.sqrt(np.stack(textures)).mean(axis=0))


def hellinger(one: "Numbers", other: "Numbers") -> float:
    """The Hellinger distance of two distributions: 0 the same, 1 nothing in common."""
    apart = np.sqrt(one) - np.sqrt(other)
    return math.sqrt(float((apart * apart).sum()) / 2)
