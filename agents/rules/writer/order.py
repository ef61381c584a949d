"""The order of narration: a hook, the body as the sources have it (dated material by year), a close."""

import math
import re
from collections.abc import Sequence
from itertools import groupby

from agents.rules.writer.bonds import follows
from agents.rules.writer.choose import Material
from agents.rules.writer.draft import Line, Quote
from agents.rules.writer.lexicon import lexicon
from agents.rules.writer.rank import QUESTION, interest, likeness
from agents.rules.writer.reading import Sentence, carrying
from agents.rules.writer.trim import plain
from agents.rules.writer.words import tokens

YEAR = re.compile(
    r"(?<![\d.,])(1\d{3}|20\d\d)(?![\d,]|\.\d)(?!\s?(?:km|kg|m|metres?|meters?|miles|people|tonnes|years)\b)"
)
YEAR_NAMED = re.compile(r"(?:\bعام|\bسنة|\byear|\bAD)\s(\d{3,4})\b")
BEFORE_CHRIST = re.compile(r"(\d[\d,]*)\s*(?:BCE|BC|ق\.?م)\b")
HOOK_WORDS = (5, 18)
HOOK = 0.35  # interest from which a sentence is worth opening with
DATED = 0.6  # share of paragraphs with a year from which a text is told by its years


def ordered(material: Material, chosen: Sequence[Sentence]) -> list[Sentence]:
    """The chosen sentences as they are told; without those that would hang there."""
    body = by_year(interleaved(material, chosen))
    hook = find_hook(material, body)
    if hook is not None:
        body = [hook, *(sentence for sentence in body if sentence is not hook)]
    return body


