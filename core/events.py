"""One typed stream of events: progress bars, plain lines, JSON lines, the trajectory and logs are listeners of it."""

import threading
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import Field

from core.models import Finding, Grade, Substitution
from core.scene import Value


class StepStarted(Value):
    """A step of the graph begins."""

    kind: Literal["step_started"] = "step_started"
    step: str


class StepFinished(Value):
    """A step of the graph ended; `seconds` of wall time."""

    kind: Literal["step_finished"] = "step_finished"
    step: str
    seconds: float


class BeatDone(Value):
    """One beat of a step is done: `done` of `total`; `fresh` when something was made and not found."""

    kind: Literal["beat_done"] = "beat_done"
    step: str
    beat: str
    done: int
    total: int
    fresh: bool


class ToolCalled(Value):
    """A tool was called: the line of the trajectory. Times are seconds since the film's start."""

    kind: Literal["tool_called"] = "tool_called"
    tool: Literal["research", "story", "asset", "audio", "assembly"]
    name: str
    args_hash: str
    start: float
    end: float
    status: Literal["made", "found", "failed"]
    backend: str = ""
    attempt: int = 1
    tokens: int = 0
    cost: float = 0.0


class Substituted(Value):
    """Something stood in for something else."""

    kind: Literal["substituted"] = "substituted"
    substitution: Substitution


class Writing(Value):
    """A language model is answering: how much of its answer is here."""

    kind: Literal["writing"] = "writing"
    agent: str
    characters: int


class Warned(Value):
    """Something the user should know."""

    kind: Literal["warned"] = "warned"
    text: str


class Asked(Value):
    """The user is asked; without an answer what is `assumed` holds."""

    kind: Literal["asked"] = "asked"
    question: str
    assumed: str = ""


class Checked(Value):
    """The finished file was looked at."""

    kind: Literal["checked"] = "checked"
    findings: tuple[Finding, ...]


class Finished(Value):
    """The film is there."""

    kind: Literal["finished"] = "finished"
    folder: str
    grade: Grade


Event = Annotated[
    StepStarted | StepFinished | BeatDone | ToolCalled | Substituted | Writing | Warned | Asked | Checked | Finished,
    Field(discriminator="kind"),
]
Listener = Callable[[Event], None]
Ask = Callable[[Asked], str]
"""Gets the answer of a user to a question; empty: what is assumed holds."""


class Events:
    """Hands every event to every listener, one at a time: threads may emit, listeners need no lock."""

    def __init__(self, *listeners: Listener) -> None:
        self._listeners = list(listeners)
        self._lock = threading.RLock()

    def listen(self, listener: Listener) -> None:
        """Add a listener."""
        self._listeners.append(listener)

    def emit(self, event: Event) -> None:
        """Tell all listeners."""
        with self._lock:
            for listener in self._listeners:
                listener(event)
