"""Fan-out and jobs: one port; payloads and results are small JSON with digests, never bytes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, Protocol

from core.scene import Value

Json = Mapping[str, Any]
Handler = Callable[[Json], dict[str, Any]]

HANDLERS: dict[str, Handler] = {}


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the function below, which must stand at the top of its module, as the handler of `kind`."""

    def keep(function: Handler) -> Handler:
        HANDLERS[kind] = function
        return function

    return keep


class Job(Value):
    """A job as seen from outside."""

    id: str
    kind: str
    status: Literal["queued", "running", "completed", "failed", "cancelled"]


class Dispatcher(Protocol):
    """Runs handlers somewhere else: in worker processes here, on a durable queue elsewhere."""

    def warm(self) -> None:
        """Work is coming: start what takes its time to start."""

    def submit(self, kind: str, payload: Json, *, id: str) -> str:
        """Start a job; the same id again is the same job."""

    def result(self, id: str) -> dict[str, Any]:
        """Wait for the job and return what its handler returned, or raise what it raised."""

    def map(self, kind: str, payloads: Sequence[Json], *, ids: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Run many jobs of one kind and yield (index, result) as they finish."""

    def status(self, id: str) -> Job:
        """How the job stands."""

    def list(self) -> Sequence[Job]:
        """Every job of this dispatcher."""

    def cancel(self, id: str) -> None:
        """Do not start the job if it has not started."""

    def close(self) -> None:
        """Stop the workers now; what they have stored stays."""
