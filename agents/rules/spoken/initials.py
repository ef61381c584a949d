"""English initials and single letters: the letter's name, without the pause or the article that a voice makes of it."""

import re
from functools import partial

from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue

NAMED_A = "eigh"  # eSpeak NG reads a lone A as the article, this as the letter's name
INITIAL = re.compile(r"(?<![\w.])([A-Z])\. (?=(?:[A-Z]\. ){0,3}([A-Z][a-z'’]+|[a-z]{4,}))")
LETTER = re.compile(
    r"(?:(?<=\b[Vv]itamin )|(?<=\b[Gg]rade )|(?<=\b[Pp]lan )|(?<=\b[Tt]ype )|(?<=\b[Gg]roup )|(?<=\b[Hh]epatitis )"
    r"|(?<=\b[Pp]oint )|(?<=\b[Ff]rom ))A(?![\w'’.]| [a-z]{3,} of)|(?<!\w)A(?= (?:to|->|→) [B-Z]\b)"
)


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Before the abbreviations."""
    if tongue.code != "en":
        return ()
    return (Rule(INITIAL, partial(_initial, tongue)), Rule(LETTER, lambda _: NAMED_A))


def _initial(tongue: Tongue, match: re.Match[str]) -> str | None:
    """`J. R. R. Tolkien`, `C. elegans`; never the end of a sentence (`plan B. The team`)."""
    name = match.group(2)
    before = re.search(r"([A-Za-z]+) $", match.string[: match.start()][-24:])
    words = tongue.table("initials")
    if name.lower() in words["openers"].split():
        return None
    if before is not None and before.group(1).lower() in words["lettered"].split():
        return None
    return f"{NAMED_A if match.group(1) == 'A' else match.group(1)} "
