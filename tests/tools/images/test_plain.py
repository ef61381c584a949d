"""The last resort: it needs nothing, and says what it left out."""

import subprocess
import sys
import zlib
from collections import Counter
from pathlib import Path

import pytest

from core.scene import SceneSpec, Subject
from tools.images.plain import Plain
from tools.images.port import IMAGES

ALONE = """
import sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"numpy", "pyvips", "cv2", "av"}:
            raise ImportError(name)
sys.meta_path.insert(0, Wall())
from pathlib import Path
from core.scene import SceneSpec
from tools.images.plain import Plain
Plain().paint(SceneSpec.model_validate_json(sys.argv[1]), Path(sys.argv[2]))
"""


def spec(**changes: object) -> SceneSpec:
    values = {
        "template": "title",
        "width": 96,
        "height": 54,
        "style": "flat",
        "palette": "sand",
        "seed": 3,
        "language": "en",
        "direction": "ltr",
    }
    return SceneSpec.model_validate(values | changes)


def rows(path: Path, width: int) -> list[bytes]:
    data = path.read_bytes()
    at = data.index(b"IDAT")
    raw = zlib.decompress(data[at + 4 : at + 4 + int.from_bytes(data[at - 4 : at], "big")])
    return [raw[i + 1 : i + 1 + 3 * width] for i in range(0, len(raw), 3 * width + 1)]


def test_needs_only_the_standard_library(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "a.png"
    subprocess.run(
        [sys.executable, "-c", ALONE, spec().model_dump_json(), str(out)], cwd=root, check=True, capture_output=True
    )
    Plain().paint(spec(), tmp_path / "b.png")
    assert out.read_bytes() == (tmp_path / "b.png").read_bytes()


def test_it_is_the_last_and_requires_nothing() -> None:
    last = IMAGES.entries()[-1]
    assert last.name == "plain"
    assert last.built_in
    assert last.requires.modules == last.requires.programs == last.requires.secrets == ()


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        ({}, None),
        ({"heading": "x"}, "the words"),
        ({"text": "x", "subjects": (Subject(concept="dog"),)}, "the words and the subjects"),
        ({"environment": "sea"}, "the place"),
    ],
)
def test_note_says_what_is_left_out(changes: dict[str, object], lost: str | None, tmp_path: Path) -> None:
    painted = Plain().paint(spec(**changes), tmp_path / "a.png")
    said = (f"The picture leaves out {lost}: the plain painter draws only sky and hills.",) if lost else ()
    assert painted.notes == said


def test_sky_above_hills_below_sun_between(tmp_path: Path) -> None:
    """The corners of the sky are one colour a row, the sun is the palette's, the ground is darker than the sky."""
    Plain().paint(spec(width=192, height=108), tmp_path / "a.png")
    lines = rows(tmp_path / "a.png", 192)
    assert lines[0] == lines[0][:3] * 192
    assert bytes.fromhex("F2A541") in b"".join(lines[30:60])
    assert sum(lines[-1]) < 0.6 * sum(lines[0])


def test_night_is_darker(tmp_path: Path) -> None:
    light = []
    for time in ("day", "night"):
        Plain().paint(spec(time_of_day=time), tmp_path / "a.png")
        light.append(sum(map(sum, rows(tmp_path / "a.png", 96))))
    assert light[1] < 0.75 * light[0]


def test_a_nearer_hill_is_never_behind_a_farther_one(tmp_path: Path) -> None:
    """Down a column the hills' own colours only grow darker: the nearer, the darker."""
    for seed in range(12):
        Plain().paint(spec(seed=seed), tmp_path / "a.png")
        lines = rows(tmp_path / "a.png", 96)
        pixels = [[line[3 * x : 3 * x + 3] for line in lines[27:]] for x in range(96)]
        common = {colour for colour, _ in Counter(pixel for column in pixels for pixel in column).most_common(4)}
        for column in pixels:
            shades = [sum(pixel) for pixel in column if pixel in common]
            assert shades == sorted(shades, reverse=True), seed
