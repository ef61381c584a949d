"""What all fakes share: a server on 127.0.0.1 that logs requests and fails as it is told to."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit


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


@dataclass(frozen=True)
class Answer:
    """One answer. `drip` is the pause in seconds after each byte; `cut` ends the body after so many bytes."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    cut: int | None = None


def as_json(value: Any, status: int = 200, **headers: str) -> Answer:
    """A JSON answer; `retry_after` and the like become headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, json.dumps(value).encode(), {"Content-Type": "application/json", **named})


class Fake:
    """A service on loopback: `answer` decides; `faults` are given first, one to each request (None: no fault)."""

    variables: ClassVar[dict[str, str]] = {}
    """The settings that point at it, `{url}` for its address."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.faults: list[Answer | None] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                fake._serve(self)

            do_POST = do_GET

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.host = f"127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def answer(self, asked: Asked) -> Answer:
        """What the service says."""
        raise NotImplementedError

    def __enter__(self) -> "Fake":
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def settings(self) -> dict[str, str]:
        """The variables that point at it."""
        return {name: value.replace("{url}", self.url) for name, value in self.variables.items()}

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in handler.headers.items()}
        asked = Asked(handler.command, parts.path, query, headers, body)
        self.asked.append(asked)
        fault = self.faults.pop(0) if self.faults else None
        self._send(handler, fault if fault is not None else self.answer(asked))

    def _send(self, handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        try:
            handler.send_response(answer.status)
            for name, value in answer.headers.items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(answer.body)))
            handler.send_header("Connection", "close")
            handler.end_headers()
            self._write(handler.wfile.write, answer)
        except OSError:
            pass  # the client has gone
        handler.close_connection = True

    def _write(self, write: Callable[[bytes], Any], answer: Answer) -> None:
        body = answer.body if answer.cut is None else answer.body[: answer.cut]
        if not answer.drip:
            write(body)
            return
        for at in range(len(body)):
            write(body[at : at + 1])
            time.sleep(answer.drip)
