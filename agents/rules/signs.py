"""Requests written in emoji: each sign that has a drawing is read as its name, the others say nothing."""

import re
import unicodedata
from functools import lru_cache

from tools.images.illustrator.art import index

WORDS = 16
"""Words of a request up to which its emoji are read: in a longer text they only decorate."""
SIGN = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
)


def legible(text: str) -> str:
    """A short request with its emoji as words ("🦖🔥 in 20 s" is "T-Rex, fire in 20 s"); any other text as it is."""
    if not SIGN.search(text) or len(SIGN.sub(" ", text).split()) > WORDS:
        return text
    return " ".join(re.sub(rf"(?:\s*{SIGN.pattern}\s*)+", _named, text).split())


def _named(match: re.Match[str]) -> str:
    names = [unicodedata.name(sign[0], "").casefold() for sign in SIGN.findall(match[0])]
    known = [label for name in names if (label := _labels().get(name) or _labels().get(name.removesuffix(" face")))]
    return f" {', '.join(known)} "


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {label.casefold(): label for label in index()}
