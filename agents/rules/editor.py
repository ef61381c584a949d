"""The editor without an LLM: how each scene opens, and when the items of a picture come in."""

import re
from collections.abc import Sequence

from core.models import Brief, Cue, Script, Transition
from core.scene import Item, SceneSpec

EARLY = 0.12  # s by which an item comes in before its word: it is there when the word is heard
FIRST = 0.12  # s: when the first item comes in that is not named
SOON = 0.9  # s in which something must be there to look at
APART = 0.25  # s between two entrances, at least
STAYS = 0.8  # s that the last item is seen at least

_COUNTED = ("list", "steps")
_WORD = re.compile(r"\w+")


def opened(script: Script, brief: Brief) -> Script:
    """The script with a transition for every scene: hard within a thought, soft from one to the next.

    Stories dissolve, chapters of an explainer wipe, the items of a list are pages that slide; the end fades.
    """
    scenes = [
        scene.model_copy(update={"transition": _transition(script, number, brief)})
        for number, scene in enumerate(script.scenes)
    ]
    return script.model_copy(update={"scenes": tuple(scenes)})


def _transition(script: Script, number: int, brief: Brief) -> Transition:
    scene = script.scenes[number]
    if number == 0:
        return "H"
    if scene.beats[0].card is not None:
        return "fade"
    if scene.heading is None or brief.shape == "story":
        return "dissolve"
    return "slide" if brief.shape in _COUNTED else "wipe"


def turns(spec: SceneSpec, cues: Sequence[Cue], fps: int, frames: int) -> tuple[int, ...]:
    """The frames in which the picture's items come in, by the words that name them; none when no item is named.

    An item that is not named comes in half way between its neighbours.
    """
    named = _named(spec.items, cues)
    if all(frame is None for frame in named):
        return ()
    first, last = round(FIRST * fps), frames - round(STAYS * fps)
    found: list[int] = []
    for number, frame in enumerate(named):
        if frame is not None:
            at = frame - round(EARLY * fps)
            at = at if number else min(at, round(SOON * fps))
        else:
            after = next((one for one in named[number:] if one is not None), last)
            at = (found[-1] + after) // 2 if found else first
        least = found[-1] + round(APART * fps) if found else 0
        found.append(max(min(max(at, least), last), first))
    return tuple(found)


def _named(items: Sequence[Item], cues: Sequence[Cue]) -> list[int | None]:
    """The frame in which each item's first word is spoken, in order; None for an item whose word is not there."""
    words = [
        (_first(cue.lines[word.line][word.at : word.at + word.length]), word.start)
        for cue in cues
        for word in cue.words
    ]
    found: list[int | None] = []
    begin = 0
    for item in items:
        label = _first(item.label)
        at = next((i for i in range(begin, len(words)) if label and words[i][0] == label), None)
        found.append(None if at is None else words[at][1])
        begin = begin if at is None else at + 1
    return found


def _first(text: str) -> str:
    match = _WORD.search(text)
    return match[0].casefold() if match else ""
