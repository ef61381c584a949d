"""Every example can be made: it is planned to its last artefact, from an empty store."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = {
    "demo.txt": "--script",
    "nile.ar.txt": "--script",
    "short.txt": "--script",
    "rainbows.md": "--source",
    "monsoon.hi.md": "--source",
    "qanat.fa.md": "--source",
}


def test_every_example_is_tried(root: Path) -> None:
    assert {path.name for path in (root / "examples").iterdir() if path.is_file()} == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_can_be_made(root: Path, tmp_path: Path, name: str) -> None:
    command = [
        sys.executable,
        "-m",
        "storyreel",
        "make",
        EXAMPLES[name],
        str(root / "examples" / name),
        "--plan",
        "--json",
    ]
    env = {**os.environ, "PYTHONPATH": str(root), "STORYREEL_HOME": str(tmp_path / "home")}
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    kinds = [item["kind"] for item in json.loads(done.stdout)["make"]]
    assert kinds.count("film") == 1
    assert kinds.count("segment") >= 4
