"""G12: pictures alone are what was asked for; a film beside them, one too few and a wrong rhythm are found."""

import json
from pathlib import Path

import pytest

from evals.case import Case
from evals.modes import pictures_alone

ASKED = Case.model_validate(
    {"id": "X", "title": "x", "request": "x", "outcome": "images", "wanted": {"duration": 6.0, "count": 3}}
)


def made(folder: Path, *times: int) -> Path:
    folder.mkdir()
    for time in times:
        (folder / f"frame_{time:08}.png").write_bytes(b"")
    (folder / "metadata.json").write_text(json.dumps({"style": "novel"}))
    return folder


def test_pictures_alone_are_silent(tmp_path: Path) -> None:
    (verdict,) = pictures_alone(ASKED, made(tmp_path / "x", 0, 2000, 4000))
    assert (verdict.ok, verdict.metric, verdict.measured) == (True, "G12", "3 pictures")
    assert verdict.wanted == "3 pictures, one every 2000 ms, metadata.json and no film"


def test_other_cases_are_not_judged(tmp_path: Path) -> None:
    assert pictures_alone(Case(id="X", title="x"), tmp_path) == ()


@pytest.mark.parametrize(
    ("times", "beside", "told"),
    [
        ((0, 2000), None, "2 pictures"),
        ((0, 2000, 4100), None, "pictures at 0, 2000, 4100 ms"),
        ((0, 2000, 4000), "film.mp4", "film.mp4 beside the pictures"),
    ],
)
def test_what_is_not_as_asked_is_found(tmp_path: Path, times: tuple[int, ...], beside: str | None, told: str) -> None:
    folder = made(tmp_path / "x", *times)
    if beside is not None:
        (folder / beside).write_bytes(b"")
    (verdict,) = pictures_alone(ASKED, folder)
    assert (verdict.ok, verdict.measured) == (False, told)


@pytest.mark.parametrize(("text", "told"), [(None, "no metadata.json"), ("{}", "is empty"), ("{", "cannot be read")])
def test_metadata_that_is_not_there_is_found(tmp_path: Path, text: str | None, told: str) -> None:
    folder = made(tmp_path / "x", 0, 2000, 4000)
    (folder / "metadata.json").unlink()
    if text is not None:
        (folder / "metadata.json").write_text(text)
    assert told in pictures_alone(ASKED, folder)[0].measured


def test_nothing_at_all_is_found(tmp_path: Path) -> None:
    assert "0 pictures" in pictures_alone(ASKED, tmp_path / "none")[0].measured
