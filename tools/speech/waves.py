"""Sound files of one channel and 16 bits: read (WAV, and the AIFF that macOS writes), trim, write."""

import struct
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]

AUDIBLE = 0.01  # share of the peak (-40 dB) below which a sample counts as silence
MARGIN = 0.025  # seconds kept before the first audible sample and after the last
WINDOW = 0.005  # seconds over which the loudest sample is taken when the end of a word is looked for


def read(path: Path) -> tuple[Samples, int]:
    """Samples of the first channel and the sample rate; ValueError when it is not PCM of 16 bits."""
    data = path.read_bytes()
    if data[:4] == b"FORM":
        return _read_aiff(data)
    try:
        with wave.open(str(path), "rb") as file:
            if file.getsampwidth() != 2:
                raise ValueError(f"{8 * file.getsampwidth()} bits a sample, not 16")
            frames = np.frombuffer(file.readframes(file.getnframes()), "<i2")
            return frames[:: file.getnchannels()].astype(np.int16), file.getframerate()
    except (wave.Error, EOFError) as error:
        raise ValueError(str(error) or "the file is cut short") from error


def _read_aiff(data: bytes) -> tuple[Samples, int]:
    """AIFF and AIFF-C as Apple's *Audio Interchange File Format* 1.3 defines them, PCM only."""
    chunks = dict(_chunks(data))
    if b"COMM" not in chunks or b"SSND" not in chunks:
        raise ValueError("an AIFF file without sound")
    channels, _, bits = struct.unpack(">hLh", chunks[b"COMM"][:8])
    coding = chunks[b"COMM"][18:22] or b"NONE"
    if bits != 16 or coding not in (b"NONE", b"twos", b"sowt"):
        raise ValueError(f"an AIFF file of {bits} bits coded {coding!r}")
    order = "<i2" if coding == b"sowt" else ">i2"
    (offset,) = struct.unpack(">L", chunks[b"SSND"][:4])
    frames = np.frombuffer(chunks[b"SSND"][8 + offset :], order)
    return frames[::channels].astype(np.int16), _extended(chunks[b"COMM"][8:18])


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack(">L", data[at + 4 : at + 8])[0]
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _extended(raw: bytes) -> int:
    """An IEEE 754 extended number of 80 bits as a whole number (sample rates are written so in AIFF)."""
    exponent: int
    mantissa: int
    exponent, mantissa = struct.unpack(">HQ", raw)
    return int(mantissa * 2.0 ** (exponent - 16383 - 63) + 0.5)


def resample(samples: Samples, rate: int, wanted: int) -> Samples:
    """The same sound at `wanted` samples a second, by straight lines between the samples."""
    if rate == wanted or not len(samples):
        return samples
    length = round(len(samples) * wanted / rate)
    return np.round(np.interp(np.arange(length) * rate / wanted, np.arange(len(samples)), samples)).astype(np.int16)


def joined(pieces: Sequence[Samples], gap: float, rate: int) -> Samples:
    """The pieces one after another with `gap` seconds of silence between them."""
    between = np.zeros(round(gap * rate), np.int16)
    parts = [part for piece in pieces for part in (between, piece)][1:]
    return np.concatenate(parts) if parts else np.zeros(0, np.int16)


def trim(samples: Samples, rate: int) -> tuple[Samples, float]:
    """The sound without the silence around it (MARGIN stays), and the seconds that went from its start."""
    audible = np.flatnonzero(np.abs(samples.astype(np.int32)) > threshold(samples))
    if not len(audible):
        return samples, 0.0
    margin = round(MARGIN * rate)
    first = max(int(audible[0]) - margin, 0)
    return samples[first : int(audible[-1]) + 1 + margin], first / rate


def threshold(samples: Samples) -> float:
    """The level that a sample must pass to be heard in this sound."""
    return AUDIBLE * float(np.abs(samples.astype(np.int32)).max(initial=0))


def audible_end(samples: Samples, rate: int, start: float, end: float, level: float) -> float:
    """Where the sound between two times (seconds) falls silent; `end` when it does not or was silent throughout."""
    part = np.abs(samples[int(start * rate) : int(end * rate)].astype(np.int32))
    audible = np.flatnonzero(part > level)
    if not len(audible):
        return end
    return min(end, start + int(audible[-1]) / rate + WINDOW)


def silence(seconds: float, rate: int) -> Samples:
    """No sound."""
    return np.zeros(round(seconds * rate), np.int16)


def write(path: Path, samples: Samples, rate: int) -> None:
    """Write a WAV file of one channel and 16 bits."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
