"""Text for the voice: numbers, signs and short forms of a written text in the words of its language."""

from functools import lru_cache

from agents.rules.spoken import (
    amounts,
    codes,
    counters,
    counts,
    formulas,
    german,
    initials,
    links,
    markdown,
    moments,
    money,
    roman,
    russian,
    symbols,
    units,
    years,
)
from agents.rules.spoken.pieces import Spelled, assemble
from agents.rules.spoken.scan import Rule, flat, scan
from agents.rules.spoken.tongue import tongue


def spell(text: str, language: str) -> Spelled:
    """What a voice is given for `text` in a BCP 47 language, and which of its characters each part came from.

    In a language without a table (languages/) digits are left to the voice; links, emoji and marks are still taken
    out. Never raises, in time that grows with the length of the text.
    """
    said = scan(flat(text), _rules(language))
    dropped = symbols.leftovers(text, said, digits=not tongue(language).known)
    return assemble(text, sorted((*said, *dropped), key=lambda part: part.start))


@lru_cache(maxsize=32)
def _rules(language: str) -> tuple[Rule, ...]:
    """Every rule of a language; what may be said in more than one way is taken by the more special rule first."""
    speaker = tongue(language)
    return (
        *markdown.links(),
        *links.rules(speaker),
        *markdown.rules(),
        *counters.rules(speaker),
        *german.rules(speaker),
        *initials.rules(speaker),
        *moments.rules(speaker),
        *symbols.abbreviations(speaker),
        *codes.rules(speaker),
        *russian.years(speaker),
        *years.certain(speaker),
        *money.rules(speaker),
        *amounts.rules(speaker),
        *units.rules(speaker),
        *formulas.rules(speaker),
        *years.rules(speaker),
        *russian.counts(speaker),
        *counts.rules(speaker),
        *roman.rules(speaker),
        *symbols.signs(speaker),
    )
