"""What is taken away is missing in a process and in those that it starts, and nowhere else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from evals.lack import folder

TRIES = "import {name}; print('there')"
BELOW = "import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', 'import colorsys']).returncode)"


def python(code: str, path: Path) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "PYTHONPATH": str(path)}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "there"), [("colorsys", False), ("quopri", True)])
def test_a_package_is_taken_away(tmp_path: Path, name: str, there: bool) -> None:
    done = python(TRIES.format(name=name), folder(tmp_path / "lack", ["colorsys"]))
    assert (done.returncode == 0) is there
    assert ("ModuleNotFoundError: No module named 'colorsys'" in done.stderr) is not there


def test_it_is_missing_in_children_too(tmp_path: Path) -> None:
    assert python(BELOW, folder(tmp_path / "lack", ["colorsys"])).returncode == 1
    assert python(BELOW, tmp_path).returncode == 0


def test_fonts_and_a_system_s_voice_are_taken_away(tmp_path: Path) -> None:
    code = (
        "import ctypes.util, pathlib; font = pathlib.Path('{0}/fonts/assets/a.ttf'); font.parent.mkdir(parents=True); "
        "font.touch(); print(font.is_file(), pathlib.Path('{0}').exists(), ctypes.util.find_library('c'))"
    ).format(tmp_path / "x")
    assert python(code, folder(tmp_path / "lack", ["fonts", "espeakng_loader"])).stdout.split() == [
        "False", "True", "None",
    ]  # fmt: skip
    assert python(code.replace("/x", "/y"), tmp_path).stdout.split()[0] == "True"
