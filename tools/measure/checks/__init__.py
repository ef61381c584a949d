"""Checks that stand in files of their own: each module's function `check` is asked about every finished film."""

import importlib
import pkgutil
from collections.abc import Iterator

from tools.measure.port import Check


def checks() -> Iterator[Check]:
    """Every check in this folder, by name."""
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{__package__}.{found.name}")
        check: Check = module.check
        yield check
