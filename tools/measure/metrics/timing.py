"""Timing of the film (M1-M10 of docs/evals.md, section 1.2).

The picture's cuts are found in the film, the stretches of speech in the voice beside it, laid over the film's own
sound; captions come from the sidecar. Only words next to a pause can be timed so (within about 20 ms); timing every
word is the business of forced alignment. The manifest says which scenes there are, and its word times are checked.
Thresholds: ITU-R BT.1359-1 (sound against picture), Netflix's timed text guide (captions), usual rates of audiobooks
and e-learning; the others are ours. Cost: the pass over the film that the technical metrics make, and 0.2 s a minute.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from tools.measure.metrics.playing.claims import Claims, claims, scenes
from tools.measure.metrics.playing.playback import Playback, play
from tools.measure.metrics.playing.scores import between, linear
from tools.measure.metrics.playing.shots import APART
from tools.measure.metrics.playing.talk import Talk, nearest, shift, talk, voice
from tools.measure.metrics.playing.words import UNSPACED, count, cues
from tools.measure.metrics.port import Family, Made, Verdict, Wanted
from tools.sources.subtitles import Line

FAMILY = Family(
    "timing",
    {
        "M1": "duration",
        "M2": "lengths",
        "M3": "start of sound",
        "M4": "first words",
        "M5": "captions begin",
        "M6": "captions end",
        "M7": "speaking rate",
        "M8": "speech share",
        "M9": "shot length",
        "M10": "time to make",
    },
    gates=frozenset({"M1", "M2", "M3"}),
)
LENGTH = 0.01  # of the duration asked
APART_MOST = 0.1  # s between the lengths of sound and picture
EARLY, LATE = 0.045, 0.125  # s by which the sound may lead or lag (BT.1359-1, detectable)
BEGINS = 0.75  # s from a cut to the first word
BEHIND = 3.0  # s from a cut to the first word that are as bad as any longer wait
USUAL, WORST = 0.15, 0.5  # s from a caption to its first word: in 95 of 100, in any
CLOSE = 0.05  # s: how well words can be timed at all
OUT = (-0.1, 0.5)  # s from the last word to the caption's end
NEAR = 0.7  # s around a caption in which its first word is looked for
CHAINED = 0.15  # s: captions nearer than this to each other follow without a gap
RATE, RATE_YOUNG, RATE_GATE = (130.0, 170.0), (110.0, 150.0), (105.0, 195.0)  # words a minute
SPEECH = (0.6, 0.98)  # share of a scene
SHOT_MEAN, SHOT_MOST = (3.0, 8.0), 12.0  # s
RATIO = 0.25  # of the film's length, for the built-in tools: what a film of two minutes took before
START = 10.0  # s that any film may take: a process, its workers and its fonts start, however short it is
SAME = 0.5  # correlation of two envelopes from which they hold the same voice
AGREES = 0.75  # s around a scene's border in which its cut is looked for


@dataclass(frozen=True)
class _Film:
    made: Made
    wanted: Wanted
    told: Claims
    played: Playback
    lines: tuple[Line, ...]
    talk: Talk | None
    why: str
    """Why no voice is heard, where none is."""


def measure(made: Made, wanted: Wanted) -> tuple[Verdict, ...]:
    """M1 to M10. A film that cannot be opened gives the failing gate M1 alone."""
    played = play(made.film)
    if isinstance(played, str) or not played.eye.times:
        said = played if isinstance(played, str) else "no frame"
        return (FAMILY.verdict("M1", False, said, "a film"),)
    heard, why = _voice(made.voice, played)
    film = _Film(made, wanted, claims(made), played, cues(made.srt, made.vtt), heard, why)
    return (
        _duration(film),
        *_lengths(film),
        _onsets(film),
        *_captions(film),
        _rate(film),
        _share(film),
        _shots(film),
        _speed(film),
    )


def _voice(path: Path | None, played: Playback) -> tuple[Talk | None, str]:
    """When somebody speaks in the film: the voice alone, moved to where the film's sound has it."""
    if path is None:
        return None, "no voice lies beside the film"
    levels = voice(path)
    if isinstance(levels, str):
        return None, levels
    later, alike = shift(played.envelope.levels(), levels)
    if alike < SAME:
        return None, f"the voice beside the film is not what the film says (correlation {alike:.2f})"
    return talk(levels, later + played.heard_from - float(played.eye.times[0])), ""


