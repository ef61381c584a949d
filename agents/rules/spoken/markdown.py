"""Marks of Markdown and HTML that stayed in a text: what they mark is said, the marks are not."""

import re

from agents.rules.spoken.pieces import Part
from agents.rules.spoken.scan import Rule

LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
SILENT = (
    r"\[\^?\d{1,3}(?:[,–-] ?\d{1,3}){0,8}\]",  # notes: [1], [2, 3], [^4]
    r"</?(?:a|b|br|code|div|em|h[1-6]|i|img|li|ol|p|s|span|strong|sub|sup|u|ul)(?: [^<>\n]{0,300})?/?>",
    r"^[ \t]{0,8}(?:```|~~~)[^\n]{0,80}$",
    r"^[ \t]{0,8}(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*$",
    r"^[ \t]{0,8}\|?[-:| \t]{3,300}\|[-:| \t]{0,300}$",
    r"^[ \t]{0,8}#{1,6}(?=[ \t])",
    r"^[ \t]{0,8}>(?=[ \t])",
    r"^[ \t]{0,8}[-*+•‣](?: \[[ xX]\])?(?=[ \t])",
    r"\*{2,3}|__+|~~|`+",
    r"(?<!\w)[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?!\w)",
)


def links() -> tuple[Rule, ...]:
    """`[text](address)` keeps its text; before the rules for bare addresses."""
    return (Rule(LINK, _link),)


def rules() -> tuple[Rule, ...]:
    """Marks that are not said; after the rules for addresses, which may hold `_` and `*`."""
    return tuple(Rule(re.compile(pattern, re.MULTILINE | re.IGNORECASE), lambda _: "") for pattern in SILENT)


def _link(match: re.Match[str]) -> tuple[Part, Part]:
    start, end = match.span(1)
    return Part(match.start(), start, ""), Part(end, match.end(), "")
