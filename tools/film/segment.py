"""One beat's moving picture as an H.264 file: a pure function of its picture and its spec.

A frame is composed inside the encoder's own buffers: the picture is warped into them plane by plane, the caption is
blended into its rows, and x264 reads it from there. One thread and no processor-dependent choice in x264: the same
inputs give the same bytes on any x86-64 machine.
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from core.capability import importable
from core.clock import now
from core.errors import NotConfigured
from core.models import Cue
from tools.film.bitmaps import Bitmap, blend, draw
from tools.film.determinism import baseline, bundled, versions
from tools.film.motion import matrix
from tools.film.planes import Planes, buffers, copy, read, warp
from tools.film.port import Profile, SegmentSpec
from tools.fonts import missing

if TYPE_CHECKING:
    from av import VideoCodecContext, VideoFrame, VideoStream
    from av.container import OutputContainer

READY = 60  # frames that a benchmark holds in memory
KEYFRAME_SECONDS = 2  # the longest wait when a player seeks
BT709 = 1  # the code point of ITU-T H.273 for primaries, transfer and matrix
LIMITED = 1  # AVCOL_RANGE_MPEG


def libraries() -> dict[str, str]:
    """Versions of the native libraries that decide a segment's bytes; nothing is imported."""
    names = {"av": "av", "opencv": "opencv-python-headless", "vips": "pyvips-binary", "numpy": "numpy"}
    found = versions(*names.values())
    known = {short: found[package] for short, package in names.items()}
    return known | {"x264": bundled("av", "x264"), "avcodec": bundled("av", "avcodec")}


def encoding() -> str | None:
    """One sentence when films cannot be encoded here, else None."""
    if not importable("av"):
        return "the Python package av is not installed: no film can be encoded"
    from av.codec import Codec
    from av.codec.codec import UnknownCodecError

    try:
        Codec("libx264", "w")
        Codec("aac", "w")
    except UnknownCodecError as error:
        return f"this build of av has no such encoder: {error}"
    return None


def moving() -> str | None:
    """One sentence when pictures cannot move here, else None."""
    if not importable("cv2"):
        return "the Python package opencv-python-headless is not installed: pictures stand still"
    return None


def captioning() -> str | None:
    """One sentence when captions cannot be drawn here, else None."""
    if not importable("pyvips"):
        return "the Python package pyvips is not installed: captions are in the sidecar only"
    return missing()


def encode(spec: SegmentSpec, picture: Path, out: Path) -> None:
    """Encode exactly `spec.frames` frames of `picture` to the MP4 `out`.

    Raises Unavailable when the picture cannot be read, NotConfigured when the spec moves and OpenCV is missing, or has
    cues and Pango is missing (see `moving` and `captioning`).
    """
    lacking = (moving() if spec.move.kind != "still" else None) or (captioning() if spec.cues else None)
    if lacking is not None:
        raise NotConfigured(lacking)
    import av

    baseline()
    with av.open(str(out), "w", format="mp4", options={"fflags": "+bitexact"}) as container:
        stream = _stream(container, spec)
        for frame in _frames(spec, picture):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def encode_ready(spec: SegmentSpec, picture: Path, out: Path) -> float:
    """Encode the segment from its first READY frames, back and forth; returns the seconds without composing them.

    For benchmarks: the least that the segment's encoder takes on this machine.
    """
    import av

    baseline()
    ready = []
    for frame in _frames(spec.model_copy(update={"frames": min(spec.frames, READY)}), picture):
        kept = av.VideoFrame(spec.width, spec.height, "yuv420p")
        copy(buffers(frame), buffers(kept))
        _colours(kept)
        kept.time_base = Fraction(1, spec.fps)
        ready.append(kept)
    there_and_back = [*ready, *ready[-2:0:-1]]
    with av.open(str(out), "w", format="mp4", options={"fflags": "+bitexact"}) as container:
        stream = _stream(container, spec)
        begin = now()
        for number in range(spec.frames):
            frame = there_and_back[number % len(there_and_back)]
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        return now() - begin


