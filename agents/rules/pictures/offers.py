"""What each kind of picture can make of a sentence: the fields of a SceneSpec, or None when it has nothing to show."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from agents.rules.pictures import amounts, shapes
from agents.rules.pictures.phrases import HEADING, bare, before_colon, capital, key_phrase, opening_words
from core.scene import Environment, Item, Place, Subject, TemplateName, TimeOfDay, Weather
from tools.images.illustrator import choose
from tools.images.illustrator.art import index, stance

Fields = dict[str, Any]
LANDSCAPE_SUBJECTS = 3
AFLOAT: dict[Environment, Environment] = {"sea": "beach", "underwater": "beach", "space": "moon"}
"""Where people stand who are spoken of where nobody can stand."""


@dataclass(frozen=True)
class Seen:
    """A sentence as the eye meets it: its words, what it names, and what the film is about.

    `subjects` and `place` are the sentence's own; `main` and `home` the film's, from its title alone, so that a picture
    changes with its own sentence only. `inside` tells whether `place` is a room. `number` counts the beats of a scene.
    """

    sentence: str
    language: str
    number: int
    heading: str | None
    subjects: tuple[Subject, ...]
    place: Environment | None
    inside: bool
    hour: TimeOfDay
    weather: Weather
    places: tuple[Place, ...]
    main: tuple[Subject, ...]
    home: Environment | None
    home_inside: bool


def quotation(seen: Seen) -> Fields | None:
    """Words that the sentence quotes."""
    found = shapes.quotation(seen.sentence, seen.language)
    return None if found is None else {"template": "quote", "heading": found[0], "text": found[1]}


def journey(seen: Seen) -> Fields | None:
    """Places on a map: two or more, or one country or town that the sentence is set in."""
    if not seen.places or (seen.subjects and not _only_main(seen) and len(seen.places) < 2):
        return None
    heading = key_phrase(seen.sentence)
    moves = " to " in seen.sentence or " إلى " in seen.sentence
    return {"template": "map", "heading": heading, "places": seen.places, "route": moves and len(seen.places) > 1}


def timeline(seen: Seen) -> Fields | None:
    """Two or more years of one sentence."""
    events = amounts.events(seen.sentence, seen.language)
    if not events:
        return None
    heading = "" if all(item.text for item in events) else _without_numbers(seen.sentence)
    return {"template": "timeline", "items": events, "heading": heading or seen.heading or ""}


def comparison(seen: Seen) -> Fields | None:
    """Two things that the sentence sets against each other."""
    two = [subject for subject in seen.subjects if subject.character is None]
    if len(two) != 2 or not shapes.compares(seen.sentence, seen.language):
        return None
    items = tuple(Item(label=_label(subject, seen), concept=subject.concept) for subject in two)
    return {"template": "comparison", "items": items, "subjects": ()}


def listing(seen: Seen) -> Fields | None:
    """Three or more things that the sentence lists."""
    labels = shapes.entries(seen.sentence, seen.language)
    if len(labels) < 3:
        return None
    concepts = {label: concept for label in labels if (concept := _concept_of(label, seen))}
    return {
        "template": "list",
        "items": shapes.items(labels, concepts),
        "subjects": (),
        "heading": seen.heading or before_colon(seen.sentence),
    }


def scenery(seen: Seen) -> Fields | None:
    """The sentence's subjects where it sets them; subjects alone, in the film's own place on every other beat."""
    place, inside = (seen.place, seen.inside) if seen.place else (seen.home, seen.home_inside)
    standing = tuple(subject for subject in seen.subjects if stands(subject))
    people = any(subject.character for subject in standing)
    if not standing or place is None or not (seen.place or people or _turn(seen) % 2 == 0):
        return None
    if place in AFLOAT and all(subject.character for subject in standing):
        place = AFLOAT[place]
    elif place in AFLOAT:
        standing = tuple(subject for subject in standing if not subject.character)
    subjects = standing[:LANDSCAPE_SUBJECTS]
    return {"template": "interior" if inside else "landscape", "environment": place, "subjects": subjects}


def stands(subject: Subject) -> bool:
    """Whether it can stand, fly or swim in a view; others (a cup, a head) would hang there in a badge."""
    return subject.character is not None or stance(index()[subject.concept]) != "badge"


def exhibit(seen: Seen) -> Fields | None:
    """The sentence's subjects, one of each, with the amount or the words that go with them."""
    if not seen.subjects:
        return None
    if _only_main(seen) and (number := figure(seen)) is not None:
        return number
    amount = amounts.amount(seen.sentence, seen.language)
    said = f"{amount.written} {amount.unit}".strip() if amount is not None else key_phrase(seen.sentence)
    heading = said or amounts.year(seen.sentence, seen.language)
    shown = tuple(subject.model_copy(update={"count": 1}) for subject in seen.subjects)
    return {"template": "studio", "subjects": shown, "heading": heading}