def hanging(material: Material, told: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that need another before them than the one that is there, or another that is not told."""
    found: list[Sentence] = []
    before: Sentence | None = None
    keys = {one.key for one in told}
    for sentence in told:
        if material.lacks(sentence, keys):
            found.append(sentence)
            continue
        bond = material.bond[sentence.key]
        bond_before = material.bond[before.key] if before else bond
        if not follows(before, sentence, bond, bond_before):
            found.append(sentence)
        else:
            before = sentence
    return found


def interleaved(material: Material, chosen: Sequence[Sentence]) -> list[Sentence]:
    """Paragraphs of the fullest document in their order, those of the others after the most similar one."""
    documents = sorted({sentence.document for sentence in chosen})
    if len(documents) < 2:
        return list(chosen)
    words = {at: sum(one.words for one in chosen if one.document == at) for at in documents}
    main = max(documents, key=lambda at: (words[at], -at))
    paragraphs = _paragraphs([one for one in chosen if one.document == main])
    for other in documents:
        if other != main:
            for paragraph in _paragraphs([one for one in chosen if one.document == other]):
                _insert(material, paragraphs, paragraph)
    return [sentence for paragraph in paragraphs for sentence in paragraph]


def _paragraphs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    return [list(group) for _, group in groupby(sentences, key=lambda one: (one.document, one.block))]


def _insert(material: Material, paragraphs: list[list[Sentence]], paragraph: list[Sentence]) -> None:
    """Put a paragraph of another document after the one most like it; a document's own order is kept."""
    earliest = max(
        (at + 1 for at, held in enumerate(paragraphs) if held[0].document == paragraph[0].document), default=1
    )
    weight = material.ranking.weight
    near = [max(likeness(one, other, weight) for one in paragraph for other in held) for held in paragraphs]
    at = max(range(earliest - 1, len(paragraphs)), key=lambda at: (near[at], -at)) + 1
    paragraphs.insert(max(at, earliest), paragraph)


def year(sentence: Sentence) -> int | None:
    """The first year that a sentence names; negative before Christ."""
    if match := BEFORE_CHRIST.search(sentence.text):
        return -int(match.group(1).replace(",", ""))
    match = YEAR.search(sentence.text) or YEAR_NAMED.search(sentence.text)
    return int(match.group(1)) if match else None


def by_year(body: list[Sentence]) -> list[Sentence]:
    """The paragraphs by first years when most have one; the opening and the undated ones keep their neighbours."""
    paragraphs = _paragraphs(body)
    years = [next((found for one in held if (found := year(one)) is not None), None) for held in paragraphs]
    dated = sum(found is not None for found in years)
    if len(paragraphs) < 3 or dated < DATED * len(paragraphs):
        return body
    at = years[1] if years[0] is None else years[0]
    keyed: list[tuple[int, list[Sentence]]] = []
    for found, held in zip(years[1:], paragraphs[1:], strict=True):
        at = found if found is not None else at
        keyed.append((at if at is not None else 0, held))
    # The last paragraph closes: "today, more than ..." belongs at the end whatever year it names.
    middle, end = keyed[:-1], keyed[-1:]
    return [one for held in (paragraphs[0], *(held for _, held in (*sorted(middle, key=_first), *end))) for one in held]


def _first(pair: tuple[int, list[Sentence]]) -> int:
    return pair[0]


def find_hook(material: Material, body: Sequence[Sentence]) -> Sentence | None:
    """A striking sentence of the body that stands alone and that nothing told after it needs in its old place."""
    offers: list[tuple[float, Sentence]] = []
    for at, sentence in enumerate(body[:-1]):
        value = hook_value(material, sentence)
        alone = material.bond[sentence.key].kind == "none" and sentence.joined == sentence.text
        alone = alone and not material.tied.get(sentence.key)
        needed = material.bond[body[at + 1].key].kind != "none"
        if value >= HOOK and alone and at > 0 and not needed and not _brought_in_before(material, sentence):
            offers.append((value, sentence))
    return max(offers, key=lambda offer: (offer[0], [-part for part in offer[1].key]))[1] if offers else None


def _brought_in_before(material: Material, sentence: Sentence) -> bool:
    """Whether an English sentence opens with what its document brings in as new: "its first market ... The market"."""
    opening = re.match(r"(?:The|This) (\w+)(?: (\w+))?", sentence.text) if sentence.language == "en" else None
    if opening is None:
        return False
    nouns = "|".join(map(re.escape, filter(None, opening.groups())))
    article = r"\b(?:an?|(?:its|his|her|their) (?:first|own|new)|two|three)\b"
    new = re.compile(rf"{article}(?: [\w-]+){{0,2}} (?:{nouns})\b", re.IGNORECASE)
    return any(new.search(one.text) for one in material.texts[sentence.document][: sentence.number])


def hook_value(material: Material, sentence: Sentence) -> float:
    """How well a sentence opens a film, 0 to 1: said of the topic itself, short, of no year and no step."""
    known = lexicon(sentence.language)
    shortest, longest = HOOK_WORDS
    subject = next(iter(carrying(sentence.text, sentence.language)), "")
    if subject not in material.ranking.topic or not shortest <= sentence.words <= longest:
        return 0.0
    if not material.answers(sentence):  # who asks a question is not met with a number of something else
        return 0.0
    opened = next(iter(tokens(sentence.text.lower())), "") in known.words("openers")
    aside = year(sentence) is not None or sentence.marked or any(mark in sentence.raw for mark in '“"«「')
    if opened or aside or sentence.raw.rstrip().endswith(QUESTION):
        return 0.0
    return interest(sentence, known)


def find_close(material: Material, document: int, words: float = math.inf) -> Sentence | None:
    """The sentence of a document's last paragraph that concludes: the last one, or one with a concluding word.

    One that would take more than `words` words with it is passed over for one before it.
    """
    text = [one for one in material.texts[document] if one.key not in material.barred]
    if not text:
        return None
    last = [one for one in text if one.block == text[-1].block and not one.raw.rstrip().endswith((*QUESTION, ":"))]
    fitting = [one for one in last if sum(each.words for each in material.with_needs(one) or [one]) <= words]
    for sentence in reversed(fitting):
        known = lexicon(sentence.language)
        if known.opens("closing").match(plain(sentence.joined, known.language)) or sentence is fitting[-1]:
            return sentence
    return None


def line(sentence: Sentence, before: Sentence | None) -> Line:
    """The sentence as a line; its connective stays when the sentence that it connects to was told right before."""
    joined = before is not None and (before.document, before.number + 1) == sentence.key
    quote = Quote(document=sentence.document, start=sentence.start, end=sentence.end)
    return Line(text=sentence.joined if joined else sentence.text, cites=(quote,))
