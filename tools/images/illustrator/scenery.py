"""A view in the making: where its horizon is, how its light and weather colour things, and what comes before it all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import get_args

from core.scene import Indoors, SceneSpec, TimeOfDay, Weather
from tools.images.illustrator.canvas import Box, Sheet, ellipse, path, rect
from tools.images.illustrator.colour import lighter, mix, rgb, text_of

RAINBOW = "rainbow"
OVER = 0.09
"""How far layers reach beyond the frame, as a share of its sides: moved against each other they show no gap."""
AIRLESS = frozenset({"space", "underwater", "moon", "cave"})
"""Environments without a sky: no sun, no clouds, nothing falls there."""
AIR: dict[TimeOfDay, str] = {"dawn": "#EBC9C6", "day": "#C4E2F5", "sunset": "#F29B80", "night": "#2A3A78"}
"""What far things fade into."""
LIGHT: dict[TimeOfDay, str] = {"dawn": "#FFE0D4", "day": "#FFFFFF", "sunset": "#FFBC96", "night": "#5B76B8"}
"""The light of the hour: colours are multiplied by it."""
SHADE: dict[TimeOfDay, tuple[str, float]] = {
    "dawn": ("#A58BB8", 0.10),
    "day": ("#FFFFFF", 0.0),
    "sunset": ("#6E2A5C", 0.14),
    "night": ("#0C1740", 0.16),
}
"""What shadows are mixed with at this hour, and how much."""
GREY: dict[TimeOfDay, str] = {"dawn": "#B4A9B4", "day": "#A7B5C1", "sunset": "#8D7386", "night": "#1C2440"}
"""The light under a closed sky."""
GLOOM: dict[Weather, float] = {"clear": 0.0, "cloudy": 0.16, "rain": 0.24, "snow": 0.2, "storm": 0.36, "fog": 0.26}
"""How much of that grey there is in each colour."""


@dataclass
class View:
    """The sheet and the lines that everything in a landscape stands on, in design units.

    `feet` is where subjects stand, `back` where far subjects stand, `surface` the waterline of what swims (None where
    there is no water); `light` is where sun or moon stands, if one is seen.
    What `fronts` holds is drawn after the subjects, by `finish`.
    """

    sheet: Sheet
    horizon: float
    feet: float
    back: float = 0.0
    surface: float | None = None
    indoors: bool = False
    light: Box | None = None
    fronts: list[Callable[[], None]] = field(default_factory=list)

    @classmethod
    def of(cls, sheet: Sheet) -> "View":
        """Horizon and feet so that subjects stand above the captions."""
        feet = min(sheet.floor * 0.945, sheet.height * 0.87)
        horizon = feet - sheet.height * (0.17 if not sheet.upright else 0.13)
        surface = feet - 0.02 * sheet.height if sheet.spec.environment == "sea" else None
        return cls(sheet, horizon, feet, horizon + 0.42 * (feet - horizon), surface)

    def raise_horizon(self, share: float) -> None:
        """Move the horizon up (or down, below 0) by a share of the height."""
        self.horizon -= share * self.sheet.height
        self.back = self.horizon + 0.42 * (self.feet - self.horizon)

    def finish(self) -> None:
        """Draw what stands before the subjects."""
        while self.fronts:
            self.fronts.pop(0)()

    @property
    def time(self) -> TimeOfDay:
        """The time of day."""
        return self.sheet.spec.time_of_day

    @property
    def weather(self) -> Weather:
        """The weather; clear where there is no air."""
        return "clear" if self.sheet.spec.environment in AIRLESS else self.sheet.spec.weather

    @property
    def wet(self) -> bool:
        """Whether it rains."""
        return self.weather in {"rain", "storm"}

    @property
    def snowy(self) -> bool:
        """Whether snow lies on the ground."""
        return self.sheet.spec.environment == "snow" or self.weather == "snow"

    @property
    def lamps(self) -> bool:
        """Whether lamps are lit."""
        return self.time in {"night", "sunset"} or self.weather == "storm"

    @property
    def left(self) -> float:
        """The left end of what is drawn, beyond the frame."""
        return -OVER * self.sheet.width

    @property
    def right(self) -> float:
        """The right end of what is drawn, beyond the frame."""
        return (1 + OVER) * self.sheet.width

    @property
    def low(self) -> float:
        """The lower end of what is drawn, beyond the frame."""
        return (1 + OVER) * self.sheet.height

    @property
    def small(self) -> float:
        """How much smaller things are drawn on an upright sheet."""
        return 0.8 if self.sheet.upright else 1.0

    def at(self, share: float) -> float:
        """A place across, counted from where reading begins (0) to its end (1)."""
        return self.sheet.width * (share if self.sheet.spec.direction == "ltr" else 1 - share)

    @property
    def air(self) -> str:
        """What far things fade into."""
        return mix(mix(AIR[self.time], self.sheet.palette.tint, 0.15), GREY[self.time], min(GLOOM[self.weather] * 2, 1))

    def lit(self, colour: str, far: float = 0.0) -> str:
        """A day colour in this light, with a share of air before it."""
        shade, share = SHADE[self.time]
        bright = times(mix(colour, self.sheet.palette.tint, 0.06), LIGHT[self.time])
        dull = mix(mix(bright, shade, share), GREY[self.time], GLOOM[self.weather])
        return mix(dull, self.air, far)

    def turf(self, colour: str, far: float = 0.0) -> str:
        """The colour of ground in this light: white where snow lies, darker when wet."""
        if self.snowy:
            colour = mix(colour, "#F4F9FF", 0.82)
        return self.lit(times(colour, "#D2DAE0") if self.wet else colour, far)

    def ground(self, area: str, top: str, low: str) -> None:
        """A patch of land, lighter above and darker toward the viewer."""
        self.sheet.add(path(area, self.sheet.gradient([(0, top), (1, low)])))

    def span(self, top: float, paint: str, bottom: float | None = None) -> None:
        """A band from side to side, from `top` to `bottom` (the end of the sheet without one)."""
        self.sheet.add(rect(self.left, top, self.right - self.left, (bottom or self.low) - top, paint))


def composition(view: View, count: int) -> int:
    """Which of so many compositions this picture has, by its seed."""
    return view.sheet.hand("composition").randrange(count)


def times(one: str, other: str) -> str:
    """The product of two colours: one seen in the light of the other."""
    first, second = rgb(one), rgb(other)
    return text_of((first[0] * second[0], first[1] * second[1], first[2] * second[2]))


def shows_rainbow(spec: SceneSpec) -> bool:
    """Whether the spec asks for a rainbow under an open, lit sky: then it spans the sky instead of standing there."""
    under_sky = open_sky(spec) and spec.time_of_day != "night"
    return under_sky and any(subject.concept == RAINBOW for subject in spec.subjects)


def open_sky(spec: SceneSpec) -> bool:
    """Whether the picture has a sky of its own: a landscape, or a title over one."""
    outside = spec.template == "landscape" or (spec.template == "title" and spec.environment is not None)
    return outside and spec.environment not in (*AIRLESS, *get_args(Indoors))


def side(sheet: Sheet) -> float:
    """Where the sun stands across (0..1): away from where text begins."""
    rng = sheet.hand("sun")
    near, far = (0.70, 0.86) if sheet.spec.direction == "ltr" else (0.14, 0.30)
    return rng.uniform(near, far)


def shadow(sheet: Sheet, x: float, y: float, half: float, strength: float = 0.34) -> str:
    """A contact shadow: soft, flat, under something's feet."""
    return ellipse(x, y, half * 1.12, half * 0.17, sheet.glow("#0A1020", strength, core=0.15))


