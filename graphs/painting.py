"""One picture by the painter that is wanted, or by who stands in."""

from core.capability import Outcome
from core.models import Photo
from core.recipes import Artefact, Made
from core.scene import SceneSpec
from graphs.specs import moves_cels, scenes
from graphs.state import Json, State
from graphs.studio import Studio
from tools.images.job import PAINT, cels_order, picture_order
from tools.images.port import IMAGES
from tools.photos.job import FILE, FRAME_JOB, frame_order


def begin(studio: Studio, state: State) -> None:
    """Have the workers paint what the film will show: they have nothing else to do before it is spoken.

    Other painters than the built-in one are asked in their turn: they cost money, and one that fails is asked no more.
    """
    name = IMAGES.chosen("auto", studio.settings, mock=studio.mock)
    if not IMAGES.entry(name).built_in or name != IMAGES.default(studio.mock):
        return
    brief, script, specs = scenes(state)
    for beat in script.beats:
        if beat.photo is not None:
            continue
        spec = specs[beat.id]
        more = _with_it(studio, spec, name) if moves_cels(brief) else {}
        studio.begin(PAINT, picture_order(name, spec), {}, **more)


def painted(
    studio: Studio, id: str, spec: SceneSpec, *, wanted: str, scope: str, cels: bool = False
) -> Outcome[Artefact]:
    """The picture of a beat; with `cels` its parts are made beside it. `scope` is its scene: one hand paints that."""

    def recall(name: str) -> Artefact | None:
        key = picture_order(name, spec).key
        return studio.store.find(key) if key not in studio.begun else None

    return IMAGES.perform(
        lambda name: _by(studio, id, spec, name, cels=cels),
        secrets=studio.settings,
        wanted=wanted,
        recall=recall,
        choices=studio.choices,
        scope=scope,
    )


def photographed(studio: Studio, id: str, photo: Photo, width: int, height: int) -> Artefact:
    """The picture of a beat that shows a photograph. Raises Unavailable where it cannot be used any more."""
    order = frame_order(photo, width, height)
    with studio.call("asset", f"show {id}", {"key": order.key}, "photograph") as keep:
        kept = studio.found(photo.key)
        return keep(studio.guarded(lambda: studio.remote(FRAME_JOB, order, {FILE: kept})))


def _by(studio: Studio, id: str, spec: SceneSpec, name: str, *, cels: bool) -> Artefact:
    with studio.call("asset", f"paint {id}", spec.model_dump(mode="json"), name) as keep:
        order = picture_order(name, spec)
        more = studio.begun.get(order.key)
        if more is None:
            more = _with_it(studio, spec, name) if cels else {}
        picture = keep(studio.guarded(lambda: studio.remote(PAINT, order, {}, **more)))
        parts = cels_order(name, spec) if more else None
        if parts is not None and (cut_out := studio.store.find(parts.key)) is not None:
            studio.note(Made(cut_out, fresh=True))
        return picture


def _with_it(studio: Studio, spec: SceneSpec, name: str) -> Json:
    """What is made beside a picture: its cels, where they are not there."""
    parts = cels_order(name, spec)
    if parts is None or studio.store.find(parts.key) is not None:
        return {}
    return {"cels": parts.model_dump(mode="json")}
