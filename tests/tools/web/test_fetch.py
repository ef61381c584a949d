"""The safe fetch against a site that means harm."""

import socket
from pathlib import Path

import pytest

from core.errors import Unavailable
from core.settings import Settings
from tests.fakes.pages import Pages
from tests.fakes.server import Answer
from tools.keys.port import Transient
from tools.web import fetch as module
from tools.web.fetch import Fetcher
from tools.web.guard import Blocked, Guard

HTML = ("text/html", "text/plain")


def test_a_page_is_read_and_we_say_who_we_are(site: Pages, fetcher: Fetcher) -> None:
    found = fetcher.page(f"{site.url}/lighthouse", HTML)
    assert b"1871" in found.data
    assert [one.path for one in site.asked] == ["/robots.txt", "/lighthouse"]
    assert all(one.headers["user-agent"].endswith("(ed@studio.example)") for one in site.asked)
    fetcher.page(f"{site.url}/notes.txt", HTML)
    assert [one.path for one in site.asked].count("/robots.txt") == 1


def test_packed_answers_are_unpacked_and_redirects_followed(site: Pages, fetcher: Fetcher) -> None:
    assert b"1871" in fetcher.page(f"{site.url}/packed", HTML).data
    assert fetcher.page(f"{site.url}/moved", HTML).url == f"{site.url}/lighthouse"


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        ("/private/diary", Blocked, "does not let robots read"),
        ("/inside", Blocked, "169.254.169.254 is not read"),
        ("/file", Blocked, "file:// is not read"),
        ("/loop", Unavailable, "redirects more than 5 times"),
        ("/bomb", Unavailable, "larger than 5 MB"),
        ("/huge", Unavailable, "larger than 5 MB"),
        ("/picture", Unavailable, "no page but image/png"),
        ("/missing", Unavailable, "404 no such page"),
    ],
)
def test_what_is_not_read(site: Pages, fetcher: Fetcher, path: str, error: type[Unavailable], says: str) -> None:
    with pytest.raises(error, match=says):
        fetcher.page(f"{site.url}{path}", HTML)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://site.example/a", "file:///etc/passwd", "gopher://x", "javascript:alert(1)", "/relative", "http://",
        "http://user:secret@127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://127.0.0.1/",
        "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://0/",
    ],
)  # fmt: skip
def test_addresses_that_are_none(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(Blocked) as caught:
        fetcher.fetch(url)
    assert "secret" not in caught.value.reason


def test_a_name_that_turns_inside_is_not_reached(site: Pages, tmp_path: Path) -> None:
    """The name is allowed to nobody, and its second answer would be this machine."""
    answers = [["93.184.216.34", "127.0.0.1"], ["127.0.0.1"]]
    fetcher = Fetcher(Settings(home=tmp_path), Guard(resolve=lambda *_: answers.pop(0)), pause=0)
    for _ in range(2):
        with pytest.raises(Blocked):
            fetcher.fetch("http://rebind.example/")
    assert not site.asked


def test_slow_drips_end(site: Pages, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.7)
    with pytest.raises(Transient, match="takes longer than"):
        fetcher.fetch(f"{site.url}/drip")


def test_a_lost_connection_and_a_damaged_answer_are_transient(site: Pages, fetcher: Fetcher) -> None:
    site.faults = [Answer(200, b"x" * 100, cut=10)]
    with pytest.raises(Transient):
        fetcher.fetch(f"{site.url}/lighthouse")
    site.faults = [Answer(200, b"no gzip at all", {"Content-Encoding": "gzip"})]
    with pytest.raises(Transient, match="damaged"):
        fetcher.fetch(f"{site.url}/lighthouse")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Transient, match="cannot be reached"):
        Fetcher(Settings(home=Path("h"), allow_hosts=("127.0.0.1",)), pause=0).fetch(f"http://127.0.0.1:{port}/")


def test_robots_that_fail_forbid_and_none_allow(site: Pages, fetcher: Fetcher) -> None:
    site.faults = [Answer(503)]
    with pytest.raises(Blocked):
        fetcher.page(f"{site.url}/lighthouse", HTML)
    other = Fetcher(Settings(home=Path("h"), allow_hosts=(site.host,)), pause=0)
    site.faults = [Answer(404)]
    assert other.page(f"{site.url}/private/diary", HTML).status == 200


def test_secret_headers_stay_with_their_site(site: Pages, fetcher: Fetcher) -> None:
    with Pages() as other:
        target = other.url.replace("127.0.0.1", "localhost")
        site.faults = [Answer(302, b"", {"Location": f"{target}/lighthouse"})]
        mine = Fetcher(Settings(home=Path("h"), allow_hosts=("127.0.0.1", "localhost")), pause=0)
        mine.fetch(f"{site.url}/a", headers={"X-API-KEY": "canary"})
        assert site.asked[0].headers["x-api-key"] == "canary"
        assert "x-api-key" not in other.asked[0].headers
