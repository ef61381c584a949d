"""A small globe in a corner that shows where in the world a narrow view lies."""

import math

from tools.images.illustrator.canvas import Box, Sheet, circle, path, ring, stroke
from tools.images.illustrator.maps.frame import View
from tools.images.illustrator.maps.land import Drawn
from tools.images.illustrator.maps.projection import Azimuthal
from tools.images.illustrator.maps.tints import Tints

NARROW = 17.0
"""Degrees seen around the middle: what shows less needs a globe to tell where it is."""


def locator(sheet: Sheet, view: View, free: Box, taken: list[Box], colours: Tints) -> Box | None:
    """Draw the globe in a free corner, the farthest from where reading begins first; returns the box that it takes."""
    if not isinstance(view.projection, Azimuthal) or view.reach > NARROW:
        return None
    radius = 0.105 * min(sheet.width, sheet.height)
    corners = [
        Box(x, y, 2 * radius, 2 * radius)
        for y in (free.y, free.bottom - 2 * radius)
        for x in (free.right - 2 * radius, free.x)
    ]
    if sheet.spec.direction == "rtl":
        corners = [corners[1], corners[0], corners[3], corners[2]]
    box = next((one for one in corners if not any(one.meets(other) for other in taken)), None)
    if box is None:
        return None
    x, y = box.x + radius, box.y + radius
    middle = view.projection
    tilted = Azimuthal(middle.longitude - 14, max(min(middle.latitude * 0.75, 60), -60))
    small = View(tilted, radius / math.sqrt(2), x, y, 90.0)
    land = Drawn(sheet, small, "world")
    sheet.layer("locator", 1.0, "reveal")
    sheet.defs.append(f'<clipPath id="globe">{circle(x, y, radius, "#FFFFFF")}</clipPath>')
    sheet.add(circle(x, y + 5, radius + 8, "#05070F", opacity=0.22), circle(x, y, radius + 6, "#FFFFFF"))
    sheet.add(circle(x, y, radius, colours.sea))
    drawn = path(land.everything(), colours.land) + stroke(land.coasts(), colours.coast, 0.8)
    sheet.add(f'<g clip-path="url(#globe)">{drawn}</g>')
    at = small.at(middle.longitude, middle.latitude)
    sheet.add(ring(*at, 9, "#FFFFFF", 5), ring(*at, 9, colours.pin, 3))
    return Box(box.x - 12, box.y - 12, box.width + 24, box.height + 24)
