import re
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.rules.spoken.carry import written
from agents.rules.spoken.languages import load
from agents.rules.spoken.speller import spell
from core.capability import Choices
from core.errors import NotConfigured
from tools.measure.metrics.speaking.phonemes import phonemes
from tools.speech import kana, waves
from tools.speech.plain import plain
from tools.speech.port import SPEECH, SpeechSpec, Spoken
from tools.speech.pyttsx3 import Pyttsx3

pytest.importorskip("sudachipy", reason="the extra japanese")

# What is written, and how a narrator says it: は, へ and を as particles, long o, numbers with their counters.
SENTENCES = {
    "折り紙の鶴の折り方を説明します。": "オリガミノ ツルノ オリカタオ セツメイシマス。",
    "45秒で一本の鶴を作る方法。": "ヨンジュウゴビョーデ イッポンノ ツルオ ツクル ホーホー。",
    "正方形の紙を三角に折ります。": "セイホーケイノ カミオ サンカクニ オリマス。",
    "1本、2本、3本の鉛筆。": "イッポン、 ニホン、 サンボンノ エンピツ。",
    "下に伸びた二本の先を、内側に折り込む。": "シタニ ノビタ ニホンノ サキオ、 ウチガワニ オリコム。",
    "今日は日本の東京へ行きます。": "キョーワ ニホンノ トーキョーエ イキマス。",
    "一日に三回、水を飲みます。": "イチニチニ サンカイ、 ミズオ ノミマス。",
    "こんにちは、世界。": "コンニチワ、 セカイ。",
    "私は彼が思うより大きな家を追う。": "ワタシワ カレガ オモウヨリ オオキナ イエオ オウ。",
    "つぶして四角形にします。": "ツブシテ シカクケイニ シマス。",
    "首と尾を細く折り上げます。": "クビト オオ ホソク オリアゲマス。",
    "羽を左右に広げて完成です。": "ハネオ サユウニ ヒロゲテ カンセイデス。",
    "では、もう一度半分に折りましょう。": "デワ、 モー イチド ハンブンニ オリマショー。",
    "雨が降った後、空に虹が見えます。": "アメガ フッタ アト、 ソラニ ニジガ ミエマス。",
    "植物は光合成で酸素を作る。": "ショクブツワ コーゴーセイデ サンソオ ツクル。",
    "三日月の夜、船が港を出た。": "ミカヅキノ ヨル、 フネガ ミナトオ デタ。",
    "4月20日に18個届く。": "シガツ ハツカニ ジュウハッコ トドク。",
    "大人が二人、子供が一人いる。": "オトナガ フタリ、 コドモガ ヒトリ イル。",
    "千羽鶴という願いが込められます。": "センバヅルト ユー ネガイガ コメラレマス。",
    "AIとNHKは5kmの道を行く。": "エーアイト エヌエイチケーワ ゴキロメートルノ ミチオ イク。",
}
MORA = re.compile("[ァ-ヴー]")
SMALL = re.compile("[ァィゥェォャュョ]")


def read(text: str) -> str:
    return kana.in_kana(plain(text)).text


def unspaced(text: str) -> str:
    return text.replace(" ", "")


def say(out: Path, text: str, rate: int = 145) -> Spoken:
    return Pyttsx3().speak(SpeechSpec(text=text, language="ja", voice="ja", rate=rate, volume=1.0), out)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_read_as_a_narrator_says_it(sentence: str) -> None:
    assert unspaced(read(spell(sentence, "ja").text)) == unspaced(SENTENCES[sentence])


@pytest.mark.parametrize("sentence", [one for one in SENTENCES if not re.search("[0-9一-三]", one)])
def test_phrases_are_apart(sentence: str) -> None:
    assert read(spell(sentence, "ja").text) == SENTENCES[sentence]


def test_a_number_in_kana_never_ends_in_a_particle() -> None:
    """Six thousand numbers with their counters, and every day of a year; takes seconds."""
    counted = [
        spell(f"{number}{counter}で", "ja").text
        for counter in load("ja")["counters"]["readings"]
        for number in (*range(1, 121), 300, 600, 800, 1000, 1868, 3000, 10000)
    ]
    days = [spell(f"{month}月{day}日で", "ja").text for month in range(1, 13) for day in range(1, 32)]
    for text in (*counted, *days):
        assert unspaced(kana.LONG_O.sub("ー", unspaced(read(text)))) == kana.LONG_O.sub(
            "ー", text.translate(kana.KATAKANA)
        )


