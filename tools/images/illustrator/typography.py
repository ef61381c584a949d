"""Text set by Pango: wrapped, fitted into a box, shaped in any bundled script, always literal."""

import html
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from core.scene import Direction
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
BALANCED = 5
"""Lines: what is longer is a paragraph, whose last line may be short."""
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "FULLWIDTH", "IDEOGRAPHIC")
"""Scripts written without spaces: a line may end between their letters."""
STACKED = 1.2
"""Times the leading for the scripts of South and Southeast Asia, whose signs stand above and below the letters."""
_HANGUL = re.compile(r"(?<=[\uac00-\ud7a3])(?=[^\s])|(?<=[^\s])(?=[\uac00-\ud7a3])")
"""Inside a Korean word, where Pango would break it between syllables: a word joiner goes there."""
MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}


@dataclass(frozen=True)
class Wanted:
    """A block of text to set: sizes are letter heights (em) in design units, `lines` the most lines it may take.

    `family` is the font that comes before the usual ones; what it does not cover is set in those, the ideographs as
    `language` writes them. `hang` says where in
    the box the ink stands: "line" puts the line of capitals at the top, so that blocks side by side stand on one line.
    `balanced` breaks a few lines so that they are about equally long.
    """

    text: str
    box: Box
    largest: float
    smallest: float
    weight: Weight
    direction: Direction
    align: Literal["start", "centre", "end"] = "start"
    lines: int = 4
    hang: Literal["top", "middle", "bottom", "line"] = "top"
    family: str = ""
    language: str = ""
    balanced: bool = True


@dataclass(frozen=True)
class Block:
    """Text as set: a coverage mask (rows x columns, uint8), its upper left corner in pixels, and what was set how."""

    mask: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]"
    x: int
    y: int
    em: float
    text: str = ""
    wanted: Wanted | None = None

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
            even = _evened(text, wanted, block.em, scale, block.mask.shape[0])
            return block if even is wanted else _placed(text, _set(text, even, block.em, scale), even, block.em, scale)
        bare = text.rstrip("…")
        shorter = clean(bare, int(len(bare) * 0.85))
        if len(shorter) >= len(text) or len(shorter) < 2:
            return _forced(text, wanted, scale)
        text = shorter


def lines(block: Block, scale: float) -> list[tuple[str, int]]:
    """The lines of a block as set, each with its width in pixels: words are added while they fit."""
    if (wanted := block.wanted) is None:
        return []
    room, found = wanted.box.width * scale + 0.5, [""]
    for word in block.text.split():
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and _image(longer, wanted, block.em, scale, None).width > room:
            found.append(word)
        else:
            found[-1] = longer
    return [(line, _image(line, wanted, block.em, scale, None).width) for line in found if line]


def _fits(text: str, wanted: Wanted, em: float, scale: float) -> Block | None:
    """The block at this size, or None when it is too tall, too wide or has too many lines."""
    image = _set(text, wanted, em, scale)
    limit_x, limit_y = wanted.box.width * scale + 0.5, wanted.box.height * scale + 0.5
    limit_y -= _drop(text, wanted, em, scale) if wanted.hang == "line" else 0
    line = em * scale * 1.22 * _looser(text)
    crowded = image.height > line * (wanted.lines + 0.25)
    if (
        image.width > limit_x
        or image.height > limit_y
        or crowded
        or (em > wanted.smallest and _broken(text, wanted, em, scale))
    ):
        return None
    return _placed(text, image, wanted, em, scale)


def _broken(text: str, wanted: Wanted, em: float, scale: float) -> bool:
    """Whether the longest word would have to be broken at this size."""
    return _longest(text, wanted, em, scale) > wanted.box.width * scale


def _longest(text: str, wanted: Wanted, em: float, scale: float) -> int:
    """The width in pixels that the longest word needs."""
    words = "".join(f" {char} " if _unspaced(char) else char for char in text).split()
    # Pango breaks by advances, which are wider than the ink.
    return int(_image(max(words or [text], key=len), wanted, em, scale, None).width + 0.14 * em * scale) + 1


def _unspaced(char: str) -> bool:
    return ord(char) > 0xE00 and unicodedata.name(char, "").startswith(UNSPACED)


