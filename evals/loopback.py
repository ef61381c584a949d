"""A server on 127.0.0.1 that answers what it is told to, and fails as it is told to."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Answer:
    """One answer. `drip` is the pause in seconds after each byte; `cut` ends the body after so many bytes."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    cut: int | None = None


class Loopback(ABC):
    """A server from `with` to its end; each request has a thread and a connection of its own."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.host}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @abstractmethod
    def respond(self, handler: BaseHTTPRequestHandler, body: bytes) -> Answer:
        """What is answered to a request, of which `body` was sent."""

    def visited(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer a request."""
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        _send(handler, self.respond(handler, body))


def _handler(server: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.visited(self)

        do_HEAD = do_POST = do_PUT = do_GET

        def log_message(self, *_: Any) -> None:
            """Say nothing: the server keeps a log of its own."""

    return Handler


def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    handler.close_connection = True
    try:
        handler.send_response(answer.status)
        for name, value in {**answer.headers, "Connection": "close"}.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(answer.body)))
        handler.end_headers()
        if handler.command != "HEAD":
            _write(handler.wfile.write, answer)
    except OSError:
        return  # the client has gone


def _write(write: Callable[[bytes], Any], answer: Answer) -> None:
    body = answer.body[: answer.cut]
    if not answer.drip:
        write(body)
        return
    for at in range(len(body)):
        write(body[at : at + 1])
        time.sleep(answer.drip)
