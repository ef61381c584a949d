"""The planes of a drawing: its layers as pictures with transparency, which the film engine moves against each other."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tools.images.illustrator import raster
from tools.images.illustrator.canvas import Layer, Sheet
from tools.images.illustrator.hands import Hand

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tools.images.illustrator.raster import Pixels

MOST = 8
"""Planes of one drawing, words not counted: more cost the film engine time and are not seen."""
NEAR = 0.12
"""Layers whose depths differ by less move as one."""
WORDS = "words"
"""The name of planes of words."""
ACTOR = "subject"
"""Layers of this name are never joined with what lies behind them."""
REACH = 60
"""The width of the picture divided by how far a layer's shadow or glow reaches."""
FULL = 255
"""The largest sample: opaque."""
SEEN = 3
"""Steps of 255 by which a pixel must differ to count as changed."""


@dataclass(frozen=True)
class Plane:
    """A part that moves as one: rows x columns x 4 (RGB not multiplied by alpha), upper left corner at (x, y)."""

    layer: Layer
    pixels: "Pixels"
    x: int
    y: int


def of(sheet: Sheet, hand: Hand, whole: "Pixels", groups: list[list[Layer]] | None = None) -> list[Plane]:
    """The planes from back to front, one for each of `groups` (by default `grouped`) that shows anything.

    The first is opaque; laid over each other in place they are `whole`, the sheet as the hand painted it. A hand that
    draws the sheet as it is needs no comparing of pictures: its planes are the layers themselves.
    """
    import cv2
    import numpy as np

    behind: list[Layer] = []
    before: Pixels | None = None
    found = []

    def painted() -> "Pixels":
        return whole if len(behind) == len(sheet.layers) else hand.paint(sheet.only(list(behind)))

    for group in groups if groups is not None else grouped(sheet.layers):
        behind += group
        cel = raster.cel(sheet, group) if before is not None else None
        if before is None:
            before = painted()
            solid = cv2.cvtColor(before, cv2.COLOR_RGB2RGBA)
            found.append(Plane(group[0], np.asarray(solid, np.uint8), 0, 0))
        elif cel is not None and hand.paint is raster.flat:
            found.append(Plane(group[0], cel.pixels, cel.x, cel.y))
        elif cel is not None:
            after = painted()
            cover = np.zeros(after.shape[:2], np.uint8)
            high, wide = cel.pixels.shape[:2]
            cover[cel.y : cel.y + high, cel.x : cel.x + wide] = cel.pixels[..., 3]
            found.append(between(before, after, cover, group[0]))
            before = after
    return found


def grouped(layers: list[Layer]) -> list[list[Layer]]:
    """Neighbouring layers that move alike, together; at most MOST groups."""
    groups: list[list[Layer]] = []
    for layer in layers:
        last = groups[-1][-1] if groups else None
        alike = last is not None and (last.motion, last.order) == (layer.motion, layer.order)
        quiet = layer.motion == "still" and not layer.name.startswith(ACTOR)
        if last is not None and alike and quiet and abs(last.depth - layer.depth) < NEAR:
            groups[-1].append(layer)
        else:
            groups.append([layer])
    while len(groups) > MOST:
        steps = [abs(one[-1].depth - two[0].depth) + _apart(one) + _apart(two) for one, two in pairwise(groups)]
        at = steps.index(min(steps))
        groups[at : at + 2] = [groups[at] + groups[at + 1]]
    return groups


def _apart(group: list[Layer]) -> float:
    """What keeps a group by itself longer than its depth does: a subject, and what moves."""
    return 10.0 * any(layer.name.startswith(ACTOR) for layer in group) + (group[0].motion != "still")


def between(before: "Pixels", after: "Pixels", cover: "Pixels", layer: Layer) -> Plane:
    """The plane that turns `before` into `after`, cropped; `cover` (rows x columns) is where the layer itself is.

    Where the layer covers by a, its colour is (after - (1 - a) before) / a. Near it, what became darker or lighter (a
    shadow, a glow) becomes black or white of the strength that explains the change; farther away nothing is taken,
    since hands that look at the whole picture (oil) change it a little everywhere.
    """
    import cv2
    import numpy as np

    away = max(cover.shape[1] // REACH, 2)
    area = _box(cover, away)
    if area is None:
        return Plane(layer, np.zeros((1, 1, 4), np.uint8), 0, 0)
    old, made, alpha = before[area], after[area], cover[area]
    light, dark = _light(made), _light(old)
    change = light - dark
    grey = np.where((change < 0) & (alpha == 0), np.uint8(0), np.uint8(255))
    colours = np.where(alpha[..., None] > 0, made, grey[..., None])
    pixels = np.asarray(cv2.merge([*cv2.split(colours), alpha]), np.uint8)
    # Only the rim of a layer is half covered: what lies under all of it need not be taken out anywhere else.
    y, x = np.nonzero((alpha > 0) & (alpha < FULL))
    part = alpha[y, x].astype(np.int32)[:, None]
    own = (made[y, x].astype(np.int32) * FULL - old[y, x].astype(np.int32) * (FULL - part)) // part
    pixels[y, x, :3] = np.clip(own, 0, FULL)
    near = cv2.dilate(alpha, np.ones((2 * away + 1, 2 * away + 1), np.uint8)) > 0
    y, x = np.nonzero(near & (alpha == 0) & (np.abs(change) > SEEN * 3))
    by = change[y, x].astype(np.int32)
    room = np.where(by < 0, dark[y, x], 3 * FULL - dark[y, x])
    pixels[y, x, 3] = np.minimum(np.abs(by) * FULL // np.maximum(room, 1), FULL)
    return Plane(layer, pixels, area[1].start, area[0].start)


def _light(pixels: "Pixels") -> "NDArray[np.int16]":
    """The sum of each pixel's three samples."""
    import cv2
    import numpy as np

    red, green, blue = cv2.split(pixels)
    both = cv2.add(red, green, dtype=cv2.CV_16S)
    return np.asarray(cv2.add(both, blue, dtype=cv2.CV_16S), np.int16)


def _box(cover: "Pixels", away: int) -> tuple[slice, slice] | None:
    """The rows and columns of what is covered, and `away` pixels around; None when nothing is."""
    import numpy as np

    seen = cover > 0
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not rows.size:
        return None
    top, bottom = max(int(rows[0]) - away, 0), min(int(rows[-1]) + 1 + away, cover.shape[0])
    left, right = max(int(columns[0]) - away, 0), min(int(columns[-1]) + 1 + away, cover.shape[1])
    return slice(top, bottom), slice(left, right)


def laid(planes: list[Plane]) -> "Pixels":
    """The planes over each other in place: rows x columns x 3."""
    import numpy as np

    out = planes[0].pixels[..., :3].astype(np.int32)
    for plane in planes[1:]:
        height, width = plane.pixels.shape[:2]
        part = out[plane.y : plane.y + height, plane.x : plane.x + width]
        alpha = plane.pixels[..., 3:].astype(np.int32)
        part[...] = (plane.pixels[..., :3] * alpha + part * (255 - alpha) + 127) // 255
    return out.astype(np.uint8)
