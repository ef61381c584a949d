"""What a sentence names that can be drawn: things, people, a place, an hour, the weather, places of the map."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple, get_args

from agents.rules.pictures.mapping import places
from agents.rules.pictures.offers import Seen
from core.recipes import canonical, digest
from core.scene import Character, Environment, Indoors, Subject
from tools.images.illustrator import choose, figures
from tools.images.illustrator.art import index

SUBJECTS = 3
YOUNG = {"child", "baby", "boy", "girl"}  # in a film about an animal they are its young
SKY = {"sun", "full moon", "crescent moon", "cloud", "star", "cloud with rain"}  # landscapes draw their own


class Film(NamedTuple):
    """What all pictures of a film share: its language, what must not be shown, and what its title is about."""

    title: str
    language: str
    avoid: tuple[str, ...] = ()
    main: tuple[Subject, ...] = ()
    home: Environment | None = None


def film(title: str, language: str, avoid: tuple[str, ...] = ()) -> Film:
    """The film of this title."""
    bare = Film(title, language, avoid)
    main = tuple(subject for subject in subjects(title, bare) if subject.concept not in SKY)
    return bare._replace(main=main[:1], home=choose.environment(title, language) or _home(main))


def see(sentence: str, number: int, heading: str | None, film: Film) -> Seen:
    """A sentence of the film as the eye meets it."""
    place = choose.environment(sentence, film.language)
    shown = subjects(sentence, film)
    outdoors = place is not None and place not in get_args(Indoors)
    return Seen(
        sentence=sentence,
        language=film.language,
        number=number,
        heading=heading,
        subjects=tuple(one for one in shown if one.concept not in SKY) if outdoors else shown,
        place=place,
        inside=place is not None and not outdoors,
        hour=choose.time_of_day(sentence, film.language) or "day",
        weather=choose.weather(sentence, film.language) or "clear",
        places=places(sentence, film.language),
        main=film.main,
        home=_home(shown) or _workplace(shown) or film.home,
        home_inside=(_home(shown) or _workplace(shown) or film.home) in get_args(Indoors),
    )


def subjects(sentence: str, film: Film) -> tuple[Subject, ...]:
    """What the sentence shows, without what the request wants left out or what its colours contradict."""
    left_out = {word for phrase in film.avoid for word in re.findall(r"\w+", phrase.casefold())}
    nobody = bool(left_out & set(table()["people"]["words"]))
    colours = table()["colours"]
    said = set(re.findall(r"\w+", sentence.casefold())) & set(colours["words"])
    people = () if nobody else choose.people(sentence, film.language)
    beasts = any(index()[one.concept].group == "nature" for one in film.main if one.concept in index())
    found = [
        _person(person, film)
        for person in people
        if figures.dress_for(person.kind, "en") and not (beasts and person.kind in YOUNG)
    ]
    taken = {person.at for person in people}
    for wanted in choose.subjects(sentence, film.language, topic=film.title):
        concept = wanted.concept
        colour = _colour(sentence, wanted, film.language)
        contradicted = concept in colours and said and not said & set(colours[concept]) and not colour
        unwanted = (nobody and index()[concept].group == "people") or left_out & set(concept.casefold().split())
        if wanted.at not in taken and not contradicted and not unwanted:
            found.append(Subject(concept=concept, count=min(wanted.count, 12), colour=colour))
    return tuple(found[:SUBJECTS])


def _person(person: choose.Person, film: Film) -> Subject:
    """Somebody whom the sentence speaks of, dressed as what they are; the same one each time in this film."""
    dress = figures.dress_for(person.kind, "en") or ""
    draw = int(digest(canonical([film.title, person.kind]))[:8], 16)
    character = Character(
        id=person.kind, dress=dress, age=person.age, presentation=person.presentation, skin=1 + draw % 10
    )
    return Subject(concept=person.kind, character=character, count=person.count)


def _colour(sentence: str, wanted: choose.Wanted, language: str) -> str:
    """The colour that the sentence gives to a thing: the word before its name, in Arabic the one after it."""
    before, after = sentence[: wanted.at].split(), sentence[wanted.at + len(wanted.word) :].split()
    beside = (after[:1] if language.startswith("ar") else before[-1:]) or [""]
    paint: dict[str, str] = table()["paint"]
    word = beside[0].strip(".,،;:!?؟").casefold()
    return paint.get(word, paint.get(word.removeprefix("ال"), ""))


def _home(shown: tuple[Subject, ...]) -> Environment | None:
    """Where one of these is at home."""
    homes: dict[Environment, list[str]] = table()["places"]
    return next((place for one in shown for place, there in homes.items() if one.concept in there), None)


def _workplace(shown: tuple[Subject, ...]) -> Environment | None:
    """Where one of these people works."""
    work: dict[str, Environment] = table()["work"]
    return next((work[one.character.dress] for one in shown if one.character and one.character.dress in work), None)


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """homes.toml: where things and people are at home, and colours that contradict a picture."""
    return tomllib.loads((files(__package__) / "homes.toml").read_text(encoding="utf-8"))
