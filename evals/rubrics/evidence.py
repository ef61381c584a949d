"""What judges are given of a film: its words from the captions' file, frames from the picture, what was asked."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from agents.ask import as_data
from core.errors import Unavailable
from evals.case import Case
from tools.measure.metrics.playing.words import cues
from tools.measure.metrics.port import Made
from tools.measure.stills import stills

FRAMES = 10  # that a judge sees of a film, at most
WORDS = 12_000  # characters of a transcript: a quarter of an hour


class _Beat(BaseModel):
    """What a manifest says of a beat, as far as judges are told."""

    narration_text: str | None = None
    image_prompt: str | None = None
    start: float
    end: float


class _Receipt(BaseModel):
    model: str | None = None


class _Manifest(BaseModel):
    title: str | None = None
    fps: int = 30
    beats: tuple[_Beat, ...] = ()
    receipts: tuple[_Receipt, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """A film as judges know it. `frames` are JPEG files of the middles of `pictures`, what each should show."""

    request: str
    audience: str
    transcript: str
    frames: tuple[bytes, ...]
    pictures: tuple[str, ...]
    writers: frozenset[str]
    """The models that wrote it."""

    def told(self) -> dict[str, str]:
        """What prompts say of it."""
        return {
            "request": as_data(self.request),
            "audience": as_data(self.audience),
            "transcript": as_data(self.transcript),
        }


def evidence(case: Case, folder: Path) -> Evidence:
    """Of the film of a case; Unavailable where it cannot be read."""
    made = Made.at(folder)
    lines = cues(made.srt, made.vtt)
    if not lines:
        raise Unavailable("it has no captions that say its words")
    try:
        manifest = _Manifest.model_validate(made.manifest)
    except (OSError, ValueError) as error:
        raise Unavailable(f"its manifest cannot be read ({str(error).splitlines()[0]})") from error
    shown = _spread([beat for beat in manifest.beats if beat.narration_text])
    if not shown:
        raise Unavailable("its manifest names no pictures")
    places = {str(at): int((beat.start + beat.end) / 2 * manifest.fps) for at, beat in enumerate(shown)}
    return Evidence(
        request=case.request or manifest.title or case.title,
        audience="small children" if case.wanted.young else "anybody",
        transcript=" ".join(line.text.replace("\n", " ") for line in lines)[:WORDS],
        frames=tuple(stills(made.film, places, manifest.fps).values()),
        pictures=tuple(f"said: {beat.narration_text}\nto show: {beat.image_prompt or ''}" for beat in shown),
        writers=frozenset(one.model for one in manifest.receipts if one.model),
    )


def _spread(beats: list[_Beat]) -> list[_Beat]:
    """At most FRAMES of the beats, evenly chosen."""
    count = min(FRAMES, len(beats))
    return [beats[at * len(beats) // count] for at in range(count)]
