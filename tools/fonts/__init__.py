"""The bundled fonts: what they cover, and how native text libraries are pointed at them and at nothing else."""

import json
import unicodedata
from functools import lru_cache
from importlib.resources import as_file, files

from core.models import Credit
from core.settings import export

FAMILIES = "Poppins,Cairo,Noto Sans"
"""Pango's family list: the first that has a glyph draws it (Latin; Arabic; wider Latin, Greek, Cyrillic …)."""

CREDITS = (
    Credit(
        work="Poppins",
        author="Indian Type Foundry, Jonny Pinhorn",
        licence="OFL-1.1",
        url="github.com/itfoundry/poppins",
    ),
    Credit(work="Cairo", author="The Cairo Project Authors", licence="OFL-1.1", url="github.com/Gue3bara/Cairo"),
    Credit(work="Noto Sans", author="The Noto Project Authors", licence="OFL-1.1", url="github.com/notofonts"),
)

_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}  # controls, joiners and direction marks, spaces
_FONT_OF_SCRIPT = {
    "CJK": "Noto Sans SC (or JP, KR)",
    "HIRAGANA": "Noto Sans JP",
    "KATAKANA": "Noto Sans JP",
    "HANGUL": "Noto Sans KR",
}
_SYMBOLS = "Noto Sans Symbols 2"


def missing() -> str | None:
    """One sentence when the bundled fonts are not there, else None."""
    folder = files(__package__).joinpath("assets")
    there = all(folder.joinpath(name).is_file() for name in ("fonts.conf", "coverage.json", "Poppins_700Bold.ttf"))
    return None if there else "the bundled fonts are missing: reinstall storyreel"


def prepare() -> str | None:
    """Point fontconfig at the bundled fonts; call it before pyvips is imported. Returns what `missing` says."""
    lacking = missing()
    if lacking is None:
        with as_file(files(__package__).joinpath("assets", "fonts.conf")) as conf:
            export("FONTCONFIG_FILE", str(conf))
    return lacking


def uncovered(text: str) -> list[str]:
    """The characters that no bundled font can draw, each once, in order; invisible ones are never among them."""
    return [char for char in dict.fromkeys(text) if not _invisible(char) and not _covered(ord(char))]


def visible(text: str) -> bool:
    """Whether anything of the text leaves ink: not only spaces, controls, joiners and lone marks."""
    return any(not _invisible(char) and unicodedata.category(char)[0] != "M" for char in text)


def advice(chars: list[str]) -> str:
    """Which scripts these characters belong to and which font to add: `Devanagari: add Noto Sans Devanagari`."""
    fonts = {script(char): font_of(char) for char in chars}
    return "; ".join(f"{name}: add {font}" for name, font in fonts.items())


def script(char: str) -> str:
    """The script of a character by its Unicode name (Python has no script property): `Devanagari`, `Symbols`."""
    if unicodedata.category(char)[0] not in "LMN":
        return "Symbols"
    return unicodedata.name(char, "Unknown").split()[0].split("-")[0].title().replace("Cjk", "CJK")


def font_of(char: str) -> str:
    """The freely licensed font family that draws this character's script."""
    name = script(char)
    if name in {"Symbols", "Unknown"}:
        return _SYMBOLS
    return _FONT_OF_SCRIPT.get(name.upper(), f"Noto Sans {name}")


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in _INVISIBLE or 0xFE00 <= ord(char) <= 0xFE0F


def _covered(point: int) -> bool:
    return any(first <= point <= last for first, last in _ranges())


@lru_cache(maxsize=1)
def _ranges() -> tuple[tuple[int, int], ...]:
    text = files(__package__).joinpath("assets", "coverage.json").read_text(encoding="utf-8")
    return tuple((first, last) for spans in json.loads(text).values() for first, last in spans)
