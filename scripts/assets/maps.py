"""The atlas: land of the world at two scales, countries by ISO code, and a gazetteer in many languages."""

import math
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from scripts.assets.bundle import copied_licence
from scripts.assets.names import LANGUAGES, territories
from scripts.assets.packages import ART, compact, data, unpack, write_zip

WORLD = "world-atlas@2.0.2"
CORE = "cldr-core@48.2.0"
DATES = "cldr-dates-full@48.2.0"
NO_CODE = {"Kosovo": "XK"}  # a code in use that is not in ISO 3166-1
Point = tuple[float, float]


def build(work: Path) -> None:
    """Write atlas.zip: world.json (1:110 million), region.json (1:50 million) and a gazetteer for each language."""
    world = unpack(WORLD, work)
    codes = numeric_codes(work)
    region = land(data(world, "countries-50m.json"), codes)
    places = gazetteer(work, region)
    out = {"region.json": region, "world.json": land(data(world, "countries-110m.json"), codes), **places}
    write_zip(ART / "atlas.zip", {name: compact(value) for name, value in out.items()})
    copied_licence("world-atlas", world / "LICENSE")


def numeric_codes(work: Path) -> dict[str, str]:
    """ISO 3166-1: alpha-2 codes by numeric ones."""
    listed = data(unpack(CORE, work) / "supplemental", "codeMappings.json")["supplemental"]["codeMappings"]
    return {
        codes["_numeric"]: code
        for code, codes in sorted(listed.items(), reverse=True)
        if len(code) == 2 and "_numeric" in codes
    }


def land(topology: dict[str, Any], codes: dict[str, str]) -> dict[str, Any]:
    """A topology with the cap of each arc (longitude, latitude, radius), and its countries.

    A country is its code ("" for land that Natural Earth draws apart and ISO does not list), its name, where its label
    goes (longitude, latitude), and its polygons: rings of arc numbers, the largest polygon first.
    """
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [decoded(arc, scale, shift) for arc in topology["arcs"]]
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = codes.get(shape.get("id", ""), NO_CODE.get(name, "")) if name != "Ashmore and Cartier Is." else ""
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        sizes = {number: abs(area(ring(arcs, polygon[0]))) for number, polygon in enumerate(polygons)}
        order = sorted(sizes, key=lambda number: (-sizes[number], number))
        at = inside(ring(arcs, polygons[order[0]][0]))
        countries.append([code, name, at, [[*polygons[number], round(sizes[number], 3)] for number in order]])
    return {
        "scale": scale,
        "shift": shift,
        "arcs": [[part for point in arc for part in point] for arc in topology["arcs"]],
        "caps": [cap(arc) for arc in arcs],
        "countries": sorted(countries, key=lambda one: (one[0], one[1])),
    }


def decoded(arc: list[list[int]], scale: list[float], shift: list[float]) -> list[Point]:
    """The points of an arc, whose numbers are differences on a grid (TopoJSON)."""
    x = y = 0
    out = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        out.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    return out


