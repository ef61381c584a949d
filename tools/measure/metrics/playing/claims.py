"""What a film's manifest claims, as far as it can be read: wrong or missing parts are left out, never believed."""

from math import isfinite

from pydantic import BaseModel, Field, ValidationError

from tools.measure.metrics.port import Made


class Word(BaseModel):
    """A word and when it is said to be spoken, in seconds of the film."""

    text: str
    start: float
    end: float


class Told(BaseModel):
    """One beat; `start` and `end` in seconds of the film."""

    id: str
    scene: str
    start: float
    end: float
    spoken_text: str = ""
    words: tuple[Word, ...] = ()
    image: str | None = None


class Size(BaseModel):
    """What the film was to be."""

    width: int | None = None
    height: int | None = None
    language: str | None = None


class Fit(BaseModel):
    """Whether the material filled the time."""

    reached: bool = True


class Claims(BaseModel):
    """The manifest, in the parts that are held against the files."""

    duration: float | None = Field(default=None, description="seconds")
    frames: int | None = None
    fps: float | None = None
    language: str | None = None
    draft: bool = False
    fit: Fit = Fit()
    brief: Size = Size()
    beats: tuple[Told, ...] = ()
    c2pa: dict[str, object] | None = None


class Scene(BaseModel):
    """A scene in seconds of the film; `beats` are in order."""

    id: str
    start: float
    end: float
    beats: tuple[Told, ...]

    @property
    def spoken(self) -> bool:
        """Whether somebody is to speak in it."""
        return any(beat.spoken_text.strip() for beat in self.beats)


def claims(made: Made) -> Claims:
    """What the manifest says; nothing at all where there is none, or none that can be read."""
    try:
        told = made.manifest
    except (OSError, ValueError, RecursionError):
        return Claims()
    values = {}
    for name in Claims.model_fields:
        try:
            Claims.model_validate({name: told[name]})
        except (KeyError, ValidationError):
            continue
        values[name] = told[name]
    return Claims.model_validate(values)


def scenes(told: Claims) -> tuple[Scene, ...]:
    """The scenes in order; none where a time makes no sense."""
    found: dict[str, list[Told]] = {}
    for beat in told.beats:
        if not (isfinite(beat.start) and isfinite(beat.end) and 0 <= beat.start < beat.end):
            return ()
        found.setdefault(beat.scene, []).append(beat)
    return tuple(
        Scene(id=id, start=beats[0].start, end=beats[-1].end, beats=tuple(beats)) for id, beats in found.items()
    )
