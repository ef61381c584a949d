"""Cells, a leaf, a seed and a flower, cut open."""

import math
from random import Random

from tools.images.illustrator.canvas import circle, ellipse, group, path, rect, stroke
from tools.images.illustrator.diagrams.cutaways import Cutaway
from tools.images.illustrator.shapes import Point, blob


def _turned(part: str, x: float, y: float, degrees: float) -> str:
    return f'<g transform="rotate({degrees} {x} {y})">{part}</g>'


def _mitochondrion(x: float, y: float, turn: float, size: float = 1.0) -> str:
    folds = f"M{x - 24 * size:.1f} {y:.1f}" + f"q{4 * size:.1f} {-18 * size:.1f} {8 * size:.1f} 0t{8 * size:.1f} 0" * 3
    drawn = group(
        [
            ellipse(x, y, 33 * size, 17 * size, "#E8703A"),
            ellipse(x, y, 28 * size, 12 * size, "#F6A56B"),
            stroke(folds, "#C6521F", 3 * size),
        ]
    )
    return _turned(drawn, x, y, turn)


def _golgi(x: float, y: float, colour: str) -> list[str]:
    return [stroke(f"M{x - 30 + 4 * i} {y + 11 * i}q{30 - 4 * i} {14 - i} {60 - 8 * i} 0", colour, 7) for i in range(4)]


def _reticulum(x: float, y: float, colour: str, dots: str) -> list[str]:
    """Folded membranes with ribosomes on them."""
    lines = [stroke(f"M{x + 13 * i} {y - 40 + 5 * i}q14 40 0 {80 - 10 * i}", colour, 7) for i in range(4)]
    grains = [circle(x + 13 * i + 9, y - 24 + 16 * j, 3.2, dots) for i in range(4) for j in range(4)]
    return lines + grains


def _nucleus(x: float, y: float, r: float) -> list[str]:
    return [
        circle(x, y, r, "#6A4BB0"),
        circle(x, y, r - 7, "#9A7BD8"),
        circle(x + r * 0.2, y + r * 0.1, r * 0.36, "#5B3B9E"),
        stroke(
            f"M{x - r * 0.5:.0f} {y - r * 0.3:.0f}q{r * 0.2:.0f} {-r * 0.3:.0f} {r * 0.4:.0f} 0t{r * 0.4:.0f} 0",
            "#C9B4F0",
            3.5,
        ),
    ]


def plant_cell() -> Cutaway:
    """A box with a wall, a great vacuole and chloroplasts."""
    body = [
        rect(14, 34, 372, 332, "#4F8F3A", round=46),
        rect(26, 46, 348, 308, "#8CC665", round=38),
        rect(35, 55, 330, 290, "#D3EDB0", round=32),
        path(blob(Random(4), 232, 214, 98, 1.05), "#7CC0E8"),
        path(blob(Random(4), 232, 214, 88, 1.05), "#A9DAF4"),
        *_nucleus(104, 134, 50),
        *_golgi(92, 282, "#E98BA8"),
        *_reticulum(148, 104, "#8C6AC9", "#5A3A9C"),
        _mitochondrion(250, 84, 12),
        _mitochondrion(160, 322, -8, 0.9),
        *(circle(x, y, 4, "#7A4FB5") for x, y in ((52, 208), (64, 224), (50, 240), (330, 120), (346, 136), (70, 248))),
    ]
    for x, y, turn in ((322, 84, 30), (344, 196, 84), (322, 314, -30), (232, 332, 0), (58, 190, 80)):
        leaf = [ellipse(x, y, 28, 15, "#2F8F3C"), ellipse(x, y, 24, 11, "#58B956")]
        leaf += [rect(x - 17 + 12 * i, y - 7, 7, 14, "#23722F", round=2) for i in range(3)]
        body.append(_turned("".join(leaf), x, y, turn))
    parts: dict[str, Point] = {
        "cell wall": (20, 300),
        "cell membrane": (31, 98),
        "membrane": (31, 98),
        "cytoplasm": (292, 124),
        "nucleus": (92, 116),
        "nucleolus": (114, 140),
        "vacuole": (236, 220),
        "chloroplast": (344, 196),
        "chloroplasts": (344, 196),
        "mitochondrion": (250, 84),
        "mitochondria": (250, 84),
        "golgi apparatus": (92, 300),
        "golgi body": (92, 300),
        "endoplasmic reticulum": (170, 96),
        "ribosome": (50, 240),
        "ribosomes": (50, 240),
    }
    return Cutaway(("plant cell", "inside plant cell"), tuple(body), parts)


