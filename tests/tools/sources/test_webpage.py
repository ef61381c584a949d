"""A page as a reader reads it: no menus, no banners, and where it was found."""

import pytest

from agents.rules.text import language_of
from core.errors import Unavailable
from tests.fakes.pages import Pages
from tests.fakes.server import Answer
from tools.sources.webpage import read_page
from tools.web.fetch import Fetcher


def test_the_main_text_of_a_page(site: Pages, fetcher: Fetcher) -> None:
    found = read_page(fetcher, f"{site.url}/moved", language_of)
    assert (found.title, found.author, found.date, found.language) == (
        "The Old Lighthouse", "Maria Keel", "2024-05-17", "en",
    )  # fmt: skip
    assert found.url == f"{site.url}/lighthouse"
    assert "29 kilometres" in " ".join(found.text.split())
    for other in ("cookies", "About us", "Ten beaches", "All rights reserved"):
        assert other not in found.text


def test_an_arabic_page_and_a_plain_text(site: Pages, fetcher: Fetcher) -> None:
    assert read_page(fetcher, f"{site.url}/ar", language_of).language == "ar"
    assert read_page(fetcher, f"{site.url}/notes.txt", language_of).text.startswith("A tower was built in 1901.")


def test_a_page_without_text_is_unavailable(site: Pages, fetcher: Fetcher) -> None:
    site.faults = [None, Answer(200, b"<html><body><img src=x></body></html>", {"Content-Type": "text/html"})]
    with pytest.raises(Unavailable, match="holds no text"):
        read_page(fetcher, f"{site.url}/lighthouse", language_of)
