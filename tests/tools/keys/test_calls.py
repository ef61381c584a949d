"""Calls: what is tried again, with which key, and what it may cost."""

import json
import threading
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import Cancelled, NotConfigured, OverBudget, RateLimited, Refused, Unavailable
from core.models import Receipt
from core.settings import Settings
from tests.fakes.server import Answer, Asked, Fake, as_json
from tools.keys.calls import KEYLESS, Calls
from tools.keys.pool import KeyPool
from tools.keys.port import KeyRejected, Transient, classify, retry_after
from tools.keys.prices import cost
from tools.keys.purse import Purse
from tools.web.fetch import Fetcher


@pytest.fixture
def calls(tmp_path: Path) -> Calls:
    return Calls(KeyPool(tmp_path / "keys.db"), Purse(None), wait=lambda _: False)


def scripted(*outcomes: Exception | str) -> tuple[Callable[[str], str], list[str]]:
    used: list[str] = []
    left = list(outcomes)

    def act(key: str) -> str:
        used.append(key)
        outcome = left.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return act, used


def test_what_passes_is_tried_again(calls: Calls) -> None:
    act, used = scripted(Transient("a"), Transient("b"), "done")
    assert calls.call("p", ["k"], 99, act) == "done"
    assert used == ["k"] * 3


def test_it_ends_after_four_tries(calls: Calls) -> None:
    act, used = scripted(*[Transient("it failed")] * 9)
    with pytest.raises(Transient, match="it failed"):
        calls.call("p", ["k"], 99, act)
    assert len(used) == 4


def test_a_limited_or_rejected_key_gives_way(calls: Calls) -> None:
    act, used = scripted(RateLimited("slow", 50), KeyRejected("wrong"), "done")
    assert calls.call("p", ["a", "b", "c"], 99, act) == "done"
    assert sorted(used) == ["a", "b", "c"]
    act, used = scripted("again")
    calls.call("p", ["a", "b", "c"], 99, act)
    assert used == ["c"]


def test_more_keys_are_no_more_tries_of_a_service_that_fails(calls: Calls) -> None:
    act, used = scripted(*[Transient("it failed")] * 9)
    with pytest.raises(Transient):
        calls.call("p", ["a", "b", "c"], 99, act)
    assert len(used) == 4


def test_a_service_without_keys_that_says_no_is_asked_once(calls: Calls) -> None:
    act, used = scripted(KeyRejected("not for you"), "never reached")
    with pytest.raises(Unavailable, match="not for you"):
        calls.call("p", KEYLESS, 99, act)
    assert used == [""]


def test_a_key_that_is_limited_while_it_is_waited_for_is_not_used(tmp_path: Path) -> None:
    pool = KeyPool(tmp_path / "keys.db")
    other, waits = pool.acquire("p", ["a"], 9, 60), [40.0]

    def wait(_: float) -> bool:
        if waits:
            pool.limited(other, waits.pop())
        return False

    act, used = scripted("done")
    Calls(pool, Purse(None), wait=wait).call("p", ["a", "b"], 9, act)
    assert used == ["b"]


def test_a_key_that_a_service_repeats_is_kept_nowhere(tmp_path: Path) -> None:
    key = "short.parts.canary"
    act, _ = scripted(KeyRejected(f"you sent {key}"), Transient(f"failed with {key}"))
    calls = Calls(KeyPool(tmp_path / "keys.db"), Purse(None), wait=lambda _: False)
    with pytest.raises(NotConfigured) as caught:
        calls.call("p", [key], 99, act)
    assert "canary" not in str(caught.value)
    assert b"canary" not in (tmp_path / "keys.db").read_bytes()


