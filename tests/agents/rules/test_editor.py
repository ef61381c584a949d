"""The editor: scenes open as their film asks, items come in with the words that name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.director import brief
from agents.rules.editor import opened, turns
from core.models import Beat, Cue, CueWord, Request, Scene, Script
from core.scene import Item, SceneSpec

FPS = 30


def scenes(*headings: str | None, card: bool = False) -> Script:
    made = [
        Scene(id=str(number), heading=heading, beats=(Beat(id=f"{number}.1", text="A.", spoken="A."),))
        for number, heading in enumerate(headings)
    ]
    if card:
        made.append(Scene(id="end", beats=(Beat(id="end.1", text="", spoken="", card="Sources"),)))
    return Script(title="T", language="en", scenes=tuple(made))


@pytest.mark.parametrize(
    ("text", "headings", "wanted"),
    [
        ("How rainbows form", (None, None), ["H", "dissolve"]),
        ("How rainbows form", (None, "Light", "Rain"), ["H", "wipe", "wipe"]),
        ("Three facts about owls", (None, "One", "Two"), ["H", "slide", "slide"]),
        ("Tell a story about an owl", (None, "One"), ["H", "dissolve"]),
    ],
)
def test_scenes_open_as_their_film_asks(text: str, headings: tuple[str | None, ...], wanted: list[str]) -> None:
    told = opened(scenes(*headings, card=True), brief(Request(text=text)))
    assert [scene.transition for scene in told.scenes] == [*wanted, "fade"]


def spec(*labels: str) -> SceneSpec:
    return SceneSpec(
        template="list", width=1920, height=1080, style="flat", palette="daylight", seed=1, language="en",
        direction="ltr", items=tuple(Item(label=label) for label in labels),
    )  # fmt: skip


def cue(*words: tuple[str, int]) -> Cue:
    line, placed = "", []
    for text, start in words:
        placed.append(CueWord(line=0, at=len(line), length=len(text), start=start, end=start + 5))
        line += text + " "
    return Cue(lines=(line,), start=0, end=200, words=tuple(placed))


SPOKEN = (cue(("It", 4), ("needs", 10), ("sleep,", 60), ("water", 90), ("and", 110), ("food.", 130)),)


def test_items_come_in_just_before_their_words() -> None:
    assert turns(spec("Sleep", "Water", "Food"), SPOKEN, FPS, 240) == (27, 86, 126), "the first not after 0.9 s"


def test_an_item_without_a_word_comes_between_its_neighbours() -> None:
    found = turns(spec("Sleep", "Nothing said", "Food"), SPOKEN, FPS, 240)
    assert found[0] < found[1] < found[2]
    assert found[1] == (27 + 130) // 2


def test_nothing_is_said_of_items_that_nobody_names() -> None:
    assert turns(spec("One", "Two"), SPOKEN, FPS, 240) == ()
    assert turns(spec(), SPOKEN, FPS, 240) == ()


@given(st.lists(st.sampled_from(["sleep", "water", "food", "air"]), max_size=6), st.integers(40, 300))
def test_turns_rise_and_leave_the_last_item_time(labels: list[str], frames: int) -> None:
    found = turns(spec(*labels), SPOKEN, FPS, frames)
    assert len(found) in (0, len(labels))
    assert list(found) == sorted(found)
    assert all(0 <= frame <= max(frames - 0.8 * FPS, 0.12 * FPS + 1) for frame in found)
