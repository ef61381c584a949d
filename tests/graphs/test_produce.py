"""The produce graph under loss: one hand a scene, one narrator a film, one repair, and no bug that stops a film."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import NotConfigured, RateLimited, Unavailable
from core.events import StepStarted, ToolCalled
from core.models import Finding
from graphs import painting
from graphs.nodes import narrate, review
from graphs.produce import STEPS, name
from tools.measure.job import findings_in

TWO_SCENES = "A fox runs. Rain falls.\n\nThe sun is up. It is late."


def by_painter(made: Any) -> dict[str, str]:
    """Who painted each beat."""
    painters = {}
    for id, picture in made.state["pictures"].items():
        order = made.studio.store.order_of(picture["key"])
        painters[id] = order.maker
    return painters


def test_the_order_of_the_film_is_the_order_of_steps(make_film: Callable[..., Any], tmp_path: Path) -> None:
    made = make_film(tmp_path / "home", tmp_path / "out", "A fox runs.")
    steps = [event.step for event in made.events if isinstance(event, StepStarted)]
    assert steps == [name(step) for step in STEPS]
    tools = [event.tool for event in made.events if isinstance(event, ToolCalled)]
    assert list(dict.fromkeys(tools)) == ["research", "story", "audio", "asset", "assembly"]
    assert made.state["grade"] == {"name": "complete", "reasons": []}
    looks = [event.name for event in made.events if isinstance(event, ToolCalled) and event.name.startswith("look")]
    assert looks == ["look at 1.1", "look"]
    (decodes,) = (finding for finding in made.state["findings"] if finding["check"] == "decodes")
    assert decodes["measured"] == "no error: the pictures are those of 1 segments that were seen, packet by packet"


def test_a_lost_painter_is_replaced_for_its_whole_scene(
    make_film: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint = painting._by

    def failing(studio: Any, id: str, spec: Any, name: str, **more: Any) -> Any:
        if id == "2.2" and name == "illustrator":
            raise RateLimited("come back later")
        return paint(studio, id, spec, name, **more)

    monkeypatch.setattr(painting, "_by", failing)
    made = make_film(tmp_path / "home", tmp_path / "out", TWO_SCENES)
    assert by_painter(made) == {"1.1": "illustrator", "1.2": "illustrator", "2.1": "plain", "2.2": "plain"}
    assert made.state["grade"]["name"] == "degraded"
    assert sorted(beat for one in made.state["substitutions"] for beat in one["beats"]) == ["2.1", "2.2"]


def test_a_bug_in_one_beat_costs_that_beat(
    make_film: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = narrate._Teller._once

    def failing(teller: Any, name: str, beat: Any, rate: int, attempt: int) -> Any:
        if beat.id == "1.2" and name == "pyttsx3":
            raise ZeroDivisionError("a bug")
        return once(teller, name, beat, rate, attempt)

    monkeypatch.setattr(narrate._Teller, "_once", failing)
    with pytest.raises(ZeroDivisionError):
        make_film(tmp_path / "home", tmp_path / "strict", TWO_SCENES)
    made = make_film(tmp_path / "home", tmp_path / "out", TWO_SCENES, strict=False)
    (stood,) = made.state["substitutions"]
    assert (stood["used"], stood["beats"]) == ("silence", ["1.2"])
    assert "ZeroDivisionError: a bug" in stood["reason"]
    assert made.state["grade"]["name"] == "degraded"
    assert (made.folder / "film.mp4").exists()


@pytest.mark.parametrize("lost", [NotConfigured("the key is gone"), RateLimited("wait")])
def test_a_lasting_outage_moves_the_whole_voice(
    make_film: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: Unavailable
) -> None:
    once = narrate._Teller._once

    def failing(teller: Any, name: str, beat: Any, rate: int, attempt: int) -> Any:
        if beat.id == "2.1" and name == "pyttsx3":
            raise lost
        return once(teller, name, beat, rate, attempt)

    monkeypatch.setattr(narrate._Teller, "_once", failing)
    made = make_film(tmp_path / "home", tmp_path / "out", TWO_SCENES)
    makers = {made.studio.store.order_of(voice["key"]).maker for voice in made.state["voices"].values()}
    assert makers == {"silence"}
    assert [one["beats"] for one in made.state["substitutions"]] == [[]]


def test_a_hung_sentence_is_tried_again(
    make_film: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = narrate._Teller._once
    tries: list[int] = []

    def failing(teller: Any, name: str, beat: Any, rate: int, attempt: int) -> Any:
        if beat.id == "1.1":
            tries.append(attempt)
            if attempt < narrate.TRIES:
                raise Unavailable("it hung")
        return once(teller, name, beat, rate, attempt)

    monkeypatch.setattr(narrate._Teller, "_once", failing)
    made = make_film(tmp_path / "home", tmp_path / "out", "A fox runs. Rain falls.")
    assert tries == [1, 2, 3]
    assert made.state["grade"]["name"] == "complete"


BAD = Finding(check="loudness", ok=False, measured="-30 LUFS", wanted="-14 LUFS", advice="mix again")


@pytest.mark.parametrize(("bad_looks", "grade"), [(1, "complete"), (2, "degraded")])
def test_what_fails_the_look_is_repaired_once(
    make_film: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad_looks: int, grade: str
) -> None:
    looks = 0
    read = findings_in

    def findings(path: Path) -> tuple[Finding, ...]:
        nonlocal looks
        looks += 1
        return (BAD,) if looks <= bad_looks else read(path)

    monkeypatch.setattr(review, "findings_in", findings)
    made = make_film(tmp_path / "home", tmp_path / "out", "A fox runs.", music="none")
    assert looks == 2
    assert made.state["repairs"] == 1
    assert made.state["grade"]["name"] == grade
    encoded = [event for event in made.events if isinstance(event, ToolCalled) and event.name == "encode 1.1"]
    assert [event.status for event in encoded] == ["made", "made"]
    seen = [event for event in made.events if isinstance(event, ToolCalled) and event.name in ("look at 1.1", "look")]
    assert [event.status for event in seen] == ["made"] * 4, "what was seen is looked at again as well"
    manifest = json.loads((made.folder / "manifest.json").read_text())
    assert manifest["repairs"] == 1


def test_a_broken_blob_is_made_again_and_the_film_is_the_same(make_film: Callable[..., Any], tmp_path: Path) -> None:
    first = make_film(tmp_path / "home", tmp_path / "out", TWO_SCENES)
    film = (first.folder / "film.mp4").read_bytes()
    store = first.studio.store
    for kind in ("segments", "pictures", "voices"):
        artefact = store.find(first.state[kind]["1.2"]["key"])
        path = store.path(artefact)
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    again = make_film(tmp_path / "home", tmp_path / "out", TWO_SCENES)
    assert again.fresh == 3
    assert (again.folder / "film.mp4").read_bytes() == film
    assert len(list((tmp_path / "home" / "aside").iterdir())) == 3


def test_duration_asked_is_duration_given(make_film: Callable[..., Any], tmp_path: Path) -> None:
    script = "\n\n".join(f"Sentence number {n} tells of the fox in the forest and of the rain." for n in "abcdef")
    made = make_film(tmp_path / "home", tmp_path / "out", script, duration=30.0)
    assert made.state["timeline"]["beats"][-1]["start"] + made.state["timeline"]["beats"][-1]["frames"] == 30 * 24
    assert made.state["grade"]["name"] == "complete"
    short = make_film(tmp_path / "home", tmp_path / "short", script, duration=300.0)
    assert short.film.seconds < 60
    assert "and not the 300 s asked for" in short.state["grade"]["reasons"][0]


def test_events_are_told(make_film: Callable[..., Any], tmp_path: Path) -> None:
    made = make_film(tmp_path / "home", tmp_path / "out", "A fox runs.")
    kinds = {event.kind for event in made.events}
    assert {"step_started", "step_finished", "beat_done", "tool_called", "checked"} <= kinds
