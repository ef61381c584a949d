"""A tale retold in its own order: the sentences least tied to the others go first, beginning and ending stay."""

import math
from collections.abc import Sequence
from itertools import pairwise

from agents.rules.writer.choose import Material
from agents.rules.writer.draft import Passage, Wish
from agents.rules.writer.explainer import passages
from agents.rules.writer.lexicon import lexicon
from agents.rules.writer.order import hanging
from agents.rules.writer.reading import Key, Sentence
from agents.rules.writer.trim import plain

MOST = 1.06
LEAST = 0.85
SPEECH = 0.15
TURN = 0.4  # for "one day", "suddenly": where something happens
TIGHT = 0.35  # share of the tale below which little but the plot is told
SPOKEN = 0.6
MARGIN = 0.15  # share of a gap at its ends that is near enough to what is told
GAP = 0.12  # what each sentence left out in a row adds to the worth of the next
NAMED_FIRST = 0.12
KEPT = 2  # sentences at the beginning and at the end that are never left out


def retell(material: Material, wish: Wish) -> tuple[list[Passage], list[str]]:
    """Tell the first document that holds anything, condensed to the budget."""
    main = next(at for at, text in enumerate(material.texts) if text)
    told = condensed(material, material.texts[main], wish.words)
    others = sum(1 for text in material.texts if text) > 1
    notes = ["A story is told from one source: the first one given."] if others else []
    return passages(material, told, chapters=False), notes


def condensed(material: Material, text: Sequence[Sentence], budget: float) -> list[Sentence]:
    """The text without its least connected sentences; nothing left hangs."""
    told = [one for one in text if one.key not in material.barred]
    tight = budget < TIGHT * sum(one.words for one in told)
    kept = 1 if tight else KEPT
    fixed = {each.key for one in (*told[:kept], *told[-kept:]) for each in material.with_needs(one) or [one]}
    value = {one.key: _value(material, one, text) + met for one, met in zip(told, _introduced(told), strict=True)}
    if tight:
        # Little room: the short sentences tell more of the plot in the same time.
        value = {one.key: _by_length(one, value[one.key] - (SPOKEN if is_speech(one) else 0.0)) for one in told}
        ends = [one for one in told if one.key in fixed]
        ends = ends if sum(one.words for one in ends) <= MOST * budget else told[:1]
        return _refilled(material, text, _spread(material, text, ends, budget, value), budget, value)
    while sum(one.words for one in told) > MOST * budget:
        offers = []
        for one in told:
            if one.key in fixed:
                continue
            gone = _with_dependents(material, told, one)
            least = sum(each.words for each in told) - sum(each.words for each in gone)
            if gone and not any(each.key in fixed for each in gone) and least >= LEAST * budget:
                rest = [each.number for each in told if each not in gone]
                worth = sum(value[each.key] for each in gone) / len(gone) + 0.03 * len(gone)
                offers.append((round(worth + GAP * _gap(rest, one.number), 6), one.key, gone))
        if not offers:
            told = _shrunk(material, told, budget, value)
            break
        gone = min(offers, key=lambda offer: offer[:2])[2]
        told = [one for one in told if one not in gone]
    return _refilled(material, text, told, budget, value)


def _spread(
    material: Material, text: Sequence[Sentence], told: list[Sentence], budget: float, value: dict[Key, float]
) -> list[Sentence]:
    """The tale with the best sentence from around the middle of what is left out longest, again and again."""
    tried: set[Key] = set()
    while True:
        numbers = [one.number for one in told]
        first, last = max(pairwise(numbers), key=lambda pair: (pair[1] - pair[0], -pair[0]), default=(0, 0))
        margin = (last - first) * MARGIN
        middle = [one for one in text[first + 1 : last] if one.key in value and one.key not in tried]
        middle = [one for one in middle if first + margin <= one.number <= last - margin]
        if not middle:
            return told
        best = max(middle, key=lambda one: (value[one.key], -one.number))
        tried.add(best.key)
        trial = sorted({*told, *(material.with_needs(best) or [best])}, key=lambda each: each.key)
        if sum(each.words for each in trial) <= MOST * budget and not hanging(material, trial):
            told = trial


def _refilled(
    material: Material, text: Sequence[Sentence], told: list[Sentence], budget: float, value: dict[Key, float]
) -> list[Sentence]:
    """The tale with what still fits, the best first, and nothing hanging."""
    left = [one for one in text if one.key in value and one not in told]
    for one in sorted(left, key=lambda one: (-value[one.key], one.key)):
        chain = material.with_needs(one) or [one]
        trial = sorted({*told, *chain}, key=lambda each: each.key)
        if sum(each.words for each in trial) <= MOST * budget and not hanging(material, trial):
            told = trial
    return told


def _with_dependents(material: Material, told: Sequence[Sentence], one: Sentence) -> list[Sentence]:
    """The sentence and all that would hang without it."""
    rest = [each for each in told if each is not one]
    gone = [one]
    while loose := hanging(material, rest):
        gone += loose
        rest = [each for each in rest if each not in loose]
    return gone


def _shrunk(material: Material, told: list[Sentence], budget: float, value: dict[Key, float]) -> list[Sentence]:
    """The last resort for a very small budget: from the back of what is not the beginning or the last sentence."""
    while sum(one.words for one in told) > MOST * budget and len(told) > 2:
        middle = told[1:-1]
        worst = min(middle, key=lambda one: (value[one.key], one.key))
        gone = {each.key for each in _with_dependents(material, told, worst)}
        told = [one for one in told if one.key not in gone]
    return told


def _by_length(sentence: Sentence, value: float) -> float:
    return round(value / math.sqrt(max(sentence.words, 1.0)), 6)


def _gap(rest: Sequence[int], number: int) -> int:
    """How many sentences of the source in a row are left out around a number."""
    before = max((one for one in rest if one < number), default=-1)
    after = min((one for one in rest if one > number), default=number + 1)
    return after - before - 1


def is_speech(sentence: Sentence) -> bool:
    """Whether someone speaks in the sentence."""
    return any(mark in sentence.raw for mark in '“"«「')


def _introduced(told: Sequence[Sentence]) -> list[float]:
    """For each sentence, how much of the tale after it speaks of what it names first."""
    seen: set[str] = set()
    found: list[float] = []
    for at, one in enumerate(told):
        later = sum(len((one.stems - seen) & other.stems) for other in told[at + 1 :])
        found.append(min(1.0, NAMED_FIRST * later))
        seen |= one.stems
    return found


def _value(material: Material, sentence: Sentence, text: Sequence[Sentence]) -> float:
    """How much the tale needs a sentence: its ties, its place in its paragraph, whether someone speaks."""
    last = max(one.place for one in text if one.block == sentence.block)
    value = material.ranking.score[sentence.key]
    value += 0.2 if sentence.place == 0 else 0.1 if sentence.place == last else 0.0
    known = lexicon(sentence.language)
    value += TURN if known.opens("turns").match(plain(sentence.raw, known.language)) else 0.0
    return value + (SPEECH if is_speech(sentence) else 0.0)