def toned(view: View, drawing: str, far: float = 0.0) -> str:
    """A subject in the light of the hour: dimmer and bluer at night, warmer at sunset, paler when far away."""
    red, green, blue = {"night": (0.80, 0.83, 0.96), "sunset": (1.0, 0.92, 0.88)}.get(view.time, (1.0, 1.0, 1.0))
    if view.indoors or view.sheet.spec.environment in {"space", "moon"}:
        red = green = blue = 1.0
    air = rgb(view.air)
    gains, lifts = [gain * (1 - far) for gain in (red, green, blue)], [part * far for part in air]
    if far == 0 and gains == [1.0, 1.0, 1.0]:
        return drawing
    rows = " ".join(
        " ".join(f"{gains[row] if column == row else 0:.3f}" for column in range(4)) + f" {lifts[row]:.3f}"
        for row in range(3)
    )
    name = f"light-{view.time}" + (f"-{far * 100:.0f}" if far else "")
    light = (
        f'<filter id="{name}" color-interpolation-filters="sRGB"><feColorMatrix type="matrix" '
        f'values="{rows} 0 0 0 1 0"/></filter>'
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


def fade(sheet: Sheet, colour: str, steps: tuple[tuple[float, float], ...]) -> str:
    """A paint of one colour whose opacity changes from top to bottom: (place, opacity) pairs."""
    name = f"g{len(sheet.defs)}"
    stops = "".join(
        f'<stop offset="{at:.3f}" stop-color="{colour}" stop-opacity="{share:.3f}"/>' for at, share in steps
    )
    sheet.defs.append(f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1">{stops}</linearGradient>')
    return f"url(#{name})"


def haze(view: View, y: float, height: float, strength: float = 0.5) -> None:
    """A band of mist that ends at y."""
    view.span(y - height, fade(view.sheet, lighter(view.air, 0.25), ((0, 0), (1, strength))), y)
