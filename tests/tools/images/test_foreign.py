"""Foreign SVG is drawn without what is dangerous in it, and refused in a sentence when it is a trap."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Mistake
from tools.images.illustrator import foreign

CIRCLE = "<circle cx='50' cy='50' r='40' fill='#c00'/>"


def svg(inside: str, head: str = "viewBox='0 0 100 100'") -> str:
    return f"<svg xmlns='http://www.w3.org/2000/svg' {head}>{inside}</svg>"


def test_shapes_gradients_and_styles_are_kept() -> None:
    art = foreign.art(
        svg(
            "<defs><linearGradient id='sky'><stop offset='0' stop-color='red'/></linearGradient></defs>"
            "<rect x='10' y='20' width='80' height='60' style='fill:url(#sky);stroke:black'/>"
        )
    )
    assert 'fill="url(#foreign-sky)"' in art.body
    assert 'id="foreign-sky"' in art.body
    assert 'stroke="black"' in art.body
    assert art.box == pytest.approx((0.095, 0.195, 0.905, 0.805), abs=0.012)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<image href='file:///etc/passwd' width='9' height='9'/>",
        "<image xlink:href='http://example.org/x.png' xmlns:xlink='http://www.w3.org/1999/xlink'/>",
        "<foreignObject><p>words</p></foreignObject>",
        "<text x='1' y='9'>words</text>",
        "<rect onclick='x()' width='9' height='9' fill='url(http://example.org/#a)'/>",
        "<rect width='9' height='9' style='fill:url(&quot;file:///etc/passwd#a&quot;)'/>",
        "<use href='#a'/>",
        "<style>@import url(http://example.org/x.css);</style>",
        "<rect width='9' height='9' filter='url(#f)'/>",
    ],
)
def test_nothing_refers_outside_and_nothing_runs(hostile: str) -> None:
    body = foreign.art(svg(CIRCLE + hostile)).body
    assert "<circle" in body
    assert not re.search(r"http|file:|script|words|onclick|image|<use|filter|import|passwd", body)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("", "well-formed"),
        ("a fox", "well-formed"),
        ("<html/>", "outermost element must be <svg>"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "document type"),
        (svg("<g>" * 50 + CIRCLE + "</g>" * 50), "levels"),
        (svg(CIRCLE * 2_000), "elements"),
        (svg(f"<path d='M0 0{'L1 1' * 1_500}' stroke='red'/>"), "paths are too long"),
        (svg(f"<g opacity='0.5'>{CIRCLE}</g>" * 30), "see-through"),
        (svg("x" * 200_001), "characters"),
        (svg(""), "shows nothing"),
        (svg(CIRCLE, "viewBox='0 0 0 10'"), "viewBox"),
        (svg(CIRCLE, "viewBox='0 0 1e30 10'"), "viewBox"),
    ],
)
def test_a_trap_is_refused_in_one_sentence(bad: str, says: str) -> None:
    with pytest.raises(Mistake, match=re.escape(says)) as caught:
        foreign.art(bad)
    assert len(str(caught.value).splitlines()) == 1


@given(
    st.text(max_size=200),
    st.dictionaries(st.sampled_from([*foreign.GEOMETRY, *foreign.LOOKS, "style", "href"]), st.text(max_size=40)),
)
def test_any_attribute_leaves_a_drawable_body(junk: str, attributes: dict[str, str]) -> None:
    """Whatever the attributes say, the circle beside them is drawn."""
    clean = {key: re.sub(r"[^\x20-\x7e\u00a0-\ud7ff]|[<&\"]", "", value) for key, value in attributes.items()}
    marked = re.sub(r"[^\x20-\x7e\u00a0-\ud7ff]|[<&]", "", junk)
    written = " ".join(f'{key}="{value}"' for key, value in clean.items())
    drawn = foreign.art(svg(f"{CIRCLE}<rect {written}/>{marked}"))
    assert "<circle" in drawn.body
