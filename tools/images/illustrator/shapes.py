"""Parametric drawings: hills, ridges, trees, palms, clouds, grass. All in design units."""

import math
from itertools import pairwise
from random import Random

from tools.images.illustrator.canvas import circle, ellipse, group, path, rect, stroke
from tools.images.illustrator.colour import darker, lighter, mix

Point = tuple[float, float]


def smooth(points: list[Point]) -> str:
    """A curve through the points (Catmull-Rom as cubic Béziers), without its closing."""
    out = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for i in range(len(points) - 1):
        before, start = points[max(i - 1, 0)], points[i]
        end, after = points[i + 1], points[min(i + 2, len(points) - 1)]
        out.append(
            f"C{start[0] + (end[0] - before[0]) / 6:.1f} {start[1] + (end[1] - before[1]) / 6:.1f} "
            f"{end[0] - (after[0] - start[0]) / 6:.1f} {end[1] - (after[1] - start[1]) / 6:.1f} "
            f"{end[0]:.1f} {end[1]:.1f}"
        )
    return "".join(out)


class Line:
    """A rolling horizon: `y(x)` is a sum of a few slow waves, so that things can stand on it."""

    def __init__(self, rng: Random, base: float, swell: float, width: float, waves: float = 1.6) -> None:
        self.width, self.base = width, base
        self._terms = [
            (swell * share, waves * factor * math.tau / width, rng.random() * math.tau)
            for share, factor in ((0.6, 0.8), (0.3, 1.7), (0.1, 3.1))
        ]

    def y(self, x: float) -> float:
        """The height of the line at x."""
        return self.base + sum(size * math.sin(pace * x + phase) for size, pace, phase in self._terms)

    def closed(self, bottom: float, step: float = 40) -> str:
        """The area below the line."""
        count, over = max(int(self.width / step), 2), 0.1
        reach = [self.width * ((1 + 2 * over) * i / count - over) for i in range(count + 1)]
        points = [(x, self.y(x)) for x in reach]
        return f"{smooth(points)}V{bottom:.1f}H{points[0][0]:.1f}Z"


def ridge(rng: Random, base: float, height: float, width: float, peaks: int) -> list[Point]:
    """The crest of a mountain chain: alternating peaks and saddles from left to right."""
    points: list[Point] = [(-0.1 * width, base - 0.3 * height)]
    for i in range(peaks):
        centre = width * (i + 0.5 + rng.uniform(-0.22, 0.22)) / peaks
        points.append((centre, base - height * rng.uniform(0.62, 1.0)))
        points.append(
            (width * (i + 1) / peaks + rng.uniform(-0.1, 0.1) * width / peaks, base - height * rng.uniform(0.12, 0.34))
        )
    points.append((1.12 * width, base - 0.4 * height))
    return points


def mountains(rng: Random, crest: list[Point], base: float, colour: str, snow: str | None) -> list[str]:
    """A chain with lit and shaded flanks, and snow caps when `snow` is a colour."""
    outline = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in crest) + f"V{base:.1f}H{crest[0][0]:.1f}Z"
    parts = [path(outline, colour)]
    for before, top, after in zip(crest, crest[1:], crest[2:], strict=False):
        if top[1] >= before[1] or top[1] >= after[1]:
            continue
        parts.append(_shade(rng, top, after, base, darker(colour, 0.16)))
        if snow:
            parts.extend(_cap(rng, top, before, after, snow))
    return parts


def _shade(rng: Random, top: Point, after: Point, base: float, colour: str) -> str:
    """The flank away from the light, with a broken inner edge."""
    x, y = top
    drop = base - y
    inner = [(x + drop * at * rng.uniform(-0.10, 0.13), y + drop * at) for at in (0.2, 0.38, 0.6, 0.8, 1.0)]
    edge = "L".join(f"{px:.1f} {py:.1f}" for px, py in reversed(inner))
    return path(f"M{x:.1f} {y:.1f}L{after[0]:.1f} {after[1]:.1f}V{base:.1f}L{edge}Z", colour)


