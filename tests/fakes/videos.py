"""A web site of small videos: one with subtitles beside it, one without, and captions in YouTube's json3."""

import json
import math
import re
import tempfile
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from tests.fakes.server import Answer, Asked, Fake

SECONDS = 6
VTT = """WEBVTT

NOTE Written for Storyreel's tests.

00:00.500 --> 00:02.500
<v Maria>The tide comes in twice a day.

00:02.500 --> 00:04.000
[waves]

00:04.000 --> 00:05.800
The Moon pulls the water.
"""
PAGE = """<!doctype html><html lang="en"><head><title>Tides</title></head><body><video controls src="/bare.mp4">
<track kind="subtitles" srclang="en" src="/tide.vtt"></video></body></html>"""
JSON3 = {
    "wireMagic": "pb3",
    "events": [
        {"tStartMs": 0, "dDurationMs": 6000, "id": 1, "wpWinPosId": 1},
        {"tStartMs": 500, "dDurationMs": 3500, "segs": [
            {"utf8": "the"}, {"utf8": " tide", "tOffsetMs": 300}, {"utf8": " comes in", "tOffsetMs": 700}]},
        {"tStartMs": 2100, "dDurationMs": 1900, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 4000, "dDurationMs": 1800, "segs": [{"utf8": "the moon pulls"}, {"utf8": " the water"}]},
    ],
}  # fmt: skip


def film(out: Path, subtitles: Sequence[tuple[float, float, str]] = (), codec: str = "mov_text", **tags: str) -> Path:
    """A small film of six seconds with a tone, in the container that the name asks for; times in seconds."""
    import av
    import numpy as np
    from av.packet import Packet

    from tools.film.subtitles import HEAD

    with av.open(str(out), "w") as container:
        container.metadata.update(tags)
        sound = container.add_stream("aac", rate=48000, layout="mono")
        target: Any = container.add_stream(codec) if subtitles else None
        if target is not None:
            target.codec_context.subtitle_header = HEAD.encode()
            target.codec_context.time_base = target.time_base = Fraction(1, 1000)
        wave = np.sin(np.arange(48000 * SECONDS) * (2 * math.pi * 220 / 48000)).astype(np.float32)[None] * 0.2
        frame = av.AudioFrame.from_ndarray(wave, format="fltp", layout="mono")
        frame.sample_rate = 48000
        packets = [*sound.encode(frame), *sound.encode(None)]
        container.start_encoding()
        for start, end, text in subtitles:
            data = text.encode()
            packet = Packet(len(data).to_bytes(2, "big") + data if codec == "mov_text" else data)
            packet.stream, packet.time_base = target, Fraction(1, 1000)
            packet.pts = packet.dts = round(start * 1000)
            packet.duration = round((end - start) * 1000)
            container.mux(packet)
        container.mux(packets)
    return out


@lru_cache(maxsize=1)
def media() -> bytes:
    """The bytes of the one film."""
    with tempfile.TemporaryDirectory() as folder:
        return film(Path(folder) / "tide.mp4").read_bytes()


class Videos(Fake):
    """The site; whatever is not listed is not there. Ranges are honoured."""

    variables: ClassVar[dict[str, str]] = {"STORYREEL_ALLOW_HOSTS": "127.0.0.1"}

    def answer(self, asked: Asked) -> Answer:
        vtt, mp4 = {"Content-Type": "text/vtt; charset=utf-8"}, {"Content-Type": "video/mp4"}
        pages = {
            "/tide.mp4": Answer(200, media(), mp4),
            "/tide.vtt": Answer(200, VTT.encode(), vtt),
            "/bare.mp4": Answer(200, media(), mp4),
            "/tide.json3": Answer(200, json.dumps(JSON3).encode(), {"Content-Type": "application/json"}),
            "/empty.vtt": Answer(200, b"", vtt),
            "/inside.mp4": Answer(302, b"", {"Location": "http://169.254.169.254/latest/meta-data"}),
            "/watch": Answer(200, PAGE.encode(), {"Content-Type": "text/html; charset=utf-8"}),
            "/page": Answer(200, b"<title>Tides</title><p>No video here.</p>", {"Content-Type": "text/html"}),
        }
        found = pages.get(asked.path, Answer(404, b"no such page", {"Content-Type": "text/plain"}))
        match = re.fullmatch(r"bytes=(\d+)-(\d*)", asked.headers.get("range", ""))
        if found.status != 200 or match is None:
            return found
        start, size = int(match[1]), len(found.body)
        end = min(int(match[2] or size), size - 1)
        span = {"Content-Range": f"bytes {start}-{end}/{size}", "Accept-Ranges": "bytes"}
        return Answer(206, found.body[start : end + 1], {**found.headers, **span})
