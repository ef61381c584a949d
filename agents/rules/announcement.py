"""An event of the user's own in a request: its words are the whole script, and there is nothing to look up."""

import re
from functools import lru_cache

from agents.rules.folding import fold, fold_pattern
from agents.rules.phrases import tables

ENDED = ".!?…。！？؟।"
TAIL = re.compile(r"(?:,? \d{4})?[\s,;–—(-]*")
PARTS = ("occasion", "gathering", "fete", "month")


def announces(topic: str) -> bool:
    """Whether the words tell of an event of the user's own, with its date, time or place; or of a day and its hour."""
    said = fold(topic).text
    if _finds("past", said) or any(int(year) < int(tables()["event"]["ahead"]) for year in _years(said)):
        return False
    when, at = _finds("date", said), _finds("clock", said)
    if _finds("own", said):
        return when or at or _finds("day", said) or _finds("place", said)
    return when and at


def dated(before: str) -> bool:
    """Whether folded words end in a date, so that "9:30" after them is an hour and no length of time."""
    matches = (match for name in ("date", "day") for match in _pattern(name).finditer(before))
    return any(TAIL.fullmatch(before, match.end()) for match in matches)


def script(topic: str) -> str:
    """The words as they are spoken: they begin with a capital and end."""
    words = topic.strip().rstrip(",;:،؛，；：-–— ")
    stop = "。" if "\u3000" < words[-1:] < "\ua000" else "."
    return f"{words[:1].upper()}{words[1:]}" + ("" if words[-1:] in ENDED else stop)


def _years(said: str) -> list[str]:
    return re.findall(r"(?<![\d:.,])(1\d{3}|20\d\d)(?![\d:])", said)


def _finds(name: str, said: str) -> bool:
    return _pattern(name).search(said) is not None


@lru_cache(maxsize=16)
def _pattern(name: str) -> re.Pattern[str]:
    data = tables()["event"]
    written: str = data[name]
    for part in PARTS:
        written = written.replace("{" + part + "}", data[part])
    return re.compile(fold_pattern(written))
