"""Proportions by age, build and presentation, and the poses: where every joint is. The ground is the box's line 126."""

from dataclasses import dataclass, replace

from core.scene import Character, Pose
from tools.images.illustrator.figures.geometry import Point, at, reach

GROUND = 126.0
MIDDLE = 64.0
SOLE = 3.4
"""An ankle is this high above the ground."""


@dataclass(frozen=True)
class Frame:
    """The measures of a person in units of the 128 box: an adult is about 102 high."""

    head: float
    neck: float
    torso: float
    leg: float
    upper: float
    fore: float
    shoulder: float
    waist: float
    hip: float
    arm_width: float
    leg_width: float
    stoop: float = 0.0


FRAMES = {
    "adult": Frame(1.0, 5.4, 29.5, 42.5, 16.4, 15.0, 13.4, 10.2, 10.6, 3.7, 5.0),
    "elder": Frame(1.0, 4.6, 28.5, 39.0, 15.8, 14.4, 12.9, 10.9, 11.0, 3.5, 4.7, 0.05),
    "teen": Frame(0.98, 5.0, 25.5, 38.5, 14.8, 13.6, 11.4, 8.8, 9.2, 3.3, 4.4),
    "child": Frame(0.96, 3.6, 19.5, 24.5, 11.2, 10.2, 9.4, 8.3, 8.5, 3.0, 3.9),
    "baby": Frame(0.86, 2.4, 14.5, 12.5, 8.0, 7.0, 7.6, 8.0, 8.2, 2.9, 3.7),
}
BUILDS = {"slim": 0.91, "medium": 1.0, "sturdy": 1.16}


def frame(character: Character, *, baby: bool = False) -> Frame:
    """The measures of this person."""
    base = FRAMES["baby" if baby else character.age]
    wide = BUILDS[character.build]
    grown = character.age in {"teen", "adult", "elder"} and not baby
    shoulder, waist, hip = base.shoulder, base.waist, base.hip
    if grown and character.presentation == "feminine":
        shoulder, waist, hip = shoulder * 0.87, waist * 0.84, hip * 0.97
    if grown and character.presentation == "masculine":
        shoulder, hip = shoulder * 1.04, hip * 0.95
    thick = 1 + (wide - 1) * 0.8
    slight = 0.9 if character.presentation == "feminine" else 1.0
    return replace(
        base,
        shoulder=shoulder * (1 + (wide - 1) * 0.6),
        waist=waist * (1 + (wide - 1) * 1.25),
        hip=hip * wide,
        arm_width=base.arm_width * thick * slight,
        leg_width=base.leg_width * thick * (0.95 if slight < 1 else 1),
    )


@dataclass(frozen=True)
class Stick:
    """Joints of a posed figure that looks right: the near arm and leg are those on the left.

    `turn` is 0 from the front, 1 at three quarters, 2 nearly from the side. `behind` tells whether the far arm is
    hidden by the body, `props` whether the right hand is free for a thing.
    """

    hips: Point
    lean: float
    turn: int
    near_arm: tuple[Point, Point, Point]
    far_arm: tuple[Point, Point, Point]
    near_leg: tuple[Point, Point, Point]
    far_leg: tuple[Point, Point, Point]
    neck: Point
    head: Point
    tilt: float
    behind: bool
    hand: str
    seat: float | None = None


@dataclass(frozen=True)
class Posed:
    """A pose: legs as the angles of thigh and shin in degrees.

    An arm is two angles in degrees; or where the hand goes and the side (1 right, -1 left) of the elbow; or where elbow
    and hand are, as seen. Places are in torso lengths from the base of the neck.
    """

    turn: int
    legs: tuple[tuple[float, float], tuple[float, float]]
    near: tuple[float, ...]
    far: tuple[float, ...]
    lean: float = 0.0
    tilt: float = 0.0
    behind: bool = False
    hand: str = "rest"


