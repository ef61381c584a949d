"""Which photograph is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.photos.matching import best, terms
from tools.photos.port import Photo


def photo(title: str, width: int = 0, **more: str) -> Photo:
    said = {
        "name": title,
        "page": "",
        "url": f"https://x.example/{title}",
        "author": "",
        "licence": "",
        "licence_url": "",
    }
    return Photo(title=title, width=width, height=width, **{**said, **more})


def taken(wanted: str, titles: list[str], language: str = "en", used: tuple[str, ...] = ()) -> str | None:
    found = best(wanted, [photo(title) for title in titles], language, used)
    return found.title if found else None


@pytest.mark.parametrize(
    ("language", "wanted", "titles", "index"),
    [
        (
            "en",
            "The Tacoma Narrows Bridge twists in the wind",
            ["Golden Gate Bridge", "Tacoma Narrows bridge, 1940"],
            1,
        ),
        ("en", "Bridges", ["a lighthouse", "bridge"], 1),
        ("en", "The cities of Egypt", ["a city in Egypt"], 0),
        ("en", "the keeper's lamp", ["Keeper with lamps"], 0),
        ("en-GB", "in 1940 the bridge fell", ["bridge opening 1940", "bridge in 1950"], 0),
        ("de", "Die Brücken von Köln", ["Kölner Dom", "Brücke in Köln"], 1),
        ("fr", "L’eau des châteaux", ["château d'eau"], 0),
        ("sv", "Fyren vid havet", ["fyr vid hav"], 0),
        ("ar", "المنارة القديمة في الإسكندرية", ["برج القاهرة", "منارة الاسكندرية"], 1),
        ("ar", "والجسر بالقاهرة", ["جسر القاهرة"], 0),
        ("ar", "بحيرة ناصر عام ١٩٧٠", ["البحيرة ناصر 1970", "بحر"], 0),
        ("ar", "Nile في مصر", ["The Nile in Egypt", "Nile مصر"], 1),
        ("ja", "富士山の写真", ["東京タワー", "富士山"], 1),
        ("ru", "Мосты Петербурга", ["Мост в Петербурге"], 0),
    ],
)
def test_the_title_that_shares_most_is_taken(language: str, wanted: str, titles: list[str], index: int) -> None:
    assert taken(wanted, titles, language) == titles[index]


@pytest.mark.parametrize(
    ("language", "wanted", "title"),
    [
        ("en", "The Golden Gate Bridge", "Tacoma Narrows bridge"),
        ("en", "In 1940 the war began", "A cat, 1940"),
        ("en", "the view of the sea", "the view of it"),
        ("en", "how it was", "How it was"),
        ("en", "The sea", ""),
        ("en", "", "The sea"),
        ("ar", "في هذا العام", "في هذا"),
        ("ar", "ولد في القاهرة", "الولاء"),
        ("de", "Die Ente", "Die Enten im Rathaus von Köln"[:3]),
    ],
)
def test_too_little_in_common_is_nothing(language: str, wanted: str, title: str) -> None:
    assert taken(wanted, [title], language) is None


def test_a_used_one_waits_for_its_better() -> None:
    titles = ["Tacoma Narrows Bridge in wind", "Tacoma Narrows Bridge on its opening day", "sea"]
    wanted = "the Tacoma Narrows Bridge in strong wind"
    assert taken(wanted, titles) == titles[0]
    assert taken(wanted, titles, used=(f"https://x.example/{titles[0]}",)) == titles[1]
    assert taken(wanted, [titles[0], "sea"], used=(f"https://x.example/{titles[0]}",)) == titles[0]
    assert taken(wanted, titles, used=("",)) == titles[0]


def test_used_ones_are_known_by_any_of_their_names() -> None:
    shown = photo("bridge", key="k", sha256="s")
    other = photo("the bridge")
    for name in ("k", "s", shown.url):
        assert best("bridge", [shown, other], "en", {name}) is other
    file, twin = (photo("bridge", url="", name=name) for name in ("a.jpg", "b.jpg"))
    assert best("bridge", [file, twin], "en", {"a.jpg"}) is twin


def test_of_equals_the_sharpest_then_the_first() -> None:
    small, large, late = photo("bridge", 400), photo("a bridge", 900), photo("bridges", 900)
    assert best("bridge", [small, large, late], "en") is large
    assert best("bridge", [], "en") is None


def test_words_that_say_nothing_are_left_out() -> None:
    assert [weight for _, weight in terms("The photo of a bridge and bridges in 1940", "en")] == [1.0, 0.5]
    assert terms("وعلى هذه", "ar") == []


@given(st.text(max_size=80), st.sampled_from(["en", "ar", "ja", "de", "xx", "", "fr-CA"]))
def test_a_title_fits_itself(text: str, language: str) -> None:
    found = best(text, [photo(text)], language)
    weight = sum(weight for _, weight in terms(text, language))
    assert (found is not None) == (weight >= 1)
