"""What the film shows, measured on its frames (reference/evals.md 1.5, V1 to V11; V12 needs a model that sees).

One pass over the film: decoding, about 3 ms a frame for what is measured, 0.1 s for each of at most 120 pictures, and
about 1 s a picture where tesseract reads letters in it (20 of them at most).
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations
from statistics import fmean

from core.errors import Mistake
from core.styles import find
from tools.measure.metrics.port import Made, Verdict, Wanted, absent
from tools.measure.metrics.reading.said import Told, narration, told, words
from tools.measure.metrics.seeing import letters
from tools.measure.metrics.seeing.flashes import MOST as FLASHES
from tools.measure.metrics.seeing.lettering import lettering, other_words
from tools.measure.metrics.seeing.pictures import Picture, above_captions, bits_apart, grey, hellinger, small
from tools.measure.metrics.seeing.shots import Look, look
from tools.measure.metrics.seeing.styles import Golden, families, golden, nearest, others
from tools.measure.texture import SAME, spread

BLURRED, SOFT = 10.0, 40.0
"""Variance of the Laplacian below which a picture fails, and from which it is sharp (evals.md V2)."""
OF_GOLDEN = 0.5
"""The share of the least sharp golden picture of its style that each picture of a film reaches."""
DARKEST, LIGHTEST, FLATTEST, ILLEGAL = 0.12, 0.88, 0.08, 0.01
CLEAR = 0.5
"""From which a picture's lightest and darkest parts are told apart well, however little of it they are: a few words
on a page have little RMS contrast, a veiled picture has no such parts."""
WIDER = 1.5
"""How much farther apart in texture than the golden pictures of a style those of a film may lie (seven films: 1.2)."""
DUPLICATE = 10
"""Bits of 64 in which near-duplicates differ at most."""
STEADY, WORST_FLICKER = 0.98, 0.6293
"""The share of 255 levels that neighbouring frames agree in; the second is the least that VBench has seen."""
STILL, HECTIC, WILD = 2.0, 25.0, 50.0
"""Temporal information (ITU-T P.910) of a film whose pictures move calmly; no score is left at the third."""
LETTERED = 20
"""Pictures in which letters are read, at most."""
DRAWN = frozenset({"images", "clips"})
"""The capabilities whose stand-ins are pictures."""


def measure(made: Made, wanted: Wanted) -> tuple[Verdict, ...]:
    """V1 to V11 of a film; raises nothing for a broken one."""
    tongue = letters.reader(wanted.language or told(made).language)
    found = look(made, large=tongue is not None)
    style = _built_in(wanted.style or (found.told.style.name if found.told.style else None))
    known = golden(json.loads(files(__package__).joinpath("styles.json").read_text(encoding="utf-8")))
    return (
        _flashes(found),
        _sharpness(found, known.get(style or "")),
        _exposure(found),
        _consistency(found, style, known),
        _adherence(found, style, known),
        _drift(found),
        _duplicates(found),
        _flicker(found),
        _motion(found, wanted),
        _strays(made, found, tongue),
        _placeholders(found),
    )


def _built_in(style: str | None) -> str | None:
    """The name of a built-in style, by its name or an alias."""
    try:
        return find(style).name if style else None
    except Mistake:
        return None


def _nothing(look: Look) -> str:
    return f"no picture could be read ({look.seen.error or 'it has no frames'})"


def _flashes(look: Look) -> Verdict:
    count, at, kind = look.seen.flashes.worst()
    where = f" ({kind}, from {at:.1f} s)" if count else ""
    return Verdict(
        metric="V1",
        name="flashes in a second",
        group="visual",
        gate=True,
        value=count if look.seen.times else None,
        unit="flashes",
        measured=f"at most {count}{where}" if look.seen.times else _nothing(look),
        wanted=f"<= {FLASHES} (WCAG 2.3.1)",
        ok=bool(look.seen.times) and count <= FLASHES,
    )


def _sharpness(look: Look, style: Golden | None) -> Verdict:
    name = "sharpness of the least sharp picture"
    least = BLURRED if style is None else OF_GOLDEN * style.sharpness
    sharp = SOFT if style is None else style.sharpness
    if not look.pictures:
        return _failed("V2", name, look)
    worst = min(look.pictures, key=lambda picture: picture.sharpness)
    return Verdict(
        metric="V2",
        name=name,
        group="visual",
        value=round(worst.sharpness, 1),
        unit="variance of the Laplacian",
        measured=f"{worst.sharpness:.0f} at {worst.at:.1f} s",
        wanted=f">= {least:.0f}, {sharp:.0f} is sharp" + (" in its style" if style else ""),
        ok=worst.sharpness >= least,
        score=_between(worst.sharpness, 0.0, sharp),
    )


def _exposure(look: Look) -> Verdict:
    name = "pictures exposed well"
    if not look.pictures:
        return _failed("V3", name, look)
    bad = [
        f"{one.at:.1f} s (mean {one.brightness:.2f}, contrast {one.contrast:.2f})"
        for one in look.pictures
        if not DARKEST <= one.brightness <= LIGHTEST or (one.contrast < FLATTEST and one.reach < CLEAR)
    ]
    share = 1 - len(bad) / len(look.pictures)
    legal = look.seen.illegal <= ILLEGAL
    return Verdict(
        metric="V3",
        name=name,
        group="visual",
        value=round(share, 3),
        unit="share",
        measured=f"{len(bad)} outside: {', '.join(bad[:4]) or 'none'}; {look.seen.illegal:.2%} of samples out of range",
        wanted=f"mean {DARKEST}..{LIGHTEST}, contrast >= {FLATTEST} (or words that stand out), "
        f"<= {ILLEGAL:.0%} out of range",
        ok=not bad and legal,
        score=share if legal else share / 2,
    )


def _consistency(look: Look, style: str | None, known: dict[str, Golden]) -> Verdict:
    name = "consistency of the style"
    if len(look.pictures) < 2:
        return absent("V4", name, "visual", "fewer than two pictures")
    found, limit, why = spread([one.texture for one in look.pictures]), SAME, ""
    if style in known:
        apart = others(look.pictures, style, known)
        limit = min(SAME, apart, WIDER * known[style].spread)
        why = f": {style} pictures lie {known[style].spread:.2f} apart, other styles' {apart:.2f} from these"
    return Verdict(
        metric="V4",
        name=name,
        group="visual",
        value=round(found, 3),
        unit="Hellinger distance of textures",
        measured=f"{found:.2f} between {len(look.pictures)} pictures",
        wanted=f"<= {limit:.2f}{why}",
        ok=found <= limit,
        gate=found > limit,
        score=1.0 if found <= limit else None,
    )


def _adherence(look: Look, style: str | None, known: dict[str, Golden]) -> Verdict:
    name = "the family of the style asked for"
    if style not in known:
        return absent("V5", name, "visual", "no built-in style was asked for or named")
    if not look.pictures:
        return _failed("V5", name, look)
    near, family = nearest(look.pictures, known), find(style).family
    ok = family in families(near)
    return Verdict(
        metric="V5",
        name=name,
        group="visual",
        value=float(ok),
        measured=f"nearest to {near} ({', '.join(sorted(families(near)))})",
        wanted=f"{family}, as {style} is",
        ok=ok,
        score=float(ok),
    )


def _drift(look: Look) -> Verdict:
    name = "drift of the palette"
    if len(look.pictures) < 2:
        return absent("V6", name, "visual", "fewer than two pictures")
    found = fmean(hellinger(one.chroma, other.chroma) for one, other in combinations(look.pictures, 2))
    return Verdict(
        metric="V6",
        name=name,
        group="visual",
        value=round(found, 3),
        unit="Hellinger distance of colours",
        measured=f"{found:.2f}",
        reason="reported, not judged: colours tell styles apart badly",
    )


def _duplicates(look: Look) -> Verdict:
    name = "pictures that show the same"
    if len(look.pictures) < 2:
        return absent("V7", name, "visual", "fewer than two pictures", gate=True)
    pairs = [
        f"{one.at:.1f} and {other.at:.1f} s"
        for one, other in combinations(look.pictures, 2)
        if bits_apart(one.fingerprint, other.fingerprint) <= DUPLICATE and not _say_otherwise(look, one, other)
    ]
    return Verdict(
        metric="V7",
        name=name,
        group="visual",
        gate=True,
        value=len(pairs),
        unit="pairs",
        measured=", ".join(pairs[:5]) or f"none of {len(look.pictures)} pictures",
        wanted=f"0 pairs that differ in <= {DUPLICATE} of 64 bits and do not hold other words",
        ok=not pairs,
    )


def _say_otherwise(look: Look, one: Picture, other: Picture) -> bool:
    """Whether both hold words, and other ones: two pages of words are alike in all but these."""
    shown = (above_captions(small(look.seen.pixels(picture.at))) for picture in (one, other))
    return other_words(*(lettering(grey(pixels)) for pixels in shown))


def _flicker(look: Look) -> Verdict:
    name = "steadiness of still pictures"
    if not look.seen.flicker:
        return absent("V8", name, "visual", "no second of it stands still")
    found = 1 - max(look.seen.flicker) / 255
    return Verdict(
        metric="V8",
        name=name,
        group="visual",
        value=round(found, 4),
        unit="ratio",
        measured=f"{found:.4f} in the worst of {len(look.seen.flicker)} still seconds",
        wanted=f">= {STEADY}",
        ok=found >= STEADY,
        score=_between(found, WORST_FLICKER, STEADY),
    )


def _motion(look: Look, wanted: Wanted) -> Verdict:
    name = "movement"
    if not wanted.motion:
        return absent("V9", name, "visual", "no movement was asked for")
    if len(look.seen.moves) < 2:
        return _failed("V9", name, look)
    found = fmean(look.seen.moves[1:])
    return Verdict(
        metric="V9",
        name=name,
        group="visual",
        value=round(found, 2),
        unit="temporal information",
        measured=f"{found:.1f} in the mean",
        wanted=f"{STILL:.0f}..{HECTIC:.0f}",
        ok=STILL <= found <= HECTIC,
        score=_between(found, 0.0, STILL) if found < HECTIC else _between(found, WILD, HECTIC),
    )


def _strays(made: Made, look: Look, tongue: str | None) -> Verdict:
    name = "letters in pictures that nobody planned"
    if tongue is None:
        return absent("V10", name, "visual", "needs tesseract with the data of the film's language")
    if not look.told.beats:
        return absent("V10", name, "visual", "no manifest says what the pictures are to show")
    places = list(look.seen.large)[:: max(1, -(-len(look.seen.large) // LETTERED))]
    read = [word for at in places for word in letters.read(look.seen.large[at], tongue)]
    try:
        stray = letters.strays(read, _plan(made, look.told))
    except ImportError:
        return absent("V10", name, "visual", "needs pip install 'storyreel[evals]'")
    return Verdict(
        metric="V10",
        name=name,
        group="visual",
        value=len(stray),
        unit="words",
        measured=f"{', '.join(stray[:6]) or 'none'} in {len(places)} pictures",
        wanted="0 words",
        ok=not stray,
        score=_between(len(stray), len(places), 0),
    )


def _plan(made: Made, said: Told) -> Iterator[str]:
    """Every word that may stand in a picture."""
    script = json.dumps(made.manifest.get("script", {}), ensure_ascii=False).replace("\\n", " ")
    sources = json.dumps(made.manifest.get("sources", []), ensure_ascii=False)
    credits = made.folder / "credits.json" if made.folder is not None else None
    named = credits.read_text("utf-8") if credits is not None and credits.is_file() else ""
    yield from words(" ".join((said.title, narration(made), script, sources, named)))
    for beat in said.beats:
        yield from words(f"{beat.narration_text} {beat.image_prompt}")


def _placeholders(look: Look) -> Verdict:
    """Declared stand-ins of pictures (the manifest alone can tell), and pictures with nothing on them (the film)."""
    name = "pictures that stand in for others"
    if not look.pictures:
        return _failed("V11", name, look)
    beats, stood = look.told.beats, [one for one in look.told.substitutions if one.capability in DRAWN]
    declared = {beat.id for one in stood for beat in beats if not one.beats or beat.id in one.beats}
    silent = [one for one in stood if not one.reason.strip()]
    blank = [f"{one.at:.1f} s" for one in look.pictures if one.blank]
    count = len(declared) + len(blank) + look.missing
    share = min(1.0, count / max(len(beats), len(look.pictures)))
    said = [f"{len(declared)} declared", f"nothing is drawn at {', '.join(blank[:4])}" if blank else "none blank"]
    said += [f"{look.missing} beats are not in the film"] if look.missing else []
    said += [f"{len(silent)} without a reason"] if silent else []
    mock = look.told.request.get("mode") == "mock"
    good = not blank and not look.missing and not silent
    return Verdict(
        metric="V11",
        name=name,
        group="visual",
        value=round(share, 3),
        unit="share",
        measured="; ".join(said),
        wanted="those declared, each with its reason" if mock else "0",
        ok=good and (mock or not declared),
        score=1 - share,
    )


def _failed(metric: str, name: str, look: Look) -> Verdict:
    return Verdict(metric=metric, name=name, group="visual", measured=_nothing(look), ok=False, score=0.0)


def _between(value: float, bad: float, good: float) -> float:
    """0 at `bad` and beyond, 1 at `good` and beyond, linear between them."""
    if bad == good:
        return float(value <= good)
    return min(1.0, max(0.0, (value - bad) / (good - bad)))
