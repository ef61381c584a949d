"""The look at a finished film: what the file is, measured on the file, against what it must be.

What the segments show was seen when they were encoded (`segment.py`). The film's look proves on the file that it holds
just their packets at their times, and decodes the sound alone. Where the proof fails, or nothing is known of the
segments, every frame is decoded. Either way nothing of the film is kept in memory but a few numbers for each frame.

Thresholds: YouTube's upload settings, EBU QC 0016B (black); those of the sound in `hearing.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from core.models import Finding
from tools.film.languages import iso639
from tools.film.port import SAMPLE_RATE
from tools.measure.boxes import starts_fast
from tools.measure.checks import checks
from tools.measure.ears import Ears
from tools.measure.frames import Frames, strict, watch
from tools.measure.hearing import REPAIR, sounds
from tools.measure.picture import black_inside, runs
from tools.measure.port import Expected, Known, finding
from tools.measure.segment import Proof
from tools.measure.sound import gathered

if TYPE_CHECKING:
    from av import AudioFrame, AudioStream, VideoStream
    from av.container import InputContainer


@dataclass
class _Pass:
    """One pass over the file: the proof of its pictures, and its sound."""

    frames: Frames | None = None
    ears: Ears | None = None
    heard_from: float = 0.0
    errors: list[str] = field(default_factory=list)


def look(path: Path, expected: Expected, known: Known | None = None) -> tuple[Finding, ...]:
    """Measure the film at `path` against what it must be; every check gives one finding, good or bad.

    A file that cannot be opened gives the single finding `opens`. Checks of the sound are left out where the film has
    none on purpose (`has_sound` False). The checks of tools/measure/checks/ come last.
    """
    import av

    known = known or Known()
    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                return (finding("opens", False, "no picture", "a film", REPAIR),)
            found = _passed(container, expected, known)
        frames = found.frames or _decoded(path)
        with av.open(str(path)) as container:
            return (
                _damage(found, frames, len(known.segments)),
                *_streams(container, frames, path, expected),
                *_pictures(frames, container.streams.video[0], expected),
                *(_sounds(found, frames, expected) if expected.has_sound else ()),
                *(check(path, expected) for check in checks()),
            )
    except (av.error.FFmpegError, OSError) as error:
        return (finding("opens", False, str(error), "a film", REPAIR),)


def _passed(container: "InputContainer", expected: Expected, known: Known) -> _Pass:
    """Read the file once: compare its pictures' packets with the segments', and hear its sound."""
    from av.error import FFmpegError

    strict(container)
    found, proof = _Pass(), Proof(container, known.segments)
    rate = SAMPLE_RATE
    if container.streams.audio:
        rate = container.streams.audio[0].codec_context.sample_rate or SAMPLE_RATE
    ears = Ears(rate, [border * rate // expected.fps for border in expected.borders])
    try:
        for block in gathered(_frames_of_sound(container, proof, found)):
            ears.hear(block)
    except FFmpegError as error:
        found.errors.append(str(error))
    found.frames, found.ears = proof.held(), ears if ears.samples else None
    return found


def _frames_of_sound(container: "InputContainer", proof: Proof, found: _Pass) -> Iterator["AudioFrame"]:
    from av import AudioFrame

    begun = False
    for packet in container.demux([container.streams.video[0], *container.streams.audio[:1]]):
        if packet.stream.type == "video":
            proof.add(packet)
            continue
        for frame in packet.decode():
            assert isinstance(frame, AudioFrame)
            if frame.is_corrupt:
                found.errors.append(f"damaged sound at {frame.time} s")
            found.heard_from = found.heard_from if begun else float(frame.time or 0.0)
            begun = True
            yield frame


def _decoded(path: Path) -> Frames:
    """Every frame of the film, decoded on all cores."""
    import av

    with av.open(str(path)) as container:
        strict(container)
        container.streams.video[0].thread_type = "AUTO"
        return watch(container)


def _damage(found: _Pass, frames: Frames, segments: int) -> Finding:
    errors = [*frames.errors, *found.errors]
    sound = f"no error: the pictures are those of {segments} segments that were seen, packet by packet"
    good = sound if found.frames is not None else "no error"
    return finding("decodes", not errors, "; ".join(errors[:3]) or good, "no error", REPAIR)


def _streams(container: "InputContainer", frames: Frames, path: Path, expected: Expected) -> Iterator[Finding]:
    """What the file says it is."""
    video = container.streams.video[0]
    context = video.codec_context
    kind = f"{context.name} {video.profile} {context.pix_fmt} in {container.format.name.split(',')[0]}"
    yield finding("video format", kind == "h264 High yuv420p in mov", kind, "h264 High yuv420p in mov", REPAIR)
    aspect = video.sample_aspect_ratio or Fraction(1)
    size = f"{context.width}x{context.height} pixels {aspect.numerator}:{aspect.denominator}"
    wanted = f"{expected.width}x{expected.height} pixels 1:1"
    yield finding("size", size == wanted, size, wanted, REPAIR)
    tags = (context.color_primaries, context.color_trc, context.colorspace, context.color_range)
    said = "/".join(str(int(tag)) for tag in tags)
    colours = " ".join(dict.fromkeys([said, *sorted(frames.colours)]))
    yield finding("colour tags", colours == "1/1/1/1", colours, "1/1/1/1 (bt709, limited range)", REPAIR)
    yield finding("fast start", starts_fast(path), "yes" if starts_fast(path) else "no", "yes", REPAIR)
    if expected.has_sound:
        yield _sound_format(container.streams.audio[0] if container.streams.audio else None)
    languages = [stream.language or "und" for stream in (video, *container.streams.audio, *container.streams.subtitles)]
    wanted = iso639(expected.language)
    yield finding("language tags", set(languages) == {wanted}, " ".join(languages), wanted, REPAIR)


def _sound_format(audio: "AudioStream | None") -> Finding:
    found = "no sound"
    if audio is not None:
        found = f"{audio.codec_context.name} {audio.profile} {audio.codec_context.sample_rate} Hz"
    return finding("sound format", found == "aac LC 48000 Hz", found, "aac LC 48000 Hz", REPAIR)


def _pictures(frames: Frames, video: "VideoStream", expected: Expected) -> Iterator[Finding]:
    """What the frames are."""
    fps, count = expected.fps, len(frames.times)
    wrong = sum(number for size, number in frames.sizes.items() if size != (expected.width, expected.height))
    yield finding("frame size", not wrong, f"{wrong} other frames", "0 other frames", REPAIR)
    enough = abs(count - expected.frames) <= 1
    yield finding("frame count", enough, str(count), f"{expected.frames} +-1", REPAIR)
    tick = video.time_base or Fraction(1, fps)
    steady = all(abs(at - frames.times[0] - Fraction(i, fps)) <= tick for i, at in enumerate(frames.times))
    yield finding("frame rate", steady, "constant" if steady else "uneven", f"constant {fps}/s", REPAIR)
    black = black_inside(frames.black, fps)
    where = ", ".join(f"{run.start / fps:.1f}-{run.end / fps:.1f} s" for run in black[:5]) or "none"
    yield finding("black", not black, where, "none longer than 2 frames inside", "make the pictures there again")
    longest = max((run.frames for run in runs(frames.still)), default=0)
    yield finding("stillness", True, f"{longest / fps:.1f} s", "reported")


def _sounds(found: _Pass, frames: Frames, expected: Expected) -> Iterator[Finding]:
    """What the sound is."""
    if found.ears is None:
        yield finding("sound", False, "none", "sound", "make the voices again (storyreel heal)")
        return
    late = found.heard_from - float(frames.times[0] if frames.times else 0)
    yield from sounds(found.ears, len(frames.times), late, expected)
