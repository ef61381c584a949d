"""Set-up on a bare machine: what is missing is said in one sentence, and nothing is half made."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

NEEDED = ("sh", "echo", "rm", "touch", "sed", "make")
OLD = "#!/bin/sh\nexit 1\n"
NO_VENV = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexit 0\n'


@pytest.fixture
def bare(tmp_path: Path, root: Path) -> Path:
    """A checkout's set-up files beside a PATH (`bin`) with next to nothing on it."""
    (tmp_path / "bin").mkdir()
    for program in NEEDED:
        found = shutil.which(program)
        assert found is not None
        (tmp_path / "bin" / program).symlink_to(found)
    (tmp_path / "scripts").mkdir()
    for name in ("Makefile", "requirements.lock", "pyproject.toml", "setup.py", "scripts/setup.sh"):
        shutil.copy(root / name, tmp_path / name)
    return tmp_path


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": str(folder / "bin")}
    return subprocess.run(["make", *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False)


def install(folder: Path, name: str, script: str) -> None:
    (folder / "bin" / name).write_text(script, "utf-8")
    (folder / "bin" / name).chmod(0o755)


@pytest.mark.parametrize("launchers", [(), ("python3", "python3.12")], ids=["none", "broken launchers"])
def test_no_python_is_one_sentence(bare: Path, launchers: tuple[str, ...]) -> None:
    for name in launchers:
        install(bare, name, OLD)
    done = make(bare, "setup")
    assert done.returncode != 0
    assert "No Python 3.11 or newer was found" in done.stderr.splitlines()[0]
    assert not (bare / ".venv").exists()


def test_no_venv_module_is_one_sentence(bare: Path) -> None:
    install(bare, "python3", NO_VENV)
    done = make(bare, "setup")
    assert done.returncode != 0
    assert "python3 has no venv module: install it" in done.stderr.splitlines()[0]
    assert not (bare / ".venv").exists()


def test_a_second_setup_does_nothing_and_a_new_lock_does(bare: Path) -> None:
    ready = bare / ".venv" / "ready"
    ready.parent.mkdir()
    ready.touch()
    for name in ("requirements.lock", "pyproject.toml", "setup.py", "scripts/setup.sh"):
        os.utime(bare / name, (1, 1))
    assert make(bare, "setup").returncode == 0
    os.utime(bare / "requirements.lock", (2**31, 2**31))
    assert "No Python" in make(bare, "setup").stderr


def test_make_alone_prints_help(bare: Path) -> None:
    shown = make(bare).stdout
    for verb in ("demo", "test", "check", "assets", "lock", "fingerprints", "clean"):
        assert f"make {verb} " in shown


def test_ci_begins_with_the_tests(root: Path) -> None:
    script = root / ".ci" / "run"
    lines = [line for line in script.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert lines[0] == "set -euo pipefail"
    assert lines[2] == "make test"
    assert os.access(script, os.X_OK)
