"""Which hosts may be reached: public ones, and those that the operator allows.

A name is looked up once and the connection goes to the address that was checked, so that a second answer of the name
server changes nothing.
"""

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable
from typing import Any

from core.errors import Unavailable

PORTS = (80, 443)
_QUAD = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)
_TRANSLATED = ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
"""IPv6 addresses that lead to IPv4 ones: NAT64 (RFC 6052, 8215), 6to4, Teredo."""

Resolve = Callable[[str, int], Iterable[str]]


class Blocked(Unavailable):
    """An address that may not be fetched."""


def looked_up(host: str, port: int) -> list[str]:
    """The addresses of a host; raises Unavailable when it cannot be looked up."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unavailable(f"no network, or no such site: the name {host} cannot be looked up") from None
    return [str(one[4][0]).split("%")[0] for one in found]


class Guard:
    """Checks hosts. `allowed` are internal ones as `name` or `name:port`, in lower case."""

    def __init__(self, allowed: Iterable[str] = (), resolve: Resolve = looked_up) -> None:
        self._allowed = frozenset(allowed)
        self._resolve = resolve

    def address(self, host: str, port: int) -> str:
        """The address to connect to; raises Blocked for what is not public, Unavailable for what is not there."""
        name = host.lower().strip("[]")
        free = name in self._allowed or f"{name}:{port}" in self._allowed
        if not free and port not in PORTS:
            raise Blocked(f"{host}:{port} is not read: only the ports {' and '.join(map(str, PORTS))} are")
        if _NUMERIC.fullmatch(name) and not _QUAD.fullmatch(name):
            raise Blocked(f"{host} is not read: it is no name of a site")
        addresses = [name] if is_address(name) else list(self._resolve(name, port))
        if not addresses:
            raise Unavailable(f"no such site: the name {host} has no address")
        if not free and not all(is_public(address) for address in addresses):
            raise Blocked(f"{host} is not read: it is inside this network (the operator can allow it)")
        return addresses[0]


def is_address(name: str) -> bool:
    """Whether a name is an address by numbers."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """Whether an address is reached by everybody."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in ipaddress.ip_network(network) for network in _TRANSLATED):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def backend(guard: Guard) -> Any:
    """A network backend of httpcore2 that connects to checked addresses only."""
    import httpcore2

    class Checked(httpcore2.SyncBackend):
        def connect_tcp(self, host: str, port: int, *args: Any, **more: Any) -> httpcore2.NetworkStream:
            return super().connect_tcp(guard.address(host, port), port, *args, **more)

        def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore2.NetworkStream:
            raise Blocked(f"{path} is no site")

    return Checked()
