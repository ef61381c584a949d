"""Loudness range, from the powers that `tools.measure.loudness` gives."""

import numpy as np
from numpy.typing import NDArray

from tools.measure.loudness import power

SHORT_TERM = 30  # hops of 100 ms: 3 s
_ABSOLUTE = -70.0  # LUFS
_RELATIVE = -20.0  # LU


def loudness_range(hops: NDArray[np.float64]) -> float:
    """LU between the 10th and the 95th percentile of the short-term loudness (EBU Tech 3342); 0 under 3 s of sound."""
    if hops.size < SHORT_TERM:
        return 0.0
    sums = np.concatenate([np.zeros(1), np.cumsum(hops)])
    short = (sums[SHORT_TERM:] - sums[:-SHORT_TERM]) / SHORT_TERM
    heard = short[short > power(_ABSOLUTE)]
    if not heard.size:
        return 0.0
    levels = 10 * np.log10(heard)
    kept = levels[levels >= 10 * np.log10(heard.mean()) + _RELATIVE]
    low, high = np.quantile(kept, [0.10, 0.95])
    return float(high - low)
