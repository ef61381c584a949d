"""The subtitle track of an MP4 file (3GPP timed text, TS 26.245), which a viewer may switch on."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from tools.film.port import Subtitle

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.packet import Packet
    from av.subtitles.stream import SubtitleStream

TICK = Fraction(1, 1000)  # s
HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: 384
PlayResY: 288

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, BackColour, Bold, BorderStyle, Alignment, Encoding
Style: Default,Noto Sans,16,&H00FFFFFF,&H50000000,0,3,2,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
"""FFmpeg's encoder takes the track's style from an ASS head, and does not open without one."""
_ENABLED = 1  # of the flags of a track header (ISO 14496-12, 8.3.2)


def track(container: "OutputContainer") -> "SubtitleStream":
    """A new, empty subtitle track."""
    stream = container.add_stream("mov_text")
    stream.codec_context.subtitle_header = HEAD.encode()
    stream.codec_context.time_base = stream.time_base = TICK
    return stream


def packets(
    subtitles: Sequence[Subtitle], target: "SubtitleStream"
) -> Iterator[tuple[Fraction, int, "Packet[SubtitleStream]"]]:
    """Each subtitle as a packet, preceded by its time in seconds; between them the muxer clears the screen."""
    from av.packet import Packet

    for subtitle in subtitles:
        text = subtitle.text.encode()
        packet = cast("Packet[SubtitleStream]", Packet(len(text).to_bytes(2, "big") + text))
        packet.stream, packet.time_base = target, TICK
        packet.pts = packet.dts = subtitle.start
        packet.duration = subtitle.end - subtitle.start
        yield subtitle.start * TICK, 2, packet


def switch_off(path: Path) -> None:
    """Mark the subtitle tracks of a finished MP4 as not shown by default.

    FFmpeg's muxer enables the first track of every kind, whatever its disposition says, and players show an enabled one
    unasked.
    """
    with path.open("r+b") as file:
        for kind, start, end in _boxes(file, 0, path.stat().st_size):
            if kind != b"moov":
                continue
            for _, first, last in (box for box in _boxes(file, start, end) if box[0] == b"trak"):
                inside = {name: (at, until) for name, at, until in _boxes(file, first, last)}
                handler = next(at for name, at, _ in _boxes(file, *inside[b"mdia"]) if name == b"hdlr")
                if _read(file, handler + 8, 4) in (b"sbtl", b"text"):
                    flags = inside[b"tkhd"][0] + 3
                    lowest = _read(file, flags, 1)[0] & ~_ENABLED
                    file.seek(flags)
                    file.write(bytes([lowest]))


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes between two places of a file: type, first byte of the content, end."""
    at = start
    while at + 8 <= end:
        size, kind, head = int.from_bytes(_read(file, at, 4), "big"), _read(file, at + 4, 4), 8
        if size == 1:
            size, head = int.from_bytes(_read(file, at + 8, 8), "big"), 16
        size = size or end - at
        yield kind, at + head, at + size
        at += max(size, head)


def _read(file: BinaryIO, at: int, count: int) -> bytes:
    file.seek(at)
    return file.read(count)
