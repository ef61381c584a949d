"""What a sentence takes with it though its grammar does not: who or what it names, an answer, the other side."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from agents.rules.writer.lexicon import lexicon
from agents.rules.writer.reading import Key, Sentence, carrying
from agents.rules.writer.trim import plain
from agents.rules.writer.words import stem, tokens

FULL_NAME = re.compile(
    r"(?<![\w.!?“\"])[A-Z][\w'’-]+(?:[ ](?:of|de|van|von|al-|bin|ibn)?[ ]?[A-Z][\w'’-]+)+|[A-Z]\w+[ ][A-Z]\w+"
)
MENTIONS = 3  # sentences of either side that make a text a comparison
OPENING = 7  # words in which a sentence says what it is about
PHRASE = 2  # words of a noun with "the": "the grey porridge"
MEMBER, ALIKE = 12, 0.5  # words of a member of a series, and the share of its stems that its neighbour has
SHARED = 2  # sections that hold both sides
COMPARES = re.compile(
    r"\b(?:and|or|vs\.?|versus|against|compared (?:to|with))\b|&|(?<!\w)(?:أم|أو|مقارنة)(?!\w)|\sو", re.I
)

Ties = dict[Key, frozenset[Key]]


def ties(text: Sequence[Sentence], topic: frozenset[str], sides: frozenset[str]) -> Ties:
    """The sentences of one document without which each of its sentences is not told.

    `topic` needs no introduction. `sides` are the stems of the two things that are compared, if two are.
    """
    found: dict[Key, set[Key]] = defaultdict(set)
    for part in (introduced(text, topic), resumed(text, topic), answered(text), beside(text, sides)):
        for key, needed in part.items():
            found[key] |= needed - {key}
    return {key: frozenset(needed) for key, needed in found.items()}


def introduced(text: Sequence[Sentence], topic: frozenset[str]) -> dict[Key, set[Key]]:
    """For each sentence, those that say who a person is that it calls by one name, or what a term is."""
    first: dict[str, Key] = {}
    found: dict[Key, set[Key]] = {}
    for sentence in text:
        said = sentence.stems - topic
        found[sentence.key] = {first[one] for one in said if one in first}
        for one in (*defined(sentence), *_named_in_full(sentence)):
            if one not in topic:
                first.setdefault(one, sentence.key)
    return found


def resumed(text: Sequence[Sentence], topic: frozenset[str]) -> dict[Key, set[Key]]:
    """For each English sentence, the one before it, when only that one names what it opens with as known.

    "At the mill the bales fall into a huge tub. A rotor in the tub ...": without the first, no one knows of a tub.
    """
    seen: dict[str, set[Key]] = defaultdict(set)
    found: dict[Key, set[Key]] = {}
    before: Sentence | None = None
    for sentence in text:
        if before is not None and before.block == sentence.block and sentence.language == "en":
            phrases = (held for held in _known_at_first(sentence) if held & seen.keys() and not held & topic)
            if any(set().union(*(seen[one] for one in held if one in seen)) == {before.key} for held in phrases):
                found[sentence.key] = {before.key}
        for one in sentence.stems:
            seen[one].add(sentence.key)
        before = sentence
    return found


def _known_at_first(sentence: Sentence) -> list[frozenset[str]]:
    """The stems of each noun with "the" among a sentence's first words, with the words that tell more of it."""
    words = tokens(sentence.text.lower())[:OPENING]
    stop = lexicon(sentence.language).stop
    phrases = []
    for at, word in enumerate(words):
        if word == "the":
            held = takewhile(lambda one: one not in stop, words[at + 1 : at + 1 + PHRASE])
            phrases.append(frozenset(stem(one, sentence.language) for one in held))
    return phrases


def defined(sentence: Sentence) -> list[str]:
    """The stems of the terms that a sentence introduces: "called X", "held together by X, a natural glue"."""
    known = lexicon(sentence.language)
    terms = [
        term
        for pattern in known.patterns("introduces")
        for match in pattern.finditer(plain(sentence.text, known.language))
        for term in match.groups()
        if term and term not in known.stop
    ]
    return [one for one in (stem(term, sentence.language) for term in terms) if one in sentence.stems]


def _named_in_full(sentence: Sentence) -> list[str]:
    """The stems of a name's parts where it stands in full: later "Pierre" alone means him."""
    if sentence.language not in ("en", "fr", "de", "es", "pt", "it"):
        return []
    parts = [part for match in FULL_NAME.finditer(sentence.text) for part in tokens(match.group())]
    return [stem(part, sentence.language) for part in parts if part[:1].isupper() and len(part) > 2]


def answered(text: Sequence[Sentence]) -> dict[Key, set[Key]]:
    """For each sentence that only raises something ("most of it is lost"), the next one of its paragraph."""
    found: dict[Key, set[Key]] = {}
    for sentence, after in pairwise(text):
        known = lexicon(sentence.language)
        raises = known.holds("raises").search(plain(sentence.text, known.language))
        if raises and after.block == sentence.block:
            found[sentence.key] = {after.key}
    return found


def series(text: Sequence[Sentence]) -> Ties:
    """For each sentence of a series, the others: short neighbours of one paragraph that say alike of one thing each."""
    runs: list[list[Sentence]] = []
    for before, sentence in zip((None, *text), text, strict=False):
        if before is not None and _alike(before, sentence):
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return {one.key: frozenset(other.key for other in run) - {one.key} for run in runs if len(run) > 1 for one in run}


def _alike(one: Sentence, other: Sentence) -> bool:
    """Whether two neighbours have one frame: half of their words, and another subject."""
    short = max(one.words, other.words) <= MEMBER and one.block == other.block
    shared = len(one.stems & other.stems)
    first, second = carrying(one.text, one.language)[:1], carrying(other.text, other.language)[:1]
    return short and first != second and shared >= ALIKE * max(len(one.stems), len(other.stems), 1)


def compared(titles: Iterable[str], text: Sequence[Sentence], topic: frozenset[str]) -> frozenset[str]:
    """The stems of the two things that a text sets side by side; none when it compares nothing."""
    named = any(
        COMPARES.search(title) and len(topic & frozenset(carrying(title, _language(text)))) > 1 for title in titles
    )
    if not named or len(topic) != len({"one", "other"}):
        return frozenset()
    sections: dict[str, set[int]] = defaultdict(set)
    count: dict[str, int] = defaultdict(int)
    for sentence in text:
        side = _side(sentence, topic)
        sections[side].add(sentence.section)
        count[side] += 1
    one, other = sorted(topic)
    enough = min(count[one], count[other]) >= MENTIONS and len(sections[one] & sections[other]) >= SHARED
    return topic if enough else frozenset()


def beside(text: Sequence[Sentence], sides: frozenset[str]) -> dict[Key, set[Key]]:
    """For what a section says first of either side of a comparison, what it says first of the other."""
    first: dict[int, dict[str, Key]] = defaultdict(dict)
    for sentence in text if sides else ():
        if side := _side(sentence, sides):
            first[sentence.section].setdefault(side, sentence.key)
    pairs = [set(held.values()) for held in first.values() if len(held) == len(sides)]
    return {key: pair for pair in pairs for key in pair}


def _side(sentence: Sentence, sides: frozenset[str]) -> str:
    """The one side that a sentence speaks of; "" for both or none."""
    held = sentence.stems & sides
    return next(iter(held)) if len(held) == 1 else ""


def _language(text: Sequence[Sentence]) -> str:
    return text[0].language if text else "en"
