"""What a finished film must be, what its look may use, and the form of a check that stands in a file of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from core.models import Finding
from core.scene import Value
from tools.measure.segment import Seen

INHERENT = frozenset({"silence", "scene loudness", "speech above music", "clicks"})
"""Checks of what the film tells and how: made again from the same words, the film would be the same."""


class Expected(Value):
    """What the finished file must be."""

    width: int
    height: int
    fps: int
    frames: int
    language: str
    has_sound: bool
    subtitles: int = Field(default=0, description="texts of the subtitle track; 0: the film has none")
    level: float = Field(description="LUFS")
    scenes: tuple[tuple[int, int], ...] = Field(
        default=(), description="of the scenes in which somebody speaks: the first frame, and the first after it"
    )
    borders: tuple[int, ...] = Field(default=(), description="the first frame of every beat but the first")
    under: bool = Field(default=False, description="something lies under the voice: its gaps are heard on its stem")


@dataclass(frozen=True)
class Known:
    """What was known of the film before it was cut: its segments in order."""

    segments: tuple[Seen, ...] = ()


Check = Callable[[Path, Expected], Finding]
"""Measures one thing of the file; called `check` in its module below tools/measure/checks/."""


def finding(check: str, ok: bool, measured: str, wanted: str, advice: str = "") -> Finding:
    """One finding; a good one needs no advice."""
    return Finding(check=check, ok=ok, measured=measured, wanted=wanted, advice="" if ok else advice)
