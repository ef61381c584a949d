"""Photographs as artefacts: the bytes as they came, what a search found, and the picture that a film shows of one."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from core.models import Credit
from core.recipes import Artefact, Made, Order, Product, Recipe, Store, digest, order
from tools.dispatch.port import Json, handler
from tools.film.determinism import versions
from tools.images.port import Painted
from tools.photos.check import checked
from tools.photos.frame import frame
from tools.photos.port import Photo
from tools.store.job import Files, fulfil

PHOTO = Recipe("photo", 1, ("tools/photos/job.py",), ".img")
FRAMED = Recipe("photograph", 1, ("tools/photos/frame.py", "tools/photos/check.py"), ".png")
FOUND = Recipe(
    "photos", 1, ("tools/photos/commons.py", "tools/photos/licences.py", "tools/search/mediawiki.py"), ".json"
)
FRAME_JOB = "photo.frame"
FILE = "photo"


def keep(store: Store, photo: Photo, data: bytes) -> Photo:
    """Put a photograph's bytes into the store; returns it with sha256, key, width and height (pixels) filled.

    Raises Unavailable for bytes that are no usable image.
    """
    return _kept(store, photo, order(PHOTO, "given", {"sha256": digest(data)}), lambda: data)


def keep_fetched(store: Store, photo: Photo, fetch: Callable[[], bytes]) -> Photo:
    """As `keep`; `fetch` reads its address where that was not done before, and may raise Unavailable."""
    return _kept(store, photo, order(PHOTO, "web", {"url": photo.url}), fetch)


def _kept(store: Store, photo: Photo, wanted: Order, read: Callable[[], bytes]) -> Photo:
    def make(folder: Path) -> Product:
        data = read()
        checked(data)
        out = folder / f"photo{PHOTO.suffix}"
        out.write_bytes(data)
        return Product(out)

    artefact = store.make(wanted, make).artefact
    width, height, _ = checked(store.path(artefact).read_bytes())
    told = {"sha256": artefact.digest, "key": artefact.key, "width": width, "height": height}
    return photo.model_copy(update=told)


def found(
    store: Store,
    place: str,
    query: str,
    language: str,
    act: Callable[[], Sequence[Photo]],
    keep: Callable[[Made], Artefact],
) -> tuple[Photo, ...]:
    """The photographs of a query in a place: those that are stored, else those of `act`. Raises as `act` does."""

    def make(folder: Path) -> Product:
        out = folder / f"photos{FOUND.suffix}"
        out.write_text(json.dumps([one.model_dump() for one in act()]), encoding="utf-8")
        return Product(out)

    kept = keep(store.make(order(FOUND, place, {"query": query, "language": language}), make))
    return tuple(Photo.model_validate(one) for one in json.loads(store.path(kept).read_bytes()))


def frame_order(photo: Photo, width: int, height: int) -> Order:
    """The order for the picture of `width` x `height` pixels that shows a kept photograph, and says whose it is."""
    credit = Credit(work=photo.title or photo.name, author=photo.author, licence=photo.licence, url=photo.page)
    spec = {
        "width": width,
        "height": height,
        "credit": credit.model_dump(mode="json"),
        "libraries": versions("pyvips-binary"),
    }
    return order(FRAMED, "vips", spec, {FILE: photo.sha256})


@handler(FRAME_JOB)
def make_frame(payload: Json) -> dict[str, Any]:
    """Make the picture."""

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"picture{FRAMED.suffix}"
        frame(files[FILE].read_bytes(), spec["width"], spec["height"], out)
        credit = Credit.model_validate(spec["credit"])
        credits = (credit,) if credit.author or credit.licence else ()
        return Product(out, Painted(credits=credits).model_dump(mode="json"))

    return fulfil(payload, make)
