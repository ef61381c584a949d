"""One case of a suite: what is asked, how, and what must come of it. A case is a TOML file; its fixtures lie beside it.

A folder of cases has `*.toml` (one case each, named by its id) and, where they need some, `pages/` (HTML and media
files that a loopback server serves under /pages/NAME), `search.json` (what a search finds: {"words": [{"title", "url",
"snippet"}]}, "*" for any query; see evals/fixtures.py) and `files/` (documents that are handed over). `{url}` in a case
stands for the address of that server.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from core.errors import Mistake
from core.scene import Value
from tools.measure.metrics.port import Wanted

Door = Literal["cli", "http", "chat", "images"]
Outcome = Literal["film", "draft", "parts", "refused", "mistake", "images", "question"]
Suite = Literal["smoke", "public", "faults", "long"]
Feature = Literal["chat", "http", "images", "video"]
SUITES: tuple[Suite, ...] = ("smoke", "public", "faults", "long")


class Fault(Value):
    """Something that is taken away or goes wrong while the case runs."""

    kind: Literal["serve", "kill", "cancel", "lack"]
    what: str = Field(
        description="how the paths begin that are served wrongly, the step in which the run is ended, or the package "
        "that is not there"
    )
    value: str = Field(default="", description="what is served: a status, or empty, cut, garbage, huge or slow")
    cases: tuple[str, ...] = Field(default=(), description="the only cases that it happens to; none named: all")
    outcome: Outcome | None = Field(default=None, description="what comes of the case instead")
    grades: tuple[str, ...] = Field(default=(), description="that its film has instead")
    tells: str = Field(default="", description="a pattern that the film's grade must say of it")
    spares: tuple[str, ...] = Field(default=(), description="metrics of what it takes away: they are not judged")


class Question(Value):
    """A question that a film answers, for the quiz that judges take."""

    question: str
    choices: tuple[str, ...] = Field(min_length=2, max_length=6)
    answer: str = Field(description="the right one of the choices")

    @model_validator(mode="after")
    def _held(self) -> "Question":
        if self.answer not in self.choices:
            raise ValueError(f"{self.answer!r} is none of the choices")
        return self


class Change(Value):
    """An edit of the finished film, as a user makes it."""

    arguments: tuple[str, ...] = Field(min_length=1, description="of `storyreel edit FILM`")
    beats: tuple[str, ...] = Field(min_length=1, description="the only ones whose picture and frames may change")


class Case(Value):
    """One case."""

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")
    title: str = Field(description="what it shows, in a few words")
    suites: tuple[Suite, ...] = Field(default=("public",), min_length=1)
    tags: tuple[str, ...] = ()
    door: Door = "cli"
    request: str = ""
    turns: tuple[str, ...] = Field(default=(), description="of a conversation, after the request")
    script: str | None = Field(default=None, description="the text of --script")
    options: dict[str, str | int | float | bool] = Field(default={}, description="of `storyreel make`, by name")
    files: tuple[str, ...] = Field(default=(), description="names below files/, given with --source")
    pages: tuple[str, ...] = Field(default=(), description="names below pages/, given as addresses with --source")
    searches: bool = Field(default=False, description="the film is looked up in search.json")
    awaits: tuple[Feature, ...] = Field(default=(), description="features of the product that it cannot do without")
    fault: Fault | None = None
    outcome: Outcome = "film"
    grades: tuple[str, ...] = Field(default=("complete", "degraded"), description="that a film of it may have")
    wanted: Wanted = Wanted()
    asks: int | None = Field(default=None, description="the most requests that the fixtures' server may see")
    silent: tuple[str, ...] = Field(default=(), description="words that no file of the film and no request may hold")
    again: bool = Field(default=False, description="it is made once more in a new store, and must come out the same")
    edit: Change | None = None
    quiz: tuple[Question, ...] = Field(default=(), description="what a viewer of the film can answer")
    base: str = Field(default="", description="the id of the case without the fault; set by the suite")
    second: dict[str, Any] = Field(default={}, description="the fields that are other in a second run of the case")

    @model_validator(mode="after")
    def _sound(self) -> "Case":
        """Patterns are patterns, and the second run is a case as well."""
        wanted, tells = self.wanted, self.fault.tells if self.fault is not None else ""
        told = (*wanted.facts, *wanted.include, *wanted.said, *wanted.shown, *wanted.exclude)
        for pattern in (*told, wanted.conflict or "", tells):
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no pattern ({error})") from None
        if self.turns and self.door != "chat":
            raise ValueError("turns are for the door chat")
        if (self.again or self.edit is not None) and self.outcome not in ("film", "draft"):
            raise ValueError("again and edit are for cases that come to a film")
        if self.second.keys() & {"id", "suites", "second"}:
            raise ValueError("a second run has the id and the suites of the first, and no second one of its own")
        if self.second:
            self._again()
        return self

    def _again(self) -> "Case":
        told = self.model_dump(exclude={"second"}, exclude_unset=True)
        try:
            return Case.model_validate({**told, **self.second, "id": f"{self.id}-2"})
        except ValidationError as error:
            raise ValueError(f"second.{_first(error)}") from None

    def runs(self) -> tuple["Case", ...]:
        """The case, and its second run as a case of its own (P13-2) where it has one."""
        first = self.model_copy(update={"second": {}})
        return (first, self._again()) if self.second else (first,)

    def at(self, url: str) -> "Case":
        """The case with the address of the fixtures' server filled in."""
        return Case.model_validate_json(self.model_dump_json(exclude_unset=True).replace("{url}", url))


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Every case of a folder, by id; a Mistake names the file that is wrong and what about it."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        case = _read(path)
        missing = next(_missing(case, folder), None)
        if missing is not None:
            raise Mistake(f"{path} is no case: there is no {missing}.")
        found.append(case)
    if not found:
        raise Mistake(f"{folder} holds no cases: put *.toml files into it, as docs/evals.md says.")
    return tuple(found)


def _read(path: Path) -> Case:
    try:
        value: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        case = Case.model_validate(value)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Mistake(f"{path} is no case: {error}.") from None
    except ValidationError as error:
        raise Mistake(f"{path} is no case: {_first(error)}.") from None
    if case.id != path.stem:
        raise Mistake(f"{path} says that its id is {case.id}: name the file {case.id}.toml.")
    return case


def _first(error: ValidationError) -> str:
    """The first thing that is wrong, and where."""
    problem = error.errors()[0]
    where = ".".join(str(part) for part in problem["loc"])
    said = problem["msg"].removeprefix("Value error, ")
    return f"{where}: {said}" if where else said


def _missing(case: Case, folder: Path) -> Iterator[str]:
    """The files that a case names and its folder lacks."""
    for run in case.runs():
        named = [f"pages/{name}" for name in run.pages] + [f"files/{name}" for name in run.files]
        named += ["search.json"] if run.searches else []
        yield from (name for name in named if not (folder / name).is_file())
