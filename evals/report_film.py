"""What a report shows of a film: pictures of its scenes, the loudness of its sound and its captions, read from files.

Nothing here fails for a bad film: what could not be read is said in `errors`. Cost: about 1 s for a minute of 1080p.
"""

import base64
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.report_parts import Html, join, said, tag
from tools.measure.metrics.port import Made
from tools.measure.metrics.strict import Cue, read

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer

THUMBS = 8
THUMB, POSTER = 240, 640  # pixels of the longer side
QUALITY = 70  # of a JPEG, of 100
RATE = 8000  # Hz at which the sound is looked at
FINEST = 20  # peaks a second
COLUMNS = 1500  # peaks at most
SCALE = 26  # pixels of a second: a caption of three seconds can be read
TICKS = 12  # at most, on the ruler
LATEST = 36_000.0  # s: sound that is said to begin later is not believed


@dataclass(frozen=True)
class Thumb:
    """A picture of the film, `second` seconds from its start, as a JPEG."""

    second: float
    jpeg: bytes


@dataclass(frozen=True)
class Reel:
    """A film as far as it could be read. `peaks` are 0 to 1, evenly from its start to `heard` seconds."""

    length: float = 0.0
    thumbs: tuple[Thumb, ...] = ()
    poster: bytes = b""
    """The first of the pictures, larger: it stands where the film will play, which often begins in black."""
    peaks: tuple[float, ...] = ()
    heard: float = 0.0
    cues: tuple[Cue, ...] = ()
    errors: tuple[str, ...] = ()


def read_reel(folder: Path) -> Reel:
    """The film of a folder, with its sidecar."""
    made = Made.at(folder)
    errors: list[str] = []
    length, thumbs, poster = _seen(made, errors)
    peaks, heard = _heard(made.film, errors)
    sidecar = made.srt or made.vtt
    cues = read(sidecar).cues if sidecar is not None else ()
    return Reel(max(length, heard), thumbs, poster, peaks, heard, cues, tuple(errors))


def figure(reel: Reel) -> Html:
    """The waveform with the captions under it, on one axis of time that scrolls; nothing for a film without length."""
    if reel.length <= 0:
        return Html("")
    wave = [_wave(reel)] if reel.peaks else [tag("p", "No sound.", class_="faint")]
    track = [tag("div", *_captions(reel), class_="track cues")] if reel.cues else []
    late = sum(cue.start / 1000 >= reel.length for cue in reel.cues)
    notes = [tag("p", f"Captions that begin after the film's end: {late}.", class_="failed")] if late else []
    ruler = tag("div", *_ruler(reel.length), class_="track ruler", aria_hidden="true")
    axis = tag(
        "div", *wave, *track, ruler, class_="time", style=f"width:max(100%,{min(reel.length, 7200) * SCALE:.0f}px)"
    )
    return join((tag("div", axis, class_="scroll", tabindex="0"), *notes))


def strip(reel: Reel) -> Html:
    """The pictures in a row."""
    return tag("div", *(_thumb(thumb) for thumb in reel.thumbs), class_="strip")


def _thumb(thumb: Thumb) -> Html:
    picture = tag("img", src=embedded(thumb.jpeg), alt=f"The film at {thumb.second:.1f} seconds")
    return tag("figure", picture, tag("figcaption", f"{thumb.second:.1f} s"))


def embedded(jpeg: bytes) -> str:
    """A JPEG as an address that holds it."""
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}"


def _wave(reel: Reel) -> Html:
    """The peaks as one shape, mirrored around the middle."""
    step = 1000 * reel.heard / reel.length / len(reel.peaks)
    spots = [(round(at * step, 1), round(49 * peak, 1)) for at, peak in enumerate((*reel.peaks, reel.peaks[-1]))]
    upper = "".join(f"L{x:g} {50 - y:g}" for x, y in spots)
    lower = "".join(f"L{x:g} {50 + y:g}" for x, y in reversed(spots))
    shape = tag("path", d=f"M0 50{upper}{lower}Z")
    title = tag("title", "Loudness over time")
    return tag("svg", title, shape, viewBox="0 0 1000 100", preserveAspectRatio="none", role="img")


def _captions(reel: Reel) -> Iterator[Html]:
    for cue in reel.cues:
        start, end = cue.start / 1000, min(cue.end / 1000, reel.length)
        if start < end:
            place = f"left:{100 * start / reel.length:.3f}%;width:{100 * (end - start) / reel.length:.3f}%"
            yield said(cue.text, style=place, title=f"{start:.2f} to {cue.end / 1000:.2f} s: {cue.text}")


def _ruler(length: float) -> Iterator[Html]:
    step = max(1, math.ceil(length / TICKS))
    for second in range(0, max(1, math.ceil(length - step / 2)), step):  # the last one must have room for its words
        yield tag("span", f"{second} s", style=f"left:{100 * second / length:.3f}%")


