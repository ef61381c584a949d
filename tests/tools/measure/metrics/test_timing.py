"""Timing: a good film passes every metric, and each seeded defect fires its own."""

import json
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from core.models import Move
from tests.tools.film.material import FPS, HEIGHT, TAGS, WIDTH, save_png, save_wav, segment
from tests.tools.measure.metrics.films import failed, with_late_sound
from tools.film.cut import join
from tools.film.mix import encode_mix
from tools.film.port import SAMPLE_RATE
from tools.measure.metrics.playing.eye import Eye
from tools.measure.metrics.playing.shots import Change, changes
from tools.measure.metrics.playing.talk import Envelope, Talk, shift, talk
from tools.measure.metrics.playing.words import count
from tools.measure.metrics.port import Made, Verdict, Wanted
from tools.measure.metrics.timing import measure

COLOURS = ((200, 60, 50), (40, 120, 210), (60, 180, 80), (230, 200, 60), (120, 60, 160), (90, 90, 90))
WORDS = "one word after another is said here in a steady pace so"
IDS = [f"M{number}" for number in range(1, 11)]
Signal = NDArray[np.floating]


class Cue(NamedTuple):
    start: float
    end: float
    text: str


SAID = ((0.5, 5.0), (6.2, 11.0))
CUES = (Cue(0.5, 5.2, WORDS), Cue(6.2, 11.2, WORDS))
SCENES = ((0.0, 6.0), (6.0, 12.0))


def voice(said: Sequence[tuple[float, float]], seconds: float = 12.0) -> Signal:
    """A buzz with syllables, without a pause inside each stretch."""
    time = np.arange(round(SAMPLE_RATE * seconds)) / SAMPLE_RATE
    buzz = sum(np.sin(2 * np.pi * 130 * k * time) / k for k in range(1, 12)) * (
        0.6 + 0.4 * np.sin(2 * np.pi * 4 * time)
    )
    spoken = np.zeros(time.size)
    for start, end in said:
        spoken[(time >= start) & (time < end)] = 0.1
    return np.asarray(buzz * spoken)


def beats(spans: Sequence[tuple[float, float]] = SCENES, words: Sequence[float] = ()) -> list[dict[str, Any]]:
    """Scenes of one beat each, as the manifest tells them; each says one word, at `words`."""
    return [
        {
            "id": f"{number}.1", "scene": str(number), "start": start, "end": end, "spoken_text": WORDS,
            "words": [{"text": "one", "start": at, "end": at + 0.3} for at in words[number - 1 : number]],
        }
        for number, (start, end) in enumerate(spans, 1)
    ]  # fmt: skip


