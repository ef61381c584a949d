"""Sheets as pixels: the whole picture, each layer by itself in its own box, or which part is seen where."""

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from core.errors import Unavailable
from tools.images.illustrator.canvas import Layer, Sheet

if TYPE_CHECKING:
    import numpy as np
    import pyvips

    Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


@dataclass(frozen=True)
class Cel:
    """Layers as pixels: rows x columns x 4 (RGB not multiplied by alpha), upper left corner at column x, row y.

    They move as the first of them does.
    """

    layer: Layer
    pixels: "Pixels"
    x: int
    y: int


@dataclass(frozen=True)
class Parts:
    """Which part of the drawing is seen at each pixel: rows x columns of numbers, 0 for none, higher ones in front.

    `depths` has the depth of each number's layer, `numbers` many.
    """

    numbers: "Pixels"
    depths: tuple[float, ...]


def flat(sheet: Sheet) -> "Pixels":
    """The whole sheet over white: rows x columns x 3."""
    import numpy as np

    rgb = _loaded(sheet, sheet.layers).flatten(background=[255, 255, 255])[:3]
    return np.array(rgb.numpy(), dtype=np.uint8)


def cel(sheet: Sheet, layers: list[Layer]) -> Cel | None:
    """The layers over nothing, cropped to the box of their visible pixels; None when they show nothing."""
    import numpy as np

    pixels = np.asarray(_loaded(sheet, layers).numpy(), dtype=np.uint8)
    seen = pixels[..., 3] > 0
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not rows.size:
        return None
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    return Cel(layers[0], np.ascontiguousarray(pixels[top:bottom, left:right]), int(left), int(top))


MOST_PARTS = 250
"""Parts that are told apart; in a sheet of more, neighbours of one layer share a number."""
SHEER = 0.5
"""What is less opaque than this is light or shade, not a part."""
_TAG = re.compile(r"<(\w+)((?:\s+[\w:-]+=\"[^\"]*\")*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"([\w:-]+)=\"([^\"]*)\"")


def parts(sheet: Sheet) -> Parts:
    """The sheet drawn once more, each part in a number instead of its colours, without soft edges."""
    import numpy as np

    total = sum(len(layer.parts) for layer in sheet.layers)
    each = max(-(-total // MOST_PARTS), 1)
    sheer = {found[1] for one in sheet.defs if "stop-opacity" in one and (found := re.search(r'id="([^"]+)"', one))}
    drawn, depths = [], [0.0]
    for layer in sheet.layers:
        for at in range(0, len(layer.parts), each):
            number = min(len(depths), 255)
            colour = f"#{number:02X}{number:02X}{number:02X}"
            inner = _TAG.sub(partial(_numbered, colour=colour, sheer=sheer), "".join(layer.parts[at : at + each]))
            drawn.append(f'<g fill="{colour}" shape-rendering="crispEdges">{inner}</g>')
            depths.append(layer.depth)
    whole = Layer("parts", parts=drawn)
    pixels = np.asarray(_loaded(sheet, [whole]).numpy(), dtype=np.uint8)
    return Parts(np.ascontiguousarray(pixels[..., 0]), tuple(depths[:256]))


def _numbered(tag: re.Match[str], colour: str, sheer: set[str]) -> str:
    """A tag whose paints are the colour of its part's number; what is sheer is hidden."""
    name, inside, end = tag.groups()
    if name in {"stop", "linearGradient", "radialGradient", "clipPath", "mask"}:
        return tag[0]
    kept = []
    for key, value in _ATTRIBUTE.findall(inside):
        if key in {"filter", "mask"}:
            continue
        if key.endswith("opacity"):
            if float(value.rstrip("%") or 1) < SHEER:
                kept.append('visibility="hidden"')
            continue
        if key in {"fill", "stroke"} and value != "none":
            value = "none" if value[5:-1] in sheer else colour
        elif key == "style":
            value = re.sub(r"(fill|stroke)\s*:\s*(?!none)[^;]+", rf"\1:{colour}", value)
        kept.append(f'{key}="{value}"')
    return f"<{name} {' '.join(kept)}{end}>"


def _loaded(sheet: Sheet, layers: list[Layer]) -> "pyvips.Image":
    import pyvips

    try:
        return pyvips.Image.svgload_buffer(sheet.svg(layers).encode(), unlimited=True)
    except pyvips.Error as error:
        raise Unavailable(f"librsvg could not draw the picture: {error}", unexpected=True) from error
