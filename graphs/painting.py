"""One picture by the painter that is wanted, or by who stands in."""

from core.capability import Outcome
from core.models import Photo
from core.recipes import Artefact, Made
from core.scene import SceneSpec
from graphs.studio import Studio
from tools.images.job import PAINT, cels_order, picture_order
from tools.images.port import IMAGES
from tools.photos.job import FILE, FRAME_JOB, frame_order


def painted(
    studio: Studio, id: str, spec: SceneSpec, *, wanted: str, scope: str, cels: bool = False
) -> Outcome[Artefact]:
    """The picture of a beat; with `cels` its parts are made beside it. `scope` is its scene: one hand paints that."""

    def recall(name: str) -> Artefact | None:
        return studio.store.find(picture_order(name, spec).key)

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
        parts = cels_order(name, spec) if cels else None
        if parts is None or studio.store.find(parts.key) is not None:
            return keep(studio.guarded(lambda: studio.remote(PAINT, order, {})))
        also = parts.model_dump(mode="json")
        picture = keep(studio.guarded(lambda: studio.remote(PAINT, order, {}, cels=also)))
        if (cut_out := studio.store.find(parts.key)) is not None:
            studio.note(Made(cut_out, fresh=True))
        return picture
