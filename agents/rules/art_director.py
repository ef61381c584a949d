"""The art director without an LLM: the style once, then for every beat its picture and its camera move."""

import re
from collections import Counter
from collections.abc import Collection, Mapping

from agents.rules.director import brief, clean, reading
from agents.rules.labels import label
from agents.rules.pictures.offers import Fields, Seen, alone, best, counted
from agents.rules.pictures.offers import words as in_words
from agents.rules.pictures.seeing import SKY, film, see
from agents.rules.signs import legible
from core.models import ArtStyle, Aspect, Beat, Brief, Move, MoveKind, Request, Resolution, Scene, Script, Timeline
from core.recipes import canonical, digest
from core.scene import Environment, Item, SceneSpec, TemplateName
from core.styles import Style, Styles, load
from tools.images.illustrator.art import credited
from tools.images.illustrator.choose import environment
from tools.images.illustrator.compositions import composed, many

CAPTIONS = {
    "16:9": 0.2,
    "1:1": 0.2,
    "9:16": 0.3,
}  # share of the height that captions may use: kept free without them too, so that they come and go alone
BARE = 0.06  # share of the height that stays free where no caption ever comes
STEADY = 0.035  # at most, over writing: it stays inside the title-safe area
DRIFT = 0.009  # share of the picture that the camera travels in a second
PHOTO_DRIFT = 0.014  # the same over a photograph, which has no layers that move
PROMPT = 600  # characters of a prompt that a picture can follow
WIDE: tuple[MoveKind, ...] = ("push_in", "pan_right", "pull_out", "pan_left")
UPRIGHT: tuple[MoveKind, ...] = ("push_in", "tilt_down", "pull_out", "tilt_up")
BARE_VIEWS = {"landscape", "interior"}  # pictures without writing


def look(request: Request, understood: Brief, script: Script, styles: Styles | None = None) -> ArtStyle:
    """The look of the film: the style asked for, else the one its words ask for; a Mistake when it is unknown.

    `styles` are those there are; the built-in ones otherwise.
    """
    styles = styles or load()
    text = f"{clean(request.text)} {script.title} " + " ".join(beat.text for beat in script.beats)
    family, because = _family(text, styles)
    if request.style is not None:
        chosen, reason = styles.find(request.style), "asked for"
    elif (named := styles.nearest(reading(request).style or "")) is not None:
        chosen, reason = named, f"the request asks for {reading(request).style!r}, and this is the nearest; {because}"
    else:
        chosen, reason = styles.styles[styles.families[family].styles[0]], f"the first of its family; {because}"
    palette = palette_for(chosen, script, understood)
    return ArtStyle(
        name=chosen.name,
        family=family,
        palette=palette,
        tokens=chosen.tokens,
        reason=reason,
        look=styles.look(chosen.name, palette),
    )


def unlike_any(request: Request, styles: Styles) -> str:
    """What is said when the style that the request's words ask for has nothing near it; else empty."""
    asked = reading(request).style if request.style is None else None
    if asked is None or styles.nearest(asked) is not None:
        return ""
    return f"No style is near {asked!r}: the film takes the usual style of its kind."


def storyboard(understood: Brief, script: Script, style: ArtStyle) -> dict[str, SceneSpec]:
    """What every beat's picture shows, by beat id; it changes with the beat's own words, its place and the title."""
    about = film(script.title, script.language, understood.avoid)
    specs: dict[str, SceneSpec] = {}
    for scene in script.scenes:
        there = about._replace(home=environment(scene.heading or "", script.language) or about.home)
        for number, beat in enumerate(scene.beats):
            if beat.drawn is not None:
                specs[beat.id] = _kept(beat.drawn, understood, style)
                continue
            if beat.card is not None:
                fields = _card(scene, beat, script.language, specs)
            elif beat.shows:
                fields = picture(see(beat.shows, number, scene.heading, there))
            elif beat.id == script.beats[0].id:
                fields = _title(script.title, see(beat.text, number, None, there))
            elif number == 0 and scene.heading:
                fields = _chapter(scene.heading, see(beat.text, number, None, there))
            elif beat.announced:
                said = beat.text.removeprefix(beat.announced).strip()
                fields = counted(see(said, number, scene.heading, there), beat.announced.rstrip(" :：."))
            else:
                fields = picture(see(beat.text, number, scene.heading, there))
            words = beat.card or beat.shows or beat.text
            spec = _spec(understood, style, script.language, words, fields)
            if (beat.take or 0) >= _looks(spec):
                again = in_words(see(beat.shows or beat.text, number, scene.heading, there))
                spec = _spec(understood, style, script.language, words, again)
            specs[beat.id] = spec if beat.card is not None else _turned(spec, beat.take or 0, understood.seed, words)
    return specs