def _evened(text: str, wanted: Wanted, em: float, scale: float, height: int) -> Wanted:
    """The block in the narrowest box that takes no more lines: its lines are about equally long."""
    if not wanted.balanced or height < 1.7 * em * scale or height > BALANCED * 1.35 * em * scale:
        return wanted
    high = wanted.box.width
    low = max(_longest(text, wanted, em, scale) / scale + 1, 0.4 * high)
    for _ in range(6 if low < high else 0):
        middle = (low + high) / 2
        tried = replace(wanted, box=replace(wanted.box, width=middle))
        image = _set(text, tried, em, scale)
        tallest = min(height + 0.45 * em * scale, wanted.box.height * scale + 0.5)
        fits = image.height <= tallest and image.width <= middle * scale + 0.5
        low, high = (low, middle) if fits else (middle, high)
    # the box keeps its edge where reading begins, or its middle
    spare = wanted.box.width - high
    across = _across(wanted)
    return replace(wanted, box=replace(wanted.box, x=wanted.box.x + spare * across, width=high))


def _arabic(text: str) -> bool:
    return any("\u0600" <= char <= "\u06ff" for char in text)


def _looser(text: str) -> float:
    """Times the leading that the text's script needs."""
    stacked = any("\u0900" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff" for char in text)
    return STACKED if stacked else 1.0


def _drop(text: str, wanted: Wanted, em: float, scale: float) -> int:
    """How far the ink of the text begins below the line of capitals, in pixels."""
    tall = "की" if any("\u0900" <= char <= "\u0dff" for char in text) else "أً" if _arabic(text) else "Hl"
    both = _image(f"{tall} {text}", replace(wanted, direction="ltr"), em, scale, None).height
    return max(int(both - _image(text, wanted, em, scale, None).height), 0)


def _forced(text: str, wanted: Wanted, scale: float) -> Block:
    """The smallest setting shrunk into the box: for boxes of a few pixels."""
    image = _set(text, wanted, wanted.smallest, scale)
    shrink = min(wanted.box.width * scale / image.width, wanted.box.height * scale / image.height, 1.0)
    small = image.resize(shrink) if shrink < 1 else image
    return _placed(text, small, wanted, wanted.smallest * shrink, scale)


def _placed(text: str, image: "pyvips.Image", wanted: Wanted, em: float, scale: float) -> Block:
    mask = image.numpy().reshape(image.height, image.width, -1)[..., 0]
    left, top, width, height = (
        side * scale for side in (wanted.box.x, wanted.box.y, wanted.box.width, wanted.box.height)
    )
    across = _across(wanted)
    down = {"top": 0.0, "line": 0.0, "middle": 0.5, "bottom": 1.0}[wanted.hang]
    x, y = left + (width - mask.shape[1]) * across, top + (height - mask.shape[0]) * down
    if wanted.hang == "line":
        y += min(_drop(text, wanted, em, scale), max(height - mask.shape[0], 0))
    return Block(mask, max(int(x), 0), max(int(y), 0), em, text, wanted)


def _across(wanted: Wanted) -> float:
    """Where in its box a block stands: 0 at the left, 1 at the right."""
    return 0.5 if wanted.align == "centre" else float((wanted.align == "start") == (wanted.direction == "rtl"))


def _set(text: str, wanted: Wanted, em: float, scale: float) -> "pyvips.Image":
    return _image(text, wanted, em, scale, max(int(wanted.box.width * scale), 1))


def _image(text: str, wanted: Wanted, em: float, scale: float, width: int | None) -> "pyvips.Image":
    import pyvips

    # Pango takes the base direction from the first strong character: a mark of the film's direction comes first.
    literal = html.escape(MARKS[wanted.direction] + _HANGUL.sub("\u2060", text), quote=False)
    tight = LEADING[wanted.direction] * (1.0 if wanted.weight == "Bold" else 1.12) * _looser(text)
    size = max(em * scale, 1.0)
    usual = fonts.families(wanted.language, text)
    options = {"width": width, "wrap": "word-char"} if width else {}
    return pyvips.Image.text(
        f'<span line_height="{tight}">{literal}</span>',
        font=f"{wanted.family + ', ' if wanted.family else ''}{usual} {wanted.weight} {size:.2f}",
        dpi=72,
        align={"centre": "centre", "start": "low", "end": "high"}[wanted.align],
        **options,
    )
