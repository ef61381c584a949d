"""What the writer is asked and what it hands back."""

from typing import Literal

from pydantic import Field

from core.scene import Value

Shape = Literal["explainer", "list", "steps", "story", "verbatim"]


class Wish(Value):
    """What is to be written. None means: decide from the request's words and the documents."""

    topic: str = ""
    """The request's own words."""
    language: str
    """BCP 47, as asked."""
    words: int = Field(ge=1)
    """The budget in words; letters of scripts without spaces count as `agents.rules.writer.words.length` says."""
    count: int | None = Field(default=None, ge=1, le=99)
    """How many facts, for "3 facts about …"."""
    shape: Shape | None = None
    audience: str | None = None
    """In free words; when it is one of children, long sentences are avoided."""


class Quote(Value):
    """A span of a document: `Document.text[start:end]`."""

    document: int
    start: int
    end: int


class Line(Value):
    """One narrated sentence: words of its quotes with some left out, after what announces it."""

    text: str
    announced: str = ""
    """What the text opens with that is ours and in no quote: "Fact 1: "."""
    cites: tuple[Quote, ...] = ()


class Passage(Value):
    """Lines that belong together; `heading` names a chapter of a long film."""

    heading: str | None = None
    sentences: tuple[Line, ...]


class Draft(Value):
    """A narration with its sources. `language` is that of the narrated text, whatever was asked."""

    title: str
    language: str
    scenes: tuple[Passage, ...]
    notes: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    """What sources say differently of what is narrated."""
    shape: Shape
