"""Numbers in words: read back in English, against num2words and the grammar in Arabic, one to one in all languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from agents.rules.spoken import arabic
from agents.rules.spoken.cardinals import LIMIT, cardinal, ordinal
from agents.rules.spoken.languages import load
from agents.rules.spoken.numeral import Numeral, parse
from agents.rules.spoken.roman import value
from agents.rules.spoken.speller import spell
from tests.agents.rules.spoken.test_examples import LANGUAGES

SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
KILOMETRE = load("ar")["units"]["km"]
HOUR = load("ar")["units"]["h"]


def read_back(words: str) -> int:
    """The number that English words name."""
    total = group = 0
    for word in words.replace("-", " ").replace(" and ", " ").split():
        if word in SMALL:
            group += SMALL.index(word)
        elif word in TENS:
            group += 10 * (TENS.index(word) + 2)
        elif word == "hundred":
            group *= 100
        else:
            total, group = total + group * LARGE[word], 0
    return total + group


@given(st.one_of(st.integers(0, 10_000), st.integers(0, LIMIT - 1)))
def test_english_numbers_are_read_back(number: int) -> None:
    assert read_back(cardinal(number, "en")) == number


@given(st.integers(0, LIMIT - 1), st.sampled_from(["", "-", "−"]), st.booleans())
def test_a_written_number_is_said_as_the_number_it_is(number: int, sign: str, grouped: bool) -> None:
    # A bare number of four digits may be a year.
    written = f"{number:,}" if grouped or 1000 <= number < 2100 else str(number)
    said = spell(sign + written, "en").text
    assert said.startswith("minus ") == bool(sign)
    assert read_back(said.removeprefix("minus ")) == number


@given(st.integers(1, 10**6))
def test_an_english_ordinal_belongs_to_its_cardinal(number: int) -> None:
    said = ordinal(number, "en")
    assert said == num2words(number, to="ordinal").replace(",", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_different_numbers_have_different_words(language: str) -> None:
    numbers = [*range(1200), *range(1990, 2030), 10_000, 10_500, 100_000, 101_000, 10**6, 2 * 10**6, 10**9, 3 * 10**12]
    assert len({cardinal(number, language) for number in numbers}) == len(numbers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_too_large_to_name_is_said_by_its_digits(language: str) -> None:
    said = spell("9" * 40, language).text
    assert said.replace(" ", "") == cardinal(9, language).replace(" ", "") * 40


@given(st.integers(1, 999_999_999_999))
def test_arabic_numbers_are_those_of_num2words(number: int) -> None:
    """Where num2words is right: it has no plural or dual of a scale after a hundred, and a shortened 200."""
    groups = [int(group) for group in f"{number:,}".split(",")]
    if any(group >= 100 and group % 100 <= 10 for group in groups):
        return
    expected = num2words(number, lang="ar").replace("و ", "و").replace("مائ", "مئ").replace("اً", "ًا")
    assert arabic.cardinal(number) == expected


@pytest.mark.parametrize(
    ("number", "kilometres", "hours"),
    [
        (1, "كيلومتر واحد", "ساعة واحدة"),
        (2, "كيلومتران", "ساعتان"),
        (3, "ثلاثة كيلومترات", "ثلاث ساعات"),
        (8, "ثمانية كيلومترات", "ثماني ساعات"),
        (10, "عشرة كيلومترات", "عشر ساعات"),
        (11, "أحد عشر كيلومترًا", "إحدى عشرة ساعة"),
        (12, "اثنا عشر كيلومترًا", "اثنتا عشرة ساعة"),
        (13, "ثلاثة عشر كيلومترًا", "ثلاث عشرة ساعة"),
        (21, "واحد وعشرون كيلومترًا", "إحدى وعشرون ساعة"),
        (22, "اثنان وعشرون كيلومترًا", "اثنتان وعشرون ساعة"),
        (99, "تسعة وتسعون كيلومترًا", "تسع وتسعون ساعة"),
        (100, "مئة كيلومتر", "مئة ساعة"),
        (105, "مئة وخمسة كيلومترات", "مئة وخمس ساعات"),
        (111, "مئة وأحد عشر كيلومترًا", "مئة وإحدى عشرة ساعة"),
        (200, "مئتا كيلومتر", "مئتا ساعة"),
        (1000, "ألف كيلومتر", "ألف ساعة"),
        (2000, "ألفا كيلومتر", "ألفا ساعة"),
        (3000, "ثلاثة آلاف كيلومتر", "ثلاثة آلاف ساعة"),
        (2000000, "مليونا كيلومتر", "مليونا ساعة"),
    ],
)
def test_arabic_counts_by_gender_and_number(number: int, kilometres: str, hours: str) -> None:
    assert arabic.counted(number, KILOMETRE) == kilometres
    assert arabic.counted(number, HOUR) == hours


def test_arabic_numbers_take_the_case_of_a_preposition() -> None:
    assert arabic.counted(2, KILOMETRE, oblique=True) == "كيلومترين"
    assert arabic.counted(2, HOUR, oblique=True) == "ساعتين"
    assert arabic.counted(12, KILOMETRE, oblique=True) == "اثني عشر كيلومترًا"
    assert arabic.counted(20, KILOMETRE, oblique=True) == "عشرين كيلومترًا"
    assert arabic.counted(200, KILOMETRE, oblique=True) == "مئتي كيلومتر"
    assert arabic.ordinal(23, "f", oblique=True) == "الثالثة والعشرين"


@pytest.mark.parametrize(
    ("written", "decimal", "value"),
    [
        ("1,234", ".", Numeral("1234")),
        ("1.234", ",", Numeral("1234")),
        ("1.234", ".", Numeral("1", "234")),
        ("1,234", ",", Numeral("1", "234")),
        ("1.234.567", ".", Numeral("1234567")),
        ("1,00,000", ".", Numeral("100000")),
        ("1 234 567,5", ",", Numeral("1234567", "5")),
        ("3,5", ".", Numeral("3", "5")),
        ("−1’234.50", ".", Numeral("1234", "50", "-")),
        ("0.125", ",", Numeral("0", "125")),
    ],
)
def test_a_mark_is_for_groups_or_for_decimals(written: str, decimal: str, value: Numeral) -> None:
    assert parse(written, decimal) == value


def test_roman_numerals_are_read_when_well_written() -> None:
    assert [value(one) for one in ("I", "IV", "XIV", "XL", "MCMXCIX")] == [1, 4, 14, 40, 1999]
    assert [value(one) for one in ("IIII", "VX", "IC", "MIX D")] == [0, 0, 0, 0]
