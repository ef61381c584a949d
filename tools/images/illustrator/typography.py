"""Text set by Pango: wrapped, fitted into a box, shaped in any bundled script, always literal."""

import html
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.models import Direction
from tools import fonts
from tools.images.illustrator.canvas import Box

if TYPE_CHECKING:
    import numpy as np
    import pyvips

Weight = Literal["Regular", "SemiBold", "Bold"]

LONGEST = 320
"""Characters of a text block; what is longer ends in an ellipsis at a word."""
LEADING: dict[Direction, float] = {"ltr": 0.8, "rtl": 0.66}
"""Share of a heading's own line height: Poppins asks for 1.5 em, Cairo for 1.9, both too loose for large type."""
MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}


@dataclass(frozen=True)
class Wanted:
    """A block of text to set: sizes are letter heights (em) in design units, `lines` the most lines it may take."""

    text: str
    box: Box
    largest: float
    smallest: float
    weight: Weight
    direction: Direction
    align: Literal["start", "centre"] = "start"
    lines: int = 4
    hang: Literal["top", "middle", "bottom"] = "top"


@dataclass(frozen=True)
class Block:
    """Text as set: a coverage mask (rows x columns, uint8) and its upper left corner in pixels."""

    mask: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]"
    x: int
    y: int
    em: float

    @property
    def box(self) -> Box:
        """The mask's rectangle in pixels."""
        return Box(self.x, self.y, self.mask.shape[1], self.mask.shape[0])


def clean(text: str, longest: int = LONGEST) -> str:
    """The text as it may be shown: no controls or surrogates, single spaces, cut at a word with an ellipsis."""
    kept = "".join(" " if char.isspace() else char for char in text if _showable(char))
    words = " ".join(unicodedata.normalize("NFC", kept).split())
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.،؛") + "…"


def _showable(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in {"Cc", "Cs", "Co", "Cn"}


def compose(wanted: Wanted, scale: float) -> Block:
    """Set the text as large as its box allows; `scale` is pixels per design unit. The text must not be empty.

    The size is found by halving between the largest and the smallest; a text that is too long even for the smallest is
    cut at a word. No line leaves the box.
    """
    text = wanted.text
    while True:
        low, high = wanted.smallest, wanted.largest
        block = _fits(text, wanted, high, scale)
        if block is None:
            block = _fits(text, wanted, low, scale)
            for _ in range(5 if block is not None else 0):
                middle = (low + high) / 2
                better = _fits(text, wanted, middle, scale)
                block, low, high = (better, middle, high) if better is not None else (block, low, middle)
        if block is not None:
            return block
        shorter = clean(text.rstrip("…"), int(len(text) * 0.85))
        if len(shorter) >= len(text) or len(shorter) < 2:
            return _forced(text, wanted, scale)
        text = shorter


def _fits(text: str, wanted: Wanted, em: float, scale: float) -> Block | None:
    """The block at this size, or None when it is too tall, too wide or has too many lines."""
    image = _set(text, wanted, em, scale)
    limit_x, limit_y = wanted.box.width * scale + 0.5, wanted.box.height * scale + 0.5
    line = em * scale * 1.22
    crowded = image.height > line * (wanted.lines + 0.25)
    if (
        image.width > limit_x
        or image.height > limit_y
        or crowded
        or (em > wanted.smallest and _broken(text, wanted, em, scale))
    ):
        return None
    return _placed(image, wanted, em, scale)


def _broken(text: str, wanted: Wanted, em: float, scale: float) -> bool:
    """Whether the longest word would have to be broken at this size."""
    word = max(text.split() or [text], key=len)
    return bool(_image(word, wanted, em, scale, None).width > wanted.box.width * scale)


def _forced(text: str, wanted: Wanted, scale: float) -> Block:
    """The smallest setting shrunk into the box: for boxes of a few pixels."""
    image = _set(text, wanted, wanted.smallest, scale)
    shrink = min(wanted.box.width * scale / image.width, wanted.box.height * scale / image.height, 1.0)
    small = image.resize(shrink) if shrink < 1 else image
    return _placed(small, wanted, wanted.smallest * shrink, scale)


def _placed(image: "pyvips.Image", wanted: Wanted, em: float, scale: float) -> Block:
    mask = image.numpy().reshape(image.height, image.width, -1)[..., 0]
    left, top, width, height = (
        side * scale for side in (wanted.box.x, wanted.box.y, wanted.box.width, wanted.box.height)
    )
    across = {"centre": 0.5, "start": 0.0 if wanted.direction == "ltr" else 1.0}[wanted.align]
    down = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[wanted.hang]
    x, y = left + (width - mask.shape[1]) * across, top + (height - mask.shape[0]) * down
    return Block(mask, max(int(x), 0), max(int(y), 0), em)


def _set(text: str, wanted: Wanted, em: float, scale: float) -> "pyvips.Image":
    return _image(text, wanted, em, scale, max(int(wanted.box.width * scale), 1))


def _image(text: str, wanted: Wanted, em: float, scale: float, width: int | None) -> "pyvips.Image":
    import pyvips

    # Pango takes the base direction from the first strong character: a mark of the film's direction comes first.
    literal = html.escape(MARKS[wanted.direction] + text, quote=False)
    tight = LEADING[wanted.direction] * (1.0 if wanted.weight == "Bold" else 1.12)
    size = max(em * scale, 1.0)
    options = {"width": width, "wrap": "word-char"} if width else {}
    return pyvips.Image.text(
        f'<span line_height="{tight}">{literal}</span>',
        font=f"{fonts.FAMILIES} {wanted.weight} {size:.2f}",
        dpi=72,
        align="centre" if wanted.align == "centre" else "low",
        **options,
    )
