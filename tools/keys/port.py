"""What a service's answer means for the call: tried again, tried with another key, or given up."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from core.errors import RateLimited, Refused, Unavailable
from core.scene import Value

LEAST, MOST = 1.0, 3600.0
"""Seconds to which a Retry-After is held: a service may not park a key for days."""


class Transient(Unavailable):
    """The service failed in a way that may pass: a lost connection, a time-out, an error of its own."""


class KeyRejected(Unavailable):
    """The key is wrong, may not do this, or has no money left: it is not used again."""


class Lease(Value):
    """The right to call a provider once with one key, at a time of `time.time`; `id` names the key and is no secret."""

    provider: str
    id: str
    at: float


def classify(status: int, headers: Mapping[str, str], message: str, code: str = "") -> Unavailable:
    """The error for an HTTP answer that is none; `code` is the service's own word for it."""
    said = f"{status} {_short(message)}".strip()
    lowered = f"{code} {message}".casefold()
    if any(word in lowered for word in ("insufficient_quota", "not enough credits", "payment_required")):
        return KeyRejected(f"no money is left on the key ({said})")
    if any(word in lowered for word in ("moderation_blocked", "content_policy", "content_moderation")):
        return Refused(f"the service refused it ({said})")
    if status == 429:
        return RateLimited(f"too many requests ({said})", retry_after(headers))
    if status in (401, 402, 403):
        return KeyRejected(f"the key is not accepted ({said})")
    if status in (408, 409) or status >= 500:
        return Transient(f"the service failed ({said})")
    return Unavailable(f"the service answered {said}")


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds that an answer asks to wait: RFC 9110, 10.2.3, and `retry-after-ms`; None where it does not say."""
    given = {name.lower(): value.strip() for name, value in headers.items()}
    if re.fullmatch(r"\d+(\.\d+)?", given.get("retry-after-ms", "")):
        return float(given["retry-after-ms"]) / 1000
    value = given.get("retry-after", "")
    if re.fullmatch(r"\d+(\.\d+)?", value):
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - (now or datetime.now(UTC))).total_seconds(), 0.0)


def _short(message: str) -> str:
    """What a service said, on one line; anything in it that looks like a key is left out."""
    line = " ".join(message.split())
    line = re.sub(r"\b[A-Za-z]{0,8}[-_]?[A-Za-z0-9_-]{20,}\b", "…", line)
    return line if len(line) <= 160 else f"{line[:159]}…"
