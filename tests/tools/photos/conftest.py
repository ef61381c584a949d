"""Sites of photographs on loopback, and a web that reaches them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agents.rules.text import language_of
from core.settings import Settings
from tests.fakes.commons import Commons
from tools.keys.calls import Calls
from tools.keys.pool import KeyPool
from tools.keys.purse import Purse
from tools.search.port import Web
from tools.web.fetch import Fetcher


@pytest.fixture
def commons() -> Iterator[Commons]:
    with Commons() as fake:
        yield fake


@pytest.fixture
def web_of(tmp_path: Path) -> Callable[[dict[str, str]], Web]:
    """Make a web with these settings; waits take no time."""

    def made(variables: dict[str, str]) -> Web:
        settings = Settings.load({"STORYREEL_HOME": str(tmp_path), **variables}, tmp_path)
        calls = Calls(KeyPool(tmp_path / "keys.db"), Purse(None), wait=lambda _: False)
        return Web(settings, Fetcher(settings, pause=0), calls, language_of)

    return made


@pytest.fixture
def web(commons: Commons, web_of: Callable[[dict[str, str]], Web]) -> Web:
    """A web whose Commons is the fake."""
    return web_of(commons.settings())


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Write a file under the test's folder."""

    def write(name: str, data: bytes) -> Path:
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return write
