"""What is shown when: the cues of a sidecar, and how many words somebody who reads them out says."""

import re
from collections.abc import Iterable
from pathlib import Path

from core.errors import Mistake
from tools.sources.subtitles import Line, parse

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEARS = range(1100, 2100)
_YEAR_WORDS = 2  # nineteen forty
UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that are written without spaces between words."""


def cues(*paths: Path | None) -> tuple[Line, ...]:
    """The cues of the first sidecar that can be read; none where none can."""
    for path in paths:
        try:
            if path is not None and (found := parse(path.read_bytes(), path.name)):
                return found
        except (OSError, Mistake):
            continue
    return ()


def count(texts: Iterable[str]) -> int:
    """The spoken words of English texts: numbers count as the words that say them."""
    return sum(_words(token) for text in texts for token in re.split(r"[\s:–—-]+", text))


def _words(token: str) -> int:
    number = _NUMBER.search(token)
    if number is None:
        return int(any(char.isalpha() for char in token))
    from num2words import num2words

    plain = number[0].replace(",", "")
    if plain.isdecimal() and "," not in number[0] and int(plain) in _YEARS:
        return _YEAR_WORDS
    try:
        return len(str(num2words(plain)).replace("-", " ").replace(",", "").split())
    except (ValueError, ArithmeticError, OverflowError):
        return 1
