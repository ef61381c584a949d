"""What judges are given of a film: its words from the captions' file, frames from the picture, what was asked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agents.ask import as_data
from core.errors import Unavailable
from evals.case import Case
from tools.measure.metrics.playing.words import cues
from tools.measure.metrics.port import Made
from tools.measure.stills import stills

FRAMES = 10  # that a judge sees of a film, at most
WORDS = 12_000  # characters of a transcript: a quarter of an hour


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
    beats = [beat for beat in made.manifest.get("beats", ()) if beat.get("narration_text")]
    shown = _spread(beats)
    fps = int(made.manifest.get("fps") or 30)
    places = {str(at): int((beat["start"] + beat["end"]) / 2 * fps) for at, beat in enumerate(shown)}
    asked = case.request or made.manifest.get("title") or case.title
    return Evidence(
        request=str(asked),
        audience="small children" if case.wanted.young else "anybody",
        transcript=" ".join(line.text.replace("\n", " ") for line in lines)[:WORDS],
        frames=tuple(stills(made.film, places, fps).values()),
        pictures=tuple(f"said: {beat['narration_text']}\nto show: {beat.get('image_prompt', '')}" for beat in shown),
        writers=frozenset(str(one["model"]) for one in made.manifest.get("receipts", ()) if one.get("model")),
    )


def _spread(beats: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """At most FRAMES of the beats, evenly chosen."""
    count = min(FRAMES, len(beats))
    return [beats[at * len(beats) // count] for at in range(count)]
