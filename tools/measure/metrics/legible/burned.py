"""C10-C13: captions that are part of the picture, measured on frames of the film (docs/evals.md, section 1.4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np

from core.capability import importable
from core.errors import Unavailable
from tools.fonts import uncovered
from tools.measure.metrics.legible import ocr
from tools.measure.metrics.legible.letters import boxes, contrast, dark, enclosed, letters, page
from tools.measure.metrics.legible.places import Edge, Mask, Seen, edges, look
from tools.measure.metrics.legible.text import place
from tools.measure.metrics.legible.verdicts import unasked, verdict
from tools.measure.metrics.playing.playback import Playback
from tools.measure.metrics.port import Verdict
from tools.measure.metrics.speaking.recogniser import NEEDED
from tools.measure.metrics.speaking.script import primary
from tools.measure.metrics.strict import Cue

CONTRAST = 4.5  # WCAG 2.2, 1.4.3
MARGINS = {"16:9": (0.05, 0.05, 0.05, 0.05), "1:1": (0.05, 0.05, 0.05, 0.05), "9:16": (0.0, 0.12, 0.10, 0.18)}
"""Shares of the frame that captions leave free on the left, top, right and bottom: title-safe, players' controls."""
NEARLY = 0.004  # of the frame: a soft edge
MISREAD = {"hi": 0.03, "zh": 0.10, "ja": 0.10}
PICTURE = 0.4  # of the height of a frame: no caption is so high
WELL = 0.02  # share of characters: no other reading is tried
ASTRAY = 0.5  # share of characters: a crop that is read so badly is not of the caption
MISREAD_MIXED = 0.10  # of captions in two scripts (P24 of evals.md)
MISREAD_USUALLY = 0.05
SQUARE_LETTERS = frozenset({"zh", "ja", "ko"})  # their letters hold boxes that look like missing glyphs
SHOWN = 0.75  # of the captions looked at that must be found


@dataclass(frozen=True)
class Found:
    """What was seen: captions with their letters, and those that did not show."""

    seen: tuple[tuple[Seen, Mask], ...]
    lost: tuple[Cue, ...]


@dataclass(frozen=True)
class _Marks:
    """What is kept of one caption on its frame."""

    cue: Cue
    contrast: float | None
    alone: bool
    outside: str
    boxes: int
    misread: float | None
    whole: bool = False
    """What changes is so large that it is the picture: a cut between alike pictures, at which no caption is told."""


def on_frames(film: Path, playback: Playback, cues: Sequence[Cue], language: str, *, ours: bool) -> tuple[Verdict, ...]:
    """The four verdicts; `ours`: the fonts are the bundled ones."""
    cuts = [playback.at(change.frame) for change in playback.shots]
    ends = [0.0, playback.at(-1)]  # before and after a film there is no frame to compare with
    wanted = edges(cues, [*cuts, *ends], playback.fps)
    lacking = list(dict.fromkeys(char for cue in cues for char in uncovered(cue.text))) if ours else []
    if not wanted:
        reason = "every caption comes and goes with a change of shot"
        return (*(unasked(metric, reason) for metric in ("C10", "C11", "C12")), _glyphs((), lacking, reason))
    why = ocr.missing(language) or (None if importable("jiwer") else NEEDED)
    try:
        marks, lost = _looked(film, wanted, language, reads=why is None)
    except Unavailable as error:
        return tuple(
            verdict(metric, False, error.reason, "a film that decodes") for metric in ("C10", "C11", "C12", "C13")
        )
    if not marks and not lost:
        reason = "every caption comes and goes with a change of the picture"
        return (*(unasked(metric, reason) for metric in ("C10", "C11", "C12")), _glyphs((), lacking, reason))
    if len(marks) < SHOWN * (len(marks) + len(lost)):
        measured = (
            f"{len(lost)} of {len(marks) + len(lost)} captions do not show on the frames, first at {place(lost[0])}"
        )
        return tuple(
            verdict(metric, False, measured, "captions on the frames") for metric in ("C10", "C11", "C12", "C13")
        )
    return (
        _contrast(marks),
        _safe(marks),
        _legible(marks, language) if why is None else unasked("C12", why),
        _glyphs(marks, lacking, f"in {len(marks)} captions on frames"),
    )


def _looked(
    film: Path, wanted: Sequence[tuple[Edge, ...]], language: str, *, reads: bool
) -> tuple[list[_Marks], list[Cue]]:
    """What is kept of the captions, and those that do not show.

    A caption that seems faulty when it comes is looked at again when it goes: a picture that begins to move at the one
    moment does not at the other, and a fault of the caption shows at both.
    """
    votes: list[bool] = []
    first = {edge.cue: mark for edge, mark in _marked(film, [options[0] for options in wanted], language, votes, reads)}
    most = MISREAD.get(primary(language), MISREAD_USUALLY)
    again = [options[1] for options in wanted if len(options) > 1 and _doubtful(first[options[0].cue], most)]
    second = {edge.cue: mark for edge, mark in _marked(film, again, language, votes, reads)}
    found = {cue: _better(mark, second.get(cue)) for cue, mark in first.items()}
    found = {cue: mark for cue, mark in found.items() if mark is None or not mark.whole}
    return [mark for mark in found.values() if mark is not None], [cue for cue, mark in found.items() if mark is None]


