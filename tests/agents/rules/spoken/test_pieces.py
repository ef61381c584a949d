"""The way back from the spoken text to the written one, and what no spoken text may hold."""

import re
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.rules.spoken.pieces import Part, Piece, Spelled, assemble
from agents.rules.spoken.scan import Rule, scan
from agents.rules.spoken.speller import spell
from tests.agents.rules.spoken.checks import misfits, unspeakable
from tests.agents.rules.spoken.test_examples import LANGUAGES, examples

FRAGMENTS = sorted({word for language in LANGUAGES for written, _ in examples(language) for word in written.split()})
MARKS = [
    "–",
    "-",
    "**",
    "__",
    "/",
    "//",
    "::",
    "1:",
    "$",
    "€",
    "½",
    "¹",
    "①",
    "Ⅳ",
    "🎉",
    "👨‍👩‍👧",
    "\ufffe",
    "\u200d",
    "\u00ad",
    "\x00",
    "٪",
    "％",
]
WRITTEN = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(MARKS), st.text(max_size=4)), max_size=12).map(
        " ".join
    ),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(MARKS)), max_size=8).map("".join),
)
WORDS = {
    "en": "the quick fox jumps over lazy dogs and then it sleeps",
    "ar": "ذهب الولد إلى المدرسة صباحًا ثم عاد مساءً مع أخيه",
    "de": "der schnelle Fuchs springt über den faulen Hund und schläft dann",
    "fr": "le renard rapide saute par dessus le chien paresseux",
    "hi": "तेज़ लोमड़ी आलसी कुत्ते के ऊपर कूदती है",
    "ja": "速い狐が怠けた犬を飛び越える",
    "ru": "быстрая лиса прыгает через ленивую собаку",
    "he": "השועל המהיר קופץ מעל הכלב העצלן",
}


def pieces(text: str, language: str = "en") -> list[tuple[str, str]]:
    spelled = spell(text, language)
    return [
        (text[one.at : one.at + one.length], spelled.text[one.spoken_at : one.spoken_at + one.spoken_length])
        for one in spelled.pieces
    ]


@settings(max_examples=1200, suppress_health_check=[HealthCheck.too_slow])
@given(WRITTEN, st.sampled_from(LANGUAGES))
def test_a_spoken_text_holds_words_only_and_its_pieces_fit(written: str, language: str) -> None:
    spelled = spell(written, language)
    assert unspeakable(spelled.text) == []
    assert misfits(written, spelled) == []


@given(WRITTEN, st.sampled_from(["sv", "xx", "", "en-GB-oxendict", "roman", "zh-Hant-TW", "../en"]))
def test_any_text_in_any_language_is_spelled(written: str, language: str) -> None:
    assert misfits(written, spell(written, language)) == []


@given(st.sampled_from(sorted(WORDS)), st.data())
def test_plain_words_stay_as_they_are(language: str, data: st.DataObject) -> None:
    written = " ".join(data.draw(st.lists(st.sampled_from(WORDS[language].split()), min_size=1)))
    assert spell(written, language).text == written
    assert pieces(written, language) == [(word, word) for word in written.split()]


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "1.",
        "1/",
        "1-",
        "1–",
        "1:",
        "A",
        "a.",
        "a@",
        "[",
        "[a",
        "http://",
        "$5",
        "H2",
        "*a",
        "<b ",
        "+1 ",
        "(55",
        "XIV ",
        "Abcd ",
        "1x",
        "x^",
        "½",
        "|-",
        "_",
        "🎉",
        " ",
        "#a",
        "1 000 ",
    ],
)
def test_a_long_text_of_one_kind_is_read_in_one_pass(unit: str) -> None:
    """20,000 characters: with a pattern that goes back over them for each of them this would not end."""
    written = (unit * 20_000)[:20_000]
    for language in ("en", "ar"):
        spelled = spell(written, language)
        assert unspeakable(spelled.text) == []
        assert len(spelled.text) < sys.maxsize


def test_each_word_leads_back_to_what_is_written_for_it() -> None:
    assert pieces("On March 14, 2024, (5 km) of H₂O!") == [
        ("On", "On"), ("March", "March"), ("14,", "fourteenth,"), ("2024,", "twenty twenty-four,"), ("(5 km)", "(five kilometres)"),
        ("of", "of"), ("H₂O!", "H two O!"),
    ]  # fmt: skip
    assert pieces("光速は299,792,458mです", "ja")[0] == ("光速は", "光速は")


def test_what_is_not_said_is_a_piece_without_sound() -> None:
    assert pieces("Great 🎉 news") == [("Great", "Great"), ("🎉", ""), ("news", "news")]
    assert pieces("Great🎉, **news**") == [("Great🎉,", "Great,"), ("**news**", "news")]
    assert spell("Great 🎉, news", "en").text == "Great, news"


def test_parts_side_by_side_are_parted_where_letters_meet() -> None:
    assert assemble("B2B", [Part(1, 2, "two")]).text == "B two B"
    assert assemble("第5章", [Part(1, 2, "五")]).text == "第五章"
    assert assemble("و5", [Part(1, 2, "خمسة")]).text == "وخمسة"


def test_a_rule_takes_nothing_that_another_rule_took() -> None:
    first = Rule(re.compile("b"), lambda _: "B")
    wide = Rule(re.compile("a.c|d"), lambda _: "all")
    assert scan("abc d", [first, wide]) == [Part(1, 2, "B"), Part(4, 5, "all")]


def test_a_seeded_defect_is_found() -> None:
    assert unspeakable("five % of 3 €") == ["%", "3", "€"]
    good = Piece(at=0, length=1, spoken_at=0, spoken_length=3)
    assert misfits("5", Spelled(text="five", pieces=(good,)))
    assert misfits("5 a", Spelled(text="fiv", pieces=(good,)))
    assert misfits("5", Spelled(text="fiv", pieces=(good, good)))
    assert misfits("5", Spelled(text="fiv", pieces=(good.model_copy(update={"length": 2}),)))
    assert not misfits("5", Spelled(text="fiv", pieces=(good,)))
