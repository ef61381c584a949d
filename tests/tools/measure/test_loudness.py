"""Loudness and true peak against the standard's own numbers and against FFmpeg's meter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.tools.film.material import tone
from tools.measure.loudness import PHASES, RATE, SILENT, Loudness, Peak, integrated, loudness, sample_peaks, true_peak


def sine(level: float, seconds: float = 5, frequency: float = 1000, phase: float = 0) -> NDArray[np.float64]:
    time = np.arange(int(RATE * seconds)) / RATE
    return np.asarray(10 ** (level / 20) * np.sin(2 * np.pi * frequency * time + phase))


def ebur128(signal: NDArray[np.floating]) -> tuple[float, float]:
    """Integrated loudness and true peak by FFmpeg's filter."""
    from av import AudioFrame
    from av.filter import Graph

    graph = Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="fltp", layout="stereo")
    meter = graph.add("ebur128", "peak=true:metadata=1")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    found = {}
    for start in range(0, signal.shape[1], 4800):
        part = np.ascontiguousarray(signal[:, start : start + 4800], np.float32)
        frame = AudioFrame.from_ndarray(part, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = RATE, start
        graph.push(frame)
        found.update(graph.pull().metadata)
    peak = max(float(found[f"lavfi.r128.true_peaks_ch{channel}"]) for channel in (0, 1))
    return float(found["lavfi.r128.I"]), 20 * np.log10(peak)


@pytest.mark.parametrize("level", [-23.0, -33.0, 0.0])
def test_a_stereo_sine_measures_its_level(level: float) -> None:
    """EBU Tech 3341, case 1 and 2: a 1 kHz sine at n dBFS in both channels is n LUFS."""
    assert loudness(np.stack([sine(level)] * 2)) == pytest.approx(level, abs=0.1)


def test_a_mono_sine_is_3_quieter_and_two_speakers_make_it_whole() -> None:
    mono = sine(-20)[None]
    assert loudness(mono) == pytest.approx(-23, abs=0.1)
    assert loudness(mono, speakers=2) == pytest.approx(loudness(np.repeat(mono, 2, axis=0)), abs=1e-9)


def test_the_relative_gate() -> None:
    """EBU Tech 3341, case 3: 10 s at -36, 60 s at -23, 10 s at -36 dBFS are -23 LUFS."""
    signal = np.concatenate([sine(-36, 10), sine(-23, 60), sine(-36, 10)])
    assert loudness(np.stack([signal] * 2)) == pytest.approx(-23, abs=0.1)


def test_low_and_high_tones_are_weighted() -> None:
    levels = [loudness(np.stack([sine(-20, frequency=frequency)] * 2)) for frequency in (50, 1000, 8000)]
    assert levels[0] < -23
    assert levels[2] == pytest.approx(-16.7, abs=0.3)


@pytest.mark.parametrize("seconds", [0.5, 3.0, 11.3])
@pytest.mark.parametrize("kind", ["voice", "noise", "pauses"])
def test_ffmpeg_agrees(seconds: float, kind: str) -> None:
    rng = np.random.default_rng(3)
    one = tone(seconds, RATE, level=0.7)
    if kind == "noise":
        one = rng.normal(size=one.size) * 0.1
    if kind == "pauses":
        one[one.size // 3 : one.size // 2] = 0
    signal = np.stack([one, 0.5 * one])
    wanted, peak = ebur128(signal)
    assert loudness(signal) == pytest.approx(wanted, abs=0.1)
    assert true_peak(signal) == pytest.approx(peak, abs=0.35)


def test_ffmpeg_disagrees_with_a_wrong_level() -> None:
    signal = np.stack([tone(3, RATE)] * 2)
    assert loudness(signal * 1.05) != pytest.approx(ebur128(signal)[0], abs=0.1)


@pytest.mark.parametrize("length", [0, 1000, RATE * 2 // 5 - 1])
def test_too_short_or_silent_has_no_loudness(length: int) -> None:
    assert loudness(np.ones((1, length))) == SILENT
    assert loudness(np.zeros((2, 3 * RATE))) == SILENT
    assert true_peak(np.zeros((2, length))) == SILENT


def test_peaks_between_samples_are_found() -> None:
    """EBU Tech 3341, case 16: a sine at a quarter of the rate, 45 degrees off, peaks 3 dB above its samples."""
    signal = sine(-6, 0.5, RATE / 4, np.pi / 4)[None]
    assert 20 * np.log10(np.abs(signal).max()) == pytest.approx(-9, abs=0.05)
    assert true_peak(signal) == pytest.approx(-6, abs=0.2)


def test_the_quick_search_finds_the_same_peak() -> None:
    rng = np.random.default_rng(5)
    signal = rng.normal(size=200_000) * np.linspace(0, 1, 200_000)
    assert true_peak(signal[None]) == pytest.approx(20 * np.log10(sample_peaks(signal).max()), abs=1e-9)


def test_the_filter_passes_a_constant() -> None:
    assert [sum(phase) for phase in PHASES] == pytest.approx([1] * 4, abs=0.03)


@given(st.integers(1, 200_000), st.lists(st.integers(0, 200_000), max_size=6), st.integers(0, 99))
@effort(max_examples=25)
def test_blocks_measure_what_the_whole_measures(length: int, cuts: list[int], seed: int) -> None:
    signal = np.random.default_rng(seed).normal(size=(2, length)) * 0.1
    level, peak = Loudness(), Peak()
    for part in np.split(signal, sorted(cut for cut in cuts if cut < length), axis=1):
        level.feed(part)
        peak.feed(part)
    assert integrated(level.hops()) == loudness(signal)
    assert peak.level() == true_peak(signal)
    assert level.hops().size == length // (RATE // 10)


def test_a_long_sound_is_measured_like_its_parts() -> None:
    one = np.stack([tone(20, RATE, level=0.3)] * 2).astype(np.float32)
    assert loudness(np.tile(one, 3)) == pytest.approx(loudness(one), abs=0.02)
