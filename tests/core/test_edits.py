"""Edits: each changes what it names and nothing else; ids are never used twice; wrong ones are said in a sentence."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.edits import EDITS, Choose, Edit, Insert, Move, Open, Pause, Remove, Say, Show, apply
from core.errors import Mistake
from core.models import ArtStyle, Beat, Fit, Request, Scene, Script


def script(*counts: int) -> Script:
    scenes = [
        Scene(
            id=str(scene),
            beats=tuple(
                Beat(id=f"{scene}.{number}", text=f"Text {scene}.{number}.", spoken="said", facts=("s1.1",))
                for number in range(1, count + 1)
            ),
        )
        for scene, count in enumerate(counts, 1)
    ]
    pauses = {beat.id: 0.4 for scene in scenes for beat in scene.beats}
    return Script(title="T", language="en", scenes=tuple(scenes), fit=Fit(rate=150, pauses=pauses))


def request(*counts: int) -> Request:
    return Request(text="T", story=script(*counts))


def story(given: Request) -> Script:
    assert given.story is not None
    return given.story


def ids(given: Request) -> list[str]:
    return [beat.id for beat in story(given).beats]


def test_a_text_is_changed_and_its_sources_go_with_the_old_one() -> None:
    before = request(2, 1)
    after = apply(before, [Say(beat="1.2", text="New.")])
    changed = [(old, new) for old, new in zip(story(before).beats, story(after).beats, strict=True) if old != new]
    assert [new.id for _, new in changed] == ["1.2"]
    assert (changed[0][1].text, changed[0][1].spoken, changed[0][1].facts) == ("New.", "", ())
    assert story(after).fit == story(before).fit


def test_a_picture_a_pause_and_a_transition() -> None:
    after = story(
        apply(
            request(2, 1),
            [Show(beat="2.1", picture="a fox"), Pause(beat="1.1", seconds=1.5), Open(scene="2", transition="fade")],
        )
    )
    assert after.beats[2].shows == "a fox"
    assert after.fit is not None
    assert after.fit.pauses == {"1.1": 1.5, "1.2": 0.4, "2.1": 0.4}
    assert [scene.transition for scene in after.scenes] == ["H", "fade"]


def test_beats_go_and_come_and_ids_are_never_used_twice() -> None:
    one = apply(request(3), [Remove(beat="1.3"), Insert(after="1.1", text="New.")])
    assert ids(one) == ["1.1", "1.4", "1.2"]
    two = apply(one, [Remove(beat="1.4"), Insert(after="1.2", text="Newer.")])
    assert ids(two) == ["1.1", "1.2", "1.5"]


def test_a_beat_moves_into_another_scene_and_an_empty_scene_goes() -> None:
    after = apply(request(2, 1), [Move(beat="2.1", after="1.1")])
    assert ids(after) == ["1.1", "2.1", "1.2"]
    assert len(story(after).scenes) == 1
    assert ids(apply(request(2, 1), [Move(beat="2.1", after="")])) == ["2.1", "1.1", "1.2"]


def test_an_option_is_checked_as_the_request_checks_it() -> None:
    assert apply(request(1), [Choose(option="seed", value=4)]).seed == 4
    with pytest.raises(Mistake, match="captions cannot be 'loud'"):
        apply(request(1), [Choose(option="captions", value="loud")])
    with pytest.raises(Mistake, match="no option 'story'; known: duration"):
        apply(request(1), [Choose(option="story", value=None)])


def test_the_look_is_kept_until_a_style_is_chosen() -> None:
    art = ArtStyle(name="flat", family="educational", palette="sand", tokens="flat", reason="the usual")
    made = request(1).model_copy(update={"art": art})
    assert apply(made, [Say(beat="1.1", text="Children play."), Choose(option="seed", value=1)]).art == art
    assert apply(made, [Choose(option="style", value="oil")]).art is None


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (Say(beat="9.9", text="x"), "There is no beat '9.9'; there are 1.1, 1.2."),
        (Insert(after="9.9", text="x"), "There is no beat '9.9'"),
        (Move(beat="1.1", after="1.1"), "cannot come after itself"),
        (Open(scene="7", transition="wipe"), "There is no scene '7'; there are 1."),
    ],
)
def test_what_is_not_there_is_said(edit: Any, sentence: str) -> None:
    with pytest.raises(Mistake, match=sentence):
        apply(request(2), [edit])


def test_the_last_beat_and_cards_stay() -> None:
    with pytest.raises(Mistake, match="at least one"):
        apply(request(1), [Remove(beat="1.1")])
    card = Scene(id="end", beats=(Beat(id="end.1", text="", spoken="", card="Sources"),))
    with_card = script(1).model_copy(update={"scenes": (*script(1).scenes, card)})
    with pytest.raises(Mistake, match="card"):
        apply(Request(story=with_card), [Say(beat="end.1", text="x")])
    with pytest.raises(Mistake, match="at least one"):
        apply(Request(story=with_card), [Remove(beat="1.1")])
    with pytest.raises(Mistake, match="make it first"):
        apply(Request(), [Say(beat="1.1", text="x")])


@given(st.data())
def test_any_edits_keep_ids_apart_and_the_fit(data: st.DataObject) -> None:
    now, ever = request(2, 3), {"1.1", "1.2", "2.1", "2.2", "2.3"}
    for _ in range(data.draw(st.integers(1, 12))):
        beat = data.draw(st.sampled_from(ids(now)))
        after = data.draw(st.sampled_from(["", *ids(now)]))
        choices: list[Edit] = [
            Say(beat=beat, text="x"),
            Insert(after=beat, text="y"),
            Remove(beat=beat),
            Move(beat=beat, after=after),
        ]
        edit = data.draw(st.sampled_from(choices))
        try:
            later = apply(now, [edit])
        except Mistake:
            continue
        born = set(ids(later)) - set(ids(now))
        assert not born & ever
        ever |= born
        assert len(set(ids(later))) == len(ids(later))
        assert all(scene.beats for scene in story(later).scenes)
        untouched = {one.id: one for one in story(now).beats if one.id != beat}
        assert all(untouched.get(one.id, one) == one for one in story(later).beats)
        assert story(later).fit == story(now).fit
        now = later


def test_edits_are_plain_json() -> None:
    edits = (Say(beat="1.1", text="x"), Choose(option="seed", value=3), Open(scene="1", transition="wipe"))
    assert EDITS.validate_json(EDITS.dump_json(edits)) == edits
