"""Request -> brief."""

from agents.director import addressed, understood
from agents.director import understand as by_model
from agents.rules.director import brief
from core.models import Brief, Request, Understanding
from graphs.state import Json, State
from graphs.studio import Studio
from graphs.thinking import decide


def understand(state: State, studio: Studio) -> State:
    """Resolve every option of the request, with its reason; raises Mistake before any model is asked.

    Of a film that was edited nothing is understood anew.
    """
    request = Request.model_validate(state["request"])
    found = brief(request)
    answer, stood = _answered(request, found, studio)
    if answer is not None:
        found = understood(request, found, answer)
    return {
        "brief": found.model_dump(mode="json"),
        "understanding": answer.model_dump(mode="json") if answer is not None else {},
        "substitutions": stood,
        "repairs": 0,
    }


def _answered(request: Request, found: Brief, studio: Studio) -> tuple[Understanding | None, list[Json]]:
    words = addressed(request)
    if request.story is not None or request.understanding is not None or not words:
        return request.understanding, []

    def nothing() -> Understanding | None:
        return None

    return decide(studio, "director", lambda mind: by_model(mind, words, found), nothing)
