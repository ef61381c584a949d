import struct
import wave
from pathlib import Path

import numpy as np
import pytest

from tools.speech import waves

RATE = 22_050


def tone(seconds: float, level: float = 10_000) -> waves.Samples:
    samples: waves.Samples = (level * np.sin(np.arange(round(seconds * RATE)) * 0.2)).astype(np.int16)
    return samples


def aiff(samples: waves.Samples, rate: int, coding: bytes = b"", channels: int = 1, bits: int = 16) -> bytes:
    exponent = rate.bit_length() - 1
    extended = struct.pack(">HQ", 16383 + exponent, rate << (63 - exponent))
    common = struct.pack(">hLh", channels, len(samples), bits) + extended + (coding + b"\0\0" if coding else b"")
    order = "<i2" if coding == b"sowt" else ">i2"
    sound = struct.pack(">LL", 0, 0) + np.repeat(samples, channels).astype(order).tobytes()
    chunks = [(b"COMM", common), (b"NAME", b"odd"), (b"SSND", sound)]
    body = b"".join(name + struct.pack(">L", len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks)
    return b"FORM" + struct.pack(">L", len(body) + 4) + (b"AIFC" if coding else b"AIFF") + body


def test_silence_around_the_sound_goes_and_a_margin_stays() -> None:
    sound = tone(0.5)
    padded = np.concatenate([waves.silence(0.3, RATE), sound, waves.silence(0.7, RATE)])
    trimmed, cut = waves.trim(padded, RATE)
    assert cut == pytest.approx(0.3 - waves.MARGIN, abs=0.001)
    assert len(trimmed) / RATE == pytest.approx(0.5 + 2 * waves.MARGIN, abs=0.002)
    assert waves.MARGIN <= 0.03


def test_quiet_sound_is_trimmed_as_loud_sound_is() -> None:
    padded = np.concatenate([waves.silence(0.3, RATE), tone(0.5), waves.silence(0.7, RATE)])
    quiet = (padded // 50).astype(np.int16)
    assert abs(len(waves.trim(quiet, RATE)[0]) - len(waves.trim(padded, RATE)[0])) < 20


def test_pure_silence_stays() -> None:
    trimmed, cut = waves.trim(waves.silence(0.2, RATE), RATE)
    assert (len(trimmed), cut) == (4410, 0.0)


def test_the_end_of_a_sound_is_found() -> None:
    sound = np.concatenate([tone(0.2), waves.silence(0.3, RATE)])
    assert waves.audible_end(sound, RATE, 0.0, 0.5, 100) == pytest.approx(0.2, abs=0.006)
    assert waves.audible_end(sound, RATE, 0.3, 0.5, 100) == 0.5
    assert waves.audible_end(sound, RATE, 0.0, 0.1, 100) <= 0.1


def test_what_is_written_is_read(tmp_path: Path) -> None:
    waves.write(tmp_path / "a.wav", tone(0.1), RATE)
    samples, rate = waves.read(tmp_path / "a.wav")
    assert rate == RATE
    assert np.array_equal(samples, tone(0.1))


@pytest.mark.parametrize(("coding", "channels"), [(b"", 1), (b"sowt", 1), (b"NONE", 2), (b"twos", 1)])
def test_what_macos_writes_is_read(tmp_path: Path, coding: bytes, channels: int) -> None:
    (tmp_path / "a.wav").write_bytes(aiff(tone(0.1), 44_100, coding, channels))
    samples, rate = waves.read(tmp_path / "a.wav")
    assert rate == 44_100
    assert np.array_equal(samples, tone(0.1))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF",
        b"hello world, no sound",
        b"FORM1234AIFF",
        aiff(tone(0.01), 22_050, bits=8),
        aiff(tone(0.01), 1, b"ulaw"),
    ],
)
def test_no_sound_is_a_value_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.wav").write_bytes(data)
    with pytest.raises(ValueError, match=r"\w"):
        waves.read(tmp_path / "a.wav")


def test_eight_bits_are_refused(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(bytes(100))
    with pytest.raises(ValueError, match="8 bits"):
        waves.read(tmp_path / "a.wav")


def test_resampling_keeps_the_length_in_time() -> None:
    resampled = waves.resample(tone(0.5), 44_100, RATE)
    assert len(resampled) == round(len(tone(0.5)) / 2)
    assert np.abs(resampled.astype(int) - tone(0.5)[::2][: len(resampled)]).max() <= 1
    assert waves.resample(resampled, RATE, RATE) is resampled
