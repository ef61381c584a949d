"""Shapes of a figure: limbs, cloth between two edges, hulls, and their SVG paths. Units are those of the 128 box."""

import math
from dataclasses import dataclass

Point = tuple[float, float]
Row = tuple[float, float, float]
"""A height with the left and the right edge of a shape at it."""

LIGHT = (-0.8, -0.6)
"""Light comes from the upper left: what looks away from it is shaded."""


def at(start: Point, angle: float, length: float) -> Point:
    """The point `length` away; 0 degrees hangs down, 90 points right, 180 up."""
    turn = math.radians(angle)
    return start[0] + math.sin(turn) * length, start[1] + math.cos(turn) * length


def reach(start: Point, target: Point, first: float, second: float, bend: float) -> tuple[Point, Point]:
    """Joint and end of two bones that reach for a target; the joint lies left of the way for `bend` > 0."""
    dx, dy = target[0] - start[0], target[1] - start[1]
    far = math.hypot(dx, dy) or 0.01
    span = min(max(far, abs(first - second) + 0.2), (first + second) * 0.995)
    end = (start[0] + dx / far * span, start[1] + dy / far * span)
    along = (first**2 - second**2 + span**2) / (2 * span)
    off = math.sqrt(max(first**2 - along**2, 0.0)) * (1 if bend > 0 else -1)
    ux, uy = dx / far, dy / far
    return (start[0] + ux * along + uy * off, start[1] + uy * along - ux * off), end


def number(value: float) -> str:
    """At most two decimals."""
    return f"{round(value, 2) + 0.0:g}"


def points(chain: list[Point]) -> str:
    """Points of a path, joined by lines."""
    return "L".join(f"{number(x)} {number(y)}" for x, y in chain)


def polygon(chain: list[Point]) -> str:
    """A closed path through the points."""
    return f"M{points(chain)}Z"


def smooth(chain: list[Point]) -> str:
    """Cubic curves through the points (Catmull-Rom), without the first point's `M`."""
    out = []
    for i in range(len(chain) - 1):
        before, here, there, after = chain[max(i - 1, 0)], chain[i], chain[i + 1], chain[min(i + 2, len(chain) - 1)]
        one = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        two = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        out.append("C" + " ".join(f"{number(x)} {number(y)}" for x, y in (one, two, there)))
    return "".join(out)


def closed(chain: list[Point]) -> str:
    """A closed smooth curve through the points."""
    ring = [chain[-1], *chain, chain[0], chain[1]]
    out = f"M{points([chain[0]])}"
    for i in range(1, len(ring) - 2):
        before, here, there, after = ring[i - 1], ring[i], ring[i + 1], ring[i + 2]
        one = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        two = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        out += "C" + " ".join(f"{number(x)} {number(y)}" for x, y in (one, two, there))
    return out + "Z"


@dataclass(frozen=True)
class Limb:
    """An arm or a leg: three joints, with the radius at each."""

    joints: tuple[Point, Point, Point]
    radii: tuple[float, float, float]

    def spine(self) -> list[tuple[Point, float]]:
        """Points along the middle with the radius there; the bend is rounded."""
        start, joint, end = self.joints
        one, two, three = self.radii
        cut = 0.34
        before = _between(joint, start, cut)
        after = _between(joint, end, cut)
        out = [(start, one), (_between(start, before, 0.5), one + (two - one) * 0.36)]
        for i in range(7):
            t = i / 6
            first, second = _between(before, joint, t), _between(joint, after, t)
            radius = one + (two - one) * (0.7 + 0.6 * t) if t < 0.5 else two + (three - two) * (t - 0.5) * 0.66
            out.append((_between(first, second, t), radius))
        out += [(_between(after, end, 0.5), two + (three - two) * 0.66), (end, three)]
        return out

    def part(self, upto: float) -> "Limb":
        """The part of the limb from its start to a share (0..1) of its length: a sleeve."""
        start, joint, end = self.joints
        one, two, three = self.radii
        if upto >= 0.5:
            share = (upto - 0.5) * 2
            return Limb((start, joint, _between(joint, end, max(share, 0.02))), (one, two, two + (three - two) * share))
        share = upto * 2
        last = _between(start, joint, share)
        return Limb((start, _between(start, last, 0.5), last), (one, one + (two - one) * share / 2,
                                                                one + (two - one) * share))  # fmt: skip

    def wider(self, *more: float) -> "Limb":
        """The same limb with its radii raised: a loose sleeve."""
        one, two, three = (radius + extra for radius, extra in zip(self.radii, more, strict=True))
        return Limb(self.joints, (one, two, three))

    def path(self, *, blunt: bool = False) -> str:
        """The outline; its end is round, or `blunt` as a sleeve's."""
        left, right = self._edges(-1.0, 1.0)
        one, three = number(self.radii[0]), number(self.radii[2])
        tip = "L" if blunt else f"A{three} {three} 0 0 1 "
        return f"M{points(left)}{tip}{points(right[::-1])}A{one} {one} 0 0 1 {points(left[:1])}Z"

    def shade(self) -> str:
        """The side that looks away from the light."""
        (x0, y0), _, (x1, y1) = self.joints
        away = (y0 - y1) * LIGHT[0] + (x1 - x0) * LIGHT[1]
        left, right = self._edges(0.25, 1.0) if away > 0 else self._edges(-1.0, -0.25)
        return polygon(left + right[::-1])

    def _edges(self, low: float, high: float) -> tuple[list[Point], list[Point]]:
        line = self.spine()
        left, right = [], []
        for i, ((x, y), radius) in enumerate(line):
            (ax, ay), (bx, by) = line[max(i - 1, 0)][0], line[min(i + 1, len(line) - 1)][0]
            long = math.hypot(bx - ax, by - ay) or 1.0
            nx, ny = -(by - ay) / long, (bx - ax) / long
            left.append((x + nx * radius * low, y + ny * radius * low))
            right.append((x + nx * radius * high, y + ny * radius * high))
        return left, right


