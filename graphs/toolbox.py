"""The five tools, each alone: research, story, asset, audio and assembly.

A tool takes a request and does its part of the film with the graph's own steps: what one made, the next finds. A film
is handed from tool to tool as a `Story`, which is kept in the store under its key.
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from agents.rules.art_director import storyboard
from agents.rules.researcher import Material
from agents.rules.text import language_of
from core.errors import Mistake
from core.events import Listener
from core.models import (
    ArtStyle,
    Beat,
    Brief,
    Credit,
    Fact,
    Picture,
    Request,
    Scene,
    Script,
    Source,
    Substitution,
    Timeline,
    Voice,
    Word,
)
from core.recipes import Artefact, Product, Recipe, Store, canonical, order
from core.scene import Value
from core.settings import Settings
from graphs.deliver import Film
from graphs.nodes.narrate import narrate
from graphs.nodes.research import research as research_step
from graphs.nodes.understand import understand
from graphs.painting import painted
from graphs.plan import prepared
from graphs.run import Run
from graphs.specs import mix_spec
from graphs.state import Json, State
from graphs.studio import Studio
from tools.film.job import STEM_JOB, stem_order
from tools.images.port import IMAGES, Painted

STORY = Recipe("story", 1, ("graphs/toolbox.py",), ".json")


class Researched(Value):
    """What a film on a topic can rest on. `request` carries the documents to the story tool."""

    key: str
    request: Request
    sources: tuple[Source, ...]
    material: Material
    steps: tuple[Json, ...] = ()
    substitutions: tuple[Substitution, ...] = ()


class Story(Value):
    """A film as it is told: `request` makes it, and `key` names it in the store."""

    key: str
    request: Request
    script: Script
    style: ArtStyle
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    substitutions: tuple[Substitution, ...] = ()


class Asset(Value):
    """The picture of one beat: a PNG file."""

    beat: str
    file: str
    shows: str
    credits: tuple[Credit, ...] = ()
    notes: tuple[str, ...] = ()


class Assets(Value):
    """The pictures of a film in its order."""

    style: str
    width: int
    height: int
    pictures: tuple[Asset, ...]
    substitutions: tuple[Substitution, ...] = ()


class Line(Value):
    """One spoken beat: where its voice starts and ends in the narration, in seconds, and its words inside it."""

    beat: str
    text: str
    start: float
    end: float
    words: tuple[Word, ...]


class Narration(Value):
    """The film's voice: one WAV file, 48 kHz."""

    file: str
    seconds: float
    language: str
    lines: tuple[Line, ...]
    substitutions: tuple[Substitution, ...] = ()
    reasons: tuple[str, ...] = ()


def research(request: Request, studio: Studio) -> Researched:
    """Read what was given, or search, and say how good it is."""
    state: State = {"request": request.model_dump(mode="json")}
    for step in (understand, research_step):
        state.update(step(state, studio))
    told = {"sources": state["documents"], "understanding": state["understanding"] or None}
    kept = Request.model_validate({**request.model_dump(mode="json"), **told})
    worth = state["material"] or {"quality": "good", "reason": "a script, spoken as it stands"}
    return Researched(
        key=_keep(studio.store, kept),
        request=kept,
        sources=tuple(Source.model_validate(one) for one in state["sources"]),
        material=Material.model_validate(worth),
        steps=tuple(state["steps"]),
        substitutions=_stood(state),
    )


def story(request: Request, studio: Studio) -> Story:
    """Write the script with its sources, and choose the style."""
    state = prepared(request, studio)
    told = {
        "story": state["script"],
        "art": state["style"],
        "facts": state["facts"],
        "understanding": state["understanding"] or None,
        "sources": state["documents"],
    }
    kept = Request.model_validate({**request.model_dump(mode="json"), **told})
    return Story(
        key=_keep(studio.store, kept),
        request=kept,
        script=Script.model_validate(state["script"]),
        style=ArtStyle.model_validate(state["style"]),
        facts=tuple(Fact.model_validate(one) for one in state["facts"]),
        notes=tuple(state["notes"]),
        substitutions=_stood(state),
    )


