"""The map template: places of the world, countries in colour, routes, and a panel with the heading."""

from core.scene import Place
from tools.images.illustrator import placing
from tools.images.illustrator.art import Art
from tools.images.illustrator.atlas import Country
from tools.images.illustrator.canvas import Box, Sheet, circle, path, rect, ring, stroke
from tools.images.illustrator.colour import lighter, luminance, mix
from tools.images.illustrator.maps import labels, panel, route
from tools.images.illustrator.maps.frame import View, framed, outline, spot
from tools.images.illustrator.maps.land import Drawn
from tools.images.illustrator.maps.locator import locator
from tools.images.illustrator.maps.projection import GAP, RIM, Azimuthal, Hemispheres, Point, World
from tools.images.illustrator.maps.tints import Tints, tints
from tools.images.illustrator.wording import Inked, Words

LAND = 0.3
"""The depth of everything that lies on the land, so that pins stay on their places when layers move."""
PIN = 15.0
"""Design units: how far a pin reaches."""
SMALL = 15.0
"""Design units: a country that is smaller on the sheet is marked by a ring."""


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the part of the world that holds the places, marks and labels on it, and the words beside them."""
    rng = sheet.hand("composition")
    column, dark = rng.random() < 0.4, rng.random() < 0.25
    colours = tints(sheet.palette, dark=dark)
    plan = panel.planned(sheet, words, column=column)
    places = [place for place in sheet.spec.places if spot(place)]
    view = framed(sheet, plan.free, places)
    if view.world and not sheet.upright:
        view = framed(sheet, panel.whole(sheet), places)
        plan = panel.over(sheet, words, [view.at(*point) for place in places for point in outline(place)[::6]])
    land = Drawn(sheet, view)
    _sea(sheet, view, colours)
    _land(sheet, land, colours)
    found = _marked(sheet, land, places, colours)
    stops = [view.at(*point) for place in places if (point := spot(place))]
    legs = route.legs([view.at(*point) for point in _stops(land, places)]) if sheet.spec.route else []
    _route(sheet, legs, colours, arts)
    box, told = panel.draw(sheet, words, plan, colours)
    taken = [box] if box else []
    if inset := locator(sheet, view, plan.free, [*taken, *_around(stops)], colours):
        taken.append(inset)
    asked = _asked(words, land, places, found)
    return [*told, *_labels(sheet, words, asked, taken, legs, colours)]


def _sea(sheet: Sheet, view: View, colours: Tints) -> None:
    sheet.layer("sea", 0.0)
    sheet.add(rect(0, 0, sheet.width, sheet.height, sheet.gradient([(0, colours.sea), (1, colours.deep)])))
    far = 0.75 * max(sheet.width, sheet.height)
    sheet.add(circle(0.55 * sheet.width, 0.4 * sheet.height, far, sheet.glow(colours.shallow, 0.55)))
    if isinstance(view.projection, World):
        outline = path(_outline(view, view.projection), "#FFFFFF")
        sheet.defs.append(f'<clipPath id="world">{outline}</clipPath>')
        edge = sheet.gradient([(0, colours.deep), (1, mix(colours.deep, colours.shade, 0.5))])
        sheet.add(rect(0, 0, sheet.width, sheet.height, edge))
        sheet.add(path(_outline(view, view.projection), sheet.gradient([(0, colours.shallow), (1, colours.sea)])))
    if isinstance(view.projection, Hemispheres):
        _discs(sheet, view, colours)
        return
    if luminance(sheet.palette.paper) > 0.3:  # hands that draw on dark boards make every line as strong as a coast
        sheet.add(_clipped(view, stroke(_net(view), colours.net, 1.1, opacity=0.6)))


def _discs(sheet: Sheet, view: View, colours: Tints) -> None:
    """Two globes of water."""
    edge = sheet.gradient([(0, colours.deep), (1, mix(colours.deep, colours.shade, 0.5))])
    sheet.add(rect(0, 0, sheet.width, sheet.height, edge))
    radius = RIM * view.scale
    for side in (-1, 1):
        y = view.y + side * view.scale * (RIM + GAP / 2)
        sheet.add(circle(view.x, y + 7, radius + 5, "#05070F", opacity=0.2))
        sheet.add(circle(view.x, y, radius + 5, lighter(colours.shallow, 0.35)))
        sheet.add(circle(view.x, y, radius, sheet.gradient([(0, colours.shallow), (1, colours.sea)])))


def _outline(view: View, world: World) -> str:
    """The edge of a world map."""
    down = [view.at(world.longitude + 179.999, up) for up in range(90, -91, -2)]
    back = [view.at(world.longitude - 179.999, up) for up in range(-90, 91, 2)]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (*down, *back)) + "Z"


def _net(view: View) -> str:
    """Meridians and parallels, as close as the view is wide."""
    step = next((one for one in (30, 20, 10, 5, 2) if view.reach > 2.2 * one), 1)
    centre = view.projection.longitude
    middle = view.projection.latitude if isinstance(view.projection, Azimuthal) else 0.0
    wide = min(view.reach * 1.1, 170.0)
    west, east = centre - wide / max(1 - abs(middle) / 95, 0.25), centre + wide / max(1 - abs(middle) / 95, 0.25)
    west, east = max(west, centre - 178), min(east, centre + 178)
    south, north = max(middle - wide, -88), min(middle + wide, 88)
    lines: list[list[Point]] = [
        [(along, south + (north - south) * i / 24) for i in range(25)]
        for along in range(int(west // step) * step, int(east) + step, step)
        if west <= along <= east
    ]
    lines += [
        [(west + (east - west) * i / 40, up) for i in range(41)]
        for up in range(int(south // step) * step, int(north) + step, step)
        if south <= up <= north
    ]
    return "".join(route.line([view.at(*point) for point in one]) for one in lines)


def _land(sheet: Sheet, land: Drawn, colours: Tints) -> None:
    sheet.layer("land", LAND)
    whole = land.everything()
    coasts = land.coasts()
    parts = [
        f'<g transform="translate(0 4)">{stroke(coasts, colours.shade, 7, opacity=0.28)}</g>',
        stroke(coasts, colours.shallow, 9, opacity=0.35),
        f'<path d="{whole}" fill="{colours.land}" stroke="{colours.land}" stroke-width="0.9"/>',
        stroke(land.borders(), colours.border, 1.2, opacity=0.75),
        stroke(coasts, colours.coast, 1.3),
    ]
    sheet.add(_clipped(land.view, "".join(parts)))


def _marked(sheet: Sheet, land: Drawn, places: list[Place], colours: Tints) -> dict[str, Country]:
    """Colour the countries that are meant; a layer each, so that they come in one by one."""
    found: dict[str, Country] = {}
    for place in places:
        country = land.land.country(place.country)
        if country is None or not place.highlighted or country.code in found:
            continue
        number = len(found)
        found[country.code] = country
        fill, d = colours.marks[number % len(colours.marks)], land.country(country)
        sheet.layer(f"country {country.code}", LAND, "reveal", number)
        shadow = f'<g transform="translate(0 3)">{path(d, colours.shade, opacity=0.35)}</g>'
        edge = stroke(d, lighter(fill, 0.45), 2.2)
        sheet.add(_clipped(land.view, shadow + path(d, sheet.gradient([(0, lighter(fill, 0.1)), (1, fill)])) + edge))
    return found


def _route(sheet: Sheet, legs: list[list[Point]], colours: Tints, arts: list[Art]) -> None:
    for number, leg in enumerate(legs):
        sheet.layer(f"route {number + 1}", LAND, "draw", number)
        d = route.line(leg)
        sheet.add(stroke(d, colours.land, 9, opacity=0.7))
        sheet.add(_dashed(d, colours.route))
        sheet.add(path(route.head(leg, 20), colours.route))
    if legs and arts:
        longest = max(legs, key=len)
        x, y = longest[len(longest) // 2]
        sheet.layer("traveller", LAND, "reveal", len(legs))
        placing.badge(sheet, arts[0], x, y, 34)


def _dashed(d: str, colour: str) -> str:
    return stroke(d, colour, 5.5).replace("/>", ' stroke-dasharray="1 12"/>')


def _stops(land: Drawn, places: list[Place]) -> list[Point]:
    """Where a route goes: the places in order, without a country that one of the other places lies in."""
    points = [(place.longitude, place.latitude) for place in places if place.latitude is not None]
    out = []
    for place in places:
        country = land.land.country(place.country) if place.latitude is None else None
        within = country and any(land.land.holds(country, x, y) for x, y in points if x is not None and y is not None)
        if not within and (point := spot(place)):
            out.append(point)
    return out


def _asked(words: Words, land: Drawn, places: list[Place], found: dict[str, Country]) -> list[labels.Asked]:
    """The labels that the places want; a country with room for its name has no pin."""
    asked = []
    for place in places:
        point, text = spot(place), words.shown(place.name, "name on the map")
        if point is None or not text:
            continue
        at, pinned = land.view.at(*point), place.latitude is not None
        wide, high, fill = (0.0, 0.0, 0.0) if pinned else _room(land, found.get(place.country))
        small = pinned or max(wide, high) < SMALL
        pin = PIN if small else min(max(fill / max(wide, high) / 2, 4.0), 60.0)
        asked.append(labels.Asked(text, at, pin, (wide, high), fill, pinned=small))
    return asked


def _room(land: Drawn, country: Country | None) -> tuple[float, float, float]:
    """How wide and high a country's largest part is on the sheet, and its area."""
    if country is None:
        return 0.0, 0.0, 0.0
    view = land.view
    points = [view.at(*point) for point in land.land.ring(country.polygons[0].rings[0])]
    across, down = [x for x, _ in points], [y for _, y in points]
    turned = zip(points, points[1:] + points[:1], strict=True)
    area = abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in turned)) / 2
    return max(across) - min(across), max(down) - min(down), area


