"""Caption bitmaps: a cue is set by Pango, put on a soft dark box or into an outline, and turned into planes."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.models import CaptionStyle, Cue
from tools.film.caption_styles import BOX, DARK, OUTLINE, SOURCE, SPOKEN, boxed, corner, place
from tools.film.languages import LRM, RLM, is_right_to_left
from tools.film.planes import Planes, covered
from tools.fonts import families, prepare

_SHADES, _APART = 6, 51  # of each of red, green and blue in the colours that mark words: 0, 51 … 255
_NUMBERS = _SHADES**3
_FAINT = 12  # opacity below which a colour multiplied by it and divided again is no longer its own
_ARABIC = "Cairo"
_LOOSE, _TIGHT, _TIGHT_ARABIC = 0.06, -0.15, -0.5
"""Of the letter height, added between lines: big ones stay clear of the picture, and Cairo's lines lie far apart."""
_SHADOW = 0.45  # opacity of the soft shadow around an outline

Number = TypeVar("Number", np.uint8, np.uint16, np.uint32)


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


def draw(
    cue: Cue,
    highlighted: int | None,
    *,
    width: int,
    height: int,
    language: str,
    style: CaptionStyle = "boxed",
    begun: int = 0,
) -> Bitmap:
    """Set a cue for a frame of `width` x `height` pixels, with word number `highlighted` in another colour.

    In the style karaoke the first `begun` words have that colour. It lies in the safe area of `caption_styles.place`.
    """
    setting = _setting(cue, width, height, language, style)
    coloured = range(begun) if style == "karaoke" else () if highlighted is None else (highlighted,)
    return Bitmap(setting.x, setting.y, _highlighted(setting, coloured), setting.rest)


