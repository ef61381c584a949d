"""Request -> brief."""

from agents.director import addressed, question, understood
from agents.director import understand as by_model
from agents.rules.director import brief
from core.events import Asked
from core.models import Brief, Request, Understanding
from graphs.state import Json, State
from graphs.studio import Studio
from graphs.thinking import decide


def understand(state: State, studio: Studio) -> State:
    """Resolve every option of the request, with its reason; raises Mistake before any model is asked.

    Where the request can be read in several ways, a user who is there is asked once; otherwise the usual sense is
    taken, and said. Of a film that was edited nothing is understood anew.
    """
    request = Request.model_validate(state["request"])
    found, answer, stood = _read(request, studio)
    asked = question(request, found, answer) if studio.attended else None
    if asked is not None and (said := _said(asked)):
        request = request.model_copy(update={"answer": said})
        found, answer, stood = _read(request, studio)
    return {
        "request": request.model_dump(mode="json"),
        "brief": found.model_dump(mode="json"),
        "understanding": answer.model_dump(mode="json") if answer is not None else {},
        "substitutions": stood,
        "repairs": 0,
    }


def _said(asked: Asked) -> str:
    """What the user answers. The graph stops here, and this step is run again with the answer."""
    from langgraph.types import interrupt

    return str(interrupt(asked.model_dump(mode="json"))).strip()


def _read(request: Request, studio: Studio) -> tuple[Brief, Understanding | None, list[Json]]:
    found = brief(request)
    answer, stood = _answered(request, found, studio)
    return understood(request, found, answer) if answer is not None else found, answer, stood


def _answered(request: Request, found: Brief, studio: Studio) -> tuple[Understanding | None, list[Json]]:
    words = addressed(request)
    if request.story is not None or request.understanding is not None or not words:
        return request.understanding, []

    def nothing() -> Understanding | None:
        return None

    return decide(studio, "director", lambda mind: by_model(mind, words, found), nothing)
