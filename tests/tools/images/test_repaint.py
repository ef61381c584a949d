"""A drawing is painted in another colour: its chief hue turns, its shades and everything else stay."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tools.images.illustrator import art
from tools.images.illustrator.repaint import repainted

TREE = '<path fill="#2E7D32"/><path fill="#66BB6A"/><path fill="#6D4C41"/>'


def test_leaves_turn_red_and_the_trunk_stays() -> None:
    red = repainted(TREE, "#D32F2F")
    assert "#6D4C41" in red
    dark, light = re.findall(r"#[0-9A-F]{6}", red)[:2]
    assert int(dark[1:3], 16) > int(dark[3:5], 16) + 60
    assert int(light[1:3], 16) >= int(dark[1:3], 16)


def test_a_grey_drawing_is_painted_by_its_greys() -> None:
    elephant = '<path fill="#BDBDBD"/><path fill="#9E9E9E"/><path fill="#EEEEEE"/><path fill="#FFE082"/>'
    blue = repainted(elephant, "#2962FF")
    assert "#BDBDBD" not in blue
    assert "#FFE082" in blue


def test_what_has_no_colour_stays() -> None:
    assert repainted('<path d="M0 0" fill="none"/>', "#D32F2F") == '<path d="M0 0" fill="none"/>'


@given(st.sampled_from(sorted(art.index())[::40]), st.from_regex(r"#[0-9A-F]{6}", fullmatch=True))
def test_only_colours_change(label: str, colour: str) -> None:
    body = art.svg(art.index()[label])
    other = repainted(body, colour)
    colours = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})(?![0-9A-Fa-f])")
    assert colours.sub("", other) == colours.sub("", body)