STRAIGHT = ((-4.0, -1.5), (4.0, 1.5))
POSES: dict[str, Posed] = {
    "stand": Posed(0, STRAIGHT, (-13, -5), (13, 5)),
    "carry": Posed(0, STRAIGHT, (-13, -5), (0.56, 0.64, 0.78, 0.42), hand="grip"),
    "walk": Posed(2, ((22, 10), (-16, -34)), (-30, -14), (28, 52), 0.04, behind=True),
    "run": Posed(2, ((44, -6), (-20, -92)), (-58, 22), (48, 128), 0.2, behind=True),
    "wave": Posed(0, STRAIGHT, (-13, -5), (118, 172), tilt=3, hand="open"),
    "point": Posed(1, STRAIGHT, (-14, -5), (94, 93), hand="point"),
    "hold": Posed(0, STRAIGHT, (-0.56, 0.62, -0.19, 0.60), (0.56, 0.62, 0.19, 0.60), hand="both"),
    "think": Posed(0, STRAIGHT, (-0.52, 0.62, 0.26, 0.60), (0.50, 0.56, 0.20, -0.06), tilt=-5, hand="chin"),
    "cheer": Posed(0, ((-9, -4), (9, 4)), (-138, -164), (138, 164), hand="cheer"),
    "sit": Posed(2, ((82, 4), (76, -8)), (0.60, 0.90, -1), (0.74, 0.86, -1), 0.0, behind=True),
    "kneel": Posed(2, ((78, 0), (-6, -88)), (0.66, 0.72, -1), (0.78, 0.68, -1), 0.03, behind=True),
    "work": Posed(2, ((16, 4), (-14, -20)), (26, 84), (42, 88), 0.13, behind=True, hand="tool"),
}


def stick(size: Frame, pose: Pose, *, turned: bool, carrying: bool) -> Stick:
    """Where the joints of a figure of this size are in a pose (all but `sleep`, which lies)."""
    asked = POSES["carry" if pose == "stand" and carrying else pose]
    turn = max(asked.turn, 1 if turned else 0)
    lean = asked.lean + size.stoop
    thigh = shin = (size.leg - SOLE) / 2
    spread = size.hip * (0.52, 0.46, 0.16)[turn]
    legs = []
    for side, (one, two) in zip((-1, 1), asked.legs, strict=True):
        hip = (side * spread, 0.0)
        knee = at(hip, one, thigh)
        legs.append((hip, knee, at(knee, two, shin)))
    knees = [leg[1][1] + size.leg_width * 0.4 - SOLE for leg in legs] if pose == "kneel" else []
    low = max([leg[2][1] for leg in legs] + knees)
    hips = (MIDDLE - lean * size.torso * 0.5, GROUND - SOLE - low)
    width = size.shoulder * (1.0, 0.9, 0.44)[turn] - size.arm_width * 0.95
    neck = (hips[0] + lean * size.torso, hips[1] - size.torso)
    arms = []
    for side, want in ((-1, asked.near), (1, asked.far)):
        start = (neck[0] + side * width, neck[1] + size.arm_width * 1.2)
        arms.append(_arm(size, start, neck, want))
    placed = [tuple((x + hips[0], y + hips[1]) for x, y in leg) for leg in legs]
    head = (neck[0] + lean * size.neck * 1.6 + (0.8 if turn == 2 else 0), neck[1] - size.neck - 11.2 * size.head)
    return Stick(
        hips, lean, turn, arms[0], arms[1], _three(placed[0]), _three(placed[1]), neck, head,
        asked.tilt, asked.behind, asked.hand, hips[1] + size.leg_width * 0.7 if pose == "sit" else None,
    )  # fmt: skip


def _arm(size: Frame, start: Point, neck: Point, want: tuple[float, ...]) -> tuple[Point, Point, Point]:
    if len(want) == 2:
        elbow = at(start, want[0], size.upper)
        return start, elbow, at(elbow, want[1], size.fore)
    place = (neck[0] + want[0] * size.torso, neck[1] + want[1] * size.torso)
    if len(want) == 4:
        return start, place, (neck[0] + want[2] * size.torso, neck[1] + want[3] * size.torso)
    return start, *reach(start, place, size.upper, size.fore, want[2])


def _three(chain: tuple[Point, ...]) -> tuple[Point, Point, Point]:
    return chain[0], chain[1], chain[2]
