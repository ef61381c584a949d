"""How many years of school an English text asks for (J. P. Kincaid and others, Research Branch Report 8-75, 1975)."""

import re

from tools.measure.metrics.reading.said import sentences, words

VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^laeiouy]e|[^tdaeiouy]ed|[^sxzcgaeiouy]es)$")
"""Endings whose vowel is not spoken: `made`, `looked`, `makes`; not `table`, `wanted`, `houses`."""
APART = re.compile(r"i[ao]|eo|ua|(?<![qg])uo|[aeiou]ing$|iet|(?<=sc)ien|(?<=cr)ea(?=t[eio])|(?<=[aeiouy][^aeiouy])ea$")
"""Vowels that stand together and are spoken apart: `lion`, `create`, `going`, `science`, `idea`."""
TOGETHER = re.compile(r"[tsc]i(?:on|a|ou)|[gc]eo|guar|gua|qua")
"""Where they are spoken as one after all: `nation`, `special`, `pigeon`."""


def grade(text: str) -> float | None:
    """The Flesch-Kincaid grade of an English text; None for one without words."""
    told = sentences(text)
    listed = [word for sentence in told for word in words(sentence)]
    if not listed:
        return None
    return 0.39 * len(listed) / len(told) + 11.8 * sum(map(syllables, listed)) / len(listed) - 15.59


def syllables(word: str) -> int:
    """The syllables of an English word, by its vowels; digits count as one each, at least one."""
    plain = word.lower().replace("'", "").replace("’", "")
    count = len(VOWELS.findall(plain)) + sum(char.isdigit() for char in plain)
    count += len(APART.findall(plain)) - len(TOGETHER.findall(plain))
    if SILENT.search(plain) and count > 1:
        count -= 1
    return max(1, count)
