"""Films taken elsewhere and back, through the Python API and the command line, on a real film."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import av
import opentimelineio as lib
import pytest
from lxml import etree

from agents.rules.director import SHORT_SIDE
from core.errors import Mistake
from core.events import Event, ToolCalled
from core.settings import Settings
from storyreel.cli.main import main
from storyreel.exports import changed, export, restore
from storyreel.films import make

SCRIPT = "A fox lives in the forest. It is red.\n\nAt night it walks to the sea. The sea is cold.\n"
TITLE = "الثعلب & the fox"
TOOLS = ("asset", "audio", "assembly")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHORT_SIDE, "720p", 144)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("store"), workers=2)


@pytest.fixture(scope="module")
def original(home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A film with music, a fifth of the size; takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(SHORT_SIDE, "720p", 144)
        folder = tmp_path_factory.mktemp("films") / "my films" / "ثعلب #1"
        make(TITLE, script=SCRIPT, profile="preview", music="calm", out=folder, settings=home)
        yield folder


@pytest.fixture
def film(original: Path, tmp_path: Path) -> Path:
    """A copy of the film's folder that a test may change."""
    shutil.copytree(original, tmp_path / original.name)
    return tmp_path / original.name


def manifest(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return told


def frames(folder: Path) -> dict[str, int]:
    told = manifest(folder)
    return {one["id"]: round(one["end"] * told["fps"]) - round(one["start"] * told["fps"]) for one in told["beats"]}


def run(*arguments: str) -> int:
    sys.argv = ["storyreel", *arguments]
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def test_otio_links_lead_to_media_that_are_long_enough(film: Path, tmp_path: Path) -> None:
    file = export(film)
    assert file == film / "film.otio"
    film.rename(tmp_path / "moved")
    timeline = lib.adapters.read_from_file(str(tmp_path / "moved" / "film.otio"))
    assert timeline.name == TITLE
    with av.open(str(tmp_path / "moved" / "film.mp4")) as container:
        assert (
            container.streams.video[0].frames == timeline.duration().value == sum(frames(tmp_path / "moved").values())
        )
    media = {clip.media_reference.target_url for clip in timeline.find_clips()}
    assert len(media) == 4 + 3
    assert all((tmp_path / "moved" / unquote(one)).is_file() for one in media)


def test_fcpxml_links_lead_to_the_media(film: Path) -> None:
    root = etree.parse(str(export(film, "fcpxml"))).getroot()
    sources = [unquote(urlparse(one.get("src")).path) for one in root.iter("media-rep")]
    assert len(sources) == 4 + 3
    assert all(Path(one).is_file() for one in sources)


def test_an_edl_has_the_films_frames(film: Path) -> None:
    read = lib.adapters.read_from_file(str(export(film, "edl")), "cmx_3600", rate=24)
    assert [clip.source_range.duration.value for clip in read.tracks[0]] == list(frames(film).values())


def test_a_bundle_goes_on_elsewhere_and_makes_nothing_again(film: Path, home: Settings, tmp_path: Path) -> None:
    file = export(film, "bundle", settings=home)
    assert file == film.with_name(f"{film.name}.zip")
    other = Settings(home=tmp_path / "other", workers=2)
    back = restore(file, tmp_path / "back", settings=other)
    assert {path.relative_to(back) for path in back.rglob("*")} == {path.relative_to(film) for path in film.rglob("*")}
    events: list[Event] = []
    options = dict(manifest(back)["request"])
    made = make(options.pop("text"), out=back, settings=other, listeners=[events.append], **options)
    assert [
        one.name for one in events if isinstance(one, ToolCalled) and one.tool in TOOLS and one.status == "made"
    ] == []
    assert made.grade.name == "complete"
    assert (back / "film.mp4").read_bytes() == (film / "film.mp4").read_bytes()


def test_a_bundle_is_named_by_its_title_and_overwrites_nothing(film: Path, home: Settings, tmp_path: Path) -> None:
    file = export(film, "bundle", tmp_path / "x.zip", settings=home)
    other = Settings(home=tmp_path / "other", workers=2)
    assert restore(file, settings=other) == Path.cwd() / "الثعلب-the-fox"
    with pytest.raises(Mistake, match="is there already"):
        restore(file, settings=other)
    with pytest.raises(Mistake, match="is there already"):
        restore(file, tmp_path / "x.zip", settings=other)


def edited(film: Path, act: Any) -> Path:
    file = export(film, force=True)
    timeline = lib.adapters.read_from_file(str(file))
    act(next(one for one in timeline.tracks if one.name == "Film"))
    lib.adapters.write_to_file(timeline, str(film / "edited.otio"))
    return film / "edited.otio"


def recut(track: Any) -> None:
    """The first clip 10 frames longer, the last one moved behind it, the second one gone."""
    first = track[0].source_range
    track[0].source_range = lib.opentime.TimeRange(first.start_time, first.duration + lib.opentime.RationalTime(10, 24))
    last = track[3].clone()
    del track[3]
    del track[1]
    track.insert(1, last)


def test_an_edited_timeline_makes_exactly_its_film(
    film: Path, home: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above 5 s: it makes a film again, by the command line."""
    before = frames(film)
    file = edited(film, recut)
    monkeypatch.setenv("STORYREEL_HOME", str(home.home))
    assert run("import", str(file), str(film)) == 0
    edits = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["beat"]) for one in edits] == [("remove", "1.2"), ("move", "2.1"), ("pause", "1.1")]
    (film / "edits.json").write_text(json.dumps(edits))
    assert run("edit", str(film), "--file", str(film / "edits.json"), "--plan") == 0
    assert "to make" in capsys.readouterr().out
    assert run("import", str(file), str(film), "--apply") == 0
    assert frames(film) == {"1.1": before["1.1"] + 10, "2.2": before["2.2"], "2.1": before["2.1"]}
    again = export(film, force=True)
    assert changed(again, film).edits == ()


def test_an_untouched_timeline_changes_nothing(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", str(film)) == 0
    assert capsys.readouterr().out == f"{film / 'film.otio'}\n"
    assert run("import", str(film / "film.otio"), str(film), "--apply") == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "{film}", "--format", "aaf"], "no format 'aaf'; known: otio, fcpxml, edl, bundle"),
        (["export", "{film}/scenes"], "is not a film's folder"),
        (["export", "nowhere"], "is not a film's folder"),
        (["export", "{film}", "-o", "{film}/manifest.json"], "is there already: give --out another name, or --force"),
        (["export", "{film}", "-o", "{film}"], "is a folder: give --out a file"),
        (["import", "nowhere.otio", "{film}"], "There is no file nowhere.otio"),
        (["import", "{film}/film.mp4", "{film}"], "is no OpenTimelineIO file: it is not text"),
        (["import", "{film}/captions.srt", "{film}"], "The file is no OpenTimelineIO timeline"),
        (["import", "{film}/captions.srt"], "Say which film"),
        (["import", "{film}/captions.srt", "{film}/scenes"], "is not a film's folder"),
    ],
)
def test_a_mistake_is_one_sentence_and_writes_nothing(
    film: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    before = {path: path.stat().st_mtime_ns for path in film.rglob("*")}
    assert run(*(one.format(film=film) for one in arguments)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert words in said.err
    assert {path: path.stat().st_mtime_ns for path in film.rglob("*")} == before
