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
from tools.measure.metrics.playing.scores import linear
from tools.measure.metrics.port import Family, Made, Verdict, Wanted
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
FAMILY = Family(
    "visual",
    {
        "V1": "flashes in a second",
        "V2": "sharpness of the least sharp picture",
        "V3": "pictures exposed well",
        "V4": "consistency of the style",
        "V5": "the family of the style asked for",
        "V6": "drift of the palette",
        "V7": "pictures that show the same",
        "V8": "steadiness of still pictures",
        "V9": "movement",
        "V10": "letters in pictures that nobody planned",
        "V11": "pictures that stand in for others",
    },
    gates=frozenset({"V1", "V7"}),
)


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
    seen = bool(look.seen.times)
    measured, most = (count, f"at most {count}{where}") if seen else (None, _nothing(look))
    return FAMILY.verdict("V1", seen and count <= FLASHES, most, f"<= {FLASHES} (WCAG 2.3.1)", measured, "flashes")


def _sharpness(look: Look, style: Golden | None) -> Verdict:
    least = BLURRED if style is None else OF_GOLDEN * style.sharpness
    sharp = SOFT if style is None else style.sharpness
    if not look.pictures:
        return _failed("V2", look)
    worst = min(look.pictures, key=lambda picture: picture.sharpness)
    found, score = worst.sharpness, linear(worst.sharpness, 0.0, sharp)
    measured = f"{found:.0f} at {worst.at:.1f} s"
    wanted = f">= {least:.0f}, {sharp:.0f} is sharp" + (" in its style" if style else "")
    return FAMILY.verdict(
        "V2", found >= least, measured, wanted, round(found, 1), "variance of the Laplacian", score=score
    )


def _exposure(look: Look) -> Verdict:
    if not look.pictures:
        return _failed("V3", look)
    bad = [
        f"{one.at:.1f} s (mean {one.brightness:.2f}, contrast {one.contrast:.2f})"
        for one in look.pictures
        if not DARKEST <= one.brightness <= LIGHTEST or (one.contrast < FLATTEST and one.reach < CLEAR)
    ]
    share = 1 - len(bad) / len(look.pictures)
    legal = look.seen.illegal <= ILLEGAL
    measured = f"{len(bad)} outside: {', '.join(bad[:4]) or 'none'}; {look.seen.illegal:.2%} of samples out of range"
    wanted = f"mean {DARKEST}..{LIGHTEST}, contrast >= {FLATTEST} (or words that stand out), "
    wanted += f"<= {ILLEGAL:.0%} out of range"
    score = share if legal else share / 2
    return FAMILY.verdict("V3", not bad and legal, measured, wanted, round(share, 3), "share", score=score)


def _consistency(look: Look, style: str | None, known: dict[str, Golden]) -> Verdict:
    if len(look.pictures) < 2:
        return FAMILY.unasked("V4", "fewer than two pictures")
    found, limit, why = spread([one.texture for one in look.pictures]), SAME, ""
    if style in known:
        apart = others(look.pictures, style, known)
        limit = min(SAME, apart, WIDER * known[style].spread)
        why = f": {style} pictures lie {known[style].spread:.2f} apart, other styles' {apart:.2f} from these"
    measured, wanted, far = f"{found:.2f} between {len(look.pictures)} pictures", f"<= {limit:.2f}{why}", found > limit
    return FAMILY.verdict(
        "V4", not far, measured, wanted, round(found, 3), "Hellinger distance of textures", score=1.0, gate=far
    )


def _adherence(look: Look, style: str | None, known: dict[str, Golden]) -> Verdict:
    if style not in known:
        return FAMILY.unasked("V5", "no built-in style was asked for or named")
    if not look.pictures:
        return _failed("V5", look)
    near, family = nearest(look.pictures, known), find(style).family
    ok = family in families(near)
    measured = f"nearest to {near} ({', '.join(sorted(families(near)))})"
    return FAMILY.verdict("V5", ok, measured, f"{family}, as {style} is", float(ok), score=float(ok))


