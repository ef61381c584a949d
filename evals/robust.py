"""How a case bears its fault: A8, nothing finished is made again; R1 to R5 (reference/evals.md 1.9).

R3 and R4 hold for every case, with a fault or without. R6 and R7 need the whole suite: evals/whole.py.
"""

import re
import wave
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from core.events import ToolCalled
from evals.case import Case
from evals.fixtures import Fixtures, Visit
from evals.results import CaseResult, failed_gates
from evals.solver import FILM, KILLS, LIMIT, Blow, Ran, calls, keys
from tools.measure.metrics import trajectory
from tools.measure.metrics.port import Family, Made, Verdict
from tools.measure.metrics.trajectory import TRIES

FAMILY = Family(
    "robustness",
    {
        "R1": "promised state",
        "R2": "gates of the final film",
        "R3": "grade and reasons tell the truth",
        "R4": "nothing left behind",
        "R5": "bounded attempts",
        "R6": "faults recovered from",
        "R7": "score against the run without the fault",
    },
    gates=frozenset({"R1", "R2", "R3", "R4"}),
)
THINKING = ("research", "write")
"""Calls that stand around others or only think by the rules: nothing of them is kept, so they are made each time."""
REQUESTS = 4
"""The same request to a service, at most: what its calls allow themselves where a try may mend it."""
SILENT = 10 ** (-60 / 20)
"""Of full scale: the largest sample of a beat that nobody speaks in."""


def bears(case: Case, ran: Ran, result: CaseResult, site: Fixtures, work: Path) -> tuple[Verdict, ...]:
    """What a case that was run in `work` shows of robustness; `result` is what came of it so far."""
    made = Made.at(work / FILM)
    found = [truthful(case, ran, made), left_behind(ran)]
    if case.fault is not None:
        found += [promised(case, ran), gates_hold(ran, result), bounded(ran, made, site.log)]
        if case.fault.kind in KILLS:
            found.append(resumed(ran.blow, made, site.log, keys(work / "home")))
    return tuple(found)


def resumed(blow: Blow | None, made: Made, log: Sequence[Visit], now: Mapping[str, int]) -> Verdict:
    """A8: what had ended before the blow is found, not made: calls, the store's files, and requests to the site."""
    if blow is None:
        return trajectory.FAMILY.unasked("A8", "the run was done before the fault could strike")
    ended = {_call(call): call.name for call in blow.calls if _kept(call)}
    anew = {_call(call) for call in _trajectory(made) if call.status == "made"}
    wrong = [f"{name} was made again" for call, name in ended.items() if call in anew]
    lost = [key for key, inode in blow.keys.items() if now.get(key) != inode]
    wrong += [f"{len(lost)} of {len(blow.keys)} artefacts were made again or lost"] if lost else []
    asked = {_asked(visit) for visit in log[: blow.visits]} & {_asked(visit) for visit in log[blow.visits :]}
    wrong += [f"{path} was fetched again" for path in sorted({path for _, path, _ in asked})]
    told = f"none of {len(ended)} calls, {len(blow.keys)} artefacts and {blow.visits} requests"
    return trajectory.FAMILY.departures("A8", wrong, told, "none again", "made again")


def promised(case: Case, ran: Ran) -> Verdict:
    """R1: it ended as the fault lets it end, in time."""
    grades = case.grades if ran.outcome in ("film", "parts") else ()
    wrong = [] if ran.outcome == case.outcome else [f"it ended as {ran.outcome}"]
    wrong += [f"it is graded {ran.grade}"] if grades and ran.grade not in grades else []
    wrong += [f"it took {ran.seconds:.0f} s"] if ran.seconds > LIMIT else []
    told = f"{ran.outcome}{f' ({ran.grade})' if ran.grade else ''} in {ran.seconds:.1f} s"
    wanted = f"{case.outcome} ({' or '.join(case.grades)}) within {LIMIT:.0f} s"
    return FAMILY.departures("R1", wrong, told, wanted, "departures")


def gates_hold(ran: Ran, result: CaseResult) -> Verdict:
    """R2: a film that came out passes every gate that its fault leaves to judge."""
    judged = [verdict for verdict in result.verdicts if verdict.gate and verdict.ok is not None]
    if not judged:
        return FAMILY.unasked("R2", f"no film to judge: it ended as {ran.outcome}")
    wrong = [f"{verdict.metric} {verdict.name}" for verdict in failed_gates(judged)]
    return FAMILY.departures("R2", wrong, f"{len(judged)} gates hold", "every gate", "gates failed")


def truthful(case: Case, ran: Ran, made: Made) -> Verdict:
    """R3: the grade and the reasons say what the files show; nothing stands in silently."""
    if made.folder is None:
        return FAMILY.unasked("R3", f"nothing was made: it ended as {ran.outcome}")
    manifest = made.manifest
    reasons = " ".join(map(str, manifest.get("grade", {}).get("reasons", ())))
    wrong = [*_grade(manifest, reasons), *_beats(manifest), *_files(made)]
    tells = case.fault.tells if case.fault is not None else ""
    if tells and not re.search(tells, reasons, re.IGNORECASE):
        wrong.append(f"the reasons do not tell of the fault ({tells})")
    told = f"{ran.grade}: {reasons[:160]}" if reasons else ran.grade
    return FAMILY.departures("R3", wrong, told, "what the files show", "untruths")


