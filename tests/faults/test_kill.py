"""kill -9 anywhere, then the same command: nothing finished is made again, and the film is the undisturbed one.

Above 5 s each: whole films are made by the real command, most of them twice.
"""

import signal
import time

import pytest

from tests.faults.conftest import Command

SIGKILLED = -signal.SIGKILL


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("point", ["blob:{}:1", "key:{}:1", "key:{}:2"])
def test_the_parent_is_killed(command: Command, undisturbed: dict[str, bytes], point: str, when: str) -> None:
    killed = command.run(KILL=f"parent:{point.format(when)}")
    assert killed.returncode == SIGKILLED
    assert command.orphans() == []
    assert not command.out.exists()
    before = command.finished()
    again = command.run()
    assert again.returncode == 0, again.stderr
    after = command.finished()
    assert {key: after[key] for key in before} == before
    assert command.files() == undisturbed
    assert list((command.home / "work").iterdir()) == []


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("point", ["blob:{}:1", "key:{}:1"])
def test_a_pool_worker_is_killed(command: Command, undisturbed: dict[str, bytes], point: str, when: str) -> None:
    done = command.run(KILL=f"worker:{point.format(when)}")
    assert (command.base / "flag").exists()
    assert done.returncode == 0, done.stderr
    assert command.files() == undisturbed
    assert command.manifest()["grade"]["name"] == "complete"
    assert command.orphans() == []


@pytest.mark.parametrize("when", ["before", "after"])
def test_the_voice_worker_is_killed(command: Command, undisturbed: dict[str, bytes], when: str) -> None:
    done = command.run(KILL=f"voice:process:{when}:1")
    assert (command.base / "flag").exists()
    assert done.returncode == 0, done.stderr
    assert command.files() == undisturbed
    assert command.manifest()["grade"]["name"] == "complete"


def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(command: Command, undisturbed: dict[str, bytes]) -> None:
    process = command.start()
    end = time.monotonic() + 60
    while not any((command.home / "keys").glob("*/*.json")) and time.monotonic() < end:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert err.splitlines()[-1].startswith("storyreel: Stopped. What is finished is kept: run the same command again")
    assert "Traceback" not in err
    assert command.orphans() == []
    before = command.finished()
    assert before
    assert command.run().returncode == 0
    assert {key: command.finished()[key] for key in before} == before
    assert command.files() == undisturbed


def test_a_second_run_makes_nothing(command: Command, undisturbed: dict[str, bytes]) -> None:
    command.run()
    before = command.finished()
    done = command.run()
    assert done.returncode == 0
    assert command.finished() == before
    assert {line["status"] for line in trajectory(command) if line["name"] not in ("research", "write")} == {"found"}
    assert command.files() == undisturbed


def trajectory(command: Command) -> list[dict[str, object]]:
    import json

    return [json.loads(line) for line in (command.out / "trajectory.jsonl").read_text().splitlines()]
