"""Captions: a beat's text becomes cues that are cut at sense groups and timed by the spoken words.

Rules (Netflix Timed Text Style Guide, BBC Subtitle Guidelines): at most two lines of 42 characters (fewer for narrow
films and full-width scripts), balanced, the lower line rather the longer; 5/6 to 7 seconds on screen; 17 characters a
second (fewer for full-width scripts and for children) where the voice leaves the time; a caption comes with its first
word, or with the cut just before it, and leaves half a second after its last one, later where reading takes longer;
gaps under half a second are closed, also those before a cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, floor

from core.models import Aspect, CaptionStyle, Cue, CueWord, Word
from tools.film.clusters import SENTENCE
from tools.film.phrases import NARROW, Piece, Room, clean, limit, pieces, room

SHORTEST = 5 / 6  # s
LONGEST = 7.0  # s
READING = {"zh": 9.0, "ja": 4.0, "ko": 12.0}  # characters a second where it is not USUAL
USUAL = 17.0
CHILDREN = 13.0  # characters a second that children read (Netflix), and the same share of other scripts' speeds
AFTER = 0.5  # s a caption stays after its last word
LINGER = 1.5  # s it may stay where reading takes longer than hearing
CLOSED = 0.5  # s: shorter gaps between captions are closed
SNAP = 0.2  # s: a caption comes with the cut when its first word is heard so soon after it

_PER_CUE = 30.0  # cost of one more caption: as much as a break inside a phrase
_NEVER = 1e6
_HELD = 0.3  # s: a highlight stays through shorter pauses between words


@dataclass(frozen=True)
class _Span:
    """Pieces `first` to `last` (exclusive) as one caption; its second line begins with `turn` (`last`: one line)."""

    first: int
    turn: int
    last: int


def cues(
    text: str,
    words: Sequence[Word],
    *,
    spoken: str,
    fps: int,
    lead: float,
    frames: int,
    language: str,
    aspect: Aspect,
    style: CaptionStyle = "boxed",
    young: bool = False,
) -> tuple[Cue, ...]:
    """Cut a beat's caption text into cues inside its `frames`.

    `words` are the spoken words in characters of `spoken`, in seconds from the start of the voice, which starts `lead`
    seconds after the beat's first frame. Where `text` differs from `spoken` its words are placed in proportion. A beat
    with fewer frames than cues shows the first ones. For `young` readers captions stay longer.
    """
    parts = pieces(clean(text), language, limit(aspect, language))
    if not parts or frames <= 0:
        return ()
    times = _times(parts, words, spoken, lead, frames / fps)
    spans = _cut(parts, times, room(aspect, language, style))
    speed = READING.get(language.split("-")[0].lower(), USUAL) * (CHILDREN / USUAL if young else 1.0)
    bounds = _bounds(spans, parts, times, fps, frames, speed)
    return tuple(_cue(parts, span, times, fps, start, end) for span, (start, end) in zip(spans, bounds, strict=False))


def _times(
    parts: Sequence[Piece], words: Sequence[Word], spoken: str, lead: float, seconds: float
) -> list[tuple[float, float]]:
    """Onset and end of every piece, in seconds from the beat's first frame; never running backwards."""
    total = parts[-1].end
    inked = list(accumulate((not char.isspace() for char in _inked(spoken)), initial=0))
    scale = total / inked[-1] if inked[-1] else 1.0
    known = [
        (inked[word.at] * scale, inked[word.at + word.length] * scale, word.start + lead, word.end + lead)
        for word in sorted(words, key=lambda word: word.at)
        if 0 <= word.at < word.at + word.length < len(inked)
    ]
    known = known or [(0.0, float(total), min(lead, seconds), seconds)]
    found: list[tuple[float, float]] = []
    latest = 0.0
    for part in parts:
        onset, end = _placed(part, known, latest)
        onset = min(max(onset, latest), seconds)
        latest = min(max(end, onset), seconds)
        found.append((onset, latest))
    return found


def _inked(spoken: str) -> str:
    """`spoken` with every character that captions leave out turned into a space: positions stay."""
    return "".join(char if clean(char) else " " for char in spoken)


def _placed(part: Piece, known: Sequence[tuple[float, float, float, float]], latest: float) -> tuple[float, float]:
    """When a piece is heard: from the words it touches, in proportion where it begins or ends inside one."""
    touched = [word for word in known if word[0] < part.end and part.at < word[1]]
    if not touched:
        return latest, latest
    first, last = touched[0], touched[-1]
    return _inside(first, max(part.at, first[0])), _inside(last, min(part.end, last[1]))


def _inside(word: tuple[float, float, float, float], at: float) -> float:
    begins, ends, start, end = word
    return start + (end - start) * (at - begins) / (ends - begins)


def _cut(parts: Sequence[Piece], times: Sequence[tuple[float, float]], held: Room) -> list[_Span]:
    """Choose the captions: least total cost over all ways to cut, by dynamic programming."""
    reach = list(accumulate((part.width + NARROW * part.spaced for part in parts), initial=0))
    words = list(accumulate((part.spaced for part in parts), initial=0))
    best: list[tuple[float, _Span | None]] = [(0.0, None)]
    for last in range(1, len(parts) + 1):
        options = []
        for first in range(last - 1, -1, -1):
            alone = first + 1 == last
            if not alone and (
                reach[last] - reach[first] > held.whole + 2 * NARROW or words[last] - words[first] > held.words
            ):
                break
            found = (0.0, last) if alone else _lines(parts, reach, first, last, held)
            if found is not None:
                cost, turn = found
                cost += best[first][0] + _timing(parts, times, first, last) + _PER_CUE
                options.append((cost, first, turn))
        cost, first, turn = min(options)
        best.append((cost, _Span(first, turn, last)))
    spans: list[_Span] = []
    at = len(parts)
    while (span := best[at][1]) is not None:
        spans.append(span)
        at = span.first
    return spans[::-1]


