"""The words that a picture holds, as shapes: whether two pages that look alike at a glance say the same.

A page of words is nearly all ground, so a fingerprint of 64 bits tells `1815` and `1883` apart by nothing. Letters are
found by their shape: strokes that stand out, of one height and one lightness, in a row. No letter is recognised, so
every script is compared alike. About 10 ms for a picture of 512 x 288.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy import bool_, int64, uint8

    Pixels = NDArray[uint8]
    Mask = NDArray[bool_]

STROKE = 0.05  # of the picture's longer side: letters' strokes are thinner
STANDS_OUT = 40  # of 255: luma by which a stroke does
LOW, HIGH = 0.02, 0.3  # of the height: letters
WIDE, NARROW = 6.0, 0.08  # of a letter's height: joined letters, and an `l`
SOLID = 0.93  # of its rectangle that a letter fills at most, an `l` and a `1` apart
ROW, ALIKE, ASIDE = 3, 2.2, 1.2  # letters of a row; times the height of their neighbours; of it, how far apart
LEVEL = 0.5  # of the height by which the middles of neighbours differ
TONE = 30  # of 255: luma by which neighbours differ
SCALES = (1.0, 0.99, 1.01, 0.98, 1.02, 0.97, 1.03, 0.96, 1.04, 0.95, 1.05, 0.93, 1.07, 0.91, 1.09)
"""A camera that comes nearer shows the same words so much larger."""
SLACK = 0.03  # of a letter's height: how far its edges may lie beside each other
MISSING = (
    0.03  # of a letter that is not found in the other picture: a 6 and a 5 differ by 0.06 of one, a page and itself
)
# under a moving camera by 0.00


@dataclass(frozen=True)
class Lettering:
    """The strokes of a picture that are lighter than their ground, or darker; those of them that are letters.

    With the middle height and area of a letter in pixels, 0 where there is none.
    """

    strokes: "Mask"
    letters: "Mask"
    height: float
    area: float


def lettering(grey: "Pixels") -> tuple[Lettering, Lettering]:
    """The light and the dark letters of a picture by its luma."""
    import cv2

    return _of(grey, cv2.MORPH_TOPHAT), _of(grey, cv2.MORPH_BLACKHAT)


def other_words(one: tuple[Lettering, Lettering], other: tuple[Lettering, Lettering]) -> bool:
    """Whether both pictures hold words, and not the same ones, wherever they stand and a little larger or smaller."""
    if not all(any(each.area for each in picture) for picture in (one, other)):
        return False
    return not all(_shown(a, b) and _shown(b, a) for a, b in zip(one, other, strict=True))


def _of(grey: "Pixels", form: int) -> Lettering:
    import cv2

    size = max(round(STROKE * max(grey.shape)), 3) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    out = np.asarray(cv2.morphologyEx(grey, form, kernel), np.uint8)
    clear = out[out > STANDS_OUT]
    # Half of what the clearest strokes stand out by: their edges are soft, and letters grow into each other below that.
    strokes = out > max(STANDS_OUT, float(np.quantile(clear, 0.95)) / 2 if clear.size else 0.0)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes.astype(np.uint8), connectivity=8)
    table = np.asarray(stats, np.int64)
    tones = np.bincount(np.asarray(labels).ravel(), grey.ravel(), count) / np.maximum(table[:, 4], 1)
    rows = _rows(_letter_like(table, grey.shape[0]), table, tones)
    kept = [number for row in rows if _stands_out(grey, table[row], float(np.median(tones[row]))) for number in row]
    height, area = (float(np.median(table[kept, column])) if kept else 0.0 for column in (3, 4))
    return Lettering(strokes, np.isin(labels, kept), height, area)


def _stands_out(grey: "Pixels", row: "NDArray[int64]", tone: float) -> bool:
    """Whether a row differs from what is around it: the gaps between letters do not."""
    aside = max(int(row[:, 3].max()) // 2, 2)
    top, left = (max(int(row[:, column].min()) - aside, 0) for column in (1, 0))
    bottom, right = (int((row[:, column] + row[:, column + 2]).max()) + aside for column in (1, 0))
    around = np.zeros(grey.shape, np.bool_)
    around[top:bottom, left:right] = True
    around[top + aside : bottom - aside, left + aside : right - aside] = False
    return abs(float(np.median(grey[around])) - tone) > STANDS_OUT


def _letter_like(table: "NDArray[int64]", high: int) -> list[int]:
    """The numbers of the shapes that could be letters, from left to right."""
    found = []
    for number in range(1, len(table)):
        left, _, width, height, area = table[number]
        sized = LOW * high <= height <= HIGH * high and NARROW * height <= width <= WIDE * height
        if sized and (area <= SOLID * width * height or width < height / 2):
            found.append((int(left), number))
    return [number for _, number in sorted(found)]


def _rows(shapes: list[int], table: "NDArray[int64]", tones: "NDArray[np.float64]") -> list[list[int]]:
    """Those that stand in a row of at least ROW, each beside one of its height and lightness."""
    rows: list[list[int]] = []
    for number in shapes:
        apart = [tones[row[-1]] - tones[number] for row in rows]
        row = next(
            (row for row, off in zip(rows, apart, strict=True) if _beside(table[row[-1]], table[number], off)), None
        )
        if row is None:
            rows.append([number])
        else:
            row.append(number)
    return [row for row in rows if len(row) >= ROW]


def _beside(one: "NDArray[int64]", other: "NDArray[int64]", apart: float) -> bool:
    tall, low = max(one[3], other[3]), min(one[3], other[3])
    level = abs((one[1] + one[3] / 2) - (other[1] + other[3] / 2))
    gap = other[0] - (one[0] + one[2])
    return bool(tall <= ALIKE * low and level <= LEVEL * tall and gap <= ASIDE * tall and abs(apart) <= TONE)


def _shown(one: Lettering, other: Lettering) -> bool:
    """Whether all letters of one picture are among the strokes of the other."""
    import cv2

    if not one.area:
        return True
    reach = max(round(SLACK * one.height), 1)
    near = cv2.dilate(other.strokes.astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    rows, columns = np.flatnonzero(one.letters.any(axis=1)), np.flatnonzero(one.letters.any(axis=0))
    crop = one.letters[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float32)
    for scale in SCALES:
        sized = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        if sized.shape[0] > near.shape[0] or sized.shape[1] > near.shape[1]:
            continue
        wanted = (sized > 0.5).astype(np.float32)
        found = cv2.matchTemplate(near.astype(np.float32), wanted, cv2.TM_CCORR)  # letters that lie on strokes
        if wanted.sum() - float(found.max()) <= MISSING * one.area * scale * scale:
            return True
    return False
