"""The README's blocks run as they stand, in an empty folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BLOCK = re.compile(r"<!-- executed by tests/docs/test_\w+.py -->\n```(\w+)\n(.*?)```", re.DOTALL)


def blocks(root: Path, language: str, page: str = "README.md") -> list[str]:
    return [text for found, text in BLOCK.findall((root / page).read_text("utf-8")) if found == language]


def run(command: list[str], root: Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    bin_ = folder / "bin"
    bin_.mkdir(exist_ok=True)
    (folder / "home").mkdir(exist_ok=True)
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
    """Above 5 s: it makes three whole films, edits one and takes another elsewhere."""
    block, edits, _, elsewhere = blocks(root, "sh")
    done = run(["sh", "-e", "-c", block + edits + elsewhere], root, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "\n[]\n" in done.stdout, "an untouched timeline is no edit"
    assert (tmp_path / "fox-again" / "film.mp4").read_bytes() == (tmp_path / "fox" / "film.mp4").read_bytes()
    assert (tmp_path / "fox" / "film.mp4").stat().st_size > 10_000
    assert (tmp_path / "short" / "captions.srt").exists()
    assert "A red fox weighs about 7 kg." in done.stdout
    assert "0 to make" in done.stdout
    assert "At night it walks to the sea." in done.stdout
    assert "pyttsx3" in done.stdout
    assert "at the edge" in (tmp_path / "short" / "captions.srt").read_text("utf-8")


def test_the_python_block_makes_its_film(root: Path, tmp_path: Path) -> None:
    """Above 5 s: it makes a whole film."""
    (block,) = blocks(root, "python")
    done = run([sys.executable, "-c", block], root, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "the-fox/film.mp4" in done.stdout
    assert "complete" in done.stdout


def test_pictures_are_drawn_as_the_readme_says(root: Path, tmp_path: Path) -> None:
    _, _, block, _ = blocks(root, "sh")
    done = run(["sh", "-e", "-c", block], root, tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "fox.png").stat().st_size > 100_000
    assert (tmp_path / "elephants.svg").read_text("utf-8").startswith("<svg")


def test_the_illustrators_page(root: Path, tmp_path: Path) -> None:
    page = "docs/illustrator.md"
    (shell,), (python,), (styles,) = (blocks(root, language, page) for language in ("sh", "python", "toml"))
    done = run(["sh", "-e", "-c", shell], root, tmp_path)
    assert done.returncode == 0, done.stderr
    assert {"fox.png", "water.svg", "spec.json", "tower.png", "tower"} <= {path.name for path in tmp_path.iterdir()}
    drawn = run([sys.executable, "-c", python], root, tmp_path)
    assert drawn.stdout == "landscape ['Noto Emoji']\n", drawn.stderr
    (tmp_path / "home" / "styles.toml").write_text(styles)
    shown = run(["sh", "-c", "storyreel draw 'A fox' --style mint -o mint.png"], root, tmp_path)
    assert "mint.png  (1920 x 1080, landscape, mint)" in shown.stdout, shown.stderr


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "docs/illustrator.md",
        "docs/writing.md",
        "docs/gallery.md",
        "docs/output.md",
        "docs/exports.md",
        "docs/architecture.md",
        "docs/adding.md",
    ],
)
def test_every_link_leads_somewhere(root: Path, name: str) -> None:
    page = root / name
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
