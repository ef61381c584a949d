"""What few cases can tell: intervals of 95 %, and the exact test of what passes in one run only.

The bootstrap's interval over n cases that all fell lies below 0 whatever n is, which chance alone does once in 2^n:
with fewer than five cases read it as a hint.
"""

import math
from collections.abc import Sequence

from core.scene import Value

SAMPLES, SEED = 10_000, 20_261_120
Z95 = 1.959964  # of the normal distribution, for 95 % on both sides


class Rate(Value):
    """How many of the cases passed, and the share's 95 % interval by Wilson."""

    passed: int
    total: int
    low: float
    high: float

    @classmethod
    def of(cls, passed: int, total: int) -> "Rate":
        """The rate of so many out of so many."""
        low, high = wilson(passed, total)
        return cls(passed=passed, total=total, low=low, high=high)

    def __str__(self) -> str:
        if not self.total:
            return "none judged"
        return f"{self.passed} of {self.total} (95 % interval {100 * self.low:.0f} to {100 * self.high:.0f} %)"


def wilson(passed: int, total: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927); 0 to 1 where there is nothing to go by."""
    if not total:
        return 0.0, 1.0
    share, square = passed / total, Z95 * Z95
    middle = share + square / (2 * total)
    half = Z95 * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    scale = 1 + square / total
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def mcnemar(lost: int, won: int) -> float:
    """The exact p, on both sides, that `lost` and `won` of the discordant pairs are equally likely (McNemar 1947)."""
    pairs = lost + won
    tail = sum(math.comb(pairs, count) for count in range(min(lost, won) + 1))
    return float(min(1.0, 2 * tail / 2**pairs))


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """The 95 % percentile interval of the mean: 10 000 bootstrap draws (Efron 1979) with a fixed seed."""
    import numpy as np

    values = np.asarray(differences, dtype=np.float64)
    drawn = np.random.default_rng(SEED).integers(0, values.size, (SAMPLES, values.size))
    low, high = np.percentile(values[drawn].mean(axis=1), (2.5, 97.5))
    return rounded(float(low)), rounded(float(high))


def rounded(value: float) -> float:
    """Without the last digits, whose noise would make 0 a fall; and without a minus before 0."""
    return round(value, 6) + 0.0
