"""The film's signature, after everything else: what stands in its way is a reason, never the end of the film."""

from core.errors import Unavailable
from core.models import Script
from core.recipes import Artefact
from graphs.state import State
from graphs.studio import Studio
from tools.film.signing import SIGN, configured, paths, sign_order


def signed(state: State, studio: Studio) -> State:
    """The signed film beside the unsigned one, and what the manifest says of it; nothing where none is configured."""
    if not configured(studio.settings) or "film" not in state["film"]:
        return {}
    film, title = Artefact.model_validate(state["film"]["film"]), Script.model_validate(state["script"]).title
    try:
        order = sign_order(film, title, studio.settings)
        with studio.call("assembly", "sign", {"key": order.key}, "c2pa") as keep:
            made = keep(studio.remote(SIGN, order, {"film": film}, **paths(studio.settings)))
    except Unavailable as error:
        said = f"The film is not signed: {error.reason}."
        return {"signing": {"signed": False, "reason": error.reason}, "reasons": [{"text": said, "beats": []}]}
    artefact = made.model_dump(mode="json")
    return {"film": {**state["film"], "signed": artefact}, "signing": {"signed": True, **artefact["meta"]}}