def test_each_kana_comes_from_the_character_that_it_reads() -> None:
    text = "今日、折り紙を二つ折る"
    said = kana.in_kana(plain(text))
    found: dict[int, str] = {}
    for char, origin in zip(said.text, said.origins, strict=True):
        found[origin] = found.get(origin, "") + char.strip()
    assert {text[at]: heard for at, heard in found.items()} | {"り": "リ"} == {
        "今": "キョー", "、": "、", "折": "オ", "り": "リ", "紙": "ガミ", "を": "オ", "二": "フタ", "つ": "ツ", "る": "ル",
    }  # fmt: skip


JAPANESE = st.text(
    st.sampled_from("折り紙の鶴を今日は東京へ行思う三角形一二本、。「」ーっゃAk3 々𠮷😀\n")
    | st.characters(codec="utf-8"),
    max_size=60,
)


@given(JAPANESE)
@settings(deadline=None)
def test_the_words_read_are_the_text(text: str) -> None:
    said = plain(text)
    words = kana.readings(said.text)
    assert "".join(word.surface for word in words) == said.text
    assert all(len(word.origins) == len(word.kana) for word in words)
    assert all(0 <= at < len(word.surface) for word in words for at in word.origins)
    result = kana.in_kana(said)
    assert len(result.text) == len(result.origins)
    assert list(result.origins) == sorted(result.origins)


def test_a_text_longer_than_the_dictionary_takes_is_read_in_parts() -> None:
    text = "折り紙の鶴です。" * 3000
    assert "".join(word.surface for word in kana.readings(text)) == text
    assert unspaced(read("鶴" * 20_000)) == "ツル" * 20_000


def test_words_are_timed_where_they_are_written(tmp_path: Path) -> None:
    text = "正方形の紙を15本、もう一度半分に折ります。"
    spelled = spell(text, "ja")
    spoken = say(tmp_path / "v.wav", spelled.text)
    assert spoken.real_times
    words = written(spoken.words, spelled.pieces)
    found = {text[word.at : word.at + word.length]: word for word in words}
    assert list(found) == ["正方形の", "紙を", "15本", "もう", "一度", "半分に", "折ります"]
    assert all(one.end <= two.start for one, two in pairwise(words))
    # A word of kanji lasts as long as its kana: three characters of eight morae, two of three.
    assert found["正方形の"].end - found["正方形の"].start > 1.6 * (found["紙を"].end - found["紙を"].start)
    samples, rate = waves.read(tmp_path / "v.wav")
    after = found["もう"].start
    quiet = abs(samples[int((after - 0.1) * rate) : int((after - 0.02) * rate)].astype(int)).max()
    assert found["15本"].end < after
    assert quiet <= waves.threshold(samples)


def test_it_is_spoken_at_a_narrators_rate(tmp_path: Path) -> None:
    """Five seconds: twenty sentences, each in a process of its own."""
    morae, seconds = 0, 0.0
    for sentence in SENTENCES:
        spelled = spell(sentence, "ja").text
        heard = read(spelled)
        seconds += say(tmp_path / "v.wav", spelled).seconds - 0.22 * heard.count("、")
        morae += len(MORA.findall(heard)) - len(SMALL.findall(heard))
        samples, _ = waves.read(tmp_path / "v.wav")
        assert abs(samples.astype(int)).max() > 3000
    assert 5.0 < morae / seconds < 8.0


def test_phonemes_are_those_of_the_reading() -> None:
    [[first, *_]] = phonemes(["東京へ行く。"], "ja")
    assert "".join(first).startswith("to̞o̞kʲo̞o̞")


def test_without_the_dictionary_the_film_is_silent_and_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Keyless:
        def has(self, secret: str) -> bool:
            return False

    def act(name: str) -> Spoken:
        backend = SPEECH.create(name)
        voice = backend.voice("ja", None)
        spec = SpeechSpec(text="折り紙の鶴です。", language="ja", voice=voice, rate=145, volume=1.0)
        return backend.speak(spec, tmp_path / "v.wav")

    there = SPEECH.perform(act, secrets=Keyless(), wanted="pyttsx3", choices=Choices(), scope="film")
    assert there.used == "pyttsx3"
    assert there.substitution is None
    monkeypatch.setattr(kana, "importable", lambda _: False)
    gone = SPEECH.perform(act, secrets=Keyless(), wanted="pyttsx3", choices=Choices(), scope="film")
    assert gone.used == "silence"
    assert gone.substitution is not None
    assert "pip install 'storyreel[japanese]'" in gone.substitution.reason
    assert kana.libraries() == {}
    with pytest.raises(NotConfigured, match="japanese"):
        kana.readings("鶴")
    with pytest.raises(NotConfigured, match="japanese"):
        phonemes(["鶴"], "ja")


def test_threads_read_beside_each_other() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(read, ["折り紙の鶴の折り方を説明します。"] * 400))) == 1
