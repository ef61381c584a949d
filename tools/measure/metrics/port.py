"""What a metric measures: a film and what lies beside it, against what was asked; and what it says of it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from core.scene import Value

Group = Literal[
    "technical",
    "timing",
    "narration",
    "captions",
    "visual",
    "grounding",
    "adherence",
    "trajectory",
    "robustness",
    "judged",
]
SHOWN = 4
"""Places or departures that a verdict names, at most."""


class Wanted(Value):
    """What was asked of a film, as far as it is known; None: not said, and not judged."""

    duration: float | None = Field(default=None, description="seconds")
    width: int | None = Field(default=None, description="pixels")
    height: int | None = Field(default=None, description="pixels")
    fps: float | None = None
    language: str | None = Field(default=None, description="BCP 47 tag")
    young: bool = Field(default=False, description="it is for children")
    style: str | None = Field(default=None, description="the art style, by the name in core/styles.toml")
    captions: Literal["burned", "sidecar", "none"] | None = None
    level: float = Field(default=-14.0, description="LUFS")
    motion: bool = Field(default=True, description="pictures move")
    script: str | None = Field(default=None, description="spoken word for word")
    scenes: tuple[int, int] | None = Field(default=None, description="the fewest and the most scenes")
    sources: tuple[str, ...] = Field(default=(), description="the texts that it may rest on")
    include: tuple[str, ...] = Field(default=(), description="patterns that must be said or shown")
    said: tuple[str, ...] = Field(default=(), description="patterns that must be spoken")
    shown: tuple[str, ...] = Field(default=(), description="patterns that captions in the picture must show")
    exclude: tuple[str, ...] = Field(default=(), description="patterns that must neither be said nor shown")
    facts: tuple[str, ...] = Field(default=(), description="patterns of the facts it must tell")
    ordered: bool = Field(default=False, description="the facts are told in the order of their list")
    within: float | None = Field(default=None, gt=0, le=1, description="share of the film until one of them is told")
    groups: tuple[tuple[int, int], ...] = Field(
        default=(), description="the facts in turn: of every so many, the least that must be told, as [[4, 3], [4, 3]]"
    )
    conflict: str | None = Field(default=None, description="a pattern by which a film shows that sources disagree")
    count: int | None = Field(default=None, description="of the facts or steps asked for")
    chapters: bool = Field(default=False, description="the file has chapters that begin where scenes do")
    assumption: bool = Field(default=False, description="manifest and description state what was taken for granted")
    tools: tuple[str, ...] | None = Field(default=None, description="the tools expected, in order; (): none at all")
    calls: int | None = Field(default=None, description="the most calls of a language model")
    seconds: float | None = Field(default=None, description="the most seconds that it may take to make")
    ratio: float | None = Field(default=None, description="the most time to make it, over its length")
    slowest: float | None = Field(default=None, description="the time to make it, over its length, that fails it")
    pace: float = Field(default=1.0, description="how many times as long work took as where such limits were set")

    @model_validator(mode="after")
    def _told(self) -> "Wanted":
        if not self.facts and (self.ordered or self.within is not None or self.groups):
            raise ValueError("ordered, within and groups are of facts, and there are none")
        if self.groups and sum(size for size, _ in self.groups) != len(self.facts):
            raise ValueError("the groups do not share out the facts")
        if any(not 0 < least <= size for size, least in self.groups):
            raise ValueError("a group asks for more facts than it has, or for none")
        return self


@dataclass(frozen=True)
class Made:
    """A finished film: the file, and what may lie beside it. Nothing but the film need be there."""

    film: Path
    folder: Path | None = None
    """A folder of Storyreel's, or any folder with the sidecars."""
    srt: Path | None = None
    vtt: Path | None = None
    voice: Path | None = None
    """The speech alone (WAV)."""
    music: Path | None = None
    pictures: tuple[Path, ...] = field(default=())
    seconds: float | None = None
    """How long making it took, on a clock."""

    @classmethod
    def at(cls, path: Path, seconds: float | None = None) -> "Made":
        """What lies at a path: a film's folder, or a film with its sidecars beside it (film.srt, film.vtt …)."""
        folder = path if path.is_dir() else path.parent
        film = path / "film.mp4" if path.is_dir() else path
        ours = path.is_dir() or (film.name == "film.mp4" and (folder / "manifest.json").is_file())

        def beside(*names: str) -> Path | None:
            return next((folder / name for name in names if (folder / name).is_file()), None)

        captions = ("captions", film.stem) if ours else (film.stem,)
        return cls(
            film=film,
            folder=folder if ours else None,
            srt=beside(*(f"{name}.srt" for name in captions)),
            vtt=beside(*(f"{name}.vtt" for name in captions)),
            voice=beside("stems/voice.wav") if ours else beside(f"{film.stem}.voice.wav"),
            music=beside("stems/music.wav") if ours else None,
            pictures=tuple(sorted((folder / "scenes").glob("*.png"))) if ours else (),
            seconds=seconds,
        )

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the film says of itself; {} for a film that is not ours. It is never believed where a file can tell."""
        if self.folder is None or not (self.folder / "manifest.json").is_file():
            return {}
        value = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        return value if isinstance(value, dict) else {}

    @cached_property
    def trajectory(self) -> tuple[dict[str, Any], ...]:
        """Its tool calls, in the order in which they ended."""
        if self.folder is None or not (self.folder / "trajectory.jsonl").is_file():
            return ()
        lines = (self.folder / "trajectory.jsonl").read_text(encoding="utf-8").splitlines()
        return tuple(json.loads(line) for line in lines if line.strip())


class Verdict(Value):
    """One number of a film. `ok` is None where there is nothing to judge: then `reason` says why."""

    metric: str = Field(description="its id, such as C3 (docs/evals.md)")
    name: str
    group: Group
    value: float | None = None
    unit: str = ""
    measured: str = Field(default="", description="the value in words, with where it was found")
    wanted: str = ""
    ok: bool | None = None
    gate: bool = Field(default=False, description="a film that fails it is not good, whatever else it is")
    score: float | None = Field(default=None, ge=0, le=1, description="of a metric that is no gate, 1 the best")
    reason: str = Field(default="", description="why it was not judged, or what to do")


Metric = Callable[[Made, Wanted], tuple[Verdict, ...]]
"""Measures a film; called `measure` in its module below tools/measure/metrics/. Raises nothing for a bad film."""


@dataclass(frozen=True)
class Family:
    """Metrics of one group: their names by id, and those that are gates."""

    group: Group
    names: Mapping[str, str]
    gates: frozenset[str] = frozenset()

    def verdict(
        self,
        metric: str,
        ok: bool,
        measured: str,
        wanted: str,
        value: float | None = None,
        unit: str = "",
        *,
        score: float | None = None,
        gate: bool | None = None,
    ) -> Verdict:
        """A judgement; a gate has no score. `gate` is for a metric that is one only where it is far off."""
        gate = metric in self.gates if gate is None else gate
        return Verdict(
            metric=metric,
            name=self.names[metric],
            group=self.group,
            value=value,
            unit=unit,
            measured=measured,
            wanted=wanted,
            ok=ok,
            gate=gate,
            score=None if gate else score,
        )

    def departures(
        self,
        metric: str,
        wrong: Sequence[str],
        told: str,
        wanted: str,
        unit: str,
        *,
        value: float | None = None,
        score: float | None = None,
    ) -> Verdict:
        """A judgement that holds where nothing is wrong, and then says what was `told`; else it names the first few.

        The value is how many there are, and the score all or nothing, unless they are given.
        """
        value = len(wrong) if value is None else value
        score = float(not wrong) if score is None else score
        return self.verdict(metric, not wrong, "; ".join(wrong[:SHOWN]) or told, wanted, value, unit, score=score)

    def unasked(
        self, metric: str, reason: str, measured: str = "", value: float | None = None, unit: str = ""
    ) -> Verdict:
        """The verdict of one that does not apply, or that nothing was asked of which it could be held against."""
        found = absent(metric, self.names[metric], self.group, reason, gate=metric in self.gates)
        return found.model_copy(update={"measured": measured, "value": value, "unit": unit})


def absent(metric: str, name: str, group: Group, reason: str, *, gate: bool = False) -> Verdict:
    """The verdict of a metric that does not apply here."""
    return Verdict(metric=metric, name=name, group=group, gate=gate, reason=reason)
