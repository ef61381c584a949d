"""A first fence before requests that would do harm.

It knows words, not meaning. A clause is harmful when an act (build, extract, read) is followed by a thing (a bomb, a
nerve agent, someone's messages) and its sentence asks for the way to do it, in English and Arabic; each clause is
judged by itself, so that an innocent first half does not excuse a second. A request in other words, in another
language, in code or spread over several turns passes it, and a sentence that happens to hold such words is refused in
error: of forty fresh wordings it caught eighteen. Scripts and sources are looked at for what they teach; pictures and
what a language model writes are not: whoever offers films to the public needs a moderation service behind it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from agents.rules.folding import fold, fold_pattern
from agents.rules.text import language_of

LONGEST = 20_000  # characters of a request that are looked at, from the beginning
SPOKEN_TO_US = 150  # characters: a longer request of several lines carries a script or an article behind its first
LONGEST_DOCUMENT = 200_000  # characters of a script or a source
REACH = 70  # characters between an act and its thing: some twelve words
_ASKS_FOR_FILM = re.compile(
    r"\b(?:make|create|produce|generate|give|do|write|film|animate)(?: me| us)? (?:a|an|the|some)?(?: [\w-]+){0,4}? "
    r"(?:videos?|films?|movies?|clips?|shorts?|reels?|animations?|documentar(?:y|ies)|stor(?:y|ies)|explainers?)\b"
)
_SENTENCE = re.compile(r"[.!?؟;؛\n]+")
# "and" parts two clauses where the second asks or names a subject anew: not in "wipe fingerprints and DNA".
_CLAUSE = re.compile(
    r"(?:,?\s(?:and|but|plus|also|or)\s(?:then |also )?|\s?[,:]\s?)"
    r"(?=(?:how|what|why|which|when|where|who|ways?|steps?|the|its|their|explain|show|teach|tell|then|make|build)\s)"
    r"|,?\sthen\s|،|\sثم\s|\sو(?=كيف|طريق|علم|خطوات|اشرح|ا?صنع|تاريخ|ال)"
)
_ASKS_ANEW = re.compile(
    r"(?:then |show |explain |teach |tell (?:me|us) |me |us )*(?:how|ways?|steps?|instructions?)\b|كيف|طريقه|خطوات"
)


@dataclass(frozen=True)
class _Pair:
    act: re.Pattern[str]
    thing: re.Pattern[str] | None

    def found(self, clause: str, asked: bool) -> Iterator[int]:
        """Where the act stands, for each that has its thing behind it and is asked for, or is the command itself."""
        for match in self.act.finditer(clause):
            commanded = not clause[: match.start()].strip() and not match.group().endswith(("ing", "s"))
            if not (asked or commanded):
                continue
            if self.thing is None or self.thing.search(clause, match.end(), match.end() + REACH):
                yield match.start()


@dataclass(frozen=True)
class _Rule:
    pairs: tuple[_Pair, ...]
    patterns: tuple[re.Pattern[str], ...]
    reply: dict[str, str]
    unexcused: bool
    told: bool


@dataclass(frozen=True)
class _Rules:
    harmless: re.Pattern[str]
    protective: re.Pattern[str]
    asking: re.Pattern[str]
    teaching: re.Pattern[str]
    reporting: re.Pattern[str]
    rules: tuple[_Rule, ...]


def refusal(text: str) -> str | None:
    """Why a film is not made and what can be made instead, in one sentence; None when it can be made.

    What is asked is judged strictly; what was pasted below it, as refusal_of_document does.
    """
    asked, _, pasted = text.strip().partition("\n") if len(text) > SPOKEN_TO_US else (text, "", "")
    return _refusal_of_words(asked) or (refusal_of_document(pasted) if pasted else None)


def _refusal_of_words(text: str) -> str | None:
    known = _rules()
    folded = known.harmless.sub(" ", _ASKS_FOR_FILM.sub(" film", fold(text[:LONGEST]).text))
    broken = (_broken(known, known.rules, one, known.asking.search(one) is not None) for one in _SENTENCE.split(folded))
    return _reply(next(filter(None, broken), None), text)


def refusal_of_document(text: str) -> str | None:
    """The same for a script or a source: it is refused for what it teaches or calls for, not for what it reports.

    A sentence that tells what was, or what somebody said, is a report; one that speaks to "you" or commands teaches.
    """
    known = _rules()
    folded = known.harmless.sub(" ", fold(text[:LONGEST_DOCUMENT]).text)
    called_for = tuple(rule for rule in known.rules if rule.told)
    for sentence in _SENTENCE.split(folded):
        if known.reporting.search(sentence) is not None:
            continue
        line = sentence.lstrip(" #*->0123456789)")
        teaches = known.teaching.search(line) is not None
        rule = _broken(known, known.rules if teaches else called_for, line, teaches)
        if rule is not None:
            return _reply(rule, text)
    return None


def _reply(rule: _Rule | None, text: str) -> str | None:
    return rule.reply["ar" if language_of(text) == "ar" else "en"] if rule is not None else None


def _broken(known: _Rules, rules: tuple[_Rule, ...], sentence: str, asks: bool) -> _Rule | None:
    """The rule that a sentence breaks.

    A shield ("how to prevent ...") covers its clause from there and those after it, until one asks anew.
    """
    covered = False
    for clause in _CLAUSE.split(sentence):
        shield = known.protective.search(clause)
        covered = covered and _ASKS_ANEW.match(clause.strip()) is None
        safe_from = -1 if covered else shield.start() if shield is not None else len(clause) + 1
        for rule in rules:
            if any(rule.unexcused or at <= safe_from for at in _places(rule, clause, asks)):
                return rule
        covered = covered or shield is not None
    return next((rule for rule in rules if rule.unexcused and any(_places(rule, sentence, asks))), None)


def _places(rule: _Rule, clause: str, asks: bool) -> Iterator[int]:
    """Where a rule holds in a clause; a pattern stands where it ends, for it asks and acts in one."""
    for pattern in rule.patterns:
        found = pattern.search(clause)
        if found is not None:
            yield found.end() - 1
    for pair in rule.pairs:
        yield from pair.found(clause, asks)


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data = tomllib.loads(files(__package__).joinpath("safety.toml").read_text("utf-8"))
    macros = data["macros"]

    def pattern(written: str) -> re.Pattern[str]:
        # A word may be made of others, twice over.
        for _ in range(3):
            for name, value in macros.items():
                written = written.replace("{" + name + "}", value)
        return re.compile(fold_pattern(written))

    return _Rules(
        harmless=pattern("|".join(rf"\b(?:{phrase})\b" for phrase in data["harmless"]["phrases"])),
        protective=pattern(data["harmless"]["protective"]),
        asking=pattern("|".join(rf"\b(?:{cue})(?!\w)" for cue in data["asking"]["cues"])),
        teaching=pattern(data["asking"]["teaching"]),
        reporting=pattern(data["asking"]["reporting"]),
        rules=tuple(
            _Rule(
                tuple(_Pair(pattern(act), pattern(thing) if thing else None) for act, thing in rule.get("pairs", ())),
                tuple(pattern(one) for one in rule["patterns"]),
                rule["reply"],
                rule.get("unexcused", False),
                rule.get("told", False),
            )
            for rule in data["rule"]
        ),
    )
