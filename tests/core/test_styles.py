"""Styles as data: names, aliases, the nearest to a free text, users' own files."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from core.errors import Mistake
from core.styles import _plain, find, load, nearest
from tools.images.illustrator.colour import contrast, luminance


def test_every_style_is_found_by_name_and_alias() -> None:
    for style in load().styles.values():
        for name in (style.name, *style.aliases, style.name.upper(), style.name.replace(" ", "-")):
            assert find(name) == style


ASKED = {
    "watercolour": ("watercolor", "watercolour", "Watercolor", "water-colour", "illustration"),
    "cartoon": ("Cartoon", "comic"),
    "anime": ("Anime", "manga"),
    "flat": ("flat vector", "Flat Vector", "clear"),
    "minimal": ("minimalist", "Minimalist", "minimal"),
    "technical": ("technical", "technical drawing"),
    "oil": ("oil painting", "Oil Painting"),
    "fantasy": ("fantasy art", "Fantasy Art"),
    "impressionist": ("impressionist", "impressionism"),
    "ink": ("ink wash", "ink"),
    "pencil": ("pencil sketch", "sketch"),
    "crayon": ("crayon", "crayons"),
    "papercut": ("paper cut", "papercut", "consistent"),
    "chalkboard": ("chalkboard", "blackboard"),
    "blueprint": ("blueprint",),
    "line": ("line art",),
    "neon": ("neon",),
}


@pytest.mark.parametrize("name", ASKED)
def test_the_names_that_people_use_are_known(name: str) -> None:
    for asked in ASKED[name]:
        assert find(asked).name == name, asked


def test_no_name_means_two_styles() -> None:
    labels = [
        _plain(label)
        for style in load().styles.values()
        for label in {_plain(one) for one in (style.name, *style.aliases)}
    ]
    assert sorted(labels) == sorted(set(labels))


def test_families_list_their_styles_best_first() -> None:
    families = load().families
    assert families["children"].styles[:2] == ("papercut", "watercolour")
    assert families["educational"].styles[:3] == ("flat", "chalkboard", "blueprint")
    assert families["novel"].styles[:3] == ("oil", "anime", "watercolour")
    for style in load().styles.values():
        assert style.name in families[style.family].styles
        assert len(style.tokens.split()) > 8


def test_unknown_style_lists_the_known_ones() -> None:
    with pytest.raises(Mistake, match=r"'cubist'; known: flat"):
        find("cubist")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("please use a flat-vector look", "flat"),
        ("minimalst", "minimal"),
        ("a film in oils", "oil"),
        ("painted as Monet did", "impressionist"),
        ("watercolr", "watercolour"),
        ("a film about rivers", None),
        ("", None),
    ],
)
def test_nearest(text: str, name: str | None) -> None:
    found = nearest(text)
    assert (found.name if found else None) == name


def test_values_are_frozen() -> None:
    with pytest.raises(ValidationError):
        find("flat").tokens = "other"


def test_each_palette_carries_its_own_text() -> None:
    for name, palette in load().palettes.items():
        for ground, ink in (("paper", "ink"), ("sheet", "ink"), ("blob", "ink"), ("night", "glow")):
            ratio = contrast(luminance(getattr(palette, ground)), luminance(getattr(palette, ink)))
            assert ratio >= 4.5, f"{name}: {ink} on {ground} has {ratio:.1f}"


def test_unknown_palette_lists_the_known_ones() -> None:
    with pytest.raises(Mistake, match=r"'mud'; known: daylight"):
        load().palette("mud")


def test_own_file_adds_a_style(tmp_path: Path) -> None:
    own = tmp_path / "styles.toml"
    own.write_text('[styles.house]\nfamily = "novel"\nhand = "chalkboard"\npalettes = ["dusk"]\ntokens = "our look"\n')
    styles = load([own])
    assert styles.find("house").hand == "chalkboard"
    assert styles.find("house").palettes == ("dusk",)
    assert "flat" in styles.names()
    assert "house" not in load().names()


@pytest.mark.parametrize(
    "text",
    [
        "[styles.x",
        '[styles.x]\nfamily = "novel"\n',
        '[styles.x]\nfamily = "f"\npalettes = ["nope"]\ntokens = ""\n',
        "styles = 3",
    ],
)
def test_broken_own_file_is_a_mistake(tmp_path: Path, text: str) -> None:
    own = tmp_path / "styles.toml"
    own.write_text(text)
    with pytest.raises(Mistake):
        load([own])


def test_missing_own_file_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match=r"gone\.toml"):
        load([tmp_path / "gone.toml"])


def test_the_longest_name_in_a_text_wins(tmp_path: Path) -> None:
    own = tmp_path / "styles.toml"
    own.write_text('[styles."flat ink"]\nfamily = "novel"\npalettes = ["dusk"]\ntokens = "ink"\n')
    found = load([own]).nearest("a flat ink film")
    assert found
    assert found.name == "flat ink"
