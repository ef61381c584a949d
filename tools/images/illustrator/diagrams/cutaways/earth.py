"""The earth, the sun, a volcano, soil, air and an iceberg, cut open."""

import math
from random import Random

from tools.images.illustrator.canvas import circle, ellipse, path, rect, stroke
from tools.images.illustrator.diagrams.cutaways import Cutaway
from tools.images.illustrator.shapes import Point, blob, smooth


def _wedge(x: float, y: float, r: float, start: float, end: float, fill: str) -> str:
    """A sector between two angles in degrees, clockwise from three o'clock."""
    (ax, ay), (bx, by) = (
        (x + r * math.cos(math.radians(turn)), y + r * math.sin(math.radians(turn))) for turn in (start, end)
    )
    return path(f"M{x} {y}L{ax:.1f} {ay:.1f}A{r} {r} 0 {int(end - start > 180)} 1 {bx:.1f} {by:.1f}Z", fill)


def _at(r: float, turn: float) -> Point:
    return 200 + r * math.cos(math.radians(turn)), 200 + r * math.sin(math.radians(turn))


def earth() -> Cutaway:
    """The globe with a quarter taken out."""
    land = "#5DAE5B"
    globe = [
        circle(200, 200, 190, "#2F86C8"),
        circle(200, 200, 190, "#1E5F9C", opacity=0.25),
        path("M62 118c30-34 76-46 102-30 14 10-8 26 4 40 14 18-10 44-34 38-30-8-40 22-58 10-18-14-28-38-14-58z", land),
        path("M96 214c34-10 68 8 74 38 6 34-30 46-34 84-30-14-66-66-62-96 2-14 8-22 22-26z", land),
        path("M214 300c28-12 66-4 78 20-20 30-56 52-92 58-14-30-8-66 14-78z", "#6BBB66"),
        path("M176 14c20-4 44-4 60 0-8 14-44 16-60 0z", "#EAF6FB"),
    ]
    cut = [
        _wedge(200, 200, 190, -90, 8, "#7A4A2B"),
        _wedge(200, 200, 178, -90, 8, "#C8452D"),
        _wedge(200, 200, 150, -90, 8, "#DB5C2C"),
        _wedge(200, 200, 104, -90, 8, "#F39A2E"),
        _wedge(200, 200, 52, -90, 8, "#FFE27A"),
        circle(200, 200, 14, "#FFF6CF", opacity=0.7),
    ]
    shade = [stroke("M200 10V200L388 226", "#3A1A12", 2.4, opacity=0.35)]
    parts: dict[str, Point] = {
        "crust": _at(184, -62),
        "mantle": _at(140, -42),
        "outer core": _at(80, -28),
        "inner core": _at(32, -40),
        "upper mantle": _at(165, -52),
        "lower mantle": _at(126, -34),
        "core": _at(62, -36),
        "ocean": _at(150, 175),
        "continent": _at(120, 140),
    }
    names = (
        "earth's interior",
        "earth",
        "inside earth",
        "structure of earth",
        "layers of earth",
        "earth's layers",
        "interior of earth",
        "planet earth",
    )
    return Cutaway(names, (*globe, *cut, *shade), parts)


def sun() -> Cutaway:
    """The star with a quarter taken out."""
    body = [
        circle(200, 200, 199, "#FFB43A", opacity=0.28),
        circle(200, 200, 180, "#F58A1F"),
        circle(200, 200, 172, "#FBA62E"),
        *(
            circle(200 + x, 200 + y, r, "#F0841C", opacity=0.55)
            for x, y, r in ((-110, -40, 20), (-70, 70, 26), (-30, -120, 16), (10, 120, 18), (-130, 40, 11))
        ),
        circle(136, 262, 9, "#7C3A12"),
        circle(152, 270, 5, "#7C3A12"),
        path("M62 78c-30-34-50-8-34 22-8-24 8-40 34-22z", "#FF6A2A"),
        _wedge(200, 200, 180, -88, 6, "#F06A18"),
        _wedge(200, 200, 172, -88, 6, "#F9912A"),
        _wedge(200, 200, 124, -88, 6, "#FDBE49"),
        _wedge(200, 200, 60, -88, 6, "#FFF3B8"),
        circle(200, 200, 20, "#FFFFFF", opacity=0.8),
    ]
    for turn in (-72, -50, -28, -8):
        x, y = _at(148, turn)
        body.append(stroke(f"M{x - 12:.1f} {y:.1f}a12 12 0 1 1 12 12", "#D9600F", 3.4))
    parts: dict[str, Point] = {
        "core": _at(34, -40),
        "radiative zone": _at(92, -56),
        "convective zone": _at(148, -38),
        "photosphere": _at(176, -18),
        "corona": _at(190, 200),
        "sunspot": (136, 262),
        "prominence": (38, 86),
        "chromosphere": _at(179, 120),
    }
    return Cutaway(
        ("sun", "inside sun", "structure of sun", "layers of sun", "sun's interior", "star"), tuple(body), parts
    )


