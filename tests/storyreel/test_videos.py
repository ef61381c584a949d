"""Films from videos: in time with their own sound, told again, and summed up."""

import json
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import Mistake
from core.settings import Settings
from storyreel import make
from tests.fakes.videos import Videos
from tools.sources.video import NoTranscript

SUBTITLES = """1
00:00:00,500 --> 00:00:02,500
Blue whales are the largest animals.

2
00:00:03,000 --> 00:00:05,500
A grown whale weighs 150 tonnes.

3
00:00:06,000 --> 00:00:07,500
It eats krill.
"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """Eight seconds whose tone rises by 100 Hz each second, with subtitles beside them."""
    path = tmp_path / "whale talk.wav"
    time = np.arange(8 * 48_000) / 48_000
    tone = 0.3 * np.sin(2 * np.pi * (200 + 100 * np.floor(time)) * time)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(48_000)
        out.writeframes((tone * 32767).astype("<i2").tobytes())
    path.with_suffix(".srt").write_text(SUBTITLES)
    return path


def manifest(made: Any) -> dict[str, Any]:
    value = json.loads(Path(made.manifest).read_text())
    assert isinstance(value, dict)
    return value


def sound(path: Path) -> NDArray[np.float64]:
    with wave.open(str(path)) as read:
        return np.frombuffer(read.readframes(read.getnframes()), "<i2").reshape(-1, read.getnchannels())[:, 0] / 32768


def test_the_videos_own_sound_is_heard_in_time_with_the_pictures(talk: Path, tmp_path: Path) -> None:
    """Above 5 s: a whole film."""
    told = manifest(make(video=talk, out=tmp_path / "film", profile="preview"))
    assert told["title"] == "whale talk"
    assert [beat["start"] for beat in told["beats"]] == [0.0, 3.0, 6.0, 8.0]
    assert told["grade"]["name"] == "complete", told["grade"]
    assert told["sources"][0]["kind"] == "video"
    assert told["beats"][0]["sources"] == ["s1"]
    heard = sound(tmp_path / "film" / "stems" / "voice.wav")
    for second in range(8):
        piece = heard[second * 48_000 + 4_800 : (second + 1) * 48_000 - 4_800]
        strongest = np.argmax(np.abs(np.fft.rfft(piece * np.hanning(len(piece))))) * 48_000 / len(piece)
        assert abs(strongest - (200 + 100 * second)) < 5, f"second {second} of the original is heard in its place"
    words = told["beats"][1]["words"]
    assert 3.0 <= words[0]["start"] < words[-1]["end"] <= 5.6
    assert "the voice is the video's own" in (tmp_path / "film" / "description.txt").read_text()


def test_a_narrator_tells_it_again_and_a_summary_rests_on_it(talk: Path, tmp_path: Path) -> None:
    """Above 5 s: two whole films."""
    again = manifest(make(video=talk, video_as="retell", out=tmp_path / "again", profile="preview", music="none"))
    assert [beat["narration_text"] for beat in again["beats"][:-1]] == [
        "Blue whales are the largest animals.", "A grown whale weighs 150 tonnes.", "It eats krill."
    ]  # fmt: skip
    summary = manifest(
        make(
            "Whales",
            video=talk,
            video_as="summarise",
            out=tmp_path / "sum",
            profile="preview",
            music="none",
            duration=8,
        )
    )
    assert summary["sources"][0]["kind"] == "video"
    assert all(beat["facts"] for beat in summary["beats"][:-1])
    assert summary["title"] == "Whales"


def test_what_cannot_be_made_of_a_video_is_said_before_anything_is_written(talk: Path, tmp_path: Path) -> None:
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"duration": 20}, "lasts as long as it does"),
        ({"language": "fr"}, "The video speaks en"),
        ({"video_as": "sing"}, "--video-as takes illustrate, retell, summarise"),
        ({"script": "A fox."}, "either a script or a video"),
        ({"video": tmp_path / "none.mp4"}, "There is no video"),
        ({"subtitles": tmp_path / "none.srt"}, "There is no file"),
        ({"subtitles": talk}, "holds no subtitles"),
        ({"video": None, "subtitles": talk.with_suffix(".srt")}, "name the video with --video-url"),
    )
    for options, said in wrong:
        with pytest.raises(Mistake, match=said):
            make(**{"video": talk, "out": tmp_path / "no", **options})
    talk.with_suffix(".srt").unlink()
    with pytest.raises(NoTranscript) as error:
        make(video=talk, out=tmp_path / "no")
    assert error.value.code == "no_transcript"
    assert not (tmp_path / "no").exists()


def test_a_video_at_an_address_is_read_once(tmp_path: Path) -> None:
    """Above 5 s: yt-dlp starts in a process of its own, twice, and a film is made."""
    pytest.importorskip("yt_dlp", reason="yt-dlp is not installed")
    with Videos() as site:
        home = {"STORYREEL_HOME": str(tmp_path / "home"), "STORYREEL_SEARCH": "given", **site.settings()}
        settings = Settings.load(home, tmp_path)
        url = f"{site.url}/tide.mp4"
        first = manifest(make(video=url, out=tmp_path / "a", settings=settings, profile="preview"))
        count = len(site.asked)
        assert count > 1
        make(video=url, out=tmp_path / "b", settings=settings, profile="preview")
        assert len(site.asked) == count
    assert first["request"]["video"]["url"] == url
    assert first["beats"][0]["narration_text"]
