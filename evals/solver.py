"""Runs one case as a user would: the command line in a process of its own, against the case's fixtures."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from core.clock import now
from core.scene import Value
from core.settings import inherited
from evals.case import Case
from evals.fixtures import Fixtures

LIMIT = 900.0  # s for one film
GRACE = 10.0  # s between the order to stop and the kill
FILM = "film"
PLAIN = {"STORYREEL_LLM": "rules", "PYTHONUNBUFFERED": "1"}
"""What is the same for every case: built in, and heard at once."""
KILLS = ("kill", "cancel")
"""Faults that end the run from outside; it is started again, as a user would."""


class Ran(Value):
    """What came of a case: `outcome` is a film, a draft, refused, a mistake, stopped, too late or crashed."""

    outcome: str
    code: int
    seconds: float
    said: str = ""
    grade: str = ""
    restarts: int = 0
    folder: str = ""


def run(case: Case, site: Fixtures, work: Path) -> Ran:
    """Run a case in the new folder `work`: its store, its inputs and its film lie there."""
    work.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "storyreel", *arguments(case.at(site.url), site, work)]
    found = {} if case.searches else {"STORYREEL_SEARCH": "given"}
    env = inherited(**{**site.environment(), **PLAIN, **found, "STORYREEL_HOME": str(work / "home")})
    begin, restarts = now(), 0
    if case.fault is not None and case.fault.kind in KILLS:
        blow = signal.SIGKILL if case.fault.kind == "kill" else signal.SIGINT
        restarts = int(_disturbed(command, env, work, case.fault.what, blow))
        begin = now()
    code, said = _ended(command, env, work)
    return _ran(code, said, round(now() - begin, 2), restarts, work / FILM)


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


def _ended(command: list[str], env: Mapping[str, str], work: Path) -> tuple[int, str]:
    """The exit code and what was said; -1 for a process that was too late. Its whole group is gone afterwards."""
    with tempfile.TemporaryFile("w+") as out:
        process = _start(command, env, work, out)
        try:
            code = process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            code = -1
        finally:
            _gone(process)
        out.seek(0)
        return code, out.read()[-4000:]


def _disturbed(command: list[str], env: Mapping[str, str], work: Path, step: str, blow: int) -> bool:
    """Start the command and end it once it tells of `step`; whether it was ended before it was done."""
    process = _start(command, env, work, subprocess.PIPE)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if f'"{step}"' in line:
                with suppress(ProcessLookupError):  # it was quicker than the blow
                    os.killpg(process.pid, blow)
                break
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=GRACE)
    finally:
        _gone(process)
        process.stdout.close()
    return process.returncode != 0


def _start(command: list[str], env: Mapping[str, str], work: Path, out: Any) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command, env=env, cwd=work, stdout=out, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )


def _gone(process: "subprocess.Popen[str]") -> None:
    """End the process and what it started."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(GRACE)
    except (ProcessLookupError, PermissionError):
        process.wait(GRACE)


def _ran(code: int, said: str, seconds: float, restarts: int, folder: Path) -> Ran:
    told = Ran(outcome="crashed", code=code, seconds=seconds, said=said, restarts=restarts)
    if code == 2:
        return told.model_copy(update={"outcome": "refused" if '"code": "refused"' in said else "mistake"})
    if code != 0 or not (folder / "manifest.json").is_file():
        return told.model_copy(update={"outcome": "too late" if code == -1 else "crashed"})
    grade = str(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["grade"]["name"])
    outcome = "draft" if grade == "draft" else "film"
    return told.model_copy(update={"outcome": outcome, "grade": grade, "folder": str(folder)})
