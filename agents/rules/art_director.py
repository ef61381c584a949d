"""The art director without an LLM: the style once, then for every beat its picture and its camera move."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from agents.rules.director import clean, reading
from core.models import (
    ArtStyle,
    Beat,
    Brief,
    Environment,
    Move,
    MoveKind,
    Request,
    Scene,
    SceneSpec,
    Script,
    Subject,
    Timeline,
    TimeOfDay,
)
from core.recipes import canonical, digest
from core.styles import Style, Styles, load
from tools.images.illustrator.art import index, stance
from tools.images.illustrator.choose import concepts, environment, time_of_day

CAPTIONS = {"16:9": 0.2, "1:1": 0.2, "9:16": 0.3}  # share of the height that burned captions may use
HEADING = 46  # characters: a heading is read at a glance
SUBJECTS = 2
STEADY = 0.035  # at most, over writing: it stays inside the title-safe area
DRIFT = 0.009  # share of the picture that the camera travels in a second
SKY = {"sun", "full moon", "crescent moon", "cloud", "star", "cloud with rain"}  # landscapes draw their own
_CLAUSE = re.compile(
    r"[,;:،؛][\"”’»)]*\s+|[，；：、—–]\s*|\s[-–—]\s|\s(?:and|but|or|when|while|because|which|where|so that)\s"
)
_HANGING = re.compile(
    r"^(?:(?:and|but|or|so|then|that is why|this is why|therefore|however|also)\b[ ,]*)+", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\w.,])[\d٠-٩][\d٠-٩.,]*\s?(?:%|٪|[^\W\d_]+)?")


def style(request: Request, brief: Brief, script: Script) -> ArtStyle:
    """The look of the film: the style asked for, else the one its words ask for; a Mistake when it is unknown."""
    styles = load()
    text = f"{clean(request.text)} {script.title} " + " ".join(beat.text for beat in script.beats)
    family, because = _family(text, styles)
    if request.style is not None:
        chosen, reason = styles.find(request.style), "asked for"
    elif (named := styles.nearest(reading(request).style or "")) is not None:
        chosen, reason = named, f"the request asks for {reading(request).style!r}, and this is the nearest; {because}"
    else:
        chosen, reason = styles.styles[styles.families[family].styles[0]], f"the first of its family; {because}"
    return ArtStyle(
        name=chosen.name, family=family, palette=_palette(chosen, script, brief), tokens=chosen.tokens, reason=reason
    )


def storyboard(brief: Brief, script: Script, style: ArtStyle) -> dict[str, SceneSpec]:
    """What every beat's picture shows, by beat id."""
    specs: dict[str, SceneSpec] = {}
    place: Environment | None = None
    for scene in script.scenes:
        place = _place(scene, script.language) or place
        hour = _hour(scene, script.language)
        subjects: tuple[str, ...] = ()
        for number, beat in enumerate(scene.beats):
            opening = beat.id == script.beats[0].id
            if beat.card is not None:
                specs[beat.id] = _card(brief, script, style, scene, beat)
                continue
            subjects = _shown(brief, beat.text, script.language) or subjects
            specs[beat.id] = _spec(
                brief, script, style, beat, _See(opening, number, place, hour, subjects, scene.heading)
            )
    return specs


def moves(timeline: Timeline, specs: Mapping[str, SceneSpec]) -> dict[str, Move]:
    """A slow move for every beat: its direction follows the picture, its length the beat's."""
    kinds: tuple[MoveKind, ...] = ("push_in", "pan_right", "pull_out", "pan_left")
    found: dict[str, Move] = {}
    for time in timeline.beats:
        spec = specs[time.id]
        kind = "push_in" if spec.template == "title" else kinds[spec.seed % len(kinds)]
        # Panning crops text at the sides: pictures with writing are pushed into or pulled out of.
        if spec.template == "text" and kind in ("pan_left", "pan_right"):
            kind = "pull_out"
        amount = min(max(DRIFT * time.frames / timeline.fps, 0.02), STEADY if spec.heading else 0.07)
        found[time.id] = Move(kind=kind, amount=round(amount, 4), focus=(0.5, 0.45))
    return found


def _card(brief: Brief, script: Script, style: ArtStyle, scene: Scene, beat: Beat) -> SceneSpec:
    """A picture that says itself what nobody speaks."""
    return SceneSpec(
        template="text",
        width=brief.width,
        height=brief.height,
        style=style.name,
        palette=style.palette,
        seed=_seed(brief.seed, beat.card or ""),
        language=script.language,
        direction=brief.direction,
        heading=scene.heading or "",
        text=beat.card or "",
        safe_bottom=0.06,
    )


class _See:
    """What surrounds a beat: its place in the film and in its scene, and what that scene shows."""

    def __init__(
        self,
        opening: bool,
        number: int,
        place: Environment | None,
        hour: TimeOfDay,
        subjects: tuple[str, ...],
        chapter: str | None,
    ) -> None:
        self.opening, self.number, self.place, self.hour, self.subjects = opening, number, place, hour, subjects
        self.chapter = chapter if number == 0 else None


