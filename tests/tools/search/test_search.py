"""The places to search, against servers that answer as they do."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from agents.rules.text import language_of
from core.errors import OverBudget, Unavailable
from core.recipes import Artefact, Made
from core.settings import Settings
from tests.fakes import serper, wikipedia
from tests.fakes.server import Answer, Fake, as_json
from tools.keys.calls import Calls
from tools.keys.pool import KeyPool
from tools.keys.purse import Purse
from tools.search.job import page, search_order, searched
from tools.search.port import NOWHERE, SEARCH, Hit, Web
from tools.store.local import LocalStore
from tools.web.fetch import Fetcher

WebOf = Callable[..., Web]


def keep(made: Made) -> Artefact:
    return made.artefact


@pytest.fixture
def web_of(tmp_path: Path) -> WebOf:
    """A web of settings that point at fakes; waits take no time."""

    def make(*fakes: Fake, cap: float | None = None, **more: str) -> Web:
        variables = {name: value for fake in fakes for name, value in fake.settings().items()}
        settings = Settings.load({"STORYREEL_HOME": str(tmp_path), **variables, **more}, tmp_path)
        calls = Calls(KeyPool(tmp_path / "keys.db"), Purse(cap), wait=lambda _: False)
        return Web(settings, Fetcher(settings, pause=0), calls, language_of)

    return make


@pytest.fixture
def wiki() -> Iterator[wikipedia.Wikipedia]:
    with wikipedia.Wikipedia() as fake:
        assert isinstance(fake, wikipedia.Wikipedia)
        yield fake


@pytest.fixture
def google() -> Iterator[serper.Serper]:
    with serper.Serper() as fake:
        assert isinstance(fake, serper.Serper)
        yield fake


def test_an_article_is_found_and_read(wiki: wikipedia.Wikipedia, web_of: WebOf) -> None:
    web, backend = web_of(wiki), SEARCH.create("wikipedia")
    hits = backend.search(web, "how do tides work", "en", 5)
    assert [hit.title for hit in hits] == ["Tide", "Tidal power"]
    assert "<" not in hits[0].snippet
    found = backend.read(web, hits[0].url)
    assert found is not None
    assert (found.title, found.language, found.licence, found.url) == ("Tide", "en", "CC BY-SA 4.0", hits[0].url)
    assert [block.text for block in found.blocks if block.kind == "heading"] == [
        "Causes",
        "Spring tides",
        "Measurement",
    ]
    assert "Smith" not in found.text
    assert "harbours" not in found.text
    for block in found.blocks:
        assert found.text[block.start : block.start + len(block.text)] == block.text


def test_the_edition_is_that_of_the_language(wiki: wikipedia.Wikipedia, web_of: WebOf) -> None:
    web, backend = web_of(wiki), SEARCH.create("wikipedia")
    (hit,) = backend.search(web, "المد والجزر", "ar-EG", 5)
    assert wiki.asked[0].path == "/ar/w/api.php"
    found = backend.read(web, hit.url)
    assert found is not None
    assert (found.title, found.language) == ("المد والجزر", "ar")


def test_a_page_of_meanings_is_no_source(wiki: wikipedia.Wikipedia, web_of: WebOf) -> None:
    with pytest.raises(Unavailable, match="several meanings"):
        SEARCH.create("wikipedia").read(web_of(wiki), f"{wiki.url}/en/wiki/Mercury")
    with pytest.raises(Unavailable, match="there is no article 'Nothing'"):
        SEARCH.create("wikipedia").read(web_of(wiki), f"{wiki.url}/en/wiki/Nothing")


@pytest.mark.parametrize("url", ["https://evil.example/en/wiki/Tide", "{url}/en/w/api.php", "{url}/../wiki/x", "{url}"])
def test_other_addresses_are_not_its_own(wiki: wikipedia.Wikipedia, web_of: WebOf, url: str) -> None:
    assert SEARCH.create("wikipedia").read(web_of(wiki), url.replace("{url}", wiki.url)) is None
    assert not wiki.asked


@pytest.mark.parametrize(
    ("fault", "says", "tries"),
    [
        (as_json({"error": {"code": "x", "info": "Bad thing."}}), "it answers Bad thing.", 1),
        (Answer(200, b"<html>maintenance</html>"), "no JSON", 4),
        (Answer(503), "the service failed", 4),
        (as_json([]), "not as it should be", 4),
    ],
)
def test_what_goes_wrong_at_wikipedia(
    wiki: wikipedia.Wikipedia, web_of: WebOf, fault: Answer, says: str, tries: int
) -> None:
    wiki.faults = [fault] * 10
    with pytest.raises(Unavailable, match=says):
        SEARCH.create("wikipedia").search(web_of(wiki), "tides", "en", 5)
    assert len(wiki.asked) == tries


def test_a_fault_that_passes_is_not_noticed(wiki: wikipedia.Wikipedia, web_of: WebOf) -> None:
    wiki.faults = [Answer(429, b"<html>slow down</html>", {"Retry-After": "1"}), Answer(502), None]
    assert SEARCH.create("wikipedia").search(web_of(wiki), "tides", "en", 5)


def test_serper_finds_pages_and_writes_receipts(google: serper.Serper, web_of: WebOf) -> None:
    web = web_of(google)
    hits = SEARCH.create("serper").search(web, "old lighthouses", "ar", 5)
    assert [hit.url for hit in hits] == ["https://coast.example/lighthouse"], "and no script as an address"
    assert google.asked[0].json() == {"q": "old lighthouses", "hl": "ar", "gl": "eg", "num": 5}
    (receipt,) = web.calls.purse.receipts
    assert receipt.cost == pytest.approx(0.001)
    assert SEARCH.create("serper").read(web, hits[0].url) is None


@pytest.mark.parametrize(
    ("more", "faults", "says"),
    [
        ({"SERPER_API_KEY": "wrong-canary"}, [], "the key is not accepted"),
        ({}, [serper.NO_CREDITS] * 4, "no money is left"),
        ({}, [Answer(400, b"{}")], "the service answered 400"),
        ({}, [Answer(200, b"{")] * 9, "no JSON"),
    ],
)
def test_what_goes_wrong_at_serper(
    google: serper.Serper, web_of: WebOf, more: dict[str, str], faults: list[Any], says: str
) -> None:
    google.faults = faults
    with pytest.raises(Unavailable, match=says) as caught:
        SEARCH.create("serper").search(web_of(google, **more), "x", "en", 3)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    "query", ["News of the lighthouse", "آخر أخبار المنارة", "灯塔新闻", "Nachrichten vom Leuchtturm"]
)
def test_news_are_looked_for_where_they_are_asked_for(google: serper.Serper, web_of: WebOf, query: str) -> None:
    (hit,) = SEARCH.create("serper").search(web_of(google), query, "en", 5)
    assert (hit.title, hit.date) == ("The lighthouse burns again", "2 days ago")
    assert [one.path for one in google.asked] == ["/news"]


def test_a_wrong_key_gives_way_to_the_next_and_is_remembered(google: serper.Serper, web_of: WebOf) -> None:
    web = web_of(google, SERPER_API_KEY=f"wrong, {serper.KEYS[1]}")
    assert SEARCH.create("serper").search(web, "x", "en", 3)
    assert [one.headers["x-api-key"] for one in google.asked] == ["wrong", serper.KEYS[1]]
    assert SEARCH.create("serper").search(web, "y", "en", 3)
    assert len(google.asked) == 3
    file = web.settings.home / "keys.db"
    assert b"wrong" not in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_budget_holds_before_the_call(google: serper.Serper, web_of: WebOf) -> None:
    with pytest.raises(OverBudget, match=r"0\.00 USD does not suffice"):
        SEARCH.create("serper").search(web_of(google, cap=0.0005), "x", "en", 3)
    assert not google.asked


def test_nothing_is_looked_up_twice(tmp_path: Path) -> None:
    store, looked = LocalStore(tmp_path), 0

    def act() -> list[Hit]:
        nonlocal looked
        looked += 1
        return [Hit(title="Tide", url="https://x.example", language="en")]

    wanted = search_order("wikipedia", "tides", "en", 3)
    assert searched(store, wanted, act, keep) == searched(store, wanted, act, keep)
    assert looked == 1
    searched(store, wanted, act, keep, fresh=True)
    assert looked == 2


def test_a_page_is_read_once(wiki: wikipedia.Wikipedia, web_of: WebOf, tmp_path: Path) -> None:
    web, url, store = web_of(wiki), f"{wiki.url}/en/wiki/Tide", LocalStore(tmp_path)

    def act() -> Any:
        return SEARCH.create("wikipedia").read(web, url)

    assert page(store, url, act, keep) == page(store, url, act, keep)
    assert len(wiki.asked) == 1


@pytest.mark.parametrize(
    ("variables", "mock", "name"),
    [
        ({}, False, "wikipedia"),
        ({"SERPER_API_KEY": "k"}, False, "serper"),
        ({"SERPER_API_KEY": "k"}, True, NOWHERE),
        ({"SERPER_API_KEY": "k", "STORYREEL_SEARCH": "wikipedia"}, False, "wikipedia"),
        ({"STORYREEL_SEARCH": "serper"}, False, "serper"),
    ],
)
def test_who_is_asked(tmp_path: Path, variables: dict[str, str], mock: bool, name: str) -> None:
    settings = Settings.load(variables, tmp_path)
    assert SEARCH.chosen(settings.search, settings, mock=mock) == name
