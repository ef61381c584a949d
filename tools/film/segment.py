"""Shots and the joints between them as H.264 files: pure functions of their pictures and their specs.

A frame is composed inside the encoder's own buffers: the picture is seen through the camera plane by plane, the caption
is blended into its rows, and x264 reads it from there. One thread and no processor-dependent choice in x264: the same
inputs give the same bytes on any x86-64 machine.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from core.capability import Requires, importable
from core.clock import now
from core.errors import NotConfigured
from tools.film.determinism import baseline, bundled, versions
from tools.film.encoders import BITEXACT, ENCODERS, blank
from tools.film.languages import is_right_to_left
from tools.film.planes import buffers, copy
from tools.film.port import ASSEMBLERS, JointSpec, SegmentSpec
from tools.film.shot import Draws, Shot
from tools.film.transitions import mix
from tools.fonts import missing

if TYPE_CHECKING:
    from av import VideoFrame

BEFORE, AFTER = "before ", "after "  # how the names of a joint's files begin


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


@ASSEMBLERS.register("pyav", rank=20, requires=Requires(probe=encoding), built_in=True)
class Pyav:
    """The built-in assembler: frames are composed in the encoder's own buffers."""

    def libraries(self) -> dict[str, str]:
        """As `libraries`."""
        return libraries()

    def segment(self, spec: SegmentSpec, files: Mapping[str, Path], out: Path) -> None:
        """As `encode`."""
        encode(spec, files, out)

    def joint(self, spec: JointSpec, files: Mapping[str, Path], out: Path) -> None:
        """As `encode_joint`."""
        encode_joint(spec, files, out)


def encode(spec: SegmentSpec, files: Mapping[str, Path], out: Path) -> None:
    """Encode the frames of `spec` that no joint shows to the MP4 `out`; `files` holds `picture` or `cels`.

    Raises Unavailable when a file cannot be read, NotConfigured when the spec moves and OpenCV is missing, or has cues
    and Pango is missing (see `moving` and `captioning`).
    """
    check(spec)
    ENCODERS.create(spec.encoder).write(spec, _frames(spec, files), out)


def encode_joint(spec: JointSpec, files: Mapping[str, Path], out: Path) -> None:
    """Encode the frames between two segments to the MP4 `out`.

    `files` are those of both shots, their names beginning with `before ` and `after `. Raises as `encode`.
    """
    check(spec.before)
    check(spec.after)
    ENCODERS.create(spec.before.encoder).write(spec.before, _joint_frames(spec, files), out)


def check(spec: SegmentSpec) -> None:
    """Raise NotConfigured when what the spec shows cannot be shown here."""
    lacking = (moving() if spec.move.kind != "still" else None) or (captioning() if spec.cues or spec.source else None)
    if lacking is not None:
        raise NotConfigured(lacking)


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
        kept = blank(first)
        copy(buffers(frame), buffers(kept))
        kept.pts = frame.pts
        ready.append(kept)
    with av.open(str(out), "w", format="mp4", options=BITEXACT) as container:
        stream = ENCODERS.create(first.encoder).stream(container, first)
        begin = now()
        for kept in ready:
            container.mux(stream.encode(kept))
        container.mux(stream.encode(None))
        return now() - begin


def _frames(spec: SegmentSpec, files: Mapping[str, Path]) -> Iterator["VideoFrame"]:
    return frames(spec, shot(spec, files))


def _joint_frames(spec: JointSpec, files: Mapping[str, Path]) -> Iterator["VideoFrame"]:
    before, after = (shot(one, named(files, which)) for one, which in ((spec.before, BEFORE), (spec.after, AFTER)))
    return joint_frames(spec, before, after)


def frames(spec: SegmentSpec, drawn: Draws) -> Iterator["VideoFrame"]:
    """Every frame of a segment in turn, in one buffer: the encoder has taken its copy when `encode` returns."""
    frame = blank(spec)
    target = buffers(frame)
    for place, number in enumerate(range(spec.head, spec.frames - spec.tail)):
        drawn.draw(number, target)
        frame.pts = place
        yield frame


def joint_frames(spec: JointSpec, before: Draws, after: Draws) -> Iterator["VideoFrame"]:
    """Both shots go on under the transition: the first beyond its end, the second from before its beginning."""
    frame, out, into = (blank(spec.before) for _ in range(3))
    target, first, second = buffers(frame), buffers(out), buffers(into)
    length, rtl = spec.before.tail + spec.after.head, is_right_to_left(spec.before.language)
    for place in range(length):
        before.draw(spec.before.frames - spec.before.tail + place, first)
        after.draw(place - spec.before.tail, second)
        mix(spec.transition, first, second, (place + 1) / (length + 1), target, rtl=rtl)
        frame.pts = place
        yield frame


def named(files: Mapping[str, Path], begin: str) -> dict[str, Path]:
    """The files of one shot of a joint, by their names in that shot."""
    return {name.removeprefix(begin): path for name, path in files.items() if name.startswith(begin)}


def shot(spec: SegmentSpec, files: Mapping[str, Path]) -> Shot:
    """The shot, drawn in one thread."""
    if importable("cv2"):
        import cv2

        cv2.setNumThreads(1)
    return Shot(spec, files)
