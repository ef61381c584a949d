"""Subtitles as timed lines of speech: SubRip, WebVTT and YouTube's json3.

What is no speech (sound cues, speaker marks, markup) is dropped, and automatic captions, which show each line twice as
they roll, are told once. Input is hostile: sizes are bounded, and only Mistake is raised.
"""

import html
import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from core.errors import Mistake
from core.scene import Value
from tools.sources.encoding import decode
from tools.sources.kinds import shown

MOST = 5_000_000  # bytes
CUES = 50_000
LONGEST = 360_000.0  # s: a time beyond it is none
LAST_WORD = 1.0  # s that the last word of a cue with word times may take
READING = 15.0  # characters a second, for a cue that does not say when it ends
ROLLING = 0.25  # of all neighbours: from this share on the captions roll

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s|$)")
_STAMP = re.compile(rf"<{_TIME}>")
_TAG = re.compile(r"</?(?:c|i|b|u|s|v|em|strong|ruby|rt|lang|font|span|br)(?:[\s.:/][^<>]{0,300})?>", re.IGNORECASE)
_CODE = re.compile(r"\{\\[^{}]{0,300}\}")
_BREAK = re.compile(r"\\[Nn]|<br\s{0,3}/?>", re.IGNORECASE)
_SUNG = re.compile(r"[♩-♬][^♩-♬]*[♩-♬]|[♩-♬][^\n]*")
_SOUND = re.compile(r"\[[^\[\]]{0,80}\]|【[^【】]{0,80}】")
_ASIDE = re.compile(r"[(（]([^()（）]{0,80})[)）]")
_ASIDES = re.compile(
    r"(?:\w+ ){0,2}(?:applau|laugh|music|chuckl|cheer|sigh|gasp|cough|whisper|shout|scream|silence|inaudible|"
    r"indistinct|clears? throat|bell|knock|bang|bark|cr(?:y|ies)|sob|sings?\b|singing|noise|sound)",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"(?:^|(?<=\s))>{2,}\s*:?", re.MULTILINE)
_DASH = re.compile(r"^[-–—]\s*(?=[^\W\d])", re.MULTILINE)
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2028\u2029\u2060\ufeff\ufffd\ud800-\udfff]")


class Line(Value):
    """Words and when they are spoken, `start` to `end` in seconds."""

    text: str
    start: float
    end: float


class Cue(NamedTuple):
    """A cue as it was written: the lines shown from `start` to `end` in seconds; `last` is its last word's time."""

    lines: tuple[str, ...]
    start: float
    end: float
    last: float | None = None


def parse(data: bytes, name: str = "subtitles") -> tuple[Line, ...]:
    """The speech of a file of subtitles in order of time, no two lines at once; empty when nothing is spoken.

    Raises Mistake when the bytes are no subtitles, more than 5 MB or more than 50 000 cues.
    """
    if len(data) > MOST:
        raise Mistake(f"{shown(name)} is {len(data) / 1e6:.1f} MB; at most 5 MB of subtitles are read: give a part.")
    if not data.strip():
        raise Mistake(f"{shown(name)} is empty: give an .srt or .vtt file with timed lines.")
    text = decode(data, name).text.lstrip("\ufeff")
    cues = list(_json3(text, name)) if text.lstrip().startswith("{") else list(_cues(text, name))
    if not cues:
        raise Mistake(f"{shown(name)} holds no subtitles: give an .srt or .vtt file with timed lines.")
    return spoken(cues)


def spoken(cues: Iterable[Cue]) -> tuple[Line, ...]:
    """What is said in cues of any order: cleaned, each word once, no two lines at once."""
    cleaned = [Cue(clean(cue.lines), *cue[1:]) for cue in cues]
    ordered = sorted((cue for cue in cleaned if cue.lines), key=lambda cue: cue.start)
    merged = _apart(_once(ordered))
    return tuple(Line(text=" ".join(cue.lines), start=round(cue.start, 3), end=round(cue.end, 3)) for cue in merged)


