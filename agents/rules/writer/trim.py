"""What may be left out of a sentence: deletion only, so that its numbers and names stay what the source says."""

import re

from agents.rules.writer.lexicon import Lexicon, lexicon, unmarked
from agents.rules.writer.words import TOKEN, length

MARKER = re.compile(
    r"\A\s*(?:[-*•‣▪–—]\s+|\(?\d{1,2}[.)]\s+|[a-z]\)\s+|(?:step|fact)\s+\d+\s*[:.–—-]\s*"
    r"|(?:الخطوة|الحقيقة)\s+\d+\s*[:.]\s*)",
    re.IGNORECASE,
)
# "LINDENFORD, 14 March 2026." and "PARIS (Reuters) – The": a news text says where and when it was written.
_PLACE = r"\A(?:[^\W\d_a-zß-ÿа-яё][^\W\d_a-zß-ÿа-яё.'’-]+ ?){1,4}(?:, [^\W\d_][^\d.,–—:]{1,20})?"
_DATE = r"(?:\d{1,2}\.? [^\W\d_]{3,12}|[^\W\d_]{3,12}\.? \d{1,2}(?!\d))(?:,? \d{4}(?: г\.| года)?)?"
_AGENCY = r"\s?\([^()\d]{2,24}\)"
DATELINE = re.compile(
    rf"{_PLACE}(?:, {_DATE}(?:{_AGENCY})?(?:\.(?=\s|\Z)|\s?[–—:-](?=\s))|{_AGENCY}\s?[–—-](?=\s+[^\W\d_a-zß-ÿа-яё]))\s*"
)
CITATION = re.compile(r"\s?\[(?:\d+|[a-z]|citation needed|note \d+|note)\]", re.I)
PARENTHESIS = re.compile(r"\s?\([^()]*\)|（[^（）]*）")
DASHES = re.compile(r"\s(?:—|–|--)\s([^—–.!?]{2,80}?)\s(?:—|–|--)\s|(?<=\w)—([^—.!?]{2,80}?)—(?=\w)")
SPACES = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s+([,.;:!?،؛؟。，])"), r"\1"),
    (re.compile(r"([,،，])\s*(?=[,.،，。])"), ""),
)
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"]*\"|「[^」]*」|『[^』]*』")
ENDED = re.compile(r"[.!?…。！？｡．؟۔।॥։።][\"'”’»›)\]}」』）】》]*\Z")
DANGLING = re.compile(r"[\s,;:،؛，；：、–—-]+\Z")
ASIDE_WORDS = 12
LEAST = 3  # words that must be left for a deletion to stand


def trimmed(text: str, language: str, *, keep_connective: bool) -> str:
    """The sentence without what may be left out, its first letter and its end repaired.

    A connective ("However,") stays when the sentence that it connects to is narrated right before.
    """
    known = lexicon(language)
    text = _tidy(DATELINE.sub("", MARKER.sub("", text)))
    text = _tidy(_outside_quotes(text, CITATION))
    text = _shorter(text, _tidy(_outside_quotes(text, PARENTHESIS)))
    text = _shorter(text, _tidy(_outside_quotes(text, DASHES, ASIDE_WORDS)))
    for pattern in known.patterns("attributions"):
        text = _shorter(text, _tidy(_outside_quotes(text, pattern)))
    for pattern in known.patterns("asides"):
        text = _shorter(text, _tidy(_outside_quotes(text, pattern)))
    if not keep_connective:
        text = unconnected(text, known)
    return repaired(text, known)


def unconnected(text: str, known: Lexicon) -> str:
    """The text without the connectives that open it."""
    for _ in range(2):
        match = known.opens("loose").match(text)
        if not match or _breaks(text, match.end(), known):
            break
        text = _shorter(text, _tidy(text[match.end() :]))
    return text


def repaired(text: str, known: Lexicon) -> str:
    """The text with a capital at its head and a full stop at its end."""
    text = text.strip()
    if not ENDED.search(text):
        text = DANGLING.sub("", text) + known.text("stop_mark", ".")
    first = re.match(r"[\"'“«„‘(\[¿¡]*", text)
    at = first.end() if first else 0
    # "iPhone" and "pH" keep their small letter.
    mixed = re.match(r"[a-z][A-Z]", text[at:])
    return text if mixed else text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def _breaks(text: str, end: int, known: Lexicon) -> bool:
    """Whether leaving out the first `end` characters would break the sentence: "But for", "And so", "Yet to be"."""
    after = TOKEN.match(text, end) or TOKEN.search(text, end)
    if known.language != "en" or after is None or "," in text[:end]:
        return False
    return after.group().lower() in ("for", "to", "then", "if", "what", "why", "how")


def _shorter(text: str, shorter: str) -> str:
    """The shorter text, if a sentence is left of it."""
    return shorter if shorter != text and length(shorter) >= LEAST else text


def _outside_quotes(text: str, pattern: re.Pattern[str], longest: int | None = None) -> str:
    """The text without the pattern's matches of at most `longest` words that touch no quotation: those stay whole."""
    quoted = [match.span() for match in QUOTED.finditer(text)]

    def replaced(match: re.Match[str]) -> str:
        start, end = match.span()
        touches = any(start < last and first < end for first, last in quoted)
        if touches or (longest is not None and length(match.group()) > longest):
            return match.group()
        return " " if start else ""

    return pattern.sub(replaced, text)


def _tidy(text: str) -> str:
    for pattern, instead in SPACES:
        text = pattern.sub(instead, text)
    return text.strip()


def balanced(text: str) -> bool:
    """Whether every quotation that opens in the text closes in it."""
    pairs = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("(", ")"), ("（", "）"))
    return text.count('"') % 2 == 0 and all(text.count(first) <= text.count(last) for first, last in pairs)


def plain(text: str, language: str) -> str:
    """The text as tables are matched: Arabic without marks, in lower case."""
    return (unmarked(text) if language == "ar" else text).lower()
