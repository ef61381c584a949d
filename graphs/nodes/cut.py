"""Segments and sound -> the film, joined without encoding anything again; and its poster."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from core.models import Brief, Credit, Picture, Script, Timeline
from core.recipes import Artefact
from graphs.specs import film_cues
from graphs.state import Json, State
from graphs.studio import Studio
from tools.film.job import CUT, POSTER_JOB, film_order, poster_order
from tools.film.port import Chapter, Tags
from tools.film.sidecars import Placed, subtitles

Part = TypeVar("Part")
FONTS = "OFL-1.1"  # asks for no credit where letters are shown
COMMENT = "Made by Storyreel: pictures and voice are machine-made."
ORIGINAL = "Made by Storyreel: pictures are machine-made, the voice is the video's own."


def cut(state: State, studio: Studio) -> State:
    """Join the film; without an encoder there are pictures and sound only."""
    brief, script = Brief.model_validate(state["brief"]), Script.model_validate(state["script"])
    timeline = Timeline.model_validate(state["timeline"])
    pictures = {id: Picture.model_validate(value) for id, value in state["pictures"].items()}
    shown = [credit for picture in pictures.values() for credit in picture.credits]
    first = studio.found(pictures[script.beats[0].id].key)
    film: Json = dict(state["film"])
    with studio.call("assembly", "poster", {"picture": first.digest}) as keep:
        film["poster"] = keep(studio.remote(POSTER_JOB, poster_order(first), {"picture": first})).model_dump(
            mode="json"
        )
    parts = film_parts(state)
    if parts:
        sound = Artefact.model_validate(film["mix"])
        told = film_cues(state, timeline)
        order = film_order(list(parts.values()), sound, film_tags(brief, script, timeline, shown, told))
        with studio.call("assembly", "cut", {"key": order.key}) as keep:
            made = studio.remote(CUT, order, {**parts, "sound": sound}, parts=list(parts))
            film["film"] = keep(made).model_dump(mode="json")
    return {"film": film}


def film_parts(state: State) -> dict[str, Artefact]:
    """The encoded parts of the film by name, in film order; none where a segment is missing: then there is no film."""
    script, encoded = Script.model_validate(state["script"]), state.get("segments", {})
    if len(encoded) < len(script.beats):
        return {}
    found = in_order(script, encoded, state.get("joints", {}))
    return {name: Artefact.model_validate(part) for name, part in found.items()}


def in_order(script: Script, segments: Mapping[str, Part], joints: Mapping[str, Part]) -> dict[str, Part]:
    """The parts of the film by name, in film order: a joint comes before the scene that it opens."""
    parts = {}
    for scene in script.scenes:
        if scene.id in joints:
            parts[f"joint {scene.id}"] = joints[scene.id]
        parts.update({beat.id: segments[beat.id] for beat in scene.beats})
    return parts


def film_tags(brief: Brief, script: Script, timeline: Timeline, shown: Iterable[Credit], told: Placed) -> Tags:
    """What players read of the film: chapters, subtitles, that machines made it, and whose drawings it shows."""
    works = {f"{one.work} ({one.author}, {one.licence})" for one in shown if one.licence != FONTS and one.url}
    said = made_by(script)
    comment = f"{said} Drawings: {'; '.join(sorted(works))}." if works else said
    return Tags(
        title=script.title,
        language=brief.language,
        comment=comment,
        chapters=chapters(script, timeline),
        subtitles=subtitles(told, timeline.fps, brief.language),
    )


def made_by(script: Script) -> str:
    """Who made the film, for those who watch it: a video's own voice is no machine's."""
    return COMMENT if any(beat.card is None and beat.original is None for beat in script.beats) else ORIGINAL


def chapters(script: Script, timeline: Timeline) -> tuple[Chapter, ...]:
    """The scenes that have a heading, as chapters without a gap; none where there are fewer than two."""
    begins: dict[str, int] = {}
    for time in timeline.beats:
        begins.setdefault(time.scene, time.start * 1000 // timeline.fps)
    spoken = [scene for scene in script.scenes if scene.heading and scene.beats[0].card is None]
    found = [(begins[scene.id], scene.heading or "") for scene in spoken]
    if len(found) < 2:
        return ()
    if found[0][0] > 0:
        found.insert(0, (0, script.title))
    ends = [*(start for start, _ in found[1:]), timeline.frames * 1000 // timeline.fps]
    return tuple(Chapter(title=title, start=start, end=end) for (start, title), end in zip(found, ends, strict=True))
