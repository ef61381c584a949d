"""The art index: whole, licensed, found in many languages, sized by metres, credited by author."""

import hashlib
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Unavailable
from core.styles import load
from tools.images.illustrator import art

ASSETS = Path(str(files("tools.images.illustrator") / "assets"))
FONTS = Path(str(files("tools.fonts") / "assets"))
MOST = 15_000_000
SETS = {"noto-emoji", "fluent-emoji", "game-icons", "tabler", "healthicons", "circle-flags"}
LANGUAGES = ("ar", "hi", "fa", "ur", "zh", "ja", "ko", "de", "fr", "es", "pt", "ru", "tr", "id", "it", "bn")


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


def test_bundle_keeps_its_size() -> None:
    assert size(ASSETS) + size(FONTS) < MOST


def test_every_set_brings_its_licence() -> None:
    texts = {name: (ASSETS / f"LICENSE-{name}.txt").read_text() for name in SETS | {"cldr", "emojibase", "world-atlas"}}
    assert all(len(text) > 300 for text in texts.values())
    assert "creativecommons.org/licenses/by/3.0" in texts["game-icons"]
    assert all(one.author in texts["game-icons"] for one in every() if one.set == "game-icons")


def every() -> list[art.Art]:
    return [one for label in art.index() for one in art.variants(label)]


def test_each_set_is_there_and_game_icons_have_authors() -> None:
    found = every()
    assert {one.set for one in found} >= {"noto", "fluent", "game-icons", "tabler", "healthicons", "flags", "own"}
    assert all(bool(one.author) is (one.set == "game-icons") for one in found)
    assert all(one.tint is (one.set in {"game-icons", "tabler", "healthicons"}) for one in found)


@pytest.mark.parametrize("name", ["art.zip", "names.zip", "atlas.zip"])
def test_one_changed_byte_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ASSETS, tmp_path / "assets")
    content = bytearray((tmp_path / "assets" / name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "assets" / name).write_bytes(content)
    monkeypatch.setattr(art, "files", lambda package: tmp_path)
    art.archive.cache_clear()
    try:
        with pytest.raises(Unavailable, match=f"the bundled drawings in {name} are damaged: reinstall storyreel"):
            art.archive(name)
    finally:
        art.archive.cache_clear()


def test_sealed_digests_are_those_of_the_files() -> None:
    for line in (ASSETS / "sha256").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((ASSETS / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("volcano", "noto"),
        ("pyramid", "own"),
        ("knight", "game-icons"),
        ("pharaoh", "game-icons"),
        ("bitcoin", "tabler"),
        ("skyscraper", "tabler"),
        ("kidneys", "healthicons"),
        ("flag: Egypt", "flags"),
    ],
)
def test_the_best_drawing_of_a_label(label: str, name: str) -> None:
    assert art.index()[label].set == name


def test_a_preferred_set_is_taken_where_it_has_the_label() -> None:
    fluent, only = art.find("volcano", prefer="fluent"), art.find("knight", prefer="fluent")
    assert fluent is not None
    assert fluent.set == "fluent"
    assert only is not None
    assert only.set == "game-icons"
    assert art.find("no such thing") is None


def test_two_coloured_drawings_take_the_palette() -> None:
    plain = art.index()["knight"]
    palette = load().palette("daylight")
    drawn = art.svg(art.tinted(plain, palette))
    assert palette.ink in drawn
    assert "{dark}" not in drawn
    assert "#AA3344" in art.svg(plain, "#AA3344")
    assert art.INK[0] in art.svg(plain)
    volcano = art.index()["volcano"]
    assert art.tinted(volcano, palette) is volcano


def test_flags_by_code() -> None:
    flag = art.flag("eg")
    assert flag is not None
    assert flag.label == "flag: Egypt"
    assert art.flag("QQ") is None


@pytest.mark.parametrize(
    ("language", "name", "label"),
    [
        ("ar", "بركان", "volcano"),
        ("hi", "हाथी", "elephant"),
        ("zh", "大象", "elephant"),
        ("ja", "ゾウ", "elephant"),
        ("ko", "코끼리", "elephant"),
        ("de", "Elefant", "elephant"),
        ("ru", "слон", "elephant"),
        ("fr", "éléphant", "elephant"),
        ("es-MX", "elefante", "elephant"),
        ("tr", "fil", "elephant"),
        ("ar", "مصر", "flag: Egypt"),
        ("en", "elephant", "elephant"),
    ],
)
def test_names_in_a_language(language: str, name: str, label: str) -> None:
    assert name in art.names(language)[label]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_most_emoji(language: str) -> None:
    known, index = art.names(language), art.index()
    emoji = [label for label, one in index.items() if one.set == "noto"]
    assert sum(label in known for label in emoji) > 0.95 * len(emoji)
    assert art.names("xx") == {}


def test_credits_name_each_set_once_and_each_author() -> None:
    labels = ("volcano", "elephant", "knight", "pegasus", "trilobite", "bitcoin", "kidneys", "flag: Egypt", "pyramid")
    credits = art.credits_of([art.index()[label] for label in labels])
    assert [(one.work, one.author) for one in credits] == [
        ("Noto Emoji", "Google LLC"),
        ("Game-icons", "Lorc"),
        ("Game-icons", "Skoll"),
        ("Tabler Icons", "Paweł Kuna"),
        ("Health Icons", "Resolve to Save Lives"),
        ("Circle Flags", "HatScripts"),
        ("Storyreel drawings", "The Storyreel authors"),
    ]
    assert all(one.licence for one in credits)


def test_every_living_thing_and_place_has_a_height() -> None:
    never_measured = {"badge", "never"}
    stances = art._table()["stance"]
    free = {label for name in never_measured for label in stances[name]}
    lacking = [
        one.label
        for one in art.index().values()
        if one.group in {"nature", "places"}
        and one.set == "noto"
        and one.label not in free
        and one.label not in art._heights()
    ]
    assert lacking == []
    assert set(art._heights()) <= set(art.index())


@pytest.mark.parametrize(
    ("smaller", "larger"),
    [("honeybee", "mouse"), ("mouse", "cat"), ("cat", "dog"), ("dog", "horse"), ("horse", "elephant"), ("elephant", "house"),
     ("house", "deciduous tree"), ("automobile", "bus"), ("fish", "whale"), ("bicycle", "train"), ("tulip", "palm tree")],
)  # fmt: skip
def test_relative_sizes(smaller: str, larger: str) -> None:
    assert art.size(art.index()[smaller]) < art.size(art.index()[larger])


@given(st.floats(0.001, 9000), st.floats(0.001, 9000))
def test_taller_things_are_drawn_no_smaller(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert art.LEAST <= art.share(low) <= art.share(high) <= 1


def test_sampled_drawings_render_inside_their_boxes() -> None:
    import pyvips

    for one in every()[::41]:
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="96" height="96">{art.svg(one)}</svg>'
        )
        alpha = pyvips.Image.svgload_buffer(svg.encode())[3]
        left, top, width, height = alpha.find_trim(threshold=16, background=[0])
        drawn = (left / 96, top / 96, (left + width) / 96, (top + height) / 96)
        assert width * height > 0, one.label
        assert all(abs(a - b) < 0.03 for a, b in zip(drawn, one.box, strict=True)), one.label
