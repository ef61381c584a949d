"""The Python API: `make` and `amake`."""

import asyncio
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Mistake, Unavailable
from core.events import Ask, Listener
from core.models import Given, Request, Track
from core.settings import Settings
from storyreel.photographs import photographs

ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)

if TYPE_CHECKING:
    from core.recipes import Store
    from graphs.deliver import Film
    from graphs.run import Run
    from tools.sources.port import Document

    Sources = Iterable[str | Path | Document]


def make(
    request: str = "",
    *,
    sources: "Sources" = (),
    out: str | Path | None = None,
    listeners: Iterable[Listener] = (),
    settings: Settings | None = None,
    ask: Ask | None = None,
    **options: Any,
) -> "Film":
    """Make a film and return where it is and how good it is.

    `sources` are documents (Markdown, text, HTML, PDF, DOCX), folders of them, or web addresses, that the film rests
    on; one that is none of these is read by `tools.sources.document.read_bytes`. `options` are the fields of
    `core.models.Request`: script (its text), duration (s), aspect, resolution, fps, profile, style, voice, language,
    rate (words a minute), volume (0..1), captions, caption_style, source_line, music (none, auto, a mood or a music
    file), effects (none or auto: sounds of transitions), motion (full or reduced), assembler (pyav or moviepy),
    encoder (x264, or one in hardware), research (auto, none or fresh), budget (US dollars), seed, mode; and video (a
    file or a web address) with video_as (illustrate, retell or summarise) and subtitles (a file of its words).
    `ask` answers the one question of a request that can be read in several ways; without it the usual sense is taken.
    Raises Mistake with one sentence that says what to do.
    """
    return _run(request, sources, out, listeners, settings, ask, options).film()


async def amake(
    request: str = "",
    *,
    sources: "Sources" = (),
    out: str | Path | None = None,
    listeners: Iterable[Listener] = (),
    settings: Settings | None = None,
    ask: Ask | None = None,
    **options: Any,
) -> "Film":
    """As `make`, without blocking the event loop; cancelling it stops the work, and what is finished is kept."""
    run = await asyncio.to_thread(_run, request, sources, out, listeners, settings, ask, options)
    work = asyncio.ensure_future(asyncio.to_thread(run.film))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        run.stop()
        await asyncio.wait([work])
        raise


def request_of(text: str, options: dict[str, Any], sources: "Sources", settings: Settings) -> Request:
    """A checked request; a Mistake names the first option that is wrong and what it may be.

    `sources` are files, folders, web addresses and documents that were read; they are kept in the store once the
    options are right. An address in the text of a request without a script is a source too.
    """
    from pydantic import ValidationError

    options = dict(options)
    video, use = options.pop("video", None), options.pop("video_as", None) or "illustrate"
    words = options.pop("subtitles", None)
    if isinstance(video, str | Path):
        from storyreel.videos import of_video

        options = of_video(video, use, options, text, settings, words)
        text = options.pop("text")
    elif words is not None:
        raise Mistake("--subtitles are a video's words: name the video with --video-url.")
    elif video is not None:
        options["video"] = video
    options |= photographs(options.get("photos") or (), bool(options.get("commons")), settings)
    music = options.get("music")
    kept = music == "file" and options.get("track") is not None
    file = _music_file(music) if isinstance(music, str) and not kept else None
    try:
        request = Request(text=text, **(options if file is None else {**options, "music": "file"}))
    except ValidationError as error:
        raise Mistake(sentence(error.errors()[0])) from None
    if file is not None:
        request = request.model_copy(update={"track": _track(file, settings)})
    given: dict[str, Given] = {one.sha256: one for one in request.sources}
    text, addresses = _addressed(request)
    for kind, group in groupby([*sources, *addresses], key=_kind):
        for one in _kept(list(group), kind, settings):
            given.setdefault(one.sha256, one)
    return request.model_copy(update={"text": text, "sources": tuple(given.values())})


