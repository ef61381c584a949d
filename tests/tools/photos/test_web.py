"""Free photographs of the web: a search leads to pages, and only what a page puts under a free licence is taken."""

from collections.abc import Callable, Iterator

import pytest

from core.errors import Unavailable
from tests.fakes.serper import Serper
from tests.fakes.server import Answer, Asked, Fake
from tools.photos.web import search
from tools.search.port import Web

WebOf = Callable[[dict[str, str]], Web]
DEED = "https://creativecommons.org/licenses/by/4.0/"
FIGURE = '<figure><img src="{}" alt="A lighthouse">{}<a rel="license" href="{}">licence</a></figure>'
BY = '<span itemprop="creator">Ada Keel</span>'
PAGES = {
    "/free.html": FIGURE.format("/free.jpg", BY, DEED) + '<img src="/other.jpg" alt="A pier">',
    "/bound.html": FIGURE.format("/bound.jpg", BY, "https://creativecommons.org/licenses/by-nc/4.0/"),
    "/nameless.html": FIGURE.format("/nameless.jpg", "", DEED),
    "/bare.html": '<img src="/bare.jpg" alt="A lighthouse">',
}


class Site(Fake):
    """Pages with pictures under several licences."""

    def answer(self, asked: Asked) -> Answer:
        if asked.path not in PAGES:
            return Answer(404, b"", {"Content-Type": "text/html"})
        page = f"<!doctype html><html><head><title>T</title></head><body>{PAGES[asked.path]}</body></html>"
        return Answer(200, page.encode(), {"Content-Type": "text/html; charset=utf-8"})


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as fake:
        yield fake


@pytest.fixture
def google() -> Iterator[Serper]:
    with Serper() as fake:
        yield fake


def leads(google: Serper, site: Site, *paths: str) -> None:
    google.images = [{"title": "x", "imageUrl": f"{site.url}/x.jpg", "link": f"{site.url}{path}"} for path in paths]


def test_only_what_a_page_puts_under_a_free_licence_is_taken(google: Serper, site: Site, web_of: WebOf) -> None:
    leads(google, site, "/bare.html", "/bound.html", "/nameless.html", "/gone.html", "/free.html")
    assert search(web_of(google.settings()), "lighthouse", "en") == (), "four pages are read, and none of these is free"
    leads(google, site, "/gone.html", "/free.html", "/free.html")
    (photo,) = search(web_of(google.settings()), "lighthouse", "en")
    assert (photo.url, photo.author, photo.licence) == (f"{site.url}/free.jpg", "Ada Keel", "CC BY 4.0")
    assert photo.page == f"{site.url}/free.html"


def test_images_under_creative_commons_are_asked_for_and_paid(google: Serper, web_of: WebOf) -> None:
    web = web_of(google.settings())
    assert search(web, "lighthouse", "ar") == ()
    assert google.asked[0].path == "/images"
    assert google.asked[0].json() == {"q": "lighthouse", "hl": "ar", "gl": "eg", "num": 4, "tbs": "il:cl"}
    (receipt,) = web.calls.purse.receipts
    assert receipt.model == "images"
    assert receipt.cost == pytest.approx(0.001)


def test_a_wrong_key_is_unavailable(google: Serper, web_of: WebOf) -> None:
    with pytest.raises(Unavailable):
        search(web_of({**google.settings(), "SERPER_API_KEY": "wrong"}), "lighthouse", "en")
