import pytest

from agents.rules.writer.words import figure, length, stem, tokens


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "rainbow", "rainbows"),
        ("en", "city", "cities"),
        ("en", "reflected", "reflects"),
        ("en", "stopping", "stopped"),
        ("en", "box", "boxes"),
        ("ar", "النحل", "نحل"),
        ("ar", "الأزهار", "أزهار"),
        ("ar", "والمصريون", "المصريين"),
        ("ar", "مدرسة", "المدرسه"),
        ("de", "Katzen", "Katze"),
        ("pt", "crescer", "crescem"),
        ("pt", "fermento", "fermentação"),
        ("pt", "mulheres", "mulher"),
        ("it", "dell’acqua", "acque"),
        ("it", "lievitazione", "lievito"),
        ("it", "vulcani", "vulcano"),
        ("fr", "l'étoile", "étoiles"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"), [("pt", "canto", "canal"), ("it", "lattuga", "latte"), ("it", "luna", "lupo")]
)
def test_other_words_of_other_languages_have_other_stems(language: str, one: str, other: str) -> None:
    assert stem(one, language) != stem(other, language)


@pytest.mark.parametrize(("one", "other"), [("glass", "glad"), ("bus", "bed"), ("universe", "union"), ("1867", "1876")])
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one, "en") != stem(other, "en")


def test_numbers_are_read_whatever_their_digits_and_commas() -> None:
    assert [figure(word) for word in ("1,200", "1.200.000", "3.14", "٦٦٥٠", "٣٫٥", "abc")] == [
        "1200",
        "1200000",
        "3.14",
        "6650",
        "3.5",
        "",
    ]


def test_length_counts_words_or_their_time() -> None:
    assert length("One two, 3.5 four-five!") == 4
    assert length("بُنِيَ السدّ عام 1960") == 4
    assert length("यह एक वाक्य है।") == 4
    assert length("大熊猫生活在中国") == pytest.approx(5.12)
    assert tokens("CO2 and H2O") == ["CO2", "and", "H2O"]
