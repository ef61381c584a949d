"""A finished film in another language: by a model, by hand, and not at all where nobody can."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.edits import Say
from core.errors import Mistake
from core.models import Request
from core.settings import Settings
from graphs.plan import plan
from storyreel.cli.edit import edited
from storyreel.cli.translate import read_words, translated
from tests.agents.test_translator import FRENCH, SCRIPT
from tests.fakes.openai import OpenAI, scripted


def french(body: dict[str, Any]) -> dict[str, Any]:
    """A model that knows these sentences."""
    said = body["messages"][-1]["content"]
    known = json.loads(json.loads(said[said.index('"{') :].strip()))
    return {"lines": [{"number": int(number), "text": FRENCH.get(text, text)} for number, text in known.items()]}


@pytest.fixture
def server() -> Iterator[OpenAI]:
    with OpenAI(scripted(Translation=french)) as fake:
        assert isinstance(fake, OpenAI)
        yield fake


@pytest.fixture
def again(make_film: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Make what a request asks for into another folder."""

    def made(request: Request, name: str, settings: Settings) -> Any:
        asked = {key: value for key, value in request if key != "script"}
        return make_film(settings.home, tmp_path / name, request.script, settings=settings, **asked)

    return made


def manifest(folder: Path) -> dict[str, Any]:
    value = json.loads((folder / "manifest.json").read_text())
    assert isinstance(value, dict)
    return value


def test_a_film_in_french_keeps_its_pictures(
    make_film: Callable[..., Any],
    again: Callable[..., Any],
    studio_in: Callable[..., Any],
    server: OpenAI,
    tmp_path: Path,
) -> None:
    """Above 5 s: two whole films and an edit."""
    home = tmp_path / "home"
    settings = Settings.load({"STORYREEL_HOME": str(home), "STORYREEL_SEARCH": "given", **server.settings()}, tmp_path)
    first = make_film(home, tmp_path / "film", SCRIPT, text="The fox", music="none", mode="mock")
    request = translated(first.folder, "fr", None, settings).model_copy(update={"mode": "real"})
    told = plan(request, replace(studio_in(home), settings=settings))
    assert (told.make[0].kind, told.exact) == ("translator", False)
    assert not server.asked
    second = again(request, "french", settings)
    old, new = manifest(first.folder), manifest(second.folder)
    assert new["language"] == "fr"
    assert [beat["id"] for beat in new["beats"]] == [beat["id"] for beat in old["beats"]]
    assert new["beats"][0]["narration_text"] == FRENCH[SCRIPT.split(". ")[0] + "."]
    assert [one["purpose"] for one in new["receipts"]] == ["translator.translate"]
    same = [
        beat["id"]
        for beat, before in zip(new["beats"], old["beats"], strict=True)
        if beat["artefacts"]["picture"]["key"] == before["artefacts"]["picture"]["key"]
    ]
    assert same, "a picture without words is not painted again"
    asked = len(server.asked)
    changed = edited(second.folder, (Say(beat="1.2", text="La tour est fermée."),), settings)
    third = again(changed, "edited", settings)
    assert len(server.asked) == asked, "an edit translates nothing again"
    assert manifest(third.folder)["beats"][1]["narration_text"] == "La tour est fermée."


def test_by_hand_and_by_nobody(make_film: Callable[..., Any], again: Callable[..., Any], tmp_path: Path) -> None:
    """Above 5 s: two whole films."""
    home = tmp_path / "home"
    settings = Settings.load({"STORYREEL_HOME": str(home), "STORYREEL_SEARCH": "given"}, tmp_path)
    first = make_film(home, tmp_path / "film", SCRIPT, text="The fox", music="none")
    with pytest.raises(Mistake, match="a language model is needed, or your own words"):
        again(translated(first.folder, "fr", None, settings), "no", settings)
    assert not (tmp_path / "no").exists()
    words = tmp_path / "words.json"
    words.write_text(json.dumps({"The fox": "Le renard", "The fox wakes at dawn.": FRENCH["The fox wakes at dawn."]}))
    request = translated(first.folder, "fr", words, settings)
    second = manifest(again(request, "hand", settings).folder)
    assert (second["title"], second["beats"][2]["narration_text"]) == ("Le renard", "Le renard se réveille à l'aube.")
    assert "Beat 1.1 is not translated into fr." in second["notes"]
    with pytest.raises(Mistake, match="is in en already"):
        translated(first.folder, "en", None, settings)


@pytest.mark.parametrize(("text", "said"), [("[]", "no JSON object"), ("{", "is no translation"), ('{"a": ""}', "yet")])
def test_a_file_that_translates_nothing_is_a_mistake(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "words.json"
    file.write_text(text)
    with pytest.raises(Mistake, match=said):
        read_words(file)
