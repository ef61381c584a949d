"""Where subjects stand: relative sizes, contact shadows, no collisions, and what flies is not on the ground."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

from core.scene import Subject
from tools.images.illustrator import art as drawings
from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, circle, ellipse, middle, rect
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.grouping import ABREAST, Cluster, flock, herd
from tools.images.illustrator.scenery import RAINBOW, View, open_sky, shadow, shows_rainbow, toned
from tools.images.illustrator.skies import PHASES, SUN, moon_asked, sun_asked

Stance = Literal["ground", "float", "swim", "badge", "table", "frame"]
BADGE = 0.5
"""A badge's height as a share of the largest subject's."""
ADULT = 0.8
"""How high an adult character is in the box of its drawing; children and elders are drawn to the same scale."""
MOST = 14
"""More drawings than this in one view would be crowded."""
FAR = 0.56
"""The size of a background subject beside its size in front."""
ROOM = 2.3
"""Metres: what is taller does not stand in a room; it hangs there as a picture."""
INSIDE = 0.74
"""The largest scale in a room, as a share of the sheet's height: a person is as high as a door, a cat is not."""
TALLER = 1.5
"""Times as high as wide: such a sheet has little room side by side and much ground, so that herds stand in two rows."""
ROWS = 0.15
"""The rise of feet from which a herd stands in two rows, in shares of the tallest possible height."""
TROPICAL = frozenset({"palm tree", "cactus"})
STARS = frozenset({"star", "glowing star"})


@dataclass(frozen=True)
class Stood:
    """A subject at its place: `box` is what is drawn of it; those of one `number` are one subject of the spec."""

    art: Art
    stance: Stance
    box: Box
    flip: bool = False
    number: int = 0
    concept: str = ""
    far: float = 0.0


@dataclass(frozen=True)
class Group:
    """A subject of the spec, `count` times: its stance and its height as a share of the tallest possible."""

    number: int
    subject: Subject
    art: Art
    stance: Stance
    share: float
    cluster: Cluster

    @property
    def width(self) -> float:
        """The group's width for a scale of 1."""
        return self.share * self.cluster.width

    @property
    def height(self) -> float:
        """The group's height for a scale of 1."""
        return self.share * self.cluster.height


def wanted(sheet: Sheet) -> tuple[list[Art], list[str]]:
    """The spec's subjects, repeated by their counts, and the concepts that cannot be drawn."""
    known = drawings.index()
    unknown = [
        subject.concept
        for number, subject in enumerate(sheet.spec.subjects)
        if subject.concept not in known and subject.character is None and not (number == 0 and sheet.spec.svg)
    ]
    return [art for _, _, art in _members(sheet)], unknown


def cast(sheet: Sheet) -> list[tuple[int, Subject]]:
    """The number and the subject of each of the drawings that `wanted` returns."""
    return [(number, subject) for number, subject, _ in _members(sheet)]


def _members(sheet: Sheet) -> list[tuple[int, Subject, Art]]:
    """Each drawing with its subject; what the sky shows by itself is not among them."""
    spec = sheet.spec
    in_sky = {RAINBOW} if shows_rainbow(spec) else set()
    in_sky |= {moon_asked(spec) or "", SUN if sun_asked(spec) else ""}
    found: list[tuple[int, Subject, Art]] = []
    subjects = spec.subjects or ((Subject(concept="drawing"),) if spec.svg else ())
    for number, subject in enumerate(subjects):
        art = None if subject.concept in in_sky else _art(sheet, number, subject)
        if art is not None:
            found.append((number, subject, art))
    counts = [subject.count for _, subject, _ in found]
    while sum(counts) > MOST:
        counts[counts.index(max(counts))] -= 1
    return [one for one, count in zip(found, counts, strict=True) for _ in range(count)]


def _art(sheet: Sheet, number: int, subject: Subject) -> Art | None:
    if number == 0 and sheet.spec.svg:
        from tools.images.illustrator import foreign

        return foreign.art(sheet.spec.svg)
    if subject.character is not None:
        from tools.images.illustrator import figures

        return figures.art(subject.character, subject.pose, subject.expression, subject.facing, sheet.spec.seed)
    found = drawings.find(subject.concept, sheet.palette)
    return found.model_copy(update={"colour": subject.colour}) if found and subject.colour else found


