"""One pass over a film, as a strict player sees and hears it: every frame and every sample, nothing of them kept.

The pass is made once for a file as it is (path, size, time of change) and shared by the metrics that ask for it. Cost:
about 5 s for a minute of 1080p at 30 frames a second on two cores; 400 bytes for each frame.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tools.measure.ears import Ears
from tools.measure.frames import strict
from tools.measure.loudness import RATE
from tools.measure.metrics.playing.eye import Eye
from tools.measure.metrics.playing.shots import Change, changes
from tools.measure.metrics.playing.talk import Envelope

if TYPE_CHECKING:
    from av import AudioFrame, AudioStream, Packet, VideoFrame
    from av.container import InputContainer
    from av.stream import Stream

ERRORS = 20  # that are kept
USUAL_FPS = 25.0  # where a file says none


@dataclass(frozen=True)
class Sound:
    """What the file says of its sound."""

    codec: str
    profile: str
    rate: int
    language: str


@dataclass(frozen=True)
class Facts:
    """What the file says it is."""

    container: str
    codec: str
    profile: str
    pixels: str
    width: int
    height: int
    aspect: Fraction
    """Of a pixel."""
    tags: tuple[int, int, int, int]
    """Primaries, transfer, matrix, range (ISO 23091-2)."""
    fps: Fraction | None
    seconds: Fraction
    """Of the picture."""
    sound: Sound | None
    subtitles: tuple[str, ...]
    """Languages of the subtitle tracks."""
    comment: str


@dataclass
class Playback:
    """A film that was played: what it says, shows and sounds like, and what went wrong."""

    facts: Facts
    eye: Eye = field(default_factory=Eye)
    ears: Ears = field(default_factory=lambda: Ears(RATE))
    envelope: Envelope = field(default_factory=lambda: Envelope(RATE))
    heard_from: float = 0.0
    """s at which the sound begins."""
    errors: list[str] = field(default_factory=list)
    shots: tuple[Change, ...] = ()

    @property
    def fps(self) -> float:
        """Frames a second, as the frames themselves come."""
        times = self.eye.times
        if len(times) > 1 and times[-1] > times[0]:
            return float((len(times) - 1) / (times[-1] - times[0]))
        return float(self.facts.fps or USUAL_FPS)

    @property
    def seconds(self) -> float:
        """How long the picture lasts: its last frame is shown as long as the others."""
        times = self.eye.times
        return float(times[-1] - times[0]) + 1 / self.fps if times else 0.0

    @property
    def heard(self) -> float:
        """How long the sound lasts in seconds; 0 without any."""
        return self.ears.samples / RATE

    def at(self, frame: int) -> float:
        """When a frame is shown, in seconds from the first."""
        return float(self.eye.times[frame] - self.eye.times[0])

    def wrong(self, text: str) -> None:
        """Note an error."""
        if len(self.errors) < ERRORS:
            self.errors.append(text)


def play(path: Path) -> "Playback | str":
    """The film, played; or why it cannot be."""
    try:
        stat = path.stat()
    except OSError as error:
        return error.strerror or "no such file"
    return _played(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=2)
def _played(path: Path, _changed: int, _size: int) -> "Playback | str":
    import av

    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                return "no picture in it"
            return _pass(container)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        return str(error)


def _pass(container: "InputContainer") -> Playback:
    from av import AudioFrame, VideoFrame
    from av.error import FFmpegError

    strict(container)
    container.streams.video[0].thread_type = "AUTO"
    found = Playback(_facts(container))
    sound, begun = container.streams.audio[:1], False
    resampled = _Resampler(sound[0]) if sound else None
    try:
        for packet in container.demux([container.streams.video[0], *sound]):
            for frame in _frames(packet, found):
                if isinstance(frame, VideoFrame):
                    found.eye.see(frame)
                elif isinstance(frame, AudioFrame) and resampled is not None:
                    found.heard_from = found.heard_from if begun else float(frame.time or 0.0)
                    begun = True
                    _hear(found, resampled.take(frame))
    except FFmpegError as error:
        found.wrong(str(error))
    if resampled is not None:
        _hear(found, resampled.rest())
    found.shots = changes(found.eye, found.fps)
    return found


def _frames(packet: "Packet[Stream]", found: Playback) -> "Iterator[VideoFrame | AudioFrame]":
    """The frames of a packet; damage is noted, and what follows it is played."""
    from av import AudioFrame, VideoFrame
    from av.error import EOFError as End
    from av.error import FFmpegError

    try:
        for frame in packet.decode():
            if isinstance(frame, VideoFrame | AudioFrame):
                if frame.is_corrupt:
                    found.wrong(f"damage at {frame.time} s")
                yield frame
    except End:
        return
    except FFmpegError as error:
        found.wrong(str(error))


class _Resampler:
    """Brings sound to 48 kHz and at most two channels, in blocks of about a second."""

    def __init__(self, stream: "AudioStream") -> None:
        from av.audio.resampler import AudioResampler

        layout = "mono" if stream.codec_context.channels == 1 else "stereo"
        self._resampler = AudioResampler("fltp", layout, RATE)
        self._held: list[NDArray[np.float32]] = []

    def take(self, frame: "AudioFrame | None") -> NDArray[np.float32] | None:
        """A block, when enough has come."""
        for each in self._resampler.resample(frame):
            self._held.append(each.to_ndarray().astype(np.float32, copy=False))
        return self._block() if sum(part.shape[1] for part in self._held) >= RATE else None

    def rest(self) -> NDArray[np.float32] | None:
        """What is left at the end."""
        self.take(None)
        return self._block()

    def _block(self) -> NDArray[np.float32] | None:
        held, self._held = self._held, []
        return np.concatenate(held, axis=1) if held else None


def _hear(found: Playback, block: NDArray[np.float32] | None) -> None:
    if block is not None and block.shape[1]:
        found.ears.hear(block)
        found.envelope.feed(block)


def _facts(container: "InputContainer") -> Facts:
    video = container.streams.video[0]
    context = video.codec_context
    tags = (context.color_primaries, context.color_trc, context.colorspace, context.color_range)
    heard = container.streams.audio[0] if container.streams.audio else None
    sound = None
    if heard is not None:
        coded = heard.codec_context
        sound = Sound(coded.name, str(heard.profile), coded.sample_rate or 0, heard.language or "und")
    return Facts(
        container=container.format.name,
        codec=context.name,
        profile=str(video.profile),
        pixels=str(context.pix_fmt),
        width=context.width,
        height=context.height,
        aspect=video.sample_aspect_ratio or Fraction(1),
        tags=(int(tags[0]), int(tags[1]), int(tags[2]), int(tags[3])),
        fps=video.average_rate,
        seconds=(video.duration or 0) * (video.time_base or Fraction(0)),
        sound=sound,
        subtitles=tuple(stream.language or "und" for stream in container.streams.subtitles),
        comment=container.metadata.get("comment", ""),
    )
