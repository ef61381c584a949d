"""Text as patterns see it: lower case, plain digits and quotation marks, Arabic letters in their bare forms."""

import unicodedata
from dataclasses import dataclass

_LETTERS = str.maketrans("أإآٱىةؤئ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹’‘ʼ‑‐−", "اااايهوي01234567890123456789'''---")
_TATWEEL = "ـ"


@dataclass(frozen=True)
class Folded:
    """A folded text; `plain` is it with its capitals, `places` where each of its characters stood."""

    text: str
    plain: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the folded text stood; marks on its last letter belong to it."""
        return self.places[start], self.places[end]


def fold(text: str) -> Folded:
    """The text without marks, tatweel and invisible characters and the length of white space."""
    kept: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        if char == _TATWEEL or unicodedata.category(char) in ("Mn", "Cf", "Cs"):
            continue
        if char.isspace() and _is_run(kept, char):
            continue
        kept.append(" " if char.isspace() and char != "\n" else char)
        places.append(at)
    plain = "".join(kept).translate(_LETTERS)
    lower = "".join(one if len(one := char.lower()) == 1 else char for char in plain)
    return Folded(lower, plain, (*places, len(text)))


def _is_run(kept: list[str], char: str) -> bool:
    """Whether white space only lengthens a run: patterns would take its square to read it."""
    last = kept[-2:]
    return last == ["\n", "\n"] or (char != "\n" and last[-1:] in ([" "], ["\n"]))


def fold_pattern(pattern: str) -> str:
    """A pattern with its letters folded and without marks; its case is left, which means something in a pattern."""
    return "".join(char for char in pattern if unicodedata.category(char) != "Mn").translate(_LETTERS)