def counted_takes(understood: Brief, script: Script, style: ArtStyle) -> Script:
    """The script with every beat's take: counted once, so that an edit of one beat leaves other pictures alone."""
    before: Counter[str] = Counter()
    takes: dict[str, int] = {}
    for id, spec in storyboard(understood, script, style).items():
        key = _theme(spec)
        takes[id] = before[key]
        before[key] += 1
    return script.each(lambda beat: beat.model_copy(update={"take": takes[beat.id]}))


def _theme(spec: SceneSpec) -> str:
    """What two pictures have in common that look alike but for their words."""
    shown = [(one.concept, one.character is not None) for one in spec.subjects[:1]]  # others are small beside it
    return digest(canonical([spec.template, spec.environment, shown]))


def _looks(spec: SceneSpec) -> int:
    """How many pictures of the same do not look alike; after them a beat shows its words."""
    if spec.template == "studio":
        return many(spec)
    bare = spec.template in BARE_VIEWS and not spec.subjects
    return 1 if bare else 10_000  # a place with nobody in it looks the same however it is composed


def _turned(spec: SceneSpec, take: int, seed: int, words: str) -> SceneSpec:
    """The picture in another composition than those before it that show the same."""
    first = _seed(seed, _theme(spec))
    return composed(spec, first + take, lambda number: _seed(seed, words if not number else f"{words} {number}"))


def picture(seen: Seen) -> Fields:
    """The fields of a spec for a sentence."""
    return {"time_of_day": seen.hour, "weather": seen.weather, **best(seen)}


def sketch(
    prompt: str,
    *,
    style: str | None = None,
    template: TemplateName | None = None,
    language: str | None = None,
    aspect: Aspect | None = None,
    resolution: Resolution | None = None,
    seed: int = 0,
    drawing: str = "",
    styles: Styles | None = None,
) -> SceneSpec:
    """A single picture from a prompt: of the template asked for, else of the one that fits; nothing is kept free.

    `drawing` is foreign SVG that becomes the subject. Only the first PROMPT characters are looked at.
    """
    request = Request(
        text=legible(prompt.strip()[:PROMPT]).strip() or "drawing", style=style,
        language=language, aspect=aspect, resolution=resolution, seed=seed, captions="none",
    )  # fmt: skip
    understood = brief(request)
    words = " ".join((understood.topic or request.text).split())
    script = Script(title=words[:PROMPT], language=understood.language, scenes=())
    seen = see(words, 0, None, film("", understood.language, understood.avoid))
    fields = {"time_of_day": seen.hour, "weather": seen.weather, **alone(seen, template)}
    if drawing:
        fields = (
            {"template": "studio", **fields, "svg": drawing} if template else {"template": "studio", "svg": drawing}
        )
    fields = {"safe_bottom": BARE, **fields}
    return _spec(understood, look(request, understood, script, styles), understood.language, words, fields)


def moves(timeline: Timeline, specs: Mapping[str, SceneSpec], photos: Collection[str] = ()) -> dict[str, Move]:
    """A slow move for every beat: its direction follows the picture, its length the beat's. `photos`: over those."""
    found: dict[str, Move] = {}
    for time in timeline.beats:
        spec = specs[time.id]
        kinds = UPRIGHT if spec.height > spec.width else WIDE
        kind = "push_in" if spec.template == "title" else kinds[spec.seed % len(kinds)]
        # Panning and tilting crop text at the sides: pictures with writing are pushed into or pulled out of.
        if spec.template not in BARE_VIEWS and kind not in ("push_in", "pull_out"):
            kind = "pull_out"
        if time.id in photos:
            pace = min(max(PHOTO_DRIFT * time.frames / timeline.fps, 0.03), 0.12)
            found[time.id] = Move(kind=kinds[spec.seed % len(kinds)], amount=round(pace, 4))
            continue
        amount = min(max(DRIFT * time.frames / timeline.fps, 0.02), STEADY if spec.heading else 0.07)
        found[time.id] = Move(kind=kind, amount=round(amount, 4))
    return found


