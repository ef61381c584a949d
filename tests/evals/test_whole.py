"""R6, R7 and A10: over all results of a suite."""

import pytest

from evals.results import CaseResult, RunResult
from evals.whole import always, complete, loss, recovery
from tools.measure.metrics.port import Verdict


def result(
    id: str, score: float = 0.9, *, base: str = "", passed: bool = True, epoch: int = 1, **gates: bool
) -> CaseResult:
    verdicts = tuple(
        Verdict(metric=name, name=name, group="robustness", gate=True, ok=ok) for name, ok in gates.items()
    )
    return CaseResult.model_validate(
        {
            "id": id, "title": id, "status": "passed" if passed else "failed", "outcome": "film", "base": base,
            "epoch": epoch, "score": score, "groups": {"technical": score} if score else {}, "verdicts": verdicts,
        }
    )  # fmt: skip


def run(*cases: CaseResult, epochs: int = 1) -> RunResult:
    return RunResult(suite="s", version="1", date="d", cases=cases, epochs=epochs)


def test_a_suite_recovers_from_its_faults() -> None:
    good = [result(f"X-{at}", base="X", R1=True, R2=True) for at in range(19)]
    verdict = recovery([result("X"), *good, result("X-19", base="X", R1=True, R2=False)])
    assert (verdict.ok, verdict.value, verdict.measured) == (True, 0.95, "19 of 20; not X-19")
    worse = recovery([*good[1:], result("X-18", base="X", R1=True, R2=False), result("X-20", base="X", R1=False)])
    assert (worse.ok, worse.value) == (False, 0.9)
    assert "X-18, X-20" in worse.measured
    assert recovery([result("X")]).ok is None


def test_a_case_that_left_no_verdict_was_not_recovered() -> None:
    assert recovery([result("X-1", base="X", passed=False)]).value == 0


def test_a_fault_may_cost_little() -> None:
    small = loss(result("X-1", 0.8, base="X"), result("X", 0.9))
    assert (small.ok, small.value, small.score) == (True, 0.1, 1.0)
    large = loss(result("X-1", 0.6, base="X"), result("X", 0.9))
    assert (large.ok, large.value) == (False, 0.3)
    assert large.score == pytest.approx(0.667, abs=0.001)


def test_a_gate_that_failed_costs_the_whole_score() -> None:
    assert loss(result("X-1", 0.0, base="X"), result("X", 0.9)).ok is False


def test_without_a_run_to_hold_against_nothing_is_judged() -> None:
    assert loss(result("X-1", base="X"), None).ok is None
    assert loss(result("X-1", base="X"), result("X", 0.0)).ok is None
    other = result("X-1", base="X").model_copy(update={"outcome": "draft"})
    assert "it ends as draft, and X as film" in loss(other, result("X")).reason


def test_a_loss_joins_the_result_and_its_scores() -> None:
    told = complete(run(result("X", 0.9), result("X-1", 0.6, base="X", R1=True, R2=True)))
    faulty = told.cases[1]
    assert [one.metric for one in faulty.verdicts] == ["R1", "R2", "R7"]
    assert [one.metric for one in told.verdicts] == ["R6"]
    assert complete(told).cases == told.cases, "nothing is joined twice"
    assert complete(run(result("X"))).verdicts == ()


def test_a_case_passes_where_it_always_does() -> None:
    steady = [result("A", epoch=epoch) for epoch in (1, 2, 3)]
    shaky = [result("B", epoch=epoch, passed=epoch != 2) for epoch in (1, 2, 3)]
    told = complete(run(*steady, *shaky, epochs=3))
    (verdict,) = told.verdicts
    assert (told.passed, told.total) == (1, 2)
    assert (verdict.metric, verdict.ok, verdict.value) == ("A10", False, 0.5)
    assert verdict.measured == "1 of 2 in all 3 epochs; not B (2 of 3)"
    assert always(run(*steady, epochs=3)).ok is True
    assert always(run(epochs=3)).ok is None
