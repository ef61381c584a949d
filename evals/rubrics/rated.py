"""J1 to J6 of a whole run: its films are rated by every judge, and numbers are shown where the judges agree."""

import csv
import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from statistics import fmean

from core.errors import Mistake, Unavailable
from evals.case import Case
from evals.results import RUN, CaseResult, RunResult, with_verdicts
from evals.rubrics.agreement import AGREE, CALIBRATED, RATED, alpha, kappa
from evals.rubrics.evidence import Evidence, evidence
from evals.rubrics.judges import Judge, family
from evals.rubrics.port import rubrics
from evals.rubrics.ratings import ALIGNED, Rating, alignment, grades, preference, quiz, safety
from tools.measure.metrics.port import Family, Verdict

FAMILY = Family(
    "judged",
    {
        "J1": "explanation by rubric",
        "J2": "appeal by rubric",
        "J3": "preferred to the run before",
        "J4": "quiz on the film (F7)",
        "J5": "pictures as described",
        "J6": "safe pictures",
    },
)
MOST = {"J1": 5.0, "J2": 5.0, "J3": 1.0, "J4": 1.0, "J5": 4.0}
"""The best number of a criterion."""
NOBODY = "nobody judges: STORYREEL_JUDGE names no language model"
UNASKED = {
    "J3": "there is no film of the case in an earlier run's folder (--against)",
    "J4": "the case has no quiz",
}
"""Why nothing is asked of some films."""
SHOWN = 240  # characters of a judge's reasons

Criterion = tuple[str, str]
Place = tuple[str, int]
Calibration = tuple[float | None, int]


@dataclass
class Ratings:
    """What every judge said: by criterion, by case and epoch, by judge."""

    of: dict[Criterion, dict[Place, dict[str, Rating]]] = field(default_factory=dict)

    def add(self, criterion: Criterion, place: Place, judge: str, rating: Rating) -> None:
        """Keep a rating."""
        self.of.setdefault(criterion, {}).setdefault(place, {})[judge] = rating

    def numbers(self, criterion: Criterion) -> dict[Place, dict[str, float]]:
        """Those that are numbers."""
        held = self.of.get(criterion, {})
        return {
            place: {judge: one.value for judge, one in said.items() if one.value is not None}
            for place, said in held.items()
        }

    def alpha(self, criterion: Criterion) -> float | None:
        """How far the judges agree over the films of the run."""
        return alpha([*self.numbers(criterion).values()])


