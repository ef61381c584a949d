"""Local files of sound and film: what they are, their embedded subtitles, their sound, and what is heard in it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from core.capability import importable
from core.errors import Mistake, Unavailable
from core.scene import Value
from tools.sources.dates import iso_date
from tools.sources.kinds import shown
from tools.sources.subtitles import CUES, Cue, Line, spoken

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.subtitles.stream import SubtitleStream

LONGEST = 12 * 3600.0  # s
STREAMS = 64
MODELS = ("large-v3-turbo", "large-v3", "medium", "small", "base", "tiny")
"""The models of speech recognition that are looked for, the best first."""
READABLE = "an MP4, MKV, WebM, MOV, MP3, M4A, OGG, FLAC or WAV file"

_KINDS = (
    (re.compile(rb"....(?:ftyp|moov|mdat|wide|free|skip)", re.DOTALL), "mov"),
    (re.compile(rb"\x1aE\xdf\xa3"), "matroska"),
    (re.compile(rb"(?:RIFF|RF64)....WAVE", re.DOTALL), "wav"),
    (re.compile(rb"RIFF....AVI ", re.DOTALL), "avi"),
    (re.compile(rb"OggS"), "ogg"),
    (re.compile(rb"fLaC"), "flac"),
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), "aac"),
    (re.compile(rb"ID3|\xff[\xe2-\xff]"), "mp3"),
    (re.compile(rb"FORM....AIF[FC]", re.DOTALL), "aiff"),
    (re.compile(rb"caff"), "caf"),
    (re.compile(rb"FLV\x01"), "flv"),
    (re.compile(rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"), "asf"),
    (re.compile(rb"\x00\x00\x01\xba"), "mpeg"),
    (re.compile(rb"G.{187}G", re.DOTALL), "mpegts"),
)
"""How files begin, and the demuxer that reads them: FFmpeg never guesses, so no playlist is followed."""
_TEXT = frozenset({"mov_text", "subrip", "srt", "webvtt", "ass", "ssa", "text"})


class Chapter(Value):
    """A part of a video with a title, `start` to `end` in seconds."""

    title: str
    start: float
    end: float


class Media(Value):
    """What a file says of itself. `seconds` is its length, `language` its sound's as ISO 639-2."""

    seconds: float
    title: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    chapters: tuple[Chapter, ...] = ()


@contextmanager
def opened(path: Path) -> "Iterator[InputContainer]":
    """A file with sound; a Mistake when it is none, has too many streams, or is damaged."""
    import av

    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        raise Mistake(f"{shown(path.name)} cannot be read ({error.strerror}): give {READABLE}.") from None
    kind = next((name for pattern, name in _KINDS if pattern.match(head)), None)
    if kind is None:
        raise Mistake(f"{shown(path.name)} is no sound or film that can be read: give {READABLE}.")
    try:
        with av.open(str(path.absolute()), format=kind, options={"protocol_whitelist": "file"}) as container:
            if not container.streams.audio or len(container.streams) > STREAMS:
                reason = "holds no sound" if not container.streams.audio else f"has more than {STREAMS} tracks"
                raise Mistake(f"{shown(path.name)} {reason}: give {READABLE}.")
            yield container
    except (av.error.FFmpegError, UnicodeError, OverflowError) as error:
        said = (getattr(error, "strerror", None) or "its content is not what its beginning says").lower()
        raise Mistake(f"{shown(path.name)} is damaged ({said}): export or download it again.") from None


def probe(path: Path) -> Media:
    """What a file says of itself; a Mistake when it holds no sound or is longer than 12 hours."""
    with opened(path) as container:
        seconds = _length(container)
        if not 0 < seconds <= LONGEST:
            reason = "has no length" if seconds <= 0 else f"is longer than {LONGEST / 3600:.0f} hours"
            raise Mistake(f"{shown(path.name)} {reason}: give a part of it.")
        told = {name.lower(): " ".join(value.split())[:300] for name, value in container.metadata.items()}
        chapters = tuple(_chapters(container))
        language = container.streams.audio[0].metadata.get("language")
    return Media(
        seconds=round(seconds, 3),
        title=told.get("title") or None,
        author=told.get("artist") or told.get("author") or None,
        date=iso_date(told.get("date") or told.get("creation_time")),
        language=language if language not in (None, "", "und") else None,
        chapters=chapters,
    )


