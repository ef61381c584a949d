"""Two runs of a suite beside each other: paired by case, because cases differ more among themselves than runs do.

Clusters are cases, as in Miller, arXiv 2411.00640: a case that ran more than once counts once, with its mean. The
formulas are in evals/intervals.py.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from pydantic import Field

from core.scene import Value
from evals.intervals import Rate, interval, mcnemar, rounded
from evals.results import CaseResult, RunResult
from tools.measure.metrics.port import Verdict

TOTAL = "total"
_SHOWN = 5  # entries of a list that `told` names
_WIDE = 110  # characters of a line
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

Scores = Mapping[str, float | None]


class Side(Value):
    """One of the two runs."""

    suite: str
    version: str
    date: str
    mode: str
    rate: Rate


class Change(Value):
    """How the mean of a group's scores changed; `low` and `high` are its 95 % interval, None over a single case."""

    group: str
    cases: int
    old: float
    new: float
    difference: float
    low: float | None = None
    high: float | None = None

    @property
    def fell(self) -> bool:
        """The whole interval is below 0."""
        return self.high is not None and self.high < 0

    @property
    def rose(self) -> bool:
        """The whole interval is above 0."""
        return self.low is not None and self.low > 0


class Paired(Value):
    """What passes and fails in both runs or in one, and the exact p of McNemar's test that nothing changed."""

    both: int
    neither: int
    lost: int
    won: int
    p: float


class GateChange(Value):
    """A gate that newly fails, or is judged no more; `before` is what the old run measured."""

    case: str
    metric: str
    name: str
    measured: str
    wanted: str
    before: str = ""


class CaseChange(Value):
    """A case in both runs; the differences are of what both measured."""

    id: str
    title: str
    was: bool
    passes: bool
    score: float | None = None
    groups: dict[str, float] = Field(default={})


