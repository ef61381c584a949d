"""Rules over a text: the first rule that takes a character keeps it, and the rules after it see a gap there."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from agents.rules.spoken.pieces import Part

TAKEN = "\ufffe"  # stands for characters that a rule took: no letter, no digit, no space
SAME = {"٪": "%", "٫": ".", "٬": ",", "‐": "-", "‑": "-", "µ": "μ", "∕": "/", "⁄": "/", "∶": ":"}
SAME_WIDTH = "％＄＋＝＃＆＠／＊＜＞～￥￡"
Said = str | Iterable[Part] | None


@dataclass(frozen=True)
class Rule:
    """What a pattern's match says: a text for all of it, or parts of it, or None when it is not meant."""

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], Said]


def scan(text: str, rules: Iterable[Rule]) -> list[Part]:
    """The parts of a text that the rules take, in order and without overlap."""
    parts: list[Part] = []
    seen = text
    for rule in rules:
        said = (part for match in rule.pattern.finditer(seen) for part in _said(rule, match))
        found = [part for part in said if TAKEN not in seen[part.start : part.end]]
        seen = _masked(seen, found)
        parts += found
    return sorted(parts, key=lambda part: part.start)


def _said(rule: Rule, match: re.Match[str]) -> Iterable[Part]:
    said = rule.say(match) if match.end() > match.start() else None
    if said is None:
        return ()
    return (Part(match.start(), match.end(), said),) if isinstance(said, str) else said


def _masked(text: str, parts: list[Part]) -> str:
    """The text with gaps for its parts, which are in order."""
    if not parts:
        return text
    kept: list[str] = []
    end = 0
    for part in parts:
        kept += (text[end : part.start], TAKEN * (part.end - part.start))
        end = part.end
    return "".join((*kept, text[end:]))


def flat(text: str) -> str:
    """The text, as long as it was, with the digits of all scripts as 0-9 and full-width letters as narrow ones."""
    return text if text.isascii() else "".join(map(_flat, text))


@lru_cache(maxsize=4096)
def _flat(char: str) -> str:
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.digit(char))
    if char in SAME_WIDTH or "①" <= char <= "⑨" or "Ａ" <= char <= "ｚ":
        return unicodedata.normalize("NFKC", char)
    return " " if char == TAKEN else SAME.get(char, char)
