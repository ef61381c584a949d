"""Rooms to work in and to visit: workshop, factory, shop, museum, palace, stage."""

import math

from tools.images.illustrator.canvas import circle, ellipse, path, rect, ring, stroke
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.fittings import Room, picture
from tools.images.illustrator.furniture import WOOD, column, counter, machine, plinth, shelf, table
from tools.images.illustrator.scenery import View, fade


def workshop(view: View) -> None:
    """A bench under a board of tools, boxes on shelves, hanging lamps."""
    paint = view.sheet.palette
    room = Room.of(view, mix("#D9C6A8", paint.sheet, 0.2), "#8F8578", "plain", panel="#8C6A4A")
    room.put(0.26, 420, table(420, 116, "#B98350"))
    room.hang(0.26, 255, 320, _tools(320))
    room.window(0.74 if room.kind == 0 else 0.92, 170, 180, 160, grid=True)
    room.put(0.93 if room.kind == 0 else 0.70, 190, shelf(room.rng, 180, 300, 4, "#A9774A", "boxes"))
    room.put(0.64 if room.kind == 0 else 0.92, 160, counter(160, 116, "#6F8794", "#C9B08A", 2))
    for share in (0.42, 0.80):
        room.hanging(share, 60, "#3F5660")
    room.close()


def _tools(wide: float) -> list[str]:
    """A board with a hammer, a saw, a wrench and a screwdriver on hooks."""
    w, h, steel, grip = wide, wide * 0.46, "#B9C3CC", "#C8553D"
    return [
        rect(-w / 2, -h / 2, w, h, "#D9B98A", round=4),
        *(circle(-w * 0.44 + i * w * 0.088, -h * 0.38, 2, "#A9865A") for i in range(11)),
        rect(-w * 0.40, -h * 0.2, 9, h * 0.6, "#9A6A3E", round=3),
        rect(-w * 0.45, -h * 0.28, w * 0.11, h * 0.16, "#6B7682", round=3),
        path(f"M{-w * 0.24:.0f} {-h * 0.26:.0f}h{w * 0.09:.0f}l{w * 0.06:.0f} {h * 0.62:.0f}h-9z", steel),
        rect(-w * 0.255, -h * 0.32, w * 0.12, h * 0.16, grip, round=6),
        rect(w * 0.06, -h * 0.1, 10, h * 0.46, steel, round=4),
        ring(w * 0.06 + 5, -h * 0.18, 13, steel, 8),
        rect(w * 0.2, -h * 0.3, 12, h * 0.26, grip, round=4),
        rect(w * 0.2 + 4, -h * 0.05, 4, h * 0.36, steel),
        ring(w * 0.36, 0, h * 0.22, "#3F5660", 7),
    ]


def factory(view: View) -> None:
    """Machines and pipes, a belt with boxes, tall windows."""
    sheet, paint = view.sheet, view.sheet.palette
    room = Room.of(view, mix("#C9D2DA", paint.sheet, 0.25), "#9AA1A8", "plain", panel=mix("#7C93A6", paint.blob, 0.2))
    for share in (0.66, 0.86) if room.kind == 0 else (0.08, 0.30, 0.70, 0.90):
        room.window(share, 190, 150, 190, grid=True)
    sheet.layer("pipes", 0.45)
    pipe, y = "#A9B6C2", 34.0
    for dy, width, tone in ((0, 20, pipe), (34, 12, "#C98A4E")):
        view.span(
            y + dy - (0 if sheet.upright else 44),
            sheet.gradient([(0, lighter(tone, 0.3)), (1, darker(tone, 0.25))]),
            y + dy + width - (0 if sheet.upright else 44),
        )
    colours = (mix("#4F8FB0", paint.blob, 0.2), mix("#D9A441", paint.second, 0.3))
    room.put(0.15, 250, machine(room.rng, 240, colours[room.kind]))
    room.put(0.42, 200, machine(room.rng, 180, colours[1 - room.kind]))
    room.put(0.86, 270, machine(room.rng, 250, colours[1 - room.kind]), flip=True)
    _belt(view, room)
    for share in (0.66, 0.90):
        room.hanging(share, 40, "#5C6B78")
    room.close()


