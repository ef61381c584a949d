"""The composition root: settings become the store, the dispatcher and the events that every step works with."""

import contextvars
import hashlib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal, TypeVar

from agents.ask import Asker
from agents.port import Mind
from agents.rules.text import language_of
from core.capability import Choices
from core.clock import now
from core.errors import Cancelled, Mistake, StoryreelError, Unavailable
from core.events import Events, ToolCalled, Writing
from core.models import Given, Request
from core.recipes import Artefact, Made, Order, Store, canonical
from core.settings import Settings
from tools.dispatch.inline import InlineDispatcher
from tools.dispatch.port import Dispatcher
from tools.keys.calls import Calls
from tools.keys.pool import KeyPool
from tools.keys.purse import Purse
from tools.search.port import Web
from tools.sources.job import document_in
from tools.sources.port import Document
from tools.store.local import LocalStore
from tools.web.fetch import Fetcher

Item = TypeVar("Item")
Result = TypeVar("Result")
log = logging.getLogger(__package__)
Tool = Literal["research", "story", "asset", "audio", "assembly"]


@dataclass
class Studio:
    """Everything that a node may touch besides the state."""

    settings: Settings
    store: Store
    dispatch: Dispatcher
    events: Events = field(default_factory=Events)
    choices: Choices = field(default_factory=Choices)
    mock: bool = False
    strict: bool = False
    """Let bugs in one beat out instead of standing in for the beat: for tests and development."""
    recalls: bool = False
    """Only what is in the store is used of the web: for plans."""
    attended: bool = False
    """Somebody is there who can be asked."""
    unasked: dict[str, float] = field(default_factory=dict)
    """Who would have been asked, where the studio only recalls, and the most that it may cost in US dollars."""
    purse: Purse = field(default_factory=lambda: Purse(None))
    round: int = 0
    """Raised by a repair, so that a job that was done is done again."""
    begun: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """What this run has workers make before it is asked for, by key, with what was sent beside the order."""
    made: dict[str, bool] = field(default_factory=dict)
    """Every artefact this film used, by key: whether this run made it."""
    started: float = field(default_factory=now)
    _minds: dict[str, Mind] = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)

    @classmethod
    def build(cls, settings: Settings, events: Events, request: Request) -> "Studio":
        """A studio with the local store and worker processes of its own."""
        store = LocalStore(settings.home)
        store.sweep()
        purse = Purse(settings.budget if request.budget is None else request.budget)
        dispatch = InlineDispatcher(settings.workers)
        return cls(settings, store, dispatch, events, mock=request.mode == "mock", purse=purse)

    def planning(self) -> "Studio":
        """This studio as plans use it: silent, it asks nobody, and what it finds out is forgotten."""
        return replace(self, events=Events(), choices=Choices(), recalls=True, attended=False, unasked={}, _minds={})

    @cached_property
    def calls(self) -> Calls:
        """How services are called: keys, limits, retries and the budget."""
        return Calls(KeyPool(self.settings.home / "keys.db"), self.purse, self._stop)

    def mind(self, backend: str) -> Mind:
        """The language model of a backend."""
        if backend not in self._minds:
            self._minds[backend] = Asker(
                backend,
                self.settings,
                self.store,
                self.calls,
                self._hear,
                self.note,
                unasked=self.unasked.__setitem__ if self.recalls else None,
            )
        return self._minds[backend]

    def _hear(self, agent: str, characters: int) -> None:
        self.check()
        self.events.emit(Writing(agent=agent, characters=characters))

    @cached_property
    def web(self) -> Web:
        """What searching and reading the web work with."""
        return Web(self.settings, Fetcher(self.settings), self.calls, language_of)

    def close(self) -> None:
        """Stop every worker; what is stored stays."""
        self._stop.set()
        self.dispatch.close()

    def check(self) -> None:
        """Raise Cancelled once the work was stopped."""
        if self._stop.is_set():
            raise Cancelled("The work was stopped.")

    def note(self, made: Made) -> Artefact:
        """Remember whether this run made the artefact."""
        key = made.artefact.key
        self.made[key] = self.made.get(key, False) or made.fresh
        return made.artefact

    def each(self, items: Sequence[Item], act: Callable[[Item], Result], width: int) -> Iterator[tuple[Item, Result]]:
        """Act on every item in `width` threads and yield (item, result) as they finish; the first error stops all."""
        pool = ThreadPoolExecutor(width)
        try:
            # Each thread runs in a copy of this context, so that it may speak to the graph's run.
            waiting = {pool.submit(contextvars.copy_context().run, self._checked, act, item): item for item in items}
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        except BaseException:
            self._stop.set()
            self.dispatch.close()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _checked(self, act: Callable[[Item], Result], item: Item) -> Result:
        self.check()
        return act(item)

    @contextmanager
    def call(
        self, tool: Tool, name: str, args: Mapping[str, Any], backend: str = "", attempt: int = 1
    ) -> Iterator[Callable[[Made], Artefact]]:
        """One tool call of the trajectory: hand what was made or found to the function it yields."""
        begin, paid = now() - self.started, len(self.purse.receipts)
        seen: list[Made] = []

        def keep(made: Made) -> Artefact:
            seen.append(made)
            return self.note(made)

        status: Literal["made", "found", "failed"] = "failed"
        try:
            yield keep
            status = "found" if seen and not any(made.fresh for made in seen) else "made"
        finally:
            receipts = self.purse.receipts[paid:]
            self.events.emit(
                ToolCalled(
                    tool=tool,
                    name=name,
                    args_hash=hashlib.sha256(canonical(dict(args))).hexdigest()[:16],
                    start=round(begin, 4),
                    end=round(now() - self.started, 4),
                    status=status,
                    backend=backend,
                    attempt=attempt,
                    tokens=sum(one.read + one.written for one in receipts),
                    cost=round(sum(one.cost for one in receipts), 6),
                )
            )

    def documents(self, kept: Sequence[Given]) -> tuple[Document, ...]:
        """Documents of the store."""
        found = []
        for given in kept:
            artefact = self.store.find(given.key)
            if artefact is None:
                raise Mistake(f"The source {given.name} is not in the store any more: give it again with --source.")
            found.append(document_in(self.store, artefact))
        return tuple(found)

    def found(self, key: str) -> Artefact:
        """An artefact that this film already made or found."""
        artefact = self.store.find(key)
        if artefact is None:
            raise Unavailable(f"artefact {key[:12]} vanished from the store while it was in use: run the command again")
        return artefact

    def remote(self, kind: str, wanted: Order, files: Mapping[str, Artefact], **more: Any) -> Made:
        """Make an order from `files` in a worker process by the handler `kind`; nothing is sent when it exists."""
        found = self.store.find(wanted.key) if wanted.key not in self.begun else None
        if found is not None:
            return Made(found, fresh=False)
        answer = self.dispatch.result(self._sent(kind, wanted, files, more))
        return Made(Artefact.model_validate(answer["artefact"]), fresh=answer["fresh"])

    def begin(self, kind: str, wanted: Order, files: Mapping[str, Artefact], **more: Any) -> None:
        """Have a worker make an order that will be asked for later, by `remote` with the same words."""
        if wanted.key not in self.begun and self.store.find(wanted.key) is None:
            self.begun[wanted.key] = more
            self._sent(kind, wanted, files, more)

    def _sent(self, kind: str, wanted: Order, files: Mapping[str, Artefact], more: Mapping[str, Any]) -> str:
        job = {
            "home": str(self.settings.home),
            "order": wanted.model_dump(mode="json"),
            "files": {name: artefact.model_dump(mode="json") for name, artefact in files.items()},
            **more,
        }
        return self.dispatch.submit(kind, job, id=f"{wanted.key}:{self.round}")

    def guarded(self, act: Callable[[], Result]) -> Result:
        """Act for one beat; a bug becomes Unavailable, so the beat gets its stand-in (a strict studio lets it out)."""
        try:
            return act()
        except StoryreelError:
            raise
        except Exception as error:
            if self.strict:
                raise
            log.exception("one beat failed")
            raise Unavailable(f"failed unexpectedly ({type(error).__name__}: {error})", unexpected=True) from error
