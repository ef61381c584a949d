"""Commons on loopback, and a web that reaches it."""

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
        assert isinstance(fake, Commons)
        yield fake


@pytest.fixture
def web(commons: Commons, tmp_path: Path) -> Web:
    """A web whose Commons is the fake; waits take no time."""
    settings = Settings.load({"STORYREEL_HOME": str(tmp_path), **commons.settings()}, tmp_path)
    calls = Calls(KeyPool(tmp_path / "keys.db"), Purse(None), wait=lambda _: False)
    return Web(settings, Fetcher(settings, pause=0), calls, language_of)


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Write a file under the test's folder."""

    def write(name: str, data: bytes) -> Path:
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return write