BUSY = as_json({"error": {"message": "Rate limit reached"}}, 429, retry_after="7")
BROKE = as_json({"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}}, 429, retry_after="7")
WRONG = as_json({"error": {"message": "Incorrect API key provided"}}, 401)
BROKEN = as_json({"error": {"message": "The server had an error"}}, 500)


class Service(Fake):
    """Answers every request that no fault is set for."""

    def answer(self, asked: Asked) -> Answer:
        return as_json({"key": asked.headers["authorization"]})


@pytest.mark.parametrize(
    ("faults", "keys", "error", "used"),
    [
        ([BUSY], "ab", None, "ab"),
        ([BUSY], "a", None, "aa"),
        ([BROKEN] * 3, "a", None, "aaaa"),
        ([BROKEN] * 9, "ab", Transient, "aaaa"),
        ([WRONG], "ab", None, "ab"),
        ([BROKE], "ab", None, "ab"),
        ([WRONG], "a", NotConfigured, "a"),
        ([BROKE], "a", NotConfigured, "a"),
    ],
)
def test_requests_of_a_real_service_are_counted(
    tmp_path: Path, faults: list[Answer], keys: str, error: type[Unavailable] | None, used: str
) -> None:
    with Service() as service:
        service.faults = list(faults)
        fetcher = Fetcher(
            Settings.load({"STORYREEL_HOME": str(tmp_path), "STORYREEL_ALLOW_HOSTS": service.host}, tmp_path), pause=0
        )

        def act(key: str) -> int:
            found = fetcher.fetch(f"{service.url}/v1", headers={"Authorization": key})
            if found.status != 200:
                told = json.loads(found.data)["error"]
                raise classify(found.status, found.headers, told["message"], told.get("code", ""))
            return found.status

        calls = Calls(KeyPool(tmp_path / "keys.db"), Purse(None), wait=lambda _: False)
        with pytest.raises(error) if error else nullcontext():
            assert calls.call("p", list(keys), 99, act) == 200
        assert "".join(asked.headers["authorization"] for asked in service.asked) == used


def test_without_a_live_key_it_is_not_configured(calls: Calls) -> None:
    act, _ = scripted(KeyRejected("the key is not accepted"))
    with pytest.raises(NotConfigured, match="no key is usable"):
        calls.call("p", ["a"], 99, act)


@pytest.mark.parametrize("error", [Refused("no"), Unavailable("never"), OverBudget("dear")])
def test_what_no_try_mends_is_not_tried_again(calls: Calls, error: Exception) -> None:
    act, used = scripted(error, "never reached")
    with pytest.raises(type(error)):
        calls.call("p", ["k"], 99, act)
    assert len(used) == 1


def test_a_stop_ends_the_wait(tmp_path: Path) -> None:
    stopped = threading.Event()
    stopped.set()
    with pytest.raises(Cancelled):
        Calls(KeyPool(tmp_path / "keys.db"), Purse(None), stopped).call("p", ["k"], 99, lambda _: None)


def test_the_cap_holds_before_the_call_and_across_threads() -> None:
    purse = Purse(1.0)
    purse.pay(Receipt(provider="p", model="m", purpose="x", cost=0.5))
    with purse.holding(0.4), pytest.raises(OverBudget, match=r"1\.00 USD .* 0\.50 are spent"), purse.holding(0.2):
        raise AssertionError
    with purse.holding(0.2):
        pass
    assert purse.spent == 0.5


@pytest.mark.parametrize(
    ("status", "message", "code", "kind"),
    [
        (429, "Rate limit reached", "rate_limit_exceeded", RateLimited),
        (429, "You exceeded your current quota", "insufficient_quota", KeyRejected),
        (400, "Not enough credits", "", KeyRejected),
        (401, "Incorrect API key provided", "invalid_api_key", KeyRejected),
        (403, "Unauthorized.", "", KeyRejected),
        (400, "rejected by the safety system", "moderation_blocked", Refused),
        (500, "The server had an error", "", Transient),
        (503, "", "", Transient),
        (404, "The model does not exist", "model_not_found", Unavailable),
    ],
)
def test_answers_are_classified(status: int, message: str, code: str, kind: type[Unavailable]) -> None:
    assert type(classify(status, {}, message, code)) is kind


def test_no_error_repeats_a_key() -> None:
    assert "1234567890" not in str(classify(401, {}, "Incorrect API key provided: sk-proj-12345678901234567890."))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "12"}, 12),
        ({"retry-after-ms": "1500", "Retry-After": "12"}, 1.5),
        ({"Retry-After": "Thu, 26 Nov 2026 10:00:30 GMT"}, 30),
        ({"Retry-After": "Thu, 26 Nov 2026 09:00:00 GMT"}, 0),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_what_an_answer_asks_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, datetime(2026, 11, 26, 10, 0, 0, tzinfo=UTC)) == seconds


def test_prices() -> None:
    assert cost("local", "llama", read=10**6).amount == 0
    known = cost("openai", "gpt-6-luna", read=1_000_000, written=500_000)
    assert known.amount == pytest.approx(0.5 + 2.0)
    unknown = cost("openai", "gpt-9", read=1_000_000)
    assert unknown.estimated
    assert unknown.amount == pytest.approx(10.0)
