"""The one safe fetch: every page, and every service that is no language model, is read through it.

robots.txt is read as RFC 9309 says; what may be reached is in `guard.py`.
"""

import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.robotparser import RobotFileParser

from core.clock import now
from core.errors import Unavailable
from core.scene import Value
from core.settings import Settings
from tools.keys.port import Transient, classify
from tools.web.guard import Blocked, Guard, backend

MOST = 5_000_000  # bytes, unpacked
SECONDS = 10.0  # for all of an answer
STEP = 5.0  # s without a byte
REDIRECTS = 5
PAUSE = 0.5  # s between two pages of one site
AGENT = "storyreel"
_MOVED = frozenset({301, 302, 303, 307, 308})
_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 47}
"""The window bits of zlib for each packing that is asked for; 47 reads both kinds of deflate."""


class Fetched(Value):
    """An answer. `url` is the address that it came from in the end, `media_type` the whole Content-Type."""

    url: str
    status: int
    media_type: str
    headers: dict[str, str]
    data: bytes

    def checked(self) -> "Fetched":
        """This answer where it is one; else raises what its status means (see tools.keys.port)."""
        if self.status < 400:
            return self
        raise classify(self.status, self.headers, self.data[:2000].decode("utf-8", "replace"))


class Fetcher:
    """Reads addresses. `guard` and `pause` are handed in by tests."""

    def __init__(self, settings: Settings, guard: Guard | None = None, pause: float = PAUSE) -> None:
        self._guard = guard or Guard(settings.allow_hosts)
        self._pause = pause
        self.agent = f"{AGENT}/{_version()} ({settings.contact or 'no contact set'})"
        self._robots: dict[str, RobotFileParser] = {}
        self._last: dict[str, float] = {}
        self._sites: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def page(self, url: str, accept: tuple[str, ...]) -> Fetched:
        """A page that its site lets robots read, of a media type that begins with one of `accept`.

        One at a time from each site, with a pause. Raises Blocked for what may not be read, else as `fetch`.
        """
        site = _parsed(url).host
        with self._lock:
            lock = self._sites.setdefault(site, threading.Lock())
        with lock:
            self._ask(url)
            time.sleep(max(self._last.get(site, -self._pause) + self._pause - now(), 0.0))
            try:
                found = self.fetch(url, follows=self._ask).checked()
            finally:
                self._last[site] = now()
        kind = found.media_type.partition(";")[0].strip().lower()
        if not kind.startswith(accept):
            raise Unavailable(f"{found.url} is no page but {kind or 'of an unknown kind'}")
        return found

    def fetch(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        most: int = MOST,
        follows: Callable[[str], None] = lambda _: None,
    ) -> Fetched:
        """One answer, of any status. `headers` go to the site of `url` only; `follows` may refuse a redirect.

        Raises Blocked for an address that may not be fetched, Transient for a lost connection, Unavailable for an
        answer that is too large, too slow or redirected too often.
        """
        import httpcore2

        first, end = _parsed(url), now() + SECONDS
        with httpcore2.ConnectionPool(network_backend=backend(self._guard), max_keepalive_connections=0) as pool:
            for _ in range(REDIRECTS + 1):
                target = _parsed(url)
                own = dict(headers or {}) if (target.host, target.scheme) == (first.host, first.scheme) else {}
                sent = {"User-Agent": self.agent, "Accept-Encoding": "gzip, deflate", "Host": _host(target), **own}
                try:
                    found = _answer(pool, method, target, sent, body, most, end)
                except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError) as error:
                    raise Transient(f"{target.host} cannot be reached ({_named(error)})") from error
                where = found.headers.get("location")
                if found.status not in _MOVED or where is None or method != "GET":
                    return found
                url = str(target.join(where))
                follows(url)
        raise Unavailable(f"{first.host} redirects more than {REDIRECTS} times")

    def _ask(self, url: str) -> None:
        """Raise Blocked when the site's robots.txt does not let us read the page."""
        target = _parsed(url)
        site = f"{target.scheme}://{_host(target)}"
        if site not in self._robots:
            self._robots[site] = self._rules(site)
        if not self._robots[site].can_fetch(AGENT, url):
            raise Blocked(f"{target.host} does not let robots read {target.path}")

    def _rules(self, site: str) -> RobotFileParser:
        """The rules of a site; a site that fails to say them forbids, one that has none allows (RFC 9309, 2.3.1)."""
        rules = RobotFileParser()
        found = self.fetch(f"{site}/robots.txt", most=500_000)
        if found.status >= 500 or found.status == 429:
            rules.parse(["User-agent: *", "Disallow: /"])
        else:
            rules.parse(found.data.decode("utf-8", "replace").splitlines() if found.status < 400 else [])
        return rules


def _parsed(url: str) -> Any:
    """The address as httpx2 understands it; Blocked when it is none that is read."""
    import httpx2

    try:
        found = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError):
        raise Blocked("this is no web address") from None
    if found.scheme not in ("http", "https") or not found.host:
        raise Blocked(f"{found.scheme or 'it'}:// is not read: only http and https addresses are")
    if found.userinfo:
        raise Blocked(f"{found.host} is not read: its address holds a name or a password")
    return found


def _host(target: Any) -> str:
    return str(target.netloc.decode("ascii"))


def _answer(
    pool: Any, method: str, target: Any, headers: Mapping[str, str], body: bytes | None, most: int, end: float
) -> Fetched:
    import httpcore2

    timeout = {"connect": STEP, "read": STEP, "write": STEP, "pool": STEP}
    raw = httpcore2.URL(
        scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path or b"/"
    )
    with pool.stream(
        method, raw, headers=list(headers.items()), content=body, extensions={"timeout": timeout}
    ) as response:
        told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        data = b"".join(_unpacked(response.iter_stream(), told.get("content-encoding", ""), target.host, most, end))
        return Fetched(
            url=str(target),
            status=response.status,
            media_type=told.get("content-type", ""),
            headers=told,
            data=data,
        )


def _unpacked(chunks: Iterator[bytes], packing: str, host: str, most: int, end: float) -> Iterator[bytes]:
    """The body, unpacked no further than `most` bytes, ended at the time `end`."""
    packing = packing.strip().lower()
    if packing not in ("", "identity", *_PACKED):
        raise Unavailable(f"{host} packs its answer in a way that was not asked for ({packing[:20]})")
    unpack = zlib.decompressobj(_PACKED[packing]) if packing in _PACKED else None
    size = 0
    for chunk in chunks:
        if now() > end:
            raise Transient(f"{host} takes longer than {SECONDS:.0f} s to answer")
        try:
            part = unpack.decompress(chunk, most - size + 1) if unpack else chunk
        except zlib.error:
            raise Transient(f"the answer of {host} is damaged") from None
        size += len(part)
        if size > most:
            raise Unavailable(f"the answer of {host} is larger than {most / 1_000_000:g} MB")
        yield part


def _named(error: Exception) -> str:
    return str(error) or type(error).__name__


def _version() -> str:
    try:
        return version("storyreel")
    except PackageNotFoundError:
        return "0"
