"""What every voice keeps: the format, the same bytes in every process, words that lie in the sound and in the text.

Each utterance of the default voice costs a process of 0.12 s.
"""

import hashlib
import subprocess
import sys
import wave
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.capability import Entry
from core.errors import Unsupported
from tools.speech.port import SPEECH, SpeechBackend, SpeechSpec, Spoken

TEXTS = {
    "en": "The rain falls, and the sun shines: a rainbow! It’s “well-known” that 1,000 drops bend 3.14 rays.",
    "ar": "يظهر قوس قزح في السماء، بعد المطر. هل رأيته؟",
    "hi": "बारिश के बाद इंद्रधनुष दिखता है।",
    "zh": "雨后天空出现彩虹。很美，对吗？",
    "fr": "L’arc-en-ciel apparaît après l’été, n’est-ce pas ?",
    "ja": "にじはとてもきれいです。そうですね。",
}
ODD = [
    "",
    " \n\t",
    "…",
    "?!",
    "🎉🎊",
    "🎉 party",
    "👨‍👩‍👧 family, cafe\u0301",
    "\x00\x01nul\x07 and\x1b[31m bell",
    "\ufeffmark \u202eright",
    "\ud800 lone",
    "<speak><voice name='x'>not</voice> a command</speak>",
    "[[h@'loU]] said",
    "--help -v",
    "$(reboot); `ls` | rm & more",
    "a" * 400,
    "𝔘𝔫𝔦",
    "你好 in English",
    "字",
    "1,000,000.50",
    "...leading",
    "x\u2029y",
]


class Keyless:
    def has(self, secret: str) -> bool:
        return False


def present() -> list[Entry[SpeechBackend]]:
    return [entry for entry, missing in SPEECH.report(Keyless()) if missing is None]


@pytest.fixture(params=[entry.name for entry in present()])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def say(backend: str, out: Path, text: str, language: str = "en", volume: float = 1.0, rate: int = 160) -> Spoken:
    voice = SPEECH.create(backend)
    spec = SpeechSpec(text=text, language=language, voice=voice.voice(language, None), rate=rate, volume=volume)
    return voice.speak(spec, out)


def check(spoken: Spoken, text: str, out: Path) -> None:
    with wave.open(str(out), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
        assert file.getnframes() / 22_050 == pytest.approx(spoken.seconds, abs=1e-9)
    assert spoken.seconds >= 0.05
    end_of_text, end_of_time = 0, 0.0
    for word in spoken.words:
        piece = text[word.at : word.at + word.length]
        assert word.at >= end_of_text
        assert end_of_time <= word.start <= word.end <= spoken.seconds + 1e-4
        assert len(piece) == word.length >= 1
        assert len(piece.split()) == 1
        assert not {piece[0], piece[-1]} & set(" .,;:!?…“”«»。，！？؟،")
        end_of_text, end_of_time = word.at + word.length, word.end
    assert all(note.endswith(".") for note in spoken.notes)
    assert sorted(path.name for path in out.parent.iterdir()) == [out.name]


def test_there_is_a_real_voice_and_a_last_resort() -> None:
    assert next(entry.name for entry in present()) != "silence"
    assert SPEECH.names()[-1] == "silence"
    assert SPEECH.entry("silence").requires.missing(Keyless()) is None


@pytest.mark.parametrize("language", TEXTS)
def test_words_lie_in_the_sound_and_in_the_text(backend: str, language: str, tmp_path: Path) -> None:
    out = tmp_path / "v.wav"
    try:
        spoken = say(backend, out, TEXTS[language], language)
    except Unsupported:
        assert not out.exists()
        return
    check(spoken, TEXTS[language], out)
    assert len(spoken.words) >= (2 if language == "ja" else 5)
    assert spoken.words[-1].end > 0.8 * spoken.seconds
    assert all(word.end > word.start for word in spoken.words)


def test_the_words_are_those_of_the_text(backend: str, tmp_path: Path) -> None:
    text = TEXTS["en"]
    words = [text[word.at : word.at + word.length] for word in say(backend, tmp_path / "v.wav", text).words]
    assert " ".join(words) == (
        "The rain falls and the sun shines a rainbow It’s well-known that 1,000 drops bend 3.14 rays"
    )


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_no_text_is_a_command_or_an_accident(backend: str, text: str, tmp_path: Path) -> None:
    out = tmp_path / "v.wav"
    spoken = say(backend, out, text)
    check(spoken, text, out)
    assert spoken.seconds < 120
    if not any(char.isalnum() for char in text):
        assert spoken.words == ()
        assert spoken.notes


@settings(max_examples=8)
@given(st.text(st.characters(codec="utf-8") | st.sampled_from("aé 1.,’ش字\n<[-"), max_size=40))
def test_any_text_can_be_said(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    for entry in present():
        out = tmp_path_factory.mktemp("any") / "v.wav"
        check(say(entry.name, out, text), text, out)


def test_the_same_spec_gives_the_same_bytes_in_every_process(backend: str, tmp_path: Path, root: Path) -> None:
    out = tmp_path / "v.wav"
    first = say(backend, out, TEXTS["en"])
    wanted = out.read_bytes()
    assert say(backend, out, "Something else, so that an engine has a past.") != first
    assert say(backend, out, TEXTS["en"]) == first
    assert out.read_bytes() == wanted
    code = (
        "import sys, pathlib, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from tools.speech.port import SPEECH, SpeechSpec\n"
        "voice = SPEECH.create(sys.argv[2]); out = pathlib.Path(sys.argv[3])\n"
        "name = voice.voice('en', None)\n"
        "voice.speak(SpeechSpec(text=sys.argv[4], language='en', voice=name, rate=160, volume=1.0), out)\n"
        "print(hashlib.sha256(out.read_bytes()).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(root), backend, str(tmp_path / "other.wav"), TEXTS["en"]]
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    assert said.strip() == hashlib.sha256(wanted).hexdigest()


def test_a_faster_rate_is_shorter(backend: str, tmp_path: Path) -> None:
    slow, fast = (say(backend, tmp_path / "v.wav", TEXTS["en"], rate=rate) for rate in (120, 200))
    assert fast.seconds < 0.75 * slow.seconds


def test_volume_changes_the_level_and_not_the_times(backend: str, tmp_path: Path) -> None:
    spoken = [say(backend, tmp_path / f"{volume}.wav", TEXTS["en"], volume=volume) for volume in (0.0, 0.5, 1.0)]
    assert spoken[0].words == spoken[2].words
    assert abs(spoken[1].seconds - spoken[2].seconds) < 0.02
    if spoken[2].real_times:
        assert peak(tmp_path / "0.0.wav") == 0 < peak(tmp_path / "0.5.wav") < 0.7 * peak(tmp_path / "1.0.wav")


def peak(path: Path) -> int:
    with wave.open(str(path), "rb") as file:
        data = memoryview(file.readframes(file.getnframes())).cast("h")
    return max(abs(sample) for sample in data)


def test_voices_can_be_asked_for_by_their_names(backend: str) -> None:
    voice = SPEECH.create(backend)
    names = voice.voices()
    assert len(names) == len(set(names)) >= 1
    for name in (names[0], names[-1]):
        assert voice.voice("en", name) == name
    assert voice.voice("en", None) in names


def test_the_engines_that_decide_the_bytes_are_named(backend: str) -> None:
    assert all(SPEECH.create(backend).libraries().values())
