"""Beats in time, and the fit of a script to the duration asked.

A beat is its lead, its voice and its pause, rounded up to whole frames; its length depends on nothing but itself: an
edit of one beat changes no other beat. The fit (speech rate and pauses) is decided once and stored in the script.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from core.models import Beat, BeatTime, Fit, Scene, Script, Timeline

LEAD = 0.12  # s from the cut to the first word: sound may trail its picture, never run ahead of it (ITU-R BT.1359-1)
OPENING = 0.5  # s before the film's first word
PAUSE = 0.38  # s after a sentence
SCENE_PAUSE = 0.85  # s after the last sentence of a scene
CARD = 1.4  # s that a card is shown which nobody speaks: with its pauses within the 2 s of silence an ending may have
BEFORE_CARD = 0.1  # s between the last word and such a card
ENDING = 1.2  # s after the film's last word
SHORTEST = 0.3  # share of the natural pauses that still sounds natural
GAP = 2.1  # s: the longest silence between two sentences
QUIET = 0.27  # share of the film that may be silence
RATES = (0.85, 1.12)  # natural speech, as a share of the rate chosen
FAR = 0.75  # share of the duration: for a film that stays shorter than this nobody speaks slowly


def natural(scenes: Sequence[Scene]) -> dict[str, float]:
    """Seconds of silence after each beat when no duration is asked."""
    pauses = {beat.id: PAUSE for scene in scenes for beat in scene.beats}
    pauses.update({scene.beats[-1].id: SCENE_PAUSE for scene in scenes})
    if scenes:
        pauses[scenes[-1].beats[-1].id] = ENDING
    for before, after in pairwise([beat for scene in scenes for beat in scene.beats]):
        if after.card is not None:
            pauses[before.id], pauses[after.id] = BEFORE_CARD, 0.0
    pauses.update({beat.id: 0.0 for scene in scenes for beat in scene.beats if beat.original is not None})
    pauses.update({beat.id: min(beat.pause, GAP - LEAD) for scene in scenes for beat in scene.beats if beat.pause})
    return pauses


def lengths(script: Script, voices: Mapping[str, float]) -> dict[str, float]:
    """How long each beat's voice is (s); a card that nobody speaks is as long as it is shown."""
    return {beat.id: CARD if beat.card is not None else voices[beat.id] for beat in script.beats}


def lay(script: Script, seconds: Mapping[str, float], fps: int) -> Timeline:
    """The timeline of a fitted script whose voices last `seconds` by beat id.

    A beat that came after the fit has a natural pause.
    """
    assert script.fit is not None
    start = 0
    beats = []
    pauses = {**natural(script.scenes), **script.fit.pauses}
    for scene in script.scenes:
        for beat in scene.beats:
            lead = _lead(beat, script)
            frames = frames_of(lead, seconds[beat.id], pauses[beat.id], fps)
            beats.append(BeatTime(id=beat.id, scene=scene.id, start=start, frames=frames, lead=lead))
            start += beats[-1].frames
    return Timeline(fps=fps, beats=tuple(beats))


def frames_of(lead: float, seconds: float, pause: float, fps: int) -> int:
    """The whole frames of a beat: its lead, its voice and its pause (s).

    A millionth of a frame is forgiven, so that a pause chosen for n frames gives n frames.
    """
    return max(math.ceil((lead + seconds + pause) * fps - 1e-6), 1)


def pause_for(frames: int, lead: float, seconds: float, fps: int) -> float:
    """The pause (s) with which `frames_of` gives exactly `frames`; below zero where they are too few for the voice."""
    return frames / fps - lead - seconds


def next_rate(script: Script, seconds: Mapping[str, float], duration: float, rate: int, base: int) -> int:
    """The speech rate (words a minute) that brings the film nearest to `duration` seconds.

    `seconds` are the voices at `rate`; the answer stays within natural limits of `base`. The same rate again means: the
    pauses alone do it, or nothing more can be done. Where even the slowest speech leaves the film far too short, it is
    spoken at `base`.
    """
    speech = sum(seconds.values())
    low, high = _bounds(script, duration)
    if low <= duration - speech <= high:
        return rate
    silence = low if duration - speech < low else high
    ideal = rate * speech / max(duration - silence, 1e-3)
    # Towards the middle of the allowed silence by a hair: engines round the rate they are given.
    ideal *= 1.01 if silence == low else 0.99
    slowest = base * RATES[0]
    if silence + speech * rate / slowest < FAR * duration:
        return base
    return round(min(max(ideal, slowest), base * RATES[1]))