def groups(view: View, arts: list[Art], subjects: list[tuple[int, Subject]] | None = None) -> list[Group]:
    """The drawings gathered by subject; without `subjects` each is one of its own."""
    given = subjects or [(i, Subject(concept=art.label)) for i, art in enumerate(arts)]
    gathered: dict[int, tuple[Subject, Art, int]] = {}
    for (number, subject), art in zip(given, arts, strict=False):
        count = gathered[number][2] if number in gathered else 0
        gathered[number] = (subject, art, count + 1)
    return [_group(view, number, *one) for number, one in gathered.items()]


def _group(view: View, number: int, subject: Subject, art: Art, count: int) -> Group:
    stance = _stance_in(art, view, subject)
    share = _share(art, subject, stance)
    if subject.role == "background":
        share *= FAR
    elif subject.role == "support":
        share *= 0.9
    rng = view.sheet.hand(f"group{number}")
    aspect = _aspect(art, stance)
    if stance not in {"ground", "table", "swim"}:
        return Group(number, subject, art, stance, share, flock(rng, count, aspect))
    deep = stance == "ground" and not view.indoors and view.feet - view.back > 0.05 * view.sheet.height
    return Group(
        number,
        subject,
        art,
        stance,
        share,
        herd(rng, count, aspect, deep=deep, abreast=2 if view.sheet.height >= TALLER * view.sheet.width else ABREAST),
    )


def _share(art: Art, subject: Subject, stance: Stance) -> float:
    if subject.size is not None:
        return drawings.SIZES[subject.size]
    if stance in {"badge", "frame"}:
        return BADGE
    stature = (art.box[3] - art.box[1]) / ADULT
    return drawings.share(drawings.USUAL) * stature if subject.character is not None else drawings.size(art)


def hangs(sheet: Sheet) -> bool:
    """Whether a subject will hang on the wall of this room, or fly before it, so that the wall must be free."""
    known = drawings.index()
    here = [known[one.concept] for one in sheet.spec.subjects if one.character is None and one.concept in known]
    return any(_stance_inside(art, drawings.stance(art)) in {"frame", "float"} for art in here)


def place(view: View, arts: list[Art], room: Box, subjects: list[tuple[int, Subject]] | None = None) -> list[Stood]:
    """Stand the subjects inside `room` (above the feet); each group within a column of its own.

    On an upright sheet what is in the air has a band of its own above what stands below.
    """
    all_groups = groups(view, arts, subjects)
    low = [one for one in all_groups if one.stance in {"ground", "swim"}]
    high = [one for one in all_groups if one.stance not in {"ground", "swim"}]
    if not (view.sheet.upright and low and high):
        return columns(view, all_groups, room)
    share = 0.40
    above = Box(room.x, room.y, room.width, room.height * share)
    below = Box(room.x, room.y + room.height * (share + 0.03), room.width, room.height * (0.97 - share))
    return [*columns(view, high, above), *columns(view, low, below)]


def columns(view: View, wanted: list[Group], room: Box) -> list[Stood]:
    """Side by side, with what is left of the width between them."""
    if not wanted:
        return []
    scale = _scale(view, wanted, room)
    if shows_rainbow(view.sheet.spec):
        scale *= 0.6  # what stands before the bow leaves it to be seen
    gap = (room.width - sum(one.width for one in wanted) * scale) / (len(wanted) + 1)
    rng = view.sheet.hand("place")
    out, x = [], room.x + gap
    for one in wanted:
        shift = rng.uniform(-0.3, 0.3) * max(gap, 0)
        out.extend(_stand(view, one, x + shift, scale, room, rng.uniform(0, 1)))
        x += one.width * scale + gap
    return out


def _scale(view: View, wanted: list[Group], room: Box) -> float:
    """The height of a share of 1.0: as large as the room allows, a single subject prominent but not bursting."""
    top = max(one.share for one in wanted)
    goal = room.height * (0.52 + 0.34 * top) / top
    lowest = min(0.96 * max(_base(view, one, room) - room.y, 8) / one.height for one in wanted)
    if view.indoors and any(one.stance == "ground" for one in wanted):
        goal = min(goal, INSIDE * view.sheet.height)
    rises = [max(member.rise for member in one.cluster.members) * one.share for one in wanted if one.stance == "ground"]
    if not view.indoors and (steepest := max(rises, default=0.0)) > ROWS:
        goal = min(goal, _depth(view) / steepest)  # the second row stands on the ground behind, not before the first
    filled = 0.94 if view.sheet.upright else 0.86
    return min(goal, lowest, room.width * filled / sum(one.width for one in wanted))


