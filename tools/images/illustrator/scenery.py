"""A view in the making: where its horizon is, how its light falls, and its sky."""

import math
from dataclasses import dataclass

from core.models import SceneSpec, TimeOfDay
from tools.images.illustrator.canvas import Sheet, circle, ellipse, group, path, rect, ring
from tools.images.illustrator.colour import lighter, mix
from tools.images.illustrator.shapes import bird, cloud

Stops = list[tuple[float, str]]

RAINBOW = "rainbow"
SKIES: dict[TimeOfDay, tuple[str, str, str]] = {
    "day": ("#3D8FE0", "#7CBDF2", "#D9F0FB"),
    "sunset": ("#3A2C72", "#D9577E", "#FFC27A"),
    "night": ("#0A1236", "#1A2860", "#3E4F8F"),
}
AIR: dict[TimeOfDay, str] = {"day": "#C4E2F5", "sunset": "#F2937A", "night": "#2C3C78"}
"""What far things fade into."""
SHADE: dict[TimeOfDay, tuple[str, float]] = {
    "day": ("#FFFFFF", 0.0),
    "sunset": ("#7B2F52", 0.34),
    "night": ("#0C1740", 0.60),
}
"""What the light does to a colour in the open."""


@dataclass
class View:
    """The sheet and the lines that everything in a landscape stands on, in design units."""

    sheet: Sheet
    horizon: float
    feet: float

    @classmethod
    def of(cls, sheet: Sheet) -> "View":
        """Horizon and feet so that subjects stand above the captions."""
        feet = min(sheet.floor * 0.945, sheet.height * 0.87)
        return cls(sheet, feet - sheet.height * (0.17 if not sheet.upright else 0.13), feet)

    @property
    def time(self) -> TimeOfDay:
        """The time of day."""
        return self.sheet.spec.time_of_day

    @property
    def air(self) -> str:
        """What far things fade into."""
        return mix(AIR[self.time], self.sheet.palette.tint, 0.15)

    def lit(self, colour: str, far: float = 0.0) -> str:
        """A day colour in this light, with a share of air before it."""
        shade, share = SHADE[self.time]
        return mix(mix(mix(colour, self.sheet.palette.tint, 0.06), shade, share), self.air, far)

    def ground(self, area: str, top: str, low: str) -> None:
        """A patch of land, lighter above and darker toward the viewer."""
        self.sheet.add(path(area, self.sheet.gradient([(0, top), (1, low)])))


def sky(view: View, *, clouds: int = 4, birds: bool = True, sun: bool = True) -> None:
    """The sky of this time of day: gradient, sun or moon and stars, clouds, far birds."""
    sheet = view.sheet
    top, middle, low = (mix(colour, sheet.palette.tint, 0.16) for colour in SKIES[view.time])
    end = (view.horizon + 0.04 * sheet.height) / sheet.height
    paint = sheet.gradient([(0, top), (round(end * 0.6, 3), middle), (round(end, 3), low), (1, low)])
    sheet.add(rect(0, 0, sheet.width, sheet.height, paint))
    if view.time == "night":
        stars(view, 110)
    if shows_rainbow(sheet.spec):
        _rainbow(view)  # it stands opposite the sun, which is behind the viewer
    elif sun:
        _light(view)
    _clouds(view, clouds)
    if birds and view.time != "night":
        _birds(view)


def shows_rainbow(spec: SceneSpec) -> bool:
    """Whether the spec asks for a rainbow under an open, lit sky: then it spans the sky instead of standing there."""
    under_sky = spec.environment not in {"space", "underwater"} and spec.time_of_day != "night"
    open_air = spec.template == "landscape" or (spec.template == "title" and spec.environment is not None)
    return open_air and under_sky and any(subject.concept == RAINBOW for subject in spec.subjects)


def _rainbow(view: View) -> None:
    """A primary bow: red outside, violet inside, its centre below the horizon."""
    sheet = view.sheet
    words = bool(sheet.spec.heading or sheet.spec.text)
    away = 0.66 if words and sheet.spec.template == "title" and not sheet.upright else 0.5
    x = sheet.width * (away if sheet.spec.direction == "ltr" else 1 - away)
    band = 0.019 * min(sheet.width, 1.4 * sheet.height)
    radius = min(0.40 * sheet.width, 0.78 * view.horizon)
    y = view.horizon + 30
    for i, colour in enumerate(("#F2553D", "#F7923A", "#F9CF45", "#62BD66", "#3F93E0", "#7D5BD0")):
        sheet.add(ring(x, y, radius - i * band, colour, band + 0.6, opacity=0.85))


def side(sheet: Sheet) -> float:
    """Where the sun stands across (0..1): away from where text begins."""
    rng = sheet.hand("sun")
    near, far = (0.70, 0.86) if sheet.spec.direction == "ltr" else (0.14, 0.30)
    return rng.uniform(near, far)


def _light(view: View) -> None:
    sheet = view.sheet
    x = side(sheet) * sheet.width
    radius = 46.0 if view.time == "day" else 58.0
    y = {"day": 0.15, "night": 0.16}.get(view.time, 0.0) * sheet.height or view.horizon - radius * 1.1
    if view.time == "night":
        sheet.add(circle(x, y, radius * 3.2, sheet.glow("#DCE4FF", 0.5)))
        sheet.add(circle(x, y, radius, "#F4EFD9"))
        for dx, dy, r in ((-0.35, -0.2, 0.2), (0.3, 0.25, 0.27), (0.12, -0.42, 0.13), (-0.25, 0.42, 0.15)):
            sheet.add(circle(x + dx * radius, y + dy * radius, r * radius, "#DDD5B8"))
        return
    colour, glow, wide = ("#FFE89A", "#FFF6D6", 3.4) if view.time == "day" else ("#FFE3A3", "#FFD08A", 6.0)
    sheet.add(circle(x, y, radius * wide, sheet.glow(glow, 0.9)))
    sheet.add(circle(x, y, radius * 1.5, glow, opacity=0.35), circle(x, y, radius, colour))


