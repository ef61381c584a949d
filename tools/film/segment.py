"""Shots and the joints between them as H.264 files: pure functions of their pictures and their specs.

A frame is composed inside the encoder's own buffers: the picture is seen through the camera plane by plane, the caption
is blended into its rows, and x264 reads it from there. One thread and no processor-dependent choice in x264: the same
inputs give the same bytes on any x86-64 machine.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from core.capability import importable
from core.clock import now
from core.errors import NotConfigured
from tools.film.determinism import baseline, bundled, versions
from tools.film.languages import is_right_to_left
from tools.film.planes import buffers, copy
from tools.film.port import JointSpec, Profile, SegmentSpec
from tools.film.shot import Shot
from tools.film.transitions import mix
from tools.fonts import missing

if TYPE_CHECKING:
    from av import VideoCodecContext, VideoFrame, VideoStream
    from av.container import OutputContainer

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


def encode(spec: SegmentSpec, files: Mapping[str, Path], out: Path) -> None:
    """Encode the frames of `spec` that no joint shows to the MP4 `out`; `files` holds `picture` or `cels`.

    Raises Unavailable when a file cannot be read, NotConfigured when the spec moves and OpenCV is missing, or has cues
    and Pango is missing (see `moving` and `captioning`).
    """
    _check(spec)
    _write(spec, _frames(spec, files), out)


def encode_joint(spec: JointSpec, files: Mapping[str, Path], out: Path) -> None:
    """Encode the frames between two segments to the MP4 `out`.

    `files` are those of both shots, their names beginning with `before ` and `after `. Raises as `encode`.
    """
    _check(spec.before)
    _check(spec.after)
    _write(spec.before, _joint_frames(spec, files), out)


def _check(spec: SegmentSpec) -> None:
    lacking = (moving() if spec.move.kind != "still" else None) or (captioning() if spec.cues else None)
    if lacking is not None:
        raise NotConfigured(lacking)


def _write(spec: SegmentSpec, frames: Iterator["VideoFrame"], out: Path) -> None:
    import av

    baseline()
    with av.open(str(out), "w", format="mp4", options={"fflags": "+bitexact"}) as container:
        stream = _stream(container, spec)
        for frame in frames:
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def encode_ready(spec: SegmentSpec | JointSpec, files: Mapping[str, Path], out: Path) -> float:
    """Encode a segment or a joint from frames that lie ready in memory; returns the seconds without composing them.

    For benchmarks: the least that these frames take on this machine. Holds them all: 3 MB each at 1080p.
    """
    import av

    baseline()
    drawn = _frames(spec, files) if isinstance(spec, SegmentSpec) else _joint_frames(spec, files)
    first = spec if isinstance(spec, SegmentSpec) else spec.before
    ready = []
    for frame in drawn:
        kept = _blank(first)
        copy(buffers(frame), buffers(kept))
        kept.pts = frame.pts
        ready.append(kept)
    with av.open(str(out), "w", format="mp4", options={"fflags": "+bitexact"}) as container:
        stream = _stream(container, first)
        begin = now()
        for kept in ready:
            container.mux(stream.encode(kept))
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


def _frames(spec: SegmentSpec, files: Mapping[str, Path]) -> Iterator["VideoFrame"]:
    """Every frame in turn, in one buffer: x264 has taken its copy when `encode` returns."""
    shot = _shot(spec, files)
    frame = _blank(spec)
    target = buffers(frame)
    for place, number in enumerate(range(spec.head, spec.frames - spec.tail)):
        shot.draw(number, target)
        frame.pts = place
        yield frame


def _joint_frames(spec: JointSpec, files: Mapping[str, Path]) -> Iterator["VideoFrame"]:
    """Both shots go on under the transition: the first beyond its end, the second from before its beginning."""
    before = _shot(spec.before, _named(files, "before "))
    after = _shot(spec.after, _named(files, "after "))
    frame, out, into = (_blank(spec.before) for _ in range(3))
    target, first, second = buffers(frame), buffers(out), buffers(into)
    length, rtl = spec.before.tail + spec.after.head, is_right_to_left(spec.before.language)
    for place in range(length):
        before.draw(spec.before.frames - spec.before.tail + place, first)
        after.draw(place - spec.before.tail, second)
        mix(spec.transition, first, second, (place + 1) / (length + 1), target, rtl=rtl)
        frame.pts = place
        yield frame


def _named(files: Mapping[str, Path], begin: str) -> dict[str, Path]:
    return {name.removeprefix(begin): path for name, path in files.items() if name.startswith(begin)}


def _shot(spec: SegmentSpec, files: Mapping[str, Path]) -> Shot:
    if importable("cv2"):
        import cv2

        cv2.setNumThreads(1)
    return Shot(spec, files)


def _blank(spec: SegmentSpec) -> "VideoFrame":
    from av import VideoFrame

    frame = VideoFrame(spec.width, spec.height, "yuv420p")
    frame.time_base = Fraction(1, spec.fps)
    _colours(frame)
    return frame
