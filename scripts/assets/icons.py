"""Icons of one colour for what the emoji lack, drawn in two: dark lines on the light ground of their outer contours."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.assets.bundle import Bundle, Drawing, licence, short_ids
from scripts.assets.licences import by, mit
from scripts.assets.packages import data, unpack

PACKAGES = {
    "game-icons": "@iconify-json/game-icons@1.2.4",
    "tabler": "@iconify-json/tabler@1.2.41",
    "healthicons": "@iconify-json/healthicons@1.2.13",
}
FLAGS = "@iconify-json/circle-flags@1.2.11"
AUTHORS = {
    "lorc": "Lorc",
    "delapouite": "Delapouite",
    "caro-asercion": "Caro Asercion",
    "cathelineau": "Cathelineau",
    "skoll": "Skoll",
    "heavenly-dog": "HeavenlyDog",
    "quoting": "Quoting",
    "sbed": "Sbed",
    "lord-berandas": "Lord Berandas",
}
Point = tuple[float, float]


def collect(bundle: Bundle, work: Path) -> None:
    """Add the chosen icons whose labels no emoji has."""
    taken = {drawing.label for drawing in bundle.drawings}
    table = tomllib.loads(Path(__file__).with_name("icons.toml").read_text(encoding="utf-8"))
    for name, groups in table.items():
        source = data(unpack(PACKAGES[name], work), "icons.json")
        for group, author, icon, label in listed(groups):
            if label not in taken:
                taken.add(label)
                body = two_toned(source["icons"][outlined(name, icon, source)]["body"], source["width"], name)
                bundle.drawings.append(Drawing(label, name, group, body, author=AUTHORS.get(author, ""), tint=True))
    licence("game-icons", by(list(AUTHORS.values()), PACKAGES["game-icons"]))
    licence("tabler", mit("Tabler Icons", "Copyright (c) 2020-2025 Paweł Kuna", PACKAGES["tabler"]))
    licence("healthicons", mit("Health Icons", "Copyright (c) 2021 Resolve to Save Lives", PACKAGES["healthicons"]))


def flags(bundle: Bundle, work: Path, names: dict[str, str]) -> None:
    """Add a round flag a country, by ISO 3166-1 alpha-2 code: a variant of the emoji's label."""
    source = data(unpack(FLAGS, work), "icons.json")
    for code, country in sorted(names.items()):
        if icon := source["icons"].get(code.lower()):
            body = short_ids(icon["body"], f"c{code}")
            drawn = f'<g transform="scale({128 / source["width"]:g})">{body}</g>'
            bundle.drawings.append(Drawing(f"flag: {country}", "flags", "flags", drawn, (code,)))
    licence("circle-flags", mit("Circle Flags", "Copyright (c) 2021 HatScripts", FLAGS))


def listed(groups: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, str, str, str]]:
    """Group, author, icon and label of each entry of a set."""
    for group, authors in groups.items():
        for author, entries in authors.items():
            for entry in entries:
                icon, _, label = entry.partition("=")
                yield group, author, icon, label or icon.replace("-", " ")


def outlined(name: str, icon: str, source: dict[str, Any]) -> str:
    """The icon in lines rather than as a solid shape, where its set has both."""
    lines = f"{icon}-outline"
    return lines if name == "healthicons" and lines in source["icons"] else icon


def two_toned(body: str, width: float, name: str) -> str:
    """The icon in the box of 128 x 128, with `{dark}` and `{light}` for its two colours."""
    scale = 128 / width
    found = contours(body, width, scale)
    outer = [one for one in found if one.closed and not any(other.holds(one) for other in found if other is not one)]
    ground = "".join(one.d for one in outer)
    light = f'<path fill="{{light}}" d="{ground}"/>' if ground else ""
    lines = "".join(one.d for one in found)
    if name == "tabler":
        dark = (
            f'<path fill="none" stroke="{{dark}}" stroke-width="{1.8 * scale:.1f}" stroke-linecap="round" '
            f'stroke-linejoin="round" d="{lines}"/>'
        )
    else:
        dark = f'<path fill="{{dark}}" fill-rule="evenodd" d="{lines}"/>'
    return light + dark


class Contour:
    """One contour in absolute coordinates of a tenth of a unit."""

    def __init__(self) -> None:
        self.d = ""
        self.points: list[Point] = []
        self.closed = False

    def add(self, letter: str, points: tuple[Point, ...]) -> None:
        """Append a segment."""
        self.points.extend(points)
        self.d += letter + " ".join(f"{x:.1f} {y:.1f}".replace(".0", "") for x, y in points)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of its points."""
        across, down = [x for x, _ in self.points], [y for _, y in self.points]
        return min(across), min(down), max(across), max(down)

    def holds(self, other: "Contour") -> bool:
        """Whether the other lies inside its box; of equal boxes neither does."""
        mine, its = self.box, other.box
        inside = mine[0] <= its[0] and mine[1] <= its[1] and mine[2] >= its[2] and mine[3] >= its[3]
        return self.closed and inside and mine != its


def contours(body: str, width: float, scale: float) -> list[Contour]:
    """The contours of all shapes of an icon."""
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.svgLib.path import SVGPath

    pen = RecordingPen()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}">{body}</svg>'
    SVGPath.fromstring(svg.encode(), transform=(scale, 0, 0, scale, 0, 0)).draw(pen)
    letters = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "qCurveTo": "Q"}
    found: list[Contour] = []
    for step, points in pen.value:
        if step == "moveTo":
            found.append(Contour())
        if step == "closePath":
            found[-1].closed = True
            found[-1].d += "Z"
        elif step in letters:
            found[-1].add(letters[step], points)
    for one in found:
        one.closed = one.closed or (len(one.points) > 2 and near(one.points[0], one.points[-1]))
    return [one for one in found if len(one.points) > 1]


def near(one: Point, other: Point) -> bool:
    """Whether two points are the same to the eye."""
    return abs(one[0] - other[0]) < 0.2 and abs(one[1] - other[1]) < 0.2
