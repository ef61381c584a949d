"""German: the forms of "ein" and of ordinals, by the gender of the noun that follows and the case before it."""

import re
from functools import partial

from agents.rules.spoken.pieces import Part
from agents.rules.spoken.scan import Rule
from agents.rules.spoken.tongue import Tongue

ONE = re.compile(r"(?<![\w.,:/–-])1 (?:([a-zäöüß]+(?:e|er|es|en|em)) )?([A-ZÄÖÜ][\wäöüß]*(?:-[A-ZÄÖÜ]\w+)*)(?!\w)")
ORDINAL = re.compile(r"(?<![\w.,/])(\d{1,3})\. (?=([A-ZÄÖÜ]\w+))")
BEFORE = re.compile(r"(?:(\w+) )?(\w+) $")
ENDINGS = {"m": "r", "n": "s", "f": "", "": "r"}


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Before the rules for dates and numbers."""
    if tongue.code != "de":
        return ()
    units = "|".join(re.escape(unit) for unit in sorted(tongue.table("units"), key=len, reverse=True))
    unit = re.compile(rf"(?<![\w.,:/–-])1 ?({units})(?![\w²³/^])")
    return (
        Rule(ONE, partial(_one, tongue)),
        Rule(unit, partial(_one_unit, tongue)),
        Rule(ORDINAL, partial(_ordinal, tongue)),
    )


def gender(tongue: Tongue, noun: str) -> str:
    """The gender of a noun by its ending, "" when the ending does not tell; a compound has that of its last part."""
    nouns = tongue.table("nouns")
    low = noun.lower()
    known = {word: sex for sex in ("m", "f", "n") for word in nouns[sex].split()}
    listed = max((word for word in known if low.endswith(word)), key=len, default="")
    if listed and (len(listed) > 3 or listed == low):
        return known[listed]
    endings = {ending: sex for sex in ("m", "f", "n") for ending in nouns[f"ends_{sex}"].split()}
    return endings.get(max((ending for ending in endings if low.endswith(ending)), key=len, default=""), "")


def _words_before(match: re.Match[str]) -> tuple[str, str]:
    found = BEFORE.search(match.string[max(0, match.start() - 40) : match.start()])
    return ((found.group(1) or "").lower(), found.group(2).lower()) if found else ("", "")


def _one(tongue: Tongue, match: re.Match[str]) -> tuple[Part, ...] | None:
    """`1 Frau` is "eine Frau", `mit 1 Mann` "mit einem Mann"."""
    noun = match.group(2)
    sex = gender(tongue, noun)
    if not sex or noun in tongue.table("units") or noun == tongue.table("times").get("word"):
        return None
    return (Part(match.start(), match.start() + 1, _article(tongue, sex, match)),)


def _one_unit(tongue: Tongue, match: re.Match[str]) -> str:
    """`für 1 km` is "für einen Kilometer"."""
    forms = tongue.table("units")[match.group(1)]
    return f"{_article(tongue, forms[-1], match)} {forms[0]}"


def _article(tongue: Tongue, sex: str, match: re.Match[str]) -> str:
    """The article in the case of the preposition before it, or of an object after certain verbs."""
    cases = tongue.table("cases")
    before = _words_before(match)[1]
    sentence = re.split(r"[.!?:;]", match.string[: match.start()])[-1].lower()
    if before in cases["dative"].split():
        ending = "er" if sex == "f" else "em"
    elif before in cases["accusative"].split() or any(verb in sentence.split() for verb in cases["has_object"].split()):
        ending = {"m": "en", "f": "e", "n": ""}[sex]
    else:
        ending = "e" if sex == "f" else ""
    return f"ein{ending}"


def _ordinal(tongue: Tongue, match: re.Match[str]) -> tuple[Part, ...] | None:
    """`ein 3. Weg` is "ein dritter Weg", `in der 2. Reihe` "in der zweiten Reihe"."""
    number, noun = int(match.group(1)), match.group(2)
    first, article = _words_before(match)
    cases = tongue.table("cases")
    is_date = noun in tongue.table("dates")["months"].split()
    if not number or is_date or article not in cases["articles"].split():
        return None
    sex = gender(tongue, noun)
    if article in ("der", "die", "das"):
        oblique = article == "der" and (sex == "f" or first in cases["dative"].split())
        ending = "n" if oblique else ""
    elif article.endswith(("en", "m", "r", "es")) and article not in ("ihr", "unser"):
        ending = "n"
    else:
        ending = "" if article.endswith("e") else ENDINGS[sex]
    return (Part(match.start(1), match.end(1) + 1, tongue.ordinal(number) + ending),)
