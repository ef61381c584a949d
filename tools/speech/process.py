"""Runs one job of a worker module in a process of its own, which never outlives its time or its parent."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.errors import Unavailable
from core.settings import inherited
from tools.speech.worker import JOB, REPLY

LOG = "log.txt"


def run(module: str, job: Mapping[str, Any], folder: Path, limit: float, **environment: str) -> dict[str, Any]:
    """What the worker `module` replied to `job`; its files lie in `folder`.

    Raises Unavailable when it dies, hangs for `limit` seconds (then it is killed) or reports an error.
    """
    (folder / JOB).write_text(json.dumps(job), "utf-8")
    reading, lifeline = os.pipe()
    try:
        status = _wait(_start(module, folder, reading, environment), limit)
    finally:
        os.close(reading)
        os.close(lifeline)
    return _reply(folder, status)


def _wait(process: "subprocess.Popen[bytes]", limit: float) -> int:
    """The exit status; the worker is gone however this ends."""
    try:
        return process.wait(limit)
    except subprocess.TimeoutExpired:
        raise Unavailable(f"the voice worker did not finish within {limit:.0f} seconds and was stopped") from None
    finally:
        _kill(process)


def _start(module: str, folder: Path, lifeline: int, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start the worker with this process's import path; -P keeps the current folder out of it."""
    path = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)
    with (folder / LOG).open("wb") as log:
        try:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", module, str(folder.absolute())],
                stdin=lifeline,
                stdout=log,
                stderr=log,
                cwd=environment.get("ESPEAK_DATA_PATH"),
                env=inherited(PYTHONPATH=path, **{**environment, **_relative(environment)}),
                start_new_session=True,
            )
        except OSError as error:
            raise Unavailable(f"no worker process could be started: {error}", unexpected=True) from error


def _relative(environment: Mapping[str, str]) -> dict[str, str]:
    """The data folder as seen from the worker, which starts in it: espeak-ng cuts paths off at 160 bytes and dies."""
    return {"ESPEAK_DATA_PATH": "."} if "ESPEAK_DATA_PATH" in environment else {}


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End the worker and whatever it started."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _reply(folder: Path, status: int) -> dict[str, Any]:
    try:
        reply: dict[str, Any] = json.loads((folder / REPLY).read_text("utf-8"))
    except (OSError, ValueError):
        lines = (folder / LOG).read_text("utf-8", "replace").strip().splitlines()
        said = f": {lines[-1][:200]}" if lines else ""
        raise Unavailable(f"the voice worker ended with status {status} and no sound{said}", unexpected=True) from None
    if reply.get("error"):
        raise Unavailable(f"the voice engine failed: {reply['error']}", unexpected=True)
    return reply
