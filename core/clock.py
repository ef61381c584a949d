"""Time: monotonic seconds for durations, UTC for what people read."""

import time
from datetime import UTC, datetime


def now() -> float:
    """Monotonic seconds: only differences mean anything."""
    return time.monotonic()


def today() -> str:
    """The date and time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()
