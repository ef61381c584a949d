"""Segments and sound -> the film, joined without encoding anything again; and its poster."""

from core.models import Brief, Picture, Script
from core.recipes import Artefact
from graphs.state import Json, State
from graphs.studio import Studio
from tools.film.job import CUT, POSTER_JOB, film_order, poster_order
from tools.film.port import Tags

COMMENT = "Made by Storyreel: pictures and voice are machine-made."


def cut(state: State, studio: Studio) -> State:
    """Join the film; without an encoder there are pictures and sound only."""
    brief, script = Brief.model_validate(state["brief"]), Script.model_validate(state["script"])
    first = studio.found(Picture.model_validate(state["pictures"][script.beats[0].id]).key)
    film: Json = dict(state["film"])
    with studio.call("assembly", "poster", {"picture": first.digest}) as keep:
        film["poster"] = keep(studio.remote(POSTER_JOB, poster_order(first), {"picture": first})).model_dump(
            mode="json"
        )
    if len(state.get("segments", {})) == len(script.beats):
        parts = {beat.id: Artefact.model_validate(state["segments"][beat.id]) for beat in script.beats}
        sound = Artefact.model_validate(film["mix"])
        order = film_order(list(parts.values()), sound, film_tags(brief, script.title))
        with studio.call("assembly", "cut", {"key": order.key}) as keep:
            made = studio.remote(CUT, order, {**parts, "sound": sound}, parts=list(parts))
            film["film"] = keep(made).model_dump(mode="json")
    return {"film": film}


def film_tags(brief: Brief, title: str) -> Tags:
    """What players read of the film; that machines made it is always said."""
    return Tags(title=title, language=brief.language, comment=COMMENT)
