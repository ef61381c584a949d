"""Each dependency taken away in turn ends well: a graded film, or a folder with pictures, sound and manifest.

Above 5 s each: whole films are made by the real command.
"""

import json
import wave

import av
import pytest

from tests.faults.conftest import Command
from tests.tools.film.certificates import chain


def film(command: Command) -> tuple[int, int]:
    """Frames of video and samples of sound in the film, decoded."""
    with av.open(str(command.out / "film.mp4")) as container:
        frames = sum(1 for _ in container.decode(video=0))
    with av.open(str(command.out / "film.mp4")) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    return frames, samples


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("pyvips", "plain stood in for illustrator"),
        ("cv2", "Pictures stand still"),
        ("pyttsx3", "silence stood in for pyttsx3"),
        ("espeakng_loader", "silence stood in for pyttsx3"),
        ("fonts", "fonts are missing"),
    ],
)
def test_a_film_comes_out_and_says_what_it_lacks(command: Command, block: str, words: str) -> None:
    done = command.run(BLOCK=block)
    assert done.returncode == 0, done.stderr
    manifest = command.manifest()
    assert manifest["grade"]["name"] == "degraded"
    assert words in " ".join(manifest["grade"]["reasons"])
    assert words in done.stdout
    frames, samples = film(command)
    assert frames == manifest["frames"]
    assert abs(samples / 48_000 - manifest["duration"]) < 0.1
    failed = [finding for finding in manifest["findings"] if not finding["ok"]]
    assert failed == []


def test_without_an_encoder_there_is_a_folder_with_everything_else(command: Command) -> None:
    done = command.run(BLOCK="av")
    assert done.returncode == 0, done.stderr
    manifest = command.manifest()
    assert manifest["grade"]["name"] == "degraded"
    assert not (command.out / "film.mp4").exists()
    assert {path.name for path in (command.out / "scenes").iterdir()} == {"1.1.png", "2.1.png"}
    with wave.open(str(command.out / "stems" / "voice.wav")) as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(manifest["duration"], abs=0.01)
    assert "pip install" in " ".join(manifest["grade"]["reasons"]) or "av" in " ".join(manifest["grade"]["reasons"])


def test_heal_makes_only_what_stood_in(command: Command, undisturbed: dict[str, bytes]) -> None:
    command.run(BLOCK="espeakng_loader")
    assert command.manifest()["grade"]["name"] == "degraded"
    before = command.finished()
    pictures = {beat["id"]: beat["artefacts"]["picture"]["key"] for beat in command.manifest()["beats"]}
    done = command.run("heal", str(command.out))
    assert done.returncode == 0, done.stderr
    assert command.manifest()["grade"] == {"name": "complete", "reasons": []}
    assert command.files() == undisturbed
    assert {key: command.finished()[key] for key in before} == before
    assert pictures == {beat["id"]: beat["artefacts"]["picture"]["key"] for beat in command.manifest()["beats"]}


def test_what_was_spoken_stays_when_the_voice_is_gone(command: Command, undisturbed: dict[str, bytes]) -> None:
    command.run()
    done = command.run(BLOCK="pyttsx3")
    assert done.returncode == 0, done.stderr
    assert command.manifest()["grade"]["name"] == "complete"
    assert command.files() == undisturbed


def test_without_the_extras_a_film_is_unsigned_and_other_formats_are_left(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, path in zip(("CERT", "KEY"), chain(command.base), strict=True):
        monkeypatch.setenv(f"STORYREEL_C2PA_{name}", str(path))
    assert command.run(BLOCK="c2pa").returncode == 0
    reasons = command.manifest()["grade"]["reasons"]
    assert reasons == ["The film is not signed: c2pa-python is not installed: pip install 'storyreel[exports]'."]
    assert command.run("heal", str(command.out)).returncode == 0
    assert command.manifest()["grade"] == {"name": "complete", "reasons": []}
    assert command.manifest()["c2pa"]["signed"] is True
    done = command.run("export", str(command.out), BLOCK="opentimelineio")
    assert done.returncode == 2
    assert done.stderr == "storyreel: OpenTimelineIO is not installed: pip install 'storyreel[exports]'.\n"
    for format in ("fcpxml", "edl", "bundle"):
        done = command.run("export", str(command.out), "--format", format, BLOCK="opentimelineio,c2pa")
        assert done.returncode == 0, done.stderr
    parts = json.loads(command.run("doctor", "--json", BLOCK="opentimelineio,c2pa").stdout)["parts"]
    missing = {part["name"]: part["stand_in"] for part in parts if part["status"] == "missing"}
    assert missing == {"c2pa": "the plain mark in film.mp4", "otio": "fcpxml and edl"}


def test_doctor_names_what_is_missing_and_what_stands_in(command: Command) -> None:
    done = command.run("doctor", "--json", BLOCK="pyvips,espeakng_loader,sudachipy")
    assert done.returncode == 0, done.stderr
    parts = {(part["capability"], part["name"]): part for part in json.loads(done.stdout)["parts"]}
    assert parts["images", "illustrator"]["status"] == "missing"
    assert parts["images", "illustrator"]["stand_in"] == "plain"
    assert parts["speech", "pyttsx3"]["stand_in"] == "silence"
    assert parts["speech", "japanese"]["stand_in"] == "silence"
    assert "pip install 'storyreel[japanese]'" in parts["speech", "japanese"]["reason"]
    assert parts["film", "encoder"]["status"] == "present"
    assert parts["film", "burned captions"]["stand_in"] == "captions in sidecar files"
