"""Rooms to live and learn in: room, bedroom, kitchen, classroom, laboratory, library, office, hospital."""

from tools.images.illustrator.canvas import circle, ellipse, path, rect, stroke
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.fittings import Room, clock, picture, rug
from tools.images.illustrator.furniture import WOOD, armchair, bed, board, counter, desk, plant, shelf, sofa, table
from tools.images.illustrator.scenery import View


def living(view: View) -> None:
    """A sofa under pictures and a window with curtains; or an armchair by the bookshelf and a fire."""
    paint = view.sheet.palette
    room = Room.of(view, mix("#F3E3CC", paint.sheet, 0.3), "#C08F62", "boards")
    room.window(0.80, 150, 210, 200, curtains=True)
    if room.kind == 0:
        room.put(0.27, 400, sofa(390, mix("#6F9FA8", paint.blob, 0.35)))
        room.lamp(0.055, 260)
        for share, wide, tall in ((0.16, 96, 76), (0.27, 120, 96), (0.38, 96, 76)):
            room.hang(share, 255, wide, picture(room.rng, wide, tall, "#8A6240"))
        room.put(0.60, 90, plant(room.rng, 150))
        room.put(0.94, 90, plant(room.rng, 110))
    else:
        room.put(0.10, 190, shelf(room.rng, 180, 330, 4, WOOD))
        room.put(0.30, 180, armchair(180, mix("#C8704F", paint.accent, 0.3)))
        room.lamp(0.41, 270)
        room.put(0.80, 220, counter(210, 78, "#B58457", "#8C6244", 3))
        room.hang(0.55, 240, 140, picture(room.rng, 140, 110, "#7A5236"))
    room.close()
    rug(view, mix(paint.accent, paint.paper, 0.4))


def bedroom(view: View) -> None:
    """A bed, a bedside lamp, a window; the other way round with a wardrobe."""
    paint = view.sheet.palette
    room = Room.of(view, mix("#DCE3F2", paint.sheet, 0.3), "#B98D68", "boards")
    cloth = mix("#5D7FB8", paint.accent, 0.25 if room.kind == 0 else 0.6)
    room.put(0.24, 430, bed(430, cloth))
    room.lamp(0.455, 170)
    room.window(0.78, 150, 190, 200, curtains=True)
    for share in (0.16, 0.32) if room.kind == 0 else (0.24,):
        room.hang(share, 250, 110, picture(room.rng, 110, 88, "#F4EDE2"))
    if room.kind == 0:
        room.put(0.94, 140, counter(140, 120, "#D9B48A", "#B98D5F", 2))
    else:
        room.put(0.95, 160, shelf(room.rng, 150, 300, 4, "#C9A27A", "boxes"))
        room.put(0.60, 80, plant(room.rng, 120))
    room.close()
    rug(view, mix(cloth, "#FFFFFF", 0.35), 0.5)


def kitchen(view: View) -> None:
    """Cabinets with a stove, shelves of jars, a fridge and hanging lamps."""
    paint = view.sheet.palette
    room = Room.of(view, mix("#EAF1E6", paint.sheet, 0.25), "#D9C7AC", "tiles")
    front = mix("#5F9A8C" if room.kind == 0 else "#D98F5C", paint.blob, 0.25)
    sheet = view.sheet
    sheet.layer("tiles", 0.35)
    grid = "".join(
        f"M{x:.0f} {room.seam - 210:.0f}V{room.seam - 110:.0f}" for x in range(int(view.left), int(view.right), 34)
    )
    grid += "".join(f"M{view.left:.0f} {room.seam - y:.0f}H{view.right:.0f}" for y in (110, 144, 178, 210))
    view.span(room.seam - 210, lighter(room.wall, 0.4), room.seam - 110)
    sheet.add(stroke(grid, darker(room.wall, 0.1), 1.6, opacity=0.6))
    room.put(0.27, 470, [*counter(470, 118, front, "#E9E2D6", 5), *_stove(118)])
    room.put(0.94, 130, _fridge(270))
    room.window(0.73, 220, 170, 150)
    room.hang(0.27, 270, 300, board(room.rng, 300, "#A9774A", "jars"))
    room.put(0.66, 200, counter(200, 118, front, "#E9E2D6", 2))
    for share in (0.40, 0.52, 0.64):
        room.hanging(share, 70, mix(paint.accent, "#3A3A44", 0.2))
    room.close()