def _marked(
    film: Path, wanted: Sequence[Edge], language: str, votes: list[bool], reads: bool
) -> Iterator[tuple[Edge, _Marks | None]]:
    """The captions a frame at a time; those that stand alone tell first whether letters are dark (`votes`)."""
    for edge, seen in look(film, sorted(wanted, key=lambda edge: not edge.alone)):
        if seen is None:
            yield edge, None
            continue
        votes += [dark(seen)] if edge.alone else []
        inked = letters(seen, dark=2 * sum(votes) > len(votes))
        misread, inked = _read(seen, inked, language) if reads else (None, inked)
        squares = 0 if primary(language) in SQUARE_LETTERS else boxes(seen, inked)
        whole = seen.box[3] - seen.box[1] > PICTURE * seen.frame.shape[0]
        yield edge, _Marks(edge.cue, contrast(seen, inked), edge.alone, _outside(seen), squares, misread, whole)


def _doubtful(mark: _Marks | None, most: float) -> bool:
    if mark is None:
        return True
    return (
        mark.whole
        or (mark.contrast or 1.0) < CONTRAST
        or bool(mark.outside)
        or mark.boxes > 0
        or (mark.misread or 0.0) > most
    )


def _better(one: _Marks | None, other: _Marks | None) -> _Marks | None:
    """What both looks at one caption show of it: each fault as far as the look shows it that shows less."""
    if one is None or other is None or one.whole or other.whole:
        return one if other is None or (one is not None and other.whole) else other
    clear = max(one, other, key=lambda mark: mark.contrast or 1.0)
    read = [mark.misread for mark in (one, other) if mark.misread is not None]
    outside = one.outside and other.outside
    return _Marks(one.cue, clear.contrast, clear.alone, outside, min(one.boxes, other.boxes), min(read, default=None))


def _outside(seen: Seen) -> str:
    """By which side a caption leaves the safe area, and how far; "" where it does not."""
    height, width = seen.frame.shape[:2]
    margins = MARGINS["16:9" if width > height else "1:1" if width == height else "9:16"]
    left, top, right, bottom = seen.box
    free = (left / width, top / height, 1 - right / width, 1 - bottom / height)
    names = ("left", "top", "right", "bottom")
    over = [
        (want - have, name, have) for name, want, have in zip(names, margins, free, strict=True) if want - have > NEARLY
    ]
    return f"{max(over)[2]:.3f} free on the {max(over)[1]}" if over else ""


def _read(seen: Seen, inked: Mask, language: str) -> tuple[float | None, Mask]:
    """The share of characters that are read wrongly, in the best of three readings, and the letters of that one.

    The strokes alone read best over a picture; the crop as it stands where another caption stood before, for what both
    share did not change, and is no stroke; what an outline encloses where the picture is as light as the letters.
    """
    script, cer = ocr.plain(seen.cue.text), import_module("jiwer").cer
    also, inside = ocr.mixed(seen.cue.text, language), enclosed(seen)
    pages = (
        (np.where(inked, 0, 255).astype(np.uint8), inked),
        (page(seen, inked), inked),
        (np.where(inside, 0, 255).astype(np.uint8), inside),
    )
    best: tuple[float | None, Mask] = (None, inked)
    for each, letters_ in pages if script else ():
        told = ocr.read(each, language, len(seen.cue.lines), also)
        if told is None:
            continue
        wrong = float(cer(script, plain)) if (plain := ocr.plain(told)) else 1.0
        if best[0] is None or wrong < best[0]:
            best = wrong, letters_
        if wrong <= WELL:
            break
    return best


def _contrast(marks: Sequence[_Marks]) -> Verdict:
    # Where one caption takes another's place, what changed is of both: those that stand alone tell more.
    clear = [one for one in marks if one.alone] or marks
    found = [(one.contrast or 1.0, one.cue) for one in clear]
    least, cue = min(found, key=lambda one: one[0])
    measured = f"{least:.1f} at {place(cue)}, the least of {len(found)}"
    return verdict("C10", least >= CONTRAST, measured, f">= {CONTRAST}", least, "ratio")


def _safe(marks: Sequence[_Marks]) -> Verdict:
    bad = [one for one in marks if one.outside]
    measured = f"{len(bad)} of {len(marks)} outside"
    measured += f": {bad[0].outside} at {place(bad[0].cue)}" if bad else ""
    return verdict("C11", not bad, measured, "all inside", float(not bad), "bool")


def _legible(marks: Sequence[_Marks], language: str) -> Verdict:
    most = MISREAD.get(primary(language), MISREAD_USUALLY)
    if any(ocr.mixed(one.cue.text, language) for one in marks):
        most = max(most, MISREAD_MIXED)
    told = [one for one in marks if one.misread is not None]
    # Where a caption takes another's place, or a picture is cut to one like it, a crop may hold another thing: it is
    # left out, as long as most captions of the film are told.
    clear = [one for one in told if (one.misread or 0.0) <= ASTRAY]
    told = clear if 2 * len(clear) >= len(told) else told
    read = [(one.misread or 0.0, one.cue) for one in told]
    if not read:
        return unasked("C12", "the program tesseract fails on every caption")
    letters_ = sum(len(ocr.plain(cue.text)) for _, cue in read)
    found = sum(misread * len(ocr.plain(cue.text)) for misread, cue in read) / letters_
    worst, cue = max(read, key=lambda one: one[0])
    measured = f"{found:.3f} over {len(read)} captions, {worst:.2f} at {place(cue)}"
    return verdict("C12", found <= most, measured, f"<= {most}", found, "CER")


def _glyphs(marks: Sequence[_Marks], lacking: Sequence[str], where: str) -> Verdict:
    if not marks and not lacking:
        return unasked("C13", where)
    squares = [one for one in marks if one.boxes]
    count = sum(one.boxes for one in squares) + len(lacking)
    measured = f"{count} {where}"
    measured += f", boxes at {place(squares[0].cue)}" if squares else ""
    measured += f", no bundled font has {''.join(lacking[:8])!r}" if lacking else ""
    return verdict("C13", not count, measured, "0", float(count), "glyphs")
