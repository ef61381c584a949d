"""Serve fakes by hand: `python -m tests.fakes wikipedia serper pages`, until Ctrl-C."""

import importlib
import pkgutil
import sys
import time
from contextlib import ExitStack

import tests.fakes
from tests.fakes.server import Fake


def known() -> dict[str, type[Fake]]:
    """Every fake by name."""
    names = [one.name for one in pkgutil.iter_modules(tests.fakes.__path__) if one.name not in ("server", "__main__")]
    found = {}
    for name in names:
        module = importlib.import_module(f"tests.fakes.{name}")
        found[name] = next(
            one
            for one in vars(module).values()
            if isinstance(one, type) and one.__module__ == module.__name__ and issubclass(one, Fake)
        )
    return found


def main(names: list[str]) -> int:
    """Start the fakes, say how to point at them, and wait."""
    fakes = known()
    if not names or set(names) - set(fakes):
        sys.stderr.write(f"Name one or more of: {', '.join(fakes)}.\n")
        return 2
    with ExitStack() as stack:
        variables: dict[str, str] = {}
        for name in names:
            variables.update(stack.enter_context(fakes[name]()).settings())
        for name, value in variables.items():
            sys.stdout.write(f"export {name}='{value}'\n")
        sys.stdout.flush()
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