def _stove(tall: float) -> list[str]:
    steel = "#5C6672"
    return [
        rect(-60, -tall * 0.94, 120, tall * 0.9, steel, round=3),
        rect(-46, -tall * 0.66, 92, tall * 0.46, "#2B3038", round=4),
        rect(-46, -tall * 0.76, 92, 5, "#D5DAE0", round=2),
        *(circle(x, -tall * 0.87, 5, "#D5DAE0") for x in (-40, -20, 20, 40)),
        rect(-20, -tall * 1.06 - 44, 78, 40, "#C9553F", round=6),
        rect(-26, -tall * 1.06 - 50, 90, 8, "#A8402E", round=4),
    ]


def _fridge(tall: float) -> list[str]:
    return [
        rect(-62, -tall, 124, tall, "#E8EDF1", round=10),
        rect(22, -tall, 40, tall, "#C9D3DC", round=10, opacity=0.6),
        rect(-62, -tall * 0.62, 124, 4, "#AEB9C4"),
        rect(-48, -tall * 0.84, 7, 48, "#8793A0", round=3),
        rect(-48, -tall * 0.56, 7, 60, "#8793A0", round=3),
    ]


def classroom(view: View) -> None:
    """A chalkboard with a drawn triangle, pupils' desks, a clock; the window on the other side."""
    paint = view.sheet.palette
    room = Room.of(view, mix("#F5EAD2", paint.sheet, 0.25), "#C99E6E", "boards", panel=mix("#9FBFB4", paint.blob, 0.3))
    if room.kind == 0:
        room.hang(0.80, 235, 400, _chalkboard(390, 190))
        room.hang(0.30, 250, 190, _map(190))
        room.hang(0.50, 330, 70, clock(34))
        room.window(0.10, 150, 170, 190)
    else:
        room.window(0.86, 150, 190, 190)
        room.hang(0.66, 330, 70, clock(34))
        room.hang(0.36, 235, 400, _chalkboard(390, 190))
    for share in (0.13, 0.36, 0.64, 0.88):
        room.put(share, 150, table(150, 84, "#D9A869"), 10)
    room.close()


def _chalkboard(wide: float, tall: float) -> list[str]:
    chalk = "#F2F4EC"
    marks = (
        f"M{-wide * 0.36:.0f} {tall * 0.22:.0f}l{wide * 0.2:.0f} 0l0 {-tall * 0.42:.0f}zM{wide * 0.04:.0f} "
        f"{-tall * 0.2:.0f}h{wide * 0.32:.0f}M{wide * 0.04:.0f} 0h{wide * 0.24:.0f}M{wide * 0.04:.0f} "
        f"{tall * 0.2:.0f}h{wide * 0.28:.0f}"
    )
    return [
        rect(-wide / 2, -tall / 2, wide, tall, "#9A6A3E", round=4),
        rect(-wide / 2 + 9, -tall / 2 + 9, wide - 18, tall - 18, "#2F5D50"),
        stroke(marks, chalk, 3, opacity=0.75),
        rect(-wide * 0.4, tall / 2, wide * 0.8, 8, "#7F5530"),
        rect(-wide * 0.1, tall / 2 - 6, 40, 7, "#E8604C", round=2),
    ]


