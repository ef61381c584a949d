"""The bundled fonts: complete, alone in use, honest about what they cover."""

import hashlib
import json
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
    wanted = {f"OFL-{name.lower().replace(' ', '-')}.txt" for name in (*fonts.FAMILIES.split(","), *fonts.HANDWRITTEN)}
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
    [
        "Straße, naïve — “quoted” …",
        "مرحبا بكم، كيف حالكم؟ ٹ ڈ پ چ ژ گ",
        "Привет, Ελλάδα",
        "Tiếng Việt",
        "इंद्रधनुष कैसे बनता है?",
        "বৃষ্টি, வானவில், รุ้งกินน้ำ, שלום",
        "蜥蜴翡翠，彩虹是怎样形成的？①→★",
        "臺灣的鐵路：龜、鬱",
        "虹はどのようにできるのか。カタカナー、憧憬",
        "무지개는 어떻게 만들어질까요?",
        "a\u200fb\u200d\ufe0f\n\t",
    ],
)
def test_covered(text: str) -> None:
    assert fonts.uncovered(text) == []


def test_uncovered_once_each_in_order() -> None:
    assert fonts.uncovered("AతెలుగుతెB ♔") == ["త", "ె", "ల", "ు", "గ", "♔"]


@pytest.mark.parametrize(
    ("char", "said"),
    [
        ("漢", "CJK: add Noto Sans SC (or JP, KR)"),
        ("、", "CJK: add Noto Sans SC (or JP, KR)"),
        ("，", "CJK: add Noto Sans SC (or JP, KR)"),
        ("。", "CJK: add Noto Sans SC (or JP, KR)"),
        ("؟", "Arabic: add Noto Sans Arabic"),
        ("త", "Telugu: add Noto Sans Telugu"),
        ("ก", "Thai: add Noto Sans Thai"),
        ("뷁", "Hangul: add Noto Sans KR"),
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


def glyphs(language: str, text: str) -> bytes:
    """The text as the bundled fonts draw it in a language."""
    assert fonts.prepare() is None
    import pyvips

    image = pyvips.Image.text(text, font=f"{fonts.families(language, text)} 40", dpi=72)
    return bytes(image.write_to_memory())


def test_ideographs_are_written_as_the_language_writes_them() -> None:
    assert glyphs("ja", "直骨海") != glyphs("zh", "直骨海")
    assert glyphs("zh-Hans", "直骨海") == glyphs("zh", "直骨海") == glyphs("en", "直骨海")
    assert glyphs("en", "直は") == glyphs("ja", "直は")


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [("zh", "", "SC"), ("ja-JP", "", "JP"), ("ko", "", "KR"), ("en", "", "SC"), ("zh", "カ", "JP"), ("ja", "한", "KR")],
)
def test_families_are_the_same_in_another_order(language: str, text: str, first: str) -> None:
    found = fonts.families(language, text).split(",")
    assert sorted(found) == sorted(fonts.FAMILIES.split(","))
    assert next(name for name in found if name[-2:] in {"SC", "JP", "KR"}) == f"Noto Sans {first}"


def test_every_weight_draws_what_coverage_says() -> None:
    """Opens every bundled font (2 s: the tables of twenty thousand glyphs)."""
    from fontTools.ttLib import TTFont

    told = {name: set(points(spans)) for name, spans in json.loads((ASSETS / "coverage.json").read_text()).items()}
    drawn: dict[str, set[int]] = {}
    for file in sorted(Path(str(ASSETS)).glob("*.?tf")):
        with TTFont(file, lazy=True) as font:
            found = set(font.getBestCmap())
        family = file.name.split("_")[0]
        drawn[family] = drawn.get(family, found) & found
    assert drawn == told


def points(spans: list[list[int]]) -> list[int]:
    return [point for first, last in spans for point in range(first, last + 1)]


@pytest.mark.parametrize(
    ("text", "language", "family", "works"),
    [
        ("Rainbow", "en", "", ["Poppins"]),
        ("قوس قزح", "ar", "", ["Cairo"]),
        ("彩虹 A", "zh", "", ["Poppins", "Noto Sans SC"]),
        ("虹", "ja", "", ["Noto Sans JP"]),
        ("A قوس", "ar", "Caveat, Aref Ruqaa", ["Caveat", "Aref Ruqaa"]),
        (" \n", "en", "", []),
    ],
)
def test_credits_name_the_fonts_that_draw_the_text(text: str, language: str, family: str, works: list[str]) -> None:
    credits = fonts.credits_of(text, language, family)
    assert [credit.work for credit in credits] == works
    assert all(credit.author and credit.licence == "OFL-1.1" and credit.url for credit in credits)


@pytest.mark.parametrize("family", fonts.HANDWRITTEN)
def test_each_hand_has_letters_of_its_own(family: str) -> None:
    assert fonts.prepare() is None
    import pyvips

    text = "قوس" if family in {"Aref Ruqaa", "Baloo Bhaijaan 2"} else "Rainbow"
    own, usual = (pyvips.Image.text(text, font=f"{name} 40", dpi=72) for name in (f"{family},Cairo", "Poppins,Cairo"))
    assert own.write_to_memory() != usual.write_to_memory()
