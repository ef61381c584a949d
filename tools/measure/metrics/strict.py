"""SubRip and WebVTT read strictly: what a lenient parser repairs in silence is an error here, with its line.

Sources: the WebVTT recommendation (section 4: syntax) and, for SubRip, the form that every player reads: numbers from
1, `hh:mm:ss,mmm --> hh:mm:ss,mmm`, one or more lines, a blank line. Times are milliseconds. Cost: 0.01 s for a thousand
cues.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

_SRT_TIMES = re.compile(r"(\d{2}):([0-5]\d):([0-5]\d),(\d{3}) --> (\d{2}):([0-5]\d):([0-5]\d),(\d{3})")
_VTT_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_VTT_TIMES = re.compile(rf"{_VTT_TIME}[ \t]+-->[ \t]+{_VTT_TIME}(?:[ \t]+\S+:\S+)*[ \t]*")
_SRT_TAG = re.compile(r"</?(?:[biu]|font(?: [^<>]*)?)>", re.IGNORECASE)
_VTT_TAG = re.compile(r"</?(?:[biuc]|ruby|rt|v|lang)(?:\.[^\s<>&]+)*(?:[ \t][^<>&]*)?>|<(?:\d+:)?\d\d:\d\d\.\d{3}>")
_ENTITY = re.compile(r"&(?:amp|lt|gt|lrm|rlm|nbsp|#\d+|#x[0-9a-fA-F]+);")
_RAW_IN_SRT = re.compile(r"<(?=[a-zA-Z/!])")  # SubRip has no escapes: `a < b` and `&` are text
_RAW_IN_VTT = re.compile("[<&]")
_POSITION = re.compile(r"\{\\an?\d+\}")
_DAMAGED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]")
_TEXT_BLOCKS = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Cue:
    """A caption: milliseconds from the film's start, and the lines that a viewer sees, tags and escapes resolved."""

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its lines as one."""
        return " ".join(self.lines)

    @property
    def seconds(self) -> float:
        """How long it stands."""
        return (self.end - self.start) / 1000


@dataclass(frozen=True)
class Read:
    """What a file holds: its cues as far as they can be told, and every error, each with its line."""

    cues: tuple[Cue, ...] = ()
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Block:
    """The lines between two blank ones; `at` is the number of the first."""

    at: int
    lines: tuple[str, ...]

    def times(self, form: re.Pattern[str]) -> tuple[int, re.Match[str] | None]:
        """Which of its lines tells when it is shown, the first or the second; and what it tells, if it has the form."""
        line = 0 if "-->" in self.lines[0] else 1
        return line, form.fullmatch(self.lines[line]) if len(self.lines) > line else None


def read(path: Path) -> Read:
    """A caption file, by its suffix: `.vtt` is WebVTT, anything else SubRip. Raises nothing."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return Read(errors=(f"the file cannot be read: {error.strerror}",))
    return read_vtt(data) if path.suffix.lower() == ".vtt" else read_srt(data)


def read_srt(data: bytes) -> Read:
    """SubRip."""
    text, errors = _decoded(data)
    cues: list[Cue] = []
    for number, block in enumerate(_blocks(text), 1):
        if block.lines[0].strip() != str(number):
            errors.append(f"line {block.at}: {block.lines[0][:20]!r} is not the number {number}")
        timed, found = block.times(_SRT_TIMES)
        if found is None:
            errors.append(f"line {block.at + timed}: not 'hh:mm:ss,mmm --> hh:mm:ss,mmm'")
            continue
        lines = block.lines[timed + 1 :]
        bare = [_SRT_TAG.sub("", line) for line in lines]
        errors += _wrong_in(block.at + timed + 1, bare, _RAW_IN_SRT)
        shown = (_POSITION.sub("", line) for line in bare)
        cues.append(Cue(_ms(found.groups()[:4]), _ms(found.groups()[4:]), tuple(shown)))
        errors += _misplaced(block.at + timed, cues)
    return _finished(cues, errors)


def read_vtt(data: bytes) -> Read:
    """WebVTT."""
    text, errors = _decoded(data)
    blocks = list(_blocks(text))
    if not re.match(r"WEBVTT(?:[ \t].*)?(?:\n\n|\n?\Z)", text):
        errors.append("line 1: 'WEBVTT' and a blank line must come first")
    if blocks and blocks[0].lines[0].startswith("WEBVTT"):
        blocks = blocks[1:]
    cues: list[Cue] = []
    for block in blocks:
        if block.lines[0].split()[0] in _TEXT_BLOCKS and not any("-->" in line for line in block.lines):
            continue
        timed, found = block.times(_VTT_TIMES)
        if found is None:
            errors.append(f"line {block.at + timed}: not 'hh:mm:ss.mmm --> hh:mm:ss.mmm'")
            continue
        lines = block.lines[timed + 1 :]
        bare = [_ENTITY.sub("", _VTT_TAG.sub("", line)) for line in lines]
        errors += _wrong_in(block.at + timed + 1, bare, _RAW_IN_VTT)
        shown = (unescape(_VTT_TAG.sub("", line)) for line in lines)
        cues.append(Cue(_ms(found.groups()[:4]), _ms(found.groups()[4:]), tuple(shown)))
        errors += _misplaced(block.at + timed, cues)
    return _finished(cues, errors)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    """The text with one kind of line end, and what is wrong with its bytes."""
    errors = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        text, errors = data.decode("utf-8", "replace"), [f"line {line}: not UTF-8"]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not errors and (found := _DAMAGED.search(text)):
        errors.append(f"line {text[: found.start()].count(chr(10)) + 1}: the character {found.group()!a}")
    return text, errors


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            lines.append(line)
        elif lines:
            yield _Block(number - len(lines), tuple(lines))
            lines = []


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _wrong_in(at: int, lines: list[str], raw: re.Pattern[str]) -> Iterator[str]:
    """What the text of a cue may not hold."""
    if not lines:
        yield f"line {at}: the cue has no text"
    for number, line in enumerate(lines, at):
        if "-->" in line:
            yield f"line {number}: '-->' inside a text"
        elif found := raw.search(line):
            yield f"line {number}: a raw {found.group()!r}"


def _misplaced(at: int, cues: list[Cue]) -> Iterator[str]:
    """What is wrong with the times of the last cue."""
    last = cues[-1]
    if last.end <= last.start:
        yield f"line {at}: it ends before it begins"
    if len(cues) > 1 and last.start < cues[-2].start:
        yield f"line {at}: it begins before the cue before it"
    elif len(cues) > 1 and last.start < cues[-2].end:
        yield f"line {at}: it overlaps the cue before it"


def _finished(cues: list[Cue], errors: list[str]) -> Read:
    return Read(tuple(cues), tuple(errors) if cues or errors else ("no cue",))
