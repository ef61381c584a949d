"""Encoders: x264 by rank the last resort, and files that are there whole or not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from core.errors import Unavailable
from core.models import EncoderName, Move
from tests.tools.film.material import FPS, TAGS, frames_of, spec
from tools.film.cut import join
from tools.film.encoders import ENCODERS, X264, blank, whole
from tools.film.planes import buffers
from tools.film.port import Profile

if TYPE_CHECKING:
    from av import VideoFrame


class NoReordering(X264):
    """What encoders in hardware give: no B-frames."""

    def options(self, profile: Profile) -> dict[str, str]:
        found = super().options(profile)
        return {**found, "bf": "0", "x264-params": found["x264-params"].replace(":b-pyramid=normal", "")}


class Mistaken(X264):
    def options(self, profile: Profile) -> dict[str, str]:
        return {**super().options(profile), "preset": "no such preset"}


def greys(count: int, first: int = 0) -> "Iterator[VideoFrame]":
    for number in range(count):
        frame = blank(spec(count))
        for plane in buffers(frame):
            plane[:] = 128
        buffers(frame).y[:] = 30 + first + number
        frame.pts = number
        yield frame


def test_x264_is_built_in_and_everything_else_gives_way_to_it() -> None:
    assert set(ENCODERS.names()) == set(get_args(EncoderName))
    assert ENCODERS.names()[-1] == ENCODERS.default(mock=True) == "x264"
    assert len({entry.rank for entry in ENCODERS.entries()}) == 2, "hardware never stands in for other hardware"


def interrupted(out: Path) -> None:
    with whole(out) as part:
        part.write_bytes(b"half")
        raise KeyboardInterrupt


def test_a_failed_film_leaves_nothing_and_keeps_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "o.mp4"
    out.write_bytes(b"before")

    def failing() -> "Iterator[VideoFrame]":
        yield from greys(2)
        raise Unavailable("the picture is gone")

    with pytest.raises(Unavailable, match="gone"):
        X264().write(spec(9), failing(), out)
    assert out.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["o.mp4"]
    with pytest.raises(KeyboardInterrupt):
        interrupted(out)
    assert out.read_bytes() == b"before"
    X264().write(spec(2), greys(2), out)
    assert len(frames_of(out)) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["o.mp4"]


def test_an_encoder_that_fails_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="libx264 failed") as caught:
        Mistaken().write(spec(2), greys(2), tmp_path / "o.mp4")
    assert caught.value.unexpected, "another part may still be encoded"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("encoder", "delay"), [(X264, 2), (NoReordering, 0)])
def test_the_cut_knows_whether_frames_are_reordered(tmp_path: Path, encoder: type[X264], delay: int) -> None:
    """Without B-frames a frame is decoded when it is shown; players would else wait, and some show the first twice."""
    import av

    lengths, at, parts = [5, 1, 3, 40], 0, []
    for number, length in enumerate(lengths):
        parts.append(tmp_path / f"{number}.mp4")
        encoder().write(spec(length, Move(kind="still")), greys(length, at), parts[-1])
        at += length
    join(parts, None, tmp_path / "film.mp4", TAGS)
    with av.open(str(tmp_path / "film.mp4")) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
        times = [((p.pts or 0) * (p.time_base or 0) * FPS, (p.dts or 0) * (p.time_base or 0) * FPS) for p in packets]
    assert [dts for _, dts in times] == [number - delay for number in range(sum(lengths))]
    assert sorted(pts for pts, _ in times) == list(range(sum(lengths)))
    found = frames_of(tmp_path / "film.mp4")
    assert [number for number, _ in found] == list(range(sum(lengths)))
    assert [round(float(luma.mean())) for _, luma in found] == pytest.approx([30 + n for n in range(at)], abs=2)
