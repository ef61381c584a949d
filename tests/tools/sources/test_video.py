import hashlib
import json
import sys
import time
import wave
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.capability import importable
from core.errors import Mistake, NotConfigured, RateLimited, Unavailable
from core.settings import Settings
from tests.fakes.videos import VTT, Videos, film
from tools.sources import media, video, ytdlp
from tools.sources.subtitles import Line
from tools.sources.video import NoTranscript, candidates, read_address, read_file, sound
from tools.web.fetch import Fetcher
from tools.web.guard import Blocked

REAL = importable("yt_dlp")
SAID = [(0.5, 2.5, "The tide comes in twice a day."), (4.0, 5.8, "The Moon pulls the water.")]
TEXTS = [text for *_, text in SAID]
SRT = "1\n00:00:00,500 --> 00:00:02,500\nDie Flut kommt.\n"
FAKE = """
import json, os, socket, sys, time
from pathlib import Path
PLAN = json.loads(Path(__file__).with_name("plan.json").read_text())
class YoutubeDL:
    def __init__(self, params):
        self.params = params
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    def extract_info(self, url, download):
        from yt_dlp.utils import DownloadError
        print("noise on standard output")
        names = sorted(name for name in os.environ if name not in ("LC_CTYPE", "__CF_USER_TEXT_ENCODING"))
        options = {name: self.params[name] for name in PLAN.get("options", ())}
        seen = {"names": names, "home": os.listdir(os.environ["HOME"]), "cwd": os.listdir("."), "options": options}
        Path(PLAN["seen"]).write_text(json.dumps(seen))
        if "sleep" in PLAN:
            if os.fork() == 0:
                time.sleep(3)
                Path(PLAN["seen"]).write_text("alive")
                os._exit(0)
            time.sleep(60)
        if "exit" in PLAN:
            sys.stderr.write("Trouble: it broke\\n")
            os._exit(3)
        if "error" in PLAN:
            raise DownloadError(PLAN["error"])
        if "connect" in PLAN:
            try:
                socket.create_connection(tuple(PLAN["connect"]), 2).close()
            except OSError as error:
                raise DownloadError("ERROR: " + str(error))
        return PLAN["info"]
    def process_ie_result(self, info, download):
        for hook in self.params["progress_hooks"]:
            hook({"downloaded_bytes": PLAN.get("size", 1)})
        Path(self.params["outtmpl"]["default"]).write_bytes(Path(PLAN["media"]).read_bytes())
    def sanitize_info(self, info):
        return info
"""


class Planned:
    """A `yt_dlp` of our own on the path of this process and of those it starts."""

    def __init__(self, folder: Path, url: str) -> None:
        self.plan_file, self.seen_file, self.url = folder / "yt_dlp" / "plan.json", folder / "seen.json", url
        (folder / "yt_dlp").mkdir()
        (folder / "yt_dlp" / "__init__.py").write_text(FAKE)
        (folder / "yt_dlp" / "utils.py").write_text(
            "class YoutubeDLError(Exception): pass\nclass DownloadError(YoutubeDLError): pass\n"
        )
        self.plan()

    def info(self, **more: Any) -> dict[str, Any]:
        tracks = {"en": [{"ext": "srv1", "url": f"{self.url}/x"}, {"ext": "vtt", "url": f"{self.url}/tide.vtt"}]}
        return {
            "id": "a", "title": "Tides", "webpage_url": "https://tube.example/watch?v=a", "uploader": "Maria Keel",
            "upload_date": "20240517", "duration": 6, "language": "en", "subtitles": tracks,
            "chapters": [{"title": "The sea", "start_time": 0, "end_time": 6}], "automatic_captions": {}, **more,
        }  # fmt: skip

    def plan(self, info: dict[str, Any] | None = None, **more: Any) -> None:
        self.plan_file.write_text(json.dumps({"info": info or self.info(), "seen": str(self.seen_file), **more}))

    def seen(self) -> Any:
        return json.loads(self.seen_file.read_text())


@pytest.fixture
def server() -> Iterator[Videos]:
    with Videos() as videos:
        assert isinstance(videos, Videos)
        yield videos