def fit(script: Script, seconds: Mapping[str, float], duration: float | None, rate: int, fps: int) -> Fit:
    """Choose the pauses so that the film lasts `duration` seconds to the frame, within natural limits."""
    pauses = natural(script.scenes)
    if duration is None:
        return Fit(rate=rate, pauses=pauses)
    low, high = _bounds(script, duration)
    wanted = duration - sum(seconds.values())
    silence = min(max(wanted, low), high)
    leads = sum(_lead(beat, script) for beat in script.beats)
    reached = math.isclose(silence, wanted)
    pauses = _share(pauses, _limits(script.scenes), silence - leads)
    if reached:
        pauses = _to_frames(script, seconds, pauses, round(duration * fps), fps)
    return Fit(rate=rate, pauses=pauses, reached=reached)


def _lead(beat: Beat, script: Script) -> float:
    if beat.original is not None:
        return 0.0  # its silences are in its own sound
    return OPENING if beat.id == script.beats[0].id else LEAD


def _bounds(script: Script, duration: float) -> tuple[float, float]:
    """The least and the most silence (s) that a film of `duration` may hold, its leads included."""
    pauses = natural(script.scenes)
    leads = sum(_lead(beat, script) for beat in script.beats)
    least = leads + SHORTEST * sum(pauses.values())
    most = leads + sum(_limits(script.scenes).values())
    return least, max(least, min(most, duration * QUIET))


def _limits(scenes: Sequence[Scene]) -> dict[str, float]:
    """The longest pause after each beat (s): around a card that nobody speaks there is none to give."""
    limits = {beat.id: GAP - LEAD for scene in scenes for beat in scene.beats}
    limits[scenes[-1].beats[-1].id] = ENDING
    for before, after in pairwise([beat for scene in scenes for beat in scene.beats]):
        if after.card is not None:
            limits[before.id], limits[after.id] = BEFORE_CARD, 0.0
    return limits


def _share(pauses: Mapping[str, float], limits: Mapping[str, float], total: float) -> dict[str, float]:
    """Scale the pauses to `total` seconds, none of them beyond its limit."""
    left = total
    shared = dict.fromkeys(pauses, 0.0)
    open_ = dict(pauses)
    while sum(open_.values()) > 0:
        factor = left / sum(open_.values())
        full = [id for id in open_ if open_[id] * factor > limits[id]]
        if not full:
            shared.update({id: open_[id] * factor for id in open_})
            break
        for id in full:
            shared[id] = limits[id]
            left -= shared[id]
            del open_[id]
    return {id: max(0.0, seconds) for id, seconds in shared.items()}


def _to_frames(
    script: Script, seconds: Mapping[str, float], pauses: Mapping[str, float], total: int, fps: int
) -> dict[str, float]:
    """Round every beat to whole frames so that the film has exactly `total`, the longest pauses giving or taking."""
    exact = {beat.id: (_lead(beat, script) + seconds[beat.id] + pauses[beat.id]) * fps for beat in script.beats}
    least = {beat.id: math.ceil((_lead(beat, script) + seconds[beat.id]) * fps) for beat in script.beats}
    frames = {id: max(round(value), least[id]) for id, value in exact.items()}
    order = sorted(frames, key=lambda id: -pauses[id])
    step = 1 if sum(frames.values()) < total else -1
    turn = 0
    while sum(frames.values()) != total and turn < 4 * len(order):
        id = order[turn % len(order)]
        turn += 1
        if frames[id] + step >= least[id]:
            frames[id] += step
    return {beat.id: frames[beat.id] / fps - _lead(beat, script) - seconds[beat.id] for beat in script.beats}
