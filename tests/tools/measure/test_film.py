"""The look at a film: a good one passes every check, and each defect is found by its own check."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.models import Move
from tests.tools.film.material import (
    FPS,
    HEIGHT,
    TAGS,
    WIDTH,
    film,
    save_png,
    save_wav,
    segment,
    tone,
)
from tests.tools.film.material import (
    mastered as at_level,
)
from tests.tools.measure.metrics.films import with_late_sound
from tools.film.cut import join
from tools.film.mix import encode_mix
from tools.film.port import LOUDNESS, SAMPLE_RATE, Subtitle
from tools.measure.film import look
from tools.measure.hearing import stems
from tools.measure.port import Expected, Known

CHECKS = [
    "decodes", "video format", "size", "colour tags", "fast start", "sound format", "language tags", "frame size",
    "frame count", "frame rate", "black", "stillness", "lengths", "start of sound", "silence", "loudness", "true peak",
    "clipping", "disclosure", "subtitles",
]  # fmt: skip
EXPECTED = Expected(width=WIDTH, height=HEIGHT, fps=FPS, frames=5 * FPS, language="en", has_sound=True, level=LOUDNESS)
PAN = Move(kind="pan_right", amount=0.2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good film of five seconds, with its parts and its sound."""
    made = tmp_path_factory.mktemp("film")
    film(made, 5)
    return made


def failed(path: Path, known: Known | None = None, **changes: Any) -> set[str]:
    """The checks that fail; a bad one always says what to do."""
    findings = look(path, EXPECTED.model_copy(update=changes), known)
    assert all(finding.advice for finding in findings if not finding.ok)
    return {finding.check for finding in findings if not finding.ok}


def parts(folder: Path) -> list[Path]:
    return [folder / f"part{i}.mp4" for i in range(5)]


def test_a_film_that_hides_its_making_is_found(folder: Path, tmp_path: Path) -> None:
    join(parts(folder), folder / "mix.m4a", tmp_path / "f.mp4", TAGS.model_copy(update={"comment": "filmed by hand"}))
    assert "disclosure" in failed(tmp_path / "f.mp4")


@pytest.mark.parametrize("defect", ["", "a text is lost", "none at all", "shown unasked"])
def test_a_defect_of_the_subtitle_track_is_found(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, defect: str
) -> None:
    told = tuple(Subtitle(text=f"text {i}", start=1000 * i, end=1000 * i + 800) for i in range(3))
    kept = {"a text is lost": told[:2], "none at all": ()}.get(defect, told)
    if defect == "shown unasked":
        monkeypatch.setattr("tools.film.cut.switch_off", lambda path: None)
    join(parts(folder), folder / "mix.m4a", tmp_path / "f.mp4", TAGS.model_copy(update={"subtitles": kept}))
    assert failed(tmp_path / "f.mp4", subtitles=3) == ({"subtitles"} if defect else set())


def test_a_good_film_passes_every_check(folder: Path) -> None:
    findings = look(folder / "film.mp4", EXPECTED)
    assert [finding.check for finding in findings] == CHECKS
    assert all(finding.ok for finding in findings), findings


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"width": 640}, {"size", "frame size"}),
        ({"frames": 152}, {"frame count"}),
        ({"fps": 25}, {"frame rate"}),
        ({"language": "ar"}, {"language tags"}),
    ],
)
def test_another_film_than_asked_for(folder: Path, changes: dict[str, Any], check: set[str]) -> None:
    assert check <= failed(folder / "film.mp4", **changes) <= {*check, "lengths"}


def test_a_silent_film_is_good_when_it_is_meant_to_be(folder: Path, tmp_path: Path) -> None:
    join(parts(folder), None, tmp_path / "f.mp4", TAGS)
    assert failed(tmp_path / "f.mp4", has_sound=False) == set()
    assert failed(tmp_path / "f.mp4") == {"sound", "sound format"}