def volcano() -> Cutaway:
    """The mountain, its chamber below."""
    body = (
        rect(0, 286, 400, 114, "#8A5A3C", round=10),
        rect(0, 322, 400, 40, "#764A30"),
        rect(0, 360, 400, 40, "#5F3A26", round=10),
        ellipse(148, 40, 50, 28, "#9AA0A8"),
        ellipse(200, 28, 60, 28, "#B4BAC2"),
        ellipse(254, 46, 54, 27, "#A6ACB5"),
        ellipse(204, 64, 34, 28, "#C4CAD0"),
        path("M20 290C96 268 136 190 168 112h64c32 78 72 156 148 178z", "#6B5A55"),
        path("M44 290C112 268 150 196 176 126h48c26 70 64 142 132 164z", "#7F6C65"),
        path("M78 290C132 268 162 206 182 142h36c20 64 50 126 104 148z", "#94807A"),
        path("M164 112c12 10 60 10 72 0l-8-8h-56z", "#4A3B38"),
        path("M188 104h24l8 196h-40z", "#F4622B"),
        path("M194 104h12l4 196h-20z", "#FFB63B"),
        path("M196 214c30-4 54 10 84 12l-3 9c-30 0-54-10-81-6z", "#F4622B"),
        ellipse(200, 340, 118, 46, "#E2461F"),
        ellipse(200, 342, 92, 32, "#F98A2B"),
        ellipse(200, 346, 56, 17, "#FFD05A"),
        path("M174 112c-8 22-16 38-10 60 8-6 8-24 18-40zM226 112c6 28 20 44 22 74 8-14 0-44-10-70z", "#F4622B"),
        path("M180 100c6-26 14-40 20-60 6 20 16 34 20 60z", "#FFB63B"),
    )
    parts: dict[str, Point] = {
        "magma chamber": (150, 342),
        "vent": (200, 190),
        "main vent": (200, 190),
        "conduit": (200, 250),
        "crater": (178, 108),
        "lava": (244, 172),
        "lava flow": (244, 172),
        "ash cloud": (250, 44),
        "ash": (148, 40),
        "secondary vent": (272, 231),
        "side vent": (272, 231),
        "crust": (50, 330),
        "layers": (112, 270),
        "cone": (120, 240),
    }
    return Cutaway(("volcano", "inside volcano", "structure of volcano", "parts of volcano"), body, parts)


def soil() -> Cutaway:
    """The ground from the grass to the rock."""
    rng = Random(7)
    bands = ((74, "#3F7A35"), (96, "#3B2A1E"), (140, "#5A3D29"), (214, "#A8703F"), (290, "#C79A66"), (350, "#7D7F86"))
    body = []
    for top, colour in bands:
        crest: list[Point] = [(x, top + rng.uniform(-7, 7)) for x in range(20, 400, 45)]
        body.append(path(f"{smooth([(20, top), *crest[1:], (380, top)])}V396H20Z", colour))
    for _ in range(16):
        body.append(
            ellipse(rng.uniform(36, 364), rng.uniform(232, 345), rng.uniform(5, 13), rng.uniform(4, 9), "#8D7B66")
        )
    for x in range(30, 372, 9):
        body.append(
            stroke(
                f"M{x} 78q{rng.uniform(-6, 6):.1f}-14 {rng.uniform(-8, 8):.1f}-{rng.uniform(16, 32):.0f}",
                "#5BA548",
                3.4,
            )
        )
    body.append(stroke("M120 80c4 40-14 60-8 108M120 120c20 14 24 34 22 60M118 150c-22 10-26 22-34 40", "#E8D3AE", 4))
    body.append(stroke("M262 122c12-10 18 10 30 2s16 6 26-2", "#E58C8C", 7))
    body.append(path("M20 384l44-20 30 16 46-22 52 20 40-18 60 22 44-18 44 14v18H20z", "#6A6C73"))
    parts: dict[str, Point] = {
        "grass": (330, 62),
        "humus": (320, 108),
        "organic layer": (320, 108),
        "topsoil": (220, 176),
        "subsoil": (250, 250),
        "parent rock": (90, 318),
        "parent material": (90, 318),
        "bedrock": (300, 372),
        "root": (112, 190),
        "roots": (112, 190),
        "earthworm": (292, 124),
        "weathered rock": (90, 318),
    }
    return Cutaway(("soil layers", "soil", "layers of soil", "soil profile", "soil horizons"), tuple(body), parts)


