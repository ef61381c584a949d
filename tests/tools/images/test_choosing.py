"""The gates of the chooser: negation, names, verbs, attributes, figures of speech, senses, counts, eras, people, settings."""

import tomllib
from importlib.resources import files
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scene import Indoors, Outdoors, TimeOfDay, Weather
from tools.images.illustrator import art
from tools.images.illustrator.choose import concepts, environment, people, subjects, time_of_day, weather
from tools.images.illustrator.choosing.tables import gated, lexicon, nouns, tables

LANGUAGES = ("en", "ar", "de", "fr", "es", "pt", "it", "ru", "tr", "hi", "zh", "ja", "ko")
THINGS = ["fox", "elephant", "volcano", "castle", "telescope", "bicycle", "camel", "lighthouse", "guitar", "pyramid"]


@given(st.sampled_from(THINGS), st.sampled_from(["big", "red", "single", "very old", ""]))
def test_what_is_denied_is_not_shown(thing: str, like: str) -> None:
    said = f"{like} {thing}".strip()
    assert concepts(f"They saw the {said} in the morning.", "en") != ()
    for sentence in (
        f"There was no {said} in the valley.",
        f"They went on without a {said}.",
        f"He has never seen a {said}.",
        f"They did not find the {said}.",
        f"Instead of the {said}, there was nothing.",
        f"It isn't a {said}.",
    ):
        assert concepts(sentence, "en") == (), sentence


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("en", "From here no rainbow can be seen.", ()),
        ("en", "There were no cars, but many horses.", ("horse",)),
        ("en", "A bee cannot live without flowers.", ("honeybee", "blossom")),
        ("en", "Not only the wolf but also the bear came back.", ("wolf", "bear")),
        ("ar", "لا يمكن رؤية قوس قزح من هنا.", ()),
        ("ar", "سافروا بدون بوصلة أربعين يوما.", ()),
        ("ar", "سافروا مع بوصلة أربعين يوما.", ("compass",)),
        ("de", "Hier gibt es keine Wölfe.", ()),
        ("fr", "Il n'y a pas d'arbres ici.", ()),
        ("es", "Aquí no hay lobos.", ()),
        ("pt", "Aqui não há lobos.", ()),
        ("it", "Qui non ci sono lupi.", ()),
        ("ru", "Здесь нет волков.", ()),
        ("hi", "यहाँ कोई हाथी नहीं है।", ()),
        ("zh", "这里没有大象。", ()),
        ("ja", "ここにはキツネがいない。", ()),
        ("ko", "여기에는 코끼리가 없다.", ()),
        ("tr", "Burada fil yok.", ()),
    ],
)
def test_negation(language: str, sentence: str, found: tuple[str, ...]) -> None:
    assert concepts(sentence, language) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Apple was founded in 1976.", ()),
        ("The Apple computer was new.", ()),
        ("The apple fell from the tree.", ("red apple", "oak")),
        ("Tiger Woods won the Masters.", ()),
        ("They danced in Swan Lake.", ()),
        ("Castle was her husband's surname.", ()),
        ("The castle was her husband's home.", ("castle",)),
        ("The Fox was wary of the Lion.", ("fox", "lion")),
        ("He trains for the race and books a table.", ()),
        ("The engine had two hundred horse power.", ("gear",)),
        ("The elephant seal dives deep.", ()),
        ("He was a bear of a man.", ()),
        ("She had a memory like an elephant.", ()),
        ("He was as strong as an ox.", ()),
        ("It weighs as much as an elephant.", ("elephant",)),
        ("At noon the mercury rose to forty degrees.", ("thermometer",)),
        ("Prices climbed a mountain of debt.", ()),
        ("The heart of the city beats at night.", ()),
    ],
)
def test_gates_of_english(sentence: str, found: tuple[str, ...]) -> None:
    assert concepts(sentence, "en") == found


