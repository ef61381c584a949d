"""The one way in which a service is called: budget, key, limit, and what is tried again."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from core.clock import now
from core.errors import Cancelled, RateLimited, Unavailable
from tools.keys.pool import KeyPool, identity
from tools.keys.port import KeyRejected, Lease, Transient
from tools.keys.purse import Purse

Result = TypeVar("Result")
TRIES = 4  # of a call that fails in a way that may pass
PATIENCE = 90.0  # s in all
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
        self, provider: str, keys: Sequence[str], per_minute: int, act: Callable[[str], Result], *, price: float = 0.0
    ) -> Result:
        """Act with a key: `act` raises Transient, RateLimited or KeyRejected for what another try may mend.

        Each try has a place of its own; a key that is limited or rejected gives way to the next. Raises what the last
        try raised, OverBudget before a call that passes the cap, and Cancelled when the work was stopped.
        """
        from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

        begun = now()
        for attempt in Retrying(
            stop=lambda state: stop_after_attempt(TRIES + len(keys) - 1)(state) or now() - begun > PATIENCE,
            wait=lambda state: wait_random_exponential(1, 20)(state) if _passes(state.outcome) else 0.0,
            retry=retry_if_exception(lambda error: isinstance(error, Transient | RateLimited | KeyRejected)),
            sleep=self._sleep,
            reraise=True,
        ):
            with attempt, self.purse.holding(price):
                return self._once(provider, keys, per_minute, act, max(PATIENCE - (now() - begun), 1.0))
        raise AssertionError(provider)

    def _once(
        self, provider: str, keys: Sequence[str], per_minute: int, act: Callable[[str], Result], patience: float
    ) -> Result:
        lease = self._leased(provider, keys, per_minute, patience)
        self._sleep(lease.at - time.time())
        try:
            result = act(next(key for key in keys if identity(key) == lease.id))
        except RateLimited as error:
            self._pool.limited(lease, error.retry_after)
            raise
        except KeyRejected as error:
            if lease.id != identity(""):
                self._pool.dead(lease, error.reason)
            raise
        except Transient:
            self._pool.failed(lease)
            raise
        self._pool.worked(lease)
        return result

    def _leased(self, provider: str, keys: Sequence[str], per_minute: int, patience: float) -> Lease:
        try:
            return self._pool.acquire(provider, keys, per_minute, patience)
        except RateLimited as error:
            # No try mends this: the wait would be longer than the patience.
            raise Unavailable(error.reason) from error

    def _sleep(self, seconds: float) -> None:
        if self._wait(max(seconds, 0.0)):
            raise Cancelled("The work was stopped.")


def _passes(outcome: object) -> bool:
    error = getattr(outcome, "exception", lambda: None)()
    return isinstance(error, Transient)
