"""The music under the voice: far enough below the speech to be followed with ease, higher where nobody speaks."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.film.limiter import averaged, linear, quantised
from tools.film.port import SAMPLE_RATE
from tools.film.resample import FULL, read_wav, write_wav
from tools.measure.loudness import SILENT, loudness
from tools.music.port import MusicSpec

HOP = SAMPLE_RATE // 100  # 10 ms
CHUNK = HOP * 6_000
SPEAKS = 0.01  # the loudest sample of a hop in which somebody speaks: -40 dBFS
ALONE = -18.0  # LUFS of music without a voice
BRIDGED = 60  # hops: a shorter pause is part of the speech
EARLY, SLOW = 18, 45  # hops over which the music goes down before a word, and over which its level is smoothed


def lay(voice: Path, music: Path, spec: MusicSpec, out: Path) -> float:
    """Write the music as it is heard, as 48 kHz 16-bit stereo WAV of `spec.samples` samples.

    `voice` and `music` are 48 kHz WAV files; music that is shorter is silent at its end. Returns how far
    the music lies under the speech while somebody speaks (LU), 0 without speech: then the music plays alone.
    """
    spoken, sound = _read(voice, spec.samples, 1), _read(music, spec.samples, 2)
    speech, own = loudness(spoken, speakers=2), loudness(sound)
    speaking = _speaking(spoken[0])
    if own == SILENT or speech == SILENT:
        level = linear(ALONE - own) if own != SILENT else 0.0
        hops = np.full(speaking.size, level)
    else:
        low = speech - spec.below - own
        hops = np.where(speaking, linear(low), linear(low + spec.rise))
    gains = averaged(hops, SLOW).astype(np.float32)
    for start in range(0, spec.samples, CHUNK):
        stop = min(start + CHUNK, spec.samples)
        places = np.minimum(np.arange(start, stop) // HOP, max(gains.size - 1, 0))
        sound[:, start:stop] *= gains[places] if gains.size else np.float32(0)
    parts = [quantised(sound[:, start : start + CHUNK]) for start in range(0, spec.samples, CHUNK)]
    write_wav(np.concatenate([np.zeros((2, 0), np.int16), *parts], axis=1), out)
    kept = sound[:, : speaking.size * HOP].reshape(2, -1, HOP)[:, speaking].reshape(2, -1)
    under = loudness(kept)
    return round(speech - under, 1) if SILENT not in (speech, under) else 0.0


def _read(path: Path, samples: int, channels: int) -> NDArray[np.float32]:
    found, _ = read_wav(path)
    sound = np.zeros((channels, samples), np.float32)
    kept = min(found.shape[1], samples)
    sound[:, :kept] = found[:channels, :kept]
    sound /= np.float32(FULL)
    return sound


def _speaking(spoken: NDArray[np.float32]) -> NDArray[np.bool_]:
    """For every hop whether somebody speaks in it, about to speak, or between two words."""
    count = spoken.size // HOP
    active = np.abs(spoken[: count * HOP].reshape(count, HOP)).max(axis=1, initial=0.0) > SPEAKS
    reach = BRIDGED // 2
    return _any(_all(_any(active, reach), reach), EARLY)


def _any(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """Whether anything within `reach` on either side is true."""
    sums = np.cumsum(np.concatenate([[0], np.pad(mask, reach).astype(np.int64)]))
    found: NDArray[np.bool_] = sums[2 * reach + 1 :] > sums[: -(2 * reach + 1)]
    return found


def _all(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    return ~_any(~mask, reach)
