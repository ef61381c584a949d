"""C1-C9: captions as text and times, without looking at the film (reference: docs/evals.md, section 1.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from core.capability import importable
from core.models import Aspect
from tools.measure.metrics import strict
from tools.measure.metrics.legible import rules
from tools.measure.metrics.legible.verdicts import unasked, verdict
from tools.measure.metrics.playing.scores import linear
from tools.measure.metrics.port import Made, Verdict, Wanted
from tools.measure.metrics.speaking.recogniser import NEEDED, word_error_rate
from tools.measure.metrics.speaking.script import beats, primary
from tools.measure.metrics.strict import Cue, Read

WORDS_WRONG = 0.02  # C2 (BBC 2.1: verbatim)
TOO_FAST = 1.25  # times the greatest reading speed that scores 0
CALM, HASTY, HASTIEST = 180.0, 200.0, 260.0  # words a minute: BBC, Ofcom; what scores 0
TOO_LONG = 1.25  # times the longest line that scores 0
MOST_LINES = 2
ENOUGH, TOO_FEW = 1.0, 0.8  # share of captions within a rule that scores 1, and 0
BREAKS, BAD_BREAKS = 0.9, 0.6  # share of good line ends: wanted, and what scores 0


@dataclass(frozen=True)
class Shape:
    """What captions are measured against: their language and readers, the film's shape and frames a second."""

    language: str
    young: bool
    aspect: Aspect
    fps: float | None


def strictly(read: Sequence[tuple[str, Read]]) -> Verdict:
    """C1: every error of every file, and whether the files say the same."""
    errors = [f"{name} {error}" for name, found in read for error in found.errors]
    if len(read) == 2 and (differs := _differ(read[0][1].cues, read[1][1].cues)):
        errors.append(f"{read[0][0]} and {read[1][0]} differ in {differs}")
    measured = f"{len(errors)}" + (f": {'; '.join(errors[:3])}{' …' if len(errors) > 3 else ''}" if errors else "")
    return verdict("C1", not errors, measured, "0", float(len(errors)), "errors")


def _differ(one: Sequence[Cue], other: Sequence[Cue]) -> str:
    """The first cue in which two files differ; SubRip has no escapes, so arrows may be written in another way."""
    for number, (first, second) in enumerate(zip_longest(one, other), 1):
        if first is None or second is None:
            return f"the number of cues: {len(one)} and {len(other)}"
        texts = ["".join(cue.text.replace("-->", "→").split()) for cue in (first, second)]
        if texts[0] != texts[1] or (first.start, first.end) != (second.start, second.end):
            return f"cue {number}"
    return ""


def verbatim(cues: Sequence[Cue], made: Made, wanted: Wanted, language: str) -> Verdict:
    """C2: the captions' words against the manifest's, else against the script that was asked for."""
    told = " ".join(str(beat.get("narration_text") or "") for beat in beats(made)).strip()
    script = rules.words(told or wanted.script or "", language)
    if not script:
        return unasked("C2", "neither a manifest nor the request tells the words")
    if not importable("jiwer"):
        return unasked("C2", NEEDED)
    found = word_error_rate(script, rules.words(" ".join(cue.text for cue in cues), language))
    unit = "characters" if primary(language) in rules.UNSPACED else "words"
    measured = f"{found:.3f} of {len(script)} {unit}"
    return verdict("C2", found <= WORDS_WRONG, measured, f"<= {WORDS_WRONG}", found, "WER")


def reading(cues: Sequence[Cue], shape: Shape) -> tuple[Verdict, ...]:
    """C3 to C8."""
    return (
        _speed(cues, shape),
        _pace(cues, shape),
        _length(cues, shape),
        _lines(cues),
        _duration(cues),
        _gaps(cues, shape),
    )


def _speed(cues: Sequence[Cue], shape: Shape) -> Verdict:
    aim, most = rules.speeds(shape.language, young=shape.young)
    fastest = max(cues, key=rules.speed)
    found = rules.speed(fastest)
    over = sum(rules.speed(cue) > aim for cue in cues)
    measured = f"{found:.1f} at {place(fastest)}, {over} of {len(cues)} above the aim"
    wanted = f"<= {most:.1f}, the aim {aim:.1f}"
    score = linear(found, TOO_FAST * most, aim)
    return verdict("C3", found <= most, measured, wanted, found, "characters/s", score=score)


