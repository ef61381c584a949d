"""The README's blocks run as they stand, in an empty folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BLOCK = re.compile(r"<!-- executed by tests/docs/test_readme.py -->\n```(\w+)\n(.*?)```", re.DOTALL)


def blocks(root: Path, language: str) -> list[str]:
    return [text for found, text in BLOCK.findall((root / "README.md").read_text("utf-8")) if found == language]


def run(command: list[str], root: Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    bin_ = folder / "bin"
    bin_.mkdir()
    (bin_ / "storyreel").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m storyreel "$@"\n')
    (bin_ / "storyreel").chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(root),
        "STORYREEL_HOME": str(folder / "home"),
    }
    return subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, timeout=300)


def test_the_shell_block_makes_its_films(root: Path, tmp_path: Path) -> None:
    """Above 5 s: it makes three whole films."""
    (block,) = blocks(root, "sh")
    done = run(["sh", "-e", "-c", block], root, tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "fox" / "film.mp4").stat().st_size > 10_000
    assert (tmp_path / "short" / "captions.srt").exists()
    assert "A red fox weighs about 7 kg." in done.stdout
    assert "0 to make" in done.stdout
    assert "At night it walks to the sea." in done.stdout
    assert "pyttsx3" in done.stdout


def test_the_python_block_makes_its_film(root: Path, tmp_path: Path) -> None:
    """Above 5 s: it makes a whole film."""
    (block,) = blocks(root, "python")
    done = run([sys.executable, "-c", block], root, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "the-fox/film.mp4" in done.stdout
    assert "complete" in done.stdout


@pytest.mark.parametrize("name", ["README.md", "docs/output.md", "docs/architecture.md", "docs/adding.md"])
def test_every_link_leads_somewhere(root: Path, name: str) -> None:
    page = root / name
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
