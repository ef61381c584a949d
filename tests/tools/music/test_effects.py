"""Sounds of transitions: soft at both ends, in their place, no louder than asked, the same each time."""

from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tools.film.resample import read_wav
from tools.measure.loudness import Loudness, level
from tools.music.effects import SECONDS, SOFTER, compose, effect
from tools.music.port import SAMPLE_RATE, EffectKind, EffectsSpec

KINDS = get_args(EffectKind)


def composed(folder: Path, *places: tuple[float, EffectKind], seconds: float = 6, seed: int = 1) -> NDArray[np.float64]:
    """(2, samples) in -1..1 of effects at -26 LUFS."""
    at = tuple((round(second * SAMPLE_RATE), kind) for second, kind in places)
    compose(EffectsSpec(seed=seed, samples=round(seconds * SAMPLE_RATE), loudness=-26, places=at), folder / "e.wav")
    return read_wav(folder / "e.wav")[0] / 32_768


def loudest(sound: NDArray[np.float64]) -> float:
    heard = Loudness()
    heard.feed(sound)
    hops = heard.hops()
    return level(float(max(hops[at : at + 4].mean() for at in range(hops.size - 3))))


@pytest.mark.parametrize("kind", KINDS)
def test_an_effect_swells_and_goes_at_its_place(tmp_path: Path, kind: EffectKind) -> None:
    sound = composed(tmp_path, (3, kind))
    heard = np.flatnonzero(sound.any(axis=0)) / SAMPLE_RATE
    assert 3 - SECONDS[kind] / 2 <= heard[0] < 3 < heard[-1] <= 3 + SECONDS[kind] / 2
    halves = [np.square(sound[:, : 3 * SAMPLE_RATE]).sum(), np.square(sound[:, 3 * SAMPLE_RATE :]).sum()]
    assert halves[0] == pytest.approx(halves[1], rel=0.5)
    assert loudest(sound) == pytest.approx(-26 - SOFTER[kind], abs=1)
    ends = np.abs(sound[:, (sound != 0).any(axis=0)])
    assert ends[:, :50].max() < 0.002
    assert ends[:, -50:].max() < 0.002
    assert SECONDS[kind] < 2, "what WCAG 1.4.7 lets be near to speech lasts one or two seconds"


def test_what_moves_is_heard_to_move_and_a_fade_is_low(tmp_path: Path) -> None:
    moving: tuple[tuple[EffectKind, int], ...] = (("wipe", 0), ("slide", 1))
    for kind, first in moving:
        sound = effect(kind, 1)
        middle = sound.shape[1] // 2
        early, late = (np.square(part).sum(axis=1) for part in (sound[:, :middle], sound[:, middle:]))
        assert early[first] > 2 * early[1 - first]
        assert late[1 - first] > 2 * late[first]
    centres = {}
    for kind in KINDS:
        spectrum = np.square(np.abs(np.fft.rfft(effect(kind, 1)[0])))
        centres[kind] = float((spectrum * np.arange(spectrum.size)).sum() / spectrum.sum() / SECONDS[kind])
    assert centres["fade"] < 300 < 400 < min(centres[kind] for kind in ("dissolve", "wipe", "slide"))


def test_the_same_effects_have_the_same_bytes_and_no_two_in_a_film_are_the_same(tmp_path: Path) -> None:
    one = composed(tmp_path, (1, "wipe"), (4, "wipe"))
    assert np.array_equal(one, composed(tmp_path, (1, "wipe"), (4, "wipe")))
    assert not np.array_equal(one, composed(tmp_path, (1, "wipe"), (4, "wipe"), seed=2))
    first, second = (one[:, (at - 1) * SAMPLE_RATE : (at + 1) * SAMPLE_RATE] for at in (1, 4))
    assert not np.array_equal(first, second)


@given(st.lists(st.tuples(st.floats(0, 8), st.sampled_from(KINDS)), max_size=4), st.floats(0.01, 8))
@settings(max_examples=15)
def test_any_places_fit_into_any_film(places: list[tuple[float, EffectKind]], seconds: float) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        sound = composed(Path(folder), *places, seconds=seconds)
    assert sound.shape == (2, round(seconds * SAMPLE_RATE))
    assert np.abs(sound).max(initial=0) < 1
