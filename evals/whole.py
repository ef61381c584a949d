"""What only a whole suite tells: R6, how many faults it recovers from; R7, what a fault costs; A10, pass^k."""

import math
from collections.abc import Sequence
from statistics import fmean

from evals.results import CaseResult, RunResult, with_verdicts
from evals.robust import FAMILY
from tools.measure.metrics import trajectory
from tools.measure.metrics.playing.scores import linear
from tools.measure.metrics.port import SHOWN, Verdict

RECOVERED, DROP, ALWAYS = 0.95, 0.15, 0.95
"""The least share of faults that are recovered from, the most that a fault may cost, the least pass^k."""
NO_SCORE = 0.60
"""The drop that leaves no score."""


def complete(run: RunResult) -> RunResult:
    """The run with the verdicts that need all of its results: R7 in those of faults, R6 and A10 in its own."""
    cases = tuple(_with_loss(case, run.cases) for case in run.cases)
    run = run.model_copy(update={"cases": cases})
    found = [recovery(cases)] if any(case.base for case in cases) else []
    found += [always(run)] if run.epochs > 1 else []
    return run.model_copy(update={"verdicts": tuple(found)})


def recovery(cases: Sequence[CaseResult]) -> Verdict:
    """R6: of the faults, the share that ended in the promised state with a sound film."""
    faults = [case for case in cases if case.base and case.status != "awaiting"]
    if not faults:
        return FAMILY.unasked("R6", "no case with a fault could run")
    lost = [case.id for case in faults if not _recovered(case)]
    share, measured = 1 - len(lost) / len(faults), f"{len(faults) - len(lost)} of {len(faults)}" + _named(lost)
    ok, wanted = share >= RECOVERED, f">= {RECOVERED}"
    return FAMILY.verdict("R6", ok, measured, wanted, round(share, 4), "share", score=share)


def loss(case: CaseResult, base: CaseResult | None) -> Verdict:
    """R7: how much lower the score is than without the fault, over the groups that both have."""
    if not (base is not None and base.score):
        return FAMILY.unasked("R7", f"{case.base} without a fault has no score in this run, or 0")
    if case.outcome != base.outcome:
        return FAMILY.unasked("R7", f"it ends as {case.outcome}, and {case.base} as {base.outcome}")
    shared = case.groups.keys() & base.groups.keys()
    drop = _mean(base, shared) - _mean(case, shared) if case.score and shared else base.score - (case.score or 0.0)
    measured, score = f"{drop:+.3f}, against {case.base}", linear(drop, NO_SCORE, DROP)
    return FAMILY.verdict("R7", drop <= DROP, measured, f"<= {DROP}", round(drop, 4), "of the score", score=score)


def always(run: RunResult) -> Verdict:
    """A10: the share of cases that pass in every epoch (pass^k of tau-bench)."""
    if not run.total:
        return trajectory.FAMILY.unasked("A10", "no case could run")
    names = dict.fromkeys(case.id for case in run.judged)
    counts = {id: [case.status == "passed" for case in run.judged if case.id == id] for id in names}
    lost = [f"{id} ({sum(passed)} of {len(passed)})" for id, passed in counts.items() if not all(passed)]
    share, measured = run.passed / run.total, f"{run.passed} of {run.total} in all {run.epochs} epochs" + _named(lost)
    ok, wanted = share >= ALWAYS, f">= {ALWAYS}"
    return trajectory.FAMILY.verdict("A10", ok, measured, wanted, round(share, 4), "share", score=share)


def _with_loss(case: CaseResult, cases: Sequence[CaseResult]) -> CaseResult:
    if not case.base or any(verdict.metric == "R7" for verdict in case.verdicts):
        return case
    bases = [one for one in cases if one.id == case.base]
    same = next((one for one in bases if one.epoch == case.epoch), None)
    return with_verdicts(case, (loss(case, same or next(iter(bases), None)),))


def _recovered(case: CaseResult) -> bool:
    """It ended as promised, and no gate of its film failed."""
    held = {verdict.metric: verdict.ok for verdict in case.verdicts if verdict.metric in ("R1", "R2")}
    return held.get("R1") is True and held.get("R2") is not False


def _mean(case: CaseResult, groups: "set[str]") -> float:
    """The geometric mean of some groups."""
    return math.exp(fmean(math.log(max(case.groups[name], 1e-6)) for name in groups))


def _named(lost: Sequence[str]) -> str:
    return f"; not {', '.join(lost[:SHOWN])}" + (" …" if len(lost) > SHOWN else "") if lost else ""
