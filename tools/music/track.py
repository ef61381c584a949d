"""The user's own music: decoded once to 48 kHz stereo, looped to any length with a cross-fade, block by block."""

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import Mistake
from tools.film.determinism import baseline
from tools.film.port import SAMPLE_RATE
from tools.film.resample import BLOCK, writing

LONGEST = 30 * 60  # seconds that are read of a file
CROSS = 2 * SAMPLE_RATE
FADES = (SAMPLE_RATE // 2, 3 * SAMPLE_RATE)

Samples = NDArray[np.float32]


def decode(path: Path, out: Path) -> None:
    """Write the sound of a file of any kind as 48 kHz stereo WAV; a Mistake when it holds none that can be read."""
    import av

    baseline()
    read = 0
    try:
        with av.open(str(path)) as container, writing(out, 2) as write:
            if not container.streams.audio:
                raise Mistake(f"{path.name} holds no sound: give --music a music file (MP3, WAV, FLAC, M4A, OGG …).")
            resampler = av.AudioResampler(format="s16p", layout="stereo", rate=SAMPLE_RATE)
            for frame in container.decode(audio=0):
                for part in resampler.resample(frame):
                    write(part.to_ndarray().astype(np.int16, copy=False))
                    read += part.samples
                if read > LONGEST * SAMPLE_RATE:
                    break
    except av.error.FFmpegError as error:
        said = (error.strerror or "it is no sound").lower()
        raise Mistake(f"{path.name} cannot be read as music ({said}): give --music another file.") from None
    if not read:
        raise Mistake(f"{path.name} holds no sound: give --music a music file (MP3, WAV, FLAC, M4A, OGG …).")


def fitted(track: Path, samples: int, out: Path) -> None:
    """Write the music `samples` long: cut, or looped with a cross-fade; faded in and out. It must not be empty."""
    at = 0
    with writing(out, 2) as write:
        for block in _looped(track):
            part = block[:, : samples - at].copy()  # the loop comes back to some blocks
            _fade(part, at, samples)
            write(np.rint(part).astype(np.int16))
            at += part.shape[1]
            if at == samples:
                break


def _looped(track: Path) -> Iterator[Samples]:
    """The track over and over, each end fading into the next beginning; 16-bit numbers."""
    with wave.open(str(track), "rb") as file:
        count = file.getnframes()
        cross = min(CROSS, count // 2)
        head, tail = _part(file, 0, cross), _part(file, count - cross, count)
        up = (np.arange(cross, dtype=np.float32) + 1) / np.float32(cross + 1)
        yield head
        while True:
            for start in range(cross, count - cross, BLOCK):
                yield _part(file, start, min(start + BLOCK, count - cross))
            yield tail * (1 - up) + head * up


def _part(file: wave.Wave_read, begin: int, end: int) -> Samples:
    file.setpos(begin)
    return np.frombuffer(file.readframes(end - begin), "<i2").reshape(-1, 2).T.astype(np.float32)


def _fade(block: Samples, start: int, samples: int) -> None:
    """Fade the music in and out, as far as the block that begins at `start` takes part."""
    at = np.arange(start, start + block.shape[1])
    for length, places in ((FADES[0], at), (FADES[1], samples - 1 - at)):
        count = min(length, samples // 2)
        fading = places < count
        if fading.any():
            block[:, fading] *= (places[fading].astype(np.float32) + 1) / np.float32(count + 1)
