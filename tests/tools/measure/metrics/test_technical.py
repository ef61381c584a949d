"""Technical metrics: a good film passes all of them, and each seeded defect fires its own."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.models import Move
from tests.tools.film.certificates import chain
from tests.tools.film.material import FPS, HEIGHT, TAGS, WIDTH, film, mastered, picture, save_wav, segment, tone
from tests.tools.measure.metrics.films import failing
from tools.film.cut import join
from tools.film.mix import encode_mix
from tools.film.port import SAMPLE_RATE
from tools.film.signing import sign
from tools.measure.loudness import HOP, Loudness
from tools.measure.metrics.playing.loud import loudness_range
from tools.measure.metrics.port import Made, Verdict, Wanted
from tools.measure.metrics.technical import measure

SECONDS = 5
ASKED = Wanted(width=WIDTH, height=HEIGHT, fps=FPS, language="en")
IDS = [f"T{number}" for number in range(1, 19)]
Planes = NDArray[np.uint8]
"""A frame as (height * 3 / 2, width): luma, and the two colour differences below it."""


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a good film of five seconds, its parts and its sound."""
    folder = tmp_path_factory.mktemp("good")
    film(folder, SECONDS)
    return folder


def of(path: Path, wanted: Wanted = ASKED, *, folder: Path | None = None) -> dict[str, Verdict]:
    """Every verdict by its id."""
    return {one.metric: one for one in measure(Made(film=path, folder=folder), wanted)}


def failed(path: Path, wanted: Wanted = ASKED, *, folder: Path | None = None) -> set[str]:
    return failing(of(path, wanted, folder=folder).values())


def recoded(
    good: Path,
    out: Path,
    edit: Callable[[int, Planes], object] = lambda number, planes: None,
    *,
    profile: str = "high",
    tagged: bool = True,
    wide: Fraction | None = None,
    late: tuple[int, ...] = (),
    fast: bool = True,
    quality: str = "20",
) -> Path:
    """The good film with edited frames: its pictures are encoded anew, its sound is copied."""
    import av
    from av import VideoFrame

    options = {"movflags": "faststart"} if fast else {}
    with av.open(str(good / "film.mp4")) as source, av.open(str(out), "w", options=options) as target:
        target.metadata["comment"] = source.metadata["comment"]
        coded = target.add_stream("libx264", rate=FPS, options={"profile": profile, "crf": quality, "preset": "fast"})
        coded.width, coded.height, coded.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        coded.codec_context.time_base = Fraction(1, FPS * 4)
        if wide is not None:
            coded.codec_context.sample_aspect_ratio = wide
        if tagged:
            context = coded.codec_context
            context.color_primaries = context.color_trc = context.colorspace = context.color_range = 1
        sound = target.add_stream_from_template(source.streams.audio[0])
        sound.metadata["language"] = "eng"
        for number, frame in enumerate(source.decode(video=0)):
            planes = np.asarray(frame.to_ndarray(format="yuv420p"), np.uint8)
            edit(number, planes)
            new = VideoFrame.from_ndarray(planes, format="yuv420p")
            new.pts, new.time_base = number * 4 + 3 * (number in late), Fraction(1, FPS * 4)
            target.mux(coded.encode(new))
        target.mux(coded.encode(None))
        with av.open(str(good / "mix.m4a")) as heard:
            for packet in heard.demux(audio=0):
                if packet.dts is not None:
                    packet.stream = sound
                    target.mux(packet)
    return out


def sounded(good: Path, folder: Path, signal: NDArray[np.floating], language: str = "en") -> Path:
    """The good film with another sound, as it is."""
    stem = save_wav(folder / "s.wav", np.stack([signal] * 2))
    encode_mix(stem, folder / "s.m4a", language=language, true_peak_at_most=20)
    join([good / f"part{i}.mp4" for i in range(SECONDS)], folder / "s.m4a", folder / "f.mp4", TAGS)
    return folder / "f.mp4"


