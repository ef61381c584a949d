"""C10-C13: captions that are part of the picture, measured on frames of the film (docs/evals.md, section 1.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from core.capability import importable
from core.errors import Unavailable
from tools.fonts import uncovered
from tools.measure.metrics.legible import ocr
from tools.measure.metrics.legible.letters import boxes, contrast, dark, letters
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
    if len(marks) < SHOWN * len(wanted):
        measured = f"{len(lost)} of {len(wanted)} captions do not show on the frames, first at {place(lost[0])}"
        return tuple(
            verdict(metric, False, measured, "captions on the frames") for metric in ("C10", "C11", "C12", "C13")
        )
    return (
        _contrast(marks),
        _safe(marks),
        _legible(marks, language) if why is None else unasked("C12", why),
        _glyphs(marks, lacking, f"in {len(marks)} captions on frames"),
    )


def _looked(film: Path, wanted: Sequence[Edge], language: str, *, reads: bool) -> tuple[list[_Marks], list[Cue]]:
    """What is kept of the captions, a frame at a time; those that stand alone tell whether letters are dark."""
    marks, lost, votes = [], [], []
    for edge, seen in look(film, sorted(wanted, key=lambda edge: not edge.alone)):
        if seen is None:
            lost.append(edge.cue)
            continue
        votes += [dark(seen)] if edge.alone else []
        inked = letters(seen, dark=2 * sum(votes) > len(votes))
        squares = 0 if primary(language) in SQUARE_LETTERS else boxes(seen, inked)
        misread = _misread(seen, inked, language) if reads else None
        marks.append(_Marks(edge.cue, contrast(seen, inked), edge.alone, _outside(seen), squares, misread))
    return marks, lost


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


def _misread(seen: Seen, inked: Mask, language: str) -> float | None:
    """The share of characters that are read wrongly."""
    told = ocr.read(inked, language, len(seen.cue.lines))
    script = ocr.plain(seen.cue.text)
    if told is None or not script:
        return None
    return float(import_module("jiwer").cer(script, ocr.plain(told))) if ocr.plain(told) else 1.0


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
    read = [(one.misread, one.cue) for one in marks if one.misread is not None]
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
