"""A tale in little time: its opening, what sets it going, its turning point and its end, each whole."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from agents.rules.writer.bonds import names
from agents.rules.writer.choose import Material
from agents.rules.writer.lexicon import lexicon
from agents.rules.writer.order import hanging
from agents.rules.writer.reading import Key, Sentence
from agents.rules.writer.trim import plain
from agents.rules.writer.words import stem

MOST = 1.06
OPENING, START, TURN, END = 0.28, 0.26, 0.3, 0.32  # shares of the budget
CLIMAX = (0.55, 0.95)  # where in a tale its turning point lies
NEW = re.compile(r"\b(?:an?|another|two|three|four|some|whose) ([\w-]+)(?: ([\w-]+))?(?: ([\w-]+))?")
KNOWN = re.compile(r"\b(?:the|his|her|their|this|that) ([\w-]+)(?: ([\w-]+))?")


def outlined(material: Material, text: Sequence[Sentence], budget: float, value: Mapping[Key, float]) -> list[Sentence]:
    """The tale in `budget` words: nobody acts or is spoken to who was not brought in."""
    tell = _Outline(material, [one for one in text if one.key in value], budget, value)
    blocks = [list(group) for _, group in groupby(tell.text, key=lambda one: one.block)]
    tell.prefix(blocks[0], OPENING)
    tell.suffix(blocks, END)
    inner = blocks[1:-1]
    if inner:
        tell.prefix(next((block for block in inner if _turns(block[0])), inner[0]), START)
        late = [block for block in inner if CLIMAX[0] <= block[0].number / len(text) <= CLIMAX[1]]
        for block in sorted(late, key=lambda block: -_worth(block, value)):
            if tell.prefix(block, TURN):
                break
    tell.fill()
    return tell.told


class _Outline:
    """What is told so far; each addition brings what it needs or is refused."""

    def __init__(self, material: Material, text: list[Sentence], budget: float, value: Mapping[Key, float]) -> None:
        self.material, self.text, self.value = material, text, value
        self.room = MOST * budget
        self.told: list[Sentence] = []
        self._needs = _needs(material, text)

    def add(self, sentences: Sequence[Sentence], most: float) -> bool:
        """Tell these with what they need, if that takes at most `most` words more."""
        chain: dict[Key, Sentence] = {}
        waiting = list(sentences)
        while waiting:
            one = waiting.pop()
            chain[one.key] = one
            waiting += [needed for needed in self._needs[one.key] if needed.key not in chain]
        trial = sorted({*self.told, *chain.values()}, key=lambda one: one.key)
        words = sum(one.words for one in trial)
        if words > self.room or words - sum(one.words for one in self.told) > most or hanging(self.material, trial):
            return False
        self.told = trial
        return True

    def prefix(self, block: Sequence[Sentence], share: float) -> bool:
        """Tell as much of a paragraph from its start as its share holds; at least its first sentence."""
        for end in range(len(block), 0, -1):
            if self.add(block[:end], self.room * share if end > 1 else self.room):
                return True
        return False

    def suffix(self, blocks: Sequence[Sequence[Sentence]], share: float) -> None:
        """Tell as much of the last paragraph up to its end as its share holds; at least its last sentence."""
        last = blocks[-1]
        for start in range(len(last)):
            if self.add(last[start:], self.room * share if start < len(last) - 1 else self.room):
                return

    def fill(self) -> None:
        """Tell what still fits: first what goes on from what is told, then whole new openings of paragraphs."""
        for goes_on in (True, False):
            refused: set[Key] = set()
            while left := [one for one in self._offers(goes_on) if one.key not in refused]:
                best = max(left, key=lambda one: (self.value[one.key], [-number for number in one.key]))
                if not self.add([best], self.room):
                    refused.add(best.key)

    def _offers(self, goes_on: bool) -> list[Sentence]:
        keys = {one.key for one in self.told}
        left = [one for one in self.text if one.key not in keys]
        return [
            one for one in left if ((one.document, one.number - 1) in keys) == goes_on and (goes_on or not one.place)
        ]


def _needs(material: Material, text: Sequence[Sentence]) -> dict[Key, list[Sentence]]:
    """For each sentence, those that must be told before it: its bonds, who it names, whom a speaker speaks to."""
    first: dict[str, Sentence] = {}
    found: dict[Key, list[Sentence]] = {}
    before: Sentence | None = None
    for one in text:
        chain = [each for each in material.with_needs(one) or [] if each is not one]
        chain += [first[who] for who in sorted(_known(one)) if who in first]
        if before is not None and (is_speech(one) or (is_speech(before) and "?" in before.raw)):
            chain.append(before)  # who is spoken to stands there, and what is answered
        found[one.key] = list(dict.fromkeys(chain))
        for who in _brought_in(one):
            first.setdefault(who, one)
        before = one
    return found


def is_speech(sentence: Sentence) -> bool:
    """Whether someone speaks in the sentence."""
    return any(mark in sentence.raw for mark in '“"«「')


def _brought_in(one: Sentence) -> set[str]:
    """The stems of whom and what a sentence speaks of for the first time, if it is the first: "a fox", names."""
    nouns = [word for words in NEW.findall(one.text.lower()) for word in words] if one.language == "en" else []
    nouns = [word for word in nouns if word and word not in lexicon(one.language).stop]
    return {stem(word, one.language) for word in (*nouns, *names(one))}


def _known(one: Sentence) -> set[str]:
    """The stems of whom and what a sentence takes as known: "the fox", names."""
    nouns = [word for pair in KNOWN.findall(one.text.lower()) for word in pair if word] if one.language == "en" else []
    opening = [word for word in one.text.split()[:1] if word[:1].isupper()]
    return {stem(word.strip("“”\".,!?'"), one.language) for word in (*nouns, *names(one), *opening)}


def _turns(sentence: Sentence) -> bool:
    known = lexicon(sentence.language)
    return known.opens("turns").match(plain(sentence.raw, known.language)) is not None


def _worth(block: Sequence[Sentence], value: Mapping[Key, float]) -> float:
    turn = 1.0 if _turns(block[0]) else 0.0
    return turn + sum(value[one.key] for one in block) / len(block)
