"""Which sentences are narrated within the budget: greedy, by score and by what they add, each with what it needs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from agents.rules.writer.bonds import Bond, bonds, givens, needs
from agents.rules.writer.rank import Ranking, likeness
from agents.rules.writer.reading import Key, Sentence

MOST = 1.06  # of the budget: what is chosen may still grow by a connective
FULL = 0.97
REPEAT = 0.62  # cosine from which two sentences say the same
REPEAT_SHARE = 0.8  # or: the share of the shorter one's stems that the longer one has
LEAST_STEMS = 4
COVER = 0.5
NEIGHBOUR = 0.35
SECTION = 0.3
UNKNOWN = 0.3


@dataclass
class Material:
    """All sentences with their bonds, ranked; `barred` grows by what turned out not to be tellable."""

    texts: Sequence[Sequence[Sentence]]
    ranking: Ranking
    barred: set[Key] = field(default_factory=set)
    bond: dict[Key, Bond] = field(default_factory=dict)
    given: dict[Key, list[frozenset[Key]]] = field(default_factory=dict)
    """For each thing that a sentence speaks of as known ("the separator"), the sentences before it that name it."""

    def __post_init__(self) -> None:
        for text in self.texts:
            self.given.update(givens(text, self.ranking.topic))
        for text in self.texts:
            self.bond.update(zip((sentence.key for sentence in text), bonds(text), strict=True))
        self.barred |= self.ranking.barred

    @property
    def sentences(self) -> list[Sentence]:
        """Everything, document by document."""
        return [sentence for text in self.texts for sentence in text]

    def with_needs(self, sentence: Sentence) -> list[Sentence] | None:
        """The sentence after all that it needs, in order; None when something of it may not be narrated."""
        chain = [sentence]
        while True:
            first = chain[0]
            needed = needs(first, self.bond[first.key])
            if any(one.key in self.barred for one in chain):
                return None
            if needed is None:
                return chain
            if needed < 0:
                return None
            chain.insert(0, self.texts[first.document][needed])

    def dependents(self, sentence: Sentence) -> list[Sentence]:
        """The sentences that directly need this one."""
        return [
            one
            for one in self.texts[sentence.document]
            if needs(one, self.bond[one.key]) == sentence.number and one.number != sentence.number
        ]


def repeats(one: Sentence, other: Sentence, weight: Mapping[str, float]) -> bool:
    """Whether two sentences say the same thing."""
    if one.text.casefold() == other.text.casefold():
        return True
    smaller = min(len(one.stems), len(other.stems))
    if smaller < LEAST_STEMS:
        return False
    shared = len(one.stems & other.stems)
    return shared >= REPEAT_SHARE * smaller or likeness(one, other, weight) >= REPEAT


class Choice:
    """What is chosen so far, and what that rules out."""

    def __init__(self, material: Material, budget: float, most_chain: int) -> None:
        self.chosen: dict[Key, Sentence] = {}
        self.words = 0.0
        self._material = material
        self._room = MOST * budget
        self._most_chain = most_chain
        self._told: set[str] = set()
        self._sections: set[tuple[int, int]] = set()
        self._repeated: set[Key] = set()

    def missing(self, sentence: Sentence) -> list[Sentence]:
        """What must be added to narrate the sentence; nothing when it cannot be, does not fit, or repeats."""
        chain = self._material.with_needs(sentence) or []
        missing = [one for one in chain if one.key not in self.chosen]
        fits = self.words + sum(one.words for one in missing) <= self._room and len(missing) <= self._most_chain
        return missing if fits and not any(one.key in self._repeated for one in missing) else []

    def take(self, chain: Iterable[Sentence]) -> None:
        """Choose these."""
        weight = self._material.ranking.weight
        for sentence in chain:
            self.chosen[sentence.key] = sentence
            self.words += sentence.words
            self._told |= sentence.stems
            self._sections.add((sentence.document, sentence.section))
            self._repeated |= {
                other.key
                for other in self._material.sentences
                if other.key not in self.chosen and repeats(sentence, other, weight)
            }

    def worth(self, chain: Sequence[Sentence]) -> float:
        """What the chain adds: its scores, what is new in it, neighbours already told, a section not yet told."""
        ranking = self._material.ranking
        value = 0.0
        for sentence in chain:
            fresh = sum(ranking.weight[stem] for stem in sorted(sentence.stems - self._told))
            whole = sum(ranking.weight[stem] for stem in sorted(sentence.stems)) or 1.0
            value += ranking.score[sentence.key] + COVER * fresh / whole
            beside = {(sentence.document, sentence.number - 1), (sentence.document, sentence.number + 1)}
            value += NEIGHBOUR if beside & self.chosen.keys() else 0.0
            value += 0.0 if (sentence.document, sentence.section) in self._sections else SECTION
            told = self.chosen.keys() | {one.key for one in chain}
            value -= UNKNOWN * min(3, sum(not (before & told) for before in self._material.given[sentence.key]))
        # A chain is worth the mean of its members, a little more than each alone would bring.
        return round(float(value / len(chain) ** 0.9), 6)


def choose(
    material: Material,
    budget: float,
    *,
    first: Iterable[Sentence] = (),
    allowed: Callable[[Sentence], bool] = lambda _: True,
    most_chain: int = 4,
) -> list[Sentence]:
    """Sentences of at most MOST of the budget, in document order; `first` are taken before all others if they fit."""
    choice = Choice(material, budget, most_chain)
    for sentence in first:
        if sentence.key not in choice.chosen:
            choice.take(choice.missing(sentence))
    candidates = [one for one in material.sentences if one.key not in material.barred and allowed(one)]
    while choice.words < FULL * budget:
        offers = [chain for one in candidates if one.key not in choice.chosen and (chain := choice.missing(one))]
        if not offers:
            break
        best = max(offers, key=lambda chain: (choice.worth(chain), [-number for number in chain[-1].key]))
        choice.take(best)
    return sorted(choice.chosen.values(), key=lambda sentence: sentence.key)
