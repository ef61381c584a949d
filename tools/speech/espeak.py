"""Where eSpeak NG and its voices are, and which voice speaks which language: read from its files, never by starting it.

Voices are named by their files: `en-us` is a language, `en-us+f2` the same with a variant of its timbre.
"""

import ctypes.util
import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from core.capability import importable
from core.errors import Mistake, NotConfigured, Unsupported

DATA_PLACES = (
    "/usr/share/espeak-ng-data",
    "/usr/lib/x86_64-linux-gnu/espeak-ng-data",
    "/usr/lib/aarch64-linux-gnu/espeak-ng-data",
    "/usr/lib/espeak-ng-data",
    "/usr/local/share/espeak-ng-data",
)
MISSING = "no eSpeak NG library was found: pip install espeakng-loader, or install the system package espeak-ng"
PREFERRED = {"en": "en-us+f2", "zh": "cmn", "no": "nb", "iw": "he", "in": "id", "zh-hk": "yue", "zh-mo": "yue"}
LATIN_AMERICA = re.compile(r"es-(?!es\b)([a-z]{2}|\d{3})\b")
CLOSE = 6


@dataclass(frozen=True)
class Espeak:
    """An eSpeak NG: `library` is what dlopen takes, `data` the folder of its voices and dictionaries."""

    library: str
    data: Path


@dataclass(frozen=True)
class Voices:
    """What an eSpeak NG can speak: `files` are voice names, `codes` language codes to voice names."""

    files: tuple[str, ...]
    variants: tuple[str, ...]
    codes: dict[str, str]


def find() -> Espeak:
    """The eSpeak NG of the Python package espeakng-loader, else the system's; NotConfigured when there is none."""
    if importable("espeakng_loader"):
        loader = import_module("espeakng_loader")
        library, data = Path(loader.get_library_path()), Path(loader.get_library_path()).parent / "espeak-ng-data"
        if library.is_file() and (data / "phontab").is_file():
            return Espeak(str(library), data)
    system = ctypes.util.find_library("espeak-ng")
    for place in DATA_PLACES:
        if system and (Path(place) / "phontab").is_file():
            return Espeak(system, Path(place))
    raise NotConfigured(MISSING)


@lru_cache(maxsize=4)
def voices(data: Path) -> Voices:
    """The voices in a data folder whose dictionaries are there."""
    files: list[str] = []
    ranked: dict[str, tuple[int, str]] = {}
    for file in sorted(path for path in (data / "lang").rglob("*") if path.is_file()):
        lines = [line.split() for line in file.read_text("utf-8", "replace").splitlines()]
        name = file.name.lower()
        codes = [(name, 0), *_codes(lines)]
        if not _has_dictionary(data, codes, lines):
            continue
        files.append(name)
        for code, rank in codes:
            ranked[code] = min(ranked.get(code, (rank, name)), (rank, name))
    variants = sorted((path.name for path in (data / "voices" / "!v").glob("*")), key=str.casefold)
    return Voices(tuple(sorted(files)), tuple(variants), {code: name for code, (_, name) in ranked.items()})


def _codes(lines: list[list[str]]) -> list[tuple[str, int]]:
    """The language codes of a voice file with their ranks (lower is better, 5 when it gives none)."""
    found = [words for words in lines if len(words) > 1 and words[0] == "language"]
    return [(words[1].lower(), int(words[2]) if len(words) > 2 else 5) for words in found]


def _has_dictionary(data: Path, codes: list[tuple[str, int]], lines: list[list[str]]) -> bool:
    named = [words[1] for words in lines if len(words) > 1 and words[0] == "dictionary"]
    stems = named or [code.split("-")[0] for code, _ in codes]
    return any((data / f"{stem}_dict").is_file() for stem in stems)


def for_language(known: Voices, language: str) -> str:
    """The voice for a BCP 47 tag: the one of the longest part of the tag that has one; Unsupported when none has."""
    tag = language.lower().replace("_", "-")
    if LATIN_AMERICA.match(tag) and "es-419" in known.files:
        return "es-419"
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        code = "-".join(parts[:length])
        voice = PREFERRED.get(code) or known.codes.get(code)
        if voice and voice.split("+")[0] in known.files:
            return voice
    raise Unsupported(f"eSpeak NG has no voice for the language {language!r}")


def named(known: Voices, wanted: str, default: str) -> str:
    """The voice that the user means: `en-us`, `en-us+f3`, or `f3` alone for that timbre of the default voice."""
    base, _, variant = wanted.strip().partition("+")
    timbres = {name.lower(): name for name in known.variants}
    if not variant and base.lower() in timbres and base.lower() not in known.codes:
        return f"{default.split('+')[0]}+{timbres[base.lower()]}"
    code = PREFERRED.get(base.lower(), base.lower()).split("+")[0] if base.lower() not in known.codes else base.lower()
    file = code if code in known.files else known.codes.get(code)
    if file and variant.lower() in timbres:
        return f"{file}+{timbres[variant.lower()]}"
    if file and not variant and "+" not in wanted:
        return file
    raise Mistake(f"There is no voice called {wanted!r}{_close(known, wanted)}; `storyreel doctor` lists all of them.")


def _close(known: Voices, wanted: str) -> str:
    """The known names that look like `wanted`, as the end of a sentence."""
    base, plus, variant = wanted.lower().partition("+")
    pool = [f"{base}+{name}" for name in known.variants] if plus and base in known.codes else [*known.codes]
    pool += [] if plus else known.variants
    near = difflib.get_close_matches(wanted.lower(), pool, n=CLOSE, cutoff=0.5)
    if not near and variant:
        near = [f"{base}+{name}" for name in ("f2", "f3", "m3", "m7") if name in known.variants]
    return f"; close to it: {', '.join(sorted(set(near)))}" if near else ""
