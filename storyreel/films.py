"""The Python API: `make` and `amake`."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Mistake
from core.events import Listener
from core.models import Request
from core.settings import Settings

if TYPE_CHECKING:
    from graphs.deliver import Film
    from graphs.run import Run


def make(
    request: str = "",
    *,
    sources: Iterable[str | Path] = (),
    out: str | Path | None = None,
    listeners: Iterable[Listener] = (),
    settings: Settings | None = None,
    **options: Any,
) -> "Film":
    """Make a film and return where it is and how good it is.

    `sources` are documents (Markdown, text, HTML, PDF, DOCX), or folders of them, that the film rests on. `options`
    are the fields of `core.models.Request`: script (its text), duration (s), aspect, resolution, fps, profile, style,
    voice, language, rate (words a minute), volume (0..1), captions, seed, mode. Raises Mistake with one sentence that
    says what to do.
    """
    return _run(request, sources, out, listeners, settings, options).film()


async def amake(
    request: str = "",
    *,
    sources: Iterable[str | Path] = (),
    out: str | Path | None = None,
    listeners: Iterable[Listener] = (),
    settings: Settings | None = None,
    **options: Any,
) -> "Film":
    """As `make`, without blocking the event loop; cancelling it stops the work, and what is finished is kept."""
    run = await asyncio.to_thread(_run, request, sources, out, listeners, settings, options)
    work = asyncio.ensure_future(asyncio.to_thread(run.film))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        run.stop()
        await asyncio.wait([work])
        raise


def request_of(text: str, options: dict[str, Any], sources: Iterable[str | Path], settings: Settings) -> Request:
    """A checked request; a Mistake names the first option that is wrong and what it may be.

    `sources` are files and folders; what they say is read into the store once the options are right.
    """
    from pydantic import ValidationError

    try:
        request = Request(text=text, **options)
    except ValidationError as error:
        raise Mistake(sentence(error.errors()[0])) from None
    paths = [Path(source) for source in sources]
    if not paths:
        return request
    from agents.rules.text import language_of
    from tools.sources.job import gather
    from tools.store.local import LocalStore

    given = gather(LocalStore(settings.home), paths, language_of)
    return request.model_copy(update={"sources": (*request.sources, *given)})


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
    sources: Iterable[str | Path],
    out: str | Path | None,
    listeners: Iterable[Listener],
    settings: Settings | None,
    options: dict[str, Any],
) -> "Run":
    from graphs.run import Run

    settings = settings or Settings.load()
    request = request_of(text, options, sources, settings)
    return Run(request, settings, Path(out) if out is not None else None, listeners)
