"""The words of a picture: what may be drawn of them, and a heading with its text stacked in an area."""

from dataclasses import dataclass, field, replace
from typing import Literal

from core.scene import SceneSpec
from core.styles import look
from tools import fonts
from tools.images.illustrator import hands
from tools.images.illustrator.canvas import Box, Sheet, rect
from tools.images.illustrator.typography import Block, Wanted, Weight, clean, compose


@dataclass
class Words:
    """Heading and text as they can be drawn; `notes` says in one sentence each what was left out and why."""

    heading: str = ""
    text: str = ""
    notes: list[str] = field(default_factory=list)

    def shown(self, text: str, what: str = "label") -> str:
        """What can be drawn of a text of the spec; `what` names it in the note when something cannot."""
        return self._drawable(text, what)

    @classmethod
    def of(cls, spec: SceneSpec) -> "Words":
        """The spec's words without what no bundled font can draw."""
        words = cls()
        words.heading = words._drawable(spec.heading, "heading")
        words.text = words._drawable(spec.text, "text")
        if words.text == words.heading:
            words.text = ""
        return words

    def _drawable(self, text: str, what: str) -> str:
        shown = clean(text)
        lacking = fonts.uncovered(shown)
        signs = [char for char in lacking if fonts.script(char) == "Symbols"]
        if lacking and len(signs) == len(lacking):
            self.note(f"Signs were left out of the {what}: no bundled font has {' '.join(signs)}.")
            shown = clean("".join(char for char in shown if char not in signs))
        elif lacking:
            why = f"no bundled font has its letters ({fonts.advice(lacking)})"
            self.note(f"The {what} was left out of the picture: {why}.")
            return ""
        return shown if fonts.visible(shown) else ""

    def note(self, note: str) -> None:
        """Say something to the user, once."""
        if note not in self.notes:
            self.notes.append(note)


@dataclass(frozen=True)
class Look:
    """How large heading and text may be (em in design units), their colours in order of preference, and where."""

    heading: tuple[float, float]
    text: tuple[float, float]
    colours: tuple[str, ...]
    accent: str | None = None
    align: Literal["start", "centre"] = "start"
    hang: float = 0.5
    lines: int = 4
    text_weight: Weight = "Regular"


@dataclass(frozen=True)
class Inked:
    """A block, the colours it may have (the best first), and the layer of the sheet that it moves with."""

    block: Block
    colours: tuple[str, ...]
    layer: str = "words"


def stack(sheet: Sheet, words: Words, area: Box, look: Look) -> list[Inked]:
    """Set heading over text inside `area`, the accent bar above; nothing overlaps, nothing leaves the area."""
    gap = 0.34 * look.heading[0]
    bar = 26.0 if look.accent and (words.heading or words.text) else 0.0
    room = Box(area.x, area.y, area.width, area.height - bar)
    blocks = _blocks(sheet, words, room, look, gap)
    if not blocks:
        return []
    total = sum(block.box.height for block in blocks) / sheet.scale + gap * (len(blocks) - 1) + bar
    y = area.y + (area.height - total) * look.hang
    if look.accent and bar:
        _accent(sheet, area, y, look)
        y += bar
    out = []
    for block in blocks:
        out.append(Inked(replace(block, y=int(y * sheet.scale)), look.colours))
        y += block.box.height / sheet.scale + gap
    return out


def inked(sheet: Sheet, wanted: Wanted, colours: tuple[str, ...], layer: str = "words") -> Inked:
    """One text set in its box, in the family of the style's hand; it must not be empty (see `Words.shown`)."""
    return Inked(compose(lettered(sheet, wanted), sheet.scale), colours, layer)


def lettered(sheet: Sheet, wanted: Wanted) -> Wanted:
    """The text in the family of the style's hand and the picture's language."""
    family = hands.find(look(sheet.spec).hand).family
    return replace(wanted, family=family, language=sheet.spec.language)


def growth(sheet: Sheet) -> float:
    """Times the size that words of a diagram are set in: handwriting is smaller and thinner than print of its em."""
    return 1.2 if hands.find(look(sheet.spec).hand).family else 1.0


def bounds(sheet: Sheet, inked: list[Inked]) -> Box | None:
    """The area that all the words take, in design units; None without words."""
    if not inked:
        return None
    boxes = [one.block.box for one in inked]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(left / sheet.scale, top / sheet.scale, (right - left) / sheet.scale, (bottom - top) / sheet.scale)


def _blocks(sheet: Sheet, words: Words, room: Box, look: Look, gap: float) -> list[Block]:
    direction, align = sheet.spec.direction, look.align
    blocks: list[Block] = []
    left = room.height
    if words.heading:
        share = 0.64 if words.text else 1.0
        box = Box(room.x, room.y, room.width, room.height * share)
        high, low = look.heading
        blocks.append(
            compose(
                lettered(sheet, Wanted(words.heading, box, high, low, "Bold", direction, align, look.lines)),
                sheet.scale,
            )
        )
        left -= blocks[0].box.height / sheet.scale + gap
    if words.text:
        high, low = look.text if words.heading else look.heading
        weight: Weight = look.text_weight if words.heading else "Bold"
        if not words.heading and len(words.text) > 90:
            high, weight = high * 0.7, "SemiBold"
        box = Box(room.x, room.y, room.width, max(left, 4))
        low = look.text[1] if words.heading else min(look.heading[1], look.text[1])
        blocks.append(
            compose(lettered(sheet, Wanted(words.text, box, high, low, weight, direction, align, 9)), sheet.scale)
        )
    return blocks


def _accent(sheet: Sheet, area: Box, y: float, look: Look) -> None:
    width = 64.0
    x = area.x if sheet.spec.direction == "ltr" else area.right - width
    if look.align == "centre":
        x = area.x + (area.width - width) / 2
    sheet.add(rect(x, y, width, 8, look.accent or "", round=4))
