"""Where subjects stand: relative sizes, contact shadows, no collisions, and what flies is not on the ground."""

from dataclasses import dataclass

from tools.images.illustrator import art as drawings
from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, circle, ellipse
from tools.images.illustrator.colour import mix
from tools.images.illustrator.scenery import RAINBOW, View, shadow, shows_rainbow, toned

BADGE = 0.5
"""A badge's height as a share of the largest subject's."""
MOST = 5
"""More drawings than this in one view would be crowded."""


@dataclass(frozen=True)
class Stood:
    """A subject at its place: `box` is what is drawn of it."""

    art: Art
    stance: drawings.Stance
    box: Box
    flip: bool = False


def wanted(sheet: Sheet) -> tuple[list[Art], list[str]]:
    """The spec's subjects, repeated by their counts, and the concepts that cannot be drawn."""
    known = drawings.index()
    found, unknown = [], []
    for subject in sheet.spec.subjects:
        if subject.concept == RAINBOW and shows_rainbow(sheet.spec):
            continue
        if subject.concept in known:
            found.extend([known[subject.concept]] * subject.count)
        else:
            unknown.append(subject.concept)
    return found[:MOST], unknown


def place(view: View, arts: list[Art], room: Box) -> list[Stood]:
    """Stand the subjects side by side inside `room` (above the feet); each within a column of its own."""
    environment = view.sheet.spec.environment
    stances = [_stance_in(art, environment) for art in arts]
    tall = [BADGE if stance == "badge" else drawings.size(art) for art, stance in zip(arts, stances, strict=True)]
    scale = _scale(arts, tall, stances, room)
    if shows_rainbow(view.sheet.spec):
        scale *= 0.6  # what stands before the bow leaves it to be seen
    widths = [_aspect(art, stance) * share * scale for art, share, stance in zip(arts, tall, stances, strict=True)]
    spare = room.width - sum(widths)
    gap = spare / (len(arts) + 1)
    rng = view.sheet.hand("place")
    out, x = [], room.x + gap
    for art, stance, share, width in zip(arts, stances, tall, widths, strict=True):
        height = share * scale
        shift = rng.uniform(-0.3, 0.3) * max(gap, 0)
        y = _top(view, stance, height, room, rng.uniform(0, 1), environment)
        out.append(
            Stood(art, stance, Box(x + shift, y, width, height), flip=x + width / 2 < room.x + room.width * 0.42)
        )
        x += width + gap
    return out


def draw(view: View, stood: list[Stood]) -> None:
    """Draw subjects, the far ones (higher feet) first, each on its shadow."""
    for one in sorted(stood, key=lambda item: item.box.bottom):
        box, sheet = one.box, view.sheet
        if one.stance == "ground":
            sheet.add(shadow(sheet, box.x + box.width / 2, box.bottom - box.height * 0.015, box.width * 0.52))
        if one.stance == "badge":
            badge(sheet, one.art, box.x + box.width / 2, box.y + box.height / 2, box.height / 2)
            continue
        sheet.add(toned(view, drawn(one.art, box, flip=one.flip)))
        if one.stance == "swim":
            _waterline(view, box)


def drawn(art: Art, box: Box, *, flip: bool = False) -> str:
    """A drawing whose visible part fills `box`; nested so that nothing leaves its own 128 x 128 box."""
    left, top, right, bottom = art.box
    scale = min(box.width / max(right - left, 0.05), box.height / max(bottom - top, 0.05))
    x = box.x + (box.width - (right - left) * scale) / 2 - left * scale
    y = box.bottom - bottom * scale
    mirror = ""
    if flip and art.group in {"nature", "people", "places"} and not _has_writing(art):
        centre = 2 * (x + (left + right) / 2 * scale)
        mirror = f' transform="matrix(-1 0 0 1 {centre:.1f} 0)"'
    inner = (
        f'<svg x="{x:.1f}" y="{y:.1f}" width="{scale:.1f}" height="{scale:.1f}" viewBox="0 0 128 '
        f'128">{drawings.svg(art)}</svg>'
    )
    return f"<g{mirror}>{inner}</g>"


def badge(sheet: Sheet, art: Art, x: float, y: float, radius: float) -> None:
    """A drawing on a round white card with a soft shadow."""
    sheet.add(circle(x, y + radius * 0.08, radius * 1.16, sheet.glow("#0A1020", 0.45, core=0.6)))
    sheet.add(circle(x, y, radius, "#FFFFFF"), circle(x, y, radius * 0.93, mix("#FFFFFF", sheet.palette.sheet, 0.45)))
    inner = radius * 1.24
    sheet.add(drawn(art, _fitted(art, x, y, inner)))


def _fitted(art: Art, x: float, y: float, side: float) -> Box:
    """The box of a drawing's own proportions, centred at (x, y), its longer side `side`."""
    left, top, right, bottom = art.box
    wide, tall = right - left, bottom - top
    scale = side / max(wide, tall)
    return Box(x - wide * scale / 2, y - tall * scale / 2, wide * scale, tall * scale)


def _has_writing(art: Art) -> bool:
    return art.group == "places" and art.label in {
        "hospital",
        "hotel",
        "convenience store",
        "bank",
        "taxi",
        "police car",
        "bus stop",
        "ambulance",
        "post office",
    }


def _stance_in(art: Art, environment: str | None) -> drawings.Stance:
    """The stance in this environment: ships sail on the sea, in space and water things float."""
    usual = drawings.stance(art)
    if environment == "sea" and drawings.swims(art):
        return "swim"
    if environment == "underwater" and usual == "ground" and art.group == "nature" and drawings.size(art) > 0.5:
        return "float"
    if environment != "sea" and usual == "swim":
        return "ground"
    if environment == "sea" and usual == "ground":
        return "badge"
    return usual


def _aspect(art: Art, stance: drawings.Stance) -> float:
    left, top, right, bottom = art.box
    return 1.0 if stance == "badge" else max((right - left) / max(bottom - top, 0.05), 0.2)


def _scale(arts: list[Art], tall: list[float], stances: list[drawings.Stance], room: Box) -> float:
    """The height of a share of 1.0: as large as the room allows, a single subject prominent but not bursting."""
    top = max(tall)
    goal = room.height * (0.52 + 0.34 * top) / top
    total = sum(_aspect(art, stance) * share for art, share, stance in zip(arts, tall, stances, strict=True))
    return min(goal, room.width * 0.86 / total)


def _top(
    view: View, stance: drawings.Stance, height: float, room: Box, chance: float, environment: str | None
) -> float:
    """The upper edge of a subject of this height."""
    if stance == "ground":
        return view.feet - height - chance * 0.012 * view.sheet.height
    if stance == "swim":
        return view.feet - height * 0.9 - chance * 0.05 * view.sheet.height - 0.02 * view.sheet.height
    free = max(room.height - height, 0)
    if environment == "underwater":
        return room.y + free * (0.25 + 0.45 * chance)
    return room.y + free * (0.10 + 0.30 * chance) if stance == "float" else room.y + free * (0.45 + 0.25 * chance)


def _waterline(view: View, box: Box) -> None:
    """Water in front of the hull."""
    low = box.bottom - box.height * 0.02
    view.sheet.add(
        ellipse(box.x + box.width / 2, low, box.width * 0.56, box.height * 0.055, view.lit("#4AA3CF"), opacity=0.95)
    )
    view.sheet.add(
        ellipse(
            box.x + box.width / 2,
            low - box.height * 0.012,
            box.width * 0.46,
            box.height * 0.02,
            view.lit("#D8F1FA"),
            opacity=0.55,
        )
    )
