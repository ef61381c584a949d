"""The bundled fonts: what they cover, and how native text libraries are pointed at them and at nothing else."""

import json
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from importlib.resources import as_file, files

from core.models import Credit
from core.settings import export

FAMILIES = (
    "Poppins,Cairo,Noto Sans,Noto Sans Hebrew,Noto Sans Thai,Noto Sans Bengali,Noto Sans Tamil,"
    "Noto Sans SC,Noto Sans JP,Noto Sans KR"
)
"""Pango's family list: the first that has a glyph draws it (Latin and Devanagari; Arabic; wider Latin, Greek and
Cyrillic; one family a script; Chinese, Japanese, Korean). `families` orders it for a language."""

HANDWRITTEN = ("Patrick Hand", "Caveat", "Aref Ruqaa", "Baloo Bhaijaan 2")
"""For a style's own lettering: two Latin hands (Caveat has Cyrillic and Regular to Bold), an Arabic pen, and a round
Arabic display face. A list of them is a family too: `Caveat, Aref Ruqaa`."""

_NOTO = "The Noto Project Authors"
_ADOBE = "Adobe, Google LLC"
_WORKS = {
    "Poppins": ("Indian Type Foundry, Jonny Pinhorn", "github.com/itfoundry/poppins"),
    "Cairo": ("The Cairo Project Authors", "github.com/Gue3bara/Cairo"),
    "Noto Sans": (_NOTO, "github.com/notofonts"),
    "Noto Sans Hebrew": (_NOTO, "github.com/notofonts/hebrew"),
    "Noto Sans Thai": (_NOTO, "github.com/notofonts/thai"),
    "Noto Sans Bengali": (_NOTO, "github.com/notofonts/bengali"),
    "Noto Sans Tamil": (_NOTO, "github.com/notofonts/tamil"),
    "Noto Sans SC": (_ADOBE, "github.com/notofonts/noto-cjk"),
    "Noto Sans JP": (_ADOBE, "github.com/notofonts/noto-cjk"),
    "Noto Sans KR": (_ADOBE, "github.com/notofonts/noto-cjk"),
    "Patrick Hand": ("Patrick Wagesreiter", "fonts.google.com/specimen/Patrick+Hand"),
    "Caveat": ("The Caveat Project Authors", "github.com/googlefonts/caveat"),
    "Aref Ruqaa": ("The Aref Ruqaa Project Authors", "github.com/alif-type/aref-ruqaa"),
    "Baloo Bhaijaan 2": ("The Baloo 2 Project Authors", "github.com/EkType/Baloo2"),
}
_HAN = {"zh": "Noto Sans SC", "yue": "Noto Sans SC", "ja": "Noto Sans JP", "ko": "Noto Sans KR"}
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}  # controls, joiners and direction marks, spaces
_FONT_OF_SCRIPT = {
    "CJK": "Noto Sans SC (or JP, KR)",
    "HIRAGANA": "Noto Sans JP",
    "KATAKANA": "Noto Sans JP",
    "HANGUL": "Noto Sans KR",
}
_SYMBOLS = "Noto Sans Symbols 2"
_PUNCTUATED = frozenset({
    "ARABIC", "ARMENIAN", "BALINESE", "BENGALI", "DEVANAGARI", "ETHIOPIC", "GEORGIAN", "GUJARATI", "GURMUKHI", "HEBREW",
    "JAVANESE", "KATAKANA", "KHMER", "MONGOLIAN", "MYANMAR", "SINHALA", "SYRIAC", "TAMIL", "TELUGU", "THAI", "TIBETAN",
})  # fmt: skip
"""Scripts with marks and signs of their own, whose Unicode names begin with the script."""


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