def animal_cell() -> Cutaway:
    """A round cell with its organelles."""
    body = [
        path(blob(Random(9), 200, 200, 184), "#E58A6D"),
        path(blob(Random(9), 200, 200, 174), "#FBD9C0"),
        *_nucleus(196, 186, 66),
        *_reticulum(270, 180, "#8C6AC9", "#5A3A9C"),
        *_golgi(146, 288, "#E98BA8"),
        _mitochondrion(104, 112, -30),
        _mitochondrion(292, 290, 34),
        _mitochondrion(270, 86, 16, 0.85),
        circle(90, 214, 20, "#58A6D8"),
        circle(90, 214, 15, "#8CC8EC"),
        circle(232, 326, 15, "#63B36B"),
        circle(232, 326, 10, "#92D197"),
        *(
            circle(x, y, 4, "#7A4FB5")
            for x, y in ((140, 84), (160, 76), (178, 88), (64, 164), (72, 262), (84, 276), (336, 236), (326, 252))
        ),
        _turned("".join(rect(108, 262 + 7 * i, 28, 4.5, "#3E7C6A", round=2) for i in range(4)), 122, 274, 28),
    ]
    parts: dict[str, Point] = {
        "cell membrane": (200, 20),
        "membrane": (200, 20),
        "cytoplasm": (330, 130),
        "nucleus": (164, 160),
        "nucleolus": (210, 194),
        "mitochondrion": (104, 112),
        "mitochondria": (104, 112),
        "golgi apparatus": (158, 306),
        "golgi body": (158, 306),
        "endoplasmic reticulum": (296, 180),
        "ribosome": (72, 262),
        "ribosomes": (72, 262),
        "lysosome": (232, 326),
        "lysosomes": (232, 326),
        "vacuole": (90, 214),
        "vesicle": (90, 214),
        "centriole": (122, 274),
        "centrioles": (122, 274),
    }
    return Cutaway(("animal cell", "cell", "inside animal cell", "human cell"), tuple(body), parts)


def leaf() -> Cutaway:
    """A leaf's blade across its layers."""
    rng = Random(2)
    body = [rect(14, 40, 372, 320, "#EAF5D8", round=16), rect(14, 40, 372, 20, "#C9E29A", round=10)]
    body += [rect(18 + 46 * i, 60, 43, 34, "#BFE08C", round=8) for i in range(8)]
    for i in range(9):
        x = 18 + 41 * i
        body.append(rect(x, 98, 37, 102, "#7CBE4E", round=14))
        body += [ellipse(x + rng.uniform(10, 27), 116 + 21 * j, 7, 5, "#2F8F3C") for j in range(4)]
    for x, y, r in (
        (52, 238, 26),
        (112, 226, 22),
        (100, 284, 26),
        (164, 270, 22),
        (44, 296, 20),
        (340, 232, 26),
        (352, 288, 22),
        (300, 286, 22),
    ):
        body.append(circle(x, y, r, "#9ED06B"))
        body += [
            ellipse(x + rng.uniform(-r / 2, r / 2), y + rng.uniform(-r / 2, r / 2), 6, 4.5, "#2F8F3C") for _ in range(3)
        ]
    body += [ellipse(240, 250, 44, 40, "#5E9AA8"), ellipse(240, 250, 36, 32, "#CFE7EC")]
    body += [circle(226 + 14 * i, 238 + (i % 2) * 4, 8, "#5E9AA8") for i in range(3)]
    body += [circle(224 + 11 * i, 264, 5.5, "#D9985F") for i in range(4)]
    body += [rect(18 + 46 * i, 314, 43, 30, "#BFE08C", round=8) for i in range(8) if i not in {3, 4}]
    body += [
        path("M158 314c26-2 30 6 30 30h-30zM246 314c-26-2-30 6-30 30h30z", "#6FB04A"),
        rect(14, 344, 372, 14, "#C9E29A", round=7),
    ]
    parts: dict[str, Point] = {
        "cuticle": (90, 50),
        "waxy cuticle": (90, 50),
        "upper epidermis": (316, 77),
        "palisade cells": (200, 150),
        "palisade mesophyll": (200, 150),
        "palisade layer": (200, 150),
        "chloroplast": (70, 158),
        "spongy mesophyll": (100, 284),
        "spongy layer": (100, 284),
        "vein": (240, 250),
        "xylem": (240, 238),
        "phloem": (246, 264),
        "stoma": (202, 334),
        "stomata": (202, 334),
        "guard cell": (172, 330),
        "lower epidermis": (320, 329),
        "air space": (296, 244),
    }
    return Cutaway(("leaf", "inside leaf", "leaf cross section", "structure of leaf"), tuple(body), parts)


