"""What every assembler owes: run over all that are present on this machine."""

import os
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import Unavailable
from core.models import Cue, CueWord, Move, Transition
from core.scene import SceneSpec, Subject
from core.settings import Settings
from tests.tools.film.material import FPS, HEIGHT, TAGS, WIDTH, frames_of, picture, spec
from tools.film.cut import join
from tools.film.port import ASSEMBLERS, JointSpec, SegmentSpec

SETTINGS = Settings(home=Path("/nowhere"), workers=1)
PRESENT = [entry.name for entry, missing in ASSEMBLERS.report(SETTINGS) if missing is None]
CUE = Cue(lines=("One two",), start=5, end=20, words=(CueWord(line=0, at=0, length=3, start=5, end=10),))
SOFT = [kind for kind in get_args(Transition) if kind != "H"]
CLOSE = 30  # dB: no difference that an eye finds
ENDLESS = """
import sys
from pathlib import Path
from tests.tools.film.material import spec
from tools.film.port import ASSEMBLERS
shown, out = Path(sys.argv[2]), Path(sys.argv[3])
ASSEMBLERS.create(sys.argv[1]).segment(spec(1_000_000), {"picture": shown}, out)
"""


@pytest.fixture(params=PRESENT)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def cels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A view in layers."""
    from tools.images.illustrator.backend import Illustrator

    scene = SceneSpec(
        template="landscape", width=WIDTH, height=HEIGHT, style="flat", palette="daylight", seed=1, language="en",
        direction="ltr", environment="forest", subjects=(Subject(concept="fox"),),
    )  # fmt: skip
    out = tmp_path_factory.mktemp("cels") / "cels.zip"
    Illustrator().cels(scene, out)
    return out


def made(backend: str, out: Path, wanted: SegmentSpec, **files: Path) -> list[tuple[int, NDArray[np.uint8]]]:
    ASSEMBLERS.create(backend).segment(wanted, files, out)
    return frames_of(out)


def joined(backend: str, out: Path, kind: str, **files: Path) -> list[tuple[int, NDArray[np.uint8]]]:
    """The frames of a joint of eight."""
    before, after = spec(30, tail=5), spec(30, Move(kind="pan_left", amount=0.2), head=3)
    wanted = JointSpec.model_validate({"before": before, "after": after, "transition": kind})
    ASSEMBLERS.create(backend).joint(wanted, {name.replace("_", " "): path for name, path in files.items()}, out)
    return frames_of(out)


def psnr(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    difference = float(((one.astype(float) - other) ** 2).mean())
    return 99.0 if difference == 0 else float(10 * np.log10(255**2 / difference))


def test_both_are_here_and_the_built_in_one_is_the_last_resort() -> None:
    """The lock has MoviePy, so what is said of every assembler is tested with two."""
    assert PRESENT == ["moviepy", "pyav"]
    assert ASSEMBLERS.default(mock=True) == "pyav"


@pytest.mark.parametrize("frames", [1, 2, 3, 61])
def test_exactly_the_frames_asked_for(backend: str, tmp_path: Path, frames: int) -> None:
    found = made(backend, tmp_path / "o.mp4", spec(frames), picture=picture(tmp_path / "p.png"))
    assert [number for number, _ in found] == list(range(frames))


@pytest.mark.parametrize("fps", [24, 25, 30, 50, 60])
def test_frames_are_counted_and_never_rounded(backend: str, tmp_path: Path, fps: int) -> None:
    """A beat of 97 frames is no whole number of milliseconds at any rate."""
    import av

    ASSEMBLERS.create(backend).segment(spec(97, fps=fps), {"picture": picture(tmp_path / "p.png")}, tmp_path / "o.mp4")
    with av.open(str(tmp_path / "o.mp4")) as container:
        stream = container.streams.video[0]
        assert stream.average_rate == fps
        shown = sorted((p.pts or 0) * (p.time_base or Fraction(0)) * fps for p in container.demux(stream) if p.size)
    assert shown == list(range(97))


def test_what_joints_show_is_left_to_them(backend: str, tmp_path: Path) -> None:
    shown = picture(tmp_path / "p.png")
    whole = made(backend, tmp_path / "whole.mp4", spec(30), picture=shown)
    inner = made(backend, tmp_path / "inner.mp4", spec(30, head=4, tail=6), picture=shown)
    assert len(inner) == 20
    assert psnr(inner[0][1], whole[4][1]) > 38 < psnr(inner[-1][1], whole[23][1])


def test_streams_are_tagged_seekable_and_playable(backend: str, tmp_path: Path) -> None:
    import av

    made(backend, tmp_path / "o.mp4", spec(5 * FPS, Move(kind="still")), picture=picture(tmp_path / "p.png"))
    with av.open(str(tmp_path / "o.mp4")) as container:
        [stream] = container.streams
        assert isinstance(stream, av.VideoStream)
        context = stream.codec_context
        assert (context.name, stream.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (context.width, context.height, stream.sample_aspect_ratio) == (WIDTH, HEIGHT, Fraction(1))
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
        keys = [round(float((p.pts or 0) * (p.time_base or 0)), 3) for p in container.demux(stream) if p.is_keyframe]
    assert keys == [0, 2, 4]


def test_every_group_of_pictures_is_closed(backend: str, tmp_path: Path) -> None:
    """What follows a keyframe is decoded without what came before it: else parts could not be cut together."""
    import av

    whole = made(backend, tmp_path / "o.mp4", spec(3 * FPS), picture=picture(tmp_path / "p.png"))
    with av.open(str(tmp_path / "o.mp4")) as container:
        container.seek(2 * av.time_base)
        later = [(round((frame.time or 0) * FPS), frame.to_ndarray()[:HEIGHT]) for frame in container.decode(video=0)]
    assert [number for number, _ in later] == list(range(2 * FPS, 3 * FPS))
    assert all(np.array_equal(luma, whole[number][1]) for number, luma in later)


def test_parts_and_joints_are_cut_together_with_every_frame_in_place(backend: str, tmp_path: Path) -> None:
    shown, parts, lengths = picture(tmp_path / "p.png"), [], [5, 1, 2, 40, 3, 65]
    for number, length in enumerate(lengths):
        parts.append(tmp_path / f"{number}.mp4")
        made(backend, parts[-1], spec(length, Move(kind="pan_left", amount=0.2)), picture=shown)
    parts.insert(3, tmp_path / "joint.mp4")
    joined(backend, parts[3], "dissolve", before_picture=shown, after_picture=shown)
    join(parts, None, tmp_path / "film.mp4", TAGS)
    assert [number for number, _ in frames_of(tmp_path / "film.mp4")] == list(range(sum(lengths) + 8))


def test_captions_are_shown_in_their_frames_only(backend: str, tmp_path: Path) -> None:
    shown, still = picture(tmp_path / "p.png"), Move(kind="still")
    plain = made(backend, tmp_path / "plain.mp4", spec(30, still), picture=shown)
    captioned = made(backend, tmp_path / "captioned.mp4", spec(30, still, [CUE]), picture=shown)
    changed = [
        float(np.abs(one[HEIGHT * 3 // 4 :].astype(int) - other[HEIGHT * 3 // 4 :]).mean()) > 2
        for (_, one), (_, other) in zip(captioned, plain, strict=True)
    ]
    assert changed == [5 <= number < 20 for number in range(30)]


@pytest.mark.parametrize("kind", ["still", "push_in", "pull_out", "pan_right", "tilt_up"])
def test_all_show_the_same_picture(backend: str, tmp_path: Path, kind: str) -> None:
    shown, wanted = picture(tmp_path / "p.png"), spec(24, Move.model_validate({"kind": kind, "amount": 0.2}), [CUE])
    usual = made("pyav", tmp_path / "usual.mp4", wanted, picture=shown)
    found = made(backend, tmp_path / "found.mp4", wanted, picture=shown)
    for number in (0, 6, 12, 23):
        assert psnr(found[number][1], usual[number][1]) >= CLOSE
    if kind != "still":
        assert psnr(found[12][1], usual[2][1]) < CLOSE, "what moves is told from what stands"


def test_all_show_the_same_layers(backend: str, tmp_path: Path, cels: Path) -> None:
    wanted = spec(40, Move(kind="pan_right", amount=0.2))
    usual = made("pyav", tmp_path / "usual.mp4", wanted, cels=cels)
    found = made(backend, tmp_path / "found.mp4", wanted, cels=cels)
    assert min(psnr(found[number][1], usual[number][1]) for number in (0, 20, 39)) >= CLOSE


@pytest.mark.parametrize("kind", SOFT)
def test_all_show_the_same_transitions(backend: str, tmp_path: Path, cels: Path, kind: str) -> None:
    shown = picture(tmp_path / "p.png")
    usual, found = (
        joined(name, tmp_path / f"{name}.mp4", kind, before_cels=cels, after_picture=shown)
        for name in ("pyav", backend)
    )
    assert [number for number, _ in found] == list(range(8))
    assert min(psnr(one, other) for (_, one), (_, other) in zip(found, usual, strict=True)) >= CLOSE


def test_equal_specs_give_equal_bytes(backend: str, tmp_path: Path) -> None:
    shown = picture(tmp_path / "p.png")
    for name in ("a", "b"):
        made(backend, tmp_path / name, spec(12, cues=[CUE]), picture=shown)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_unreadable_picture_is_said_and_nothing_is_left(backend: str, tmp_path: Path) -> None:
    broken = tmp_path / "p.png"
    broken.write_bytes(b"no picture")
    with pytest.raises(Unavailable, match="picture cannot be read"):
        made(backend, tmp_path / "o.mp4", spec(3), picture=broken)
    with pytest.raises(Unavailable, match="picture cannot be read"):
        joined(backend, tmp_path / "o.mp4", "fade", before_picture=broken, after_picture=broken)
    assert os.listdir(tmp_path) == ["p.png"]


def test_it_works_in_silence_and_leaves_only_the_file(
    backend: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No word on the terminal, no sound file in the current folder, no process, no change of the environment."""
    here, shown = tmp_path / "here", picture(tmp_path / "p.png")
    here.mkdir()
    monkeypatch.chdir(here)
    made(backend, tmp_path / "first.mp4", spec(3), picture=shown)
    before, children = dict(os.environ), Path(f"/proc/self/task/{os.getpid()}/children")
    others = children.read_text() if children.exists() else ""
    capfd.readouterr()
    made(backend, tmp_path / "o.mp4", spec(12, cues=[CUE]), picture=shown)
    assert capfd.readouterr() == ("", "")
    assert os.listdir(here) == []
    assert sorted(os.listdir(tmp_path)) == ["first.mp4", "here", "o.mp4", "p.png"]
    assert dict(os.environ) == before
    assert (children.read_text() if children.exists() else "") == others


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_a_killed_worker_leaves_no_film_and_no_process(backend: str, tmp_path: Path, root: Path) -> None:
    """The way in which work is cancelled (tools/dispatch): the process is gone at once. Takes the start of a process."""
    shown, out = picture(tmp_path / "p.png"), tmp_path / "o.mp4"
    environment = {**os.environ, "PYTHONPATH": str(root)}
    worker = subprocess.Popen([sys.executable, "-c", ENDLESS, backend, str(shown), str(out)], env=environment)
    try:
        until = time.monotonic() + 60
        while not any(path.stat().st_size for path in tmp_path.glob("o.mp4.part")):
            assert worker.poll() is None, "the worker ended"
            assert time.monotonic() < until
            time.sleep(0.05)
        started = [
            child for file in Path(f"/proc/{worker.pid}/task").glob("*/children") for child in file.read_text().split()
        ]
    finally:
        worker.kill()
        worker.wait()
    assert not out.exists()
    assert not [child for child in started if Path(f"/proc/{child}").exists()]


def test_the_libraries_that_decide_the_bytes_are_named(backend: str) -> None:
    found = ASSEMBLERS.create(backend).libraries()
    assert {"av", "x264"} <= found.keys()
    assert "absent" not in found.values()
