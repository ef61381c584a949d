"""Scenes open softly: joints take their frames from both beats, the film keeps every frame, edits keep their distance."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from core.edits import Choose, Edit, Open, Say, apply
from core.models import ArtStyle, Brief, Request, Script, Timeline
from graphs.plan import plan
from graphs.produce import build
from graphs.specs import joints
from graphs.studio import Studio
from tools.film.job import ENCODE, JOIN

SCRIPT = (
    "# One\n\nThe sun is up. A fox runs.\n\n# Two\n\nRain falls on the sea. A ship waits.\n\n# Three\n\nSo it ends."
)


def remade(made: Any, studio: Studio, *edits: Edit) -> list[tuple[str, str]]:
    """What edits of the film would make, of its pictures and frames."""
    story = Script.model_validate(made.state["script"])
    art = ArtStyle.model_validate(made.state["style"])
    request = Request(script=SCRIPT, profile="preview", story=story, art=art)
    found = plan(apply(request, list(edits)), studio).make
    return sorted((one.kind, one.beat) for one in found if one.kind in ("picture", "cels", "segment", "joint", "voice"))


@pytest.fixture
def made(make_film: Callable[..., Any], tmp_path: Path) -> Any:
    return make_film(tmp_path / "home", tmp_path / "film", SCRIPT)


def test_a_film_with_joints_has_every_frame_once(made: Any) -> None:
    import av

    assert sorted(made.state["joints"]) == ["2", "3"]
    timeline = Timeline.model_validate(made.state["timeline"])
    with av.open(str(made.folder / "film.mp4")) as container:
        stream = container.streams.video[0]
        shown = sorted(
            int((p.pts or 0) * (p.time_base or 0) * timeline.fps + 0.5) for p in container.demux(stream) if p.size
        )
    assert shown == list(range(timeline.frames))


def test_no_joint_waits_for_the_segments_beside_it(
    studio_in: Callable[..., Studio], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The results of all segments are held back until every joint is on its way."""
    studio = studio_in(tmp_path / "home")
    submit, result, all_joined = studio.dispatch.submit, studio.dispatch.result, Event()
    kinds: dict[str, str] = {}

    def submitted(kind: str, payload: Any, *, id: str) -> str:
        kinds[id] = kind
        if list(kinds.values()).count(JOIN) == 2:
            all_joined.set()
        return submit(kind, payload, id=id)

    def held(id: str) -> dict[str, Any]:
        assert kinds[id] != ENCODE or all_joined.wait(timeout=20)
        return result(id)

    monkeypatch.setattr(studio.dispatch, "submit", submitted)
    monkeypatch.setattr(studio.dispatch, "result", held)
    request = Request(script=SCRIPT, profile="preview")
    state = build(studio).invoke({"request": request.model_dump(mode="json")})
    assert len(state["joints"]) == 2


def test_a_beat_gives_at_most_a_third_of_itself_to_each_end(made: Any) -> None:
    brief, timeline = Brief.model_validate(made.state["brief"]), Timeline.model_validate(made.state["timeline"])
    frames = {time.id: time.frames for time in timeline.beats}
    found = joints(made.state, brief, timeline)
    assert [(one.before, one.after, one.transition) for one in found] == [
        ("1.2", "2.1", "wipe"),
        ("2.2", "3.1", "wipe"),
    ]
    for one in found:
        assert 0 < one.tail <= frames[one.before] // 3
        assert 0 < one.head <= frames[one.after] // 3
    short = timeline.model_copy(
        update={"beats": tuple(time.model_copy(update={"frames": 3}) for time in timeline.beats)}
    )
    assert all((one.tail, one.head) == (1, 1) for one in joints(made.state, brief, short))


def test_an_edit_makes_its_beat_and_the_joint_that_it_touches(made: Any, studio_in: Callable[..., Studio]) -> None:
    studio = studio_in(made.studio.settings.home)
    assert remade(made, studio, Say(beat="1.1", text="A ship waits here.")) == [
        ("cels", "1.1"), ("picture", "1.1"), ("segment", "1.1"), ("voice", "1.1"),
    ]  # fmt: skip
    assert remade(made, studio, Say(beat="2.1", text="A ship waits here.")) == [
        ("cels", "2.1"), ("joint", "2.1"), ("picture", "2.1"), ("segment", "2.1"), ("voice", "2.1"),
    ]  # fmt: skip


def test_another_transition_makes_the_joint_and_only_ends_that_move(
    made: Any, studio_in: Callable[..., Studio]
) -> None:
    studio = studio_in(made.studio.settings.home)
    assert remade(made, studio, Open(scene="2", transition="slide")) == [("joint", "2.1")], "as long as a wipe"
    assert remade(made, studio, Open(scene="2", transition="H")) == [("segment", "1.2"), ("segment", "2.1")]


def test_words_of_another_family_do_not_change_the_look_of_the_other_beats(
    made: Any, studio_in: Callable[..., Studio]
) -> None:
    studio = studio_in(made.studio.settings.home)
    found = remade(made, studio, Say(beat="1.2", text="Children play in kindergarten and hear a fairy tale."))
    assert {beat for kind, beat in found if kind == "picture"} == {"1.2"}


def test_captions_come_and_go_without_another_picture(made: Any, studio_in: Callable[..., Studio]) -> None:
    found = remade(made, studio_in(made.studio.settings.home), Choose(option="captions", value="none"))
    assert {kind for kind, _ in found} <= {"segment", "joint"}
    assert [beat for kind, beat in found if kind == "segment"] == ["1.1", "1.2", "2.1", "2.2", "3.1"]


def test_music_and_volume_encode_no_picture(made: Any, studio_in: Callable[..., Studio]) -> None:
    studio = studio_in(made.studio.settings.home)
    for edit in (Choose(option="music", value="none"), Choose(option="volume", value=0.5)):
        assert remade(made, studio, edit) == []


def test_reduced_motion_keeps_pictures_still_and_dissolves(make_film: Callable[..., Any], tmp_path: Path) -> None:
    quiet = make_film(tmp_path / "home", tmp_path / "quiet", SCRIPT, motion="reduced")
    brief, timeline = Brief.model_validate(quiet.state["brief"]), Timeline.model_validate(quiet.state["timeline"])
    assert {one.transition for one in joints(quiet.state, brief, timeline)} == {"dissolve"}
    (stillness,) = [one for one in quiet.state["findings"] if one["check"] == "stillness"]
    assert float(stillness["measured"].split()[0]) > 0.8
    assert quiet.state["grade"]["name"] == "complete"
