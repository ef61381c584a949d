"""The art director without an LLM: the style once, then for every beat its picture and its camera move."""

import re
from collections.abc import Mapping

from tools.images.illustrator.choose import concepts, environment, time_of_day

from agents.rules.director import clean
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

CAPTIONS = {"16:9": 0.2, "1:1": 0.2, "9:16": 0.3}  # share of the height that burned captions may use
HEADING = 46  # characters: a heading is read at a glance
SUBJECTS = 2
DRIFT = 0.009  # share of the picture that the camera travels in a second
_CLAUSE = re.compile(r"[,;:،؛，；：、—–]\s*|\s[-–—]\s")
_NUMBER = re.compile(r"(?<![\w.,])[\d٠-٩][\d٠-٩.,]*\s?(?:%|٪|[^\W\d_]+)?")


def style(request: Request, brief: Brief, script: Script) -> ArtStyle:
    """The look of the film: the style asked for, else the one its words ask for; a Mistake when it is unknown."""
    styles = load()
    text = f"{clean(request.text)} {script.title} " + " ".join(beat.text for beat in script.beats)
    family, because = _family(text, styles)
    if request.style is not None:
        chosen, reason = styles.find(request.style), "asked for"
    elif (named := styles.nearest(clean(request.text))) is not None:
        chosen, reason = named, f"the request names it; {because}"
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
        for number, beat in enumerate(scene.beats):
            opening = beat.id == script.beats[0].id
            specs[beat.id] = _spec(brief, script, style, beat, _See(opening, number, place, hour))
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
        amount = min(max(DRIFT * time.frames / timeline.fps, 0.02), 0.07)
        found[time.id] = Move(kind=kind, amount=round(amount, 4), focus=(0.5, 0.45))
    return found


class _See:
    """What surrounds a beat: whether it opens the film, its number in the scene, the scene's place and hour."""

    def __init__(self, opening: bool, number: int, place: Environment | None, hour: TimeOfDay) -> None:
        self.opening, self.number, self.place, self.hour = opening, number, place, hour


def _spec(brief: Brief, script: Script, style: ArtStyle, beat: Beat, see: _See) -> SceneSpec:
    own = environment(beat.text, script.language)
    seen = concepts(beat.text, script.language)[:SUBJECTS]
    heading = script.title if see.opening else ""
    if see.opening:
        template = "title"
    elif own is not None or (see.place is not None and seen and see.number % 2 == 0):
        template = "landscape"
    else:
        template, heading = "text", key_phrase(beat.text)
    return SceneSpec(
        template=template,  # type: ignore[arg-type]
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
    """The few words of a sentence that a picture may carry: all of a short one, a number with its unit, or a clause."""
    text = sentence.strip().strip("\"'“”«»").rstrip(".!?؟。！？…").strip()
    if len(text) <= HEADING:
        return text
    clauses = [clause.strip() for clause in _CLAUSE.split(text) if clause and clause.strip()]
    for clause in clauses:
        if 10 <= len(clause) <= HEADING and len(clause.split()) >= 2:
            return clause
    number = max(_NUMBER.findall(text), key=len, default="").strip()
    return number if any(c.isdigit() for c in number) else ""


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
    return None


def _hour(scene: Scene, language: str) -> TimeOfDay:
    for beat in scene.beats:
        found = time_of_day(beat.text, language)
        if found is not None:
            return found
    return "day"


def _seed(seed: int, text: str) -> int:
    """A picture's seed: its own words, so that it does not change when beats around it do."""
    return int(digest(canonical([seed, text]))[:8], 16) & 0x7FFFFFFF
