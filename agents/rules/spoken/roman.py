"""Roman numerals where they are certain: after a ruler's name, after words like Chapter or War, before a century."""

import re
import tomllib
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any

from agents.rules.spoken.cardinals import russian_ordinal
from agents.rules.spoken.pieces import Part
from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue
from agents.rules.spoken.years import year

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
VALID = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
AFTER = r"(?<![\w.])([^\W\d_][^\W\d_]{{1,20}})\.? ((?:[IVX]|[IVXLCDM]{{2,12}}))(?!\w|['’](?!s\b))(\.)?"
BEFORE = r"(?<![\w.])([IVXLC]{{1,8}})(e|ᵉ|ème|\.|de)? (?=(?:{words})(?!\w))"
YEAR = re.compile(r"(?<!\w)(M[MDCLXVI]{3,12})(?!\w)")
# After `Charles I` these show that it is the pronoun.
VERBS = re.compile(
    r"(?:,? )(?:am|have|had|know|think|thought|met|saw|love|loved|want|will|would|can|could|believe|do|did|like)\b"
)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("roman.toml").read_text("utf-8"))


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """A single I, V or X counts after a listed word or name only."""
    if not tongue.known:
        return ()
    data = _data()
    found = [Rule(re.compile(AFTER.format()), partial(_after, tongue))]
    before = data["before"].get(tongue.code)
    if before:
        words = "|".join(before.split())
        found.insert(0, Rule(re.compile(BEFORE.format(words=words)), partial(_century, tongue)))
    if tongue.code == "fr":
        found.append(Rule(re.compile(r"(?<=[^\W\d_] )I(?:er|ᵉʳ)(?!\w)"), lambda _: tongue.ordinal(1)))
    if tongue.code == "en":
        found.append(Rule(YEAR, partial(_year, tongue)))
    return tuple(found)


def value(numeral: str) -> int:
    """The number, 0 when it is not well written."""
    if not VALID.fullmatch(numeral):
        return 0
    values = [VALUES[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _after(tongue: Tongue, match: re.Match[str]) -> tuple[Part, ...] | None:
    word, numeral, stop = match.groups()
    number = value(numeral)
    data = _data()
    cues = data["after"].get(tongue.code, {})
    if not 0 < number < 90:
        return None
    if word in cues.get("cardinal", "").split():
        return (Part(match.start(2), match.end(2), tongue.cardinal(number)),)
    named = word in data["names"]["list"].split() or word in cues.get("ordinal", "").split()
    if not named or (numeral == "I" and tongue.code == "en" and VERBS.match(match.string, match.end(2))):
        return None
    end = match.end(2)
    if stop and tongue.code == "de" and match.string[match.end() : match.end() + 2].strip():
        end = match.end()
    return (Part(match.start(2), end, _ruler(tongue, number)),)


def _ruler(tongue: Tongue, number: int) -> str:
    """How a ruler's number is said."""
    match tongue.code:
        case "en":
            return f"the {tongue.ordinal(number)}"
        case "de":
            return f"der {tongue.ordinal(number).capitalize()}"
        case "nl":
            return f"de {tongue.ordinal(number).capitalize()}"
        case "fr":
            return tongue.ordinal(1) if number == 1 else tongue.cardinal(number)
        case "es" | "pt":
            return tongue.ordinal(number) if number <= 10 else tongue.cardinal(number)
        case "it":
            return tongue.ordinal(number)
        case "ru":
            return russian_ordinal(number, "n")
    return tongue.cardinal(number)


def _century(tongue: Tongue, match: re.Match[str]) -> tuple[Part, ...] | None:
    number = value(match.group(1))
    if not 0 < number < 40:
        return None
    if tongue.code == "ru":
        case = {"века": "g", "веке": "p", "веку": "d", "веком": "i"}.get(
            match.string[match.end() :][:5].strip(" .,"), "n"
        )
        return (Part(match.start(), match.end() - 1, russian_ordinal(number, case)),)
    return (Part(match.start(), match.end() - 1, tongue.ordinal(number)),)


def _year(tongue: Tongue, match: re.Match[str]) -> str | None:
    number = value(match.group(1))
    return year(tongue, number) if 1000 < number < 2100 else None
