"""The patterns of a case in what a film says: whether they are there, in which order, and how early."""

import re
from collections.abc import Iterable
from itertools import accumulate

from tools.measure.metrics.playing.playback import play
from tools.measure.metrics.port import Made
from tools.measure.metrics.reading.said import narration, told
from tools.measure.metrics.speaking.script import cues


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern of a case is found, whatever its letters' case; one that is no pattern is taken as it is."""
    return _at(pattern, text) is not None


def written(made: Made) -> str:
    """What is told, once: the manifest's sentences as they are written, else the captions in one line."""
    beats = " ".join(beat.narration_text for beat in told(made).beats)
    return beats.strip() or " ".join(narration(made).split())


def spoken(made: Made) -> str:
    """What the voice was given to say, numbers in words; what is written where no manifest tells."""
    beats = " ".join(beat.spoken_text or beat.narration_text for beat in told(made).beats)
    return beats.strip() or written(made)


def out_of_order(patterns: Iterable[str], text: str) -> list[str]:
    """The patterns that are not found after those before them."""
    missing, begin = [], 0
    for pattern in patterns:
        at = _at(pattern, text, begin)
        if at is None:
            missing.append(pattern)
        else:
            begin = at
    return missing


def first_told(made: Made, patterns: Iterable[str]) -> float:
    """The share of the film after which the caption begins that tells one of them; 1 where none does."""
    played = play(made.film)
    lasts = 0.0 if isinstance(played, str) else played.seconds
    timed = [(cue.start / 1000, f"{cue.text} ") for cue in cues(made)]
    timed = timed or [(beat.start, f"{beat.narration_text} ") for beat in told(made).beats]
    text = "".join(words for _, words in timed)
    found = [at for pattern in patterns if (at := _at(pattern, text)) is not None]
    if not found or not lasts:
        return 1.0
    ends = accumulate(len(words) for _, words in timed)
    return min(1.0, next(start for (start, _), end in zip(timed, ends, strict=True) if min(found) < end) / lasts)


def _at(pattern: str, text: str, begin: int = 0) -> int | None:
    """Where a pattern begins at or after a place in the text."""
    try:
        found = re.compile(pattern, re.IGNORECASE).search(text, begin)
        return None if found is None else found.start()
    except re.error:
        at = text.casefold().find(pattern.casefold(), begin)
        return None if at < 0 else at
