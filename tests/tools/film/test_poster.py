"""The poster is the picture, as JPEG, with either library."""

from pathlib import Path

import numpy as np
import pytest

from core.errors import NotConfigured, Unavailable
from tests.tools.film.material import picture
from tools.film import poster as subject
from tools.film.poster import poster


@pytest.mark.parametrize("libraries", [("cv2", "pyvips"), ("pyvips",)])
def test_the_poster_shows_the_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, libraries: tuple[str, ...]
) -> None:
    import cv2

    shown = picture(tmp_path / "p.png")
    monkeypatch.setattr(subject, "importable", libraries.__contains__)
    poster(shown, tmp_path / "poster.jpg")
    data = (tmp_path / "poster.jpg").read_bytes()
    assert data.startswith(b"\xff\xd8\xff")
    found, wanted = cv2.imread(str(tmp_path / "poster.jpg")), cv2.imread(str(shown))
    assert found is not None
    assert wanted is not None
    assert np.abs(found.astype(int) - wanted).mean() < 3


@pytest.mark.parametrize("libraries", [("cv2",), ("pyvips",)])
@pytest.mark.parametrize("data", [b"", b"no picture"])
def test_what_is_no_picture_is_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, libraries: tuple[str, ...], data: bytes
) -> None:
    (tmp_path / "p.png").write_bytes(data)
    monkeypatch.setattr(subject, "importable", libraries.__contains__)
    with pytest.raises(Unavailable, match="cannot be read"):
        poster(tmp_path / "p.png", tmp_path / "poster.jpg")


def test_without_a_library_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "importable", lambda name: False)
    with pytest.raises(NotConfigured, match="no poster"):
        poster(picture(tmp_path / "p.png"), tmp_path / "poster.jpg")
