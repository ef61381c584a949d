"""Routes: curved dashed lines from place to place, an arrow where each ends."""

import math
from itertools import pairwise

from tools.images.illustrator.maps.projection import Point

BULGE = 0.16
"""How far a leg bends from the straight line, as a share of its length."""


def legs(points: list[Point]) -> list[list[Point]]:
    """Each leg as points along a curve that bends upward."""
    return [_leg(start, end) for start, end in pairwise(points) if math.dist(start, end) > 2]


def line(points: list[Point]) -> str:
    """A leg as a path."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def head(points: list[Point], size: float) -> str:
    """The arrow's head at the end of a leg, as a closed path; its tip lies a little before the pin."""
    x, y = points[-1]
    back = next((one for one in reversed(points) if math.dist(one, (x, y)) > size), points[0])
    turn = math.atan2(y - back[1], x - back[0])
    tip = (x - 0.9 * size * math.cos(turn), y - 0.9 * size * math.sin(turn))
    wings = [(tip[0] - size * math.cos(turn + side), tip[1] - size * math.sin(turn + side)) for side in (-0.5, 0.5)]
    notch = (tip[0] - 0.62 * size * math.cos(turn), tip[1] - 0.62 * size * math.sin(turn))
    corners = [tip, wings[0], notch, wings[1]]
    return "M" + "L".join(f"{cx:.1f} {cy:.1f}" for cx, cy in corners) + "Z"


def _leg(start: Point, end: Point) -> list[Point]:
    (x0, y0), (x1, y1) = start, end
    long = math.dist(start, end)
    normal = ((y1 - y0) / long, -(x1 - x0) / long)
    if normal[1] > 0:
        normal = (-normal[0], -normal[1])
    mx, my = (x0 + x1) / 2 + normal[0] * BULGE * 2 * long, (y0 + y1) / 2 + normal[1] * BULGE * 2 * long
    steps = max(int(long / 12), 8)
    out = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        out.append((a * x0 + b * mx + c * x1, a * y0 + b * my + c * y1))
    return out
