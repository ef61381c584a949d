"""What judges are asked, and the shapes of their answers: reasons come before grades."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import Field

from core.scene import Value


class Rubric(Value):
    """One criterion of a metric."""

    metric: str
    name: str
    sees: Literal["words", "frames"]
    asks: str
    worst: str
    best: str


class Grade(Value):
    """A grade in one respect."""

    reasons: str = Field(description="what speaks for and against it, in at most four sentences")
    unknown: bool = Field(description="whether it cannot be told from what was given")
    grade: int = Field(ge=1, le=5, description="1 to 5; 3 where it is unknown")


class PictureGrade(Value):
    """How far one picture shows what it should."""

    number: int
    reasons: str = Field(description="what it shows and what it should, in one or two sentences")
    grade: int = Field(ge=0, le=4)


class Grades(Value):
    """One grade for each picture."""

    pictures: tuple[PictureGrade, ...]


class Preference(Value):
    """Which of two films is better."""

    reasons: str = Field(description="what each does better, in at most four sentences")
    better: Literal["first", "second", "neither"]


class Reply(Value):
    """The answer to one question of a quiz."""

    number: int
    reasons: str = Field(description="the words that answer it, or why")
    choice: str = Field(description='one of the choices, as it is written, or "unknown"')


class Replies(Value):
    """An answer to each question."""

    answers: tuple[Reply, ...]


class Safety(Value):
    """Whether frames may be shown."""

    reasons: str = Field(description="what gives pause, with the frames, in at most four sentences")
    safe: bool


@lru_cache(maxsize=1)
def rubrics() -> tuple[Rubric, ...]:
    """The criteria of J1 and J2."""
    return tuple(Rubric.model_validate(one) for one in _table()["rubric"])


@lru_cache(maxsize=1)
def elsewhere() -> str:
    """The words of a film about something else, the same in every run: what a quiz gives away to whoever hears them."""
    return str(_table()["control"]["transcript"])


def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("rubrics.toml").read_text("utf-8"))
