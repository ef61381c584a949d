"""Money: a sign or a code before or after a number, with hundredths or with a power of ten."""

import re
from collections.abc import Sequence
from typing import Any

from agents.rules.spoken.amounts import AMOUNT, BEFORE, SPACE, any_of, scale_names, scaled_noun
from agents.rules.spoken.moments import is_oblique
from agents.rules.spoken.numeral import NUMBER, START, Numeral
from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Before the rules for units: `$5m` is five million dollars."""
    if not tongue.known:
        return ()
    signs = any_of(tongue.table("money"))
    scale = rf"(?:{SPACE}?({scale_names(tongue)})(?!\w))?"
    upper = rf"(?:{SPACE}?[–—-]{SPACE}?(?:{signs})?({NUMBER}))?"
    per = tongue.table("units") | tongue.table("per") if tongue.word("per") else {"\n\n": []}
    before = rf"{BEFORE}([-−]?)({signs}){SPACE}?{START}({NUMBER}){upper}{scale}(?!\d)(?:/({any_of(per)})(?!\w))?"
    after = rf"{AMOUNT}{scale}{SPACE}?({signs})(?!\w)"
    return (
        Rule(
            re.compile(before),
            lambda match: _money(tongue, match, match.group(2, 3, 4, 5), match.group(1)) + _per(tongue, match),
        ),
        Rule(re.compile(after), lambda match: _money(tongue, match, match.group(4, 1, 2, 3))),
    )


def _money(tongue: Tongue, match: re.Match[str], parts: tuple[str | Any, ...], minus: str = "") -> str:
    """An amount of money; `parts` are the sign, the number, the number up to which it goes, and the power of ten."""
    sign, low, high, scale = parts
    forms = tongue.table("money")[sign]
    oblique = is_oblique(tongue, match)
    number = tongue.parse(minus + low)
    head = f"{tongue.say(number)}{tongue.glue}{tongue.word('through')}{tongue.glue}" if high else ""
    oblique = oblique or bool(high)
    last = tongue.parse(high or minus + low)
    if scale:
        return head + scaled_noun(tongue, last, scale, forms[0], oblique)
    if len(last.decimals) == 2 and len(forms) > 1 and forms[1] and not high:
        return _with_cents(tongue, last, forms, oblique)
    return head + tongue.counted(last, forms[0], oblique)


def _with_cents(tongue: Tongue, number: Numeral, forms: Sequence[Sequence[str]], oblique: bool) -> str:
    whole = Numeral(number.whole, "", number.sign)
    cents = Numeral(number.decimals.lstrip("0") or "0")
    parts = [tongue.counted(whole, forms[0], oblique)] if number.value or not cents.value else []
    if cents.value:
        parts.append(tongue.counted(cents, forms[1], oblique))
    return tongue.word("cents_and").join(parts) if parts else ""


def _per(tongue: Tongue, match: re.Match[str]) -> str:
    """`$2/lb` is so much per pound."""
    unit = match.group(6)
    names = tongue.table("units") | tongue.table("per")
    return f" {tongue.word('per')} {names[unit][0]}" if unit else ""
