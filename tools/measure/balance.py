"""How far the music lies under the speech while somebody speaks."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.film.resample import wav_blocks
from tools.measure.loudness import SILENT, Loudness, integrated, level, power

SPEAKS = 20.0  # LU under the speech's loudness down to which a hop counts as speech
ABOVE = 20.0
"""dB that speech stands above the music: WCAG 2.2, success criterion 1.4.7."""


def hops_of(path: Path) -> NDArray[np.float64]:
    """The powers of a 48 kHz WAV file, as `Loudness.hops` gives them."""
    heard = Loudness()
    for block in wav_blocks(path):
        heard.feed(block)
    return heard.hops()


def speaking(voice: NDArray[np.float64]) -> NDArray[np.bool_]:
    """For the powers of a voice, in which hops somebody speaks."""
    found = integrated(voice)
    return voice > power(found - SPEAKS) if found != SILENT else np.zeros(voice.size, np.bool_)


def above(voice: NDArray[np.float64], music: NDArray[np.float64]) -> float | None:
    """LU from the music to the speech while somebody speaks; None where nobody does, or without any music there."""
    count = min(voice.size, music.size)
    heard = speaking(voice)[:count]
    if not heard.any() or not music[:count][heard].any():
        return None
    return level(float(voice[:count][heard].mean())) - level(float(music[:count][heard].mean()))
