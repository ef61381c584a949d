"""Speech: a sentence becomes a WAV file with the times of its words."""

from pathlib import Path
from typing import Protocol

from core.capability import Registry
from core.models import Word
from core.recipes import Recipe
from core.scene import Value


class SpeechSpec(Value):
    """What to say and how: `rate` in words a minute, `volume` 0..1, `voice` in the backend's own names."""

    text: str
    language: str
    voice: str
    rate: int
    volume: float


class Spoken(Value):
    """What was said: words in order; `real_times` is False when their times are estimated."""

    seconds: float
    words: tuple[Word, ...]
    real_times: bool
    notes: tuple[str, ...] = ()


class SpeechBackend(Protocol):
    """A voice. Raises Unavailable when it cannot speak now."""

    def libraries(self) -> dict[str, str]:
        """Versions of the engines that decide the bytes; they are part of the voice's key."""

    def voice(self, language: str, wanted: str | None) -> str:
        """The voice for a language (a Mistake when `wanted` is unknown; the known ones are listed)."""

    def voices(self) -> list[str]:
        """The names of the voices."""

    def speak(self, spec: SpeechSpec, out: Path) -> Spoken:
        """Write mono 16-bit WAV to `out`; the same spec gives the same bytes."""


SPEECH: Registry[SpeechBackend] = Registry("speech", __package__)
VOICE = Recipe("voice", 2, ("tools/speech",), ".wav")
