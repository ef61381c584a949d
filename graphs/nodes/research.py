"""What the film rests on: without a search it is what the user gave."""

from agents.rules.researcher import sources
from core.models import Brief, Request
from graphs.state import State
from graphs.studio import Studio


def research(state: State, studio: Studio) -> State:
    """Read what was given and name it by its digest."""
    request = Request.model_validate(state["request"])
    with studio.call(
        "research", "research", {"request": request.text, "sources": [one.key for one in request.sources]}
    ):
        found = sources(request, Brief.model_validate(state["brief"]), studio.documents(request))
    return {"sources": [source.model_dump(mode="json") for source in found]}