def seed() -> Cutaway:
    """A bean opened."""
    body = (
        path("M120 60C210 0 350 40 366 160c14 110-70 214-170 210-60-2-66-50-100-82C36 232 30 120 120 60z", "#7A4526"),
        path("M128 72C212 18 338 54 352 164c12 100-64 192-154 190-50-2-58-44-90-74C56 230 48 124 128 72z", "#F3DFB4"),
        path("M232 90c74 12 104 76 92 146-10 56-58 96-110 94 40-40 40-90 14-132-18-30-26-72 4-108z", "#E7CB90"),
        path("M120 214c10-44 46-64 84-50-10 30-34 52-66 62z", "#A9C96A"),
        path("M196 166c26-20 60-14 78 6-28 16-58 14-78-6zM192 160c0-28 22-52 52-54 0 30-22 52-52 54z", "#6FAE4A"),
        path("M122 214c-16 10-30 26-34 48 22 0 44-14 54-34z", "#F8F0D8"),
        circle(96, 196, 8, "#4C2A16"),
    )
    parts: dict[str, Point] = {
        "seed coat": (358, 210),
        "testa": (358, 210),
        "cotyledon": (286, 230),
        "embryo": (160, 192),
        "plumule": (236, 134),
        "radicle": (104, 250),
        "hilum": (96, 196),
        "micropyle": (96, 196),
        "endosperm": (200, 300),
        "food store": (286, 230),
        "shoot": (236, 134),
        "root": (104, 250),
    }
    return Cutaway(("seed", "inside seed", "bean", "parts of seed"), body, parts)


def flower() -> Cutaway:
    """A blossom cut lengthwise."""
    petals = [
        _turned(path("M200 236C140 190 130 70 168 18c38 34 60 130 32 218z", colour), 200, 240, turn)
        for turn, colour in ((-66, "#F28CA8"), (62, "#F28CA8"), (-40, "#F7A8BE"), (34, "#F7A8BE"))
    ]
    stamens = []
    for turn in (-22, -11, 12, 23):
        tip = (200 + 128 * math.sin(math.radians(turn)), 240 - 128 * math.cos(math.radians(turn)))
        stamens += [stroke(f"M200 240L{tip[0]:.1f} {tip[1]:.1f}", "#F6E7A8", 5)]
        stamens += [_turned(ellipse(tip[0], tip[1], 12, 7, "#E5A021"), tip[0], tip[1], turn + 60)]
    body = (
        rect(192, 290, 16, 106, "#5FA34A", round=6),
        path("M204 350c30-30 70-34 96-20-22 28-62 38-96 26z", "#76B85C"),
        *petals,
        *stamens,
        path("M192 240c-2-50 4-92 2-132h12c-2 40 4 82 2 132z", "#A9CF7E"),
        ellipse(200, 104, 17, 9, "#8DB862"),
        path("M168 268c0-40 16-52 32-52s32 12 32 52c-6 22-18 30-32 30s-26-8-32-30z", "#8CBF62"),
        path("M180 268c0-26 8-36 20-36s20 10 20 36c-4 12-12 16-20 16s-16-4-20-16z", "#D5EDB4"),
        circle(194, 256, 6, "#FFFFFF"),
        circle(207, 262, 6, "#FFFFFF"),
        circle(197, 272, 6, "#FFFFFF"),
        path("M166 280c-34-2-58-16-72-40 34-4 60 8 78 30zM234 280c34-2 58-16 72-40-34-4-60 8-78 30z", "#5FA34A"),
    )
    parts: dict[str, Point] = {
        "petal": (80, 190),
        "petals": (80, 190),
        "sepal": (112, 254),
        "stigma": (200, 102),
        "style": (200, 160),
        "ovary": (174, 276),
        "ovule": (197, 262),
        "pistil": (200, 190),
        "anther": (250, 122),
        "filament": (232, 172),
        "stamen": (250, 122),
        "stem": (200, 360),
        "receptacle": (200, 296),
        "leaf": (276, 340),
    }
    return Cutaway(("flower", "inside flower", "parts of flower", "structure of flower"), body, parts)


ALL = (plant_cell, animal_cell, leaf, seed, flower)
