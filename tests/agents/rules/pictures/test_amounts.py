"""Amounts, years, lists, quotations and comparisons are read from a sentence; what is not plain is not shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.pictures import amounts, phrases, shapes

AMOUNTS = [
    ("Many lamps use 250 to 1,000 watts of power.", "en", ("250–1,000", "watts")),
    ("The city has 9.5 million people.", "en", ("9.5 million", "people")),
    ("It cost $2.5 billion to build.", "en", ("$2.5 billion", "")),
    ("About 71% of the Earth is covered by water.", "en", ("71%", "")),
    ("The lens sends 80 percent of the light.", "en", ("80%", "")),
    ("Light travels at 299,792 kilometres per second.", "en", ("299,792", "kilometres per second")),
    ("The tower stands 15 nautical miles away.", "en", ("15", "nautical miles")),
    ("يبلغ طول نهر النيل 6650 كيلومترا.", "ar", ("6650", "كيلومترا")),
    ("يعيش فيها ٩ مليون نسمة.", "ar", ("٩ مليون", "نسمة")),
    ("In 1822 Fresnel designed a lens.", "en", None),
    ("She was the 3rd to reach it.", "en", None),
    ("Chapter 3 begins here.", "en", None),
    ("Call 555-1234 at 10:30.", "en", None),
    ("Cada año pasan por el canal unos 14 000 barcos.", "es", ("14 000", "barcos")),
    ("La autoridad redujo los pasos de 36 a 24 al día.", "es", None),
    ("As aves surgiram há 150 milhões de anos.", "pt", ("150 milhões", "de anos")),
    ("A Terra tem 4,5 mil milhões de anos.", "pt", ("4,5 mil milhões", "de anos")),
    ("Cerca de 70 por cento do corpo é água.", "pt", ("70%", "")),
    ("Il 71 per cento della Terra è coperto d'acqua.", "it", ("71%", "")),
    ("Nel 1883 eruttò, e l'8 marzo tornò la calma.", "it", None),
    ("Il cono è alto 3 mila metri.", "it", ("3 mila", "metri")),
    ("It turns 5 per minute.", "en", None),
]


@pytest.mark.parametrize(("sentence", "language", "wanted"), AMOUNTS)
def test_the_amount_of_a_sentence(sentence: str, language: str, wanted: tuple[str, str] | None) -> None:
    found = amounts.amount(sentence, language)
    assert (None if found is None else (found.written, found.unit)) == wanted


def test_years_become_events_in_their_order() -> None:
    found = amounts.events("In 1911 she won again, after she had won in 1903.", "en")
    assert [item.label for item in found] == ["1903", "1911"]
    assert found[1].text == "She won again"


def test_one_clause_for_two_years_is_said_once() -> None:
    sentence = "Most lighthouses became automatic between 1960 and 1998."
    assert [item.label for item in amounts.events(sentence, "en")] == ["1960", "1998"]


@pytest.mark.parametrize("sentence", ["It has 1500 pages and 1200 pictures.", "In 1969 two men landed.", "No number."])
def test_what_is_no_pair_of_years_gives_no_timeline(sentence: str) -> None:
    assert amounts.events(sentence, "en") == ()


def test_a_list_of_short_things_is_read() -> None:
    assert shapes.entries("The colours are red, yellow and dark blue.", "en") == ("Red", "Yellow", "Dark blue")
    assert shapes.entries("They trimmed the wicks, wound the clockwork that turned, and rang the bell.", "en") == ()
    assert shapes.entries("It burned wood or coal.", "en") == ()


def test_a_quotation_and_its_author_are_read() -> None:
    said = "“The important thing is not to stop questioning,” said Albert Einstein."
    assert shapes.quotation(said, "en") == ("The important thing is not to stop questioning", "Albert Einstein")
    assert shapes.quotation("He called it the “big one”.", "en") is None


def test_key_phrases_are_whole_clauses_or_nothing() -> None:
    assert phrases.key_phrase("In short, the lens turns slowly on a bath of mercury, and nobody hears it at all.") == (
        "The lens turns slowly on a bath of mercury"
    )
    long = "Nothing in this particular sentence can be drawn by anybody anywhere under any circumstances whatsoever."
    assert phrases.key_phrase(long) == ""
    assert phrases.opening_words(long, "en").endswith("…")


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        (
            "As leveduras produzem dióxido de carbono, que faz a massa crescer.",
            "As leveduras produzem dióxido de carbono",
        ),
        ("Quando attraversa l'atmosfera azzurra, la luce devia.", "La luce devia"),
        ("Per questo il cielo è azzurro.", "Il cielo è azzurro"),
    ],
)
def test_a_key_phrase_has_its_subject_in_other_languages(sentence: str, phrase: str) -> None:
    assert phrases.key_phrase(sentence) == phrase


def test_first_words_do_not_end_in_a_little_one() -> None:
    blue = "Le molecole deviano la luce azzurra molto più della luce rossa."
    assert phrases.opening_words(blue, "it") == "Le molecole deviano la luce azzurra…"
    assert phrases.opening_words(blue, "xx") == "Le molecole deviano la luce azzurra molto più…"


@given(st.text(max_size=300), st.sampled_from(["en", "ar", "zh", "xx"]))
def test_any_text_is_read(sentence: str, language: str) -> None:
    """Nothing that is shown was not said: an amount's and an event's digits stand in the sentence."""
    found = amounts.amount(sentence, language)
    digits = [] if found is None else [found.written]
    for text in [*digits, *(item.label for item in amounts.events(sentence, language))]:
        assert all(char in sentence for char in text if char.isdigit())
    shapes.entries(sentence, language)
    shapes.quotation(sentence, language)
    phrases.key_phrase(sentence)
    counts = "" if found is None else amounts.counted(sentence, found, language)
    assert all(word in sentence.casefold() for word in counts.casefold().split())


@pytest.mark.parametrize(
    ("sentence", "language", "counts"),
    [
        ("The world makes 130 million tonnes of glass a year, again and again.", "en", "tonnes of glass a year"),
        ("The tower is 324 metres high.", "en", "metres high"),
        ("About 70 percent of it is silica.", "en", "of it is silica"),
        ("A furnace with 10 percent more cullet needs about 3 percent less energy.", "en", ""),
        ("It fell 12,000 metres in 3 minutes.", "en", "metres"),
        ("تغطي الصحراء 80% من مساحة البلاد.", "ar", "من مساحة البلاد"),
        ("The steam in the first 20 minutes keeps the crust soft.", "en", "minutes"),
        ("The steam of the first 20 minutes of baking keeps the crust soft.", "en", "minutes"),
        ("They cut 12 tonnes of fresh green leaves every day.", "en", "tonnes of fresh green leaves every day"),
        ("300 people work on it, day and night.", "en", "people work on it"),
        ("O vapor nos primeiros 20 minutos mantém a crosta macia.", "pt", "minutos"),
        ("Junte 70 gramas de água, e misture.", "pt", "gramas de água"),
        ("Il vapore dei primi 20 minuti tiene morbida la crosta.", "it", "minuti"),
        ("La luce percorre 300 mila chilometri al secondo.", "it", "chilometri al secondo"),
        ("Der Dampf der ersten 20 Minuten hält die Kruste weich.", "de", "Minuten"),
    ],
)
def test_what_an_amount_counts(sentence: str, language: str, counts: str) -> None:
    found = amounts.amount(sentence, language)
    assert found is not None
    assert amounts.counted(sentence, found, language) == counts
