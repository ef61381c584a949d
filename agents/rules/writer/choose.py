"""Which sentences are narrated within the budget: greedy, by score and by what they add, each with what it needs."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from agents.rules.pace import characters
from agents.rules.writer.bonds import Bond, bonds, givens, needs
from agents.rules.writer.rank import Ranking, likeness
from agents.rules.writer.reading import Key, Sentence
from agents.rules.writer.ties import Ties, series, ties

MOST = 1.06  # of the budget: what is chosen may still grow by a connective
FULL = 0.97
REPEAT = 0.62  # cosine from which two sentences say the same
REPEAT_SHARE = 0.8  # or: the share of the shorter one's stems that the longer one has
LEAST_STEMS = 4
COVER = 0.5
NEXT, NEIGHBOUR = 0.5, 0.25  # for going on after what is told, for leading up to it
SERIES = 0.8  # for going on with a series that answers what is asked
SECTION = 0.3
CROWDED = 0.5  # against more of a part that has been told twice as much of
SECTIONS = 2  # headings within a text from which its sections are its parts
MENTION = 16  # words below which a part of a text is only mentioned
INTRODUCES = 16  # words that an opening and a close count for beyond their own
SMALL = 130  # words of the longest sections that are told as one
TOLD_OF, TOLD_MORE_OF = 42, 64  # words that a part is given before another is opened, in a short and in a long film
FAIR = 1.1  # of its share of the budget, from which a section of a long text has had enough
LONG = 1000  # words of a long film
UNKNOWN = 0.3
SPOKEN = 2.1  # words of an English text that are said in a second
SHARE = 0.4  # for a section of which less is told than its share of the text, against one of which more is
COVERED = 0.85  # of the budget, within which something of every section is told before more of any
ANSWERS = 0.7  # of the best answer, from which a sentence opens a part that answers
MISSED = 0.3  # of the parts, which may be left out where the budget does not hold them all
SPREAD = 1.7  # of its even share of the budget, that a section gets before all have something


@dataclass
class Material:
    """All sentences with their bonds, ranked; `barred` grows by what turned out not to be tellable."""

    texts: Sequence[Sequence[Sentence]]
    ranking: Ranking
    barred: set[Key] = field(default_factory=set)
    bond: dict[Key, Bond] = field(default_factory=dict)
    given: dict[Key, list[frozenset[Key]]] = field(default_factory=dict)
    """For each thing that a sentence speaks of as known ("the separator"), the sentences before it that name it."""
    sides: frozenset[str] = frozenset()
    """The stems of two things that are compared."""
    tied: Ties = field(default_factory=dict)
    series: Ties = field(default_factory=dict)
    """For each member of a series ("Red comes from … Green comes from …"), the others."""

    def __post_init__(self) -> None:
        for text in self.texts:
            self.series.update(series(text))
            self.given.update(givens(text, self.ranking.topic))
        for text in self.texts:
            self.bond.update(zip((sentence.key for sentence in text), bonds(text), strict=True))
        self.barred |= self.ranking.barred
        for text in self.texts:
            found = ties(text, self.ranking.topic, self.sides)
            self.tied.update({key: needed - self.barred for key, needed in found.items()})

    def share(self, part: Key) -> float:
        """The share of a document's words that stand in one of its parts, 0 to 1."""
        text = self.texts[part[0]]
        return _words(one for one in text if self.part(one) == part) / _words(text)

    @cached_property
    def main(self) -> int:
        """The document with most to say."""
        return max(range(len(self.texts)), key=lambda at: (self._told_by(at), -at))

    def _told_by(self, at: int) -> float:
        held = (one for one in self.texts[at] if one.key not in self.barred)
        return sum(max(0.0, self.ranking.score[one.key]) for one in held)

    @property
    def scale(self) -> float:
        """How many words of this language are said in the time of an English one, at most 1."""
        text = next(text for text in self.texts if text)
        if text[0].language == "en":
            return 1.0
        spelled = sum(len(one.text) + 1 for one in text) / max(_words(text), 1.0)
        return min(1.0, characters(text[0].language) / spelled / SPOKEN)

    def part(self, sentence: Sentence) -> Key:
        """The section that a sentence stands in, or its paragraph where a text has no sections or long ones."""
        text = self.texts[sentence.document]
        sections = text[-1].section - text[0].section
        small = sections >= SECTIONS and sum(one.words for one in text) <= SMALL * (sections + 1)
        return sentence.document, sentence.section if small else sentence.block

    @property
    def sentences(self) -> list[Sentence]:
        """Everything, document by document."""
        return [sentence for text in self.texts for sentence in text]

    def with_needs(self, sentence: Sentence) -> list[Sentence] | None:
        """The sentence with all that it needs, in order; None when something of it may not be narrated."""
        text = self.texts[sentence.document]
        chain: dict[Key, Sentence] = {}
        waiting = [sentence]
        while waiting:
            one = waiting.pop()
            needed = needs(one, self.bond[one.key])
            if one.key in self.barred or (needed is not None and needed < 0):
                return None
            chain[one.key] = one
            numbers = {number for _, number in self.tied.get(one.key, ())} | ({needed} if needed is not None else set())
            waiting += [text[number] for number in numbers if (one.document, number) not in chain]
        return sorted(chain.values(), key=lambda one: one.key)

    def answers(self, sentence: Sentence) -> bool:
        """Whether a sentence is among those that answer what the request asks; every one where it asks nothing."""
        answer = self.ranking.answer
        return not answer or answer[sentence.key] >= ANSWERS * max(answer.values())

    def lacks(self, sentence: Sentence, told: Collection[Key]) -> bool:
        """Whether the sentence names what no sentence told introduces, or lacks its answer or its other side."""
        return not self.tied.get(sentence.key, frozenset()) <= set(told)


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
        scale = material.scale
        self.mention = MENTION * scale
        self._part = scale * (TOLD_OF + (TOLD_MORE_OF - TOLD_OF) * min(1.0, budget / LONG))
        self._open = max(2, round(budget / self._part))
        self._most_chain = most_chain
        self._told: set[str] = set()
        self._sections: dict[Key, float] = {}
        self._share: dict[Key, float] = {}
        """The words that each part of a covered document may expect."""
        self._repeated: set[Key] = set()

    def missing(self, sentence: Sentence) -> list[Sentence]:
        """What must be added to narrate the sentence; nothing when it cannot be, does not fit, or repeats."""
        chain = self._material.with_needs(sentence) or []
        missing = [one for one in chain if one.key not in self.chosen]
        fits = self.words + sum(one.words for one in missing) <= self._room and len(missing) <= self._most_chain
        return missing if fits and not any(one.key in self._repeated for one in missing) else []

    def opening(self, sentence: Sentence) -> list[Sentence]:
        """As `missing`; what opens a part of the text brings the sentence after it, so that it is no mere mention."""
        chain = self.missing(sentence)
        part = self._material.part(sentence)
        own = (one for one in chain if self._material.part(one) == part)
        if not chain or part in self._sections or _words(own) >= self.mention:
            return chain
        text = self._material.texts[sentence.document]
        after = text[chain[-1].number + 1 : chain[-1].number + 2]
        if not after or after[0].block != chain[-1].block:
            return chain
        more = [one for one in self.missing(after[0]) if one not in chain]
        whole = sorted([*chain, *more], key=lambda one: one.key)
        return whole if more and self.words + sum(one.words for one in whole) <= self._room else []

    def take(self, chain: Iterable[Sentence], more: float = 0.0) -> None:
        """Choose these; their parts count as told by `more` words than they have."""
        weight = self._material.ranking.weight
        for sentence in chain:
            self.chosen[sentence.key] = sentence
            self.words += sentence.words
            self._told |= sentence.stems
            part = self._material.part(sentence)
            self._sections[part] = self._sections.get(part, 0.0) + sentence.words + more
            self._repeated |= {
                other.key
                for other in self._material.sentences
                if other.key not in self.chosen and repeats(sentence, other, weight)
            }

    def worth(self, chain: Sequence[Sentence]) -> float:
        """What the chain adds: its scores, what is new in it, neighbours already told, a section not yet told."""
        ranking = self._material.ranking
        value = 0.0
        told = self.chosen.keys() | {one.key for one in chain}
        for sentence in chain:
            fresh = sum(ranking.weight[stem] for stem in sorted(sentence.stems - self._told))
            whole = sum(ranking.weight[stem] for stem in sorted(sentence.stems)) or 1.0
            value += ranking.score[sentence.key] + COVER * fresh / whole
            before, after = (sentence.document, sentence.number - 1), (sentence.document, sentence.number + 1)
            said = self._sections.get(self._material.part(sentence), 0.0)
            answer = ranking.answer.get(sentence.key, 0.0)
            if not said and len(self._sections) < self._open:
                value += SECTION * (answer if ranking.answer else 1.0)
            elif not said:
                value -= SECTION
            elif said < self._part:
                value += NEXT if before in self.chosen else NEIGHBOUR if after in self.chosen else 0.0
            else:
                value -= CROWDED * min(1.0, said / self._part - 1) * (1 - answer)
                value += answer * (NEXT if before in self.chosen else NEIGHBOUR if after in self.chosen else 0.0)
            value += SERIES * answer if self._material.series.get(sentence.key, frozenset()) & told else 0.0
            value -= CROWDED if self._over_its_share(sentence) else 0.0
            if said or self.told(self._material.part(sentence), chain) >= self.mention:
                below = self._below_its_share(sentence)
                value += below * (1 - answer if below < 0 else answer if ranking.answer else 1.0)
            value -= UNKNOWN * min(3, sum(not (before & told) for before in self._material.given[sentence.key]))
        # A chain is worth the mean of its members, a little more than each alone would bring.
        return round(float(value / len(chain) ** 0.9), 6)

    def told(self, part: Key, more: Sequence[Sentence] = ()) -> float:
        """How many words of a part are told, with these sentences."""
        held = {one.key: one for one in (*self.chosen.values(), *more)}
        return _words(one for one in held.values() if self._material.part(one) == part)

    def cover(self, parts: Iterable[Key]) -> None:
        """From now on prefer the parts of which less is told than their share of the text."""
        self._share = {part: self._room * self._material.share(part) for part in parts}

    def _below_its_share(self, sentence: Sentence) -> float:
        part = self._material.part(sentence)
        return SHARE * max(-1.0, 1 - self.told(part) / self._share[part]) if part in self._share else 0.0

    def merit(self, chain: Sequence[Sentence]) -> tuple[float, list[int]]:
        """What chains are compared by: their worth, the earlier one where that is equal."""
        return self.worth(chain), [-number for number in chain[-1].key]

    def _over_its_share(self, sentence: Sentence) -> bool:
        """Whether a long text's section has already been told of for more than its share of the budget."""
        text = self._material.texts[sentence.document]
        if text[-1].section == text[0].section or self._material.part(sentence)[1] == sentence.section:
            return False
        whole, held = sum(one.words for one in text), [one for one in text if one.section == sentence.section]
        told = sum(one.words for one in held if one.key in self.chosen)
        return told > FAIR * self._room * sum(one.words for one in held) / whole


