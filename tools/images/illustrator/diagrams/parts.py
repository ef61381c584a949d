"""Parts of diagrams: cards, medallions, numerals, ticks, arrows, pills. Points are given as laid out."""

import math

from tools.images.illustrator import placing
from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, circle, path, rect, ring, stroke
from tools.images.illustrator.colour import lighter, luminance, mix
from tools.images.illustrator.diagrams.board import Board, Face
from tools.images.illustrator.diagrams.tones import bed, readable
from tools.images.illustrator.shapes import Point, smooth

SHADOW = "#0A1020"


def card(board: Board, box: Box, fill: str | None = None, *, round: float = 18, edge: str | None = None) -> None:
    """A panel with a soft shadow; `edge` colours a strip along its top."""
    at, dark = board.box(box), board.tones.dark
    board.add(
        rect(at.x - 2, at.y + 7, at.width + 4, at.height, SHADOW, round=round + 2, opacity=0.10 if not dark else 0.22),
        rect(at.x, at.y + 2, at.width, at.height, SHADOW, round=round, opacity=0.08),
    )
    if edge:
        board.add(rect(at.x, at.y, at.width, at.height, edge, round=round))
        board.add(_lower(at, fill or board.tones.card, round))
    else:
        board.add(rect(at.x, at.y, at.width, at.height, fill or board.tones.card, round=round))


def _lower(at: Box, fill: str, round: float) -> str:
    """The card below its coloured strip: square above, round below."""
    top, r = at.y + min(9, at.height / 4), min(round, at.width / 2, at.height / 2)
    return path(
        f"M{at.x:.1f} {top:.1f}H{at.right:.1f}V{at.bottom - r:.1f}a{r:.1f} {r:.1f} 0 0 1 {-r:.1f} {r:.1f}"
        f"H{at.x + r:.1f}a{r:.1f} {r:.1f} 0 0 1 {-r:.1f} {-r:.1f}Z",
        fill,
    )


def medallion(board: Board, art: Art, x: float, y: float, radius: float, rim: str | None = None) -> None:
    """A drawing on a round card with a soft shadow and a coloured rim."""
    at, tones = board.x(x), board.tones
    board.add(circle(at, y + radius * 0.10, radius * 1.05, SHADOW, opacity=0.13))
    board.add(circle(at, y, radius, rim or tones.card))
    board.add(circle(at, y, radius * 0.9, tones.card))
    board.add(circle(at, y, radius * 0.82, mix(tones.card, board.sheet.palette.blob, 0.22)))
    show(board, art, Box(x - 0.56 * radius, y - 0.56 * radius, 1.12 * radius, 1.12 * radius))


def show(board: Board, art: Art, box: Box, *, ground: bool = False) -> Box:
    """A drawing in its own proportions, as large as the box allows, in its middle or on its lower edge; its box."""
    left, top, right, bottom = art.box
    wide, tall = max(right - left, 0.05), max(bottom - top, 0.05)
    scale = min(box.width / wide, box.height / tall)
    w, h = wide * scale, tall * scale
    inner = Box(box.x + (box.width - w) / 2, box.bottom - h if ground else box.y + (box.height - h) / 2, w, h)
    board.add(placing.drawn(art, board.box(inner)))
    return inner


def numeral(board: Board, text: str, x: float, y: float, radius: float, fill: str | None = None) -> None:
    """A number in a filled circle."""
    colour, inks = plate(board, fill or board.tones.accent)
    board.add(circle(board.x(x), y, radius, colour))
    side = radius * 1.3
    face = Face(radius * 1.05, radius * 0.5, inks, lines=1)
    board.say(text, Box(x - side / 2, y - side / 2, side, side), face, align="centre", hang="middle")


def plate(board: Board, fill: str) -> tuple[str, tuple[str, ...]]:
    """A fill that words can be read on, as near to the one wanted as can be, and what words on it may be in."""
    dark, light = sorted((board.sheet.palette.ink, board.sheet.palette.glow), key=luminance)
    if readable(dark, fill):
        return fill, (dark, light)
    fill = bed(fill, light)
    return fill, (light, dark)


def tick(board: Board, x: float, y: float, radius: float) -> None:
    """A check mark in a circle."""
    at = board.x(x)
    board.add(circle(at, y, radius, board.tones.accent))
    mark = f"M{at - 0.42 * radius:.1f} {y + 0.04 * radius:.1f}l{0.3 * radius:.1f} {0.3 * radius:.1f}"
    pale = board.sheet.palette.paper if not board.tones.dark else board.tones.ground
    board.add(stroke(f"{mark}l{0.54 * radius:.1f} {-0.62 * radius:.1f}", pale, 0.24 * radius))


