"""Tiny films and folders for the tests of metrics: frames become an MP4, values a manifest beside it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from tools.measure.metrics.port import Verdict

FPS = 24
Pixels = NDArray[np.uint8]


def encoded(path: Path, frames: Iterable[Pixels], fps: int = FPS) -> Path:
    """The frames (rows x columns x 3, sRGB) as H.264 of good quality, tagged as BT.709."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=fps, options={"preset": "ultrafast", "crf": "18"})
        stream.pix_fmt = "yuv420p"
        for pixels in frames:
            if not stream.codec_context.is_open:
                stream.height, stream.width = pixels.shape[:2]
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            out.mux(stream.encode(frame.reformat(format="yuv420p", dst_colorspace="ITU709")))
        out.mux(stream.encode())
    return path


def panned(picture: Pixels, frames: int, step: int = 2) -> Iterator[Pixels]:
    """A window on a picture that goes to the right by `step` pixels a frame (0: it stands still)."""
    high, wide = picture.shape[0] // 16 * 14, picture.shape[1] // 16 * 12
    for number in range(frames):
        at = min(number * step, picture.shape[1] - wide)
        yield np.ascontiguousarray(picture[:high, at : at + wide])


def beats(texts: Iterable[str], seconds: float = 1.5, **more: Any) -> list[dict[str, Any]]:
    """A manifest's beats, one after the other."""
    return [
        {
            "id": f"{number}.1",
            "scene": str(number),
            "start": (number - 1) * seconds,
            "end": number * seconds,
            "narration_text": text,
            "spoken_text": text,
            "image_prompt": f"{text}; watercolour",
            **more,
        }
        for number, text in enumerate(texts, 1)
    ]


def folder(path: Path, manifest: dict[str, Any] | None = None, **files: str | None) -> Path:
    """A film's folder: the manifest and text files by their names (`captions_srt` is captions.srt)."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "manifest.json").write_text(json.dumps(manifest or {}), encoding="utf-8")
    for name, text in files.items():
        if text is not None:
            (path / ".".join(name.rsplit("_", 1))).write_text(text, encoding="utf-8")
    return path


def srt(texts: Iterable[str], seconds: float = 1.5) -> str:
    """A caption for each text."""
    blocks = []
    for number, text in enumerate(texts):
        begin, end = (
            f"00:00:{second:06.3f}".replace(".", ",") for second in (number * seconds, (number + 1) * seconds)
        )
        blocks.append(f"{number + 1}\n{begin} --> {end}\n{text}\n")
    return "\n".join(blocks)


def with_late_sound(film: Path, path: Path, seconds: float = 0.3) -> Path:
    """The film at `path`, its sound moved to `seconds` after its picture."""
    with av.open(str(film)) as source, av.open(str(path), "w") as target:
        streams = {stream.index: target.add_stream_from_template(stream) for stream in source.streams}
        for packet in source.demux():
            if packet.dts is not None:
                late = int(seconds / packet.time_base) if packet.stream.type == "audio" else 0
                packet.pts, packet.dts = (packet.pts or 0) + late, packet.dts + late
                packet.stream = streams[packet.stream_index]
                target.mux(packet)
    return path


def failing(verdicts: Iterable[Verdict]) -> set[str]:
    """The metrics that are not ok."""
    return {verdict.metric for verdict in verdicts if verdict.ok is False}


def failed(found: Mapping[str, Verdict]) -> set[str]:
    """The same, of verdicts by their ids."""
    return failing(found.values())


def of(verdicts: Iterable[Verdict], metric: str) -> Verdict:
    """The verdict of one metric."""
    return next(verdict for verdict in verdicts if verdict.metric == metric)
