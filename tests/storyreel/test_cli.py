"""The command line: mistakes cost one sentence and write nothing; help and doctor tell the truth."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from storyreel.cli.main import main


def run(*arguments: str) -> int:
    sys.argv = ["storyreel", *arguments]
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


@pytest.fixture(autouse=True)
def _argv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["storyreel"])


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.txt"
    path.write_text("A fox runs home.")
    return path


def mistake(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence that the command says; it must write nothing into the current folder."""
    before = sorted(Path.cwd().rglob("*"))
    assert run(*arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.strip().splitlines()
    assert len(lines) == 1, said.err
    assert sorted(Path.cwd().rglob("*")) == before
    assert lines[0].startswith("storyreel: ")
    return lines[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "There is no file"),
        (b"", "is empty: write the film's script into it"),
        (b" \n\t\n", "is empty"),
        (b"\xff\xfe\x00\xd8", "not a text file in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file in UTF-8"),
        (b"MZ\x00\x01 a program", "is a binary file"),
        (b"x" * 5_000_000, "is larger than 2 MB"),
        (b"word " * 60_000, "at most|characters; the most is"),
        (b"word " * 6_000, "longest film is 20 minutes"),
        (b"\x01\x02\x03", "nothing to make a film of"),
        (b"... !!! ???", "no words to speak"),
    ],
)
def test_bad_scripts(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "script.txt"
    if content is not None:
        path.write_bytes(content)
    said = mistake(capsys, "make", "--script", str(path))
    assert any(word in said for word in words.split("|")), said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--aspect", "4:3"], "aspect cannot be '4:3'; known: '16:9', '9:16' or '1:1'"),
        (["--resolution", "480p"], "known: '720p', '1080p', '1440p' or '2160p'"),
        (["--profile", "fast"], "known: 'preview', 'standard' or 'best'"),
        (["--captions", "yes"], "known: 'burned', 'sidecar' or 'none'"),
        (["--effects", "all"], "known: 'none' or 'auto'"),
        (["--caption-style", "neon"], "caption_style cannot be 'neon'; known: 'boxed', 'plain', 'karaoke' or 'big'"),
        (["--assembler", "ffmpeg"], "no assembly backend called 'ffmpeg'; known: moviepy, pyav"),
        (["--encoder", "av1"], "encoder cannot be 'av1'; known: 'x264', 'nvenc', 'videotoolbox', 'qsv' or 'vaapi'"),
        (["--mode", "fake"], "known: 'real' or 'mock'"),
        (["--fps", "12"], "known: 24, 25, 30, 50 or 60"),
        (["--fps", "many"], "valid integer"),
        (["--duration", "4"], "duration must be from 5 to 1200 seconds, not 4.0"),
        (["--duration", "1201"], "duration must be from 5 to 1200 seconds"),
        (["--duration", "nan"], "duration"),
        (["--rate", "10"], "rate must be from 80 to 400 words a minute"),
        (["--volume", "2"], "volume must be from 0 to 1"),
        (["--seed", "-1"], "seed"),
        (["--style", "cubist"], "no style called 'cubist'; known: flat"),
        (["--language", "not a tag"], "language tag such as en"),
        (["--voice", "nobody"], "nobody"),
        (["--no-such-option"], "--no-such-option"),
    ],
)
def test_bad_options(capsys: pytest.CaptureFixture[str], script: Path, arguments: list[str], words: str) -> None:
    assert words in mistake(capsys, "make", "--script", str(script), *arguments)


def test_places_that_cannot_hold_a_film(capsys: pytest.CaptureFixture[str], script: Path, tmp_path: Path) -> None:
    make = ["make", "--script", str(script), "--out"]
    assert "is a file: give --out a folder" in mistake(capsys, *make, str(script))
    full = tmp_path / "full"
    full.mkdir()
    (full / "precious.txt").write_text("mine")
    assert "holds other things" in mistake(capsys, *make, str(full))
    assert (full / "precious.txt").read_text() == "mine"
    assert "cannot be written" in mistake(capsys, *make, "/proc/film")


