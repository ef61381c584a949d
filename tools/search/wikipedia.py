"""Wikipedia: keyless, in every language, its text under CC BY-SA 4.0.

The action API (mediawiki.org/wiki/API:Main_page): its errors come with HTTP 200; who does not say who he is, is slowed.
"""

import hashlib
import re
import tomllib
from functools import lru_cache
from html import unescape
from importlib.resources import files
from typing import Any
from urllib.parse import quote, unquote

from core.errors import Unavailable
from core.recipes import canonical
from tools.search.mediawiki import query as asked_of
from tools.search.port import SEARCH, SNIPPET, TITLE, Hit, Web, shortened
from tools.sources.port import Document
from tools.sources.reading import Part, Reading, document

PROVIDER = "wikipedia"
LICENCE = "CC BY-SA 4.0"
AUTHOR = "Wikipedia contributors"
LONGEST = 200_000  # characters of an article that are read
_HEADING = re.compile(r"^(={2,6})\s*(.+?)\s*\1$")
_EDITION = re.compile(r"[a-z]{2,3}(-[a-z-]{2,12})?")


@SEARCH.register(PROVIDER, rank=20)
class Wikipedia:
    """Articles of one edition."""

    def search(self, web: Web, query: str, language: str, most: int) -> tuple[Hit, ...]:
        """Articles by Wikipedia's own ranking."""
        edition = language.split("-")[0].lower()
        asked = {"action": "query", "list": "search", "srsearch": query[:300], "srlimit": str(most)}
        found = asked_of(web, PROVIDER, _base(web, edition), asked).get("search", [])
        return tuple(
            Hit(
                title=shortened(str(one["title"]), TITLE),
                url=f"{_base(web, edition)}/wiki/{quote(str(one['title']).replace(' ', '_'))}",
                snippet=shortened(unescape(re.sub(r"<[^>]*>", "", str(one.get("snippet", "")))), SNIPPET),
                language=edition,
            )
            for one in found[:most]
        )

    def read(self, web: Web, url: str) -> Document | None:
        """The article's text with its sections; a page that only lists meanings is Unavailable."""
        edition = self._edition(web, url)
        if edition is None:
            return None
        path = url.removeprefix(f"{_base(web, edition)}/wiki/").split("?")[0].split("#")[0]
        title = unquote(path).replace("_", " ")
        asked = {
            "action": "query", "prop": "extracts|info|pageprops", "explaintext": "1", "exsectionformat": "wiki",
            "inprop": "url", "ppprop": "disambiguation", "redirects": "1", "titles": title,
        }  # fmt: skip
        pages = asked_of(web, PROVIDER, _base(web, edition), asked).get("pages", [])
        page = pages[0] if pages else {}
        if "extract" not in page or not str(page["extract"]).strip():
            raise Unavailable(f"there is no article {title!r}")
        if "disambiguation" in page.get("pageprops", {}):
            raise Unavailable(f"{title!r} has several meanings, and the page only lists them")
        return _document(page, edition, str(page.get("fullurl") or url), web)

    def _edition(self, web: Web, url: str) -> str | None:
        """The edition that an address belongs to; None for another site's."""
        before, _, after = web.settings.wikipedia_url.partition("{language}")
        if not url.startswith(before):
            return None
        edition = url[len(before) :].split(after[:1] or "/")[0] if "{language}" in web.settings.wikipedia_url else "en"
        fits = _EDITION.fullmatch(edition) and url.startswith(f"{_base(web, edition)}/wiki/")
        return edition if fits else None


def _base(web: Web, edition: str) -> str:
    if not _EDITION.fullmatch(edition):
        raise Unavailable(f"there is no edition in {edition!r}")
    return web.settings.wikipedia_url.replace("{language}", edition).rstrip("/")


@lru_cache(maxsize=1)
def back_matter() -> frozenset[str]:
    """Sections at an article's end that say nothing of its subject, in lower case."""
    table = tomllib.loads(files(__package__).joinpath("back_matter.toml").read_text("utf-8"))
    return frozenset(name for names in table.values() for name in names)


def _document(page: dict[str, Any], edition: str, url: str, web: Web) -> Document:
    parts: list[Part] = []
    left_out = back_matter()
    passed: int | None = None  # the depth of a section that is left out with what is below it
    for line in str(page["extract"])[:LONGEST].splitlines():
        heading = _HEADING.match(line.strip())
        if heading is None:
            if line.strip() and passed is None:
                parts.append(Part("paragraph", line.strip()))
            continue
        level = len(heading[1])
        if passed is not None and level > passed:
            continue
        passed = level if heading[2].casefold() in left_out else None
        if passed is None:
            parts.append(Part("heading", heading[2], level))
    title = shortened(str(page["title"]), TITLE)
    sha256 = hashlib.sha256(canonical([url, page["extract"]])).hexdigest()
    reading = Reading(
        tuple(parts), title=title, author=AUTHOR, date=str(page.get("touched") or "")[:10] or None, url=url
    )
    found = document(reading, f"Wikipedia: {title}", "text/x-wiki", sha256, web.language_of)
    return found.model_copy(update={"licence": LICENCE, "language": edition})
