"""What goes wrong while films are judged costs numbers and says so: no other number, no case and no run."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import OverBudget, Refused, Unavailable
from evals.case import read_cases
from evals.rubrics.judges import PATIENCE, Apart
from evals.rubrics.port import Safety, elsewhere
from evals.rubrics.rated import judged
from evals.suite import public
from tests.evals.conftest import rewritten
from tests.evals.rubrics.conftest import BREAD, TIDES, by_metric
from tests.fakes.openai import FAULTS, OpenAI

ONE, LLAMA = "openai:gpt-6-luna", "openai:llama3.1"
WROTE = {"model": "llama3.1", "purpose": "screenwriter.write", "read": 1, "written": 1}


class Failing:
    """A mind that raises what it is given, one a question, then answers; `asked` counts."""

    def __init__(self, *errors: Exception) -> None:
        self.errors, self.asked = list(errors), 0

    def ask(self, *_: Any, **__: Any) -> Any:
        self.asked += 1
        if self.errors:
            raise self.errors.pop(0)
        return Safety(reasons="Fine.", safe=True)


def apart(mind: Failing) -> Apart:
    """With nothing in its store: what may not be asked is told to the callback."""

    class Shut:
        def __init__(self, unasked: Callable[[str, float], None]) -> None:
            self.unasked = unasked

        def ask(self, *_: Any, **__: Any) -> Any:
            self.unasked("judge", 0.0)

    return Apart(lambda unasked: mind if unasked is None else Shut(unasked))


def asked(mind: Apart) -> str:
    """Why a question has no answer; "" where it has one."""
    try:
        mind.ask("judge", "safe", Safety, {})
    except Unavailable as error:
        return error.reason
    return ""


def test_a_question_that_is_declined_costs_that_number_alone(
    ran: Callable[..., Any], panel: Callable[..., Any], server: OpenAI
) -> None:
    server.faults = [FAULTS["refusal"]]
    run, cases, folder = ran(TIDES, BREAD)
    told = judged(run, cases, folder, panel())
    first, second = by_metric(told), by_metric(told, "T02")
    assert "accuracy and depth not judged: the model declined" in first["J1"].reason
    assert "logical flow 4" in first["J1"].measured
    assert first["J2"].value == pytest.approx(0.8)
    assert "not judged" not in second["J1"].reason


def test_a_spent_budget_is_a_reason() -> None:
    assert "does not suffice" in asked(apart(Failing(OverBudget("The budget does not suffice."))))


def test_a_judge_that_is_gone_is_not_waited_for_all_night() -> None:
    mind = Failing(*[Unavailable("no answer in time")] * 9)
    judge = apart(mind)
    said = [asked(judge) for _ in range(9)]
    assert said[:PATIENCE] == ["no answer in time"] * PATIENCE
    assert set(said[PATIENCE:]) == {"not asked any more, it failed 3 times in a row: no answer in time"}
    assert mind.asked == PATIENCE


def test_failures_that_pass_and_questions_declined_are_no_reason_to_stop() -> None:
    gone, no = Unavailable("no answer in time"), Refused("the model declined: no")
    judge = apart(Failing(gone, gone, no, gone, gone))
    assert [asked(judge) != "" for _ in range(8)] == [True] * 5 + [False] * 3


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        (lambda at: (at / "film.mp4").write_bytes(b"junk"), "the film cannot be looked at"),
        (lambda at: (at / "manifest.json").write_text("{"), "its manifest cannot be read"),
        (lambda at: rewritten(at, lambda told: {**told, "beats": [{"narration_text": "x"}]}), "cannot be read"),
        (lambda at: rewritten(at, lambda told: {**told, "beats": []}), "its manifest names no pictures"),
        (lambda at: (at / "captions.srt").unlink(), "it has no captions"),
    ],
    ids=["film", "manifest", "beats", "no beats", "no captions"],
)
def test_a_film_that_cannot_be_shown_takes_no_other_with_it(
    ran: Callable[..., Any], panel: Callable[..., Any], spoilt: Callable[[Path], object], why: str
) -> None:
    run, cases, folder = ran(TIDES, TIDES)
    spoilt(folder / "T01" / "film")
    told = judged(run, cases, folder, panel())
    assert all(why in one.reason for metric, one in by_metric(told).items() if metric.startswith("J"))
    assert by_metric(told)["J6"].ok is None
    assert by_metric(told, "T02")["J1"].value is not None


def test_a_second_judge_who_may_not_judge_is_named_and_leaves_nothing_unagreed(
    ran: Callable[..., Any], panel: Callable[..., Any]
) -> None:
    run, cases, folder = ran(TIDES, receipts=(WROTE,))
    found = by_metric(judged(run, cases, folder, panel(ONE, LLAMA)))
    for metric in ("J1", "J5", "J6"):
        assert found[metric].reason.startswith(f"judged by {ONE}, prompts")
        assert f"{LLAMA} is of the family that wrote the film" in found[metric].reason
    assert found["J1"].value is None
    assert found["J6"].ok is True


def test_a_judge_does_not_set_a_film_against_one_of_its_family(
    ran: Callable[..., Any], panel: Callable[..., Any]
) -> None:
    run, cases, folder = ran(TIDES)
    _, _, before = ran(BREAD, receipts=(WROTE,), at="before")
    found = by_metric(judged(run, cases, folder, panel(LLAMA), before))
    assert found["J3"].value is None
    assert "of the family that wrote the earlier film" in found["J3"].reason
    assert found["J1"].value == pytest.approx(0.8)


def test_what_is_not_asked_says_why(ran: Callable[..., Any], panel: Callable[..., Any], server: OpenAI) -> None:
    run, cases, folder = ran(TIDES)
    bare = [case.model_copy(update={"quiz": ()}) for case in cases]
    found = by_metric(judged(run, bare, folder, panel()))
    assert "no film of the case in an earlier run's folder (--against)" in found["J3"].reason
    assert "the case has no quiz" in found["J4"].reason
    server.asked.clear()
    nobody = judged(run, cases, folder, ())
    said = {metric: one for metric, one in by_metric(nobody).items() if metric.startswith("J")}
    assert len(said) == 6
    assert all(one.ok is None and "STORYREEL_JUDGE names no" in one.reason for one in said.values())
    assert (server.asked, nobody.cases[0].score, nobody.cases[0].status) == ([], 0.9, "passed")


def test_the_other_film_answers_no_quiz() -> None:
    answers = [one.answer for case in read_cases(public()) for one in case.quiz]
    assert answers
    assert not [answer for answer in answers if answer.casefold() in elsewhere().casefold()]
