"""The photographs of a web page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Unavailable
from core.settings import Settings
from tests.fakes.commons import picture
from tests.fakes.server import Answer, Asked, Fake
from tools.photos.fetch import fetch
from tools.photos.page import photos_of_page
from tools.photos.port import Photo
from tools.photos.srcset import largest
from tools.web.fetch import Fetcher

HTML = {"Content-Type": "text/html; charset=utf-8"}


class Site(Fake):
    """One page whose body a test gives, and pictures."""

    body = ""
    head = ""

    def answer(self, asked: Asked) -> Answer:
        if asked.path.endswith(".jpg"):
            return Answer(200, picture(), {"Content-Type": "image/jpeg"})
        if asked.path == "/robots.txt":
            return Answer(200, b"User-agent: *\nDisallow: /private/\n", {"Content-Type": "text/plain"})
        page = f"<!doctype html><html><head><title>T</title>{self.head}</head><body>{self.body}</body></html>"
        return Answer(200, page.encode("utf-8", "surrogatepass"), HTML)


@pytest.fixture
def place() -> Iterator[Site]:
    with Site() as fake:
        assert isinstance(fake, Site)
        yield fake


def reader(place: Site) -> Fetcher:
    return Fetcher(Settings(home=Path("home"), contact="ed@studio.example", allow_hosts=(place.host,)), pause=0)


def read(place: Site, body: str, head: str = "", most: int = 12) -> tuple[Photo, ...]:
    place.body, place.head = body, head
    return photos_of_page(reader(place), f"{place.url}/story/one", most)


def titles(place: Site, body: str, head: str = "") -> list[str]:
    return [photo.title for photo in read(place, body, head)]


def test_a_figure_is_read_with_its_caption(place: Site) -> None:
    (photo,) = read(
        place,
        '<figure><img src="../a.jpg" alt="x" width="800" height="600">'
        "<figcaption>The <b>old</b>\n pier &amp; boats</figcaption></figure>",
    )
    assert (photo.title, photo.url, photo.page) == (
        "The old pier & boats",
        f"{place.url}/a.jpg",
        f"{place.url}/story/one",
    )
    assert (photo.name, photo.width, photo.height) == ("a.jpg", 800, 600)
    assert (photo.author, photo.licence, photo.licence_url) == ("", "", "")


def test_the_image_that_stands_for_the_page_is_first_and_once(place: Site) -> None:
    head = (
        '<meta property="og:image" content="/lead-1200x800.jpg"><meta property="og:title" content="A story">'
        '<meta property="og:image:width" content="1200"><meta property="og:image:height" content="800">'
    )
    found = read(place, '<img src="/b.jpg" alt="A boat"><img src="/lead-300x200.jpg" alt="The pier">', head)
    assert [(photo.title, photo.url) for photo in found] == [
        ("The pier", f"{place.url}/lead-1200x800.jpg"),
        ("A boat", f"{place.url}/b.jpg"),
    ]
    assert titles(place, "", head) == ["A story"]


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="/a.jpg">',
        '<img src="/a.jpg" alt="">',
        '<img alt="A boat">',
        '<img src="data:image/png;base64,AAAA" alt="A boat">',
        '<img src="/drawing.svg" alt="A boat">',
        '<img src="/drawing.SVG?x=1" alt="A boat">',
        '<img src="/favicon.ico" alt="A boat">',
        '<img src="javascript:alert(1)" alt="A boat">',
        '<img src="file:///etc/passwd" alt="A boat">',
        '<img src="http://[broken/a.jpg" alt="A boat">',
        '<img src="/img/logo.png" alt="Coast Notes">',
        '<img src="/a.jpg" class="site-logo" alt="Coast Notes">',
        '<img src="/a.jpg" alt="Coast Notes logo">',
        '<img src="/a.jpg" class="avatar" alt="Maria">',
        '<img src="/icons/mail.png" alt="Mail">',
        '<img src="/pixel.gif" alt="x">',
        '<img src="/a.jpg" width="1" height="1" alt="count">',
        '<img src="/a.jpg" width="48px" alt="Maria">',
        '<nav><img src="/a.jpg" alt="Home"></nav>',
        '<footer><p><img src="/a.jpg" alt="Partner"></p></footer>',
        '<img src="/a.jpg" alt="IMG_1234.jpg">',
        '<!-- <img src="/a.jpg" alt="A boat"> -->',
    ],
)
def test_what_shows_nothing_is_left_out(place: Site, tag: str) -> None:
    assert titles(place, f'{tag}<img src="/b.jpg" alt="An iconic pixelated seal">') == ["An iconic pixelated seal"]


@pytest.mark.parametrize(
    ("tag", "url", "width"),
    [
        ('<img src="/s.jpg" srcset="/m.jpg 800w, /l.jpg 1600w, /s.jpg 400w" alt="a b">', "/l.jpg", 0),
        ('<img src="/s.jpg" width="300" height="200" srcset="/l.jpg 1500w" alt="a b">', "/l.jpg", 1500),
        ('<img src="/s.jpg" srcset="/m.jpg, /l.jpg 2x" alt="a b">', "/l.jpg", 0),
        ('<picture><source srcset="/w,1.jpg 1200w"><img src="/s.jpg" alt="a b"></picture>', "/w,1.jpg", 0),
        ('<img src="data:image/gif;base64,R0" data-src="/lazy.jpg" alt="a b">', "/lazy.jpg", 0),
        ('<img src="/blank.jpg" data-srcset="/lazy.jpg 900w" alt="a b">', "/lazy.jpg", 0),
        ('<img src="/thumb/a.jpg/250px-a.jpg" alt="a b">', "/thumb/a.jpg/250px-a.jpg", 0),
        ('<img src="/a.jpg#part" alt="a b">', "/a.jpg", 0),
    ],
)
def test_the_largest_copy_is_taken(place: Site, tag: str, url: str, width: int) -> None:
    (photo,) = read(place, tag)
    assert (photo.url, photo.width) == (place.url + url, width)


def test_one_photograph_in_two_sizes_is_one(place: Site) -> None:
    body = "".join(
        f'<img src="{one}" alt="A pier">' for one in ("/a-300x200.jpg", "/a.jpg", "/a.jpg?w=2", "/b.php?i=1")
    )
    assert len(read(place, body + '<img src="/b.php?i=2" alt="A boat">')) == 3


def test_the_licence_is_what_the_page_says(place: Site) -> None:
    deed = "https://creativecommons.org/licenses/by-sa/4.0/"
    figure = '<figure><img src="/a.jpg" alt="A pier"><span itemprop="creator">Ada Keel</span>{}</figure>'
    own = figure.format(f'<a rel="license" href="{deed}">some words</a>')
    first, second = read(place, own + '<img src="/b.jpg" alt="A boat">')
    assert (first.author, first.licence, first.licence_url) == ("Ada Keel", "CC BY-SA 4.0", deed)
    assert (second.author, second.licence, second.licence_url) == ("", "", "")
    (photo,) = read(place, figure.format(""), f'<link rel="license" href="{deed}">')
    assert photo.licence == "CC BY-SA 4.0"
    (photo,) = read(place, figure.format('<meta itemprop="license" content="/terms">'))
    assert (photo.licence, photo.licence_url) == (f"{place.url}/terms", f"{place.url}/terms")


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://creativecommons.org/licenses/by/4.0/">CC BY</a>',
        '<a rel="license" href="/x">one</a><a rel="license" href="/y">another</a>',
        "<p>All of this is CC BY 4.0</p>",
    ],
)
def test_a_licence_is_never_guessed(place: Site, body: str) -> None:
    (photo,) = read(place, f'{body}<img src="/a.jpg" alt="A pier">')
    assert (photo.licence, photo.licence_url) == ("", "")


def test_addresses_follow_the_base(place: Site) -> None:
    (photo,) = read(place, '<img src="a.jpg" alt="A pier">', '<base href="https://pictures.example/x/">')
    assert photo.url == "https://pictures.example/x/a.jpg"
    (photo,) = read(place, '<img src="a.jpg" alt="A pier">', '<base href="http://[">')
    assert photo.url == f"{place.url}/story/a.jpg"


def test_at_most_as_many_as_wanted(place: Site) -> None:
    body = "".join(f'<img src="/{number}.jpg" alt="Pier {number}">' for number in range(30))
    assert len(read(place, body)) == 12
    assert len(read(place, body, most=2)) == 2
    assert read(place, "<p>words</p>") == ()


def test_the_address_of_an_image_is_that_image(place: Site) -> None:
    (photo,) = photos_of_page(reader(place), f"{place.url}/old-pier.jpg")
    assert (photo.title, photo.url, photo.page) == ("old pier", f"{place.url}/old-pier.jpg", "")


def test_a_page_that_is_none_is_unavailable(place: Site) -> None:
    place.faults = [None, Answer(404)]
    with pytest.raises(Unavailable, match="404"):
        read(place, "")
    with pytest.raises(Unavailable, match="does not let robots read"):
        photos_of_page(reader(place), f"{place.url}/private/x")


def test_its_bytes_are_fetched_as_robots_may(place: Site) -> None:
    first, second = read(place, '<img src="/a.jpg" alt="A pier"><img src="/private/b.jpg" alt="A boat">')
    assert fetch(reader(place), first) == picture()
    with pytest.raises(Unavailable, match="does not let robots read"):
        fetch(reader(place), second)


def test_a_page_that_means_harm_is_survived(place: Site) -> None:
    assert titles(place, "<div>" * 5000 + '<img src="/a.jpg" alt="deep">') in ([], ["deep"])
    assert titles(place, f'<img src="/a.jpg" srcset="{"," * 30_000}" alt="A pier">') == ["A pier"]
    assert titles(place, f'<img src="/{"a" * 3000}.jpg" alt="A pier">') == []
    assert len(titles(place, f'<img src="/a.jpg" alt="{"word " * 5000}">')[0]) <= 300


@given(st.text(alphabet=st.sampled_from("a.jpg, 12wx/:?data"), max_size=80))
def test_any_srcset_is_survived(text: str) -> None:
    url, width = largest([text])
    assert not any(char.isspace() for char in url)
    assert width >= 0
