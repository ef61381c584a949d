"""The screenwriter with a language model: its own sentences, each with a quote that proves it."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from agents.ask import as_data
from agents.critic import Remark, as_read
from agents.plain import line, subject
from agents.port import Mind
from agents.rules.safety import refusal_of_document
from agents.rules.writer.conflicts import Conflict, conflicts, disputes, note
from agents.rules.writer.draft import Draft, Line, Passage, Quote
from agents.rules.writer.reading import read
from agents.rules.writer.words import length
from agents.validator import Span, find, numbers, strange_language, unfit, unsupported
from core.errors import Unavailable
from core.models import Brief, Script
from core.scene import Value
from tools.sources.port import Document

SHOWN = 24_000  # characters of all sources that the model is shown
OVER = 1.08  # of the budget
TITLE, HEADING = 60, 80  # characters
ENOUGH = 0.6  # of the budget must be left when what has no support is cut
STRUCTURES = {
    "explainer": "an explanation: a hook, what it is, how it works, why it matters, a close",
    "list": "a list: an opening, then one part for each entry, in the order of interest, a close",
    "steps": "instructions: what it is for, then the steps in order",
    "story": "a story: who and where, what happened, how it ended",
}


class Said(Value):
    """One sentence of the narration."""

    text: str = Field(description="what the narrator says, one sentence")
    source: int = Field(description="the number of the source that it rests on")
    quote: str = Field(description="words of that source, copied to the letter, that hold all that is said")


class Part(Value):
    """Sentences that belong together."""

    heading: str = Field(description="a few words that name the part; empty where it needs none")
    sentences: tuple[Said, ...]


class Narration(Value):
    """The whole narration."""

    title: str = Field(description="of the film, at most eight words")
    parts: tuple[Part, ...]


def narrate(mind: Mind, brief: Brief, documents: Sequence[Document], words: int) -> Draft:
    """A narration of about `words` words from the documents; what they do not prove is cut.

    Raises Unavailable when too little is left, when it is in another language, or when it teaches harm.
    """
    return _asked(mind, "write", {}, brief, documents, words)


def revise(
    mind: Mind, brief: Brief, documents: Sequence[Document], words: int, script: Script, remarks: Sequence[Remark]
) -> Draft:
    """The narration anew, with what a critic remarked of it mended. Raises as `narrate`."""
    return _asked(mind, "revise", as_read(script, remarks), brief, documents, words)


def _asked(
    mind: Mind, verb: str, more: Mapping[str, str], brief: Brief, documents: Sequence[Document], words: int
) -> Draft:
    found = conflicts(read(documents), documents)
    known = [note(one, documents, brief.language) for one in found]
    values = {
        **more,
        "topic": subject(brief),
        "language": brief.language,
        "audience": brief.audience or "everybody",
        "tone": brief.tone or "calm and clear",
        "structure": _structure(brief),
        "words": str(words),
        "most": str(round(OVER * words)),
        "questions": as_data("\n".join(brief.questions) or "none were asked"),
        "disputes": as_data("\n".join(known) or "nowhere"),
        "sources": _shown(documents),
    }
    desk = _Desk(brief, documents, words, found)
    draft = desk.draft(mind.ask("screenwriter", verb, Narration, values, check=desk.problems))
    told = [line.text for passage in draft.scenes for line in passage.sentences]
    return draft.model_copy(update={"disputes": disputes(found, told, documents, brief.language)})


def _structure(brief: Brief) -> str:
    told = STRUCTURES[brief.shape or "explainer"]
    return f"{told}; {brief.count} entries" if brief.count else told


def _shown(documents: Sequence[Document]) -> str:
    share = SHOWN // max(len(documents), 1)
    return "\n\n".join(
        f"Source {number}: {as_data(document.title)}\n{as_data(document.text[:share])}"
        for number, document in enumerate(documents, start=1)
    )


class _Desk:
    """Checks narrations against the documents and makes drafts of them."""

    def __init__(self, brief: Brief, documents: Sequence[Document], words: int, disputes: Sequence[Conflict]) -> None:
        self._brief, self._documents, self._words, self._disputes = brief, documents, words, disputes

    def problems(self, found: Narration) -> Sequence[str]:
        """What is wrong with an answer, one sentence each."""
        told = [said for part in found.parts for said in part.sentences]
        wrong = [f"{said.text[:60]!r}: {problem}." for said in told for problem in self._faults(said)]
        count = sum(length(said.text) for said in told)
        if not 0.8 * self._words <= count <= OVER * self._words:
            wrong.append(f"It has {count:.0f} words; it must have about {self._words}.")
        if strange_language([said.text for said in told], self._brief.language):
            wrong.append(f"It must be in the language {self._brief.language}.")
        return wrong

    def draft(self, found: Narration) -> Draft:
        """The narration without the sentences that have faults; raises Unavailable where too little is left."""
        passages, cut = [], 0
        for part in found.parts:
            proven = [said for said in part.sentences if not self._faults(said)]
            cut += len(part.sentences) - len(proven)
            lines = tuple(self._line(said) for said in proven)
            if lines:
                passages.append(Passage(heading=line(part.heading, HEADING) or None, sentences=lines))
        self._check([said.text for passage in passages for said in passage.sentences])
        notes = (f"{cut} sentences of the language model were cut: no source proves them.",) if cut else ()
        title = line(found.title, TITLE) or self._brief.title
        shape = self._brief.shape or "explainer"
        return Draft(title=title, language=self._brief.language, scenes=tuple(passages), notes=notes, shape=shape)

    def _check(self, told: Sequence[str]) -> None:
        said = sum(length(text) for text in told)
        if said < ENOUGH * self._words:
            raise Unavailable(f"only {said:.0f} of the {self._words} words asked for rest on the sources")
        if said > 1.3 * self._words:
            raise Unavailable(f"it wrote {said:.0f} words, and {self._words} were asked for")
        if strange_language(told, self._brief.language):
            raise Unavailable(f"it did not write in the film's language ({self._brief.language})")
        if refusal_of_document("\n".join(told)) is not None:
            raise Unavailable("what it wrote may do harm")

    def _faults(self, said: Said) -> tuple[str, ...]:
        language = self._brief.language
        if not 1 <= said.source <= len(self._documents):
            return (f"there is no source {said.source}",)
        document = self._documents[said.source - 1]
        span = find(said.quote, document)
        if span is None:
            return (*unfit(said.text, language), "its quote does not stand in the source")
        quoted = document.text[span.start : span.end]
        return (
            *unfit(said.text, language),
            *unsupported(said.text, quoted, language),
            *self._disputed(said, span),
        )

    def _disputed(self, said: Said, span: Span) -> tuple[str, ...]:
        """Where a sentence says a number that better sources say otherwise."""
        return tuple(
            f"other sources say {one.kept.written}, not {one.dropped.written}"
            for one in self._disputes
            if one.dropped.sentence.document == said.source - 1
            and one.dropped.sentence.start < span.end
            and span.start < one.dropped.sentence.end
            and numbers(one.dropped.written) & numbers(said.text)
        )

    def _line(self, said: Said) -> Line:
        span = find(said.quote, self._documents[said.source - 1])
        assert span is not None
        text = " ".join(said.text.split())
        return Line(text=text, cites=(Quote(document=said.source - 1, start=span.start, end=span.end),))
