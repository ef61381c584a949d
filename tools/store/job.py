"""How a worker process fulfils an order: the payload names the store, the order and the artefacts it is made from."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from core.recipes import Artefact, Order, Product
from tools.dispatch.port import Json
from tools.store.local import LocalStore

Files = Mapping[str, Path]
"""The input artefacts as local files, by the names that the payload gives them."""


def fulfil(payload: Json, maker: Callable[[Mapping[str, Any], Files, Path], Product]) -> dict[str, Any]:
    """Make the payload's order with `maker(spec, files, folder)` unless it exists; the answer is plain JSON."""
    store = LocalStore(Path(payload["home"]))
    wanted = Order.model_validate(payload["order"])
    given = {name: Artefact.model_validate(value) for name, value in payload.get("files", {}).items()}
    files = {name: store.path(artefact) for name, artefact in given.items()}
    made = store.make(wanted, lambda folder: maker(wanted.spec, files, folder))
    return {"artefact": made.artefact.model_dump(mode="json"), "fresh": made.fresh}
