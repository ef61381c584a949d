"""How far a source is to be trusted, by where it comes from."""

import re
from urllib.parse import urlsplit

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
