"""Imports go down only: the contract in pyproject.toml, and that it fires."""

import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from tests.architecture.ratchets import ROOMS


def contract(root: Path) -> tuple[list[str], list[str]]:
    table = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    [layers] = [entry["layers"] for entry in table["contracts"] if entry["type"] == "layers"]
    return table["root_packages"], layers


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=tree, env={"PYTHONPATH": str(tree)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_every_room_is_in_the_contract(root: Path) -> None:
    linted, layers = contract(root)
    assert layers == linted == list(ROOMS)


@pytest.fixture
def tree(root: Path, tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text((root / "pyproject.toml").read_text("utf-8"), "utf-8")
    for room in contract(root)[0]:
        (tmp_path / room / "inner").mkdir(parents=True)
        (tmp_path / room / "__init__.py").touch()
        (tmp_path / room / "inner" / "__init__.py").touch()
    return tmp_path


def test_imports_downward_pass(tree: Path) -> None:
    (tree / "storyreel" / "inner" / "door.py").write_text("from core.inner import X\nfrom graphs.inner import Y\n")
    assert lint(tree).returncode == 0


@pytest.mark.parametrize(("upper", "lower"), list(pairwise(ROOMS)))
def test_an_import_upward_is_found(tree: Path, upper: str, lower: str) -> None:
    (tree / lower / "inner" / "bad.py").write_text(f"def act() -> None:\n    from {upper}.inner import X\n")
    found = lint(tree)
    assert found.returncode == 1
    assert f"{lower}.inner.bad -> {upper}.inner" in found.stdout
