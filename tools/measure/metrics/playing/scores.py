"""Scores between a bad and a good value."""


def linear(value: float, bad: float, good: float) -> float:
    """0 at `bad`, 1 at `good`, in a straight line between them; `bad` may be the greater one."""
    return min(1.0, max(0.0, (value - bad) / (good - bad)))


def between(value: float, least: float, most: float, slack: float) -> float:
    """1 from `least` to `most`, falling to 0 where the value is `slack` outside."""
    return linear(max(least - value, value - most, 0.0), slack, 0.0)
