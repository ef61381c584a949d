"""Keys name what makes a thing, and nothing else."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.recipes import Order, canonical, order
from tools.images.port import PICTURE

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def an_order(**change: object) -> Order:
    values: dict[str, object] = {
        "recipe": "picture",
        "version": 1,
        "maker": "m",
        "spec": {"a": 1},
        "inputs": {"b": "x"},
    }
    return Order.model_validate(values | change)


@given(st.dictionaries(st.text(), JSON, max_size=5))
def test_the_order_of_names_does_not_matter(spec: dict[str, object]) -> None:
    backwards = dict(reversed(spec.items()))
    assert an_order(spec=spec).key == an_order(spec=backwards).key


@pytest.mark.parametrize(
    "change",
    [{"recipe": "voice"}, {"version": 2}, {"maker": "n"}, {"spec": {"a": 2}}, {"inputs": {"b": "y"}}, {"inputs": {}}],
)
def test_every_part_enters_the_key(change: dict[str, object]) -> None:
    assert an_order(**change).key != an_order().key


def test_a_key_survives_storage() -> None:
    wanted = order(PICTURE, "m", {"text": "Ünïcode العربية 🌈", "n": 0.1}, {"p": ["q", None]})
    assert Order.model_validate_json(wanted.model_dump_json()).key == wanted.key


def test_nan_is_refused() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        canonical({"x": math.nan})