def _duration(film: _Film) -> Verdict:
    """M1: as long as asked; shorter only where the film is a draft, or its material does not suffice."""
    seconds, asked, told = film.played.seconds, film.wanted.duration, film.told
    said, wrong = f"{seconds:.2f} s", False
    if told.duration is not None and abs(told.duration - seconds) > 1.5 / film.played.fps:
        said, wrong = f"{said}; the manifest says {told.duration:.2f} s", True
    if not asked or asked <= 0:
        if not wrong:
            return FAMILY.unasked("M1", "no duration was asked for", said, seconds, "s")
        return FAMILY.verdict("M1", False, said, "as long as the manifest says", seconds, "s")
    off = (seconds - asked) / asked
    may_be_short = told.draft or not told.fit.reached
    short = " or shorter: the material does not suffice" if may_be_short else ""
    ok = off <= LENGTH if may_be_short else abs(off) <= LENGTH
    wanted = f"{asked:g} s +-{LENGTH:.0%}{short}"
    return FAMILY.verdict("M1", ok and not wrong, f"{said} ({off:+.1%})", wanted, round(100 * off, 2), "%")


def _lengths(film: _Film) -> Iterator[Verdict]:
    """M2 and M3: the sound against the picture, by what a player gets of both."""
    played = film.played
    if not played.heard:
        meant = film.made.voice or film.lines
        for metric in ("M2", "M3"):
            if meant:
                yield FAMILY.verdict(metric, False, "no sound", "the sound of its voice")
            else:
                yield FAMILY.unasked(metric, "the film has no sound")
        return
    apart = abs(played.heard - played.seconds)
    measured, wanted = (
        f"picture {played.seconds:.3f} s, sound {played.heard:.3f} s",
        f"<= {1000 * APART_MOST:.0f} ms apart",
    )
    yield FAMILY.verdict("M2", apart <= APART_MOST, measured, wanted, round(1000 * apart), "ms")
    late = played.heard_from - float(played.eye.times[0])
    measured, wanted = f"{1000 * late:.0f} ms after the picture", f"{-1000 * EARLY:.0f} to {1000 * LATE:.0f} ms"
    yield FAMILY.verdict("M3", -EARLY <= late <= LATE, measured, wanted, round(1000 * late), "ms")


def _onsets(film: _Film) -> Verdict:
    """M4: how long after its cut a scene begins to speak."""
    if film.talk is None:
        if film.why.startswith("the voice beside"):
            return FAMILY.verdict("M4", False, film.why, "the film's own voice", score=0.0)
        return FAMILY.unasked("M4", film.why)
    found = [(at - cut, cut, slack) for cut, slack in _openings(film) if (at := _first(film.talk, cut)) is not None]
    if not found:
        return FAMILY.unasked("M4", "no speech begins after a cut")
    beyond = [(max(-EARLY - slack - after, after - BEGINS), after, cut) for after, cut, slack in found]
    worst, after, cut = max(beyond)
    score = sum(between(after, -EARLY - slack, BEGINS, BEHIND - BEGINS) for after, _, slack in found) / len(found)
    measured = f"{len(found)} openings; worst {after:+.2f} s from the cut at {cut:.2f} s"
    wanted = f"{-EARLY:g} to {BEGINS:g} s after the cut ({APART / 2:g} s sooner where it is soft)"
    return FAMILY.verdict("M4", worst <= 0, measured, wanted, round(after, 3), "s", score=score)


def _openings(film: _Film) -> list[tuple[float, float]]:
    """Where scenes that speak open, and by how much the moment is uncertain: the cuts found in the picture.

    Where nobody says what its scenes are, each cut at which nobody is speaking opens one.
    """
    cuts = [(film.played.at(change.frame), APART / 2 if change.soft else 0.0) for change in film.played.shots]
    told = scenes(film.told)
    if not told:
        assert film.talk is not None
        free = [cut for cut in cuts if (one := film.talk.at(cut[0])) is None or cut[0] - one[0] <= AGREES]
        return [(0.0, 0.0), *free]
    found = [(0.0, 0.0)] if told[0].spoken else []
    for scene in told[1:]:
        cut = min(cuts, key=lambda one: abs(one[0] - scene.start), default=None)
        if scene.spoken and cut is not None and abs(cut[0] - scene.start) <= AGREES:
            found.append(cut)
    return found


def _first(heard: Talk, cut: float) -> float | None:
    """When the first words after a cut begin; those that begin shortly before it are taken for them."""
    return next((start for start, _ in heard.stretches if start >= cut - AGREES), None)


