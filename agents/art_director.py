"""The art director with a language model: the style once, and pictures for sentences that rules draw plainly."""

from collections.abc import Mapping

from pydantic import Field

from agents.ask import as_data
from agents.plain import line
from agents.port import Mind
from agents.rules.art_director import look as look_by_rules
from agents.rules.art_director import palette_for, storyboard
from agents.rules.director import reading
from agents.validator import numbers
from core.errors import Mistake
from core.models import ArtStyle, Beat, Brief, Request, Script
from core.scene import Value
from core.styles import Styles, load

OPEN = {"landscape", "interior", "studio", "text"}  # pictures that a model may change
DRAWN = {"landscape", "interior", "studio"}  # pictures that its words must come to
SHOWS, LOOKS, NAME, REASON = 120, 120, 40, 200  # characters
PEOPLE = 6
TOLD = 24_000  # characters of a narration that are shown


class StyleChoice(Value):
    """The style of the pictures."""

    style: str = Field(description="one name of the list, as it stands there")
    reason: str = Field(description="one sentence that says why it suits this film")


class Person(Value):
    """Somebody who is seen in several pictures."""

    name: str = Field(description="as the narration names them, or what they are: the ferryman")
    looks: str = Field(description="three to twelve words: age, build, clothes, colours; nothing that changes")


class Shown(Value):
    """What the picture of one sentence shows."""

    beat: str = Field(description="the id of the sentence, such as 2.1")
    shows: str = Field(
        description="three to twelve words for things that can be drawn: who or what, what it does, where, the hour; "
        "no writing, numbers, diagrams or abstract ideas"
    )
    people: tuple[str, ...] = Field(description="the names of the described people who are in it")


class Board(Value):
    """The pictures of a film."""

    people: tuple[Person, ...] = Field(description="everybody who is seen more than once; none if nobody is")
    pictures: tuple[Shown, ...] = Field(description="one for each sentence whose picture can be made better")


def look(mind: Mind, request: Request, brief: Brief, script: Script, styles: Styles | None = None) -> ArtStyle:
    """The look of the film: the style that was asked for, else the one that a model takes from those there are.

    A name that is none of them leaves it to the rules. Raises Unavailable as the mind does.
    """
    styles = styles or load()
    by_rules = look_by_rules(request, brief, script, styles)
    if is_chosen(request, styles):
        return by_rules
    listed = "\n".join(f"- {style.name}: {style.tokens}" for style in styles.styles.values())
    answer = mind.ask(
        "art_director", "style", StyleChoice, {**_about(brief, script), "styles": listed},
        check=lambda one: _unknown(one, styles),
    )  # fmt: skip
    if _unknown(answer, styles):
        return by_rules
    chosen = styles.find(answer.style)
    palette = palette_for(chosen, script, brief)
    return ArtStyle(
        name=chosen.name,
        family=chosen.family,
        palette=palette,
        tokens=chosen.tokens,
        reason=f"a language model chose it: {line(answer.reason, REASON) or 'it gave no reason'}",
        look=styles.look(chosen.name, palette),
    )


def is_chosen(request: Request, styles: Styles) -> bool:
    """Whether the request names its style."""
    return request.style is not None or styles.nearest(reading(request).style or "") is not None


def board(mind: Mind, brief: Brief, script: Script, style: ArtStyle) -> Script:
    """The script with what its pictures show where rules find only a plain view; diagrams and cards stay as they are.

    What cannot be drawn, is unsafe, or would show a number is left out. Who is seen twice looks the same both times.
    Raises Unavailable as the mind does.
    """
    plain = _plain_views(brief, script, style)
    if not plain:
        return script
    values = {
        **_about(brief, script),
        "language": script.language,
        "beats": ", ".join(beat.id for beat in plain),
        "avoid": as_data(", ".join(brief.avoid) or "nothing"),
    }
    known = {beat.id for beat in plain}
    answer = mind.ask("art_director", "board", Board, values, check=lambda one: _wrong(one, known))
    people = _people(answer)
    shown = {
        one.beat: words for one in reversed(answer.pictures) if one.beat in known and (words := _shows(one, people))
    }
    specs = storyboard(brief, showing(script, shown), style)
    return showing(script, {id: words for id, words in shown.items() if specs[id].template in DRAWN})


def _about(brief: Brief, script: Script) -> dict[str, str]:
    told = "\n".join(f"{beat.id}  {beat.text}" for beat in script.beats if beat.card is None)
    return {
        "topic": as_data(brief.topic or brief.title),
        "audience": as_data(brief.audience or "anybody"),
        "tone": brief.tone or "not said",
        "script": as_data(told[:TOLD]),
    }


def _unknown(answer: StyleChoice, styles: Styles) -> tuple[str, ...]:
    try:
        styles.find(answer.style)
    except Mistake as error:
        return (str(error)[:400],)
    return ()


def _plain_views(brief: Brief, script: Script, style: ArtStyle) -> list[Beat]:
    """The beats whose pictures rules draw as a plain view and nobody described."""
    specs = storyboard(brief, script, style)
    return [
        beat
        for beat in script.beats[1:]  # the first picture carries the title
        if beat.card is None
        and not (beat.shows or beat.announced)
        and specs[beat.id].template in OPEN
        and not numbers(specs[beat.id].heading)
    ]


def _wrong(answer: Board, known: set[str]) -> list[str]:
    """What the model is told of its pictures."""
    people = _people(answer)
    found = [
        f"{one.beat[:12]}: there is no such sentence to picture." for one in answer.pictures if one.beat not in known
    ]
    for one in answer.pictures:
        if one.beat in known and not _shows(one, people):
            found.append(f"{one.beat}: say in a few plain words, without numbers, what is seen.")
    return found


def _people(answer: Board) -> dict[str, Person]:
    """Everybody who is described, by name; the first description of each stays."""
    found: dict[str, Person] = {}
    for person in answer.people:
        name, looks = line(person.name, NAME), line(person.looks, LOOKS)
        if name and looks and len(found) < PEOPLE:
            found.setdefault(name.casefold(), Person(name=name, looks=looks))
    return found


def _shows(one: Shown, people: Mapping[str, Person]) -> str:
    """The words of a picture with its people described; empty when they are no picture."""
    words = line(one.shows, SHOWS)
    if not words or numbers(words):
        return ""
    seen = [people[name.strip().casefold()] for name in one.people if name.strip().casefold() in people]
    return "; ".join((words, *(f"{person.name}: {person.looks}" for person in dict.fromkeys(seen))))


def showing(script: Script, shown: Mapping[str, str]) -> Script:
    """The script whose pictures show these words, by beat."""
    return script.each(lambda one: one.model_copy(update={"shows": shown[one.id]}) if one.id in shown else one)
