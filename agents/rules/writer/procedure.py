"""A how-to: every step in its order, with as much of its detail as the budget holds."""

from collections.abc import Sequence
from itertools import groupby

from agents.rules.writer.choose import Material
from agents.rules.writer.draft import Line, Passage, Wish
from agents.rules.writer.explainer import explain
from agents.rules.writer.lexicon import lexicon
from agents.rules.writer.listing import announced, numbered
from agents.rules.writer.order import find_close, hanging, line
from agents.rules.writer.reading import Sentence
from agents.rules.writer.shapes import LEAST_STEPS, steps
from agents.rules.writer.trim import plain
from agents.rules.writer.words import length, tokens

MOST = 1.06
WARNING = 0.6
FEWEST = 2


def instruct(material: Material, wish: Wish) -> tuple[list[Passage], list[str]]:
    """The steps of the document that has most of them; an explainer when none has any."""
    main = max(range(len(material.texts)), key=lambda at: (len(steps(material.texts[at])), -at))
    found = [one for one in steps(material.texts[main]) if one.key not in material.barred]
    if len(found) < LEAST_STEPS:
        return explain(material, wish)
    kept = _kept(material, found, wish.words)
    told = _filled(material, main, kept, wish.words)
    return _scenes(told, kept), _left_out(found, kept)


def _glue(found: Sequence[Sentence]) -> float:
    return sum(length(numbered(lexicon(one.language), at, "step")) for at, one in enumerate(found, start=1))


def _kept(material: Material, found: list[Sentence], budget: float) -> list[Sentence]:
    """All steps, or those that fit when they are too many; the first and the last stay longest."""
    kept = list(found)
    while len(kept) > FEWEST and sum(one.words for one in kept) + _glue(kept) > MOST * budget:
        kept.remove(min(kept[1:-1], key=lambda one: (material.ranking.score[one.key] - one.words / 40, one.key)))
    return kept


def _left_out(found: Sequence[Sentence], kept: Sequence[Sentence]) -> list[str]:
    left = [str(at) for at, one in enumerate(found, start=1) if one not in kept]
    if not left:
        return []
    which = f"step {left[0]} is" if len(left) == 1 else f"steps {', '.join(left)} are"
    return [f"The budget does not hold all {len(found)} steps: {which} left out."]


def _filled(material: Material, main: int, kept: Sequence[Sentence], budget: float) -> list[Sentence]:
    """The steps, an opening, and the best of the other sentences that may stand where they are."""
    text = material.texts[main]
    told = {one.key: one for one in kept}
    skipped = {one.block for one in steps(text) if one.key not in told}
    words = sum(one.words for one in kept) + _glue(kept)
    offers = [
        one for one in text if one.key not in told and one.key not in material.barred and one.block not in skipped
    ]
    ends = [one for one in (text[0], find_close(material, main)) if one is not None]
    offers.sort(key=lambda one: (one not in ends, -_use(material, one, kept), one.key))
    for one in offers:
        chain = [each for each in material.with_needs(one) or [] if each.key not in told]
        more = sum(each.words for each in chain)
        if not chain or words + more > MOST * budget or any(each.block in skipped for each in chain):
            continue
        trial = sorted((*told.values(), *chain), key=lambda each: each.key)
        if not hanging(material, trial):
            told.update((each.key, each) for each in chain)
            words += more
    return sorted(told.values(), key=lambda one: one.key)


def _use(material: Material, sentence: Sentence, kept: Sequence[Sentence]) -> float:
    """What a sentence is worth beside the steps: details of a step and warnings before background."""
    known = lexicon(sentence.language)
    value = material.ranking.score[sentence.key]
    value += 0.5 if sentence.block in {one.block for one in kept} else 0.0
    warned = known.words("warnings") & {word.lower() for word in tokens(plain(sentence.text, known.language))}
    return value + (WARNING if warned else 0.0)


def _scenes(told: Sequence[Sentence], kept: Sequence[Sentence]) -> list[Passage]:
    """A scene a step, announced by its number; what stands before and after the steps by its paragraphs."""
    number = {one.key: at for at, one in enumerate(kept, start=1)}
    found: list[Passage] = []
    before: Sentence | None = None
    for _, group in groupby(told, key=lambda one: one.block):
        lines: list[Line] = []
        for one in group:
            said = numbered(lexicon(one.language), number[one.key], "step") if one.key in number else ""
            lines += announced([line(one, before)], said)
            before = one
        found.append(Passage(sentences=tuple(lines)))
    return found
