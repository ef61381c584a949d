"""Encoders in hardware: their options exist, what is missing is said, and what is there makes parts that join."""

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, get_args

import pytest

from core.errors import Unavailable
from core.models import EncoderName, Move
from tests.tools.film.material import FPS, HEIGHT, TAGS, WIDTH, frames_of, picture, spec
from tests.tools.film.test_encoders import greys
from tools.film.cut import join
from tools.film.encoders import ENCODERS, X264, Encoder
from tools.film.hardware import NEEDS, PROBE, Vaapi, identity, lacking, probe
from tools.film.port import PROFILES, JointSpec, Profile, SegmentSpec
from tools.film.segment import encode, encode_joint

HARDWARE = [name for name in get_args(EncoderName) if name != "x264"]
GENERIC = {"b", "bf", "flags", "global_quality", "profile"}  # FFmpeg's options of every encoder


def unknown_in_pyav(codec: str, options: dict[str, str]) -> set[str]:
    """The options, or their named values, that this build of PyAV does not know; a skip where it has no such codec."""
    import av
    from av.codec.codec import UnknownCodecError

    try:
        listed = av.CodecContext.create(codec, "w").supported_options
    except UnknownCodecError:
        pytest.skip(f"this build of PyAV has no {codec}")
    return unknown(
        {one.name: {choice.name for choice in one.choices} for one in (*listed.generic, *listed.private)}, options
    )


def unknown(known: dict[str, set[str]], options: dict[str, str]) -> set[str]:
    found = set()
    for name, value in options.items():
        named = [part for part in re.split(r"[+]", value) if part and not re.fullmatch(r"-?[\d.]+", part)]
        if name not in known or (known[name] and not set(named) <= known[name]):
            found.add(name)
    return found


def ffmpeg() -> str:
    imageio_ffmpeg = pytest.importorskip("imageio_ffmpeg", reason="the extra moviepy brings the program ffmpeg")
    return str(imageio_ffmpeg.get_ffmpeg_exe())


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", ["nvenc", "qsv", "x264"])
def test_every_option_exists_in_pyav(name: str, profile: str) -> None:
    encoder = ENCODERS.create(name)
    options = encoder.options(PROFILES[profile])  # type: ignore[index]
    assert unknown_in_pyav(encoder.codec, options) == set()
    assert unknown_in_pyav(encoder.codec, {**options, "no_such_option": "1"}) == {"no_such_option"}
    if "preset" in options and name != "x264":
        assert unknown_in_pyav(encoder.codec, {**options, "preset": "no-such-preset"}) == {"preset"}


def test_every_option_of_videotoolbox_is_documented() -> None:
    """Only builds for macOS have it: beside what every encoder has there is what FFmpeg's documentation names for it."""
    for profile in PROFILES.values():
        options = ENCODERS.create("videotoolbox").options(profile)
        assert unknown_in_pyav("libx264", {name: options[name] for name in options.keys() - {"realtime"}}) == set()


