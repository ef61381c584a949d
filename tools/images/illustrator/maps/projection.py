"""Two projections of the globe on a plane, y downward, in units of its radius."""

import math
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Azimuthal:
    """Lambert's azimuthal equal-area projection around a longitude and latitude: for parts of the world.

    Snyder, Map Projections: A Working Manual (1987), page 185.
    """

    longitude: float
    latitude: float

    def __call__(self, longitude: float, latitude: float) -> Point:
        """The point of the plane; what lies opposite the centre goes to a distance of 2."""
        along, up = math.radians(longitude - self.longitude), math.radians(latitude)
        low = math.radians(self.latitude)
        sin_low, cos_low, sin_up, cos_up = math.sin(low), math.cos(low), math.sin(up), math.cos(up)
        near = sin_low * sin_up + cos_low * cos_up * math.cos(along)
        k = math.sqrt(2 / max(1 + near, 1e-9))
        return k * cos_up * math.sin(along), -k * (cos_low * sin_up - sin_low * cos_up * math.cos(along))

    def back(self, x: float, y: float) -> Point:
        """Longitude and latitude of a point of the plane."""
        far = min(math.hypot(x, y), 2.0)
        if far < 1e-12:
            return self.longitude, self.latitude
        angle = 2 * math.asin(far / 2)
        low = math.radians(self.latitude)
        up = math.asin(max(min(math.cos(angle) * math.sin(low) - y * math.sin(angle) * math.cos(low) / far, 1.0), -1.0))
        along = math.atan2(
            x * math.sin(angle), far * math.cos(low) * math.cos(angle) + y * math.sin(low) * math.sin(angle)
        )
        return (self.longitude + math.degrees(along) + 180) % 360 - 180, math.degrees(up)


@dataclass(frozen=True)
class World:
    """The Natural Earth projection around a meridian: for the whole world.

    Šavrič, Jenny, Patterson, Petrovič, Hurni: A polynomial equation for the Natural Earth projection (2011).
    """

    longitude: float

    def __call__(self, longitude: float, latitude: float) -> Point:
        """The point of the plane; longitudes beyond half a turn go on outside the world's outline."""
        along, up = math.radians(longitude - self.longitude), math.radians(latitude)
        square = up * up
        fourth = square * square
        x = along * (
            0.8707 - 0.131979 * square + fourth * (-0.013791 + fourth * (0.003971 * square - 0.001529 * fourth))
        )
        y = up * (1.007226 + square * (0.015085 + fourth * (-0.044475 + 0.028874 * square - 0.005916 * fourth)))
        return x, -y

    def near(self, longitude: float) -> float:
        """The same longitude within half a turn of the meridian."""
        return longitude + 360 * round((self.longitude - longitude) / 360)


RIM = 2**0.5
"""Radius of a hemisphere in the azimuthal equal-area projection."""
GAP = 0.16
"""Between two hemispheres, in radii of the globe."""


@dataclass(frozen=True)
class Hemispheres:
    """Two hemispheres, one above the other: for the whole world on an upright sheet."""

    upper: Azimuthal = Azimuthal(-110, 0)
    lower: Azimuthal = Azimuthal(70, 0)

    @property
    def longitude(self) -> float:
        """The meridian between the two."""
        return -20.0

    def __call__(self, longitude: float, latitude: float) -> Point:
        """The point in the hemisphere that holds it."""
        upper = apart((longitude, latitude), (self.upper.longitude, self.upper.latitude)) <= 90
        return self.side(upper, longitude, latitude)[0]

    def side(self, upper: bool, longitude: float, latitude: float) -> tuple[Point, bool]:
        """The point in one hemisphere, on its rim when it lies beyond, and whether it lies within."""
        x, y = (self.upper if upper else self.lower)(longitude, latitude)
        far = math.hypot(x, y)
        shift = -(RIM + GAP / 2) if upper else RIM + GAP / 2
        if far > RIM:
            return (x * RIM / far, y * RIM / far + shift), False
        return (x, y + shift), True


Projection = Azimuthal | World | Hemispheres


def apart(first: Point, second: Point) -> float:
    """Degrees between two points (longitude, latitude) along the globe."""
    up, down = math.radians(first[1]), math.radians(second[1])
    along = math.radians(first[0] - second[0])
    near = math.sin(up) * math.sin(down) + math.cos(up) * math.cos(down) * math.cos(along)
    return math.degrees(math.acos(max(min(near, 1.0), -1.0)))


def middle(points: list[Point]) -> Point:
    """The middle of points on the globe; (0, 0) of none, or of points that lie all around."""
    x = sum(math.cos(math.radians(up)) * math.cos(math.radians(along)) for along, up in points)
    y = sum(math.cos(math.radians(up)) * math.sin(math.radians(along)) for along, up in points)
    z = sum(math.sin(math.radians(up)) for _, up in points)
    if math.hypot(x, y, z) < 1e-6:
        return 0.0, 0.0
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))
