"""Our own drawings: every file is listed, whole, harmless, inside its box, and its parts lie on it."""

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from tools.images.illustrator import art as drawings
from tools.images.illustrator.figures.extent import extent

FOLDER = files("tools.images.illustrator").joinpath("drawings")
TABLE: dict[str, Any] = tomllib.loads(FOLDER.joinpath("drawings.toml").read_text(encoding="utf-8"))
PIXELS = 2.5 / 128
ALLOWED = {
    "path", "circle", "ellipse", "rect", "g", "linearGradient", "radialGradient", "stop", "clipPath",
}  # fmt: skip


def text(label: str) -> str:
    return FOLDER.joinpath(TABLE[label]["file"]).read_text(encoding="utf-8")


def test_files_and_table_agree() -> None:
    listed = {entry["file"] for entry in TABLE.values()}
    there = {path.name for path in FOLDER.iterdir() if path.name.endswith(".svg")}
    assert listed == there
    assert sum(len(text(label)) for label in TABLE) < 1_000_000


@pytest.mark.parametrize("label", TABLE)
def test_the_box_is_what_is_drawn(label: str) -> None:
    """Outside the 128 x 128 box nothing is drawn, and `box` is the extent to within two pixels of 128."""
    seen = extent(text(label))
    assert min(seen[:2]) >= -PIXELS
    assert max(seen[2:]) <= 1 + PIXELS
    for written, measured in zip(TABLE[label]["box"], seen, strict=True):
        assert abs(written - measured) <= PIXELS
    assert seen[2] - seen[0] > 0.3 or seen[3] - seen[1] > 0.5


@pytest.mark.parametrize("label", TABLE)
def test_a_drawing_is_only_shapes_with_names_of_its_own(label: str) -> None:
    """Two drawings in one picture share one space of ids: each id holds the drawing's name."""
    content = text(label)
    assert set(re.findall(r"<([a-zA-Z]+)", content)) <= ALLOWED
    assert "nan" not in content
    assert "http" not in content
    for name in re.findall(r' id="([^"]+)"', content):
        assert name.startswith("own-")
        assert f"url(#{name})" in content, name
    assert set(re.findall(r"url\(#([^)]+)\)", content)) == set(re.findall(r' id="([^"]+)"', content))


def test_no_id_is_used_by_two_files() -> None:
    owners: dict[str, str] = {}
    for entry in TABLE.values():
        content = FOLDER.joinpath(entry["file"]).read_text(encoding="utf-8")
        for name in re.findall(r' id="([^"]+)"', content):
            assert owners.setdefault(name, entry["file"]) == entry["file"]


@pytest.mark.parametrize("label", [label for label in TABLE if TABLE[label].get("parts")])
def test_parts_lie_inside_the_drawing(label: str) -> None:
    left, top, right, bottom = TABLE[label]["box"]
    places = TABLE[label]["parts"]
    for name, (x, y) in places.items():
        assert min(x - left, right - x, y - top, bottom - y) >= -0.02, name
        assert name.strip()
        assert len(name) <= 40


def test_own_drawings_win_and_full_bodies_stand() -> None:
    known = drawings.index()
    for label in ("fox", "wolf", "lion", "bear", "panda", "frog", "polar bear", "moose"):
        assert known[label].own
        assert drawings.stance(known[label]) == "ground", label
    assert drawings.stance(known["lighthouse"]) == "ground"
    assert drawings.stance(known["Saturn"]) == "float"
    assert drawings.swims(known["caravel"])
    assert drawings.metres(known["lighthouse"]) > drawings.metres(known["fox"])


def test_words_are_lower_case_and_mean_one_drawing() -> None:
    owners: dict[str, str] = {}
    for label, entry in TABLE.items():
        for word in (*entry.get("words", []), *entry.get("ar", [])):
            assert word == word.lower()
            assert word.strip() == word
            assert owners.setdefault(word, label) == label, word
