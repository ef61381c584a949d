"""The film's sound: voices laid at their places, mastered, encoded once, and measured after the decoder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from tools.film.determinism import baseline
from tools.film.languages import iso639
from tools.film.limiter import Gains, Survey, master, quantised, raised, survey
from tools.film.port import LOUDNESS, SAMPLE_RATE, TRUE_PEAK, MixSpec
from tools.film.resample import BLOCK, FULL, read_wav, resampled, wav_blocks, writing
from tools.measure.loudness import SILENT, Loudness, Peak, Signal, integrated
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

    def source() -> Iterator[Signal]:
        return (mono[:, start : start + BLOCK] for start in range(0, spec.samples, BLOCK))

    found = survey(source, speakers=2)
    gains = master(found, target=spec.loudness, ceiling=spec.true_peak - _HEADROOM)
    with writing(out, 2) as write:
        for block in raised(source, gains):
            write(np.repeat(quantised(block), 2, axis=0))


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
    stem: Path,
    out: Path,
    *,
    language: str,
    under: Sequence[Path] = (),
    true_peak_at_most: float = TRUE_PEAK,
) -> dict[str, JsonValue]:
    """Encode a 48 kHz stem, with the WAV files `under` it, as AAC-LC 160 kbit/s, and return what its decoder gives.

    The stem's loudness is kept, with what lies under it. Where the decoded true peak is above the limit, the sound is
    limited lower and encoded again. The encoder's 1024 samples of delay are marked in the file's edit list, so that
    decoding starts at sample 0. Returns `loudness` (LUFS), `true_peak` (dBTP), `tries` and `seconds`. Raises
    Unavailable for a broken stem.
    """
    mono = not under and _mono(stem)

    def source() -> Iterator[Signal]:
        return (block[:1] for block in wav_blocks(stem)) if mono else _summed(stem, under)

    @cache  # a stem alone is mastered already: it is surveyed only where it must be limited
    def surveyed() -> Survey:
        return survey(source, speakers=2 if mono else 1)

    def limited(ceiling: float) -> Gains:
        found = surveyed()
        target = _level(stem) if under else found.loudness
        return master(found, target=target if target != SILENT else LOUDNESS, ceiling=ceiling)

    ceiling, tries = true_peak_at_most - _HEADROOM, 0
    gains = limited(ceiling) if under else None
    while True:
        samples = _encode(source() if gains is None else raised(source, gains), out, language)
        tries += 1
        heard, peak = _heard(out)
        if peak <= true_peak_at_most or tries == _TRIES:
            break
        ceiling -= peak - true_peak_at_most + _SPARE
        gains = limited(ceiling)
    return {
        "loudness": round(heard, 2),
        "true_peak": round(peak, 2),
        "tries": tries,
        "seconds": samples / SAMPLE_RATE,
    }


def _heard(sound: Path) -> tuple[float, float]:
    """Loudness (LUFS) and true peak (dBTP) of what a decoder gives of an encoded sound."""
    level, highest = Loudness(), Peak()
    for block in blocks(sound):
        level.feed(block)
        highest.feed(block)
    return integrated(level.hops()), highest.level()


def _summed(stem: Path, under: Sequence[Path]) -> Iterator[Signal]:
    """All of it together, as long as the stem."""
    others = [wav_blocks(path) for path in under]
    for block in wav_blocks(stem):
        both = np.repeat(block, 2, axis=0) if block.shape[0] == 1 else block
        for other in others:
            part = next(other, both[:, :0])[:, : both.shape[1]]
            both[:, : part.shape[1]] += part
        yield both


def _mono(stem: Path) -> bool:
    """Whether both channels are the same."""
    return all(np.array_equal(block[0], block[-1]) for block in wav_blocks(stem))


def _level(stem: Path) -> float:
    """The loudness of a stem whose channels are the same, in LUFS."""
    level = Loudness()
    for block in wav_blocks(stem):
        level.feed(block[:1])
    return integrated(level.hops(), speakers=2)


def _encode(sound: Iterable[Signal], out: Path, language: str) -> int:
    """Returns how many samples there are."""
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
        samples = 0
        for frame in _frames(sound):
            samples += frame.samples
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return samples


def _frames(sound: Iterable[Signal]) -> Iterator["AudioFrame"]:
    """The sound as the encoder takes it: in frames of FRAME samples, of numbers that 16 bits can hold."""
    from av import AudioFrame

    left, at = np.zeros((2, 0), np.float32), 0
    for block in sound:
        exact = quantised(block).astype(np.float32) / np.float32(FULL)
        left = np.concatenate([left, exact if exact.shape[0] == 2 else np.repeat(exact, 2, axis=0)], axis=1)
        whole = left.shape[1] // FRAME * FRAME
        for start in range(0, whole, FRAME):
            yield _frame(AudioFrame, left[:, start : start + FRAME], at + start)
        at, left = at + whole, left[:, whole:]
    if left.shape[1]:
        yield _frame(AudioFrame, left, at)


def _frame(kind: type["AudioFrame"], samples: NDArray[np.float32], at: int) -> "AudioFrame":
    frame = kind.from_ndarray(np.ascontiguousarray(samples), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, at, Fraction(1, SAMPLE_RATE)
    return frame