@pytest.fixture
def settings(server: Videos, tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", allow_hosts=(server.host,))


@pytest.fixture
def planned(tmp_path: Path, server: Videos, monkeypatch: pytest.MonkeyPatch) -> Planned:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return Planned(folder, server.url)


def english(_: str) -> str:
    return "en"


def read(settings: Settings, url: str, sound: Path | None = None) -> video.Video:
    return read_address(url, settings, Fetcher(settings, pause=0), english, sound=sound)


def test_subtitles_beside_a_file_come_first(tmp_path: Path) -> None:
    path = film(tmp_path / "the_tide.mp4", [(0, 1, "Embedded.")], title="Tides", artist="Maria", date="2024")
    (tmp_path / "the_tide.vtt").write_text(VTT)
    (tmp_path / "the_tide.de.srt").write_text(SRT)
    (tmp_path / "the_tide_2.srt").write_text(SRT)
    found = read_file(path, english)
    assert [line.text for line in found.lines] == TEXTS
    assert (found.transcript, found.language, found.title, found.author) == ("beside", "en", "Tides", "Maria")
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert 5.9 < found.seconds < 6.2
    (tmp_path / "the_tide.vtt").unlink()
    assert read_file(path, english).language == "de"


def test_subtitles_past_the_end_are_noted(tmp_path: Path) -> None:
    path = film(tmp_path / "a.m4a")
    (tmp_path / "a.srt").write_text("1\n00:00:01,0 --> 00:00:02,0\nHere.\n\n2\n00:01:01,0 --> 00:01:12,0\nFar.\n")
    assert "end 66 s after it does" in read_file(path, english).notes[0]


@pytest.mark.parametrize(("name", "codec"), [("a.mp4", "mov_text"), ("a.mkv", "subrip")])
def test_embedded_subtitles_are_read(tmp_path: Path, name: str, codec: str) -> None:
    found = read_file(film(tmp_path / name, SAID, codec), english)
    assert [(line.start, line.end, line.text) for line in found.lines] == SAID
    assert found.transcript == "embedded"


def test_a_file_without_words_is_a_mistake_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "can_hear", lambda: False)
    with pytest.raises(NoTranscript, match=r"“a\.mp4” has no subtitles, and no speech recognition is set up") as caught:
        read_file(film(tmp_path / "a.mp4"), english)
    assert caught.value.code == "no_transcript"
    assert isinstance(caught.value, Mistake)


def test_recognition_reads_a_model_of_this_machine_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, bool]] = []

    class Model:
        def __init__(self, name: str, *, local_files_only: bool, **_: Any) -> None:
            asked.append((name, local_files_only))
            if name != "small":
                raise FileNotFoundError(name)

        def transcribe(self, path: str, **_: Any) -> Any:
            piece = SimpleNamespace(text=" Heard words.", start=0.5, end=1.5)
            return iter([piece]), SimpleNamespace(language="en")

    monkeypatch.setattr(media, "can_hear", lambda: True)
    monkeypatch.setitem(sys.modules, "faster_whisper", SimpleNamespace(WhisperModel=Model))
    path = film(tmp_path / "a.mp4")
    found = read_file(path, english)
    assert (found.transcript, found.lines) == ("heard", (Line(text="Heard words.", start=0.5, end=1.5),))
    assert "may be wrong" in found.notes[0]
    assert asked[-1] == ("small", True)
    assert all(local for _, local in asked)
    with pytest.raises(NoTranscript):
        read_file(path, english, model="tiny")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"#EXTM3U\nhttp://127.0.0.1/x.ts\n", "no sound or film"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "no sound or film"),
        (b"", "no sound or film"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 500, "damaged"),
        (b"\x1aE\xdf\xa3" + b"\xff" * 500, "damaged|holds no sound"),
    ],
)
def test_what_is_no_media_is_a_mistake(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(data)
    for act in (lambda: read_file(path, english), lambda: sound(path, tmp_path / "a.wav")):
        with pytest.raises(Mistake, match=says):
            act()


@given(st.sampled_from([b"....ftypisom", b"\x1aE\xdf\xa3", b"RIFF....WAVEfmt ", b"OggS", b"ID3", b"fLaC", b"FLV\x01"]), st.binary(max_size=200))  # fmt: skip
def test_any_bytes_with_a_true_beginning_are_media_or_a_mistake(head: bytes, tail: bytes) -> None:
    path = Path("any.bin")
    path.write_bytes(head + tail)
    try:
        media.probe(path)
    except Mistake:
        return


def test_the_sound_of_a_film(tmp_path: Path) -> None:
    seconds = sound(film(tmp_path / "a.mp4", SAID), tmp_path / "a.wav")
    with wave.open(str(tmp_path / "a.wav"), "rb") as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48000, 1, 2)
        assert file.getnframes() / 48000 == pytest.approx(seconds)
    assert 5.9 < seconds < 6.2


