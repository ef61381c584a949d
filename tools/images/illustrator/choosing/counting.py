"""How many of a thing a sentence speaks of."""

from tools.images.illustrator.choosing.matching import Match
from tools.images.illustrator.choosing.tables import Tables
from tools.images.illustrator.choosing.tokens import Token

MOST = 12
MANY = 6
"""Drawn for a number above `MOST`: more than one counts at a glance."""
SOME = 2
"""Drawn for a plural without a number."""
LOOK_BACK = 4


def count(said: list[Token], match: Match, plural: bool, tables: Tables) -> int:
    """1 to 12: the number or the group said before the word; a plural alone is two."""
    numbers: dict[str, int] = tables.grammar.get("numbers", {})
    groups: dict[str, int] = tables.grammar.get("groups", {})
    joints = tables.words("joints")
    after_joint = False
    for index in range(match.first - 1, max(match.first - 1 - LOOK_BACK, -1), -1):
        if said[index + 1].breaks or said[index + 1].opens:
            break
        word = said[index].word
        if word.isdecimal() and len(word) == len("1886"):
            break  # a year, not a number of things
        if word in joints:
            after_joint = True
        elif after_joint and word in groups:
            return groups[word]
        elif (number := _number(word, numbers)) is not None:
            # "one of the foxes" is one; "a hundred horses" is many
            return max(1, min(number, MANY if number > MOST else MOST))
        elif word in tables.words("ends_count"):
            break
    return SOME if plural else 1


def _number(word: str, numbers: dict[str, int]) -> int | None:
    if word in numbers:
        return numbers[word]
    digits = word.replace(",", "").replace(".", "") if not word.isdigit() else word
    return int(digits[:6]) if digits.isdecimal() else None