def _drift(look: Look) -> Verdict:
    if len(look.pictures) < 2:
        return FAMILY.unasked("V6", "fewer than two pictures")
    found = fmean(hellinger(one.chroma, other.chroma) for one, other in combinations(look.pictures, 2))
    reason = "reported, not judged: colours tell styles apart badly"
    return FAMILY.unasked("V6", reason, f"{found:.2f}", round(found, 3), "Hellinger distance of colours")


def _duplicates(look: Look) -> Verdict:
    if len(look.pictures) < 2:
        return FAMILY.unasked("V7", "fewer than two pictures")
    pairs = [
        f"{one.at:.1f} and {other.at:.1f} s"
        for one, other in combinations(look.pictures, 2)
        if bits_apart(one.fingerprint, other.fingerprint) <= DUPLICATE and not _say_otherwise(look, one, other)
    ]
    measured = ", ".join(pairs[:5]) or f"none of {len(look.pictures)} pictures"
    wanted = f"0 pairs that differ in <= {DUPLICATE} of 64 bits and do not hold other words"
    return FAMILY.verdict("V7", not pairs, measured, wanted, len(pairs), "pairs")


def _say_otherwise(look: Look, one: Picture, other: Picture) -> bool:
    """Whether both hold words, and other ones: two pages of words are alike in all but these."""
    shown = (above_captions(small(look.seen.pixels(picture.at))) for picture in (one, other))
    return other_words(*(lettering(grey(pixels)) for pixels in shown))


def _flicker(look: Look) -> Verdict:
    if not look.seen.flicker:
        return FAMILY.unasked("V8", "no second of it stands still")
    found = 1 - max(look.seen.flicker) / 255
    measured = f"{found:.4f} in the worst of {len(look.seen.flicker)} still seconds"
    score = linear(found, WORST_FLICKER, STEADY)
    return FAMILY.verdict("V8", found >= STEADY, measured, f">= {STEADY}", round(found, 4), "ratio", score=score)


def _motion(look: Look, wanted: Wanted) -> Verdict:
    if not wanted.motion:
        return FAMILY.unasked("V9", "no movement was asked for")
    if len(look.seen.moves) < 2:
        return _failed("V9", look)
    found = fmean(look.seen.moves[1:])
    ok, measured, calm = STILL <= found <= HECTIC, f"{found:.1f} in the mean", f"{STILL:.0f}..{HECTIC:.0f}"
    score = linear(found, 0.0, STILL) if found < HECTIC else linear(found, WILD, HECTIC)
    return FAMILY.verdict("V9", ok, measured, calm, round(found, 2), "temporal information", score=score)


def _strays(made: Made, look: Look, tongue: str | None) -> Verdict:
    if tongue is None:
        return FAMILY.unasked("V10", "needs tesseract with the data of the film's language")
    if not look.told.beats:
        return FAMILY.unasked("V10", "no manifest says what the pictures are to show")
    places = list(look.seen.large)[:: max(1, -(-len(look.seen.large) // LETTERED))]
    read = [word for at in places for word in letters.read(look.seen.large[at], tongue)]
    try:
        stray = letters.strays(read, _plan(made, look.told))
    except ImportError:
        return FAMILY.unasked("V10", "needs pip install 'storyreel[evals]'")
    measured = f"{', '.join(stray[:6]) or 'none'} in {len(places)} pictures"
    score = linear(len(stray), max(1, len(places)), 0)
    return FAMILY.verdict("V10", not stray, measured, "0 words", len(stray), "words", score=score)


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
    if not look.pictures:
        return _failed("V11", look)
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
    ok = not blank and not look.missing and not silent and (mock or not declared)
    wanted = "those declared, each with its reason" if mock else "0"
    return FAMILY.verdict("V11", ok, "; ".join(said), wanted, round(share, 3), "share", score=1 - share)


def _failed(metric: str, look: Look) -> Verdict:
    return FAMILY.verdict(metric, False, _nothing(look), "", score=0.0)