def source_line(text: str, *, width: int, height: int, language: str) -> Bitmap:
    """One small line in a box in the upper corner where reading ends; cut where the frame ends."""
    right_to_left = is_right_to_left(language)
    size = SOURCE * max(height, width * 9 / 16) if width > height else SOURCE * height * 0.9
    aside, down = corner(width, height)
    line = _set(escape(text), size, right_to_left, heavy=False)
    while line.pixels.shape[1] > (1 - 2 * aside) * width and len(text) > 8:
        text = f"{text[: int(len(text) * 0.85)].rstrip(' ,;:(')}…"
        line = _set(escape(text), size, right_to_left, heavy=False)
    top, bottom = _stretch(line, _strut(1, size, right_to_left, False))
    wide, high = _even(line.pixels.shape[1] + size), _even(bottom - top + 0.5 * size)
    ink = _placed(line.pixels, line.top - top + (high - bottom + top) // 2, wide, high)
    ink[..., :3] = 255
    planes, cover = covered(*_over(ink, _box(wide, high, 0.3 * size)))
    x = _even(aside * width) if right_to_left else _even((1 - aside) * width - wide)
    return Bitmap(max(x, 0), _even(down * height), planes, Planes(*(255 - plane for plane in cover)))


@dataclass(frozen=True)
class _Setting:
    """A cue as a bitmap without highlights, and as one in which all words have them; `numbers` of the words' pixels."""

    x: int
    y: int
    plain: Planes
    spoken: Planes
    rest: Planes
    numbers: NDArray[np.uint16]
    """(height, width): 1 + the word's number, 0 beside words."""


@lru_cache(maxsize=4)
def _setting(cue: Cue, width: int, height: int, language: str, style: CaptionStyle) -> _Setting:
    where = place(style, width, height)
    size = where.size * height
    right_to_left = is_right_to_left(language)
    heavy = style == "big"
    text = _written(cue, size, right_to_left, heavy)
    widest = where.widest * width
    if text.pixels.shape[1] > widest:
        size *= 0.99 * widest / text.pixels.shape[1]
        text = _written(cue, size, right_to_left, heavy)
    top, bottom = _stretch(text, _strut(len(cue.lines), size, right_to_left, heavy))
    in_box = boxed(style)
    box_wide = _even(text.pixels.shape[1] + 2 * (0.62 if in_box else 0.3) * size)
    box_high = _even(bottom - top + 2 * 0.36 * size)
    ink_top = text.top - top + (box_high - bottom + top) // 2
    ink = _placed(text.pixels, ink_top, box_wide, box_high)
    ground = _box(box_wide, box_high, 0.34 * size) if in_box else _outline(ink[..., 3], size)
    numbers = _numbers(ink)
    plain, cover = covered(*_over(_painted(ink, np.zeros_like(numbers, np.bool_)), ground))
    spoken, _ = covered(*_over(_painted(ink, numbers > 0), ground))
    x = _even(min(max(where.middle * width - box_wide / 2, 0), width - box_wide))
    y = _even(min(max(where.bottom * height - box_high, 0), height - box_high))
    return _Setting(x, y, plain, spoken, Planes(*(255 - plane for plane in cover)), numbers)


def _highlighted(setting: _Setting, words: Collection[int]) -> Planes:
    """The planes without highlights, with those pixels of the others that belong to `words`."""
    if not words:
        return setting.plain
    planes = Planes(*(plane.copy() for plane in setting.plain))
    seen = np.isin(setting.numbers, [(word + 1) % _NUMBERS for word in words])
    blocks = seen[::2, ::2] | seen[1::2, ::2] | seen[::2, 1::2] | seen[1::2, 1::2]
    for plane, other, where in zip(planes, setting.spoken, (seen, blocks, blocks), strict=True):
        np.copyto(plane, other, where=where)
    return planes


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


def _even(length: float) -> int:
    return round(length / 2) * 2


def _written(cue: Cue, size: float, right_to_left: bool, heavy: bool) -> "_Text":
    """The cue's lines, each word in the colour of its number (`_mark`), so that one setting serves all highlights.

    Every line has the language's direction, whatever its first letter.
    """
    mark = RLM if right_to_left else LRM
    lines = []
    for number, line in enumerate(cue.lines):
        marked, done = mark, 0
        for word_number, word in enumerate(cue.words):
            if word.line != number:
                continue
            ends = word.at + word.length
            colour = "#{:02X}{:02X}{:02X}".format(*_mark(word_number))
            marked += f'{escape(line[done : word.at])}<span foreground="{colour}">{escape(line[word.at : ends])}</span>'
            done = ends
        lines.append(marked + escape(line[done:]))
    return _set('<span foreground="#000000">' + "\n".join(lines) + "</span>", size, right_to_left, heavy)


def _mark(word: int) -> tuple[int, int, int]:
    """The colour by which the pixels of word number `word` are found: far from every other, and from black."""
    number = (word + 1) % _NUMBERS
    return number % _SHADES * _APART, number // _SHADES % _SHADES * _APART, number // _SHADES**2 * _APART


def _numbers(marked: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """Which word the pixels of `_written` belong to: 1 + its number, 0 beside words.

    Faint pixels have lost their colour to rounding and go with the word that they touch.
    """
    shades = (marked[..., :3].astype(np.uint16) + _APART // 2) // _APART
    numbers: NDArray[np.uint16] = shades[..., 0] + _SHADES * shades[..., 1] + _SHADES**2 * shades[..., 2]
    numbers[marked[..., 3] < _FAINT] = 0
    near = numbers
    for axis in (0, 1):
        near = np.maximum(near, np.maximum(_shifted(near, 1, axis), _shifted(near, -1, axis)))
    return np.where((numbers == 0) & (marked[..., 3] < _FAINT), near, numbers)


def _painted(marked: NDArray[np.uint8], spoken: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The pixels in the colour of text, some of them in the colour of what is spoken."""
    pixels = marked.copy()
    pixels[..., :3] = 255
    pixels[spoken, :3] = SPOKEN
    return pixels


@dataclass(frozen=True)
class _Text:
    """Straight RGBA pixels (height, width, 4) cropped to the ink, and the ink's top below the first line's top."""

    pixels: NDArray[np.uint8]
    top: int


def _set(markup: str, size: float, right_to_left: bool, heavy: bool) -> _Text:
    """Set text of `size` pixels; the Arabic font is slender, so it is set bold and draws the digits too."""
    prepare()
    import pyvips

    usual = families("", markup)
    weight = "Bold" if heavy or right_to_left else "Semi-Bold"
    font = f"{_ARABIC + ',' if right_to_left else ''}{usual} {weight} {size:.2f}"
    leading = round((_LOOSE if not heavy else _TIGHT_ARABIC if right_to_left else _TIGHT) * size)
    image: Any = pyvips.Image.text(markup, font=font, dpi=72, align="centre", rgba=True, spacing=leading)
    return _Text(image.numpy(), image.get("yoffset"))


@lru_cache(maxsize=64)
def _strut(lines: int, size: float, right_to_left: bool, heavy: bool) -> tuple[int, int]:
    """Top and bottom of lines with tall and deep letters, so that captions of one script share height and baselines."""
    text = _set("\n".join(["\u0623\u062c\u064a" if right_to_left else "Hg"] * lines), size, right_to_left, heavy)
    return text.top, text.top + text.pixels.shape[0]


def _stretch(text: _Text, strut: tuple[int, int]) -> tuple[int, int]:
    return min(text.top, strut[0]), max(text.top + text.pixels.shape[0], strut[1])


def _placed(text: NDArray[np.uint8], top: int, width: int, height: int) -> NDArray[np.uint8]:
    """The text in the middle of clear RGBA pixels (height, width, 4), `top` pixels below the upper edge."""
    canvas = np.zeros((height, width, 4), np.uint8)
    left = (width - text.shape[1]) // 2
    canvas[top : top + text.shape[0], left : left + text.shape[1]] = text
    return canvas


def _over(text: NDArray[np.uint8], ground: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """RGBA text over a dark ground of that opacity (0..255): RGB multiplied by alpha, and alpha."""
    ink = text[..., 3].astype(np.uint16)
    left = _divided(ground * (255 - ink))  # what is seen of the ground
    rgb = np.empty((*ground.shape, 3), np.uint8)
    for channel, dark in enumerate(DARK):
        rgb[..., channel] = _divided(text[..., channel] * ink) + _divided(left * np.uint16(dark))
    return rgb, (ink + left).astype(np.uint8)


def _divided(products: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Products of two bytes divided by 255, to nearest; they are overwritten."""
    products += 128
    products += products >> 8
    products >>= 8
    return products


@lru_cache(maxsize=4)
def _box(width: int, height: int, radius: float) -> NDArray[np.uint8]:
    """Opacity (height, width) in 0..255 of a rounded box."""
    return np.rint(_rounded(width, height, radius) * (255 * BOX)).astype(np.uint8)


def _outline(ink: NDArray[np.uint8], size: float) -> NDArray[np.uint8]:
    """Opacity of a dark rim around letters of `size` pixels, with a soft shadow that lifts it off a busy picture."""
    rim = _grown(ink, OUTLINE * size)
    shadow = _grown(rim, 0.03 * size).astype(np.uint32)
    for axis in (0, 1, 0, 1):
        shadow = _smoothed(shadow, max(round(0.05 * size), 1), axis)
    soft = (shadow * round(255 * _SHADOW) + 127) // 255
    return np.maximum(rim, soft.astype(np.uint8))


def _grown(ink: NDArray[np.uint8], radius: float) -> NDArray[np.uint8]:
    """The greatest value within `radius` pixels: whole numbers only, so that every processor gives the same."""
    reach = int(radius)
    grown = ink.copy()
    for down in range(-reach, reach + 1):
        row = _shifted(ink, down, 0)
        wide = row
        for across in range(1, int((radius**2 - down**2) ** 0.5) + 1):
            wide = np.maximum(wide, np.maximum(_shifted(row, across, 1), _shifted(row, -across, 1)))
        grown = np.maximum(grown, wide)
    return grown


def _smoothed(values: NDArray[np.uint32], reach: int, axis: int) -> NDArray[np.uint32]:
    """The mean over `reach` pixels to either side along an axis, in whole numbers."""
    total = sum((_shifted(values, by, axis) for by in range(-reach, reach + 1)), np.zeros_like(values))
    smoothed: NDArray[np.uint32] = total // (2 * reach + 1)
    return smoothed


def _shifted(values: NDArray[Number], by: int, axis: int) -> NDArray[Number]:
    """The values moved by `by` places along an axis; what comes in from outside is 0."""
    moved = np.zeros_like(values)
    length = values.shape[axis]
    kept, there = slice(max(-by, 0), length - max(by, 0)), slice(max(by, 0), length - max(-by, 0))
    if axis == 0:
        moved[there] = values[kept]
    else:
        moved[:, there] = values[:, kept]
    return moved


def _rounded(width: int, height: int, radius: float) -> NDArray[np.float64]:
    """Coverage 0..1 of a rounded rectangle that fills (height, width), its edge one pixel soft."""
    across = np.maximum(np.abs(np.arange(width) + 0.5 - width / 2) - (width / 2 - radius), 0.0)
    down = np.maximum(np.abs(np.arange(height) + 0.5 - height / 2) - (height / 2 - radius), 0.0)
    distance = np.sqrt(across[None, :] ** 2 + down[:, None] ** 2)
    coverage: NDArray[np.float64] = np.clip(radius - distance + 0.5, 0.0, 1.0)
    return coverage
