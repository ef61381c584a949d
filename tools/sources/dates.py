"""Dates as documents write them, as ISO 8601."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
COMPACT = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")  # PDF 32000-1, 7.9.4
DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (\d{{4}})(?!\d)", re.IGNORECASE)
MONTH_FIRST = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)", re.IGNORECASE)
YEAR = re.compile(r"\d{4}")


def iso_date(value: str | None) -> str | None:
    """The first date in `value` as YYYY-MM-DD, YYYY-MM or YYYY; None when there is none that exists.

    Day and month in numbers are read as ISO 8601 alone: 03/04/2024 is two dates.
    """
    text = (value or "").strip()[:200]
    if match := COMPACT.match(text) or ISO.search(text):
        return _valid(match.group(1), match.group(2), match.group(3))
    if match := DAY_FIRST.search(text):
        return _valid(match.group(3), _month(match.group(2)), match.group(1))
    if match := MONTH_FIRST.search(text):
        return _valid(match.group(3), _month(match.group(1)), match.group(2))
    return _valid(text, None, None) if YEAR.fullmatch(text) else None


def _month(name: str) -> str:
    return str(MONTHS.index(name[:3].lower()) + 1)


def _valid(year: str, month: str | None, day: str | None) -> str | None:
    try:
        known = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if known.year < 1000:
        return None
    return known.isoformat()[: 4 + 3 * (month is not None) + 3 * (month is not None and day is not None)]
