"""What an edited timeline changed of its film, as edits: order, lengths, and beats that left."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.edits import LONGEST_PAUSE, Edit, Move, Pause, Remove
from core.errors import Mistake
from core.scene import Value
from tools.film.exports.otio import Cued
from tools.film.timeline import LEAD, OPENING, frames_of, pause_for


class Told(Value):
    """A beat of the film as it is: its voice and the pause after it in seconds."""

    id: str
    frames: int
    seconds: float
    pause: float
    spoken: bool


class Changes(Value):
    """The edits, and one sentence for each clip whose length the film cannot keep."""

    edits: tuple[Edit, ...]
    notes: tuple[str, ...] = ()


def told(manifest: Mapping[str, Any]) -> tuple[Told, ...]:
    """The film's beats by its manifest; a Mistake for one that does not tell how long its voices are."""
    fps, pauses = manifest["fps"], manifest["fit"]["pauses"]
    cards = {beat["id"]: beat["card"] for scene in manifest["script"]["scenes"] for beat in scene["beats"]}
    if any("voice_seconds" not in beat for beat in manifest["beats"]):
        raise Mistake("The film was made by an older Storyreel: run `storyreel heal` on its folder first.")
    return tuple(
        Told(
            id=beat["id"],
            frames=round(beat["end"] * fps) - round(beat["start"] * fps),
            seconds=beat["voice_seconds"],
            pause=pauses.get(beat["id"], 0.0),
            spoken=cards[beat["id"]] is None,
        )
        for beat in manifest["beats"]
    )


def changes(cued: Sequence[Cued], beats: Sequence[Told], fps: int) -> Changes:
    """The edits that turn a film of `beats` into one with the order and the lengths of `cued`.

    A beat gets exactly its clip's frames. The one exception is noted: a clip that was only moved to the start, where a
    film is silent for half a second before its first word, grows when its pause is too short for that. Raises a Mistake
    for a clip that is shorter than its voice, or longer than the longest pause allows.
    """
    by_id = {beat.id: beat for beat in beats}
    kept = [beat for beat in beats if beat.id in {one.beat for one in cued}]
    edits: list[Edit] = [Remove(beat=beat.id) for beat in beats if beat not in kept]
    edits += _moves([beat.id for beat in kept], [one.beat for one in cued], by_id)
    notes: list[str] = []
    for number, one in enumerate(cued):
        pause = _pause(by_id[one.beat], one.frames, fps, OPENING if number == 0 else LEAD, notes)
        if pause is not None:
            edits.append(Pause(beat=one.beat, seconds=pause))
    return Changes(edits=tuple(edits), notes=tuple(notes))


def _pause(beat: Told, frames: int, fps: int, lead: float, notes: list[str]) -> float | None:
    """The new pause of a beat (s); None where the old one gives its clip's frames."""
    if frames_of(lead, beat.seconds, beat.pause, fps) == frames:
        return None
    # A billionth of a second is far below what `frames_of` forgives, and is shorter to read.
    pause = round(pause_for(frames, lead, beat.seconds, fps), 9)
    least = frames_of(lead, beat.seconds, 0.0, fps)
    if frames < least and frames == beat.frames:
        notes.append(f"{beat.id} is {least - frames} frames longer, for a film begins with half a second of silence.")
    elif frames < least:
        short = (least - frames) / fps
        raise Mistake(
            f"The clip of beat {beat.id} is {short:.2f} s shorter than its voice: make it at least {least} frames long."
        )
    elif pause > LONGEST_PAUSE:
        raise Mistake(f"Beat {beat.id} would be silent for {pause:.1f} s; the most is {LONGEST_PAUSE:g} s.")
    return max(pause, 0.0)


def _moves(old: Sequence[str], new: Sequence[str], by_id: Mapping[str, Told]) -> Iterator[Edit]:
    """The fewest moves from one order to another: each beat that moves goes right behind the one it now follows."""
    place = {id: number for number, id in enumerate(old)}
    # A card follows from the film and cannot be moved: others move around it.
    weights = [1 if by_id[id].spoken else len(new) + 1 for id in new]
    stays = _heaviest([place[id] for id in new], weights)
    for number, id in enumerate(new):
        if number not in stays:
            yield Move(beat=id, after=new[number - 1] if number else "")


def _heaviest(values: Sequence[int], weights: Sequence[int]) -> set[int]:
    """The places of the increasing subsequence with the greatest weight."""
    best: list[tuple[int, set[int]]] = []
    for here, (value, weight) in enumerate(zip(values, weights, strict=True)):
        before = [best[at] for at in range(here) if values[at] < value]
        total, places = max(before, key=lambda one: one[0], default=(0, set()))
        best.append((total + weight, places | {here}))
    return max(best, key=lambda one: one[0], default=(0, set()))[1]
