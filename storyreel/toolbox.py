"""The five tools as functions, as coroutines and as LangChain tools: research, story, asset, audio, assembly.

Each is of use alone, and each takes the key of what another one answered; nothing is made twice between them. An async
twin is named with an `a` before it. Raises Mistake with one sentence that says what to do.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from pydantic import Field

from core.errors import Mistake, StoryreelError
from core.scene import Value
from core.settings import Settings
from storyreel.films import ADDRESS, request_of

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from core.models import Request
    from graphs.deliver import Film
    from graphs.studio import Studio
    from graphs.toolbox import Assets, Narration, Researched, Story

Params = ParamSpec("Params")
Result = TypeVar("Result")
ASSETS = "generated_assets"
"""The folder of pictures and narrations, where none is named."""


class ResearchArgs(Value):
    """What to look up."""

    topic: str = Field(min_length=1, description="what the film is about, in the user's words and language")
    sources: tuple[str, ...] = Field(default=(), description="web addresses to rest on; none: it is searched")
    language: str | None = Field(default=None, description="BCP 47 tag; by default the topic's")
    duration: float | None = Field(default=None, ge=5, le=1200, description="seconds the film is to last")


class StoryArgs(Value):
    """What to write."""

    request: str = Field(default="", description="what the film is to be, in the user's words")
    research: str = Field(default="", description="the key that the research tool answered")
    script: str | None = Field(default=None, description="a text that is spoken word for word")
    duration: float | None = Field(default=None, ge=5, le=1200, description="seconds")
    language: str | None = Field(default=None, description="BCP 47 tag; by default the request's")
    style: str | None = Field(default=None, description="the art style; by default one that fits")


class AssetArgs(Value):
    """What to draw: the pictures of a story, or one picture for each prompt."""

    story: str = Field(default="", description="the key that the story tool answered")
    prompts: tuple[str, ...] = Field(default=(), description="what each picture shows, in words")
    style: str | None = Field(default=None, description="the art style; by default the story's")
    aspect: str | None = Field(default=None, description="16:9, 9:16 or 1:1")
    resolution: str | None = Field(default=None, description="720p, 1080p, 1440p or 2160p: the short side")


class AudioArgs(Value):
    """What to speak: a story, or these texts."""

    story: str = Field(default="", description="the key that the story tool answered")
    texts: tuple[str, ...] = Field(default=(), description="sentences to be spoken one after another")
    language: str | None = Field(default=None, description="BCP 47 tag; by default the story's or the texts'")
    voice: str | None = Field(default=None, description="the narrator's voice, such as en-us+f2 or ar")
    rate: int | None = Field(default=None, ge=80, le=400, description="words a minute")
    volume: float = Field(default=1.0, ge=0, le=1, description="0 to 1")


class AssemblyArgs(Value):
    """Which film to finish."""

    story: str = Field(min_length=1, description="the key that the story tool answered")
    profile: str = Field(default="standard", description="preview (720p, fast), standard or best")
    music: str | None = Field(default=None, description="none, auto or a mood")
    captions: str | None = Field(default=None, description="burned, sidecar or none")


def research(
    topic: str,
    *,
    sources: Sequence[str | Path] = (),
    language: str | None = None,
    duration: float | None = None,
    settings: Settings | None = None,
) -> "Researched":
    """Read `sources` (files, folders, web addresses), else search; says what was found and how good it is."""
    from graphs.toolbox import research as act

    loaded = settings or Settings.load()
    return _with(request_of(topic, _given(language=language, duration=duration), sources, loaded), loaded, act)


def story(
    request: str = "",
    *,
    research: "Researched | str" = "",
    sources: Sequence[str | Path] = (),
    script: str | None = None,
    duration: float | None = None,
    language: str | None = None,
    style: str | None = None,
    settings: Settings | None = None,
) -> "Story":
    """Write a script in scenes and beats, each fact with its quote, and choose the art style."""
    from graphs.toolbox import story as act

    loaded = settings or Settings.load()
    options = _given(script=script, duration=duration, language=language, style=style)
    if key := _key(research):
        before = _kept(key, loaded).model_dump(mode="json")
        request = request or before["text"]
        options = {**{name: value for name, value in before.items() if name != "text"}, **options}
    elif not request and script is None and not sources:
        raise Mistake("There is nothing to tell: give a request, a script, sources, or what research answered.")
    return _with(request_of(request, options, sources, loaded), loaded, act)


def asset(
    story: "Story | str" = "",
    *,
    prompts: Sequence[str] = (),
    style: str | None = None,
    aspect: str | None = None,
    resolution: str | None = None,
    out: str | Path = ASSETS,
    settings: Settings | None = None,
) -> "Assets":
    """Paint the pictures of a story, or one for each prompt, as PNG files in `out` (1920x1080 by default)."""
    from graphs.toolbox import asset as act

    loaded = settings or Settings.load()
    request = _told(story, prompts, loaded, _given(style=style, aspect=aspect, resolution=resolution))
    return _with(request, loaded, partial(_in, act, Path(out)))


def audio(
    story: "Story | str" = "",
    *,
    texts: Sequence[str] = (),
    language: str | None = None,
    voice: str | None = None,
    rate: int | None = None,
    volume: float = 1.0,
    out: str | Path = ASSETS,
    settings: Settings | None = None,
) -> "Narration":
    """Speak a story, or texts, into one WAV file in `out`, with the time of every word."""
    from graphs.toolbox import audio as act

    loaded = settings or Settings.load()
    options = _given(language=language, voice=voice, rate=rate, volume=volume if volume != 1.0 else None)
    return _with(_told(story, texts, loaded, options), loaded, partial(_in, act, Path(out)))


def assembly(
    story: "Story | str",
    *,
    profile: str = "standard",
    music: str | None = None,
    captions: str | None = None,
    out: str | Path | None = None,
    settings: Settings | None = None,
) -> "Film":
    """Cut the film of a story: its pictures and its voice are found where they were made before."""
    from graphs.toolbox import assembly as act

    loaded = settings or Settings.load()
    request = _told(story, (), loaded, _given(profile=profile, music=music, captions=captions))
    return act(request, loaded, None if out is None else Path(out))


def _awaited(function: Callable[Params, Result]) -> Callable[Params, Awaitable[Result]]:
    """The function as a coroutine, which does not block the event loop."""

    @wraps(function)
    async def act(*args: Params.args, **named: Params.kwargs) -> Result:
        return await asyncio.to_thread(function, *args, **named)

    return act


def _twin_of(function: Callable[Params, Result]) -> Callable[[Callable[[], Any]], Callable[Params, Awaitable[Result]]]:
    """Make the coroutine function below, whose name and docstring stay, do what `function` does."""

    def keep(named: Callable[[], Any]) -> Callable[Params, Awaitable[Result]]:
        act = _awaited(function)
        act.__name__, act.__doc__ = named.__name__, named.__doc__
        return act

    return keep


@_twin_of(research)
async def aresearch() -> None:
    """As `research`, without blocking the event loop."""


@_twin_of(story)
async def astory() -> None:
    """As `story`, without blocking the event loop."""


@_twin_of(asset)
async def aasset() -> None:
    """As `asset`, without blocking the event loop."""


@_twin_of(audio)
async def aaudio() -> None:
    """As `audio`, without blocking the event loop."""


@_twin_of(assembly)
async def aassembly() -> None:
    """As `assembly`, without blocking the event loop."""


def langchain_tools(settings: Settings | None = None, out: str | Path | None = None) -> "list[BaseTool]":
    """The five as LangChain tools with pydantic arguments; they answer JSON, and a Mistake or an outage as a sentence.

    An agent may name web addresses alone, no files; `out` is where pictures, sound and films go, by default here.
    """
    from langchain_core.tools import StructuredTool

    folder = Path(out) if out is not None else Path.cwd()
    acts: tuple[tuple[Callable[..., Any], type[Value], dict[str, Any]], ...] = (
        (research, ResearchArgs, {}),
        (story, StoryArgs, {}),
        (asset, AssetArgs, {"out": folder / ASSETS}),
        (audio, AudioArgs, {"out": folder / ASSETS}),
        (assembly, AssemblyArgs, {} if out is None else {"out": folder / "film"}),
    )
    made: list[BaseTool] = []
    for function, args, fixed in acts:
        act = partial(_answered, function, {**fixed, "settings": settings})
        made.append(
            StructuredTool.from_function(
                func=act,
                coroutine=_awaited(act),
                name=function.__name__,
                description=(function.__doc__ or "").strip(),
                args_schema=args,
            )
        )
    return made


def _answered(function: Callable[..., Value], fixed: dict[str, Any], /, **given: Any) -> str:
    """What the tool answers, as JSON."""
    strange = [one for one in given.get("sources", ()) if not ADDRESS.match(one)]
    if strange:
        return f"{strange[0][:100]!r} is no web address: an agent reads no files."
    try:
        found = function(**{name: value for name, value in given.items() if value not in (None, "")}, **fixed)
    except StoryreelError as error:
        return str(error)
    return found.model_dump_json(exclude={"request"}, exclude_defaults=True)


def _given(**options: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _key(answer: Any) -> str:
    return answer if isinstance(answer, str) else str(answer.key)


def _kept(key: str, settings: Settings) -> "Request":
    from graphs.toolbox import request_in
    from tools.store.local import LocalStore

    return request_in(LocalStore(settings.home), key)


def _told(story: "Story | str", texts: Sequence[str], settings: Settings, options: dict[str, Any]) -> "Request":
    """The request of a story, or one whose beats are these texts, with the options that were given."""
    from core.edits import Choose, apply
    from graphs.toolbox import of_texts

    if bool(_key(story)) == bool(texts):
        raise Mistake("Give either a story or texts of your own, and not both.")
    if texts:
        return of_texts(texts, request_of(texts[0], options, (), settings))
    kept = _kept(_key(story), settings)
    changed = apply(kept, [Choose(option=name, value=value) for name, value in options.items()])
    asked = changed.model_dump(mode="json")
    return request_of(asked.pop("text"), asked, (), settings)


def _with(request: "Request", settings: Settings, act: "Callable[[Request, Studio], Result]") -> Result:
    """Act with a studio of the call's own."""
    from core.events import Events
    from graphs.studio import Studio

    studio = Studio.build(settings, Events(), request)
    try:
        return act(request, studio)
    finally:
        studio.close()


def _in(act: "Callable[[Request, Studio, Path], Result]", folder: Path, request: "Request", studio: "Studio") -> Result:
    return act(request, studio, folder)
