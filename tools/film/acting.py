"""How cels move: parallax behind the camera, drift by themselves, entrances at their turns, all functions of time."""

import math
from dataclasses import dataclass

from core.models import Move
from core.scene import Cel
from tools.film.motion import at, progress

PARALLAX = 0.026  # share of the frame's side that a cel at depth 1 moves against the ground in a whole camera move
DEEPEST = 1.4  # depth beyond which nothing moves faster
DRIFT = 0.0045  # widths a second that clouds move
SWELL = 0.0045  # widths that water and fog move to either side
PERIOD = 6.0  # s of a swell
RISE = 0.010  # heights a second that smoke and bubbles rise
ENTRANCE = 0.4  # s in which an item comes in
LIFT = 0.014  # heights that it rises while it comes in
DRAWN = 0.9  # s in which a path is drawn
COUNTED = 1.1  # s in which a number counts
FIRST = 0.05  # s before the first entrance
BETWEEN = 0.55  # s between entrances when nothing says when their turn is
LATEST = 0.6  # share of a shot after which everything is there


@dataclass(frozen=True)
class Stage:
    """What the cels of a shot move in: `turns` are the frames in which items of order 0, 1 … come in."""

    width: int
    height: int
    fps: int
    frames: int
    move: Move
    is_view: bool
    turns: tuple[int, ...]


@dataclass(frozen=True)
class Pose:
    """Where a cel is: moved by (x, y) pixels, as opaque as `opacity`, drawn up to the share `drawn` of it.

    `step` is which of its steps is shown instead of it.
    """

    x: float = 0.0
    y: float = 0.0
    opacity: float = 1.0
    drawn: float = 1.0
    step: int | None = None


def turn(order: int, stage: Stage) -> int:
    """The frame in which an item of this order comes in; one of order -1 is there from the start."""
    if order < 0:
        return -stage.frames
    if order < len(stage.turns):
        return stage.turns[order]
    first = FIRST * stage.fps
    last = max(LATEST * stage.frames - ENTRANCE * stage.fps, first)
    return round(min(first + order * BETWEEN * stage.fps, last))


def settled(cel: Cel, stage: Stage) -> float:
    """The frame from which a cel stands still for good; infinity where it never does."""
    if cel.motion == "count" and cel.steps:
        return _turn(cel, stage) + math.ceil(COUNTED * stage.fps)
    if cel.motion in ("reveal", "count"):
        return _turn(cel, stage) + math.ceil(ENTRANCE * stage.fps)
    if cel.motion == "draw":
        return _turn(cel, stage) + math.ceil(DRAWN * stage.fps)
    moves = stage.is_view and stage.move.kind != "still" and _deep(cel) > 0
    if moves or cel.motion in ("drift", "rise") or cel.speed:
        return math.inf
    return 0


def pose(cel: Cel, frame: int, stage: Stage) -> Pose:
    """Where a cel is at a frame; before the first and after the last frame the camera stands and the wind goes on."""
    if cel.motion in ("reveal", "count"):
        there = _entered(frame, _turn(cel, stage), ENTRANCE * stage.fps)
        return Pose(y=LIFT * stage.height * (1 - there), opacity=there, step=_step(cel, frame, stage))
    if cel.motion == "draw":
        return Pose(drawn=_entered(frame, _turn(cel, stage), DRAWN * stage.fps))
    x, y = _parallax(cel, frame, stage)
    seconds = frame / stage.fps
    if cel.motion == "drift":
        x, y = _drift(cel, seconds, stage), 0.0
    elif cel.motion == "rise":
        y -= RISE * stage.height * seconds
    elif cel.speed:
        y = cel.speed * stage.height * seconds
        x = -cel.lean * y
    return Pose(x, y)


def _turn(cel: Cel, stage: Stage) -> int:
    """The turn of a cel; the first line of a page and a number wait for nobody's word."""
    at_once = cel.order == 0 and cel.motion in ("draw", "count")
    return round(FIRST * stage.fps) if at_once else turn(cel.order, stage)


def _step(cel: Cel, frame: int, stage: Stage) -> int | None:
    """Which step of a count is shown, each as long as the others; None at its end."""
    passed = (frame - _turn(cel, stage)) / (COUNTED * stage.fps)
    number = math.floor(passed * len(cel.steps))
    return max(number, 0) if number < len(cel.steps) else None


def _entered(frame: int, begin: int, length: float) -> float:
    """0 before the entrance, 1 after it; fast at first."""
    t = min(max((frame - begin) / length, 0.0), 1.0)
    return 1 - (1 - t) ** 3


def _deep(cel: Cel) -> float:
    return min(max(cel.depth, 0.0), DEEPEST)


def _parallax(cel: Cel, frame: int, stage: Stage) -> tuple[float, float]:
    """What is nearer moves more: against a pan, and down when the camera comes near."""
    if not stage.is_view or stage.move.kind == "still":
        return 0.0, 0.0
    way = PARALLAX * _deep(cel) * (progress(stage.move, at(frame, stage.frames)) - 0.5)
    if stage.move.kind in ("pan_left", "pan_right"):
        return -way * stage.width, 0.0
    if stage.move.kind in ("tilt_up", "tilt_down"):
        return 0.0, -way * stage.height
    return 0.0, way * stage.height


def _drift(cel: Cel, seconds: float, stage: Stage) -> float:
    """Clouds go with the wind; water and fog swell to and fro, neighbours against each other."""
    if cel.depth < 0.4:
        return DRIFT * stage.width * (seconds - stage.frames / stage.fps / 2)
    phase = 0.5 * math.pi * (round(cel.depth * 10) % 4)
    return SWELL * stage.width * sine(seconds / PERIOD + phase / math.tau)


def sine(turns: float) -> float:
    """sin(2 pi turns) after Bhaskara I: the same number on every machine, good to 0.002."""
    t = turns % 1.0
    half = t if t < 0.5 else t - 0.5
    hill = 32 * half * (1 - 2 * half) / (5 - 8 * half * (1 - 2 * half))
    return hill if t < 0.5 else -hill
