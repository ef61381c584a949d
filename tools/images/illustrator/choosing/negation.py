"""What a sentence says is not there: the words that a negation covers.

A language's file lists, under [negation]: `noun`, which deny the noun phrase after them ("no", "without"); `clause`,
which deny what follows up to the next mark ("not", "never"); `behind`, which deny the clause before them (Hindi,
Turkish, Japanese, Korean); `reach`, the words after which a noun phrase has ended; `unless`, phrases that look like a
negation and are none ("not only", "no less than").
"""

import re
from typing import Any

from tools.images.illustrator.choosing.tables import Tables
from tools.images.illustrator.choosing.tokens import Token

_CLAUSE = re.compile("[^，。！？；：、,.!?;:]+")
PHRASE = 5
"""Words that a denied noun phrase has at most."""


def denied(said: list[Token], tables: Tables) -> frozenset[int]:
    """Indices of the words that are denied."""
    rules: dict[str, Any] = tables.grammar.get("negation", {})
    if not rules:
        return frozenset()
    noun, clause, behind, reach = (_list(rules, name) for name in ("noun", "clause", "behind", "reach"))
    unless = [phrase.replace("_", " ") for phrase in rules.get("unless", "").split()]
    found: set[int] = set()
    words = [token.word for token in said]
    at = 0
    while at < len(said):
        length, kind = _negator(words, at, (noun, clause, behind), unless)
        if kind == "noun" and _doubled(said, at, clause):
            kind = ""
        if kind == "noun":
            found |= _phrase(said, at + length, reach)
        elif kind == "clause":
            found |= _after(said, at + length, rules)
        elif kind == "behind":
            found |= _before(said, at)
        at += max(length, 1)
    return frozenset(found)


def denied_characters(sentence: str, tables: Tables) -> frozenset[int]:
    """Indices of the characters that are denied, in a script without spaces."""
    rules = tables.grammar.get("negation", {})
    after, behind = _list(rules, "clause") | _list(rules, "noun"), _list(rules, "behind")
    found: set[int] = set()
    for clause in _CLAUSE.finditer(sentence):
        said, start = clause.group(), clause.start()
        first = min((said.find(word) for word in after if word in said), default=len(said))
        last = max((said.rfind(word) for word in behind), default=-1)
        found |= {*range(start + first, clause.end()), *range(start, start + max(last, 0))}
    return frozenset(found)


def _list(rules: dict[str, Any], name: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in rules.get(name, "").split())


def _negator(words: list[str], at: int, kinds: tuple[frozenset[str], ...], unless: list[str]) -> tuple[int, str]:
    """How many words the negation here has, and its kind; a phrase of `unless` is skipped whole."""
    for length in (3, 2, 1):
        phrase = " ".join(words[at : at + length])
        if phrase in unless:
            return length, ""
        for kind, entries in zip(("noun", "clause", "behind"), kinds, strict=True):
            if phrase in entries:
                return length, kind
    if words[at].endswith("n't") and any("not" in entries for entries in kinds):
        return 1, "clause"
    return 1, ""


def _doubled(said: list[Token], at: int, clause: frozenset[str]) -> bool:
    """Whether a denial stands before a 'without' in its clause: "cannot live without water" shows water."""
    for back in range(at - 1, max(at - 6, -1), -1):
        if said[back].word in clause or said[back].word.endswith("n't"):
            return said[at].word in {"without", "sans", "sin", "ohne"}
        if said[back].breaks:
            return False
    return False


def _phrase(said: list[Token], start: int, reach: frozenset[str]) -> set[int]:
    found: set[int] = set()
    for index in range(start, min(start + PHRASE, len(said))):
        token = said[index]
        if token.opens or (token.breaks and index > start) or token.word in reach:
            break
        found.add(index)
    return found


def _after(said: list[Token], start: int, rules: dict[str, Any]) -> set[int]:
    """All up to the next mark or turning word."""
    turns = _list(rules, "turns")
    found: set[int] = set()
    for index in range(start, len(said)):
        token = said[index]
        if token.breaks or token.opens or token.word in turns:
            break
        found.add(index)
    return found


def _before(said: list[Token], at: int) -> set[int]:
    found: set[int] = set()
    for index in range(at - 1, -1, -1):
        found.add(index)
        if said[index].breaks or said[index].opens:
            break
    return found