class Comparison(Value):
    """The new run against the old one."""

    old: Side
    new: Side
    total: Change | None
    groups: tuple[Change, ...] = ()
    cases: Paired
    gates: Paired
    changes: tuple[CaseChange, ...] = ()
    fails: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    broken: tuple[GateChange, ...] = ()
    unjudged: tuple[GateChange, ...] = ()
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the new run is worse, one clause each."""
        fallen = (change for change in (self.total, *self.groups) if change is not None and change.fell)
        return (*(f"{case} newly fails" for case in self.fails), *(f"{change.group} fell" for change in fallen))

    @property
    def worse(self) -> bool:
        """A case newly fails, or the whole interval of a group or of the total is below 0."""
        return bool(self.reasons)


@dataclass(frozen=True)
class _Case:
    """The results that a run has under one id, as one."""

    title: str
    passed: bool
    scores: Scores
    gates: Mapping[tuple[str, str], Verdict]


def compare(old: RunResult, new: RunResult) -> Comparison:
    """The new run against the old one, over the cases that both judged; the same runs give the same numbers."""
    before, after = _cases(old), _cases(new)
    shared = sorted(before.keys() & after.keys())
    pairs = {case: (before[case], after[case]) for case in shared}
    broken, unjudged = _gates(pairs)
    names = sorted({name for pair in pairs.values() for side in pair for name in side.scores} - {TOTAL})
    changes = {name: _change(name, pairs.values()) for name in (*names, TOTAL)}
    return Comparison(
        old=_side(old),
        new=_side(new),
        total=changes[TOTAL],
        groups=tuple(change for name in names if (change := changes[name]) is not None),
        cases=_paired([(was.passed, now.passed) for was, now in pairs.values()]),
        gates=_paired([pair for was, now in pairs.values() for pair in _judged(was, now)]),
        changes=tuple(_case_change(case, *pair) for case, pair in pairs.items()),
        fails=tuple(case for case, (was, now) in pairs.items() if was.passed and not now.passed),
        passes=tuple(case for case, (was, now) in pairs.items() if now.passed and not was.passed),
        broken=broken,
        unjudged=unjudged,
        only_old=tuple(sorted(before.keys() - after.keys())),
        only_new=tuple(sorted(after.keys() - before.keys())),
    )


def _side(run: RunResult) -> Side:
    rate = Rate.of(run.passed, run.total)
    return Side(suite=run.suite, version=run.version, date=run.date, mode=run.mode, rate=rate)


def _cases(run: RunResult) -> dict[str, _Case]:
    """The judged cases by id."""
    found: dict[str, list[CaseResult]] = {}
    for case in run.judged:
        found.setdefault(case.id, []).append(case)
    return {case: _merged(results) for case, results in found.items()}


def _merged(results: Sequence[CaseResult]) -> _Case:
    """The results of one case: means of its scores; it passed if it always did."""
    scores: dict[str, list[float]] = {}
    gates: dict[tuple[str, str], Verdict] = {}
    for result in results:
        for name, score in {**result.groups, TOTAL: _score(result)}.items():
            if score is not None:
                scores.setdefault(name, []).append(score)
        for verdict in result.verdicts:
            if verdict.gate:
                key = (verdict.metric, verdict.name)
                gates[key] = min(gates.get(key, verdict), verdict, key=_rank)
    return _Case(
        title=results[0].title,
        passed=all(result.status == "passed" for result in results),
        scores={name: fmean(values) for name, values in scores.items()},
        gates=gates,
    )


def _score(result: CaseResult) -> float | None:
    """The score; a case that failed before there was anything to measure has 0, so that a crash cannot hide."""
    return 0.0 if result.score is None and result.status == "failed" else result.score


def _rank(verdict: Verdict) -> int:
    """A failure counts before a pass, and a pass before what was not judged."""
    return {False: 0, True: 1, None: 2}[verdict.ok]


def _change(name: str, pairs: Iterable[tuple[_Case, _Case]]) -> Change | None:
    """The change of one group over the cases in which both runs have it."""
    both = [(was.scores.get(name), now.scores.get(name)) for was, now in pairs]
    known = [(was, now) for was, now in both if was is not None and now is not None]
    if not known:
        return None
    differences = [now - was for was, now in known]
    low, high = interval(differences) if len(known) > 1 else (None, None)
    return Change(
        group=name,
        cases=len(known),
        old=rounded(fmean(was for was, _ in known)),
        new=rounded(fmean(now for _, now in known)),
        difference=rounded(fmean(differences)),
        low=low,
        high=high,
    )


def _case_change(case: str, was: _Case, now: _Case) -> CaseChange:
    differences = {
        name: rounded(score - before)
        for name, score in sorted(now.scores.items())
        if score is not None and (before := was.scores.get(name)) is not None
    }
    total = differences.pop(TOTAL, None)
    return CaseChange(id=case, title=now.title, was=was.passed, passes=now.passed, score=total, groups=differences)


def _judged(was: _Case, now: _Case) -> Iterable[tuple[bool, bool]]:
    """The gates that both runs judged, and whether each held."""
    for key in sorted(was.gates.keys() & now.gates.keys()):
        before, after = was.gates[key].ok, now.gates[key].ok
        if before is not None and after is not None:
            yield before, after


def _paired(pairs: Sequence[tuple[bool, bool]]) -> Paired:
    lost, won = pairs.count((True, False)), pairs.count((False, True))
    both, neither = pairs.count((True, True)), pairs.count((False, False))
    return Paired(both=both, neither=neither, lost=lost, won=won, p=mcnemar(lost, won))


def _gates(pairs: Mapping[str, tuple[_Case, _Case]]) -> tuple[tuple[GateChange, ...], tuple[GateChange, ...]]:
    """The gates that newly fail, and those that held and are judged no more."""
    broken, unjudged = [], []
    for case, (was, now) in pairs.items():
        for key in sorted(was.gates.keys() | now.gates.keys()):
            before, after = was.gates.get(key), now.gates.get(key)
            held = None if before is None else before.ok
            if after is not None and after.ok is False and held is not False:
                broken.append(_gate_change(case, after, before))
            elif before is not None and held and (after is None or after.ok is None):
                unjudged.append(_gate_change(case, after or before, before, gone=after is None))
    return tuple(broken), tuple(unjudged)


def _gate_change(case: str, gate: Verdict, before: Verdict | None, *, gone: bool = False) -> GateChange:
    return GateChange(
        case=case,
        metric=gate.metric,
        name=gate.name,
        measured="" if gone else measured(gate),
        wanted=gate.wanted,
        before="" if before is None else measured(before),
    )


def measured(verdict: Verdict) -> str:
    """What was measured, in words; the reason where nothing was."""
    if verdict.measured:
        return verdict.measured
    if verdict.value is not None:
        return f"{verdict.value:g} {verdict.unit}".strip()
    return verdict.reason or "nothing"


def told(comparison: Comparison) -> str:
    """The comparison for a terminal: one screen of plain sentences."""
    old, new = comparison.old, comparison.new
    cases, gates = comparison.cases, comparison.gates
    shared = len(comparison.changes)
    lines = [
        f"{new.suite}: {new.version} of {new.date} against {old.version} of {old.date}.",
        *_unlike(old, new),
        f"Passed: {new.rate}; before {old.rate}.",
        f"Of {_count(shared, 'case')} that both judged, {cases.lost} newly {_verb('fail', cases.lost)} and "
        f"{cases.won} newly {_verb('pass', cases.won)} (McNemar, exact: p = {cases.p:.3g}); of their gates, "
        f"{gates.lost} and {gates.won} (p = {gates.p:.3g}).",
        *_named("Newly fail", comparison.fails),
        *_named("Newly pass", comparison.passes),
        *_table(comparison),
        *_gate_lines("Gates that newly fail:", comparison.broken),
        *_gate_lines("Gates that held and are judged no more:", comparison.unjudged),
        *_named("Judged in the old run only", comparison.only_old),
        *_named("Judged in the new run only", comparison.only_new),
        _conclusion(comparison),
    ]
    return "\n".join(_plain(line) for line in lines)


def _unlike(old: Side, new: Side) -> list[str]:
    """A warning where the runs are not of one kind."""
    same = (old.suite, old.mode) == (new.suite, new.mode)
    kinds = f"{old.suite} ({old.mode}) before, {new.suite} ({new.mode}) now"
    return [] if same else [f"The runs are not of one kind: {kinds}."]


def _conclusion(comparison: Comparison) -> str:
    if not comparison.changes:
        return "No case was judged in both runs, so nothing is compared."
    if not comparison.worse:
        return "Not worse: no case newly fails, and no interval lies below 0."
    reasons = comparison.reasons
    more = [f"{len(reasons) - _SHOWN} more"] if len(reasons) > _SHOWN else []
    return f"Worse: {'; '.join([*reasons[:_SHOWN], *more])}."


def _table(comparison: Comparison) -> list[str]:
    changes = [change for change in (comparison.total, *comparison.groups) if change is not None]
    head = ["Mean score before and now, difference and its 95 % interval:"] if changes else []
    return head + [
        f"  {change.group:<12}{change.old:.3f}  {change.new:.3f}  {_difference(change)}" for change in changes
    ]


def _difference(change: Change) -> str:
    """The difference with its interval and what it means."""
    cases = _count(change.cases, "case")
    if change.low is None or change.high is None:
        return f"{change.difference:+.3f}  no interval from {cases}"
    mark = "  fell" if change.fell else "  rose" if change.rose else ""
    return f"{change.difference:+.3f}  {change.low:+.3f} to {change.high:+.3f}  {cases}{mark}"


def _named(what: str, cases: Sequence[str]) -> list[str]:
    more = f" and {len(cases) - _SHOWN} more" if len(cases) > _SHOWN else ""
    return [f"{what}: {', '.join(cases[:_SHOWN])}{more}."] if cases else []


def _gate_lines(head: str, gates: Sequence[GateChange]) -> list[str]:
    lines = [
        f"  {gate.case} {gate.metric} {gate.name}: {gate.measured or 'gone'}; wanted {gate.wanted or 'nothing'}"
        for gate in gates[:_SHOWN]
    ]
    more = [f"  and {len(gates) - _SHOWN} more"] if len(gates) > _SHOWN else []
    return [head, *lines, *more] if gates else []


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _verb(verb: str, number: int) -> str:
    """The verb for one, or for several."""
    return verb if number != 1 else f"{verb}es" if verb.endswith("s") else f"{verb}s"


def _plain(line: str) -> str:
    """A line that steers no terminal, cut where it would wrap twice."""
    clean = _UNSEEN.sub(" ", line)
    return clean if len(clean) <= 2 * _WIDE else f"{clean[: 2 * _WIDE - 1]}…"
