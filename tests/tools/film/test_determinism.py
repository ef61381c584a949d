"""Same bytes on any x86-64 processor: shown with the native libraries held to different instruction sets."""

import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.tools.film.material import picture, spec
from tools.film import segment
from tools.film.determinism import baseline, bundled, versions
from tools.film.encoders import X264
from tools.film.port import PROFILES, Profile

SCRIPT = """
import sys
from hashlib import sha256
from pathlib import Path
from core.models import Cue, CueWord, Move
from tests.tools.film.material import film, picture, spec
from agents.rules.art_director import sketch
from tools.film.mix import encode_mix
from tools.film.moviepy import Moviepy
from tools.film.port import JointSpec
from tools.film.segment import encode, encode_joint
from tools.images.illustrator.backend import Illustrator
from tools.music import effects
from tools.music.duck import lay
from tools.music.port import BedSpec, EffectsSpec, MusicSpec
from tools.music.synth import compose
folder = Path(sys.argv[1])
word = CueWord(line=0, at=0, length=3, start=0, end=10)
cue = Cue(lines=("One \\u0646\\u0647\\u0631 &", "drop of 5"), start=0, end=15, words=(word,))
shown = {"picture": picture(folder / "p.png", 480, 270)}
encode(spec(30, Move(kind="push_in", focus=(0.3, 0.6)), [cue]), shown, folder / "seg.mp4")
scene = sketch("rain on a river at night with a fox")
scene = scene.model_copy(update={"width": 480, "height": 270})
Illustrator().cels(scene, folder / "p.zip")
shot = spec(20, Move(kind="push_in"), width=480, height=270, tail=6)
encode(shot, {"cels": folder / "p.zip"}, folder / "cels.mp4")
after = spec(20, Move(kind="pan_left"), [cue], width=480, height=270, head=5)
files = {"before cels": folder / "p.zip", "after picture": folder / "p.png"}
for kind in ("dissolve", "wipe", "slide", "fade"):
    encode_joint(JointSpec(before=shot, after=after, transition=kind), files, folder / f"{kind}.mp4")
Moviepy().segment(shot, {"cels": folder / "p.zip"}, folder / "moviepy.mp4")
film(folder)
compose(BedSpec(mood="curious", seed=1, samples=144_000), folder / "bed.wav")
lay(folder / "stem.wav", folder / "bed.wav", MusicSpec(samples=144_000), folder / "music.wav")
places = ((30_000, "wipe"), (60_000, "dissolve"), (100_000, "fade"))
effects.compose(EffectsSpec(seed=1, samples=144_000, loudness=-26, places=places), folder / "effects.wav")
under = (folder / "music.wav", folder / "effects.wav")
encode_mix(folder / "stem.wav", folder / "all.m4a", language="en", under=under)
for made in sorted(folder.iterdir()):
    print(made.name, sha256(made.read_bytes()).hexdigest())
"""
OLD = {
    "OPENBLAS_CORETYPE": "Prescott",
    "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
    "OPENCV_CPU_DISABLE": "AVX512-SKX,AVX2,FP16,AVX,SSE4.2,SSE4.1",
    "VIPS_NOVECTOR": "1",
    "PIXMAN_DISABLE": "ssse3",  # its other routines need no more than every x86-64 processor has
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F,-AVX",
}


def made(folder: Path, features: Mapping[str, str]) -> list[str]:
    folder.mkdir()
    kept = {name: value for name, value in os.environ.items() if name not in OLD}
    root = Path(__file__).resolve().parents[3]
    environment = {**kept, **features, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", SCRIPT, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True, timeout=120)
    return [line for line in done.stdout.splitlines() if not line.startswith("pixman")]


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="instruction sets of x86-64 are compared")
def test_bytes_do_not_depend_on_the_processor(tmp_path: Path) -> None:
    usual, old = made(tmp_path / "usual", {}), made(tmp_path / "old", OLD)
    assert len(usual) >= 10
    assert old == usual


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="the SIMD routines of x86-64 are compared")
@pytest.mark.parametrize(("independent", "equal"), [(True, True), (False, False)])
def test_x264_does_not_choose_by_processor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, independent: bool, equal: bool
) -> None:
    """With `cpu-independent` plain C and every SIMD routine give one result; without it they do not (where they exist)."""
    usual = X264().options

    def options(profile: Profile, routines: str) -> dict[str, str]:
        found = usual(profile)
        params = found["x264-params"].replace("cpu-independent=1", f"cpu-independent={int(independent)}")
        return {**found, "x264-params": params + routines}

    shown = picture(tmp_path / "p.png", 640, 360)
    wanted = spec(45, width=640, height=360, profile=PROFILES["standard"])
    for name, routines in (("all", ""), ("none", ":asm=0")):
        monkeypatch.setattr(X264, "options", lambda _, profile, routines=routines: options(profile, routines))
        segment.encode(wanted, {"picture": shown}, tmp_path / name)
    same = (tmp_path / "all").read_bytes() == (tmp_path / "none").read_bytes()
    assert same is equal


@pytest.mark.skipif(sys.platform != "linux", reason="the wheel for Linux is known to carry libavutil")
def test_ffmpeg_is_held_to_the_baseline() -> None:
    assert baseline() is True


def test_versions_are_read_without_imports() -> None:
    assert versions("numpy", "no-such-package") == {"numpy": versions("numpy")["numpy"], "no-such-package": "absent"}
    assert bundled("av", "no-such-library") == "absent"
    assert bundled("no-such-package", "x") == "absent"
