"""What a request asks of its subject ("how … get their colours"), and how far a sentence answers it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from agents.rules.writer.lexicon import ARABIC_LETTER, Lexicon, lexicon
from agents.rules.writer.reading import Sentence, carrying
from agents.rules.writer.trim import plain
from agents.rules.writer.words import base, stem

NAMED = 0.45  # for a sentence with a word of what is asked, or of its kind: "red" where colours are asked for
AMONG = 0.25  # for one in a part of the text that speaks of it
STEPS = 0.2  # for one in a paragraph whose every sentence explains something: together they tell how
EXPLAINS = 0.25  # for one that tells a cause, a change or what something is called, where a how or a why is asked for
DENSE = 0.5  # share of a section's sentences that name it


@dataclass(frozen=True)
class Question:
    """What is asked: stems beside the subject's own, with those of the same kind, and whether a how or a why is."""

    language: str = ""
    focus: frozenset[str] = frozenset()
    explains: bool = False

    @property
    def asks(self) -> bool:
        """Whether anything is asked beside to be told of the subject."""
        return self.explains or bool(self.focus)


def question(topic: str, language: str, subject: Iterable[str], asked: frozenset[str]) -> Question:
    """The question of a topic; `subject` are the stems of what the documents are about, `asked` those of the topic."""
    known, about = lexicon(language), frozenset(subject)
    if "explains" not in known.data:
        return Question(base(language))
    explains = known.holds("explains").search(plain(topic, known.language)) is not None
    said = frozenset(carrying(topic, language)) | asked
    focus = said - about if said & about else frozenset()
    # A word of another script is a name.
    focus = frozenset(one for one in focus if bool(ARABIC_LETTER.search(one)) == (known.language == "ar"))
    related = [answers for words, answers in _kinds(base(language)) if words & focus]
    return Question(base(language), focus.union(*related) - about, explains)


@lru_cache(maxsize=32)
def _kinds(language: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The stems of words that are asked for, each with those that answer: "colour", and "red", "blue"."""
    found = []
    for line in lexicon(language).data.get("kinds", []):
        words, _, answers = str(line).partition("=")
        held = frozenset(stem(word, language) for word in words.split())
        found.append((held, held | frozenset(stem(word, language) for word in answers.split())))
    return tuple(found)


def answering(text: Sequence[Sentence], asked: Question) -> dict[tuple[int, int], float]:
    """How far each sentence of a document answers what is asked, 0 to 1."""
    if not asked.asks or not text or text[0].language != asked.language:
        return {sentence.key: 0.0 for sentence in text}
    known = lexicon(asked.language)
    held: dict[int, list[Sentence]] = {}
    for sentence in text:
        held.setdefault(sentence.section, []).append(sentence)
    among = {section: _speaks_of(sentences, asked, known) for section, sentences in held.items()}
    steps: dict[int, list[int]] = {}
    for sentence in text:
        steps.setdefault(sentence.block, []).append(explanations(sentence, known) if asked.explains else 0)
    found = {}
    for sentence in text:
        value = NAMED * bool(sentence.stems & asked.focus) + AMONG * among[sentence.section]
        value += EXPLAINS * explanations(sentence, known) if asked.explains else 0.0
        value += STEPS * fmean(min(1, one) for one in steps[sentence.block])
        found[sentence.key] = round(min(1.0, value), 6)
    return found


def _speaks_of(sentences: Sequence[Sentence], asked: Question, known: Lexicon) -> float:
    """Whether a section is about what is asked, 0 to 1: by its heading, or by how many of its sentences name it."""
    heading = sentences[0].heading or ""
    under = frozenset(carrying(heading, asked.language)) & asked.focus
    headed = bool(under) or (
        asked.explains and known.holds("explains").match(plain(heading, known.language)) is not None
    )
    share = sum(bool(one.stems & asked.focus) for one in sentences) / len(sentences)
    return max(float(headed), min(1.0, share / DENSE))


def explanations(sentence: Sentence, known: Lexicon) -> int:
    """How many ways a sentence has of explaining, at most 2: a cause, a change, a name for what happens."""
    text = plain(sentence.joined, known.language)
    return min(2, sum(known.holds(table).search(text) is not None for table in ("causes", "changes", "names")))
