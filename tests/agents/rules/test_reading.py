import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.rules.reading import Reading, read

CASES = tomllib.loads(Path(__file__).with_name("reading_cases.toml").read_text("utf-8"))
FRESH = tomllib.loads(Path(__file__).with_name("reading_fresh.toml").read_text("utf-8"))
ALL = [*CASES["en"], *CASES["ar"], *FRESH["en"], *FRESH["ar"]]
PARTS = [
    "Make",
    "a",
    "video",
    "about",
    "2 minutes",
    "60 s",
    "for kids",
    "vertical",
    "no people",
    "in Arabic",
    ",",
    ".",
    "\n\n",
    "use my script exactly:",
    "3 facts",
    "اصنع",
    "فيديو",
    "عن",
    "دقيقتين",
    "للأطفال",
    "watercolour",
    "Mercury",
    "rain",
]


def known(reading: Reading) -> dict[str, Any]:
    return reading.model_dump(exclude_defaults=True, exclude={"evidence"})


@pytest.mark.parametrize("case", ALL, ids=lambda case: case["text"][:40])
def test_a_request_is_read(case: dict[str, Any]) -> None:
    expected = {key: tuple(value) if isinstance(value, list) else value for key, value in case.items() if key != "text"}
    found = known(read(case["text"]))
    if "topic" not in expected:
        assert found.pop("topic")
    assert found == expected


def test_the_cases_are_as_many_as_promised() -> None:
    assert len(CASES["en"]) >= 60
    assert len(CASES["ar"]) >= 30
    assert len(FRESH["en"] + FRESH["ar"]) >= 40


def test_each_option_is_backed_by_a_phrase_of_the_request() -> None:
    for case in ALL:
        reading = read(case["text"])
        assert set(reading.evidence) >= set(known(reading)) & {
            "duration",
            "aspect",
            "count",
            "style",
            "language",
            "tone",
            "age",
        }
        assert all(phrase and phrase in case["text"] for phrase in reading.evidence.values()), case["text"]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in part)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=2000), st.lists(st.sampled_from(PARTS), max_size=40).map(" ".join)))
def test_any_text_is_read_and_the_topic_is_made_of_its_words(text: str) -> None:
    reading = read(text)
    assert is_subsequence(words(reading.topic), words(text))
    if words(text):
        assert reading.topic


def test_a_script_is_not_read_for_wishes() -> None:
    script = "Boil it for 10 minutes, vertical, for kids.\n\nNo people came."
    reading = read(f"Make a 30 second film of this:\n\n{script}")
    assert reading.script == script
    assert (reading.duration, reading.aspect, reading.audience, reading.avoid) == (30, None, None, ())


def test_a_wish_under_a_long_text_is_read() -> None:
    essay = "The sea is wide. " * 200
    reading = read(f"{essay}\n\n60 s summary")
    assert reading.duration == 60
    assert reading.script == essay.strip()


@pytest.mark.parametrize(
    ("text", "seconds", "topic"),
    [
        ("Un vídeo de 45 segundos sobre el canal de Panamá", 45, "el canal de Panamá"),
        ("Haz un video corto de 2 minutos sobre los volcanes.", 120, "los volcanes"),
        ("Une vidéo de 30 secondes sur la Lune", 30, "la Lune"),
        ("Erstelle ein 45-sekündiges Video über den Rhein", 45, "den Rhein"),
        ("Ein Film über den Rhein", None, "den Rhein"),
        ("Crie um vídeo de 1 minuto sobre o café", 60, "o café"),
        ("Un film di 40 secondi sul Colosseo", 40, "Colosseo"),
        ("Сделай видео на 60 секунд о Байкале", 60, "Байкале"),
        ("Ay hakkında 45 saniyelik bir video yap", 45, "Ay"),
        ("चंद्रमा के बारे में 30 सेकंड का वीडियो बनाओ", 30, "चंद्रमा"),
        ("制作一个关于长城的30秒视频", 30, "长城"),
        ("月についての30秒の動画", 30, "月"),
        ("달에 대한 1분 영상을 만들어", 60, "달"),
        ("Sobre la mesa hay un libro", None, "Sobre la mesa hay un libro"),
    ],
)
def test_requests_in_other_languages(text: str, seconds: float | None, topic: str) -> None:
    found = read(text)
    assert (found.duration, found.topic) == (seconds, topic)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Una película de 40 segundos para niños sobre por qué las hojas cambian de color",
            {
                "topic": "por qué las hojas cambian de color",
                "duration": 40,
                "audience": "para niños",
                "shape": "explainer",
            },
        ),
        (
            "Un vídeo animado vertical de 30 segundos sobre el mar",
            {"topic": "el mar", "duration": 30, "aspect": "9:16"},
        ),
        (
            "Un film pour les enfants de 8 ans sur les volcans",
            {"topic": "les volcans", "audience": "pour les enfants de 8 ans", "age": 8},
        ),
        ("Mach ein Video über Igel für 8-jährige", {"topic": "Igel", "audience": "für 8-jährige", "age": 8}),
        ("Сделай короткое видео для детей про динозавров", {"topic": "динозавров", "audience": "для детей"}),
        ("请给孩子们做一个关于秋天的60秒视频", {"topic": "秋天", "duration": 60, "audience": "给孩子们"}),
        ("秋の葉についての子供向けの動画を作って", {"topic": "秋の葉", "audience": "子供向けの"}),
        ("아이들을 위한 공룡에 대한 1분짜리 영상", {"topic": "공룡", "duration": 60, "audience": "아이들을 위한"}),
        (
            "Un documental sobre la vida para niños en la calle",
            {"topic": "la vida para niños en la calle"},
        ),
        ("çocuklar için arılar hakkında bir video", {"topic": "arılar", "audience": "çocuklar için"}),
    ],
)
def test_listeners_are_read_in_requests_of_other_languages(text: str, expected: dict[str, Any]) -> None:
    assert known(read(text)) == expected
