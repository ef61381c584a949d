"""Items as cells: a drawing or a number with a label and a text below it or beside it, all cells in one size."""

from dataclasses import dataclass

from tools.images.illustrator.canvas import Box
from tools.images.illustrator.diagrams.board import Align, Board, Face, Label
from tools.images.illustrator.diagrams.items import Entry
from tools.images.illustrator.diagrams.parts import medallion, numeral


@dataclass(frozen=True)
class Style:
    """The largest icon's radius, largest em of label and text, and whether a drawing carries its number."""

    radius: float = 60
    label: float = 29
    text: float = 21
    numbered: bool = False
    written: bool = False
    align: Align = "centre"


def layer_of(name: str, one: Entry) -> str:
    """The name of the layer of an item."""
    return f"{name}-{one.number}"


def rim(board: Board, one: Entry) -> str:
    """The colour of an item."""
    return board.tones.series[(one.number - 1) % len(board.tones.series)]


def begin(board: Board, name: str, one: Entry) -> str:
    """Begin the layer of an item: it comes in at its turn."""
    return board.layer(layer_of(name, one), "reveal", one.number - 1)


def icon(board: Board, one: Entry, x: float, y: float, radius: float, *, numbered: bool = False) -> None:
    """The item's drawing, else its number; both when `numbered`."""
    colour = rim(board, one)
    if one.art is None:
        numeral(board, str(one.number), x, y, radius * 0.8, colour)
        return
    medallion(board, one.art, x, y, radius, colour)
    if numbered:
        numeral(board, str(one.number), x - 0.72 * radius, y - 0.72 * radius, max(0.32 * radius, 13), colour)


def stack(board: Board, boxes: list[Box], items: list[Entry], name: str, style: Style) -> list[tuple[float, float]]:
    """Cells with the icon above the words, centred down their boxes; returns the icons' centres.

    Begins a layer for each item: draw cards below them before.
    """
    least = min(min(box.width for box in boxes), 3.2 * min(box.height for box in boxes))
    tallest = min(box.height for box in boxes)
    radius = min(max(style.radius, 0.22 * least), 0.38 * least, 0.25 * tallest)
    below = 2 * radius + 0.2 * radius + 4
    begun = len(board.inked)
    bottoms = _words(board, boxes, items, name, style, below)
    spare = min(box.bottom - bottom for box, bottom in zip(boxes, bottoms, strict=True))
    shift = max(spare, 0) * 0.42
    board.move(begun, shift)
    centres = []
    for box, one in zip(boxes, items, strict=True):
        begin(board, name, one)
        centre = (box.x + box.width / 2, box.y + radius + shift)
        icon(board, one, *centre, radius, numbered=style.numbered)
        centres.append(centre)
    return centres


def _words(board: Board, boxes: list[Box], items: list[Entry], name: str, style: Style, below: float) -> list[float]:
    """Labels at `below` their boxes' tops, texts under them; boxes of one row share the lines. Returns the bottoms."""
    tones = board.tones
    grown = min(max(0.12 * min(box.width for box in boxes) / style.label, 1.0), 1.35)
    named = Face(style.label * grown, 15, tones.words, "Bold", 2 if any(one.text for one in items) else 4)
    face = Face(style.text * grown, 15, tones.words, "Regular", 4)
    labels, room = [], 0.5 if any(one.text for one in items) else 1.0
    for box, one in zip(boxes, items, strict=True):
        high = (box.height - below) * room
        labels.append(Label(one.label, Box(box.x, box.y + below, box.width, high), layer_of(name, one)))
    found = board.say_all(labels, named, align=style.align, hang="line")
    ends = [at.bottom if at else box.y + below for at, box in zip(found, boxes, strict=True)]
    texts = []
    for box, one in zip(boxes, items, strict=True):
        top = max(end for end, other in zip(ends, boxes, strict=True) if abs(other.y - box.y) < 1) + 9
        texts.append(Label(one.text, Box(box.x, top, box.width, box.bottom - top), layer_of(name, one)))
    said = board.say_all(texts, face, align=style.align, hang="line")
    return [at.bottom if at else end for at, end in zip(said, ends, strict=True)]


def beside(board: Board, boxes: list[Box], items: list[Entry], name: str, style: Style) -> list[tuple[float, float]]:
    """Cells with the icon where reading begins and the words beside it; returns the icons' centres."""
    tallest = min(box.height for box in boxes)
    radius = min(style.radius, 0.44 * tallest, 0.16 * min(box.width for box in boxes))
    tones, pad = board.tones, 2 * radius + 0.55 * radius
    grown = min(max(0.072 * min(box.width for box in boxes) / style.label, 1.0), 1.35)
    grown = min(grown, (0.34 if any(one.text for one in items) else 0.5) * tallest / style.label)
    centres = []
    for box, one in zip(boxes, items, strict=True):
        begin(board, name, one)
        icon(board, one, box.x + radius, box.y + box.height / 2, radius, numbered=style.numbered)
        centres.append((box.x + radius, box.y + box.height / 2))
    words(
        board,
        [Box(box.x + pad, box.y, box.width - pad, box.height) for box in boxes],
        items,
        name,
        (
            Face(style.label * grown, 15, tones.words, "Bold", 2),
            Face(style.text * grown, 15, tones.words, "Regular", 3),
        ),
    )
    return centres


def words(
    board: Board, boxes: list[Box], items: list[Entry], name: str, faces: tuple[Face, Face], *, align: Align = "start"
) -> None:
    """Label over text, together in the middle of each box."""
    begun = len(board.inked)
    labels = []
    for box, one in zip(boxes, items, strict=True):
        high = box.height * (0.56 if one.text else 1.0)
        labels.append(Label(one.label, Box(box.x, box.y, box.width, high), layer_of(name, one)))
    found = board.say_all(labels, faces[0], align=align)
    texts = []
    for box, one, at in zip(boxes, items, found, strict=True):
        top = (at.bottom if at else box.y) + 10
        texts.append(Label(one.text, Box(box.x, top, box.width, box.bottom - top), layer_of(name, one)))
    said = board.say_all(texts, faces[1], align=align)
    _centre(board, begun, boxes, items, name, [(b or a) for a, b in zip(found, said, strict=True)])


def _centre(board: Board, begun: int, boxes: list[Box], items: list[Entry], name: str, lasts: list[Box | None]) -> None:
    """Shift each cell's words to the middle of its box."""
    shifts = {
        layer_of(name, one): max(box.bottom - last.bottom, 0) / 2
        for box, one, last in zip(boxes, items, lasts, strict=True)
        if last
    }
    set_here = board.inked[begun:]
    del board.inked[begun:]
    for one in set_here:
        at = len(board.inked)
        board.inked.append(one)
        board.move(at, shifts.get(one.layer, 0.0))
