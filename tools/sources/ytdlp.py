"""Videos on the web by yt-dlp, in a fenced process of its own.

    python -m tools.sources.ytdlp

reads one line of JSON, looks the address up, writes JSON and ends. It holds no secrets and no cookies, lives in an
empty folder, reaches only hosts that `tools.web.guard` lets through, and dies with its parent (standard input stays
open while that lives).
"""

import errno
import importlib
import json
import math
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from core.capability import importable
from core.errors import Mistake, NotConfigured, RateLimited, StoryreelError, Unavailable
from core.settings import Settings, inherited
from tools.speech.worker import end_with_parent
from tools.web.guard import Blocked, Guard

MISSING = 'yt-dlp is not installed: pip install "storyreel[video-sources]"'
SECONDS, SECONDS_WITH_SOUND = 120.0, 600.0  # the process's time
HOURS = 3  # of a video
SIZE = 200_000_000  # bytes of a sound
REPLY_MOST = 5_000_000  # bytes
FILE = "sound.media"
REPLY, LOG = "reply.json", "log.txt"
EXTENSIONS = ("json3", "vtt", "srt")
"""The kinds of captions that are read, the best first."""
OPTIONS = {
    "quiet": True, "no_warnings": True, "noprogress": True, "noplaylist": True, "playlistend": 1,
    "extract_flat": "in_playlist", "writesubtitles": True, "writeautomaticsub": True, "cachedir": False, "proxy": "",
    "usenetrc": False, "cookiefile": None, "enable_file_urls": False, "socket_timeout": 10, "retries": 2,
    "fragment_retries": 2, "extractor_retries": 1, "external_downloader": {"default": "native"},
    "hls_prefer_native": True, "ffmpeg_location": "none", "fixup": "never", "postprocessors": [],
    "outtmpl": {"default": FILE}, "overwrites": True, "nopart": True, "updatetime": False, "max_filesize": SIZE,
    "ignore_no_formats_error": True, "format": "bestaudio[protocol^=http]/best[protocol^=http]/bestaudio/best",
}  # fmt: skip
"""No cookies, netrc, configuration, links, commands or external programs (see the advisories of yt-dlp)."""

_KINDS: dict[str, type[StoryreelError]] = {"mistake": Mistake, "blocked": Blocked, "limited": RateLimited}
_NOISE = re.compile(
    r"\x1b\[[0-9;]*m|^ERROR:\s*|\[[\w:+.-]+\]\s+(?:[\w-]+:\s+)?|[;.,]\s*(?:please report|use --).*", re.I | re.S
)


