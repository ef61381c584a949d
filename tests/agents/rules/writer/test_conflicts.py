import pytest

from agents.rules.writer.compose import compose
from agents.rules.writer.conflicts import conflicts, disputes, note
from agents.rules.writer.draft import Draft, Wish
from agents.rules.writer.reading import read
from tests.agents.rules.writer.reading import article, document


def narration(draft: Draft) -> str:
    return " ".join(line.text for scene in draft.scenes for line in scene.sentences)


@pytest.mark.parametrize(
    ("names", "dates", "kept", "dropped"),
    [
        (("tower_a", "tower_b"), (None, None), "48", "52"),  # the one listed first
        (("tower_b", "tower_a"), (None, None), "52", "48"),
        (("tower_b", "tower_a", "tower_c"), (None, None, None), "48", "52"),  # the majority
        (("tower_a", "tower_b"), ("2001-05-01", "2020-05-01"), "52", "48"),  # the later one
    ],
)
def test_one_value_is_told_and_both_are_noted(
    names: tuple[str, ...], dates: tuple[str | None, ...], kept: str, dropped: str
) -> None:
    held = [article(name, date) for name, date in zip(names, dates, strict=True)]
    draft = compose(held, Wish(topic="The Hill Tower", language="en", words=100))
    told = narration(draft)
    assert f"{kept} metres" in told
    assert f"{dropped} metres" not in told
    (said,) = draft.disputes
    assert said.endswith(f"the film says {kept}.")
    assert f"says {dropped} metres" in said
    assert "tower_a.md" in said or "tower_c.md" in said
    assert "tower_b.md" in said


def test_a_conflict_about_what_is_not_told_is_not_noted() -> None:
    held = [
        document("# A\n\nThe Hill Tower opened in 1901.", "a.md"),
        document("# B\n\nThe Hill Tower opened in 1911.", "b.md"),
    ]
    (conflict,) = conflicts(read(held), held)
    told = "The sources disagree: a.md says 1901, b.md says 1911; the film says 1901."
    assert disputes([conflict], ["It opened in 1901."], held, "en") == (told,)
    assert disputes([conflict], ["It opened in 19012."], held, "en") == ()
    assert disputes([conflict], ["It opened."], held, "en") == ()


def test_a_note_is_in_the_films_language_and_names_only_the_unit() -> None:
    one, other = "The Suez Canal was opened in 1869 with a feast.", "The Suez Canal was opened in 1879 with a feast."
    held = [document(f"# A\n\n{one}", "a.md"), document(f"# B\n\n{other}", "b.md")]
    (conflict,) = conflicts(read(held), held)
    assert "says 1869, b.md says 1879;" in note(conflict, held, "en")
    assert note(conflict, held, "ar").startswith("تختلف المصادر")


def found(one: str, other: str) -> list[tuple[str, str]]:
    held = [document(f"# A\n\n{one}", "a.md"), document(f"# B\n\n{other}", "b.md")]
    return [(each.kept.written, each.dropped.written) for each in conflicts(read(held), held)]


def test_years_of_the_same_event_disagree() -> None:
    assert found("The Suez Canal was opened in 1869.", "The Suez Canal was opened in 1879.") == [("1869", "1879")]


def test_the_more_exact_value_is_the_better_one() -> None:
    assert found("The Grey Peak is about 3000 metres high.", "The Grey Peak is 3412 metres high.") == [("3412", "3000")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Grey Peak is 300 metres high.", "The Red Hill lake is 200 metres deep."),  # other things
        ("The tower is 48 metres high.", "The tower has 210 steps and is famous."),  # another unit
        ("The Hill Tower is about 50 metres high.", "The Hill Tower is 49 metres high."),  # said roughly
        ("The Hill Tower is 1,200 metres high.", "The Hill Tower is 1200 metres high."),  # written otherwise
        ("About 30 percent of all fresh water is groundwater.", "Water covers about 71 percent of the surface."),
        ("About 30% of all fresh water is groundwater.", "About 12% of all the salt water is in the Red Sea."),
        ("About 30 percent of the fresh water is groundwater.", "Less than 3 percent is fresh water and clean."),
        (
            "About 8 percent of the fresh water is in the lakes.",
            "About 30 percent of the fresh water is in the ground.",
        ),
        ("تشكل الغابات 30 في المئة من سطح اليابسة.", "تشكل الغابات 12 في المئة من سطح الجزيرة."),
        (
            "Red light leaves at 42 degrees and violet at 40 degrees.",
            "Violet light leaves at 40 degrees, red at 42 degrees.",
        ),
    ],
)
def test_what_does_not_disagree_is_left_alone(one: str, other: str) -> None:
    assert found(one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("In the fire 12 percent of the forest burned.", "In the fire 19 percent of the forest burned.", ("12", "19")),
        ("About 12% of the old forest burned down.", "About 19 percent of the old forest burned down.", ("12", "19")),
        ("يغطي الماء 71 في المئة من سطح الأرض.", "يغطي الماء 65 في المئة من سطح الأرض.", ("71", "65")),
    ],
)
def test_shares_of_one_whole_disagree(one: str, other: str, values: tuple[str, str]) -> None:
    assert found(one, other) == [values]
