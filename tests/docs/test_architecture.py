"""docs/architecture.md names every part of the house, and only parts that are there."""

import re
from pathlib import Path

from tests.architecture.ratchets import ROOMS

PATH = re.compile(r"`([a-z_]+(?:/[a-z_0-9]+)*(?:/|\.[a-z]+))`")


def named(text: str) -> set[str]:
    return set(PATH.findall(text))


def unowned(text: str, files: set[str]) -> set[str]:
    """Modules that no bullet covers, by their own path or by a folder's."""
    owners = named(text)
    return {
        file
        for file in files
        if not any(file == owner or (owner.endswith("/") and file.startswith(owner)) for owner in owners)
    }


def test_every_module_has_an_owner(root: Path) -> None:
    text = (root / "docs" / "architecture.md").read_text("utf-8")
    files = {file.relative_to(root).as_posix() for room in ROOMS for file in (root / room).rglob("*.py")}
    plain = {file for file in files if not file.endswith(("__init__.py", "__main__.py"))}
    assert unowned(text, plain) == set()


def test_every_path_exists(root: Path) -> None:
    text = (root / "docs" / "architecture.md").read_text("utf-8")
    assert {path for path in named(text) if not (root / path).exists()} == set()
    assert len(named(text)) > 30


def test_a_module_without_an_owner_is_found() -> None:
    assert unowned("- `tools/film/` own films", {"tools/film/cut.py", "tools/music/bed.py"}) == {"tools/music/bed.py"}
