"""Edits: what a user changes of a film, as typed values; `apply` gives the request that makes the changed film.

An edit names beats and scenes by their ids. The fit to a duration is kept, so an edit changes one beat and lets the
film's length drift.
"""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, TypeAdapter, ValidationError

from core.errors import Mistake
from core.models import Beat, Request, Scene, Script, Transition
from core.scene import Value

LONGEST_PAUSE = 10.0  # s


class Say(Value):
    """The beat says another text; what it rested on in the sources is dropped with the old one."""

    kind: Literal["say"] = "say"
    beat: str
    text: str = Field(min_length=1)


class Show(Value):
    """The beat's picture shows what these words say instead of what its sentence says; empty: its sentence again."""

    kind: Literal["show"] = "show"
    beat: str
    picture: str


class Pause(Value):
    """The silence after the beat, in seconds."""

    kind: Literal["pause"] = "pause"
    beat: str
    seconds: float = Field(ge=0, le=LONGEST_PAUSE)


class Remove(Value):
    """The beat leaves the film."""

    kind: Literal["remove"] = "remove"
    beat: str


class Move(Value):
    """The beat comes after another one, into that one's scene; an empty `after` puts it first in the film."""

    kind: Literal["move"] = "move"
    beat: str
    after: str


class Insert(Value):
    """A new beat comes after another one, in its scene."""

    kind: Literal["insert"] = "insert"
    after: str
    text: str = Field(min_length=1)


class Open(Value):
    """How a scene opens."""

    kind: Literal["open"] = "open"
    scene: str
    transition: Transition


class Choose(Value):
    """An option of the request: its style, its music or its captions."""

    kind: Literal["choose"] = "choose"
    option: str
    value: JsonValue


Edit = Annotated[Say | Show | Pause | Remove | Move | Insert | Open | Choose, Field(discriminator="kind")]
EDITS: TypeAdapter[tuple[Edit, ...]] = TypeAdapter(tuple[Edit, ...])

_SCRIPTED = (
    "story",
    "art",
    "script",
    "sources",
    "text",
    "facts",
    "understanding",
    "words",
    "video",
    "photos",
)  # what a film is about is no option of it


_OWN_PICTURE = {"drawn": None, "photo": None}
"""A beat's picture follows from its words."""


def apply(request: Request, edits: Iterable[Edit]) -> Request:
    """The request that makes the edited film: `request.story` must be the film's script, its fit included.

    Raises Mistake for an unknown beat, scene or option, and for an edit that would leave nothing.
    """
    for edit in edits:
        request = _chosen(request, edit) if isinstance(edit, Choose) else _told(request, edit)
    return request


def _chosen(request: Request, edit: Choose) -> Request:
    known = [name for name in Request.model_fields if name not in _SCRIPTED]
    if edit.option not in known:
        raise Mistake(f"There is no option {edit.option!r}; known: {', '.join(known)}.")
    try:
        reset = {"style": {"art": None}, "language": {"voice": None}}  # a voice speaks its own language
        changed = {edit.option: edit.value} | reset.get(edit.option, {})
        return Request.model_validate({**request.model_dump(), **changed})
    except ValidationError as error:
        raise Mistake(f"{edit.option} cannot be {edit.value!r}: {error.errors()[0]['msg']}.") from None


def _told(request: Request, edit: Any) -> Request:
    if request.story is None:
        raise Mistake("There is no film to edit yet: make it first.")
    return request.model_copy(update={"story": _ACTS[type(edit)](request.story, edit)})


def _say(script: Script, edit: Say) -> Script:
    told = {"text": edit.text, "spoken": "", "announced": "", "facts": (), "original": None, **_OWN_PICTURE}
    return _with(script, edit.beat, lambda beat: [_spoken(beat).model_copy(update=told)])


def _show(script: Script, edit: Show) -> Script:
    shown = {"shows": edit.picture, **_OWN_PICTURE}
    return _with(script, edit.beat, lambda beat: [_spoken(beat).model_copy(update=shown)])


