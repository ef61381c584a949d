"""How artefacts are named: a key is the hash of what makes the thing, never of where or when it was made.

key = sha256 of the canonical JSON of [recipe, version, maker, spec, digests of the inputs]. No run id, scene number,
path, time or concurrency setting may enter a spec. Inputs enter by digest, so an identical rewrite of an input stops
the rebuild.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, JsonValue

RECIPES: dict[str, "Recipe"] = {}


@dataclass(frozen=True)
class Recipe:
    """A way to make one kind of artefact.

    `version` is raised by hand when the bytes it makes change; `modules` are the files (or folders) whose text decides
    those bytes, relative to the root of the rooms: a committed fingerprint of them guards the version.
    """

    name: str
    version: int
    modules: tuple[str, ...]
    suffix: str

    def __post_init__(self) -> None:
        RECIPES[self.name] = self


class Order(BaseModel):
    """What is to be made: the whole of what may decide its bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    recipe: str
    version: int
    maker: str
    spec: dict[str, JsonValue]
    inputs: dict[str, JsonValue] = {}

    @property
    def key(self) -> str:
        """The artefact's name: 64 hexadecimal digits."""
        parts = [self.recipe, self.version, self.maker, self.spec, self.inputs]
        return hashlib.sha256(canonical(parts)).hexdigest()


def order(recipe: Recipe, maker: str, spec: Mapping[str, Any], inputs: Mapping[str, Any] | None = None) -> Order:
    """Write an order for `recipe`; `spec` and `inputs` must be plain JSON."""
    return Order(recipe=recipe.name, version=recipe.version, maker=maker, spec=dict(spec), inputs=dict(inputs or {}))


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no spaces and no NaN: equal values give equal bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode(
        "utf-8", "surrogatepass"
    )


def digest(data: bytes) -> str:
    """sha256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Artefact(BaseModel):
    """A thing in the store: `meta` is the small JSON that came with it (word times, credits …)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    digest: str
    size: int
    suffix: str
    meta: dict[str, JsonValue] = {}


@dataclass(frozen=True)
class Product:
    """What a maker hands to the store: a finished file in the work folder it was given, and its small JSON."""

    path: Path
    meta: dict[str, JsonValue] = field(default_factory=dict)


Maker = Callable[[Path], Product]
"""Makes the artefact inside the empty work folder that it is given."""


@dataclass(frozen=True)
class Made:
    """An artefact, and whether this call made it (False: it was found)."""

    artefact: Artefact
    fresh: bool


class Store(Protocol):
    """Where artefacts live. One maker per key at a time, across processes; a broken blob counts as absent."""

    def find(self, key: str) -> Artefact | None:
        """The artefact of this key, its blob checked; None when there is none."""

    def make(self, wanted: Order, maker: Maker) -> Made:
        """Find the ordered artefact, else make it; whoever comes second waits and finds it."""

    def path(self, artefact: Artefact) -> Path:
        """The artefact's blob as a local, read-only file."""

    def order_of(self, key: str) -> Order | None:
        """The order that this key was made from."""

    def set_aside(self, key: str) -> None:
        """Put the artefact out of use (it is kept for a look), so that it is made again."""
