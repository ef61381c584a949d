"""A shot: where its camera goes, and what it shows beyond its ends."""

from pathlib import Path

import numpy as np

from core.models import Cue, Move
from tests.tools.film.material import HEIGHT, WIDTH, picture, save_png, spec
from tools.film.planes import Planes
from tools.film.shot import INSIDE, PAGE, Shot, interest


def empty() -> Planes:
    return Planes(*(np.zeros((HEIGHT // step, WIDTH // step), np.uint8) for step in (1, 2, 2)))


def dotted(path: Path, x: int, y: int) -> Path:
    rgb = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
    rgb[y - 12 : y + 12, x - 12 : x + 12] = 250
    return save_png(path, rgb)


def test_the_point_of_interest_is_where_the_edges_are() -> None:
    luma = np.full((360, 640), 90, np.uint8)
    assert interest(luma) == PAGE
    luma[200:240, 480:540] = 240
    across, down = interest(luma)
    assert abs(across - 510 / 640) < 0.03
    assert abs(down - 220 / 360) < 0.04


def test_a_push_in_goes_to_the_point_of_interest(tmp_path: Path) -> None:
    """What is looked at keeps its place better than the rest does."""
    move = Move(kind="push_in", amount=0.2)
    for x, y in ((220, 120), (100, 60)):
        shot, target = Shot(spec(30, move), {"picture": dotted(tmp_path / f"{x}.png", x, y)}), empty()
        shot.draw(29, target)
        rows, columns = np.nonzero(target.y > 180)
        assert abs(float(columns.mean()) - x) < 0.05 * WIDTH
        assert abs(float(rows.mean()) - y) < 0.05 * HEIGHT
        assert rows.size > 1.3 * 24 * 24


def test_a_focus_that_is_given_wins_and_edges_are_not_gone_to(tmp_path: Path) -> None:
    path = dotted(tmp_path / "p.png", 300, 160)
    given = Shot(spec(10, Move(kind="push_in", amount=0.3, focus=(0.0, 0.0))), {"picture": path})
    own = Shot(spec(10, Move(kind="push_in", amount=0.3)), {"picture": path})
    edge = Shot(spec(10, Move(kind="push_in", amount=0.3, focus=(INSIDE[1], INSIDE[1]))), {"picture": path})
    seen = []
    for shot in (given, own, edge):
        target = empty()
        shot.draw(9, target)
        seen.append(target.y.copy())
    assert np.array_equal(seen[1], seen[2])
    assert not np.array_equal(seen[0], seen[1])


def test_beyond_its_ends_the_camera_stands_and_captions_are_gone(tmp_path: Path) -> None:
    cue = Cue(lines=("One two",), start=0, end=30)
    shot, first, last = Shot(spec(30, cues=[cue]), {"picture": picture(tmp_path / "p.png")}), empty(), empty()
    bare = Shot(spec(30), {"picture": tmp_path / "p.png"})
    shot.draw(33, last)
    bare.draw(29, first)
    assert all(np.array_equal(one, two) for one, two in zip(first, last, strict=True))
