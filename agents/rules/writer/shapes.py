"""What kind of film it is: as asked, else as the request's words and the documents say."""

import re
import unicodedata
from collections.abc import Sequence

from agents.rules.writer.draft import Shape, Wish
from agents.rules.writer.lexicon import Lexicon, lexicon
from agents.rules.writer.reading import Sentence
from agents.rules.writer.trim import MARKER, plain
from agents.rules.writer.words import base, tokens

NUMBERED = re.compile(r"\A\s*(?:\(?\d{1,2}[.)]|step\s+\d+|الخطوة)\s*", re.I)
STEP_SHARE = 0.4  # of a section's items that must be imperatives
LEAST_STEPS = 3
LEADING = ("then", "now", "next", "carefully", "gently", "ثم")


def decide(wish: Wish, texts: Sequence[Sequence[Sentence]]) -> Shape:
    """The shape of the film."""
    if wish.shape is not None:
        return wish.shape
    if wish.count is not None:
        return "list"
    for language in dict.fromkeys((base(wish.language), "en")):
        known = lexicon(language)
        topic = plain(wish.topic, language)
        for shape, table in SHAPES:
            if known.holds(table).search(topic) and (shape != "steps" or _has_steps(texts)):
                return shape
    everything = [sentence for text in texts for sentence in text]
    if any(map(is_tale, texts)):
        return "story"
    items = sum(sentence.words for sentence in everything if sentence.kind == "item" or sentence.marked)
    if _has_steps(texts) and items >= 0.3 * sum(sentence.words for sentence in everything):
        return "steps"
    return "explainer"


SHAPES: tuple[tuple[Shape, str], ...] = (
    ("verbatim", "wants_verbatim"),
    ("list", "wants_list"),
    ("steps", "wants_steps"),
    ("story", "wants_story"),
)


def count_of(wish: Wish) -> int | None:
    """How many facts are asked for, in digits or words."""
    if wish.count is not None:
        return wish.count
    known = lexicon(wish.language)
    match = known.holds("wants_list").search(wish.topic)
    if not match:
        return None
    numbers = known.text("numbers").split()
    for word in tokens(plain(match.group(), known.language)):
        if word.isdigit():
            return max(1, min(99, int("".join(str(unicodedata.digit(char)) for char in word))))
        for at, number in enumerate(numbers, start=1):
            if word == number or (known.language == "ar" and word.removesuffix("ة") == number):
                return at
    return None


def _has_steps(texts: Sequence[Sequence[Sentence]]) -> bool:
    return any(len(steps(text)) >= LEAST_STEPS for text in texts)


def steps(text: Sequence[Sentence]) -> list[Sentence]:
    """The first sentences of a document's steps: the items of sections that tell what to do, else all imperatives."""
    found: list[Sentence] = []
    items = [one for one in text if one.marked and (NUMBERED.match(one.raw) or one.kind == "item")]
    for section in sorted({one.section for one in items}):
        held = [one for one in items if one.section == section]
        if len(held) >= LEAST_STEPS and sum(map(is_imperative, held)) >= STEP_SHARE * len(held):
            found += held
    return found or [one for one in text if one.place == 0 and is_imperative(one)]


def is_imperative(sentence: Sentence) -> bool:
    """Whether a sentence tells the listener to do something."""
    known: Lexicon = lexicon(sentence.language)
    verbs = known.words("imperatives")
    words = [word.lower() for word in tokens(plain(MARKER.sub("", sentence.raw), known.language))]
    if not words:
        return False
    if not verbs:
        return sentence.marked
    led = len(words) > 2 and words[0] in LEADING and words[1] in verbs
    return led or words[0] in verbs


def is_tale(text: Sequence[Sentence]) -> bool:
    """Whether a document tells a tale: it opens like one, or people speak in it."""
    if not text:
        return False
    known = lexicon(text[0].language)
    opening = " ".join(plain(one.raw, known.language) for one in text[:3])
    spoken = sum("“" in one.raw or '"' in one.raw or "«" in one.raw for one in text)
    cue = known.holds("tale").search(opening) is not None
    return cue and (spoken >= 2 or known.holds("tale").match(opening) is not None)
