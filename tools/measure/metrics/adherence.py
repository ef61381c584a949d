"""Whether the film is what was asked for (reference/evals.md 1.7).

G1 to G8, G10, G11, G13 and G14. G9 compares a film with the one before an edit, and G12 is about what is no film: the
runner judges both. Costs a few milliseconds; a film without a manifest whose scenes are counted is decoded once.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from core.errors import Mistake
from core.styles import find
from tools.film.languages import iso639
from tools.measure.metrics.playing.claims import claims, scenes
from tools.measure.metrics.playing.scores import linear
from tools.measure.metrics.port import Family, Made, Verdict, Wanted
from tools.measure.metrics.reading.grade import grade
from tools.measure.metrics.reading.languages import known, language_of, same
from tools.measure.metrics.reading.patterns import matches, spoken
from tools.measure.metrics.reading.said import captions, description, narration, told, words
from tools.measure.metrics.seeing.shots import length
from tools.measure.metrics.seeing.watch import watch
from tools.measure.metrics.speaking.script import told as told_of

OFF, SHORT = 0.01, 0.9
"""The share of the length asked for that a film may be off (design.md); no score is left at a tenth."""
SIMPLE, HARD = 5.0, 10.0
"""The highest Flesch-Kincaid grade of a film for children (evals.md G7); no score is left at the second."""
VERBATIM = 0.02
"""The most words of a hundred of a given script that may be told otherwise."""
COUNTED = re.compile(r"(?:^|[.!?؟。।！？:：]|\n)\s*(?:[^\W\d]{1,20}\s*)?(\d{1,3})\s*[:：.)](?=\s|$)")
TAGLESS = "und"
ASIDE = 0.5
"""Seconds that a chapter may begin beside its scene."""
FAMILY = Family(
    "adherence",
    {
        "G1": "length asked for",
        "G2": "size asked for",
        "G3": "language asked for",
        "G4": "style in every prompt",
        "G5": "scenes asked for",
        "G6": "what must and must not be in it",
        "G7": "reading level",
        "G8": "script kept",
        "G9": "locality of an edit",
        "G10": "what pictures must not show",
        "G11": "count asked for",
        "G12": "pictures alone",
        "G13": "chapters at the scenes",
        "G14": "assumption stated",
    },
    gates=frozenset({"G8", "G9"}),
)


def measure(made: Made, wanted: Wanted) -> tuple[Verdict, ...]:
    """G1 to G8, G10, G11, G13 and G14 of a film; raises nothing for a broken one."""
    return (
        _length(made, wanted),
        _size(made, wanted),
        _language(made, wanted),
        _style(made, wanted),
        _scenes(made, wanted),
        _patterns(made, wanted),
        _level(made, wanted),
        _script(made, wanted),
        _avoided(made, wanted),
        _count(made, wanted),
        _chapters(made, wanted),
        _assumption(made, wanted),
    )


def _length(made: Made, wanted: Wanted) -> Verdict:
    if wanted.duration is None:
        return FAMILY.unasked("G1", "no length was asked for")
    found = length(made.film)
    off = (found - wanted.duration) / wanted.duration
    fits = -1 < off <= OFF if told(made).draft else abs(off) <= OFF
    asked = f"{wanted.duration:.1f} s +-{OFF:.0%}; a draft may be shorter"
    score = 1.0 if fits else max(0.0, 1 - abs(off) / (1 - SHORT))
    return FAMILY.verdict("G1", fits, f"{found:.1f} s", asked, round(abs(off), 4), "share", score=score)


def _size(made: Made, wanted: Wanted) -> Verdict:
    if wanted.width is None or wanted.height is None:
        return FAMILY.unasked("G2", "no size was asked for")
    found = _pixels(made.film)
    ok = found == (wanted.width, wanted.height)
    measured, asked = f"{found[0]}x{found[1]}", f"{wanted.width}x{wanted.height}"
    return FAMILY.verdict("G2", ok, measured, asked, float(ok), score=float(ok))


def _pixels(film: Path) -> tuple[int, int]:
    import av
    from av.error import FFmpegError

    try:
        with av.open(str(film)) as container:
            context = container.streams.video[0].codec_context
            return context.width, context.height
    except (FFmpegError, OSError, IndexError, ValueError):
        return 0, 0


def _tags(film: Path) -> Iterator[tuple[str, str]]:
    """The language tags of the sound and the subtitles."""
    import av
    from av.error import FFmpegError

    try:
        with av.open(str(film)) as container:
            for stream in (*container.streams.audio, *container.streams.subtitles):
                yield f"{stream.type} tag", stream.language or TAGLESS
    except (FFmpegError, OSError, ValueError):
        yield "file", "unreadable"


def _language(made: Made, wanted: Wanted) -> Verdict:
    if wanted.language is None:
        return FAMILY.unasked("G3", "no language was asked for")
    said, asked = told(made), wanted.language
    found = [(where, tag, tag == iso639(asked)) for where, tag in _tags(made.film)]
    if known(asked):
        texts = {"script": " ".join(beat.narration_text for beat in said.beats), "captions": captions(made) or ""}
        for where, text in texts.items():
            if tongue := language_of(text):
                found.append((where, tongue, same(tongue, asked)))
    if said.language:
        found.append(("manifest", said.language, same(said.language, asked)))
    share = sum(good for *_, good in found) / len(found) if found else 0.0
    measured = ", ".join(f"{where} {tongue}" for where, tongue, _ in found) or "nothing says a language"
    return FAMILY.verdict("G3", share == 1, measured, f"{asked} everywhere", round(share, 3), "share", score=share)


def _style(made: Made, wanted: Wanted) -> Verdict:
    said = told(made)
    beats = [beat for beat in said.beats if beat.image_prompt]
    if not beats or said.style is None:
        return FAMILY.unasked("G4", "no manifest holds the prompts of its pictures")
    asked = wanted.style or said.style.name
    try:
        name, tokens = find(asked).name, find(asked).tokens
    except Mistake:
        name, tokens = asked, said.style.tokens
    missing = [beat.id for beat in beats if not tokens or tokens.casefold() not in beat.image_prompt.casefold()]
    share = 1 - len(missing) / len(beats)
    measured = f"{len(beats) - len(missing)} of {len(beats)} prompts name {name}"
    measured += f"; not {', '.join(missing[:5])}" if missing else ""
    return FAMILY.verdict("G4", not missing, measured, "1", round(share, 3), "share", score=share)


def _scenes(made: Made, wanted: Wanted) -> Verdict:
    """The pictures of a film: its beats that tell something, and so its shots where no manifest names them."""
    if wanted.scenes is None:
        return FAMILY.unasked("G5", "no number of scenes was asked for")
    least, most = wanted.scenes
    beats = [beat for beat in told(made).beats if beat.narration_text.strip()]
    if beats:
        lasts = length(made.film)
        shown = [beat for beat in beats if beat.start < lasts]
        count, lost = len(shown), len(beats) - len(shown)
        where = f"{count} in the film" + (f", {lost} more in its manifest alone" if lost else "")
    else:
        seen = watch(made.film)
        count, lost = (len(seen.cuts()) + 1 if seen.times else 0), 0
        where = f"{count} shots"
    beyond = max(least - count, count - most, 0)
    score = max(0.0, 1 - (beyond + lost) / max(1, least))
    return FAMILY.verdict("G5", not beyond and not lost, where, f"{least} to {most}", count, "scenes", score=score)


def _shown(made: Made) -> str:
    """All that is said, written in the captions, and named by the film's title."""
    said = told(made)
    return "\n".join((said.title, narration(made), *(beat.narration_text for beat in said.beats)))


