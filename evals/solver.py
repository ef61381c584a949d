"""Runs one case as a user would: the command line in a process of its own, against the case's fixtures."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from core.clock import now
from core.events import ToolCalled
from core.scene import Value
from core.settings import inherited
from evals import lack, left
from evals.case import Case, Fault
from evals.fixtures import Fixtures

LIMIT = 900.0  # s for one film
GRACE = 10.0  # s between the order to stop and the kill
FILM = "film"
PLAIN = {"STORYREEL_LLM": "rules", "PYTHONUNBUFFERED": "1"}
"""What is the same for every case: built in, and heard at once."""
KILLS = ("kill", "cancel")
"""Faults that end the run from outside; it is started again, as a user would."""


class Blow(Value):
    """What stood when a run was ended from outside, and what that left behind."""

    calls: tuple[ToolCalled, ...] = Field(default=(), description="that it told of until then")
    keys: dict[str, int] = Field(default={}, description="the store's keys below keys/, each with its file's inode")
    visits: int = Field(default=0, description="requests that the fixtures' server had seen")
    left: tuple[str, ...] = Field(default=(), description="processes, and what lay where the film goes")


class Ran(Value):
    """What came of a case: `outcome` is a film, a draft, parts, refused, a mistake, stopped, too late or crashed."""

    outcome: str
    code: int
    seconds: float
    said: str = ""
    grade: str = ""
    restarts: int = 0
    folder: str = ""
    blow: Blow | None = None
    left: tuple[str, ...] = Field(default=(), description="processes and files that are there and should be gone")


def run(case: Case, site: Fixtures, work: Path) -> Ran:
    """Run a case in the folder `work`: its store, its inputs and its film lie there, and none of an earlier run."""
    for name in ("home", FILM):
        shutil.rmtree(work / name, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "storyreel", *arguments(case.at(site.url), site, work)]
    env = environment(case, site, work)
    begin, blow = now(), None
    if case.fault is not None and case.fault.kind in KILLS:
        blow = _disturbed(command, env, work, case.fault)
        blow = blow and blow.model_copy(update={"visits": len(site.log)})
        begin = now()
    code, said, processes = ended(command, env, work)
    ran = _ran(code, said, round(now() - begin, 2), work / FILM)
    gone = (*processes, *left.files(work, work / FILM))
    return ran.model_copy(update={"blow": blow, "restarts": int(blow is not None), "left": gone})


def environment(case: Case, site: Fixtures, work: Path) -> dict[str, str]:
    """The variables under which a case's commands run."""
    more = {} if case.searches else {"STORYREEL_SEARCH": "given"}
    env = inherited(**{**site.environment(), **PLAIN, **more, "STORYREEL_HOME": str(work / "home")})
    if case.fault is not None and case.fault.kind == "lack":
        path = (str(lack.folder(work / "lack", [case.fault.what])), env.get("PYTHONPATH", ""))
        env["PYTHONPATH"] = os.pathsep.join(filter(None, path))
    return env


def features(work: Path) -> frozenset[str]:
    """What the product says that it can do (`storyreel doctor --json`)."""
    env = inherited(STORYREEL_HOME=str(work / "home"))
    command = [sys.executable, "-m", "storyreel", "doctor", "--json"]
    told = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=True)
    return frozenset(json.loads(told.stdout)["features"])


def arguments(case: Case, site: Fixtures, work: Path) -> list[str]:
    """The command line of a case."""
    found = ["make", case.request] if case.request or case.script is None else ["make"]
    if case.script is not None:
        script = work / "script.txt"
        script.write_text(case.script, encoding="utf-8")
        found += ["--script", str(script)]
    for name in case.files:
        found += ["--source", str(site.folder / "files" / name)]
    for name in case.pages:
        found += ["--source", site.address(name)]
    for name, value in case.options.items():
        if value is True:
            found.append(f"--{name}")
        elif value is not False:
            found += [f"--{name}", str(value)]
    return [*found, "--out", str(work / FILM), "--json"]


def ended(command: list[str], env: Mapping[str, str], work: Path) -> tuple[int, str, tuple[str, ...]]:
    """The exit code, what was said, and processes that outlived it; -1 for one that was too late.

    Its whole group is gone afterwards.
    """
    with tempfile.TemporaryFile("w+") as out:
        process = _start(command, env, work, out)
        orphans: tuple[str, ...] = ()
        try:
            code = process.wait(LIMIT)
            orphans = left.processes(Path(env["STORYREEL_HOME"]), process.pid, left.WITHIN)
        except subprocess.TimeoutExpired:
            code = -1
        finally:
            _gone(process)
        out.seek(0)
        return code, out.read()[-4000:], orphans


def _disturbed(command: list[str], env: Mapping[str, str], work: Path, fault: Fault) -> Blow | None:
    """Start the command and end it once it tells of the fault's step; None where it was done before that.

    Ctrl-C reaches the whole group, as at a terminal; kill -9 the one process, whose helpers have to notice.
    """
    home, heard, late = work / "home", list[str](), list[str]()
    process = _start(command, env, work, subprocess.PIPE)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            heard.append(line)
            if f'"{fault.what}"' in line:
                with suppress(ProcessLookupError):  # it was quicker than the blow
                    process.kill() if fault.kind == "kill" else os.killpg(process.pid, signal.SIGINT)
                break
        try:
            heard += process.communicate(timeout=left.WITHIN)[0].splitlines()
        except subprocess.TimeoutExpired:
            late.append(f"it did not end within {left.WITHIN:.0f} s")
        orphans = left.processes(home, process.pid, left.WITHIN)
    finally:
        _gone(process)
        process.stdout.close()
    if process.returncode == 0:
        return None
    return Blow(calls=calls(heard), keys=keys(home), left=(*late, *orphans, *left.half(work / FILM)))


def calls(lines: Iterable[str]) -> tuple[ToolCalled, ...]:
    """The tool calls that a run told of, out of all its lines."""
    found = []
    for line in lines:
        with suppress(ValidationError):  # another event, or a line that was cut off
            found.append(ToolCalled.model_validate_json(line))
    return tuple(found)


def keys(home: Path) -> dict[str, int]:
    """Every key that stands in the store, with its inode: one that is made again has another."""
    return {path.name: path.stat().st_ino for path in (home / "keys").glob("*/*.json")}


def _start(command: list[str], env: Mapping[str, str], work: Path, out: Any) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command, env=env, cwd=work, stdout=out, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        preexec_fn=_heeds_ctrl_c,
    )  # fmt: skip


def _heeds_ctrl_c() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so would every process that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _gone(process: "subprocess.Popen[str]") -> None:
    """End the process and what it started, also what goes on without it."""
    for blow in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, PermissionError):  # nobody is left in its group
            os.killpg(process.pid, blow)
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)


def _ran(code: int, said: str, seconds: float, folder: Path) -> Ran:
    told = Ran(outcome="crashed", code=code, seconds=seconds, said=said)
    if code == 2:
        return told.model_copy(update={"outcome": "refused" if '"code": "refused"' in said else "mistake"})
    if code != 0 or not (folder / "manifest.json").is_file():
        return told.model_copy(update={"outcome": "too late" if code == -1 else "crashed"})
    grade = str(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["grade"]["name"])
    outcome = "draft" if grade == "draft" else "film" if (folder / "film.mp4").is_file() else "parts"
    return told.model_copy(update={"outcome": outcome, "grade": grade, "folder": str(folder)})
