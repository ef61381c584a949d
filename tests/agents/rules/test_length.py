"""A film is never longer than asked: what there is no time for is not said, and its end stays."""

import pytest

from agents.rules.director import brief
from agents.rules.length import fits, said, shortened, voice
from agents.rules.screenwriter import cited, write
from agents.rules.text import language_of
from agents.rules.writer.draft import Draft, Line, Passage
from core.models import Request
from tools.sources.document import read_bytes

ARTICLE = """
# Calligraphy

Arabic calligraphy, called الخط العربي, is the art of writing the letters beautifully. It grew in Kufa, a city in Iraq.
The Kufic script, in Arabic الخط الكوفي, is angular and was carved in stone. The pen, called القلم, is cut from a reed.
Ink was made from soot and gum arabic. Paper was coated and polished with a stone, so that the pen could glide over it.
A pupil learned for years by copying the work of a master. The Naskh script, خط النسخ, is round and easy to read.
Printers chose Naskh for books. In 2021 UNESCO added Arabic calligraphy to its list of the living heritage of mankind.
"""


def draft_of(count: int, *, announced: bool = False, shape: str = "explainer") -> Draft:
    lines = (
        Line(text=f"The fox number {at} ran over the wide hill.", announced=f"Fact {at}: " if announced else "")
        for at in range(count)
    )
    scenes = tuple(Passage(sentences=(line,)) for line in lines)
    return Draft.model_validate({"title": "t", "language": "en", "scenes": scenes, "shape": shape})


def test_letters_of_another_script_are_read_by_a_voice_of_theirs_or_named_one_by_one() -> None:
    plain = voice("The pen is cut.", "en", 145)
    assert plain + 1 < voice("The pen, called القلم, is cut.", "en", 145) < plain + 3
    assert voice("The pen is called перо.", "en", 145) < plain + 3
    assert voice("The pen, called 毛筆毛筆, is cut.", "en", 145) > plain + 4
    assert voice("تسقط الأمطار من السحب.", "ar", 145) == pytest.approx(2.9, abs=0.4)
    assert voice("東京は大きい。", "ja", 145) < 2.5


def test_stops_inside_a_sentence_take_time() -> None:
    assert voice("“I am here!” called Toby. “Come to me!”", "en", 125) == pytest.approx(5.8, abs=0.8)
    assert voice("The cost was 299,792,458 euros.", "en", 145) < voice("The cost was, 299, 792, 458 euros.", "en", 145)


def test_the_sentences_before_the_closing_one_go_first() -> None:
    wished = brief(Request(text="foxes, 20 seconds"))
    whole = draft_of(12)
    short = shortened(whole, wished)
    lines = [scene.sentences[0].text for scene in short.scenes]
    every = [scene.sentences[0].text for scene in whole.scenes]
    assert fits(short, wished)
    assert not fits(whole, wished)
    assert 2 < len(lines) < 12
    assert lines == [*every[: len(lines) - 1], every[-1]]


def test_of_numbered_facts_the_last_go() -> None:
    wished = brief(Request(text="foxes, 20 seconds"))
    lines = [scene.sentences[0].announced for scene in shortened(draft_of(12, announced=True), wished).scenes]
    assert lines == [f"Fact {at}: " for at in range(len(lines))]


def test_what_is_said_word_for_word_and_what_has_no_length_stays_whole() -> None:
    assert shortened(draft_of(12, shape="verbatim"), brief(Request(text="foxes, 20 seconds"))) == draft_of(
        12, shape="verbatim"
    )
    assert shortened(draft_of(12), brief(Request(text="foxes"))) == draft_of(12)
    assert len(shortened(draft_of(3), brief(Request(text="foxes, 5 seconds"))).scenes) == 1
    script = "The sun rises over the hill. " * 20
    written = write(Request(script=script, duration=10), brief(Request(script=script, duration=10)), ())
    assert len(written.script.beats) == 20


@pytest.mark.parametrize("seconds", [15, 30, 45, 60, 90, 120])
@pytest.mark.parametrize(
    "asked", ["A bedtime story for 4-year-olds about a lighthouse that is afraid of the dark", "A story about a fox"]
)
def test_a_story_fits_its_duration(asked: str, seconds: int) -> None:
    request = Request(text=f"{asked}. {seconds} seconds.")
    understood = brief(request)
    beats = write(request, understood, ()).script.beats
    speech = sum(voice(beat.spoken, "en", understood.rate) for beat in beats)
    assert speech <= 1.02 * seconds
    assert seconds < 20 or speech > 0.6 * seconds


@pytest.mark.parametrize("seconds", [20, 40, 60])
def test_a_text_of_two_scripts_fits_its_duration(seconds: int) -> None:
    document = read_bytes(ARTICLE.encode(), "calligraphy.md", language_of=language_of)
    request = Request(text="A video about العربية calligraphy", duration=seconds)
    understood = brief(request)
    beats = write(request, understood, (document,)).script.beats
    assert sum(voice(beat.spoken, "en", understood.rate) for beat in beats if beat.card is None) <= seconds


def test_what_a_model_wrote_is_shortened_too() -> None:
    wished = brief(Request(text="foxes, 20 seconds"))
    written = cited(draft_of(20), wished, ())
    assert written.script.beats[-1].text == "The fox number 19 ran over the wide hill."
    assert said(draft_of(20), wished) > 20 > sum(voice(b.spoken, "en", wished.rate) for b in written.script.beats)
