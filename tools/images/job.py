"""Painting in a worker process."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.errors import Unsupported
from core.recipes import Order, Product, order
from core.scene import SceneSpec
from tools.dispatch.port import Json, handler
from tools.images.port import CELS, IMAGES, PICTURE, PaintsInLayers
from tools.store.job import Files, fulfil

PAINT, CELS_JOB = "picture.paint", "picture.cels"


def picture_order(backend: str, spec: SceneSpec) -> Order:
    """The order for a picture by this backend."""
    libraries = IMAGES.create(backend).libraries()
    return order(PICTURE, backend, {"scene": spec.model_dump(mode="json"), "libraries": libraries})


def cels_order(backend: str, spec: SceneSpec) -> Order | None:
    """The order for the parts of that picture; None for a painter that does not paint in layers."""
    painter = IMAGES.create(backend)
    if not isinstance(painter, PaintsInLayers):
        return None
    return order(CELS, backend, {"scene": spec.model_dump(mode="json"), "libraries": painter.libraries()})


@handler(PAINT)
def paint(payload: Json) -> dict[str, Any]:
    """Paint the payload's order, and make the order `cels` that may come with it: both need one drawing."""

    def make(spec: Mapping[str, Any], _: Files, folder: Path) -> Product:
        out = folder / f"picture{PICTURE.suffix}"
        backend = IMAGES.create(Order.model_validate(payload["order"]).maker)
        painted = backend.paint(SceneSpec.model_validate(spec["scene"]), out)
        return Product(out, painted.model_dump(mode="json"))

    painted = fulfil(payload, make)
    if payload.get("cels") is not None:
        cut_out({**payload, "order": payload["cels"]})
    return painted


@handler(CELS_JOB)
def cut_out(payload: Json) -> dict[str, Any]:
    """Make the cels of a picture."""

    def make(spec: Mapping[str, Any], _: Files, folder: Path) -> Product:
        out = folder / f"cels{CELS.suffix}"
        backend = IMAGES.create(Order.model_validate(payload["order"]).maker)
        if not isinstance(backend, PaintsInLayers):
            raise Unsupported("this painter does not paint in layers")
        backend.cels(SceneSpec.model_validate(spec["scene"]), out)
        return Product(out)

    return fulfil(payload, make)
