"""The styles, families and palettes, as data (styles.toml; users may add their own files of the same form)."""

import difflib
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core.errors import Mistake
from core.scene import Look, Palette, SceneSpec, Value


class Style(Value):
    """One look: `tokens` is the style in words, `palettes` the colours it may have, the usual one first.

    `hand` names the way of drawing that shows it in pictures that are drawn and not painted by a model.
    """

    name: str
    family: str
    hand: str = "flat"
    aliases: tuple[str, ...] = ()
    palettes: tuple[str, ...]
    tokens: str


class Family(Value):
    """A kind of film: the styles it uses, best first, and words that speak for it in a request."""

    styles: tuple[str, ...]
    words: tuple[str, ...] = ()


class Styles(Value):
    """Everything that styles.toml says."""

    styles: dict[str, Style]
    families: dict[str, Family]
    palettes: dict[str, Palette]

    def names(self) -> list[str]:
        """The names of the styles."""
        return list(self.styles)

    def find(self, name: str) -> Style:
        """The style of this name or alias; a Mistake that lists the known ones otherwise."""
        wanted = _plain(name)
        for style in self.styles.values():
            if wanted in {_plain(known) for known in (style.name, *style.aliases)}:
                return style
        raise Mistake(f"There is no style called {name!r}; known: {', '.join(self.names())}.")

    def nearest(self, text: str) -> Style | None:
        """The style that a free text means: one named inside it, else one spelt almost so; None when none is near."""
        known = {_plain(label): style for style in self.styles.values() for label in (style.name, *style.aliases)}
        wanted = f" {_plain(text)} "
        for label in sorted(known, key=len, reverse=True):
            if f" {label} " in wanted:
                return known[label]
        for part in (wanted.strip(), *wanted.split()):
            if close := difflib.get_close_matches(part, known, n=1, cutoff=0.8):
                return known[close[0]]
        return None

    def palette(self, name: str) -> Palette:
        """The palette of this name; a Mistake that lists the known ones otherwise."""
        if name not in self.palettes:
            raise Mistake(f"There is no palette called {name!r}; known: {', '.join(self.palettes)}.")
        return self.palettes[name]

    def look(self, style: str, palette: str) -> Look | None:
        """How a style and palette of the user's own are drawn; None for those that are built in."""
        known = _built_in()
        if known.styles.get(style) == self.styles[style] and known.palettes.get(palette) == self.palettes[palette]:
            return None
        return Look(hand=self.find(style).hand, colours=self.palette(palette))


def look(spec: SceneSpec) -> Look:
    """How a spec is drawn: the look that it carries, else that of the built-in style and palette that it names."""
    return spec.look or Look(hand=load().find(spec.style).hand, colours=load().palette(spec.palette))


def load(paths: Iterable[Path] = ()) -> Styles:
    """The built-in styles and those of the users' own files, a later file wins; a Mistake names a wrong file."""
    return _built_in() if not (own := tuple(paths)) else _merged(own)


def find(name: str) -> Style:
    """`Styles.find` of the built-in styles."""
    return load().find(name)


def nearest(text: str) -> Style | None:
    """`Styles.nearest` of the built-in styles."""
    return load().nearest(text)


@lru_cache(maxsize=1)
def _built_in() -> Styles:
    return _checked(_tables(files(__package__).joinpath("styles.toml").read_text(encoding="utf-8")))


def _merged(paths: tuple[Path, ...]) -> Styles:
    whole = _built_in().model_dump()
    for path in paths:
        try:
            tables = _tables(path.read_text(encoding="utf-8"))
            whole = {part: {**whole[part], **tables.get(part, {})} for part in whole}
            _checked(whole)
        except (OSError, UnicodeError, tomllib.TOMLDecodeError, ValidationError, AttributeError, TypeError) as error:
            raise Mistake(f"The styles file {path} cannot be used: {str(error).splitlines()[0]}.") from None
    return _checked(whole)


def _tables(text: str) -> dict[str, Any]:
    tables = tomllib.loads(text)
    for name, style in tables.get("styles", {}).items():
        style["name"] = name
    return tables


def _checked(tables: dict[str, Any]) -> Styles:
    styles = Styles.model_validate(tables)
    for style in styles.styles.values():
        unknown = [name for name in style.palettes if name not in styles.palettes]
        if unknown or style.family not in styles.families:
            raise Mistake(f"The style {style.name} names an unknown palette or family: {unknown or style.family}.")
    return styles


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").replace("_", " ").split())
