"""The user's own music: decoded once to 48 kHz stereo, looped to any length with a cross-fade."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import Mistake
from tools.film.determinism import baseline
from tools.film.port import SAMPLE_RATE
from tools.film.resample import write_wav

LONGEST = 30 * 60  # seconds that are read of a file
CROSS = 2 * SAMPLE_RATE
FADES = (SAMPLE_RATE // 2, 3 * SAMPLE_RATE)


def decode(path: Path) -> NDArray[np.int16]:
    """(2, samples) of an audio file of any kind; a Mistake when it holds no sound that can be read."""
    import av

    baseline()
    found: list[NDArray[np.int16]] = []
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise Mistake(f"{path.name} holds no sound: give --music a music file (MP3, WAV, FLAC, M4A, OGG …).")
            resampler = av.AudioResampler(format="s16p", layout="stereo", rate=SAMPLE_RATE)
            read = 0
            for frame in container.decode(audio=0):
                for part in resampler.resample(frame):
                    found.append(part.to_ndarray().astype(np.int16, copy=False))
                    read += part.samples
                if read > LONGEST * SAMPLE_RATE:
                    break
    except (av.error.FFmpegError, OSError) as error:
        said = (error.strerror or "it is no sound").lower()
        raise Mistake(f"{path.name} cannot be read as music ({said}): give --music another file.") from None
    if not found:
        raise Mistake(f"{path.name} holds no sound: give --music a music file (MP3, WAV, FLAC, M4A, OGG …).")
    return np.concatenate(found, axis=1)


def fitted(sound: NDArray[np.int16], samples: int, out: Path) -> None:
    """Write the music `samples` long: cut, or looped with a cross-fade; faded in and out."""
    whole = sound.astype(np.float32)
    while whole.shape[1] < samples:
        whole = _joined(whole, sound.astype(np.float32))
    whole = whole[:, :samples]
    for count, end in ((FADES[0], False), (FADES[1], True)):
        count = min(count, samples // 2)
        ramp = (np.arange(count, dtype=np.float32) + 1) / np.float32(count + 1)
        if end:
            whole[:, samples - count :] *= ramp[::-1]
        else:
            whole[:, :count] *= ramp
    write_wav(np.rint(whole).astype(np.int16), out)


def _joined(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """One after the other, the end of the first fading into the second."""
    cross = min(CROSS, one.shape[1] // 2, other.shape[1] // 2)
    if cross == 0:
        return np.concatenate([one, other], axis=1)
    up = (np.arange(cross, dtype=np.float32) + 1) / np.float32(cross + 1)
    middle = one[:, -cross:] * (1 - up) + other[:, :cross] * up
    return np.concatenate([one[:, :-cross], middle, other[:, cross:]], axis=1)
