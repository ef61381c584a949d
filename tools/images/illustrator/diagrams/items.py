"""The items of a spec as they are drawn: words that the fonts have, drawings that are known, written values."""

from dataclasses import dataclass

from core.scene import Item, Palette, SceneSpec
from core.styles import look
from tools.images.illustrator import art as drawings
from tools.images.illustrator.art import Art
from tools.images.illustrator.wording import Words


@dataclass(frozen=True)
class Entry:
    """An item ready to be drawn; `number` counts from 1."""

    number: int
    label: str
    text: str
    art: Art | None
    value: float | None
    written: str
    points: tuple[str, ...]
    concept: str


def entries(spec: SceneSpec, words: Words, arts: list[Art], most: int = 12) -> list[Entry]:
    """The items that show anything; drawings used are added to `arts`, so that they are credited."""
    if len(spec.items) > most:
        words.note(f"Only the first {most} of {len(spec.items)} items are drawn.")
    palette = look(spec).colours
    found = [_entry(item, words, palette) for item in spec.items[:most]]
    kept = [one for one in found if one.label or one.text or one.art or one.written]
    arts.extend(one.art for one in kept if one.art)
    return [_numbered(one, number) for number, one in enumerate(kept, 1)]


def drawing(concept: str | None, words: Words, palette: Palette) -> Art | None:
    """The drawing of a concept; a note says that there is none."""
    if not concept:
        return None
    if (found := drawings.find(concept, palette)) is None:
        words.note(f"{concept!r} is not among the drawings and was left out.")
    return found


def written(item: Item) -> str:
    """The value as it is shown: as given, else in plain digits with a thin thousands separator, its unit behind."""
    if item.written or item.value is None:
        return item.written
    return with_unit(plain(item.value), item.unit)


def with_unit(number: str, unit: str) -> str:
    """A number and its unit: signs stand close, words apart."""
    if not unit:
        return number
    if unit in {"$", "€", "£", "¥", "₹"}:
        return f"{unit}{number}"
    return f"{number}{unit}" if unit in {"%", "°", "°C", "°F", "‰", "×"} else f"{number} {unit}"


def plain(value: float) -> str:
    """Digits with thousands separators and no more decimals than are needed (at most four significant digits)."""
    if value == 0:
        return "0"
    if abs(value) >= 1e15 or abs(value) < 1e-4:
        return f"{value:.3g}"
    if abs(value) >= 1000:
        return f"{value:,.0f}".replace("-", "\u2212")
    return f"{value:.4g}".replace("-", "\u2212")


def _entry(item: Item, words: Words, palette: Palette) -> Entry:
    label, text = words.shown(item.label), words.shown(item.text)
    if not label:
        label, text = text, ""
    points = tuple(shown for point in item.points if (shown := words.shown(point, "point")))
    value = words.shown(written(item), "value")
    return Entry(0, label, text, drawing(item.concept, words, palette), item.value, value, points, item.concept or "")


def _numbered(one: Entry, number: int) -> Entry:
    return Entry(number, one.label, one.text, one.art, one.value, one.written, one.points, one.concept)
