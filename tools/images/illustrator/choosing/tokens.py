"""A sentence as words: where each stands, what it is without marks and capitals, whether a clause begins with it."""

import re
from dataclasses import dataclass

UNSPACED = {"zh", "ja"}
ELIDING = {"fr", "it"}
LONGEST = 10_000
"""Characters that are read of a sentence."""

# Letters, and the marks of scripts that Python's \w leaves out (vowel signs, joiners).
_LETTER = (
    r"(?:[^\W\d_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    r"\u0962\u0963\u200c\u200d])"
)
_WORD = re.compile(rf"\d[\d.,]*|{_LETTER}+(?:['’\-]{_LETTER}+)*")
_PART = re.compile(rf"\d[\d.,]*|{_LETTER}+")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u0652\u0640]")  # Arabic vowel marks and the stretching stroke
_BREAK = re.compile(r"[^\s'’\-/\"“”„«»‘]")
_STOP = re.compile(r"[.!?…。！？؟।]|[:\n]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `at` is its first character in the sentence; `word` is folded for look-up."""

    at: int
    said: str
    word: str
    breaks: bool
    """A comma or any other mark stands before it: a clause or a member of a list begins."""
    opens: bool
    """It is the first of a sentence."""

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.at + len(self.said)

    @property
    def capital(self) -> bool:
        """It is written with a capital."""
        return self.said[:1].isupper()


def base(language: str) -> str:
    """The language without script and region: 'zh' of 'zh-Hant-TW'."""
    return re.split(r"[-_]", language)[0].lower()


def tokens(sentence: str, language: str) -> list[Token]:
    """The words and numbers of a sentence; none for a script without spaces between words."""
    if base(language) in UNSPACED:
        return []
    pattern = _PART if base(language) in ELIDING else _WORD
    found: list[Token] = []
    last = 0
    for match in pattern.finditer(sentence[:LONGEST]):
        gap = sentence[last : match.start()]
        last = match.end()
        said = match.group().rstrip(".,") if match.group()[0].isdigit() else match.group()
        found.append(
            Token(
                at=match.start(),
                said=said,
                word=_MARKS.sub("", said).lower().replace("’", "'"),
                breaks=bool(found) and bool(_BREAK.search(gap)),
                opens=not found or bool(_STOP.search(gap)),
            )
        )
    return found
