"""Grounds in the palette's colours: calm ones below diagrams, livelier ones for cards of type alone."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from tools.images.illustrator.canvas import Sheet, circle, path, rect, ring, stroke
from tools.images.illustrator.colour import darker, lighter, luminance, mix
from tools.images.illustrator.diagrams.board import Board
from tools.images.illustrator.diagrams.tones import scheme
from tools.images.illustrator.shapes import Line, blob
from tools.images.illustrator.wording import Words

Ground = Callable[[Board], None]


def calm(sheet: Sheet, words: Words, *, dark: float = 0.25) -> Board:
    """A board on a quiet ground, chosen by the seed; `dark` is the share of dark ones."""
    rng = sheet.hand("ground")
    board = Board(sheet, words, scheme(sheet.palette, dark=rng.random() < dark))
    base(board)
    rng.choice((_corner, _swell, _blobs, _specks))(board)
    return board


def base(board: Board) -> None:
    """The ground colour, lighter where the light falls."""
    sheet, tones = board.sheet, board.tones
    shade = luminance(tones.ground) < 0.3
    low = mix(tones.ground, "#05060F", 0.3) if shade else mix(tones.ground, sheet.palette.sheet, 0.7)
    sheet.add(rect(0, 0, sheet.width, sheet.height, sheet.gradient([(0, tones.ground), (1, low)])))
    light = lighter(tones.ground, 0.08 if shade else 0.5)
    far = 0.7 * max(sheet.width, sheet.height)
    sheet.add(circle(0.45 * sheet.width, 0.36 * sheet.height, far, sheet.glow(light, 0.9)))


def _corner(board: Board) -> None:
    """Quarter rings at the far upper corner."""
    sheet, tones = board.sheet, board.tones
    reach = 0.30 * max(sheet.width, sheet.height)
    for share, opacity in ((1.0, 0.22), (0.72, 0.30), (0.46, 0.42)):
        board.add(circle(board.x(sheet.width), 0, reach * share, tones.quiet, opacity=opacity))
    board.add(circle(board.x(0), sheet.height, reach * 0.5, tones.quiet, opacity=0.3))
    _dots(board, 0.02 * sheet.width, sheet.height - 0.11 * sheet.width, 5, 5)


def _swell(board: Board) -> None:
    """Two waves along the lower edge."""
    rng = board.sheet.hand("ground")
    sheet, tones = board.sheet, board.tones
    for base_y, opacity in ((0.84, 0.35), (0.91, 0.5)):
        line = Line(rng, base_y * sheet.height, 0.03 * sheet.height, sheet.width, 1.2)
        board.add(path(line.closed(sheet.height), tones.quiet, opacity=opacity))


def _blobs(board: Board) -> None:
    """Soft shapes at two corners."""
    rng = board.sheet.hand("ground")
    sheet, tones = board.sheet, board.tones
    size = 0.2 * max(sheet.width, sheet.height)
    board.add(path(blob(rng, board.x(sheet.width * 0.98), 0.04 * sheet.height, size), tones.quiet, opacity=0.4))
    board.add(path(blob(rng, board.x(0.02 * sheet.width), sheet.height * 0.98, size), tones.quiet, opacity=0.4))
    _dots(board, 0.93 * sheet.width, sheet.height * 0.88, 5, 3)


def _specks(board: Board) -> None:
    """A grid of points."""
    sheet, step = board.sheet, 44.0
    columns, lines = int(sheet.width / step) + 1, int(sheet.height / step) + 1
    d = "".join(f"M{(c + 0.5) * step:.0f} {(r + 0.5) * step:.0f}h.1" for r in range(lines) for c in range(columns))
    board.add(stroke(d, board.tones.line, 3.2, opacity=0.22))


def _dots(board: Board, x: float, y: float, columns: int, lines: int, step: float = 17) -> None:
    at = [(board.x(x + c * step), y + r * step) for r in range(lines) for c in range(columns)]
    d = "".join(f"M{px:.1f} {py:.1f}h.1" for px, py in at)
    board.add(stroke(d, board.tones.line, 5.2, opacity=0.4))


def _rings(board: Board) -> None:
    """A glowing disc among rings of light."""
    sheet, tones = board.sheet, board.tones
    x, y = board.x(0.9 * sheet.width), 0.2 * sheet.height
    for i in range(5):
        board.add(circle(x, y, 150 + 118 * i, tones.quiet, opacity=0.30))
    board.add(circle(x, y, 92, sheet.gradient([(0, tones.second), (1, sheet.palette.accent)])))
    board.add(ring(x, y, 124, tones.second, 2.5, opacity=0.7, dash="2 12"))
    _dots(board, 0.04 * sheet.width, sheet.height - 80, 7, 3)


def _shapes(board: Board) -> None:
    """Large soft shapes at two corners."""
    rng = board.sheet.hand("ground")
    sheet, colours = board.sheet, board.sheet.palette
    small = 0.6 if sheet.upright else 1.0
    x = board.x(0.98 * sheet.width)
    board.add(path(blob(rng, x, 0.16 * sheet.height, 250 * small), board.tones.quiet))
    board.add(path(blob(rng, board.x(sheet.width), 0.22 * sheet.height, 125 * small), colours.second))
    board.add(path(blob(rng, board.x(0), sheet.height, 200), board.tones.quiet, opacity=0.7))
    board.add(ring(x, 0.16 * sheet.height, 300 * small, board.tones.line, 2.5, opacity=0.5, dash="2 12"))
    _dots(board, 0.86 * sheet.width, sheet.height - 100, 7, 4)


def _arcs(board: Board) -> None:
    """Arcs that rise at the far lower corner."""
    sheet, colours = board.sheet, board.sheet.palette
    reach = 0.36 * math.hypot(sheet.width, sheet.height)
    bands = (board.tones.quiet, colours.blob, colours.second, mix(colours.accent, colours.second, 0.25), colours.night)
    for i, colour in enumerate(bands):
        board.add(circle(board.x(sheet.width), sheet.height, reach * (1 - 0.2 * i), colour))
    _dots(board, 0.88 * sheet.width, 0.07 * sheet.height, 6, 4)


def _waves(board: Board) -> None:
    """A sea of four colours along the lower edge, a low disc behind it."""
    rng = board.sheet.hand("ground")
    sheet, colours = board.sheet, board.sheet.palette
    board.add(circle(board.x(0.84 * sheet.width), 0.66 * sheet.height, 0.14 * sheet.width, colours.second, opacity=0.9))
    tints = (colours.blob, mix(colours.blob, colours.accent, 0.35), mix(colours.accent, colours.night, 0.3))
    for number, colour in enumerate((*tints, colours.night)):
        line = Line(rng, (0.74 + 0.065 * number) * sheet.height, 0.045 * sheet.height, sheet.width, 1.1)
        board.add(path(line.closed(sheet.height), colour))


def _rays(board: Board) -> None:
    """Rays that rise from below."""
    sheet, tones = board.sheet, board.tones
    x, y, reach = sheet.width / 2, 1.02 * sheet.height, 1.5 * max(sheet.width, sheet.height)
    for i in range(11):
        start, end = (math.radians(180 + (180 / 21) * (2 * i + side)) for side in (0, 1))
        board.add(
            path(
                f"M{x:.1f} {y:.1f}L{x + reach * math.cos(start):.1f} {y + reach * math.sin(start):.1f}"
                f"L{x + reach * math.cos(end):.1f} {y + reach * math.sin(end):.1f}Z",
                tones.quiet,
                opacity=0.26,
            )
        )
    size = 0.13 * max(sheet.width, sheet.height)
    board.add(circle(x, y, size * 1.35, tones.quiet), circle(x, y, size, sheet.palette.accent))


def _frame(board: Board) -> None:
    """A thin frame with marked corners."""
    sheet, tones = board.sheet, board.tones
    inset = 0.42 * sheet.margin
    for gap, width, opacity in ((0.0, 3.0, 0.9), (9.0, 1.4, 0.6)):
        far = inset + gap
        box = f"M{far:.1f} {far:.1f}H{sheet.width - far:.1f}V{sheet.height - far:.1f}H{far:.1f}Z"
        board.add(stroke(box, tones.line, width, opacity=opacity))
    for x in (inset, sheet.width - inset):
        for y in (inset, sheet.height - inset):
            board.add(circle(x, y, 15, tones.ground), circle(x, y, 10, tones.accent))


def _slope(board: Board) -> None:
    """Slanted panels at the far side."""
    sheet, colours = board.sheet, board.sheet.palette
    share = 0.80 if not sheet.upright else 0.86
    for i, colour in enumerate((board.tones.quiet, colours.second, colours.accent, darker(colours.accent, 0.45))):
        x = (share + 0.055 * i) * sheet.width
        top, low = board.x(x + 0.07 * sheet.width), board.x(x)
        end = board.x(sheet.width)
        board.add(path(f"M{top:.1f} 0L{end:.1f} 0L{end:.1f} {sheet.height:.1f}L{low:.1f} {sheet.height:.1f}Z", colour))


def _confetti(board: Board) -> None:
    """Small shapes along the edges."""
    rng = board.sheet.hand("ground")
    sheet, colours = board.sheet, board.tones.series
    middle, half = 0.5, 0.40
    for _ in range(64):
        across, down = rng.random(), rng.random()
        if abs(across - middle) < half and 0.13 < down < 0.87:
            continue
        x, y, size = across * sheet.width, down * sheet.height, rng.uniform(6, 17)
        colour, kind = rng.choice(colours), rng.random()
        if kind < 0.4:
            board.add(circle(x, y, size * 0.6, colour))
        elif kind < 0.7:
            board.add(ring(x, y, size * 0.7, colour, 3.5))
        else:
            board.add(rect(x, y, size * 1.7, 5.5, colour, round=3))


def _tiles(board: Board) -> None:
    """Tiles of quarter circles down the far side."""
    rng = board.sheet.hand("ground")
    sheet, colours = board.sheet, (*board.tones.series[:4], board.tones.quiet)
    size = sheet.height / 6 if not sheet.upright else sheet.width / 8
    if sheet.upright:
        places = [(c * size, r * size) for r in range(2) for c in range(8)]
    else:
        places = [(sheet.width - (c + 1) * size, r * size) for c in range(2) for r in range(6)]
    for x, y in places:
        left, first, second = board.x(x + size) if board.rtl else x, *rng.sample(colours, 2)
        board.add(rect(left, y, size + 0.6, size + 0.6, first))
        cx, cy = left + size * rng.randint(0, 1), y + size * rng.randint(0, 1)
        board.add(_quarter(cx, cy, left, y, size, second))


def _quarter(cx: float, cy: float, left: float, top: float, size: float, colour: str) -> str:
    """A quarter disc inside the tile at (left, top), around its corner (cx, cy)."""
    x = left if cx > left else left + size
    y = top if cy > top else top + size
    sweep = int((x > cx) == (y > cy))
    return path(f"M{cx:.1f} {cy:.1f}L{x:.1f} {cy:.1f}A{size:.1f} {size:.1f} 0 0 {sweep} {cx:.1f} {y:.1f}Z", colour)


@dataclass(frozen=True)
class Card:
    """A ground for type: where the words may stand (left, top, right, bottom as shares) when wide and when upright."""

    draw: Ground
    dark: bool
    centred: bool = False
    wide: tuple[float, float, float, float] = (0, 0, 0.76, 1)
    tall: tuple[float, float, float, float] = (0, 0, 1, 1)


_ALL = (0.0, 0.0, 1.0, 1.0)
CARDS = (
    Card(_rings, True, wide=(0, 0, 0.72, 1), tall=(0, 0.32, 1, 1)),
    Card(_shapes, False, tall=(0, 0.30, 1, 1)),
    Card(_arcs, False, wide=(0, 0, 0.62, 1), tall=(0, 0, 1, 0.58)),
    Card(_waves, False, wide=(0, 0, 0.72, 0.67), tall=(0, 0, 1, 0.57)),
    Card(_rays, True, True, wide=(0.08, 0, 0.92, 0.70)),
    Card(_frame, False, True, wide=(0.10, 0, 0.90, 1)),
    Card(_slope, True, tall=(0, 0, 0.83, 1)),
    Card(_confetti, False, True, wide=(0.12, 0.13, 0.88, 0.87), tall=(0.1, 0.13, 0.9, 0.87)),
    Card(_tiles, False, wide=(0, 0, 0.77, 1), tall=(0, 0.22, 1, 1)),
    Card(_frame, True, True, wide=(0.10, 0, 0.90, 1)),
)


def lively(sheet: Sheet, words: Words, kind: int) -> Board:
    """A board on the card ground of this number."""
    card = CARDS[kind]
    board = Board(sheet, words, scheme(sheet.palette, dark=card.dark))
    base(board)
    card.draw(board)
    return board
