import ast
import wave
from pathlib import Path

import pytest

from tools.speech import plain, port, silence, times
from tools.speech.port import SpeechSpec, Spoken
from tools.speech.silence import Silence


def say(out: Path, text: str, rate: int = 160) -> Spoken:
    return Silence().speak(SpeechSpec(text=text, language="en", voice="silence", rate=rate, volume=1.0), out)


def test_it_lasts_as_long_as_the_words_would(tmp_path: Path) -> None:
    assert say(tmp_path / "v.wav", "one two three four five six seven eight").seconds == pytest.approx(3.0, abs=0.01)
    assert say(tmp_path / "v.wav", "one two three four", rate=80).seconds == pytest.approx(3.0, abs=0.01)
    assert say(tmp_path / "v.wav", "彩虹是阳光和雨滴形成的，很美吗").seconds == pytest.approx(3.3, abs=0.1)
    assert say(tmp_path / "v.wav", "").seconds == pytest.approx(0.4, abs=0.01)


def test_it_is_silent_and_says_so(tmp_path: Path) -> None:
    spoken = say(tmp_path / "v.wav", "one two")
    assert not spoken.real_times
    assert "silent" in spoken.notes[0]
    with wave.open(str(tmp_path / "v.wav"), "rb") as file:
        assert set(file.readframes(file.getnframes())) == {0}


def test_longer_words_take_longer(tmp_path: Path) -> None:
    short, long = say(tmp_path / "v.wav", "a abcdefg").words
    assert long.end - long.start == pytest.approx(7 * (short.end - short.start), rel=0.01)


def test_it_stands_in_for_any_voice() -> None:
    assert Silence().voice("xx", "en-us+f2") == "silence"


@pytest.mark.parametrize("module", [silence, plain, times, port])
def test_it_needs_nothing_but_the_standard_library(module: object) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))  # type: ignore[attr-defined]
    names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert not {name.split(".")[0] for name in names} & {"numpy", "pyttsx3", "av"}