def _labels(
    sheet: Sheet, words: Words, asked: list[labels.Asked], taken: list[Box], legs: list[list[Point]], colours: Tints
) -> list[Inked]:
    edge = 0.6 * sheet.margin
    area = Box(edge, edge, sheet.width - 2 * edge, sheet.floor - 1.5 * edge)
    placed = labels.placed(sheet, asked, area, taken, [point for leg in legs for point in leg[::2]])
    out = []
    for number, (one, label) in enumerate(zip(asked, placed, strict=True)):
        name = f"label {number + 1}"
        sheet.layer(name, LAND, "reveal", number)
        _pin(sheet, one, colours)
        if label is None:
            words.notes.append(f"The name {one.text!r} found no free place on the map and was left out.")
            continue
        if label.lead:
            sheet.add(stroke(route.line(list(label.lead)), colours.card, 2.4, opacity=0.8))
        card = label.card
        sheet.add(rect(card.x, card.y + 2.5, card.width, card.height, "#05070F", round=13, opacity=0.25))
        sheet.add(rect(card.x, card.y, card.width, card.height, colours.card, round=13))
        out.append(Inked(label.block, colours.words, name))
    return out


def _pin(sheet: Sheet, asked: labels.Asked, colours: Tints) -> None:
    x, y = asked.at
    if not asked.pinned:
        return
    sheet.add(circle(x, y + 3, 14, "#05070F", opacity=0.3))
    sheet.add(circle(x, y, 14, "#FFFFFF"), circle(x, y, 9.5, colours.pin))
    sheet.add(ring(x, y, 19, colours.pin, 2, opacity=0.55))


def _around(stops: list[Point]) -> list[Box]:
    return [Box(x - 40, y - 40, 80, 80) for x, y in stops]


def _clipped(view: View, drawn: str) -> str:
    return f'<g clip-path="url(#world)">{drawn}</g>' if view.world else drawn
