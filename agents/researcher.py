"""The researcher with a language model: it searches and reads, step by step, until its questions are answered.

Each step is one answer of the model, of one shape: which of two tools it wants to use, and with what. So it can do
nothing else, and every server that answers at all can do it. What it sees of the web is data in one JSON string.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import Field

from agents.ask import as_data
from agents.plain import line, subject
from agents.port import Mind
from agents.rules.director import TAG
from agents.rules.researcher import Findings, Step, usable
from agents.rules.safety import refusal
from agents.rules.standing import standing
from core.errors import Unavailable
from core.models import Brief
from core.scene import Value
from tools.search.port import Hit
from tools.sources.port import Document

STEPS = 10
MOST = 3  # documents
HITS = 6  # that a search shows
QUERY = 160  # characters
SHOWN = 4_000  # characters of a document
KEPT = 300  # characters of what a step tells
USUAL = "What is worth knowing about it?"


class Wanted(Value):
    """What the researcher does next."""

    answered: tuple[int, ...] = Field(description="the numbers of the questions that the documents read so far answer")
    act: Literal["search", "read", "stop"] = Field(description="stop when the questions are answered or nothing helps")
    query: str = Field(description="what to search for, a few words as in a search box; empty unless act is search")
    language: str = Field(description="BCP 47 tag of the language to search in; empty unless act is search")
    hit: int = Field(description="the number of the hit to read; 0 unless act is read")


def research(
    mind: Mind, brief: Brief, search: Callable[[str, str], Sequence[Hit]], read: Callable[[str], Document]
) -> Findings:
    """What a model reads to answer the film's questions: at most MOST documents, the most trusted first.

    It can read only what a search found, in the film's language, and nothing that teaches harm. Raises Unavailable when
    it reads nothing, and as the mind does.
    """
    desk = _Desk(brief, search, read)
    questions = brief.questions or (USUAL,)
    for left in range(STEPS, 0, -1):
        values = {
            "topic": as_data(subject(brief)),
            "language": brief.language,
            "questions": as_data("\n".join(f"{number}. {one}" for number, one in enumerate(questions, start=1))),
            "seen": as_data("\n\n".join(desk.seen) or "nothing yet"),
            "left": str(left),
            "most": str(MOST),
        }
        wanted = mind.ask("researcher", "step", Wanted, values, check=desk.problems)
        done = set(range(1, len(questions) + 1)) <= set(wanted.answered)
        if wanted.act == "stop" or (done and desk.documents) or len(desk.documents) == MOST:
            break
        desk.act(wanted)
    if not desk.documents:
        raise Unavailable("the researcher read no document about the topic")
    found = sorted(desk.documents, key=lambda one: -standing(one.url))
    return Findings(documents=tuple(found), steps=tuple(desk.steps))


class _Desk:
    """What the model may do, what it saw, and what it did."""

    def __init__(
        self, brief: Brief, search: Callable[[str, str], Sequence[Hit]], read: Callable[[str], Document]
    ) -> None:
        self._brief, self._search, self._read = brief, search, read
        self._urls: list[str] = []
        self.documents: list[Document] = []
        self.steps: list[Step] = []
        self.seen: list[str] = []

    def problems(self, wanted: Wanted) -> Sequence[str]:
        """What is wrong with a step."""
        if wanted.act == "search":
            query = line(wanted.query, QUERY)
            fits = query and refusal(query) is None
            return () if fits else ("That is no query: search for a few plain words of the topic.",)
        if wanted.act == "read" and not 1 <= wanted.hit <= len(self._urls):
            return (f"There is no hit {wanted.hit}: read one that a search found.",)
        return ()

    def act(self, wanted: Wanted) -> None:
        """Do a step; one that is wrong twice is told and not done."""
        if problem := next(iter(self.problems(wanted)), None):
            self._noted(wanted.act, wanted.query or str(wanted.hit), problem, problem)
        elif wanted.act == "search":
            self._look_for(line(wanted.query, QUERY), wanted.language)
        else:
            self._look_at(self._urls[wanted.hit - 1])

    def _look_for(self, query: str, language: str) -> None:
        tag = language if TAG.fullmatch(language) else self._brief.language
        hits = self._search(query, tag)[:HITS]
        self._urls += [hit.url for hit in hits if hit.url not in self._urls]
        shown = "\n".join(f"[{self._urls.index(hit.url) + 1}] {hit.title} ({hit.url}): {hit.snippet}" for hit in hits)
        self._noted("search", query, f"{len(hits)} hits", shown or "nothing was found")

    def _look_at(self, url: str) -> None:
        if any(step.tool == "read" and step.argument == url[:KEPT] for step in self.steps):
            self._noted("read", url, "it was read already", "It was read already.")
            return
        document, said = usable(url, self._brief, self._read)
        if document is not None and any(one.sha256 == document.sha256 for one in self.documents):
            document, said = None, "it is the same as another"
        self._noted("read", url, said, said if document is None else document.text[:SHOWN])
        self.documents += [document] if document is not None else []

    def _noted(self, tool: str, argument: str, result: str, shown: str) -> None:
        argument, result = (" ".join(text.split())[:KEPT] for text in (argument, result))
        self.steps.append(Step(tool=tool, argument=argument, result=result))
        self.seen.append(f"{tool} {argument}\n{shown}")
