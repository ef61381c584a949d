"""The same film once more: A7, that it comes out the same in a new store, and A5, that its style never changed.

Cases that say `again` pay for a second film. A5 reads LangGraph's own state after every step (evals/states.py), in the
second film's store: a run of the command keeps no checkpoints, so there is no history to read after it.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from core.recipes import canonical, digest
from evals.case import Case
from evals.fixtures import Fixtures
from evals.prints import packets, pictures, unlike
from evals.solver import FILM, Ran, ended, environment, run
from evals.states import style_of
from tools.measure.metrics.port import Verdict
from tools.measure.metrics.trajectory import FAMILY

AGAIN = "again"
PLAN = ("title", "brief", "script", "style", "facts", "frames", "fit")
"""What the manifest tells of the plan; the specs of the scenes are told by what was painted from them."""
BEAT = ("id", "scene", "start", "end", "spoken_text", "image_prompt")

States = Sequence[tuple[str, str | None]]


def repeated(case: Case, ran: Ran, site: Fixtures, work: Path) -> tuple[Verdict, ...]:
    """A7 and A5 of a case that was run in `work`: nothing for a case that does not ask for them."""
    if not case.again:
        return ()
    if not (work / FILM / "film.mp4").is_file():
        reason = f"there is no film to make again: it ended as {ran.outcome}"
        return FAMILY.unasked("A7", reason), FAMILY.unasked("A5", reason)
    second = run(case, site, work / AGAIN)
    place = work / AGAIN / FILM
    if not (place / "film.mp4").is_file():
        wrong = _same([f"the second run ended as {second.outcome}"])
        return wrong, FAMILY.unasked("A5", "the second run left no film")
    return _same(differences(work / FILM, place)), _checkpoints(case, site, work / AGAIN)


def differences(first: Path, second: Path) -> list[str]:
    """What is not the same in two folders of films: the plan, pictures, encoded frames and sound, captions."""
    found = [f"the plan's {name}" for name in _unlike_plans(_manifest(first), _manifest(second))]
    before, after = pictures(first), pictures(second)
    found += [f"the picture {id}" for id in sorted(before.keys() | after.keys()) if before.get(id) != after.get(id)]
    for kind, unit in (("video", "frame"), ("audio", "packet of sound")):
        at = unlike(packets(first / "film.mp4", kind), packets(second / "film.mp4", kind))
        found += [f"{len(at)} {unit}s from {at[0]}"] if at else []
    found += [] if _text(first) == _text(second) else ["the captions"]
    return found


def constant(states: States, chosen: str | None) -> Verdict:
    """A5: from the first state that has a style on, it is the same in all, and it is the finished film's."""
    styled = [(step, style) for step, style in states if style is not None]
    if not styled:
        return FAMILY.unasked("A5", "no state has a style")
    first = [step for step, _ in states].index(styled[0][0])
    wrong = [f"another style after {step}" for step, style in states[first:] if style != styled[0][1]]
    wrong += ["the film's manifest has another"] if chosen != styled[0][1] else []
    kinds = len({style for _, style in states[first:]} | {chosen})
    told = f"1 style in {len(styled)} states from {styled[0][0]} on"
    return FAMILY.departures("A5", wrong, told, "1 style", "styles", value=kinds)


def _checkpoints(case: Case, site: Fixtures, work: Path) -> Verdict:
    command = [sys.executable, "-m", f"{__package__}.states", str(work / FILM)]
    code, said, _ = ended(command, environment(case, site, work), work)
    states = tuple(_states(said))
    if code != 0 or not states:
        told = " ".join(said.split())[-200:]
        return FAMILY.verdict("A5", False, f"the graph failed: {told}", "1 style")
    return constant(states, style_of(_manifest(work / FILM).get("style")))


def _states(said: str) -> Iterator[tuple[str, str | None]]:
    """The rows that were printed, among what libraries print."""
    for line in said.splitlines():
        if line.startswith('{"step"'):
            row = json.loads(line)
            yield row["step"], row["style"]


def _same(wrong: Sequence[str]) -> Verdict:
    told = "the same plan, pictures, frames, sound and captions"
    return FAMILY.departures("A7", wrong, told, "no difference", "differences")


def _unlike_plans(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    found = [name for name in PLAN if _digest(first.get(name)) != _digest(second.get(name))]
    beats = [[{key: beat.get(key) for key in BEAT} for beat in one.get("beats", [])] for one in (first, second)]
    return found + (["beats"] if _digest(beats[0]) != _digest(beats[1]) else [])


def _digest(value: object) -> str:
    return digest(canonical(value))


def _manifest(folder: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return value


def _text(folder: Path) -> bytes:
    path = folder / "captions.srt"
    return path.read_bytes() if path.is_file() else b""
