"""README's table of environment variables names what core/settings.py reads, and nothing that it does not."""

import ast
import re
from pathlib import Path

from core.settings import SECRETS

VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
ROW = re.compile(r"^\| *`([A-Z][A-Z0-9_]+)`", re.MULTILINE)


def read_by(source: str) -> set[str]:
    """Variables that a settings module reads: its upper-case strings."""
    texts = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and VARIABLE.fullmatch(text)}


def variables(root: Path) -> set[str]:
    source = (root / "core" / "settings.py").read_text("utf-8")
    return read_by(source) | {name.upper() for name in SECRETS}


def test_readme_names_every_variable(root: Path) -> None:
    told = set(ROW.findall((root / "README.md").read_text("utf-8")))
    assert variables(root) - told == set(), "README.md: rows | `NAME` | … | are missing"
    assert told - variables(root) == set(), "README.md tells of variables that nobody reads"


def test_a_read_variable_is_seen() -> None:
    assert read_by('HOME = env.get("STORYREEL_HOME")\nMODE = env["mode"]\n') == {"STORYREEL_HOME"}


def test_a_row_is_seen() -> None:
    assert ROW.findall("| Variable | Means |\n| --- | --- |\n| `STORYREEL_HOME` | where |\n") == ["STORYREEL_HOME"]
