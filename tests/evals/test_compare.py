"""Two runs beside each other: the statistics against known values, and what is called worse."""

import random
from collections.abc import Iterable

import pytest

from evals.compare import Comparison, compare, told
from evals.intervals import Rate, interval, mcnemar, wilson
from evals.results import CaseResult, RunResult, Status
from tools.measure.metrics.port import Verdict

GROUPS = ("captions", "technical", "visual")


def gate(metric: str = "C1", ok: bool | None = True, measured: str = "0 errors") -> Verdict:
    return Verdict(
        metric=metric, name="strict SubRip", group="captions", gate=True, ok=ok, measured=measured, wanted="0 errors"
    )


def case(
    number: int, scores: float | Iterable[float] = 0.8, status: Status = "passed", gates: Iterable[Verdict] = ()
) -> CaseResult:
    values = tuple(scores) if not isinstance(scores, float) else (scores,) * len(GROUPS)
    groups = dict(zip(GROUPS, values, strict=True))
    total = 0.0 if status == "failed" else sum(values) / len(values)
    return CaseResult(
        id=f"P{number:02}", title=f"Case {number}", status=status, groups=groups, score=total, verdicts=tuple(gates)
    )


def run(cases: Iterable[CaseResult], version: str = "1") -> RunResult:
    return RunResult(suite="public", version=version, date="2026-11-20", cases=tuple(cases))


def noisy(seed: int, shift: float = 0.0, noise: float = 0.05, count: int = 24) -> RunResult:
    """Cases that differ much among themselves, and runs of them that differ little."""
    level, chance = random.Random(0), random.Random(seed)
    levels = [level.uniform(0.4, 0.9) for _ in range(count)]
    return run(case(n, [base + shift + chance.gauss(0, noise) for _ in GROUPS]) for n, base in enumerate(levels))


def change(comparison: Comparison, group: str) -> tuple[float, float | None, float | None]:
    [found] = [item for item in comparison.groups if item.group == group]
    return found.difference, found.low, found.high


@pytest.mark.parametrize(
    ("lost", "won", "p"),
    [(5, 0, 0.0625), (0, 5, 0.0625), (0, 0, 1.0), (1, 0, 1.0), (3, 3, 1.0), (10, 2, 158 / 4096), (2000, 0, 0.0)],
)
def test_mcnemar_is_exact(lost: int, won: int, p: float) -> None:
    assert mcnemar(lost, won) == pytest.approx(p, abs=1e-12)


@pytest.mark.parametrize(
    ("passed", "total", "low", "high"),
    [(24, 24, 0.8620, 1.0), (40, 40, 0.9124, 1.0), (0, 24, 0.0, 0.1380), (8, 10, 0.4902, 0.9433), (0, 0, 0.0, 1.0)],
)
def test_wilson_against_published_values(passed: int, total: int, low: float, high: float) -> None:
    assert wilson(passed, total) == pytest.approx((low, high), abs=1e-4)


def test_the_interval_is_that_of_the_normal_approximation_and_always_the_same() -> None:
    chance = random.Random(3)
    values = [chance.gauss(0.1, 0.2) for _ in range(200)]
    mean = sum(values) / 200
    spread = (sum((value - mean) ** 2 for value in values) / 200 / 200) ** 0.5
    assert interval(values) == pytest.approx((mean - 1.96 * spread, mean + 1.96 * spread), abs=0.003)
    assert interval(values) == interval(values)
    assert interval([-0.1] * 3) == (-0.1, -0.1)
    assert interval([1e-17, -1e-17]) == (0.0, 0.0)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    chance = random.Random(7)
    held = 0
    for _ in range(100):
        low, high = interval([chance.gauss(0.05, 0.1) for _ in range(24)])
        held += low <= 0.05 <= high
    assert 88 <= held <= 99


def test_equal_runs_are_not_worse_and_say_so() -> None:
    same = noisy(1)
    comparison = compare(same, same)
    assert not comparison.worse
    assert comparison.cases.p == comparison.gates.p == 1.0
    assert change(comparison, "visual") == (0.0, 0.0, 0.0)
    assert "Not worse" in told(comparison)


def test_a_run_that_fell_everywhere_is_worse_though_cases_differ_far_more() -> None:
    comparison = compare(noisy(1), noisy(2, shift=-0.05))
    assert comparison.worse
    assert {"captions fell", "total fell"} <= set(comparison.reasons)
    assert not compare(noisy(1), noisy(2, shift=0.05)).worse
    assert "captions fell" in told(comparison)


def test_one_group_that_falls_is_enough() -> None:
    old = [case(n, (0.8, 0.8, 0.5 + n / 100)) for n in range(12)]
    new = [case(n, (0.9, 0.9, 0.4 + n / 100)) for n in range(12)]
    comparison = compare(run(old), run(new))
    assert comparison.reasons == ("visual fell",)
    assert change(comparison, "visual") == (-0.1, -0.1, -0.1)


def test_noise_alone_is_rarely_called_worse() -> None:
    """Four intervals of 95 %, each with 2.5 % below: about one run of ten. Twenty pairs with fixed seeds."""
    alarms = sum(compare(noisy(2 * seed), noisy(2 * seed + 1)).worse for seed in range(20))
    assert alarms <= 4


