"""The bundled fonts: complete, alone in use, honest about what they cover."""

import hashlib
import subprocess
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import fonts

ASSETS = files("tools.fonts") / "assets"
MEASURE = """
import os, sys
from tools import fonts
assert fonts.prepare() is None
import pyvips
for family in sys.argv[1:]:
    image = pyvips.Image.text("Hamburgefonstiv 123", font=family + " 40", dpi=72)
    print(image.width, image.height, int(image.avg() * 1000))
"""


@pytest.mark.parametrize("room", ["tools.fonts", "tools.images.illustrator"])
def test_bundle_is_what_was_sealed(room: str) -> None:
    folder = files(room) / "assets"
    sealed = {line.split()[1]: line.split()[0] for line in (folder / "sha256").read_text().splitlines()}
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir() if file.name != "sha256"
    }
    assert found == sealed


@pytest.mark.parametrize("room", ["tools.fonts", "tools.images.illustrator"])
def test_bundle_brings_its_licences(room: str) -> None:
    names = {file.name for file in (files(room) / "assets").iterdir()}
    wanted = {"OFL-poppins.txt", "OFL-cairo.txt", "OFL-noto-sans.txt"}
    if room != "tools.fonts":
        wanted = {"LICENSE-noto-emoji.txt", "LICENSE-emojibase.txt", "LICENSE-cldr.txt"}
    assert wanted <= names


def test_conf_names_our_folder_alone() -> None:
    conf = ElementTree.fromstring((ASSETS / "fonts.conf").read_text())
    assert [(node.get("prefix"), node.text) for node in conf.iter("dir")] == [("relative", ".")]
    assert not list(conf.iter("include"))


def measured(*families: str) -> subprocess.CompletedProcess[str]:
    root = Path(fonts.__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-c", MEASURE, *families], cwd=root, capture_output=True, text=True, check=True
    )


def test_only_bundled_fonts_are_used_and_nothing_is_printed() -> None:
    """A family that this machine may have but the bundle has not looks like a family that nobody has."""
    done = measured("DejaVu Sans", "Liberation Serif", "No Such Family", "Poppins Bold", "Cairo Bold")
    foreign, serif, nobody, poppins, cairo = done.stdout.split("\n")[:5]
    assert foreign == serif == nobody
    assert len({nobody, poppins, cairo}) == 3
    assert done.stderr == ""


def test_prepare_twice_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to: list[tuple[str, str]] = []
    monkeypatch.setattr(fonts, "export", lambda name, value: set_to.append((name, value)))
    assert fonts.prepare() is None
    assert fonts.prepare() is None
    assert set_to[0] == set_to[1]
    assert Path(set_to[0][1]).is_file()


def test_missing_fonts_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "files", lambda package: tmp_path)
    assert fonts.prepare() == "the bundled fonts are missing: reinstall storyreel"


@pytest.mark.parametrize(
    "text",
    ["Straße, naïve — “quoted” …", "مرحبا بكم، كيف حالكم؟", "Привет, Ελλάδα", "Tiếng Việt", "a\u200fb\u200d\ufe0f\n\t"],
)
def test_covered(text: str) -> None:
    assert fonts.uncovered(text) == []


def test_uncovered_once_each_in_order() -> None:
    assert fonts.uncovered("A漢字B漢 ♔") == ["漢", "字", "♔"]


@pytest.mark.parametrize(
    ("char", "said"),
    [
        ("漢", "CJK: add Noto Sans SC (or JP, KR)"),
        ("ב", "Hebrew: add Noto Sans Hebrew"),
        ("ก", "Thai: add Noto Sans Thai"),
        ("한", "Hangul: add Noto Sans KR"),
        ("♔", "Symbols: add Noto Sans Symbols 2"),
    ],
)
def test_advice_names_script_and_font(char: str, said: str) -> None:
    assert fonts.advice([char, char]) == said


@given(st.text())
def test_uncovered_never_has_invisible_characters(text: str) -> None:
    lacking = fonts.uncovered(text)
    assert len(set(lacking)) == len(lacking)
    assert all(unicodedata.category(char) not in {"Cc", "Cf", "Zs", "Zl", "Zp"} for char in lacking)


@pytest.mark.parametrize(("text", "seen"), [("", False), (" \n\u200f\u200d", False), ("\u0301", False), ("a", True)])
def test_visible(text: str, seen: bool) -> None:
    assert fonts.visible(text) is seen
