"""An explainer: hook, body, close; chapters with headings when it is long."""

from collections.abc import Sequence
from itertools import groupby

from agents.rules.writer.bonds import FREE
from agents.rules.writer.choose import Material, choose
from agents.rules.writer.draft import Line, Passage, Wish
from agents.rules.writer.lexicon import lexicon
from agents.rules.writer.order import find_close, hanging, line, ordered
from agents.rules.writer.overview import is_far, overview
from agents.rules.writer.reading import Sentence
from agents.rules.writer.trim import plain

CHAPTERS = 500  # words from which a film has chapters
TRIES = 6
ENDING = 5  # a last paragraph of at most this part of the budget is told as a whole
OPENINGS = 3  # the openings of all chapters take at most this part of the budget
CLOSE = 3  # the close takes at most this part of the budget, with all that it needs
CLOSE_OF_ANSWER = 6  # where something is asked
LONGEST_SCENE = {"none": 2, "hero": 3, "run": 6, "exact": 9}  # lines from which a new paragraph opens a new scene


def explain(material: Material, wish: Wish) -> tuple[list[Passage], list[str]]:
    """Choose, order, and mend until nothing hangs."""
    told = tellable(material, wish.words)
    chapters = wish.words > CHAPTERS and len({one.heading for one in told if one.heading}) > 1
    return passages(material, told, chapters), selection(material, told) if is_far(material, wish.words) else []


def selection(material: Material, told: Sequence[Sentence]) -> list[str]:
    """A note that the film tells only so much of a long text."""
    said, whole = (sum(one.words for one in held) for held in (told, material.texts[material.main]))
    return [f"The film is a selection: {len(told)} sentences, {said:.0f} of the about {whole:.0f} words of the text."]


def tellable(material: Material, budget: float) -> list[Sentence]:
    """The sentences told, in order; what would hang in that order is barred and the rest chosen again."""
    told: list[Sentence] = []
    far = is_far(material, budget)
    for _ in range(TRIES):
        first = _frame(material, budget)
        chosen = overview(material, budget, first) if far else choose(material, budget, first=first, cover=True)
        told = ordered(material, chosen)
        loose = hanging(material, told)
        if not loose:
            return told
        material.barred |= {sentence.key for sentence in loose}
    return [sentence for sentence in told if sentence.key not in material.barred]


def _frame(material: Material, budget: float) -> list[Sentence]:
    """The opening and the concluding sentence of the document with most to say."""
    main = material.main
    lead = next((one for one in material.texts[main] if one.key not in material.barred and _leads(material, one)), None)
    close = _close(material, main, budget)
    frame = [*([lead] if lead else []), *(_ending(material, close, budget / ENDING) if close else [])]
    if budget > CHAPTERS:
        frame += _openings(material, material.texts[main], budget / OPENINGS)
    return [one for one in frame if one.words <= budget / 2.5]


def _close(material: Material, document: int, budget: float) -> Sentence | None:
    """The document's conclusion; where something is asked, only one that answers it, or is short and says "today"."""
    asks = bool(material.ranking.answer)
    close = find_close(material, document, budget / (CLOSE_OF_ANSWER if asks else CLOSE))
    if close is None or not asks or material.ranking.answer[close.key] > 0:
        return close
    known = lexicon(close.language)
    return close if known.opens("closing").match(plain(close.joined, known.language)) else None


def _openings(material: Material, text: Sequence[Sentence], words: float) -> list[Sentence]:
    """The first sentence that stands alone of every section, if `words` hold them all: a chapter says what it is of."""
    free = [one for one in text if one.key not in material.barred and material.bond[one.key] == FREE]
    found = [next(held) for _, held in groupby(free, key=lambda one: one.section)]
    return found if sum(one.words for one in found) <= words else []


def _ending(material: Material, close: Sentence, words: float) -> list[Sentence]:
    """The close with the sentences that lead up to it in its paragraph, as far as `words` hold them; the close first.

    One that opens with a concluding word concludes by itself.
    """
    known = lexicon(close.language)
    if known.opens("closing").match(plain(close.joined, known.language)):
        return [close]
    text = material.texts[close.document]
    held = [close]
    for one in reversed(text[: close.number]):
        words_so_far = sum(each.words for each in held)
        if one.block != close.block or one.key in material.barred or words_so_far + one.words > words:
            break
        held.append(one)
    while len(held) > 1 and material.bond[held[-1].key] != FREE:
        held.pop()
    return held


def _leads(material: Material, sentence: Sentence) -> bool:
    return material.bond[sentence.key] == FREE and material.ranking.score[sentence.key] > 0


def passages(material: Material, told: Sequence[Sentence], chapters: bool) -> list[Passage]:
    """The sentences as scenes: one a paragraph, short neighbours of a section together, chapters by their headings."""
    scenes: list[tuple[Sentence, list[Line]]] = []
    before: Sentence | None = None
    for sentence in told:
        if before is None or _parts(material, before, sentence, len(scenes[-1][1])):
            scenes.append((sentence, []))
        scenes[-1][1].append(line(sentence, before))
        before = sentence
    found: list[Passage] = []
    named: set[str] = set()
    for first, lines in scenes:
        heading = first.heading if chapters and first.heading and first.heading not in named else None
        named |= {heading} if heading else set()
        found.append(Passage(heading=heading, sentences=tuple(lines)))
    return found


def _parts(material: Material, before: Sentence, sentence: Sentence, lines: int) -> bool:
    """Whether a scene ends between two sentences: not before a connective, hardly before one that needs the other."""
    if (before.document, before.block) == (sentence.document, sentence.block):
        return False
    if sentence.joined != sentence.text and (before.document, before.number + 1) == sentence.key:
        return False
    kind = material.bond[sentence.key].kind
    same = (before.document, before.section) == (sentence.document, sentence.section)
    return lines >= LONGEST_SCENE[kind] or (not same and kind != "exact")
