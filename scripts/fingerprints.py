"""Fingerprints of the code behind each recipe, so that no change of what it makes goes out under the old version.

A recipe's version is part of every key: whoever changes the bytes it makes raises the version. Whoever changed its code
and not its bytes acknowledges that with `make fingerprints`, which shows in the diff of the committed file.
"""

import ast
import hashlib
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from core.recipes import RECIPES

ROOT = Path(__file__).resolve().parents[1]
COMMITTED = ROOT / "tests" / "architecture" / "fingerprints.json"
ROOMS = ("core", "tools", "agents", "graphs")


class Fingerprint(TypedDict):
    """A recipe's version and the digest of its modules at that version."""

    version: int
    fingerprint: str


def shape(node: object) -> object:
    """What a piece of Python means, as plain lists: no docstrings, comments, positions; equal on every Python."""
    if isinstance(node, list):
        return [shape(item) for item in node]
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = [(name, value) for name, value in ast.iter_fields(node) if name not in {"ctx", "kind", "type_ignores"}]
    fields = [(name, _told(node, value) if isinstance(value, list) else value) for name, value in fields]
    # A field that one Python version knows and another does not is empty wherever it is not used.
    return [type(node).__name__, *([name, shape(value)] for name, value in fields if value not in (None, []))]


def _told(node: ast.AST, items: list[object]) -> list[object]:
    """The items that say something: no statement that is a bare text, no empty piece of an f-string (Python 3.12)."""
    if isinstance(node, ast.JoinedStr):
        return [item for item in items if not (isinstance(item, ast.Constant) and item.value == "")]
    return [item for item in items if not (isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant))]


def content(file: Path) -> bytes:
    """What counts of a file: a module's meaning, every byte of anything else."""
    if file.suffix != ".py":
        return file.read_bytes()
    return json.dumps(shape(ast.parse(file.read_bytes()))).encode()


def files(root: Path, modules: tuple[str, ...]) -> Iterator[Path]:
    """The files that a recipe names, folders with all they hold (caches and hidden files left out)."""
    for name in modules:
        path = root / name
        if not path.exists():
            raise FileNotFoundError(f"a recipe names {name}, which does not exist")
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            parts = file.relative_to(root).parts
            if file.is_file() and not any(part == "__pycache__" or part.startswith(".") for part in parts):
                yield file


def fingerprint(root: Path, modules: tuple[str, ...]) -> str:
    """sha256 over the names and contents of a recipe's files."""
    total = hashlib.sha256()
    for file in files(root, modules):
        for part in (file.relative_to(root).as_posix().encode(), content(file)):
            total.update(hashlib.sha256(part).digest())
    return total.hexdigest()


def current(root: Path = ROOT) -> dict[str, Fingerprint]:
    """Every recipe of the rooms as it is now."""
    for file in sorted(file for room in ROOMS for file in (root / room).rglob("*.py")):
        if "Recipe(" in file.read_text("utf-8"):
            importlib.import_module(".".join(file.relative_to(root).with_suffix("").parts))
    return {
        name: Fingerprint(version=recipe.version, fingerprint=fingerprint(root, recipe.modules))
        for name, recipe in sorted(RECIPES.items())
    }


def unacknowledged(committed: dict[str, Fingerprint], now: dict[str, Fingerprint]) -> list[str]:
    """What must be said before the change goes out: one sentence per recipe."""
    found = [f"recipe {name} is gone: run `make fingerprints`" for name in committed.keys() - now.keys()]
    for name, entry in now.items():
        before = committed.get(name)
        if before is None:
            found.append(f"recipe {name} has no committed fingerprint: run `make fingerprints`")
        elif entry["version"] < before["version"]:
            found.append(f"the version of recipe {name} went down: a key would be used twice")
        elif entry["version"] > before["version"]:
            found.append(f"the version of recipe {name} was raised: run `make fingerprints` to commit it")
        elif entry["fingerprint"] != before["fingerprint"]:
            found.append(
                f"the code of recipe {name} changed: raise the version of recipe {name}, "
                "or acknowledge unchanged bytes with `make fingerprints`"
            )
    return sorted(found)


def main() -> None:
    """Commit the fingerprints as they are now, and say what that acknowledges."""
    now = current()
    before = json.loads(COMMITTED.read_text("utf-8")) if COMMITTED.exists() else {}
    for sentence in unacknowledged(before, now):
        print(sentence.split(":")[0])
    if any(entry["version"] < before[name]["version"] for name, entry in now.items() if name in before):
        sys.exit("A version only goes up.")
    COMMITTED.write_text(json.dumps(now, indent=2) + "\n", "utf-8")
    print(f"{len(now)} recipes are in {COMMITTED.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