def _map(wide: float) -> list[str]:
    w, h = wide, wide * 0.62
    lands = (
        f"M{-w * 0.36:.0f} {-h * 0.26:.0f}q{w * 0.14:.0f} {-h * 0.12:.0f} {w * 0.22:.0f} {h * 0.06:.0f}"
        f"q{-w * 0.02:.0f} {h * 0.2:.0f} {-w * 0.1:.0f} {h * 0.2:.0f}q{w * 0.06:.0f} {h * 0.2:.0f} {-w * 0.02:.0f} "
        f"{h * 0.32:.0f}q{-w * 0.12:.0f} {-h * 0.2:.0f} {-w * 0.1:.0f} {-h * 0.58:.0f}zM{w * 0.0:.0f} "
        f"{-h * 0.22:.0f}q{w * 0.2:.0f} {-h * 0.2:.0f} {w * 0.36:.0f} 0q{-w * 0.06:.0f} {h * 0.26:.0f} "
        f"{-w * 0.18:.0f} {h * 0.2:.0f}q{-w * 0.02:.0f} {h * 0.26:.0f} {-w * 0.1:.0f} {h * 0.28:.0f}"
        f"q{-w * 0.1:.0f} {-h * 0.2:.0f} {-w * 0.08:.0f} {-h * 0.48:.0f}z"
    )
    return [
        rect(-w / 2, -h / 2, w, h, "#BFE0EE", round=2),
        path(lands, "#8DBB78"),
        rect(-w / 2 - 6, -h / 2 - 5, w + 12, 9, "#7A5236", round=4),
        rect(-w / 2 - 6, h / 2 - 4, w + 12, 9, "#7A5236", round=4),
    ]


def laboratory(view: View) -> None:
    """Benches with glassware, a cabinet, a cooling hood, cold light."""
    paint = view.sheet.palette
    room = Room.of(view, mix("#E3EEF2", paint.sheet, 0.3), "#C9D3D8", "tiles")
    front = mix("#6F95AE" if room.kind == 0 else "#8FA7A0", paint.blob, 0.25)
    room.put(0.25, 430, counter(430, 112, front, "#F4F6F6", 4))
    room.hang(0.25, 225, 300, board(room.rng, 300, "#D5DDE2", "flasks"))
    room.window(0.68 if room.kind == 0 else 0.90, 190, 170, 160)
    room.put(0.92 if room.kind == 0 else 0.66, 170, shelf(room.rng, 165, 310, 4, "#A9BAC4", "flasks"))
    room.put(0.66 if room.kind == 0 else 0.90, 220, counter(220, 112, front, "#F4F6F6", 2))
    room.hang(0.50, 300, 70, clock(32))
    room.hanging(0.80, 46, "#8FA3B0")
    room.close()


def library(view: View) -> None:
    """Walls of books with a ladder; an arched window between them."""
    paint = view.sheet.palette
    room = Room.of(view, mix("#E8D6B8", paint.sheet, 0.2), "#9C6B45", "boards", panel="#8A5E3C")
    tall = 380 if not view.sheet.upright else 520
    wood = mix("#8A5A38", paint.ink, 0.08)
    shares = (0.09, 0.27, 0.45, 0.93) if room.kind == 0 else (0.07, 0.25, 0.76, 0.94)
    for share in shares:
        room.put(share, 228, shelf(room.rng, 226, tall, 5, wood), 4)
    room.window(0.70 if room.kind == 0 else 0.52, 130, 150, 230, arch=True)
    if room.kind == 0:
        x = 0.36
        ladder = stroke(
            f"M-34 0L-14 {-tall * 0.92:.0f}M34 0L14 {-tall * 0.92:.0f}"
            + "".join(f"M{-31 + i * 2.4:.0f} {-20 - i * tall * 0.105:.0f}H{31 - i * 2.4:.0f}" for i in range(8)),
            "#D9A869",
            7,
        )
        room.view.sheet.add(f'<g transform="translate({room.x(x):.0f} {room.seam + 16:.0f})">{ladder}</g>')
    room.lamp(0.62, 220, "#3F7A5E")
    room.close()
    rug(view, mix("#9C3F3A", paint.accent, 0.3))


