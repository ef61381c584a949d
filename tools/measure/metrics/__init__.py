"""The metrics of a finished film (reference: docs/evals.md): each module's `measure` is one group of them."""

import importlib
import pkgutil
from collections.abc import Iterator

from tools.measure.metrics.port import Made, Metric, Verdict, Wanted


def metrics() -> Iterator[tuple[str, Metric]]:
    """Every group by name."""
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{__package__}.{found.name}")
        if hasattr(module, "measure"):
            yield found.name, module.measure


def measure(made: Made, wanted: Wanted) -> tuple[Verdict, ...]:
    """What every metric says of a film, groups in the order of their names."""
    return tuple(verdict for _, metric in metrics() for verdict in metric(made, wanted))
