"""What money and units share: numbers and ranges of them, powers of ten after them; and percentages."""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from agents.rules.spoken.moments import is_oblique
from agents.rules.spoken.numeral import NUMBER, SIGN, START, Numeral
from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue

SPACE = "[ \u00a0\u2009\u202f]"
# No letter, but for an Arabic particle that is written together with what follows, and where no spaces are written.
BEFORE = "(?<![^\\Wوفبلك\u3040-\u30ff\u3400-\u9fff])"
AMOUNT = rf"{BEFORE}(?<!\w[.,/:]){START}({SIGN}{NUMBER})(?:{SPACE}?[–—-]{SPACE}?({NUMBER}))?"


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Percentages; in Turkish their sign comes first."""
    if not tongue.known:
        return ()
    upper = rf"(?:{SPACE}?%?{SPACE}?[–—-]{SPACE}?({NUMBER}))?"
    pattern = rf"{BEFORE}(?<!\w[.,/:]){START}({SIGN}{NUMBER}){upper}{SPACE}?([%‰])"
    if tongue.code == "tr":
        pattern = rf"{pattern}|([%‰]){SPACE}?({NUMBER})"
    return (Rule(re.compile(pattern), partial(_percent, tongue)),)


def _percent(tongue: Tongue, match: re.Match[str]) -> str:
    low, high, sign = match.group(1, 2, 3)
    if low is None:
        sign, low = match.group(4, 5)
    number, oblique = tongue.parse(low), is_oblique(tongue, match)
    said = tongue.say(number, "", oblique)
    if high:
        said = tongue.glue.join((said, tongue.word("through"), tongue.say(tongue.parse(high), "", oblique=True)))
    word = tongue.word("percent" if sign == "%" else "permille")
    noun = word.split("|")
    last = tongue.parse(high) if high else number
    word = tongue.noun(last, noun) if len(noun) > 1 else word
    return word.format(n=said) if "{n}" in word else f"{said}{tongue.glue}{word}"


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def scale_names(tongue: Tongue) -> str:
    """What may stand between a number and its unit or currency: an abbreviation, or a word that is said as it is."""
    words = tongue.table("scale_words").get("list", "").split()
    return any_of([*tongue.table("scales"), *words]) or "(?!)"


def scaled_noun(tongue: Tongue, number: Numeral, scale: str, noun: Sequence[str], oblique: bool) -> str:
    """So many millions of something."""
    said = scaled(tongue, number, scale, oblique)
    plural = [form for form in noun if form not in ("m", "f", "n")]
    name = noun[0] if tongue.code == "ar" else plural[-1]
    of = tongue.word("scale_of")
    if of == "de" and tongue.code == "fr" and name[0] in "aeiouyh":
        return f"{said} d'{name}"
    return tongue.glue.join(part for part in (said, of, name) if part)


def scaled(tongue: Tongue, number: Numeral, scale: str, oblique: bool = False) -> str:
    """A number and its power of ten: an abbreviation's word, or the word that is written."""
    forms = tongue.table("scales").get(scale)
    if forms is None:
        return f"{tongue.say(number, '', oblique)}{tongue.glue}{scale}"
    return tongue.counted(number, [forms] if isinstance(forms, str) else forms, oblique)