def check(url: str, settings: Settings) -> str:
    """The host of an address that may be read; raises Blocked for any other, Unavailable for one that is not there."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or (80 if parts.scheme == "http" else 443)
    except ValueError:
        raise Blocked("this is no web address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise Blocked(f"{parts.scheme or 'it'}:// is not read: only http and https addresses are")
    if parts.username is not None or parts.password is not None:
        raise Blocked(f"{host} is not read: its address holds a name or a password")
    Guard(settings.allow_hosts).address(host, port)
    return host


def look_up(url: str, settings: Settings, sound: Path | None = None) -> dict[str, Any]:
    """What yt-dlp knows of the one video at an address; its best sound goes to the file `sound`.

    Raises Blocked, NotConfigured without yt-dlp, Mistake for live streams, lists and videos over 3 hours or 200 MB,
    RateLimited, and Unavailable for what the site refuses or takes too long for.
    """
    check(url, settings)
    if not importable("yt_dlp"):
        raise NotConfigured(MISSING)
    with tempfile.TemporaryDirectory(prefix="storyreel-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        job = {"url": url, "hosts": list(settings.allow_hosts), "sound": sound is not None}
        status = _run(job, folder, SECONDS if sound is None else SECONDS_WITH_SOUND)
        reply = _reply(folder, status)
        if sound is not None:
            made = folder / "work" / FILE
            if made.is_symlink() or not made.is_file():
                raise Unavailable("the site gave no sound for this video")
            sound.parent.mkdir(parents=True, exist_ok=True)
            _moved(made, sound)
    return reply


def _moved(made: Path, sound: Path) -> None:
    """Copy in pieces: the two may lie on different disks."""
    with made.open("rb") as source, sound.open("wb") as target:
        while piece := source.read(1 << 20):
            target.write(piece)


def _run(job: dict[str, Any], folder: Path, limit: float) -> int:
    """The exit status of the process; it and all that it started are gone however this ends."""
    for part in ("home", "work", "tmp"):
        (folder / part).mkdir()
    known = inherited()
    path = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)
    environment = {name: value for name, value in known.items() if name in ("PATH", "LANG", "SYSTEMROOT")}
    environment.update(HOME=str(folder / "home"), TMPDIR=str(folder / "tmp"), PYTHONPATH=path, YTDLP_NO_PLUGINS="1")
    with (folder / LOG).open("wb") as log, (folder / REPLY).open("wb") as reply:
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", f"{__package__}.ytdlp"],
                stdin=subprocess.PIPE,
                stdout=reply,
                stderr=log,
                cwd=folder / "work",
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise Unavailable(f"no process for yt-dlp could be started: {error}", unexpected=True) from error
    try:
        _tell(process, job)
        return process.wait(limit)
    except subprocess.TimeoutExpired:
        raise Unavailable(f"the site did not give the video within {limit:.0f} seconds") from None
    finally:
        _kill(process)


def _tell(process: "subprocess.Popen[bytes]", job: dict[str, Any]) -> None:
    """Hand the job over; standard input stays open as the life line."""
    if process.stdin is not None:
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End the process and whatever it started, which may have outlived it."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    if process.stdin is not None:
        with suppress(BrokenPipeError):
            process.stdin.close()


def _reply(folder: Path, status: int) -> dict[str, Any]:
    with (folder / REPLY).open("rb") as file:
        data = file.read(REPLY_MOST + 1)
    try:
        reply = json.loads(data) if len(data) <= REPLY_MOST else None
    except (ValueError, RecursionError):
        reply = None
    if not isinstance(reply, dict):
        lines = (folder / LOG).read_text("utf-8", "replace")[-2000:].strip().splitlines()
        said = f": {lines[-1][:200]}" if lines else ""
        raise Unavailable(f"yt-dlp ended with status {status} and no answer{said}", unexpected=True)
    if "error" in reply:
        kind, text = reply["error"]
        raise _KINDS.get(kind, Unavailable)(text)
    return reply


def main() -> None:
    """Do the job on standard input; see the module."""
    job = json.loads(sys.stdin.buffer.readline())
    end_with_parent()
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        _bounded()
        refused = fence(job["hosts"])
        try:
            reply = _looked_up(job["url"], job["sound"])
        except (Mistake, RateLimited, Unavailable) as error:
            kind = next((name for name, one in _KINDS.items() if isinstance(error, one)), "unavailable")
            reply = {"error": ("blocked", refused[0]) if refused else (kind, str(error))}
        json.dump(reply, out)


def _bounded() -> None:
    """No file of this process grows beyond the size of a sound."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE + 1_000_000, SIZE + 1_000_000))