def test_an_address_with_captions(planned: Planned, settings: Settings, server: Videos) -> None:
    found = read(settings, f"{server.url}/watch?v=a")
    assert [line.text for line in found.lines] == TEXTS
    assert (found.title, found.author, found.date, found.seconds) == ("Tides", "Maria Keel", "2024-05-17", 6)
    assert (found.url, found.transcript, found.language) == ("https://tube.example/watch?v=a", "published", "en")
    assert found.sha256 == hashlib.sha256(VTT.encode()).hexdigest()
    assert [chapter.title for chapter in found.chapters] == ["The sea"]
    assert [asked.path for asked in server.asked] == ["/tide.vtt"]


def test_the_process_is_fenced(
    planned: Planned, settings: Settings, server: Videos, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "canary")
    monkeypatch.setenv("SOME_TOKEN", "canary")
    names = [
        "cookiefile",
        "usenetrc",
        "noplaylist",
        "outtmpl",
        "enable_file_urls",
        "external_downloader",
        "socket_timeout",
    ]
    planned.plan(options=names)
    read(settings, f"{server.url}/watch?v=a")
    seen = planned.seen()
    assert set(seen["names"]) <= {"PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH", "YTDLP_NO_PLUGINS", "SYSTEMROOT"}
    assert seen["home"] == seen["cwd"] == []
    assert seen["options"] == {
        "cookiefile": None, "usenetrc": False, "noplaylist": True, "outtmpl": {"default": "sound.media"},
        "enable_file_urls": False, "external_downloader": {"default": "native"}, "socket_timeout": 10,
    }  # fmt: skip


@pytest.mark.parametrize("address", ["169.254.169.254", "127.0.0.1", "10.0.0.1", "::1"])
def test_the_process_reaches_no_inner_host(planned: Planned, settings: Settings, server: Videos, address: str) -> None:
    planned.plan(connect=[address, 80])
    with pytest.raises(Blocked, match="inside this network"):
        read(settings, f"{server.url}/watch?v=a")


def test_the_process_reaches_what_is_allowed(planned: Planned, settings: Settings, server: Videos) -> None:
    planned.plan(connect=["127.0.0.1", server.port])
    assert read(settings, f"{server.url}/watch?v=a").lines


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "http://127.0.0.1/x", "http://169.254.169.254/", "ftp://a.example/x", "http://a:b@c.example/", "http://[", "x"],
)  # fmt: skip
def test_other_addresses_start_nothing(settings: Settings, planned: Planned, url: str) -> None:
    with pytest.raises(Blocked):
        read(settings, url)
    assert not planned.seen_file.exists()


@pytest.mark.parametrize(
    ("plan", "kind", "says"),
    [
        ({"info": {"_type": "playlist", "entries": []}}, Mistake, "is a list of videos"),
        ({"info": {"is_live": True}}, Mistake, "is a live stream"),
        ({"info": {"duration": 4 * 3600}}, Mistake, "lasts 4.0 hours; at most 3"),
        ({"error": "ERROR: [youtube] abc: Sign in to confirm you're not a bot. Use --cookies"}, Unavailable, "sign-in"),
        ({"error": "ERROR: Unable to download: HTTP Error 429: Too Many Requests"}, RateLimited, "asks to wait"),
        ({"error": "ERROR: Unsupported URL: x"}, Unavailable, "no video was found"),
        (
            {"error": "ERROR: [tube] abc: Private video; please report this issue on x"},
            Unavailable,
            r"\(Private video\)$",
        ),
        ({"exit": 3}, Unavailable, "status 3 and no answer: Trouble: it broke"),
    ],
)
def test_what_the_site_refuses(planned: Planned, settings: Settings, server: Videos, plan: dict[str, Any], kind: type[Exception], says: str) -> None:  # fmt: skip
    info = plan.pop("info", None)
    planned.plan(info and planned.info(**info), **plan)
    with pytest.raises(kind, match=says):
        read(settings, f"{server.url}/watch?v=a")