def _captions(film: _Film) -> Iterator[Verdict]:
    """M5 and M6: captions, and the manifest's words, against the speech."""
    if film.talk is None or not film.lines:
        why = film.why or "no captions lie beside the film that can be read"
        for metric in ("M5", "M6"):
            yield FAMILY.unasked(metric, why)
        return
    begins, ends = _begins(film.lines, film.talk), _ends(film.lines, film.talk)
    said = [beat.words for beat in film.told.beats if beat.words]
    starts = [start for start, _ in film.talk.stretches]
    words = [abs(words[0].start - at) for words in said if (at := nearest(words[0].start, starts)) is not None]
    offsets = [abs(off) for off in begins]
    typical, worst = (_p95(offsets), max(offsets)) if offsets else (0.0, 0.0)
    claimed = f"; the manifest's words {1000 * _p95(words):.0f} ms" if words else ""
    ok = max(typical, _p95(words)) <= USUAL and max(worst, *words, 0.0) <= WORST
    if offsets or words:
        measured = f"95 of 100 within {1000 * typical:.0f} ms of their first word, worst {1000 * worst:.0f} ms "
        measured += f"({len(offsets)} of {len(film.lines)} follow a pause){claimed}"
        wanted = f"95 of 100 within {1000 * USUAL:.0f} ms, none beyond {1000 * WORST:.0f} ms"
        score, far = linear(max(typical, _p95(words)), WORST, CLOSE), typical > WORST
        yield FAMILY.verdict("M5", ok, measured, wanted, round(1000 * typical), "ms", score=score, gate=far)
    else:
        yield FAMILY.unasked("M5", "no caption begins after a pause")
    yield _ended(ends, len(film.lines))


def _ended(ends: Sequence[float], lines: int) -> Verdict:
    if not ends:
        return FAMILY.unasked("M6", "no caption ends before a pause")
    worst = max(ends, key=lambda off: max(OUT[0] - off, off - OUT[1]))
    measured = f"worst {worst:+.2f} s after their last word ({len(ends)} of {lines} end before a pause)"
    score = sum(between(off, *OUT, 1.0) for off in ends) / len(ends)
    ok, wanted = OUT[0] <= worst <= OUT[1], f"{OUT[0]:+g} to {OUT[1]:+g} s"
    return FAMILY.verdict("M6", ok, measured, wanted, round(worst, 3), "s", score=score)


def _begins(lines: Sequence[Line], heard: Talk) -> list[float]:
    """From each caption's first word to its start in seconds, where a pause shows when the word begins."""
    starts = [start for start, _ in heard.stretches]
    found = []
    for before, line in zip([None, *lines], lines, strict=False):
        chained = before is not None and line.start - before.end < CHAINED
        at = nearest(line.start, starts)
        if at is None:
            continue
        if heard.at(line.start) is not None and chained and abs(at - line.start) > USUAL:
            continue  # it begins while somebody speaks: no pause shows where
        running = heard.at(line.start)
        if running is not None and abs(at - line.start) > NEAR:
            at = running[0]
        found.append(line.start - at)
    return found


def _ends(lines: Sequence[Line], heard: Talk) -> list[float]:
    """From each caption's last word to its end in seconds, where a pause shows when the word ends."""
    found = []
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        chained = after is not None and after.start - line.end < CHAINED
        running = heard.at(line.end)
        past = [stop for _, stop in heard.stretches if line.start < stop <= line.end]
        if running is None and past:
            found.append(line.end - past[-1])
        elif running is not None and not chained:
            late = running[0] > line.end - USUAL and past  # the next words have just begun
            found.append(line.end - (past[-1] if late else running[1]))
    return found


def _p95(values: Sequence[float]) -> float:
    return float(np.quantile(values, 0.95)) if values else 0.0


