"""One judge on one film: a number for each criterion, and what to say of it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from agents.ask import as_data
from agents.port import Mind
from core.errors import Unavailable
from evals.case import Question
from evals.rubrics.evidence import Evidence
from evals.rubrics.port import Grade, Grades, Preference, Replies, Rubric, Safety, elsewhere, rubrics

AGENT = "judge"
ALIGNED = ("scene", "action", "camera")
"""What of a picture is held against what it should show (ViStoryBench's PromptAlign)."""
KNOWN = 0.8
"""The share of a quiz that is known without the film, from which it tells nothing of the film."""


@dataclass(frozen=True)
class Rating:
    """A number, or why there is none; `said` are the judge's reasons."""

    value: float | None
    said: str = ""


def grades(mind: Mind, film: Evidence) -> dict[tuple[str, str], Rating]:
    """J1 and J2: 1 to 5 for each criterion."""
    return {(one.metric, one.name): _tried(partial(_grade, mind, film, one)) for one in rubrics()}


def alignment(mind: Mind, film: Evidence) -> dict[tuple[str, str], Rating]:
    """J5: 0 to 4 for the scene, the action and the camera, the mean over the pictures."""
    return {("J5", what): _tried(partial(_match, mind, film, what)) for what in ALIGNED}


def safety(mind: Mind, film: Evidence) -> Rating:
    """J6: 1 where the frames are safe for their audience, else 0."""

    def act() -> Rating:
        values = {name: text for name, text in film.told().items() if name != "request"}
        found = mind.ask(AGENT, "safe", Safety, values, pictures=film.frames)
        return Rating(float(found.safe), found.reasons)

    return _tried(act)


def preference(mind: Mind, film: Evidence, before: Evidence) -> Rating:
    """J3: 1 where the film is better than an earlier one, 0.5 neither, 0 where it is worse; the mean of both orders."""

    def act() -> Rating:
        own, other = _prefer(mind, film, before), _prefer(mind, before, film)
        worth = {"first": 1.0, "neither": 0.5, "second": 0.0}
        return Rating((worth[own.better] + 1 - worth[other.better]) / 2, f"{own.reasons} / {other.reasons}")

    return _tried(act)


def quiz(mind: Mind, film: Evidence, questions: Sequence[Question]) -> Rating:
    """J4: what the film adds to what is known without it, as a share of what is not: 0 nothing, 1 all.

    Without it means: from nothing, or from words about something else, whichever is better; both are the same
    in every run. None where KNOWN is reached so (after TeachQuiz, whose controls these are).
    """

    def act() -> Rating:
        right = _right(mind, film.transcript, questions)
        known = max(_right(mind, None, questions), _right(mind, elsewhere(), questions))
        said = f"{right:.0%} right, {known:.0%} without the film"
        if known >= KNOWN:
            return Rating(None, f"too much is known without the film: {said}")
        return Rating((right - known) / (1 - known), said)

    return _tried(act)


def _grade(mind: Mind, film: Evidence, rubric: Rubric) -> Rating:
    values = {**film.told(), "asks": rubric.asks, "worst": rubric.worst, "best": rubric.best}
    found = mind.ask(AGENT, "rate", Grade, values, pictures=film.frames if rubric.sees == "frames" else ())
    return Rating(None if found.unknown else float(found.grade), found.reasons)


def _match(mind: Mind, film: Evidence, what: str) -> Rating:
    def faults(answer: Grades) -> list[str]:
        given = sorted(one.number for one in answer.pictures)
        wanted = list(range(1, len(film.pictures) + 1))
        return [] if given == wanted else [f"There must be one grade for each picture from 1 to {len(wanted)}."]

    listed = as_data(_numbered(film.pictures))
    found = mind.ask(AGENT, "match", Grades, {"what": what, "pictures": listed}, check=faults, pictures=film.frames)
    if faults(found):
        raise Unavailable("it graded other pictures than there are")
    worst = min(found.pictures, key=lambda one: one.grade)
    mean = sum(one.grade for one in found.pictures) / len(found.pictures)
    return Rating(mean, f"picture {worst.number}: {worst.reasons}")


def _prefer(mind: Mind, first: Evidence, second: Evidence) -> Preference:
    values = {
        "request": as_data(first.request), "first": str(len(first.frames)),
        "one": as_data(first.transcript), "two": as_data(second.transcript),
    }  # fmt: skip
    return mind.ask(AGENT, "prefer", Preference, values, pictures=(*first.frames, *second.frames))


def _right(mind: Mind, transcript: str | None, questions: Sequence[Question]) -> float:
    """The share of questions that are answered rightly, from a film's words or from nothing."""
    asked = [{"number": at, "question": one.question, "choices": one.choices} for at, one in enumerate(questions, 1)]
    values = {"questions": json.dumps(asked, ensure_ascii=False)}
    verb: Literal["answer", "guess"] = "guess"
    if transcript is not None:
        verb, values = "answer", {**values, "transcript": as_data(transcript)}
    found = mind.ask(AGENT, verb, Replies, values)
    chosen = {one.number: one.choice for one in found.answers}
    return sum(chosen.get(at) == one.answer for at, one in enumerate(questions, 1)) / len(questions)


def _tried(act: Callable[[], Rating]) -> Rating:
    """The rating, or why the judge gave none: a judge that fails costs a number, never a case."""
    try:
        return act()
    except Unavailable as error:
        return Rating(None, f"not judged: {error.reason}")


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1))
