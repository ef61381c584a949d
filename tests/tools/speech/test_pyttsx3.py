from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.errors import Mistake, NotConfigured, Unavailable
from tools.speech import espeak, waves
from tools.speech.port import SpeechSpec, Spoken
from tools.speech.pyttsx3 import Pyttsx3

SENTENCES = [
    "A rainbow appears when sunlight meets falling rain.",
    "Each drop bends the light and splits it into colours.",
    "Coffee trees grow on the slopes of high mountains.",
    "The moon pulls the sea towards it twice a day.",
    "Ancient builders moved heavy stones with wooden sledges and ropes.",
    "Bees tell each other where the flowers are by dancing.",
    "Under the surface, hot rock slowly rises and cools again.",
    "Most of the water on our planet is too salty to drink.",
    "In winter, the river freezes and children skate across it.",
    "Nobody knows exactly how many stars there are in the sky.",
]


def say(out: Path, text: str, voice: str = "en-us+f2", rate: int = 160, language: str = "en") -> Spoken:
    return Pyttsx3().speak(SpeechSpec(text=text, language=language, voice=voice, rate=rate, volume=1.0), out)


def test_english_runs_at_the_rate_asked(tmp_path: Path) -> None:
    words = sum(len(sentence.split()) for sentence in SENTENCES)
    for rate in (130, 160, 200):
        seconds = sum(say(tmp_path / "v.wav", sentence, rate=rate).seconds for sentence in SENTENCES)
        assert words / seconds * 60 == pytest.approx(rate, rel=0.04)


def test_words_begin_where_the_sound_does(tmp_path: Path) -> None:
    spoken = say(tmp_path / "v.wav", "Stop. Begin again! Really? Yes, it is so: always.")
    samples, rate = waves.read(tmp_path / "v.wav")
    level = waves.threshold(samples)
    pauses = [(a.end, b.start) for a, b in zip(spoken.words, spoken.words[1:], strict=False) if b.start - a.end > 0.08]
    assert len(pauses) >= 4
    for quiet, onset in pauses:
        assert abs(samples[int((quiet + 0.02) * rate) : int((onset - 0.005) * rate)].astype(int)).max() <= level
        assert abs(samples[int(onset * rate) : int((onset + 0.03) * rate)].astype(int)).max() > level


def test_little_silence_stands_around_the_sound(tmp_path: Path) -> None:
    say(tmp_path / "v.wav", "Hello there.")
    samples, rate = waves.read(tmp_path / "v.wav")
    loud = abs(samples.astype(int)) > waves.threshold(samples)
    assert loud.argmax() / rate <= 0.03
    assert loud[::-1].argmax() / rate <= 0.03


def test_five_thousand_characters_are_said_to_the_end(tmp_path: Path) -> None:
    """Two seconds of work: pyttsx3 returns before a long utterance is written, which must not cut it off."""
    text = ("The quick brown fox jumps over the lazy dog near the river bank. " * 80)[:5000].rsplit(" ", 1)[0]
    spoken = say(tmp_path / "v.wav", text)
    assert [text[word.at : word.at + word.length] for word in spoken.words] == text.replace(".", "").split()
    assert spoken.seconds == pytest.approx(370, rel=0.1)
    assert spoken.words[-1].end == pytest.approx(spoken.seconds, abs=0.1)


def test_another_voice_is_another_sound(tmp_path: Path) -> None:
    sounds = set()
    for voice in ("en-us", "en-us+f2", "en-us+m3", "en", "ar"):
        say(tmp_path / "v.wav", "Hello there.", voice)
        sounds.add((tmp_path / "v.wav").read_bytes())
    assert len(sounds) == 5


def test_an_engine_that_refuses_the_voice_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="engine failed"):
        say(tmp_path / "v.wav", "Hello.", "no-such-voice")


@pytest.mark.parametrize(
    ("text", "voice", "note"),
    [
        ("القمر يدور حول الأرض.", "ar", "Arabic voice reads the text without its vowels"),
        ("القَمَرُ يَدُورُ.", "ar", None),
        ("שלום עולם", "he", "Hebrew voice"),
        ("にわかあめのあとに彁がみえます", "ja", "cannot read Chinese characters"),
        ("彩虹", "cmn", None),
        ("The moon.", "en-us+f2", None),
        ("— 🎉", "en-us+f2", "nothing to read aloud"),
    ],
)
def test_what_the_voice_does_badly_is_said(tmp_path: Path, text: str, voice: str, note: str | None) -> None:
    notes = say(tmp_path / "v.wav", text, voice).notes
    assert (note in notes[0]) if note else (notes == ())


