"""Language models that are served on this machine and could be used: what `doctor` finds.

They are offered and never used unasked, for a model that happens to run may be a poor writer.
"""

import http.client
import json
import re
import tomllib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from core.scene import Value

SECONDS = 0.5  # to connect, and between two parts of an answer: it is the same machine
LONGEST = 200_000  # bytes of a list of models
MOST = 5  # models that are named
_NAME = re.compile(r"[\w.:/@+-]{1,100}")  # what may be pasted into a shell as it stands


class Server(Value):
    """A server that speaks as OpenAI does: `url` is for OPENAI_BASE_URL, `models` are those it lists first."""

    name: str
    url: str
    models: tuple[str, ...]


@lru_cache(maxsize=1)
def usual() -> Mapping[str, str]:
    """Servers by name, with the address each listens at when nothing else was set (their documentation)."""
    table = tomllib.loads(files(__package__).joinpath("models.toml").read_text("utf-8"))
    return dict(table["servers"])


def found(addresses: Mapping[str, str] | None = None) -> tuple[Server, ...]:
    """Those of the addresses (name to URL) that answer with a list of models; all are asked at once."""
    asked = usual() if addresses is None else addresses
    with ThreadPoolExecutor(max(1, len(asked))) as pool:
        listed = list(pool.map(_models, asked.values()))
    return tuple(
        Server(name=name, url=url, models=models)
        for (name, url), models in zip(asked.items(), listed, strict=True)
        if models
    )


def _models(url: str) -> tuple[str, ...]:
    """The models that a server lists (GET /models); none where it does not answer, or as another kind of server."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port or 80, timeout=SECONDS)
    try:
        connection.request("GET", f"{place.path}/models", headers={"Accept": "application/json"})
        answer = connection.getresponse()
        listed = json.loads(answer.read(LONGEST))["data"] if answer.status == 200 else []
        names = [str(one["id"]) for one in listed]
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return ()
    finally:
        connection.close()
    return tuple(name for name in names if _NAME.fullmatch(name))[:MOST]
