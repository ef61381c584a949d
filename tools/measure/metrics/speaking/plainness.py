"""What a voice cannot say as it is written: digits, signs, addresses, pictures, markup, stage directions."""

import re
import unicodedata

_URL = re.compile(r"https?://\S+|www\.\S+|\b[\w-]+\.(?:com|org|net|edu|gov|info|io)\b(?:/\S*)?", re.IGNORECASE)
_MARKUP = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)|^\s*#+\s|^\s*[-+*]\s|\]\([^)]*\)|</?\w+[^>]*>", re.MULTILINE)
_DIRECTION = re.compile(
    r"\[[^\]]*\]|\{[^}]*\}|\((?:pause|beat|music|sound|sfx|laugh|sigh|whisper|fade|cut|narrator|voice)[^)]*\)"
    r"|^\s*(?:narrator|voice-?over|scene|host|speaker)(?: \w+)?\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNS = frozenset("&%@#/\\=+<>~^|§‰_")
_WRITTEN_OUT = frozenset("〇")
"""A zero that is a word where it is written."""


def unspeakable(text: str) -> tuple[str, ...]:
    """Everything of that kind, each as it stands, longer finds first taken whole."""
    found: list[str] = []
    for pattern in (_URL, _DIRECTION, _MARKUP):
        found += [match.group().strip() for match in pattern.finditer(text)]
        text = pattern.sub(" ", text)
    for run in re.findall(r"\S+", text):
        found += [run] if any(_sign(char) for char in run) else []
    return tuple(found)


def _sign(char: str) -> bool:
    category = unicodedata.category(char)
    return char not in _WRITTEN_OUT and (category[0] in "NS" or char in _SIGNS)
