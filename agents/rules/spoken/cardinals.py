"""Whole numbers in words: own tables for English, Arabic, Greek, Hindi, Urdu and Chinese, num2words for the rest."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from agents.rules.spoken import arabic
from agents.rules.spoken.languages import load

LIMIT = 10**15  # larger numbers are read digit by digit
PORTUGUESE = {"pt": "pt_BR"}
TURKISH = re.compile(
    "sıfır|bir|iki|üç|dör[td]|beş|altı|yedi|sekiz|dokuz|on|yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan"
    "|yüz|bin|milyon|milyar|trilyon"
)
Numbers = dict[str, Any]


@lru_cache(maxsize=8192)
def cardinal(number: int, language: str, gender: str = "") -> str:
    """The words of 0 <= `number` < LIMIT; `gender` ("m", "f", "n" or "") is that of a noun that follows."""
    if language == "ar":
        return arabic.cardinal(number, gender or "m")
    own = OWN.get(language)
    words = own(number, load(language)["numbers"]) if own else _foreign(number, language, "cardinal", gender)
    return agreed(words, language, gender)


def agreed(words: str, language: str, gender: str) -> str:
    """The words of a number as they stand before a noun of this gender."""
    endings = load(language).get("agree", {}).get(gender, {})
    for ending in sorted(endings, key=len, reverse=True):
        if words.endswith(ending):
            return words.removesuffix(ending) + str(endings[ending])
    return words


@lru_cache(maxsize=2048)
def ordinal(number: int, language: str, gender: str = "") -> str:
    """The ordinal of 0 <= `number` < LIMIT."""
    if language == "ar":
        return arabic.ordinal(number, gender or "m")
    data = load(language).get("ordinals", {})
    listed = data.get("words", [])
    if 0 < number <= len(listed):
        return agreed(str(listed[number - 1]), language, f"ordinal_{gender}")
    if "suffix" in data:
        return cardinal(number, language) + str(data["suffix"])
    if "prefix" in data:
        return str(data["prefix"]) + cardinal(number, language)
    if language == "en":
        return _english_ordinal(cardinal(number, language), data["irregular"])
    return agreed(_foreign(number, language, "ordinal", ""), language, f"ordinal_{gender}")


def russian_ordinal(number: int, case: str, gender: str = "m", plural: bool = False) -> str:
    """A Russian ordinal in a case ("n", "g", "p" …)."""
    from num2words import num2words

    return str(num2words(number, lang="ru", to="ordinal", case=case, gender=gender, plural=plural))


def _foreign(number: int, language: str, kind: str, gender: str) -> str:
    """The words that num2words has; the cardinal where it has no ordinal of a number."""
    from num2words import num2words

    more: dict[str, Any] = {}
    if language == "ja":
        more["reading"] = True
    elif language in ("he", "ru") and kind == "cardinal":
        more["gender"] = gender or ("f" if language == "he" else "m")
    try:
        words = str(num2words(number, lang=PORTUGUESE.get(language, language), to=kind, **more))
    except (KeyError, IndexError, NotImplementedError):
        return _foreign(number, language, "cardinal", gender)
    words = words.replace(",", "")
    return TURKISH.sub(r" \g<0>", words).strip() if language == "tr" else words


def _english(number: int, names: Numbers) -> str:
    words: list[str] = []
    rest = number
    for size, name in names["scales"]:
        count, rest = divmod(rest, size)
        if count:
            words += (_english(count, names), name)
    if rest >= 100:
        words += (names["units"][rest // 100], "hundred")
        rest %= 100
    if not words or rest:
        small = names["units"][rest] if rest < 20 else _tens(rest, names)
        words += ("and", small) if words else (small,)
    return " ".join(words)


def _tens(number: int, names: Numbers) -> str:
    ten, one = divmod(number, 10)
    return f"{names['tens'][ten]}-{names['units'][one]}" if one else str(names["tens"][ten])


def _english_ordinal(words: str, irregular: dict[str, str]) -> str:
    head, mark, last = re.fullmatch(r"(.*?)([ -]?)([a-z]+)", words).groups()  # type: ignore[union-attr]
    changed = irregular.get(last) or (f"{last.removesuffix('y')}ieth" if last.endswith("y") else f"{last}th")
    return f"{head}{mark}{changed}"


def _indian(number: int, names: Numbers) -> str:
    """Hundreds, thousands, lakhs and crores over a table of the first hundred, which are all irregular."""
    words: list[str] = []
    rest = number
    for size, name in names["scales"]:
        count, rest = divmod(rest, size)
        if count:
            words += (_indian(count, names), name)
    if rest or not words:
        words.append(names["units"].split()[rest])
    return " ".join(words)


def _chinese(number: int, names: Numbers) -> str:
    """Groups of four digits; a gap between digits, however long, is one 零."""
    if 10 <= number < 20:
        return _chinese(number + 10, names).removeprefix("二")
    said, gap = "", False
    for size, name in names["scales"]:
        count, number = divmod(number, size)
        if count:
            # A group of four that begins below a thousand leaves a gap too: 一万零五百.
            group = names["digits"][count] if size < 10**4 else _chinese(count, names)
            said += f"{'零' if gap else ''}{group}{name}"
        gap = bool(said) and not count
    return said or str(names["digits"][0])


def _greek(number: int, names: Numbers) -> str:
    words: list[str] = []
    rest = number
    for size, one, many, gender in names["scales"]:
        count, rest = divmod(rest, size)
        if count == 1 and size == 1000:
            words.append(one)
        elif count:
            words.append(f"{agreed(_greek(count, names), 'el', gender)} {one if count == 1 else many}")
    if rest >= 100:
        words.append("εκατόν" if 100 < rest < 200 else names["hundreds"][rest // 100])
        rest %= 100
    if rest >= 20:
        words.append(names["tens"][rest // 10])
        rest %= 10
    if rest or not words:
        words.append(names["units"][rest])
    return " ".join(words)


OWN: dict[str, Callable[[int, Numbers], str]] = {
    "en": _english,
    "hi": _indian,
    "ur": _indian,
    "zh": _chinese,
    "el": _greek,
}
