"""Photographs in the store."""

from pathlib import Path

import pytest

from core.errors import Unavailable
from core.recipes import digest
from tests.fakes.commons import picture
from tests.tools.photos.pictures import PAGE
from tools.photos.job import PHOTO, keep
from tools.photos.port import Photo
from tools.store.local import LocalStore

GIVEN = Photo(name="a.jpg", title="A", page="", url="", width=0, height=0, author="", licence="", licence_url="")


def test_bytes_are_kept_once_by_their_digest(tmp_path: Path) -> None:
    store, data = LocalStore(tmp_path), picture(640, 480)
    kept = keep(store, GIVEN, data)
    assert (kept.sha256, kept.width, kept.height, kept.title) == (digest(data), 640, 480, "A")
    artefact = store.find(kept.key)
    assert artefact is not None
    assert (artefact.suffix, artefact.digest) == (PHOTO.suffix, digest(data))
    assert store.path(artefact).read_bytes() == data
    assert keep(store, GIVEN.model_copy(update={"name": "b.jpg", "title": "B"}), data).key == kept.key
    assert keep(store, GIVEN, picture(641, 480)).key != kept.key


def test_what_is_no_photograph_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="web page"):
        keep(LocalStore(tmp_path), GIVEN, PAGE)