def _spec(brief: Brief, script: Script, style: ArtStyle, beat: Beat, see: _See) -> SceneSpec:
    own = environment(beat.text, script.language)
    seen = _shown(brief, beat.text, script.language)
    outdoors = tuple(concept for concept in seen if concept not in SKY and stance(index()[concept]) != "badge")
    heading = script.title if see.opening else ""
    template: Literal["title", "text", "landscape"] = "title" if see.opening else "text"
    if see.opening and (own or see.place):
        seen = tuple(concept for concept in seen if concept not in SKY)
    elif see.chapter and not see.opening:
        heading = see.chapter
    elif not see.opening:
        heading = key_phrase(beat.text)
        if own is not None or (see.place is not None and (outdoors or not heading) and see.number % 2 == 0):
            template, heading, seen = "landscape", "", outdoors
        elif not seen and not heading:
            seen, heading = see.subjects, "" if see.subjects else opening_words(beat.text)
    return SceneSpec(
        template=template,
        width=brief.width,
        height=brief.height,
        style=style.name,
        palette=style.palette,
        seed=_seed(brief.seed, beat.text),
        language=script.language,
        direction=brief.direction,
        heading=heading,
        environment=own or see.place,
        time_of_day=time_of_day(beat.text, script.language) or see.hour,
        subjects=tuple(Subject(concept=concept) for concept in seen),
        safe_bottom=CAPTIONS[brief.aspect] if brief.captions == "burned" else 0.06,
    )


def key_phrase(sentence: str) -> str:
    """The few words of a sentence that a picture may carry: a short one whole, else its fullest clause, else none."""
    text = _bare(sentence)
    if len(text) <= HEADING:
        return _capital(text)
    clauses = [_bare(clause) for clause in _CLAUSE.split(text) if clause and clause.strip()]
    fitting = [clause for clause in clauses if 8 <= len(clause) <= HEADING and len(clause.split()) >= 2]
    numbered = [clause for clause in fitting if any(c.isdigit() for c in clause)]
    if numbered or fitting:
        return _capital(max(numbered or fitting, key=len))
    number = max(_NUMBER.findall(text), key=len, default="").strip(" .,")
    return number


def opening_words(sentence: str) -> str:
    """The first words of a sentence, for a picture that has nothing else to show."""
    text = _bare(sentence)
    cut = text[:HEADING]
    return _capital(cut[: cut.rfind(" ")] if " " in cut else cut) + "…"


def _bare(text: str) -> str:
    """Without quotes, full stops and the little words that hang a sentence on the one before."""
    text = text.strip().strip("\"'“”«»()").rstrip(".!?؟。！？…,،;؛:").strip()
    return _HANGING.sub("", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _family(text: str, styles: Styles) -> tuple[str, str]:
    words = set(re.findall(r"\w+", text.casefold()))
    hits = {name: words & set(family.words) for name, family in styles.families.items()}
    best = max(hits, key=lambda name: len(hits[name]))
    if hits[best]:
        return best, f"family {best} for the words {', '.join(sorted(hits[best])[:3])}"
    return next(iter(styles.families)), "no word asks for another family"


def _palette(style: Style, script: Script, brief: Brief) -> str:
    """A palette that fits where the film plays, else one by the title, so that films differ."""
    fitting = {
        "desert": "sand", "sea": "lagoon", "underwater": "lagoon", "forest": "grove", "meadow": "daylight",
        "snow": "slate", "mountains": "slate", "space": "dusk", "city": "dusk",
    }  # fmt: skip
    for scene in script.scenes:
        place = _place(scene, script.language)
        if place is not None and fitting[place] in style.palettes:
            return fitting[place]
    return style.palettes[_seed(brief.seed, script.title) % len(style.palettes)]


def _place(scene: Scene, language: str) -> Environment | None:
    for beat in scene.beats:
        found = environment(beat.text, language)
        if found is not None:
            return found
    seen = [concept for beat in scene.beats for concept in _subjects(beat.text, language)]
    return next((place for concept in seen for place, there in _homes()["places"].items() if concept in there), None)


@lru_cache(maxsize=1)
def _homes() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "homes.toml").read_text(encoding="utf-8"))


def _shown(brief: Brief, sentence: str, language: str) -> tuple[str, ...]:
    """What the sentence shows, without what the request wants left out."""
    left_out = {word for phrase in brief.avoid for word in re.findall(r"\w+", phrase.casefold())}
    people = bool(left_out & set(_homes()["people"]["words"]))
    return tuple(
        concept
        for concept in _subjects(sentence, language)
        if not (people and index()[concept].group == "people") and not left_out & set(concept.casefold().split())
    )


def _subjects(sentence: str, language: str) -> tuple[str, ...]:
    """What the sentence shows, without pictures whose colour it contradicts."""
    colours = _homes()["colours"]
    said = set(re.findall(r"\w+", sentence.casefold())) & set(colours["words"])
    fitting = (c for c in concepts(sentence, language) if not said or c not in colours or said & set(colours[c]))
    return tuple(fitting)[:SUBJECTS]


def _hour(scene: Scene, language: str) -> TimeOfDay:
    for beat in scene.beats:
        found = time_of_day(beat.text, language)
        if found is not None:
            return found
    return "day"


def _seed(seed: int, text: str) -> int:
    """A picture's seed: its own words, so that it does not change when beats around it do."""
    return int(digest(canonical([seed, text]))[:8], 16) & 0x7FFFFFFF
