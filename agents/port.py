"""A language model as the agents see it: it fills shapes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from core.scene import Value

Shape = TypeVar("Shape", bound=Value)


def nothing_wrong(_: object) -> tuple[str, ...]:
    """The check that finds nothing."""
    return ()


class Mind(Protocol):
    """A language model that answers agents."""

    def ask(
        self,
        agent: str,
        verb: str,
        shape: type[Shape],
        values: Mapping[str, str],
        *,
        check: Callable[[Shape], Sequence[str]] = nothing_wrong,
        pictures: Sequence[bytes] = (),
    ) -> Shape:
        """The answer to `prompts/<agent>.<verb>.md` filled with `values`, and shown `pictures` (JPEG files).

        What does not fit `shape`, and what `check` finds wrong with it (one sentence each), is shown to the model once;
        a second answer that fits the shape is handed back whatever `check` says of it. Raises Unavailable, and Refused
        when the model declines.
        """
