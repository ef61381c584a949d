"""The art style: chosen once, kept in the shared state until it is reset."""

from agents.rules.art_director import look, unlike_any
from core.events import Warned
from core.models import Brief, Request, Script
from core.styles import load
from graphs.state import State
from graphs.studio import Studio


def choose_style(state: State, studio: Studio) -> State:
    """Choose family, style and palette with the reason; a style that is there stays."""
    if state.get("style"):
        return {}
    request, styles = Request.model_validate(state["request"]), load(studio.settings.style_files)
    if request.art is not None:
        return {"style": request.art.model_dump(mode="json")}
    chosen = look(request, Brief.model_validate(state["brief"]), Script.model_validate(state["script"]), styles)
    found: State = {"style": chosen.model_dump(mode="json")}
    if note := unlike_any(request, styles):
        studio.events.emit(Warned(text=note))
        found["notes"] = [*state.get("notes", []), note]
    return found
