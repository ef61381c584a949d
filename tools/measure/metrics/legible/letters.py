"""The letters of a caption on a frame: their contrast with their ground, and the boxes of missing glyphs."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.measure.metrics.legible.places import Mask, Picture, Seen

STROKE = 0.018  # of the frame's height: letters' strokes are thinner, patches of a picture thicker
TALL, ASIDE = 0.4, 0.4  # of the height of tall letters: others are marks, which lie so near to letters
LIGHT = 0.8  # of the lightest letters: a word that is marked has another colour
FEW = 24  # pixels of letters or of their ground, at least
HOLLOW = 0.45  # of a box of a missing glyph that is empty or holds small digits
SQUARE = 0.93  # of its rectangle that the outline of such a box fills; of the letters D fills most, 0.90
LOWEST = 0.012  # of the frame's height: lower shapes are no letters
FAINT = 12.0  # of 255: luma by which letters stand out at least
BLENDS = 0.85  # from a letter to its ground: up to here it is of the letter
POCKET = 0.7  # of a shape between letters that looks the same without the caption: a patch of picture
RARE = 0.25  # of all strokes that such patches take at most: where there are more, the letters have the ground's colour
PALE = 0.62  # of what changes with a caption: more bright pixels than that are its ground, not its letters


def letters(seen: Seen, *, dark: bool = False) -> Mask:
    """The pixels of a caption's letters inside its box: strokes that stand out from what is around them.

    `dark`: dark letters on a light ground.
    """
    import cv2

    luma = np.asarray(cv2.cvtColor(seen.crop(), cv2.COLOR_RGB2GRAY), np.uint8)
    size = max(round(STROKE * seen.frame.shape[0]), 3) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    out = cv2.morphologyEx(luma, cv2.MORPH_BLACKHAT if dark else cv2.MORPH_TOPHAT, kernel)
    filled = _filled(seen)
    most = float(np.quantile(out[filled], 0.99)) if filled.any() else 0.0
    strokes = _without_pockets(np.asarray(filled & (out > max(most / 2, FAINT)), np.bool_), seen.same)
    return _text_of(strokes, 255 - luma if dark else luma)


def _without_pockets(strokes: Mask, same: Mask) -> Mask:
    """The strokes without the light patches that outlined letters enclose on a light ground."""
    import cv2

    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes.astype(np.uint8), connectivity=8)
    alike = np.bincount(np.asarray(labels)[same], minlength=count)
    areas = np.asarray(stats[:, cv2.CC_STAT_AREA], np.int64)
    pockets = alike >= POCKET * areas
    pockets[0] = False
    if areas[pockets].sum() > RARE * strokes.sum():
        edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
        pockets &= np.isin(np.arange(count), edge)  # the ground around an outline
    kept = np.asarray(strokes & ~pockets[labels], np.bool_)
    return kept if kept.any() else strokes


def enclosed(seen: Seen) -> Mask:
    """What a dark outline encloses: the letters of outlined captions, whatever lies between and around them."""
    import cv2

    luma = np.asarray(cv2.cvtColor(seen.crop(), cv2.COLOR_RGB2GRAY), np.uint8)
    limit, _ = cv2.threshold(luma.reshape(-1, 1), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    light = luma > limit
    _, labels = cv2.connectedComponents(light.astype(np.uint8), connectivity=4)
    border = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    return np.asarray(light & ~np.isin(labels, border), np.bool_)


def page(seen: Seen, inked: Mask) -> NDArray[np.uint8]:
    """The crop of a caption in grey as dark letters on a light ground; what touches its border is no letter."""
    import cv2

    luma = np.asarray(cv2.cvtColor(seen.crop(), cv2.COLOR_RGB2GRAY), np.float64)
    ground = float(np.median(luma))
    letter = float(np.median(luma[inked])) if inked.any() else 0.0
    if abs(letter - ground) < FAINT:
        return np.asarray(luma, np.uint8)
    paper = np.clip((luma - letter) / (ground - letter), 0, 1)
    _, labels = cv2.connectedComponents((paper < BLENDS).astype(np.uint8), connectivity=8)
    border = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    paper[np.isin(labels, border[border > 0])] = 1.0
    return np.asarray(255 * paper, np.uint8)


def _text_of(strokes: Mask, light: NDArray[np.uint8]) -> Mask:
    """The strokes as light as the others, and among or near those of a letter's height: nothing of box or picture."""
    import cv2

    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes.astype(np.uint8), connectivity=8)
    if count < 2:
        return strokes
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    tall = float(np.quantile(heights, 0.9))
    tops, lefts = stats[1:, cv2.CC_STAT_TOP], stats[1:, cv2.CC_STAT_LEFT]
    bottoms, rights = tops + heights, lefts + stats[1:, cv2.CC_STAT_WIDTH]
    letter, aside = heights >= TALL * tall, ASIDE * tall
    # The upper quartile of a component: its edge blends with the outline, and single pixels with a neighbour.
    levels = [np.quantile(light[rows, columns][part], 0.75) for rows, columns, part in _parts(labels, stats)]
    inside = np.asarray(levels) >= LIGHT * float(np.quantile(light[strokes], 0.95))
    letter &= inside
    if not letter.any():
        return strokes
    inside &= (tops >= tops[letter].min() - aside) & (bottoms <= bottoms[letter].max() + aside)
    inside &= (lefts >= lefts[letter].min() - aside) & (rights <= rights[letter].max() + aside)
    return np.asarray(np.concatenate([[False], inside])[labels], np.bool_)


