"""Abbreviations in full, signs by their names, Greek letters of formulas; what has no sound is left out."""

import re
import unicodedata
from functools import lru_cache, partial

from agents.rules.spoken.pieces import Part
from agents.rules.spoken.roman import value
from agents.rules.spoken.scan import TAKEN, Rule
from agents.rules.spoken.tongue import Tongue

GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
LETTER = re.compile(
    r"(?<![\u0370-\u03ff\u1f00-\u1fff])[\u0391-\u03a9\u03b1-\u03c9\u03d5\u2206](?![\u0370-\u03ff\u1f00-\u1fff])"
)
KEPT = frozenset(".,;:!?…'\"()-–—‘’‚‛“”„‟‹›«»¿¡،؛؟۔؍।॥。、，；：！？（）「」『』《》〈〉・·׳״־ʻ")
READ_BY_VOICES = frozenset("%‰&@#°§")  # left, like digits, to the voice of a language without a table
JOINERS = "\u200c\u200d"
ARROW = re.compile("[-=]{1,2}>|[⟶➔➜➡]\ufe0f?")
BESIDE = re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])")


def abbreviations(tongue: Tongue) -> tuple[Rule, ...]:
    """Before the rules for numbers, which need to see the figure after `No.`."""
    found = []
    numbered = tongue.table("short_before_number")
    if numbered:
        pattern = rf"(?<![\w.])({_any(numbered)}) ?(?=\d)"
        found.append(Rule(re.compile(pattern), lambda match: numbered[match.group(1)]))
        roman = rf"(?<![\w.])({_any(numbered)}) ([IVXLC]{{1,8}})(?!['’\w])"
        found.append(Rule(re.compile(roman), partial(_numbered, tongue)))
    short = tongue.table("short")
    if short:
        pattern = rf"(?<![\w.])({_any(short)})(?!\w)"
        found.append(Rule(re.compile(pattern), partial(_short, tongue)))
    return tuple(found)


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _numbered(tongue: Tongue, match: re.Match[str]) -> str | None:
    """`vol. IV`; never `No. I think`."""
    number = value(match.group(2))
    if not number or match.group(2) == "I":
        return None
    return f"{tongue.table('short_before_number')[match.group(1)]} {tongue.cardinal(number)}"


def _short(tongue: Tongue, match: re.Match[str]) -> str | None:
    """The full word; a full stop that ends the sentence too is kept."""
    written = match.group(1)
    said = str(tongue.table("short")[written])
    before = match.string[max(0, match.start() - 16) : match.start()]
    after = match.string[match.end() : match.end() + 3]
    if written.rstrip(".") in tongue.table("units") and re.search(r"\d[ -]?$", before):
        return None
    if written == "St." and re.search(r"[A-Z]\w+ $", before) and not re.match(r" [A-Z]", after):
        said = "Street"
    if not written.endswith("."):
        return said
    ends = not after.strip(" \"'”’)»") or (written in ("etc.", "a.m.", "p.m.") and re.match(r" [A-Z]", after))
    return f"{said}." if ends else said


def signs(tongue: Tongue) -> tuple[Rule, ...]:
    """After the rules for numbers."""
    names = tongue.table("greek").get("names", "").split()
    found = []
    if names and tongue.code != "el":
        found.append(Rule(LETTER, partial(_letter, names)))
    if tongue.known:
        found.append(Rule(BESIDE, partial(_beside, tongue)))
        found.append(Rule(ARROW, lambda _: tongue.table("symbols").get("→", "")))
    table = tongue.table("symbols")
    if table:
        pattern = f"[{re.escape(''.join(sign for sign in table if len(sign) == 1))}]"
        found.append(Rule(re.compile(pattern), partial(_sign, tongue)))
    return tuple(found)


def _sign(tongue: Tongue, match: re.Match[str]) -> str:
    """The name of a sign; `(≈5 km)` and `(<5 km)` compare nothing that stands before them."""
    sign = match.group()
    said = str(tongue.table("symbols")[sign])
    before = match.string[max(0, match.start() - 2) : match.start()].rstrip()
    if before and (before[-1].isalnum() or before[-1] in f"{TAKEN})]"):
        return said
    return tongue.word("about") if sign in "≈≃" else said.removeprefix("is ")


def _letter(names: list[str], match: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFKC", match.group()).lower().replace("∆", "δ").replace("ς", "σ")
    return names[GREEK.index(letter)] if letter in GREEK else ""


def _beside(tongue: Tongue, match: re.Match[str]) -> str:
    """`he/she` is he or she; `TCP/IP` and `and/or` are only read one after the other."""
    words = re.search(r"([^\W\d_]+)/$", match.string[max(0, match.start() - 24) : match.end()])
    after = re.match(r"[^\W\d_]+", match.string[match.end() :][:24])
    small = words and after and words.group(1).islower() and after.group().islower()
    joined = words and words.group(1) == tongue.word("and")
    return tongue.word("or") if small and not joined else ""


def leftovers(text: str, taken: list[Part], digits: bool) -> list[Part]:
    """Characters that no rule took and that have no sound: pictographs, marks, signs without a name; and controls."""
    covered = {at for part in taken for at in range(part.start, part.end)}
    found: list[Part] = []
    for at, char in enumerate(text):
        silent = not char.isspace() and _is_silent(char, digits)
        after = bool(found) and found[-1].end == at and char in JOINERS
        if (silent or after) and at not in covered:
            found.append(Part(at, at + 1, ""))
    return found


@lru_cache(maxsize=8192)
def _is_silent(char: str, digits: bool) -> bool:
    """Whether a character is left out; `digits` are kept for a language whose voice reads them."""
    category = unicodedata.category(char)
    if category == "Nd":
        return not digits
    if category in ("Lo", "Ll", "Lu", "Lt", "Lm", "Mc", "Mn", "Me"):
        return 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF or ord(char) in (0x20E3, 0x20DD)
    if digits and (category in ("Sc", "Sm") or char in READ_BY_VOICES):
        return False
    if category == "Cf":
        return 0xE0000 <= ord(char) <= 0xE007F
    return char not in KEPT
