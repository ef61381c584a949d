"""G9, edit locality: an edit changes the beats that it is about, and the joins at their ends, and nothing else.

The film is copied and edited in its own store, as a user does; its pictures and its encoded frames are compared with
those of the film before. The manifest only says where in the film a beat lies: were that wrong, frames would differ.
"""

import json
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from evals.case import Case
from evals.fixtures import Fixtures
from evals.prints import packets, pictures, rate, unlike
from evals.solver import FILM, Ran, ended, environment
from tools.measure.metrics.adherence import FAMILY
from tools.measure.metrics.port import Verdict

EDITED = "edited"
JOIN = 1.0
"""Seconds of a beat next to one that changed in which the pictures of both may be mixed."""


def edited(case: Case, ran: Ran, site: Fixtures, work: Path) -> tuple[Verdict, ...]:
    """G9 of a case that was run in `work`: nothing for a case without an edit."""
    if case.edit is None:
        return ()
    before, after = work / FILM, work / EDITED
    if not (before / "film.mp4").is_file():
        return (FAMILY.unasked("G9", f"there is no film to edit: it ended as {ran.outcome}"),)
    shutil.rmtree(after, ignore_errors=True)
    shutil.copytree(before, after)
    command = [sys.executable, "-m", "storyreel", "edit", str(after), *case.edit.arguments, "--json"]
    code, said, _ = ended(command, environment(case, site, work), work)
    if code != 0:
        return (_verdict([f"the edit ended with {code}: {' '.join(said.split())[-200:]}"], 0),)
    return (local(before, after, case.edit.beats),)


def local(before: Path, after: Path, beats: Collection[str]) -> Verdict:
    """G9: of two folders of films, before and after an edit, only `beats` differ; and they do."""
    old, new = pictures(before), pictures(after)
    other = [id for id in sorted(old.keys() | new.keys()) if old.get(id) != new.get(id)]
    wrong = [f"the picture {id} changed" for id in other if id not in beats]
    wrong += [f"the picture {id} did not change" for id in sorted(beats) if id not in other]
    wrong += list(_frames(before, after, beats))
    return _verdict(wrong, len(other))


def _frames(before: Path, after: Path, beats: Collection[str]) -> Iterator[str]:
    """The beats whose frames changed though they may not, or did not though they must."""
    old, new = (packets(folder / "film.mp4", "video") for folder in (before, after))
    fps = rate(before / "film.mp4")
    spans, later = _spans(before, fps), _spans(after, fps)
    joined = round(JOIN * fps)
    for at, (id, (start, end)) in enumerate(spans.items()):
        if id not in later:
            yield f"the beat {id} is gone"
            continue
        changed = unlike(old[start:end], new[slice(*later[id])])
        if id in beats:
            yield from () if changed else (f"no frame of {id} changed",)
            continue
        names = list(spans)
        head = joined if at and names[at - 1] in beats else 0
        tail = joined if names[at + 1 : at + 2] and names[at + 1] in beats else 0
        strays = [place for place in changed if head <= place < end - start - tail]
        if strays:
            yield f"{len(strays)} frames of {id} changed, the first at {(start + strays[0]) / fps:.2f} s"


def _spans(folder: Path, fps: float) -> Mapping[str, tuple[int, int]]:
    """The first frame of each beat and the one after its last, in the film's order."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {one["id"]: (round(one["start"] * fps), round(one["end"] * fps)) for one in manifest["beats"]}


def _verdict(wrong: Sequence[str], changed: int) -> Verdict:
    told = f"{changed} of the pictures changed, and frames only there and at its joins"
    return FAMILY.departures("G9", wrong, told, "only what was edited", "changes elsewhere")