def _card(scene: Scene, beat: Beat, language: str, shown: Mapping[str, SceneSpec]) -> Fields:
    """A picture that says itself what nobody speaks: the sources of the film, and whose drawings it shows."""
    items = [Item(label=line[:200]) for line in (beat.card or "").splitlines() if line.strip()][:11]
    if works := credited(shown.values()):
        named = ", ".join(dict.fromkeys(credit.work for credit in works))
        whose = "; ".join(f"{credit.author}, {credit.licence}" for credit in works)
        items.append(Item(label=f"{label(language, 'pictures')}: {named}"[:200], text=whose[:400]))
    return {"template": "credits", "heading": scene.heading or "", "items": tuple(items), "safe_bottom": BARE}


def _title(title: str, seen: Seen) -> Fields:
    """The first picture: the film's title where its first sentence plays, with what the film is about."""
    place = seen.place or seen.home
    own = tuple(one for one in seen.subjects if not one.concept.startswith("flag: "))
    shown = tuple(one for one in own or seen.main or seen.subjects if not (place and one.concept in SKY))
    view = {"environment": place, "time_of_day": seen.hour, "weather": seen.weather}
    return {"template": "title", "heading": title, "subjects": shown[:2], **view}


def _chapter(heading: str, seen: Seen) -> Fields:
    """The first picture of a chapter: its heading, with what its first sentence shows."""
    return {"template": "chapter", "heading": heading, "subjects": (seen.subjects or seen.main)[:1]}


def _kept(drawn: SceneSpec, understood: Brief, style: ArtStyle) -> SceneSpec:
    """A picture that is kept, in the film's size and look."""
    size = {"width": understood.width, "height": understood.height}
    return drawn.model_copy(update={**size, "style": style.name, "palette": style.palette, "look": style.look})


def _spec(understood: Brief, style: ArtStyle, language: str, words: str, fields: Fields) -> SceneSpec:
    shared = {
        "width": understood.width,
        "height": understood.height,
        "style": style.name,
        "palette": style.palette,
        "look": style.look,
        "seed": _seed(understood.seed, words),
        "language": language,
        "direction": understood.direction,
        "safe_bottom": CAPTIONS[understood.aspect],
    }
    return SceneSpec.model_validate({**shared, **fields})


def _family(text: str, styles: Styles) -> tuple[str, str]:
    words = set(re.findall(r"\w+", text.casefold()))
    hits = {name: words & set(family.words) for name, family in styles.families.items()}
    best = max(hits, key=lambda name: len(hits[name]))
    if hits[best]:
        return best, f"family {best} for the words {', '.join(sorted(hits[best])[:3])}"
    return next(iter(styles.families)), "no word asks for another family"


def palette_for(style: Style, script: Script, understood: Brief) -> str:
    """A palette that fits where the film plays, else one by the title, so that films differ."""
    fitting: dict[Environment, str] = {
        "desert": "sand", "sea": "lagoon", "underwater": "lagoon", "forest": "grove", "meadow": "daylight",
        "snow": "slate", "mountains": "slate", "space": "dusk", "city": "dusk",
    }  # fmt: skip
    first = script.beats[0].text if script.beats else ""
    place = environment(first, script.language) or film(script.title, script.language).home
    if place is not None and fitting.get(place) in style.palettes:
        return fitting[place]
    return style.palettes[_seed(understood.seed, script.title) % len(style.palettes)]


def _seed(seed: int, text: str) -> int:
    """A picture's seed: its own words, so that it does not change when beats around it do."""
    return int(digest(canonical([seed, text]))[:8], 16) & 0x7FFFFFFF
