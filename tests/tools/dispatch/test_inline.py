"""Worker processes: results, errors, killed workers, and an end that leaves nobody behind."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import Cancelled, Mistake, RateLimited, Unavailable
from tests.tools.dispatch import jobs
from tools.dispatch.inline import LIVES, InlineDispatcher

assert jobs


@pytest.fixture
def dispatch() -> Iterator[InlineDispatcher]:
    made = InlineDispatcher(2)
    yield made
    made.close()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1][:3] if Path("/proc").exists() else True
    except (ProcessLookupError, FileNotFoundError):
        return False


def gone(pid: int, within: float = 10.0) -> bool:
    end = time.monotonic() + within
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(pid)


def test_results_and_errors_come_back_whole(dispatch: InlineDispatcher) -> None:
    results = dict(dispatch.map("test.square", [{"n": n} for n in range(5)], ids=[str(n) for n in range(5)]))
    assert [results[n]["square"] for n in range(5)] == [0, 1, 4, 9, 16]
    assert os.getpid() not in {result["pid"] for result in results.values()}
    dispatch.submit("test.refuse", {"after": 7.0}, id="r")
    with pytest.raises(RateLimited) as caught:
        dispatch.result("r")
    assert (caught.value.reason, caught.value.retry_after) == ("slow down", 7.0)
    assert dispatch.status("r").status == "failed"
    assert {job.status for job in dispatch.list()} == {"completed", "failed"}


def test_warm_workers_are_those_that_work(dispatch: InlineDispatcher) -> None:
    dispatch.warm()
    assert dispatch._pool is not None
    started = set(dispatch._pool._processes)
    results = dict(dispatch.map("test.square", [{"n": n} for n in range(5)], ids=[str(n) for n in range(5)]))
    assert len(started) == 2
    assert {result["pid"] for result in results.values()} <= started
    dispatch.close()
    dispatch.warm()
    with pytest.raises(Cancelled):
        dispatch.submit("test.square", {"n": 1}, id="late")


def test_the_same_id_is_the_same_job(dispatch: InlineDispatcher, tmp_path: Path) -> None:
    for _ in range(3):
        dispatch.submit("test.die", {"n": 1, "times": 0, "log": str(tmp_path / "log")}, id="once")
    assert dispatch.result("once") == {"n": 1}
    assert len((tmp_path / "log").read_text().splitlines()) == 1
    with pytest.raises(Mistake, match="no job 'other'"):
        dispatch.status("other")


def test_jobs_outlive_killed_workers(dispatch: InlineDispatcher, tmp_path: Path) -> None:
    payloads = [{"n": n, "times": 2 if n == 1 else 0, "log": str(tmp_path / f"{n}")} for n in range(4)]
    results = dict(dispatch.map("test.die", payloads, ids=[f"d{n}" for n in range(4)]))
    assert results == {n: {"n": n} for n in range(4)}


def test_a_job_is_sent_though_a_worker_was_killed_while_nobody_waited(
    dispatch: InlineDispatcher, tmp_path: Path
) -> None:
    dispatch.submit("test.die", {"n": 1, "times": 1, "log": str(tmp_path / "log")}, id="d")
    while not dispatch._tasks["d"].future.done():
        time.sleep(0.02)
    dispatch.submit("test.square", {"n": 3}, id="s")
    assert dispatch.result("s")["square"] == 9
    assert dispatch.result("d") == {"n": 1}


def test_a_job_that_always_kills_its_worker_is_given_up(dispatch: InlineDispatcher, tmp_path: Path) -> None:
    dispatch.submit("test.die", {"n": 0, "times": 99, "log": str(tmp_path / "log")}, id="poison")
    with pytest.raises(Unavailable, match="killed each time"):
        dispatch.result("poison")
    assert len((tmp_path / "log").read_text().splitlines()) == LIVES


def test_close_ends_running_workers_at_once(dispatch: InlineDispatcher, tmp_path: Path) -> None:
    dispatch.submit("test.sleep", {"seconds": 60, "started": str(tmp_path / "pid")}, id="s")
    while not (tmp_path / "pid").exists():
        time.sleep(0.05)
    time.sleep(0.1)
    pid = int((tmp_path / "pid").read_text())
    dispatch.close()
    assert gone(pid)
    with pytest.raises(Cancelled):
        dispatch.result("s")
    with pytest.raises(Cancelled):
        dispatch.submit("test.square", {"n": 1}, id="late")


SCRIPT = """
import sys
from pathlib import Path
from tests.tools.dispatch import jobs
from tools.dispatch.inline import InlineDispatcher

with open(sys.argv[1] + ".main", "a") as file:
    file.write("main ran\\n")
dispatch = InlineDispatcher(1)
dispatch.submit("test.sleep", {"seconds": 60, "started": sys.argv[1]}, id="s")
dispatch.result("s")
"""


def test_workers_die_with_a_killed_parent_and_never_run_the_users_script(tmp_path: Path, root: Path) -> None:
    script, started = tmp_path / "script.py", tmp_path / "pid"
    script.write_text(SCRIPT)
    env = {**os.environ, "PYTHONPATH": str(root)}
    parent = subprocess.Popen([sys.executable, str(script), str(started)], env=env, cwd=tmp_path)
    while not started.exists() or not started.read_text():
        assert parent.poll() is None
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    assert gone(int(started.read_text()))
    assert (tmp_path / "pid.main").read_text() == "main ran\n"
