"""The timeline of a film by its manifest: whole frames without a gap; links that survive any name."""

from pathlib import Path
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Mistake
from tests.tools.film.exports.material import cut, cuts, manifest
from tools.film.exports.port import Cut, cut_of, link

NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"), min_size=1, max_size=12
).filter(lambda name: name.strip("."))


@given(cuts())
def test_the_manifest_gives_every_frame_back(film: Cut) -> None:
    """Its times are rounded to a tenth of a millisecond; frames are not lost by that in films of any length."""
    found = cut_of(manifest(film))
    assert [(one.id, one.start, one.frames) for one in found.pieces] == [
        (one.id, one.start, one.frames) for one in film.pieces
    ]
    assert found.frames == film.frames
    assert all(
        one.start + one.frames == after.start for one, after in zip(found.pieces, found.pieces[1:], strict=False)
    )


def test_scenes_without_a_heading_are_named_by_their_words() -> None:
    told = manifest(cut(10, 20, 30, 40))
    told["script"]["scenes"][1]["heading"] = "The desert"
    assert [(mark.frame, mark.name) for mark in cut_of(told).marks] == [
        (0, "The sun is up & bright."),
        (10, "The desert"),
    ]


def test_a_film_that_was_not_encoded_is_one_sentence() -> None:
    told = manifest(cut(10))
    del told["files"]["film"]
    with pytest.raises(Mistake, match="storyreel heal"):
        cut_of(told)


@given(NAMES, NAMES)
def test_links_lead_back(folder: str, name: str) -> None:
    there = Path("/films") / folder
    absolute = link(name, there, None)
    assert absolute.isascii()
    assert Path(url2pathname(urlparse(absolute).path)) == there / name
    relative = link(f"scenes/{name}", there, there)
    assert relative.isascii()
    assert unquote(relative) == f"scenes/{name}"
    assert unquote(link(name, there, Path("/films/other"))) == f"../{folder}/{name}"
