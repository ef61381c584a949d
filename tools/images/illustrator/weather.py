"""Weather in front of a view: rain and its puddles, falling snow, banks of fog."""

from tools.images.illustrator.canvas import circle, ellipse, ring, stroke
from tools.images.illustrator.colour import lighter, mix
from tools.images.illustrator.scenery import View, fade

RAIN, SNOW = 0.95, 0.07  # heights of the picture a second that drops and flakes at depth 1 fall


def mist(view: View) -> None:
    """What the weather lays between the land and the subjects: fog, the grey of rain, puddles."""
    if view.weather == "fog":
        _fog(view, "fog far", 0.6, view.horizon + 0.4 * (view.feet - view.horizon), 0.42 * view.sheet.height, 0.85)
    elif view.wet or view.weather == "snow":
        view.sheet.layer("mist", 0.5, "drift")
        colour, top = lighter(view.air, 0.2), view.horizon - 0.3 * view.sheet.height
        paint = fade(view.sheet, colour, ((0, 0), (0.6, 0.26), (0.75, 0.2), (1, 0)))
        view.span(top, paint, view.feet + 0.06 * view.sheet.height)
    if view.wet and view.surface is None:
        _puddles(view)


def fall(view: View) -> None:
    """What falls or drifts before the subjects."""
    if view.wet:
        heavy = 1.5 if view.weather == "storm" else 1.0
        _rain(view, "rain far", 1.1, int(130 * heavy), 24, 1.3, 0.42)
        _rain(view, "rain near", 1.4, int(56 * heavy), 54, 2.4, 0.46)
    elif view.weather == "snow":
        _snow(view, "snow far", 1.1, 90, (1.0, 2.4))
        _snow(view, "snow near", 1.4, 46, (2.6, 5.2))
    elif view.weather == "fog":
        _fog(view, "fog near", 1.15, view.feet + 0.16 * view.sheet.height, 0.22 * view.sheet.height, 0.6)


def _rain(view: View, name: str, depth: float, count: int, length: float, width: float, strength: float) -> None:
    """Slanting streaks, one path."""
    sheet, rng = view.sheet, view.sheet.hand(name)
    lean = 0.30 if view.weather == "storm" else 0.16
    lines = []
    for _ in range(count):
        x, y = rng.uniform(view.left, view.right), rng.uniform(-60, view.low)
        long = length * rng.uniform(0.6, 1.2)
        lines.append(f"M{x:.0f} {y:.0f}l{-lean * long:.1f} {long:.1f}")
    layer = sheet.layer(name, depth, "fall")
    layer.speed, layer.lean = RAIN * depth, lean
    sheet.add(stroke("".join(lines), lighter(view.air, 0.7), width, opacity=strength))


def _snow(view: View, name: str, depth: float, count: int, sizes: tuple[float, float]) -> None:
    sheet, rng = view.sheet, view.sheet.hand(name)
    sheet.layer(name, depth, "fall").speed = SNOW * depth
    for _ in range(count):
        x, y = rng.uniform(view.left, view.right), rng.uniform(-40, view.low)
        sheet.add(circle(x, y, rng.uniform(*sizes), "#FFFFFF", opacity=rng.uniform(0.55, 0.95)))


def _fog(view: View, name: str, depth: float, y: float, height: float, strength: float) -> None:
    """A bank of fog around y: a soft band and long pale shapes in it."""
    sheet, rng = view.sheet, view.sheet.hand(name)
    colour = mix(lighter(view.air, 0.35), "#FFFFFF", 0.1 if view.time != "night" else 0.0)
    sheet.layer(name, depth, "drift")
    steps = ((0.0, 0.0), (0.35, strength * 0.6), (0.6, strength), (0.8, strength * 0.7), (1.0, strength * 0.25))
    view.span(y - height * 0.75, fade(sheet, colour, steps), y + height * 0.5)
    for _ in range(5):
        half, x = rng.uniform(190, 380), rng.uniform(view.left, view.right)
        sheet.add(ellipse(x, y + rng.uniform(-0.5, 0.25) * height, half, half * 0.12, sheet.glow(colour, strength)))


def _puddles(view: View) -> None:
    """Flat pools that mirror the sky, with rings where drops fall."""
    sheet, rng = view.sheet, view.sheet.hand("puddles")
    sheet.layer("puddles", 1.0)
    sky = mix(view.air, "#FFFFFF", 0.12)
    for i in range(5):
        x = view.sheet.width * ((i + rng.uniform(0.15, 0.85)) / 5)
        y = view.feet + (0.035 + 0.13 * rng.random()) * sheet.height
        half = rng.uniform(60, 120) * view.small
        sheet.add(ellipse(x, y, half, half * 0.13, sky, opacity=0.55))
        sheet.add(ellipse(x + half * 0.12, y + half * 0.02, half * 0.7, half * 0.07, lighter(sky, 0.25), opacity=0.5))
        for share in (-0.4, 0.25):
            drop = x + share * half
            sheet.add(_ripple(drop, y, 12, lighter(sky, 0.6)))


def _ripple(x: float, y: float, half: float, colour: str) -> str:
    return f'<g transform="translate({x:.1f} {y:.1f}) scale(1 0.2)">{ring(0, 0, half, colour, 2.0, opacity=0.7)}</g>'