def _patterns(made: Made, wanted: Wanted) -> Verdict:
    """G6: what must be in it at all, spoken, and in the captions of the picture; and what must not be in it."""
    asked = [*wanted.include, *wanted.said, *wanted.shown, *wanted.exclude]
    if not asked:
        return FAMILY.unasked("G6", "nothing was to be in it or left out")
    text = _shown(made)
    wrong = [f"{pattern} is missing" for pattern in wanted.include if not matches(pattern, text)]
    wrong += [f"{pattern} is not said" for pattern in wanted.said if not matches(pattern, spoken(made))]
    wrong += [f"{pattern} is not shown" for pattern in wanted.shown if not matches(pattern, _burned(made, wanted))]
    wrong += [f"{pattern} is there" for pattern in wanted.exclude if matches(pattern, text)]
    share = 1 - len(wrong) / len(asked)
    measured = "; ".join(wrong[:5]) or "all as asked"
    return FAMILY.verdict("G6", not wrong, measured, "1", round(share, 3), "share", score=share)


def _burned(made: Made, wanted: Wanted) -> str:
    """The captions that are part of the picture, whose letters C10 to C12 read on the frames; none beside it alone."""
    asked = wanted.captions or told_of(made, "brief.captions")
    return " ".join((captions(made) or "").split()) if asked == "burned" else ""


def _level(made: Made, wanted: Wanted) -> Verdict:
    if not wanted.young:
        return FAMILY.unasked("G7", "it is not for children")
    text = " ".join(beat.narration_text for beat in told(made).beats) or " ".join(narration(made).split())
    tongue = language_of(text)
    found = grade(text)
    if found is None or (tongue or wanted.language or "en").split("-")[0] != "en":
        return FAMILY.unasked("G7", "the formula is for English texts")
    grade_, score = round(found, 1), linear(found, HARD, SIMPLE)
    return FAMILY.verdict(
        "G7", found <= SIMPLE, f"{found:.1f}", f"<= {SIMPLE:.0f}", grade_, "Flesch-Kincaid grade", score=score
    )