def clean(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of a cue without markup, sound cues and speaker marks; lines that held nothing else are gone."""
    text = _BREAK.sub("\n", "\n".join(lines)).replace("\\h", " ")
    text = html.unescape(_TAG.sub("", _CODE.sub("", _STAMP.sub("", text))))
    text = _SOUND.sub(" ", _SUNG.sub(" ", _UNSEEN.sub("", text)))
    text = _DASH.sub("", _SPEAKER.sub(" ", "\n".join(line.strip() for line in text.split("\n"))))
    text = "\n".join(_ASIDE.sub(_aside, line) for line in text.split("\n"))
    tidy = (" ".join(line.split()) for line in text.split("\n"))
    return tuple(line for line in tidy if any(char.isalnum() for char in line))


def _aside(match: re.Match[str]) -> str:
    """What is left of words in brackets: nothing when they are a sound or stand alone on the line."""
    words = match[1].strip()
    alone = not any(char.isalnum() for char in match.string[: match.start()] + match.string[match.end() :])
    loud = len(words) > 2 and words.isupper() and any(char.isalpha() for char in words)
    return " " if alone or loud or _ASIDES.match(words) else match[0]


def _seconds(hours: str | None, minutes: str, seconds: str, part: str | None) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int((part or "0").ljust(3, "0")) / 1000


def _cues(text: str, name: str) -> Iterator[Cue]:
    """The cues of SubRip and WebVTT. In WebVTT an empty line ends a cue; in SubRip only the next number does."""
    strict = text.startswith("WEBVTT")
    times: tuple[float, float] | None = None
    held: list[str] = []
    count = 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if match := _TIMING.match(line):
            if times:
                yield _cue(held if strict else _unnumbered(held), *times)
            times, held = (_seconds(*match.groups()[:4]), _seconds(*match.groups()[4:])), []
            count += 1
            _bounded(count, name)
        elif strict and times and not line:
            yield _cue(held, *times)
            times = None
        elif times:
            held.append(line)
    if times:
        yield _cue(held, *times)


def _bounded(count: int, name: str) -> None:
    if count > CUES:
        raise Mistake(f"{shown(name)} has more than {CUES} subtitles: give a part of it.")


def _unnumbered(lines: list[str]) -> list[str]:
    """The lines of a SubRip cue without the number of the cue that follows."""
    numbered = lines and lines[-1].strip().isdecimal() and (len(lines) == 1 or not lines[-2].strip())
    return lines[:-1] if numbered else lines


def _cue(lines: list[str], start: float, end: float) -> Cue:
    stamps = _STAMP.findall("\n".join(lines))
    last = _seconds(*stamps[-1]) if stamps else None
    return Cue(tuple(lines), start, end, last)


def _json3(text: str, name: str) -> Iterator[Cue]:
    """The cues of YouTube's json3: events with segments, times in milliseconds."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Mistake(f"{shown(name)} is a broken or cut-off file of captions: download it again.") from None
    events = found.get("events") if isinstance(found, dict) else None
    if not isinstance(events, list):
        return
    _bounded(len(events), name)
    for event in events:
        if not isinstance(event, dict) or not isinstance(event.get("segs"), list):
            continue
        start, lasts = _number(event.get("tStartMs")), _number(event.get("dDurationMs"))
        segments = [one for one in event["segs"] if isinstance(one, dict) and isinstance(one.get("utf8"), str)]
        if start is None or start > LONGEST:
            continue
        offsets = [at for one in segments if (at := _number(one.get("tOffsetMs"))) is not None]
        words = "".join(one["utf8"] for one in segments)
        yield Cue(tuple(words.split("\n")), start, start + (lasts or 0.0), start + offsets[-1] if offsets else None)


def _number(value: Any) -> float | None:
    """Milliseconds as seconds; None for what is no time."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not 0 <= value <= LONGEST * 1000:  # false for NaN, and exact for integers that no float holds
        return None
    return value / 1000


def _once(cues: list[Cue]) -> list[Cue]:
    """The cues without what they repeat of the one before, when the captions roll."""
    grows = sum(0 < _repeated(before, cue, 2) < _words(cue) for before, cue in pairwise(cues))
    if not grows or grows < ROLLING * (len(cues) - 1):
        return cues
    told = [cues[0]]
    for before, cue in pairwise(cues):
        repeated = _repeated(before, cue, 1)
        words = " ".join(cue.lines).split()[repeated:]
        if words:
            told.append(Cue((" ".join(words),), *cue[1:]))
    return told


def _words(cue: Cue) -> int:
    return sum(len(line.split()) for line in cue.lines)


def _repeated(before: Cue, cue: Cue, fewest: int) -> int:
    """How many words at the start of a cue stand at the end of the one before; 0 for fewer than `fewest`.

    Whole lines first; all of a shorter cue before counts whatever its length.
    """
    if cue.start > before.end + 1.0:
        return 0
    for lines in range(min(len(before.lines), len(cue.lines)), 0, -1):
        if before.lines[-lines:] == cue.lines[:lines]:
            return sum(len(line.split()) for line in cue.lines[:lines])
    old, new = " ".join(before.lines).split()[-200:], " ".join(cue.lines).split()[:200]
    for size in range(min(len(old), len(new)), 0, -1):
        if old[-size:] == new[:size]:
            return size if size >= fewest or size == _words(before) else 0
    return 0


def _apart(cues: list[Cue]) -> list[Cue]:
    """Ordered cues with true ends, none beginning before the one ahead of it ends; cues of one moment become one."""
    merged: list[Cue] = []
    for cue in cues:
        if merged and cue.start - merged[-1].start < 0.001:
            ahead = merged[-1]
            merged[-1] = Cue(ahead.lines + cue.lines, ahead.start, max(ahead.end, cue.end))
        else:
            merged.append(cue)
    ends = [*(cue.start for cue in merged), math.inf][1:]
    return [Cue(cue.lines, cue.start, min(_end(cue), latest)) for cue, latest in zip(merged, ends, strict=True)]


def _end(cue: Cue) -> float:
    if cue.end <= cue.start:
        return cue.start + max(1.0, len(" ".join(cue.lines)) / READING)
    if cue.last is not None and cue.start <= cue.last:
        return min(cue.end, cue.last + LAST_WORD)
    return cue.end