def _depth(view: View) -> float:
    """How far up the ground feet may stand: below the horizon."""
    return 0.66 * (view.feet - view.horizon)


def _base(view: View, one: Group, room: Box) -> float:
    """The line that this group stands or swims on, or the lower side of the room for what hangs in the air."""
    if one.stance == "ground":
        return (view.back or view.feet) if one.subject.role == "background" else view.feet
    if one.stance == "swim":
        return view.surface if view.surface is not None else view.feet
    return room.bottom


def _stand(view: View, one: Group, x: float, scale: float, room: Box, chance: float) -> list[Stood]:
    """The members of a group from x, each at its height."""
    return stood_at(view, one, x, _foot(view, one, one.height * scale, room, chance), scale)


def stood_at(view: View, one: Group, x: float, bottom: float, scale: float) -> list[Stood]:
    """The members of a group from x on, the lowest foot at `bottom`."""
    unit, width = one.share * scale, one.width * scale
    rise = max(member.rise for member in one.cluster.members) * unit
    depth = _depth(view) if one.stance == "ground" and not view.indoors else rise
    flatter = min(1.0, depth / rise) if rise else 1.0  # no feet above the horizon
    flip = _flipped(view.sheet, one, x + width / 2)
    far = 0.22 if one.subject.role == "background" else 0.0
    stood = []
    for member in one.cluster.members:
        tall = unit * member.size
        wide = tall * _aspect(one.art, one.stance)
        box = Box(x + member.x * unit, bottom - member.rise * flatter * unit - tall, wide, tall)
        stood.append(Stood(one.art, one.stance, box, flip, one.number, one.subject.concept, far))
    return stood


def _flipped(sheet: Sheet, one: Group, middle: float) -> bool:
    """Whether a drawing is mirrored: as asked, else so that it looks into the picture. Emoji look to the left."""
    if one.art.body or one.subject.facing == "front":
        return False
    if one.subject.facing is not None:
        return one.subject.facing == "right"
    return middle < 0.47 * sheet.width


def _foot(view: View, one: Group, height: float, room: Box, chance: float) -> float:
    """The line that the lowest member stands on."""
    environment, sheet = view.sheet.spec.environment, view.sheet
    base = _base(view, one, room)
    if one.stance in {"ground", "swim"}:
        return base + (0.03 * height if one.stance == "swim" else 0.0) - chance * 0.012 * sheet.height
    free = max(room.height - height, 0)
    if environment == "underwater":
        return min(room.y + free * (0.25 + 0.45 * chance), view.feet - 0.11 * sheet.height - height) + height
    share = 0.10 + 0.30 * chance if one.stance == "float" else 0.45 + 0.25 * chance
    return min(room.y + free * share + height, view.feet - 8)


def draw(view: View, stood: list[Stood]) -> None:
    """Draw subjects, the far ones (higher feet) first, each subject in a layer of its own, on its shadow."""
    by_number: dict[int, list[Stood]] = {}
    for one in stood:
        by_number.setdefault(one.number, []).append(one)
    order = sorted(by_number.values(), key=lambda group: (group[0].far == 0, max(one.box.bottom for one in group)))
    for group in order:
        first = group[0]
        view.sheet.layer(f"subject {first.number + 1} {first.concept or first.art.label}", 0.8 if first.far else 1.0)
        for one in sorted(group, key=lambda item: item.box.bottom):
            _draw_one(view, one)
        if first.number == 0:
            view.sheet.focus = middle([one.box for one in group])


def _draw_one(view: View, one: Stood) -> None:
    box, sheet = one.box, view.sheet
    middle = box.x + box.width / 2
    if one.stance in {"ground", "table"}:
        sheet.add(shadow(sheet, middle, box.bottom - box.height * 0.015, box.width * 0.52, 0.34 - one.far))
    if one.stance == "badge":
        badge(sheet, one.art, middle, box.y + box.height / 2, box.height / 2)
        return
    if one.stance == "frame":
        framed(sheet, one.art, box)
        return
    sheet.add(toned(view, drawn(one.art, box, flip=one.flip), one.far))
    if one.stance == "swim":
        _waterline(view, box)


def drawn(art: Art, box: Box, *, flip: bool = False) -> str:
    """A drawing whose visible part fills `box`; nested so that nothing leaves its own 128 x 128 box."""
    left, top, right, bottom = art.box
    scale = min(box.width / max(right - left, 0.05), box.height / max(bottom - top, 0.05))
    x = box.x + (box.width - (right - left) * scale) / 2 - left * scale
    y = box.bottom - bottom * scale
    mirror = ""
    if flip and art.group in {"nature", "people", "places"} and not drawings.lettered(art):
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


