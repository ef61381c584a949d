"""A drawing's outputs agree: its planes laid over each other, its SVG and its picture show the same."""

import json
from pathlib import Path

import numpy as np
import pytest
import pyvips

from core.scene import SceneSpec, Subject
from core.styles import load
from tools.images.illustrator import planes
from tools.images.illustrator.canvas import Layer
from tools.images.illustrator.drawing import draw


def spec(**changes: object) -> SceneSpec:
    usual = {
        "template": "landscape",
        "width": 480,
        "height": 270,
        "style": "flat",
        "palette": "daylight",
        "seed": 3,
        "language": "en",
        "direction": "ltr",
        "heading": "A fox at sea",
        "environment": "sea",
        "subjects": (Subject(concept="ship"), Subject(concept="whale")),
        "safe_bottom": 0.2,
    }
    return SceneSpec.model_validate({**usual, **changes})


@pytest.mark.parametrize(("style", "mean"), [("flat", 0.1), ("papercut", 1.5), ("chalkboard", 1.5), ("oil", 16.0)])
def test_planes_laid_over_each_other_are_the_picture(style: str, mean: float) -> None:
    made = draw(spec(style=style, palette=load().find(style).palettes[0]))
    found = made.planes()
    assert 3 <= len(found) <= planes.MOST + 2
    away = np.abs(planes.laid(found).astype(int) - made.pixels.astype(int))
    assert away.mean() < mean
    without_ship = planes.laid([plane for plane in found if "ship" not in plane.layer.name])
    assert np.abs(without_ship.astype(int) - made.pixels.astype(int)).mean() > away.mean() + 0.3


def test_every_subject_moves_by_itself() -> None:
    names = [plane.layer.name for plane in draw(spec()).planes()]
    assert sum("ship" in name for name in names) == 1
    assert sum("whale" in name for name in names) == 1
    assert names[-1] == "words"


def test_exported_planes_are_files_of_the_sizes_listed(tmp_path: Path) -> None:
    listed = draw(spec()).export(tmp_path / "layers")
    assert listed == json.loads((tmp_path / "layers" / "layers.json").read_text())
    for one in listed:
        image = pyvips.Image.new_from_file(str(tmp_path / "layers" / one["file"]))
        assert (image.width, image.height, image.bands) == (one["width"], one["height"], 4)
        assert one["x"] + one["width"] <= 480
        assert one["y"] + one["height"] <= 270
    assert listed[0]["depth"] < listed[-2]["depth"]


def test_svg_shows_what_the_flat_picture_shows(tmp_path: Path) -> None:
    made = draw(spec())
    made.save(tmp_path / "a.svg")
    image = pyvips.Image.new_from_file(str(tmp_path / "a.svg")).flatten(background=[255, 255, 255])[:3]
    away = np.abs(image.numpy().astype(int) - made.pixels.astype(int))
    assert away.mean() < 1.5
    text = (tmp_path / "a.svg").read_text()
    assert "<text" in text
    assert "<image" not in text


def test_few_planes_are_made_of_many_layers() -> None:
    layers = [Layer(f"hill {number}", number / 20) for number in range(20)]
    groups = planes.grouped(layers)
    assert len(groups) <= planes.MOST
    assert [layer for group in groups for layer in group] == layers
    moving = [Layer("a", 1.0), Layer("b", 1.0, "drift"), Layer("c", 1.0)]
    assert [len(group) for group in planes.grouped(moving)] == [1, 1, 1]


@pytest.mark.parametrize("name", ["a.jpg", "a.webp", "a.png"])
def test_pictures_are_written_in_the_format_of_their_name(tmp_path: Path, name: str) -> None:
    draw(spec()).save(tmp_path / name)
    image = pyvips.Image.new_from_file(str(tmp_path / name))
    assert (image.width, image.height, image.bands) == (480, 270, 3)
