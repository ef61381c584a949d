"""Plain text for a voice: what is read aloud of a text, which of its characters each part came from, its words.

Nothing in a text is a command: it goes to the engine as characters only, after control characters (which some
engines obey) and pictographs (which they would name) are taken out.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HIRAGANA = "\u3041-\u309f"
KATAKANA = "\u30a0-\u30ff\u31f0-\u31ff"
STOPS = "\u3001-\u3003\u3008-\u3011\uff01\uff0c\uff1a\uff1b\uff1f"
JAPANESE = re.compile(f"[{HIRAGANA}{KATAKANA}]")
# Without spaces between words, a Chinese word is a character here, a Japanese one a stem with its ending.
CHINESE_WORD = re.compile(f"[{HAN}]|[^{HAN}{STOPS}]+")
JAPANESE_WORD = re.compile(f"[{HAN}]+[{HIRAGANA}]*|[{KATAKANA}]+[{HIRAGANA}]*|[^{HAN}{KATAKANA}{STOPS}]+")
HAN_CHARACTER = re.compile(f"[{HAN}]")
UNSPACED = re.compile(f"[{HAN}{HIRAGANA}{KATAKANA}]")

JOINERS = "\u200c\u200d"
SPOKEN_SIGNS = "&%+=@#"
ARROWS = range(0x2190, 0x2200)
FIRST_PICTOGRAPH = 0x2200  # signs and emoji of category So begin here; ©, ° and ℃ come before and are read
VARIATION_SELECTORS = range(0xFE00, 0xFE10)
KEYCAP = 0x20E3
SKIN_TONES = range(0x1F3FB, 0x1F400)


@dataclass(frozen=True)
class Token:
    """A word of a text: `at` and `length` in characters, without the punctuation around it."""

    at: int
    length: int

    @property
    def end(self) -> int:
        """The character after the word."""
        return self.at + self.length


@dataclass(frozen=True)
class Plain:
    """Text to read aloud; its character i came from character `origins[i]` of the text that was given."""

    text: str
    origins: tuple[int, ...]

    @property
    def speakable(self) -> bool:
        """Whether it holds a letter or a digit."""
        return any(unicodedata.category(char)[0] in "LN" for char in self.text)


def plain(text: str) -> Plain:
    """What is read aloud of `text`, one character or one composed cluster for each of its own."""
    said: list[str] = []
    origins: list[int] = []
    for at, cluster in _clusters(text):
        for char in unicodedata.normalize("NFC", "".join(map(_spoken, cluster))):
            said.append(char)
            origins.append(at)
    return Plain("".join(said), tuple(origins))


def _clusters(text: str) -> list[tuple[int, str]]:
    """Each base character with the combining marks after it."""
    found: list[tuple[int, str]] = []
    for at, char in enumerate(text):
        if found and unicodedata.combining(char):
            found[-1] = (found[-1][0], found[-1][1] + char)
        else:
            found.append((at, char))
    return found


def _spoken(char: str) -> str:
    """The character that stands for `char` aloud; nothing for one that has no sound."""
    category = unicodedata.category(char)
    if char.isspace() or is_pictograph(char):
        return " "
    if char in "\u2018\u2019":
        return "'"
    if category in ("Cc", "Cs", "Co", "Cn") or (category == "Cf" and char not in JOINERS):
        return ""
    return char


def is_pictograph(char: str) -> bool:
    """Whether `char` is an emoji or another picture sign, or a part of one."""
    point = ord(char)
    if point in ARROWS or point in VARIATION_SELECTORS or point in SKIN_TONES or point == KEYCAP:
        return True
    return point >= FIRST_PICTOGRAPH and unicodedata.category(char) == "So"


def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text` in order, without overlap: what stands between spaces, or parts of it where none are set."""
    japanese = bool(JAPANESE.search(text))
    found: list[Token] = []
    for run in re.finditer(r"\S+", text):
        pattern = (JAPANESE_WORD if japanese else CHINESE_WORD) if UNSPACED.search(run.group()) else None
        pieces = pattern.finditer(run.group()) if pattern else [run]
        base = run.start() if pattern else 0
        for piece in pieces:
            found.extend(_trimmed(text, base + piece.start(), base + piece.end()))
    return tuple(found)


def cut(text: str, found: Iterable[Token], starts: Iterable[int]) -> tuple[Token, ...]:
    """The words `found` in `text`, each cut where another begins at one of the characters `starts`."""
    cuts = sorted(set(starts))
    parts: list[Token] = []
    for token in found:
        inner = cuts[bisect_right(cuts, token.at) : bisect_left(cuts, token.end)]
        for start, end in pairwise((token.at, *inner, token.end)):
            parts.extend(_trimmed(text, start, end))
    return tuple(parts)


def _trimmed(text: str, start: int, end: int) -> list[Token]:
    """The word between two characters without what has no sound at its edges; nothing when none of it has."""
    while start < end and not _sounds(text[start]):
        start += 1
    while end > start and not (_sounds(text[end - 1]) or unicodedata.category(text[end - 1])[0] == "M"):
        end -= 1
    return [Token(start, end - start)] if end > start else []


def _sounds(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LN" or category == "Sc" or char in SPOKEN_SIGNS


def lacks_vowels(text: str) -> bool:
    """Whether Arabic or Hebrew lacks its vowel marks, as it usually does (fewer than one for five letters)."""
    letters = sum("\u0621" <= char <= "\u064a" or "\u05d0" <= char <= "\u05ea" for char in text)
    marks = sum("\u064b" <= char <= "\u0652" or char == "\u0670" or "\u05b0" <= char <= "\u05bc" for char in text)
    return letters > 0 and marks * 5 < letters


def share_of_han(text: str) -> float:
    """How many of the letters of `text` are Chinese characters, 0 to 1."""
    letters = sum(char.isalpha() for char in text)
    return len(HAN_CHARACTER.findall(text)) / letters if letters else 0.0


def has_han(text: str) -> bool:
    """Whether there are Chinese characters in `text`."""
    return bool(HAN_CHARACTER.search(text))
