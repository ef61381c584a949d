"""Scales of charts: round ticks, and where a value lies."""

import math
from dataclasses import dataclass

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""A tick's step is one of these times a power of ten (Heckbert, Nice Numbers for Graph Labels, 1990, and 2.5)."""


@dataclass(frozen=True)
class Scale:
    """From the lowest to the highest tick."""

    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """The share of the way from the lowest tick to the highest."""
        low, high = self.ticks[0], self.ticks[-1]
        return (value / 2 - low / 2) / (high / 2 - low / 2)


def scale(values: list[float], *, zero: bool, most: int = 5) -> Scale:
    """Round ticks around all values; with `zero` (bars) the scale begins or ends at 0 or spans it."""
    low, high = min(values), max(values)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    elif low > 0 and low < 0.4 * high:
        low = 0.0  # a line that comes near zero shows it
    if high - low <= 1e-12 * max(abs(low), abs(high)):
        low, high = (min(0.0, 2 * low), max(0.0, 2 * high)) if low else (0.0, 1.0)
    step = _step((high / 2 - low / 2) * 2 / most) if math.isfinite(high - low) else (high / 2 - low / 2) / 2
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Scale(tuple(number * step for number in range(first, max(last, first + 1) + 1)))


def _step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(max(rough, 1e-300)))
    return next(factor for factor in STEPS if factor * power >= rough * (1 - 1e-9)) * power
