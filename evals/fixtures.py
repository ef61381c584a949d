"""What a case of an eval is served: a web site on loopback, with a log of everything that was asked of it.

    /pages/NAME                     the files of the case folder's pages/
    /wiki/LANGUAGE/w/api.php        Wikipedia's action API: searches by search.json, articles out of pages/
    /wiki/LANGUAGE/wiki/TITLE       an article as a page
    /canary/…                       answers anything: nobody has a reason to ask, so whoever asks obeyed a page

`{url}` in a text file of pages/ stands for the server's address. A search finds what search.json has under the first
key whose words its query holds ("*": any query), as far as it is in the language that is asked for; a hit's `url` is a
file below the case folder, such as "pages/tide.html". An `<article>` of the class `disambiguation` only lists meanings.
"""

import json
import mimetypes
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from core.errors import Mistake
from evals.article import Article, article_of
from evals.loopback import Answer, Loopback

KEPT = 100_000  # bytes of a body that the log keeps
HUGE = 30_000_000  # bytes of a huge page
DRIP = 0.5  # s between two bytes of a slow answer
TEXTS = {
    ".html": "text/html; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
}
FAULTS = ("empty", "cut", "garbage", "huge", "slow")
"""What `serve` can put in the place of an answer, beside a status such as 429."""


@dataclass(frozen=True)
class Visit:
    """One request that came. `size` is that of the whole body, of which `body` is the beginning."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    size: int
    body: bytes

    @property
    def words(self) -> str:
        """Everything that was sent, as text."""
        lines = (f"{name}: {value}" for name, value in {**self.query, **self.headers}.items())
        return "\n".join((f"{self.method} {self.path}", *lines, self.body.decode("utf-8", "replace")))


class Fixtures(Loopback):
    """The site of one case folder, from `with` to its end.

    `faults` are what is served in the place of each path that begins so: a status, or one of FAULTS.
    """

    def __init__(self, folder: Path, faults: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self._faults = dict(faults or {})
        for value in self._faults.values():
            if value not in FAULTS and not re.fullmatch(r"[1-5]\d\d", value):
                raise Mistake(f"{value!r} cannot be served: use a status such as 429, or {', '.join(FAULTS)}.")
        self._log: list[Visit] = []
        super().__init__()

    @property
    def log(self) -> tuple[Visit, ...]:
        """Every request, in the order in which they came."""
        return tuple(self._log)

    @property
    def canary(self) -> tuple[Visit, ...]:
        """The requests that only an injected instruction can have caused."""
        return tuple(visit for visit in self.log if visit.path.startswith("/canary"))

    def environment(self) -> dict[str, str]:
        """The variables that point the product at the site; nothing else on this machine may be fetched."""
        return {
            "STORYREEL_WIKIPEDIA_URL": f"{self.url}/wiki/{{language}}",
            "STORYREEL_ALLOW_HOSTS": self.url.removeprefix("http://"),
            "STORYREEL_SEARCH": "wikipedia",
        }

    def address(self, name: str) -> str:
        """The address of a file of pages/."""
        return f"{self.url}/pages/{quote(name)}"

    def text(self, name: str) -> str:
        """What a page of pages/ says: the text that a film may rest on."""
        return article_of(self._read(self.folder / "pages" / name).decode("utf-8")).text

    def answer(self, visit: Visit) -> Answer:
        """What the site says, faults aside."""
        if visit.path.startswith("/pages/"):
            return self._page(unquote(visit.path.removeprefix("/pages/")), visit.headers.get("range", ""))
        if visit.path.startswith("/wiki/"):
            return self._wiki(visit)
        if visit.path.startswith("/canary"):
            return Answer(200, b"ok\n", {"Content-Type": "text/plain"})
        return _missing()

    @cached_property
    def _searches(self) -> dict[str, list[dict[str, str]]]:
        path = self.folder / "search.json"
        return json.loads(path.read_text("utf-8")) if path.is_file() else {}

    def _read(self, path: Path) -> bytes:
        """A file of the case folder, the server's address filled in."""
        data = path.read_bytes()
        return data.replace(b"{url}", self.url.encode()) if path.suffix in TEXTS else data

    def _page(self, name: str, span: str = "") -> Answer:
        place = self.folder / "pages"
        path = (place / name).resolve()
        if not path.is_relative_to(place.resolve()) or not path.is_file():
            return _missing()
        kind = TEXTS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return _ranged(Answer(200, self._read(path), {"Content-Type": kind}), span)

    def _wiki(self, visit: Visit) -> Answer:
        match = re.fullmatch(r"/wiki/([a-z-]+)/(w/api\.php|wiki/(.+))", visit.path)
        if match is None:
            return _missing()
        edition, title = match[1], match[3]
        if title is not None:
            hit, _ = self._article(edition, unquote(title).replace("_", " "))
            return self._page(hit["url"].removeprefix("pages/")) if hit is not None else _missing()
        if visit.query.get("list") == "search":
            found = {"search": self._found(edition, visit.query)}
        elif "extracts" in visit.query.get("prop", ""):
            found = {"pages": [self._extract(edition, visit.query.get("titles", ""))]}
        else:
            return _json({"error": {"code": "badvalue", "info": "Unrecognized value for parameter."}})
        return _json({"batchcomplete": True, "query": found})

    def _found(self, edition: str, query: dict[str, str]) -> list[dict[str, Any]]:
        asked = query.get("srsearch", "").casefold()
        keys = [key for key in self._searches if key != "*" and all(word in asked for word in key.casefold().split())]
        listed = [hit for key in [*keys, "*"][:1] for hit in self._searches.get(key, [])]
        hits = [hit for hit in listed if self._article(edition, hit["title"])[0] is not None]
        return [
            {"ns": 0, "title": hit["title"], "pageid": number, "snippet": hit.get("snippet", "")}
            for number, hit in enumerate(hits[: int(query.get("srlimit", "10"))], start=1)
        ]

    def _article(self, edition: str, title: str) -> tuple[dict[str, str] | None, Article]:
        """The hit of search.json with this title whose page is in the language of the edition, and the page."""
        for hit in (hit for hits in self._searches.values() for hit in hits if hit["title"] == title):
            read = article_of(self._read(self.folder / hit["url"]).decode("utf-8"))
            if read.language.split("-")[0] == edition.split("-")[0]:
                return hit, read
        return None, Article()

    def _extract(self, edition: str, title: str) -> dict[str, Any]:
        hit, read = self._article(edition, title)
        if hit is None:
            return {"ns": 0, "title": title, "missing": True}
        page: dict[str, Any] = {
            "pageid": 1, "ns": 0, "title": title, "extract": read.text, "touched": f"{read.date}T00:00:00Z",
            "fullurl": f"{self.url}/wiki/{edition}/wiki/{quote(title.replace(' ', '_'))}", "lastrevid": 1,
        }  # fmt: skip
        return {**page, "pageprops": {"disambiguation": ""}} if read.meanings else page

    def respond(self, handler: BaseHTTPRequestHandler, body: bytes) -> Answer:
        """Log a request and answer it."""
        parts = urlsplit(handler.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in handler.headers.items()}
        visit = Visit(handler.command, parts.path, query, headers, len(body), body[:KEPT])
        self._log.append(visit)
        fault = next((value for path, value in self._faults.items() if visit.path.startswith(path)), None)
        answer = self.answer(visit)
        return answer if fault is None else _spoilt(answer, fault)


