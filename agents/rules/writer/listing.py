"""A list: so many facts, each one self-contained, numbered, as different from each other as they come."""

from collections.abc import Sequence

from agents.rules.writer.bonds import follows, pronoun_group
from agents.rules.writer.choose import Material, repeats
from agents.rules.writer.draft import Line, Passage, Wish
from agents.rules.writer.lexicon import UNSPACED, Lexicon, lexicon
from agents.rules.writer.order import find_close, line
from agents.rules.writer.rank import QUESTION, interest, likeness
from agents.rules.writer.reading import Key, Sentence, carrying
from agents.rules.writer.shapes import count_of
from agents.rules.writer.words import length, tokens

TYPICAL = 22  # words of a fact, when no number of facts is asked for
MOST = 1.06
ROOMY = 0.95
FRAME = 2
SHORTEST = 9  # words kept free for each fact still to come
DIFFERENT = 1.2
LONG = 12  # words of the longest fact that is plain
PLAIN = 0.3
OVER = 0.08  # against a word of a fact beyond its share of the time
UNTOLD = 0.8  # for a fact that names what another sentence introduces


def listed(material: Material, wish: Wish) -> tuple[list[Passage], list[str]]:
    """The facts, each a scene."""
    wanted = count_of(wish) or max(1, min(10, round(wish.words / TYPICAL)))
    room = max(1, wish.words // (SHORTEST + 3))
    most = min(wanted, room) if count_of(wish) is None else wanted
    tried = (_facts(material, count, wish.words) for count in range(most, 0, -1))
    facts = next((found for found in tried if found), [])
    notes = []
    if count_of(wish) is not None and len(facts) < wanted:
        notes.append(f"{wanted} facts were asked for; the sources hold {len(facts)} that stand alone and fit.")
    known = lexicon(facts[0].language) if facts else lexicon(wish.language)
    glue = [numbered(known, at) for at in range(1, len(facts) + 1)]
    left = wish.words - sum(length(text) for text in glue)
    frame = _frame(material, facts, left)
    groups = _filled(material, facts, left - sum(one.words for one in frame), {one.key for one in frame})
    scenes = [Passage(sentences=announced(_lines(group), said)) for said, group in zip(glue, groups, strict=True)]
    opening = [Passage(sentences=(line(one, None),)) for one in frame[:1]]
    closing = [Passage(sentences=(line(one, None),)) for one in frame[1:]]
    return [*opening, *scenes, *closing], notes


def _frame(material: Material, facts: Sequence[Sentence], budget: float) -> list[Sentence]:
    """What the subject is and a conclusion, around the facts, when there is room for both."""
    if not facts:
        return []
    text = material.texts[facts[0].document]
    found = [one for one in (text[0], find_close(material, facts[0].document)) if one is not None]
    alone = [one for one in found if material.bond[one.key].kind == "none" and one.key not in material.barred]
    fits = sum(one.words for one in (*facts, *alone)) <= ROOMY * budget
    new = len(alone) == FRAME and not {one.key for one in alone} & {one.key for one in facts}
    return alone if fits and new and alone[0] is not alone[1] else []


def numbered(known: Lexicon, at: int, table: str = "fact") -> str:
    """What announces a fact or a step, up to the sentence that it opens."""
    words = known.data.get(f"{table}s", [])
    said = str(words[at - 1]) if at <= len(words) else known.text(table, "{n}:").replace("{n}", str(at))
    return said if known.language in UNSPACED else f"{said} "


def announced(lines: Sequence[Line], said: str) -> tuple[Line, ...]:
    """The lines, the first of them opened by its number: a number alone would be a picture of a second."""
    first, *rest = lines
    return Line(text=said + first.text, announced=said, cites=first.cites), *rest


def _lines(group: Sequence[Sentence]) -> list[Line]:
    before: list[Sentence | None] = [None, *group[:-1]]
    return [line(sentence, last) for sentence, last in zip(group, before, strict=True)]


def _facts(material: Material, wanted: int, budget: float) -> list[Sentence]:
    """The best sentences that stand alone, each one unlike those before it; in document order."""
    free = [
        one
        for text in material.texts
        for one in text
        if one.key not in material.barred
        and (material.bond[one.key].kind == "none" or _means_topic(material, one))
        and one.words >= 4
        and not one.raw.rstrip().endswith(QUESTION)
    ]
    most, share = max(1.6 * budget / wanted, 14.0), budget / wanted - 2
    chosen: list[Sentence] = []
    while len(chosen) < wanted:
        left = MOST * budget - sum(one.words for one in chosen) - 2 * wanted
        weight = material.ranking.weight
        new = [one for one in free if not any(repeats(one, other, weight) for other in chosen)]
        offers = [one for one in new if one.words <= min(most, left - _kept(new, one, wanted - len(chosen) - 1))]
        if not offers:
            break
        best = max(
            offers,
            key=lambda one: (
                _merit(material, one, chosen) - OVER * max(0.0, one.words - share),
                [-part for part in one.key],
            ),
        )
        chosen.append(best)
        free.remove(best)
    return sorted(chosen, key=lambda one: one.key)


def _means_topic(material: Material, sentence: Sentence) -> bool:
    """Whether "it" or "they" is what the whole list is about: "An octopus has eight arms. It has three hearts."."""
    bond = material.bond[sentence.key]
    if bond.kind != "run" or pronoun_group(sentence, lexicon(sentence.language)) not in ("it", "they"):
        return False
    root = material.texts[sentence.document][bond.root]
    return bool(frozenset(carrying(root.text, root.language)[:1]) & material.ranking.topic)


def _kept(offers: Sequence[Sentence], taken: Sentence, more: int) -> float:
    """The words kept free for so many facts more: what is usual, or what the shortest others take."""
    shortest = sorted(one.words for one in offers if one is not taken)[:more]
    return min(float(SHORTEST * more), sum(shortest)) if len(shortest) == more else 0.0


def _merit(material: Material, sentence: Sentence, chosen: Sequence[Sentence]) -> float:
    """How good a fact it is beside those that are chosen."""
    near = max((likeness(sentence, other, material.ranking.weight) for other in chosen), default=0.0)
    same = any((one.document, one.block) == (sentence.document, sentence.block) for one in chosen)
    known = lexicon(sentence.language)
    value = material.ranking.score[sentence.key] + interest(sentence, known)
    value += 0.5 if sentence.kind == "item" else 0.0
    value -= 0.6 if sentence.number == 0 else 0.0  # a definition is no fact
    value -= 0.0 if sentence.stems & material.ranking.topic else 0.6
    value += 0.0 if sentence.words > LONG else PLAIN * _is_said_of(sentence, material.ranking.topic, known)
    value -= UNTOLD if material.tied.get(sentence.key) else 0.0
    return round(value - DIFFERENT * near - (0.5 if same else 0.0), 6)


def _is_said_of(sentence: Sentence, topic: frozenset[str], known: Lexicon) -> int:
    """How plain a fact is, 0 to 2: the topic is its subject, and it counts something."""
    said = carrying(sentence.text, sentence.language)
    counted = known.words("numbers") & {word.lower() for word in tokens(sentence.text)}
    return (said[:1] != [] and said[0] in topic) + bool(counted)


def _filled(material: Material, facts: Sequence[Sentence], budget: float, told: set[Key]) -> list[list[Sentence]]:
    """Each fact with the sentences after it in its paragraph, as long as the budget lasts, the facts in turn."""
    groups = [[fact] for fact in facts]
    taken = told | {fact.key for fact in facts}
    words = sum(fact.words for fact in facts)
    grown = True
    while grown and words < 0.97 * budget:
        grown = False
        for group in sorted(groups, key=lambda held: (sum(one.words for one in held), held[0].key)):
            more = next((one for one in _beside(material, group) if one.key not in taken), None)
            if more is None or words + more.words > MOST * budget:
                continue
            group.append(more)
            group.sort(key=lambda one: one.key)
            taken.add(more.key)
            words, grown = words + more.words, True
            break
    return groups


def _beside(material: Material, group: Sequence[Sentence]) -> list[Sentence]:
    """What may be told after the group, or before it, in its paragraph."""
    before = group[0].number - 1
    earlier = material.texts[group[0].document][before] if before >= 0 else None
    fits = earlier is not None and earlier.block == group[0].block and material.bond[earlier.key].kind == "none"
    barred = earlier is not None and (earlier.key in material.barred or earlier.raw.rstrip().endswith(QUESTION))
    offers = [_next(material, group[-1]), earlier if fits and not barred else None]
    return [one for one in offers if one is not None]


def _next(material: Material, sentence: Sentence) -> Sentence | None:
    """The sentence after this one in its paragraph, if it may be told there."""
    text = material.texts[sentence.document]
    if sentence.number + 1 >= len(text):
        return None
    following = text[sentence.number + 1]
    bond = material.bond[following.key]
    fits = follows(sentence, following, bond, material.bond[sentence.key])
    inside = following.block == sentence.block and following.key not in material.barred
    return following if fits and inside else None
