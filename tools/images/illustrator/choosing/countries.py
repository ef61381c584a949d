"""Flags: of the country that a sentence is about, where nothing else of it can be shown and its flag flew then."""

from functools import lru_cache

from tools.images.illustrator import art
from tools.images.illustrator.choosing.matching import Match, matches, scan
from tools.images.illustrator.choosing.tables import Tables
from tools.images.illustrator.choosing.tokens import UNSPACED, Token

PREFIX = "flag: "
MODERN = 1950
"""Years before this are told without today's flags: most of them are younger."""
SUBJECT = 12
"""Characters from its beginning within which a sentence names what it is about."""
LONGEST = 4
CHARACTERS = 10


def flags(sentence: str, language: str, said: list[Token], known: Tables) -> list[tuple[str, Match]]:
    """The flag of the one country that is named, as label and place; none where two are, or in a tale of old days."""
    table = countries(language)
    stop = known.words("no_flags")
    if language in UNSPACED:
        found = [one for one in scan(sentence, table, CHARACTERS) if one.key not in stop]
    else:
        if any(token.word in known.words("old_days") or _old(token.word) for token in said):
            return []
        found = [one for one in matches(said, language, table, LONGEST) if one.key not in stop]
        found = [one for one in found if language not in {"en", "de"} or said[one.first].capital]
    about = len({table[one.key] for one in found}) == 1 and found[0].at <= SUBJECT
    return [(table[found[0].key], found[0])] if about else []


@lru_cache(maxsize=16)
def countries(language: str) -> dict[str, str]:
    """Folded name of a country to the label of its flag."""
    called = art.names(language) if language != "en" else {}
    found: dict[str, str] = {}
    for label, one in art.index().items():
        if one.group == "flags" and label.startswith(PREFIX):
            names = (label.removeprefix(PREFIX),) if language == "en" else called.get(label, ())[:1]
            found |= {name.lower(): label for name in names if len(name) > 1}
    return found


def _old(word: str) -> bool:
    return word.isdecimal() and len(word) <= 4 and 100 < int(word) < MODERN
