"""What a film may cost, what it has cost, and the receipts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import OverBudget
from core.models import Receipt


class Purse:
    """The budget of one film in US dollars, shared by its threads; `cap` None: there is none."""

    def __init__(self, cap: float | None) -> None:
        self._cap = cap
        self._held = 0.0
        self._receipts: list[Receipt] = []
        self._lock = threading.Lock()

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """Every paid call so far."""
        return tuple(self._receipts)

    @property
    def spent(self) -> float:
        """US dollars so far."""
        return sum(one.cost for one in self._receipts)

    @contextmanager
    def holding(self, price: float) -> Iterator[None]:
        """Keep `price` aside while a call is made; raises OverBudget, before it, when the cap would be passed."""
        with self._lock:
            if self._cap is not None and price > 0 and self.spent + self._held + price > self._cap:
                raise OverBudget(
                    f"The budget of {self._cap:.2f} USD does not suffice: {self.spent:.2f} are spent and the next call "
                    f"costs about {price:.4f} (raise --budget or STORYREEL_BUDGET)."
                )
            self._held += price
        try:
            yield
        finally:
            with self._lock:
                self._held -= price

    def pay(self, receipt: Receipt) -> None:
        """Keep the receipt of a call."""
        with self._lock:
            self._receipts.append(receipt)
