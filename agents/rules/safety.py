"""A first fence before requests that would do harm.

It knows phrases: an intent (how to make, step by step, a recipe) that stands near a harmful object, in English and
Arabic. It does not understand: a request in other words, in another language, in code or spread over several turns
passes it, and a sentence that happens to hold such phrases is refused in error. It looks at what is asked only, not at
sources, pictures or what a language model writes; whoever offers films to the public needs a moderation service
behind it.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from agents.rules.folding import fold, fold_pattern
from agents.rules.text import language_of

LONGEST = 20_000  # characters that are looked at, from the beginning
_ASKS_FOR_FILM = re.compile(
    r"\b(?:make|create|produce|generate|give|do|write|film|animate)(?: me| us)? (?:a|an|the|some)?(?: [\w-]+){0,4}? "
    r"(?:videos?|films?|movies?|clips?|shorts?|reels?|animations?|documentar(?:y|ies)|stor(?:y|ies)|explainers?)\b"
)


@dataclass(frozen=True)
class _Rule:
    patterns: tuple[re.Pattern[str], ...]
    reply: dict[str, str]
    unexcused: bool


@dataclass(frozen=True)
class _Rules:
    harmless: re.Pattern[str]
    protective: re.Pattern[str]
    rules: tuple[_Rule, ...]


def refusal(text: str) -> str | None:
    """Why a film is not made and what can be made instead, in one sentence; None when it can be made."""
    known = _rules()
    folded = fold(text[:LONGEST]).text
    folded = known.harmless.sub(" ", _ASKS_FOR_FILM.sub(" film ", folded))
    for sentence in re.split(r"[.!?؟;\n]+", folded):
        shield = known.protective.search(sentence)
        for rule in known.rules:
            for pattern in rule.patterns:
                found = pattern.search(sentence)
                # "how to prevent ..." asks for safety; "how to build ... and avoid the police" does not.
                if found and (rule.unexcused or shield is None or shield.start() >= found.end()):
                    return rule.reply["ar" if language_of(text) == "ar" else "en"]
    return None


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data = tomllib.loads(files(__package__).joinpath("safety.toml").read_text("utf-8"))
    macros = data["macros"]

    def pattern(written: str) -> re.Pattern[str]:
        for name, value in macros.items():
            written = written.replace("{" + name + "}", value)
        return re.compile(fold_pattern(written))

    return _Rules(
        harmless=pattern("|".join(rf"\b(?:{phrase})\b" for phrase in data["harmless"]["phrases"])),
        protective=pattern(data["harmless"]["protective"]),
        rules=tuple(
            _Rule(tuple(pattern(one) for one in rule["patterns"]), rule["reply"], rule.get("unexcused", False))
            for rule in data["rule"]
        ),
    )