def fence(hosts: Iterable[str]) -> list[str]:
    """From here on this process connects only to addresses that the guard has checked; what was refused is listed."""
    look, refused, checked = socket.getaddrinfo, list[str](), set[tuple[str, int]]()
    guard = Guard(hosts, lambda host, port: [str(one[4][0]) for one in look(host, port, type=socket.SOCK_STREAM)])

    def resolve(host: Any, port: Any, *args: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host)
        try:
            address = guard.address(name, int(port or 0))
        except (Unavailable, ValueError) as error:
            if isinstance(error, Blocked):
                refused.append(str(error))
            raise socket.gaierror(socket.EAI_NONAME, str(error)) from None
        checked.add((address, int(port or 0)))
        return look(address, port, *args, **more)

    def guarded(original: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            inet = self.family in (socket.AF_INET, socket.AF_INET6)
            if not inet or (str(address[0]), int(address[1])) not in checked:
                raise OSError(errno.EACCES, "this address was not checked")
            return original(self, address)

        return connect

    socket.getaddrinfo = resolve
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
    cast(dict[str, Any], sys.modules)["curl_cffi"] = None  # connects in C, past the fence
    return refused


class Silent:
    """A logger that says nothing: yt-dlp writes errors to standard error even when it is quiet."""

    def debug(self, _: str) -> None:
        """Say nothing."""

    info = warning = error = debug


def _looked_up(url: str, sound: bool) -> dict[str, Any]:
    if urlsplit(url).scheme not in ("http", "https"):
        raise Blocked("only http and https addresses are read")
    library = importlib.import_module("yt_dlp")
    failures = importlib.import_module("yt_dlp.utils").YoutubeDLError
    try:
        with library.YoutubeDL({**OPTIONS, "logger": Silent(), "progress_hooks": [_watch]}) as engine:
            found = engine.extract_info(url, download=False)
            _refuse(found)
            if sound:
                engine.params.update(writesubtitles=False, writeautomaticsub=False)
                engine.process_ie_result(dict(found), download=True)
                if not Path(FILE).is_file():
                    raise Mistake(f"the sound of this video is larger than {SIZE // 1_000_000} MB, or there is none.")
            return _told(engine.sanitize_info(found))
    except failures as error:
        raise _failure(str(error)) from None


def _watch(state: dict[str, Any]) -> None:
    if (state.get("downloaded_bytes") or 0) > SIZE:
        raise Mistake(f"the sound of this video is larger than {SIZE // 1_000_000} MB: give a shorter one.")


def _refuse(found: Any) -> None:
    """Raise Mistake for what is not one finished video of at most 3 hours."""
    if not isinstance(found, dict):
        raise Unavailable("no video was found at this address")
    if found.get("_type", "video") != "video":
        raise Mistake("this address is a list of videos: give the address of one of them.")
    if found.get("is_live") or found.get("live_status") in ("is_live", "is_upcoming"):
        raise Mistake("this is a live stream: give its address again when it is over.")
    if (found.get("duration") or 0) > HOURS * 3600:
        length = found["duration"] / 3600
        raise Mistake(f"this video lasts {length:.1f} hours; at most {HOURS} hours are read: give a shorter one.")


def _failure(text: str) -> Mistake | Unavailable:
    """What yt-dlp's message means."""
    if "HTTP Error 429" in text or "Too Many Requests" in text:
        return RateLimited("the site asks to wait before it gives another video")
    if "Sign in" in text or "login" in text or "cookies" in text:
        return Unavailable("the site gives this video only after a sign-in: save it yourself and give the file")
    if "Unsupported URL" in text:
        return Unavailable("no video was found at this address")
    said = " ".join(_NOISE.sub("", text).split())[:200]
    return Unavailable(f"the site did not give the video ({said or 'it does not say why'})")


def _told(info: dict[str, Any]) -> dict[str, Any]:
    """What the parent asks for, of bounded size."""
    names = ("id", "title", "webpage_url", "uploader", "upload_date", "language", "extractor")
    told: dict[str, Any] = {name: str(info[name])[:2000] for name in names if info.get(name)}
    told["duration"] = _positive(info.get("duration"))
    told["direct"] = bool(info.get("direct"))
    told["chapters"] = [
        (str(one.get("title") or "")[:300], _positive(one.get("start_time")), _positive(one.get("end_time")))
        for one in (info.get("chapters") or [])[:500]
    ]
    for name in ("subtitles", "automatic_captions"):
        told[name] = dict(_tracks(info.get(name) or {}))
    return told


def _positive(value: Any) -> float:
    usable = isinstance(value, int | float) and math.isfinite(value) and value > 0
    return float(value) if usable else 0.0


def _tracks(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The language and the address of each track of captions that can be read."""
    for language, kinds in list(found.items())[:400]:
        usable = [one for one in kinds or () if one.get("ext") in EXTENSIONS and "m3u8" not in one.get("protocol", "")]
        usable = [one for one in usable if re.match(r"https?://.{1,4000}$", str(one.get("url")))]
        best = min(usable, key=lambda one: EXTENSIONS.index(one["ext"]), default=None)
        if best is not None and language != "live_chat":
            yield str(language), str(best["url"])


if __name__ == "__main__":
    main()
