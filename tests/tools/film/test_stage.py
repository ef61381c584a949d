"""The stage: cels lie where they were drawn, come in, fall and turn; what stands still is laid once."""

import json
import tracemalloc
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import Unavailable
from core.models import Move
from core.scene import Cel, Cels
from tools.film.acting import Stage
from tools.film.cels import read_cels
from tools.film.planes import Planes, from_rgb
from tools.film.stage import Layered, turned
from tools.film.warp import PAD

WIDTH, HEIGHT = 320, 180
Rgba = NDArray[np.uint8]


def disc(size: int, colour: tuple[int, int, int]) -> Rgba:
    down, across = np.mgrid[0:size, 0:size] - (size - 1) / 2
    cover = np.clip(size / 2 - np.sqrt(down**2 + across**2), 0, 1) * 255
    return np.dstack([np.full((size, size, 3), colour), cover]).astype(np.uint8)


def saved(path: Path, cels: list[tuple[Rgba, dict[str, Any]]], *, is_view: bool = False) -> Path:
    listed = []
    with ZipFile(path, "w") as archive:
        for number, (pixels, more) in enumerate(cels):
            archive.writestr(f"{number}.png", cv2.imencode(".png", pixels[..., [2, 1, 0, 3]])[1].tobytes())
            usual = {"file": f"{number}.png", "name": str(number), "depth": 0, "motion": "still", "x": 0, "y": 0}
            listed.append(Cel.model_validate({**usual, **more}))
        archive.writestr("cels.json", json.dumps(Cels(is_view=is_view, cels=tuple(listed)).model_dump(mode="json")))
    return path


def ground() -> Rgba:
    across = np.tile(np.linspace(40, 200, WIDTH).astype(np.uint8), (HEIGHT, 1))
    return np.dstack([across, across, across, np.full_like(across, 255)])


def staged(path: Path, **changes: Any) -> Layered:
    script = read_cels(path, WIDTH, HEIGHT)
    values = {"width": WIDTH, "height": HEIGHT, "fps": 30, "frames": 90, "turns": (), "is_view": script.is_view}
    return Layered(script.ground, script.sprites, Stage(**{"move": Move(kind="push_in"), **values, **changes}))


def picture(planes: Planes) -> NDArray[np.int64]:
    return planes.y[PAD:-PAD, PAD:-PAD].astype(int)


def over(back: Rgba, front: Rgba, x: int, y: int) -> NDArray[np.uint8]:
    out = back[..., :3].astype(float)
    high, wide = front.shape[:2]
    alpha = front[..., 3:] / 255
    out[y : y + high, x : x + wide] = front[..., :3] * alpha + out[y : y + high, x : x + wide] * (1 - alpha)
    made: NDArray[np.uint8] = np.rint(out).astype(np.uint8)
    return made


@pytest.mark.parametrize("x", [40, 41])
def test_a_cel_lies_where_it_was_drawn(tmp_path: Path, x: int) -> None:
    red = disc(61, (230, 30, 30))
    shown = staged(saved(tmp_path / "c.zip", [(ground(), {}), (red, {"x": x, "y": 33})])).at(0)
    wanted = from_rgb(over(ground(), red, x, 33))
    assert np.abs(picture(shown) - wanted.y).max() <= 2
    half = PAD // 2
    assert np.abs(shown.v[half:-half, half:-half].astype(int) - wanted.v).max() <= 3


def test_an_item_comes_in_and_stays(tmp_path: Path) -> None:
    path = saved(tmp_path / "c.zip", [(ground(), {}), (disc(60, (0, 0, 0)), {"x": 50, "y": 40, "motion": "reveal"})])
    stage = staged(path, turns=(10,))
    middle = [int(picture(stage.at(frame))[70, 80]) for frame in range(40)]
    assert len(set(middle[:11])) == 1
    assert middle[11:23] == sorted(middle[11:23], reverse=True)
    assert set(middle[24:]) == {16}
    assert int(picture(stage.at(0))[70, 80]) == middle[0], "and from the start again"


