"""Lines put together again: what a page's width broke is one paragraph."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST = 60  # characters of a word; the end of a text is looked at, not all of it
WIDE = re.compile("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
BROKEN = re.compile(r"([^\W\d_]+)[-\u2010]$")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
TERMINAL = re.compile(r"[.!?…:;。！？؟۔।॥።][\"'”’»）)\]」』]*$")
BULLET = re.compile(r"[-*+•‣◦▪●○∙·–—]\s+(?=\S)")
NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|\([a-z]\))\s+(?=\S)")
PAGE = re.compile(
    r"(?:[-–—\[(]\s*)(\d{1,4})(?:\s*[-–—\])])|(?:page|p\.|seite|صفحة)\s*\d{1,4}(?:\s*(?:of|/|von|من)\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4}",
    re.IGNORECASE,
)
# First parts of words that keep their hyphen.
PREFIXES = re.compile(
    r"self|well|ill|non|half|all|cross|ex|mid|anti|semi|quasi|pseudo|vice|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|one|two|three|four|five|six|seven|eight|nine|ten|high|low|long|"
    r"short|full|part|so|e|x"
)


@dataclass(frozen=True)
class Vocabulary:
    """The words of a document: those that stand whole, and those that have a hyphen inside a line."""

    words: frozenset[str]
    hyphenated: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Vocabulary":
        """Of lines in their order; the halves of a word that is broken at the end of one do not count."""
        words: Counter[str] = Counter()
        hyphenated: Counter[str] = Counter()
        broken = False
        for line in (line.strip() for line in lines):
            whole = line.partition(" ")[2] if broken else line
            broken = bool(BROKEN.search(line[-LONGEST:]))
            for match in WORD.finditer(whole[: whole.rfind(" ") + 1] if broken else whole):
                word = match.group().lower()
                (hyphenated if "-" in word else words)[word] += 1
        return cls(frozenset(words), frozenset(hyphenated))


def joined(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """The lines as one: a space between them, none between Chinese or Japanese, a broken word whole."""
    text = ""
    for line in (line.strip() for line in lines):
        if not text or not line:
            text += line
        elif BROKEN.search(text[-LONGEST:]):
            text = _mended(text, line, vocabulary)
        else:
            tight = WIDE.match(text[-1]) and WIDE.match(line[0])
            text += line if tight else f" {line}"
    return text


def _mended(text: str, line: str, vocabulary: Vocabulary) -> str:
    """A word parted at the end of `text`: without its hyphen when the whole is likelier than a compound."""
    broken, rest = BROKEN.search(text[-LONGEST:]), re.match(r"[^\W\d_]+", line)
    if broken is None or rest is None or not rest.group()[0].islower():
        return text + line
    first, second = broken.group(1).lower(), rest.group().lower()
    if first + second in vocabulary.words:
        return text[:-1] + line
    compound = bool(PREFIXES.fullmatch(first)) or (first in vocabulary.words and second in vocabulary.words)
    if compound or f"{first}-{second}" in vocabulary.hyphenated or len(first) < 2 or len(second) < 2:
        return text + line
    return text[:-1] + line


def first_word(line: str) -> int:
    """The length of the first word; a Chinese or Japanese character is one."""
    stripped = line.lstrip()
    return 1 if WIDE.match(stripped) else len(stripped.split(None, 1)[0]) if stripped else 0


def wrapped(line: str, following: str, width: int) -> bool:
    """Whether the line ended because the next word did not fit into `width` characters."""
    return len(line) + 1 + first_word(following) > width


def goes_on(before: str, after: str) -> bool:
    """Whether a page or column break fell inside a sentence: nothing ends it, or the next line begins small."""
    if not before or not after:
        return False
    if BROKEN.search(before[-LONGEST:]):
        return True
    return not TERMINAL.search(before[-LONGEST:]) and (begins_small(after) or before[-1] == ",")


def begins_small(text: str) -> bool:
    """Whether a text begins with a small letter, or one of a script that has no capitals."""
    return text[:1].isalpha() and not text[:1].isupper()
