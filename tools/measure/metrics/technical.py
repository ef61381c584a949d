"""Technical quality of the film's file (T1-T18 of docs/evals.md, section 1.1).

Everything is measured on the file; the manifest is only held against it. Thresholds: YouTube's upload settings (format,
rate, size, fast start), EBU R 128 and AES TD1008 (loudness, true peak), EBU QC 0016B (black), ffmpeg's freezedetect and
cropdetect (standstill, letterbox), the EU's AI Act, article 50(2) (disclosure); the others are ours.
Cost: one pass over the film, shared with the timing (5 s for a minute of 1080p30 on two cores).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import pstdev

from tools.film.languages import iso639
from tools.measure.boxes import starts_fast
from tools.measure.loudness import HOP, RATE, SILENT, integrated
from tools.measure.metrics.playing.claims import Claims, claims, scenes
from tools.measure.metrics.playing.loud import loudness_range
from tools.measure.metrics.playing.marks import disclosed
from tools.measure.metrics.playing.playback import Playback, play
from tools.measure.metrics.playing.scores import between, linear
from tools.measure.metrics.playing.stills import likeness
from tools.measure.metrics.port import Family, Made, Verdict, Wanted
from tools.measure.picture import BLACK_FRAMES, black_inside, runs

TOLERANCE = {-18.0: 2.0, -23.0: 0.5}
"""LU around a level (AES TD1008 for speech, EBU R 128 for broadcast); 1 LU around any other."""
OFF = 6.0  # LU beside the level: a listener reaches for the volume
PEAK = -1.0  # dBTP
RANGE, UNEVEN, SPREAD = 12.0, 24.0, 2.0  # LU: of the film, where it is useless; standard deviation over scenes
SHOT = 3.0  # s: shorter shots have no short-term loudness of their own (EBU Tech 3341)
CLIPPED = 10  # runs: heard as crackle
LEAD, GAP, TAIL, SHARE = 1.0, 2.5, 2.0, 0.30  # silence: s at the start, inside and at the end; of the whole
SLACK = 3.0  # s beyond which a silence is as bad as any longer one
MOVING, SLIDES = 2.0, 12.0  # s that a picture may stand still, where motion is promised and where it is not
FREEZE = 0.5  # s from which a standstill counts
WHOLE, HALF = 0.99, 0.75  # of the frame that is picture; where a quarter is bars
BAR = 24.0  # mean luma up to which a row of pixels is a bar (cropdetect's limit)
MEGABITS = ((480, 2.5), (720, 5.0), (1080, 8.0), (1440, 16.0), (2160, 40.0))
"""Mbit/s at 24 to 30 frames a second by the shorter side (YouTube's upload settings); half as much more above 30."""
ALIKE = 0.95  # SSIM of a picture that stands still to its source
EDGE = 1.0  # s at both ends where a film may be black
BT709, LIMITED = 1, 1
FAMILY = Family(
    "technical",
    {
        "T1": "decodes",
        "T2": "format",
        "T3": "size",
        "T4": "frame rate",
        "T5": "fast start",
        "T6": "colour tags",
        "T7": "loudness",
        "T8": "true peak",
        "T9": "evenness",
        "T10": "clipping",
        "T11": "silence",
        "T12": "black",
        "T13": "standstill",
        "T14": "letterbox",
        "T15": "size of the file",
        "T16": "compression",
        "T17": "disclosure",
        "T18": "language tags",
    },
    gates=frozenset({"T1", "T2", "T3", "T4", "T5", "T8", "T12", "T17"}),
)
_FORMAT = "mp4 h264 High yuv420p progressive"
_SOUND = "aac LC 48000 Hz"


@dataclass(frozen=True)
class _Film:
    made: Made
    wanted: Wanted
    told: Claims
    played: Playback

    @property
    def meant_to_sound(self) -> bool:
        """Whether a voice or captions beside the film say that it speaks."""
        return any((self.made.voice, self.made.srt, self.made.vtt))


def measure(made: Made, wanted: Wanted) -> tuple[Verdict, ...]:
    """T1 to T18. A film that cannot be opened gives the failing gate T1 alone."""
    played = play(made.film)
    if isinstance(played, str):
        return (FAMILY.verdict("T1", False, played, "a film that plays"),)
    film = _Film(made, wanted, claims(made), played)
    return (
        *_file(film),
        *(_sound(film) if played.heard else _silent()),
        *_picture(film),
        *_marks(film),
    )


def _file(film: _Film) -> Iterator[Verdict]:
    """T1 to T6: what the file is."""
    played, facts = film.played, film.played.facts
    damage = len(played.errors)
    measured = "; ".join(played.errors[:3]) or "no error"
    yield FAMILY.verdict("T1", not damage and bool(played.eye.times), measured, "0 errors", damage, "errors")
    yield _format(film)
    yield _size(film)
    yield _rate(film)
    fast = starts_fast(film.made.film)
    yield FAMILY.verdict("T5", fast, "index first" if fast else "index behind the media, or none", "index first")
    seen = dict.fromkeys([facts.tags, *played.eye.tags])
    right = min(sum(part == BT709 for part in tags) / 4 for tags in seen)
    measured = " ".join("/".join(map(str, tags)) for tags in seen)
    wanted = "1/1/1/1 (bt709 primaries, transfer and matrix, limited range)"
    yield FAMILY.verdict("T6", right == 1, measured, wanted, score=right)


def _format(film: _Film) -> Verdict:
    facts, sound = film.played.facts, film.played.facts.sound
    container = "mp4" if "mp4" in facts.container.split(",") else facts.container
    scan = "interlaced" if film.played.eye.interlaced else "progressive"
    found = f"{container} {facts.codec} {facts.profile} {facts.pixels} {scan}"
    heard = f"{sound.codec} {sound.profile} {sound.rate} Hz" if sound else "no sound"
    good = heard == _SOUND if sound else not film.meant_to_sound
    return FAMILY.verdict("T2", found == _FORMAT and good, f"{found}, {heard}", f"{_FORMAT}, {_SOUND}")


def _size(film: _Film) -> Verdict:
    facts, eye, brief = film.played.facts, film.played.eye, film.told.brief
    sizes = dict.fromkeys([(facts.width, facts.height), *eye.sizes])
    square = f"pixels {facts.aspect.numerator}:{facts.aspect.denominator}"
    measured = " ".join(f"{width}x{height}" for width, height in sizes) + f", {square}"
    width, height = film.wanted.width or brief.width, film.wanted.height or brief.height
    if width is None or height is None:
        return FAMILY.unasked("T3", "no size was asked for", measured)
    asked = film.wanted.width is not None
    wanted = f"{width}x{height}, pixels 1:1{'' if asked else ' (what the manifest says)'}"
    ok = list(sizes) == [(width, height)] and facts.aspect == 1
    if ok and not asked:
        return FAMILY.unasked("T3", "no size was asked for", measured)
    return FAMILY.verdict("T3", ok, measured, wanted)


def _rate(film: _Film) -> Verdict:
    """T4: constant, as asked, and as many frames as the film is long."""
    played, times = film.played, film.played.eye.times
    fps = float(played.facts.fps or 0)
    uneven = [i for i, at in enumerate(times) if abs(float(at - times[0]) - i / fps) > 0.5 / fps] if fps else [0]
    asked = film.wanted.fps or film.told.fps
    wrong = [f"frame {uneven[0]} is not where {fps:.3f}/s puts it"] if uneven else []
    if asked is not None and abs(fps - asked) > 0.005:
        wrong.append(f"{asked:g}/s was {'asked for' if film.wanted.fps else 'what the manifest says'}")
    if fps and played.facts.seconds and abs(float(played.facts.seconds) * fps - len(times)) > 1:
        wrong.append(f"the file says {float(played.facts.seconds):.3f} s")
    if film.told.frames is not None and abs(len(times) - film.told.frames) > 1:
        wrong.append(f"the manifest says {film.told.frames} frames")
    measured = "; ".join([f"{len(times)} frames at {fps:.3f}/s", *wrong])
    ok = bool(times) and not wrong
    return FAMILY.verdict("T4", ok, measured, "constant, as asked, +-1 frame", len(times), "frames")


def _silent() -> Iterator[Verdict]:
    for metric in ("T7", "T8", "T9", "T10", "T11"):
        yield FAMILY.unasked(metric, "the film has no sound")


def _sound(film: _Film) -> Iterator[Verdict]:
    """T7 to T11: what the sound is."""
    ears, level = film.played.ears, film.wanted.level
    hops = ears.loudness.hops()
    heard, within = integrated(hops), TOLERANCE.get(level, 1.0)
    off = abs(heard - level)
    score = linear(off, OFF, 0.5)
    wanted = f"{level:g} +-{within:g} LUFS"
    yield FAMILY.verdict("T7", off <= within, f"{heard:.1f} LUFS", wanted, round(heard, 2), "LUFS", score=score)
    peak = ears.peak.level()
    yield FAMILY.verdict("T8", peak <= PEAK, f"{peak:.2f} dBTP", f"<= {PEAK:.1f} dBTP", round(peak, 2), "dBTP")
    yield _evenness(film)
    clipped = ears.clipping.runs()
    measured, score = f"{clipped} runs of 3 samples or more", linear(clipped, CLIPPED, 0)
    yield FAMILY.verdict("T10", not clipped, measured, "0", clipped, "runs", score=score)
    yield _silences(film)


def _evenness(film: _Film) -> Verdict:
    """T9: over the film, and from scene to scene (from shot to shot where nobody says what its scenes are)."""
    hops = film.played.ears.loudness.hops()
    spans = [(scene.start, scene.end) for scene in scenes(film.told) if scene.spoken]
    parts = "scenes" if spans else "shots"
    if not spans:
        edges = [0.0, *(film.played.at(change.frame) for change in film.played.shots), film.played.seconds]
        spans = [(begin, end) for begin, end in pairwise(edges) if end - begin >= SHOT]
    per = RATE / HOP
    levels = [integrated(hops[round(begin * per) : round(end * per)]) for begin, end in spans]
    levels = [level for level in levels if level != SILENT]
    spread, span = pstdev(levels) if levels else 0.0, loudness_range(hops)
    ok, score = span <= RANGE and spread <= SPREAD, min(linear(span, UNEVEN, RANGE), linear(spread, 3 * SPREAD, SPREAD))
    measured = f"loudness range {span:.1f} LU; standard deviation of {len(levels)} {parts} {spread:.1f} LU"
    wanted = f"range <= {RANGE:g} LU, deviation <= {SPREAD:g} LU"
    return FAMILY.verdict("T9", ok, measured, wanted, round(span, 2), "LU", score=score)


def _silences(film: _Film) -> Verdict:
    found, end = film.played.ears.silences.found(), film.played.heard
    lead = max((one.seconds for one in found if one.start == 0), default=0.0)
    tail = max((one.seconds for one in found if one.end >= end - 1e-6), default=0.0)
    inside = [one for one in found if one.start > 0 and one.end < end - 1e-6]
    gap = max(inside, key=lambda one: one.seconds, default=None)
    longest = gap.seconds if gap else 0.0
    share = sum(one.seconds for one in found) / end
    beyond = [lead - LEAD, longest - GAP, tail - TAIL]
    where = f" at {gap.start:.1f} s" if gap else ""
    ok, most = max(beyond) <= 0 and share <= SHARE, round(max(lead, longest, tail), 2)
    measured = f"start {lead:.1f} s, longest gap {longest:.1f} s{where}, end {tail:.1f} s, {share:.0%} in all"
    wanted = f"start <= {LEAD:g} s, gap <= {GAP:g} s, end <= {TAIL:g} s, <= {SHARE:.0%} in all"
    score = min(linear(max(beyond), SLACK, 0), linear(share, 2 * SHARE, SHARE))
    return FAMILY.verdict("T11", ok, measured, wanted, most, "s", score=score)


def _picture(film: _Film) -> Iterator[Verdict]:
    """T12 to T16: what is seen."""
    played, eye = film.played, film.played.eye
    fps = played.fps
    black = black_inside(eye.black, round(EDGE * fps))
    longest = max((run.frames for run in black), default=0)
    where = ", ".join(f"{run.start / fps:.1f}-{run.end / fps:.1f} s" for run in black[:5]) or "none"
    wanted = f"no {BLACK_FRAMES} frames in a row outside the first and last second"
    yield FAMILY.verdict("T12", not black, where, wanted, longest, "frames")
    yield _standstill(film)
    yield _letterbox(film)
    yield _weight(film)
    yield _compression(film)


def _standstill(film: _Film) -> Verdict:
    fps, frames = film.played.fps, len(film.played.eye.frozen)
    # The first frame of a standstill is not itself a repetition.
    found = [(run.start - 1, run.frames + 1) for run in runs(film.played.eye.frozen) if run.frames + 1 >= FREEZE * fps]
    start, length = max(found, key=lambda one: one[1], default=(0, 0))
    share = sum(length for _, length in found) / frames if frames else 0.0
    most = MOVING if film.wanted.motion else SLIDES
    longest = length / fps
    measured = f"longest {longest:.1f} s at {max(start, 0) / fps:.1f} s; {share:.0%} of the film"
    score = linear(longest, 3 * most, most)
    return FAMILY.verdict("T13", longest <= most, measured, f"<= {most:g} s", round(longest, 2), "s", score=score)


def _letterbox(film: _Film) -> Verdict:
    eye = film.played.eye
    lit = [(line > BAR).nonzero()[0] for line in (eye.rows, eye.columns)]
    sides = [
        (int(each[-1] - each[0]) + 1) / line.size if each.size else 0.0
        for each, line in zip(lit, (eye.rows, eye.columns), strict=True)
    ]
    share = sides[0] * sides[1]
    measured, wanted = f"{sides[0]:.1%} of the height, {sides[1]:.1%} of the width", f">= {WHOLE:.0%} of the frame"
    score = linear(share, HALF, WHOLE)
    return FAMILY.verdict("T14", share >= WHOLE, measured, wanted, round(share, 4), "of the frame", score=score)


def _weight(film: _Film) -> Verdict:
    played = film.played
    side = min(played.facts.width, played.facts.height)
    most = next((rate for height, rate in MEGABITS if side <= height), MEGABITS[-1][1])
    most *= 1.5 if played.fps > 30.5 else 1.0
    rate = film.made.film.stat().st_size * 8 / 1e6 / played.seconds if played.seconds else 0.0
    measured, wanted, score = f"{rate:.2f} Mbit/s", f"<= {most:g} Mbit/s at this size", linear(rate, 2 * most, most)
    return FAMILY.verdict("T15", rate <= most, measured, wanted, round(rate, 3), "Mbit/s", score=score)


def _compression(film: _Film) -> Verdict:
    """T16: how much blocks stand out, and how like its source a picture is that stands still."""
    stills = film.played.eye.stills
    blocks = max((still.blocks for still in stills), default=1.0)
    said = f"edges of blocks {blocks:.2f} times as strong as the rest at most"
    alike = likeness(film.made, film.told, film.played)
    if alike is None:
        reason = "reported; no picture that stands still has its source beside the film"
        return FAMILY.unasked("T16", reason, said, round(blocks, 3))
    least, beat = alike
    measured, score = f"{least:.3f} like its source at least (beat {beat}); {said}", between(least, ALIKE, 1.0, 0.25)
    return FAMILY.verdict("T16", least >= ALIKE, measured, f">= {ALIKE}", round(least, 4), "SSIM", score=score)


def _marks(film: _Film) -> Iterator[Verdict]:
    """T17 and T18: what the file says of itself."""
    yield _disclosed(film)
    facts = film.played.facts
    found = [*([facts.sound.language] if facts.sound else []), *facts.subtitles]
    asked = film.wanted.language or film.told.language or film.told.brief.language
    measured = " ".join(found) or "no sound and no subtitles"
    if asked is None or not found:
        reason = "no language was asked for" if found else "the film has no sound and no subtitles"
        yield FAMILY.unasked("T18", reason, measured)
        return
    wanted = iso639(asked)
    right = found.count(wanted) / len(found)
    yield FAMILY.verdict("T18", right == 1, measured, wanted, score=right)


def _disclosed(film: _Film) -> Verdict:
    """T17: a gate for our own films alone."""
    ok, said, wanted = disclosed(film.made.film, film.told, film.played.facts.comment)
    if film.made.folder is None:
        return FAMILY.unasked("T17", "the film is not ours", said)
    return FAMILY.verdict("T17", ok, said, wanted)
