"""`storyreel eval` and `storyreel check`: suites of films, and one film, measured."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.errors import Mistake
from storyreel.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from evals.results import CaseResult, RunResult
    from tools.measure.metrics.port import Verdict

SIGNS = {True: "ok", False: "FAILED", None: "-"}
STATUS = {"passed": "passed", "failed": "FAILED", "awaiting": "awaits"}


def check_film(
    film: Annotated[Path, typer.Argument(help="A film's folder, or any MP4 with its sidecars (film.srt …) beside it.")],
    duration: options.Duration = None,
    language: Annotated[str | None, typer.Option(help="The language that it should be in, as a tag.")] = None,
    captions: Annotated[str | None, typer.Option(help="burned, sidecar or none, where it is known.")] = None,
    as_json: options.AsJson = False,
) -> None:
    """Measure a film, also one that Storyreel did not make; exit code 1 when a gate fails."""
    raise typer.Exit(check(film, duration, language, captions, as_json))


def run_evals(
    suite: Annotated[str, typer.Argument(help="smoke, public, faults, long, or a folder of cases.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The run's folder, eval-SUITE by default; it goes on there.")
    ] = None,
    case: Annotated[list[str] | None, typer.Option(help="Only this case. May be repeated.")] = None,
    against: Annotated[Path | None, typer.Option(help="An earlier run, or its JSON file, to compare with.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write the run as one HTML file.")] = None,
    ratings: Annotated[
        Path | None,
        typer.Option(help="A table (CSV: case, metric, name, rating) of what people gave, to calibrate judges with."),
    ] = None,
    epochs: Annotated[
        int, typer.Option(min=1, max=100, help="Run each case so often, in a new store; it passes if it always does.")
    ] = 1,
    as_json: options.AsJson = False,
) -> None:
    """Make the films of a suite and measure them; exit code 1 when a case fails, or the run is worse than another."""
    raise typer.Exit(evaluate(suite, out, case or [], against, report, as_json, epochs, ratings))


def check(film: Path, duration: float | None, language: str | None, captions: str | None, as_json: bool) -> int:
    """Measure a film and print every verdict; the exit code."""
    from pydantic import ValidationError

    from tools.measure.metrics import measure
    from tools.measure.metrics.port import Made, Wanted

    made = Made.at(film)
    if not made.film.is_file():
        raise Mistake(f"There is no film at {film}: give its folder, or a video file.")
    brief = made.manifest.get("brief", {})
    try:
        wanted = Wanted.model_validate(
            {
                "duration": duration or brief.get("duration"),
                "language": language or brief.get("language"),
                "captions": captions or brief.get("captions"),
                **{name: brief.get(name) for name in ("width", "height", "fps")},
                "style": made.manifest.get("style", {}).get("name"),
            }
        )
    except ValidationError as error:
        problem = error.errors()[0]
        raise Mistake(f"--{problem['loc'][0]} cannot be {problem['input']!r}: {problem['msg']}.") from None
    verdicts = measure(made, wanted)
    if as_json:
        import json

        print(json.dumps([one.model_dump(mode="json") for one in verdicts], ensure_ascii=False, indent=1))
    else:
        for verdict in verdicts:
            print(_told(verdict))
    return int(any(one.gate and one.ok is False for one in verdicts))


def _told(verdict: "Verdict") -> str:
    sign = SIGNS[verdict.ok] + (" (gate)" if verdict.gate and verdict.ok is False else "")
    said = verdict.measured or verdict.reason
    wanted = f"  (wanted {verdict.wanted})" if verdict.ok is False and verdict.wanted else ""
    return f"{verdict.metric:4} {verdict.name:44.44} {sign:14} {said}{wanted}"


def evaluate(
    suite: str,
    out: Path | None,
    only: list[str],
    against: Path | None,
    report: Path | None,
    as_json: bool,
    epochs: int = 1,
    ratings: Path | None = None,
) -> int:
    """Run a suite, print what came of it, compare and report; the exit code."""
    from core.settings import Settings
    from evals.compare import compare
    from evals.compare import told as compared
    from evals.report import report as write_report
    from evals.results import read_run
    from evals.rubrics.judges import judges
    from evals.rubrics.rated import judged, read_ratings
    from evals.suite import cases_of, folder_of, run_suite

    settings = Settings.load()
    cases = cases_of(suite, settings.evals_cases)
    if unknown := set(only) - {case.id for case in cases}:
        raise Mistake(
            f"There is no case {sorted(unknown)[0]!r} in {suite}; there are {', '.join(c.id for c in cases)}."
        )
    chosen = [case for case in cases if not only or case.id in only]
    before = read_run(against) if against is not None else None
    folder = out or Path(f"eval-{Path(suite).name}")
    panel = judges(settings, folder)
    if ratings is not None and not panel:
        raise Mistake("--ratings is for judges, and there are none: name them in STORYREEL_JUDGE.")
    given = read_ratings(ratings) if ratings is not None else None
    tell = _teller(len(chosen) * epochs)
    run = run_suite(suite, chosen, folder_of(suite, settings.evals_cases), folder, tell, epochs)
    if panel:
        print("The judges look at the films.", file=sys.stderr, flush=True)
    run = judged(run, chosen, folder, panel, against, given)
    comparison = compare(before, run) if before is not None else None
    if report is not None:
        write_report(run, folder, report, before)
    if as_json:
        print(run.model_dump_json(indent=1))
    else:
        print(f"{_summed(run)} {folder / 'run.json'}")
        for verdict in run.verdicts:
            print(_told(verdict))
        if comparison is not None:
            print(compared(comparison))
    worse = comparison is not None and comparison.worse
    return int(worse or run.passed < run.total or any(one.ok is False for one in run.verdicts))


def _teller(count: int) -> "Callable[[CaseResult], None]":
    """Prints each result as it comes, of `count`."""
    done = 0

    def tell(result: "CaseResult") -> None:
        nonlocal done
        done += 1
        name = result.id if result.epoch == 1 else f"{result.id} ({result.epoch})"
        line = f"[{done}/{count}] {name:10} {STATUS[result.status]:7} {result.seconds:6.1f} s  {result.title}"
        print(line, file=sys.stderr, flush=True)
        for problem in result.problems:
            print(f"      {problem}", file=sys.stderr, flush=True)

    return tell


def _summed(run: "RunResult") -> str:
    """How many cases passed, in one sentence."""
    scored = [case.score for case in run.judged if case.score is not None]
    mean = f", mean score {sum(scored) / len(scored):.2f}" if scored else ""
    awaited = len({case.id for case in run.cases}) - run.total
    waits = f", {awaited} await what is not there yet" if awaited else ""
    often = f" in all {run.epochs} epochs" if run.epochs > 1 else ""
    return f"{run.passed} of {run.total} cases pass every gate{often}{mean}{waits}."
