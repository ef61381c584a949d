import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.speech.plain import has_han, lacks_vowels, plain, share_of_han, tokens


def words(text: str) -> list[str]:
    return [text[token.at : token.end] for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\x00\x01b\x1b[31m", "ab[31m"),
        ("it’s ‘so’", "it's 'so'"),
        ("cafe\u0301", "café"),
        ("🎉 party👍🏽!", "  party  !"),
        ("❤️ love → hate", "   love   hate"),
        ("30 °C © ℃ 5€", "30 °C © ℃ 5€"),
        ("one\ntwo\u2029three", "one two three"),
        ("\ufeffright\u202e\u200b", "right"),
        ("می\u200cگیرد", "می\u200cگیرد"),
        ("\ud800x\ue000", "x"),
        ("<b>[[x]]</b> --v", "<b>[[x]]</b> --v"),
    ],
)
def test_only_what_has_a_sound_is_read(text: str, said: str) -> None:
    assert plain(text).text == said


@given(st.text(st.characters() | st.sampled_from("ae\u0301\u0323🎉’")))
def test_every_character_knows_where_it_came_from(text: str) -> None:
    read = plain(text)
    assert len(read.origins) == len(read.text)
    assert list(read.origins) == sorted(read.origins)
    assert all(0 <= at < len(text) for at in read.origins)
    assert not any(ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in read.text)
    read.text.encode()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Well-known,” it’s — 1,000!", ["Well-known", "it’s", "1,000"]),
        ("5% & $3.50 🎉 (x=y)", ["5%", "&", "$3.50", "x=y"]),
        ("مرحبا، يا عالم؟", ["مرحبا", "يا", "عالم"]),
        ("القَمَرُ", ["القَمَرُ"]),
        ("彩虹很美，对吗？", ["彩", "虹", "很", "美", "对", "吗"]),
        ("用Python写。", ["用", "Python", "写"]),
        ("虹は太陽の光。きれい、ね", ["虹は", "太陽の", "光", "きれい", "ね"]),
        ("무지개는 예쁘다.", ["무지개는", "예쁘다"]),
        ("हिन्दी है।", ["हिन्दी", "है"]),
        ("... — !", []),
    ],
)
def test_words_are_what_a_caption_can_light(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


@given(st.text(st.characters() | st.sampled_from("ab ’-,.字かカ")))
def test_words_do_not_overlap(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.at >= end
        assert token.length > 0
        end = token.end
    assert end <= len(text)


def test_speakable_needs_a_letter_or_a_digit() -> None:
    assert plain("?! 7").speakable
    assert plain("字").speakable
    assert not plain("?! 🎉 — &").speakable


def test_vowel_marks_are_counted() -> None:
    assert lacks_vowels("القمر يدور")
    assert not lacks_vowels("القَمَرُ يَدُورُ")
    assert lacks_vowels("שלום")
    assert not lacks_vowels("The moon")


def test_chinese_characters_are_seen() -> None:
    assert has_han("虹は")
    assert not has_han("にじ rainbow")


def test_the_share_of_chinese_characters() -> None:
    assert share_of_han("緑茶です。") == pytest.approx(0.5)
    assert share_of_han("Tea 12") == 0.0
    assert share_of_han("!") == 0.0
