"""Serper: Google's results over HTTP (serper.dev), with a key: pages, news where news are asked for, and images.

Images come without a licence: they lead to the pages that show them, which say whose they are (tools/photos/web.py).
"""

import json
import re
from typing import Any

from core.capability import Requires
from core.errors import Unavailable
from core.models import Receipt
from tools.keys.port import KeyRejected, Transient, classify
from tools.keys.prices import cost
from tools.search.port import SEARCH, SNIPPET, TITLE, Hit, Web, shortened
from tools.sources.port import Document

PROVIDER = "serper"
SECRET = "serper_api_key"
COUNTRIES = {"ar": "eg", "en": "us", "ja": "jp", "ko": "kr", "zh": "cn", "hi": "in", "pt": "br"}
"""The country that a language is searched from, where it is not called as its language is."""
CREATIVE_COMMONS = "il:cl"
"""Google's filter of images by their usage rights (its parameter tbs)."""
NEWS = re.compile(
    r"\b(?:news|headlines?|breaking|this week|actualit[ée]s?|nouvelles|noticias|notícias|notizie|nachrichten|новости"
    r"|haberler)\b|اخبار|أخبار|समाचार|新闻|新聞|ニュース|뉴스",
    re.IGNORECASE,
)
"""A query with such a word is about what is new."""


@SEARCH.register(PROVIDER, rank=10, requires=Requires(secrets=(SECRET,)))
class Serper:
    """Pages of the web, and news."""

    def search(self, web: Web, query: str, language: str, most: int) -> tuple[Hit, ...]:
        """Pages as Google ranks them; news for a query that asks for them."""
        kind, block = ("news", "news") if NEWS.search(query) else ("search", "organic")
        return _asked(web, kind, block, query, language, most)

    def read(self, web: Web, url: str) -> Document | None:  # noqa: ARG002
        """Pages are read as any are."""
        return None


def images(web: Web, query: str, language: str, most: int) -> tuple[Hit, ...]:
    """Pages with images that Google knows to be under a Creative Commons licence. Raises Unavailable."""
    return _asked(web, "images", "images", query, language, most, tbs=CREATIVE_COMMONS)


def _asked(web: Web, kind: str, block: str, query: str, language: str, most: int, **more: str) -> tuple[Hit, ...]:
    tongue = language.split("-")[0].lower()
    asked = {"q": query[:300], "hl": tongue, "gl": COUNTRIES.get(tongue, tongue), "num": min(most, 10), **more}
    price = cost(PROVIDER, searches=1)

    def act(key: str) -> Any:
        found = web.fetcher.fetch(
            f"{web.settings.serper_url}/{kind}",
            method="POST",
            headers={"X-API-KEY": key, "Content-Type": "application/json"},
            body=json.dumps(asked).encode(),
        )
        if found.status != 200:
            raise _error(found.status, found.headers, found.data)
        try:
            return json.loads(found.data)
        except ValueError:
            raise Transient("its answer is no JSON") from None

    paid = Receipt(provider=PROVIDER, model=kind, purpose="search", cost=price.amount, estimated=price.estimated)
    answer = web.calls.call(
        PROVIDER,
        web.settings.keys(SECRET),
        web.settings.key_rate,
        act,
        price=price.amount,
        receipt=lambda _: paid,
    )
    listed = answer.get(block, []) if isinstance(answer, dict) else []
    return tuple(_hit(one, tongue) for one in listed[:most] if isinstance(one, dict) and _is_page(one))


def _is_page(one: dict[str, Any]) -> bool:
    return isinstance(one.get("link"), str) and one["link"].startswith(("http://", "https://"))


def _hit(one: dict[str, Any], language: str) -> Hit:
    return Hit(
        title=shortened(str(one.get("title", "")), TITLE),
        url=one["link"],
        snippet=shortened(str(one.get("snippet", "")), SNIPPET),
        language=language,
        date=shortened(str(one.get("date", "")), 40),
    )


def _error(status: int, headers: dict[str, str], data: bytes) -> Unavailable:
    """A wrong key is answered by 403, one without money by 400."""
    try:
        told = json.loads(data)
        message = str(told.get("message", "")) if isinstance(told, dict) else ""
    except ValueError:
        message = ""
    if status == 403:
        return KeyRejected("the key is not accepted (403)")
    return classify(status, headers, message)