def _length(container: "InputContainer") -> float:
    if container.duration:
        return container.duration / 1_000_000
    stream = container.streams.audio[0]
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    end = 0.0
    for packet in container.demux(stream):
        if packet.pts is not None and packet.time_base:
            end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    return end


def _chapters(container: "InputContainer") -> Iterator[Chapter]:
    for one in container.chapters():
        unit = one["time_base"]
        title = " ".join(one["metadata"].get("title", "").split())[:300]
        if title and unit:
            yield Chapter(title=title, start=float(one["start"] * unit), end=float(one["end"] * unit))


def embedded(path: Path, language: str | None) -> tuple[Line, ...]:
    """The first embedded subtitles with text, those in the sound's `language` (ISO 639-2) before others."""
    with opened(path) as container:
        found = [stream for stream in container.streams.subtitles if stream.codec_context.name in _TEXT]
        order = sorted(found, key=lambda one: (_is_forced(one), one.metadata.get("language") != language, one.index))
        wanted = [stream.index for stream in order]
    for index in wanted:
        with opened(path) as container:
            if lines := spoken(_embedded(container, index)):
                return lines
    return ()


def _is_forced(stream: "SubtitleStream") -> bool:
    """Whether a track holds only what is foreign in the film."""
    from av.stream import Disposition

    return bool(stream.disposition & Disposition.forced)


def _embedded(container: "InputContainer", index: int) -> Iterator[Cue]:
    from av.subtitles.subtitle import AssSubtitle

    count = 0
    for packet in container.demux(container.streams[index]):
        if packet.pts is None or packet.time_base is None:
            continue
        start = float(packet.pts * packet.time_base)
        end = start + float((packet.duration or 0) * packet.time_base)
        for piece in packet.decode():
            if isinstance(piece, AssSubtitle) and count < CUES:
                count += 1
                fields = piece.ass.decode("utf-8", "replace").split(",", 8)
                yield Cue(tuple(fields[-1].split("\n")) if len(fields) == 9 else (), start, end)


def sound(path: Path, out: Path) -> float:
    """Write a file's first sound as 48 kHz mono WAV of 16 bits; its length in seconds.

    Raises Mistake when there is none or it is damaged from the start; what is damaged later ends the sound.
    """
    import av
    import numpy as np

    from tools.film.port import SAMPLE_RATE
    from tools.film.resample import writing

    samples = 0
    with opened(path) as container, writing(out, 1) as write:
        resampler = av.AudioResampler(format="s16p", layout="mono", rate=SAMPLE_RATE)
        try:
            for frame in container.decode(audio=0):
                for part in resampler.resample(frame):
                    write(part.to_ndarray().astype(np.int16, copy=False))
                    samples += part.samples
                if samples > LONGEST * SAMPLE_RATE:
                    break
            for part in resampler.resample(None):
                write(part.to_ndarray().astype(np.int16, copy=False))
                samples += part.samples
        except av.error.FFmpegError:
            if not samples:
                raise
    if not samples:
        raise Mistake(f"{shown(path.name)} holds no sound: give {READABLE}.")
    return samples / SAMPLE_RATE


def can_hear() -> bool:
    """Whether speech recognition is installed; whether it has a model shows when it is used."""
    return importable("faster_whisper")


def heard(path: Path, model: str | None = None) -> tuple[tuple[Line, ...], str] | None:
    """What faster-whisper hears in a file, and its language; None without the module or a model on this machine.

    `model` names a model or its folder; nothing is ever downloaded. Raises Unavailable when recognition fails.
    """
    if not can_hear():
        return None
    from importlib import import_module

    whisper = import_module("faster_whisper")
    for name in (model,) if model else MODELS:
        try:
            engine = whisper.WhisperModel(name, device="cpu", compute_type="int8", local_files_only=True)
        except (OSError, ValueError, RuntimeError):
            continue  # not on this machine
        try:
            pieces, told = engine.transcribe(str(path.absolute()), vad_filter=True)
            cues = [Cue((piece.text,), float(piece.start), float(piece.end)) for piece in pieces]
        except (OSError, ValueError, RuntimeError) as error:
            raise Unavailable(f"speech recognition failed: {str(error)[:200]}", unexpected=True) from error
        return spoken(cues), str(told.language)
    return None
