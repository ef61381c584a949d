"""The comparison template: two or three sides, split by a slanted edge or as cards, with what is said of each."""

from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, circle, path
from tools.images.illustrator.diagrams import cells, grounds, items
from tools.images.illustrator.diagrams.board import Align, Board, Face, Label, cut, frame, row, rows
from tools.images.illustrator.diagrams.headings import heading
from tools.images.illustrator.diagrams.items import Entry
from tools.images.illustrator.diagrams.parts import SHADOW, block, card, halo, medallion, plate, show
from tools.images.illustrator.diagrams.tones import scheme
from tools.images.illustrator.templates import text
from tools.images.illustrator.wording import Inked, Words

SIDES = 3
AGAINST = {
    "en": "VS", "de": "VS", "fr": "VS", "es": "VS", "pt": "VS", "it": "VS", "nl": "VS", "ar": "مقابل", "fa": "یا",
    "hi": "या", "zh": "对比", "ja": "対", "ko": "대", "ru": "или",
}  # fmt: skip
"""The word between two sides, by language; other languages have a plain divider."""


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the sides and return the words."""
    sides = items.entries(sheet.spec, words, arts, SIDES)
    if len(sides) < 2:
        return text.card(sheet, words)
    kind = sheet.hand("composition").randrange(3)
    if len(sides) == 2 and kind != 2:
        return _split(sheet, words, sides, slanted=kind == 0)
    return _cards(sheet, words, sides)


def _split(sheet: Sheet, words: Words, sides: list[Entry], *, slanted: bool) -> list[Inked]:
    """Light against dark; upright films have them one above the other."""
    board = Board(sheet, words, scheme(sheet.palette, dark=False))
    night = scheme(sheet.palette, dark=True)
    light, stacked = board.tones, sheet.height > 1.2 * sheet.width
    grounds.base(board)
    lean = (0.03 if slanted else 0.0) * sheet.width
    head = bool(words.heading or words.text or sheet.spec.kicker)
    area = frame(sheet)
    if head:
        board.area = area if not stacked else cut(area, bottom=area.height * 0.8)
        begun = board.area
        heading(board, "centre", high=46)
        top = board.area.y if board.area is not begun else begun.y
        area = Box(area.x, top + 14, area.width, area.bottom - top - 14)
    edge = area.y - 30 if head else 0.0
    board.layer("dark side", depth=0.8)
    low = sheet.height
    if stacked:
        middle = area.y + area.height / 2
        board.add(path(f"M0 {middle + lean:.1f}L{sheet.width:.1f} {middle - lean:.1f}V{low:.1f}H0Z", night.ground))
        halves = rows(area, 2, 70)
        centre = (sheet.width / 2, middle)
    else:
        middle = sheet.width / 2
        end = board.x(sheet.width)
        at = (board.x(middle + lean), board.x(middle - lean))
        board.add(path(f"M{at[0]:.1f} {edge:.1f}H{end:.1f}V{low:.1f}H{at[1]:.1f}Z", night.ground))
        halves = row(area, 2, 130)
        centre = (middle, area.y + area.height * 0.4)
    for half, one, tones in zip(halves, sides, (light, night), strict=True):
        board.tones = tones
        _side(board, half, one, beside=stacked)
    board.tones = light
    _against(board, *centre, 46 if not stacked else 42)
    return board.inked


def _side(board: Board, box: Box, one: Entry, *, beside: bool) -> None:
    """One side: drawing, name and points."""
    tones = board.tones
    cells.begin(board, "side", one)
    if beside and one.art:
        radius = min(0.2 * box.width, 0.42 * box.height)
        halo(board, box.x + radius, box.y + box.height / 2, 1.2 * radius)
        show(
            board, one.art, Box(box.x + 0.2 * radius, box.y + box.height / 2 - 0.8 * radius, 1.6 * radius, 1.6 * radius)
        )
        box = cut(box, left=2.3 * radius)
    elif one.art:
        high = box.height * (0.46 if one.points or one.text else 0.66)
        x, y, r = box.x + box.width / 2, box.y + 62 + high / 2, high / 2
        board.say(one.label, Box(box.x, box.y, box.width, 56), Face(46, 17, tones.marked, lines=1), align="centre")
        halo(board, x, y, 1.14 * r)
        show(board, one.art, Box(x - 0.8 * r, y - 0.8 * r, 1.6 * r, 1.6 * r))
        _said(board, Box(box.x, y + 1.1 * r, box.width, box.bottom - y - 1.1 * r), one, 0.4)
        return
    align: Align = "start" if beside and one.art else "centre"
    entries = [(one.label, Face(46, 17, tones.marked, "Bold", 2), 0.0)]
    entries += [(said, Face(28, 15, tones.words, "SemiBold", 2), 14.0) for said in (one.text, one.written, *one.points)]
    board.column(box, entries, 0.5, align)


def _said(board: Board, box: Box, one: Entry, hang: float) -> None:
    """What is said of a side, line by line in one size."""
    lines = [said for said in (one.text, one.written, *one.points) if said]
    if not lines:
        return
    tall = min(box.height / len(lines), 52.0)
    top = box.y + (box.height - tall * len(lines)) * hang
    labels = [
        Label(said, Box(box.x, top + number * tall + 3, box.width, tall - 6)) for number, said in enumerate(lines)
    ]
    board.say_all(labels, Face(29, 15, board.tones.words, "SemiBold", 2), align="centre", hang="middle")


def _against(board: Board, x: float, y: float, radius: float) -> None:
    """The badge between two sides, with the language's word if it has one."""
    board.layer("versus", "reveal", 2)
    said = AGAINST.get(board.sheet.spec.language.split("-")[0].lower(), "")
    said = board.words.shown(said, "word between the sides") if said else ""
    fill, inks = plate(board, board.sheet.palette.accent)
    board.add(
        circle(board.x(x), y + 5, radius + 3, SHADOW, opacity=0.2), circle(board.x(x), y, radius, board.tones.card)
    )
    if not said:
        board.add(circle(board.x(x), y, radius * 0.62, fill))
        return
    board.add(circle(board.x(x), y, radius * 0.9, fill))
    side = 1.36 * radius
    board.say(
        said, Box(x - side / 2, y - side / 2, side, side), Face(38, 12, inks, lines=1), align="centre", hang="middle"
    )