def families(language: str, text: str = "") -> str:
    """`FAMILIES` with the ideographs of the text's language first: the same character is written differently in each.

    A text with kana or Hangul says its language itself; else `language` (a BCP 47 tag) does.
    """
    names = FAMILIES.split(",")
    first = _HAN.get(_written_in(text) or language.split("-")[0].lower(), "Noto Sans SC")
    others = [name for name in names if name != first]
    at = names.index("Noto Sans SC")
    return ",".join([*others[:at], first, *others[at:]])


def credits_of(text: str, language: str = "en", family: str = "") -> tuple[Credit, ...]:
    """Whose fonts draw this text: the first of `family` (a list) and the families of the language with each glyph."""
    wanted = [name.strip() for name in f"{family},{families(language, text)}".split(",") if name.strip() in _WORKS]
    used: dict[str, None] = {}
    for point in sorted(set(map(ord, text))):
        name = next((one for one in wanted if _inside(point, _coverage()[one.replace(" ", "")])), None)
        if name and not _invisible(chr(point)):
            used[name] = None
    return tuple(
        Credit(work=name, author=_WORKS[name][0], licence="OFL-1.1", url=_WORKS[name][1])
        for name in wanted
        if name in used
    )


def uncovered(text: str) -> list[str]:
    """The characters that no bundled font can draw, each once, in order; invisible ones are never among them."""
    return [char for char in dict.fromkeys(text) if not _invisible(char) and not _inside(ord(char), _everything())]


def visible(text: str) -> bool:
    """Whether anything of the text leaves ink: not only spaces, controls, joiners and lone marks."""
    return any(not _invisible(char) and unicodedata.category(char)[0] != "M" for char in text)


def advice(chars: list[str]) -> str:
    """Which scripts these characters belong to and which font to add: `Telugu: add Noto Sans Telugu`."""
    fonts = {script(char): font_of(char) for char in chars}
    return "; ".join(f"{name}: add {font}" for name, font in fonts.items())


def script(char: str) -> str:
    """The script of a character by its Unicode name (Python has no script property): `Devanagari`, `CJK`, `Symbols`."""
    first = unicodedata.name(char, "Unknown").split()[0].split("-")[0]
    if first in {"IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH"} or 0x3000 <= ord(char) <= 0x303F:
        return "CJK"
    if unicodedata.category(char)[0] not in "LMN" and first not in _PUNCTUATED:
        return "Symbols"
    return first.title().replace("Cjk", "CJK")


def font_of(char: str) -> str:
    """The freely licensed font family that draws this character's script."""
    name = script(char)
    if name in {"Symbols", "Unknown"}:
        return _SYMBOLS
    return _FONT_OF_SCRIPT.get(name.upper(), f"Noto Sans {name}")


def _written_in(text: str) -> str:
    if any("\u3041" <= char <= "\u30fa" for char in text):
        return "ja"
    return "ko" if any("\uac00" <= char <= "\ud7a3" for char in text) else ""


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in _INVISIBLE or 0xFE00 <= ord(char) <= 0xFE0F


def _inside(point: int, spans: tuple[list[int], list[int]]) -> bool:
    """Whether a point lies in one of the sorted ranges, given as their first and their last points."""
    at = bisect_right(spans[0], point) - 1
    return at >= 0 and point <= spans[1][at]


@lru_cache(maxsize=1)
def _coverage() -> dict[str, tuple[list[int], list[int]]]:
    """Of each family (its name without spaces): the first and the last points of its ranges."""
    text = files(__package__).joinpath("assets", "coverage.json").read_text(encoding="utf-8")
    return {
        name: ([first for first, _ in spans], [last for _, last in spans]) for name, spans in json.loads(text).items()
    }


@lru_cache(maxsize=1)
def _everything() -> tuple[list[int], list[int]]:
    """The ranges of all families together, joined where they touch."""
    merged: list[list[int]] = []
    for first, last in sorted(
        pair for firsts, lasts in _coverage().values() for pair in zip(firsts, lasts, strict=True)
    ):
        if merged and first <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], last)
        else:
            merged.append([first, last])
    return [first for first, _ in merged], [last for _, last in merged]
