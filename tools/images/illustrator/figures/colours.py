"""Skin, hair and cloth colours of a person, drawn by a hash of the character, so that they never change."""

import hashlib
import random
from typing import Final

from core.scene import Character
from tools.images.illustrator.colour import darker, lighter, mix

SKINS: Final = (
    "#FBE2D2", "#F6D3BA", "#F0C6A2", "#E5B58A", "#D09C6C", "#B07D50", "#8F6040", "#70482F", "#583828", "#432C22",
)  # fmt: skip
"""The ten steps of the Monk skin tone scale, warmed for flat colour (the scale's own swatches are measured greyish)."""
HAIRS: Final = {
    "black": "#26211F", "dark brown": "#3D2A22", "brown": "#5F3F2A", "chestnut": "#7A4828", "auburn": "#8C3F26",
    "red": "#BC5A2C", "dark blond": "#B98A4B", "blond": "#DDB25C", "grey": "#9CA0A8", "white": "#E6E7EA",
}  # fmt: skip
CLOTHES: Final = ("#2F7FC1", "#D9573F", "#2FA084", "#7E57B8", "#E39A2D", "#C9457A", "#3F9FBF", "#6B9A3C", "#B5533C")


def chance(character: Character, purpose: str, seed: int = 0) -> random.Random:
    """Random numbers of this person's own for a purpose. Dress and presentation may change without a new face."""
    told = f"{character.id}/{character.age}/{character.presentation}/{character.skin}/{seed}/{purpose}"
    return random.Random(hashlib.sha256(told.encode()).hexdigest())


def skin(character: Character) -> str:
    """The skin's colour in the light."""
    return SKINS[character.skin - 1]


def skin_shade(colour: str) -> str:
    """Skin that looks away from the light: warmer and darker."""
    return mix(colour, "#7A2E1C", 0.17) if _bright(colour) > 0.45 else mix(colour, "#1E0E0A", 0.22)


def hair(character: Character, seed: int = 0) -> str:
    """The hair's colour: as asked, else by age and skin."""
    asked = character.hair_colour.strip().lower()
    if asked in HAIRS:
        return HAIRS[asked]
    if len(asked) == 7 and asked[0] == "#" and all(sign in "0123456789abcdef" for sign in asked[1:]):
        return asked.upper()
    rng = chance(character, "hair colour", seed)
    if character.age == "elder":
        return HAIRS[rng.choice(("grey", "white", "grey", "white"))]
    if character.skin >= 6:
        return HAIRS[rng.choice(("black", "black", "dark brown"))]
    if character.skin >= 4:
        return HAIRS[rng.choice(("black", "dark brown", "dark brown", "brown"))]
    return HAIRS[rng.choice(("dark brown", "brown", "chestnut", "auburn", "red", "dark blond", "blond", "black"))]


def shade(colour: str) -> str:
    """The side of a thing away from the light."""
    return darker(colour, 0.17 if _bright(colour) > 0.16 else 0.34)


def light(colour: str) -> str:
    """The side of a thing toward the light."""
    return lighter(colour, 0.22)


def lip(colour: str) -> str:
    """The lips on a skin."""
    return mix(colour, "#9E2B2E", 0.52) if _bright(colour) > 0.3 else mix(colour, "#B5564E", 0.42)


def flush(colour: str) -> str:
    """A cheek's flush on a skin."""
    return mix(colour, "#E8543F", 0.45)


def _bright(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue
