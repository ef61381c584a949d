"""The art style: chosen once, kept in the shared state until it is reset."""

from agents.art_director import board, is_chosen
from agents.art_director import look as by_model
from agents.rules.art_director import look, unlike_any
from core.events import Warned
from core.models import ArtStyle, Brief, Request, Script
from core.styles import Styles, load
from graphs.nodes.photos import placed, wants_photos
from graphs.state import Json, State
from graphs.studio import Studio
from graphs.thinking import decide


def choose_style(state: State, studio: Studio) -> State:
    """Choose family, style and palette with the reason, and what plain views show; a style that is there stays.

    The pictures of a film that was edited show what they showed.
    """
    request, styles = Request.model_validate(state["request"]), load(studio.settings.style_files)
    brief, script = Brief.model_validate(state["brief"]), Script.model_validate(state["script"])
    found: State = {}
    chosen, stood = _style(state, request, brief, script, styles, studio)
    if not (state.get("style") or request.art) and (note := unlike_any(request, styles)):
        studio.events.emit(Warned(text=note))
        found["notes"] = [*state.get("notes", []), note]
    if request.story is None:
        pictured, more = decide(studio, "art director", lambda mind: board(mind, brief, script, chosen), lambda: script)
        found["script"], stood = pictured.model_dump(mode="json"), [*stood, *more]
    if wants_photos(request):
        script = Script.model_validate(found.get("script", script.model_dump(mode="json")))
        script, notes, more = placed(request, brief, script, studio)
        stood = [*stood, *more]
        found |= {"script": script.model_dump(mode="json"), "notes": [*state.get("notes", []), *notes]}
    return {**found, "style": chosen.model_dump(mode="json"), "substitutions": stood}


def _style(
    state: State, request: Request, brief: Brief, script: Script, styles: Styles, studio: Studio
) -> tuple[ArtStyle, list[Json]]:
    """The style, and what stood in for a model, which is asked only where nobody named one."""
    if request.art is not None or state.get("style"):
        return request.art or ArtStyle.model_validate(state["style"]), []

    def by_rules() -> ArtStyle:
        return look(request, brief, script, styles)

    if is_chosen(request, styles):
        return by_rules(), []
    return decide(studio, "art director", lambda mind: by_model(mind, request, brief, script, styles), by_rules)
