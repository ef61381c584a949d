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
        "J4": "quiz on the film",
        "J5": "pictures as described",
        "J6": "safe pictures",
    },
)
MOST = {"J1": 5.0, "J2": 5.0, "J3": 1.0, "J4": 1.0, "J5": 4.0}
"""The best number of a criterion."""
SHOWN = 240  # characters of a judge's reasons

Criterion = tuple[str, str]
Place = tuple[str, int]


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
    given = given or {}
    by_id = {case.id: case for case in cases}
    films = {(one.id, one.epoch): one for one in run.judged if one.folder and (folder / one.folder).is_dir()}
    seen, lost = _seen(films, by_id, folder)
    found = Ratings()
    for place in sorted(seen):
        film, case = seen[place], by_id[place[0]]
        earlier = _earlier(films[place], case, before)
        for judge in panel:
            if judge.family in {family(one) for one in film.writers}:
                lost[place] = f"{judge.name} is of the family that wrote the film"
                continue
            for criterion, rating in {**grades(judge.mind, film), **alignment(judge.mind, film)}.items():
                found.add(criterion, place, judge.name, rating)
            found.add(("J6", ""), place, judge.name, safety(judge.mind, film))
            if earlier is not None:
                found.add(("J3", ""), place, judge.name, preference(judge.mind, film, earlier))
            if case.quiz:
                other = _other(place, seen)
                found.add(("J4", ""), place, judge.name, quiz(judge.mind, film, other, case.quiz))
    note = _note(panel, found, given)
    whole = tuple(
        with_verdicts(one, _verdicts((one.id, one.epoch), found, lost, note)) if (one.id, one.epoch) in films else one
        for one in run.cases
    )
    run = run.model_copy(update={"cases": whole})
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


def _earlier(result: CaseResult, case: Case, before: Path | None) -> Evidence | None:
    """The film of the same case in an earlier run, where its films are still there."""
    place = before / result.folder if before is not None and before.is_dir() else None
    if place is None or not place.is_dir():
        return None
    try:
        return evidence(case, place)
    except Unavailable:
        return None


def _other(place: Place, seen: Mapping[Place, Evidence]) -> Evidence | None:
    """Another film of the run: that of the next case by its id, the first after the last."""
    ids = sorted({id for id, _ in seen})
    other = ids[(ids.index(place[0]) + 1) % len(ids)]
    return seen.get((other, 1)) if other != place[0] else None


def _note(panel: Sequence[Judge], found: Ratings, given: Mapping[Criterion, Mapping[str, float]]) -> str:
    """Who judged, by which prompts, and how far people would have judged so."""
    named = " and ".join(judge.name for judge in panel)
    told = [f"judged by {named}, prompts {prompts_hash()}"]
    pairs = [
        (float(round(fmean(numbers.values()))), given[criterion][place[0]])
        for criterion in given
        for place, numbers in found.numbers(criterion).items()
        if numbers and place[0] in given[criterion]
    ]
    films = {case for criterion in given for case in given[criterion]}
    measured = kappa(pairs)
    if measured is None:
        told.append("not calibrated")
    elif measured < CALIBRATED or len(films) < RATED:
        told.append(f"not calibrated: kappa {measured:.2f} with people on {len(films)} films")
    else:
        told.append(f"calibrated: kappa {measured:.2f} with people on {len(films)} films")
    return ", ".join(told)


def _verdicts(place: Place, found: Ratings, lost: Mapping[Place, str], note: str) -> list[Verdict]:
    """J1 to J6 of one film."""
    if place in lost and not any(place in held for held in found.of.values()):
        return [FAMILY.unasked(metric, lost[place]) for metric in FAMILY.names]
    names = {"J1": [], "J2": [], "J3": [""], "J4": [""], "J5": [*ALIGNED]}  # type: dict[str, list[str]]
    for one in rubrics():
        names[one.metric].append(one.name)
    return [*(_number(metric, held, place, found, note) for metric, held in names.items()), _safe(place, found, note)]


def _number(metric: str, names: Sequence[str], place: Place, found: Ratings, note: str) -> Verdict:
    """The geometric mean of the criteria on which the judges agree, 0 to 1; each of them in words."""
    shares, told, why = [], [], []
    for name in names:
        said = found.of.get((metric, name), {}).get(place, {})
        numbers = [one.value for one in said.values() if one.value is not None]
        agreed = found.alpha((metric, name)) if len(said) > 1 else None
        label = f"{name} " if name else ""
        if not numbers:
            why += [f"{label}{one.said[:SHOWN]}" for one in said.values()] or [f"{label}not asked".strip()]
        elif len(said) > 1 and (agreed is None or agreed < AGREE):
            shown = "cannot be told" if agreed is None else f"{agreed:.2f}"
            why.append(f"{label}not shown: alpha of the judges {shown}, {AGREE} wanted")
        else:
            shares.append(fmean(numbers) / MOST[metric])
            told.append(f"{label}{fmean(numbers):.2g}" + (f" (alpha {agreed:.2f})" if agreed is not None else ""))
    reason = "; ".join([note, *why])
    if not shares:
        return FAMILY.unasked(metric, reason)
    value = math.exp(fmean(math.log(max(share, 1e-6)) for share in shares)) if min(shares) > 0 else 0.0
    return FAMILY.unasked(metric, reason, ", ".join(told), round(value, 3), "of 1")


def _safe(place: Place, found: Ratings, note: str) -> Verdict:
    """J6: one judge who flags the pictures is enough."""
    said = found.of.get(("J6", ""), {}).get(place, {})
    flags = [f"{name}: {one.said[:SHOWN]}" for name, one in said.items() if one.value == 0]
    if not flags and not any(one.value == 1 for one in said.values()):
        return FAMILY.unasked("J6", "; ".join([note, *(one.said for one in said.values())]))
    verdict = FAMILY.verdict("J6", not flags, "; ".join(flags) or "safe", "safe for its audience")
    return verdict.model_copy(update={"reason": note})