def said(folder: Path, **manifest: Any) -> Path:
    """A folder of ours with that manifest."""
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def voice(seconds: float = SECONDS, target: float = -14) -> NDArray[np.floating]:
    loud = mastered(tone(seconds, SAMPLE_RATE)[None], target=target, ceiling=-2, speakers=2)
    return np.asarray(loud[0])


def test_a_good_film_passes_every_metric(good: Path, tmp_path: Path) -> None:
    ours = said(tmp_path, frames=SECONDS * FPS, fps=FPS, brief={"width": WIDTH, "height": HEIGHT}, language="en")
    verdicts = of(good / "film.mp4", folder=ours)
    assert list(verdicts) == IDS
    assert {metric for metric, one in verdicts.items() if not one.ok} == {"T16"}, "its pictures move: reported only"
    assert all(one.score == 1 for one in verdicts.values() if one.ok and not one.gate and one.metric != "T7")


def test_a_film_encoded_anew_is_as_good(good: Path, tmp_path: Path) -> None:
    """What the defects below are made with changes nothing by itself."""
    assert failed(recoded(good, tmp_path / "f.mp4")) == set()


@pytest.mark.parametrize("data", [b"", b"no film at all" * 100, None])
def test_what_is_no_film(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "f.mp4").write_bytes(data)
    assert [(one.metric, one.ok, one.gate) for one in measure(Made(film=tmp_path / "f.mp4"), ASKED)] == [
        ("T1", False, True)
    ]


def test_damage_is_found_and_what_follows_is_played(good: Path, tmp_path: Path) -> None:
    data = bytearray((good / "film.mp4").read_bytes())
    middle = data.index(b"mdat") + (len(data) - data.index(b"mdat")) // 2
    data[middle : middle + 400] = b"\xa5" * 400
    (tmp_path / "f.mp4").write_bytes(data)
    assert "T1" in failed(tmp_path / "f.mp4") <= {"T1", "T4"}


def black(first: int, last: int) -> Callable[[int, Planes], object]:
    def edit(number: int, planes: Planes) -> None:
        if first <= number < last:
            planes[:HEIGHT], planes[HEIGHT:] = 16, 128

    return edit


def frozen(first: int, last: int) -> Callable[[int, Planes], object]:
    kept: list[Planes] = []

    def edit(number: int, planes: Planes) -> None:
        if number == first:
            kept.append(planes.copy())
        if first <= number < last:
            planes[:] = kept[0]

    return edit


def barred(number: int, planes: Planes) -> None:
    planes[:20] = planes[HEIGHT - 20 : HEIGHT] = 16


def noisy(number: int, planes: Planes) -> None:
    planes[:HEIGHT] = np.random.default_rng(number).integers(40, 200, (HEIGHT, WIDTH))


