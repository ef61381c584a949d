"""MoviePy's effects over our shots: under the captions, in every frame of the beat, at the film's size."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from moviepy import VideoClip, vfx
from numpy.typing import NDArray

from core.errors import Unavailable
from core.models import Cue, CueWord, Move
from tests.tools.film.material import FPS, HEIGHT, WIDTH, picture, spec
from tools.film import moviepy as subject
from tools.film.moviepy import Moviepy
from tools.film.planes import Planes, buffers
from tools.film.port import JointSpec

CUE = Cue(lines=("One two",), start=0, end=30, words=(CueWord(line=0, at=0, length=3, start=0, end=30),))
UNSET = ("OPENAI_API_KEY", "PYTHON_DOTENV_DISABLED")
STILL = Move(kind="still")
LEAK = """
import os, sys
from pathlib import Path
import dotenv, dotenv.main
dotenv.find_dotenv = lambda *_, **__: sys.argv[1]
if sys.argv[2] == "ours":
    from tests.tools.film.material import picture, spec
    from tools.film.moviepy import Moviepy
    folder = Path(sys.argv[1]).parent
    Moviepy().segment(spec(2), {"picture": picture(folder / "p.png")}, folder / "o.mp4")
else:
    import moviepy
print(os.environ.get("OPENAI_API_KEY", "unset"))
"""


def shown(
    folder: Path, effects: Sequence[Any], cues: Sequence[Cue] = (), frames: int = 30, move: Move = STILL
) -> list[Planes]:
    """The frames of a beat, decoded."""
    folder.mkdir(exist_ok=True)
    Moviepy(effects).segment(spec(frames, move, cues), {"picture": picture(folder / "p.png")}, folder / "o.mp4")
    return decoded(folder / "o.mp4")


def decoded(path: Path) -> list[Planes]:
    import av

    with av.open(str(path)) as container:
        return [Planes(*(plane.copy() for plane in buffers(frame))) for frame in container.decode(video=0)]


def far(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    return float(np.abs(one.astype(int) - other).mean())


def test_an_effect_is_seen(tmp_path: Path) -> None:
    plain, mirrored = shown(tmp_path / "a", []), shown(tmp_path / "b", [vfx.MirrorX()])
    assert far(mirrored[9].y, plain[9].y[:, ::-1]) < 1.5 < 10 < far(mirrored[9].y, plain[9].y)


def test_effects_are_laid_in_order(tmp_path: Path) -> None:
    def lit(clip: VideoClip) -> VideoClip:
        return clip.image_transform(lambda rgb: np.full_like(rgb, 200))

    dark = vfx.MultiplyColor(0.5)
    first, last = shown(tmp_path / "a", [lit, dark], frames=2), shown(tmp_path / "b", [dark, lit], frames=2)
    levels = [float(one[1].y.mean()) for one in (first, last)]
    assert levels == pytest.approx([16 + 219 * 100 / 255, 16 + 219 * 200 / 255], abs=1)


def test_captions_lie_over_the_effects(tmp_path: Path) -> None:
    """A mirrored picture has captions that can be read, a grey one keeps the colour of the spoken word."""
    plain = shown(tmp_path / "a", [], [CUE])[9]
    mirrored = shown(tmp_path / "b", [vfx.MirrorX()], [CUE])[9]
    grey = shown(tmp_path / "c", [vfx.BlackAndWhite()], [CUE])[9]
    box = np.s_[155:166, 138:180]
    assert plain.y[box].max() > 180 > 60 > plain.y[box].min(), "light letters on dark"
    assert far(mirrored.y[box], plain.y[box]) < 5 < 10 < far(mirrored.y[box], plain.y[box][:, ::-1])
    rows = HEIGHT * 3 // 8
    assert np.abs(grey.u[:rows].astype(int) - 128).max() <= 3, "the picture has no colour"
    assert np.abs(grey.u[rows:].astype(int) - 128).max() > 30, "the spoken word has one"


@pytest.mark.parametrize("effect", [vfx.Resize(0.5), vfx.Resize(1.5), vfx.Rotate(90), vfx.Margin(8, color=(255, 0, 0))])
def test_a_picture_of_another_size_is_laid_in_the_middle(tmp_path: Path, effect: Any) -> None:
    found = shown(tmp_path / "a", [effect], frames=3)
    assert len(found) == 3
    assert found[0].size == (WIDTH, HEIGHT)
    plain = shown(tmp_path / "b", [], frames=3)
    if isinstance(effect, vfx.Resize) and effect.new_size == 0.5:
        assert found[1].y[: HEIGHT // 4 - 4].max() < 24, "black around it"
        half = plain[1].y[::2, ::2]
        assert far(found[1].y[HEIGHT // 4 : HEIGHT // 4 + HEIGHT // 2, WIDTH // 4 : WIDTH // 4 + WIDTH // 2], half) < 6


@pytest.mark.parametrize("effect", [vfx.FadeIn(0.5), vfx.CrossFadeIn(0.5)])
def test_a_fade_begins_with_the_beat(tmp_path: Path, effect: Any) -> None:
    plain, found = shown(tmp_path / "a", []), shown(tmp_path / "b", [effect])
    assert found[0].y.mean() < 18
    assert 30 < found[8].y.mean() < plain[8].y.mean() - 20
    assert far(found[20].y, plain[20].y) < 1.5


@pytest.mark.parametrize("effect", [vfx.MultiplySpeed(2), vfx.MultiplySpeed(0.5), vfx.TimeMirror(), vfx.Loop(3)])
def test_an_effect_on_time_never_changes_how_many_frames_there_are(tmp_path: Path, effect: Any) -> None:
    pushed = Move(kind="push_in", amount=0.3)
    plain, found = shown(tmp_path / "a", [], move=pushed), shown(tmp_path / "b", [effect], move=pushed)
    assert len(found) == 30
    if isinstance(effect, vfx.TimeMirror):
        assert far(found[29].y, plain[0].y) < 3 < far(found[29].y, plain[29].y)
    if isinstance(effect, vfx.MultiplySpeed) and effect.factor == 2:
        assert far(found[14].y, plain[28].y) < 3
        assert far(found[29].y, found[16].y) < 3, "its last frame stays"


def test_effects_hold_where_a_joint_goes_beyond_the_beat(tmp_path: Path) -> None:
    shots = {"before picture": picture(tmp_path / "p.png"), "after picture": picture(tmp_path / "q.png", seed=2)}
    wanted = JointSpec(before=spec(30, tail=5), after=spec(30, head=5), transition="dissolve")
    out = tmp_path / "joint.mp4"
    Moviepy([vfx.FadeOut(0.2), vfx.FadeIn(0.2)]).joint(wanted, shots, out)
    levels = [float(one.y.mean()) for one in decoded(out)]
    assert len(levels) == 10
    assert max(levels[4:6]) < 40 < min(levels[0], levels[-1]), "out to black before the cut, in from black after it"


def test_floating_point_beyond_the_range_is_cut_off(tmp_path: Path) -> None:
    def sharp(rgb: NDArray[np.uint8]) -> NDArray[np.float64]:
        return np.where(np.arange(rgb.shape[1])[None, :, None] < WIDTH // 2, -50.0, 300.0) + np.zeros(rgb.shape)

    [found] = shown(tmp_path, [lambda clip: clip.image_transform(sharp)], frames=1)
    assert [float(half.mean()) for half in np.split(found.y, 2, axis=1)] == pytest.approx([16, 235], abs=1)


def test_an_effect_that_gives_no_rgb_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"shape \(180, 320\) instead of RGB"):
        shown(tmp_path, [lambda clip: clip.image_transform(lambda rgb: rgb[..., 0])])
    assert [path.name for path in tmp_path.iterdir()] == ["p.png"]


def test_every_clip_is_closed_however_it_ends(tmp_path: Path) -> None:
    closed = []

    class Watched(VideoClip):  # type: ignore[misc]
        def close(self) -> None:
            closed.append(self.kind)

    def watched(kind: str, gives: Any) -> Any:
        def effect(clip: VideoClip) -> VideoClip:
            made = Watched(gives(clip), duration=clip.duration)
            made.kind = kind
            return made

        return effect

    def fails(clip: VideoClip) -> Any:
        def frame(t: float) -> Any:
            return clip.get_frame(t) if t < 0.1 else 1 / 0

        return frame

    shown(tmp_path, [watched("good", lambda clip: clip.get_frame)], frames=2)
    with pytest.raises(ZeroDivisionError):
        shown(tmp_path, [watched("first", lambda clip: clip.get_frame), watched("bad", fails)])
    assert list(dict.fromkeys(closed)) == ["good", "bad", "first"]
    closed.clear()
    with pytest.raises(KeyError):
        shown(tmp_path, [watched("first", lambda clip: clip.get_frame), lambda _: {"good": 1}["bad"]])
    assert list(dict.fromkeys(closed)) == ["first"]


def test_effects_with_their_values_are_part_of_the_key() -> None:
    found = [Moviepy(effects).libraries() for effects in ([], [vfx.FadeIn(0.5)], [vfx.FadeIn(0.7)], [shown])]
    assert "effects" not in found[0]
    assert len({one.get("effects") for one in found}) == 4
    assert not any("0x" in one.get("effects", "") for one in found), "an address would make every run's key another"


@pytest.mark.parametrize(("who", "seen"), [("moviepy", "sk-secret"), ("ours", "unset")])
def test_secrets_of_a_dotenv_file_stay_out_of_the_environment(tmp_path: Path, root: Path, who: str, seen: str) -> None:
    """MoviePy reads the nearest .env as it is imported; programs that effects start would inherit it."""
    file = tmp_path / ".env"
    file.write_text("OPENAI_API_KEY=sk-secret\n")
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LEAK, str(file), who],
        env={**environment, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == seen


def test_what_is_missing_is_said_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert subject.missing() is None
    monkeypatch.setattr(subject, "importable", lambda name: name != "moviepy")
    assert subject.missing() == "MoviePy is not installed: pip install 'storyreel[moviepy]'"


def test_time_is_that_of_the_film(tmp_path: Path) -> None:
    """Effects are asked for each frame once, at its own time; MoviePy itself asks for the first to learn its size."""
    times: list[float] = []

    def noted(clip: VideoClip) -> VideoClip:
        def same(t: float) -> float:
            times.append(t)
            return t

        return clip.time_transform(same, apply_to=[])

    shown(tmp_path, [noted], frames=7)
    assert times == pytest.approx([0, *(number / FPS for number in range(7))])
