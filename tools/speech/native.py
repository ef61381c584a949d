"""The voices of macOS and Windows as pyttsx3 lists them, and which of them speaks which language."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import Mistake, Unsupported


@dataclass(frozen=True)
class Listed:
    """A voice of the system: `id` is what the engine takes, `codes` its languages in the system's spelling."""

    id: str
    name: str
    codes: tuple[str, ...]


def for_language(listed: Sequence[Listed], language: str) -> str:
    """The first voice of this language and region, else of this language; Unsupported when there is none."""
    tag = language.lower().replace("_", "-")
    for wanted in (tag, tag.split("-")[0]):
        for voice in listed:
            codes = [code.lower().replace("_", "-") for code in voice.codes]
            if any(code == wanted or code.startswith(f"{wanted}-") for code in codes):
                return voice.id
    raise Unsupported(f"this system has no voice for the language {language!r}")


def named(listed: Sequence[Listed], wanted: str) -> str:
    """The voice of this name or id; a Mistake with the close ones otherwise."""
    names = {key.lower(): voice.id for voice in listed for key in (voice.name, voice.id)}
    if wanted.lower() in names:
        return names[wanted.lower()]
    near = difflib.get_close_matches(wanted.lower(), [voice.name.lower() for voice in listed], n=6, cutoff=0.5)
    hint = f"; close to it: {', '.join(near)}" if near else ""
    raise Mistake(f"There is no voice called {wanted!r}{hint}; `storyreel doctor` lists all of them.")
