"""A language model as the agents see it: it fills shapes, and it works with the tools that it is handed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from core.scene import Value

Shape = TypeVar("Shape", bound=Value)


def nothing_wrong(_: object) -> tuple[str, ...]:
    """The check that finds nothing."""
    return ()


@dataclass(frozen=True)
class Tool:
    """What a model may call: `act` takes checked `arguments` and answers with text that the model reads as data."""

    name: str
    description: str
    arguments: type[Value]
    act: Callable[[Any], str]


class Mind(Protocol):
    """A language model that answers agents. Every method raises Unavailable, and Refused when the model declines."""

    def ask(
        self,
        agent: str,
        verb: str,
        shape: type[Shape],
        values: Mapping[str, str],
        *,
        check: Callable[[Shape], Sequence[str]] = nothing_wrong,
        pictures: Sequence[Path] = (),
    ) -> Shape:
        """The answer to `prompts/<agent>.<verb>.md` filled with `values`.

        What does not fit `shape`, and what `check` finds wrong with it (one sentence each), is shown to the model once;
        a second answer that fits the shape is handed back whatever `check` says of it. The model sees `pictures`.
        """

    def work(self, agent: str, verb: str, values: Mapping[str, str], tools: Sequence[Tool], *, most: int) -> str:
        """Let the model call `tools` until it answers in words, at most `most` times; returns its words.

        A call of another tool, or with arguments that do not fit, is answered with what is wrong. After `most` calls
        the words are empty.
        """
