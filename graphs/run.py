"""One request to one film: the line that the CLI, the Python API, the server and the evals share."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from core.events import Ask, Asked, Event, Events, Finished, Listener, ToolCalled
from core.models import Request
from core.settings import Settings
from graphs.deliver import Film, check, deliver, folder_for
from graphs.nodes.photos import wants_photos
from graphs.painting import begin
from graphs.plan import prepared
from graphs.produce import build
from graphs.state import State
from graphs.studio import Studio
from tools.speech.port import SPEECH

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig


class Run:
    """A film in the making; `stop` may be called from another thread."""

    def __init__(
        self,
        request: Request,
        settings: Settings,
        out: Path | None = None,
        listeners: Iterable[Listener] = (),
        ask: Ask | None = None,
    ) -> None:
        self.request = request
        self.out = out
        self._ask = ask
        self._trajectory: list[str] = []
        events = Events(self._keep, *listeners)
        self.studio = Studio.build(settings, events, request)
        self.studio.attended = ask is not None

    def film(self) -> Film:
        """Make the film and deliver it; a Mistake is raised before anything is written to the folder."""
        try:
            state = self.check()
            if state is not None and self._ask is None:
                begin(self.studio, state)  # the workers paint while the graph's own library is loaded
            state = self._produced()
            folder = folder_for(state["script"]["title"], state["request"], self.out)
            check(folder)
            film = deliver(state, self.studio, folder, self._trajectory)
            self.studio.events.emit(Finished(folder=film.folder, grade=film.grade))
            return film
        finally:
            self.studio.close()

    def _produced(self) -> State:
        """The state at the end of the graph, which a question to the user interrupts."""
        from langgraph.types import Command

        graph = build(self.studio)
        config: RunnableConfig = {"configurable": {"thread_id": uuid4().hex}}
        state = graph.invoke({"request": self.request.model_dump(mode="json")}, config)
        while self._ask is not None and (stopped := state.get("__interrupt__")):
            asked = Asked.model_validate(stopped[0].value)
            self.studio.events.emit(asked)
            state = graph.invoke(Command(resume=self._ask(asked)), config)
        return cast(State, state)

    def check(self) -> State | None:
        """Raise the Mistake that making the film would raise, before anything is made or told.

        Returns what is known of the film, or None where a service will be asked first.
        """
        if self.out is not None:
            check(self.out)
        quiet = self.studio.planning()
        state = prepared(self.request, quiet)
        speaker = SPEECH.chosen("auto", quiet.settings, mock=quiet.mock)
        SPEECH.create(speaker).voice(state["brief"]["language"], state["brief"]["voice"])
        return state if not quiet.unasked and not wants_photos(self.request) else None

    def stop(self) -> None:
        """Stop as soon as possible: `film` raises Cancelled; what is finished is kept."""
        self.studio.close()

    def _keep(self, event: Event) -> None:
        if isinstance(event, ToolCalled):
            self._trajectory.append(event.model_dump_json(exclude={"kind"}))
