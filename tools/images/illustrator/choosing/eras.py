"""What did not exist yet: a thing told of an earlier time is shown as it was then, or not at all."""

from functools import lru_cache

from tools.images.illustrator.choosing.tables import known, lexicon
from tools.images.illustrator.choosing.tokens import Token


def fitting(label: str, said: list[Token]) -> str:
    """The label as of the time that the sentence tells of: the one before it, or '' where there was none."""
    rule = _rules().get(label)
    if rule is None:
        return label
    first, instead = rule
    year = told_of(said)
    return instead if year is not None and year < first else label


def told_of(said: list[Token]) -> int | None:
    """The latest year that the words name, by a number of four digits, somebody who lived then, or a time's name."""
    years = [int(token.word) for token in said if token.word.isdecimal() and len(token.word) == 4]
    people: dict[str, int] = lexicon()["lived"]
    years += [people[token.word] for token in said if token.word in people]
    spoken = f" {' '.join(token.word for token in said)} "
    years += [year for phrase, year in lexicon()["times"].items() if f" {phrase} " in spoken]
    return max((year for year in years if 1000 <= year <= 2100), default=None)


@lru_cache(maxsize=1)
def _rules() -> dict[str, tuple[int, str]]:
    """Label to its first year and what was there before."""
    return {label: (entry["since"], known(entry["before"])) for label, entry in lexicon()["eras"].items()}
