"""Where captions stand and how large they are, by style and by the shape of the film."""

from dataclasses import dataclass

from core.models import CaptionStyle

SPOKEN = (0xFF, 0xD7, 0x5E)  # RGB of the word that is heard
DARK = (12, 14, 20)  # RGB of boxes and outlines
BOX = 0.68  # opacity of a box: white text on it has a contrast of 7.6 over a white picture, the highlight 5.4
OUTLINE = 0.11  # of the letter height: the dark rim of letters that have no box


@dataclass(frozen=True)
class Place:
    """Shares of the frame: font size of its height, greatest text width, middle of the text, bottom of the caption.

    Safe areas: 16:9 and 1:1 keep 5 % free on every side (SMPTE ST 2046-1, title-safe); 9:16 keeps the bottom 18 %, the
    top 12 % and the right 10 % free, where players put their controls.
    """

    size: float
    widest: float
    middle: float
    bottom: float


_WIDE = Place(size=0.046, widest=0.84, middle=0.5, bottom=0.935)
_SQUARE = Place(size=0.044, widest=0.84, middle=0.5, bottom=0.935)
_UPRIGHT = Place(size=0.0285, widest=0.76, middle=0.47, bottom=0.81)
_BIG = {
    _WIDE: Place(size=0.074, widest=0.84, middle=0.5, bottom=0.94),
    _SQUARE: Place(size=0.07, widest=0.84, middle=0.5, bottom=0.94),
    _UPRIGHT: Place(size=0.052, widest=0.78, middle=0.475, bottom=0.81),
}

SOURCE = 0.024  # font size of the line that names a source, of the height (of the width where that is less)
CORNER = {_WIDE: (0.05, 0.05), _SQUARE: (0.05, 0.05), _UPRIGHT: (0.06, 0.12)}
"""Where it stands, by the captions' place: shares of the width from the side where reading ends, and of the height."""


def corner(width: int, height: int) -> tuple[float, float]:
    """Where the line that names a source stands."""
    return CORNER[_usual(width, height)]


def place(style: CaptionStyle, width: int, height: int) -> Place:
    """Where captions of a style stand in a frame of `width` x `height` pixels."""
    usual = _usual(width, height)
    return _BIG[usual] if style == "big" else usual


def _usual(width: int, height: int) -> Place:
    return _WIDE if width > height else _SQUARE if width == height else _UPRIGHT


def boxed(style: CaptionStyle) -> bool:
    """Whether the letters stand in a box; else they have an outline."""
    return style in ("boxed", "karaoke")
