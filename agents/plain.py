"""Lines that a language model hands back: one line of plain speech, or nothing."""

import unicodedata

from agents.rules.safety import refusal_of_document
from agents.rules.writer.rank import ORDERING, UNSPOKEN
from core.models import Brief

DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn")  # what is not seen, halves of pairs, private and unassigned characters
JOINERS = "\u200c\u200d"  # shape Persian and Indic words


def line(text: str, most: int) -> str:
    """The text on one line; empty when it is longer than `most` characters, no plain speech, or may do harm."""
    joined = " ".join(text.split()).strip('"“”«»* ')
    if len(joined) > most or not any(char.isalnum() for char in joined):
        return ""
    if any(unicodedata.category(char) in DROPPED and char not in JOINERS for char in joined):
        return ""
    if UNSPOKEN.search(joined) or ORDERING.search(joined) or refusal_of_document(joined) is not None:
        return ""
    return joined


def subject(brief: Brief) -> str:
    """What a film is about, with the sense in which it is taken."""
    return (brief.topic or brief.title) + (f" ({brief.assumption})" if brief.assumption else "")
