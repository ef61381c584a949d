"""What a film's music is: a mood for a composed bed, or a track of the user's; and how it stands to the voice."""

from typing import Literal

from core.recipes import Recipe
from core.scene import Value
from tools.film.port import SAMPLE_RATE

MoodName = Literal["calm", "warm", "curious", "playful", "wonder", "driving", "serious"]

EffectKind = Literal["dissolve", "wipe", "slide", "fade"]
"""The transitions that sound; a hard cut does not."""

EFFECTS_BELOW = 12.0
"""LU of an effect's loudest 400 ms under the film's loudness: heard, and never over the speech. WCAG 2.2, 1.4.7, lets
sounds of one or two seconds be nearer than 20 dB."""
BELOW = 21.0
"""LU between speech and the music under it: WCAG 2.2, 1.4.7, asks for 20 dB."""
RISE = 7.0
"""dB that the music rises where nobody speaks."""

BED = Recipe(
    "bed",
    1,
    (
        "tools/music/port.py",
        "tools/music/score.py",
        "tools/music/synth.py",
        "tools/music/moods.toml",
        "tools/music/track.py",
        "tools/film/resample.py",
    ),
    ".wav",
)
TRACK = Recipe("track", 1, ("tools/music/track.py",), ".wav")
EFFECTS = Recipe(
    "effects",
    1,
    (
        "tools/music/port.py",
        "tools/music/effects.py",
        "tools/music/synth.py",
        "tools/film/limiter.py",
        "tools/film/resample.py",
        "tools/measure/loudness.py",
    ),
    ".wav",
)
MUSIC = Recipe(
    "music",
    3,
    (
        "tools/music/port.py",
        "tools/music/duck.py",
        "tools/film/limiter.py",
        "tools/film/resample.py",
        "tools/measure/loudness.py",
        "tools/measure/balance.py",
    ),
    ".wav",
)

__all__ = [
    "BED",
    "BELOW",
    "EFFECTS",
    "EFFECTS_BELOW",
    "MUSIC",
    "RISE",
    "SAMPLE_RATE",
    "TRACK",
    "BedSpec",
    "EffectKind",
    "EffectsSpec",
    "MoodName",
    "MusicSpec",
]


class BedSpec(Value):
    """A bed: `samples` long at 48 kHz, `scenes` the samples at which scenes begin (the first is 0)."""

    mood: MoodName
    seed: int
    samples: int
    scenes: tuple[int, ...] = (0,)


class EffectsSpec(Value):
    """Sounds of transitions: `samples` long at 48 kHz; at which sample each kind is centred; LUFS of the loudest."""

    seed: int
    samples: int
    loudness: float
    places: tuple[tuple[int, EffectKind], ...]


class MusicSpec(Value):
    """The music as it is heard: `samples` long, `below` the speech (LU), `rise` dB higher where nobody speaks."""

    samples: int
    below: float = BELOW
    rise: float = RISE