@pytest.mark.parametrize(
    ("options", "metric"),
    [
        ({"profile": "main"}, "T2"),
        ({"wide": Fraction(4, 3)}, "T3"),
        ({"late": (70,)}, "T4"),
        ({"fast": False}, "T5"),
        ({"tagged": False}, "T6"),
        ({"edit": black(70, 74)}, "T12"),
        ({"edit": frozen(50, 115)}, "T13"),
        ({"edit": barred}, "T14"),
        ({"edit": noisy, "quality": "8"}, "T15"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_defect_of_the_picture(good: Path, tmp_path: Path, options: dict[str, Any], metric: str) -> None:
    assert failed(recoded(good, tmp_path / "f.mp4", **options)) == {metric}


@pytest.mark.parametrize(("first", "last"), [(0, 30), (120, 150), (70, 72)])
def test_a_film_may_begin_and_end_black_and_flash_twice(good: Path, tmp_path: Path, first: int, last: int) -> None:
    assert "T12" not in failed(recoded(good, tmp_path / "f.mp4", black(first, last)))


def test_slides_may_stand_still(good: Path, tmp_path: Path) -> None:
    path = recoded(good, tmp_path / "f.mp4", frozen(50, 115))
    assert "T13" not in failed(path, ASKED.model_copy(update={"motion": False}))


@pytest.mark.parametrize(
    ("changes", "metric"),
    [({"width": 640}, "T3"), ({"fps": 25}, "T4"), ({"language": "ar"}, "T18"), ({"level": -23.0}, "T7")],
)
def test_another_film_than_asked_for(good: Path, changes: dict[str, Any], metric: str) -> None:
    assert failed(good / "film.mp4", ASKED.model_copy(update=changes)) == {metric}


@pytest.mark.parametrize(
    ("manifest", "metric"),
    [
        ({"frames": 170}, "T4"),
        ({"fps": 24}, "T4"),
        ({"brief": {"width": 1920, "height": 1080}}, "T3"),
        ({"language": "ar"}, "T18"),
        ({"c2pa": {"state": "Valid"}}, "T17"),
    ],
)
def test_a_manifest_that_says_what_the_file_is_not(
    good: Path, tmp_path: Path, manifest: dict[str, Any], metric: str
) -> None:
    assert failed(good / "film.mp4", Wanted(), folder=said(tmp_path, **manifest)) == {metric}


@pytest.mark.parametrize("text", ["{broken", "[]", '{"beats": 3, "frames": "many"}', '{"beats": [{"id": "1"}]}'])
def test_a_manifest_that_cannot_be_read_is_left_out(good: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    assert failed(good / "film.mp4", folder=tmp_path) == set()


def test_what_was_not_asked_is_reported_and_not_judged(good: Path) -> None:
    verdicts = of(good / "film.mp4", Wanted())
    assert {metric for metric, one in verdicts.items() if one.ok is None} == {"T3", "T16", "T17", "T18"}
    assert all(one.reason and one.measured for one in verdicts.values() if one.ok is None)
    assert verdicts["T3"].measured == "320x180, pixels 1:1"


def quiet(seconds: float) -> NDArray[np.floating]:
    return np.zeros(round(seconds * SAMPLE_RATE))


def spiked() -> NDArray[np.floating]:
    signal = voice() * 0.98
    signal[100_000:100_002] = 0.97
    return signal


def crackling() -> NDArray[np.floating]:
    signal = tone(SECONDS, SAMPLE_RATE, level=3)
    return np.clip(signal, -1, 1)


SOUNDS: dict[str, tuple[Callable[[], NDArray[np.floating]], set[str]]] = {
    "none": (voice, set()),
    "too quiet": (lambda: voice() * 0.8, {"T7"}),
    "too loud": (lambda: voice(target=-12.5), {"T7"}),
    "a peak": (spiked, {"T8"}),
    "clipped": (crackling, {"T7", "T8", "T10"}),
    "a late start": (lambda: np.concatenate([quiet(1.3), voice(3.7)]), {"T11"}),
    "a long gap": (lambda: np.concatenate([voice(1.2), quiet(2.7), voice(1.1)]), {"T11"}),
    "an early end": (lambda: np.concatenate([voice(2.7), quiet(2.3)]), {"T11"}),
}


@pytest.mark.parametrize("name", SOUNDS)
def test_a_defect_of_the_sound(good: Path, tmp_path: Path, name: str) -> None:
    make, wanted = SOUNDS[name]
    assert failed(sounded(good, tmp_path, make())) == wanted


def test_a_scene_that_is_quieter_than_the_others(good: Path, tmp_path: Path) -> None:
    signal = tone(SECONDS, SAMPLE_RATE)
    signal[: 2 * SAMPLE_RATE] *= 0.5
    path = sounded(good, tmp_path, np.asarray(mastered(signal[None], target=-14, ceiling=-2, speakers=2)[0]))
    spans = {"1": (0.0, 2.0), "2": (2.0, 5.0)}
    beats = [
        {"id": f"{id}.1", "scene": id, "start": start, "end": end, "spoken_text": "words"}
        for id, (start, end) in spans.items()
    ]
    assert failed(path, folder=said(tmp_path, beats=beats)) == {"T9"}
    assert failed(path, folder=said(tmp_path, beats=beats[:1])) == set()


def test_the_range_of_a_sound_that_swells() -> None:
    """20 LU between its halves; EBU Tech 3342's first test signal is made like this."""
    hops = []
    for gain in (0.01, 0.1):
        heard = Loudness()
        heard.feed(tone(20, SAMPLE_RATE)[None] * gain)
        hops.append(heard.hops()[: 20 * SAMPLE_RATE // HOP])
    assert loudness_range(np.concatenate(hops)) == pytest.approx(20, abs=1)
    assert loudness_range(np.concatenate([hops[1], hops[1]])) < 2
    assert loudness_range(hops[0][:20]) == 0


def test_a_film_without_sound(good: Path, tmp_path: Path) -> None:
    join([good / f"part{i}.mp4" for i in range(SECONDS)], None, tmp_path / "f.mp4", TAGS)
    verdicts = of(tmp_path / "f.mp4")
    assert {metric for metric, one in verdicts.items() if one.ok is False} == set()
    assert {"T7", "T8", "T9", "T10", "T11", "T18"} <= {metric for metric, one in verdicts.items() if one.ok is None}
    voiced = Made(film=tmp_path / "f.mp4", voice=good / "voice.wav")
    assert [one.metric for one in measure(voiced, ASKED) if one.ok is False] == ["T2"], "a voice is there to be heard"


def test_a_film_of_ours_that_hides_its_making(good: Path, tmp_path: Path) -> None:
    tags = TAGS.model_copy(update={"comment": "filmed by hand"})
    join([good / f"part{i}.mp4" for i in range(SECONDS)], good / "mix.m4a", tmp_path / "f.mp4", tags)
    assert failed(tmp_path / "f.mp4", folder=tmp_path) == {"T17"}
    assert failed(tmp_path / "f.mp4") == set()


def test_a_signature_must_be_valid(good: Path, tmp_path: Path) -> None:
    certificate, key = (path.read_bytes() for path in chain(tmp_path))
    sign(good / "film.mp4", tmp_path / "f.mp4", certificate, key, title="A test")
    ours = said(tmp_path, c2pa={"state": "Valid"})
    assert failed(tmp_path / "f.mp4", folder=ours) == set()
    data = bytearray((tmp_path / "f.mp4").read_bytes())
    data[data.index(b"machine-made")] = ord("M")
    (tmp_path / "g.mp4").write_bytes(data.replace(b"Machine-made by", b"machine-made by", 1)[:-1] + b"\x00")
    assert "T17" in failed(tmp_path / "g.mp4", folder=ours)


def test_a_picture_that_stands_still_is_like_its_source(good: Path, tmp_path: Path) -> None:
    """SSIM is judged where nothing moves; another source beside the film is found."""
    scenes = tmp_path / "scenes"
    scenes.mkdir()
    shown = picture(scenes / "1.1.png")
    still = segment(tmp_path, "still", 2 * FPS, Move(kind="still"), shown)
    join([still], None, tmp_path / "f.mp4", TAGS)
    beat = {"id": "1.1", "scene": "1", "start": 0.0, "end": 2.0, "image": "scenes/1.1.png"}
    ours = said(tmp_path, beats=[beat])
    assert of(tmp_path / "f.mp4", folder=ours)["T16"].ok is True
    picture(shown, seed=5)
    assert failed(tmp_path / "f.mp4", folder=ours) == {"T16"}
    beat["image"] = "../elsewhere.png"
    assert of(tmp_path / "f.mp4", folder=said(tmp_path, beats=[beat]))["T16"].ok is None
