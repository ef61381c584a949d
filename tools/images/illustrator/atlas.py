"""The atlas: land of the world, countries by ISO 3166-1 code, and the places that names mean in many languages.

Borders are drawn as Natural Earth draws them (de facto, neutral): what it draws apart and ISO does not list, such as
Somaliland, is land with a border of its own and without a code, so it is never coloured.
"""

import json
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any, Literal

from core.models import Credit
from core.scene import Place
from tools.images.illustrator import art

Scale = Literal["world", "region"]
Point = tuple[float, float]

CREDIT = Credit(
    work="Natural Earth (world-atlas)", author="Natural Earth, Michael Bostock", licence="Public domain, ISC",
    url="naturalearthdata.com",
)  # fmt: skip
_ARTICLES = ("the ", "la ", "le ", "les ", "el ", "der ", "die ", "das ", "il ", "o ", "a ")


@dataclass(frozen=True)
class Polygon:
    """Rings of arc numbers (~n: arc n backwards), the outer one first; area in square degrees at the equator."""

    rings: tuple[tuple[int, ...], ...]
    area: float


@dataclass(frozen=True)
class Country:
    """`at` is the longitude and latitude of a point well inside its largest polygon."""

    code: str
    name: str
    at: Point
    polygons: tuple[Polygon, ...]

    @property
    def main(self) -> tuple[Polygon, ...]:
        """What is meant by the country on a map: its largest parts, without far and small ones."""
        return tuple(one for one in self.polygons if one.area >= 0.2 * self.polygons[0].area)


@dataclass
class Land:
    """Countries over shared arcs; arcs are decoded when they are asked for."""

    countries: tuple[Country, ...]
    caps: list[tuple[float, float, float]]
    raw: list[list[int]]
    scale: Point
    shift: Point
    known: dict[int, list[Point]] = field(default_factory=dict)

    def arc(self, number: int) -> list[Point]:
        """Longitudes and latitudes of an arc; numbers below zero are arcs backwards."""
        if number < 0:
            return self.arc(~number)[::-1]
        if number not in self.known:
            x = y = 0
            points = []
            deltas = self.raw[number]
            for at in range(0, len(deltas), 2):
                x, y = x + deltas[at], y + deltas[at + 1]
                points.append((x * self.scale[0] + self.shift[0], y * self.scale[1] + self.shift[1]))
            self.known[number] = points
        return self.known[number]

    def country(self, code: str) -> Country | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        return next((one for one in self.countries if one.code == code), None) if code else None

    def holds(self, country: Country, longitude: float, latitude: float) -> bool:
        """Whether a point lies in a country."""
        return any(_holds(self.ring(one.rings[0]), longitude, latitude) for one in country.polygons)

    def around(self, longitude: float, latitude: float) -> Country | None:
        """The country that holds a point."""
        for one in self.countries:
            for polygon in one.polygons:
                if polygon.area > 0.02 and _holds(self.ring(polygon.rings[0]), longitude, latitude):
                    return one
        return None

    def ring(self, numbers: tuple[int, ...]) -> list[Point]:
        """The points of a ring, longitudes continuous across the antimeridian."""
        out: list[Point] = []
        for number in numbers:
            points = self.arc(number)
            for x, y in points[1:] if out else points:
                turns = round((out[-1][0] - x) / 360) if out else 0
                out.append((x + 360 * turns, y))
        return out


@lru_cache(maxsize=2)
def land(scale: Scale) -> Land:
    """The land at 1:110 million (`world`) or 1:50 million (`region`)."""
    found = _read(f"{scale}.json")
    countries = tuple(
        Country(code, name, (at[0], at[1]), tuple(_polygon(one) for one in polygons))
        for code, name, at, polygons in found["countries"]
    )
    caps = [(cap[0], cap[1], cap[2]) for cap in found["caps"]]
    return Land(countries, caps, found["arcs"], (*found["scale"],), (*found["shift"],))


def place(name: str, language: str = "en") -> Place | None:
    """The country (by code) or the point that a name means, in this language or in English; None when it is unknown."""
    for base in dict.fromkeys((language.split("-")[0].lower(), "en")):
        known = _names(base)
        for tried in _forms(name):
            if tried in known:
                return _found(name, known[tried])
    return None


def country_name(code: str, language: str = "en") -> str:
    """What a country is called in a language (in English where that language is not bundled); "" when unknown."""
    for base in (language.split("-")[0].lower(), "en"):
        for name, meant in _listed(base).items():
            if meant == code:
                return name
    return ""


def centre(code: str) -> Point | None:
    """Longitude and latitude of a point well inside a country."""
    one = land("region").country(code)
    return one.at if one else None


def names(language: str) -> tuple[str, ...]:
    """Every name of a place that is known in a language, as it is written there."""
    return tuple(_listed(language.split("-")[0].lower()))


def _polygon(listed: list[Any]) -> Polygon:
    return Polygon(tuple(tuple(ring) for ring in listed[:-1]), listed[-1])


def _found(name: str, meant: str) -> Place:
    if len(meant) == 2 and meant.isupper():
        return Place(name=name, country=meant)
    latitude, longitude, _ = _read("places.json")[meant]
    return Place(name=name, latitude=latitude, longitude=longitude)


def _forms(name: str) -> list[str]:
    """The spellings that are looked up: as written, and without a leading article."""
    plain = " ".join(name.casefold().split())
    return [plain, *(plain.removeprefix(article) for article in _ARTICLES if plain.startswith(article))]


@lru_cache(maxsize=32)
def _names(language: str) -> dict[str, str]:
    return {" ".join(name.casefold().split()): meant for name, meant in _listed(language).items()}


@lru_cache(maxsize=32)
def _listed(language: str) -> dict[str, str]:
    found: dict[str, str] = _read(f"{language}.json")
    return found


@lru_cache(maxsize=32)
def _read(name: str) -> dict[str, Any]:
    with zipfile.ZipFile(BytesIO(art.archive("atlas.zip"))) as archive:
        if name not in archive.namelist():
            return {}
        found: dict[str, Any] = json.loads(archive.read(name))
        return found


def _holds(ring: list[Point], x: float, y: float) -> bool:
    """Whether a ring goes around a point (even-odd), whatever turn of the globe its longitudes are on."""
    turned = x + 360 * round((ring[0][0] - x) / 360)
    return any(_inside(ring, turned + 360 * turn, y) for turn in (-1, 0, 1))


def _inside(ring: list[Point], x: float, y: float) -> bool:
    odd = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            odd = not odd
    return odd
