"""The cutaway template: a thing cut open, its parts named beside it with lines, or by numbers with a key."""

from dataclasses import dataclass
from itertools import combinations

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, circle
from tools.images.illustrator.diagrams import cells, cutaways, grounds, items
from tools.images.illustrator.diagrams.board import Board, Face, cut, grid
from tools.images.illustrator.diagrams.cutaways import SIDE, Cutaway
from tools.images.illustrator.diagrams.headings import heading
from tools.images.illustrator.diagrams.items import Entry
from tools.images.illustrator.diagrams.parts import crosses, line, numeral, spread
from tools.images.illustrator.shapes import Point
from tools.images.illustrator.templates import list as listing
from tools.images.illustrator.templates import studio
from tools.images.illustrator.wording import Inked, Words


@dataclass(frozen=True)
class Named:
    """A part to name: its entry and where it is on the board."""

    entry: Entry
    at: Point


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the thing and its labels; what cannot be cut open is a list of its parts, or stands in the studio."""
    drawing = next((found for one in sheet.spec.subjects if (found := cutaways.find(one.concept))), None)
    if drawing is None:
        return listing.draw(sheet, words, arts) if sheet.spec.items else studio.draw(sheet, words, arts)
    plain = [item.model_copy(update={"concept": None}) for item in sheet.spec.items]
    told = items.entries(sheet.spec.model_copy(update={"items": tuple(plain)}), words, [])
    parts = _parts(sheet, words, drawing, told)
    kind = sheet.hand("composition").randrange(3)
    board = grounds.calm(sheet, words)
    if sheet.height > 1.2 * sheet.width:
        heading(board, "centre")
        _keyed(board, drawing, parts)
    elif kind == 2 and len(parts) > 2:
        heading(board, "top", high=48)
        _keyed(board, drawing, parts)
    elif kind == 1 and not sheet.upright and len(parts) <= 6:
        heading(board, "side", share=0.26)
        _lined(board, drawing, parts, both=False)
    else:
        heading(board, "centre", high=46)
        _lined(board, drawing, parts, both=True)
    return board.inked


def _parts(sheet: Sheet, words: Words, drawing: Cutaway, told: list[Entry]) -> list[tuple[Entry, Point]]:
    """The entries whose part the drawing has, with its place; a note names the others."""
    concepts = [item.concept or item.label for item in sheet.spec.items]
    found = []
    for one, concept in zip(told, concepts, strict=False):
        if (known := cutaways.part(drawing, concept)) is None:
            words.note(f"The drawing has no part called {concept!r}: it was left out of the labels.")
        else:
            found.append((one, drawing.parts[known]))
    return found


def _show(board: Board, drawing: Cutaway, box: Box) -> None:
    """The drawing in a square box, mirrored with the board unless its sides matter."""
    board.layer("cutaway", "reveal")
    at = board.box(box)
    board.add(circle(at.x + at.width / 2, at.y + at.height / 2, 0.56 * at.width, board.tones.quiet, opacity=0.35))
    body = "".join(drawing.body)
    if board.rtl and drawing.mirrored:
        body = f'<g transform="translate({SIDE:.0f} 0) scale(-1 1)">{body}</g>'
    board.add(
        f'<svg x="{at.x:.1f}" y="{at.y:.1f}" width="{at.width:.1f}" height="{at.height:.1f}" '
        f'viewBox="0 0 {SIDE:.0f} {SIDE:.0f}">{body}</svg>'
    )


def _placed(board: Board, drawing: Cutaway, box: Box, parts: list[tuple[Entry, Point]]) -> list[Named]:
    """Parts on the board, as laid out."""
    scale, turned = box.width / SIDE, board.rtl and not drawing.mirrored
    return [Named(one, (box.x + (SIDE - x if turned else x) * scale, box.y + y * scale)) for one, (x, y) in parts]


def _lined(board: Board, drawing: Cutaway, parts: list[tuple[Entry, Point]], *, both: bool) -> None:
    """Labels left and right of the drawing (or right of it), a line from each to its part; no two lines cross."""
    area = board.area
    lefts = sum(one.at[0] < SIDE / 2 for one in _placed(board, drawing, Box(0, 0, SIDE, SIDE), parts))
    both = both and (0 < lefts < len(parts) or len(parts) > 6)
    lined_wide = area.width > 1.8 * area.height
    side = min(area.height, (0.44 if both else 0.52) * area.width)
    x = area.x + (area.width - side) / 2 if both else area.x + (0.14 if lined_wide else 0.03) * area.width
    box = Box(x, area.y + (area.height - side) / 2, side, side)
    _show(board, drawing, box)
    named = sorted(_placed(board, drawing, box, parts), key=lambda one: one.at[0])
    middle = min(max(lefts, len(named) - 6), 6) if both else 0
    gap = 46.0
    if both:
        _column(board, named[:middle], Box(area.x, area.y, box.x - gap - area.x, area.height), side=-1)
    right = Box(box.right + gap, area.y, area.right - box.right - gap, area.height)
    _column(board, named[middle:], right, side=1)


def _column(board: Board, named: list[Named], box: Box, *, side: int) -> None:
    """Labels under each other, in an order in which their lines do not cross."""
    if not named:
        return
    tall = min(box.height / len(named) - 8, 120.0)
    order = sorted(named, key=lambda one: one.at[1])
    tops = spread([one.at[1] for one in order], [tall] * len(order), box.y, box.bottom, 8)
    edge = box.x - 12 if side > 0 else box.right + 12
    starts = [(edge, top + tall / 2) for top in tops]
    elbows = [(x - 16 * side, y) for x, y in starts]
    order = _uncrossed(order, elbows)
    board.layer("lines", "draw", depth=1.02)
    tones = board.tones
    for one, start, elbow in zip(order, starts, elbows, strict=True):
        line(board, [start, elbow, one.at], tones.card, 5.5, opacity=0.8)
        line(board, [start, elbow, one.at], tones.words[0], 2.4)
        board.add(
            circle(board.x(one.at[0]), one.at[1], 8, tones.card), circle(board.x(one.at[0]), one.at[1], 5, tones.accent)
        )
    for one in order:
        cells.begin(board, "part", one.entry)
    faces = (Face(32, 15, tones.words, "Bold", 2), Face(22, 15, tones.words, "Regular", 3))
    boxes = [Box(box.x, top, box.width, tall) for top in tops]
    cells.words(board, boxes, [one.entry for one in order], "part", faces, align="start" if side > 0 else "end")


def _uncrossed(order: list[Named], starts: list[Point]) -> list[Named]:
    """The order whose straight lines do not cross: a swap of two crossing lines makes both shorter in sum."""
    order = list(order)
    for _ in range(len(order) ** 2):
        pair = next(
            (
                (i, j)
                for i, j in combinations(range(len(order)), 2)
                if crosses((starts[i], order[i].at), (starts[j], order[j].at))
            ),
            None,
        )
        if pair is None:
            break
        i, j = pair
        order[i], order[j] = order[j], order[i]
    return order


def _keyed(board: Board, drawing: Cutaway, parts: list[tuple[Entry, Point]]) -> None:
    """Numbers on the drawing and a key of them: beside it, or below it when upright."""
    area = board.area
    upright = board.sheet.height > 1.2 * board.sheet.width
    if upright:
        side = min(area.width, 0.52 * area.height)
        box = Box(area.x + (area.width - side) / 2, area.y, side, side)
        key = cut(area, top=side + 34)
    else:
        side = min(area.height, 0.46 * area.width)
        box = Box(area.x + 0.02 * area.width, area.y + (area.height - side) / 2, side, side)
        key = cut(area, left=side + 0.08 * area.width)
    _show(board, drawing, box)
    named = _placed(board, drawing, box, parts)
    radius = min(0.042 * side + 5, 24.0)
    for number, ((x, y), one) in enumerate(
        zip(_apart([one.at for one in named], 2.1 * radius, box), named, strict=True), 1
    ):
        board.layer(f"mark-{number}", "reveal", number - 1)
        if abs(x - one.at[0]) + abs(y - one.at[1]) > radius:
            line(board, [(x, y), one.at], board.tones.words[0], 2.4)
        board.add(circle(board.x(x), y, radius + 3, board.tones.card))
        numeral(board, str(one.entry.number), x, y, radius, cells.rim(board, one.entry))
    if not named:
        return
    columns = 2 if (upright and len(named) > 4) or len(named) > 6 else 1
    boxes = _key_boxes(key, len(named), columns)
    entries = [one.entry for one in named]
    cells.beside(board, boxes, entries, "part", cells.Style(radius=24, label=30, text=22))


def _key_boxes(box: Box, count: int, columns: int) -> list[Box]:
    lines = -(-count // columns)
    tall = min(box.height, 100.0 * lines)
    found = grid(Box(box.x, box.y + (box.height - tall) / 2, box.width, tall), lines * columns, columns, 14)
    return [found[(at % lines) * columns + at // lines] for at in range(count)]


def _apart(points: list[Point], least: float, box: Box) -> list[Point]:
    """The points pushed away from each other, inside the box, until none are closer than `least`."""
    moved = list(points)
    for _ in range(40):
        for i, j in combinations(range(len(moved)), 2):
            (ax, ay), (bx, by) = moved[i], moved[j]
            dx, dy = bx - ax, by - ay
            gap = (dx * dx + dy * dy) ** 0.5
            if gap < least:
                ux, uy = (dx / gap, dy / gap) if gap > 1e-6 else (0.0, 1.0)
                push = (least - gap) / 2 + 0.1
                moved[i] = _inside(box, (ax - ux * push, ay - uy * push), least / 2)
                moved[j] = _inside(box, (bx + ux * push, by + uy * push), least / 2)
    return moved


def _inside(box: Box, point: Point, edge: float) -> Point:
    x = min(max(point[0], box.x + edge), box.right - edge)
    return x, min(max(point[1], box.y + edge), box.bottom - edge)
