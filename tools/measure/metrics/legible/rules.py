"""What captions may be, by language: reading speed, line length, time on screen, gaps, and where lines may break.

Sources: Netflix' Timed Text Style Guide and its languages' guides, the BBC Subtitle Guidelines, Ofcom (docs/evals.md,
section 1.4). Arabic, Hebrew and Indic marks are no characters of their own.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.models import Aspect
from tools.film.clusters import LEANING
from tools.film.phrases import clean, limit, pieces
from tools.measure.metrics.speaking.script import primary
from tools.measure.metrics.strict import Cue

SPEEDS = {"zh": (9.0, 11.0), "ja": (4.0, 7.0), "ko": (12.0, 14.0), "hi": (17.0, 22.0)}
"""Characters a second: the aim and the most, where they are not USUAL."""
USUAL = (17.0, 20.0)
CHILDREN = (13 / 17, 17 / 20)  # shares of these speeds for children
LINES = {"zh": 16.0, "ja": 13.0, "ko": 16.0}  # full-width characters of a line, half-width ones count half
LINE = 42.0
UPRIGHT = 28 / 42  # the share of a line that fits into a film that is higher than wide
SHORTEST, LONGEST = 5 / 6, 7.0  # s
FRAME = 0.02  # s by which milliseconds may round a time
LEAST, CLOSED = 2, 0.5  # gaps: frames at least, s from which a gap is a pause (12 frames at 24)
UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that write no space between words: what is counted there are characters."""
_MARKS = ("Mn", "Me", "Cf", "Cc")


@dataclass(frozen=True)
class Gap:
    """What lies between two captions."""

    before: Cue
    after: Cue
    frames: int
    good: bool


def letters(text: str) -> int:
    """The characters that are read: spaces count, marks above and below and marks of direction do not."""
    return sum(unicodedata.category(char) not in _MARKS for char in text)


def speed(cue: Cue) -> float:
    """Characters a second."""
    return letters(cue.text) / max(cue.seconds, 0.001)


def speeds(language: str, *, young: bool) -> tuple[float, float]:
    """The aim and the most."""
    aim, most = SPEEDS.get(primary(language), USUAL)
    return (aim * CHILDREN[0], most * CHILDREN[1]) if young else (aim, most)


def words(text: str, language: str) -> list[str]:
    """Words as they are compared: small letters without punctuation; characters where no spaces are written."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(char if char.isspace() or unicodedata.category(char)[0] in "LNM" else "" for char in folded)
    return list("".join(kept.split())) if primary(language) in UNSPACED else kept.split()


def width(line: str, language: str) -> float:
    """The length of a line as its language counts it."""
    if primary(language) not in LINES:
        return float(letters(line))
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in line)
    return wide + (letters(line) - wide) / 2


def line(language: str, *, upright: bool) -> float:
    """The longest line."""
    return LINES.get(primary(language), LINE) * (UPRIGHT if upright else 1.0)


def gaps(cues: Sequence[Cue], fps: float) -> tuple[Gap, ...]:
    """Every gap: none at all, LEAST frames, or a pause of CLOSED seconds is good."""
    found = []
    for before, after in pairwise(cues):
        seconds = (after.start - before.end) / 1000
        frames = round(seconds * fps)
        good = frames == 0 or frames == LEAST or seconds >= CLOSED - FRAME
        found.append(Gap(before, after, frames, good))
    return tuple(found)


def breaks(cues: Sequence[Cue], language: str, aspect: Aspect) -> tuple[int, tuple[str, ...]]:
    """How many line ends there are between the first word and the last, and those inside of what belongs together."""
    lines = [text for cue in cues for part in cue.lines if (text := clean(part))]
    told = ("" if primary(language) in UNSPACED else " ").join(lines)
    costs = {piece.end: piece.breaks for piece in pieces(told, language, limit(aspect, language))}
    at, bad = 0, []
    for text, following in pairwise(lines):
        at += sum(not char.isspace() for char in text)
        if costs.get(at, LEANING) >= LEANING:
            bad.append(f"{text[-20:]} / {following[:20]}")
    return max(len(lines) - 1, 0), tuple(bad)
