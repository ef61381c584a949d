"""What the film rests on: what was given, else what a search finds."""

from agents.researcher import research as by_model
from agents.rules.researcher import Findings, documents, gather, searches, sources, weigh
from agents.rules.safety import refusal_of_document
from core.errors import OverBudget, Rejected, StoryreelError, Unavailable
from core.events import Substituted
from core.models import Brief, Given, Request, Substitution
from graphs.state import Json, State
from graphs.studio import Studio
from graphs.thinking import decide
from tools.keys.prices import cost
from tools.search.job import page, search_order, searched
from tools.search.port import NOWHERE, SEARCH, Hit
from tools.sources.job import keep
from tools.sources.port import Document
from tools.sources.webpage import read_page

HITS = 6  # of a search


def research(state: State, studio: Studio) -> State:
    """Read what was given and name it by its digest; where nothing was, search, and keep what is read.

    A given document that teaches harm is refused (Mistake); one that was found is passed by.
    """
    request, brief = Request.model_validate(state["request"]), Brief.model_validate(state["brief"])
    kept, given = request.sources, studio.documents(request.sources)
    for document in given:
        refused = refusal_of_document(f"{document.title}\n{document.text}")
        if refused is not None:
            raise Rejected(f"{document.name}: {refused}")
    found, stood = Findings(), None
    thought: list[Json] = []
    with studio.call("research", "research", {"request": request.text, "sources": [one.key for one in kept]}):
        if searches(request, brief):
            found, thought, stood = _found(studio, brief, fresh=request.research == "fresh" and not studio.recalls)
            kept = (*kept, *(keep(studio.store, document, "page") for document in found.documents))
    read = (*given, *found.documents)
    told = sources(request, brief, read, kept)
    whole = any(one.kind in ("script", "video") and not one.key for one in told)
    worth = None if whole else weigh(brief, documents(request, read))
    return {
        "documents": [one.model_dump(mode="json") for one in kept],
        "sources": [source.model_dump(mode="json") for source in told],
        "material": worth.model_dump(mode="json") if worth is not None else {},
        "steps": [step.model_dump(mode="json") for step in found.steps],
        "substitutions": [*thought, *_told(studio, stood)],
    }


def kept_of(state: State) -> tuple[Given, ...]:
    """The documents that the film rests on, as they are kept in the store."""
    return tuple(Given.model_validate(one) for one in state["documents"])


def _found(studio: Studio, brief: Brief, *, fresh: bool) -> tuple[Findings, list[Json], Substitution | None]:
    """What the first search that answers finds, and what stood in; the last one searches nowhere."""

    def act(name: str) -> tuple[Findings, list[Json]]:
        try:
            return studio.guarded(lambda: _gathered(studio, name, brief, fresh=fresh))
        except OverBudget as error:
            raise Unavailable(str(error).rstrip(".")) from error

    outcome = SEARCH.perform(
        act,
        secrets=studio.settings,
        wanted=SEARCH.chosen(studio.settings.search, studio.settings, mock=studio.mock),
        choices=studio.choices,
    )
    return *outcome.value, outcome.substitution


class _Silent(StoryreelError):
    """A search that cannot answer, which is not the language model's failure."""

    def __init__(self, error: Unavailable) -> None:
        super().__init__(str(error))
        self.error = error


def _gathered(studio: Studio, name: str, brief: Brief, *, fresh: bool) -> tuple[Findings, list[Json]]:
    """What the researcher finds with a backend: a language model where there is one, else the rules."""
    backend = SEARCH.create(name)
    if name == NOWHERE:
        return Findings(), []

    def search(query: str, language: str) -> tuple[Hit, ...]:
        def act() -> tuple[Hit, ...]:
            if studio.recalls:
                raise Unavailable("it is not asked before the film is made")
            return backend.search(studio.web, query, language, HITS)

        with studio.call("research", "search", {"query": query}, name) as keep:
            order = search_order(name, query, language, HITS)
            try:
                return searched(studio.store, order, act, keep, fresh=fresh)
            except Unavailable as error:
                raise _Silent(error) from error

    def read(url: str) -> Document:
        def act() -> Document:
            if studio.recalls:
                raise Unavailable("it is not read before the film is made")
            own = backend.read(studio.web, url)
            return own if own is not None else read_page(studio.web.fetcher, url, studio.web.language_of)

        with studio.call("research", "read", {"url": url}, name) as keep:
            return page(studio.store, url, act, keep, fresh=fresh)

    try:
        return decide(
            studio,
            "researcher",
            lambda mind: by_model(mind, brief, search, read),
            lambda: gather(brief, search, read),
        )
    except _Silent as silent:
        raise silent.error from silent


def _told(studio: Studio, stood: Substitution | None) -> list[Json]:
    if stood is None:
        return []
    if studio.recalls:
        studio.unasked["research"] = cost(stood.wanted, searches=1).amount
        return []
    studio.events.emit(Substituted(substitution=stood))
    return [stood.model_dump(mode="json")]