def _pace(cues: Sequence[Cue], shape: Shape) -> Verdict:
    if primary(shape.language) in rules.UNSPACED:
        return unasked("C4", "its language writes no spaces between words")
    counts = [len(cue.text.split()) for cue in cues]
    paces = [60 * count / max(cue.seconds, 0.001) for cue, count in zip(cues, counts, strict=True)]
    usual = 60 * sum(counts) / max(sum(cue.seconds for cue in cues), 0.001)
    fastest, cue = max(zip(paces, cues, strict=True), key=lambda one: one[0])
    measured = f"{usual:.0f} over the film, {fastest:.0f} at {place(cue)}"
    ok = usual <= CALM and fastest <= HASTY
    wanted = f"<= {CALM:.0f}, never above {HASTY:.0f}"
    score = min(linear(usual, HASTY, CALM), linear(fastest, HASTIEST, HASTY))
    return verdict("C4", ok, measured, wanted, max(usual, fastest), "words/min", score=score)


def _length(cues: Sequence[Cue], shape: Shape) -> Verdict:
    most = rules.line(shape.language, upright=shape.aspect == "9:16")
    found, cue = max(
        ((rules.width(line, shape.language), cue) for cue in cues for line in cue.lines), key=lambda o: o[0]
    )
    score = linear(found, TOO_LONG * most, most)
    return verdict(
        "C5", found <= most, f"{found:g} at {place(cue)}", f"<= {most:.3g}", found, "characters", score=score
    )


def _lines(cues: Sequence[Cue]) -> Verdict:
    cue = max(cues, key=lambda one: len(one.lines))
    found = len(cue.lines)
    score = linear(found, MOST_LINES + 2, MOST_LINES)
    return verdict(
        "C6", found <= MOST_LINES, f"{found} at {place(cue)}", f"<= {MOST_LINES}", found, "lines", score=score
    )


def _duration(cues: Sequence[Cue]) -> Verdict:
    def outside(cue: Cue) -> float:
        return max(rules.SHORTEST - cue.seconds, cue.seconds - rules.LONGEST)

    worst = max(cues, key=outside)
    bad = sum(outside(cue) > rules.FRAME for cue in cues)
    share = 1 - bad / len(cues)
    shortest, longest = (pick(cue.seconds for cue in cues) for pick in (min, max))
    measured = f"{shortest:.2f}..{longest:.2f} s" + (f", {bad} outside, the most at {place(worst)}" if bad else "")
    wanted = f"{rules.SHORTEST:.2f}..{rules.LONGEST:.0f} s"
    return verdict("C7", not bad, measured, wanted, worst.seconds, "s", score=linear(share, TOO_FEW, ENOUGH))


def _gaps(cues: Sequence[Cue], shape: Shape) -> Verdict:
    if shape.fps is None:
        return unasked("C8", "the film's frame rate is not known: it cannot be played")
    found = rules.gaps(cues, shape.fps)
    if not found:
        return unasked("C8", "one caption only")
    bad = [gap for gap in found if not gap.good]
    share = 1 - len(bad) / len(found)
    measured = f"{len(bad)} of {len(found)}"
    measured += f", first {bad[0].frames} frames before {place(bad[0].after)}" if bad else ""
    wanted = f"none, {rules.LEAST} frames, or {rules.CLOSED} s and more"
    return verdict("C8", not bad, measured, wanted, float(len(bad)), "gaps", score=linear(share, TOO_FEW, ENOUGH))


def line_ends(cues: Sequence[Cue], shape: Shape) -> Verdict:
    """C9: by the small words of each language (tools/film/breaks.toml)."""
    count, bad = rules.breaks(cues, shape.language, shape.aspect)
    if not count:
        return unasked("C9", "one line only")
    share = 1 - len(bad) / count
    measured = f"{share:.2f} of {count}" + (f", not {bad[0]!r}" if bad else "")
    score = linear(share, BAD_BREAKS, BREAKS)
    return verdict("C9", share >= BREAKS, measured, f">= {BREAKS}", share, "share", score=score)


def files(made: Made) -> list[tuple[str, Read]]:
    """The caption files beside the film, read strictly."""
    return [(path.name, strict.read(path)) for path in (made.srt, made.vtt) if path is not None]


def place(cue: Cue) -> str:
    """Where a cue is found."""
    return f"{cue.start / 1000:.2f} s"
