"""The sound of a film's speech, brought to what a recogniser hears: one channel, 16 kHz, 16 bits.

Cost: 0.3 s for a minute of a film's sound, and 2 MB of memory for it (the recogniser needs a part at once).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.errors import Unavailable
from tools.measure.ears import Steps
from tools.measure.metrics.playing.talk import Envelope, Talk, shift, talk
from tools.measure.metrics.port import Made
from tools.measure.sound import gathered

if TYPE_CHECKING:
    from av import AudioFrame
    from av.container import InputContainer

RATE = 16_000
ALIKE = 0.6  # correlation of the levels of a film and its voice: 0.95 to 1.00 on ours, at most 0.22 with another's
AROUND = 0.1  # s around speech
ASIDE = 0.15  # s by which the two may lie beside each other


@dataclass(frozen=True)
class Sound:
    """A sound in 16-bit numbers at RATE; how it steps at the borders asked about; what ended it early."""

    samples: NDArray[np.int16]
    steps: Steps
    rate: int
    """Of the steps' sample numbers."""
    error: str = ""

    def between(self, start: float, end: float) -> NDArray[np.int16]:
        """The samples between two times in seconds."""
        return self.samples[round(max(start, 0) * RATE) : round(max(end, 0) * RATE)]


@dataclass(frozen=True)
class Speech:
    """What is listened to for the words (`voice`), and what a viewer hears (`film`); `source` names the former."""

    film: Sound | None
    voice: Sound
    source: str

    @cached_property
    def talk(self) -> Talk:
        """When somebody speaks."""
        return talk(levels(self.voice))

    def said(self, start: float, end: float) -> NDArray[np.int16]:
        """The samples from the first word to the last between two times: no word is aligned with silence."""
        spoken = [stretch for stretch in self.talk.stretches if stretch[1] > start and stretch[0] < end]
        if not spoken:
            return self.voice.samples[:0]
        return self.voice.between(max(spoken[0][0] - AROUND, start), min(spoken[-1][1] + AROUND, end))


def speech(made: Made, borders: Sequence[float] = ()) -> Speech:
    """The voice alone where it is there and is what the film sounds like, else the film's sound.

    `borders` are the seconds at which parts meet. Raises Unavailable when neither can be decoded.
    """
    film: Sound | str
    try:
        film = listen(made.film, borders)
    except Unavailable as error:
        film = error.reason
    try:
        voice = listen(made.voice) if made.voice is not None else None
    except Unavailable:
        voice = None
    if isinstance(film, str):
        raise Unavailable(film)
    if voice is None:
        return Speech(film, film, "the film's sound")
    aside, alike = shift(levels(film), levels(voice))
    if alike < ALIKE or abs(aside) > ASIDE:
        return Speech(film, film, f"the film's sound: {made.voice.name if made.voice else ''} is not what it carries")
    return Speech(film, voice, "the voice alone")


def listen(path: Path, borders: Sequence[float] = ()) -> Sound:
    """The first audio stream, as far as it can be decoded. Raises Unavailable when none of it can be."""
    import av
    from av.error import FFmpegError

    heard: list[NDArray[np.int16]] = []
    error = ""
    try:
        with av.open(str(path)) as container:
            rate = container.streams.audio[0].codec_context.sample_rate
            steps = Steps(rate, [round(border * rate) for border in borders])
            try:
                for block in gathered(_teed(container, heard)):
                    steps.feed(block)
            except FFmpegError as failure:
                error = str(failure)
    except (FFmpegError, IndexError, OSError, ValueError) as failure:
        raise Unavailable(f"the sound cannot be decoded: {failure}") from failure
    if not heard:
        raise Unavailable(f"the sound cannot be decoded: {error or 'there is none'}")
    return Sound(np.concatenate(heard), steps, rate, error)


def _teed(container: "InputContainer", heard: list[NDArray[np.int16]]) -> "Iterator[AudioFrame]":
    """The frames as they come, in floating point; what a recogniser hears of them is added to `heard`."""
    from av.audio.resampler import AudioResampler

    narrow = AudioResampler("s16", "mono", RATE)
    plain = AudioResampler("fltp")
    for frame in container.decode(audio=0):
        if not heard and frame.time:
            heard.append(np.zeros(round(max(frame.time, 0) * RATE), np.int16))
        heard += [piece.to_ndarray()[0] for piece in narrow.resample(frame)]
        yield from plain.resample(frame)
    heard += [piece.to_ndarray()[0] for piece in narrow.resample(None)]


def levels(sound: Sound) -> NDArray[np.float32]:
    """The level of a sound every 10 ms, in dBFS."""
    envelope = Envelope(RATE)
    envelope.feed(sound.samples[None, :].astype(np.float32) / np.float32(32_768))
    return envelope.levels()