def _addressed(request: Request) -> tuple[str, list[str]]:
    """A request's text without the web addresses in it, and those; a script is spoken as it stands."""
    if request.script is not None or request.story is not None:
        return request.text, []
    found = [address.rstrip(".,;:!?)»”،؛؟") for address in ADDRESS.findall(request.text)]
    text = request.text
    for address in found:
        text = text.replace(address, "")
    return (" ".join(text.split(" ")).strip() if found else text), found


def _kind(source: Any) -> str:
    """How a source is read: as a file, as a web page, or not at all, for it was read."""
    if not isinstance(source, str | Path):
        return "read"
    return "page" if ADDRESS.match(str(source)) else "file"


def _music_file(music: str) -> Path | None:
    """The file that an option names; None for none, auto and a mood; a Mistake when it is nothing of these."""
    from typing import get_args

    from tools.music.port import MoodName

    known = ("none", "auto", *get_args(MoodName))
    if music in known:
        return None
    path = Path(music).expanduser()
    if not path.is_file():
        raise Mistake(f"--music takes {', '.join(known)}, or a music file; {music!r} is none of them.")
    return path


def _track(path: Path, settings: Settings) -> Track:
    """The user's music as it is kept in the store."""
    import hashlib

    from tools.music.job import keep
    from tools.store.local import LocalStore

    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return keep(LocalStore(settings.home), path, sha256)


def _kept(sources: Sequence[Any], kind: str, settings: Settings) -> Iterable[Given]:
    """Paths, web addresses, or documents that were read, as they are kept in the store."""
    from agents.rules.text import language_of
    from tools.sources.job import gather, keep
    from tools.store.local import LocalStore

    store = LocalStore(settings.home)
    if kind == "read":
        return [keep(store, one) for one in sources]
    if kind == "file":
        return gather(store, [Path(one) for one in sources], language_of)
    return [keep(store, _page(str(address), store, settings), "page") for address in sources]


def _page(address: str, store: "Store", settings: Settings) -> "Document":
    """What stands at a web address, read once; a Mistake when it cannot be read."""
    from agents.rules.text import language_of
    from tools.search.job import page
    from tools.sources.webpage import read_page
    from tools.web.fetch import Fetcher

    def read() -> "Document":
        return read_page(Fetcher(settings), address, language_of)

    try:
        return page(store, address, read, lambda made: made.artefact)
    except Unavailable as error:
        shown = re.sub(r"//[^/@]*@", "//", address[:200])  # a password is not repeated
        raise Mistake(f"{shown} cannot be read: {error.reason}. Save its text to a file and give that.") from None


def sentence(problem: Any) -> str:
    """One of pydantic's problems as a sentence for the user."""
    option = ".".join(str(part) for part in problem["loc"])
    kind, facts = problem["type"], problem.get("ctx", {})
    if kind == "extra_forbidden":
        return f"There is no option {option!r}; known: {', '.join(Request.model_fields)}."
    if kind == "literal_error":
        return f"{option} cannot be {problem['input']!r}; known: {facts['expected']}."
    limits = {name: Request.model_fields[option].metadata for name in (option,) if option in Request.model_fields}
    bounds = [str(value) for limit in limits.get(option, []) for value in _bounds(limit)]
    unit = {"duration": " seconds", "rate": " words a minute"}.get(option, "")
    if len(bounds) == 2:
        return f"{option} must be from {bounds[0]} to {bounds[1]}{unit}, not {problem['input']!r}."
    return f"{option}: {problem['msg']}, not {problem['input']!r}."


def _bounds(limit: Any) -> list[Any]:
    return [getattr(limit, name) for name in ("ge", "gt", "le", "lt") if getattr(limit, name, None) is not None]


def _run(
    text: str,
    sources: "Sources",
    out: str | Path | None,
    listeners: Iterable[Listener],
    settings: Settings | None,
    ask: Ask | None,
    options: dict[str, Any],
) -> "Run":
    from graphs.run import Run

    settings = settings or Settings.load()
    request = request_of(text, options, sources, settings)
    return Run(request, settings, Path(out) if out is not None else None, listeners, ask)
