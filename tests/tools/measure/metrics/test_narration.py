"""N1-N9: a good narration passes; each seeded defect fires the metrics that it must, and no others."""

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.tools.film.material import save_wav, tone
from tests.tools.measure.metrics.films import failing, of
from tools.film.mix import encode_mix
from tools.film.port import SAMPLE_RATE
from tools.film.resample import read_wav, resampled
from tools.measure.metrics.narration import likely_by_chance, measure
from tools.measure.metrics.port import Made, Wanted
from tools.measure.metrics.speaking import recogniser
from tools.measure.metrics.speaking.plainness import unspeakable
from tools.measure.metrics.speaking.recogniser import language_model
from tools.measure.metrics.speaking.script import parts, words
from tools.speech.port import SpeechSpec
from tools.speech.pyttsx3 import Pyttsx3

pytest.importorskip("pocketsphinx", reason="the extra evals")
pytest.importorskip("jiwer", reason="the extra evals")
pytest.importorskip("espeakng_loader")

Sound = NDArray[np.float64]
SAID = (
    "A lighthouse shows ships where the rocks are hidden.",
    "Its lamp turns once every twenty seconds in the dark.",
    "The keeper climbs two hundred steps each evening.",
)
PAUSE = 0.4  # s before and after each sentence


def spoken(folder: Path, text: str, rate: int = 145) -> Sound:
    """A sentence with its pauses, at 48 kHz."""
    out = folder / "spoken.wav"
    Pyttsx3().speak(SpeechSpec(text=text, language="en", voice="en-us+f2", rate=rate, volume=1.0), out)
    samples, found = read_wav(out)
    voice = resampled(samples[0], found) / 32_768 * 0.8
    return np.pad(voice, round(PAUSE * SAMPLE_RATE))


@pytest.fixture(scope="session")
def voices(tmp_path_factory: pytest.TempPathFactory) -> tuple[Sound, ...]:
    folder = tmp_path_factory.mktemp("voices")
    return tuple(spoken(folder, text) for text in SAID)


def save(folder: Path, sounds: Sequence[Sound], music: float | None = -26.0, texts: Sequence[str] = SAID) -> Made:
    """A film's folder whose beats last as long as their sounds, with its stems and no picture."""
    (folder / "stems").mkdir(parents=True)
    voice = np.concatenate(list(sounds))
    save_wav(folder / "stems" / "voice.wav", np.stack([voice] * 2))
    mix = voice
    if music is not None:
        bed = tone(voice.size / SAMPLE_RATE, SAMPLE_RATE, seed=4)
        bed *= 10 ** (music / 20) * np.sqrt((voice**2).mean() / (bed**2).mean())
        save_wav(folder / "stems" / "music.wav", np.stack([bed] * 2))
        mix = voice + bed
    sound(folder, mix)
    ends = np.cumsum([one.size for one in sounds]) / SAMPLE_RATE
    starts = [0.0, *ends[:-1]]
    beats = [
        {
            "id": f"{i + 1}.1",
            "scene": str(i + 1),
            "start": start,
            "end": end,
            "narration_text": text,
            "spoken_text": text,
        }
        for i, (start, end, text) in enumerate(zip(starts, ends, texts, strict=True))
    ]
    write(folder, {"storyreel": "0", "language": "en", "beats": beats})
    return Made.at(folder)


def sound(folder: Path, mix: Sound) -> None:
    save_wav(folder / "mix.wav", np.stack([mix] * 2) * 0.9)
    encode_mix(folder / "mix.wav", folder / "film.mp4", language="en")


def write(folder: Path, manifest: dict[str, Any]) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory, voices: tuple[Sound, ...]) -> Made:
    return save(tmp_path_factory.mktemp("good") / "film", voices)


def copied(made: Made, folder: Path) -> Path:
    assert made.folder is not None
    shutil.copytree(made.folder, folder / "film")
    return folder / "film"


def test_a_good_narration_passes_every_metric(good: Made) -> None:
    verdicts = measure(good, Wanted(language="en"))
    assert [verdict.metric for verdict in verdicts if verdict.ok] == ["N1", "N2", "N3", "N5", "N9", "N6", "N7", "N8"]
    assert of(verdicts, "N1").value == pytest.approx(0, abs=0.08)
    assert "the voice alone" in of(verdicts, "N1").measured
    assert {verdict.metric for verdict in verdicts if verdict.gate} == {"N1", "N2", "N5", "N6", "N8"}
    assert all(verdict.score == 1 for verdict in verdicts if verdict.ok and not verdict.gate)


