"""What a segment shows, seen once when it was encoded; and the proof that a film holds just these segments.

A film is joined from its segments' packets without encoding anything again, and every segment begins with a key frame
that forgets what came before (IDR). So a film whose packets are those of the segments, byte for byte and in order, with
the same decoder settings, decodes to the very frames that were seen in the segments.
"""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import Field

from core.scene import Value
from tools.measure.frames import Frames, repeats, strict, watch
from tools.measure.picture import Luma

if TYPE_CHECKING:
    from av import Packet
    from av.container import InputContainer


class Seen(Value):
    """What one segment shows. `black` and `still` hold a 0 or a 1 for each frame."""

    rate: tuple[int, int] = Field(description="frames a second, as a fraction")
    settings: str = Field(description="sha256 of the decoder's settings (avcC)")
    packets: str = Field(description="sha256 of all packets in decoding order, each with its length and key flag")
    shown: tuple[int, ...] = Field(description="the frame that each packet shows, in decoding order")
    black: str
    still: str
    sizes: tuple[tuple[int, int, int], ...] = Field(description="width, height and how many frames have them")
    colours: tuple[str, ...]
    first: str = Field(description="luma of the first frame, every STEP-th pixel: base64 of bytes")
    last: str
    raster: tuple[int, int] = Field(description="rows and columns of `first` and `last`")
    errors: tuple[str, ...]


def see(path: Path) -> Seen:
    """Decode the segment at `path` strictly; what is wrong with it is in `errors`."""
    import av

    tally = _Tally()
    packets: list[Packet[Any]] = []

    def keep(packet: "Packet[Any]") -> None:
        if packet.size:
            tally.add(packet)
            packets.append(packet)

    with av.open(str(path)) as container:
        strict(container)
        context = container.streams.video[0].codec_context
        context.thread_count = 1
        # Smoothing block edges is a fifth of decoding, finds no damage and changes no finding.
        context.options = {**context.options, "skip_loop_filter": "all"}
        settings = _settings(container)
        frames = watch(container, keep)
    rate = 1 / (packets[0].duration * packets[0].time_base) if packets and packets[0].duration else Fraction(1)
    if len(frames.times) != len(packets):
        frames.errors.append(f"{len(packets)} packets gave {len(frames.times)} frames")
    if not packets or not packets[0].is_keyframe:
        frames.errors.append("it does not begin with a key frame")
    return Seen(
        rate=(rate.numerator, rate.denominator),
        settings=settings,
        packets=tally.digest(),
        shown=tuple(int((packet.pts or 0) * packet.time_base * rate) for packet in packets),
        black=_bits(frames.black),
        still=_bits(frames.still),
        sizes=tuple((width, height, count) for (width, height), count in sorted(frames.sizes.items())),
        colours=tuple(sorted(frames.colours)),
        first=_text(frames.first),
        last=_text(frames.last),
        raster=(frames.first.shape[0], frames.first.shape[1]) if frames.first is not None else (0, 0),
        errors=tuple(frames.errors),
    )


def together(parts: Sequence[Seen]) -> Frames:
    """What the segments show one after the other; without times, which only a film has."""
    frames = Frames()
    for number, part in enumerate(parts, 1):
        first = _luma(part.first, part.raster)
        frames.black += [bit == "1" for bit in part.black]
        frames.still += [repeats(frames.last, first), *(bit == "1" for bit in part.still[1:])][: len(part.still)]
        frames.sizes.update({(width, height): count for width, height, count in part.sizes})
        frames.colours |= set(part.colours)
        frames.errors += [f"segment {number}: {error}" for error in part.errors]
        frames.first = first if frames.first is None else frames.first
        frames.last = _luma(part.last, part.raster)
    return frames


class Proof:
    """Compares a film's video packets, as they pass by, with those of its segments; `held` at the end if all are so."""

    def __init__(self, container: "InputContainer", parts: Sequence[Seen]) -> None:
        settings = _settings(container)
        self._parts, self._tally = list(parts), _Tally()
        self._part = self._packet = self._frames = 0
        self._broken = not parts or any(part.settings != settings or not part.shown for part in parts)
        self.times: list[Fraction] = []

    def add(self, packet: Any) -> None:
        """Compare the next packet."""
        if self._broken or not packet.size:
            return
        if self._part == len(self._parts):
            self._broken = True
            return
        part = self._parts[self._part]
        at = (packet.pts or 0) * packet.time_base
        if at != (self._frames + part.shown[self._packet]) / Fraction(*part.rate):
            self._broken = True
            return
        self.times.append(at)
        self._tally.add(packet)
        self._packet += 1
        if self._packet == len(part.shown):
            self._broken = self._tally.digest() != part.packets
            self._frames += self._packet
            self._part, self._packet, self._tally = self._part + 1, 0, _Tally()

    def held(self) -> Frames | None:
        """What the film shows, once every packet was compared; None where the proof fails."""
        if self._broken or self._part < len(self._parts):
            return None
        frames = together(self._parts)
        frames.times = sorted(self.times)
        return frames


class _Tally:
    """One hash over packets."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, packet: Any) -> None:
        self._hash.update(b"%d %d " % (packet.size, packet.is_keyframe))
        self._hash.update(packet)

    def digest(self) -> str:
        return self._hash.hexdigest()


def _settings(container: "InputContainer") -> str:
    return hashlib.sha256(container.streams.video[0].codec_context.extradata or b"").hexdigest()


def _bits(flags: Sequence[bool]) -> str:
    return "".join("1" if flag else "0" for flag in flags)


def _text(luma: Luma | None) -> str:
    return b64encode(luma.tobytes()).decode() if luma is not None else ""


def _luma(text: str, raster: tuple[int, int]) -> Luma | None:
    return np.frombuffer(b64decode(text), np.uint8).reshape(raster) if text else None