def ring(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    """The points of a ring, longitudes continuous across the antimeridian."""
    out: list[Point] = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        for x, y in points[1:] if out else points:
            turns = round((out[-1][0] - x) / 360) if out else 0
            out.append((x + 360 * turns, y))
    return out


def area(points: list[Point]) -> float:
    """The area of a ring in square degrees at the equator."""
    total = 0.0
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        total += (x0 - x1) * (math.sin(math.radians(y0)) + math.sin(math.radians(y1))) * 28.65
    return total


def inside(points: list[Point]) -> list[float]:
    """A point well inside a ring: the middle of the longest stretch across it at one of several latitudes."""
    low, high = min(y for _, y in points), max(y for _, y in points)
    best = (0.0, 0.0, 0.0)
    for step in range(1, 16):
        y = low + (high - low) * step / 16
        cuts = sorted(crossings(points, y))
        weight = math.cos(math.radians(y)) * (1 - abs(step - 8) / 14)
        for left, right in zip(cuts[::2], cuts[1::2], strict=False):
            best = max(best, ((right - left) * weight, (left + right) / 2, y))
    return [round((best[1] + 180) % 360 - 180, 2), round(best[2], 2)]


def crossings(points: list[Point], y: float) -> list[float]:
    """Where a ring crosses a latitude."""
    found = []
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        if (y0 > y) != (y1 > y):
            found.append(x0 + (x1 - x0) * (y - y0) / (y1 - y0))
    return found


def cap(points: list[Point]) -> list[float]:
    """Longitude, latitude and radius in degrees of a circle on the globe that holds an arc."""
    vectors = [vector(point) for point in points]
    total = [sum(parts) for parts in zip(*vectors, strict=True)]
    length = math.sqrt(sum(part * part for part in total)) or 1.0
    middle = [part / length for part in total]
    far = max(math.degrees(math.acos(max(min(sum(map(product, middle, one)), 1), -1))) for one in vectors)
    x, y, z = middle
    return [round(math.degrees(math.atan2(y, x)), 2), round(math.degrees(math.asin(z)), 2), round(far + 0.02, 2)]


def product(first: float, second: float) -> float:
    """Of two numbers."""
    return first * second


def vector(point: Point) -> tuple[float, float, float]:
    """A longitude and latitude as a point on the unit sphere."""
    across, up = math.radians(point[0]), math.radians(point[1])
    return math.cos(up) * math.cos(across), math.cos(up) * math.sin(across), math.sin(up)


def gazetteer(work: Path, region: dict[str, Any]) -> dict[str, Any]:
    """`places.json`: English name -> latitude, longitude, country; `en.json` and others: name -> code, English name."""
    typed = tomllib.loads(Path(__file__).with_name("gazetteer.toml").read_text(encoding="utf-8"))
    here = {country[0] for country in region["countries"]} - {""}
    zones = timezones()
    english = {zone: zone.split("/")[-1].replace("_", " ") for zone in zones} | cities(work, "en")
    places: dict[str, list[Any]] = {english[zone]: [*at] for zone, at in zones.items()}
    places |= typed["cities"] | {name: [*at, ""] for name, at in typed["landmarks"].items()}
    out: dict[str, Any] = {"places.json": places}
    for language in ("en", *LANGUAGES):
        known = cities(work, language)
        names = {known[zone]: english[zone] for zone in zones if zone in known}
        names |= {local: name for name, local in typed["names"].get(language, {}).items()}
        names |= {name: code for code, name in territories(work, language).items() if code in here}
        if language == "en":
            names |= {name: name for name in places}
            names |= {name: code for code, name in territories(work, "en").items() if code in here}
            names |= {name: code for code, listed in typed["also"].items() for name in listed}
        out[f"{language}.json"] = names
    return out


def timezones() -> dict[str, tuple[float, float, str]]:
    """Latitude, longitude and country of the principal place of each time zone (tz database, public domain)."""
    found = {}
    for line in files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, at, zone = line.split("\t")[:3]
            split = re.fullmatch(r"([+-]\d+)([+-]\d+)", at)
            if split:
                found[zone] = (degrees(split[1]), degrees(split[2]), code)
    return found


def degrees(text: str) -> float:
    """Degrees of ±DDMM, ±DDDMM, ±DDMMSS or ±DDDMMSS (ISO 6709)."""
    sign, digits = (-1 if text[0] == "-" else 1), text[1:]
    whole = 3 if len(digits) in {5, 7} else 2
    seconds = int(digits[whole + 2 :] or 0)
    return round(sign * (int(digits[:whole]) + int(digits[whole : whole + 2]) / 60 + seconds / 3600), 2)


def cities(work: Path, language: str) -> dict[str, str]:
    """CLDR's names of the principal places of time zones, by zone."""
    main = data(unpack(DATES, work) / "main" / language, "timeZoneNames.json")["main"][language]
    found: dict[str, str] = {}
    walk(main["dates"]["timeZoneNames"]["zone"], "", found)
    return found


def walk(node: dict[str, Any], path: str, found: dict[str, str]) -> None:
    """Collect the cities below a node of CLDR's tree of zones."""
    for key, value in node.items():
        if isinstance(value, dict):
            if "exemplarCity" in value:
                found[f"{path}{key}"] = value["exemplarCity"]
            else:
                walk(value, f"{path}{key}/", found)