def office(view: View) -> None:
    """Desks with screens, a wide window, files and plants."""
    paint = view.sheet.palette
    room = Room.of(view, mix("#E9EDF2", paint.sheet, 0.3), "#A9AFB8", "plain")
    room.window(0.80, 170, 290 if not view.sheet.upright else 220, 190, grid=True)
    room.put(0.20 if room.kind == 0 else 0.25, 290, desk(280, "#C49A6C", screen=True))
    room.put(0.45, 80, plant(room.rng, 170))
    if room.kind == 0:
        room.put(0.66, 190, shelf(room.rng, 180, 240, 3, "#D9DEE4", "boxes"))
        room.hang(0.25, 280, 220, board(room.rng, 220, "#C49A6C"))
    else:
        room.put(0.72, 280, desk(270, "#C49A6C", screen=True), flip=True)
        room.hang(0.25, 265, 210, _chart(210))
    room.hang(0.52, 320, 70, clock(32))
    room.put(0.95, 90, plant(room.rng, 120))
    room.close()


def _chart(wide: float) -> list[str]:
    """A whiteboard with bars and a rising line."""
    w, h = wide, wide * 0.6
    bars = [
        rect(-w * 0.36 + i * w * 0.13, h * 0.3 - h * v, w * 0.08, h * v, c)
        for i, (v, c) in enumerate(
            ((0.2, "#6FA8DC"), (0.34, "#F2A541"), (0.28, "#6FA8DC"), (0.46, "#F2A541"), (0.58, "#E8604C"))
        )
    ]
    return [
        rect(-w / 2, -h / 2, w, h, "#AEB7C0", round=4),
        rect(-w / 2 + 6, -h / 2 + 6, w - 12, h - 12, "#FFFFFF"),
        *bars,
        stroke(
            (
                f"M{-w * 0.36:.0f} 0l{w * 0.2:.0f} {-h * 0.12:.0f}l{w * 0.2:.0f} {h * 0.04:.0f}l{w * 0.3:.0f} "
                f"{-h * 0.26:.0f}"
            ),
            "#3A4454",
            3,
        ),
    ]


def hospital(view: View) -> None:
    """A ward: a made bed, a monitor, a drip, a curtain."""
    paint = view.sheet.palette
    room = Room.of(view, mix("#DDF0EC", paint.sheet, 0.3), "#C3D6D4", "tiles", panel=mix("#9CCFC4", paint.blob, 0.2))
    room.put(0.25, 430, bed(420, mix("#6FB7C9", paint.blob, 0.3), "#B9C4CC"))
    room.window(0.80, 160, 200, 190)
    room.hang(0.25, 280, 190, _monitor())
    room.put(0.50, 60, _drip())
    room.put(0.68 if room.kind == 0 else 0.93, 150, counter(150, 120, "#EAF2F2", "#C9D8DA", 2))
    room.put(0.94 if room.kind == 0 else 0.66, 110, armchair(130, "#7FB0A8"))
    room.hang(0.62, 330, 60, clock(30))
    room.hanging(0.86, 40, "#B9C9CC")
    room.close()


def _monitor() -> list[str]:
    return [
        rect(-70, -46, 140, 92, "#E4EBEE", round=8),
        rect(-60, -37, 120, 66, "#14303A", round=4),
        stroke("M-54 0h26l7 -18l9 32l8 -22l5 8h46", "#6FF0A8", 3),
        stroke("M-54 20h100", "#7FC7FF", 2, opacity=0.8),
        *(circle(x, 38, 3.4, "#7FA0A8") for x in (-20, 0, 20)),
    ]


def _drip() -> list[str]:
    return [
        stroke("M0 0V-280M-26 0H26M-18 -276H18", "#9AA7B0", 5),
        path("M-30 -270h24v44q-12 14 -24 0z", "#D6EEF6"),
        path("M-30 -246h24v20q-12 14 -24 0z", "#8FD0E8"),
        stroke("M-18 -220Q-30 -150 -60 -120", "#BFD8E0", 2.4),
        ellipse(0, -2, 30, 5, "#8793A0"),
    ]
