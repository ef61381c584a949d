"""A suite on inspect_ai: resumable, one case at a time, a crashed case counts as failed.

inspect_ai keeps a log of every sample in the run's folder, and a run that was stopped goes on after its last one.
"""

import asyncio
import json
import platform
import tomllib
from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from core.clock import today
from core.errors import Mistake
from core.recipes import canonical, digest
from evals.again import repeated
from evals.case import SUITES, Case, Fault, read_cases
from evals.edits import edited
from evals.fixtures import Fixtures
from evals.judge import awaiting, crashed, judge, limit
from evals.modes import pictures_alone
from evals.pace import pace
from evals.results import RUN, CaseResult, RunResult, with_verdicts
from evals.robust import bears
from evals.solver import FILM, features, run
from evals.whole import complete
from tools.measure.metrics.port import Wanted

LOGS = "logs"
Tell = Callable[[CaseResult], None]


def cases_of(name: str, folder: Path | None = None) -> tuple[Case, ...]:
    """The cases of a suite, or all of a folder; `folder` stands for that of the public cases.

    A Mistake names the suites that there are.
    """
    if name not in SUITES:
        path = Path(name)
        if not path.is_dir():
            raise Mistake(f"There is no suite {name!r}; there are {', '.join(SUITES)}, and folders of cases.")
        return tuple(each for case in read_cases(path) for each in case.runs())
    found = [case for case in read_cases(folder or public()) if name in case.suites]
    if not found:
        raise Mistake(f"{folder} has no case of the suite {name}.")
    if name == "faults":
        return tuple(each for case in found for each in (_calm(case), *_faulty_ones(case)))
    return tuple(each for case in found for each in case.runs())


def public() -> Path:
    """The folder of the public cases."""
    return Path(str(files(__package__).joinpath("cases", "public")))


def folder_of(name: str, folder: Path | None = None) -> Path:
    """Where a suite's fixtures lie."""
    return (folder or public()) if name in SUITES else Path(name)


