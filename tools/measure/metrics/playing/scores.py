"""Verdicts with and without a judgement, and scores between a bad and a good value."""

from tools.measure.metrics.port import Group, Verdict, absent


def linear(value: float, bad: float, good: float) -> float:
    """0 at `bad`, 1 at `good`, in a straight line between them; `bad` may be the greater one."""
    return min(max((value - bad) / (good - bad), 0.0), 1.0)


def between(value: float, least: float, most: float, slack: float) -> float:
    """1 from `least` to `most`, falling to 0 where the value is `slack` outside."""
    return linear(max(least - value, value - most, 0.0), slack, 0.0)


def unjudged(
    metric: str,
    name: str,
    group: Group,
    reason: str,
    *,
    value: float | None = None,
    unit: str = "",
    measured: str = "",
    gate: bool = False,
) -> Verdict:
    """What was measured where nothing was asked that it could be held against."""
    found = absent(metric, name, group, reason, gate=gate)
    return found.model_copy(update={"value": value, "unit": unit, "measured": measured})
