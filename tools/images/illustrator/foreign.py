"""Foreign drawings: SVG that a model or a user wrote, made harmless and fitted into the box that all drawings have.

Such text is hostile. It is parsed, never passed on: only shapes, groups, gradients, clips and masks, with numbers and
colours as attributes, are written anew. Nothing refers outside the drawing, and there is a cap on everything that
costs time. What is left out (letters, filters, pictures, scripts, animation) is simply not drawn.
"""

import re
from xml.etree.ElementTree import Element, ParseError, fromstring

from core.errors import Mistake
from tools.images.illustrator.art import Art

LONGEST = 200_000
"""Characters."""
MOST = 1_500
"""Elements."""
VEILED = 20
"""Groups that are clipped or see-through: each costs a picture of its own."""
CORNERS = 1_200
"""Numbers of one path: the time of a broad stroke grows with their square."""
NUMBERS = 20_000
"""Numbers of all paths."""
DEEPEST = 40
"""Levels of groups in groups."""
LARGEST = 1e5
"""Of a number: what is larger is no drawing but a trap for the renderer."""
SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
PAINTS = {"linearGradient", "radialGradient", "stop", "clipPath"}
GROUPS = {"svg", "g", "defs", "a", "switch"}
GEOMETRY = {
    "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height", "points",
    "offset", "transform", "gradientTransform", "gradientUnits", "spreadMethod", "clipPathUnits",
}  # fmt: skip
LOOKS = {
    "fill", "fill-opacity", "fill-rule", "clip-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "opacity", "stop-color", "stop-opacity", "clip-path", "display",
    "visibility", "color",
}  # fmt: skip
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_SAFE = re.compile(r"[\w\s#.,%()+\-]*")
_OWN = re.compile(r"^url\(\s*['\"]?#([\w.\-]+)['\"]?\s*\)$")


def art(svg: str) -> Art:
    """The drawing as art of the index's form; a Mistake says in one sentence why it cannot be drawn."""
    root = _parsed(svg)
    left, top, width, height = _view(root)
    scale = 128 / max(width, height)
    x, y = (128 - width * scale) / 2 - left * scale, (128 - height * scale) / 2 - top * scale
    body = f'<g transform="translate({x:.3f} {y:.3f}) scale({scale:.6f})">{_written(root)}</g>'
    return Art(label="drawing", file="", group="objects", box=_box(body), own=True, body=body)


def _parsed(svg: str) -> Element:
    if len(svg) > LONGEST:
        raise Mistake(f"The drawing has {len(svg):,} characters; at most {LONGEST:,} are drawn: simplify it.")
    if "<!doctype" in svg.lower() or "<!entity" in svg.lower():
        raise Mistake("The drawing declares a document type or entities, which are not read: remove that declaration.")
    try:
        root = fromstring(svg.lstrip("\ufeff \n\r\t"))
    except (ParseError, ValueError) as error:
        raise Mistake(f"The drawing is not well-formed SVG: {error}.") from None
    if _name(root) != "svg":
        raise Mistake("The drawing is not SVG: its outermost element must be <svg>.")
    _check_costs(root)
    return root


def _check_costs(root: Element) -> None:
    """A Mistake when the renderer would need long for it."""
    level, count, deep = [root], 0, 0
    while level:
        level, count, deep = [child for one in level for child in one], count + len(level), deep + 1
    if deep > DEEPEST or count > MOST:
        limit = f"{MOST:,} elements and {DEEPEST} levels"
        raise Mistake(f"The drawing has more than {limit}, which is the most that is drawn: simplify it.")
    paths = [len(_NUMBER.findall(one.get("d", "") + one.get("points", ""))) for one in root.iter()]
    veiled = sum(bool(_veils(one)) for one in root.iter())
    if max(paths) > CORNERS or sum(paths) > NUMBERS:
        limit = f"{CORNERS:,} numbers in one path and {NUMBERS:,} in all"
        raise Mistake(f"The drawing's paths are too long; at most {limit} are drawn: simplify it.")
    if veiled > VEILED:
        raise Mistake(f"The drawing has {veiled} clipped or see-through groups, over {VEILED}: simplify it.")


def _veils(element: Element) -> bool:
    style = element.get("style", "")
    clipped = element.get("clip-path") or "clip-path" in style
    see_through = _name(element) in GROUPS and (element.get("opacity") or "opacity" in style)
    return bool(clipped or see_through)


def _view(root: Element) -> tuple[float, float, float, float]:
    """Left, top, width and height in user units; 100 x 100 where nothing is said."""
    numbers = [float(found) for found in _NUMBER.findall(root.get("viewBox", ""))]
    if len(numbers) != 4:
        numbers = [0.0, 0.0, *(float((_NUMBER.findall(root.get(side, "")) or ["100"])[0]) for side in _SIDES)]
    left, top, width, height = numbers
    if not (0.01 < width < LARGEST and 0.01 < height < LARGEST and abs(left) < LARGEST and abs(top) < LARGEST):
        raise Mistake("The drawing's viewBox is not a drawable size: give it as viewBox='0 0 width height'.")
    return left, top, width, height


_SIDES = ("width", "height")


def _written(element: Element) -> str:
    name = _name(element)
    if name not in SHAPES | PAINTS | GROUPS:
        return ""
    inner = "".join(_written(child) for child in element)
    if name in {"svg", "a", "switch"}:
        name = "g"
    attributes = "".join(f' {key}="{value}"' for key, value in _attributes(element).items())
    return f"<{name}{attributes}>{inner}</{name}>"


def _attributes(element: Element) -> dict[str, str]:
    said = {_local(key): value for key, value in element.attrib.items()}
    for one in said.pop("style", "").split(";"):
        key, _, value = one.partition(":")
        said[key.strip()] = value.strip()
    kept = {}
    for key, value in said.items():
        if key == "id" and re.fullmatch(r"[\w.\-]{1,80}", value):
            kept["id"] = f"foreign-{value}"
        elif key == "href" and re.fullmatch(r"#[\w.\-]{1,80}", value) and _name(element).endswith("Gradient"):
            kept["xlink:href"] = f"#foreign-{value[1:]}"
        elif key in LOOKS and (own := _OWN.match(value)):
            kept[key] = f"url(#foreign-{own[1]})"
        elif key in LOOKS | GEOMETRY and _SAFE.fullmatch(value) and "url" not in value.lower() and _modest(value):
            kept[key] = value
    return kept


def _modest(value: str) -> bool:
    return value.startswith("#") or all(abs(float(number)) < LARGEST for number in _NUMBER.findall(value))


def _box(body: str) -> tuple[float, float, float, float]:
    """Where anything shows, as shares of the 128 x 128 box; a Mistake when nothing does."""
    import numpy as np
    import pyvips

    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 128 128" '
    try:
        image = pyvips.Image.svgload_buffer(f'{head}width="256" height="256">{body}</svg>'.encode())
    except pyvips.Error:
        raise Mistake("The drawing cannot be rendered: check its paths.") from None
    seen = np.asarray(image.numpy())[..., 3] > 8
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not rows.size:
        raise Mistake("The drawing shows nothing that can be drawn: letters, pictures and filters are left out.")
    return columns[0] / 256, rows[0] / 256, (columns[-1] + 1) / 256, (rows[-1] + 1) / 256


def _name(element: Element) -> str:
    return _local(element.tag) if isinstance(element.tag, str) else ""


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]
