"""The text template: a heading and a short text beside a subject on a podium; without a subject, a typographic card."""

import math

from tools.images.illustrator import placing
from tools.images.illustrator.art import Art
from tools.images.illustrator.canvas import Box, Sheet, circle, path, rect, ring
from tools.images.illustrator.colour import lighter, mix
from tools.images.illustrator.scenery import shadow
from tools.images.illustrator.shapes import blob
from tools.images.illustrator.studio import dots, podium, wall
from tools.images.illustrator.wording import Inked, Look, Words, bounds, stack

MOST = 5
"""One subject on the podium and four in badges around it."""


def draw(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    """Draw the card and return its words."""
    return _with_subject(sheet, words, arts[:MOST]) if arts else _card(sheet, words)


def _with_subject(sheet: Sheet, words: Words, arts: list[Art]) -> list[Inked]:
    spoken = bool(words.heading or words.text)
    marks = Sheet(sheet.spec, sheet.palette, sheet.width, sheet.height, sheet.scale)  # the accent bar is drawn last
    look = Look(
        (78, 26),
        (38, 22),
        (sheet.palette.ink,),
        accent=sheet.palette.accent,
        hang=0.44 if not sheet.upright else 0.2,
        lines=5,
    )
    inked = stack(marks, words, _area(sheet), look)
    taken = bounds(sheet, inked)
    low = min(sheet.floor * 0.94, sheet.height * 0.86)
    if sheet.upright and spoken:
        top = (taken.bottom if taken else 0.1 * sheet.height) + 0.6 * sheet.margin
        x, half = sheet.width / 2, min(0.33 * sheet.width, (low - top) / 2.75)
    else:
        across = 0.71 if spoken else 0.5
        x = sheet.width * (across if sheet.spec.direction == "ltr" else 1 - across)
        half = min(0.2 * sheet.width, 0.29 * low) if not sheet.upright else 0.33 * sheet.width
    y = low - half * 0.34
    podium(sheet, x, y, half, low - half * 0.12)
    _hero(sheet, arts[0], x, y, half)
    _ring(sheet, arts[1:], x, y - half * 0.72, half)
    sheet.add(*marks.parts)
    return inked


def _area(sheet: Sheet) -> Box:
    edge = 1.5 * sheet.margin
    top = max(0.08 * sheet.height, sheet.margin)
    if sheet.upright:
        return Box(edge, top, sheet.width - 2 * edge, (sheet.floor - top) * 0.40)
    wide = 0.44 * sheet.width - edge
    x = edge if sheet.spec.direction == "ltr" else sheet.width - edge - wide
    return Box(x, top, wide, sheet.floor * 0.95 - top)


def _hero(sheet: Sheet, art: Art, x: float, y: float, half: float) -> None:
    """The subject on the podium, with its contact shadow."""
    left, top, right, bottom = art.box
    ratio = (right - left) / max(bottom - top, 0.05)
    tall = min(half * 1.75, half * 1.62 / ratio)
    wide = tall * ratio
    sheet.add(shadow(sheet, x, y + half * 0.05, wide * 0.46, 0.42))
    sheet.add(placing.drawn(art, Box(x - wide / 2, y + half * 0.05 - tall, wide, tall)))


def _ring(sheet: Sheet, arts: list[Art], x: float, y: float, half: float) -> None:
    """Further subjects in badges on the ring around the hero."""
    angles = {1: (45,), 2: (40, 140), 3: (25, 65, 140), 4: (20, 55, 125, 160)}.get(len(arts), ())
    for art, angle in zip(arts, angles, strict=True):
        turn = math.radians(angle)
        placing.badge(sheet, art, x + math.cos(turn) * half * 1.2, y - math.sin(turn) * half * 1.2, half * 0.27)


def _card(sheet: Sheet, words: Words) -> list[Inked]:
    """Type and shapes alone."""
    rng = sheet.hand("card")
    kind = rng.random()
    ground = _night_card if kind < 0.36 else _paper_card if kind < 0.7 else _band_card
    colours = ground(sheet)
    edge = 2.0 * sheet.margin
    wide = sheet.width - 2 * edge if sheet.upright else 0.70 * sheet.width
    x = edge if sheet.spec.direction == "ltr" else sheet.width - edge - wide
    top = max(0.09 * sheet.height, sheet.margin)
    look = Look((118 if not sheet.upright else 100, 28), (44, 24), colours[:2], accent=colours[2], hang=0.46, lines=5)
    return stack(sheet, words, Box(x, top, wide, sheet.floor * 0.95 - top), look)


def _end(sheet: Sheet, share: float) -> float:
    """A place across, counted from where reading begins."""
    return sheet.width * (share if sheet.spec.direction == "ltr" else 1 - share)


def _night_card(sheet: Sheet) -> tuple[str, str, str]:
    """A dark ground with rings of light."""
    colours = sheet.palette
    sheet.add(
        rect(
            0,
            0,
            sheet.width,
            sheet.height,
            sheet.gradient([(0, colours.night), (1, mix(colours.night, "#05060F", 0.4))]),
        )
    )
    x, y = _end(sheet, 0.92), sheet.height * 0.2
    for i in range(5):
        sheet.add(circle(x, y, 150 + 120 * i, lighter(colours.night, 0.35), opacity=0.13))
    sheet.add(circle(x, y, 96, sheet.gradient([(0, colours.second), (1, colours.accent)])))
    sheet.add(ring(x, y, 128, colours.second, 2.5, opacity=0.7, dash="2 12"))
    dots(sheet, _end(sheet, 0.06) - 50, sheet.height - 96, colours.glow, 7, 4)
    return colours.glow, colours.ink, colours.second


def _paper_card(sheet: Sheet) -> tuple[str, str, str]:
    """A light wall with soft shapes at two corners."""
    colours, rng = sheet.palette, sheet.hand("paper")
    wall(sheet)
    x = _end(sheet, 0.97)
    small = 0.62 if sheet.upright else 1.0
    sheet.add(path(blob(rng, x, sheet.height * 0.16, 250 * small), mix(colours.blob, colours.paper, 0.1)))
    sheet.add(path(blob(rng, _end(sheet, 1.0), sheet.height * 0.24, 130 * small), colours.second))
    sheet.add(path(blob(rng, _end(sheet, 0.0), sheet.height * 1.0, 210), mix(colours.blob, colours.sheet, 0.3)))
    sheet.add(
        ring(x, sheet.height * 0.16, 300 * small, mix(colours.blob, colours.ink, 0.3), 2.5, opacity=0.5, dash="2 12")
    )
    if not sheet.upright:
        sheet.add(circle(_end(sheet, 0.86), sheet.height * 0.50, 13, colours.accent))
    dots(sheet, _end(sheet, 0.90) - 50, sheet.height - 120, mix(colours.blob, colours.ink, 0.2), 7, 4)
    return colours.ink, colours.glow, colours.accent


def _band_card(sheet: Sheet) -> tuple[str, str, str]:
    """A light ground with arcs that rise at its end."""
    colours = sheet.palette
    sheet.add(rect(0, 0, sheet.width, sheet.height, colours.paper))
    x, reach = _end(sheet, 1.0), 0.62 * math.hypot(sheet.width, sheet.height) * 0.62
    bands = (colours.sheet, colours.blob, colours.second, mix(colours.accent, colours.second, 0.25), colours.night)
    for i, colour in enumerate(bands):
        sheet.add(circle(x, sheet.height, reach * (1 - 0.2 * i), colour))
    dots(sheet, _end(sheet, 0.93) - 50, sheet.height * 0.08, mix(colours.blob, colours.ink, 0.15), 7, 4)
    return colours.ink, colours.glow, colours.accent
