"""Wikipedia's action API (formatversion 2): searches and extracts of articles that we wrote."""

import re
from typing import Any, ClassVar

from tests.fakes.server import Answer, Asked, Fake, as_json

ARTICLES: dict[str, dict[str, str]] = {
    "en": {
        "Tide": "Tides are the rise and fall of the sea. They are caused by the Moon and the Sun.\n\n"
        "== Causes ==\nThe Moon pulls the water on the near side of the Earth. The Sun has 46 percent of the Moon's "
        "effect.\n=== Spring tides ===\nTwice a month the Sun and the Moon pull together, and the tide is highest.\n\n"
        "== Measurement ==\nThe largest tides are those of the Bay of Fundy, where the water rises by 16 metres.\n\n"
        "== References ==\nSmith, J. (1999). Water and time.\n\n== External links ==\nA list of harbours.",
        "Tidal power": "Tidal power turns the energy of tides into electricity. The station at La Rance opened in 1966 "
        "and gives 240 megawatts.",
        "Mercury": "Mercury may mean: a planet, or a metal.",
    },
    "ar": {
        "المد والجزر": "المد والجزر ارتفاع مياه البحر وانخفاضها. يسببه القمر والشمس.\n\n== الأسباب ==\n"
        "يجذب القمر الماء في الجانب القريب من الأرض. ويرتفع الماء في خليج فندي 16 مترا.\n\n== المراجع ==\nكتاب قديم.",
    },
}
MEANINGS = {"Mercury"}


class Wikipedia(Fake):
    """Every edition under one address: `/en/w/api.php` …"""

    variables: ClassVar[dict[str, str]] = {
        "STORYREEL_WIKIPEDIA_URL": "{url}/{language}",
        "STORYREEL_ALLOW_HOSTS": "127.0.0.1",
    }

    def answer(self, asked: Asked) -> Answer:
        match = re.fullmatch(r"/([a-z-]+)/w/api\.php", asked.path)
        if match is None:
            return Answer(404, b"<html>no such page</html>", {"Content-Type": "text/html"})
        if not asked.headers.get("user-agent", "").startswith("storyreel/"):
            return Answer(403, b"Please set a user-agent", {"Content-Type": "text/plain"})
        articles = ARTICLES.get(match[1], {})
        if asked.query.get("list") == "search":
            return as_json({"batchcomplete": True, "query": {"search": self._found(articles, asked.query)}})
        if "extracts" in asked.query.get("prop", ""):
            return as_json({"batchcomplete": True, "query": {"pages": [self._page(match[1], articles, asked.query)]}})
        return as_json({"error": {"code": "badvalue", "info": "Unrecognized value for parameter."}})

    def _found(self, articles: dict[str, str], query: dict[str, str]) -> list[dict[str, Any]]:
        words = [word for word in re.findall(r"\w{3,}", query["srsearch"].casefold())]
        hits = []
        for number, (title, text) in enumerate(articles.items(), start=1):
            score = sum(word.rstrip("s") in f"{title} {text}".casefold() for word in words)
            if score:
                snippet = f'<span class="searchmatch">{title}</span> {text[:60]}'
                hits.append((score, {"ns": 0, "title": title, "pageid": number, "wordcount": 40, "snippet": snippet}))
        hits.sort(key=lambda hit: -hit[0])
        return [hit for _, hit in hits][: int(query["srlimit"])]

    def _page(self, edition: str, articles: dict[str, str], query: dict[str, str]) -> dict[str, Any]:
        title = query["titles"]
        if title not in articles:
            return {"ns": 0, "title": title, "missing": True}
        page: dict[str, Any] = {
            "pageid": 7, "ns": 0, "title": title, "extract": articles[title], "touched": "2026-11-01T10:00:00Z",
            "fullurl": f"{self.url}/{edition}/wiki/{title.replace(' ', '_')}", "lastrevid": 123,
        }  # fmt: skip
        return {**page, "pageprops": {"disambiguation": ""}} if title in MEANINGS else page