def test_a_folder_without_write_permission(capsys: pytest.CaptureFixture[str], script: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    if os.access(locked, os.W_OK):
        pytest.skip("this user may write anywhere")
    assert "cannot be written" in mistake(capsys, "make", "--script", str(script), "--out", str(locked / "film"))


def test_nothing_to_make(capsys: pytest.CaptureFixture[str]) -> None:
    assert "nothing to make a film of" in mistake(capsys, "make")
    assert "nothing to make a film of" in mistake(capsys, "make", "   ")
    assert "is not a film's folder" in mistake(capsys, "heal", "nowhere")
    assert "is not a film's folder" in mistake(capsys, "why", "nowhere", "1.1")
    assert "No such command" in mistake(capsys, "mkae")


class Piped:
    """Standard input with these bytes; a terminal when there are none."""

    def __init__(self, data: bytes | None) -> None:
        self.buffer = io.BytesIO(data or b"")
        self._terminal = data is None

    def isatty(self) -> bool:
        return self._terminal


ESSAY = b"Bees make honey from nectar. They live in hives of many thousands. A hive has one queen."


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_a_document_is_read_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(ESSAY))
    assert run("make", "bees", "--source", name, "--source", name, "--plan", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert sum(item["kind"] == "voice" for item in told["make"]) == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "standard input is empty: pipe a document"),
        (b" \n\n", "standard input is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "standard input”"),
        (None, "nothing is piped into it: cat FILE | storyreel make"),
    ],
)
def test_standard_input_that_is_no_document(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data: bytes | None, words: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(data))
    assert words in mistake(capsys, "make", "bees", "--source", "-")
    if data is None:
        assert words in mistake(capsys, "make", "--script", "-")


def test_standard_input_is_one_thing_only(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(ESSAY))
    said = mistake(capsys, "make", "--script", "-", "--source", "/dev/stdin")
    assert "cannot be both the script and a source" in said


def test_help_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("make", "--help") == 0
    said = capsys.readouterr().out
    for option in [
        "--script",
        "--duration",
        "--aspect",
        "--resolution",
        "--fps",
        "--profile",
        "--style",
        "--voice",
        "--language",
        "--seed",
        "--out",
        "--json",
        "--captions",
        "--caption-style",
        "--rate",
        "--volume",
        "--effects",
        "--plan",
    ]:
        assert option in said


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out.startswith("storyreel ")


def test_doctor_knows_this_machine(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("doctor", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    parts = {(part["capability"], part["name"]): part for part in told["parts"]}
    hardware = {one for one in parts if one[0] == "encoder"} - {("encoder", "x264")}
    off = {("signing", "c2pa"), ("search", "serper"), ("llm", "openai"), ("llm", "azure")}
    assert {one for one in parts.keys() - hardware if parts[one]["status"] != "present"} == off
    assert len(hardware) == 4
    assert all(parts[one]["status"] == "present" or parts[one]["stand_in"] == "x264" for one in hardware)
    assert not any(parts[one]["status"] == "missing" for one in hardware), "what was never asked for is off"
    assert "ar" in told["voices"]
    assert run("doctor") == 0
    assert "en-us+f2" in capsys.readouterr().out


def test_plan_lists_what_would_be_made_and_makes_nothing(
    capsys: pytest.CaptureFixture[str], script: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STORYREEL_HOME", str(tmp_path / "fresh"))
    assert run("make", "--script", str(script), "--plan", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    kinds = [item["kind"] for item in told["make"]]
    assert sorted(kinds) == [
        "bed",
        "cels",
        "film",
        "heard",
        "look",
        "mix",
        "music",
        "picture",
        "poster",
        "seen",
        "segment",
        "stem",
        "voice",
    ]
    assert told["found"] == 0
    assert not list((tmp_path / "fresh").glob("blobs/*"))


def test_doctor_tells_whether_films_are_signed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def signing() -> tuple[str, str]:
        assert run("doctor", "--json") == 0
        [part] = [one for one in json.loads(capsys.readouterr().out)["parts"] if one["capability"] == "signing"]
        return part["status"], part["reason"]

    assert signing() == ("off", "STORYREEL_C2PA_CERT is not set")
    for name in ("cert", "key"):
        (tmp_path / name).write_text("x")
    monkeypatch.setenv("STORYREEL_C2PA_CERT", str(tmp_path / "cert"))
    assert signing() == ("missing", "STORYREEL_C2PA_KEY is not set")
    monkeypatch.setenv("STORYREEL_C2PA_KEY", str(tmp_path / "key"))
    assert signing() == ("present", "")
