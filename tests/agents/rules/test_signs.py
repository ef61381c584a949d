"""Requests in emoji are read by the names of what can be drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.art_director import sketch
from agents.rules.director import brief
from agents.rules.signs import SIGN, legible
from core.models import Request


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("🦖🔥➡️☄️ in 20s pls 😂", "T-Rex, fire, comet in 20s pls"),
        ("🐙", "octopus"),
        ("A film about the 🦁", "A film about the lion"),
        ("😂🙏", ""),
        ("No signs at all", "No signs at all"),
    ],
)
def test_emoji_are_read(text: str, read: str) -> None:
    assert legible(text) == read


def test_a_film_is_asked_for_in_emoji() -> None:
    found = brief(Request(text="🦖🔥➡️☄️ in 20s pls 😂 no text just emojis 🙏"))
    assert (found.title, found.duration, found.captions) == ("T-Rex, fire, comet", 20, "sidecar")


def test_a_picture_is_asked_for_in_emoji() -> None:
    assert [one.concept for one in sketch("🌋🦕").subjects] == ["volcano", "sauropod"]


def test_emoji_of_a_longer_text_only_decorate_it() -> None:
    text = "We met in the morning 🎉 and walked a long way through the forest until we came to the old mill."
    assert legible(text) == text


@given(st.text(max_size=40))
def test_no_sign_is_left_in_a_short_request(text: str) -> None:
    assert not SIGN.search(legible(text)) or len(text.split()) > 16