def _belt(view: View, room: Room) -> None:
    """A conveyor belt along the wall, with boxes."""
    sheet, y = view.sheet, room.seam + 8
    sheet.layer("belt", 0.8, "drift")
    view.span(y - 46, "#4A5560", y - 30)
    view.span(y - 46, "#6B7885", y - 42)
    for i in range(24):
        x = view.left + i * (view.right - view.left) / 23
        sheet.add(circle(x, y - 30, 6, "#7F8C98"))
        if i % 5 == 2:
            sheet.add(rect(x - 26, y - 92, 52, 46, "#D3A467", round=2), rect(x - 5, y - 92, 10, 46, "#E9C88F"))
        if i % 6 == 0:
            sheet.add(rect(x - 5, y - 26, 10, 30, "#5C6873"))


def shop(view: View) -> None:
    """Full shelves behind a counter, a striped awning."""
    sheet, paint = view.sheet, view.sheet.palette
    room = Room.of(view, mix("#F7E9D2", paint.sheet, 0.2), "#D6B58C", "tiles")
    goods = ("jars", "boxes", "jars", "boxes")
    for i, share in enumerate((0.10, 0.28, 0.46, 0.92) if room.kind == 0 else (0.08, 0.26, 0.74, 0.92)):
        room.put(share, 222, shelf(room.rng, 214, 280, 4, WOOD, goods[i]), 2)
    room.window(0.72 if room.kind == 0 else 0.50, 150, 190, 180)
    if sheet.upright or not (sheet.spec.heading or sheet.spec.text):
        sheet.layer("awning", 0.5)
        top, count = max(room.seam - 430, -8.0), 16
        step = (view.right - view.left) / count
        for i in range(count):
            x, tone = view.left + i * step, mix(paint.accent, "#FFFFFF", 0.05 if i % 2 else 0.8)
            sheet.add(
                path(f"M{x:.1f} {top:.1f}h{step:.1f}v44a{step / 2:.1f} {step / 3:.1f} 0 0 1 {-step:.1f} 0z", tone)
            )
    room.put(0.70, 260, counter(250, 110, mix("#B5703F", paint.accent, 0.15), "#E6C79A", 3), 16)
    room.hanging(0.84, 60, mix(paint.accent, "#3A3030", 0.3))
    room.close()


def museum(view: View) -> None:
    """Paintings in gilt frames, exhibits on plinths, a rope."""
    sheet, paint = view.sheet, view.sheet.palette
    room = Room.of(
        view,
        mix("#C9B7A6" if room_kind(view) else "#B7C4CC", paint.sheet, 0.2),
        "#A9825C",
        "boards",
        panel=mix("#6E5A50", paint.ink, 0.1),
    )
    gold = "#C9A24A"
    for share, up, wide, tall in (
        (0.14, 250, 170, 130),
        (0.36, 260, 220, 160),
        (0.70, 250, 170, 130),
        (0.90, 250, 190, 150),
    ):
        room.hang(share, up, wide + 20, picture(room.rng, wide, tall, gold))
    for share, kind in ((0.08, 0), (0.54, 1), (0.94, 2)):
        exhibit = (_vase("#3F6FA8"), _bust("#E6E0D6"), _vase("#B5562F"))[kind]
        room.put(share, 90, [*plinth(90, 120, "#EFEAE2"), f'<g transform="translate(0 -120)">{"".join(exhibit)}</g>'])
    if room.kind == 0:
        room.put(0.30, 240, _rope(240), 22)
    else:
        room.put(0.74, 240, _rope(240), 22)
    sheet.layer("spots", 0.5)
    for share in (0.36, 0.70, 0.90):
        x = room.x(share)
        if room.allowed(share):
            paint_light = fade(sheet, "#FFF3D0", ((0, 0.38), (1, 0.0)))
            sheet.add(path(f"M{x - 12:.0f} {room.seam - 400:.0f}h24l92 330h-208z", paint_light))
    room.close()


def room_kind(view: View) -> int:
    """Which of two colours a hall has, by the seed."""
    return view.sheet.hand("hall").randrange(2)


