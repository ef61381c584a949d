"""The look at a finished film: what the file is, measured on the file in one decoding pass, against what it must be.

Thresholds: EBU R 128 and the loudness that web players normalise to, YouTube's upload settings, ITU-R BT.1359-1 (sound
against picture), EBU QC 0016B (black).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.models import Finding
from tools.film.languages import iso639
from tools.film.port import SAMPLE_RATE, TRUE_PEAK
from tools.measure.boxes import starts_fast
from tools.measure.checks import checks
from tools.measure.loudness import clipped, loudness, true_peak
from tools.measure.picture import STEP, black_inside, is_black, is_still, runs
from tools.measure.port import Expected
from tools.measure.sound import silences

if TYPE_CHECKING:
    from av import AudioStream, VideoStream
    from av.container import InputContainer

LOUDNESS_WITHIN = 0.5  # LU
LEAD, GAP, TAIL = 1.0, 2.5, 2.0  # s of silence at the start, inside, at the end
APART = 0.1  # s by which sound and picture may differ in length
EARLY, LATE = 0.045, 0.125  # s by which the sound may lead or lag (BT.1359-1, detectable)
_REPAIR = "make the film again"


@dataclass
class _Seen:
    """What one decoding pass saw and heard."""

    times: list[Fraction] = field(default_factory=list)
    black: list[bool] = field(default_factory=list)
    still: list[bool] = field(default_factory=list)
    wrong_size: int = 0
    heard: list[NDArray[np.float32]] = field(default_factory=list)
    heard_from: float | None = None
    errors: list[str] = field(default_factory=list)
    last: NDArray[np.uint8] | None = None


def look(path: Path, expected: Expected) -> tuple[Finding, ...]:
    """Measure the film at `path` against what it must be; every check gives one finding, good or bad.

    A file that cannot be opened gives the single finding `opens`. Checks of the sound are left out where the film has
    none on purpose (`has_sound` False). The checks of tools/measure/checks/ come last.
    """
    import av

    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                return (_finding("opens", False, "no picture", "a film", _REPAIR),)
            seen = _decoded(container, (expected.width, expected.height))
            return tuple(
                [
                    _finding("decodes", not seen.errors, "; ".join(seen.errors[:3]) or "no error", "no error", _REPAIR),
                    *_streams(container, path, expected),
                    *_pictures(seen, container.streams.video[0], expected.fps, expected.frames),
                    *(_sounds(container, seen, expected.fps, expected.level) if expected.has_sound else ()),
                    *(check(path, expected) for check in checks()),
                ]
            )
    except (av.error.FFmpegError, OSError) as error:
        return (_finding("opens", False, str(error), "a film", _REPAIR),)


def _finding(check: str, ok: bool, measured: str, wanted: str, advice: str = "") -> Finding:
    return Finding(check=check, ok=ok, measured=measured, wanted=wanted, advice="" if ok else advice)


def _decoded(container: "InputContainer", size: tuple[int, int]) -> _Seen:
    """Decode everything once, strictly: what a lenient decoder would hide is an error here."""
    from av.error import FFmpegError

    seen = _Seen()
    streams: list[Any] = [container.streams.video[0], *container.streams.audio[:1]]
    streams[0].thread_type = "AUTO"
    for stream in streams:
        stream.codec_context.options = {"err_detect": "explode"}
    try:
        for packet in container.demux(streams):
            for frame in packet.decode():
                _see(seen, frame, size)
    except FFmpegError as error:
        seen.errors.append(str(error))
    return seen


def _see(seen: _Seen, frame: object, size: tuple[int, int]) -> None:
    from av import AudioFrame, VideoFrame

    if not isinstance(frame, AudioFrame | VideoFrame):
        return
    if frame.is_corrupt:
        seen.errors.append(f"a damaged frame at {frame.time} s")
    if isinstance(frame, AudioFrame):
        if seen.heard_from is None:
            seen.heard_from = float(frame.time or 0.0)
        seen.heard.append(frame.to_ndarray().astype(np.float32, copy=False))
        return
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    luma = rows[::STEP, : plane.width : STEP].copy()
    seen.times.append((frame.pts or 0) * (frame.time_base or Fraction(1)))
    seen.black.append(is_black(luma))
    seen.still.append(seen.last is not None and seen.last.shape == luma.shape and is_still(seen.last, luma))
    seen.wrong_size += (frame.width, frame.height) != size
    seen.last = luma


def _streams(container: "InputContainer", path: Path, expected: Expected) -> Iterator[Finding]:
    """What the file says it is."""
    video = container.streams.video[0]
    context = video.codec_context
    kind = f"{context.name} {video.profile} {context.pix_fmt} in {container.format.name.split(',')[0]}"
    yield _finding("video format", kind == "h264 High yuv420p in mov", kind, "h264 High yuv420p in mov", _REPAIR)
    aspect = video.sample_aspect_ratio or Fraction(1)
    size = f"{context.width}x{context.height} pixels {aspect.numerator}:{aspect.denominator}"
    wanted = f"{expected.width}x{expected.height} pixels 1:1"
    yield _finding("size", size == wanted, size, wanted, _REPAIR)
    tags = (context.color_primaries, context.color_trc, context.colorspace, context.color_range)
    colours = "/".join(str(int(tag)) for tag in tags)
    yield _finding("colour tags", colours == "1/1/1/1", colours, "1/1/1/1 (bt709, limited range)", _REPAIR)
    yield _finding("fast start", starts_fast(path), _yes(starts_fast(path)), "yes", _REPAIR)
    if expected.has_sound:
        yield _sound_format(container.streams.audio[0] if container.streams.audio else None)
    said = [stream.language or "und" for stream in (video, *container.streams.audio, *container.streams.subtitles)]
    wanted = iso639(expected.language)
    yield _finding("language tags", set(said) == {wanted}, " ".join(said), wanted, _REPAIR)


def _sound_format(audio: "AudioStream | None") -> Finding:
    found = "no sound"
    if audio is not None:
        found = f"{audio.codec_context.name} {audio.profile} {audio.codec_context.sample_rate} Hz"
    return _finding("sound format", found == "aac LC 48000 Hz", found, "aac LC 48000 Hz", _REPAIR)


def _pictures(seen: _Seen, video: "VideoStream", fps: int, frames: int) -> Iterator[Finding]:
    """What the frames are."""
    count = len(seen.times)
    yield _finding("frame size", not seen.wrong_size, f"{seen.wrong_size} other frames", "0 other frames", _REPAIR)
    yield _finding("frame count", abs(count - frames) <= 1, str(count), f"{frames} +-1", _REPAIR)
    tick = video.time_base or Fraction(1, fps)
    steady = all(abs(at - seen.times[0] - Fraction(i, fps)) <= tick for i, at in enumerate(seen.times))
    yield _finding("frame rate", steady, "constant" if steady else "uneven", f"constant {fps}/s", _REPAIR)
    black = black_inside(seen.black, fps)
    where = ", ".join(f"{run.start / fps:.1f}-{run.end / fps:.1f} s" for run in black[:5]) or "none"
    yield _finding("black", not black, where, "none longer than 2 frames inside", "make the pictures there again")
    longest = max((run.frames for run in runs(seen.still)), default=0)
    yield _finding("stillness", True, f"{longest / fps:.1f} s", "reported")


def _sounds(container: "InputContainer", seen: _Seen, fps: int, level: float) -> Iterator[Finding]:
    """What the sound is."""
    if not seen.heard or not container.streams.audio:
        yield _finding("sound", False, "none", "sound", "make the voices again (storyreel heal)")
        return
    signal = np.concatenate(seen.heard, axis=1)
    rate = container.streams.audio[0].codec_context.sample_rate or SAMPLE_RATE
    apart = abs(signal.shape[1] / rate - len(seen.times) / fps)
    yield _finding("lengths", apart <= APART, f"{apart * 1000:.0f} ms apart", f"<= {APART * 1000:.0f} ms", _REPAIR)
    late = (seen.heard_from or 0.0) - float(seen.times[0] if seen.times else 0)
    yield _finding("start of sound", -EARLY <= late <= LATE, f"{late * 1000:.0f} ms", "-45..125 ms", _REPAIR)
    yield _quiet(signal, rate)
    heard, peak, flat = loudness(signal), true_peak(signal), clipped(signal)
    near = abs(heard - level) <= LOUDNESS_WITHIN
    yield _finding("loudness", near, f"{heard:.1f} LUFS", f"{level:.1f} +-{LOUDNESS_WITHIN} LUFS", "mix again")
    yield _finding("true peak", peak <= TRUE_PEAK, f"{peak:.2f} dBTP", f"<= {TRUE_PEAK:.1f} dBTP", "mix again")
    yield _finding("clipping", not flat, f"{flat} runs", "0 runs", "mix again")


def _quiet(signal: NDArray[np.float32], rate: int) -> Finding:
    """Silence: only the longest of each kind is named."""
    end = signal.shape[1] / rate
    found = silences(signal, rate)
    lead = max((silence.seconds for silence in found if silence.start == 0), default=0.0)
    tail = max((silence.seconds for silence in found if silence.end >= end), default=0.0)
    gap = max((silence.seconds for silence in found if silence.start > 0 and silence.end < end), default=0.0)
    ok = lead <= LEAD and gap <= GAP and tail <= TAIL
    measured = f"start {lead:.1f} s, longest gap {gap:.1f} s, end {tail:.1f} s"
    wanted = f"start <= {LEAD} s, gap <= {GAP} s, end <= {TAIL} s"
    return _finding("silence", ok, measured, wanted, "make the voices around it again")


def _yes(value: bool) -> str:
    return "yes" if value else "no"
