"""Land as SVG paths: fills of countries, coasts and borders, only what a view shows and as finely as it can be seen."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from tools.images.illustrator.atlas import Country, Land, Polygon, Scale
from tools.images.illustrator.atlas import land as load
from tools.images.illustrator.canvas import Sheet
from tools.images.illustrator.maps.frame import View
from tools.images.illustrator.maps.projection import Azimuthal, Hemispheres, Point, World, apart

FINE = 0.7
"""Design units: points of a line that lie closer to the last one are left out."""

HORIZON = 150.0
"""Degrees from the middle of a view beyond which nothing is drawn: what lies opposite it would turn inside out."""


class Drawn:
    """The land of a view."""

    def __init__(self, sheet: Sheet, view: View, scale: Scale | None = None) -> None:
        self.view = view
        self.scale: Scale = scale or ("world" if view.whole else "region")
        self.land: Land = load(self.scale)
        self.fine = FINE if sheet.scale < 1.6 else 0.55
        self.seen = [self._sees(*cap) for cap in self.land.caps]
        self.known: dict[int, list[Point]] = {}

    def country(self, country: Country) -> str:
        """The fill of a country; "" when it is not in the view."""
        return "".join(self._polygon(polygon) for polygon in country.polygons)

    def everything(self) -> str:
        """The fill of all land."""
        return "".join(self.country(country) for country in self.land.countries)

    def coasts(self) -> str:
        """The lines between land and water."""
        return self._lines(number for number, uses in _uses(self.scale).items() if uses == 1)

    def borders(self) -> str:
        """The lines between countries."""
        return self._lines(number for number, uses in _uses(self.scale).items() if uses > 1)

    def _sees(self, longitude: float, latitude: float, radius: float) -> bool:
        view = self.view
        if not isinstance(view.projection, Azimuthal):
            return True
        centre = (view.projection.longitude, view.projection.latitude)
        return apart(centre, (longitude, latitude)) - radius < min(view.reach * 1.05, HORIZON)

    def _polygon(self, polygon: Polygon) -> str:
        numbers = [number if number >= 0 else ~number for ring in polygon.rings for number in ring]
        if not any(self.seen[number] for number in numbers) and not self._covers(polygon):
            return ""
        if isinstance(self.view.projection, World):
            return "".join(self._turned(self.view.projection, ring) for ring in polygon.rings)
        if isinstance(self.view.projection, Hemispheres):
            return "".join(self._halved(self.view.projection, ring) for ring in polygon.rings)
        return "".join(_closed(self._ring(ring)) for ring in polygon.rings)

    def _halved(self, projection: Hemispheres, numbers: tuple[int, ...]) -> str:
        """A ring in each hemisphere that it reaches into; what lies beyond follows the rim."""
        out, ring = "", self.land.ring(numbers)
        for upper in (True, False):
            sided = [projection.side(upper, *point) for point in ring]
            if any(within for _, within in sided):
                out += _closed(thinned([self._put(point) for point, _ in sided], self.fine))
        return out

    def _put(self, point: Point) -> Point:
        return self.view.x + self.view.scale * point[0], self.view.y + self.view.scale * point[1]

    def _covers(self, polygon: Polygon) -> bool:
        """Whether the whole view may lie inside a polygon: its lines are then outside, its fill is not."""
        return polygon.area > self.view.reach**2 and self.view.reach < 30

    def _ring(self, numbers: tuple[int, ...]) -> list[Point]:
        out: list[Point] = []
        for number in numbers:
            points = self._arc(number if number >= 0 else ~number)
            out.extend(points if number >= 0 else points[::-1])
        return out

    def _arc(self, number: int) -> list[Point]:
        """An arc on the sheet: fine where it is seen, coarse where it only closes a fill."""
        if number not in self.known:
            points = self.land.arc(number)
            if not self.seen[number]:
                points = _coarse(points, self.view.reach / 4)
            self.known[number] = thinned([self.view.at(*point) for point in points], self.fine)
        return self.known[number]

    def _turned(self, projection: World, numbers: tuple[int, ...]) -> str:
        """A ring on a world map, and again a turn to the left and right: the world's outline cuts them."""
        ring = self.land.ring(numbers)
        whole = ring[-1][0] - ring[0][0]
        if abs(whole) > 300:  # around a pole
            pole = -90.0 if ring[0][1] < 0 else 90.0
            ring = [*ring, (ring[-1][0], pole), (ring[0][0], pole)]
        low, high = min(x for x, _ in ring), max(x for x, _ in ring)
        out = ""
        for turn in (-360, 0, 360, 720):
            if high + turn > projection.longitude - 180 and low + turn < projection.longitude + 180:
                points = [self._flat(projection, x + turn, y) for x, y in ring]
                out += _closed(thinned(points, self.fine))
        return out

    def _flat(self, projection: World, x: float, y: float) -> Point:
        return self._put(projection(x, y))

    def _lines(self, numbers: Iterable[int]) -> str:
        return "".join(self._line(number) for number in numbers if self.seen[number])

    def _line(self, number: int) -> str:
        """An arc as open lines, without jumps from one side of the map to another."""
        points = self._arc(number)
        widest = self.view.scale * {World: 3.0, Azimuthal: 1.2, Hemispheres: 0.5}[type(self.view.projection)]
        out, last = "", None
        for point in points:
            if last is None or max(abs(point[0] - last[0]), abs(point[1] - last[1])) > widest:
                out += f"M{point[0]:.1f} {point[1]:.1f}"
            else:
                out += f"L{point[0]:.1f} {point[1]:.1f}"
            last = point
        return out


@lru_cache(maxsize=2)
def _uses(scale: Scale) -> dict[int, int]:
    """How many rings use each arc: two countries share a border, one has a coast."""
    return Counter(
        number if number >= 0 else ~number
        for country in load(scale).countries
        for polygon in country.polygons
        for ring in polygon.rings
        for number in ring
    )


def thinned(points: list[Point], fine: float) -> list[Point]:
    """Points of a line that are at least `fine` apart in one direction, its ends kept."""
    out = points[:1]
    for point in points[1:-1]:
        if abs(point[0] - out[-1][0]) > fine or abs(point[1] - out[-1][1]) > fine:
            out.append(point)
    return [*out, points[-1]]


def _coarse(points: list[Point], degrees: float) -> list[Point]:
    out = points[:1]
    for point in points[1:-1]:
        if abs(point[0] - out[-1][0]) > degrees or abs(point[1] - out[-1][1]) > degrees:
            out.append(point)
    return [*out, points[-1]]


def _closed(points: list[Point]) -> str:
    if len(points) < 3:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