def test_a_text_of_kanji_is_left_to_another_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotConfigured, match=r"much of this text$"):
        say(tmp_path / "v.wav", "彁彁彁です。", "ja")
    monkeypatch.setattr("tools.speech.kana.importable", lambda _: False)
    with pytest.raises(NotConfigured, match=r"much of this text: .*storyreel\[japanese\]"):
        say(tmp_path / "v.wav", "緑茶は日本で多く飲まれています。", "ja")
    assert "Chinese characters" in say(tmp_path / "v.wav", "にわかあめのあとに虹がみえます", "ja").notes[0]
    assert say(tmp_path / "v.wav", "茶在中国。", "cmn").seconds > 0.4


def test_an_install_path_of_any_length_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = espeak.find()
    deep = tmp_path / ("a" * 120) / ("b" * 120)
    deep.mkdir(parents=True)
    (deep / "data").symlink_to(found.data)
    wanted = say(tmp_path / "v.wav", "Hello.")
    monkeypatch.setattr(espeak, "find", lambda: espeak.Espeak(found.library, deep / "data"))
    assert say(tmp_path / "w.wav", "Hello.") == wanted


FAKE_SYSTEM = """
import sys, types, json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
class Voice:
    def __init__(self, id, name, languages): self.id, self.name, self.languages = id, name, languages
class Engine:
    def connect(self, topic, callback): pass
    def setProperty(self, name, value): setattr(self, name, value)
    def getProperty(self, name): return [Voice("com.x.Alex", "Alex", ["en_US"]), Voice("com.x.Maged", "Maged", ["ar-001"])]
    def save_to_file(self, text, path): self.path = path
    def runAndWait(self):
        Path(self.path).write_bytes(Path(sys.modules[__name__].__file__).with_name(self.voice + ".aiff").read_bytes())
fake = types.ModuleType("pyttsx3"); fake.init = Engine
sys.modules["pyttsx3"] = fake
from tools.speech import worker
worker.main(Path(sys.argv[1]))
"""


def test_macos_voices_are_listed_chosen_and_converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    from tests.tools.speech.test_waves import aiff, tone

    (tmp_path / "fake_system.py").write_text(FAKE_SYSTEM)
    (tmp_path / "com.x.Alex.aiff").write_bytes(aiff(np.concatenate([waves.silence(1, 44_100), tone(2.0)]), 44_100))
    (tmp_path / "out").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("tools.speech.pyttsx3.platform.system", lambda: "Darwin")
    voice = Pyttsx3(worker="fake_system")
    assert voice.voices() == ["Alex", "Maged"]
    assert voice.voice("ar-EG", None) == "com.x.Maged"
    assert voice.voice("en", "alex") == "com.x.Alex"
    with pytest.raises(Mistake, match="close to it: alex"):
        voice.voice("en", "Alix")
    with pytest.raises(Unavailable, match="no voice for the language"):
        voice.voice("ja", None)
    spec = SpeechSpec(text="One two three.", language="en", voice="com.x.Alex", rate=160, volume=1.0)
    spoken = voice.speak(spec, tmp_path / "out" / "v.wav")
    assert spoken.real_times is False
    assert spoken.seconds == pytest.approx(1 + waves.MARGIN, abs=0.005)
    assert [word.at for word in spoken.words] == [0, 4, 8]
    assert waves.read(tmp_path / "out" / "v.wav")[1] == 22_050


def test_no_chunk_is_lost_under_load(tmp_path: Path) -> None:
    """Many at once, so that the engine's and pyttsx3's threads meet in every order."""
    spec = SpeechSpec(text="So it ends.", language="en", voice="en-us+f2", rate=160, volume=1.0)

    def sound(number: int) -> bytes:
        out = tmp_path / f"{number}.wav"
        Pyttsx3().speak(spec, out)
        return out.read_bytes()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(sound, range(32)))) == 1
