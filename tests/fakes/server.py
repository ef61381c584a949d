"""What all fakes share: a server on 127.0.0.1 that logs requests and fails as it is told to."""

import json
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from evals.loopback import Answer as Answer
from evals.loopback import Loopback


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def as_json(value: Any, status: int = 200, **headers: str) -> Answer:
    """A JSON answer; `retry_after` and the like become headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, json.dumps(value).encode(), {"Content-Type": "application/json", **named})


class Fake(Loopback):
    """A service on loopback: `answer` decides; `faults` are given first, one to each request (None: no fault)."""

    variables: ClassVar[dict[str, str]] = {}
    """The settings that point at it, `{url}` for its address."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.faults: list[Answer | None] = []
        super().__init__()

    def answer(self, asked: Asked) -> Answer:
        """What the service says."""
        raise NotImplementedError

    def settings(self) -> dict[str, str]:
        """The variables that point at it."""
        return {name: value.replace("{url}", self.url) for name, value in self.variables.items()}

    def respond(self, handler: BaseHTTPRequestHandler, body: bytes) -> Answer:
        """Log a request and answer it."""
        parts = urlsplit(handler.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in handler.headers.items()}
        asked = Asked(handler.command, parts.path, query, headers, body)
        self.asked.append(asked)
        fault = self.faults.pop(0) if self.faults else None
        return fault if fault is not None else self.answer(asked)
