"""The art style: chosen once, kept in the shared state until it is reset."""

from agents.rules.art_director import look
from core.models import Brief, Request, Script
from graphs.state import State
from graphs.studio import Studio


def choose_style(state: State, _: Studio) -> State:
    """Choose family, style and palette with the reason; a style that is already in the state stays."""
    if state.get("style"):
        return {}
    request = Request.model_validate(state["request"])
    chosen = look(request, Brief.model_validate(state["brief"]), Script.model_validate(state["script"]))
    return {"style": chosen.model_dump(mode="json")}
