"""Parts of a sentence that a picture may carry: its clauses, a key phrase, its first words."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

HEADING = 46
"""Characters: a heading is read at a glance."""
CLAUSE = re.compile(
    r"[,;:،؛][\"”’»)]*\s+|[，；：、—–]\s*|\s[-–—]\s|\s(?:and|but|or|when|while|because|which|where|so that)\s"
)
_HANGING = re.compile(
    r"^(?:(?:and|but|or|so|then|that is why|this is why|therefore|however|also)\b[ ,]*)+", re.IGNORECASE
)
_HEADLESS = re.compile(
    r"(?:is|are|was|were|be|been|has|have|had|can|could|will|would|may|might|must|do|does|did|called|named|known|made|"
    r"that|who|whose|whom|than|again|not|only|of)\b",
    re.IGNORECASE,
)
"""How a clause opens that has left its subject in the clause before."""
_DANGLING = re.compile(r"\s(?:the|a|an|of|in|on|at|to|by|for|and|or|from|with|as|is|are|was|were)$", re.IGNORECASE)


@lru_cache(maxsize=64)
def words_for(language: str) -> dict[str, tuple[str, ...]]:
    """The lists of words.toml for a language; empty lists for a language that it does not have."""
    table = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    own = table.get(language.split("-")[0].lower(), {})
    return {name: tuple(text.split("|") if "|" in text else text.split()) for name, text in own.items()} or {
        name: () for name in table["en"]
    }


def key_phrase(sentence: str) -> str:
    """The few words of a sentence that a picture may carry: a short one whole, else its fullest clause, else none."""
    text = bare(sentence)
    if len(text) <= HEADING:
        return capital(text)
    clauses = [bare(clause) for clause in CLAUSE.split(text) if clause and clause.strip()]
    whole = [clause for clause in clauses if not _HEADLESS.match(clause)]
    fitting = [clause for clause in whole if 8 <= len(clause) <= HEADING and len(clause.split()) >= 2]
    numbered = [clause for clause in fitting if any(c.isdigit() for c in clause)]
    return capital(max(numbered or fitting, key=len)) if fitting else ""


def before_colon(sentence: str) -> str:
    """What a sentence says before its colon ("Water has three states: ..."); empty where that is long, or nothing."""
    head = bare(re.split(r"[:：]\s", sentence, maxsplit=1)[0]) if re.search(r"[:：]\s", sentence) else ""
    return capital(head) if len(head) <= HEADING else ""


def opening_words(sentence: str) -> str:
    """The first words of a sentence, for a picture that has nothing else to show."""
    cut = bare(sentence)[:HEADING]
    whole = cut[: cut.rfind(" ")] if " " in cut else cut
    while _DANGLING.search(whole):
        whole = _DANGLING.sub("", whole)
    return capital(whole.rstrip(" ,;:،؛")) + "…"


def bare(text: str) -> str:
    """Without quotes, full stops and the little words that hang a sentence on the one before."""
    text = text.strip().strip("\"'“”«»()").rstrip(".!?؟。！？…,،;؛:").strip()
    return _HANGING.sub("", text)


def capital(text: str) -> str:
    """With its first letter large."""
    return text[:1].upper() + text[1:]
