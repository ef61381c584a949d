"""The colours of a diagram: a scheme on the palette's light paper or on its night, with words that can be read."""

from dataclasses import dataclass

from core.scene import Palette
from tools.images.illustrator.colour import contrast, lighter, luminance, mix

READABLE = 5.4
"""Above what `ink.write` aims at, so that words keep the colour meant for them."""
SEEN = 1.9
"""Of shapes that carry meaning with the ground beside them."""


@dataclass(frozen=True)
class Tones:
    """What each thing is drawn in.

    `ground` is what lies below, `card` a panel on it, `line` and `quiet` lines and soft shapes; `words` and `marked`
    are what words on ground and card may be in, the best first; `series` are colours of parts that are told apart.
    """

    dark: bool
    ground: str
    card: str
    line: str
    quiet: str
    words: tuple[str, ...]
    marked: tuple[str, ...]
    accent: str
    second: str
    series: tuple[str, ...]


def scheme(palette: Palette, *, dark: bool) -> Tones:
    """The tones of a palette on its paper, or on its night."""
    ground = palette.night if dark else palette.paper
    shade = luminance(ground) < 0.3
    words = (palette.glow, palette.ink) if dark else (palette.ink, palette.glow)
    accent = palette.second if dark else palette.accent
    card = lighter(ground, 0.09) if shade else lighter(ground, 0.6)
    marked = (legible(accent, ground, words[0]), *words)
    line = mix(ground, words[0], 0.34)
    quiet = mix(ground, palette.blob, 0.16) if shade else mix(palette.paper, palette.blob, 0.42)
    named = (
        palette.accent,
        palette.second,
        mix(palette.blob, palette.night, 0.30 if not shade else 0.0),
        mix(palette.accent, palette.night, 0.45 if not shade else 0.15),
        mix(palette.tint, "#3E9C7C", 0.55),
        mix(palette.second, palette.accent, 0.55),
    )
    series = tuple(_seen(colour, ground, words[0]) for colour in named)
    return Tones(dark, ground, card, line, quiet, words, marked, accent, palette.second, series)


def ratio(first: str, second: str) -> float:
    """WCAG contrast of two colours."""
    return contrast(luminance(first), luminance(second))


def readable(colour: str, ground: str) -> bool:
    """Whether words in the colour can be read on the ground."""
    return ratio(colour, ground) >= READABLE


def legible(colour: str, ground: str, toward: str) -> str:
    """The colour darkened (or lightened, on dark ground) until words in it can be read, else `toward`."""
    far = "#000000" if luminance(ground) > 0.3 else "#FFFFFF"
    steps = (mix(colour, far, step / 12) for step in range(8))
    return next((found for found in steps if readable(found, ground)), toward)


def bed(colour: str, words: str) -> str:
    """The colour darkened (or lightened, under dark words) until such words can be read on it."""
    far = "#000000" if luminance(words) > 0.4 else "#FFFFFF"
    steps = (mix(colour, far, step / 16) for step in range(17))
    return next((found for found in steps if readable(words, found)), far)


def _seen(colour: str, ground: str, toward: str) -> str:
    steps = (mix(colour, toward, step / 10) for step in range(8))
    return next((found for found in steps if ratio(found, ground) >= SEEN), colour)
