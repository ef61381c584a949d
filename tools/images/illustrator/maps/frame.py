"""Which part of the world a map shows: around its places, as large as the free part of the sheet allows."""

import math
from dataclasses import dataclass

from core.scene import Place
from tools.images.illustrator import atlas
from tools.images.illustrator.canvas import Box, Sheet
from tools.images.illustrator.maps.projection import (
    GAP,
    RIM,
    Azimuthal,
    Hemispheres,
    Point,
    Projection,
    World,
    apart,
    middle,
)

WIDEST = 55.0
"""Degrees from the middle to the farthest place: beyond it the whole world is shown."""
FAR = 1.8
"""Radii of the globe from the middle to a corner of the sheet: 128 degrees, where shapes are still known."""
NARROWEST = 3.2
"""Degrees: a map shows at least this far around its middle, so that a city state lies in a country one knows."""
OPEN = 24.0
"""Degrees around a point at sea or near a pole: nearer there would be nothing to see."""
SEAM = -169.0
"""Longitude where a world map is cut: the Bering Strait."""
LOW, HIGH = -58.0, 80.0
"""Latitudes that a world map shows at least."""


@dataclass(frozen=True)
class View:
    """A projection on the sheet: `scale` units a radius of the globe, its origin at (x, y), `reach` degrees seen."""

    projection: Projection
    scale: float
    x: float
    y: float
    reach: float

    @property
    def world(self) -> bool:
        """Whether the whole world is shown on one sheet of map."""
        return isinstance(self.projection, World)

    @property
    def whole(self) -> bool:
        """Whether the whole world is shown."""
        return not isinstance(self.projection, Azimuthal)

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a place is on the sheet."""
        near = self.projection.near(longitude) if isinstance(self.projection, World) else longitude
        x, y = self.projection(near, latitude)
        return self.x + self.scale * x, self.y + self.scale * y


def spot(place: Place) -> Point | None:
    """Longitude and latitude of a place: its point, else one inside its country; None when it has neither."""
    if place.latitude is not None and place.longitude is not None:
        return place.longitude, place.latitude
    return atlas.centre(place.country)


def framed(sheet: Sheet, free: Box, places: list[Place]) -> View:
    """The view that shows the places inside `free`; the whole world without any."""
    edges = [point for place in places for point in outline(place)]
    if not edges:
        return _whole(sheet, free, [])
    centre = _centre(edges)
    if max(apart(centre, point) for point in edges) > WIDEST:
        return _whole(sheet, free, edges)
    projection = Azimuthal(*centre)
    box = _bounds([projection(*point) for point in edges])
    alone = len(places) == 1
    share = 0.66 if alone else 0.72
    least = 2 * math.radians(_around(places))
    scale = min(
        free.width * share / max(box.width, 1e-6),
        free.height * share / max(box.height, 1e-6),
        min(free.width, free.height) / least,
    )
    x = free.x + free.width / 2 - scale * (box.x + box.width / 2)
    y = free.y + free.height / 2 - scale * (box.y + box.height / 2)
    left, right = min(free.x, 0.2 * sheet.width), max(free.right, 0.8 * sheet.width)
    if _far(x, y, left, right, sheet) > FAR * scale:
        return _whole(sheet, free, edges)
    far = _far(x, y, 0, sheet.width, sheet) / scale
    return View(projection, scale, x, y, math.degrees(2 * math.asin(min(far / 2, 1.0))))


def _far(x: float, y: float, left: float, right: float, sheet: Sheet) -> float:
    """How far the farthest corner of a part of the sheet is from a point."""
    return max(math.hypot(cx - x, cy - y) for cx in (left, right) for cy in (0, sheet.height))


def _around(places: list[Place]) -> float:
    """Degrees that are seen around a single place at least, around places together less."""
    if len(places) > 1:
        return 0.6 * NARROWEST
    point = spot(places[0])
    if places[0].country or point is None:
        return NARROWEST
    if abs(point[1]) > 66 or atlas.land("world").around(*point) is None:
        return OPEN
    return 1.5 * NARROWEST


def _whole(sheet: Sheet, free: Box, edges: list[Point]) -> View:
    """The world as wide as the sheet, cut where no place lies; two hemispheres on an upright sheet without a route."""
    meridian = _meridian([along for along, _ in edges])
    projection = World(meridian)
    if sheet.upright and not sheet.spec.route:
        two = min(free.width / (2 * RIM), free.height / (4 * RIM + GAP))
        return View(Hemispheres(), two, free.x + free.width / 2, free.y + free.height / 2, 180.0)
    full = projection(meridian + 180, 0)[0]
    top, bottom = projection(0, HIGH)[1], projection(0, LOW)[1]
    if not sheet.upright:
        scale = max(sheet.width / (2 * full), free.height / (bottom - top) * 0.9)
        x = sheet.width / 2
    else:
        across = [projection(projection.near(along), up)[0] for along, up in edges] or [-full, full]
        span = max(max(across) - min(across), 0.9)
        scale = max(sheet.width / (2 * full), min(free.width * 0.8 / span, 0.62 * free.height / (bottom - top)))
        x = free.x + free.width / 2 - scale * (max(across) + min(across)) / 2
        x = min(max(x, sheet.width - scale * full), scale * full)
    y = free.y + free.height / 2 - scale * (top + bottom) / 2
    return View(projection, scale, x, y, 180.0)


def _meridian(longitudes: list[float]) -> float:
    """The middle meridian of a world map: the usual one, or another when a route would cross the usual cut."""
    turned = sorted((along - SEAM) % 360 for along in longitudes)
    if not turned or turned[-1] - turned[0] <= 215:
        return SEAM + 180
    gaps = [(after - before, before) for before, after in zip(turned, [*turned[1:], turned[0] + 360], strict=True)]
    widest, start = max(gaps)
    if widest < 100:
        return SEAM + 180
    cut = SEAM + start + widest / 2
    return (cut + 180 + 180) % 360 - 180


def outline(place: Place) -> list[Point]:
    """The points that must be seen of a place."""
    if place.latitude is not None and place.longitude is not None:
        return [(place.longitude, place.latitude)]
    land = atlas.land("region")
    country = land.country(place.country)
    if country is None:
        return []
    points = [point for polygon in country.main for point in land.ring(polygon.rings[0])]
    return points[:: max(len(points) // 160, 1)]


def _centre(points: list[Point]) -> Point:
    """The middle of the box of points around their middle, found in a few steps."""
    centre = middle(points)
    for _ in range(3):
        projection = Azimuthal(*centre)
        box = _bounds([projection(*point) for point in points])
        centre = projection.back(box.x + box.width / 2, box.y + box.height / 2)
    return centre


def _bounds(points: list[Point]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across) - min(across), max(down) - min(down))
