"""Documents that give different numbers for the same thing: one value is taken, the other is named in a note."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, dropwhile, takewhile

from agents.rules.standing import is_personal, standing
from agents.rules.writer.lexicon import lexicon
from agents.rules.writer.reading import Sentence
from agents.rules.writer.words import TOKEN, figure, stem, stems, tokens
from tools.sources.port import Document

SAME = 0.6  # share of the shorter sentence's other stems that the two must share
LEAST_SHARED = 2
PERCENT = re.compile(
    r"\s*(?:[%٪]|per ?cents?\b|(?:في |ب)الم[اي]?[ئي][ةه]\b|pour ?cent\b|prozent\b|por ciento\b)", re.IGNORECASE
)
OF = re.compile(r"\s*(?:of|من|de|del|des|du|der|von)\s+", re.IGNORECASE)
WHOLE = 6  # words in which stands what a share is of
NEAR = 3  # stems around a number that tell what it counts
DISAGREE = {
    "en": "The sources disagree: {document} says {says}, {other} says {differs}; the film says {kept}.",
    "ar": "تختلف المصادر: يقول {document} إنه {says}، ويقول {other} إنه {differs}؛ ويقول الفيلم {kept}.",
}
ROUGH = {"about", "around", "nearly", "almost", "roughly", "approximately", "over", "some", "نحو", "حوالي", "قرابة"}


@dataclass(frozen=True)
class Claim:
    """One number of a sentence: its value, what stands before and after it, and the sentence's other stems."""

    sentence: Sentence
    value: str
    written: str
    after: str
    before: frozenset[str]
    context: frozenset[str]
    rough: bool
    share: bool = False
    """Whether it is a percentage."""
    whole: frozenset[str] = frozenset()
    """What it is a part of: of "30 percent of all fresh water", "fresh" and "water"."""


@dataclass(frozen=True)
class Conflict:
    """A sentence that is not narrated because of another's value."""

    kept: Claim
    dropped: Claim


def claims(sentence: Sentence) -> list[Claim]:
    """The numbers of a sentence with what they count."""
    matches = list(TOKEN.finditer(sentence.text))
    words = [match.group() for match in matches]
    found: list[Claim] = []
    numbers = {figure(word) for word in words if figure(word)}
    for at, word in enumerate(words):
        value = figure(word)
        if not value:
            continue
        following = [stem(other, sentence.language) for other in words[at + 1 : at + 2] if not figure(other)]
        before = frozenset(stem(other, sentence.language) for other in words[max(0, at - NEAR) : at])
        rough = any(other.lower() in ROUGH for other in words[max(0, at - 2) : at])
        context = sentence.stems - numbers
        unit, whole = _part(sentence, matches[at].end())
        share, context = bool(unit), context - unit
        after = "%" if share else following[0] if following else ""
        found.append(Claim(sentence, value, word, after, before, context, rough, share, whole))
    return found


