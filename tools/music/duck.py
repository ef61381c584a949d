"""The music under the voice: far enough below the speech to be followed with ease, higher where nobody speaks."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.film.limiter import averaged, linear, quantised
from tools.film.port import SAMPLE_RATE
from tools.film.resample import wav_blocks, writing
from tools.measure.balance import above
from tools.measure.loudness import HOP as POWER_HOP
from tools.measure.loudness import SILENT, Loudness, integrated
from tools.music.port import MusicSpec

HOP = SAMPLE_RATE // 100  # 10 ms
SPEAKS = 0.01  # the loudest sample of a hop in which somebody speaks: -40 dBFS
ALONE = -18.0  # LUFS of music without a voice
BRIDGED = 60  # hops: a shorter pause is part of the speech
EARLY, SLOW = 18, 45  # hops over which the music goes down before a word, and over which its level is smoothed


def lay(voice: Path, music: Path, spec: MusicSpec, out: Path) -> float:
    """Write the music as it is heard, as 48 kHz 16-bit stereo WAV of `spec.samples` samples.

    `voice` and `music` are 48 kHz stereo WAV files; music that is shorter is silent at its end. Returns how far
    the music lies under the speech while somebody speaks (LU), 0 without speech: then the music plays alone.
    """
    spoken, loudest = _heard(voice, spec.samples, 1)
    played, _ = _heard(music, spec.samples, 2)
    spoken *= 2  # both its channels are the same
    gains = _gains(spoken, loudest, played, spec)
    left = spec.samples
    with writing(out, 2) as write:
        for block in wav_blocks(music):
            part = block[:, :left]
            first = spec.samples - left
            places = np.minimum(np.arange(first, first + part.shape[1]) // HOP, gains.size - 1)
            write(quantised(part * gains[places]))
            left -= part.shape[1]
        for start in range(0, left, SAMPLE_RATE):
            write(np.zeros((2, min(SAMPLE_RATE, left - start)), np.int16))
    found = above(spoken, _under(played, gains.astype(np.float64)))
    return round(found, 1) if found is not None else 0.0


def _heard(path: Path, samples: int, channels: int) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """The powers of the first `samples` of a sound's first channels, and the loudest sample of each HOP."""
    heard, loudest, left = Loudness(), [np.zeros(0, np.float32)], samples
    for block in wav_blocks(path):
        part = block[:channels, :left]
        left -= part.shape[1]
        heard.feed(part)
        whole = np.pad(np.abs(part).max(axis=0), (0, -part.shape[1] % HOP))  # blocks are whole hops but for the last
        loudest.append(whole.reshape(-1, HOP).max(axis=1))
    return heard.hops(), np.concatenate(loudest)


def _gains(
    spoken: NDArray[np.float64], loudest: NDArray[np.float32], played: NDArray[np.float64], spec: MusicSpec
) -> NDArray[np.float32]:
    """What the music is multiplied with in each HOP of the film."""
    count = -(-spec.samples // HOP)
    speech, own = integrated(spoken), integrated(played)
    if own == SILENT or speech == SILENT:
        return np.full(count, linear(ALONE - own) if own != SILENT else 0.0, np.float32)
    speaks = np.zeros(count, np.bool_)
    speaks[: loudest.size] = _speaking(loudest[:count])
    shape = averaged(np.where(speaks, 1.0, linear(spec.rise)), SLOW)
    level = speech - own
    found = above(spoken, _under(played, shape))
    # Music that is fuller under the speech than elsewhere is lowered for it; music that rests there is not raised.
    level = min(level, found) if found is not None else level
    return (shape * linear(level - spec.below)).astype(np.float32)


def _under(powers: NDArray[np.float64], gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """Powers as they are under gains."""
    each = POWER_HOP // HOP
    count = min(powers.size, gains.size // each)
    squares: NDArray[np.float64] = np.square(gains[: count * each]).reshape(count, each).mean(axis=1)
    return powers[:count] * squares


def _speaking(loudest: NDArray[np.float32]) -> NDArray[np.bool_]:
    """For every hop whether somebody speaks in it, about to speak, or between two words."""
    reach = BRIDGED // 2
    return _any(_all(_any(loudest > SPEAKS, reach), reach), EARLY)


def _any(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """Whether anything within `reach` on either side is true."""
    sums = np.cumsum(np.concatenate([[0], np.pad(mask, reach).astype(np.int64)]))
    found: NDArray[np.bool_] = sums[2 * reach + 1 :] > sums[: -(2 * reach + 1)]
    return found


def _all(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    return ~_any(~mask, reach)
