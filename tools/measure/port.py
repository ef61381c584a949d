"""What a finished film must be, and the form of a check that stands in a file of its own."""

from collections.abc import Callable
from pathlib import Path

from pydantic import Field

from core.models import Finding
from core.scene import Value


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


Check = Callable[[Path, Expected], Finding]
"""Measures one thing of the file; called `check` in its module below tools/measure/checks/."""
