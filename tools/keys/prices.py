"""What a call costs, from the table prices.toml."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from core.scene import Value

FREE = frozenset({"local", "wikipedia", "commons", "web"})
"""Providers that take no money."""


class Cost(Value):
    """US dollars; `estimated` where the price is not known exactly."""

    amount: float
    estimated: bool = False


def cost(provider: str, model: str = "*", *, read: int = 0, written: int = 0, searches: int = 0) -> Cost:
    """The cost of tokens and searches; a model that is not in the table is taken for its provider's dearest."""
    if provider in FREE:
        return Cost(amount=0.0)
    known = _table().get(provider, {})
    entry = known.get(model) or max(known.values(), key=lambda one: one.get("written", 0.0), default={})
    millions = read * entry.get("read", 0.0) + written * entry.get("written", 0.0)
    amount = millions / 1_000_000 + searches * entry.get("search", 0.0)
    return Cost(amount=amount, estimated=model not in known or bool(entry.get("estimated", False)))


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, dict[str, Any]]]:
    table = tomllib.loads(files(__package__).joinpath("prices.toml").read_text("utf-8"))
    return {name: entry for name, entry in table.items() if isinstance(entry, dict)}
