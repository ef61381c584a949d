"""Composed grounds in the palette's own colours: rising discs over hills, and the podium."""

from tools.images.illustrator.canvas import Sheet, circle, ellipse, path, rect, ring
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.scenery import View
from tools.images.illustrator.shapes import Line, bird, blob


def discs(view: View, x: float, y: float, *, dark: bool) -> None:
    """Concentric discs around a low sun, hills before it: a title's ground."""
    sheet, colours = view.sheet, view.sheet.palette
    outer, inner = (colours.night, mix(colours.night, colours.blob, 0.24)) if dark else (colours.sheet, colours.paper)
    sheet.add(rect(0, 0, sheet.width, sheet.height, outer))
    reach = 0.92 * max(sheet.width, sheet.height)
    for i, share in enumerate((1.0, 0.76, 0.55, 0.37)):
        sheet.add(circle(x, y, reach * share, mix(outer, inner, 0.22 + 0.26 * i)))
    sun = 0.115 * reach
    sheet.add(circle(x, y, sun * 2.0, sheet.glow(colours.second, 0.55)))
    sheet.add(circle(x, y, sun, sheet.gradient([(0, colours.second), (1, mix(colours.second, colours.accent, 0.75))])))
    rng = sheet.hand("flock")
    flock = mix(colours.ink, outer, 0.35) if not dark else mix(colours.glow, outer, 0.3)
    for i in range(4):
        sheet.add(
            bird(
                x - sun * 1.7 + i * 42 + rng.uniform(-9, 9),
                y - sun * (1.25 + 0.22 * (i % 2)) + rng.uniform(-10, 10),
                rng.uniform(9, 13),
                flock,
            )
        )
    hills(view, dark=dark)


def hill_top(view: View) -> float:
    """Where the farthest hill of `hills` begins, on average."""
    return view.feet - 0.14 * view.sheet.height


def hills(view: View, *, dark: bool) -> None:
    """Five layers of hills in the palette."""
    sheet, colours, rng = view.sheet, view.sheet.palette, view.sheet.hand("hills")
    near, far = (
        (mix(colours.night, "#05060F", 0.35), mix(colours.night, colours.accent, 0.50))
        if dark
        else (mix(colours.night, colours.blob, 0.12), mix(colours.blob, colours.second, 0.22))
    )
    top = hill_top(view)
    for i in range(5):
        share = i / 3
        line = Line(rng, top + (view.feet - 0.03 * sheet.height - top) * share, 40 - 7 * i, sheet.width, 1.5)
        colour = mix(far, near, share**1.15 * 0.75)
        sheet.add(
            path(line.closed(sheet.height), sheet.gradient([(0, lighter(colour, 0.06)), (1, darker(colour, 0.10))]))
        )


def podium(sheet: Sheet, x: float, y: float, half: float, floor: float) -> None:
    """A wall with a soft shape and dots, a floor, and a round podium whose top is centred at (x, y)."""
    colours, rng = sheet.palette, sheet.hand("podium")
    wall(sheet)
    sheet.add(path(blob(rng, x, y - half * 0.72, half * 1.42, 1.02), mix(colours.blob, colours.paper, 0.12)))
    sheet.add(ring(x, y - half * 0.72, half * 1.16, mix(colours.blob, colours.ink, 0.22), 2, opacity=0.5, dash="3 11"))
    dots(sheet, x + half * 0.75, y - half * 2.05, mix(colours.blob, colours.ink, 0.10), 7, 5)
    ground = mix(colours.blob, colours.sheet, 0.25)
    sheet.add(
        rect(0, floor, sheet.width, sheet.height - floor, sheet.gradient([(0, ground), (1, darker(ground, 0.05))]))
    )
    flat, deep = half * 0.21, half * 0.24
    body = mix(colours.blob, colours.paper, 0.30)
    sides = sheet.gradient(
        [(0, darker(body, 0.06)), (0.3, body), (0.55, lighter(body, 0.22)), (1, darker(body, 0.20))], across=True
    )
    sheet.add(ellipse(x, y + deep + flat * 0.35, half * 1.22, flat * 1.15, sheet.glow("#0A1020", 0.36, core=0.5)))
    sheet.add(
        path(
            f"M{x - half:.1f} {y:.1f}v{deep:.1f}A{half:.1f} {flat:.1f} 0 0 0 {x + half:.1f} "
            f"{y + deep:.1f}v{-deep:.1f}Z",
            sides,
        ),
        ellipse(x, y, half, flat, lighter(colours.paper, 0.55)),
        ellipse(x, y + 2, half * 0.9, flat * 0.86, colours.paper),
    )


def wall(sheet: Sheet) -> None:
    """A light wall, brighter in the middle."""
    colours = sheet.palette
    sheet.add(rect(0, 0, sheet.width, sheet.height, mix(colours.paper, colours.sheet, 0.62)))
    far = 0.75 * max(sheet.width, sheet.height)
    sheet.add(circle(0.5 * sheet.width, 0.42 * sheet.height, far, sheet.glow(lighter(colours.paper, 0.3), 0.95)))


def dots(sheet: Sheet, x: float, y: float, colour: str, columns: int, rows: int, step: float = 17) -> None:
    """A grid of small dots."""
    for row in range(rows):
        for column in range(columns):
            sheet.add(circle(x + column * step, y + row * step, 2.6, colour, opacity=0.55))