def _rate(film: _Film) -> Verdict:
    """M7: words a minute while somebody speaks. The limits are those of English.

    Where captions hold figures, words are counted as the film says that they are spoken (5 °C has three): N1 hears
    whether that is so.
    """
    if film.talk is None:
        return FAMILY.unasked("M7", film.why)
    language = (film.wanted.language or film.told.language or film.told.brief.language or "en").split("-")[0].lower()
    spoken = [beat.spoken_text for beat in film.told.beats if beat.spoken_text]
    shown = [line.text for line in film.lines] or [film.wanted.script or ""]
    texts = spoken if spoken and any(char.isdigit() for text in shown for char in text) else shown
    seconds = film.talk.seconds(0.0, film.played.seconds)
    words = 0 if language in UNSPACED else count(texts) if language == "en" else len(" ".join(texts).split())
    if not words or not seconds:
        return FAMILY.unasked("M7", "no captions and no script whose words could be counted")
    rate = 60 * words / seconds
    measured = f"{rate:.0f} words a minute: {words} words in {seconds:.1f} s of speech"
    if language != "en":
        reason = f"reported: the limits are those of English, not of {language}"
        return FAMILY.unasked("M7", reason, measured, round(rate, 1), "wpm")
    least, most = RATE_YOUNG if film.wanted.young else RATE
    slack = RATE_GATE[1] - RATE[1]
    ok, far, score = least <= rate <= most, not RATE_GATE[0] <= rate <= RATE_GATE[1], between(rate, least, most, slack)
    wanted = f"{least:g} to {most:g} words a minute; never beyond {RATE_GATE[0]:g} to {RATE_GATE[1]:g}"
    return FAMILY.verdict("M7", ok, measured, wanted, round(rate, 1), "wpm", score=score, gate=far)


def _share(film: _Film) -> Verdict:
    """M8: how much of each scene is speech; of the whole film where nobody says what its scenes are."""
    if film.talk is None:
        return FAMILY.unasked("M8", film.why)
    spans = [(scene.id, scene.start, scene.end) for scene in scenes(film.told) if scene.spoken]
    spans = spans or [("the film", 0.0, film.played.seconds)]
    shares = [(film.talk.seconds(begin, end) / (end - begin), id) for id, begin, end in spans]
    share, id = max(shares, key=lambda one: max(SPEECH[0] - one[0], one[0] - SPEECH[1]))
    name = id if id == "the film" else f"scene {id}"
    measured, wanted = f"{share:.2f} in {name}, the worst of {len(shares)}", f"{SPEECH[0]} to {SPEECH[1]}"
    ok, score = SPEECH[0] <= share <= SPEECH[1], sum(between(one, *SPEECH, 0.4) for one, _ in shares) / len(shares)
    return FAMILY.verdict("M8", ok, measured, wanted, round(share, 3), "of the scene", score=score)


def _shots(film: _Film) -> Verdict:
    """M9: how long the shots are that are found in the picture."""
    edges = [0.0, *(film.played.at(change.frame) for change in film.played.shots), film.played.seconds]
    lengths = [end - begin for begin, end in pairwise(edges)]
    mean, longest = sum(lengths) / len(lengths), max(lengths)
    measured = f"{len(lengths)} shots, {mean:.1f} s on average, {longest:.1f} s at most"
    wanted = f"{SHOT_MEAN[0]:g} to {SHOT_MEAN[1]:g} s on average, <= {SHOT_MOST:g} s"
    ok = SHOT_MEAN[0] <= round(mean, 2) <= SHOT_MEAN[1] and longest <= SHOT_MOST
    score = min(between(mean, *SHOT_MEAN, SHOT_MEAN[1]), linear(longest, 2 * SHOT_MOST, SHOT_MOST))
    return FAMILY.verdict("M9", ok, measured, wanted, round(mean, 2), "s", score=score)


def _speed(film: _Film) -> Verdict:
    """M10: the time that making took against the film's length, by the clock of whoever started it.

    On a machine that is slower, or busy, limits are as many times longer as the same work took longer there (`pace`).
    """
    took, most, pace = film.made.seconds, film.wanted.ratio, film.wanted.pace
    if took is None:
        return FAMILY.unasked("M10", "nobody says how long making it took")
    ratio = took / pace / film.played.seconds
    measured = f"{took:.1f} s for {film.played.seconds:.1f} s of film"
    measured += f" where work takes {pace:.2f} times as long" if pace != 1 else ""
    slowest = film.wanted.slowest
    gate = slowest is not None and took / pace > max(slowest * film.played.seconds, START)
    if most is None and not gate:
        reason = f"no limit was asked for (the built-in tools: {RATIO:g})"
        return FAMILY.unasked("M10", reason, measured, round(ratio, 3), "ratio")
    wanted = f"<= {RATIO if most is None else most:g} of its length"
    wanted += f"; never beyond {slowest:g} and {START:g} s" if slowest is not None else ""
    ok = most is not None and ratio <= most and not gate
    score = None if most is None else linear(ratio, 4 * most, most)
    return FAMILY.verdict("M10", ok, measured, wanted, round(ratio, 3), "ratio", score=score, gate=gate)
