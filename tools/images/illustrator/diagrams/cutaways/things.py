"""A pyramid, a battery and an atom, cut open."""

import math

from tools.images.illustrator.canvas import circle, path, rect, stroke
from tools.images.illustrator.diagrams.cutaways import Cutaway
from tools.images.illustrator.shapes import Point


def pyramid() -> Cutaway:
    """The Great Pyramid from the side, as its passages run."""
    courses = [
        stroke(f"M{200 - 0.62 * y:.0f} {44 + y}H{200 + 0.62 * y:.0f}", "#C9A468", 2, opacity=0.7)
        for y in range(26, 284, 20)
    ]
    body = (
        rect(4, 326, 392, 66, "#B98B54", round=10),
        rect(4, 326, 392, 12, "#D9B27A"),
        path("M200 36L382 328H18z", "#E7C98F"),
        path("M200 36L382 328H200z", "#DDBB7C"),
        *courses,
        path("M200 36l15 24h-30z", "#F6E6B8"),
        stroke("M80 268L204 376", "#4A3420", 7),
        stroke("M204 376h24", "#4A3420", 6),
        stroke("M122 304L176 252", "#4A3420", 7),
        stroke("M176 252h30", "#4A3420", 6),
        path("M172 258l62-62 8 12-60 60z", "#4A3420"),
        stroke("M236 200h20", "#4A3420", 6),
        rect(252, 180, 34, 24, "#3A2818"),
        rect(258, 192, 14, 10, "#A0522D"),
        rect(202, 240, 26, 20, "#3A2818"),
        rect(226, 366, 34, 18, "#3A2818"),
        path("M250 180l19-12 19 12z", "#7A5A38"),
        stroke("M252 188L150 122M286 188l32 10", "#4A3420", 2.6),
    )
    parts: dict[str, Point] = {
        "king's chamber": (270, 194),
        "queen's chamber": (216, 250),
        "grand gallery": (208, 228),
        "entrance": (82, 270),
        "underground chamber": (244, 376),
        "subterranean chamber": (244, 376),
        "descending passage": (160, 338),
        "ascending passage": (146, 281),
        "air shaft": (190, 148),
        "capstone": (200, 52),
        "limestone blocks": (120, 220),
        "passage": (146, 281),
        "sarcophagus": (265, 197),
        "bedrock": (60, 366),
    }
    names = ("pyramid", "great pyramid", "great pyramid of giza", "inside pyramid", "pyramid of khufu")
    return Cutaway(names, body, parts)


def battery() -> Cutaway:
    """A dry cell cut lengthwise."""
    body = (
        rect(172, 14, 56, 34, "#C9CED6", round=8),
        rect(92, 40, 216, 350, "#4B5563", round=20),
        rect(106, 56, 188, 320, "#B8C0CC", round=12),
        rect(122, 66, 156, 296, "#F2F4F7", round=8),
        rect(130, 72, 140, 284, "#4A4F5A", round=6),
        *(circle(142 + (37 * i) % 120, 90 + (53 * i) % 256, 3, "#7B8290") for i in range(40)),
        rect(184, 40, 32, 292, "#1F2430", round=6),
        rect(190, 46, 7, 280, "#3C4354", round=3),
        rect(92, 52, 216, 20, "#E2B23A", round=6),
        rect(92, 366, 216, 24, "#9AA3B0", round=10),
        stroke("M186 31h28M200 20v22", "#5A6472", 5),
        stroke("M184 380h32", "#3C4354", 5),
    )
    parts: dict[str, Point] = {
        "positive terminal": (212, 26),
        "negative terminal": (262, 380),
        "cathode": (200, 200),
        "carbon rod": (200, 200),
        "anode": (114, 220),
        "zinc case": (114, 220),
        "electrolyte": (246, 260),
        "separator": (126, 160),
        "casing": (98, 320),
        "case": (98, 320),
        "seal": (282, 62),
    }
    return Cutaway(("battery", "inside battery", "dry cell"), body, parts)


def atom() -> Cutaway:
    """Protons and neutrons in the middle, electrons on their way around."""
    rings = [
        f'<g transform="rotate({turn} 200 200)"><ellipse cx="200" cy="200" rx="186" ry="74" fill="none" '
        'stroke="#5E83C4" stroke-width="4" opacity="0.75"/></g>'
        for turn in (0, 60, 120)
    ]
    kernel: list[str] = []
    for i in range(14):
        reach, turn = 7.6 * math.sqrt(i), 2.399963 * i
        x, y = 200 + reach * 1.5 * math.cos(turn), 200 + reach * 1.5 * math.sin(turn)
        colour, light = (("#E0524A", "#F3958F"), ("#5A6FB8", "#95A6DE"))[i % 2]
        kernel = [circle(x, y, 16, colour), circle(x - 4, y - 5, 6, light), *kernel]
    dots = ((386, 200), (107, 361), (107, 39), (293, 39))
    electrons = [part for x, y in dots for part in (circle(x, y, 13, "#F2B33C"), circle(x - 3, y - 4, 5, "#FFE3A0"))]
    parts: dict[str, Point] = {
        "nucleus": (200, 214),
        "proton": (200, 200),
        "protons": (200, 200),
        "neutron": (176, 176),
        "neutrons": (176, 176),
        "electron": (386, 200),
        "electrons": (386, 200),
        "orbit": (92, 238),
        "electron shell": (92, 238),
        "shell": (92, 238),
    }
    return Cutaway(("atom", "inside atom", "structure of atom"), (*rings, *kernel, *electrons), parts)


ALL = (pyramid, battery, atom)
