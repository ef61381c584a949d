"""A short film of a long text: of each stretch of it the sentence that says most of what the whole speaks of."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from agents.rules.writer.bonds import names
from agents.rules.writer.choose import Choice, Material
from agents.rules.writer.reading import Key, Sentence
from agents.rules.writer.words import FIGURE

FAR = 8  # times its budget, from which a text is too long for a film that tells of its parts
SENTENCE = 17  # words of a stretch's share of the budget
LONGEST = 1.6  # of that share
TWO = 2  # sentences that one stretch is told in
EXACT = 0.8  # for a name, and for a number
BRIDGE, SHORT = 10, 0.3  # words below which a sentence mostly leads on, and what speaks against each that lacks
FIRST, EARLY = 1.0, 0.5  # for the sentence that opens a paragraph, for the next one
FULL = 0.97
SCORE = 0.5  # of what a sentence is worth by itself
DAMPED = 0.6  # a long sentence is worth its length to this power less
ONCE = 0.5  # times in a paragraph that a word is said by chance
TOLD = 0.15  # of a stem's weight, once it was said


def is_far(material: Material, budget: float) -> bool:
    """Whether a text is so long, and nothing of it asked for by name, that a film can only be an overview."""
    texts = [text for text in material.texts if text]
    if len(texts) != 1 or material.ranking.named:
        return False
    return sum(one.words for one in texts[0]) >= FAR * budget


def overview(material: Material, budget: float, first: Iterable[Sentence] = ()) -> list[Sentence]:
    """Sentences of at most 1.06 of the budget, in the text's order; `first` are taken before all others."""
    text = material.texts[material.main]
    choice = Choice(material, budget, TWO)
    for sentence in first:
        choice.take(choice.missing(sentence))
    framing = {(one.document, one.block) for one in choice.chosen.values()}
    body = [one for one in text if (one.document, one.block) not in framing]
    found = stretches(body, max(1, round((budget - choice.words) / (SENTENCE * material.scale))))
    for at, stretch in enumerate(found):
        room = LONGEST * (budget - choice.words) / (len(found) - at)
        _take(choice, material, stretch, concepts(stretch, found), room)
    while choice.words < FULL * budget and _take(choice, material, body, concepts(body, found), budget):
        pass
    return [choice.chosen[key] for key in sorted(choice.chosen)]


def concepts(stretch: Sequence[Sentence], whole: Sequence[Sequence[Sentence]]) -> dict[str, float]:
    """What a stretch speaks of, by how many of its sentences do, above all what few others speak of."""
    said = Counter(stem for one in stretch for stem in one.stems)
    held = Counter(stem for other in whole for stem in frozenset().union(*(one.stems for one in other)))
    return {
        stem: (times - ONCE) * math.log(1 + len(whole) / held[stem])
        for stem, times in said.items()
        if times > 1 and not stem.isdigit()
    }


def stretches(text: Sequence[Sentence], count: int) -> list[list[Sentence]]:
    """The text in so many stretches of about as many words each, between sentences."""
    whole, at = sum(one.words for one in text), 0.0
    found: list[list[Sentence]] = [[] for _ in range(count)]
    for one in text:
        found[min(count - 1, int(count * at / whole))].append(one)
        at += one.words
    return [stretch for stretch in found if stretch]


def _take(
    choice: Choice, material: Material, held: Sequence[Sentence], weight: Mapping[str, float], most: float
) -> bool:
    """Choose the sentence that says most with what it needs; False when none fits."""
    said: frozenset[str] = frozenset().union(*(one.stems for one in choice.chosen.values()))
    offers: list[tuple[float, Key, list[Sentence]]] = []
    for one in held:
        if one.key in choice.chosen or one.key in material.barred:
            continue
        chain = choice.missing(one)
        words = sum(each.words for each in chain)
        if chain and words <= most:
            offers.append((_gain(chain, said, weight) / words**DAMPED + _worth(material, one), one.key, chain))
    if not offers:
        return False
    best = max(offers, key=lambda offer: (round(offer[0], 6), (-offer[1][0], -offer[1][1])))
    choice.take(best[2])
    return True


def _gain(chain: Sequence[Sentence], said: frozenset[str], weight: Mapping[str, float]) -> float:
    stems = frozenset().union(*(one.stems for one in chain))
    return sum(weight.get(stem, 0.0) * (TOLD if stem in said else 1.0) for stem in sorted(stems))


def _worth(material: Material, sentence: Sentence) -> float:
    """What a sentence is worth in an overview: it opens a paragraph, says who or when, and is more than a bridge."""
    opens = FIRST if sentence.place == 0 else EARLY if sentence.place == 1 else 0.0
    exact = bool(names(sentence)) + bool(FIGURE.search(sentence.text))
    bridge = max(0.0, BRIDGE * material.scale - sentence.words)
    return opens + EXACT * exact - SHORT * bridge + SCORE * material.ranking.score[sentence.key]
