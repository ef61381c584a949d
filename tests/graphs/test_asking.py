"""A user who is there is asked once, in the middle of the graph; nobody else is asked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.events import Asked
from core.models import Request
from core.settings import Settings
from graphs.nodes.understand import understand
from graphs.plan import plan
from graphs.produce import build
from graphs.run import Run
from tests.fakes.openai import OpenAI, scripted


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", workers=1, search="given")


def reads(*answers: str) -> tuple[list[Asked], Callable[[Asked], str]]:
    """What was asked, and who answers it."""
    said, left = [], list(answers)

    def ask(asked: Asked) -> str:
        said.append(asked)
        return left.pop(0)

    return said, ask


@pytest.mark.parametrize(
    ("answer", "sense"),
    [("the metal", "Mercury is taken to mean the metal."), ("", "Mercury is taken to mean the planet.")],
)
def test_the_film_goes_on_with_the_answer(answer: str, sense: str, settings: Settings, tmp_path: Path) -> None:
    """About 5 s: a whole film, for the answer is kept with it."""
    said, ask = reads(answer)
    request = Request(text="A 5-second video about Mercury", profile="preview", music="none")
    told: list[Any] = []
    run = Run(request, settings, tmp_path / "film", listeners=[told.append], ask=ask)
    film = run.film()
    assert [one.question for one in said] == ["What do you mean by “Mercury”?"]
    assert said == [event for event in told if isinstance(event, Asked)]
    kept = (Path(film.folder) / "manifest.json").read_text()
    assert sense in kept
    assert f'"answer": "{answer}"' in kept
    assert sense in (Path(film.folder) / "description.txt").read_text()


def test_the_question_of_a_model_is_asked_and_the_answer_is_read_by_it(tmp_path: Path) -> None:
    plain = {"wishes": [], "topic": "", "title": "", "questions": [], "assumption": "", "question": ""}

    def understands(body: dict[str, Any]) -> dict[str, Any]:
        if "the one in Egypt" in str(body["messages"]):
            return {**plain, "title": "Memphis on the Nile"}
        return {
            **plain,
            "question": "Memphis in Egypt or in Tennessee?",
            "assumption": "Memphis in Tennessee is meant.",
        }

    with OpenAI(scripted(Understanding=understands)) as server:
        home = {"STORYREEL_HOME": str(tmp_path / "home"), "STORYREEL_SEARCH": "given", **server.settings()}
        settings = Settings.load(home, tmp_path)
        said, ask = reads("the one in Egypt")
        run = Run(Request(text="A film about Memphis"), settings, ask=ask)
        graph = build(run.studio)
        config: Any = {"configurable": {"thread_id": "one"}}
        stopped = graph.invoke({"request": run.request.model_dump(mode="json")}, config)["__interrupt__"]
        assert ask(Asked.model_validate(stopped[0].value)) == "the one in Egypt"
        from langgraph.types import Command

        state = graph.invoke(Command(resume="the one in Egypt"), config, interrupt_before=["research"])
        run.stop()
    assert (said[0].question, said[0].assumed) == (
        "Memphis in Egypt or in Tennessee?",
        "Memphis in Tennessee is meant.",
    )
    assert state["brief"]["title"] == "Memphis on the Nile"
    assert state["brief"]["assumption"] is None
    assert len(server.asked) == 2, "the first answer is in the store when the step is run again"


def test_a_plan_asks_nobody(settings: Settings) -> None:
    request = Request(text="A video about Mercury", mode="mock")
    said, ask = reads()
    run = Run(request, settings, ask=ask)
    try:
        assert plan(request, run.studio)
    finally:
        run.stop()
    assert said == []


def test_an_autonomous_run_assumes_and_says_so(settings: Settings) -> None:
    run = Run(Request(text="A video about Mercury", mode="mock"), settings)
    try:
        update = understand({"request": run.request.model_dump(mode="json")}, run.studio)
    finally:
        run.stop()
    assert update["brief"]["assumption"] == "Mercury is taken to mean the planet."