def _vase(colour: str) -> list[str]:
    d = "M-16 0Q-40 -34 -12 -62Q-8 -72 -16 -84H16Q8 -72 12 -62Q40 -34 16 0Z"
    return [
        path(d, colour),
        path("M4 0Q26 -34 6 -62Q4 -72 8 -84H16Q8 -72 12 -62Q40 -34 16 0Z", darker(colour, 0.25), opacity=0.6),
        stroke("M-25 -40Q0 -32 25 -40", lighter(colour, 0.6), 4),
    ]


def _bust(stone: str) -> list[str]:
    return [
        path("M-34 0Q-36 -26 -10 -32V-44H10V-32Q36 -26 34 0Z", stone),
        ellipse(0, -58, 17, 22, stone),
        path("M-17 -62Q-16 -84 0 -84Q18 -84 17 -60Q10 -72 0 -72Q-12 -72 -17 -62Z", darker(stone, 0.12)),
        path("M6 -80Q20 -70 16 -50Q12 -38 10 -34V-30Q34 -24 34 0H10Z", darker(stone, 0.16), opacity=0.5),
    ]


def _rope(wide: float) -> list[str]:
    posts = [
        part
        for x in (-wide / 2, 0, wide / 2)
        for part in (rect(x - 4, -82, 8, 82, "#C9A24A"), circle(x, -86, 9, "#E3BE62"), ellipse(x, -2, 18, 5, "#A9853A"))
    ]
    sag = f"M{-wide / 2:.0f} -72Q{-wide / 4:.0f} -34 0 -72Q{wide / 4:.0f} -34 {wide / 2:.0f} -72"
    return [stroke(sag, "#9C2F3A", 9), *posts]


def palace(view: View) -> None:
    """Columns and tall arched windows, a carpet, a chandelier; by the seed banners between them."""
    sheet, paint = view.sheet, view.sheet.palette
    room = Room.of(view, mix("#F1E3C6", paint.sheet, 0.2), "#D9C9A8", "tiles", panel=mix("#B98F5A", paint.second, 0.2))
    tall = 430 if not sheet.upright else 640
    for share in (0.16, 0.38, 0.62, 0.84) if room.kind == 0 else (0.06, 0.28, 0.72, 0.94):
        room.put(share, 74, column(66, tall, "#F3EADB"), 4)
    for share in (0.27, 0.73, 0.05, 0.95) if room.kind == 0 else (0.17, 0.83):
        room.window(share, 130, 120, 230, arch=True)
    if room.kind == 1:
        cloth = mix("#A8323E", paint.accent, 0.3)
        for share in (0.38, 0.62):
            room.hang(share, 250, 90, _banner(cloth))
    sheet.layer("carpet", 0.92)
    red, x = mix("#A8323E", paint.accent, 0.2), sheet.width / 2
    d = f"M{x - 90:.0f} {room.seam:.0f}h180L{x + 250:.0f} {view.low:.0f}H{x - 250:.0f}Z"
    sheet.add(path(d, sheet.gradient([(0, darker(red, 0.2)), (1, red)])))
    sheet.add(
        stroke(
            (
                f"M{x - 78:.0f} {room.seam:.0f}L{x - 222:.0f} {view.low:.0f}M{x + 78:.0f} {room.seam:.0f}"
                f"L{x + 222:.0f} {view.low:.0f}"
            ),
            "#E3BE62",
            5,
        )
    )
    if not room.reserved and (sheet.upright or not (sheet.spec.heading or sheet.spec.text)):
        _chandelier(view, room, x)
    room.close()


def _banner(cloth: str) -> list[str]:
    return [
        rect(-46, -150, 92, 7, "#7A5A34", round=3),
        path("M-38 -146H38V90L0 124L-38 90Z", cloth),
        stroke("M-30 -146V86L0 112L30 86V-146", "#E3BE62", 4),
        path("M0 -70l9 20l22 2l-17 15l5 22l-19 -12l-19 12l5 -22l-17 -15l22 -2z", "#E3BE62"),
    ]


