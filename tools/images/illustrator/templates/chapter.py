"""The chapter template: kicker and heading over a motif, with the chapter's subject if it has one."""

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, circle, path, rect, ring
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.diagrams import grounds
from tools.images.illustrator.diagrams.board import Align, Board, Face, frame
from tools.images.illustrator.diagrams.parts import halo, medallion, show
from tools.images.illustrator.diagrams.tones import scheme
from tools.images.illustrator.shapes import Line, blob
from tools.images.illustrator.wording import Inked, Words


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the opening of a chapter and return its words."""
    return sheet.hand("composition").choice((_disc, _band, _panel))(sheet, words, arts)


def _say(board: Board, box: Box, hang: float, *, align: Align = "start", high: float = 92) -> None:
    """The words in their box, the accent below them."""
    tones, words = board.tones, board.words
    kicker = words.shown(board.sheet.spec.kicker, "kicker")
    board.layer("heading", "reveal", 1)
    size = high * (0.84 if len(words.heading) > 34 else 1.0)
    entries = [
        (kicker, Face(34, 15, tones.marked, "Bold", 1), 0.0),
        (words.heading, Face(size, 20, tones.words, "Bold", 4), 22.0),
        (words.text, Face(32, 16, tones.words, "Regular", 4), 24.0),
    ]
    taken = board.column(Box(box.x, box.y, box.width, box.height - 34), entries, hang, align)
    if taken.height > 1:
        x = box.x + (box.width - 84) / 2 if align == "centre" else box.x
        at = board.box(Box(x, taken.bottom + 24, 84, 8))
        board.add(rect(at.x, at.y, at.width, at.height, tones.accent, round=4))


def _split(sheet: Sheet, share: float) -> tuple[Box, Box]:
    """Where words and where the motif stand: beside each other, or one above the other."""
    area = frame(sheet)
    if sheet.upright:
        high = area.height * 0.48
        return Box(area.x, area.y + high + 30, area.width, area.height - high - 30), Box(
            area.x, area.y, area.width, high
        )
    wide = area.width * share
    return Box(area.x, area.y, wide, area.height), Box(area.x + wide + 40, area.y, area.width - wide - 40, area.height)


def _disc(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """A great disc at the far side, the subject on it."""
    dark = sheet.hand("dark").random() < 0.5
    board = Board(sheet, words, scheme(sheet.palette, dark=dark))
    grounds.base(board)
    box, room = _split(sheet, 0.56)
    x, y, r = room.x + room.width / 2, room.y + room.height / 2, min(room.width, room.height) / 2
    board.layer("motif", "drift", depth=0.6)
    halo(board, x, y, 1.2 * r)
    if arts:
        board.layer("subject", "reveal")
        medallion(board, arts[0], x, y, r, board.tones.accent)
    else:
        colours = sheet.palette
        board.add(circle(board.x(x), y, 0.56 * r, sheet.gradient([(0, colours.second), (1, colours.accent)])))
        for turn, size in ((0.9, 0.1), (-0.7, 0.07), (-0.95, 0.13)):
            board.add(
                circle(
                    board.x(x + turn * r),
                    y - (1.05 - abs(turn)) * 1.6 * r * (1 if size > 0.1 else -1),
                    size * r,
                    colours.second,
                )
            )
    _say(board, box, 0.5 if not sheet.upright else 0.3, high=92 if not sheet.upright else 84)
    return board.inked


def _band(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """A band of colour across the middle, hills of paper below, the subject above the words."""
    board = Board(sheet, words, scheme(sheet.palette, dark=True))
    colours, area = sheet.palette, frame(sheet)
    light = mix(colours.night, colours.accent, 0.55)
    board.add(rect(0, 0, sheet.width, sheet.height, sheet.gradient([(0, colours.night), (1, light)])))
    rng = sheet.hand("hills")
    board.layer("hills", "drift", depth=0.5)
    for number in range(3):
        base = (0.80 + 0.07 * number) * sheet.height
        line = Line(rng, base, 0.05 * sheet.height, sheet.width, 1.3)
        board.add(path(line.closed(sheet.height), darker(mix(light, colours.night, 0.3 + 0.3 * number), 0.1)))
    top = 0.0
    if arts:
        r = min(0.21 * area.height, 0.2 * area.width)
        board.layer("subject", "reveal")
        board.add(ring(sheet.width / 2, area.y + r, 1.16 * r, colours.second, 2.5, opacity=0.7, dash="2 12"))
        medallion(board, arts[0], sheet.width / 2, area.y + r, r, colours.second)
        top = 2.25 * r
    else:
        board.add(circle(sheet.width / 2, 0.98 * sheet.height, 0.34 * sheet.width, sheet.glow(colours.second, 0.5)))
    wide = min(area.width, 1000.0)
    box = Box((sheet.width - wide) / 2, area.y + top, wide, area.height - top)
    _say(board, box, 0.42, align="centre", high=(86 if arts else 104) if not sheet.upright else 80)
    return board.inked


def _panel(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """A panel of colour at the far side (above when upright) with the subject or a pattern."""
    board = Board(sheet, words, scheme(sheet.palette, dark=False))
    grounds.base(board)
    colours = sheet.palette
    box, room = _split(sheet, 0.55)
    share = room.x - 10 if not sheet.upright else 0.0
    tall = sheet.height if not sheet.upright else room.bottom + 14
    at = board.box(Box(share, 0, sheet.width - share, tall))
    fill = mix(colours.accent, colours.night, 0.12)
    board.add(rect(at.x, 0, at.width, tall, sheet.gradient([(0, lighter(fill, 0.12)), (1, fill)])))
    x, y, r = room.x + room.width / 2, room.y + room.height / 2, min(room.width, room.height) / 2
    board.layer("motif", "drift", depth=0.6)
    rng = sheet.hand("blob")
    board.add(path(blob(rng, board.x(x), y, 0.9 * r), lighter(fill, 0.22)))
    board.add(ring(board.x(x), y, 0.96 * r, colours.glow, 2.5, opacity=0.6, dash="2 12"))
    board.layer("subject", "reveal")
    if arts:
        show(board, arts[0], Box(x - 0.7 * r, y - 0.7 * r, 1.4 * r, 1.4 * r))
    else:
        low = y + 0.3 * r
        tints = (colours.second, colours.paper, colours.second, mix(colours.night, colours.blob, 0.15))
        for size, tone in zip((0.7, 0.54, 0.38, 0.22), tints, strict=True):
            left, reach = board.x(x) - size * r, size * r
            board.add(path(f"M{left:.1f} {low:.1f}a{reach:.1f} {reach:.1f} 0 0 1 {2 * reach:.1f} 0Z", tone))
    _say(board, box, 0.5 if not sheet.upright else 0.3, high=84 if not sheet.upright else 80)
    return board.inked
