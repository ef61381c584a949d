"""Photographs as artefacts: the bytes as they came, named by their digest."""

from pathlib import Path

from core.recipes import Product, Recipe, Store, digest, order
from tools.photos.check import checked
from tools.photos.port import Photo

PHOTO = Recipe("photo", 1, ("tools/photos",), ".img")


def keep(store: Store, photo: Photo, data: bytes) -> Photo:
    """Put a photograph's bytes into the store; returns it with sha256, key, width and height (pixels) filled.

    Raises Unavailable for bytes that are no usable image.
    """
    width, height, _ = checked(data)
    sha256 = digest(data)

    def make(folder: Path) -> Product:
        out = folder / f"photo{PHOTO.suffix}"
        out.write_bytes(data)
        return Product(out)

    made = store.make(order(PHOTO, "given", {"sha256": sha256}), make)
    return photo.model_copy(
        update={"sha256": sha256, "key": made.artefact.key, "width": width, "height": height},
    )