def test_a_process_that_hangs_is_stopped_with_its_children(planned: Planned, settings: Settings, server: Videos, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(ytdlp, "SECONDS", 1.5)
    planned.plan(sleep=True)
    with pytest.raises(Unavailable, match="within 2 seconds"):
        read(settings, f"{server.url}/watch?v=a")
    before = planned.seen_file.read_text() if planned.seen_file.exists() else ""
    time.sleep(2.5)
    assert (planned.seen_file.read_text() if planned.seen_file.exists() else "") == before


def test_the_sound_comes_along(planned: Planned, settings: Settings, server: Videos, tmp_path: Path) -> None:
    source = film(tmp_path / "source.mp4", SAID)
    planned.plan(media=str(source))
    out = tmp_path / "kept" / "sound.bin"
    assert read(settings, f"{server.url}/watch?v=a", out).transcript == "published"
    assert out.read_bytes() == source.read_bytes()
    planned.plan(planned.info(subtitles={}), media=str(source))
    assert read(settings, f"{server.url}/watch?v=a", out).transcript == "embedded"
    planned.plan(media=str(source), size=300_000_000)
    with pytest.raises(Mistake, match="larger than 200 MB"):
        read(settings, f"{server.url}/watch?v=a", out)


def test_no_captions_are_no_transcript(planned: Planned, settings: Settings, server: Videos) -> None:
    planned.plan(planned.info(subtitles={}))
    with pytest.raises(NoTranscript, match="“Tides” has no subtitles"):
        read(settings, f"{server.url}/watch?v=a")
    planned.plan(planned.info(subtitles={"en": [{"ext": "vtt", "url": f"{server.url}/empty.vtt"}]}))
    with pytest.raises(Unavailable, match="lists captions"):
        read(settings, f"{server.url}/watch?v=a")


def test_a_direct_file_with_subtitles_beside_it(planned: Planned, settings: Settings, server: Videos) -> None:
    planned.plan(planned.info(subtitles={}, direct=True))
    assert read(settings, f"{server.url}/tide.mp4").transcript == "beside"
    with pytest.raises(NoTranscript):
        read(settings, f"{server.url}/bare.mp4")


def test_without_ytdlp_the_sentence_says_how_to_install_it(settings: Settings, server: Videos, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(ytdlp, "importable", lambda _: False)
    with pytest.raises(NotConfigured, match=r'pip install "storyreel\[video-sources\]"'):
        read(settings, f"{server.url}/watch?v=a")


@pytest.mark.parametrize(
    ("language", "published", "automatic", "best"),
    [
        ("en", ["fr", "en"], ["en-orig", "en", "de"], ("en", "published")),
        ("en-US", ["fr", "en-GB"], ["en"], ("en-GB", "published")),
        ("en", ["fr"], ["de", "en", "en-orig"], ("en-orig", "automatic")),
        (None, ["fr"], ["de", "it-orig", "it"], ("it-orig", "automatic")),
        ("en", ["fr"], ["de"], ("fr", "published")),
        (None, ["fr", "en"], [], ("en", "published")),
        (None, ["en-x-autogen"], [], ("en-x-autogen", "automatic")),
        (None, [], ["de", "fr"], None),
        ("en", [], ["de"], None),
    ],
)
def test_the_best_captions(language: str | None, published: list[str], automatic: list[str], best: tuple[str, str] | None) -> None:  # fmt: skip
    told = {
        "language": language,
        "subtitles": {key: "a" for key in published},
        "automatic_captions": {key: "a" for key in automatic},
    }
    found = [(key, origin) for key, _, origin in candidates(told, english)]
    assert (found[0] if found else None) == best


def test_a_seeded_defect_is_seen(settings: Settings, planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where addresses pass unchecked, the test above sees it."""
    monkeypatch.setattr(ytdlp, "check", lambda url, _: url)
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        test_other_addresses_start_nothing(settings, planned, "http://127.0.0.1/x")


@pytest.mark.skipif(not REAL, reason="yt-dlp is not installed: pip install 'storyreel[video-sources]'")
def test_the_real_ytdlp(settings: Settings, server: Videos, tmp_path: Path) -> None:
    found = read(settings, f"{server.url}/tide.mp4", tmp_path / "sound.bin")
    assert ([line.text for line in found.lines], found.transcript) == (TEXTS, "beside")
    assert 5.9 < found.seconds < 6.2
    page = read(settings, f"{server.url}/watch")
    assert ([line.text for line in page.lines], page.transcript) == (TEXTS, "published")


@pytest.mark.skipif(not REAL, reason="yt-dlp is not installed: pip install 'storyreel[video-sources]'")
def test_the_real_ytdlp_is_fenced(settings: Settings, server: Videos) -> None:
    with pytest.raises(Blocked, match="inside this network"):
        read(settings, f"{server.url}/inside.mp4")
    with pytest.raises(Unavailable, match="no video was found"):
        read(settings, f"{server.url}/page")
