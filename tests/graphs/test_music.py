"""Music in a film: its stem, its place under the voice, and what a change of it makes again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.errors import Mistake
from core.models import Request
from graphs.plan import plan
from graphs.studio import Studio
from storyreel import make
from tools.film.resample import read_wav, write_wav
from tools.measure.loudness import loudness
from tools.music.port import BELOW, SAMPLE_RATE

TEXT = "A fox walks to the sea. It looks at the waves.\n\nThe night is calm. The fox goes home."


def test_a_changed_mood_encodes_no_picture(make_film: Callable[..., Any], tmp_path: Path) -> None:
    """Above 5 s: three whole films."""
    first = make_film(tmp_path / "home", tmp_path / "calm", script=TEXT, music="calm")
    voice = (first.folder / "stems" / "voice.wav").read_bytes()
    speech, music = (
        loudness(read_wav(first.folder / "stems" / f"{name}.wav")[0] / 32_768) for name in ("voice", "music")
    )
    assert BELOW - 7 < speech - music < BELOW + 6
    segments = first.state["segments"]
    other = make_film(tmp_path / "home", tmp_path / "driving", script=TEXT, music="driving")
    assert other.state["segments"] == segments
    assert (other.folder / "stems" / "voice.wav").read_bytes() == voice
    assert other.state["film"]["mix"] != first.state["film"]["mix"]
    none = make_film(tmp_path / "home", tmp_path / "none", script=TEXT, music="none")
    assert none.state["segments"] == segments
    assert not (none.folder / "stems" / "music.wav").exists()


def test_transitions_sound_when_asked(
    make_film: Callable[..., Any], studio_in: Callable[..., Studio], tmp_path: Path
) -> None:
    """Above 5 s: two whole films."""
    none = make_film(tmp_path / "home", tmp_path / "none", script=TEXT, music="none")
    assert not (none.folder / "stems" / "effects.wav").exists()
    request = Request(script=TEXT, profile="preview", music="none", effects="auto")
    told = plan(request, studio_in(tmp_path / "home"))
    assert sorted(one.kind for one in told.make) == ["effects", "film", "heard", "look", "mix"]
    auto = make_film(tmp_path / "home", tmp_path / "auto", script=TEXT, music="none", effects="auto")
    assert auto.fresh == len(told.make)
    assert auto.state["segments"] == none.state["segments"]
    assert auto.state["grade"]["name"] == "complete"
    (silence,) = (one for one in auto.state["findings"] if one["check"] == "silence")
    assert silence["measured"].startswith("of the voice alone")
    sound = read_wav(auto.folder / "stems" / "effects.wav")[0]
    heard = np.flatnonzero(sound.any(axis=0)) / SAMPLE_RATE
    cut = next(time for time in auto.state["timeline"]["beats"] if time["scene"] == "2")["start"] / 24
    assert list(auto.state["joints"]) == ["2"]
    assert heard[0] < cut < heard[-1]
    assert heard[-1] - heard[0] < 2


def test_music_follows_the_request(make_film: Callable[..., Any], tmp_path: Path) -> None:
    """Above 5 s: a whole film."""
    made = make_film(tmp_path / "home", tmp_path / "film", None, text="The fox, without music")
    assert made.state["brief"]["music"] == "none"


def test_a_file_of_the_users_own(tmp_path: Path) -> None:
    """Above 5 s: a whole film."""
    song = tmp_path / "song.wav"
    t = np.arange(4 * SAMPLE_RATE) / SAMPLE_RATE
    write_wav(np.rint(np.stack([np.sin(2 * np.pi * 440 * t)] * 2) * 9_000).astype(np.int16), song)
    film = make(script="A fox runs home.", music=str(song), out=tmp_path / "film", profile="preview")
    assert film.grade.name == "complete"
    record = json.loads((tmp_path / "film" / "manifest.json").read_text())
    assert record["brief"]["music"] == "file"
    assert record["brief"]["track"]["name"] == "song.wav"
    heard = read_wav(tmp_path / "film" / "stems" / "music.wav")[0][0] / 32_768
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(heard.size)))
    assert np.argmax(spectrum) / heard.size * SAMPLE_RATE == pytest.approx(440, abs=3)


def test_an_unknown_mood_is_said() -> None:
    with pytest.raises(Mistake, match="--music takes none, auto, calm"):
        make(script="A fox runs home.", music="jazz")