def framed(sheet: Sheet, art: Art, box: Box) -> None:
    """A drawing as a picture in a wooden frame on the wall."""
    wood, edge = mix("#9A6A3E", sheet.palette.ink, 0.12), box.width * 0.055
    sheet.add(rect(box.x + edge * 0.7, box.y + edge, box.width, box.height, "#0A1020", round=3, opacity=0.16))
    sheet.add(rect(box.x, box.y, box.width, box.height, wood, round=3))
    sheet.add(rect(box.x + edge * 0.35, box.y + edge * 0.35, box.width - edge * 0.7, edge * 0.3, lighter(wood, 0.3)))
    paper = mix("#FFFFFF", sheet.palette.sheet, 0.4)
    sheet.add(rect(box.x + edge, box.y + edge, box.width - 2 * edge, box.height - 2 * edge, darker(paper, 0.12)))
    sheet.add(rect(box.x + edge, box.y + edge * 1.25, box.width - 2 * edge, box.height - 2.25 * edge, paper))
    sheet.add(drawn(art, _fitted(art, box.x + box.width / 2, box.y + box.height / 2, box.width * 0.66)))


def _fitted(art: Art, x: float, y: float, side: float) -> Box:
    """The box of a drawing's own proportions, centred at (x, y), its longer side `side`."""
    left, top, right, bottom = art.box
    wide, tall = right - left, bottom - top
    scale = side / max(wide, tall)
    return Box(x - wide * scale / 2, y - tall * scale / 2, wide * scale, tall * scale)


def _stance_in(art: Art, view: View, subject: Subject) -> Stance:
    """The stance in this place: ships sail where there is water, in space and water things float, no palm in snow."""
    usual: Stance = "ground" if subject.character is not None else drawings.stance(art)
    environment = view.sheet.spec.environment
    if view.indoors:
        return _stance_inside(art, usual)
    if _against_facts(view, art):
        return "badge"
    if drawings.swims(art) and environment != "underwater" and (view.surface is not None or environment == "sea"):
        return "swim"
    if environment == "underwater" and usual == "ground" and art.group == "nature" and drawings.metres(art) > 0.6:
        return "float"
    if environment == "sea" and usual == "ground" and view.surface == View.of(view.sheet).surface:
        return "badge"  # there is no shore to stand on
    return "ground" if usual == "swim" else usual


def _against_facts(view: View, art: Art) -> bool:
    """Whether the thing itself would be wrong here, so that only its sign may be shown."""
    spec = view.sheet.spec
    if art.label in TROPICAL and view.snowy:
        return True
    if not open_sky(spec):
        return False
    night = spec.time_of_day == "night"
    return (art.label == SUN and (night or spec.weather != "clear")) or (art.label in STARS and not night) or (
        art.label in PHASES and spec.weather != "clear")  # fmt: skip


def _stance_inside(art: Art, usual: Stance) -> Stance:
    """Under a roof: people and smaller animals on the floor, things on a table, the rest as pictures on the wall."""
    if usual == "badge":
        return "table" if art.group in {"objects", "food", "activities"} else "frame"
    tall = drawings.metres(art)
    alive = art.group in {"nature", "people"} or bool(art.body)
    if usual == "ground" and alive and tall <= ROOM:
        return "table" if tall <= 0.12 and not art.body else "ground"
    if usual == "ground" and art.group not in {"nature", "places"} and tall <= ROOM:
        return "table" if tall <= 0.6 else "ground"
    return "float" if usual == "float" and tall <= 0.6 and art.group in {"nature", "activities"} else "frame"


def _aspect(art: Art, stance: Stance) -> float:
    left, top, right, bottom = art.box
    return 1.0 if stance in {"badge", "frame"} else max((right - left) / max(bottom - top, 0.05), 0.2)


def _waterline(view: View, box: Box) -> None:
    """Water in front of the hull."""
    low, x = box.bottom - box.height * 0.02, box.x + box.width / 2
    at = partial(ellipse, x)
    view.sheet.add(at(low, box.width * 0.56, box.height * 0.055, view.lit("#4AA3CF"), opacity=0.95))
    light = view.lit("#D8F1FA")
    view.sheet.add(at(low - box.height * 0.012, box.width * 0.46, box.height * 0.02, light, opacity=0.55))