def test_the_topic_tells_the_sense() -> None:
    assert concepts("It lies on the bank.", "en") == ()
    assert concepts("The bank closed.", "en", "money, loans and interest") == ("bank",)
    assert concepts("The bank closed.", "en", "the river and its water") == ()
    assert concepts("The mouse was small.", "en", "the first computer and its screen") == ("computer mouse",)
    assert concepts("The mouse was small.", "en") == ("mouse",)


def test_who_sees_a_rainbow_has_the_sun_behind() -> None:
    assert concepts("A rainbow stands opposite the sun.", "en") == ("rainbow",)


def test_phases_of_the_moon() -> None:
    assert concepts("The crescent moon begins the month.", "en") == ("crescent moon",)
    assert concepts("The full moon rose over the hills.", "en") == ("full moon",)


def test_a_thing_of_an_earlier_time() -> None:
    assert concepts("In 1492 three ships sailed west.", "en") == ("caravel",)
    assert concepts("In 1950 three ships sailed west.", "en") == ("ship",)
    assert concepts("In 1750 there was a car.", "en") == ()


def test_flags() -> None:
    """Only of the one country a sentence is about, and not in tales of old days."""
    assert concepts("Iceland sits on a crack.", "en") == ("flag: Iceland",)
    assert concepts("Iceland and Norway agreed.", "en") == ()
    assert concepts("Iceland was settled in 874.", "en") == ()
    assert concepts("Jordan ran home.", "en") == ()


@pytest.mark.parametrize(
    ("language", "sentence", "count"),
    [
        ("en", "Three foxes played.", 3),
        ("en", "A herd of elephants crossed the river.", 5),
        ("en", "One of the wolves came back.", 1),
        ("en", "Wolves hunt at night.", 2),
        ("en", "The wolf hunts at night.", 1),
        ("en", "Two big brown bears slept.", 2),
        ("en", "A thousand horses ran.", 6),
        ("ar", "لعبت ثلاثة ثعالب.", 3),
        ("de", "Drei Füchse spielten.", 3),
        ("fr", "Trois renards jouaient.", 3),
        ("es", "Tres zorros jugaban.", 3),
    ],
)
def test_counts(language: str, sentence: str, count: int) -> None:
    assert subjects(sentence, language)[0].count == count


@pytest.mark.parametrize(
    ("language", "word", "label"),
    [
        ("de", "Die Füchse", "fox"),
        ("de", "Zwei Apfelbäume", "oak"),
        ("fr", "Les chevaux", "horse"),
        ("es", "Los leones", "lion"),
        ("pt", "Os leões", "lion"),
        ("it", "I lupi", "wolf"),
        ("ru", "О медведях", "bear"),
        ("tr", "Filler", "elephant"),
        ("hi", "हाथियों को", "elephant"),
        ("ko", "코끼리는", "elephant"),
        ("ja", "火山は噴火した", "volcano"),
        ("zh", "大熊猫在吃", "panda"),
    ],
)
def test_endings_of_languages(language: str, word: str, label: str) -> None:
    assert concepts(word, language) == (label,)


def test_german_nouns_have_capitals() -> None:
    assert concepts("Er will es wolf nennen.", "de") == ()


@pytest.mark.parametrize(
    ("language", "sentence", "who"),
    [
        ("en", "The engineer Fresnel was ill.", ("engineer", 1, "neutral", "adult")),
        ("en", "Three children ran.", ("child", 3, "neutral", "child")),
        ("en", "The queen spoke.", ("queen", 1, "feminine", "adult")),
        ("en", "The physicist won her second prize.", ("physicist", 1, "feminine", "adult")),
        ("en", "An old fisherman lived by the sea.", ("fisherman", 1, "masculine", "elder")),
        ("ar", "زرع المزارع القمح.", ("farmer", 1, "neutral", "adult")),
        ("de", "Die Ärztin kam.", ("doctor", 1, "feminine", "adult")),
        ("zh", "科学家发现了它。", ("scientist", 1, "neutral", "adult")),
    ],
)
def test_people(language: str, sentence: str, who: tuple[str, int, str, str]) -> None:
    (one,) = people(sentence, language)
    assert (one.kind, one.count, one.presentation, one.age) == who
    assert sentence[one.at :].startswith(one.word)


