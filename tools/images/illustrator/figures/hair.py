"""Hair and beards: their shapes are in hair.toml, who wears which by default is decided here."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from core.scene import Character, Value
from tools.images.illustrator.canvas import circle, path, stroke
from tools.images.illustrator.colour import lighter, mix
from tools.images.illustrator.figures.colours import chance, shade

COVERS = ("hijab", "turban", "headscarf")
"""Hair styles that are worn over the hair: a hat of the same name is drawn."""
BEARDS = ("stubble", "moustache", "goatee", "short beard", "full beard", "long beard")


class Style(Value):
    """The shapes of one hair style."""

    wears: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    back_balls: tuple[tuple[float, float, float], ...] = ()
    front: tuple[str, ...] = ()
    balls: tuple[tuple[float, float, float], ...] = ()
    ties: tuple[tuple[float, float, float], ...] = ()
    lines: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def styles() -> dict[str, Style]:
    """Every hair style by its name."""
    table = tomllib.loads(files(__package__).joinpath("hair.toml").read_text(encoding="utf-8"))
    return {name: Style.model_validate(entry) for name, entry in table.items()}


def worn(character: Character, given: tuple[str, ...], seed: int) -> str:
    """The style's name: as asked, else as the dress gives it, else by the person's own chance."""
    asked = character.hair.lower()
    named = [name for name in (*styles(), *COVERS) if name in asked]
    if named:
        return max(named, key=len)
    rng = chance(character, "hair", seed)
    if given:
        return rng.choice(given)
    if character.age == "elder" and character.presentation == "masculine":
        return rng.choice(("receding", "short", "thinning", "side"))
    if character.age == "elder":
        return rng.choice(("bun", "bob", "curly", "pixie"))
    if character.age == "child":
        return rng.choice({"feminine": ("braids", "pigtails", "bob", "long")}.get(
            character.presentation, ("bowl", "short", "curly", "side")))  # fmt: skip
    fits = [name for name, style in styles().items() if character.presentation in style.wears]
    if character.skin >= 8:
        fits = [name for name in fits if name in {"afro", "buzz", "locs", "curly", "bun", "braids", "short"}]
    elif character.skin <= 7:
        fits = [name for name in fits if name not in {"afro", "locs"}]
    return rng.choice(fits)


def beard_of(character: Character, given: tuple[str, ...], seed: int) -> str:
    """The beard's name, empty for none."""
    asked = character.hair.lower()
    named = [name for name in BEARDS if name in asked]
    if named:
        return max(named, key=len)
    if character.presentation != "masculine" or character.age not in {"adult", "elder"} or "shaved" in asked:
        return ""
    rng = chance(character, "beard", seed)
    return rng.choice(given or ("", "", "", "short beard", "moustache", "stubble", "full beard"))


def behind(name: str, colour: str) -> list[str]:
    """What of the hair is behind the body."""
    style = styles().get(name, Style())
    dark = shade(colour)
    tone = mix(colour, dark, 0.6)
    return [*(path(d, tone) for d in style.back), *(circle(x, y, r, tone) for x, y, r in style.back_balls)]


def over(name: str, colour: str, tie: str) -> list[str]:
    """What of the hair is over the skull."""
    style = styles().get(name, Style())
    strand = lighter(colour, 0.12) if colour < "#40" else shade(colour)
    out = [path(d, colour) for d in style.front]
    out += [circle(x, y, r, colour if x < 4 else mix(colour, shade(colour), 0.5)) for x, y, r in style.balls]
    out += [stroke(d, strand, 0.7, opacity=0.75) for d in style.lines]
    return out + [circle(x, y, r, tie) for x, y, r in style.ties]


_CHEEKS = "M-11.3-.6C-11.2 2-10.9 5-9.9 7.6"
_BEARD_PATHS = {
    "short beard": _CHEEKS + "C-8.6 11.6-4.6 14.2 0 14.2S8.6 11.6 9.9 7.6C10.9 5 11.2 2 11.3-.6C10.2 1.4 9.4 3 8 4.2C"
    "5.4 4.6 2.6 4.4 0 5.6C-2.6 4.4-5.4 4.6-8 4.2C-9.4 3-10.2 1.4-11.3-.6Z",
    "full beard": _CHEEKS + "C-9.8 13.4-5.4 18 0 18S9.8 13.4 9.9 7.6C10.9 5 11.2 2 11.3-.6C10.2 1.4 9.4 2.8 8 4C5.4 4.6"
    " 2.6 4.2 0 5.4C-2.6 4.2-5.4 4.6-8 4C-9.4 2.8-10.2 1.4-11.3-.6Z",
    "long beard": _CHEEKS + "C-10.4 15-6.4 24 0 28C6.4 24 10.4 15 9.9 7.6C10.9 5 11.2 2 11.3-.6C10.2 1.4 9.4 2.8 8 4"
    "C5.4 4.6 2.6 4.2 0 5.4C-2.6 4.2-5.4 4.6-8 4C-9.4 2.8-10.2 1.4-11.3-.6Z",
    "goatee": "M-3.6 6.4C-4 10-3.4 14.6 0 15.4C3.4 14.6 4 10 3.6 6.4C2.4 5.2-2.4 5.2-3.6 6.4Z",
    "moustache": "M0 5.4C-1.6 4.8-4.4 5.2-5.8 7.6C-4 8.2-1.6 7.8 0 6.8C1.6 7.8 4 8.2 5.8 7.6C4.4 5.2 1.6 4.8 0 5.4Z",
}


def beard(name: str, colour: str, skin: str, look: float) -> list[str]:
    """The beard, with the place of the mouth left to be drawn over it."""
    if not name:
        return []
    if name == "stubble":
        return [path(_BEARD_PATHS["short beard"].replace("14.2", "13"), mix(skin, colour, 0.3), opacity=0.55)]
    shift = f'<g transform="translate({look * 1.6:.2f} 0)">'
    parts = [path(_BEARD_PATHS[name], colour)]
    if name == "long beard":
        parts += [stroke(f"M{x} 13C{x * 0.9:.1f} 17 {x * 0.6:.1f} 21 {x * 0.3:.1f} 24", shade(colour), 0.6, opacity=0.6)
                  for x in (-4, 0, 4)]  # fmt: skip
    return [shift, *parts, "</g>"]
