"""What a decoder shows of a moving picture: decoded strictly, what a lenient decoder would hide is an error here."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from tools.measure.picture import STEP, Luma, is_black, is_still

if TYPE_CHECKING:
    from av import Packet, VideoFrame
    from av.container import InputContainer

Size = tuple[int, int]


@dataclass
class Frames:
    """Every frame in the order in which it is shown; `still` says whether it repeats the one before it."""

    times: list[Fraction] = field(default_factory=list)
    black: list[bool] = field(default_factory=list)
    still: list[bool] = field(default_factory=list)
    sizes: Counter[Size] = field(default_factory=Counter)
    colours: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    first: Luma | None = None
    last: Luma | None = None

    def see(self, frame: "VideoFrame") -> None:
        """Look at the next frame."""
        if frame.is_corrupt:
            self.errors.append(f"a damaged frame at {frame.time} s")
        plane = frame.planes[0]
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
        luma = rows[::STEP, : plane.width : STEP].copy()
        self.times.append((frame.pts or 0) * (frame.time_base or Fraction(1)))
        self.black.append(is_black(luma))
        self.still.append(repeats(self.last, luma))
        self.sizes[frame.width, frame.height] += 1
        tags = (frame.color_primaries, frame.color_trc, frame.colorspace, frame.color_range)
        self.colours.add("/".join(str(int(tag)) for tag in tags))
        self.first = luma if self.first is None else self.first
        self.last = luma


def repeats(before: Luma | None, after: Luma | None) -> bool:
    """Whether a frame shows what the one before it showed; nothing comes before the first."""
    return before is not None and after is not None and before.shape == after.shape and is_still(before, after)


def strict(container: "InputContainer") -> None:
    """Have the container's decoders report every damage that they see."""
    for stream in container.streams:
        if stream.type in ("video", "audio"):
            stream.codec_context.options = {"err_detect": "explode"}


def watch(container: "InputContainer", passing: "Callable[[Packet[Any]], None] | None" = None) -> Frames:
    """Decode the first video stream, as far as it can be decoded; `passing` gets each packet before it is decoded."""
    from av.error import FFmpegError

    seen = Frames()
    try:
        for packet in container.demux(container.streams.video[0]):
            if passing is not None:
                passing(packet)
            for frame in packet.decode():
                seen.see(frame)
    except FFmpegError as error:
        seen.errors.append(str(error))
    return seen
