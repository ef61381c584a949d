"""Keep a run of a suite as a release's baseline: `python -m scripts.baseline RUN`.

Writes evals/baselines/SUITE.json, which `storyreel eval SUITE --against` takes: the figures of the run without its
films and explanations. Prints the row of docs/evals.md for the release, and the time of each case.
"""

import sys
from pathlib import Path
from statistics import fmean, median

from evals.results import CaseResult, RunResult, read_run

BASELINES = Path(__file__).resolve().parents[1] / "evals" / "baselines"
GROUPS = ("technical", "timing", "narration", "captions", "visual", "grounding", "adherence", "trajectory")


def figures(run: RunResult) -> RunResult:
    """The run without what explains its figures."""

    def bare(case: CaseResult) -> CaseResult:
        kept = [one.model_copy(update={"wanted": "", "reason": ""}) for one in case.verdicts if one.ok is not None]
        return case.model_copy(update={"verdicts": tuple(kept), "folder": ""})

    return run.model_copy(update={"cases": tuple(map(bare, run.cases))})


def row(run: RunResult) -> str:
    """The release's row of the table: cases that passed, mean scores of the groups, time to make a second of film."""
    films = [case for case in run.judged if case.score is not None]
    means = [fmean([case.groups[name] for case in films if name in case.groups] or [0.0]) for name in GROUPS]
    speed = median([case.seconds / case.pace / case.length for case in films if case.length] or [0.0])
    shown = " | ".join(f"{mean:.2f}" for mean in means)
    return f"| {run.version} | {run.date[:10]} | {run.passed} of {run.total} | {shown} | {speed:.2f} |"


def times(run: RunResult) -> list[str]:
    """For each case that came to a film: its length, how long making (at which pace) and measuring took, its score."""
    return [
        f"| {one.id} | {one.title} | {one.length:.0f} | {one.seconds:.1f} | {one.pace:.2f} | {one.measured:.1f} "
        f"| {one.score:.2f} |"
        for one in sorted(run.judged, key=lambda one: one.id)
        if one.score is not None and one.length
    ]


if __name__ == "__main__":
    found = read_run(Path(sys.argv[1]))
    BASELINES.mkdir(exist_ok=True)
    (BASELINES / f"{found.suite}.json").write_text(
        figures(found).model_dump_json(exclude_defaults=True) + "\n", "utf-8"
    )
    print(row(found), *times(found), sep="\n")
