"""Styles as data: names, aliases, the nearest to a free text, users' own files."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from core.errors import Mistake
from core.styles import find, load, nearest
from tools.images.illustrator.colour import contrast, luminance


def test_every_style_is_found_by_name_and_alias() -> None:
    for style in load().styles.values():
        for name in (style.name, *style.aliases, style.name.upper(), style.name.replace(" ", "-")):
            assert find(name) == style


def test_unknown_style_lists_the_known_ones() -> None:
    with pytest.raises(Mistake, match=r"'cubist'; known: flat"):
        find("cubist")


@pytest.mark.parametrize(
    ("text", "name"),
    [("please use a flat-vector look", "flat"), ("minimalst", "flat"), ("a film in oils", None), ("", None)],
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
    own.write_text('[styles.house]\nfamily = "novel"\npalettes = ["dusk"]\ntokens = "our look"\n')
    styles = load([own])
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