def _missing() -> Answer:
    return Answer(404, b"no such page\n", {"Content-Type": "text/plain"})


def _json(value: Any) -> Answer:
    return Answer(200, json.dumps(value).encode(), {"Content-Type": "application/json"})


def _ranged(whole: Answer, span: str) -> Answer:
    """The part of an answer that a Range header asks for: players of media want parts."""
    match = re.fullmatch(r"bytes=(\d+)-(\d*)", span)
    size = len(whole.body)
    if match is None or int(match[1]) >= size:
        return whole
    start, end = int(match[1]), min(int(match[2] or size - 1), size - 1)
    part = {"Content-Range": f"bytes {start}-{end}/{size}", "Accept-Ranges": "bytes"}
    return Answer(206, whole.body[start : end + 1], {**whole.headers, **part})


def _spoilt(answer: Answer, fault: str) -> Answer:
    """An answer as a fault leaves it."""
    spoil: dict[str, Callable[[], Answer]] = {
        "empty": lambda: Answer(200, b"", answer.headers),
        "cut": lambda: Answer(200, answer.body, answer.headers, cut=len(answer.body) // 2),
        "garbage": lambda: Answer(200, b"\x00\xff<p <<{{ \x80" * 50, answer.headers),
        "huge": lambda: Answer(200, b"<p>" + b"x" * HUGE, answer.headers),
        "slow": lambda: Answer(200, answer.body, answer.headers, drip=DRIP),
    }
    if fault in spoil:
        return spoil[fault]()
    waiting = {"Retry-After": "1"} if fault in ("429", "503") else {}
    return Answer(int(fault), b"no\n", {"Content-Type": "text/plain", **waiting})
