"""Segments: exactly the frames asked for, the picture and the captions in them, tags, and what is said when it cannot be."""

from pathlib import Path

import numpy as np
import pytest

from core.errors import NotConfigured
from core.models import Cue, CueWord, Move
from tests.tools.film.material import FPS, HEIGHT, WIDTH, frames_of, picture, segment, spec
from tools.film import segment as subject
from tools.film.planes import read
from tools.film.segment import captioning, encode, encoding, libraries, moving

CUE = Cue(lines=("One two",), start=5, end=20, words=(CueWord(line=0, at=0, length=3, start=5, end=10),))


@pytest.mark.parametrize("frames", [1, 2, 3, 4, 61])
def test_exactly_the_frames_asked_for(tmp_path: Path, frames: int) -> None:
    found = frames_of(segment(tmp_path, "part", frames))
    assert [number for number, _ in found] == list(range(frames))


def test_streams_are_tagged_and_seekable(tmp_path: Path) -> None:
    import av

    with av.open(str(segment(tmp_path, "part", 5 * FPS, Move(kind="still")))) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        assert (context.name, stream.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
        assert stream.sample_aspect_ratio == 1
        assert stream.average_rate == FPS
        keys = [
            float((packet.pts or 0) * (packet.time_base or 0))
            for packet in container.demux(stream)
            if packet.is_keyframe
        ]
    assert keys == [0, 2, 4]


def test_the_picture_is_in_the_frames(tmp_path: Path) -> None:
    shown = picture(tmp_path / "p.png")
    wanted = read(shown, WIDTH, HEIGHT).y.astype(int)
    still = frames_of(segment(tmp_path, "still", 3, Move(kind="still"), shown))
    assert np.abs(still[-1][1] - wanted).mean() < 2
    pushed = frames_of(segment(tmp_path, "push", 30, Move(kind="push_in", amount=0.3), shown))
    assert np.abs(pushed[0][1] - wanted).mean() < 2
    assert np.abs(pushed[-1][1] - wanted).mean() > 6, "it has moved"
    closer = wanted[27:153, 48:272]
    assert abs(int(pushed[-1][1][0, 0]) - int(closer[0, 0])) < 12


def test_captions_are_shown_in_their_frames_only(tmp_path: Path) -> None:
    shown = picture(tmp_path / "p.png")
    encode(spec(30, Move(kind="still"), [CUE]), {"picture": shown}, tmp_path / "captioned.mp4")
    plain = frames_of(segment(tmp_path, "plain", 30, Move(kind="still"), shown))
    changed = [
        float(np.abs(with_text[HEIGHT * 3 // 4 :].astype(int) - without[HEIGHT * 3 // 4 :]).mean()) > 2
        for (_, with_text), (_, without) in zip(frames_of(tmp_path / "captioned.mp4"), plain, strict=True)
    ]
    assert changed == [5 <= number < 20 for number in range(30)]


def test_a_larger_picture_gives_the_same_view(tmp_path: Path) -> None:
    small, large = picture(tmp_path / "s.png"), picture(tmp_path / "l.png", WIDTH * 3 // 2, HEIGHT * 3 // 2)
    for kind in ("still", "push_in"):
        move = Move(kind=kind, amount=0.2)
        one, two = (frames_of(segment(tmp_path, f"{kind}{at.stem}", 4, move, at))[-1][1] for at in (small, large))
        assert np.abs(one.astype(int) - two).mean() < 3


def test_equal_specs_give_equal_bytes(tmp_path: Path) -> None:
    shown = picture(tmp_path / "p.png")
    for name in ("a", "b"):
        encode(spec(20, cues=[CUE]), {"picture": shown}, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_libraries_are_known_without_loading_them() -> None:
    found = libraries()
    assert set(found) == {"av", "opencv", "vips", "numpy", "x264", "avcodec"}
    assert "absent" not in found.values()
    assert encoding() is moving() is captioning() is None


def test_what_is_missing_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = picture(tmp_path / "p.png")
    monkeypatch.setattr(subject, "importable", lambda name: False)
    for sentence in (encoding(), moving(), captioning()):
        assert sentence is not None
        assert "not installed" in sentence
    with pytest.raises(NotConfigured, match="stand still"):
        encode(spec(3), {"picture": shown}, tmp_path / "o.mp4")
    with pytest.raises(NotConfigured, match="sidecar"):
        encode(spec(3, Move(kind="still"), [CUE]), {"picture": shown}, tmp_path / "o.mp4")
    encode(spec(3, Move(kind="still")), {"picture": shown}, tmp_path / "o.mp4")
    assert len(frames_of(tmp_path / "o.mp4")) == 3
