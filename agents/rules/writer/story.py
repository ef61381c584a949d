"""A tale retold in its own order: the sentences least tied to the others go first, beginning and ending stay."""

from collections.abc import Sequence

from agents.rules.writer.choose import Material
from agents.rules.writer.draft import Passage, Wish
from agents.rules.writer.explainer import passages
from agents.rules.writer.lexicon import lexicon
from agents.rules.writer.order import hanging
from agents.rules.writer.plot import is_speech, outlined
from agents.rules.writer.reading import Key, Sentence
from agents.rules.writer.trim import plain

MOST = 1.06
LEAST = 0.85
SPEECH = 0.15
TURN = 0.4  # for "one day", "suddenly": where something happens
OUTLINE = 1 / 3  # share of the tale below which the user is told how little it is
TIGHT = 0.5  # share of the tale below which little but the plot is told
GAP = 0.12  # what each sentence left out in a row adds to the worth of the next
NAMED_FIRST = 0.12
KEPT = 2  # sentences at the beginning and at the end that are never left out


def retell(material: Material, wish: Wish) -> tuple[list[Passage], list[str]]:
    """Tell the first document that holds anything, condensed to the budget."""
    main = next(at for at, text in enumerate(material.texts) if text)
    told = condensed(material, material.texts[main], wish.words)
    others = sum(1 for text in material.texts if text) > 1
    notes = ["A story is told from one source: the first one given."] if others else []
    whole = sum(one.words for one in material.texts[main])
    if wish.words < OUTLINE * whole:
        notes.append(f"The tale has {whole:.0f} words and the film room for {wish.words}: it is told in outline.")
    return passages(material, told, chapters=False), notes


def condensed(material: Material, text: Sequence[Sentence], budget: float) -> list[Sentence]:
    """The text without its least connected sentences; nothing left hangs."""
    told = [one for one in text if one.key not in material.barred]
    tight = budget < TIGHT * sum(one.words for one in told)
    fixed = {each.key for one in (*told[:KEPT], *told[-KEPT:]) for each in material.with_needs(one) or [one]}
    value = {one.key: _value(material, one, text) + met for one, met in zip(told, _introduced(told), strict=True)}
    if tight:
        return outlined(material, text, budget, value)
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


def _gap(rest: Sequence[int], number: int) -> int:
    """How many sentences of the source in a row are left out around a number."""
    before = max((one for one in rest if one < number), default=-1)
    after = min((one for one in rest if one > number), default=number + 1)
    return after - before - 1


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