def choose(
    material: Material,
    budget: float,
    *,
    first: Iterable[Sentence] = (),
    allowed: Callable[[Sentence], bool] = lambda _: True,
    most_chain: int = 6,
    cover: bool = False,
) -> list[Sentence]:
    """Sentences of at most MOST of the budget, in document order; `first` are taken before all others if they fit.

    With `cover`, every part of the main document is told of, where the budget holds them all.
    """
    choice = Choice(material, budget, most_chain)
    for sentence in first:
        if sentence.key not in choice.chosen:
            choice.take(choice.missing(sentence), INTRODUCES)
    candidates = [one for one in material.sentences if one.key not in material.barred and allowed(one)]
    if cover:
        _cover(choice, material, candidates, budget)
    for offer in (choice.opening, choice.missing):
        while choice.words < FULL * budget:
            left = (one for one in candidates if one.key not in choice.chosen)
            offers: list[list[Sentence]] = [chain for one in left if (chain := offer(one))]
            if not offers:
                break
            best = max(offers, key=choice.merit)
            choice.take(best)
    if cover:
        _tell_more(choice, material, candidates)
    return sorted(choice.chosen.values(), key=lambda sentence: sentence.key)


def _tell_more(choice: Choice, material: Material, candidates: Sequence[Sentence]) -> None:
    """Where the room is left, tell more of each part that is only mentioned."""
    for part in sorted({material.part(one) for one in choice.chosen.values()}):
        held = [one for one in candidates if material.part(one) == part and one.key not in choice.chosen]
        offers: list[list[Sentence]] = [chain for one in held if (chain := choice.missing(one))]
        if offers and choice.told(part) < choice.mention:
            best = max(offers, key=choice.merit)
            choice.take(best)


