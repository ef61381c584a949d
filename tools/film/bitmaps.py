"""Caption bitmaps: a cue is set by Pango, put on a soft dark box and turned into planes ready to be blended."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.models import Cue
from tools.film.planes import Plane, Planes, from_rgb
from tools.fonts import families, prepare

_BOX = (12, 14, 20)  # RGB of the box
_BOX_ALPHA = 0.68  # white text on it has a contrast of 7.6 over a white picture, the highlight 5.4
_TEXT = "#FFFFFF"
_SPOKEN = "#FFD75E"
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_ARABIC = "Cairo"
_LRM, _RLM = "\u200e", "\u200f"


@dataclass(frozen=True)
class _Layout:
    """Shares of the frame: font size of its height, greatest text width, middle of the text, bottom edge of the box."""

    size: float
    widest: float
    middle: float
    bottom: float


@dataclass(frozen=True)
class Bitmap:
    """A caption to blend: even `x`, `y` in the frame, `colour` planes multiplied by alpha, `rest` = 255 - alpha."""

    x: int
    y: int
    colour: Planes
    rest: Planes

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, both even."""
        return self.colour.size


def draw(cue: Cue, highlighted: int | None, *, width: int, height: int, language: str) -> Bitmap:
    """Set a cue for a frame of `width` x `height` pixels, with word number `highlighted` in another colour.

    The box lies in the safe area: 16:9 and 1:1 inside the middle 90 % of the width and 7 % above the bottom; 9:16 above
    the bottom 18 % and left of the right 10 %, where players put their controls.
    """
    layout = _layout(width, height)
    size = layout.size * height
    rtl = right_to_left(language)
    markup = _markup(cue, highlighted, rtl)
    text = _set(markup, size, rtl)
    widest = layout.widest * width
    if text.pixels.shape[1] > widest:
        size *= 0.99 * widest / text.pixels.shape[1]
        text = _set(markup, size, rtl)
    top, bottom = _stretch(text, _strut(len(cue.lines), size, rtl))
    box_wide = _even(text.pixels.shape[1] + 2 * 0.62 * size)
    box_high = _even(bottom - top + 2 * 0.36 * size)
    ink_top = text.top - top + (box_high - bottom + top) // 2
    rgb, alpha = _boxed(text.pixels, ink_top, box_wide, box_high, radius=0.34 * size)
    x = _even(min(max(layout.middle * width - box_wide / 2, 0), width - box_wide))
    y = _even(min(max(layout.bottom * height - box_high, 0), height - box_high))
    return _multiplied(x, y, from_rgb(rgb), _alpha_planes(alpha))