def asset(request: Request, studio: Studio, folder: Path) -> Assets:
    """Paint the picture of every beat into `folder`, as scene_N_xxxxxxxx.png (the start of its digest)."""
    state = prepared(request, studio)
    brief, script = Brief.model_validate(state["brief"]), Script.model_validate(state["script"])
    style = ArtStyle.model_validate(state["style"])
    specs = storyboard(brief, script, style)
    scene = {beat.id: one.id for one in script.scenes for beat in one.beats}
    wanted = IMAGES.chosen("auto", studio.settings, mock=studio.mock)
    stood: dict[tuple[str, str], list[str]] = {}
    made: dict[str, Picture] = {}

    def paint(id: str) -> Picture:
        outcome = painted(studio, id, specs[id], wanted=wanted, scope=scene[id])
        if outcome.substitution is not None:
            stood.setdefault((outcome.used, outcome.substitution.reason), []).append(id)
        drawn = Painted.model_validate(outcome.value.meta)
        return Picture(key=outcome.value.key, digest=outcome.value.digest, credits=drawn.credits, notes=drawn.notes)

    for id, picture in studio.each(list(specs), paint, studio.settings.workers):
        made[id] = picture
    pictures = []
    for number, (id, spec) in enumerate(specs.items()):
        file = _view(studio, made[id].key, folder, f"scene_{number}_{made[id].digest[:8]}.png")
        shows = spec.heading or ", ".join(one.concept for one in spec.subjects) or spec.environment or spec.template
        pictures.append(Asset(beat=id, file=file, shows=shows, credits=made[id].credits, notes=made[id].notes))
    more = [
        Substitution(capability=IMAGES.capability, wanted=wanted, used=used, reason=reason, beats=tuple(beats))
        for (used, reason), beats in stood.items()
    ]
    return Assets(
        style=style.name,
        width=brief.width,
        height=brief.height,
        pictures=tuple(pictures),
        substitutions=(*_stood(state), *more),
    )


def audio(request: Request, studio: Studio, folder: Path) -> Narration:
    """Speak every beat, fitted to the duration asked, into one file of `folder`, narration_xxxxxxxx.wav."""
    state = prepared(request, studio)
    told = narrate(state, studio)
    reasons = [*state.get("reasons", []), *told.pop("reasons")]
    stood = [*state.get("substitutions", []), *told.pop("substitutions")]
    state.update(told)
    brief, timeline = Brief.model_validate(state["brief"]), Timeline.model_validate(state["timeline"])
    voices = {id: Voice.model_validate(value) for id, value in state["voices"].items()}
    spec = mix_spec(brief, timeline, {id: voice.digest for id, voice in voices.items()})
    files = {voice.digest: studio.found(voice.key) for voice in voices.values()}
    with studio.call("audio", "lay the voices", spec.model_dump(mode="json")) as keep:
        stem = keep(studio.remote(STEM_JOB, stem_order(spec), files))
    texts = {beat.id: beat.text for beat in Script.model_validate(state["script"]).beats}
    return Narration(
        file=_view(studio, stem.key, folder, f"narration_{stem.digest[:8]}.wav"),
        seconds=round(timeline.seconds, 3),
        language=brief.language,
        lines=tuple(
            Line(
                beat=time.id,
                text=texts[time.id],
                start=round(time.start / timeline.fps + time.lead, 3),
                end=round(time.start / timeline.fps + time.lead + voices[time.id].seconds, 3),
                words=voices[time.id].words,
            )
            for time in timeline.beats
            if time.id in voices
        ),
        substitutions=tuple(Substitution.model_validate(one) for one in stood),
        reasons=tuple(str(one["text"]) for one in reasons),
    )


def assembly(request: Request, settings: Settings, out: Path | None = None, listeners: Iterable[Listener] = ()) -> Film:
    """Make the film: what the other tools made of the same request is found."""
    return Run(request, settings, out, listeners).film()


def request_in(store: Store, key: str) -> Request:
    """The request that `research` or `story` kept under a key; a Mistake for a key of neither."""
    artefact = store.find(key)
    if artefact is None or artefact.meta.get("kind") != STORY.name:
        raise Mistake(f"There is no story {key[:12]!r}: give the key that the research or the story tool answered.")
    return Request.model_validate_json(store.path(artefact).read_bytes())


def of_texts(texts: Iterable[str], request: Request) -> Request:
    """A request whose beats say and show these texts, one each."""
    lines = [" ".join(text.split()) for text in texts]
    lines = [line for line in lines if any(char.isalnum() for char in line)]
    if not lines:
        raise Mistake("There is no text: give at least one with a word in it.")
    language = request.language or language_of(" ".join(lines))
    beats = tuple(
        Beat(id=f"1.{number}", text=line, spoken="", shows=line) for number, line in enumerate(lines, start=1)
    )
    told = Script(title=lines[0][:60], language=language, scenes=(Scene(id="1", beats=beats),))
    return request.model_copy(update={"text": lines[0], "story": told, "language": language, "facts": ()})


def _keep(store: Store, request: Request) -> str:
    def make(folder: Path) -> Product:
        out = folder / f"story{STORY.suffix}"
        out.write_text(request.model_dump_json(), encoding="utf-8")
        return Product(out, {"kind": STORY.name})

    spec = json.loads(canonical({"request": request.model_dump(mode="json")}))
    return store.make(order(STORY, "toolbox", spec), make).artefact.key


def _view(studio: Studio, key: str, folder: Path, name: str) -> str:
    """The artefact as a file of a folder of the user's."""
    folder.mkdir(parents=True, exist_ok=True)
    artefact: Artefact = studio.found(key)
    part = folder / f".{name}.part"
    shutil.copyfile(studio.store.path(artefact), part)
    part.replace(folder / name)
    return str(folder / name)


def _stood(state: State) -> tuple[Substitution, ...]:
    return tuple(Substitution.model_validate(one) for one in state.get("substitutions", []))
