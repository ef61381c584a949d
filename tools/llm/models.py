"""The table of models: defaults, and when one is shut down."""

import tomllib
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

NEAR = 60  # days before a shutdown from which it is told


def default(provider: str) -> str:
    """The model that is asked when the settings name none."""
    return str(_table()["defaults"][provider])


def warning(model: str, today: date) -> str | None:
    """One sentence when a model is no longer served, or not much longer."""
    entry = _table()["shutdown"].get(model)
    if entry is None:
        return None
    end, successor = date.fromisoformat(entry[0]), entry[1]
    if today >= end:
        return f"The model {model} was shut down on {end}: set STORYREEL_LLM_MODEL={successor}."
    if (end - today).days < NEAR:
        return f"The model {model} is shut down on {end}: {successor} takes its place (STORYREEL_LLM_MODEL)."
    return None


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("models.toml").read_text("utf-8"))
