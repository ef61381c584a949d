import ctypes.util
import sys
from pathlib import Path

import pytest

from core.errors import Mistake, NotConfigured, Unsupported
from tools.speech import espeak
from tools.speech.pyttsx3 import Pyttsx3, missing


@pytest.fixture(scope="module")
def known() -> espeak.Voices:
    return espeak.voices(espeak.find().data)


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en", "en-us+f2"),
        ("en-US", "en-us"),
        ("en-GB", "en"),
        ("ar", "ar"),
        ("ar-EG", "ar"),
        ("zh", "cmn"),
        ("zh-Hant-TW", "cmn"),
        ("zh-HK", "yue"),
        ("pt-BR", "pt-br"),
        ("es-MX", "es-419"),
        ("es-ES", "es"),
        ("es", "es"),
        ("fr_CA", "fr"),
        ("no", "nb"),
        ("iw", "he"),
    ],
)
def test_each_language_has_its_voice(known: espeak.Voices, language: str, voice: str) -> None:
    assert espeak.for_language(known, language) == voice


@pytest.mark.parametrize("language", ["xx", "tlh", "", "fo"])
def test_an_unknown_language_is_unsupported(known: espeak.Voices, language: str) -> None:
    with pytest.raises(Unsupported, match="no voice for the language"):
        espeak.for_language(known, language)


@pytest.mark.parametrize(
    ("wanted", "voice"),
    [
        ("en-us+f3", "en-us+f3"),
        ("EN-US+F3", "en-us+f3"),
        ("f3", "en-us+f3"),
        ("annie", "en-us+Annie"),
        (" ar ", "ar"),
        ("ar+f2", "ar+f2"),
        ("en-gb", "en"),
        ("zh", "cmn"),
        ("zh-hk", "yue"),
        ("en", "en"),
    ],
)
def test_a_wanted_voice_is_found(known: espeak.Voices, wanted: str, voice: str) -> None:
    assert espeak.named(known, wanted, "en-us+f2") == voice


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [("en-us+f22", "en-us+f2"), ("frr", "fr"), ("en-us+", "en-us"), ("anni", "Annie"), ("☃", "doctor")],
)
def test_an_unknown_voice_is_a_mistake_that_lists_the_close_ones(known: espeak.Voices, wanted: str, hint: str) -> None:
    with pytest.raises(Mistake, match="There is no voice called") as caught:
        espeak.named(known, wanted, "en-us+f2")
    assert hint.lower() in str(caught.value).lower().split("called", 1)[1].split(";", 1)[1]
    assert "doctor" in str(caught.value)


def test_voices_without_a_dictionary_are_not_offered(known: espeak.Voices) -> None:
    assert len(known.files) > 100
    assert "fo" not in known.files


def test_every_offered_voice_is_one_the_engine_takes(tmp_path: Path) -> None:
    """The engine is asked in a process of its own for all of them (one second)."""
    import subprocess

    engine = espeak.find()
    names = [*espeak.voices(engine.data).files, "en-us+f2", "ar+Mr serious"]
    code = (
        "import ctypes, sys\n"
        "lib = ctypes.CDLL(sys.argv[1]); lib.espeak_Initialize(2, 0, None, 0x8000)\n"
        "print([name for name in sys.argv[2:] if lib.espeak_SetVoiceByName(name.encode())])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, engine.library, *names],
        env={"ESPEAK_DATA_PATH": str(engine.data)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "[]"
    assert "dictionary" not in said.stderr


def test_without_any_espeak_the_user_reads_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: None)
    assert "pip install espeakng-loader" in (missing() or "")
    with pytest.raises(NotConfigured):
        Pyttsx3().voice("en", None)
    monkeypatch.undo()
    assert missing() is None


def test_the_system_library_serves_when_its_data_are_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: "libespeak-ng.so.1")
    monkeypatch.setattr(espeak, "DATA_PLACES", (str(tmp_path / "none"), str(tmp_path)))
    with pytest.raises(NotConfigured):
        espeak.find()
    (tmp_path / "phontab").touch()
    assert espeak.find() == espeak.Espeak("libespeak-ng.so.1", tmp_path)
