"""A small web site, and what reads it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import Settings
from tests.fakes.pages import Pages
from tools.web.fetch import Fetcher


@pytest.fixture
def site() -> Iterator[Pages]:
    """The site, on loopback."""
    with Pages() as pages:
        assert isinstance(pages, Pages)
        yield pages


@pytest.fixture
def fetcher(site: Pages) -> Fetcher:
    """Reads the site without pauses."""
    return Fetcher(Settings(home=Path("home"), contact="ed@studio.example", allow_hosts=(site.host,)), pause=0)