def test_one_case_that_falls_much_makes_no_interval_lie_below_zero() -> None:
    comparison = compare(run(case(n) for n in range(24)), run(case(n, 0.3 if n == 4 else 0.8) for n in range(24)))
    assert change(comparison, "captions")[0] < 0
    assert not comparison.worse


def test_a_case_that_newly_fails_makes_it_worse_with_the_gate_measured_and_wanted() -> None:
    old = run([case(1, gates=[gate()]), case(2, status="failed", gates=[gate("C2", False)])])
    broken = gate(ok=False, measured="3 errors, the first in line 7")
    new = run([case(1, status="failed", gates=[broken]), case(2, gates=[gate("C2")])])
    comparison = compare(old, new)
    assert comparison.fails == ("P01",)
    assert comparison.passes == ("P02",)
    assert comparison.worse
    assert (comparison.cases.lost, comparison.cases.won, comparison.cases.p) == (1, 1, 1.0)
    assert (comparison.gates.lost, comparison.gates.won) == (1, 1)
    [found] = comparison.broken
    assert (found.case, found.metric, found.measured, found.wanted, found.before) == (
        "P01", "C1", "3 errors, the first in line 7", "0 errors", "0 errors"
    )  # fmt: skip
    assert "P01 C1 strict SubRip: 3 errors, the first in line 7; wanted 0 errors" in told(comparison)


def test_a_crash_counts_with_score_zero() -> None:
    crashed = CaseResult(id="P01", title="", status="failed", outcome="crashed")
    comparison = compare(run([case(1), case(2)]), run([crashed, case(2)]))
    assert comparison.total is not None
    assert comparison.total.difference == pytest.approx(-0.4)
    assert comparison.fails == ("P01",)


def test_a_refusal_without_a_score_takes_no_part_in_the_mean() -> None:
    refused = CaseResult(id="P01", title="", status="passed", outcome="refused")
    comparison = compare(run([refused, case(2)]), run([refused, case(2)]))
    assert comparison.total is not None
    assert comparison.total.cases == 1
    assert comparison.total.low is comparison.total.high is None
    assert "no interval from 1 case" in told(comparison)


def test_only_what_both_judged_is_compared() -> None:
    old = run([case(1), case(2), case(3, 0.9)])
    new = run([case(1), case(2), case(3, 0.1, "awaiting"), case(4, 0.1, "failed")])
    comparison = compare(old, new)
    assert (comparison.only_old, comparison.only_new) == (("P03",), ("P04",))
    assert not comparison.worse
    assert comparison.new.rate == Rate.of(2, 3)
    assert "Judged in the old run only: P03." in told(comparison)


def test_a_gate_that_is_judged_no_more_is_told_but_no_failure() -> None:
    old = run([case(1, gates=[gate(), gate("C2")])])
    comparison = compare(old, run([case(1, gates=[gate(ok=None, measured="")])]))
    assert [(found.metric, found.measured) for found in comparison.unjudged] == [("C1", "nothing"), ("C2", "")]
    assert comparison.broken == ()
    assert not comparison.worse
    assert "P01 C2 strict SubRip: gone; wanted 0 errors" in told(comparison)


def test_a_case_that_ran_more_than_once_counts_once() -> None:
    twice = [case(1, 0.6), case(1, 1.0, gates=[gate(ok=False)]), case(2, 0.8)]
    comparison = compare(run([case(1, 0.8), case(2, 0.8)]), run(twice))
    assert change(comparison, "captions") == (0.0, 0.0, 0.0)
    assert [found.metric for found in comparison.broken] == ["C1"]
    failed = [case(1), case(1, status="failed"), case(2)]
    assert compare(run([case(1), case(2)]), run(failed)).fails == ("P01",)


def test_the_order_of_the_cases_changes_nothing() -> None:
    old, new = noisy(1), noisy(2)
    turned = new.model_copy(update={"cases": new.cases[::-1]})
    assert compare(old, turned) == compare(old, new)
    assert Comparison.model_validate_json(compare(old, new).model_dump_json()) == compare(old, new)


def test_nothing_shared_is_said() -> None:
    comparison = compare(run([case(1)]), run([case(2)]))
    assert comparison.total is None
    assert not comparison.worse
    assert "No case was judged in both runs" in told(comparison)
    assert "none judged" in told(compare(run([]), run([])))


def test_what_is_told_fits_a_screen_and_steers_no_terminal() -> None:
    hostile = gate(ok=False, measured="\x1b[2J\r\u202e" + "x" * 900)
    old = run([case(n, gates=[gate()]) for n in range(24)])
    new = run([case(n, status="failed", gates=[hostile]) for n in range(24)]).model_copy(update={"mode": "model"})
    text = told(compare(old, new))
    assert len(text.splitlines()) <= 24
    assert max(map(len, text.splitlines())) <= 220
    assert not set("\x1b\r\u202e") & set(text)
    assert "and 19 more" in text
    assert "not of one kind" in text
