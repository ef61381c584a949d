"""What conftest.py promises to every test: no network, no keys, a home and a folder of its own."""

import asyncio
import os
import socket
from pathlib import Path

import pytest

from core.settings import Settings


@pytest.mark.parametrize(
    ("family", "address"),
    [
        (socket.AF_INET, ("192.0.2.1", 80)),
        (socket.AF_INET, ("example.org", 80)),
        (socket.AF_INET6, ("2001:db8::1", 80, 0, 0)),
    ],
)
@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_no_socket_leaves_the_machine(family: socket.AddressFamily, address: tuple[object, ...], method: str) -> None:
    with socket.socket(family) as client, pytest.raises(RuntimeError, match="loopback"):
        getattr(client, method)(address)


def test_no_datagram_leaves_the_machine() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as client, pytest.raises(RuntimeError, match="loopback"):
        client.sendto(b"x", ("192.0.2.1", 53))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(RuntimeError, match="loopback"):
        socket.create_connection(("example.org", 80))


def test_loopback_works() -> None:
    async def echo() -> bytes:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(await reader.read(4))
            writer.close()
            await writer.wait_closed()

        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            reader, writer = await asyncio.open_connection("localhost", port, family=socket.AF_INET)
            writer.write(b"ping")
            got = await reader.read()
            writer.close()
            await writer.wait_closed()
            return got

    assert asyncio.run(echo()) == b"ping"


def test_pairs_and_paths_are_local(tmp_path: Path) -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"


def test_no_key_and_a_home_of_its_own(root: Path) -> None:
    settings = Settings.load()
    assert settings.secrets == {}
    assert str(settings.home) == os.environ["STORYREEL_HOME"]
    assert list(Path.cwd().iterdir()) == []
    assert root not in [Path.cwd(), *Path.cwd().parents]