def test_a_moving_cel_moves_by_fractions_of_a_pixel(tmp_path: Path) -> None:
    bar = np.zeros((60, 40, 4), np.uint8)
    bar[:, 10:30] = 255
    path = saved(tmp_path / "c.zip", [(ground(), {}), (bar, {"x": 100, "y": 60, "motion": "drift", "depth": 0.1})])
    stage = staged(path, width=1920)
    places = []
    for frame in range(30, 60):
        row = picture(stage.at(frame))[90, 90:160].astype(float)
        bright = np.clip(row - 180, 0, None)
        places.append((bright * np.arange(row.size)).sum() / bright.sum())
    steps = np.diff(places)
    assert (steps > 0).all()
    assert steps.max() < 0.8


def test_what_falls_comes_in_again_above(tmp_path: Path) -> None:
    rain = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    rain[20:30, ::8] = 255
    stage = staged(saved(tmp_path / "c.zip", [(ground(), {}), (rain, {"motion": "fall", "speed": 1.0})]))
    seen = [int((picture(stage.at(frame))[:, 200] > 220).sum()) for frame in range(90)]
    assert min(seen) >= 0
    assert sum(count > 0 for count in seen) > 75
    assert picture(stage.at(15))[95:125, 200].max() > 220


def test_a_path_is_drawn_along_and_around(tmp_path: Path) -> None:
    line = np.full((10, 200, 4), 255, np.uint8)
    stage = staged(saved(tmp_path / "l.zip", [(ground(), {}), (line, {"x": 60, "y": 20, "motion": "draw"})]))
    lengths = [int((picture(stage.at(frame))[25, 60:260] > 225).sum()) for frame in range(60)]
    assert lengths == sorted(lengths)
    assert lengths[0] == 0 < lengths[8] < lengths[-1]
    high, wide = 101, 101
    place = turned(high, wide)
    for (y, x), share in (((0, 51), 0.0), ((50, 100), 0.25), ((100, 50), 0.5), ((50, 0), 0.75), ((0, 48), 1.0)):
        assert place[y, x] == pytest.approx(share, abs=0.02)


def test_a_still_page_is_laid_once(tmp_path: Path) -> None:
    stage = staged(saved(tmp_path / "c.zip", [(ground(), {}), (disc(60, (0, 0, 0)), {"x": 50, "y": 40})]))
    first = stage.at(0)
    assert stage.at(1) is first
    tracemalloc.start()
    for frame in range(2, 60):
        stage.at(frame)
    assert tracemalloc.get_traced_memory()[1] < 100_000
    tracemalloc.stop()


def hill(top: int, shade: int) -> Rgba:
    """A hill as wide as the picture and down to its foot, with a soft edge."""
    across = np.arange(WIDTH)
    edge = top + 12 * np.sin(across / 40 + shade)
    cover = np.clip(np.arange(HEIGHT)[:, None] - edge, 0, 1) * 255
    return np.dstack([np.full((HEIGHT, WIDTH, 3), shade), cover]).astype(np.uint8)


def test_what_others_hide_is_not_laid_and_no_frame_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moving = {"motion": "drift", "depth": 0.1}
    hills = [(hill(12, 60), moving), (hill(19, 130), {**moving, "depth": 0.6}), (hill(26, 200), {**moving, "depth": 1})]
    path = saved(tmp_path / "h.zip", [(ground(), {}), *hills], is_view=True)
    first, *_, last = read_cels(path, WIDTH, HEIGHT).sprites
    assert len(first.colour.y) < len(last.colour.y)
    quick = staged(path)
    shown = [[plane.copy() for plane in quick.at(frame)] for frame in range(0, 90, 13)]
    monkeypatch.setattr("tools.film.cels._unhidden", lambda cels, pixels, width, height: pixels)
    monkeypatch.setattr("tools.film.cels._solid", lambda alpha: len(alpha))
    plain = staged(path)
    for frame, planes in zip(range(0, 90, 13), shown, strict=True):
        for have, wanted in zip(planes, plain.at(frame), strict=True):
            assert np.array_equal(have, wanted), frame


@pytest.mark.parametrize("damage", ["empty", "list", "size", "png"])
def test_damaged_cels_are_unavailable(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "c.zip"
    if damage == "empty":
        path.write_bytes(b"")
    elif damage == "list":
        with ZipFile(path, "w") as archive:
            archive.writestr("cels.json", "{}")
    elif damage == "size":
        saved(path, [(ground()[:90], {})])
    else:
        saved(path, [(ground(), {"file": "1.png"})])
    with pytest.raises(Unavailable, match="layers"):
        read_cels(path, WIDTH, HEIGHT)
