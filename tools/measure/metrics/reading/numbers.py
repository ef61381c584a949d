"""The numbers of a text, so written that the same number is the same string: dates, times, amounts, and units."""

import re
import unicodedata
from functools import lru_cache

from tools.measure.metrics.reading.said import DIRECTIONS

NUMBER = re.compile(r"(?<![A-Za-z0-9.])[-−]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d[\d.,:/’٬٫]*)|(?<=\ue000)\d+")
GROUPED = re.compile(r"\d{1,3}(?:[,.’٬ \u00a0\u202f]\d{3})+(?!\d)")
UNIT = re.compile(r"\s*([^\W\d_]+|%|°\s?[CF]?)")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_UNITS = {
    "m": "m metre metres meter meters", "km": "km kilometre kilometres kilometer kilometers",
    "cm": "cm centimetre centimetres centimeter centimeters", "mm": "mm millimetre millimetres millimeter millimeters",
    "mi": "mile miles", "ft": "ft foot feet", "in": "inch inches", "kg": "kg kilogram kilograms",
    "g": "g gram grams", "t": "tonne tonnes ton tons", "s": "s second seconds", "min": "min minute minutes",
    "h": "h hour hours", "day": "day days", "week": "week weeks", "month": "month months", "year": "year years",
    "century": "century centuries", "%": "% percent", "°C": "°C celsius", "°F": "°F fahrenheit",
    "l": "l litre litres liter liters", "million": "million millions", "billion": "billion billions bn",
    "thousand": "thousand thousands", "km/h": "kmh kph", "V": "volt volts", "W": "watt watts", "Hz": "hz hertz",
    "january": "january", "february": "february", "march": "march", "april": "april", "may": "may", "june": "june",
    "july": "july", "august": "august", "september": "september", "october": "october", "november": "november",
    "december": "december",
}  # fmt: skip
"""English units and months, each with its words; other words after a number are none."""
WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
"""English number words; `one` and `second` are rarely numbers."""
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
WORDED = re.compile(rf"\b(?:({TENS})[- ]({ONES})|({TENS}|{ONES[4:]}|ten|eleven|twelve|{TEENS}))\b", re.IGNORECASE)
SPELT = "\ue000"
"""Stands before a number that was written as a word."""


def numbers(text: str) -> list[tuple[str, str, bool]]:
    """Each number of a text, its unit (empty: none that is known), and whether it was written as a word, in order.

    A grouped number loses its marks (10,582 and 10 582 are 10582), digits of any script become those of ASCII, and
    number words of English below a hundred become digits.
    """
    plain = _ascii(WORDED.sub(_digits, ORDINAL.sub("", text)))
    found = []
    for match in NUMBER.finditer(plain):
        unit = UNIT.match(plain, match.end())
        name = _unit_names().get(unit[1].replace(" ", "").casefold(), "") if unit else ""
        found.append((_value(match[0]), name, plain[: match.start()].endswith(SPELT)))
    return found


def lacking(text: str, passages: str) -> list[str]:
    """The numbers of a text that no passage has; with another unit than in the text, a number is lacking too.

    A number whose unit is not known on one of the sides, as in another language, needs the number alone. One that is
    written as a word counts where a unit follows it: `two` alone is often no amount.
    """
    there: dict[str, set[str]] = {}
    for value, unit, _ in numbers(passages):
        there.setdefault(value, set()).add(unit)
    return [
        f"{value} {unit}".strip()
        for value, unit, spelt in numbers(text)
        if (unit or not spelt)
        and (value not in there or (unit and "" not in there[value] and unit not in there[value]))
    ]


@lru_cache(maxsize=1)
def _unit_names() -> dict[str, str]:
    """The unit that each word names."""
    return {word.casefold(): name for name, listed in _UNITS.items() for word in listed.split()}


def _digits(found: re.Match[str]) -> str:
    if found[3]:
        return SPELT + WORDS[found[3].lower()]
    return SPELT + str(int(WORDS[found[1].lower()]) + int(WORDS.get(found[2].lower(), "1")))


def _value(written: str) -> str:
    value = written.strip(".,:/’\u00a0\u202f ").replace("−", "-")
    if GROUPED.fullmatch(value.lstrip("-")):
        return re.sub(r"[^\d-]", "", value)
    value = value.replace("٫", ".").replace("٬", "")
    return value.replace(",", ".") if value.count(",") == 1 and "." not in value else value.replace(",", "")


def _ascii(text: str) -> str:
    return "".join(_digit(char) for char in text.translate(DIRECTIONS))


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char
