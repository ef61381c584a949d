"""The studio template: a subject on a podium, a shelf or in a spotlight, with a heading and short facts."""

import math

from tools.images.illustrator import studio
from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, circle, ellipse, path, rect
from tools.images.illustrator.colour import darker, lighter, luminance, mix
from tools.images.illustrator.diagrams import grounds, headings
from tools.images.illustrator.diagrams.board import Board, Face, Label, frame, row, rows
from tools.images.illustrator.diagrams.parts import halo, medallion, show, tick
from tools.images.illustrator.diagrams.tones import scheme
from tools.images.illustrator.scenery import shadow
from tools.images.illustrator.templates import text
from tools.images.illustrator.wording import Inked, Words

MOST = 6
"""One subject on the podium and five in badges around it."""
FACTS = 4
UNDER = 42  # below the lowest plank: its brackets, and what a camera that pushes in takes


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the stage with its subjects, and the words beside it (above it when upright)."""
    facts = [shown for fact in sheet.spec.facts[:FACTS] if (shown := words.shown(fact, "fact"))]
    if not arts:
        return text.card(sheet, words)
    stage = sheet.hand("composition").choice((_podium, _shelf, _spotlight))
    board = Board(sheet, words, scheme(sheet.palette, dark=stage is _spotlight))
    spoken = bool(words.heading or words.text or facts or sheet.spec.kicker)
    area = frame(sheet)
    if sheet.upright:
        share = 0.0 if not spoken else 0.36 + 0.045 * len(facts)
        room = Box(area.x, area.y + share * area.height, area.width, area.height * (1 - share))
        beside = Box(area.x, area.y, area.width, area.height * (share - 0.03))
    else:
        share = 0.47 if spoken else 0.0
        room = Box(area.x + share * area.width, area.y, area.width * (1 - share), area.height)
        beside = Box(area.x, area.y, area.width * (share - 0.05), area.height)
    stage(board, room, arts[:MOST])
    if spoken:
        _words(board, beside, facts)
    return board.inked


def _words(board: Board, box: Box, facts: list[str]) -> None:
    """Heading and text, the facts below them with a mark each, all together in the middle of the box."""
    tones = board.tones
    high = 0.5 if facts else 1.0
    board.layer("heading", "reveal")
    entries = headings.entries(board, 66 if not board.sheet.upright else 60, side=True)
    head = board.column(Box(box.x, box.y + 26, box.width, (box.height - 26) * high), entries, 0.0)
    gap = 24.0 if head.height > 1 else 0.0
    room = box.bottom - head.bottom - gap
    tall = min(room / max(len(facts), 1), 66.0 if not board.sheet.upright else 74.0)
    spare = max(box.bottom - head.bottom - gap - tall * len(facts), 0) * (0.5 if not board.sheet.upright else 0.3)
    board.move(0, spare)
    if head.height > 1:
        bar = board.box(Box(box.x, 0, 58, 8))
        board.add(rect(bar.x, head.y + spare - 26, 58, 8, tones.accent, round=4))
    top = head.bottom + spare + gap
    labels = []
    for number, (fact, line) in enumerate(
        zip(facts, rows(Box(box.x, top, box.width, max(tall * len(facts), 1)), max(len(facts), 1), 0), strict=False)
    ):
        name = board.layer(f"fact-{number + 1}", "reveal", number + 1)
        tick(board, box.x + 15, line.y + line.height / 2, 14)
        labels.append(Label(fact, Box(box.x + 44, line.y + 4, box.width - 44, line.height - 8), name))
    board.say_all(labels, Face(27, 15, tones.words, "Regular", 2), hang="middle")


def _podium(board: Board, room: Box, arts: list[Art]) -> None:
    """A round podium before a soft shape."""
    sheet = board.sheet
    half = min(0.40 * room.width, 0.37 * room.height)
    x, y = room.x + room.width / 2, room.bottom - 0.36 * half
    studio.podium(sheet, board.x(x), y, half, y + 0.2 * half)
    _stand(board, arts[0], x, y + half * 0.05, Box(x - 0.81 * half, room.y, 1.62 * half, y - room.y), 1.75 * half)
    _ring(board, arts[1:], x, y - 0.72 * half, half, room)


def _stand(board: Board, art: Art, x: float, y: float, room: Box, tallest: float) -> None:
    """The subject standing at (x, y), with its contact shadow."""
    board.layer("subject", "reveal")
    left, top, right, bottom = art.box
    shape = (right - left) / max(bottom - top, 0.05)
    tall = min(tallest, room.width / shape, y - room.y)
    board.add(shadow(board.sheet, board.x(x), y, tall * shape * 0.46, 0.42))
    show(board, art, Box(x - tall * shape / 2, y - tall, tall * shape, tall), ground=True)


def _ring(board: Board, arts: list[Art], x: float, y: float, half: float, room: Box) -> None:
    """Further subjects in badges on a ring around the first."""
    angles = {1: (35,), 2: (35, 145), 3: (30, 72, 150), 4: (15, 55, 125, 165), 5: (5, 45, 90, 135, 175)}
    size = half * 0.26
    for number, (art, angle) in enumerate(zip(arts, angles.get(len(arts), ()), strict=False)):
        turn = math.radians(angle)
        at = min(max(x + math.cos(turn) * half * 1.22, room.x + size), room.right - size)
        down = max(y - math.sin(turn) * half * 1.25, room.y + size)
        board.layer(f"badge-{number + 1}", "reveal", number + 1)
        medallion(board, art, at, down, size)


def _shelf(board: Board, room: Box, arts: list[Art]) -> None:
    """A plank on the wall, the subject on it; further ones on a second plank above or below."""
    sheet, tones = board.sheet, board.tones
    grounds.base(board)
    _window(board, room)
    split = 0.64 if len(arts) > 1 else 1.0
    room = Box(room.x, room.y, room.width, room.height - UNDER)
    low = room.y + room.height * split - 22
    wood = mix(sheet.palette.second, sheet.palette.night, 0.42 if luminance(tones.ground) > 0.3 else 0.2)
    _plank(board, Box(room.x + 0.04 * room.width, low, 0.92 * room.width, 20), wood)
    x = room.x + room.width / 2
    _stand(
        board,
        arts[0],
        x,
        low,
        Box(room.x + 0.12 * room.width, room.y + 6, 0.76 * room.width, low),
        0.92 * (low - room.y),
    )
    if len(arts) > 1:
        plank = Box(room.x + 0.04 * room.width, room.bottom - 18, 0.92 * room.width, 16)
        _plank(board, plank, wood)
        places = row(Box(plank.x + 10, low + 44, plank.width - 20, plank.y - low - 44), len(arts) - 1, 18)
        for number, (art, place) in enumerate(zip(arts[1:], places, strict=True)):
            board.layer(f"badge-{number + 1}", "reveal", number + 1)
            board.add(shadow(sheet, board.x(place.x + place.width / 2), plank.y, 0.4 * min(place.width, place.height)))
            show(board, art, place, ground=True)


def _window(board: Board, room: Box) -> None:
    """An arch painted on the wall behind the shelf."""
    at, tones = board.box(room), board.tones
    r = min(0.42 * at.width, 0.46 * at.height)
    x, y = at.x + at.width / 2, at.y + r
    board.add(
        path(f"M{x - r:.1f} {at.bottom:.1f}V{y:.1f}a{r:.1f} {r:.1f} 0 0 1 {2 * r:.1f} 0V{at.bottom:.1f}Z", tones.quiet)
    )
    s = 0.78 * r
    inner = mix(tones.quiet, tones.ground, 0.45)
    board.add(path(f"M{x - s:.1f} {at.bottom:.1f}V{y:.1f}a{s:.1f} {s:.1f} 0 0 1 {2 * s:.1f} 0V{at.bottom:.1f}Z", inner))


def _plank(board: Board, box: Box, wood: str) -> None:
    at = board.box(box)
    board.add(
        rect(at.x + 10, at.y + at.height, at.width - 20, 16, "#0A1020", opacity=0.10),
        rect(at.x, at.y, at.width, at.height, wood, round=5),
        rect(at.x, at.y, at.width, at.height * 0.36, lighter(wood, 0.22), round=5),
    )
    for share in (0.14, 0.86):
        x = at.x + share * at.width
        board.add(path(f"M{x - 5:.1f} {at.bottom:.1f}h10v22h-10z", darker(wood, 0.3)))


def _spotlight(board: Board, room: Box, arts: list[Art]) -> None:
    """A dark stage, a cone of light, a low plinth."""
    sheet, tones = board.sheet, board.tones
    grounds.base(board)
    x, low = room.x + room.width / 2, room.bottom - 0.05 * room.height
    half = min(0.44 * room.width, 0.42 * room.height)
    at = board.x(x)
    light = sheet.gradient([(0, lighter(tones.ground, 0.42)), (1, lighter(tones.ground, 0.10))])
    board.add(
        path(
            f"M{at - 26:.1f} -10L{at + 26:.1f} -10L{at + half:.1f} {low:.1f}L{at - half:.1f} {low:.1f}Z",
            light,
            opacity=0.5,
        )
    )
    halo(board, x, low - half * 0.9, half * 0.95)
    board.add(ellipse(at, low + 4, half * 1.1, half * 0.17, "#05060F", opacity=0.4))
    rim = mix(tones.ground, sheet.palette.blob, 0.35)
    board.add(ellipse(at, low, half, half * 0.15, darker(rim, 0.3)), ellipse(at, low - 9, half, half * 0.15, rim))
    board.add(ellipse(at, low - 9, half * 0.86, half * 0.12, lighter(rim, 0.2)))
    _stand(
        board, arts[0], x, low - 6, Box(x - 0.8 * half, room.y, 1.6 * half, low), min(1.75 * half, 0.86 * room.height)
    )
    _ring(board, arts[1:], x, low - half * 0.85, half * 0.86, room)
    board.add(circle(at, -30, 60, sheet.glow(sheet.palette.glow, 0.7)))