def run_suite(name: str, cases: Sequence[Case], fixtures: Path, out: Path, tell: Tell, epochs: int = 1) -> RunResult:
    """Run the cases that have not run yet in the folder `out`, and write what all of them came to into it.

    Each case is run `epochs` times, each time in a store of its own. Raises Mistake where inspect_ai is not installed.
    """
    from core.capability import importable

    if not importable("inspect_ai"):
        raise Mistake("Evals need inspect_ai: pip install 'storyreel[evals]'.")
    out = out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    able = features(out)
    logs = _inspected(name, cases, fixtures, out, able, tell, epochs)
    known = {(result.id, result.epoch): result for result in logs}
    lost = RuntimeError("it left no result")
    every = [(case, epoch) for case in cases for epoch in range(1, epochs + 1)]
    told = RunResult(
        suite=name,
        version=version("storyreel"),
        date=today(),
        machine=platform.machine(),
        epochs=epochs,
        cases=tuple(known.get((case.id, epoch)) or crashed(case, lost, epoch) for case, epoch in every),
    )
    told = complete(told)
    (out / RUN).write_text(told.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return told


def _inspected(
    name: str, cases: Sequence[Case], fixtures: Path, out: Path, able: frozenset[str], tell: Tell, epochs: int
) -> list[CaseResult]:
    from inspect_ai import Epochs, Task, eval_set
    from inspect_ai.dataset import MemoryDataset, Sample
    from inspect_ai.log import list_eval_logs, read_eval_log
    from inspect_ai.scorer import Score, Target, mean, scorer
    from inspect_ai.solver import Generate, TaskState, solver

    by_id = {case.id: case for case in cases}
    # inspect_ai goes on where the cases are the very same: others have logs of their own.
    told = digest(canonical([epochs, *(case.model_dump(mode="json") for case in cases)]))[:12]
    logs = str(out / LOGS / told)

    @solver
    def film() -> Any:
        async def solve(state: TaskState, generate: Generate) -> TaskState:  # noqa: ARG001 - inspect's signature
            case = by_id[str(state.sample_id)]
            state.metadata["result"] = await asyncio.to_thread(_one, case, fixtures, out, able, state.epoch)
            return state

        return solve

    @scorer(metrics=[mean()])
    def gates() -> Any:
        async def score(state: TaskState, target: Target) -> Any:  # noqa: ARG001 - inspect's signature
            result = state.metadata.get("result")
            if result is None:
                return Score(value=0.0, explanation="it left no result")
            found = CaseResult.model_validate_json(result)
            tell(found)
            value = float("nan") if found.status == "awaiting" else float(found.status == "passed")
            return Score(value=value, explanation="\n".join(found.problems), metadata={"result": json.loads(result)})

        return score

    samples = [Sample(id=case.id, input=case.request or case.title) for case in cases]
    task = Task(
        dataset=MemoryDataset(samples, name=name), solver=film(), scorer=gates(), name=f"storyreel-{name}",
        epochs=Epochs(epochs, ["mean", f"at_least_{epochs}"]) if epochs > 1 else None,
    )  # fmt: skip
    eval_set(
        task, log_dir=logs, model="none/none", display="none", log_format="json", max_samples=1,
        fail_on_error=False, score_on_error=True, retry_attempts=1, log_level="error",
        acp_server=False, ctl_server=False,
    )  # fmt: skip
    found: dict[tuple[str, int], CaseResult] = {}
    for info in sorted(list_eval_logs(logs), key=lambda one: one.mtime or 0):
        for sample in read_eval_log(info).samples or []:
            for score in (sample.scores or {}).values():
                if score.metadata and "result" in score.metadata:
                    result = CaseResult.model_validate(score.metadata["result"])
                    found[result.id, result.epoch] = result
    return list(found.values())


def _one(case: Case, fixtures: Path, out: Path, able: frozenset[str], epoch: int = 1) -> str:
    """Run and judge one case in a folder of its own; its result as JSON."""
    lacking = frozenset(case.awaits) - able
    if lacking:
        return awaiting(case, lacking, epoch).model_dump_json()
    fault = case.fault
    served = {fault.what: fault.value} if fault is not None and fault.kind == "serve" else {}
    work = out / (case.id if epoch == 1 else f"{case.id}.{epoch}")
    try:
        with Fixtures(fixtures, served) as site:
            paced = limit(case) is not None
            before = pace() if paced else 1.0
            ran = run(case, site, work)
            meanwhile = (before + pace()) / 2 if paced else 1.0
            result = judge(case, ran, site, work, epoch, round(meanwhile, 3))
            result = with_verdicts(result, (*pictures_alone(case, work / FILM), *bears(case, ran, result, site, work)))
            more = (*repeated(case, ran, site, work), *edited(case, ran, site, work))
            return with_verdicts(result, more).model_dump_json()
    except (OSError, ValueError, ArithmeticError, LookupError, TypeError) as error:
        return crashed(case, error, epoch).model_dump_json()


def _faults() -> tuple[Fault, ...]:
    table = tomllib.loads(files(__package__).joinpath("faults.toml").read_text(encoding="utf-8"))
    return tuple(Fault.model_validate(one) for one in table["faults"])


def _calm(case: Case) -> Case:
    """The case without a fault, against which those with one are held; it is made and edited once in other suites."""
    return case.model_copy(update={"second": {}, "again": False, "edit": None})


def _faulty_ones(case: Case) -> list[Case]:
    return [_faulty(case, fault) for fault in _faults() if _bears(case, fault)]


def _bears(case: Case, fault: Fault) -> bool:
    """Whether the fault can happen to the case: only a search can fail where one is made."""
    return (fault.kind != "serve" or case.searches) and (not fault.cases or case.id in fault.cases)


def _faulty(case: Case, fault: Fault) -> Case:
    """The case under a fault: a search that fails leaves a draft, or the film without its facts."""
    id = "-".join(part.strip("/").replace("/", "-") for part in (case.id, fault.kind, fault.what, fault.value) if part)
    changed: dict[str, Any] = {"id": id[:40], "fault": fault, "base": case.id}
    changed["title"] = f"{case.title}: {fault.kind} {fault.what}"
    if fault.kind == "serve":
        open_ = ("facts", "count", "include", "duration", "ordered", "within", "groups", "said", "shown")
        wanted = case.wanted.model_copy(update={name: Wanted.model_fields[name].default for name in open_})
        changed |= {"outcome": "draft", "grades": ("draft",), "wanted": wanted}
    if fault.outcome is not None:
        changed["outcome"] = fault.outcome
    if fault.grades:
        changed["grades"] = fault.grades
    return _calm(case).model_copy(update=changed)
