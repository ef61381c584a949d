"""How far judges agree with each other, and with people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import permutations

AGREE = 0.667
"""The least alpha of which anything may be concluded (Krippendorff, Content Analysis, 4th edition, 12.2)."""
CALIBRATED, RATED = 0.6, 20
"""The least kappa with people's ratings ("substantial", Landis and Koch 1977), and on how many films at least."""


def alpha(ratings: Sequence[Mapping[str, float]]) -> float | None:
    """Krippendorff's alpha for ordinal ratings: 1 full agreement, 0 what chance gives; None where it cannot be told.

    Each unit maps judges to their ratings; units with one rating are left out. Where all ratings are the same, nothing
    tells agreement from chance. After Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part D.
    """
    units = [list(unit.values()) for unit in ratings if len(unit) > 1]
    together: Counter[tuple[float, float]] = Counter()
    for unit in units:
        for one, other in permutations(unit, 2):
            together[one, other] += 1 / (len(unit) - 1)  # type: ignore[assignment]
    count: Counter[float] = Counter()
    for (one, _), times in together.items():
        count[one] += times
    values, total = sorted(count), sum(count.values())
    if len(values) < 2:
        return None

    def apart(one: float, other: float) -> float:
        low, high = min(one, other), max(one, other)
        between = sum(count[value] for value in values if low <= value <= high)
        return (between - (count[one] + count[other]) / 2) ** 2

    seen = sum(times * apart(*pair) for pair, times in together.items())
    chance = sum(count[one] * count[other] * apart(one, other) for one, other in permutations(values, 2))
    return 1 - (total - 1) * seen / chance


def kappa(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Cohen's kappa with quadratic weights (1968) of paired ratings; None where either side never varies."""
    if not pairs:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    seen = sum((one - other) ** 2 for one, other in pairs) / len(pairs)
    chance = (
        sum(times * others * (one - other) ** 2 for one, times in first.items() for other, others in second.items())
        / len(pairs) ** 2
    )
    return 1 - seen / chance if chance else None