def _lines(parts: Sequence[Piece], reach: Sequence[int], first: int, last: int, held: Room) -> tuple[float, int] | None:
    """The cheapest way to set pieces `first` to `last` in one or two lines: its cost and where line two begins."""

    def length(start: int, end: int) -> int:
        return reach[end] - reach[start] - NARROW * parts[end - 1].spaced

    if length(first, last) <= held.line:
        return 0.0, last
    options = []
    for turn in range(first + 1, last):
        upper, lower = length(first, turn), length(turn, last)
        fits = (upper <= held.line or turn == first + 1) and (lower <= held.line or turn + 1 == last)
        if fits and upper + lower <= held.whole:
            uneven = (upper - lower) / held.line
            shape = 16 * uneven if uneven > 0 else -10 * uneven
            options.append((parts[turn - 1].breaks + shape, turn))
    return min(options, default=None)


def _timing(parts: Sequence[Piece], times: Sequence[tuple[float, float]], first: int, last: int) -> float:
    """What is wrong with a caption of these pieces: where it ends, too short, too long, sentences run together."""
    seconds = times[last - 1][1] - times[first][0]
    cost = 0.0 if last == len(parts) else 3.0 * parts[last - 1].breaks
    if last < len(parts) and times[last][0] - times[last - 1][1] < CLOSED:
        seconds = times[last][0] - times[first][0]
    if seconds < SHORTEST and last - first < len(parts):
        cost += 150 * (SHORTEST - seconds)
    if seconds > LONGEST and last - first > 1:
        cost += _NEVER * (seconds - LONGEST)
    cost += sum(8 for part in parts[first : last - 1] if part.breaks == SENTENCE)
    return cost


def _bounds(
    spans: Sequence[_Span],
    parts: Sequence[Piece],
    times: Sequence[tuple[float, float]],
    fps: int,
    frames: int,
    speed: float,
) -> list[tuple[int, int]]:
    """First frame and end frame of every cue: inside the beat, in order, without overlap."""
    count = min(len(spans), frames)
    starts: list[int] = []
    for i, span in enumerate(spans[:count]):
        earliest = starts[-1] + 1 if starts else 0
        onset = floor(times[span.first][0] * fps + 1e-6)
        if i == 0 and onset <= SNAP * fps:
            onset = 0
        starts.append(min(max(onset, earliest), frames - (count - i)))
    bounds = []
    for i, (start, following) in enumerate(pairwise([*starts, frames])):
        span = spans[i]
        said = times[span.last - 1][1]
        letters = sum(len(part.text) + part.spaced for part in parts[span.first : span.last])
        is_last = i + 1 == count
        bounds.append((start, _end(start, said, following, letters / speed, fps, is_last)))
    return bounds


def _end(start: int, said: float, following: int, read: float, fps: int, is_last: bool) -> int:
    """The frame at which a cue leaves, given the frame at which the next one (or the cut) follows.

    `said` is when its last word ends, `read` how long reading takes (s).
    """
    latest = min(following, start + floor(LONGEST * fps))
    pause = following / fps - said
    if not is_last and pause < CLOSED:
        return _apart(latest, said, following, fps)
    stays = AFTER if is_last else min(AFTER, pause - CLOSED)
    lingers = min(start / fps + read, said + LINGER)
    end = max(floor((said + stays) * fps + 1e-6), ceil(lingers * fps), start + ceil(SHORTEST * fps), start + 1)
    return _apart(latest if following - end < CLOSED * fps else min(end, latest), said, following, fps)


def _apart(end: int, said: float, following: int, fps: int) -> int:
    """`end`, or earlier: a caption that may not last until the next one leaves it a gap that the eye notices."""
    gap = ceil(CLOSED * fps)
    if 0 < following - end < gap and floor(said * fps) <= following - gap:
        return following - gap
    return end


def _cue(
    parts: Sequence[Piece], span: _Span, times: Sequence[tuple[float, float]], fps: int, start: int, end: int
) -> Cue:
    lines, words, onsets = [], [], []
    for number, (first, last) in enumerate([(span.first, span.turn), (span.turn, span.last)]):
        line = ""
        for i in range(first, last):
            words.append((number, len(line), len(parts[i].text)))
            onsets.append(times[i])
            line += parts[i].text + (" " if parts[i].spaced and i + 1 < last else "")
        if line:
            lines.append(line)
    ranges = _highlights(onsets, fps, start, end)
    placed = tuple(
        CueWord(line=line, at=at, length=length, start=begin, end=finish)
        for (line, at, length), (begin, finish) in zip(words, ranges, strict=True)
        if finish > begin
    )
    return Cue(lines=tuple(lines), start=start, end=end, words=placed)


def _highlights(onsets: Sequence[tuple[float, float]], fps: int, start: int, end: int) -> list[tuple[int, int]]:
    """Frames in which each piece is highlighted; a highlight is held through short pauses up to the next one."""
    begins = [min(max(floor(onset * fps + 1e-6), start), end) for onset, _ in onsets]
    ranges = []
    for i, (begin, (_, said)) in enumerate(zip(begins, onsets, strict=True)):
        following = begins[i + 1] if i + 1 < len(begins) else end
        held = following if following / fps - said < _HELD else ceil(said * fps)
        ranges.append((begin, max(begin, min(held, following))))
    return ranges
