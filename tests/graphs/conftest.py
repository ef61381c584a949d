"""Small films: whole in every part, a fifth of the size."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from agents.rules.director import SHORT_SIDE
from core.events import Event, Events
from core.models import Request
from core.settings import Settings
from graphs.deliver import Film, deliver
from graphs.produce import build
from graphs.state import State
from graphs.studio import Studio
from tools.dispatch.inline import InlineDispatcher
from tools.store.local import LocalStore


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """720p means 144 lines here; everything else is as users get it."""
    monkeypatch.setitem(SHORT_SIDE, "720p", 144)


@pytest.fixture(scope="session")
def dispatch() -> Iterator[InlineDispatcher]:
    """Worker processes for all tests of the room: they cost seconds to start."""
    made = InlineDispatcher(2)
    yield made
    made.close()


class Shared(InlineDispatcher):
    """The shared workers, for studios that close theirs; each studio's jobs have names of their own."""

    count = 0

    def __init__(self, inner: InlineDispatcher) -> None:
        Shared.count += 1
        self._inner, self._name = inner, Shared.count

    def warm(self) -> None:
        self._inner.warm()

    def submit(self, kind: str, payload: Any, *, id: str) -> str:
        self._inner.submit(kind, payload, id=f"{self._name}/{id}")
        return id

    def result(self, id: str) -> dict[str, Any]:
        return self._inner.result(f"{self._name}/{id}")

    def close(self) -> None:
        pass


class Made:
    """A film, the state it came from, its events, and how much was made."""

    def __init__(self, film: Film, state: State, events: list[Event], studio: Studio) -> None:
        self.film, self.state, self.events, self.studio = film, state, events, studio
        self.folder = Path(film.folder)
        self.fresh = sum(studio.made.values())


@pytest.fixture
def studio_in(dispatch: InlineDispatcher) -> Callable[..., Studio]:
    """A strict studio (bugs come out) with a store in the given folder."""

    def make(home: Path, *listeners: Any) -> Studio:
        store = LocalStore(home)
        return Studio(
            Settings(home=home, workers=2, search="given"), store, Shared(dispatch), Events(*listeners), strict=True
        )

    return make


@pytest.fixture
def make_film(studio_in: Callable[..., Studio]) -> Callable[..., Made]:
    """Make a small film from a script with the store `home`, delivered into `out`."""

    def make(
        home: Path,
        out: Path,
        script: str | None,
        *,
        strict: bool = True,
        settings: Settings | None = None,
        **options: Any,
    ) -> Made:
        events: list[Event] = []
        studio = studio_in(home, events.append)
        studio.strict = strict
        studio.settings = settings or studio.settings
        request = Request(**{"script": script, "profile": "preview", **options})
        state = cast(State, build(studio).invoke({"request": request.model_dump(mode="json")}))
        return Made(deliver(state, studio, out, []), state, events, studio)

    return make
