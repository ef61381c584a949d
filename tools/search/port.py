"""What a search finds, and what each place to search offers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from core.capability import Registry
from core.scene import Value
from core.settings import Settings
from tools.keys.calls import Calls
from tools.sources.port import Document
from tools.web.fetch import Fetcher

SNIPPET = 500  # characters
TITLE = 300  # characters


class Hit(Value):
    """One thing that a search found."""

    title: str
    url: str
    snippet: str = ""
    language: str
    date: str = ""


@dataclass(frozen=True)
class Web:
    """What searching works with; `language_of` tells the BCP 47 language of a text."""

    settings: Settings
    fetcher: Fetcher
    calls: Calls
    language_of: Callable[[str], str]


class Search(Protocol):
    """A place to search. Every method raises Unavailable."""

    def search(self, web: Web, query: str, language: str, most: int) -> tuple[Hit, ...]:
        """At most `most` hits for a query in a language (BCP 47), the best first."""

    def read(self, web: Web, url: str) -> Document | None:
        """What stands at an address of this place; None for an address that is read as any page is."""


SEARCH: Registry[Search] = Registry("search", __package__)
NOWHERE = "given"
"""The backend that searches nowhere: what was given is all."""


def shortened(text: str, most: int) -> str:
    """A text on one line, cut at `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