class Studio:
    """Makes films of 12 seconds with two pictures and one voice, and measures them with one thing changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shots = [self._shot(number, 2) for number in range(6)]
        self._long = [self._shot(number, 6) for number in range(2)]
        self._count = 0
        self.stem = save_wav(folder / "voice.wav", voice(SAID))
        self.good = self.cut(self._long, voice(SAID))
        self.fast = self.cut(self._shots, voice(SAID))

    def _shot(self, number: int, seconds: int) -> Path:
        rgb = np.full((HEIGHT, WIDTH, 3), COLOURS[number], np.uint8)
        rgb[40:90, 60:130] = COLOURS[number - 1]
        shown = save_png(self._folder / f"{number}.png", rgb)
        return segment(
            self._folder, f"shot{number}-{seconds}", seconds * FPS, Move(kind="pan_right", amount=0.2), shown
        )

    def cut(self, parts: Sequence[Path], signal: Signal | None) -> Path:
        self._count += 1
        out, sound = self._folder / f"film{self._count}.mp4", None
        if signal is not None:
            sound = self._folder / f"{self._count}.m4a"
            encode_mix(save_wav(self._folder / f"{self._count}.wav", np.stack([signal] * 2)), sound, language="en")
        join(list(parts), sound, out, TAGS)
        return out

    def said(self, said: Sequence[tuple[float, float]]) -> tuple[Path, Path]:
        """The two pictures with another voice, and that voice."""
        return self.cut(self._long, voice(said)), save_wav(self._folder / f"voice{self._count}.wav", voice(said))

    def sounds(self, signal: Signal | None) -> Path:
        return self.cut(self._long, signal)


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return Studio(tmp_path_factory.mktemp("studio"))


def stamp(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"00:{whole // 60000:02}:{whole // 1000 % 60:02},{whole % 1000:03}"


def sidecar(path: Path, cues: Sequence[Cue]) -> Path:
    lines = [f"{i}\n{stamp(cue.start)} --> {stamp(cue.end)}\n{cue.text}\n" for i, cue in enumerate(cues, 1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


class Run:
    """Measures what a test made in its own folder."""

    def __init__(self, studio: Studio, folder: Path) -> None:
        self.studio, self._folder = studio, folder

    def __call__(
        self,
        wanted: Wanted | None = None,
        *,
        film: Path | None = None,
        stem: Path | None = None,
        cues: Sequence[Cue] = CUES,
        ours: bool = True,
        seconds: float | None = None,
        **manifest: Any,
    ) -> dict[str, Verdict]:
        told = {"beats": beats(words=(0.5, 6.2)), "duration": 12.0, "language": "en", **manifest}
        (self._folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
        made = Made(
            film=film or self.studio.good,
            folder=self._folder if ours else None,
            srt=sidecar(self._folder / "captions.srt", cues) if cues else None,
            voice=stem or self.studio.stem,
            seconds=seconds,
        )
        return {one.metric: one for one in measure(made, wanted or Wanted(duration=12.0, ratio=0.25))}

    def failed(self, wanted: Wanted | None = None, **options: Any) -> set[str]:
        return failed(self(wanted, **options))


@pytest.fixture
def run(studio: Studio, tmp_path: Path) -> Run:
    return Run(studio, tmp_path)


@pytest.mark.parametrize("ours", [True, False])
def test_a_good_film_passes_every_metric(run: Run, ours: bool) -> None:
    """Also where nothing but the film, its voice and its captions is known."""
    verdicts = run(seconds=2.0, ours=ours)
    assert list(verdicts) == IDS
    assert all(one.ok for one in verdicts.values()), verdicts
    assert all(one.score is not None and one.score > 0.9 for one in verdicts.values() if not one.gate)


@pytest.mark.parametrize("data", [b"", b"no film at all" * 100, None])
def test_what_is_no_film(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "f.mp4").write_bytes(data)
    found = measure(Made(film=tmp_path / "f.mp4", voice=tmp_path, srt=tmp_path), Wanted())
    assert [(one.metric, one.ok, one.gate) for one in found] == [("M1", False, True)]


@pytest.mark.parametrize(
    ("asked", "manifest", "good"),
    [
        (12.1, {}, True),
        (11.8, {}, False),
        (13.0, {}, False),
        (13.0, {"draft": True}, True),
        (13.0, {"fit": {"reached": False}}, True),
        (11.0, {"draft": True}, False),
        (12.0, {"duration": 13.0}, False),
        (None, {"duration": 13.0}, False),
    ],
)
def test_the_duration(run: Run, asked: float | None, manifest: dict[str, Any], good: bool) -> None:
    assert run.failed(Wanted(duration=asked), **manifest) == (set() if good else {"M1"})


def test_what_was_not_asked_is_reported_and_not_judged(run: Run) -> None:
    verdicts = run(Wanted(), seconds=2.0)
    assert {metric for metric, one in verdicts.items() if one.ok is None} == {"M1", "M10"}
    assert all(one.reason and one.measured for one in verdicts.values() if one.ok is None)


@pytest.mark.parametrize(("seconds", "found"), [(12.08, set()), (12.3, {"M2"}), (11.5, {"M2"})])
def test_sound_and_picture_of_other_lengths(run: Run, seconds: float, found: set[str]) -> None:
    assert run.failed(film=run.studio.sounds(voice(SAID, seconds))) == found


def test_sound_that_starts_late(run: Run, tmp_path: Path) -> None:
    """Then its captions come too early as well."""
    verdicts = run(film=with_late_sound(run.studio.good, tmp_path / "f.mp4"))
    assert {metric for metric, one in verdicts.items() if one.ok is False} - {"M4"} == {"M3", "M5"}
    assert verdicts["M3"].value == pytest.approx(300, abs=30), "a decoder's first frame is lost as it is moved"


def test_a_film_that_lost_its_sound(run: Run) -> None:
    verdicts = run(film=run.studio.sounds(None))
    assert [metric for metric, one in verdicts.items() if one.ok is False] == ["M2", "M3", "M4"]
    mute = measure(Made(film=run.studio.sounds(None)), Wanted())
    assert [one.metric for one in mute if one.ok is False] == []
    assert [one.metric for one in mute if one.ok is None] == ["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M10"]


@pytest.mark.parametrize(
    ("second", "found"), [((5.97, 11.0), set()), ((5.8, 10.8), {"M4"}), ((6.7, 11.0), set()), ((6.9, 11.0), {"M4"})]
)
def test_words_before_or_long_after_the_cut(run: Run, second: tuple[float, float], found: set[str]) -> None:
    said = (SAID[0], second)
    film, stem = run.studio.said(said)
    cues = (CUES[0], Cue(second[0], second[1] + 0.2, WORDS))
    words = beats(words=(said[0][0], second[0]))
    assert run.failed(film=film, stem=stem, cues=cues, beats=words) == found


def moved(start: float = 0.0, end: float = 0.0) -> tuple[Cue, ...]:
    return tuple(Cue(cue.start + start, cue.end + end, cue.text) for cue in CUES)


@pytest.mark.parametrize(
    ("cues", "found"),
    [
        (moved(0.1), set()),
        (moved(0.3), {"M5"}),
        (moved(-0.3), {"M5"}),
        (moved(0.9), {"M5"}),
        ((CUES[0], Cue(6.9, 11.2, WORDS)), {"M5"}),
        (moved(end=0.25), set()),
        (moved(end=0.6), {"M6"}),
        (moved(end=-0.5), {"M6"}),
        ((Cue(0.5, 3.0, "one word after another"), Cue(3.0, 5.2, "is said here in a steady pace so"), CUES[1]), set()),
    ],
)
def test_captions_beside_their_words(run: Run, cues: Sequence[Cue], found: set[str]) -> None:
    assert run.failed(cues=cues) == found


def test_sound_that_lies_elsewhere_in_the_film_than_its_voice(run: Run) -> None:
    """The stem is where the captions are; the film says it 0.4 s later."""
    film, _ = run.studio.said([(start + 0.4, end + 0.4) for start, end in SAID])
    assert {"M5"} <= run.failed(film=film) <= {"M4", "M5", "M6"}


def test_a_voice_that_is_not_the_films(run: Run, tmp_path: Path) -> None:
    other = save_wav(tmp_path / "other.wav", voice([(0.1, 0.3), (5.2, 6.1), (11.2, 11.9)]))
    verdicts = run(stem=other)
    assert [metric for metric, one in verdicts.items() if one.ok is False] == ["M4"]
    assert verdicts["M8"].ok is None


def test_word_times_of_the_manifest_are_checked(run: Run) -> None:
    assert run.failed(beats=beats(words=(0.5, 6.5))) == {"M5"}


@pytest.mark.parametrize(
    ("text", "wanted", "failing", "gate"),
    [
        (WORDS, {}, False, False),
        ("one word after another and no more than these", {}, True, False),
        ("few words", {}, True, True),
        ("one word after another is said here in peace", {"young": True}, False, False),
        (WORDS, {"young": True}, True, False),
        (f"{WORDS} and then some more of them", {}, True, True),
    ],
)
def test_the_speaking_rate(run: Run, text: str, wanted: dict[str, Any], failing: bool, gate: bool) -> None:
    cues = tuple(cue._replace(text=text) for cue in CUES)
    found = run(Wanted(**wanted), cues=cues)["M7"]
    assert (found.ok is False, found.gate) == (failing, gate), found


@pytest.mark.parametrize(("language", "reason"), [("ar", "limits are those of English"), ("ja", "no captions")])
def test_the_rate_of_other_languages_is_not_judged(run: Run, language: str, reason: str) -> None:
    found = run(Wanted(language=language))["M7"]
    assert found.ok is None
    assert reason in found.reason


@pytest.mark.parametrize(
    ("text", "words"),
    [("Opened in 1950.", 4), ("10,582 km", 8), ("At 11:02, well-known", 5), ("3.5 — half", 4), ("", 0), ("1" * 400, 1)],
)
def test_numbers_count_as_they_are_said(text: str, words: int) -> None:
    assert count([text]) == words


def test_a_scene_that_says_little(run: Run) -> None:
    film, stem = run.studio.said(((0.5, 5.0), (6.2, 8.6)))
    cues = (CUES[0], Cue(6.2, 8.8, "one word after another is said"))
    assert run.failed(film=film, stem=stem, cues=cues) == {"M8"}


def test_shots_that_are_too_short(run: Run) -> None:
    verdicts = run(film=run.studio.fast)
    assert [metric for metric, one in verdicts.items() if one.ok is False] == ["M9"]
    assert verdicts["M9"].value == pytest.approx(2.0, abs=0.01)


@pytest.mark.parametrize(("seconds", "found"), [(2.9, set()), (3.2, {"M10"})])
def test_the_time_that_making_took(run: Run, seconds: float, found: set[str]) -> None:
    assert run.failed(seconds=seconds) == found


def test_a_film_that_took_far_too_long_fails_its_gate(run: Run) -> None:
    """What any film takes to start counts for none."""
    for seconds, slowest, gate in ((9.9, 0.5, False), (10.1, 0.5, True), (10.1, 0.9, False), (10.1, None, False)):
        found = run(Wanted(duration=12.0, ratio=0.25, slowest=slowest), seconds=seconds)["M10"]
        assert (found.ok, found.gate) == (False, gate), (seconds, slowest)


def test_a_machine_that_is_slower_may_take_as_much_longer(run: Run) -> None:
    for seconds, gate in ((12.9, False), (13.1, True)):
        found = run(Wanted(duration=12.0, ratio=0.25, slowest=0.5, pace=1.3), seconds=seconds)["M10"]
        assert found.gate is gate, seconds
        assert found.value == pytest.approx(seconds / 1.3 / 12, abs=0.01)
        assert "where work takes 1.30 times as long" in found.measured


def test_captions_half_a_second_late_fail_their_gate(run: Run) -> None:
    late = run(cues=moved(0.6))["M5"]
    assert (late.ok, late.gate, late.score) == (False, True, None)
    assert not run(cues=moved(0.3))["M5"].gate


def test_figures_count_as_the_film_says_that_they_are_spoken(run: Run) -> None:
    """Without figures captions are counted: what a manifest says of them is never believed."""
    cues = tuple(cue._replace(text="5 °C, 41 °F") for cue in CUES)
    unspoken = [{**one, "spoken_text": ""} for one in beats(words=(0.5, 6.2))]
    assert run(cues=cues)["M7"].value == run()["M7"].value
    assert run(cues=cues, beats=unspoken)["M7"].value != run()["M7"].value
    assert run(beats=unspoken)["M7"].value == run()["M7"].value


def test_files_that_cannot_be_read_are_not_judged(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.wav").write_bytes(b"RIFF")
    verdicts = run(stem=tmp_path / "broken.wav", cues=(), beats="none")
    assert {metric for metric, one in verdicts.items() if one.ok is None} == {"M4", "M5", "M6", "M7", "M8", "M10"}


Luma = NDArray[np.uint8]


def watched(shown: Callable[[int], Luma], frames: int = 90) -> tuple[Change, ...]:
    """The changes of shot in frames of luma."""
    from av import VideoFrame

    eye = Eye()
    for number in range(frames):
        luma = shown(number)
        frame = VideoFrame.from_ndarray(np.vstack([luma, np.full((45, 160), 128, np.uint8)]), format="yuv420p")
        frame.pts, frame.time_base = number, Fraction(1, FPS)
        eye.see(frame)
    return changes(eye, FPS)


def shot(seed: int, number: int = 0) -> Luma:
    """A picture over which a camera moves by two pixels a frame."""
    rng = np.random.default_rng(seed)
    picture = np.kron(rng.integers(20 + 60 * seed, 80 + 60 * seed, (9, 40)), np.ones((10, 10))).astype(np.uint8)
    return picture[:90, 2 * number : 2 * number + 160] if number < 120 else picture[:90, 240:]


def mixed(number: int) -> Luma:
    share = np.clip((number - 40) / 15, 0, 1)
    return np.asarray((1 - share) * shot(0, number) + share * shot(2, number), np.uint8)


def faded(number: int) -> Luma:
    share = abs(np.clip((number - 30) / 24, 0, 1) * 2 - 1)
    return np.asarray(16 + (shot(0 if number < 42 else 2, number) - 16.0) * share, np.uint8)


def test_changes_of_shot() -> None:
    assert watched(lambda number: shot(0 if number < 37 else 2, number)) == (Change(37, soft=False),)
    assert watched(lambda number: shot(0, number)) == (), "a camera that moves"
    assert watched(lambda number: np.full((90, 160), 230, np.uint8) if number == 40 else shot(0, number)) == (), (
        "a flash"
    )
    for transition, middle in ((mixed, 47), (faded, 42)):
        (found,) = watched(transition)
        assert found.frame == pytest.approx(middle, abs=4)


@pytest.mark.parametrize("noise", [0.0, 0.001])
def test_speech_between_pauses(noise: float) -> None:
    """To ten milliseconds, in silence as well as over a recording's noise 40 dB below."""
    signal = voice(SAID) + np.random.default_rng(1).normal(0, noise, 12 * SAMPLE_RATE)
    heard = Envelope(SAMPLE_RATE)
    for at in range(0, signal.size, 5000):
        heard.feed(signal[None, at : at + 5000])
    found = talk(heard.levels())
    assert np.allclose(found.stretches, SAID, atol=0.011)
    assert talk(np.full(100, -120.0)) == Talk(())


def test_pauses_that_are_part_of_speaking() -> None:
    heard = Talk(((1.0, 2.0), (2.3, 3.0), (4.0, 5.0)))
    assert heard.seconds(0, 10) == pytest.approx(3.0)
    assert heard.seconds(1.5, 4.5) == pytest.approx(2.0)
    assert heard.at(2.1) is None
    assert heard.at(2.4) == (2.3, 3.0)


def test_how_far_a_voice_lies_beside_itself() -> None:
    levels = np.full(1200, -120.0)
    levels[100:250] = levels[400:800] = -20
    later, alike = shift(np.roll(levels, 37), levels)
    assert later == pytest.approx(0.37)
    assert alike > 0.9
    assert shift(np.zeros(0), levels) == (0.0, 0.0)
