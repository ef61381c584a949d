"""The one way in which a service is called: budget, key, limit, and what is tried again."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from core.clock import now
from core.errors import Cancelled, RateLimited, Unavailable
from core.models import Receipt
from tools.keys.pool import KeyPool, identity
from tools.keys.port import KeyRejected, Lease, Transient
from tools.keys.purse import Purse

if TYPE_CHECKING:
    from tenacity import RetryCallState

Result = TypeVar("Result")
TRIES = 4  # of a call that fails in a way that may pass
PATIENCE = 90.0  # s in all
SECRET = 8  # characters that a key has at least
KEYLESS = ("",)
"""The keys of a service that wants none: its limit is kept all the same."""


class Calls:
    """Calls of one film. `stopped` ends every wait; `wait` is handed in by tests."""

    def __init__(
        self,
        pool: KeyPool,
        purse: Purse,
        stopped: threading.Event | None = None,
        wait: Callable[[float], bool] | None = None,
    ) -> None:
        self._pool, self.purse = pool, purse
        self._wait = wait or (stopped or threading.Event()).wait

    def call(
        self,
        provider: str,
        keys: Sequence[str],
        per_minute: int,
        act: Callable[[str], Result],
        *,
        price: float = 0.0,
        receipt: Callable[[Result], Receipt] | None = None,
    ) -> Result:
        """Act with a key: `act` raises Transient, RateLimited or KeyRejected for what another try may mend.

        Each try has a place of its own; a key that is limited or rejected gives way to the next. Raises what the last
        try raised, OverBudget before a call that passes the cap, and Cancelled when the work was stopped. `price` is
        kept aside until the `receipt` of the result is written.
        """
        from tenacity import Retrying, retry_if_exception, wait_random_exponential

        begun = now()
        passing: list[bool] = []  # of each try that failed: whether it failed in a way that may pass

        def ended(state: "RetryCallState") -> bool:
            passing.append(_passes(state.outcome))
            return sum(passing) >= TRIES or len(passing) >= TRIES + len(keys) - 1 or now() - begun > PATIENCE

        for attempt in Retrying(
            stop=ended,
            wait=lambda state: wait_random_exponential(1, 20)(state) if _passes(state.outcome) else 0.0,
            retry=retry_if_exception(lambda error: isinstance(error, Transient | RateLimited | KeyRejected)),
            sleep=self._sleep,
            reraise=True,
        ):
            with attempt, self.purse.holding(price):
                result = self._once(provider, keys, per_minute, act, max(PATIENCE - (now() - begun), 1.0))
                if receipt is not None:
                    self.purse.pay(receipt(result))
                return result
        raise AssertionError(provider)

    def _once(
        self, provider: str, keys: Sequence[str], per_minute: int, act: Callable[[str], Result], patience: float
    ) -> Result:
        lease = self._leased(provider, keys, per_minute, patience)
        key = next(key for key in keys if identity(key) == lease.id)
        try:
            result = act(key)
        except Unavailable as error:
            _hide(key, error)
            self._report(lease, error)
            if isinstance(error, KeyRejected) and not key:
                raise Unavailable(error.reason) from error  # without a key there is no other to try
            raise
        self._pool.worked(lease)
        return result

    def _report(self, lease: Lease, error: Unavailable) -> None:
        if isinstance(error, RateLimited):
            self._pool.limited(lease, error.retry_after)
        elif isinstance(error, Transient):
            self._pool.failed(lease)
        elif isinstance(error, KeyRejected) and lease.id != identity(""):
            self._pool.dead(lease, error.reason)

    def _leased(self, provider: str, keys: Sequence[str], per_minute: int, patience: float) -> Lease:
        """A lease whose time has come; a key that was limited during the wait gives way to another, or to later."""
        end = now() + patience
        try:
            while True:
                lease = self._pool.acquire(provider, keys, per_minute, max(end - now(), 1.0))
                self._sleep(min(lease.at - time.time(), patience))  # no longer, should the clock be set back
                if self._pool.live(lease):
                    return lease
        except RateLimited as error:
            # No try mends this: the wait would be longer than the patience.
            raise Unavailable(error.reason) from error

    def _sleep(self, seconds: float) -> None:
        if self._wait(max(seconds, 0.0)):
            raise Cancelled("The work was stopped.")


def _hide(key: str, error: Unavailable) -> None:
    """Take the key out of what a service said: some repeat it. What is shorter is a placeholder and no secret."""
    if len(key) >= SECRET:
        error.reason = error.reason.replace(key, "…")
        error.args = (error.reason, *error.args[1:])


def _passes(outcome: object) -> bool:
    error = getattr(outcome, "exception", lambda: None)()
    return isinstance(error, Transient)