def dark(seen: Seen) -> bool:
    """Whether a caption that stands alone has dark letters on a light ground: most of what came with it is light."""
    import cv2

    luma = np.asarray(cv2.cvtColor(seen.crop(), cv2.COLOR_RGB2GRAY), np.uint8)
    filled = _filled(seen)
    limit, _ = cv2.threshold(luma[filled].reshape(-1, 1), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return bool((luma[filled] > limit).mean() > PALE)


def _parts(labels: Any, stats: Any) -> Iterator[tuple[slice, slice, Mask]]:
    """Each component: its rows and columns, and its mask there."""
    import cv2

    for number in range(1, len(stats)):
        left, top, width, height = (
            int(stats[number, field])
            for field in (cv2.CC_STAT_LEFT, cv2.CC_STAT_TOP, cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT)
        )
        rows, columns = slice(top, top + height), slice(left, left + width)
        yield rows, columns, np.asarray(labels[rows, columns] == number)


def contrast(seen: Seen, inked: Mask) -> float | None:
    """Relative luminance of the letters (p99) against that of what touches them (p95), as WCAG 2.2 compares colours.

    The ground is the ring around the strokes, without the pixels that blend into them. None where there are no letters.
    """
    import cv2

    blend = max(round(min(seen.frame.shape[:2]) / 540), 1)
    reach = 2 * blend
    mask = inked.astype(np.uint8)
    near, far = (cv2.dilate(mask, np.ones((2 * size + 1, 2 * size + 1), np.uint8)) > 0 for size in (blend, reach))
    ring = far & ~near
    ring &= _filled(seen)
    if inked.sum() < FEW or ring.sum() < FEW:
        return None
    light = luminance(seen.crop())
    pale = float(np.median(light[inked])) >= float(np.median(light[ring]))
    text = float(np.quantile(light[inked], 0.99 if pale else 0.01))
    ground = float(np.quantile(light[ring], 0.95 if pale else 0.05))
    return (max(text, ground) + 0.05) / (min(text, ground) + 0.05) if (text >= ground) == pale else 1.0


def luminance(picture: Picture) -> NDArray[np.float64]:
    """The relative luminance of sRGB pixels (WCAG 2.2), 0 to 1."""
    levels = np.arange(256) / 255
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear[picture] @ np.array([0.2126, 0.7152, 0.0722]))


def boxes(seen: Seen, inked: Mask) -> int:
    """How many rectangles with nothing or small digits in them stand among the letters: glyphs that the font lacks."""
    import cv2

    contours, tree = cv2.findContours(inked.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return 0
    links = np.asarray(tree)[0]
    least = max(LOWEST * seen.frame.shape[0], 6.0)
    found = 0
    outlines = [np.asarray(contour, np.int32) for contour in contours]
    for number, contour in enumerate(outlines):
        _, _, width, height = cv2.boundingRect(contour)
        if links[number][3] >= 0 or height < least or width < least / 2 or width > 2 * height:
            continue
        hole = int(links[number][2])
        found += (
            hole >= 0 and _square(contour) and _square(outlines[hole]) and _share(outlines[hole], contour) >= HOLLOW
        )
    return found


def _square(contour: NDArray[np.integer]) -> bool:
    """Whether an outline fills its rectangle."""
    import cv2

    _, _, width, height = cv2.boundingRect(contour)
    return bool(width > 2 and height > 2 and cv2.contourArea(contour) >= SQUARE * (width - 1) * (height - 1))


def _share(inner: NDArray[np.integer], outer: NDArray[np.integer]) -> float:
    import cv2

    return float(cv2.contourArea(inner)) / max(float(cv2.contourArea(outer)), 1.0)


def _filled(seen: Seen) -> Mask:
    """What changed with the caption, and what lies between: its letters with their outline or box."""
    import cv2

    reach = max(round(STROKE * seen.frame.shape[0]), 3)
    kernel = np.ones((reach, reach), np.uint8)
    return np.asarray(cv2.morphologyEx(seen.changed.astype(np.uint8), cv2.MORPH_CLOSE, kernel) > 0, np.bool_)