def _multiplied(x: int, y: int, colour: Planes, alpha: Planes) -> Bitmap:
    mixed = (
        ((part.astype(np.uint16) * cover + 127) // 255).astype(np.uint8)
        for part, cover in zip(colour, alpha, strict=True)
    )
    return Bitmap(x, y, Planes(*mixed), Planes(*(255 - cover for cover in alpha)))


def blend(bitmap: Bitmap, target: Planes) -> None:
    """Lay the bitmap over a frame's planes, in its own rows and columns only."""
    for colour, rest, plane, step in zip(bitmap.colour, bitmap.rest, target, (1, 2, 2), strict=True):
        top, left = bitmap.y // step, bitmap.x // step
        part = plane[top : top + colour.shape[0], left : left + colour.shape[1]]
        mixed = part.astype(np.uint16)
        mixed *= rest
        mixed += 128
        mixed += mixed >> 8  # divided by 255 to nearest
        part[:] = (mixed >> 8) + colour


def _layout(width: int, height: int) -> _Layout:
    if width > height:
        return _Layout(size=0.046, widest=0.84, middle=0.5, bottom=0.935)
    if width == height:
        return _Layout(size=0.044, widest=0.84, middle=0.5, bottom=0.935)
    return _Layout(size=0.0285, widest=0.76, middle=0.47, bottom=0.81)


def _even(length: float) -> int:
    return round(length / 2) * 2


def _markup(cue: Cue, highlighted: int | None, right_to_left: bool) -> str:
    """Pango markup of the lines; every line has the language's direction, whatever its first letter."""
    mark = _RLM if right_to_left else _LRM
    lines = []
    for number, line in enumerate(cue.lines):
        word = cue.words[highlighted] if highlighted is not None else None
        if word is not None and word.line == number:
            before, said, after = line[: word.at], line[word.at : word.at + word.length], line[word.at + word.length :]
            marked = f'{escape(before)}<span foreground="{_SPOKEN}">{escape(said)}</span>{escape(after)}'
        else:
            marked = escape(line)
        lines.append(mark + marked)
    return f'<span foreground="{_TEXT}">' + "\n".join(lines) + "</span>"


def right_to_left(language: str) -> bool:
    """Whether a language is written from the right."""
    return language.split("-")[0].lower() in _RIGHT_TO_LEFT


@dataclass(frozen=True)
class _Text:
    """Straight RGBA pixels (height, width, 4) cropped to the ink, and the ink's top below the first line's top."""

    pixels: NDArray[np.uint8]
    top: int


def _set(markup: str, size: float, right_to_left: bool) -> _Text:
    """Set text of `size` pixels; the Arabic font is slender, so it is set bold and draws the digits too."""
    prepare()
    import pyvips

    usual = families("", markup)
    font = f"{_ARABIC},{usual} Bold {size:.2f}" if right_to_left else f"{usual} Semi-Bold {size:.2f}"
    image: Any = pyvips.Image.text(markup, font=font, dpi=72, align="centre", rgba=True, spacing=round(0.06 * size))
    return _Text(image.numpy(), image.get("yoffset"))


@lru_cache(maxsize=64)
def _strut(lines: int, size: float, right_to_left: bool) -> tuple[int, int]:
    """Top and bottom of lines with tall and deep letters, so that captions of one script share height and baselines."""
    text = _set("\n".join(["\u0623\u062c\u064a" if right_to_left else "Hg"] * lines), size, right_to_left)
    return text.top, text.top + text.pixels.shape[0]


def _stretch(text: _Text, strut: tuple[int, int]) -> tuple[int, int]:
    return min(text.top, strut[0]), max(text.top + text.pixels.shape[0], strut[1])


def _boxed(
    text: NDArray[np.uint8], top: int, width: int, height: int, *, radius: float
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Text `top` pixels below the upper edge of a rounded box: RGB and alpha in 0..255, not premultiplied."""
    alpha = np.rint(_rounded(width, height, radius) * (255 * _BOX_ALPHA)).astype(np.uint8)
    rgb = np.empty((height, width, 3), np.uint8)
    rgb[:] = _BOX
    left = (width - text.shape[1]) // 2
    place = (slice(top, top + text.shape[0]), slice(left, left + text.shape[1]))
    ink = text[..., 3].astype(np.uint32)
    of_text, of_box = ink * 255, alpha[place] * (255 - ink)
    total = of_text + of_box
    half, least = (total // 2)[..., None], np.maximum(total, 1)[..., None]
    mixed = text[..., :3] * of_text[..., None] + np.array(_BOX, np.uint32) * of_box[..., None]
    rgb[place] = (mixed + half) // least
    alpha[place] = (total + 127) // 255
    return rgb, alpha


def _rounded(width: int, height: int, radius: float) -> NDArray[np.float64]:
    """Coverage 0..1 of a rounded rectangle that fills (height, width), its edge one pixel soft."""
    across = np.maximum(np.abs(np.arange(width) + 0.5 - width / 2) - (width / 2 - radius), 0.0)
    down = np.maximum(np.abs(np.arange(height) + 0.5 - height / 2) - (height / 2 - radius), 0.0)
    distance = np.sqrt(across[None, :] ** 2 + down[:, None] ** 2)
    coverage: NDArray[np.float64] = np.clip(radius - distance + 0.5, 0.0, 1.0)
    return coverage


def _alpha_planes(alpha: NDArray[np.uint8]) -> Planes:
    halved = alpha.astype(np.uint16)
    blocks = halved[0::2, 0::2] + halved[0::2, 1::2] + halved[1::2, 0::2] + halved[1::2, 1::2] + 2
    chroma: Plane = (blocks >> 2).astype(np.uint8)
    return Planes(alpha, chroma, chroma)