@dataclass(frozen=True)
class Cloth:
    """A shape between a left and a right edge: a torso, a robe, a hat; parts of it are cut by share and height."""

    rows: tuple[Row, ...]

    @property
    def top(self) -> float:
        """The highest line."""
        return self.rows[0][0]

    @property
    def bottom(self) -> float:
        """The lowest line."""
        return self.rows[-1][0]

    def edge(self, share: float, y: float) -> Point:
        """The point at a share (0 left .. 1 right) of the width at a height."""
        y = min(max(y, self.top), self.bottom)
        for (y0, l0, r0), (y1, l1, r1) in zip(self.rows, self.rows[1:], strict=False):
            if y <= y1:
                t = (y - y0) / ((y1 - y0) or 1)
                left, right = l0 + (l1 - l0) * t, r0 + (r1 - r0) * t
                return left + (right - left) * share, y
        _, left, right = self.rows[-1]
        return left + (right - left) * share, y

    def part(self, u0: float = 0, u1: float = 1, top: float | None = None, bottom: float | None = None) -> str:
        """The path of a part: from share u0 to u1, from height top to bottom."""
        high = self.top if top is None else max(top, self.top)
        low = self.bottom if bottom is None else min(bottom, self.bottom)
        inner = [y for y, _, _ in self.rows if high + 0.3 < y < low - 0.3]
        heights = [high, *inner, low]
        right = [self.edge(u1, y) for y in heights]
        left = [self.edge(u0, y) for y in reversed(heights)]
        return f"M{points(right[:1])}{smooth(right)}L{points(left[:1])}{smooth(left)}Z"

    def line(self, share: float, top: float, bottom: float) -> str:
        """An open line down the cloth."""
        steps = [top + (bottom - top) * i / 4 for i in range(5)]
        chain = [self.edge(share, y) for y in steps]
        return f"M{points(chain[:1])}{smooth(chain)}"


def hull(circles: list[tuple[Point, float]]) -> Cloth:
    """The cloth hung around circles: their convex hull, as left and right edges by height."""
    around = [
        (x + math.cos(k * math.pi / 12) * r, y + math.sin(k * math.pi / 12) * r)
        for (x, y), r in circles for k in range(24)
    ]  # fmt: skip
    top, bottom = min(y for _, y in around), max(y for _, y in around)
    outline = _convex(around)
    rows: list[Row] = []
    for i in range(13):
        y = top + (bottom - top) * (0.002 + 0.996 * i / 12)
        crossings = _crossings(outline, y)
        rows.append((y, min(crossings), max(crossings)))
    return Cloth(tuple(rows))


def _convex(cloud: list[Point]) -> list[Point]:
    """Andrew's monotone chain."""
    ordered = sorted(set(cloud))
    halves: list[list[Point]] = []
    for run in (ordered, ordered[::-1]):
        half: list[Point] = []
        for point in run:
            while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _crossings(outline: list[Point], y: float) -> list[float]:
    out = []
    for (x0, y0), (x1, y1) in zip(outline, outline[1:] + outline[:1], strict=True):
        if min(y0, y1) <= y <= max(y0, y1) and y0 != y1:
            out.append(x0 + (x1 - x0) * (y - y0) / (y1 - y0))
    return out


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
