"""How far a source is to be trusted, by where it comes from and by how it speaks."""

import re
from urllib.parse import urlsplit

from agents.rules.text import sentences
from agents.rules.writer.lexicon import lexicon
from agents.rules.writer.trim import plain
from agents.rules.writer.words import tokens
from tools.sources.port import Document

INSTITUTION = re.compile(
    r"\.(?:gov|edu|int|mil)(?:\.[a-z]{2})?$|\.(?:ac|gob|gouv|go|gc)\.[a-z]{2}$|(?:^|\.)europa\.eu$"
)
REFERENCE = re.compile(
    r"(?:^|\.)(?:wikipedia|wikibooks|wikimedia|britannica|nature|science|sciencedirect|nationalgeographic|unesco|who)"
    r"\.(?:org|com|int)$"
)
LOOSE = re.compile(
    r"(?:^|\.)(?:reddit|quora|facebook|instagram|tiktok|x|twitter|pinterest|medium|substack|blogspot|wordpress|tumblr"
    r"|amazon|ebay|etsy|alibaba|youtube)\.[a-z.]+$|(?:^|\.)(?:forum|forums|blog|shop|store)\."
)
PERSONAL = 0.3  # share of a page's sentences that say "I" or what a friend says, from which it is somebody's own
SAMPLE = 20_000  # characters that tell
GIVEN, BEST, GOOD, PLAIN, POOR = 4, 3, 2, 1, 0


def standing(url: str | None) -> int:
    """What a document's address speaks for, 0 to 4.

    4: it has none, the user gave it; 3: an institution; 2: a reference work; 1: any page; 0: a forum or a shop.
    """
    if not url:
        return GIVEN
    host = (urlsplit(url).hostname or "").lower()
    if INSTITUTION.search(host):
        return BEST
    return GOOD if REFERENCE.search(host) else POOR if LOOSE.search(host) else PLAIN


def is_personal(document: Document) -> bool:
    """Whether a page that was found is a diary, a letter or a chat: somebody tells of himself and of what he heard.

    What the user gave without an address is his own to tell, however it speaks.
    """
    if document.url is None:
        return False
    known = lexicon(document.language)
    held = sentences(document.text[:SAMPLE], document.language)
    own = known.words("self")

    def speaks(sentence: str) -> bool:
        said = plain(sentence, known.language)
        return bool(own & {word.lower() for word in tokens(said)}) or known.holds("hearsay").search(said) is not None

    return bool(held) and sum(map(speaks, held)) >= PERSONAL * len(held)
