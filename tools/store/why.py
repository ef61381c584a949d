"""Why an artefact was made: the difference between its order and the order of what it replaced."""

from collections.abc import Iterator
from typing import Any

from core.recipes import Store
from core.scene import Value


class Reason(Value):
    """Why: one sentence, and the parts of the order that differ."""

    key: str
    verdict: str
    differences: tuple[str, ...] = ()


def why(store: Store, key: str, was: str | None, made: bool) -> Reason:
    """Explain the artefact `key`, which replaced `was` in its film (None: nothing) and was `made` in the last run."""
    order = store.order_of(key)
    if order is None:
        return Reason(key=key, verdict="it is not in the store any more; the next make or heal makes it again")
    maker = f"{order.recipe} {order.version} by {order.maker}"
    if was is None:
        first = "made for the first time" if made else "found: something else in the store was made the same way"
        return Reason(key=key, verdict=f"{first} ({maker})")
    old = store.order_of(was)
    if old is None:
        return Reason(key=key, verdict=f"it replaced an artefact whose order is not in the store any more ({maker})")
    parts = ("maker", "version", "spec", "inputs")
    before = {part: getattr(old, part) for part in parts}
    after = {part: getattr(order, part) for part in parts}
    verb = "made again" if made else "found again"
    return Reason(
        key=key, verdict=f"{verb} ({maker}), because this differs:", differences=tuple(_diff("", before, after))
    )


def _diff(path: str, old: Any, new: Any) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted(old.keys() | new.keys()):
            yield from _diff(f"{path}.{name}" if path else name, old.get(name), new.get(name))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _diff(f"{path}[{index}]", one, other)
    elif old != new:
        yield f"{path}: {old!r} -> {new!r}"