@pytest.mark.parametrize("name", ["nvenc", "qsv", "vaapi"])
def test_every_option_is_in_ffmpegs_own_help(name: str) -> None:
    encoder = ENCODERS.create(name)
    command = [ffmpeg(), "-hide_banner", "-h", f"encoder={encoder.codec}"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    private, known = "", dict[str, set[str]]()
    for line in told.splitlines():
        if option := re.match(r"  -(\S+) ", line):
            private = option[1]
            known[private] = set()
        elif (value := re.match(r"     (\S+) ", line)) and private:
            known[private].add(value[1])
    assert len(known) > 10
    for profile in PROFILES.values():
        own = {key: value for key, value in encoder.options(profile).items() if key not in GENERIC - {"profile"}}
        assert unknown(known, own) == set()
    assert unknown(known, {"rc_mod": "CQP"}) == {"rc_mod"}


@pytest.mark.parametrize("name", HARDWARE)
def test_quality_follows_the_profile_and_frames_keep_their_order(name: str) -> None:
    """No B-frames, and no option twice the same for profiles that differ."""
    tables = [ENCODERS.create(name).options(profile) for profile in PROFILES.values()]
    assert all(table["bf"] == "0" and table["profile"] == "high" for table in tables)
    quality = {"nvenc": "cq", "videotoolbox": "global_quality", "qsv": "global_quality", "vaapi": "qp"}[name]
    levels = [int(table[quality]) for table in tables]
    assert levels == sorted(levels, reverse=name != "videotoolbox")
    assert len(set(levels)) == len(levels)


@pytest.mark.parametrize("name", HARDWARE)
def test_it_makes_parts_that_join_or_says_what_it_needs(name: EncoderName, tmp_path: Path) -> None:
    """What is done depends on the machine: most have none of these, none has all."""
    said = lacking(name)
    if said is None:
        _joins(name, tmp_path)
        return
    assert NEEDS[name] in said
    assert "\n" not in said
    assert not said.endswith(".")
    assert ENCODERS.entry(name).requires.missing(_Nobody()) is not None


class _Nobody:
    def has(self, secret: str) -> bool:
        return False


def _joins(name: EncoderName, folder: Path) -> None:
    shown, parts = picture(folder / "p.png", 640, 360), []
    size: dict[str, Any] = {"width": 640, "height": 360}
    move = Move(kind="push_in", amount=0.1)
    for number, length in enumerate([5, 1, 70]):
        parts.append(folder / f"{number}.mp4")
        encode(spec(length, move, encoder=name, **size), {"picture": shown}, parts[-1])
    before, after = (spec(30, encoder=name, tail=4, head=4, **size) for _ in range(2))
    files = {"before picture": shown, "after picture": shown}
    encode_joint(JointSpec(before=before, after=after, transition="fade"), files, folder / "joint.mp4")
    join([*parts, folder / "joint.mp4"], None, folder / "film.mp4", TAGS)
    found = frames_of(folder / "film.mp4")
    assert [number for number, _ in found] == list(range(5 + 1 + 70 + 8))
    encode(spec(70, move, **size), {"picture": shown}, folder / "x264.mp4")
    usual = frames_of(folder / "x264.mp4")
    assert abs(found[41][1].astype(int) - usual[35][1]).mean() < 3


class Short(X264):
    """Takes frames and gives fewer."""

    def write(self, spec: SegmentSpec, frames: Iterable[Any], out: Path) -> None:
        super().write(spec, list(frames)[:2], out)


class Absent(X264):
    codec = "h264_no_such_hardware"


class Software(Vaapi):
    """The command of VAAPI with an encoder that every ffmpeg has."""

    codec = "libx264"
    device = ()
    upload: ClassVar[str] = "format=yuv420p"

    def options(self, profile: Profile) -> dict[str, str]:
        return {"crf": str(profile.crf), "profile": "high", "bf": "0", "sc_threshold": "0"}


@pytest.fixture
def stand_for(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Encoder], None]]:
    """Puts an encoder in the place of nvenc."""

    def put(encoder: Encoder) -> None:
        probe.cache_clear()
        monkeypatch.setattr(ENCODERS, "create", lambda name: encoder)

    yield put
    monkeypatch.undo()
    probe.cache_clear()


def test_the_probe_sees_frames_and_not_only_an_open_codec(stand_for: Callable[[Encoder], None]) -> None:
    stand_for(X264())
    assert probe("nvenc").missing is None
    assert re.fullmatch(r"[0-9a-f]{64}", identity("nvenc")["header"])
    stand_for(Short())
    assert lacking("nvenc") == f"{NEEDS['nvenc']} (libx264 made 2 frames of 3)"
    assert identity("nvenc") == {"header": ""}
    stand_for(Absent())
    assert lacking("nvenc") == f"this build of FFmpeg has no h264_no_such_hardware; {NEEDS['nvenc']}"


def test_keys_of_hardware_hold_how_its_streams_begin(stand_for: Callable[[Encoder], None]) -> None:
    """Another card may begin its streams otherwise, and parts of both do not join."""
    assert identity("x264") == {}

    class Other(X264):
        def options(self, profile: Profile) -> dict[str, str]:
            return {**super().options(profile), "profile": "main"}

    found = []
    for encoder in (X264(), Other(), X264()):
        stand_for(encoder)
        found.append(identity("nvenc")["header"])
    assert found[0] == found[2] != found[1]