def test_people_who_are_not_there() -> None:
    assert people("They sailed without a doctor.", "en") == ()
    assert people("The queen bee lays eggs.", "en") == ()
    assert people("They cook rice and judge the result.", "en") == ()


def test_people_are_dressed() -> None:
    assert people("The farmer sowed.", "en")[0].dress == "farmer"
    assert people("Der Bauer säte.", "de")[0].dress == "farmer"


@pytest.mark.parametrize(
    ("language", "sentence", "where"),
    [
        ("en", "The surgeon entered the operating theatre.", "hospital"),
        ("en", "Waves broke on the sandy shore.", "beach"),
        ("en", "It is a wide field of study.", None),
        ("en", "They lived far inside a cave.", "cave"),
        ("en", "There is no desert here.", None),
        ("ar", "دخل الجراح غرفة العمليات.", "hospital"),
        ("de", "Sie lebten im Wald.", "forest"),
        ("zh", "他们住在沙漠里。", "desert"),
    ],
)
def test_places(language: str, sentence: str, where: str | None) -> None:
    assert environment(sentence, language) == where


@pytest.mark.parametrize(
    ("language", "sentence", "hour", "sky"),
    [
        ("en", "At dawn the fog lifted.", "dawn", "fog"),
        ("en", "A storm broke at midnight.", "night", "storm"),
        ("en", "The idea took the city by storm.", None, None),
        ("ar", "هطل المطر في المساء.", "sunset", "rain"),
        ("fr", "Il neige la nuit, sous la neige.", "night", "snow"),
        ("ja", "真夜中に雨が降った。", "night", "rain"),
    ],
)
def test_hours_and_weather(language: str, sentence: str, hour: str | None, sky: str | None) -> None:
    assert (time_of_day(sentence, language), weather(sentence, language)) == (hour, sky)


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_files_name_only_what_there_is(language: str) -> None:
    grammar = tables(language).grammar
    places = {*get_args(Outdoors), *get_args(Indoors), "none"}
    assert set(grammar["environment"]) <= places
    assert set(grammar["time"]) <= {*get_args(TimeOfDay), "none"}
    assert set(grammar["weather"]) <= {*get_args(Weather), "none"}
    assert {"sea", "city", "forest", "desert", "snow"} <= set(grammar["environment"])
    dead = [c for c in grammar.get("words", {}) if c and not any(label in art.index() for label in c.split("|"))]
    assert dead == []


def test_senses_and_eras_lead_to_drawings() -> None:
    choices = {choice for entry in lexicon()["senses"]["en"].values() for choice in entry if choice}
    before = {entry["before"] for entry in lexicon()["eras"].values() if entry["before"]}
    known = art.index()
    assert [
        c for c in choices | before | set(lexicon()["eras"]) if not any(label in known for label in c.split("|"))
    ] == []


def test_wordnet_table_is_small_and_licensed() -> None:
    folder = files("tools.images.illustrator.choosing")
    assert "Princeton University" in folder.joinpath("LICENSE-wordnet.txt").read_text(encoding="utf-8")
    assert {"power", "table"} <= nouns()
    assert {"bear", "fly", "train"} <= gated()
    assert not nouns() & gated()


def test_language_files_parse() -> None:
    folder = files("tools.images.illustrator.choosing").joinpath("languages")
    assert {name.name.removesuffix(".toml") for name in folder.iterdir() if name.name.endswith(".toml")} == set(
        LANGUAGES
    )
    for language in LANGUAGES:
        assert tomllib.loads(folder.joinpath(f"{language}.toml").read_text(encoding="utf-8"))["negation"]
