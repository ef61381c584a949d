"""A7 and A5: the same film again is silent, each thing that differs is found; a style that changes is found."""

import json
from pathlib import Path

import pytest

from evals.again import constant, differences, repeated
from evals.case import Case
from evals.fixtures import Fixtures
from evals.results import CaseResult, with_verdicts
from evals.solver import Ran
from evals.states import style_of
from tests.evals.conftest import FRAMES, Film, rewritten

CALM = range(3, 3 + 3 * FRAMES)


def test_the_same_film_has_no_differences(film: Film) -> None:
    assert differences(film("a"), film("b")) == []


def test_the_day_on_which_it_was_made_is_none(film: Film) -> None:
    assert differences(film("a", made_at="2026-01-01"), film("b", made_at="2026-01-02")) == []


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"script": {"scenes": [2]}}, "the plan's script"),
        ({"style": {"name": "ink"}}, "the plan's style"),
        ({"beats": []}, "the plan's beats"),
        ({"seeds": (1, 9, 3)}, "the picture 2.1"),
        ({"shades": [*CALM[:7], 99, *CALM[8:]]}, "1 frames from 7"),
        ({"shades": CALM[:-1]}, "1 frames from 59"),
    ],
)
def test_what_differs_is_named(film: Film, other: dict[str, object], told: str) -> None:
    assert differences(film("a"), film("b", **other)) == [told]


def test_other_captions_are_a_difference(film: Film) -> None:
    first, second = film("a"), film("b")
    (second / "captions.srt").write_text("1\n")
    assert differences(first, second) == ["the captions"]


def test_a_style_that_stays_is_one_style() -> None:
    verdict = constant([("start", None), ("choose_style", "a"), ("cut", "a"), ("review", "a")], "a")
    assert (verdict.ok, verdict.value, verdict.gate) == (True, 1, True)
    assert verdict.measured == "1 style in 3 states from choose_style on"


@pytest.mark.parametrize(
    ("states", "chosen", "told"),
    [
        ([("choose_style", "a"), ("shoot", "b"), ("review", "a")], "a", "another style after shoot"),
        ([("choose_style", "a"), ("shoot", None)], "a", "another style after shoot"),
        ([("choose_style", "a"), ("shoot", "a")], "b", "the film's manifest has another"),
    ],
)
def test_a_style_that_changes_is_found(states: list[tuple[str, str | None]], chosen: str, told: str) -> None:
    verdict = constant(states, chosen)
    assert (verdict.ok, verdict.value, verdict.measured) == (False, 2, told)


def test_without_a_style_nothing_is_judged() -> None:
    assert constant([("start", None)], None).ok is None
    assert style_of({}) is None
    assert style_of({"a": 1, "b": 2}) == style_of({"b": 2, "a": 1})


def test_only_cases_that_ask_are_made_again(tmp_path: Path) -> None:
    case = Case(id="X", title="x", request="x")
    crashed = Ran(outcome="crashed", code=1, seconds=1.0)
    with Fixtures(tmp_path) as site:
        assert repeated(case, crashed, site, tmp_path) == ()
        found = repeated(case.model_copy(update={"again": True}), crashed, site, tmp_path)
    assert [(one.metric, one.ok, one.gate) for one in found] == [("A7", None, True), ("A5", None, True)]


def test_verdicts_join_a_result(film: Film) -> None:
    good = CaseResult(id="X", title="x", status="passed", score=0.9)
    bad = constant([("a", "1"), ("b", "2")], "1")
    joined = with_verdicts(good, (bad,))
    assert (joined.status, joined.score, joined.verdicts) == ("failed", 0.0, (bad,))
    assert joined.problems == ("A5 style at every checkpoint: another style after b, wanted 1 style.",)
    assert with_verdicts(good, ()).status == "passed"


def test_a_film_is_made_again_and_its_states_are_read(tmp_path: Path) -> None:
    """Above 5 s, about 15: two films of two sentences, and the second once more through the graph."""
    case = Case.model_validate(
        {
            "id": "FOX", "title": "a fox", "script": "A fox runs over the hill. It sleeps.", "again": True,
            "options": {"profile": "preview", "music": "none"},
            "edit": {"arguments": ["--show", "1.1=a lighthouse"], "beats": ["1.1"]},
        }
    )  # fmt: skip
    from evals.edits import edited
    from evals.solver import run

    with Fixtures(tmp_path) as site:
        ran = run(case, site, tmp_path / "w")
        assert (ran.outcome, ran.left) == ("film", ()), ran.said
        same, style = repeated(case, ran, site, tmp_path / "w")
        (local,) = edited(case, ran, site, tmp_path / "w")
    assert same.ok, same.measured
    assert style.ok, style.measured
    assert style.measured.endswith("from choose_style on")
    assert local.ok, local.measured
    assert json.loads((tmp_path / "w" / "film" / "manifest.json").read_text())["request"]["story"] is None
    rewritten(tmp_path / "w" / "film", lambda told: {**told, "style": {"name": "other"}})
    assert differences(tmp_path / "w" / "film", tmp_path / "w" / "again" / "film") == ["the plan's style"]
