"""`storyreel make --ask`: a question on the terminal, a line of answer."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from core.errors import Mistake
from core.events import Asked
from core.models import Request
from storyreel.cli.asking import asker, with_words
from tests.storyreel.test_cli import run
from tools.sources.video import NoTranscript


def test_the_terminal_asks_and_reads_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(" the metal \n"))
    asked = Asked(question="What do you mean by “Mercury”?", assumed="Mercury is taken to mean the planet.")
    assert asker(as_json=False)(asked) == "the metal"
    told = capsys.readouterr()
    assert asked.question in told.err
    assert asked.assumed in told.err
    assert told.out == "", "standard output is the result's"
    assert asker(as_json=False)(asked) == "", "the input is at its end"


def test_a_program_reads_the_question_as_an_event_and_answers_with_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """About 5 s: a whole film."""
    monkeypatch.setattr("sys.stdin", io.StringIO("the metal\n"))
    monkeypatch.setenv("STORYREEL_SEARCH", "given")
    out = str(tmp_path / "film")
    assert run("make", "A 5-second video about Mercury", "--ask", "--json", "--profile", "preview", "--out", out) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["question"] for one in told if one["kind"] == "asked"] == ["What do you mean by “Mercury”?"]
    assert json.loads((tmp_path / "film" / "manifest.json").read_text())["request"]["answer"] == "the metal"


def test_the_words_of_a_video_are_asked_for() -> None:
    tried: list[dict[str, Any]] = []

    def make(given: dict[str, Any]) -> Request:
        tried.append(given)
        if "subtitles" not in given:
            raise NoTranscript("talk.mp4")
        return Request(text="a talk")

    assert with_words(make, {"video": "talk.mp4"}, lambda asked: "talk.srt").text == "a talk"
    assert tried[-1] == {"video": "talk.mp4", "subtitles": "talk.srt"}
    for nobody in (None, lambda asked: ""):
        with pytest.raises(NoTranscript):
            with_words(make, {"video": "talk.mp4"}, nobody)


def test_another_mistake_is_no_question() -> None:
    def make(given: dict[str, Any]) -> Request:
        raise Mistake("There is no video.")

    with pytest.raises(Mistake, match="no video"):
        with_words(make, {}, lambda asked: pytest.fail("asked"))
