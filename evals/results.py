"""What a run of a suite came to: one result a case, kept as JSON in the run's folder."""

import math
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Literal

from pydantic import Field

from core.errors import Mistake
from core.scene import Value
from tools.measure.metrics.port import Verdict

RUN = "run.json"
Status = Literal["passed", "failed", "awaiting"]


class CaseResult(Value):
    """One case. `score` is 0 where a gate failed; None where nothing was to be measured."""

    id: str
    title: str
    tags: tuple[str, ...] = ()
    epoch: int = Field(default=1, description="which of its runs it is, where each case is run several times")
    base: str = Field(default="", description="the id of the case without the fault, where there is one")
    status: Status
    outcome: str = Field(default="", description="what came of it: film, draft, refused, mistake, crashed …")
    expected: str = ""
    grade: str = ""
    seconds: float = Field(default=0.0, description="that making it took")
    pace: float = Field(default=1.0, description="how many times as long work took as on the reference machine")
    measured: float = Field(default=0.0, description="seconds that measuring it took")
    length: float | None = Field(default=None, description="of the film, in seconds")
    folder: str = Field(default="", description="of the film, below the run's folder")
    problems: tuple[str, ...] = Field(default=(), description="why it failed, one sentence each, or what it awaits")
    groups: dict[str, float] = Field(default={}, description="the mean score of each group of metrics")
    score: float | None = None
    verdicts: tuple[Verdict, ...] = ()


class RunResult(Value):
    """A whole run."""

    suite: str
    version: str
    date: str
    mode: str = "built-in"
    machine: str = ""
    epochs: int = Field(default=1, description="how often each case was run")
    cases: tuple[CaseResult, ...] = Field(default=(), description="a result for each case and epoch")
    verdicts: tuple[Verdict, ...] = Field(default=(), description="of the suite as a whole")

    @property
    def judged(self) -> tuple[CaseResult, ...]:
        """The results of cases that could run."""
        return tuple(case for case in self.cases if case.status != "awaiting")

    @property
    def total(self) -> int:
        """How many cases could run, each counted once."""
        return len({case.id for case in self.judged})

    @property
    def passed(self) -> int:
        """How many cases passed every gate, in every epoch."""
        return self.total - len({case.id for case in self.judged if case.status != "passed"})


def scores(verdicts: Sequence[Verdict]) -> tuple[dict[str, float], float | None]:
    """The mean score of each group, and their geometric mean, which one bad group sinks; 0 where a gate failed."""
    groups: dict[str, list[float]] = {}
    for verdict in verdicts:
        if verdict.score is not None and verdict.ok is not None:
            groups.setdefault(verdict.group, []).append(verdict.score)
    means = {name: round(fmean(found), 4) for name, found in sorted(groups.items())}
    if failed_gates(verdicts):
        return means, 0.0
    if not means:
        return means, None
    return means, round(math.exp(fmean(math.log(max(value, 1e-6)) for value in means.values())), 4)


def failed_gates(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The gates that a film failed."""
    return tuple(verdict for verdict in verdicts if verdict.gate and verdict.ok is False)


def told(verdict: Verdict) -> str:
    """A verdict that is not ok, as the sentence that a result names it by."""
    return f"{verdict.metric} {verdict.name}: {verdict.measured}, wanted {verdict.wanted}."


def with_verdicts(result: CaseResult, more: Sequence[Verdict]) -> CaseResult:
    """The result with more verdicts: a gate that failed is a problem, and the scores are those of all of them."""
    verdicts = (*result.verdicts, *more)
    problems = (*result.problems, *map(told, failed_gates(more)))
    groups, score = scores(verdicts)
    return result.model_copy(
        update={
            "verdicts": verdicts,
            "problems": problems,
            "status": "failed" if problems and result.status != "awaiting" else result.status,
            "groups": groups,
            "score": 0.0 if problems and score is not None else score,
        }
    )


def read_run(path: Path) -> RunResult:
    """A run from its folder, or from a file such as a baseline; a Mistake where there is none."""
    file = path / RUN if path.is_dir() else path
    try:
        return RunResult.model_validate_json(file.read_bytes())
    except (OSError, ValueError) as error:
        raise Mistake(f"{file} is no run of an eval: {str(error).splitlines()[0]}.") from None
