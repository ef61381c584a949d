"""Words of another script than the voice's are read by a voice of theirs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.speech import pyttsx3
from tools.speech.plain import plain
from tools.speech.port import SpeechSpec
from tools.speech.scripts import runs

VOICES = {"ar": "ar", "ru": "ru", "hi": "hi", "he": "he", "el": "el", "ko": "ko", "en": "en-us"}
MIXED = "Kufic, in Arabic الخط الكوفي, is old."


def read(text: str, voice: str) -> list[tuple[str, str]]:
    return [(reader, part.text) for reader, part in runs(plain(text), voice, VOICES)]


def test_each_run_has_the_voice_of_its_script() -> None:
    assert read(MIXED, "en-us+f2") == [
        ("en-us+f2", "Kufic, in Arabic "),
        ("ar+f2", "الخط الكوفي, "),
        ("en-us+f2", "is old."),
    ]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("A plain sentence of 12 words.", "en-us"),
        ("الخط العربي فن.", "ar"),
        ("نستعمل GPS كل يوم.", "ar"),
        ("زبان فارسی", "fa"),
        ("Українська мова", "uk"),
        ("मराठी भाषा", "mr"),
        ("你好 world", "cmn"),
    ],
)
def test_one_voice_reads_what_is_its_own_and_latin_words(text: str, voice: str) -> None:
    assert read(text, voice) == [(voice, text)]


def test_a_script_of_no_voice_stays_with_the_film_s() -> None:
    assert [reader for reader, _ in read("Thai ไทย and Amharic አማርኛ", "en-us")] == ["en-us"]


@given(st.text(alphabet="ab الخطкот12., ", max_size=40), st.sampled_from(["en-us+f2", "ar", "ru"]))
def test_nothing_that_is_read_aloud_is_lost(text: str, voice: str) -> None:
    said = plain(text)
    parts = [part for _, part in runs(said, voice, VOICES)]
    assert sum(sum(map(str.isalnum, part.text)) for part in parts) == sum(map(str.isalnum, said.text))
    assert [at for part in parts for at in part.origins] == sorted(at for part in parts for at in part.origins)


def test_a_mixed_sentence_is_heard_word_by_word(tmp_path: Path) -> None:
    if pyttsx3.missing():
        pytest.skip(f"{pyttsx3.missing()}")
    spec = SpeechSpec(text=MIXED, language="en", voice="en-us", rate=150, volume=1.0)
    voice = pyttsx3.Pyttsx3()
    spoken = voice.speak(spec, tmp_path / "a.wav")
    said = [MIXED[word.at : word.at + word.length] for word in spoken.words]
    assert said == ["Kufic", "in", "Arabic", "الخط", "الكوفي", "is", "old"]
    starts = [word.start for word in spoken.words]
    assert starts == sorted(starts)
    lengths = {word: one.end - one.start for word, one in zip(said, spoken.words, strict=True)}
    assert lengths["الكوفي"] < 1.5, "a word, and not the names of its six letters"
    assert spoken.words[-1].end <= spoken.seconds
    assert voice.speak(spec, tmp_path / "b.wav") == spoken
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