def figure(seen: Seen) -> Fields | None:
    """An amount that the sentence is about."""
    amount = amounts.amount(seen.sentence, seen.language)
    if amount is None:
        return None
    counts = amounts.counted(seen.sentence, amount, seen.language)
    about = "" if counts or "%" in amount.written else _without_numbers(key_phrase(seen.sentence))
    if not (counts or about):
        return None
    item = amount.model_copy(update={"text": counts})
    return {"template": "big_number", "items": (item,), "heading": "", "text": about, "kicker": seen.heading or ""}


def view(seen: Seen) -> Fields | None:
    """The place that the sentence names, with what the film is about."""
    if seen.place is None:
        return None
    return {
        "template": "interior" if seen.inside else "landscape",
        "environment": seen.place,
        "subjects": seen.main[:1],
    }


def theme(seen: Seen) -> Fields | None:
    """What the film is about, on every other beat that names nothing itself."""
    turn = _turn(seen)
    if not seen.main or turn % 2:
        return None
    if seen.home is not None and turn % 4 == 0:
        template = "interior" if seen.home_inside else "landscape"
        return {"template": template, "environment": seen.home, "subjects": seen.main[:1]}
    return {"template": "studio", "subjects": seen.main[:1], "heading": key_phrase(seen.sentence)}


def _only_main(seen: Seen) -> bool:
    """Whether a sentence names nothing but what the whole film is about: other pictures of it go first."""
    known = {subject.concept for subject in seen.main}
    return bool(seen.subjects) and all(subject.concept in known for subject in seen.subjects)


def _turn(seen: Seen) -> int:
    """What alternates from beat to beat: its number, and in scenes of one beat something of its own words."""
    return seen.number or sum(map(ord, seen.sentence))


def words(seen: Seen) -> Fields:
    """The sentence's own words: what is left when nothing fits."""
    phrase = (
        key_phrase(seen.sentence)
        or amounts.year(seen.sentence, seen.language)
        or opening_words(seen.sentence, seen.language)
    )
    return {"template": "text", "heading": phrase}


OFFERS: tuple[Callable[[Seen], Fields | None], ...] = (
    quotation, journey, timeline, comparison, listing, scenery, exhibit, view, figure, theme,
)  # fmt: skip


def best(seen: Seen) -> Fields:
    """The first offer that the sentence makes."""
    return next((fields for offer in OFFERS if (fields := offer(seen)) is not None), words(seen))


def counted(seen: Seen, number: str) -> Fields:
    """A step or a numbered fact: its number over its words, beside what it names itself."""
    for offer in (quotation, timeline, comparison, figure):
        if (fields := offer(seen)) is not None:
            return {**fields, "kicker": number}
    heading = key_phrase(seen.sentence) or opening_words(seen.sentence, seen.language)
    shown = tuple(subject.model_copy(update={"count": 1}) for subject in seen.subjects)
    return {"template": "studio" if shown else "text", "subjects": shown, "heading": heading, "kicker": number}


def alone(seen: Seen, template: TemplateName | None) -> Fields:
    """What a picture by itself shows of its words: the picture that they describe, or the kind that is asked for."""
    if template is not None:
        return _of_kind(seen, template)
    for offer in (quotation, journey, timeline, listing, comparison):
        if (fields := offer(seen)) is not None:
            return fields
    # A picture by itself takes no turns with others.
    seen = replace(seen, number=4, home=seen.home or (None if seen.place else "meadow"))
    return scenery(seen) or view(seen) or exhibit(replace(seen, sentence="")) or best(seen)


def _of_kind(seen: Seen, template: TemplateName) -> Fields:
    """Everything of the words that this kind of picture may use."""
    amount = amounts.amount(seen.sentence, seen.language)
    labels = shapes.entries(seen.sentence, seen.language)
    listed = shapes.items(labels, {label: concept for label in labels if (concept := _concept_of(label, seen))})
    two = [Item(label=_label(one, seen), concept=one.concept) for one in seen.subjects[:2] if one.character is None]
    by_kind = {"timeline": amounts.events(seen.sentence, seen.language), "comparison": tuple(two)}
    quoted = shapes.quotation(seen.sentence, seen.language) if template == "quote" else None
    return {
        "template": template,
        "heading": quoted[0] if quoted else "" if template in {"landscape", "interior"} else seen.sentence[:120],
        "text": quoted[1] if quoted else "",
        "subjects": seen.subjects,
        "environment": seen.place or seen.home,
        "places": seen.places,
        "items": by_kind.get(template) or listed or (() if amount is None else (amount,)),
    }


def _without_numbers(text: str) -> str:
    """The clause up to its first number, without the little word before it; empty when hardly anything is left."""
    head = text[: next((at for at, char in enumerate(text) if char.isdigit()), len(text))]
    kept = bare(head).rsplit(" ", 1)[0] if head != text else bare(head)
    return capital(kept) if 8 <= len(kept) <= 1.4 * HEADING else ""


def _label(subject: Subject, seen: Seen) -> str:
    """The sentence's own word for the subject."""
    said = {one.concept: one.word for one in choose.subjects(seen.sentence, seen.language)}
    return capital(said.get(subject.concept, ""))


def _concept_of(label: str, seen: Seen) -> str | None:
    found = choose.concepts(label, seen.language)
    return found[0] if len(found) == 1 else None
