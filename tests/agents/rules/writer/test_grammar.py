import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.rules.writer.draft import Draft
from agents.rules.writer.grammar import tell
from agents.rules.writer.words import length

THEMES = {
    "en": [
        "a lighthouse that is afraid of the dark",
        "a fish who wants to fly",
        "friendship",
        "a brave little turtle",
        "",
    ],
    "ar": ["منارة تخاف من الظلام", "سمكة تريد أن تطير", "الصداقة", ""],
}


def text(draft: Draft) -> str:
    return " ".join(line.text for scene in draft.scenes for line in scene.sentences)


def syllables(word: str) -> int:
    word = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def grade(story: str) -> float:
    """Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid et al. 1975)."""
    words = re.findall(r"[A-Za-z']+", story)
    ends = len(re.findall(r"[.!?]", story))
    return 0.39 * len(words) / ends + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_grade_of_known_texts() -> None:
    assert grade("The cat sat on the mat.") < 0
    assert grade("Photosynthesis necessitates considerable electromagnetic illumination.") > 12


@settings(max_examples=60)
@given(
    st.sampled_from(["en", "ar"]).flatmap(lambda tag: st.tuples(st.just(tag), st.sampled_from(THEMES[tag]))),
    st.sampled_from(["young", "middle"]),
    st.integers(40, 230),
    st.integers(0, 999),
)
def test_a_story_has_five_stages_the_length_asked_for_and_no_gaps(
    asked: tuple[str, str], level: str, words: int, seed: int
) -> None:
    draft = tell([], asked[1], asked[0], level, words, seed)  # type: ignore[arg-type]
    told = text(draft)
    assert len(draft.scenes) == 5
    assert 0.8 * words <= length(told) <= 1.08 * words + 4
    assert not re.search(r"[$\[\]{}<>|]", told)
    assert not any(line.cites for scene in draft.scenes for line in scene.sentences)


@settings(max_examples=40)
@given(st.sampled_from(THEMES["en"]), st.integers(40, 250), st.integers(0, 999))
def test_a_story_for_the_young_reads_easily(theme: str, words: int, seed: int) -> None:
    assert grade(text(tell([], theme, "en", "young", words, seed))) <= 4


def test_a_story_for_older_ones_has_longer_sentences() -> None:
    young, middle = (tell(["Lumi"], THEMES["en"][0], "en", level, 220, 3) for level in ("young", "middle"))
    assert grade(text(middle)) > grade(text(young))


def test_names_and_theme_are_in_the_story() -> None:
    told = text(tell(["Zoe", "Max", "Ida", "Leo"], "a lighthouse that is afraid of the dark", "en", "young", 120, 5))
    for wanted in ("a lighthouse called Zoe", "afraid of the dark", "Max", "Ida and Leo", "sea"):
        assert wanted in told


def test_a_hero_named_in_the_theme_is_the_hero() -> None:
    told = text(tell([], "Lumi the lighthouse who is afraid of the dark", "en", "young", 60, 5))
    assert "Once there was a lighthouse called Lumi." in told


@pytest.mark.parametrize(
    ("theme", "wanted"),
    [("منارة تخاف من الظلام", "كانت هناك منارة اسمها"), ("ثعلب يخاف من الماء", "كان هناك ثعلب اسمه")],
)
def test_arabic_forms_agree_with_the_hero(theme: str, wanted: str) -> None:
    assert wanted in text(tell([], theme, "ar", "young", 80, 1))


def test_the_seed_decides_and_nothing_else() -> None:
    first, again, other = (tell([], "", "en", "young", 150, seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_a_language_without_tales_gets_an_english_one_and_a_note() -> None:
    draft = tell([], "", "pl", "young", 60, 1)
    assert draft.language == "en"
    assert any("no story grammar for pl" in note for note in draft.notes)
