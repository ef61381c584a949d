"""The mix: voices at their places without clicks, at the loudness asked for, true after the decoder."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import Unavailable
from tests.tools.film.material import decoded, mixed, save_wav, tone
from tools.film.mix import encode_mix, voice_stem
from tools.film.port import SAMPLE_RATE, MixSpec, Placed
from tools.film.resample import read_wav
from tools.measure.loudness import loudness, true_peak
from tools.measure.sound import Silence, Silences


def silences(signal: NDArray[np.floating]) -> tuple[Silence, ...]:
    found = Silences(SAMPLE_RATE)
    found.feed(signal)
    return found.found()


def stem_of(folder: Path, samples: int, *voices: tuple[int, Path]) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    placed = tuple(Placed(digest=str(i), start=start) for i, (start, _) in enumerate(voices))
    paths = {str(i): path for i, (_, path) in enumerate(voices)}
    voice_stem(MixSpec(samples=samples, voices=placed), paths, folder / "stem.wav")
    found, rate = read_wav(folder / "stem.wav")
    assert rate == SAMPLE_RATE
    assert found.shape == (2, samples)
    return found


@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_voices_lie_where_they_are_placed(tmp_path: Path, rate: int, channels: int) -> None:
    voice = save_wav(tmp_path / "v.wav", np.repeat(np.full((1, rate // 2), 0.1), channels, axis=0), rate)
    found = stem_of(tmp_path, 3 * SAMPLE_RATE, (SAMPLE_RATE, voice))
    heard = np.flatnonzero(np.abs(found[0].astype(int)) > 400)
    assert heard[0] == pytest.approx(SAMPLE_RATE, abs=60)
    assert heard[-1] == pytest.approx(1.5 * SAMPLE_RATE, abs=60)
    assert np.array_equal(found[0], found[1])


def test_voices_fade_so_that_nothing_clicks(tmp_path: Path) -> None:
    voice = save_wav(tmp_path / "v.wav", np.full(SAMPLE_RATE, 0.3))
    found = stem_of(tmp_path, 2 * SAMPLE_RATE, (SAMPLE_RATE // 2, voice))[0].astype(int)
    assert np.abs(found).max() > 3_000
    assert np.abs(np.diff(found)).max() < np.abs(found).max() / 100


def test_a_voice_beyond_the_end_is_cut_and_overlaps_add_up(tmp_path: Path) -> None:
    voice = save_wav(tmp_path / "v.wav", tone(1, SAMPLE_RATE))
    one = stem_of(tmp_path, SAMPLE_RATE * 3 // 2, (SAMPLE_RATE, voice))
    assert one[0, -1000:].any()
    both = stem_of(tmp_path, SAMPLE_RATE, (0, voice), (0, voice))
    alone = stem_of(tmp_path, SAMPLE_RATE, (0, voice))
    assert np.abs(both.astype(int) - alone).max() <= 40, "the same sound twice is the same sound at the same loudness"


def test_all_silent_stays_silent(tmp_path: Path) -> None:
    quiet = save_wav(tmp_path / "v.wav", np.zeros(SAMPLE_RATE))
    stem, sound = mixed(tmp_path, 2, [(0, quiet)])
    assert not read_wav(stem)[0].any()
    assert np.abs(decoded(sound)).max() < 1e-4
    assert not stem_of(tmp_path, 10).any()


def test_the_decoded_mix_is_loud_enough_and_never_too_high(tmp_path: Path) -> None:
    voice = save_wav(tmp_path / "v.wav", tone(4, 22_050, level=0.8), 22_050)
    stem, sound = mixed(tmp_path, 4.5, [(0.3, voice)])
    heard = decoded(sound)
    assert loudness(heard) == pytest.approx(-14, abs=0.5)
    assert true_peak(heard) <= -1.0
    told = encode_mix(stem, tmp_path / "again.m4a", language="en")
    assert told["loudness"] == pytest.approx(loudness(heard), abs=0.01)
    assert told["seconds"] == 4.5
    assert (tmp_path / "again.m4a").read_bytes() == sound.read_bytes()


def test_a_stem_that_is_too_high_is_limited_lower_and_encoded_again(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    high = save_wav(tmp_path / "high.wav", np.clip(rng.normal(size=(2, 2 * SAMPLE_RATE)) * 0.4, -1, 1))
    told = encode_mix(high, tmp_path / "o.m4a", language="en")
    assert int(str(told["tries"])) > 1
    assert true_peak(decoded(tmp_path / "o.m4a")) <= -1.0


@pytest.mark.parametrize("samples", [1, 1023, 1024, 1025, 47_999])
def test_the_encoders_delay_is_hidden_and_no_sample_is_missing(tmp_path: Path, samples: int) -> None:
    import av

    stem = save_wav(tmp_path / "s.wav", np.full((2, samples), 0.25))
    encode_mix(stem, tmp_path / "o.m4a", language="ar")
    with av.open(str(tmp_path / "o.m4a")) as container:
        stream = container.streams.audio[0]
        assert stream.duration == samples
        assert stream.start_time == 0
        assert stream.language == "ara"
        assert (stream.codec_context.sample_rate, stream.profile, stream.layout.name) == (48_000, "LC", "stereo")
    assert decoded(tmp_path / "o.m4a").shape[1] >= samples


def test_a_click_stays_at_its_sample(tmp_path: Path) -> None:
    signal = np.zeros((2, SAMPLE_RATE))
    signal[:, 30_000] = 0.7
    encode_mix(save_wav(tmp_path / "s.wav", signal), tmp_path / "o.m4a", language="en")
    assert np.abs(decoded(tmp_path / "o.m4a")[0]).argmax() == 30_000


def test_pauses_between_voices_are_silent(tmp_path: Path) -> None:
    voice = save_wav(tmp_path / "v.wav", tone(1, 24_000), 24_000)
    _, sound = mixed(tmp_path, 4, [(0, voice), (3, voice)])
    (gap,) = (silence for silence in silences(decoded(sound)) if silence.seconds > 1)
    assert gap.start == pytest.approx(0.85, abs=0.2)
    assert gap.end == pytest.approx(3, abs=0.05)


def test_a_voice_that_cannot_be_read_is_unavailable(tmp_path: Path) -> None:
    broken = tmp_path / "v.wav"
    broken.write_bytes(b"no sound")
    with pytest.raises(Unavailable):
        stem_of(tmp_path, 100, (0, broken))


def test_what_lies_under_the_voice_is_in_the_mix_and_the_loudness_stays(tmp_path: Path) -> None:
    voice = save_wav(tmp_path / "v.wav", tone(3, SAMPLE_RATE))
    stem, alone = mixed(tmp_path, 3, [(0, voice)])
    time = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    under = [
        save_wav(tmp_path / f"{hertz}.wav", np.stack([0.02 * np.sin(2 * np.pi * hertz * time)] * 2))
        for hertz in (5000, 7000)
    ]
    encode_mix(stem, tmp_path / "o.m4a", language="en", under=under)
    heard = decoded(tmp_path / "o.m4a")
    assert loudness(heard) == pytest.approx(loudness(decoded(alone)), abs=0.1)
    for path, present in ((tmp_path / "o.m4a", True), (alone, False)):
        sound = decoded(path)[0]
        spectra = [np.abs(np.fft.rfft(sound[at : at + SAMPLE_RATE // 2])) for at in (SAMPLE_RATE, SAMPLE_RATE * 5 // 2)]
        for hertz in (5000, 7000):
            strong = [spectrum[hertz // 2] > 20 * np.median(spectrum) for spectrum in spectra]
            assert strong == [present, False], "a sound that is shorter than the stem is silent at its end"
