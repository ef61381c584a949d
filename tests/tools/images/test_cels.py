"""The illustrator's cels: laid over each other they are its picture; few of them; numbers count as they are written."""

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest
import pyvips
from hypothesis import given
from hypothesis import strategies as st

from core.scene import Cels, Item, SceneSpec, Subject
from core.styles import load
from tools.film.acting import Stage, settled
from tools.images.illustrator.backend import Illustrator
from tools.images.illustrator.canvas import Layer
from tools.images.illustrator.cels import MOST, scaled
from tools.images.illustrator.drawing import draw
from tools.images.illustrator.planes import Plane, laid

ITEMS = (Item(label="Sleep"), Item(label="Water"), Item(label="Food"))
PAGES: dict[str, dict[str, Any]] = {
    "list": {"template": "list", "items": ITEMS, "heading": "Three things"},
    "cycle": {"template": "cycle", "items": ITEMS, "heading": "A cycle"},
    "number": {"template": "big_number", "items": (Item(label="Water", value=71.0, unit="%"),), "heading": "Water"},
    "timeline": {"template": "timeline", "items": (Item(label="1900", text="One"), Item(label="1950", text="Two"))},
    "title": {"template": "title", "heading": "At sea", "environment": "sea", "subjects": (Subject(concept="ship"),)},
    "view": {
        "template": "landscape", "environment": "meadow", "weather": "rain",
        "subjects": (Subject(concept="fox"), Subject(concept="tree")),
    },
}  # fmt: skip


def spec(**changes: Any) -> SceneSpec:
    usual = {
        "template": "text", "width": 480, "height": 270, "style": "flat", "palette": "daylight", "seed": 3,
        "language": "en", "direction": "ltr", "safe_bottom": 0.2,
    }  # fmt: skip
    return SceneSpec.model_validate({**usual, **changes})


def cut_out(wanted: SceneSpec, folder: Path) -> tuple[Cels, list[Plane], dict[str, bytes]]:
    path = folder / "c.zip"
    Illustrator().cels(wanted, path)
    with ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    listed = Cels.model_validate(json.loads(files["cels.json"]))
    planes = [
        Plane(Layer(cel.name), np.asarray(pyvips.Image.new_from_buffer(files[cel.file], "").numpy()), cel.x, cel.y)
        for cel in listed.cels
    ]
    return listed, planes, files


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("style", ["flat", "papercut"])
def test_laid_over_each_other_they_are_the_picture(tmp_path: Path, page: str, style: str) -> None:
    wanted = spec(style=style, palette=load().find(style).palettes[0], **PAGES[page])
    listed, planes, _ = cut_out(wanted, tmp_path)
    away = np.abs(laid(planes).astype(int) - draw(wanted).pixels.astype(int))
    assert away.mean() < (0.3 if style == "flat" else 1.6)
    assert planes[0].pixels.shape == (270, 480, 4)
    assert (planes[0].pixels[..., 3] == 255).all()
    assert listed.is_view == (page in ("view", "title"))


@pytest.mark.parametrize("page", ["view", "title"])
def test_a_view_has_few_cels_that_move(tmp_path: Path, page: str) -> None:
    listed, _, _ = cut_out(spec(**PAGES[page]), tmp_path)
    moving = [cel for cel in listed.cels[1:] if cel.name != "words" and cel.motion != "reveal"]
    assert 2 <= len(moving) <= MOST
    assert [cel.depth for cel in listed.cels if cel.name == "words"] in ([], [0.0]), "words stay where they are"


def test_rain_falls_and_leans(tmp_path: Path) -> None:
    listed, _, _ = cut_out(spec(**PAGES["view"]), tmp_path)
    falling = [cel for cel in listed.cels if cel.motion == "fall"]
    assert falling
    assert all(0.5 < cel.speed < 3 and cel.lean > 0 for cel in falling)


def test_what_comes_in_at_one_turn_is_one_cel_and_the_heading_is_there(tmp_path: Path) -> None:
    listed, _, _ = cut_out(spec(**PAGES["list"]), tmp_path)
    orders = [cel.order for cel in listed.cels if cel.motion == "reveal"]
    assert sorted(orders) == [-1, 0, 1, 2]
    from core.models import Move

    stage = Stage(480, 270, 30, 150, Move(kind="push_in"), listed.is_view, ())
    assert min(settled(cel, stage) for cel in listed.cels[1:]) <= 0


def test_a_number_has_steps_that_are_pictures_of_their_own(tmp_path: Path) -> None:
    listed, _, files = cut_out(spec(**PAGES["number"]), tmp_path)
    (counting,) = [cel for cel in listed.cels if cel.motion == "count"]
    assert len({files[step.file] for step in counting.steps}) >= 10
    assert all(abs(step.x - counting.x) < 30 and abs(step.y - counting.y) < 30 for step in counting.steps)


def test_equal_specs_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        Illustrator().cels(spec(**PAGES["view"]), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("71%", "35%"), ("8.1 billion", "4.0 billion"), ("6,400 km", "3,200 km"), ("1.250,5", "625,2"),
        ("1 000 000", "500 000"), ("٧١٪", "٣٥٪"), ("0.05", "0.02"), ("$12.50", "$6.25"), ("3:5", "1:5"),
    ],
)  # fmt: skip
def test_numbers_are_scaled_as_they_are_written(text: str, half: str) -> None:
    assert scaled(text, 0.5) == half


@given(st.text(max_size=20), st.floats(0, 1))
def test_no_text_is_too_strange_to_scale(text: str, share: float) -> None:
    found = scaled(text, share)
    assert found is None or isinstance(found, str)


@given(st.integers(0, 10**9), st.sampled_from([",", ".", "\u202f"]))
def test_a_whole_number_stays_itself(value: int, sign: str) -> None:
    written = f"{value:,}".replace(",", sign)
    assert scaled(written, 1.0) == written