def _seen(made: Made, errors: list[str]) -> tuple[float, tuple[Thumb, ...], bytes]:
    """The length in seconds, the pictures, and the first of them larger."""
    import av
    from av.error import FFmpegError

    thumbs: list[Thumb] = []
    length, poster = 0.0, b""
    try:
        with av.open(str(made.film)) as container:
            if not container.streams.video:
                errors.append("the film has no picture")
                return 0.0, (), b""
            container.streams.video[0].thread_type = "AUTO"
            length = _length(container)
            for second in moments(_manifest(made), length):
                frame = _frame(container, second)
                if frame is not None:
                    thumbs.append(Thumb(second, _jpeg(frame, THUMB)))
                    poster = poster or _jpeg(frame, POSTER)
    except (FFmpegError, OSError, ValueError) as error:
        errors.append(f"the picture cannot be decoded: {error}")
    return length, tuple(thumbs), poster


def _length(container: "InputContainer") -> float:
    """Of the picture, in seconds; 0 where the file does not say."""
    stream = container.streams.video[0]
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return (container.duration or 0) / 1_000_000


def _manifest(made: Made) -> dict[str, Any]:
    """The manifest, {} where it cannot be read: it only says where the scenes are."""
    try:
        return made.manifest
    except (OSError, ValueError, RecursionError):
        return {}


def moments(manifest: Mapping[str, Any], length: float) -> tuple[float, ...]:
    """The middles of at most eight scenes in seconds, evenly chosen; without scenes, eight evenly spread moments."""
    found = sorted({middle for middle in _middles(manifest.get("beats")) if 0 <= middle < length})
    if len(found) < 2:
        return tuple(length * (number + 0.5) / THUMBS for number in range(THUMBS)) if length > 0 else ()
    if len(found) > THUMBS:
        found = [found[round(number * (len(found) - 1) / (THUMBS - 1))] for number in range(THUMBS)]
    return tuple(found)


def _middles(beats: object) -> Iterator[float]:
    """The middle of each scene that a manifest's beats make up."""
    spans: dict[str, tuple[float, float]] = {}
    for beat in beats if isinstance(beats, list) else []:
        if isinstance(beat, dict) and _is_time(beat.get("start")) and _is_time(beat.get("end")):
            scene = str(beat.get("scene", beat.get("id")))
            first, last = spans.get(scene, (math.inf, -math.inf))
            spans[scene] = (min(first, float(beat["start"])), max(last, float(beat["end"])))
    yield from ((first + last) / 2 for first, last in spans.values())


def _is_time(value: object) -> bool:
    """A number of seconds that a film may have."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < LATEST


def _frame(container: "InputContainer", second: float) -> "VideoFrame | None":
    """The frame that is shown at a time, or the last before it."""
    stream = container.streams.video[0]
    container.seek(round(second * 1_000_000))
    shown = None
    for frame in container.decode(stream):
        if shown is not None and frame.time is not None and frame.time > second:
            break
        shown = frame
    return shown


def _jpeg(frame: "VideoFrame", side: int) -> bytes:
    """The frame as a JPEG whose longer side has at most so many pixels."""
    import cv2

    scale = min(1.0, side / max(frame.width, frame.height))
    width, height = (max(1, round(side * scale)) for side in (frame.width, frame.height))
    pixels = frame.to_ndarray(format="bgr24", width=width, height=height)
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return bytes(data)


def _heard(film: Path, errors: list[str]) -> tuple[tuple[float, ...], float]:
    """The peaks of the sound, and its end in seconds from the film's start."""
    import av
    import numpy as np
    from av.error import FFmpegError

    parts: list[Any] = [np.zeros(0, np.float32)]
    try:
        with av.open(str(film)) as container:
            if not container.streams.audio:
                errors.append("the film has no sound")
                return (), 0.0
            resampler = av.AudioResampler(format="fltp", rate=RATE)
            frames = container.decode(audio=0)
            first = next(frames, None)
            late = min(max(first.time or 0.0, 0.0), LATEST) if first is not None else 0.0
            parts.append(np.zeros(round(late * RATE), np.float32))
            for frame in chain([first] if first is not None else [], frames, [None]):
                parts += [_loudest(part.to_ndarray()) for part in resampler.resample(frame)]
    except (FFmpegError, OSError, ValueError) as error:
        errors.append(f"the sound cannot be decoded: {error}")
    return _peaks(parts), sum(part.size for part in parts) / RATE


def _peaks(parts: Sequence[Any]) -> tuple[float, ...]:
    """The largest sample of each of at most COLUMNS stretches."""
    import numpy as np

    samples = np.concatenate(list(parts))
    if not samples.size:
        return ()
    size = max(RATE // FINEST, math.ceil(samples.size / COLUMNS))
    padded = np.pad(samples, (0, -samples.size % size))
    return tuple(float(peak) for peak in padded.reshape(-1, size).max(axis=1).clip(0.0, 1.0))


def _loudest(block: Any) -> Any:
    """The loudest channel at each moment, without its sign; what is no number is silence."""
    import numpy as np

    return np.nan_to_num(np.abs(block).max(axis=0), nan=0.0)