def dot(board: Board, x: float, y: float, radius: float, colour: str) -> None:
    """A ringed dot: a place on a line."""
    board.add(circle(board.x(x), y, radius, board.tones.card), circle(board.x(x), y, radius * 0.66, colour))


def arrow(board: Board, points: list[Point], colour: str, width: float = 4.5, *, dash: str = "") -> None:
    """A curve through the points with a head at its end."""
    at = [(board.x(x), y) for x, y in points]
    (bx, by), (ex, ey) = at[-2], at[-1]
    turn = math.atan2(ey - by, ex - bx)
    size = 3.1 * width
    shaft = [*at[:-1], (ex - 0.7 * size * math.cos(turn), ey - 0.7 * size * math.sin(turn))]
    board.add(_dashed(stroke(smooth(shaft), colour, width), dash))
    board.add(path(head(ex, ey, turn, size), colour))


def head(x: float, y: float, turn: float, size: float) -> str:
    """An arrow's head whose point is at (x, y), toward the angle `turn` (radians)."""
    corners = [(x - size * math.cos(turn + side), y - size * math.sin(turn + side)) for side in (0.5, -0.5)]
    back = (x - 0.62 * size * math.cos(turn), y - 0.62 * size * math.sin(turn))
    (ax, ay), (cx, cy) = corners
    return f"M{x:.1f} {y:.1f}L{ax:.1f} {ay:.1f}L{back[0]:.1f} {back[1]:.1f}L{cx:.1f} {cy:.1f}Z"


def arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float) -> list[Point]:
    """Points of an ellipse's arc between two angles in degrees, clockwise from three o'clock."""
    steps = max(int(abs(end - start) / 9), 3)
    turns = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(cx + rx * math.cos(turn), cy + ry * math.sin(turn)) for turn in turns]


def line(board: Board, points: list[Point], colour: str, width: float, *, dash: str = "", opacity: float = 1) -> None:
    """A polyline."""
    at = [(board.x(x), y) for x, y in points]
    d = f"M{at[0][0]:.1f} {at[0][1]:.1f}" + "".join(f"L{x:.1f} {y:.1f}" for x, y in at[1:])
    board.add(_dashed(stroke(d, colour, width, opacity=opacity), dash))


def block(board: Board, box: Box, fill: str, *, round: float = 0, opacity: float = 1) -> None:
    """A rectangle, mirrored with its board."""
    at = board.box(box)
    board.add(rect(at.x, at.y, at.width, at.height, fill, round=round, opacity=opacity))


def halo(board: Board, x: float, y: float, radius: float) -> None:
    """Soft circles behind something that matters."""
    for share, opacity in ((1.0, 0.35), (0.78, 0.6), (0.58, 1.0)):
        board.add(circle(board.x(x), y, radius * share, board.tones.quiet, opacity=opacity))
    board.add(ring(board.x(x), y, radius * 0.9, board.tones.line, 2, opacity=0.5, dash="2 12"))


def sheen(board: Board, colour: str) -> str:
    """A fill that is a little lighter above."""
    return board.sheet.gradient([(0, lighter(colour, 0.14)), (1, colour)])


def crosses(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two segments cross."""

    def side(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, other
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def spread(wanted: list[float], sizes: list[float], low: float, high: float, gap: float) -> list[float]:
    """Upper edges of things of these sizes, near their middles (in order), apart by `gap`, between low and high."""
    tops = [middle - size / 2 for middle, size in zip(wanted, sizes, strict=True)]
    if not tops:
        return []
    tops[0] = max(tops[0], low)
    for i in range(1, len(tops)):
        tops[i] = max(tops[i], tops[i - 1] + sizes[i - 1] + gap)
    tops[-1] = min(tops[-1], high - sizes[-1])
    for i in range(len(tops) - 2, -1, -1):
        tops[i] = min(tops[i], tops[i + 1] - gap - sizes[i])
    if tops[0] < low:  # no room for the gaps: evenly from the top
        step = (high - low - sum(sizes)) / max(len(sizes) - 1, 1)
        tops, at = [], low
        for size in sizes:
            tops.append(at)
            at += size + step
    return tops


def _dashed(drawn: str, dash: str) -> str:
    return drawn.replace("/>", f' stroke-dasharray="{dash}"/>') if dash else drawn
