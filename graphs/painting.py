"""One picture by the painter that is wanted, or by who stands in."""

from core.capability import Outcome
from core.recipes import Artefact, Made
from core.scene import SceneSpec
from graphs.studio import Studio
from tools.images.job import PAINT, cels_order, picture_order
from tools.images.port import IMAGES


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
