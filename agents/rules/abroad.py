"""Requests in other languages than English and Arabic (abroad.toml): their wishes, and what they are about."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from agents.rules.folding import fold_pattern
from agents.rules.text import language_of

HAN = "一二三四五六七八九"
NUMBER = rf"\d{{1,4}}(?:[.,]\d{{1,2}})?|[{HAN}十]{{1,4}}"
LENGTH = (
    r"(?:(?P<m>{n})[\s-]*(?:{minutes})(?P<h>{half})?(?:\s*(?P<r>{n})\s*(?:{seconds}))?|(?P<s>{n})[\s-]*(?:{seconds}))"
)
SHAPES = ("story", "steps", "explainer")
NOTHING = r"(?!)"
DEEP = 3  # levels of words inside words
ENDS = " \t\n.,;:!?。、，！？।،؟"


@dataclass(frozen=True)
class Wish:
    """A wish and where the folded text says it; with `keep` its words stay in the topic."""

    option: str
    value: object
    start: int
    end: int
    keep: bool = False


@dataclass(frozen=True)
class Abroad:
    """What a request says: its wishes, who it is for, and the parts that only ask (start and end)."""

    wishes: tuple[Wish, ...]
    listeners: re.Match[str] | None
    asking: tuple[tuple[int, int], ...]


def read(text: str) -> Abroad | None:
    """Read a folded request; None when it is in no language of the table, or says nothing but a topic."""
    name = language(text)
    listeners = next(
        (one for written in _tables()["audience"]["patterns"] if (one := _own(written).search(text))), None
    )
    if name is None:
        return None
    left = text if listeners is None else _without(text, *listeners.span())
    wishes: list[Wish] = []
    for wish in (*_styles(name, left), *_aspects(name, left), *_durations(name, left)):
        if wish.option not in {one.option for one in wishes}:
            wishes.append(wish)
            left = _without(left, wish.start, wish.end)
    begin = len(left) - len(left.lstrip(ENDS))
    end = len(left.rstrip(ENDS))
    found = next(
        (one for ask in _table(name)["asks"] if (one := _pattern(name, ask).fullmatch(left, begin, end))), None
    )
    if found is None and not wishes:
        return None
    first, last = found.span("topic") if found is not None else (begin, end)
    if listeners is not None and _inside(left, listeners, first, last):
        listeners = None
    if found is not None and not any(wish.option == "aspect" for wish in wishes):
        wishes += _head(name, left, first, last)
    wishes += _shapes(name, text, 0, len(text)) or _shapes(name, text, first, last)
    return Abroad(tuple(wishes), listeners, ((0, first), (last, len(text))) if found is not None else ())


def language(text: str) -> str | None:
    """The language of a request that the table knows: by its script and its common words, else by words of its own."""
    found = language_of(text)
    if found in _tables() and found not in ("shared", "audience"):
        return found
    own = (name for name, table in _tables().items() if "own" in table and _pattern(name, table["own"]).search(text))
    return next(own, None)


def _inside(left: str, listeners: re.Match[str], first: int, last: int) -> bool:
    """Whether the listeners are what the request is about: "life for children in the street"."""
    before, after = left[first : listeners.start()], left[listeners.end() : last]
    return first < listeners.start() < last and bool(before.strip(ENDS) and after.strip(ENDS))


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("abroad.toml").read_text("utf-8"))


def _table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = _tables()[name]
    return found


@lru_cache(maxsize=64)
def _own(written: str) -> re.Pattern[str]:
    return re.compile(fold_pattern(written))


def filled(name: str, written: str) -> str:
    """A pattern of a language with its macros filled in; words of a language are used in each other."""
    table = _table(name)
    words = [re.escape(word.split("=")[0]) for word in table.get("numbers", "").split()]
    macros = {
        "please": "",
        "adverbs": "",
        "len": LENGTH,
        "n": f"(?:{'|'.join([NUMBER, *sorted(words, key=len, reverse=True)])})",
        "style": f"(?:{'|'.join(sorted(table.get('styles', {}), key=len, reverse=True))})",
        "half": NOTHING,
        **_tables()["shared"],
        **{key: value for key, value in table.items() if isinstance(value, str)},
    }
    for _ in range(DEEP):
        for macro, value in macros.items():
            written = written.replace("{" + macro + "}", value)
    return written


@lru_cache(maxsize=512)
def _pattern(name: str, written: str) -> re.Pattern[str]:
    """A pattern of a language, for folded text."""
    return re.compile(fold_pattern(filled(name, written)))


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _durations(name: str, text: str) -> Iterator[Wish]:
    never = _pattern(name, _table(name)["never"])
    for written in _table(name)["durations"]:
        for match in _pattern(name, written).finditer(text):
            said = match.groupdict()
            number = next(at for key in ("m", "s") if said.get(key) and (at := match.start(key)) >= 0)
            if never.search(text[:number]):
                continue
            minutes = _number(name, said.get("m")) + (0.5 if said.get("h") else 0)
            seconds = 60 * minutes + _number(name, said.get("r")) + _number(name, said.get("s"))
            if seconds > 0:
                yield Wish("duration", seconds, *match.span())


def _number(name: str, written: str | None) -> float:
    """The value of a number in digits or words; 0 when there is none."""
    if not written:
        return 0.0
    known = dict(word.split("=") for word in fold_pattern(_table(name).get("numbers", "")).split())
    if written in known:
        return float(known[written])
    if written[0].isdigit():
        return float(written.replace(",", "."))
    tens, ten, ones = written.rpartition("十")
    return 10.0 * (HAN.find(tens) + 1 if tens else 1) * bool(ten) + HAN.find(ones[:1] or "-") + 1


def _styles(name: str, text: str) -> Iterator[Wish]:
    table = _table(name)
    for written in table["style"]:
        for match in _pattern(name, written).finditer(text):
            said = match["style"]
            known = next(one for word, one in table["styles"].items() if _own(word).fullmatch(said))
            yield Wish("style", known, *match.span())


def _aspects(name: str, text: str) -> Iterator[Wish]:
    for aspect, written in _table(name)["aspects"].items():
        for match in _pattern(name, written).finditer(text):
            yield Wish("aspect", aspect, *match.span())


def _head(name: str, text: str, first: int, last: int) -> list[Wish]:
    """The format that the asking words say: "un vídeo vertical sobre"."""
    for aspect, written in _table(name).get("heads", {}).items():
        for match in _pattern(name, rf"\b(?:{written})\w*").finditer(text):
            if match.end() <= first or match.start() >= last:
                return [Wish("aspect", aspect, *match.span())]
    return []


def _shapes(name: str, text: str, first: int, last: int) -> list[Wish]:
    """The kind of film that the words from `first` to `last` mean."""
    part = text[first:last]
    for shape in SHAPES:
        if match := _pattern(name, _table(name)[shape]).search(part.strip(ENDS)):
            at = first + len(part) - len(part.lstrip(ENDS))
            return [Wish("shape", shape, match.start() + at, match.end() + at, keep=True)]
    return []