def test_the_command_of_vaapi(tmp_path: Path) -> None:
    assert Vaapi().command(PROBE, Path("o.mp4.part")) == [
        "ffmpeg",
        "-v",
        "error",
        "-nostdin",
        "-y",
        "-init_hw_device",
        "vaapi=card",
        "-filter_hw_device",
        "card",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "yuv420p",
        "-s",
        "320x192",
        "-r",
        "30",
        "-color_primaries",
        "bt709",
        "-color_trc",
        "bt709",
        "-colorspace",
        "bt709",
        "-color_range",
        "tv",
        "-i",
        "pipe:0",
        "-vf",
        "format=nv12,hwupload,setsar=1",
        "-c:v",
        "h264_vaapi",
        "-rc_mode:v",
        "CQP",
        "-qp:v",
        "20",
        "-profile:v",
        "high",
        "-idr_interval:v",
        "0",
        "-bf:v",
        "0",
        "-g",
        "60",
        "-color_primaries",
        "bt709",
        "-color_trc",
        "bt709",
        "-colorspace",
        "bt709",
        "-color_range",
        "tv",
        "-fflags",
        "+bitexact",
        "-flags:v",
        "+bitexact",
        "-f",
        "mp4",
        "o.mp4.part",
    ]


def test_a_program_encodes_like_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import av

    monkeypatch.setattr(Software, "program", ffmpeg())
    lengths, parts = [7, 1, 65], []
    for number, length in enumerate(lengths):
        parts.append(tmp_path / f"{number}.mp4")
        Software().write(spec(length), greys(length), parts[-1])
    assert sorted(os.listdir(tmp_path)) == ["0.mp4", "1.mp4", "2.mp4"]
    with av.open(str(parts[2])) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        assert (stream.profile, context.pix_fmt, stream.average_rate) == ("High", "yuv420p", Fraction(FPS))
        assert (context.width, context.height, stream.sample_aspect_ratio) == (WIDTH, HEIGHT, Fraction(1))
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
        assert [round(float((p.pts or 0) * (p.time_base or 0)), 3) for p in container.demux(stream) if p.is_keyframe][
            :2
        ] == [0, 2]
    join(parts, None, tmp_path / "film.mp4", TAGS)
    found = frames_of(tmp_path / "film.mp4")
    assert [number for number, _ in found] == list(range(sum(lengths)))
    levels = [round(float(luma.mean())) for _, luma in found]
    assert levels == pytest.approx([30 + n for length in lengths for n in range(length)], abs=2)


def test_a_program_that_fails_says_why_and_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    real = subprocess.Popen

    def watched(*args: Any, **options: Any) -> Any:
        started.append(real(*args, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", watched)
    monkeypatch.setattr(Vaapi, "program", ffmpeg())
    if lacking("vaapi") is not None:
        with pytest.raises(Unavailable, match=r"h264_vaapi failed: .*(VAAPI|vaapi|device|libva)"):
            Vaapi().write(spec(300), greys(200), tmp_path / "o.mp4")
    monkeypatch.setattr(Software, "program", ffmpeg())

    def failing() -> Iterator[Any]:
        yield from greys(2)
        raise Unavailable("the picture is gone")

    with pytest.raises(Unavailable, match="gone"):
        Software().write(spec(9), failing(), tmp_path / "o.mp4")
    assert started
    assert all(program.poll() is not None for program in started)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(Software, "program", str(tmp_path / "nowhere"))
    with pytest.raises(Unavailable, match="does not start: No such file"):
        Software().write(spec(2), greys(2), tmp_path / "o.mp4")


def test_a_program_gets_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "ffmpeg"
    script.write_text('#!/bin/sh\ncat >/dev/null\necho "key=$OPENAI_API_KEY" >&2\nexit 3\n')
    script.chmod(0o755)
    monkeypatch.setattr(Software, "program", str(script))
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    with pytest.raises(Unavailable, match=r"failed: key=$"):
        Software().write(spec(2), greys(2), tmp_path / "o.mp4")
