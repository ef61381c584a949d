"""Parts of a sentence that a picture may carry: its clauses, a key phrase, its first words."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from agents.rules.writer.lexicon import lexicon

HEADING = 46
"""Characters: a heading is read at a glance."""
CLAUSE = re.compile(
    r"[,;:،؛][\"”’»)]*\s+|[，；：、—–]\s*|\s[-–—]\s|\s(?:and|but|or|when|while|because|which|where|so that)\s"
)
_HANGING = re.compile(
    r"^(?:(?:and|but|or|so|then|that is why|this is why|therefore|however|also|por isso|por eso|perciò|quindi|"
    r"per questo(?= (?:il|lo|la|i|gli|le|l['’]|un|si|non)\b)|portanto|deshalb|darum|donc|c['’]est pourquoi)\b[ ,]*)+",
    re.IGNORECASE,
)
LEAST = 3
"""Words that are left of a sentence's first ones."""
FIRST = 60
"""Characters of a sentence's first clause that is still a heading."""
_LED = re.compile(
    r"(?:at|in|on|by|for|with|after|before|during|from|since|until|as|if|to|under|over|quando|cuando|em|na|nos|nas|para|com|"
    r"con|depois|después|durante|desde|até|após|dopo|mentre|nel|nella|nello|nei|nelle|en|après|dans|pendant|depuis|wenn|nach|"
    r"während|seit|bei)\b",
    re.IGNORECASE,
)
"""How a clause opens that only says when, where or how."""
_HEADLESS = re.compile(
    r"(?:is|are|was|were|be|been|has|have|had|can|could|will|would|may|might|must|do|does|did|called|named|known|made|"
    r"that|who|whose|whom|which|where|when|while|because|than|again|not|only|of)\b|"
    r"(?-i:que|che|qui|cui|dont|où|onde|dove|donde|cujo|cuja|cuyo|cuya|porque|perché|pois|mas|pero|mais|ma|weil|"
    r"der|die|das|dem|den|deren|dessen|welche[rsmn]?|dass|sodass|ob|indem|damit|sondern|dort|dann|dabei|dadurch)\b",
    re.IGNORECASE,
)
"""How a clause opens that has left its subject in the clause before."""
_DANGLING = re.compile(r"\s(?:the|a|an|of|in|on|at|to|by|for|and|or|from|with|as|is|are|was|were)$", re.IGNORECASE)


WHOLE = ("percent", "orders")
"""Lists of phrases, parted by bars."""


@lru_cache(maxsize=64)
def words_for(language: str) -> dict[str, tuple[str, ...]]:
    """The lists of words.toml for a language; empty lists for those that it does not have."""
    table = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    own = table.get(language.split("-")[0].lower(), {})
    held = {name: tuple(text.split("|") if name in WHOLE else text.split()) for name, text in own.items()}
    return {name: held.get(name, ()) for name in table["en"]}


def key_phrase(sentence: str) -> str:
    """The few words of a sentence that a picture may carry: a short one whole, else its fullest clause, else none."""
    text = bare(sentence)
    if len(text) <= HEADING:
        return capital(text)
    clauses = [bare(clause) for clause in CLAUSE.split(text) if clause and clause.strip()]
    if clauses and 8 <= len(clauses[0]) <= FIRST and not _LED.match(clauses[0]):
        longest = max(HEADING, len(clauses[0]))  # what the sentence says first names its subject
    else:
        longest = HEADING
    whole = [clause for clause in clauses if not _HEADLESS.match(clause)]
    fitting = [clause for clause in whole if 8 <= len(clause) <= longest and len(clause.split()) >= 2]
    main = [clause for clause in fitting if not _LED.match(clause)] or fitting
    numbered = [clause for clause in main if any(c.isdigit() for c in clause)]
    return capital(max(numbered or main, key=len)) if main else ""


def before_colon(sentence: str) -> str:
    """What a sentence says before its colon ("Water has three states: ..."); empty where that is long, or nothing."""
    head = bare(re.split(r"[:：]\s", sentence, maxsplit=1)[0]) if re.search(r"[:：]\s", sentence) else ""
    return capital(head) if len(head) <= HEADING else ""


def opening_words(sentence: str, language: str) -> str:
    """The first words of a sentence, for a picture that has nothing else to show; little words do not end it."""
    cut = bare(sentence)[:HEADING]
    whole = cut[: cut.rfind(" ")] if " " in cut else cut
    stop = lexicon(language).stop
    while _DANGLING.search(whole) or (len(whole.split()) > LEAST and whole.split()[-1].casefold() in stop):
        whole = whole[: whole.rfind(" ")]
    return capital(whole.rstrip(" ,;:،؛")) + "…"


def bare(text: str) -> str:
    """Without quotes, full stops and the little words that hang a sentence on the one before."""
    text = text.strip().strip("\"'“”«»()").rstrip(".!?؟。！？…,،;؛:").strip()
    return _HANGING.sub("", text)


def capital(text: str) -> str:
    """With its first letter large."""
    return text[:1].upper() + text[1:]