def left_behind(ran: Ran) -> Verdict:
    """R4: no process and no half file, after the run and after the blow that ended it."""
    wrong = [*ran.left, *(f"after the blow: {one}" for one in (ran.blow.left if ran.blow is not None else ()))]
    return FAMILY.departures("R4", wrong, "no process, no half file", "nothing", "things")


def bounded(ran: Ran, made: Made, log: Sequence[Visit]) -> Verdict:
    """R5: no call and no request is tried more often than the steps allow, in any of the runs."""
    runs = 1 + ran.restarts
    asked = Counter(map(_asked, log))
    tried = Counter(_call(call) for call in _trajectory(made) if call.status == "failed")
    wrong = [f"{path} was asked for {count} times" for (_, path, _), count in asked.items() if count > runs * REQUESTS]
    wrong += [f"{call[1]} failed {count} times" for call, count in tried.items() if count > TRIES]
    most = max([*asked.values(), *tried.values()], default=0)
    wanted = f"<= {REQUESTS} of a request, {TRIES} of a step" + (", in each run" if ran.restarts else "")
    return FAMILY.departures("R5", wrong, f"at most {most}", wanted, "attempts", value=most)


def _kept(call: ToolCalled) -> bool:
    """Whether something of a call is kept, so that it need not be made again."""
    return call.status == "made" and (call.name not in THINKING or call.tokens > 0)


def _call(call: ToolCalled) -> tuple[str, str, str]:
    return call.tool, call.name, call.args_hash


def _asked(visit: Visit) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    return visit.method, visit.path, tuple(sorted(visit.query.items()))


def _trajectory(made: Made) -> tuple[ToolCalled, ...]:
    path = made.folder / "trajectory.jsonl" if made.folder is not None else None
    return calls(path.read_text(encoding="utf-8").splitlines()) if path is not None and path.is_file() else ()


def _grade(manifest: Mapping[str, Any], reasons: str) -> Iterator[str]:
    """What is wrong with the grade, by what the manifest itself tells."""
    name, draft = manifest.get("grade", {}).get("name"), bool(manifest.get("draft"))
    if (name == "draft") != draft:
        yield f"it is graded {name} and {'is' if draft else 'is no'} draft"
    if name == "degraded" and not reasons:
        yield "it is degraded without a reason"
    if name == "complete" and (reasons or manifest.get("substitutions")):
        yield "it is complete, and something stood in"
    for one in manifest.get("substitutions", ()):
        if f"{one['used']} stood in for {one['wanted']}" not in reasons:
            yield f"that {one['used']} stood in for {one['wanted']} is no reason of the grade"


def _beats(manifest: Mapping[str, Any]) -> Iterator[str]:
    complete = manifest.get("grade", {}).get("name") == "complete"
    for beat in manifest.get("beats", ()):
        if beat.get("placeholder") and (complete or not beat.get("reason")):
            yield f"in {beat['id']} something stands in without a reason"


def _files(made: Made) -> Iterator[str]:
    """What the files show and nothing tells: no film, a beat in which nobody speaks, an empty picture."""
    manifest = made.manifest
    if not made.film.is_file() and manifest.get("grade", {}).get("name") == "complete":
        yield "it is complete without a film"
    for beat in manifest.get("beats", ()):
        if beat.get("placeholder"):
            continue
        if beat.get("spoken_text") and made.voice is not None and _loudest(made.voice, beat) < SILENT:
            yield f"{beat['id']} is silent, and nothing tells of it"
        if made.folder is not None and _blank(made.folder / str(beat.get("image", ""))):
            yield f"the picture of {beat['id']} is empty, and nothing tells of it"


def _loudest(voice: Path, beat: Mapping[str, Any]) -> float:
    """The largest sample in a beat's time, of full scale."""
    import numpy as np

    with wave.open(str(voice)) as sound:
        rate, width = sound.getframerate(), sound.getsampwidth()
        begin = min(int(beat["start"] * rate), sound.getnframes())
        sound.setpos(begin)
        data = sound.readframes(max(0, int(beat["end"] * rate) - begin))
    if width != 2:
        return 1.0  # no stem of ours: nothing is said of it
    samples = np.frombuffer(data, "<i2").astype(np.float32)
    return float(np.abs(samples).max() / 32768) if samples.size else 0.0


def _blank(picture: Path) -> bool:
    """Whether a picture is one colour all over, or cannot be read."""
    import cv2

    pixels = cv2.imread(str(picture)) if picture.is_file() else None
    return pixels is None or bool((pixels == pixels[0, 0]).all())