def _script(made: Made, wanted: Wanted) -> Verdict:
    if wanted.script is None:
        return FAMILY.unasked("G8", "no script was given")
    asked, said = words(wanted.script), words(narration(made))
    try:
        from rapidfuzz.distance import Levenshtein
    except ImportError:
        return FAMILY.unasked("G8", "needs pip install 'storyreel[evals]'")
    rate = Levenshtein.distance(asked, said) / max(1, len(asked))
    measured = f"{rate:.1%} of {len(asked)} words are told otherwise"
    return FAMILY.verdict("G8", rate <= VERBATIM, measured, f"<= {VERBATIM:.0%}", round(rate, 4), "word error rate")


def _avoided(made: Made, wanted: Wanted) -> Verdict:
    prompts = [beat for beat in told(made).beats if beat.image_prompt]
    if not wanted.exclude or not prompts:
        why = "nothing was to be left out" if prompts else "no manifest holds the prompts of its pictures"
        return FAMILY.unasked("G10", why)
    if wanted.language is not None and not same(wanted.language, "en"):
        return FAMILY.unasked("G10", "prompts are in English, the film is not")
    found = [
        f"{pattern} in {beat.id}"
        for beat in prompts
        for pattern in wanted.exclude
        if matches(pattern, beat.image_prompt)
    ]
    score = 1 - min(1.0, len(found) / len(prompts))
    return FAMILY.verdict("G10", not found, ", ".join(found[:5]) or "none", "0", len(found), "prompts", score=score)


def _count(made: Made, wanted: Wanted) -> Verdict:
    if wanted.count is None:
        return FAMILY.unasked("G11", "no number of facts or steps was asked for")
    text = " ".join(narration(made).split())
    found = sorted({int(match[1]) for match in COUNTED.finditer(text)})
    ok = found == list(range(1, wanted.count + 1))
    measured, asked = ", ".join(map(str, found)) or "none is counted off", f"1 to {wanted.count}, each once"
    score = max(0.0, 1 - abs(len(found) - wanted.count) / max(1, wanted.count))
    return FAMILY.verdict("G11", ok, measured, asked, len(found), "counted off", score=score)


def _chapters(made: Made, wanted: Wanted) -> Verdict:
    """G13: at least two chapters with names of their own, one after the other, each from where a scene begins."""
    if not wanted.chapters:
        return FAMILY.unasked("G13", "no chapters were asked for")
    found = _chaptered(made.film)
    begins = [scene.start for scene in scenes(claims(made))]
    wrong = [f"{title or 'one without a name'} at {start:.1f} s is at no scene" for title, start, _ in found
             if not title or all(abs(start - begin) > ASIDE for begin in begins)]  # fmt: skip
    wrong += ["the first begins late"] if found and found[0][1] > ASIDE else []
    wrong += ["the last ends before the film"] if found and found[-1][2] < length(made.film) - ASIDE else []
    wrong += ["two of one name"] if len({title for title, _, _ in found}) < len(found) else []
    wrong += ["fewer than two"] if len(found) < 2 else []
    score = max(0.0, 1 - len(wrong) / max(1, len(found)))
    asked = "chapters of the whole film, each from where a scene begins"
    return FAMILY.departures("G13", wrong, f"{len(found)} chapters", asked, "chapters", value=len(found), score=score)


def _chaptered(film: Path) -> list[tuple[str, float, float]]:
    """The chapters of a file: name, start and end in seconds."""
    import av
    from av.error import FFmpegError

    try:
        with av.open(str(film)) as container:
            told_ = [(one["metadata"].get("title", ""), one, one["time_base"] or 0) for one in container.chapters()]
    except (FFmpegError, OSError, ValueError):
        return []
    return [(title.strip(), float(one["start"] * base), float(one["end"] * base)) for title, one, base in told_]


def _assumption(made: Made, wanted: Wanted) -> Verdict:
    """G14: what an ambiguous request was taken to mean stands in the manifest, and in the text for publishing."""
    if not wanted.assumption:
        return FAMILY.unasked("G14", "nothing had to be taken for granted")
    assumed = str(told_of(made, "brief.assumption") or "").strip()
    written = bool(assumed) and assumed.casefold() in description(made).casefold()
    where = "manifest and description" if written else "manifest alone" if assumed else "nowhere"
    measured, share = f"{assumed or 'nothing'} ({where})", (bool(assumed) + written) / 2
    return FAMILY.verdict("G14", written, measured, "in manifest and description", share, "share", score=share)
