"""Pictures are painted while voices are spoken; what a film is asked to show is made once and told once."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from core.events import ToolCalled
from core.models import Request
from graphs.painting import begin
from graphs.plan import prepared
from tools.images.job import PAINT
from tools.images.port import IMAGES

SCRIPT = "A fox runs through the forest.\n\nA ship sails over the sea."


def counted(studio: Any, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each kind of job is sent to the studio's workers from now on."""
    found: Counter[str] = Counter()
    submit = studio.dispatch.submit

    def counting(kind: str, payload: Any, *, id: str) -> str:
        found[kind] += 1
        return cast(str, submit(kind, payload, id=id))

    monkeypatch.setattr(studio.dispatch, "submit", counting)
    return found


def test_pictures_are_begun_before_the_voices_and_told_in_their_turn(
    make_film: Callable[..., Any], tmp_path: Path
) -> None:
    made = make_film(tmp_path / "home", tmp_path / "out", SCRIPT)
    pictures = {picture["key"] for picture in made.state["pictures"].values()}
    assert pictures == made.studio.begun.keys()
    assert all(made.studio.made[key] for key in pictures), "what was begun is what this run made"
    painted = [event for event in made.events if isinstance(event, ToolCalled) and event.name.startswith("paint ")]
    assert [event.status for event in painted] == ["made"] * len(pictures)
    spoken = [event.name for event in made.events if isinstance(event, ToolCalled) and event.name.startswith("speak")]
    assert spoken, "the painter's turn is still after the narrator's"
    again = make_film(tmp_path / "home", tmp_path / "out", SCRIPT)
    assert (again.fresh, again.studio.begun) == (0, {})


def test_each_picture_is_sent_once(studio_in: Callable[..., Any], tmp_path: Path, monkeypatch: Any) -> None:
    studio = studio_in(tmp_path / "home")
    sent = counted(studio, monkeypatch)
    state = prepared(Request(script=SCRIPT, profile="preview"), studio.planning())
    begin(studio, state)
    begin(studio, state)
    assert sent == {PAINT: len(studio.begun)}
    assert len(studio.begun) >= 2


def test_a_painter_that_is_no_part_of_storyreel_waits_for_its_turn(
    studio_in: Callable[..., Any], tmp_path: Path, monkeypatch: Any
) -> None:
    studio = studio_in(tmp_path / "home")
    state = prepared(Request(script=SCRIPT, profile="preview"), studio.planning())
    monkeypatch.setattr(type(IMAGES), "chosen", lambda *_, **__: IMAGES.names()[-1])
    begin(studio, state)
    assert not studio.begun
