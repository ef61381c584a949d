"""The screenwriter with a language model: its own sentences, each with a quote that proves it."""

from collections.abc import Sequence

from pydantic import Field

from agents.ask import as_data
from agents.port import Mind
from agents.rules.safety import refusal_of_document
from agents.rules.writer.draft import Draft, Line, Passage, Quote
from agents.rules.writer.words import length
from agents.validator import find, strange_language, unfit, unsupported
from core.errors import Unavailable
from core.models import Brief
from core.scene import Value
from tools.sources.port import Document

SHOWN = 24_000  # characters of all sources that the model is shown
OVER = 1.08  # of the budget
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
    values = {
        "topic": brief.topic or brief.title,
        "language": brief.language,
        "audience": brief.audience or "everybody",
        "tone": brief.tone or "calm and clear",
        "structure": _structure(brief),
        "words": str(words),
        "most": str(round(OVER * words)),
        "sources": _shown(documents),
    }

    def check(found: Narration) -> Sequence[str]:
        return _problems(found, brief, documents, words)

    return _draft(mind.ask("screenwriter", "write", Narration, values, check=check), brief, documents, words)


def _structure(brief: Brief) -> str:
    told = STRUCTURES[brief.shape or "explainer"]
    return f"{told}; {brief.count} entries" if brief.count else told


def _shown(documents: Sequence[Document]) -> str:
    share = SHOWN // max(len(documents), 1)
    return "\n\n".join(
        f"Source {number}: {as_data(document.title)}\n{as_data(document.text[:share])}"
        for number, document in enumerate(documents, start=1)
    )


def _problems(found: Narration, brief: Brief, documents: Sequence[Document], words: int) -> Sequence[str]:
    """What is wrong with an answer, one sentence each."""
    told = [said for part in found.parts for said in part.sentences]
    wrong = [f"{said.text[:60]!r}: {problem}." for said in told for problem in _faults(said, brief, documents)]
    count = sum(length(said.text) for said in told)
    if not 0.8 * words <= count <= OVER * words:
        wrong.append(f"It has {count:.0f} words; it must have about {words}.")
    if strange_language([said.text for said in told], brief.language):
        wrong.append(f"It must be in the language {brief.language}.")
    return wrong


def _faults(said: Said, brief: Brief, documents: Sequence[Document]) -> tuple[str, ...]:
    if not 1 <= said.source <= len(documents):
        return (f"there is no source {said.source}",)
    document = documents[said.source - 1]
    span = find(said.quote, document)
    if span is None:
        return (*unfit(said.text, brief.language), "its quote does not stand in the source")
    quoted = document.text[span.start : span.end]
    return (*unfit(said.text, brief.language), *unsupported(said.text, quoted, brief.language))


def _draft(found: Narration, brief: Brief, documents: Sequence[Document], words: int) -> Draft:
    passages, cut = [], 0
    for part in found.parts:
        proven = [said for said in part.sentences if not _faults(said, brief, documents)]
        cut += len(part.sentences) - len(proven)
        lines = tuple(_line(said, documents) for said in proven)
        if lines:
            heading = part.heading.strip() if 0 < len(part.heading.strip()) <= 80 else ""
            passages.append(Passage(heading=heading or None, sentences=lines))
    told = [line.text for passage in passages for line in passage.sentences]
    said = sum(length(text) for text in told)
    if said < ENOUGH * words:
        raise Unavailable(f"only {said:.0f} of the {words} words asked for rest on the sources")
    if said > 1.3 * words:
        raise Unavailable(f"it wrote {said:.0f} words, and {words} were asked for")
    if strange_language(told, brief.language):
        raise Unavailable(f"it did not write in the film's language ({brief.language})")
    if refusal_of_document("\n".join(told)) is not None:
        raise Unavailable("what it wrote may do harm")
    notes = (f"{cut} sentences of the language model were cut: no source proves them.",) if cut else ()
    title = " ".join(found.title.split())[:60] or brief.title
    return Draft(
        title=title, language=brief.language, scenes=tuple(passages), notes=notes, shape=brief.shape or "explainer"
    )


def _line(said: Said, documents: Sequence[Document]) -> Line:
    span = find(said.quote, documents[said.source - 1])
    assert span is not None
    text = " ".join(said.text.split())
    return Line(text=text, cites=(Quote(document=said.source - 1, start=span.start, end=span.end),))
