"""Brief and sources -> script."""

from agents.rules.screenwriter import write as by_rules
from core.models import Brief, Request
from graphs.state import State
from graphs.studio import Studio

DRAFT = "No script and no source were given, so the film claims nothing: give one of them and make it again."


def write(state: State, studio: Studio) -> State:
    """Write the script: scenes of beats, every word of a given script kept."""
    request, brief = Request.model_validate(state["request"]), Brief.model_validate(state["brief"])
    with studio.call("story", "write", {"title": brief.title, "language": brief.language}):
        script = by_rules(request, brief)
    reasons = [{"text": DRAFT, "beats": []}] if script.draft else []
    return {"script": script.model_dump(mode="json"), "reasons": reasons}