def _part(sentence: Sentence, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of "percent" if the number that ends there is one ("%" for the sign), and of what it is a part."""
    text, stop = sentence.text, lexicon(sentence.language).stop
    percent = PERCENT.match(text, end)
    at = percent.end() if percent else end
    unit = TOKEN.search(text, at) if percent is None else None
    of = OF.match(text, at) or (OF.match(text, unit.end()) if unit is not None else None)
    said = frozenset(stems(percent.group(), sentence.language)) | {"%"} if percent is not None else frozenset()
    if of is None:
        return said, frozenset()
    words = [word.lower() for word in tokens(text[of.end() :])][:WHOLE]
    named = takewhile(lambda word: word not in stop, dropwhile(lambda word: word in stop, words))
    return said, frozenset(stem(word, sentence.language) for word in named) & sentence.stems


def conflicts(texts: Sequence[Sequence[Sentence]], documents: Sequence[Document]) -> list[Conflict]:
    """Every pair of claims about the same thing with different values, the better one kept."""
    everything = [claim for text in texts for sentence in text for claim in claims(sentence)]
    alike: dict[str, list[Claim]] = defaultdict(list)
    for claim in everything:
        alike["year" if _is_year(claim.value) else claim.after].append(claim)
    found: list[Conflict] = []
    for group in alike.values():
        for one, other in combinations(group, 2):
            if disagree(one, other):
                kept = better(one, other, group, documents)
                found.append(Conflict(kept, other if kept is one else one))
    return sorted(found, key=lambda each: (each.kept.sentence.key, each.dropped.sentence.key))


def disagree(one: Claim, other: Claim) -> bool:
    """Whether two claims of different documents count the same thing and come to different values."""
    if one.sentence.document == other.sentence.document or one.value == other.value:
        return False
    if not same_thing(one, other) or _rounded(one, other):
        return False
    mine = {claim.value for claim in claims(one.sentence)}
    theirs = {claim.value for claim in claims(other.sentence)}
    # A number that the other sentence gives too is no news: the two only put them in another order.
    return one.value not in theirs and other.value not in mine


def same_thing(one: Claim, other: Claim) -> bool:
    """Whether two numbers count the same: the same unit (years: the same lead) in sentences of the same words."""
    if _is_year(one.value) != _is_year(other.value):
        return False
    if not _is_year(one.value) and one.after != other.after:
        return False
    if not _of_one_whole(one, other):
        return False
    # What shares are of is the same already: what they are shares for must be, too.
    whole = one.whole | other.whole if one.share else frozenset()
    mine, theirs = one.context - whole, other.context - whole
    if whole and not mine and not theirs:
        return True
    shared = len(mine & theirs)
    return shared >= (LEAST_SHARED if not whole else 1) and shared >= SAME * min(len(mine), len(theirs))


def _of_one_whole(one: Claim, other: Claim) -> bool:
    """Whether two numbers are no parts of different things: "30 percent of the fresh water", "71 of the surface"."""
    either = one.whole | other.whole
    if not either or (not one.share and not (one.whole and other.whole)):
        return one.share == other.share
    return one.share == other.share and len(one.whole & other.whole) >= SAME * len(either)


def _is_year(value: str) -> bool:
    return re.fullmatch(r"1\d{3}|20\d\d", value) is not None


def _rounded(one: Claim, other: Claim) -> bool:
    """Whether one value is the other said roughly: "about 300" for 298."""
    if not (one.rough or other.rough) or _is_year(one.value):
        return False
    first, second = float(_plain(one.value)), float(_plain(other.value))
    return abs(first - second) <= 0.05 * max(first, second)


def _plain(value: str) -> str:
    """The digits as a number: dates and versions ("3.10.2") keep their first two parts."""
    return ".".join(value.split(".")[:2])


def better(one: Claim, other: Claim, everything: Sequence[Claim], documents: Sequence[Document]) -> Claim:
    """The claim of no diary; that more documents make; of the source to be trusted more; the later, more exact one."""
    votes: Counter[str] = Counter()
    for claim in (one, other):
        holders = {each.sentence.document for each in everything if each.value == claim.value and same_thing(each, one)}
        votes[claim.value] = len(holders | {claim.sentence.document})

    def merit(claim: Claim) -> tuple[bool, int, int, str, bool, int]:
        document = documents[claim.sentence.document]
        date = (document.date or "") if _both_dated(one, other, documents) else ""
        exact = len(claim.value.replace(".", "").rstrip("0"))
        own = is_personal(document)
        return not own, votes[claim.value], standing(document.url), date, not claim.rough, exact

    return other if merit(other) > merit(one) else one


def _both_dated(one: Claim, other: Claim, documents: Sequence[Document]) -> bool:
    return bool(documents[one.sentence.document].date and documents[other.sentence.document].date)


def disputes(
    found: Sequence[Conflict], told: Sequence[str], documents: Sequence[Document], language: str
) -> tuple[str, ...]:
    """A note on each conflict of which the narration tells a value."""
    text = "\n".join(told)
    heard = [one for one in found if re.search(rf"(?<!\w){re.escape(one.kept.written)}(?!\d)", text)]
    return tuple(dict.fromkeys(note(one, documents, language) for one in heard))


def note(conflict: Conflict, documents: Sequence[Document], language: str) -> str:
    """One sentence that names both values and where they stand, in the film's language as far as we speak it."""
    kept, dropped = conflict.kept, conflict.dropped
    words = DISAGREE.get(language.split("-")[0], DISAGREE["en"])
    return words.format(
        document=documents[kept.sentence.document].name,
        says=_said(kept),
        other=documents[dropped.sentence.document].name,
        differs=_said(dropped),
        kept=kept.written,
    )


def _said(claim: Claim) -> str:
    """The number with what it counts, as written."""
    at = claim.sentence.text.find(claim.written)
    after = claim.sentence.text[at + len(claim.written) :]
    unit = re.match(r"(?:[ -]?[%٪°]\w*|[ -][^\W\d]+)", after)
    known = lexicon(claim.sentence.language)
    plain = unit is None or unit.group()[1:].lower() in known.words("stop")
    return claim.written + ("" if plain or unit is None else unit.group())
