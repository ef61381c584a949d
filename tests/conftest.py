"""What every test runs in: no network, no keys, a home and a current folder of its own, one hypothesis profile."""

import ipaddress
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
FOREIGN = ("_API_KEY", "_TOKEN", "_SPEECH_KEY")
PREFIXES = ("STORYREEL_", "AZURE_", "LANGCHAIN_", "LANGSMITH_", "OPENAI_", "SERPER_", "COMFYUI_", "DBOS_")

settings.register_profile("storyreel", deadline=None, print_blob=True, database=None, derandomize=True)
settings.register_profile("explore", parent=settings.get_profile("storyreel"), derandomize=False, max_examples=500)


class ClosedNetwork(RuntimeError):
    """A test tried to leave the machine. No OSError: nothing that handles a lost network may swallow it."""


def is_local(address: object) -> bool:
    """Whether a socket address stays on this machine: a path, a loopback number, `localhost`."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return host in {"", "localhost"}


def guarded(original: Callable[..., Any]) -> Callable[..., Any]:
    """The socket method `original`, refusing every address beyond this machine."""

    def refuse_or_call(self: socket.socket, *args: Any) -> Any:
        address = args[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_local(address):
            raise ClosedNetwork(f"a test reached for {address!r}: tests have no network beyond loopback")
        return original(self, *args)

    return refuse_or_call


def resolve_locally(original: Callable[..., Any]) -> Callable[..., Any]:
    """`socket.getaddrinfo`, refusing to ask a name server."""

    def refuse_or_resolve(host: Any, *args: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not is_local((name,)):
            raise ClosedNetwork(f"a test asked for the address of {name!r}: tests have no network beyond loopback")
        return original(host, *args, **options)

    return refuse_or_resolve


def pytest_configure(config: pytest.Config) -> None:
    """Close the network and clear the environment before any test module is imported."""
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
    socket.getaddrinfo = resolve_locally(socket.getaddrinfo)
    for name in list(os.environ):
        if name.endswith(FOREIGN) or name.startswith(PREFIXES):
            del os.environ[name]
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "storyreel"))


@pytest.fixture(scope="session", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store of the session's own, so that no test finds what a user's film left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORYREEL_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("STORYREEL_SEARCH", "given")
        yield


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every test stands in an empty folder: a developer's `.env` is not read, and nothing is left in the checkout."""
    with tempfile.TemporaryDirectory(dir=tmp_path_factory.getbasetemp()) as folder:
        monkeypatch.chdir(folder)
        yield
        monkeypatch.undo()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT
