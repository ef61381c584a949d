"""What the film rests on: without a search it is what the user gave."""

from agents.rules.researcher import sources
from agents.rules.safety import refusal_of_document
from core.errors import Mistake
from core.models import Brief, Request
from graphs.state import State
from graphs.studio import Studio


def research(state: State, studio: Studio) -> State:
    """Read what was given and name it by its digest; a document that teaches harm is refused (Mistake)."""
    request = Request.model_validate(state["request"])
    with studio.call(
        "research", "research", {"request": request.text, "sources": [one.key for one in request.sources]}
    ):
        documents = studio.documents(request)
        for document in documents:
            refused = refusal_of_document(f"{document.title}\n{document.text}")
            if refused is not None:
                raise Mistake(f"{document.name}: {refused}")
        found = sources(request, Brief.model_validate(state["brief"]), documents)
    return {"sources": [source.model_dump(mode="json") for source in found]}