def test_black_frames_inside(folder: Path, tmp_path: Path) -> None:
    black = save_png(tmp_path / "b.png", np.zeros((HEIGHT, WIDTH, 3), np.uint8))
    hole = segment(tmp_path, "hole", FPS, PAN, black)
    join([*parts(folder)[:2], hole, *parts(folder)[3:]], folder / "mix.m4a", tmp_path / "f.mp4", TAGS)
    assert failed(tmp_path / "f.mp4") == {"black"}
    join([hole, *parts(folder)[1:4], hole], folder / "mix.m4a", tmp_path / "f.mp4", TAGS)
    assert failed(tmp_path / "f.mp4") == set()


def test_a_still_picture_is_reported(folder: Path, tmp_path: Path) -> None:
    still = segment(tmp_path, "still", 2 * FPS, Move(kind="still"))
    join([*parts(folder)[:3], still], folder / "mix.m4a", tmp_path / "f.mp4", TAGS)
    (found,) = (each for each in look(tmp_path / "f.mp4", EXPECTED) if each.check == "stillness")
    assert float(found.measured.split()[0]) == pytest.approx(2, abs=0.1)


Sound = NDArray[np.floating]


def sounded(folder: Path, tmp_path: Path, signal: Sound) -> Path:
    """The good film with another sound, as it is."""
    stem = save_wav(tmp_path / "s.wav", np.stack([signal] * 2))
    encode_mix(stem, tmp_path / "s.m4a", language="en", true_peak_at_most=20)
    join(parts(folder), tmp_path / "s.m4a", tmp_path / "f.mp4", TAGS)
    return tmp_path / "f.mp4"


def mastered(signal: Sound, target: float = -14) -> Sound:
    return np.asarray(at_level(signal[None], target=target, ceiling=-2, speakers=2)[0])


def good(seconds: float) -> Sound:
    """A sound of the right loudness."""
    return mastered(tone(seconds, SAMPLE_RATE))


def quiet(seconds: float) -> Sound:
    return np.zeros(round(seconds * SAMPLE_RATE))


