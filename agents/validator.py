"""The one check of what is to be spoken against what it rests on: quotes, numbers, names, language, length, safety.

Pure: it reads, and says in one sentence each what is wrong.
"""

import re
import unicodedata
from collections.abc import Sequence

from agents.rules.text import language_of
from agents.rules.writer.rank import ORDERING, UNSPOKEN
from agents.rules.writer.reading import carrying
from core.scene import Value
from tools.sources.port import Document

LONGEST = 60  # words of a sentence that is spoken
SHORTEST_QUOTE = 8  # characters
SUPPORTED = 0.4  # share of a sentence's carrying words that its quote must hold
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f٫٬ ]\d{3})*(?:[.,٫]\d+)?")
_NAME = re.compile(r"(?<![.!?:;\"“”]\s)(?<!^)\b[A-ZÀ-Þ][\w'’-]+")
_QUOTES = str.maketrans("‘’‚‛“”„«»–—−‐‑\u00a0\u202f", '\'\'\'\'"""""-----  ')


class Span(Value):
    """Where a quote stands in a document's text."""

    start: int
    end: int


def find(quote: str, document: Document) -> Span | None:
    """Where a quote stands: white space, case, and the kind of dashes and quotation marks do not matter."""
    return place(quote, document.text, SHORTEST_QUOTE)


def place(quote: str, text: str, least: int = 1) -> Span | None:
    """Where words stand in a text, as `find` has it; None too where they have fewer than `least` characters."""
    wanted, _ = _folded(quote.strip().strip("\"'“”").rstrip("…."))
    if len(wanted) < least:
        return None
    whole, places = _folded(text)
    at = whole.find(wanted)
    return None if at < 0 else Span(start=places[at], end=places[at + len(wanted) - 1] + 1)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in one case with single spaces, and where each of its characters stood."""
    kept: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text.translate(_QUOTES)):
        if char.isspace():
            if kept and kept[-1] != " ":
                kept.append(" ")
                places.append(at)
            continue
        lower = char.lower()
        kept.append(lower if len(lower) == 1 else char)
        places.append(at)
    return "".join(kept), places


def unsupported(sentence: str, quoted: str, language: str) -> tuple[str, ...]:
    """What a sentence says that the text quoted for it does not."""
    found: list[str] = []
    found += list(unproven(sentence, quoted))
    if LATIN.search(sentence) and not language.startswith("de"):  # German writes every noun with a capital
        known = {word.casefold().removesuffix("'s") for word in re.findall(r"[\w'’-]+", quoted)}
        names = {name.removesuffix("'s").removesuffix("’s") for name in _NAME.findall(sentence)}
        strange = sorted(name for name in names if name.casefold() not in known and name != "I")
        if strange:
            found.append(f"the name {', '.join(strange)} is not in its quote")
    said, rests = set(carrying(sentence, language)), set(carrying(quoted, language))
    if said and len(said & rests) < SUPPORTED * len(said):
        found.append("its quote does not say so")
    return tuple(found)


def unfit(sentence: str, language: str) -> tuple[str, ...]:
    """What speaks against saying a sentence at all."""
    found: list[str] = []
    if not any(char.isalpha() for char in sentence):
        found.append("it says nothing")
    if UNSPOKEN.search(sentence) or ORDERING.search(sentence):
        found.append("it cannot be spoken")
    if len(sentence.split()) > LONGEST:
        found.append(f"it has more than {LONGEST} words")
    if len(sentence) > 40 and _script(sentence) != _script_of(language):
        found.append(f"it is not in the film's language ({language})")
    return tuple(found)


def unproven(sentence: str, quoted: str) -> tuple[str, ...]:
    """The numbers that a sentence says and its quotes do not, whoever wrote it."""
    wrong = sorted(numbers(sentence) - numbers(quoted))
    return (f"the number {', '.join(wrong)} is not in its quote",) if wrong else ()


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text with plain digits, without what groups them."""
    plain = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in text)
    found = set()
    for match in _NUMBER.findall(plain):
        bare = re.sub(r"[,\u00a0\u202f٬ .](?=\d{3}(?:\D|$))", "", match).replace("٫", ".").replace(",", ".")
        found.add(bare)
    return frozenset(found)


def _script(text: str) -> str:
    letters = [unicodedata.name(char, "").split(" ")[0] for char in text if char.isalpha()]
    return max(set(letters), key=letters.count) if letters else ""


def _script_of(language: str) -> str:
    base = language.split("-")[0]
    named = {"ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "he": "HEBREW", "hi": "DEVANAGARI", "ru": "CYRILLIC",
             "uk": "CYRILLIC", "el": "GREEK", "zh": "CJK", "ja": "", "ko": "HANGUL", "th": "THAI"}  # fmt: skip
    return named.get(base, "LATIN")


def strange_language(sentences: Sequence[str], language: str) -> bool:
    """Whether a narration is in another language than the film's."""
    text = " ".join(sentences)
    return len(text) > 80 and language_of(text).split("-")[0] != language.split("-")[0]
