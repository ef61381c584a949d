"""Searches and what was read of the web as artefacts: nothing is looked up or read twice."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from core.recipes import Artefact, Made, Order, Product, Recipe, Store, order
from tools.search.port import Hit
from tools.sources.port import Document

Keep = Callable[[Made], Artefact]
"""Hears what was made or found."""

SEARCHED = Recipe("search", 1, ("tools/search",), ".json")
PAGE = Recipe("page", 1, ("tools/search", "tools/sources"), ".json")


def search_order(backend: str, query: str, language: str, most: int) -> Order:
    """The order for the hits of a query."""
    return order(SEARCHED, backend, {"query": query, "language": language, "most": most})


def page_order(url: str) -> Order:
    """The order for what stands at an address."""
    return order(PAGE, "reader", {"url": url})


def searched(
    store: Store, wanted: Order, act: Callable[[], Sequence[Hit]], keep: Keep, *, fresh: bool = False
) -> tuple[Hit, ...]:
    """The hits of an order: those that are stored, else those of `act`, which may raise Unavailable."""

    def make(folder: Path) -> Product:
        out = folder / f"hits{SEARCHED.suffix}"
        out.write_text(json.dumps([hit.model_dump() for hit in act()]), encoding="utf-8")
        return Product(out)

    if fresh:
        store.set_aside(wanted.key)
    kept = keep(store.make(wanted, make))
    return tuple(Hit.model_validate(one) for one in json.loads(store.path(kept).read_bytes()))


def page(store: Store, url: str, act: Callable[[], Document], keep: Keep, *, fresh: bool = False) -> Document:
    """What stands at an address, read once; `act` may raise Unavailable."""

    def make(folder: Path) -> Product:
        out = folder / f"page{PAGE.suffix}"
        out.write_text(act().model_dump_json(), encoding="utf-8")
        return Product(out)

    wanted = page_order(url)
    if fresh:
        store.set_aside(wanted.key)
    return Document.model_validate_json(store.path(keep(store.make(wanted, make))).read_bytes())