DEFECTS: dict[str, tuple[Callable[[], Sound], set[str]]] = {
    "none": (lambda: good(5), set()),
    "too quiet": (lambda: good(5) * 0.9, {"loudness"}),
    "too loud": (lambda: mastered(good(5), -13), {"loudness"}),
    "late start": (lambda: np.concatenate([quiet(1.5), good(3.5)]), {"silence"}),
    "early end": (lambda: np.concatenate([good(2.5), quiet(2.5)]), {"silence"}),
    "a long gap": (lambda: np.concatenate([good(1.2), quiet(2.7), good(1.1)]), {"silence"}),
    "too short": (lambda: good(4.8), {"lengths"}),
    "clipped": (lambda: np.clip(tone(5, SAMPLE_RATE, level=3), -1, 1), {"clipping", "loudness", "true peak"}),
    "silent": (lambda: quiet(5), {"silence", "loudness"}),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_defects_of_the_sound(folder: Path, tmp_path: Path, name: str) -> None:
    make, wanted = DEFECTS[name]
    assert failed(sounded(folder, tmp_path, make())) == wanted


def both(signal: Sound) -> Sound:
    return np.stack([signal] * 2)


@pytest.mark.parametrize(("gain", "found"), [(1.0, set()), (0.5, {"scene loudness"})])
def test_a_scene_that_is_quieter_than_the_others(folder: Path, tmp_path: Path, gain: float, found: set[str]) -> None:
    """6 dB between two scenes are a standard deviation of 3 LU."""
    signal = tone(5, SAMPLE_RATE)
    signal[: 2 * SAMPLE_RATE] *= gain
    path = sounded(folder, tmp_path, mastered(signal))
    scenes = ((0, 2 * FPS), (2 * FPS, 5 * FPS))
    assert failed(path, scenes=scenes) == found
    assert failed(path, scenes=scenes[:1]) == set()


def test_a_scene_without_a_sound_is_not_compared(folder: Path, tmp_path: Path) -> None:
    path = sounded(folder, tmp_path, np.concatenate([good(3.2), quiet(1.8)]))
    assert "scene loudness" not in failed(path, scenes=((0, 96), (96, 150)))


@pytest.mark.parametrize(("at", "found"), [(2.0, {"clicks"}), (2.5, set())])
def test_a_click_where_beats_meet(folder: Path, tmp_path: Path, at: float, found: set[str]) -> None:
    signal = good(5) * 0.95
    sample = round(at * SAMPLE_RATE)
    signal[sample - 4800 : sample + 4800] *= 0.05
    signal[sample] = 0.6
    assert failed(sounded(folder, tmp_path, mastered(signal)), borders=(FPS, 2 * FPS, 4 * FPS)) == found


@pytest.mark.parametrize(("db", "found"), [(21, set()), (19, {"speech above music"})])
def test_music_that_is_too_near_to_the_voice(folder: Path, tmp_path: Path, db: float, found: set[str]) -> None:
    voice = save_wav(tmp_path / "voice.wav", both(good(5)))
    music = save_wav(tmp_path / "music.wav", both(good(5) * 10 ** (-db / 20)))
    assert {one.check for one in stems(voice, music) if not one.ok} == found
    film = sounded(folder, tmp_path, good(5))
    assert "silence" not in {one.check for one in look(film, EXPECTED.model_copy(update={"under": True}))}


def test_music_does_not_hide_a_gap_in_the_voice(folder: Path, tmp_path: Path) -> None:
    voice = np.concatenate([good(1.2), quiet(2.7), good(1.1)])
    stem = save_wav(tmp_path / "voice.wav", both(voice))
    music = save_wav(tmp_path / "music.wav", both(good(5) * 0.05))
    path = sounded(folder, tmp_path, mastered(voice + good(5) * 0.05))
    assert failed(path) == set()
    (found,) = (one for one in stems(stem, music) if not one.ok)
    assert found.check == "silence"
    assert found.measured.startswith("of the voice alone: start 0.0 s, longest gap 2.")


def test_a_true_peak_above_the_limit(folder: Path, tmp_path: Path) -> None:
    signal = good(5) * 0.98
    signal[100_000:100_002] = 0.97
    assert failed(sounded(folder, tmp_path, signal)) == {"true peak"}


def test_sound_that_starts_late(folder: Path, tmp_path: Path) -> None:
    found = failed(with_late_sound(folder / "film.mp4", tmp_path / "f.mp4"))
    assert "start of sound" in found
    assert "fast start" in found


def test_a_damaged_file(folder: Path, tmp_path: Path) -> None:
    data = bytearray((folder / "film.mp4").read_bytes())
    middle = data.index(b"mdat") + (len(data) - data.index(b"mdat")) // 2
    data[middle : middle + 400] = b"\xa5" * 400
    (tmp_path / "f.mp4").write_bytes(data)
    assert "decodes" in failed(tmp_path / "f.mp4")


@pytest.mark.parametrize("data", [b"", b"no film at all" * 100])
def test_what_is_no_film(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "f.mp4").write_bytes(data)
    assert failed(tmp_path / "f.mp4") == {"opens"}
    assert failed(tmp_path / "absent.mp4") == {"opens"}


def test_sound_without_a_picture(folder: Path) -> None:
    assert failed(folder / "mix.m4a") == {"opens"}


def test_untagged_colours_and_another_profile(folder: Path, tmp_path: Path) -> None:
    import av

    with av.open(str(tmp_path / "f.mp4"), "w") as target:
        stream = target.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.codec_context.options = {"profile": "baseline"}
        for number in range(5 * FPS):
            frame = av.VideoFrame.from_ndarray(np.full((HEIGHT * 3 // 2, WIDTH), 90, np.uint8), format="yuv420p")
            frame.pts = number
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    found = failed(tmp_path / "f.mp4", has_sound=False)
    assert found == {"video format", "colour tags", "language tags", "fast start", "disclosure"}