def _cap(rng: Random, top: Point, before: Point, after: Point, snow: str) -> list[str]:
    """Snow from the peak down to a jagged line: lit left of the peak, shaded right of it."""
    x, y = top
    share = rng.uniform(0.26, 0.36)
    left = (x + (before[0] - x) * share, y + (before[1] - y) * share)
    right = (x + (after[0] - x) * share, y + (after[1] - y) * share)
    low = max(left[1], right[1])
    mid_x = x + 0.04 * (right[0] - left[0])
    jags = [
        (left[0] + (mid_x - left[0]) * 0.4, low + (low - y) * 0.16),
        (left[0] + (mid_x - left[0]) * 0.65, low - (low - y) * 0.14),
        (mid_x, low + (low - y) * 0.22),
        (mid_x + (right[0] - mid_x) * 0.35, low - (low - y) * 0.10),
        (mid_x + (right[0] - mid_x) * 0.6, low + (low - y) * 0.12),
    ]
    whole = [left, *jags, right]
    cap = f"M{x:.1f} {y:.1f}L" + "L".join(f"{px:.1f} {py:.1f}" for px, py in whole) + "Z"
    dark = f"M{x:.1f} {y:.1f}L" + "L".join(f"{px:.1f} {py:.1f}" for px, py in [jags[2], *jags[3:], right]) + "Z"
    return [path(cap, snow), path(dark, darker(snow, 0.14))]


def cloud(rng: Random, width: float, colour: str, opacity: float = 1) -> list[str]:
    """A flat-bottomed cloud of `width`, its foot at (0, 0), with a shaded underside."""
    lobes = [(-0.5, 0.0), (-0.43, 0.11), (-0.22, 0.22), (0.07, 0.27), (0.28, 0.17), (0.44, 0.10), (0.5, 0.0)]
    tops = [(x * width, -y * width * rng.uniform(0.85, 1.15)) for x, y in lobes]
    under = [(-0.44, 0.0), (-0.20, 0.07), (0.06, 0.11), (0.26, 0.07), (0.45, 0.0)]
    shade = path(_puffs([(x * width, -y * width) for x, y in under]), darker(colour, 0.10), opacity=0.55)
    return [f'<g opacity="{opacity:.2f}">{path(_puffs(tops), colour)}{shade}</g>']


def _puffs(points: list[Point]) -> str:
    """Arcs from point to point above a flat foot."""
    out = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for start, end in pairwise(points):
        radius = 0.56 * math.dist(start, end)
        out.append(f"A{radius:.1f} {radius:.1f} 0 0 1 {end[0]:.1f} {end[1]:.1f}")
    return "".join(out) + "Z"


def tree(rng: Random, height: float, leaf: str, trunk: str) -> list[str]:
    """A round deciduous tree, its foot at (0, 0)."""
    width = height * 0.075
    parts = [
        path(
            f"M{-width:.1f} 0Q{-width * 0.4:.1f} {-height * 0.2:.1f} {-width * 0.4:.1f} "
            f"{-height * 0.5:.1f}H{width * 0.4:.1f}"
            f"Q{width * 0.4:.1f} {-height * 0.2:.1f} {width:.1f} 0Z",
            trunk,
        ),
        stroke(f"M0 {-height * 0.34:.1f}L{height * 0.13:.1f} {-height * 0.5:.1f}", trunk, width * 0.6),
    ]
    for dark in (True, False):
        for x, y, r in (
            (-0.2, 0.52, 0.17),
            (0.2, 0.54, 0.17),
            (0, 0.62, 0.24),
            (-0.12, 0.76, 0.17),
            (0.12, 0.77, 0.16),
        ):
            wobble = rng.uniform(0.94, 1.08)
            shift = 0 if dark else -0.035
            parts.append(
                circle(
                    (x + shift) * height,
                    (-y + (0.02 if dark else -0.018)) * height,
                    r * height * wobble * (1 if dark else 0.86),
                    darker(leaf, 0.2) if dark else leaf,
                )
            )
    parts.append(
        ellipse(-0.12 * height, -0.78 * height, 0.085 * height, 0.06 * height, lighter(leaf, 0.22), opacity=0.7)
    )
    parts.append(
        ellipse(0.06 * height, -0.62 * height, 0.07 * height, 0.045 * height, lighter(leaf, 0.18), opacity=0.55)
    )
    return parts


