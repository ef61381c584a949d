"""The colours of a map, from the palette: water, land, lines, and what is marked on them."""

from dataclasses import dataclass

from core.scene import Palette
from tools.images.illustrator.colour import contrast, darker, lighter, luminance, mix


@dataclass(frozen=True)
class Tints:
    """`marks` colour the countries that are meant, in turn; `words` are what labels on `card` may be in."""

    sea: str
    deep: str
    shallow: str
    land: str
    shade: str
    border: str
    coast: str
    net: str
    marks: tuple[str, ...]
    route: str
    pin: str
    card: str
    words: tuple[str, str]


def tints(palette: Palette, *, dark: bool) -> Tints:
    """A map on the palette's light grounds, on its night, or on the dark grounds of boards and neon signs."""
    board = luminance(palette.paper) < 0.3
    marks = (
        palette.accent,
        palette.second,
        mix(palette.tint, "#2FA58B", 0.6),
        mix(palette.accent, palette.second, 0.5),
        mix(palette.accent, "#7A4FA3", 0.6),
        mix(palette.second, "#7CB342", 0.6),
    )
    if board or dark:
        ground = palette.paper if board else palette.night
        land = mix(ground, palette.blob, 0.42)
        words = (palette.ink, palette.glow) if board else (palette.glow, palette.ink)
        card = palette.night if board else darker(palette.night, 0.35)
        sea = mix(ground, "#1B5B7E", 0.18)
        return Tints(
            sea, darker(sea, 0.35), lighter(sea, 0.10), land, darker(sea, 0.55), mix(land, words[0], 0.38),
            mix(land, words[0], 0.55), mix(sea, words[0], 0.16), marks, _apart(palette.second, land, words[0]),
            palette.accent, card, words,
        )  # fmt: skip
    sea = mix(mix("#86C5DC", palette.sheet, 0.25), palette.tint, 0.10)
    land = mix("#F6ECD6", palette.paper, 0.45)
    return Tints(
        sea, darker(sea, 0.12), lighter(sea, 0.30), land, darker(sea, 0.42), mix(land, "#8A6B3F", 0.55),
        mix(land, "#7A5C34", 0.75), lighter(sea, 0.32), marks, _apart(palette.accent, land, palette.ink),
        palette.accent, palette.night, (palette.glow, palette.ink),
    )  # fmt: skip


def _apart(colour: str, ground: str, toward: str) -> str:
    """The colour, moved toward another until a line of it is seen on the ground (WCAG: 3 to 1 for graphics)."""
    steps = (mix(colour, toward, step / 8) for step in range(9))
    return next((one for one in steps if contrast(luminance(one), luminance(ground)) >= 3), toward)
