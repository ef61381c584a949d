"""Which addresses may be fetched: the table of ways into a private network, none of which leads there."""

import pytest

from core.errors import Unavailable
from tools.web.guard import Blocked, Guard, is_public

PUBLIC = "93.184.216.34"
INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
    "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1",
    "not an address",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_inside_is_not_public(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(Blocked, match=r"inside this network"):
        Guard(resolve=lambda *_: [address]).address("site.example", 443)


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700::1111"])
def test_what_is_outside_is_public(address: str) -> None:
    assert is_public(address)
    assert Guard(resolve=lambda *_: [address]).address("site.example", 443) == address


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0x7f000001", "127.1", "017700000001", "0"])
def test_numbers_are_no_names(host: str) -> None:
    with pytest.raises(Blocked, match="no name of a site"):
        Guard(resolve=lambda *_: [PUBLIC]).address(host, 80)


def test_one_inside_address_among_others_is_enough() -> None:
    with pytest.raises(Blocked):
        Guard(resolve=lambda *_: [PUBLIC, "10.0.0.1"]).address("site.example", 443)


@pytest.mark.parametrize("port", [22, 8080, 6379])
def test_other_ports_are_not_read(port: int) -> None:
    with pytest.raises(Blocked, match="only the ports 80 and 443"):
        Guard(resolve=lambda *_: [PUBLIC]).address("site.example", port)


def test_the_operator_allows_by_name_or_by_name_and_port() -> None:
    guard = Guard(("wiki.internal", "127.0.0.1:8123"), resolve=lambda host, _: ["127.0.0.1"])
    assert guard.address("wiki.internal", 9000) == "127.0.0.1"
    assert guard.address("127.0.0.1", 8123) == "127.0.0.1"
    with pytest.raises(Blocked):
        guard.address("127.0.0.1", 8124)
    with pytest.raises(Blocked):
        guard.address("localhost", 80)


def test_the_checked_address_is_the_one_that_is_used() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    asked: list[str] = []

    def resolve(host: str, _: int) -> list[str]:
        asked.append(host)
        return next(answers)

    guard = Guard(resolve=resolve)
    assert guard.address("rebind.example", 80) == PUBLIC
    assert asked == ["rebind.example"]
    with pytest.raises(Blocked):
        guard.address("rebind.example", 80)


def test_a_name_without_an_address_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="no address"):
        Guard(resolve=lambda *_: []).address("site.example", 80)
