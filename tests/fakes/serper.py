"""Serper's search, news and images; a wrong key is answered by 403."""

from typing import Any, ClassVar

from tests.fakes.server import Answer, Asked, Fake, as_json

KEYS = ("serper-good", "serper-other")
NO_CREDITS = as_json({"message": "Not enough credits", "statusCode": 400}, 400)
LIMITED = as_json({"message": "Rate limit exceeded", "statusCode": 429}, 429, retry_after="7")


class Serper(Fake):
    """`results` are what a search finds."""

    variables: ClassVar[dict[str, str]] = {
        "STORYREEL_SERPER_URL": "{url}",
        "SERPER_API_KEY": KEYS[0],
        "STORYREEL_ALLOW_HOSTS": "127.0.0.1",
    }

    def __init__(self) -> None:
        super().__init__()
        self.results: list[dict[str, Any]] = [
            {"title": "The Old Lighthouse", "link": "https://coast.example/lighthouse", "snippet": "Built in 1871.",
             "date": "17 May 2024", "position": 1},
            {"title": "A bad link", "link": "javascript:alert(1)", "snippet": "", "position": 2},
        ]  # fmt: skip
        self.news: list[dict[str, Any]] = [
            {"title": "The lighthouse burns again", "link": "https://coast.example/news/1", "snippet": "Lit on Monday.",
             "date": "2 days ago", "source": "The Coast", "position": 1},
        ]  # fmt: skip

        self.images: list[dict[str, Any]] = []

    def answer(self, asked: Asked) -> Answer:
        if asked.method != "POST" or asked.path not in ("/search", "/news", "/images"):
            return as_json({"message": "Not found", "statusCode": 404}, 404)
        if asked.headers.get("x-api-key") not in KEYS:
            return as_json({"message": "Unauthorized.", "statusCode": 403}, 403)
        if asked.path == "/news":
            return as_json({"searchParameters": asked.json(), "news": self.news, "credits": 1})
        if asked.path == "/images":
            return as_json({"searchParameters": asked.json(), "images": self.images, "credits": 1})
        return as_json({"searchParameters": asked.json(), "organic": self.results, "credits": 1})
