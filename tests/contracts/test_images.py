"""What every image backend owes: run over all that are present on this machine and need no network."""

import itertools
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from core.scene import SceneSpec, Subject
from core.settings import Settings
from tools.images.port import IMAGES

SETTINGS = Settings(home=Path("/nowhere"), workers=1)
PRESENT = [entry.name for entry, missing in IMAGES.report(SETTINGS) if missing is None and not entry.requires.secrets]
SIZES = {"16:9": (160, 90), "9:16": (90, 160), "1:1": (100, 100)}
TEXTS = {
    "latin": "How rainbows form",
    "arabic": "كيف يتشكل قوس قزح؟",
    "mixed": "DNA هو جزيء الحياة",
    "markup": "<b>5 < 6</b> & <span foreground='red'>\"x\"</span>",
    "unclosed": "<b>&amp",
    "long": "word " * 2000,
    "unbroken": "W" * 10_000,
    "controls": "a\x00b\x07c\u202e\u2066d\ufeff",
    "invisible": "\u200d\u200f\ufe0f",
    "mark": "\u0301",
    "uncovered": "हिन्दी 漢字 🌈",
    "spaces": " \n\t ",
}
AGAIN = """
import sys
from pathlib import Path
from core.scene import SceneSpec
from tools.images.port import IMAGES
IMAGES.create(sys.argv[1]).paint(SceneSpec.model_validate_json(sys.argv[2]), Path(sys.argv[3]))
"""


def spec(**changes: Any) -> SceneSpec:
    values: dict[str, Any] = {
        "template": "text",
        "width": 160,
        "height": 90,
        "style": "flat",
        "palette": "daylight",
        "seed": 7,
        "language": "en",
        "direction": "ltr",
        "safe_bottom": 0.18,
    }
    return SceneSpec.model_validate(values | changes)


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """The PNG's chunks, their checksums checked."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    out, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        out.append((kind, body))
        at += 12 + length
    return out


def assert_png(path: Path, width: int, height: int) -> None:
    found = chunks(path.read_bytes())
    assert struct.unpack(">IIBB", found[0][1][:10]) == (width, height, 8, 2), "8-bit RGB of exactly the size"
    assert {kind for kind, _ in found} <= {b"IHDR", b"IDAT", b"IEND", b"pHYs", b"sRGB"}, "no time, no text"
    raw = zlib.decompress(b"".join(body for kind, body in found if kind == b"IDAT"))
    assert len(raw) == height * (3 * width + 1)


def test_the_built_in_ones_are_present() -> None:
    assert {"illustrator", "plain"} <= set(PRESENT)


@pytest.mark.parametrize("backend", PRESENT)
@pytest.mark.parametrize(("template", "aspect"), list(itertools.product(("title", "text", "landscape"), SIZES)))
def test_size_and_format(backend: str, template: str, aspect: str, tmp_path: Path) -> None:
    width, height = SIZES[aspect]
    subjects = (Subject(concept="camel"), Subject(concept="honeybee", count=2))
    for environment in (None, "city", "space", "underwater"):
        out = tmp_path / "a.png"
        scene = spec(
            template=template,
            width=width,
            height=height,
            heading="One",
            text="two",
            environment=environment,
            subjects=subjects,
        )
        IMAGES.create(backend).paint(scene, out)
        assert_png(out, width, height)


@pytest.mark.parametrize("backend", PRESENT)
@pytest.mark.parametrize("size", [(1, 1), (2, 300), (300, 7), (64, 36)])
def test_odd_sizes(backend: str, size: tuple[int, int], tmp_path: Path) -> None:
    for template in ("title", "text", "landscape"):
        scene = spec(
            template=template,
            width=size[0],
            height=size[1],
            heading="Hello world",
            text="again",
            subjects=(Subject(concept="dog"),),
        )
        IMAGES.create(backend).paint(scene, tmp_path / "a.png")
        assert_png(tmp_path / "a.png", *size)


@pytest.mark.parametrize("backend", PRESENT)
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_any_text(backend: str, name: str, direction: str, tmp_path: Path) -> None:
    for template in ("title", "text", "landscape"):
        scene = spec(template=template, heading=TEXTS[name], text=TEXTS[name][::-1], direction=direction)
        painted = IMAGES.create(backend).paint(scene, tmp_path / "a.png")
        assert_png(tmp_path / "a.png", 160, 90)
        assert all(note.endswith(".") and "\n" not in note for note in painted.notes)


def test_lone_surrogates_never_reach_a_backend() -> None:
    with pytest.raises(ValidationError):
        spec(heading="a\ud800")


@pytest.mark.parametrize("backend", PRESENT)
def test_same_spec_same_bytes_in_another_process(backend: str, tmp_path: Path, root: Path) -> None:
    scene = spec(
        template="landscape",
        environment="meadow",
        width=320,
        height=180,
        heading="Bees",
        subjects=(Subject(concept="cow"),),
    )
    first, second, third = (tmp_path / f"{name}.png" for name in "abc")
    IMAGES.create(backend).paint(scene, first)
    IMAGES.create(backend).paint(scene, second)
    command = [sys.executable, "-c", AGAIN, backend, scene.model_dump_json(), str(third)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()


@pytest.mark.parametrize("backend", PRESENT)
def test_another_seed_is_another_picture(backend: str, tmp_path: Path) -> None:
    pictures = set()
    for seed in (1, 2):
        IMAGES.create(backend).paint(spec(template="landscape", environment="desert", seed=seed), tmp_path / "a.png")
        pictures.add((tmp_path / "a.png").read_bytes())
    assert len(pictures) == 2


@pytest.mark.parametrize("backend", PRESENT)
def test_versions_are_plain_words(backend: str) -> None:
    versions = IMAGES.create(backend).libraries()
    assert versions
    assert all(isinstance(value, str) and value for value in versions.values())