def edited(**changes: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        manifest["beats"][1].update(changes)
        write(folder, manifest)

    return edit


def quiet_voice(folder: Path) -> None:
    samples, _ = read_wav(folder / "stems" / "music.wav")
    save_wav(folder / "stems" / "music.wav", samples / 32_768 * 3)


def click(folder: Path) -> None:
    samples, _ = read_wav(folder / "mix.wav")
    mix = samples[0] / 32_768
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    at = round(manifest["beats"][2]["start"] * SAMPLE_RATE)
    mix[at : at + 20] = 1.0
    sound(folder, mix)


@pytest.mark.parametrize(
    ("metric", "defect"),
    [
        pytest.param("N6", edited(spoken_text="Its lamp turns once every 20 seconds in the dark."), id="digits"),
        pytest.param("N7", quiet_voice, id="loud music"),
        pytest.param("N9", click, id="click where beats meet"),
    ],
)
def test_a_defect_fires_its_metric_alone(
    good: Made, tmp_path: Path, metric: str, defect: Callable[[Path], None]
) -> None:
    folder = copied(good, tmp_path)
    defect(folder)
    assert failing(measure(Made.at(folder), Wanted())) == {metric}


def test_words_that_are_not_those_of_the_script_are_heard(good: Made, tmp_path: Path) -> None:
    folder = copied(good, tmp_path)
    edited(spoken_text="Our train leaves from platform nine before a quarter past ten.")(folder)
    verdicts = measure(Made.at(folder), Wanted())
    assert "N1" in failing(verdicts) <= {"N1", "N2", "N3"}
    assert "part 2.1" in of(verdicts, "N1").measured


SHORT = ("A lighthouse shows ships where the rocks are.", "Its lamp turns every night in the dark.")


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> tuple[Sound, ...]:
    folder = tmp_path_factory.mktemp("short")
    return tuple(spoken(folder, text) for text in SHORT)


def test_a_short_film_does_not_hang_on_two_words(tmp_path: Path, short: tuple[Sound, ...]) -> None:
    """Of sixteen words two are others than the script's: one in eight, which is more than one in ten."""
    told = (SHORT[0].replace("ships", "dragons"), SHORT[1].replace("night", "Tuesday"))
    found = of(measure(save(tmp_path / "film", short, texts=told), Wanted()), "N1")
    assert (found.value or 0) > 0.1
    assert found.ok, found.measured


def test_half_a_voice_fails_in_a_short_film(tmp_path: Path, short: tuple[Sound, ...]) -> None:
    cut = [np.where(np.arange(one.size) < one.size // 2, one, 0.0) for one in short]
    found = of(measure(save(tmp_path / "film", cut, texts=SHORT), Wanted()), "N1")
    assert found.ok is False, found.measured


@pytest.mark.parametrize(
    ("errors", "total", "likely"), [(4, 15, 0.0556), (5, 15, 0.0127), (0, 15, 1.0), (7, 15, 0.0003), (1, 1, 0.1)]
)
def test_how_likely_so_many_errors_are_by_chance(errors: int, total: int, likely: float) -> None:
    """Tails of the binomial distribution at one in ten, as its tables have them."""
    assert likely_by_chance(errors, total, 0.1) == pytest.approx(likely, abs=1e-4)
    assert 0 <= likely_by_chance(1500, 5000, 0.1) < 1e-9


def test_a_sentence_that_is_cut_off_leaves_its_alignment_unfinished(tmp_path: Path, voices: tuple[Sound, ...]) -> None:
    cut = voices[2].copy()
    cut[round(0.75 * cut.size) :] = 0
    verdicts = measure(save(tmp_path / "film", [*voices[:2], cut]), Wanted())
    assert failing(verdicts) == {"N2"}
    assert "part 3.1" in of(verdicts, "N2").measured


def test_scenes_with_each_others_voices_are_told(tmp_path: Path, voices: tuple[Sound, ...]) -> None:
    verdicts = measure(save(tmp_path / "film", [voices[1], voices[0], voices[2]]), Wanted())
    assert {"N1", "N3"} <= failing(verdicts)
    assert of(verdicts, "N3").value == pytest.approx(1 / 3)


def test_a_sentence_spoken_much_faster_leaves_the_pace(tmp_path: Path, voices: tuple[Sound, ...]) -> None:
    hasty = spoken(tmp_path, SAID[2], rate=240)
    verdicts = measure(save(tmp_path / "film", [*voices[:2], hasty]), Wanted())
    assert failing(verdicts) == {"N5"}
    assert "part 3.1" in of(verdicts, "N5").measured


def test_the_language_is_the_one_asked_for(good: Made) -> None:
    verdicts = measure(good, Wanted(language="fr"))
    assert failing(verdicts) == {"N8"}
    assert "English only" in of(verdicts, "N1").reason


def test_the_film_is_heard_where_its_voice_is_not_what_lies_beside_it(
    good: Made, tmp_path: Path, voices: tuple[Sound, ...]
) -> None:
    folder = copied(good, tmp_path)
    sound(folder, tone(sum(voice.size for voice in voices) / SAMPLE_RATE, SAMPLE_RATE))
    verdicts = measure(Made.at(folder), Wanted())
    assert {"N1", "N2", "N8"} <= failing(verdicts)
    assert "not what it carries" in of(verdicts, "N1").measured


def test_a_film_of_another_maker_is_heard_by_its_captions(good: Made, tmp_path: Path) -> None:
    shutil.copy(good.film, tmp_path / "theirs.mp4")
    cues = []
    for i, part in enumerate(parts(good), 1):
        times = [f"00:00:{seconds:06.3f}".replace(".", ",") for seconds in (part.start + PAUSE, part.end - PAUSE)]
        cues.append(f"{i}\n{' --> '.join(times)}\n{part.text}\n")
    (tmp_path / "theirs.srt").write_text("\n".join(cues), encoding="utf-8")
    verdicts = measure(Made.at(tmp_path / "theirs.mp4"), Wanted(language="en-GB"))
    assert {verdict.metric for verdict in verdicts if verdict.ok} == {"N1", "N2", "N3", "N5", "N8"}
    assert "the film's sound" in of(verdicts, "N1").measured
    assert of(verdicts, "N6").reason.startswith("no manifest")


@pytest.mark.parametrize("data", [b"", b"no film"])
def test_a_broken_film_fails_and_raises_nothing(good: Made, tmp_path: Path, data: bytes) -> None:
    folder = copied(good, tmp_path)
    (folder / "film.mp4").write_bytes(data)
    assert failing(measure(Made.at(folder), Wanted())) == {"N1", "N2", "N3", "N5", "N9"}
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    assert failing(measure(Made.at(folder), Wanted())) == set()
    assert {verdict.ok for verdict in measure(Made(film=tmp_path / "none.mp4"), Wanted())} == {None}


def test_without_the_extra_nothing_is_recognised_and_the_rest_is(good: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser, "importable", lambda name: False)
    verdicts = measure(good, Wanted())
    assert of(verdicts, "N1").reason == "needs pip install 'storyreel[evals]'"
    assert [verdict.metric for verdict in verdicts if verdict.ok] == ["N5", "N9", "N6", "N7", "N8"]


@pytest.mark.parametrize(
    "text",
    ["It is 5 metres.", "Half ½ of it.", "Rock & roll.", "See example.com now.", "So 🦖 ran.", "A **bold** one.", "# Title",
     "[music]", "(pause) Then it rains.", "Narrator: once upon a time.", "في عام ١٩٤٠", "a_b", "x → y", "<b>so</b>"],
)  # fmt: skip
def test_what_no_voice_can_say_is_found(text: str) -> None:
    assert unspeakable(text)


@pytest.mark.parametrize(
    "text",
    [
        "It's a well-known “quote” — really… (or so they say)?",
        "二〇二四年の春",
        "عام ألف وتسعمئة وأربعين",
        "¿Qué? ¡Sí!",
    ],
)
def test_words_and_their_punctuation_can_be_said(text: str) -> None:
    assert not unspeakable(text)


def test_words_are_those_of_a_pronouncing_dictionary() -> None:
    assert words("The café’s 25 well-known guests, 1940!") == [
        *("the", "cafe's", "twenty", "five", "well", "known", "guests", "nineteen", "forty"),
    ]


def test_the_language_model_sums_to_one() -> None:
    lines = language_model(["a", "b", "a", "c"], ["d"]).splitlines()
    at = lines.index("\\2-grams:")
    singles = {line.split()[1]: line.split() for line in lines[5 : at - 1] if not line.startswith("-99")}
    assert sum(10 ** float(one[0]) for one in singles.values()) == pytest.approx(1, abs=1e-3)
    after_a = {line.split()[2]: 10 ** float(line.split()[0]) for line in lines[at + 1 :] if line.split()[1:2] == ["a"]}
    rest = sum(10 ** float(one[0]) for word, one in singles.items() if word not in after_a)
    assert sum(after_a.values()) + 10 ** float(singles["a"][2]) * rest == pytest.approx(1, abs=1e-3)
