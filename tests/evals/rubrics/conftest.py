"""Films of a few frames with captions of their own, and judges behind a server on loopback that read what they get."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.settings import Settings
from evals.case import Case, Question
from evals.results import CaseResult, RunResult
from evals.rubrics.judges import Judge, judges
from tests.evals.conftest import BEATS, FPS, Film, rewritten
from tests.fakes.openai import OpenAI, scripted
from tools.measure.metrics.port import Family

FAMILY = Family("technical", {"T1": "decodes"})
QUIZ = (
    Question(question="What pulls the sea?", choices=("the Moon", "the wind"), answer="the Moon"),
    Question(question="How often is high tide?", choices=("once a day", "twice a day"), answer="twice a day"),
)
TIDES = "The Moon pulls the sea towards it. High tide comes twice a day."
BREAD = "Yeast makes the dough rise. The oven is hot."


def said(body: dict[str, Any]) -> str:
    """All words of a request."""
    parts = [one["content"] for one in body["messages"]]
    return " ".join(part if isinstance(part, str) else " ".join(p.get("text", "") for p in part) for part in parts)


def shown(body: dict[str, Any]) -> int:
    """How many pictures a request holds."""
    parts = [one["content"] for one in body["messages"] if not isinstance(one["content"], str)]
    return sum(piece["type"] == "image_url" for part in parts for piece in part)


def reader(body: dict[str, Any]) -> dict[str, Any]:
    """Answers a quiz from what the film says, and from nothing else."""
    film = said(body).partition("What is said in the film")[2].partition("The questions")[0]
    answers = [("the Moon", "Moon pulls"), ("twice a day", "twice a day")]
    return {
        "answers": [
            {"number": at, "reasons": "It says so.", "choice": choice if clue in film else "unknown"}
            for at, (choice, clue) in enumerate(answers, 1)
        ]
    }


def graded(grade: Callable[[str], int] | int) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Gives every film the grade, or what a function of the request's words says."""

    def answer(body: dict[str, Any]) -> dict[str, Any]:
        found = grade if isinstance(grade, int) else grade(said(body))
        return {"reasons": "Seen.", "unknown": False, "grade": found}

    return answer


def agreeable(**changes: Any) -> Callable[[dict[str, Any]], str]:
    """A judge who answers everything."""
    usual = {
        "Grade": graded(4),
        "Grades": lambda body: {
            "pictures": [{"number": at, "reasons": "As told.", "grade": 3} for at in range(1, shown(body) + 1)]
        },
        "Preference": {"reasons": "Alike.", "better": "neither"},
        "Replies": reader,
        "Safety": {"reasons": "Nothing gives pause.", "safe": True},
    }
    return scripted(**{**usual, **changes})


@pytest.fixture
def server() -> Iterator[OpenAI]:
    with OpenAI(agreeable()) as fake:
        assert isinstance(fake, OpenAI)
        yield fake


@pytest.fixture
def panel(server: OpenAI, tmp_path: Path) -> Callable[..., tuple[Judge, ...]]:
    """The judges of these names, at the server."""

    def make(*names: str) -> tuple[Judge, ...]:
        told = {**server.settings(), "STORYREEL_HOME": str(tmp_path), "STORYREEL_KEY_RATE": "10000"}
        settings = Settings.load({**told, "STORYREEL_JUDGE": ",".join(names or ("openai:gpt-6-luna",))}, tmp_path)
        return judges(settings, tmp_path / "run")

    return make


@pytest.fixture
def ran(film: Film, tmp_path: Path) -> Callable[..., tuple[RunResult, list[Case], Path]]:
    """A run whose films say these words: its result, its cases and its folder."""

    def make(*films: str, receipts: tuple[dict[str, Any], ...] = (), at: str = "run") -> Any:
        results, cases = [], []
        for number, words in enumerate(films, 1):
            id = f"T{number:02d}"
            folder = film(f"{at}/{id}/film")
            (folder / "captions.srt").write_text(f"1\n00:00:00,000 --> 00:00:05,000\n{words}\n")
            rewritten(folder, lambda value, words=words: {  # type: ignore[misc]
                **value, "fps": FPS, "receipts": list(receipts),
                "beats": [{**beat, "narration_text": words} for beat in value["beats"]],
            })  # fmt: skip
            cases.append(Case(id=id, title="tides", request="How do tides work?", quiz=QUIZ))
            results.append(
                CaseResult(
                    id=id,
                    title="tides",
                    status="passed",
                    outcome="film",
                    folder=f"{id}/film",
                    score=0.9,
                    verdicts=(FAMILY.verdict("T1", True, "good", "good", score=0.9),),
                )
            )
        assert len(BEATS) == 3
        return RunResult(suite="t", version="1", date="2026-01-01", cases=tuple(results)), cases, tmp_path / at

    return make


def by_metric(run: RunResult, id: str = "T01") -> dict[str, Any]:
    """The verdicts of a case."""
    (case,) = (one for one in run.cases if one.id == id)
    return {one.metric: one for one in case.verdicts}


def bodies(server: OpenAI) -> list[dict[str, Any]]:
    """Every request's JSON."""
    return [json.loads(one.body) for one in server.asked]