def _stream(container: "OutputContainer", spec: SegmentSpec) -> "VideoStream":
    stream = container.add_stream("libx264", rate=spec.fps)
    context = stream.codec_context
    context.width, context.height, context.pix_fmt = spec.width, spec.height, "yuv420p"
    context.sample_aspect_ratio = Fraction(1)
    context.time_base = Fraction(1, spec.fps)
    _colours(context)
    context.thread_count = 1
    context.gop_size = KEYFRAME_SECONDS * spec.fps
    context.options = _options(spec.profile)
    return stream


def _options(profile: Profile) -> dict[str, str]:
    """Closed groups of pictures and a pyramid of B-frames: `cut.join` relies on a reorder delay of two.

    The fast presets search motion at a quarter of the cost (`subme=1`): on slow zooms over drawn pictures that is 1.5
    times the speed at the same PSNR (48.7 and 46.6 dB on two pictures) for a third more bits.
    """
    search = "" if profile.preset == "medium" else ":subme=1"
    return {
        "preset": profile.preset,
        "crf": str(profile.crf),
        "tune": "animation",
        "profile": "high",
        "x264-params": f"cpu-independent=1:threads=1:open-gop=0:b-pyramid=normal{search}",
    }


def _colours(target: "VideoCodecContext | VideoFrame") -> None:
    target.color_primaries = BT709
    target.color_trc = BT709
    target.colorspace = BT709
    target.color_range = LIMITED


def _frames(spec: SegmentSpec, picture: Path) -> Iterator["VideoFrame"]:
    """Every frame in turn, in one buffer: x264 has taken its copy when `encode` returns."""
    from av import VideoFrame

    planes = read(picture, spec.width, spec.height)
    if spec.move.kind == "still" and planes.size != (spec.width, spec.height):
        planes = _standing(planes, spec)
    frame = VideoFrame(spec.width, spec.height, "yuv420p")
    frame.time_base = Fraction(1, spec.fps)
    _colours(frame)
    target = buffers(frame)
    captions = _Captions(spec)
    if spec.move.kind != "still":
        import cv2

        cv2.setNumThreads(1)
    for number in range(spec.frames):
        if spec.move.kind == "still":
            copy(planes, target)
        else:
            t = number / max(spec.frames - 1, 1)
            warp(planes, matrix(spec.move, t, spec.width, spec.height, planes.size), target)
        bitmap = captions.at(number)
        if bitmap is not None:
            blend(bitmap, target)
        frame.pts = number
        yield frame


def _standing(planes: Planes, spec: SegmentSpec) -> Planes:
    """A larger picture brought to the film's size once, for a picture that stands still."""
    from av import VideoFrame

    frame = VideoFrame(*planes.size, "yuv420p")
    copy(planes, buffers(frame))
    scaled = frame.reformat(width=spec.width, height=spec.height, interpolation="AREA")
    small = buffers(scaled)
    return Planes(*(plane.copy() for plane in small))


class _Captions:
    """The caption of each frame; a bitmap is drawn when it is first shown and kept while it stays."""

    def __init__(self, spec: SegmentSpec) -> None:
        self._spec = spec
        self._shown: tuple[Cue, int | None] | None = None
        self._bitmap: Bitmap | None = None

    def at(self, number: int) -> Bitmap | None:
        """The bitmap at frame `number`, None between cues."""
        cue = next((cue for cue in self._spec.cues if cue.start <= number < cue.end), None)
        if cue is None:
            return None
        spoken = next((i for i, word in enumerate(cue.words) if word.start <= number < word.end), None)
        if self._shown != (cue, spoken):
            spec = self._spec
            self._bitmap = draw(
                cue, spoken, width=spec.width, height=spec.height, language=spec.language,
                style=spec.caption_style, begun=sum(word.start <= number for word in cue.words),
            )  # fmt: skip
            self._shown = (cue, spoken)
        return self._bitmap
