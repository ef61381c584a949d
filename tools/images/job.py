"""Painting in a worker process."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.recipes import Order, Product, order
from core.scene import SceneSpec
from tools.dispatch.port import Json, handler
from tools.images.port import IMAGES, PICTURE
from tools.store.job import Files, fulfil

PAINT = "picture.paint"


def picture_order(backend: str, spec: SceneSpec) -> Order:
    """The order for a picture by this backend."""
    libraries = IMAGES.create(backend).libraries()
    return order(PICTURE, backend, {"scene": spec.model_dump(mode="json"), "libraries": libraries})


@handler(PAINT)
def paint(payload: Json) -> dict[str, Any]:
    """Paint the payload's order."""

    def make(spec: Mapping[str, Any], _: Files, folder: Path) -> Product:
        out = folder / f"picture{PICTURE.suffix}"
        backend = IMAGES.create(Order.model_validate(payload["order"]).maker)
        painted = backend.paint(SceneSpec.model_validate(spec["scene"]), out)
        return Product(out, painted.model_dump(mode="json"))

    return fulfil(payload, make)
