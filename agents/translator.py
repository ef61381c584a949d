"""The translator with a language model: a film's script and the words in its pictures in another language.

The pictures stay: one without words is the same picture, one with words is drawn anew with the translated ones.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from pydantic import Field

from agents.ask import as_data
from agents.port import Mind
from agents.rules.labels import label
from agents.rules.text import direction
from agents.validator import numbers, strange_language, unfit
from core.models import Beat, Brief, Scene, Script
from core.scene import Item, Place, SceneSpec, Value

AT_ONCE = 40  # lines that a model is asked for at a time
CHARACTERS = 6000  # of those lines, at most


class Rendering(Value):
    """One line in the other language."""

    number: int = Field(description="of the line")
    text: str = Field(description="its translation")


class Translation(Value):
    """What a translator answers."""

    lines: tuple[Rendering, ...]


def texts(script: Script, specs: Mapping[str, SceneSpec]) -> tuple[str, ...]:
    """Everything that is to be translated, each text once, in the order of the film."""
    found = [script.title]
    for scene in script.scenes:
        found += [scene.heading] if scene.heading and scene.beats[0].card is None else []
        for beat in scene.beats:
            if beat.card is None:
                found += [beat.text, *(_words(specs[beat.id]) if beat.id in specs else ())]
    return tuple(dict.fromkeys(text for text in found if any(char.isalpha() for char in text)))


def translate(mind: Mind, brief: Brief, wanted: Sequence[str], source: str, title: str) -> dict[str, str]:
    """Each text in the language of the brief. Raises Unavailable as the mind does."""
    found: dict[str, str] = {}
    for group in _groups(wanted):
        known = {number: text for number, text in enumerate(group, start=1)}
        values = {
            "source": source,
            "target": brief.language,
            "title": as_data(title),
            "audience": as_data(brief.audience or "anybody"),
            "lines": as_data(json.dumps(known, ensure_ascii=False)),
        }
        check = partial(_faults, known=known, brief=brief)
        answer = mind.ask("translator", "translate", Translation, values, check=check)
        for line in answer.lines:
            if line.number in known and line.text.strip():
                found.setdefault(known[line.number], " ".join(line.text.split()))
    return found


def told(script: Script, specs: Mapping[str, SceneSpec], words: Mapping[str, str], language: str) -> Script:
    """The script in another language, each beat with the picture that it keeps, unfitted; `notes` name the gaps."""
    scenes = tuple(_scene(scene, specs, words, script.language, language) for scene in script.scenes)
    title = words.get(script.title, script.title)
    notes = tuple(_notes(script, words, language))
    return Script(title=title, language=language, draft=script.draft, scenes=scenes, notes=notes)


def _scene(scene: Scene, specs: Mapping[str, SceneSpec], words: Mapping[str, str], old: str, new: str) -> Scene:
    heading = scene.heading
    if heading is not None:
        own = scene.beats[0].card is not None and heading == label(old, "sources")
        heading = label(new, "sources") if own else words.get(heading, heading)
    beats = tuple(_beat(beat, specs, words, new) for beat in scene.beats)
    return scene.model_copy(update={"heading": heading, "beats": beats})


def _beat(beat: Beat, specs: Mapping[str, SceneSpec], words: Mapping[str, str], language: str) -> Beat:
    if beat.card is not None:
        return beat
    text = words.get(beat.text, beat.text)
    drawn = _with_words(specs[beat.id], words, language) if beat.id in specs else beat.drawn
    return beat.model_copy(update={"text": text, "spoken": "", "announced": "", "drawn": drawn})


def _words(spec: SceneSpec) -> tuple[str, ...]:
    """The words that a picture shows."""
    found = [spec.kicker, spec.heading, spec.text, *spec.facts, *(place.name for place in spec.places)]
    for item in spec.items:
        found += [item.label, item.text, item.unit, item.written, *item.points]
    return tuple(text for text in found if text)


def _with_words(spec: SceneSpec, words: Mapping[str, str], language: str) -> SceneSpec:
    """The same picture with its words in the other language; one without any stays as it is."""
    shown = _words(spec)
    if not shown and not spec.items:
        return spec

    def said(text: str, most: int) -> str:
        return words.get(text, text)[:most]

    items = tuple(
        Item(
            label=said(item.label, 200),
            text=said(item.text, 400),
            value=item.value,
            unit=said(item.unit, 40),
            written=said(item.written, 60),
            concept=item.concept,
            points=tuple(said(point, 400) for point in item.points),
        )
        for item in spec.items
    )
    places = tuple(Place.model_validate({**one.model_dump(), "name": said(one.name, 120)}) for one in spec.places)
    changed = {
        "kicker": said(spec.kicker, 200),
        "heading": said(spec.heading, 10_000),
        "text": said(spec.text, 10_000),
        "facts": tuple(said(fact, 400) for fact in spec.facts),
        "items": items,
        "places": places,
        "language": language,
        "direction": direction(language, " ".join(said(text, 10_000) for text in shown)),
    }
    return spec.model_copy(update=changed)


def _faults(answer: Translation, known: Mapping[int, str], brief: Brief) -> list[str]:
    """What is wrong with a translation, one sentence each."""
    given = {line.number: line.text for line in answer.lines}
    found = [f"Line {number} is missing." for number in known if not given.get(number, "").strip()]
    for number, text in known.items():
        if lost := _lost(text, given.get(number, text)):
            found.append(f"Line {number} leaves out the number {lost}.")
    said = [given[number] for number in known if number in given]
    found += [f"Line {line.number}: {fault}." for line in answer.lines for fault in unfit(line.text, brief.language)]
    if strange_language(said, brief.language):
        found.append(f"The lines are not in the language {brief.language}.")
    return found


def _notes(script: Script, words: Mapping[str, str], language: str) -> Iterable[str]:
    """What a translation lacks."""
    for beat in script.beats:
        if beat.card is not None or not any(char.isalpha() for char in beat.text):
            continue
        if beat.text not in words:
            yield f"Beat {beat.id} is not translated into {language}."
        elif lost := _lost(beat.text, words[beat.text]):
            yield f"The translation of beat {beat.id} leaves out the number {lost}."


def _lost(text: str, translated: str) -> str:
    return ", ".join(sorted(numbers(text) - numbers(translated)))


def _groups(wanted: Sequence[str]) -> Iterable[list[str]]:
    """The texts in their order, a few at a time."""
    group: list[str] = []
    for text in wanted:
        if group and (len(group) == AT_ONCE or sum(map(len, group)) + len(text) > CHARACTERS):
            yield group
            group = []
        group.append(text)
    if group:
        yield group