def atmosphere() -> Cutaway:
    """The air from the ground to space."""
    bands = ((0, "#0B1238"), (78, "#1B2763"), (150, "#2F4A9A"), (226, "#4E83C8"), (300, "#8CC6EE"))
    body = [rect(20, top, 360, 400 - top, colour, round=12 if top == 0 else 0) for top, colour in bands]
    body += [
        circle(x, y, r, "#FFFFFF")
        for x, y, r in ((60, 24, 2), (130, 50, 1.6), (220, 20, 2.2), (300, 46, 1.8), (350, 18, 2), (180, 62, 1.4))
    ]
    body += [
        path("M250 38h40v10h-40zM226 34h20v18h-20zM294 34h20v18h-20z", "#D7DEE8"),
        stroke("M60 128c40-30 80 14 120-12s80 10 130-8", "#6FE3B4", 9, opacity=0.55),
        stroke("M326 168l-46 34", "#FFE39A", 4),
        circle(278, 203, 5, "#FFF4D0"),
        ellipse(120, 246, 17, 21, "#F0685A"),
        stroke("M114 264l3 16h6l3-16", "#8A5A3C", 2.5),
        rect(115, 279, 10, 8, "#8A5A3C"),
        stroke("M20 262H380", "#D9F0FF", 5, opacity=0.5),
        path("M262 330l40-6 14-14h7l-5 15 20 2c5 1 5 6 0 6l-22 3-10 13h-6l3-12-39 1z", "#F4F7FA"),
        ellipse(96, 338, 36, 13, "#FFFFFF"),
        ellipse(122, 332, 26, 14, "#FFFFFF"),
        path("M20 372l50-26 34 18 40-38 54 40 40-22 50 26 40-20 52 24v26H20z", "#5E8E5A"),
        rect(20, 380, 360, 20, "#477246"),
    ]
    parts: dict[str, Point] = {
        "exosphere": (90, 40),
        "thermosphere": (330, 112),
        "mesosphere": (200, 188),
        "stratosphere": (210, 258),
        "troposphere": (210, 322),
        "ozone layer": (330, 262),
        "aurora": (180, 116),
        "satellite": (270, 44),
        "meteor": (300, 188),
        "weather balloon": (120, 246),
        "airplane": (300, 328),
        "clouds": (110, 336),
    }
    names = ("atmosphere layers", "atmosphere", "earth's atmosphere", "layers of atmosphere")
    return Cutaway(names, tuple(body), parts)


def iceberg() -> Cutaway:
    """Ice above and below the water line."""
    body = (
        rect(10, 128, 380, 262, "#2E86C1", round=14),
        rect(10, 236, 380, 154, "#1B5E96", round=14),
        rect(10, 200, 380, 80, "#246FAC"),
        path("M96 134l28-58 32-14 26-40 40 28 20 36 34 8 26 40z", "#F2FAFE"),
        path("M182 22l-10 112h-76l28-58 32-14z", "#D5ECF7"),
        path("M60 134h282l-20 74-44 60-30 70-46 42-40-46-46-58-38-66z", "#A9DAF0"),
        path("M60 134h126l-14 150 30 96-40-46-46-58-38-66z", "#86C5E6"),
        path("M186 134l92 134-30 70-46 42-30-96z", "#97D0EC"),
        stroke("M10 134q24-10 48 0t48 0 48 0 48 0 48 0 48 0 48 0 44 0", "#E8F7FF", 5),
    )
    parts: dict[str, Point] = {
        "tip": (190, 52),
        "above water": (230, 96),
        "visible part": (230, 96),
        "water line": (366, 134),
        "waterline": (366, 134),
        "sea level": (366, 134),
        "hidden part": (150, 240),
        "below water": (150, 240),
        "underwater": (150, 240),
        "base": (204, 362),
        "sea": (350, 300),
        "ocean": (350, 300),
    }
    return Cutaway(("iceberg", "inside iceberg", "parts of iceberg"), body, parts)


def trunk() -> Cutaway:
    """A tree's trunk across its rings."""
    rings = ((174, "#5B3A22"), (162, "#8A5A33"), (150, "#C98F54"), (142, "#E7BE83"), (96, "#C98A4C"), (10, "#7A4A26"))
    body = [path(blob(Random(5), 200, 200, r), colour) for r, colour in rings[:5]]
    for r in range(24, 140, 13):
        tone = "#B0763C" if r < 96 else "#CFA066"
        body.append(path(blob(Random(5), 200, 200, r), "none").replace("/>", f' stroke="{tone}" stroke-width="2.6"/>'))
    body.append(circle(200, 200, 10, "#7A4A26"))
    body.append(stroke("M200 200L318 108M200 200L96 284", "#A76F38", 2, opacity=0.6))
    parts: dict[str, Point] = {
        "bark": (368, 216),
        "outer bark": (368, 216),
        "inner bark": (42, 206),
        "phloem": (42, 206),
        "cambium": (100, 306),
        "sapwood": (292, 268),
        "heartwood": (150, 172),
        "pith": (200, 200),
        "growth ring": (272, 128),
        "annual ring": (272, 128),
        "rings": (272, 128),
        "ray": (290, 130),
    }
    return Cutaway(("tree trunk", "trunk", "tree rings", "wood", "cross section of tree"), tuple(body), parts)


ALL = (earth, sun, volcano, soil, atmosphere, iceberg, trunk)
