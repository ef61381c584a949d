"""Encoders of H.264: x264, the same everywhere and the default, and those in graphics hardware, which are options.

All of them write 4:2:0 in 8 bits, profile High, BT.709, in closed groups of pictures of KEYFRAME_SECONDS.
"""

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from core.capability import Registry
from core.errors import Unavailable
from tools.film.determinism import baseline
from tools.film.port import Profile, SegmentSpec

if TYPE_CHECKING:
    from av import VideoCodecContext, VideoFrame, VideoStream
    from av.container import OutputContainer

KEYFRAME_SECONDS = 2  # the longest wait when a player seeks
BT709 = 1  # the code point of ITU-T H.273 for primaries, transfer and matrix
LIMITED = 1  # AVCOL_RANGE_MPEG
BITEXACT = {"fflags": "+bitexact"}  # no dates in the file
PLAIN = 3
"""What x264's rate factor is raised by where no tree of macroblocks is kept: the quality is then the same."""
HARDWARE, SOFTWARE = 10, 20  # ranks: an encoder in hardware gives way to x264, never to other hardware


class Encoder(ABC):
    """Writes frames into an MP4 file. `codec` is its name in FFmpeg, `pixels` what it takes."""

    codec: ClassVar[str]
    pixels: ClassVar[str] = "yuv420p"

    @abstractmethod
    def options(self, profile: Profile) -> dict[str, str]:
        """Its options for a profile, by their names in FFmpeg."""

    def write(self, spec: SegmentSpec, frames: "Iterable[VideoFrame]", out: Path) -> None:
        """Encode yuv420p frames of the spec's size to the MP4 `out`, which is there whole or not at all.

        Raises Unavailable when the encoder fails.
        """
        import av

        baseline()
        try:
            with (
                whole(out) as part,
                av.open(str(part), "w", format="mp4", options={"fflags": "+bitexact"}) as container,
            ):
                stream = self.stream(container, spec)
                for frame in frames:
                    container.mux(stream.encode(frame))
                container.mux(stream.encode(None))
        except av.error.FFmpegError as error:
            raise Unavailable(f"{self.codec} failed: {_told(error)}", unexpected=True) from error

    def stream(self, container: "OutputContainer", spec: SegmentSpec) -> "VideoStream":
        """The stream of a segment's frames in the MP4 that is being written."""
        stream = cast("VideoStream", container.add_stream(self.codec, rate=spec.fps))
        context = stream.codec_context
        context.width, context.height, context.pix_fmt = spec.width, spec.height, self.pixels
        context.sample_aspect_ratio = Fraction(1)
        context.time_base = Fraction(1, spec.fps)
        tag(context)
        context.thread_count = 1
        context.gop_size = KEYFRAME_SECONDS * spec.fps
        context.options = self.options(spec.profile)
        return stream


ENCODERS: Registry[Encoder] = Registry("encoder", __package__)


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A name to write `out` under: it gets its own when the work is done, and is gone when the work failed."""
    part = out.with_name(f"{out.name}.part")
    try:
        yield part
        os.replace(part, out)
    finally:
        part.unlink(missing_ok=True)


def tag(target: "VideoCodecContext | VideoFrame") -> None:
    """Say that the colours are those of BT.709, limited range."""
    target.color_primaries = BT709
    target.color_trc = BT709
    target.colorspace = BT709
    target.color_range = LIMITED


def blank(spec: SegmentSpec) -> "VideoFrame":
    """A frame of the spec's size, its time base one frame."""
    from av import VideoFrame

    frame = VideoFrame(spec.width, spec.height, "yuv420p")
    frame.time_base = Fraction(1, spec.fps)
    tag(frame)
    return frame


@ENCODERS.register("x264", rank=SOFTWARE, built_in=True)
class X264(Encoder):
    """The encoder in software: one thread and no choice by processor, so equal inputs give equal bytes."""

    codec = "libx264"

    def options(self, profile: Profile) -> dict[str, str]:
        """Closed groups of pictures and a pyramid of B-frames.

        The fast profiles search motion at a quarter of the cost (`subme=1`), and as nothing cuts within a beat they
        neither look for cuts nor for where B-frames pay. Standard films take `superfast` for `veryfast`, PLAIN higher:
        0.7 of the time at the same or a better PSNR, for a tenth fewer bits on paintings and 0.4 Mbit/s more on flat
        pictures.
        """
        if profile.preset == "medium":
            preset, factor, search = "medium", profile.crf, ""
        else:
            factor = profile.crf + PLAIN * (profile.preset == "veryfast")
            preset, search = "superfast", ":subme=1:b-adapt=0:scenecut=0"
        return {
            "preset": preset,
            "crf": str(factor),
            "tune": "animation",
            "profile": "high",
            "x264-params": f"cpu-independent=1:threads=1:open-gop=0:b-pyramid=normal{search}",
        }


def _told(error: Exception) -> str:
    """What FFmpeg logged as the cause of an error, else the error itself."""
    log = getattr(error, "log", None)
    return str(log[2] if log else error).strip().rstrip(".")