def _cards(sheet: Sheet, words: Words, sides: list[Entry]) -> list[Inked]:
    """A card for each side."""
    board = grounds.calm(sheet, words)
    heading(board, "centre", high=48)
    tones, stacked = board.tones, sheet.height > 1.2 * sheet.width
    gap = 84.0 if len(sides) == 2 else 30.0
    boxes = rows(board.area, len(sides), gap * 0.6) if stacked else row(board.area, len(sides), gap)
    for box, one in zip(boxes, sides, strict=True):
        colour = tones.series[(one.number - 1) % len(tones.series)]
        cells.begin(board, "card", one)
        card(board, box)
        drawn = any(other.art for other in sides)
        _card(board, cut(box, left=20, right=20, top=18, bottom=14), one, colour, (stacked, drawn))
    if len(sides) == 2:
        area = board.area
        _against(board, area.x + area.width / 2, area.y + area.height / 2, 40)
    return board.inked


def _disc(board: Board, one: Entry, at: tuple[float, float, float], colour: str) -> None:
    x, y, radius = at
    if one.art:
        medallion(board, one.art, x, y, radius, colour)
    else:
        board.add(circle(board.x(x), y, radius, board.tones.quiet), circle(board.x(x), y, 0.5 * radius, colour))


def _card(board: Board, box: Box, one: Entry, colour: str, way: tuple[bool, bool]) -> None:
    """Drawing (a disc where only the others have one), name on a plate of its colour, points."""
    stacked, drawn = way
    if drawn and stacked:
        radius = min(0.17 * box.width, 0.45 * box.height)
        _disc(board, one, (box.x + radius, box.y + box.height / 2, radius), colour)
        box = cut(box, left=2.2 * radius + 14)
    elif drawn:
        radius = min(0.26 * box.width, 0.2 * box.height)
        _disc(board, one, (box.x + box.width / 2, box.y + radius, radius), colour)
        box = cut(box, top=2 * radius + 16)
    lines = bool(one.text or one.written or one.points)
    tall = min(60.0, box.height * (0.3 if lines else 0.6))
    top = box.y if lines else box.y + (box.height - tall) / 2
    fill, inks = plate(board, colour)
    block(board, Box(box.x, top, box.width, tall), fill, round=tall / 3)
    inner = Box(box.x + 14, top + 5, box.width - 28, tall - 10)
    board.say(one.label, inner, Face(34, 13, inks, lines=1), align="centre", hang="middle")
    _said(board, cut(box, top=tall + 10), one, 0.35)