def pine(height: float, leaf: str, trunk: str, snow: str | None = None) -> list[str]:
    """A conifer of four tiers, its foot at (0, 0)."""
    parts = [path(f"M{-height * 0.03:.1f} 0V{-height * 0.2:.1f}H{height * 0.03:.1f}V0Z", trunk)]
    for low, high, half in ((0.12, 0.5, 0.24), (0.3, 0.68, 0.2), (0.48, 0.84, 0.155), (0.66, 1.0, 0.11)):
        y0, y1, r = -low * height, -high * height, half * height
        parts.append(path(f"M{-r:.1f} {y0:.1f}Q0 {y0 + height * 0.05:.1f} {r:.1f} {y0:.1f}L0 {y1:.1f}Z", leaf))
        parts.append(
            path(
                f"M0 {y0 + height * 0.025:.1f}Q{r * 0.5:.1f} {y0 + height * 0.022:.1f} {r:.1f} {y0:.1f}L0 {y1:.1f}Z",
                darker(leaf, 0.2),
            )
        )
        if snow:
            cut = y1 + (y0 - y1) * 0.45
            parts.append(
                path(
                    f"M0 {y1:.1f}L{r * 0.45:.1f} {cut:.1f}Q{r * 0.2:.1f} {cut - height * 0.03:.1f} 0 "
                    f"{cut + height * 0.01:.1f}"
                    f"Q{-r * 0.2:.1f} {cut - height * 0.03:.1f} {-r * 0.45:.1f} {cut:.1f}Z",
                    snow,
                )
            )
    return parts


def palm(rng: Random, height: float, leaf: str, trunk: str) -> list[str]:
    """A leaning palm, its foot at (0, 0)."""
    lean = rng.uniform(0.08, 0.2) * height
    foot = height * 0.035
    parts = [
        path(
            f"M{-foot:.1f} 0Q{lean * 0.1 - foot * 0.6:.1f} {-height * 0.5:.1f} {lean - foot * 0.4:.1f} "
            f"{-height * 0.8:.1f}"
            f"L{lean + foot * 0.4:.1f} {-height * 0.8:.1f}Q{lean * 0.35 + foot:.1f} {-height * 0.5:.1f} {foot:.1f} 0Z",
            trunk,
        )
    ]
    top = (lean, -height * 0.8)
    for angle, size in ((205, 0.42), (165, 0.4), (130, 0.32), (50, 0.34), (15, 0.42), (-25, 0.4), (90, 0.26)):
        turn = math.radians(angle + rng.uniform(-7, 7))
        dx, dy = math.cos(turn) * size * height, -math.sin(turn) * size * height * 0.62 + size * height * 0.30
        bend = -height * 0.17
        tip = (top[0] + dx, top[1] + dy)
        mid = (top[0] + dx * 0.5, top[1] + dy * 0.3 + bend)
        low = (top[0] + dx * 0.45, top[1] + dy * 0.35 + bend * 0.35)
        colour = leaf if angle in (165, 50, -25) else darker(leaf, 0.16)
        parts.append(
            path(
                f"M{top[0]:.1f} {top[1]:.1f}Q{mid[0]:.1f} {mid[1]:.1f} {tip[0]:.1f} {tip[1]:.1f}"
                f"Q{low[0]:.1f} {low[1]:.1f} {top[0]:.1f} {top[1]:.1f}Z",
                colour,
            )
        )
    parts.extend(
        circle(top[0] + dx * height, top[1] + height * 0.02, height * 0.026, darker(trunk, 0.25))
        for dx in (-0.02, 0.025)
    )
    return parts


