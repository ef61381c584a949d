"""Whether a film rests on its sources: a good folder passes, each seeded defect fails its own metric."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.tools.measure.metrics.films import beats, encoded, failed, folder, srt
from tools.measure.metrics.grounding import measure
from tools.measure.metrics.port import Made, Verdict, Wanted
from tools.measure.metrics.reading.languages import language_of, same
from tools.measure.metrics.reading.numbers import lacking, numbers
from tools.measure.metrics.reading.support import Passages, is_factual

pytest.importorskip("rapidfuzz")

SOURCE = (
    "The lighthouse of Eddystone was rebuilt by John Smeaton in 1759. It stood 22 metres high and was lit by candles. "
    "The sea wore away the rock below it. A new tower was finished in 1882 by James Douglass, 120 feet to the south.\n\n"
    "Its upper part stands on Plymouth Hoe today. Keepers left the light in May 1982."
)
OTHER = "A merchant wrote that Smeaton's tower was finished in 1769."
TEXTS = (
    "John Smeaton rebuilt the Eddystone lighthouse in 1759.",
    "It stood 22 metres high and candles lit it.",
    "Keepers left the light in May 1982.",
)
QUOTES = (
    "The lighthouse of Eddystone was rebuilt by John Smeaton in 1759.",
    "It stood 22 metres high and was lit by candles.",
    "Keepers left the light in May 1982.",
)


def sources(texts: tuple[str, ...] = TEXTS, quotes: tuple[str, ...] = QUOTES, kind: str = "document") -> str:
    sentences = [
        {"beat": f"{number}.1", "text": text, "quotes": [{"source": "s1", "quote": quote}] if quote else []}
        for number, (text, quote) in enumerate(zip(texts, quotes, strict=True), 1)
    ]
    return json.dumps({"sources": [{"id": "s1", "kind": kind}], "sentences": sentences})


def verdicts(
    path: Path,
    texts: tuple[str, ...] = TEXTS,
    quotes: tuple[str, ...] = QUOTES,
    captions: tuple[str, ...] | None = None,
    kind: str = "document",
    **wanted: Any,
) -> dict[str, Verdict]:
    cited = sources(texts, quotes, kind) if quotes else None
    folder(path, {"beats": beats(texts)}, sources_json=cited, captions_srt=srt(captions or texts))
    return {one.metric: one for one in measure(Made.at(path), Wanted(**{"sources": (SOURCE,), **wanted}))}


def test_a_good_film_passes(tmp_path: Path) -> None:
    found = verdicts(tmp_path, facts=("Smeaton", r"\b22 metres"), exclude=("1769",), conflict="1759")
    assert {metric: verdict.ok for metric, verdict in found.items()} == dict.fromkeys(
        ["F1", "F2", "F3", "F4", "F5", "F6"], True
    )
    assert {metric for metric, verdict in found.items() if verdict.gate} == {"F3", "F5"}


def test_its_own_quotes_are_the_sources_where_the_case_names_none(tmp_path: Path) -> None:
    assert failed(verdicts(tmp_path, sources=())) == set()


def test_a_claim_without_a_source(tmp_path: Path) -> None:
    assert failed(verdicts(tmp_path, quotes=(QUOTES[0], "", QUOTES[2]))) == {"F1", "F3"}
    without_numbers = (TEXTS[0], "Candles lit the tower of Smeaton.", TEXTS[2])
    assert failed(verdicts(tmp_path / "b", without_numbers, (QUOTES[0], "", QUOTES[2]))) >= {"F1"}


def test_a_quote_that_bears_nothing_out(tmp_path: Path) -> None:
    assert "F1" in failed(verdicts(tmp_path, quotes=(QUOTES[0], QUOTES[1], "The sea wore away the rock below it.")))


def test_a_quote_that_no_source_holds(tmp_path: Path) -> None:
    made_up = "Candles lit it: it stood 22 metres high, people say."
    assert failed(verdicts(tmp_path, quotes=(QUOTES[0], made_up, QUOTES[2]))) == {"F1"}


def test_claims_that_no_source_supports(tmp_path: Path) -> None:
    texts = (TEXTS[0], "Dragons guarded the harbour of Falmouth against pirates.", TEXTS[2])
    assert failed(verdicts(tmp_path, texts)) == {"F1", "F2"}


def test_a_wrong_number_in_the_narration_or_in_the_captions_alone(tmp_path: Path) -> None:
    texts = ("John Smeaton rebuilt the Eddystone lighthouse in 1795.", *TEXTS[1:])
    assert "F3" in failed(verdicts(tmp_path / "both", texts))
    found = verdicts(tmp_path / "captions", captions=texts)
    assert failed(found) == {"F3"}
    assert "not 1795" in found["F3"].measured


def test_a_wrong_unit(tmp_path: Path) -> None:
    captions = (TEXTS[0], "It stood 22 feet high and candles lit it.", TEXTS[2])
    assert failed(verdicts(tmp_path, captions=captions)) == {"F3"}


def test_counting_off_is_no_number(tmp_path: Path) -> None:
    texts = tuple(f"Fact {number}: {text}" for number, text in enumerate(TEXTS, 7))
    assert failed(verdicts(tmp_path, texts)) == set()


def test_facts_that_are_not_told(tmp_path: Path) -> None:
    found = verdicts(tmp_path, facts=("Smeaton", "candles?", "Douglass"))
    assert failed(found) == {"F4"}
    assert found["F4"].value == pytest.approx(2 / 3, abs=1e-3)


def test_facts_in_another_order(tmp_path: Path) -> None:
    told = ("Smeaton", "candles?", "May 1982")
    assert verdicts(tmp_path, facts=told, ordered=True)["F4"].ok
    found = verdicts(tmp_path, facts=told[::-1], ordered=True)
    assert failed(found) == {"F4"}
    assert found["F4"].measured == "1 of 3; not candles? | Smeaton"


def test_a_group_of_facts_of_which_too_few_are_told(tmp_path: Path) -> None:
    told = ("Smeaton", "1759", "22 metres", "candles", "Keepers", "light", "whales")
    assert verdicts(tmp_path, facts=told, groups=((4, 3), (3, 2)))["F4"].ok
    found = verdicts(tmp_path, facts=told, groups=((4, 3), (3, 3)))
    assert failed(found) == {"F4"}
    assert "2 of 3, not 3 of a group" in found["F4"].measured


def test_an_answer_that_comes_late(tmp_path: Path) -> None:
    encoded(tmp_path / "film.mp4", (np.full((48, 64, 3), 90, np.uint8) for _ in range(108)))
    assert verdicts(tmp_path, facts=("1982", "Smeaton"), within=0.1)["F4"].ok
    found = verdicts(tmp_path, facts=("1982",), within=0.5)
    assert failed(found) == {"F4"}
    assert found["F4"].measured == "1 of 1; the first at 67% of the film"


def test_a_forbidden_claim_and_a_pattern_that_is_none(tmp_path: Path) -> None:
    assert failed(verdicts(tmp_path, exclude=("candles",))) == {"F5"}
    assert failed(verdicts(tmp_path, exclude=("22 metres (",))) == set()


def test_sources_that_disagree_in_silence(tmp_path: Path) -> None:
    found = verdicts(tmp_path, sources=(SOURCE, OTHER), conflict=r"sources (disagree|differ)")
    assert failed(found) == {"F6"}
    (tmp_path / "description.txt").write_text("The sources differ about the year.", encoding="utf-8")
    assert verdicts(tmp_path, sources=(SOURCE, OTHER), conflict=r"sources (disagree|differ)")["F6"].ok


def test_what_does_not_apply(tmp_path: Path) -> None:
    story = verdicts(tmp_path / "story", quotes=(), sources=())
    assert {one.ok for one in story.values()} == {None}
    script = verdicts(tmp_path / "script", quotes=TEXTS, sources=(), kind="script")
    assert script["F1"].reason == "it tells a script that was given, and no source"
    arabic = ("بُنيت منارة في عام 1759 على يد جون سميتون في البحر.", *TEXTS[1:])
    assert verdicts(tmp_path / "ar", (arabic[0],) * 3)["F2"].reason == "it speaks ar, and its sources are in en"


def test_a_broken_folder_raises_nothing(tmp_path: Path) -> None:
    folder(tmp_path, sources_json="{", captions_srt="no captions")
    (tmp_path / "manifest.json").write_text("[", encoding="utf-8")
    assert len(measure(Made.at(tmp_path), Wanted(sources=(SOURCE,)))) == 6


@pytest.mark.parametrize(
    ("claim", "true"),
    [
        ("Smeaton rebuilt the lighthouse of Eddystone in 1759.", True),
        ("The tower was 22 metres high and lit by candles.", True),
        ("James Douglass finished a new tower in 1882.", True),
        ("Its upper part is on Plymouth Hoe today.", True),
        ("Smeaton rebuilt the lighthouse of Eddystone in 1758.", False),
        ("Henry Winstanley rebuilt the lighthouse of Eddystone in 1759.", False),
        ("The tower was lit by electric lamps and whale oil.", False),
        ("Tourists climb the tower every summer weekend.", False),
    ],
)
def test_claims(claim: str, true: bool) -> None:
    assert Passages([SOURCE]).bear_out(claim) is true


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10,582 km and 10 582 km", [("10582", "km"), ("10582", "km")]),
        ("on 1 July 1940 at 11:02", [("1", "july"), ("1940", ""), ("11:02", "")]),
        ("twenty-three metres", [("23", "m")]),
        ("٨٥٣ مترًا, 从1823年", [("853", ""), ("1823", "")]),
        ("5 °C is 41 °F; 50 %; 3,5 kg", [("5", "°C"), ("41", "°F"), ("50", "%"), ("3.5", "kg")]),
        ("from 1914-1918, the 21st", [("1914", ""), ("1918", ""), ("21", "")]),
    ],
)
def test_numbers(text: str, found: list[tuple[str, str]]) -> None:
    assert [(value, unit) for value, unit, _ in numbers(text)] == found


def test_words_are_numbers_where_a_unit_follows() -> None:
    assert lacking("The two towers", "Towers stood there.") == []
    assert lacking("nine metres", "It is 9 m high.") == []
    assert lacking("nine metres", "It is 8 m high.") == ["9 m"]


def test_questions_claim_nothing() -> None:
    assert not is_factual("How was it built in 1759?")
    assert not is_factual("Let us see.")
    assert is_factual("The sea wore away the rock.")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bridge fell into the water.", "en"),
        ("Le pont est tombé dans la rivière.", "fr"),
        ("Die Brücke ist in den Fluss gestürzt.", "de"),
        ("El puente cayó y fue una pena.", "es"),
        ("افتتح الجسر في يوليو", "ar"),
        ("این پل در سال است", "fa"),
        ("这座桥在一九四〇年倒塌", "zh"),
        ("橋は1940年に落ちました", "ja"),
        ("다리가 무너졌다", "ko"),
        ("पुल टूट गया है", "hi"),
        ("Мост упал и не встал", "ru"),
        ("1940: 853", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_tags_of_one_language() -> None:
    assert same("en-GB", "en")
    assert not same("en", "ar")
