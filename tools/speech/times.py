"""When each word is heard: from the engine's word events, and by estimate where it gives none.

An engine's events do not map one to one on words: "1,000" has several, "e.g." may have none, a Japanese phrase has
many at one position. So events only set the starts of the words they fall in; words without one share the time of
their group by length.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.models import Word
from tools.speech.plain import Token


@dataclass(frozen=True)
class Event:
    """The engine says that the word at character `at` begins at `time` seconds."""

    at: int
    time: float


Hush = Callable[[float, float], float]
"""Where the sound between two times falls silent."""


def timed(tokens: Sequence[Token], events: Sequence[Event], seconds: float, hush: Hush) -> tuple[Word, ...]:
    """One word for each token, in order, without overlap, within 0..seconds."""
    if not tokens:
        return ()
    starts = _starts(tokens, events, seconds)
    words: list[Word] = []
    for (first, start), (after, end) in zip(starts, [*starts[1:], (len(tokens), seconds)], strict=True):
        words.extend(spread(tokens[first:after], start, min(max(hush(start, end), start), end)))
    return tuple(words)


def _starts(tokens: Sequence[Token], events: Sequence[Event], seconds: float) -> list[tuple[int, float]]:
    """(token, seconds) of each token that an event names first; the first token always has one."""
    ends = [token.end for token in tokens]
    starts: list[tuple[int, float]] = []
    for event in events:
        # An event on the space or punctuation before a word names that word (espeak is off by one after a full stop).
        token = bisect_right(ends, event.at)
        time = min(max(event.time, starts[-1][1] if starts else 0.0), seconds)
        if token < len(tokens) and (not starts or token > starts[-1][0]):
            starts.append((token, time))
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, 0.0))
    return starts


def spread(tokens: Sequence[Token], start: float, end: float) -> Iterator[Word]:
    """Words that share the time from `start` to `end` by their lengths."""
    whole = sum(token.length for token in tokens)
    done = 0
    for token in tokens:
        begin = start + (end - start) * done / whole
        done += token.length
        stop = start + (end - start) * done / whole
        yield Word(at=token.at, length=token.length, start=round(begin, 4), end=round(max(stop, begin), 4))


def to_source(origins: Sequence[int], at: int) -> int:
    """The character of the given text from which character `at` of the text read aloud came."""
    if not origins:
        return 0
    return origins[min(max(at, 0), len(origins) - 1)]