def grass(rng: Random, width: float, y: float, height: float, colour: str, count: int) -> str:
    """A row of blades, rooted around y."""
    blades = []
    for _ in range(count):
        x, root = rng.uniform(0, width), y + rng.uniform(-0.15, 0.6) * height
        tall, lean = height * rng.uniform(0.5, 1.1), rng.uniform(-0.5, 0.5) * height
        blades.append(
            f"M{x - 2:.1f} {root:.1f}Q{x:.1f} {root - tall * 0.6:.1f} {x + lean:.1f} "
            f"{root - tall:.1f}Q{x + 3:.1f} {root - tall * 0.5:.1f} {x + 3:.1f} {root:.1f}Z"
        )
    return path("".join(blades), colour)


def flower(x: float, y: float, size: float, petal: str, heart: str) -> list[str]:
    """A small five-petalled flower."""
    around = [math.tau * i / 5 - 0.3 for i in range(5)]
    petals = [circle(x + math.cos(a) * size * 0.55, y + math.sin(a) * size * 0.55, size * 0.45, petal) for a in around]
    return [*petals, circle(x, y, size * 0.36, heart)]


def bird(x: float, y: float, size: float, colour: str) -> str:
    """A far bird: two wings."""
    d = (
        f"M{x - size:.1f} {y - size * 0.28:.1f}q{size * 0.6:.1f} {-size * 0.35:.1f} {size:.1f} "
        f"{size * 0.3:.1f}q{size * 0.4:.1f} {-size * 0.65:.1f} {size:.1f} {-size * 0.3:.1f}"
    )
    return stroke(d, colour, size * 0.16)


def blob(rng: Random, x: float, y: float, radius: float, stretch: float = 1.0) -> str:
    """A soft closed shape around (x, y)."""
    count = 7
    ring = []
    for i in range(count):
        angle = math.tau * i / count + 0.35
        far = radius * rng.uniform(0.88, 1.12)
        ring.append((x + math.cos(angle) * far * stretch, y + math.sin(angle) * far))
    closed = [ring[-1], *ring, ring[0], ring[1]]
    out = [f"M{ring[0][0]:.1f} {ring[0][1]:.1f}"]
    for i in range(1, count + 1):
        before, start, end, after = closed[i - 1], closed[i], closed[i + 1], closed[i + 2]
        out.append(
            f"C{start[0] + (end[0] - before[0]) / 6:.1f} {start[1] + (end[1] - before[1]) / 6:.1f} "
            f"{end[0] - (after[0] - start[0]) / 6:.1f} {end[1] - (after[1] - start[1]) / 6:.1f} "
            f"{end[0]:.1f} {end[1]:.1f}"
        )
    return "".join(out) + "Z"


def stand(parts: list[str], x: float, y: float, *, flip: bool = False) -> str:
    """A drawing put with its foot at (x, y)."""
    return group(parts, x, y, flip=flip)


def hazy(colour: str, air: str, share: float) -> str:
    """A colour seen through a share of air."""
    return mix(colour, air, share)


def wisp(rng: Random, width: float, colour: str, opacity: float = 1) -> list[str]:
    """A layered evening cloud of rounded bars, its foot at (0, 0)."""
    tall, bars = width * 0.05, []
    for i, (start, end) in enumerate(((-0.5, 0.3), (-0.28, 0.5), (-0.4, 0.12))):
        x, length = (start + rng.uniform(-0.05, 0.05)) * width, (end - start) * width
        bars.append(rect(x, -tall * (i + 1) * 0.86, length, tall, colour, round=tall / 2))
    return [f'<g opacity="{opacity:.2f}">{"".join(bars)}</g>']
