"""Numbers with units of measure, in the singular or plural that the language wants; feet and inches, angles."""

import re
from functools import partial

from agents.rules.spoken.amounts import AMOUNT, SPACE, any_of, scale_names, scaled, scaled_noun
from agents.rules.spoken.moments import is_oblique
from agents.rules.spoken.numeral import NUMBER
from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue

ARTICLE = re.compile(r"(?<!\w)[Aa]n? $")  # a 90° angle, a 5 km run: the unit is an adjective
HEIGHT = re.compile(r"(?<![\w.,'])(\d)['′’] ?(\d{1,2})(?:[\"″”]|'')(?!\w)")
ANGLE = re.compile(r"(?<![\w.,])(\d{1,3})° ?(\d{1,2})[′'’](?: ?(\d{1,2})(?:[″\"”]|''))?(?!\w)")
FOLLOWED = r"(?![\w²³/^]|-\d)"
UNSPACED = r"(?![A-Za-z0-9_²³/^]|-\d)"  # Chinese and Japanese go on without a space
# "in" is a unit before these and at the end of a clause, and a preposition otherwise.
INCHES = r"in(?:\.(?=\s[a-z]))?(?=\s*(?:[.,;:!?)\"”×x]|$|\s(?:long|wide|tall|high|deep|thick|by|of|across|in)\b))"


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """After the rules for money."""
    units = tongue.table("units")
    if not units:
        return ()
    names = any_of(name for name in units if name != "in")
    inches = INCHES if "in" in units else "(?!)"
    scale = rf"(?:{SPACE}({scale_names(tongue)})(?!\w))?"
    factors = rf"(?:{SPACE}?[×x]{SPACE}?({NUMBER}))?"
    per = rf"(?:/({any_of((*units, *tongue.table('per')))}))?" if tongue.word("per") else "()"
    # The full stop of `5 ft. tall` belongs to the unit.
    stop = r"(?:\.(?= [a-z]))?" if tongue.code == "en" else ""
    followed = UNSPACED if tongue.data.get("unspaced") else FOLLOWED
    unit = rf"(?:({names}){per}{followed}{stop}|({inches}))"
    pattern = rf"{AMOUNT}{factors}{scale}(?:{SPACE}|(-))?{unit}"
    return (
        Rule(ANGLE, partial(_parts, tongue, ("°", "min", "s"))),
        *((Rule(HEIGHT, partial(_parts, tongue, ("ft", "in"))),) if "in" in units else ()),
        Rule(re.compile(pattern), partial(_unit, tongue)),
    )


def _parts(tongue: Tongue, names: tuple[str, ...], match: re.Match[str]) -> str:
    """Units one after the other: feet and inches; degrees, minutes and seconds."""
    units = tongue.table("units")
    found = zip(match.groups(), names, strict=True)
    return tongue.glue.join(tongue.counted(tongue.parse(part), units[name]) for part, name in found if part)


def _unit(tongue: Tongue, match: re.Match[str]) -> str | None:
    low, high, factor, scale, hyphen, unit, per, inches = match.groups()
    unit = unit or inches.rstrip(".")
    if _is_no_unit(tongue, match, unit, hyphen, high):
        return None
    if unit == "m" and not per and _is_million(tongue, match):
        return scaled(tongue, tongue.parse(low), unit) if not high and not factor else None
    forms = _forms(tongue, unit, per)
    oblique = is_oblique(tongue, match)
    last = tongue.parse(factor or high or low)
    if high or factor:
        link = tongue.word("by") if factor else tongue.word("through")
        gender = forms[-1] if tongue.code in ("ar", "he") and forms[-1] in ("m", "f") else ""
        head = tongue.glue.join((tongue.say(tongue.parse(low), gender, oblique), link, ""))
        return head + _last(tongue, match, scale, forms, oblique=True)
    if tongue.code == "en" and (hyphen or ARTICLE.search(match.string, max(0, match.start() - 4), match.start())):
        return f"{scaled(tongue, last, scale) if scale else tongue.say(last)} {forms[0]}"
    return _last(tongue, match, scale, forms, oblique)


def _last(tongue: Tongue, match: re.Match[str], scale: str | None, forms: list[str], oblique: bool) -> str:
    """The number that stands next to the unit, and the unit."""
    last = tongue.parse(match.group(3) or match.group(2) or match.group(1))
    if scale:
        return scaled_noun(tongue, last, scale, forms, oblique)
    return tongue.counted(last, forms, oblique)


def _forms(tongue: Tongue, unit: str, per: str | None) -> list[str]:
    """The forms of a unit, or of one unit per another."""
    forms: list[str] = list(tongue.table("units")[unit])
    names = tongue.table("units") | tongue.table("per")
    return [f"{form} {tongue.word('per')} {names[per][0]}" for form in forms] if per else forms


def _is_no_unit(tongue: Tongue, match: re.Match[str], unit: str, hyphen: str | None, high: str | None) -> bool:
    """`50K` is fifty thousand; `3-h` and `2-t` may be a name outside English."""
    if unit == "K" and match.string[match.end(6) - 2].isdigit():
        return True
    return bool(hyphen) and (bool(high) or (unit in ("m", "h", "s", "t") and tongue.code != "en"))


def _is_million(tongue: Tongue, match: re.Match[str]) -> bool:
    """Whether `1.5m` counts what comes after it (people, copies) and is no length."""
    after = re.match(r" ([a-z]+)", match.string[match.end() : match.end() + 24])
    return after is not None and after.group(1) in tongue.table("scale_words").get("counts", "").split()