def _chandelier(view: View, room: Room, x: float) -> None:
    """Two rings of candles from the ceiling."""
    sheet, gold, y = view.sheet, "#D1A849", max(room.seam - 420, 60.0)

    def light() -> None:
        sheet.add(circle(x, y, 260, sheet.glow("#FFE3A0", 0.65)) if view.lamps else "")
        sheet.add(rect(x - 2, -80, 4, y + 60, gold))
        for half, dy in ((110, 10), (62, -34)):
            sheet.add(
                stroke(f"M{x - half:.0f} {y + dy:.0f}Q{x:.0f} {y + dy + 34:.0f} {x + half:.0f} {y + dy:.0f}", gold, 6)
            )
            for i in range(5):
                cx = x - half + i * half / 2
                cy = y + dy + 16 * math.sin(math.pi * i / 4) - 6
                sheet.add(rect(cx - 3.5, cy - 20, 7, 22, "#FBF6EA"), ellipse(cx, cy - 27, 4, 8, "#FFC94D"))

    room.lamps.append(light)


def stage(view: View) -> None:
    """A theatre: curtains at both sides, beams of light on the boards; open night behind, or a closed curtain."""
    sheet, paint = view.sheet, view.sheet.palette
    kind = sheet.hand("composition").randrange(2)
    view.indoors = True
    view.horizon = seam = view.feet - 0.10 * sheet.height
    view.back = seam + 0.4 * (view.feet - seam)
    cloth = mix("#A3243B", paint.accent, sheet.hand("cloth").uniform(0.05, 0.45))
    back = mix(paint.night, "#0A0D22", 0.3)
    sheet.layer("backdrop", 0.3)
    view.span(-0.1 * sheet.height, sheet.gradient([(0, darker(back, 0.3)), (1, lighter(back, 0.16))]), seam + 12)
    if kind == 1:
        _folds(view, view.left, view.right, seam, darker(cloth, 0.45), 22)
    sheet.layer("boards", 0.9)
    view.span(seam, sheet.gradient([(0, "#7C5236"), (0.35, "#B07B4E"), (1, "#6A4329")]))
    rows = "".join(
        f"M{sheet.width * (0.5 + i * 0.07):.0f} {seam:.0f}L{sheet.width * (0.5 + i * 0.15):.0f} {view.low:.0f}"
        for i in range(-11, 12)
    )
    sheet.add(stroke(rows, "#4A2E1C", 1.8, opacity=0.5))
    sheet.layer("beams", 0.95)
    for start, end in ((0.2, 0.36), (0.8, 0.64)) if kind == 0 else ((0.5, 0.5), (0.12, 0.3), (0.88, 0.7)):
        x0, x1, low = start * sheet.width, end * sheet.width, view.feet + 0.02 * sheet.height
        beam = fade(sheet, "#FFF3CF", ((0, 0.5), (1, 0.10)))
        sheet.add(
            path(f"M{x0 - 14:.0f} -70h28L{x1 + 150 * view.small:.0f} {low:.0f}H{x1 - 150 * view.small:.0f}Z", beam)
        )
        sheet.add(ellipse(x1, low, 150 * view.small, 26, sheet.glow("#FFF3CF", 0.75)))
    sheet.layer("curtains", 1.15)
    for way in (-1, 1):
        reach = sheet.width * (0.13 if not sheet.upright else 0.10)
        edge = view.left if way < 0 else view.right - reach - 0.09 * sheet.width
        _folds(view, edge, edge + reach + 0.09 * sheet.width, view.feet + 0.07 * sheet.height, cloth, 5)
    top = 0.05 * sheet.height
    _folds(view, view.left, view.right, top, darker(cloth, 0.12), 26)
    scallops = "".join(f"a{sheet.width / 16:.1f} 26 0 0 1 {-sheet.width / 8:.1f} 0" for _ in range(10))
    sheet.add(
        path(f"M{view.right:.0f} {top:.0f}{scallops}Z", darker(cloth, 0.12)),
        rect(view.left, top - 6, view.right - view.left, 6, "#D1A849"),
    )


def _folds(view: View, left: float, right: float, low: float, cloth: str, count: int) -> None:
    """Hanging cloth in folds, as stripes of light and shade."""
    sheet, wide = view.sheet, (right - left) / count
    sheet.add(rect(left, -0.1 * sheet.height, right - left, low + 0.1 * sheet.height, cloth))
    shade = sheet.gradient(
        [(0, darker(cloth, 0.34)), (0.35, lighter(cloth, 0.10)), (0.6, cloth), (1, darker(cloth, 0.38))], across=True
    )
    for i in range(count):
        sheet.add(rect(left + i * wide, -0.1 * sheet.height, wide + 0.5, low + 0.1 * sheet.height, shade))
