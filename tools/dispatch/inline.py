"""Jobs in worker processes of this one: for the CLI, the library and tests.

Workers are spawned (fork after pyvips was used hangs). They end when this process ends, however it ends: each holds the
reading end of a pipe whose writing end only this process has. A pool that broke (a worker was killed) is rebuilt once
at its size, then at half of it each time; jobs that were lost with it run again.
"""

import importlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

from core.errors import Cancelled, Mistake, Unavailable
from tools.dispatch.port import HANDLERS, Handler, Job, Json

LIVES = 4  # a job that took this many workers down with it is given up


class _Process(SpawnProcess):
    """A spawned process that does not run the user's script again: our handlers never live in `__main__`."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:
        main = sys.modules["__main__"]
        hidden: dict[str, Any] = {
            name: main.__dict__.pop(name) for name in ("__file__", "__spec__") if name in main.__dict__
        }
        main.__spec__ = None
        try:
            return SpawnProcess._Popen(process_obj)
        finally:
            main.__dict__.update(hidden)


class _Context(SpawnContext):
    Process = _Process


def _start_worker(alive: Connection) -> None:
    """Leave Ctrl-C to the parent, and die with it: the pipe ends when its one writer is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Jobs name their files in full. A folder that is deleted meanwhile, or an .env in it, is none of theirs.
    os.chdir(os.sep)

    def watch() -> None:
        try:
            alive.recv_bytes()
        except (EOFError, OSError):
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _ready(_: Json) -> dict[str, Any]:
    """Load what nearly every job needs."""
    for name in ("numpy", "cv2", "av"):
        with suppress(ImportError):
            importlib.import_module(name)
    return {}


@dataclass
class _Task:
    kind: str
    handler: Handler
    payload: Json
    future: Future[dict[str, Any]]
    generation: int
    lives: int = LIVES


class InlineDispatcher:
    """A `Dispatcher` over a process pool of `workers` processes, started on first use."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._generation = 0
        self._tasks: dict[str, _Task] = {}
        self._lock = threading.RLock()
        self._pool: ProcessPoolExecutor | None = None
        self._alive: Connection | None = None
        self._closed = False

    def warm(self) -> None:
        """Start the workers; a broken or a closed pool is told of by the next job."""
        with self._lock, suppress(BrokenProcessPool, Cancelled):
            if self._pool is not None:
                return
            for _ in range(self._workers):
                self._send(_ready, {})

    def submit(self, kind: str, payload: Json, *, id: str) -> str:
        """Start a job; the same id again is the same job."""
        with self._lock:
            if id not in self._tasks:
                function = HANDLERS[kind]
                try:
                    future = self._send(function, payload)
                except BrokenProcessPool:  # a worker was killed while nobody waited for what it did
                    self._renew()
                    future = self._send(function, payload)
                self._tasks[id] = _Task(kind, function, payload, future, self._generation)
        return id

    def result(self, id: str) -> dict[str, Any]:
        """Wait for the job; a job whose worker was killed runs again."""
        task = self._task(id)
        while True:
            try:
                return task.future.result()
            except BrokenProcessPool as error:
                self._again(task, error)
            except CancelledError:
                raise Cancelled("The work was stopped.") from None

    def map(self, kind: str, payloads: Sequence[Json], *, ids: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Run many jobs of one kind and yield (index, result) as they finish."""
        for id, payload in zip(ids, payloads, strict=True):
            self.submit(kind, payload, id=id)
        waiting = {self._task(id).future: index for index, id in enumerate(ids)}
        for future in as_completed(waiting):
            index = waiting[future]
            yield index, self.result(ids[index])

    def status(self, id: str) -> Job:
        """How the job stands."""
        task = self._task(id)
        future = task.future
        if future.cancelled():
            return Job(id=id, kind=task.kind, status="cancelled")
        if future.done():
            return Job(id=id, kind=task.kind, status="failed" if future.exception() else "completed")
        return Job(id=id, kind=task.kind, status="running" if future.running() else "queued")

    def list(self) -> Sequence[Job]:
        """Every job of this dispatcher."""
        return [self.status(id) for id in tuple(self._tasks)]

    def cancel(self, id: str) -> None:
        """Do not start the job if it has not started."""
        self._task(id).future.cancel()

    def close(self) -> None:
        """Stop the workers now; what they have stored stays."""
        with self._lock:
            self._closed = True
            # The workers are gone at once, their pipe being closed; a pool that is left to itself here may still be
            # taking itself apart while the interpreter ends, and complain of its closed pipes.
            self._stop(wait=True)

    def _task(self, id: str) -> _Task:
        try:
            return self._tasks[id]
        except KeyError:
            raise Mistake(f"There is no job {id!r}.") from None

    def _send(self, function: Handler, payload: Json) -> Future[dict[str, Any]]:
        with self._lock:
            if self._closed:
                raise Cancelled("The work was stopped.")
            if self._pool is None:
                context = _Context()
                reader, self._alive = multiprocessing.Pipe(duplex=False)
                self._pool = ProcessPoolExecutor(
                    self._workers, mp_context=context, initializer=_start_worker, initargs=(reader,)
                )
            return self._pool.submit(function, payload)

    def _again(self, task: _Task, error: BrokenProcessPool) -> None:
        with self._lock:
            task.lives -= 1
            if self._closed:
                raise Cancelled("The work was stopped.") from None
            if task.lives == 0:
                raise Unavailable("its worker process was killed each time it ran", unexpected=True) from error
            if task.generation == self._generation:
                self._renew()
            task.future = self._send(task.handler, task.payload)
            task.generation = self._generation

    def _renew(self) -> None:
        """Leave a broken pool: the next job starts another, after the first time of half the size."""
        self._stop(wait=False)
        self._generation += 1
        if self._generation > 1:
            self._workers = max(1, self._workers // 2)

    def _stop(self, *, wait: bool) -> None:
        if self._alive is not None:
            self._alive.close()
            self._alive = None
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=True)
            self._pool = None
