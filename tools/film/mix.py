"""The film's sound: voices laid at their places, mastered, encoded once, and measured after the decoder."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from tools.film.determinism import baseline
from tools.film.languages import iso639
from tools.film.limiter import master, quantised
from tools.film.port import LOUDNESS, SAMPLE_RATE, TRUE_PEAK, MixSpec
from tools.film.resample import FULL, read_wav, resampled, write_wav
from tools.measure.loudness import SILENT, Loudness, Peak, integrated, loudness
from tools.measure.sound import blocks

if TYPE_CHECKING:
    from av import AudioFrame

BITRATE = 160_000
FRAME = 1024  # samples of an AAC frame
_FADE = SAMPLE_RATE * 5 // 1000
_HEADROOM = 0.8  # dB under the true peak asked for: what AAC usually adds
_TRIES = 6
_SPARE = 0.1  # dB
_MUXER = {"fflags": "+bitexact", "movie_timescale": str(SAMPLE_RATE)}  # edit lists exact to the sample

Samples = NDArray[np.int16]


def voice_stem(spec: MixSpec, voices: Mapping[str, Path], out: Path) -> None:
    """Write the voices, each at its place, as 48 kHz 16-bit stereo WAV of exactly `spec.samples` samples.

    `voices` are 16-bit WAV files of any rate, mono or stereo, by digest. The sum is mastered to the spec's loudness
    (see `limiter`); silence stays silence. Needs no encoder: sound comes out where films cannot. Raises Unavailable
    when a voice cannot be read.
    """
    mono = np.zeros((1, spec.samples), np.float32)
    for placed in spec.voices:
        voice = _voice(voices[placed.digest])
        start = max(placed.start, 0)
        room = mono[0, start : start + voice.size]
        room += voice[: room.size]
    mastered = master(mono, target=spec.loudness, ceiling=spec.true_peak - _HEADROOM, speakers=2)
    write_wav(np.repeat(quantised(mastered), 2, axis=0), out)


def _voice(path: Path) -> NDArray[np.float32]:
    """One voice in -1..1 at the film's rate, faded over 5 ms at both ends."""
    samples, rate = read_wav(path)
    if samples.shape[0] > 1:
        samples = (samples.sum(axis=0, dtype=np.int32) // samples.shape[0]).astype(np.int16)[None]
    voice = resampled(samples[0], rate) / FULL
    length = min(_FADE, voice.size // 2)
    ramp = (np.arange(length) + 1) / (length + 1)
    voice[:length] *= ramp
    voice[voice.size - length :] *= ramp[::-1]
    return voice.astype(np.float32)


def encode_mix(
    stem: Path, out: Path, *, language: str, music: Path | None = None, true_peak_at_most: float = TRUE_PEAK
) -> dict[str, JsonValue]:
    """Encode a 48 kHz stem, with `music` under it, as AAC-LC 160 kbit/s to `out`, and return what its decoder gives.

    The stem's loudness is kept, with the music in it. Where the decoded true peak is above the limit, the sound is
    limited lower and encoded again. The encoder's 1024 samples of delay are marked in the file's edit list, so that
    decoding starts at sample 0. Returns `loudness` (LUFS), `true_peak` (dBTP), `tries` and `seconds`. Raises
    Unavailable for a broken stem.
    """
    samples, _ = read_wav(stem)
    target = loudness(samples[:1] / np.float32(FULL), speakers=2)
    ceiling, tries = true_peak_at_most - _HEADROOM, 0
    if music is not None:
        samples = _lowered(_summed(samples, read_wav(music)[0]), target, ceiling)
    now: Samples = samples
    while True:
        _encode(now, out, language)
        tries += 1
        heard, peak = _heard(out)
        if peak <= true_peak_at_most or tries == _TRIES:
            break
        ceiling -= peak - true_peak_at_most + _SPARE
        now = _lowered(samples, target, ceiling)
    return {
        "loudness": round(heard, 2),
        "true_peak": round(peak, 2),
        "tries": tries,
        "seconds": samples.shape[1] / SAMPLE_RATE,
    }


def _heard(sound: Path) -> tuple[float, float]:
    """Loudness (LUFS) and true peak (dBTP) of what a decoder gives of an encoded sound."""
    level, highest = Loudness(), Peak()
    for block in blocks(sound):
        level.feed(block)
        highest.feed(block)
    return integrated(level.hops()), highest.level()


def _summed(samples: Samples, music: Samples) -> Samples:
    """Both together, at half their size where they would clip otherwise: `_lowered` brings them to their loudness."""
    both = samples.astype(np.int32)
    both[:, : music.shape[1]] += music[:, : both.shape[1]]
    loudest = int(np.abs(both).max(initial=0))
    return (both if loudest < FULL else both // 2).astype(np.int16)


def _lowered(samples: Samples, target: float, ceiling: float) -> Samples:
    """The stem at its own loudness under a lower ceiling; a stem too short for a loudness is only limited."""
    signal = samples / np.float32(FULL)
    wanted = target if target != SILENT else LOUDNESS
    if samples.shape[0] == 2 and np.array_equal(samples[0], samples[1]):
        return np.repeat(quantised(master(signal[:1], target=wanted, ceiling=ceiling, speakers=2)), 2, axis=0)
    return quantised(master(signal, target=wanted, ceiling=ceiling))


def _encode(samples: Samples, out: Path, language: str) -> None:
    import av

    baseline()
    with av.open(str(out), "w", format="mp4", options=_MUXER) as container:
        stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        stream.codec_context.bit_rate = BITRATE
        stream.codec_context.time_base = Fraction(1, SAMPLE_RATE)
        stream.codec_context.flags |= av.codec.context.Flags.bitexact.value
        # At this rate the thorough search of the default coder is not heard, and takes four times as long.
        stream.codec_context.options = {"aac_coder": "fast"}
        stream.metadata["language"] = iso639(language)
        for frame in _frames(samples):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _frames(samples: Samples) -> Iterator["AudioFrame"]:
    from av import AudioFrame

    both = samples if samples.shape[0] == 2 else np.repeat(samples[:1], 2, axis=0)
    for start in range(0, both.shape[1], FRAME):
        part = np.ascontiguousarray(both[:, start : start + FRAME] / np.float32(FULL))
        frame = AudioFrame.from_ndarray(part, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
        yield frame