def _pause(script: Script, edit: Pause) -> Script:
    _find(script, edit.beat)
    if script.fit is None:
        raise Mistake("There is no film to edit yet: make it first.")
    pauses = {**script.fit.pauses, edit.beat: edit.seconds}
    return script.model_copy(update={"fit": script.fit.model_copy(update={"pauses": pauses})})


def _remove(script: Script, edit: Remove) -> Script:
    left = _with(script, edit.beat, lambda _: [])
    if not any(beat.card is None for beat in left.beats):
        raise Mistake(f"Beat {edit.beat} is the last one: a film needs at least one.")
    return left


def _move(script: Script, edit: Move) -> Script:
    moved = _spoken(_find(script, edit.beat))
    if edit.after == edit.beat:
        raise Mistake(f"Beat {edit.beat} cannot come after itself.")
    if not edit.after:
        first = _with(script, edit.beat, lambda _: []).scenes
        scene = first[0].model_copy(update={"beats": (moved, *first[0].beats)})
        return script.model_copy(update={"scenes": (scene, *first[1:])})
    _find(script, edit.after)
    return _with(_with(script, edit.beat, lambda _: []), edit.after, lambda beat: [beat, moved])


def _insert(script: Script, edit: Insert) -> Script:
    scene = next((one for one in script.scenes if any(beat.id == edit.after for beat in one.beats)), None)
    if scene is None:
        _find(script, edit.after)
        raise AssertionError(edit.after)
    number = max([scene.born, *(_number(beat.id) for beat in scene.beats if beat.id.startswith(f"{scene.id}."))]) + 1
    new = Beat(id=f"{scene.id}.{number}", text=edit.text, spoken="")
    wider = _with(script, edit.after, lambda beat: [beat, new])
    scenes = [one.model_copy(update={"born": number}) if one.id == scene.id else one for one in wider.scenes]
    return script.model_copy(update={"scenes": tuple(scenes)})


def _open(script: Script, edit: Open) -> Script:
    if edit.scene not in [scene.id for scene in script.scenes]:
        raise Mistake(f"There is no scene {edit.scene!r}; there are {', '.join(one.id for one in script.scenes)}.")
    scenes = [
        one.model_copy(update={"transition": edit.transition}) if one.id == edit.scene else one for one in script.scenes
    ]
    return script.model_copy(update={"scenes": tuple(scenes)})


_ACTS: dict[type[Any], Callable[[Script, Any], Script]] = {
    Say: _say, Show: _show, Pause: _pause, Remove: _remove, Move: _move, Insert: _insert, Open: _open,
}  # fmt: skip


def _find(script: Script, id: str) -> Beat:
    found = next((beat for beat in script.beats if beat.id == id), None)
    if found is None:
        raise Mistake(f"There is no beat {id!r}; there are {', '.join(beat.id for beat in script.beats)}.")
    return found


def _spoken(beat: Beat) -> Beat:
    if beat.card is not None:
        raise Mistake(f"Beat {beat.id} is a card that nobody speaks: it follows from the film and is not edited.")
    return beat


def _with(script: Script, id: str, act: Callable[[Beat], list[Beat]]) -> Script:
    """The script with one beat replaced by others; a scene that is left empty goes with it. Ids stay taken."""
    _find(script, id)
    scenes = []
    for scene in script.scenes:
        beats = [new for beat in scene.beats for new in (act(beat) if beat.id == id else [beat])]
        born = max([scene.born, *(_number(beat.id) for beat in scene.beats if beat.id.startswith(f"{scene.id}."))])
        if beats:
            scenes.append(_scene(scene, beats, born if beats != list(scene.beats) else scene.born))
    return script.model_copy(update={"scenes": tuple(scenes)})


def _scene(scene: Scene, beats: list[Beat], born: int) -> Scene:
    return scene.model_copy(update={"beats": tuple(beats), "born": born})


def _number(id: str) -> int:
    return int(id.rsplit(".", 1)[-1])