def _cover(choice: Choice, material: Material, candidates: Sequence[Sentence], budget: float) -> None:
    """Take the best of each part that little is told of yet, if the budget holds something of nearly all of them."""
    held = [*(one for one in candidates if material.answers(one)), *choice.chosen.values()]
    parts = sorted({part for one in held if (part := material.part(one))[0] == material.main})
    if len(parts) <= SECTIONS:
        return
    untold = [part for part in parts if choice.told(part) < choice.mention]
    for offer in (choice.opening, choice.missing):
        offers: dict[Key, list[list[Sentence]]] = {part: [] for part in untold}
        for one in candidates:
            part = material.part(one)
            if part in offers and choice.told(part, chain := offer(one)) >= choice.mention:
                offers[part].append(chain)
        least = {part: min(map(_words, chains)) for part, chains in offers.items() if chains}
        while len(least) > len(untold) - MISSED * len(parts) and sum(least.values()) > COVERED * budget - choice.words:
            least.pop(max(least, key=lambda part: (least[part], part)))
        if least and sum(least.values()) <= COVERED * budget - choice.words:
            choice.cover(parts)
            _cover_all(choice, offers, least, budget, SPREAD * budget / len(parts))
            return
        if budget < choice.mention * len(parts):
            return


def _cover_all(
    choice: Choice,
    offers: Mapping[Key, Sequence[Sequence[Sentence]]],
    least: Mapping[Key, float],
    budget: float,
    most: float,
) -> None:
    """Take the best offer of at most `most` words of each part, leaving the `least` of the later ones."""
    for part in least:
        later = sum(words for other, words in least.items() if other > part)
        room = max(min(most, COVERED * budget - choice.words - later), least[part])
        fitting = [chain for chain in offers[part] if _words(chain) <= room and choice.missing(chain[-1])]
        choice.take(one for one in max(fitting, key=choice.merit, default=[]) if one.key not in choice.chosen)


def _words(chain: Iterable[Sentence]) -> float:
    return sum(one.words for one in chain)
