"""Where and when a sentence plays: its place, hour and weather, where it names them."""

from functools import lru_cache

from tools.images.illustrator.choosing.matching import matches, scan
from tools.images.illustrator.choosing.negation import denied, denied_characters
from tools.images.illustrator.choosing.tables import tables
from tools.images.illustrator.choosing.tokens import UNSPACED, base, tokens

PHRASE = 5
CHARACTERS = 6
"""Of the longest word or phrase of a setting, in words and, where they are not spaced, in characters."""


def named(sentence: str, language: str, what: str) -> str | None:
    """The entry of the language's table `what` that the sentence names and does not deny.

    A table lists its entries by how much they decide: the first of it that is named wins. Entry `none` holds phrases
    that only sound like a place or an hour ("field of study").
    """
    language = base(language)
    known = tables(language)
    entries = _entries(language, what)
    if not entries:
        return None
    if language in UNSPACED:
        away = denied_characters(sentence, known)
        found = [one for one in scan(sentence, entries, CHARACTERS) if one.at not in away]
    else:
        said = tokens(sentence, language)
        away_words = denied(said, known)
        found = [one for one in matches(said, language, entries, PHRASE) if one.first not in away_words]
    names = {entries[one.key] for one in found}
    return next((name for name in known.grammar[what] if name in names and name != "none"), None)


@lru_cache(maxsize=64)
def _entries(language: str, what: str) -> dict[str, str]:
    """Word to name."""
    listed: dict[str, str] = tables(language).grammar.get(what, {})
    return {word.replace("_", " "): name for name, words in listed.items() for word in words.split()}
