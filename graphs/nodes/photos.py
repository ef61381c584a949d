"""Script -> script whose beats show photographs: the user's own, those of a page, those of Wikimedia Commons."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from agents.rules.pictures.seeing import film, see
from core.errors import StoryreelError, Unavailable
from core.events import Substituted
from core.models import Beat, Brief, Photo, Request, Script, Substitution
from graphs.state import Json
from graphs.studio import Studio
from tools.photos import commons, web
from tools.photos.fetch import fetch
from tools.photos.job import found as searched
from tools.photos.job import keep_fetched
from tools.photos.matching import best
from tools.search.port import Web

HITS = 10


class Place(NamedTuple):
    """Where free photographs are looked for; `every`: for every beat, not for the film's topic alone."""

    name: str
    search: Callable[[Web, str, str, int], tuple[Photo, ...]]
    every: bool


COMMONS = Place(commons.PROVIDER, commons.search, every=True)
WEB = Place(web.PROVIDER, web.search, every=False)  # each search costs


def wants_photos(request: Request) -> bool:
    """Whether photographs are to be placed: an edited film keeps those that it shows."""
    story = request.story
    placed = story is not None and (request.video is None or any(beat.photo is not None for beat in story.beats))
    return (bool(request.photos) or request.commons) and not placed


def placed(request: Request, brief: Brief, script: Script, studio: Studio) -> tuple[Script, list[str], list[Json]]:
    """The script with a photograph in every beat that one fits, notes, and what stood in for Commons."""
    shown: dict[str, Photo] = {}
    given = [photo for photo in request.photos if photo.title]
    spoken = [beat for beat in script.beats if beat.card is None]
    spoken = spoken[1:] or spoken  # the first picture is the title's
    for beat in spoken:
        photo = best(beat.shows or beat.text, given, script.language, [one.key for one in shown.values()])
        if photo is not None:
            shown[beat.id] = photo
    unnamed = [photo for photo in request.photos if not photo.title]
    free = [beat for beat in spoken if beat.id not in shown]
    for place, photo in enumerate(unnamed[: len(free)]):
        shown[free[place * len(free) // len(unnamed[: len(free)])].id] = photo
    stood: list[Json] = []
    if request.commons:
        for where in _places(studio):
            stood += _looked_for(where, brief, script, [beat for beat in spoken if beat.id not in shown], shown, studio)
    unused = [one.name for one in request.photos if one.key not in {photo.key for photo in shown.values()}]
    notes = [f"No sentence fits these photographs: {', '.join(unused[:8])}."] if unused else []

    def pictured(beat: Beat) -> Beat:
        return beat.model_copy(update={"photo": shown[beat.id]}) if beat.id in shown else beat

    return script.each(pictured), notes, stood


def _places(studio: Studio) -> tuple[Place, ...]:
    """Where free photographs are looked for: in Commons, then on the web where a key pays for it."""
    paid = bool(studio.settings.keys(web.SECRET)) and not studio.mock
    return (COMMONS, WEB) if paid else (COMMONS,)


def _looked_for(
    where: Place, brief: Brief, script: Script, beats: Sequence[Beat], shown: dict[str, Photo], studio: Studio
) -> list[Json]:
    """Look for a photograph for each of these beats; the first outage ends the search and is told."""
    pool: list[Photo] = []
    topic = brief.topic or script.title
    queries = (topic, *(_query(beat, script, brief) for beat in beats)) if where.every else (topic,)
    try:
        for query in dict.fromkeys(queries if beats else ()):
            found = _found(where, query, script.language, studio)
            pool += [one for one in found if one.url not in {p.url for p in pool}]
        for beat in beats:
            used = [photo.url for photo in shown.values()]
            fresh = [one for one in pool if one.url not in used]
            said = (beat.shows or beat.text, _query(beat, script, brief))
            photo = next((one for text in said if (one := best(text, fresh, script.language))), None)
            if photo is not None:
                kept = _kept(where, photo, studio)
                if kept is not None:
                    shown[beat.id] = kept
    except Unavailable as error:
        if studio.recalls:
            studio.unasked.setdefault("photographs", 0.0)
            return []
        stood = Substitution(capability="photographs", wanted=where.name, used="illustrator", reason=error.reason)
        studio.events.emit(Substituted(substitution=stood))
        return [stood.model_dump(mode="json")]
    return []


def _query(beat: Beat, script: Script, brief: Brief) -> str:
    """What is looked for: what the beat's picture would show, with the film's title."""
    seen = see(beat.shows or beat.text, 0, None, film(script.title, script.language, brief.avoid))
    things = " ".join(one.concept for one in (seen.subjects or seen.main)[:2])
    return f"{script.title} {things}".strip()[:200]


def _found(where: Place, query: str, language: str, studio: Studio) -> tuple[Photo, ...]:
    def act() -> Sequence[Photo]:
        if studio.recalls:
            raise Unavailable("it is not asked before the film is made")
        return where.search(studio.web, query, language, HITS)

    with studio.call("asset", "search photographs", {"query": query}, where.name) as note:
        return searched(studio.store, where.name, query, language, act, note)


def _kept(where: Place, photo: Photo, studio: Studio) -> Photo | None:
    """The photograph with its bytes in the store; None for one that is no usable picture."""

    def act() -> bytes:
        if studio.recalls:
            raise _Unasked
        return fetch(studio.web.fetcher, photo)

    with studio.call("asset", "fetch a photograph", {"url": photo.url}, where.name):
        try:
            return keep_fetched(studio.store, photo, act)
        except _Unasked as error:
            raise Unavailable("it is not fetched before the film is made") from error
        except Unavailable:
            return None


class _Unasked(StoryreelError):
    """A plan fetches nothing."""
