import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.sources.characters import tidy


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("cafe\u0301", "café"),
        ("rain\u00adbow", "rainbow"),
        ("ﬁne ﬂow", "fine flow"),
        ("10\u00a0000\u202fm", "10 000 m"),
        ("a\u200bb\u200dc\ufeffd", "abcd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("ไทย\u200bคำ", "ไทย\u200bคำ"),
        ("\u202eabc\u202c\u2066d\u2069", "abcd"),
        ("a\x00b\x07c\ud800d", "abcd"),
        ("one\r\ntwo\rthree\u2028four\u2029five", "one\ntwo\nthree\nfour\n\nfive"),
        ("hi\U000e0068\U000e0069 there", "hi there"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"),
        ("☀\ufe0f a\ufe0fb", "☀\ufe0f ab"),
        ("\ufee3\ufeae\ufea3\ufe92\ufe8e", "مرحبا"),
        ("\ue000x\uf8ff", "x"),
    ],
)  # fmt: skip
def test_characters_become_what_a_reader_sees(given_text: str, wanted: str) -> None:
    assert tidy(given_text) == wanted


@given(st.text())
def test_a_tidy_text_is_composed_visible_and_stays_as_it_is(text: str) -> None:
    tidied = tidy(text)
    assert tidy(tidied) == tidied == unicodedata.normalize("NFC", tidied)
    assert not any(unicodedata.category(char) in ("Cs", "Co") for char in tidied)
    assert not set(tidied) & set("\u00ad\ufeff\u202e\u200e\u00a0\x00\x1b")


@given(st.text("abc éß 漢字 العربية.,\n"))
def test_plain_words_are_not_touched(text: str) -> None:
    assert tidy(text) == text
