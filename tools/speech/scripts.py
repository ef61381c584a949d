"""Words of another script than the voice's: read by a voice of theirs, for this one would name their letters.

"In Arabic الخط العربي" is three runs for an English voice: English, Arabic, English.
"""

from collections.abc import Mapping
from itertools import groupby

from tools.speech.plain import Plain

SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "latin"),
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "ru"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "ar"),
    (0x0750, 0x077F, "ar"),
    (0x0900, 0x097F, "hi"),
    (0x0980, 0x09FF, "bn"),
    (0x0B80, 0x0BFF, "ta"),
    (0x10A0, 0x10FF, "ka"),
    (0x1E00, 0x1EFF, "latin"),
    (0xAC00, 0xD7A3, "ko"),
    (0xFB50, 0xFDFF, "ar"),
)
"""Blocks of Unicode 16 whose letters eSpeak NG reads, and the language that is taken for them."""
OWN: dict[str, frozenset[str]] = {
    "ar": frozenset({"ar", "fa", "ur", "sd", "ug", "ps", "ckb"}),
    "ru": frozenset({"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tt", "ba", "cv", "uz"}),
    "hi": frozenset({"hi", "mr", "ne", "sa", "kok"}),
    "bn": frozenset({"bn", "as", "bpy"}),
    "el": frozenset({"el", "grc"}),
}
"""Languages that are written in such a script themselves; without an entry the language alone."""


def runs(said: Plain, voice: str, voices: Mapping[str, str]) -> list[tuple[str, Plain]]:
    """The text in runs, each with the voice that reads it; `voices` are those of languages.

    Signs, digits and spaces go with the letters before them. Latin letters are left to every voice, which knows them.
    """
    language = voice.split("+")[0].split("-")[0]
    readers, last = [], voice
    for char in said.text:
        script = _script(char)
        if script is not None:
            last = _reader(script, language, voice, voices)
        readers.append(last)
    found = []
    for reader, group in groupby(range(len(readers)), readers.__getitem__):
        part = list(group)
        first, end = part[0], part[-1] + 1
        found.append((reader, Plain(said.text[first:end], said.origins[first:end])))
    return [(reader, part) for reader, part in found if part.speakable]


def _script(char: str) -> str | None:
    """The language whose letters a character is of; None for what is no letter, or of a script of no voice."""
    if not char.isalpha():
        return None
    return next((name for first, last, name in SCRIPTS if first <= ord(char) <= last), None)


def _reader(script: str, language: str, voice: str, voices: Mapping[str, str]) -> str:
    if script == "latin" or language in OWN.get(script, frozenset({script})) or script not in voices:
        return voice
    timbre = voice.partition("+")[2]
    return f"{voices[script]}+{timbre}" if timbre else voices[script]