def stars(view: View, count: int, lowest: float | None = None) -> None:
    """Small stars above the horizon, a few of them large."""
    sheet, rng = view.sheet, view.sheet.hand("stars")
    bottom = view.horizon * 0.92 if lowest is None else lowest
    for i in range(count):
        x, y = rng.uniform(0, sheet.width), rng.uniform(0, bottom)
        size = rng.uniform(0.7, 1.8) if i % 9 else rng.uniform(2.0, 3.2)
        sheet.add(circle(x, y, size, rng.choice(("#FFFFFF", "#FFF4D6", "#DCE8FF")), opacity=rng.uniform(0.45, 1)))


def _clouds(view: View, count: int) -> None:
    sheet, rng = view.sheet, view.sheet.hand("clouds")
    white = {"day": "#FFFFFF", "sunset": "#F8B7A6", "night": "#5A6AA5"}[view.time]
    slots = [(i + 0.5) / count for i in range(count)]
    words = bool(sheet.spec.heading or sheet.spec.text)
    if words:  # no cloud behind words
        start = (0.0, 0.34) if sheet.spec.direction == "rtl" else (0.66, 1.0)
        slots = [] if sheet.upright else [slot for slot in slots if start[0] <= slot <= start[1]]
    for i, slot in enumerate(slots):
        x = (slot + rng.uniform(-0.1, 0.1)) * sheet.width
        y = (
            sheet.height
            * (0.13 + 0.12 * ((i * 2) % 3) + rng.uniform(-0.03, 0.03))
            * (view.horizon / sheet.height)
            / 0.55
        )
        size = rng.uniform(130, 220) * (0.75 if sheet.upright else 1)
        sheet.add(group(cloud(rng, size, white, 0.95 if view.time == "day" else 0.75), x, y))


def _birds(view: View) -> None:
    sheet, rng = view.sheet, view.sheet.hand("birds")
    x, y = sheet.width * rng.uniform(0.35, 0.6), view.horizon * rng.uniform(0.42, 0.6)
    colour = view.lit("#3C4A66")
    for i in range(rng.choice((3, 4, 5))):
        sheet.add(
            bird(
                x + 30 * i + rng.uniform(-8, 8),
                y - 14 * math.sin(i * 1.7) + rng.uniform(-8, 8),
                rng.uniform(8, 12),
                colour,
            )
        )


def shadow(sheet: Sheet, x: float, y: float, half: float, strength: float = 0.34) -> str:
    """A contact shadow: soft, flat, under something's feet."""
    return ellipse(x, y, half * 1.12, half * 0.17, sheet.glow("#0A1020", strength, core=0.15))


def toned(view: View, drawing: str) -> str:
    """A subject in the light of the hour: dimmer and bluer at night, warmer at sunset."""
    gains = {"night": (0.80, 0.83, 0.96), "sunset": (1.0, 0.92, 0.88)}.get(view.time)
    if gains is None or view.sheet.spec.environment == "space":
        return drawing
    rows = " ".join(f"{gain if column == row else 0}" for row, gain in enumerate((*gains, 1.0)) for column in range(5))
    name = f"light-{view.time}"
    light = (
        f'<filter id="{name}" color-interpolation-filters="sRGB"><feColorMatrix type="matrix" '
        f'values="{rows}"/></filter>'
    )
    if light not in view.sheet.defs:
        view.sheet.defs.append(light)
    return f'<g filter="url(#{name})">{drawing}</g>'


def veil(sheet: Sheet, colour: str, strength: float, *, reach: float, down: bool) -> None:
    """A soft veil behind words: from where reading begins to `reach` of the width, or from the top when `down`."""
    name = f"g{len(sheet.defs)}"
    start, end = ("0", "1") if down or sheet.spec.direction == "ltr" else ("1", "0")
    way = 'x1="0" x2="0" y1="0" y2="1"' if down else f'x1="{start}" x2="{end}" y1="0" y2="0"'
    steps = "".join(
        f'<stop offset="{share * reach:.3f}" stop-color="{colour}" stop-opacity="{strength * left:.3f}"/>'
        for share, left in ((0, 1), (0.45, 0.9), (0.7, 0.5), (0.87, 0.16), (1, 0))
    )
    sheet.defs.append(f'<linearGradient id="{name}" {way}>{steps}</linearGradient>')
    sheet.add(rect(0, 0, sheet.width, sheet.height, f"url(#{name})"))


def haze(view: View, y: float, height: float, strength: float = 0.5) -> None:
    """A band of mist that ends at y."""
    name = f"g{len(view.sheet.defs)}"
    colour = lighter(view.air, 0.25)
    view.sheet.defs.append(
        f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{colour}" '
        'stop-opacity="0"/>'
        f'<stop offset="1" stop-color="{colour}" stop-opacity="{strength}"/></linearGradient>'
    )
    view.sheet.add(rect(0, y - height, view.sheet.width, height, f"url(#{name})"))
