"""Takes packages away from a process and from every process that it starts, as if they were not installed.

Python runs a `sitecustomize` that it finds on its path before anything else: `folder` writes one that holds this
module's own text, so it imports nothing but the standard library, and nothing happens where it is only imported.
"""

import ctypes.util
import pathlib
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.resources import files

FONTS, SPEAKER = "fonts", "espeakng_loader"
"""The bundled fonts, which are no package; and the voice, which takes a system's library along."""


class Blocker:
    """A finder of modules that finds some to be missing."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = frozenset(names)

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002
        """Raise ModuleNotFoundError for what was taken away, and leave the rest to other finders."""
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


def take_away(names: Sequence[str]) -> None:
    """Make these packages unimportable in this process."""
    sys.meta_path.insert(0, Blocker(names))
    if FONTS in names:
        is_file = pathlib.Path.is_file

        def there(path: pathlib.Path) -> bool:
            return "fonts/assets" not in path.as_posix() and is_file(path)

        pathlib.Path.is_file = there  # type: ignore[method-assign,assignment]
    if SPEAKER in names:
        ctypes.util.find_library = lambda name: None  # noqa: ARG005


def folder(place: pathlib.Path, names: Sequence[str]) -> pathlib.Path:
    """A new folder for PYTHONPATH: processes that start with it lack these packages."""
    place.mkdir(parents=True, exist_ok=True)
    text = files(__package__).joinpath("lack.py").read_text(encoding="utf-8")
    (place / "sitecustomize.py").write_text(f"{text}\n\ntake_away({list(names)!r})\n", encoding="utf-8")
    return place