def judged(
    run: RunResult,
    cases: Sequence[Case],
    folder: Path,
    panel: Sequence[Judge],
    before: Path | None = None,
    given: Mapping[Criterion, Mapping[str, float]] | None = None,
) -> RunResult:
    """The run with what its judges say of its films, kept in its folder.

    `before` is the folder of an earlier run whose films those of the same case are set against, `given` what people
    gave (see `read_ratings`), with which the judges are calibrated.
    """
    by_id = {case.id: case for case in cases}
    films = {(one.id, one.epoch): one for one in run.judged if one.folder and (folder / one.folder).is_dir()}
    seen, lost = _seen(films, by_id, folder) if panel else ({}, dict.fromkeys(films, NOBODY))
    found, unfit = Ratings(), dict[Place, dict[str, str]]()
    for place in sorted(seen):
        film, case = seen[place], by_id[place[0]]
        earlier = _earlier(films[place], case, before)
        for judge in panel:
            if wrote(judge, film):
                unfit.setdefault(place, {})[judge.name] = f"{judge.name} is of the family that wrote the film"
                continue
            for criterion, rating in _rated(judge, film, earlier, case).items():
                found.add(criterion, place, judge.name, rating)
        if len(unfit.get(place, ())) == len(panel):
            lost[place] = "; ".join(unfit[place].values())
    measured = _calibration(found, given or {})
    whole = []
    for one in run.cases:
        place = one.id, one.epoch
        if place in lost:
            one = with_verdicts(one, [FAMILY.unasked(metric, lost[place]) for metric in FAMILY.names])
        elif place in films:
            telling = _Telling(place, found, tuple(judge.name for judge in panel), unfit.get(place, {}), measured)
            one = with_verdicts(one, telling.verdicts())
        whole.append(one)
    run = run.model_copy(update={"cases": tuple(whole)})
    (folder / RUN).write_text(run.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return run


def read_ratings(path: Path) -> dict[Criterion, dict[str, float]]:
    """What people gave, by criterion and case, from a CSV file with the columns case, metric, name and rating."""
    found: dict[Criterion, dict[str, float]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault((row["metric"], row["name"]), {})[row["case"]] = float(row["rating"])
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise Mistake(
            f"{path} is no table of ratings: it needs the columns case, metric, name and rating ({error})."
        ) from None
    return found


def prompts_hash() -> str:
    """The first figures of the SHA-256 of all prompts and rubrics: numbers of other ones cannot be compared."""
    room = files(__package__)
    held = sorted(room.joinpath("prompts").iterdir(), key=lambda one: one.name)
    whole = hashlib.sha256(room.joinpath("rubrics.toml").read_bytes())
    for one in held:
        whole.update(one.read_bytes())
    return whole.hexdigest()[:12]


def _seen(
    films: Mapping[Place, CaseResult], cases: Mapping[str, Case], folder: Path
) -> tuple[dict[Place, Evidence], dict[Place, str]]:
    """What judges are given of each film, and why nothing of some."""
    seen: dict[Place, Evidence] = {}
    lost: dict[Place, str] = {}
    for place, result in films.items():
        try:
            seen[place] = evidence(cases[place[0]], folder / result.folder)
        except Unavailable as error:
            lost[place] = f"it could not be shown to judges: {error.reason}"
    return seen, lost


def wrote(judge: Judge, film: Evidence) -> bool:
    """Whether a model of the judge's family wrote the film: each prefers what is like its own."""
    return judge.family in {family(one) for one in film.writers}


def _rated(judge: Judge, film: Evidence, earlier: Evidence | None, case: Case) -> dict[Criterion, Rating]:
    """All that one judge says of one film."""
    said = {**grades(judge.mind, film), **alignment(judge.mind, film), ("J6", ""): safety(judge.mind, film)}
    if earlier is not None and wrote(judge, earlier):
        said["J3", ""] = Rating(None, f"{judge.name} is of the family that wrote the earlier film")
    elif earlier is not None:
        said["J3", ""] = preference(judge.mind, film, earlier)
    if case.quiz:
        said["J4", ""] = quiz(judge.mind, film, case.quiz)
    return said


def _earlier(result: CaseResult, case: Case, before: Path | None) -> Evidence | None:
    """The film of the same case in an earlier run, where its films are still there."""
    place = before / result.folder if before is not None and before.is_dir() else None
    if place is None or not place.is_dir():
        return None
    try:
        return evidence(case, place)
    except Unavailable:
        return None


def _calibration(found: Ratings, given: Mapping[Criterion, Mapping[str, float]]) -> dict[Criterion, Calibration]:
    """Of each criterion that people rated: kappa of theirs with the judges' means, and on how many films."""
    measured: dict[Criterion, Calibration] = {}
    for criterion, people in given.items():
        both = [
            (place[0], fmean(numbers.values()), people[place[0]])
            for place, numbers in found.numbers(criterion).items()
            if numbers and place[0] in people
        ]
        measured[criterion] = kappa([(judges, theirs) for _, judges, theirs in both]), len({case for case, *_ in both})
    return measured


@dataclass(frozen=True)
class _Telling:
    """What is told of one film. `unfit` are judges who may not judge it, with the reason."""

    place: Place
    found: Ratings
    panel: tuple[str, ...]
    unfit: Mapping[str, str]
    measured: Mapping[Criterion, Calibration]

    def verdicts(self) -> list[Verdict]:
        """J1 to J6."""
        names = {metric: [one.name for one in rubrics() if one.metric == metric] or [""] for metric in MOST}
        names["J5"] = [*ALIGNED]
        return [*(self._number(metric, held) for metric, held in names.items()), self._safe()]

    def _number(self, metric: str, names: Sequence[str]) -> Verdict:
        """The geometric mean of the criteria on which the judges agree, 0 to 1; each of them in words."""
        shares, told, why, shown = [], [], [], []
        for name in names:
            said = self._said((metric, name))
            numbers = [one.value for one in said.values() if one.value is not None]
            agreed = self.found.alpha((metric, name)) if len(self.panel) > 1 else None
            label = f"{name} " if name else ""
            if not numbers:
                why += [f"{label}{one.said[:SHOWN]}" for one in said.values()] or [UNASKED.get(metric, "not asked")]
            elif len(self.panel) > 1 and (agreed is None or agreed < AGREE):
                told_of = "cannot be told" if agreed is None else f"{agreed:.2f}"
                why.append(f"{label}not shown: alpha of the judges {told_of}, {AGREE} wanted")
            else:
                shown.append(name)
                shares.append(fmean(numbers) / MOST[metric])
                told.append(f"{label}{fmean(numbers):.2g}" + (f" (alpha {agreed:.2f})" if agreed is not None else ""))
        reason = "; ".join([self._note(metric, shown or names), *self.unfit.values(), *why])
        if not shares:
            return FAMILY.unasked(metric, reason)
        value = math.exp(fmean(math.log(max(share, 1e-6)) for share in shares)) if min(shares) > 0 else 0.0
        return FAMILY.unasked(metric, reason, ", ".join(told), round(value, 3), "of 1")

    def _safe(self) -> Verdict:
        """J6: one judge who flags the pictures is enough."""
        said = self._said(("J6", ""))
        note = "; ".join([self._note("J6", [""]), *self.unfit.values()])
        silent = [one.said[:SHOWN] for one in said.values() if one.value is None]
        flags = [f"{name}: {one.said[:SHOWN]}" for name, one in said.items() if one.value == 0]
        if not flags and not any(one.value == 1 for one in said.values()):
            return FAMILY.unasked("J6", "; ".join([note, *silent]))
        verdict = FAMILY.verdict("J6", not flags, "; ".join(flags) or "safe", "safe for its audience")
        return verdict.model_copy(update={"reason": "; ".join([note, *silent])})

    def _said(self, criterion: Criterion) -> Mapping[str, Rating]:
        return self.found.of.get(criterion, {}).get(self.place, {})

    def _note(self, metric: str, names: Sequence[str]) -> str:
        """Who judged, by which prompts, and how far people judge so in these respects."""
        asked = " and ".join(name for name in self.panel if name not in self.unfit)
        told = f"judged by {asked}, prompts {prompts_hash()}"
        known = [(name, *self.measured.get((metric, name), (None, 0))) for name in names]
        lacking = [_lacking(*one) for one in known if not _sound(*one[1:])]
        if not any((metric, name) in self.measured for name in names):
            return f"{told}, not calibrated"
        if lacking:
            return f"{told}, not calibrated: {', '.join(lacking)}"
        least, films = min(one for _, one, _ in known if one is not None), min(one for _, _, one in known)
        return f"{told}, calibrated: kappa {least:.2f} with people on {films} films"


def _sound(measured: float | None, films: int) -> bool:
    return measured is not None and measured >= CALIBRATED and films >= RATED


def _lacking(name: str, measured: float | None, films: int) -> str:
    """What is short of a calibration."""
    if not films:
        return f"{name} not rated by people".strip()
    figure = "that cannot be told" if measured is None else f"{measured:.2f}"
    return f"{name} kappa {figure} with people on {films} films".strip()
