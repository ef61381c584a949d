"""Whether a text bears out a sentence, without a model: its words, numbers and names stand close together there.

A sentence is borne out where one window of two sentences has enough of its content words, weighed by how rare they
are in the text, and all of its numbers and names (reference/evals.md F2: 5 of 5 true claims kept, 6 of 7 false ones
rejected; what it cannot see is a wrong predicate with the right name and year).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from tools.measure.metrics.reading.languages import SMALL
from tools.measure.metrics.reading.numbers import lacking
from tools.measure.metrics.reading.said import sentences, words

ENOUGH = 0.55
ALIKE = 85.0
"""rapidfuzz's ratio of two words that are taken for one."""
WINDOW = 2
LEAST = 3
"""Letters of a content word in a script with spaces."""
NAME = re.compile(r"(?<![.!?:;\"“”'’(\n])(?<!^)(?<=\s)([A-ZÀ-ÖØ-Þ][^\W\d_]{2,})")


class Passages:
    """Texts that sentences are held against."""

    def __init__(self, texts: Iterable[str]) -> None:
        found = [sentences(" ".join(part.split())) for text in texts for part in text.split("\n\n")]
        self.windows = tuple(" ".join(one[at : at + WINDOW]) for one in found for at in range(len(one)))
        self.text = "\n".join(self.windows)
        self._bags = [tuple(sorted(set(words(window)))) for window in self.windows]
        self._rare = Counter(word for bag in self._bags for word in bag)

    def bear_out(self, sentence: str) -> bool:
        """Whether one window bears the sentence out; needs rapidfuzz."""
        asked, named = content(sentence), names(sentence)
        return any(
            self._share(asked, bag) >= ENOUGH
            and not lacking(sentence, window)
            and all(_has(name, bag) for name in named)
            for window, bag in zip(self.windows, self._bags, strict=True)
        )

    def _share(self, asked: list[str], bag: tuple[str, ...]) -> float:
        weights = {word: self._weight(word) for word in asked}
        whole = sum(weights.values())
        return sum(weight for word, weight in weights.items() if _has(word, bag)) / whole if whole else 1.0

    def _weight(self, word: str) -> float:
        """The inverse document frequency among the windows, smoothed: a word that is nowhere weighs most."""
        return math.log((1 + len(self._bags)) / (1 + self._rare[word])) + 1


def content(sentence: str) -> list[str]:
    """The words that carry a sentence's meaning, numbers apart."""
    return [word for word in dict.fromkeys(words(sentence)) if _carries(word)]


def names(sentence: str) -> list[str]:
    """Words with a capital letter inside a sentence of a Latin script: its names, in lower case."""
    return [name.casefold() for name in NAME.findall(sentence)]


def is_factual(sentence: str) -> bool:
    """Whether a sentence claims something: it asks nothing, and has a number, a name or three content words."""
    if sentence.rstrip().endswith(("?", "？", "؟")):
        return False
    return bool(any(char.isdigit() for char in sentence) or names(sentence) or len(content(sentence)) >= LEAST)


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(word for table in SMALL.values() for listed in table.values() for word in listed.split())


def _carries(word: str) -> bool:
    if any(char.isdigit() for char in word) or word in _small():
        return False
    return len(word) >= LEAST or not word.isascii()


def _has(word: str, bag: tuple[str, ...]) -> bool:
    from rapidfuzz import fuzz, process

    return word in bag or process.extractOne(word, bag, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None
