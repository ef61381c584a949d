"""The storyteller with a language model: an invented story, which rests on no source and claims nothing."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from agents.ask import as_data
from agents.critic import Remark, as_read
from agents.plain import line
from agents.port import Mind
from agents.rules.safety import refusal_of_document
from agents.rules.writer.draft import Draft, Line, Passage
from agents.rules.writer.words import length
from agents.validator import strange_language, unfit
from core.errors import Unavailable
from core.models import Brief, Script
from core.scene import Value

OVER = 1.1  # of the budget
ENOUGH = 0.6  # of it must be left
TITLE = 60  # characters


class Chapter(Value):
    """Sentences that play in one place."""

    sentences: tuple[str, ...] = Field(description="what the narrator says, one sentence each")


class Tale(Value):
    """The whole story."""

    title: str = Field(description="of the film, at most eight words")
    chapters: tuple[Chapter, ...]


def tell(mind: Mind, brief: Brief, words: int) -> Draft:
    """A story of about `words` words.

    Raises Unavailable when too little of it can be spoken, when it is in another language, or when it may do harm.
    """
    return _told(mind, "tell", {}, brief, words)


def retell(mind: Mind, brief: Brief, words: int, script: Script, remarks: Sequence[Remark]) -> Draft:
    """The story anew, with what a critic remarked of it mended. Raises as `tell`."""
    return _told(mind, "retell", as_read(script, remarks), brief, words)


def _told(mind: Mind, verb: str, more: Mapping[str, str], brief: Brief, words: int) -> Draft:
    values = {
        **more,
        "topic": as_data(brief.topic or brief.title),
        "language": brief.language,
        "audience": as_data(_audience(brief)),
        "names": as_data(", ".join(brief.names) or "choose them"),
        "avoid": as_data(", ".join(brief.avoid) or "nothing is excluded"),
        "tone": brief.tone or "warm and calm",
        "words": str(words),
        "most": str(round(OVER * words)),
    }
    found = mind.ask("screenwriter", verb, Tale, values, check=lambda answer: _problems(answer, brief, words))
    chapters = [
        tuple(" ".join(text.split()) for text in chapter.sentences if not unfit(text, brief.language))
        for chapter in found.chapters
    ]
    told = [text for chapter in chapters for text in chapter]
    said = sum(length(text) for text in told)
    if said < ENOUGH * words or said > 1.3 * words:
        raise Unavailable(f"it told {said:.0f} words, and {words} were asked for")
    if strange_language(told, brief.language):
        raise Unavailable(f"it did not write in the film's language ({brief.language})")
    if refusal_of_document("\n".join(told)) is not None:
        raise Unavailable("what it wrote may do harm")
    passages = tuple(Passage(sentences=tuple(Line(text=text) for text in chapter)) for chapter in chapters if chapter)
    return Draft(title=line(found.title, TITLE) or brief.title, language=brief.language, scenes=passages, shape="story")


def _audience(brief: Brief) -> str:
    who = brief.audience or "everybody"
    return f"{who}, {brief.age} years old" if brief.age is not None else who


def _problems(found: Tale, brief: Brief, words: int) -> Sequence[str]:
    """What is wrong with an answer, one sentence each."""
    told = [text for chapter in found.chapters for text in chapter.sentences]
    wrong = [f"{text[:60]!r}: {fault}." for text in told for fault in unfit(text, brief.language)]
    count = sum(length(text) for text in told)
    if not 0.8 * words <= count <= OVER * words:
        wrong.append(f"It has {count:.0f} words; it must have about {words}.")
    if strange_language(told, brief.language):
        wrong.append(f"It must be in the language {brief.language}.")
    whole = " ".join(told).casefold()
    wrong += [f"{name} does not occur in it." for name in brief.names if name.casefold() not in whole]
    wrong += [f"It shows {thing}." for thing in brief.avoid if thing.casefold() in whole]
    return wrong
