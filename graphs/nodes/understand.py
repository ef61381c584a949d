"""Request -> brief."""

from agents.rules.director import brief
from core.models import Request
from graphs.state import State
from graphs.studio import Studio


def understand(state: State, _: Studio) -> State:
    """Resolve every option of the request, with its reason."""
    request = Request.model_validate(state["request"])
    return {"brief": brief(request).model_dump(mode="json"), "repairs": 0}
