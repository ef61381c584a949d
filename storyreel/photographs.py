"""Photographs that come with a request: files and folders, those of a web page, and `commons`."""

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from core.errors import Mistake, Unavailable
from core.models import Photo
from core.settings import Settings

COMMONS = "commons"
ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def photographs(given: Iterable[Any], commons: bool, settings: Settings) -> dict[str, Any]:
    """The options `photos` and `commons`: each photograph read once and kept in the store.

    `given` are paths, web addresses, the word commons, and photographs that are kept already. Raises Mistake for what
    holds none.
    """
    kept: dict[str, Photo] = {}
    for one in given:
        if isinstance(one, Photo | dict):
            photo = Photo.model_validate(one)
            kept.setdefault(photo.key, photo)
        elif str(one) == COMMONS:
            commons = True
        else:
            for photo in _of_page(str(one), settings) if ADDRESS.match(str(one)) else _of_files(Path(one), settings):
                kept.setdefault(photo.key, photo)
    return {"photos": tuple(kept.values()), "commons": commons}


def _of_files(path: Path, settings: Settings) -> Iterable[Photo]:
    from tools.photos.files import each
    from tools.photos.job import keep
    from tools.store.local import LocalStore

    store = LocalStore(settings.home)
    for photo, data in each([path.expanduser()]):
        yield keep(store, photo, data)


def _of_page(address: str, settings: Settings) -> list[Photo]:
    from tools.photos.fetch import fetch
    from tools.photos.job import keep_fetched
    from tools.photos.page import photos_of_page
    from tools.store.local import LocalStore
    from tools.web.fetch import Fetcher

    store, fetcher = LocalStore(settings.home), Fetcher(settings)
    shown = re.sub(r"//[^/@]*@", "//", address[:200])  # a password is not repeated
    found: list[Photo] = []
    try:
        for photo in photos_of_page(fetcher, address):
            try:
                found.append(keep_fetched(store, photo, partial(fetch, fetcher, photo)))
            except Unavailable:
                continue  # one that cannot be used does not spoil the others
    except Unavailable as error:
        raise Mistake(f"{shown} cannot be read: {error.reason}.") from None
    if not found:
        raise Mistake(f"{shown} shows no photograph that can be used: name another page, a folder or a file.")
    return found
