"""The cut: encoded segments joined packet by packet, with the sound, into one film. Nothing is encoded again."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from fractions import Fraction
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import Unavailable
from tools.film.languages import iso639
from tools.film.port import SAMPLE_RATE, Tags
from tools.film.subtitles import packets, switch_off, track

if TYPE_CHECKING:
    from av import AudioStream, Packet, VideoStream
    from av.container import InputContainer
    from av.subtitles.stream import SubtitleStream

    AnyPacket = Packet[VideoStream] | Packet[AudioStream] | Packet[SubtitleStream]

REORDER = 2  # frames: the decoding delay of x264's B-frame pyramid; without B-frames there is none


def join(parts: Sequence[Path], sound: Path | None, out: Path, tags: Tags) -> None:
    """Join segments (in film order, one encoder setting) and an AAC sound into the MP4 `out`.

    Every frame keeps its place exactly. A segment of one to three frames has another reorder delay than the others, so
    the decoding times are written anew: packet n of the film is decoded at frame n - REORDER, or at frame n where its
    encoder makes no B-frames (the segments' common header says so). The sound starts with the
    first frame. The subtitle track is there to be switched on, not shown by default. The index comes first (faststart);
    no date is written, so equal inputs give equal bytes. Raises Unavailable when a part cannot be read, ValueError when
    the parts do not fit together.
    """
    import av

    if not parts:
        raise ValueError("a film needs at least one segment")
    options = {"movflags": "+faststart", "fflags": "+bitexact", "movie_timescale": str(SAMPLE_RATE)}
    try:
        with ExitStack() as stack:
            first = stack.enter_context(av.open(str(parts[0])))
            container = stack.enter_context(av.open(str(out), "w", format="mp4", options=options))
            container.metadata.update({"title": tags.title, "comment": tags.comment})
            container.set_chapters(
                [
                    {"id": number, "start": chapter.start, "end": chapter.end, "time_base": Fraction(1, 1000),
                     "metadata": {"title": chapter.title}}
                    for number, chapter in enumerate(tags.chapters, 1)
                ]
            )  # fmt: skip
            video = container.add_stream_from_template(first.streams.video[0])
            sources = [_pictures(parts, video)]
            tracks: list[VideoStream | AudioStream | SubtitleStream] = [video]
            if sound is not None:
                heard = stack.enter_context(av.open(str(sound)))
                audio = container.add_stream_from_template(heard.streams.audio[0])
                sources.append(_sound(heard, audio))
                tracks.append(audio)
            if tags.subtitles:
                written = track(container)
                sources.append(packets(tags.subtitles, written))
                tracks.append(written)
            for each in tracks:
                each.metadata["language"] = iso639(tags.language)
            for _, _, packet in merge(*sources, key=lambda item: item[:2]):
                container.mux_one(packet)
        switch_off(out)
    except av.error.FFmpegError as error:
        raise Unavailable(f"the film cannot be joined: {error}") from error


def _pictures(parts: Sequence[Path], target: "VideoStream") -> Iterator[tuple[Fraction, int, "AnyPacket"]]:
    """Every packet of the segments with its times in the film, preceded by its decoding time in seconds."""
    import av

    frames, rate, setting, delay = 0, None, None, 0
    for part in parts:
        with av.open(str(part)) as container:
            stream = container.streams.video[0]
            packets = [packet for packet in container.demux(stream) if packet.size]
            if not packets:
                raise ValueError(f"{part.name} has no frames")
            rate = rate or _rate(packets[0])
            if setting is None:
                setting = stream.codec_context.extradata
                delay = REORDER if stream.codec_context.has_b_frames else 0
            if stream.codec_context.extradata != setting or _rate(packets[0]) != rate:
                raise ValueError(f"{part.name} was encoded with other settings than the first segment")
            yield from _placed(packets, frames, rate, target, delay)
            frames += len(packets)


def _placed(
    packets: Sequence["AnyPacket"], frames: int, rate: Fraction, target: "VideoStream", delay: int
) -> Iterator[tuple[Fraction, int, "AnyPacket"]]:
    """The packets of one segment in decoding order, moved to begin at film frame `frames`."""
    for number, packet in enumerate(packets):
        shown = frames + _frame(packet, rate)
        decoded = frames + number - delay
        if shown < decoded:
            raise ValueError("a segment reorders its frames over a longer way than x264's pyramid")
        packet.stream = target
        packet.time_base = 1 / rate
        packet.pts, packet.dts, packet.duration = shown, decoded, 1
        yield decoded / rate, 0, packet


def _rate(packet: "AnyPacket") -> Fraction:
    if not packet.duration:
        raise ValueError("a segment does not say how long its frames are")
    return 1 / (packet.duration * _base(packet))


def _frame(packet: "AnyPacket", rate: Fraction) -> int:
    """The segment's own number of the frame that the packet shows."""
    if packet.pts is None:
        raise ValueError("a segment does not say when its frames are shown")
    frame = packet.pts * _base(packet) * rate
    if frame.denominator != 1 or frame < 0:
        raise ValueError("a segment's frames do not lie on the film's frame grid")
    return int(frame)


def _sound(container: "InputContainer", target: "AudioStream") -> Iterator[tuple[Fraction, int, "AnyPacket"]]:
    """The sound's packets as they are: the encoder's delay lies before zero, where the edit list hides it."""
    for packet in container.demux(container.streams.audio[0]):
        if packet.size and packet.dts is not None:
            at = packet.dts * _base(packet)
            packet.stream = target
            yield at, 1, packet


def _base(packet: "AnyPacket") -> Fraction:
    if packet.time_base is None:
        raise ValueError("a segment has no time base")
    return packet.time_base
