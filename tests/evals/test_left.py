"""What a run leaves behind: a process of its store and half a film are found, a whole film is silent."""

import subprocess
import sys
from pathlib import Path

import pytest

from evals import left
from evals.case import Fault
from evals.solver import _disturbed
from tests.evals.conftest import Film

SLEEP = [sys.executable, "-c", "import time; print(1, flush=True); time.sleep(60)"]


def test_a_whole_film_leaves_nothing(film: Film, tmp_path: Path) -> None:
    folder = film()
    (tmp_path / "home" / "work").mkdir(parents=True)
    assert left.files(tmp_path, folder) == ()
    assert left.half(folder) == left.half(tmp_path / "none") == ()


def test_half_a_film_is_found(film: Film, tmp_path: Path) -> None:
    folder = film()
    (folder / "film.mp4.part").write_bytes(b"")
    (folder / "captions.srt").unlink()
    (tmp_path / ".film.abc").mkdir()
    (tmp_path / "home" / "work" / "x").mkdir(parents=True)
    assert left.files(tmp_path, folder) == (
        ".film.abc", "film/captions.srt missing", "film/film.mp4.part that the manifest does not name", "home/work/x",
    )  # fmt: skip
    (folder / "manifest.json").write_text("{")
    assert left.half(folder) == ("film/ without a manifest",)


@pytest.mark.parametrize("told", [True, False], ids=["by its environment", "by its group"])
def test_a_process_that_goes_on_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: bool) -> None:
    if not told:
        monkeypatch.setattr(left, "PROC", tmp_path / "none")
    elif not left.PROC.is_dir():
        pytest.skip("only Linux tells the environment of other processes")
    home = tmp_path / "home"
    process = subprocess.Popen(SLEEP, env={"STORYREEL_HOME": str(home)}, stdout=subprocess.PIPE, start_new_session=True)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        (found,) = left.processes(home, process.pid, 0.0)
        assert ("time.sleep" in found) is told
    finally:
        process.kill()
        process.communicate()
    assert left.processes(home, process.pid, 0.0) == ()


def test_a_store_beside_is_another(tmp_path: Path) -> None:
    process = subprocess.Popen(SLEEP, env={"STORYREEL_HOME": f"{tmp_path}/home2"}, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        assert not left.PROC.is_dir() or left.processes(tmp_path / "home", process.pid, 0.0) == ()
    finally:
        process.kill()
        process.communicate()


STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print('{"kind":"step_started","step":"shoot"}', flush=True)
time.sleep(60)
"""
GOOD = """
import time
print('{"kind":"tool_called","tool":"audio","name":"speak 1.1","args_hash":"a","start":0,"end":1,"status":"made"}')
print('{"kind":"step_started","step":"shoot"}', flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize(
    ("kind", "code", "things"),
    [("cancel", GOOD, 0), ("kill", GOOD, 0), ("cancel", STUBBORN, 3), ("kill", STUBBORN, 2)],
    ids=["Ctrl-C", "kill", "Ctrl-C that is ignored", "kill that leaves a helper"],
)
def test_a_run_that_is_ended_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, code: str, things: int
) -> None:
    """Nobody is left to wait for in a good one; what ignores Ctrl-C, or outlives its killed parent, is found."""
    if not left.PROC.is_dir():
        pytest.skip("only Linux tells the environment of other processes")
    monkeypatch.setattr(left, "WITHIN", 0.5)
    fault = Fault.model_validate({"kind": kind, "what": "shoot"})
    env = {"STORYREEL_HOME": str(tmp_path / "home")}
    blow = _disturbed([sys.executable, "-c", code], env, tmp_path, fault)
    assert blow is not None
    assert [call.name for call in blow.calls] == (["speak 1.1"] if code == GOOD else [])
    assert len(blow.left) == things, blow.left
    if things:
        assert blow.left[0].startswith("it did not end")
        assert any("time.sleep(60)" in one for one in blow.left[1:])
    assert left.processes(tmp_path / "home", 0, 5.0) == (), "none of them is left to others"


def test_a_run_that_was_done_was_not_ended(tmp_path: Path) -> None:
    env = {"STORYREEL_HOME": str(tmp_path / "home")}
    assert _disturbed([sys.executable, "-c", "print(1)"], env, tmp_path, Fault(kind="kill", what="shoot")) is None
