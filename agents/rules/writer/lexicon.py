"""What the writer knows of a language, from languages/*.toml; a language without a file gets an empty one."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from agents.rules.writer.words import ARABIC_MARKS, base

ARABIC_LETTER = re.compile("[\u0621-\u064a]")
MARKS = "[\u064b-\u0652\u0640]*"
GROUPS = ("he", "she", "it", "they")
UNSPACED = ("zh", "ja", "th", "lo", "my", "km")


@dataclass(frozen=True)
class Lexicon:
    """The tables of one language."""

    language: str
    data: dict[str, Any]

    def words(self, table: str) -> frozenset[str]:
        """A table of words in one string, in lower case."""
        return frozenset(str(self.data.get(table, "")).split())

    def text(self, name: str, otherwise: str = "") -> str:
        """One string."""
        return str(self.data.get(name, otherwise))

    def opens(self, table: str) -> re.Pattern[str]:
        """Matches one of a table's phrases at the start of a text."""
        return _pattern(self, table, r"\A[\W_]*")

    def holds(self, table: str) -> re.Pattern[str]:
        """Matches one of a table's phrases anywhere in a text."""
        return _pattern(self, table, "" if self.language in UNSPACED else r"\b")

    def patterns(self, table: str) -> list[re.Pattern[str]]:
        """A table of regular expressions, each for the start of a text unless it says otherwise."""
        return _compiled(self, table)

    @cached_property
    def stop(self) -> frozenset[str]:
        """Words that carry no subject."""
        return self.words("stop")

    @cached_property
    def pronouns(self) -> dict[str, str]:
        """Each pronoun's group: he, she, it or they."""
        groups = self.data.get("pronouns", {})
        return {word: group for group in GROUPS for word in str(groups.get(group, "")).split()}

    def __hash__(self) -> int:
        return hash(self.language)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and other.language == self.language


@lru_cache(maxsize=64)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a BCP 47 language."""
    file = files(__package__).joinpath("languages", f"{base(language)}.toml")
    data = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
    return Lexicon(base(language), data)


@lru_cache(maxsize=1024)
def _pattern(known: Lexicon, table: str, before: str) -> re.Pattern[str]:
    phrases = [str(phrase) for phrase in known.data.get(table, [])]
    if not phrases:
        return re.compile(r"(?!)")
    after = "" if known.language in UNSPACED else r"(?:(?<=[^\w])|(?!\w))"
    return _compile(known, f"{before}(?:{'|'.join(phrases)}){after}")


@lru_cache(maxsize=1024)
def _compiled(known: Lexicon, table: str) -> list[re.Pattern[str]]:
    return [_compile(known, str(pattern)) for pattern in known.data.get(table, [])]


def _compile(known: Lexicon, pattern: str) -> re.Pattern[str]:
    return re.compile(_with_marks(pattern) if known.language == "ar" else pattern, re.IGNORECASE)


def _with_marks(pattern: str) -> str:
    """The pattern with room for vowel marks and lengthening after every Arabic letter outside a class."""
    parts = re.split(r"(\[[^\]]*\])", ARABIC_MARKS.sub("", pattern))
    return "".join(
        part if part.startswith("[") else ARABIC_LETTER.sub(r"(?:\g<0>" + MARKS + ")", part) for part in parts
    )


def unmarked(text: str) -> str:
    """Arabic without vowel marks and lengthening."""
    return ARABIC_MARKS.sub("", text)
