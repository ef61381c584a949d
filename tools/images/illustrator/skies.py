"""Skies: the hour's colours, sun or moon, stars, clouds, lightning, a rainbow opposite the sun, far birds."""

import math

from core.scene import SceneSpec, TimeOfDay
from tools.images.illustrator.canvas import Box, circle, group, path, rect, ring, stroke
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.scenery import GLOOM, GREY, View, open_sky, shows_rainbow, side
from tools.images.illustrator.shapes import bird, cloud, wisp

SKIES: dict[TimeOfDay, tuple[str, str, str]] = {
    "dawn": ("#5B74B8", "#E9A7A8", "#FFE3B8"),
    "day": ("#3D8FE0", "#7CBDF2", "#D9F0FB"),
    "sunset": ("#3A2C72", "#D9577E", "#FFC27A"),
    "night": ("#0A1236", "#1A2860", "#3E4F8F"),
}
CLOUDS: dict[TimeOfDay, str] = {"dawn": "#FBDCD0", "day": "#FFFFFF", "sunset": "#F8B7A6", "night": "#5A6AA5"}
SUN = "sun"
PHASES: dict[str, float] = {
    "new moon": 0.0,
    "waxing crescent moon": 0.16,
    "crescent moon": 0.16,
    "first quarter moon": 0.25,
    "waxing gibbous moon": 0.37,
    "full moon": 0.5,
    "waning gibbous moon": 0.63,
    "last quarter moon": 0.75,
    "waning crescent moon": 0.84,
}
"""The share of a lunation (0 new, 0.5 full); waxing moons are lit on the right, as seen from the north."""


def moon_asked(spec: SceneSpec) -> str | None:
    """The phase that the sky shows because a subject asks for it: one phase alone, under a clear open sky."""
    asked = [subject.concept for subject in spec.subjects if subject.concept in PHASES and subject.count == 1]
    return asked[0] if len(asked) == 1 and open_sky(spec) and spec.weather == "clear" else None


def sun_asked(spec: SceneSpec) -> bool:
    """Whether the sky's own sun is the subject that the spec asks for."""
    shines = open_sky(spec) and spec.weather == "clear" and spec.time_of_day != "night"
    alone = [subject for subject in spec.subjects if subject.concept == SUN and subject.count == 1]
    return shines and len(alone) == 1 and not shows_rainbow(spec) and moon_asked(spec) is None


def asked(spec: SceneSpec) -> bool:
    """Whether a subject is shown by the sky itself."""
    return moon_asked(spec) is not None or sun_asked(spec) or shows_rainbow(spec)


def sky(view: View, *, clouds: int = 4, birds: bool = True) -> None:
    """The sky of this hour and weather, in layers of their own."""
    sheet, height = view.sheet, view.sheet.height
    sheet.layer("sky", 0.0)
    top, middle, low = (_sky_colour(view, colour) for colour in SKIES[view.time])
    high = -0.09 * height
    end = (view.horizon + 0.04 * height - high) / (view.low - high)
    paint = sheet.gradient([(0, top), (round(end * 0.6, 3), middle), (round(end, 3), low), (1, low)])
    view.span(high, paint)
    clear = view.weather == "clear"
    if view.time == "night" and clear:
        stars(view, 110)
    if shows_rainbow(sheet.spec):
        _rainbow(view)  # it stands opposite the sun, which is behind the viewer
    else:
        _light(view)
    if view.weather != "fog":
        _clouds(view, clouds)
    if view.weather == "storm":
        _lightning(view)
    if birds and view.time != "night" and view.weather in {"clear", "cloudy"}:
        _birds(view)


def _sky_colour(view: View, colour: str) -> str:
    tinted = mix(colour, view.sheet.palette.tint, 0.16)
    return mix(tinted, GREY[view.time], min(GLOOM[view.weather] * 3.4, 0.9))


def _rainbow(view: View) -> None:
    """A primary bow: red outside, violet inside, its centre below the horizon."""
    sheet = view.sheet
    sheet.layer("rainbow", 0.05)
    words = bool(sheet.spec.heading or sheet.spec.text)
    away = 0.66 if words and sheet.spec.template == "title" and not sheet.upright else 0.5
    x = view.at(away)
    band = 0.019 * min(sheet.width, 1.4 * sheet.height)
    radius = min(0.40 * sheet.width, 0.78 * view.horizon)
    y = view.horizon + 30
    for i, colour in enumerate(("#F2553D", "#F7923A", "#F9CF45", "#62BD66", "#3F93E0", "#7D5BD0")):
        sheet.add(ring(x, y, radius - i * band, colour, band + 0.6, opacity=0.85))


def _light(view: View) -> None:
    """Sun or moon; under a closed sky only where its light comes through."""
    sheet, spec = view.sheet, view.sheet.spec
    night, low = _by_moon(view), view.time in {"dawn", "sunset"} and not _by_moon(view)
    x, radius = side(sheet) * sheet.width, (46.0 if not low else 56.0) * view.small
    radius *= 1.4 if moon_asked(spec) or sun_asked(spec) else 1.0
    high = 0.32 if sheet.upright and (spec.heading or spec.text) else 0.16
    y = view.horizon - radius * 1.15 if low else high * sheet.height
    sheet.layer("moon" if night else "sun", 0.02)
    if view.weather == "clear":
        _disc(view, x, y, radius)
    elif view.weather in {"cloudy", "fog"} and not night:
        sheet.add(circle(x, y, radius * 4.6, sheet.glow(lighter(CLOUDS[view.time], 0.4), 0.55)))


def _by_moon(view: View) -> bool:
    return view.time == "night" or moon_asked(view.sheet.spec) is not None


def _disc(view: View, x: float, y: float, radius: float) -> None:
    """The sun or the moon itself, in the current layer."""
    sheet = view.sheet
    view.light = Box(x - radius, y - radius, 2 * radius, 2 * radius)
    if _by_moon(view):
        usual = "full moon" if sheet.hand("moon").random() < 0.6 else "waxing crescent moon"
        moon(view, x, y, radius, moon_asked(sheet.spec) or usual)
        return
    low = view.time in {"dawn", "sunset"}
    colour, glow, wide = ("#FFE89A", "#FFF6D6", 3.4) if not low else ("#FFE3A3", "#FFD08A", 6.0)
    sheet.add(circle(x, y, radius * wide, sheet.glow(glow, 0.9)))
    sheet.add(circle(x, y, radius * 1.5, glow, opacity=0.35), circle(x, y, radius, colour))


def step_aside(view: View, words: Box | None) -> None:
    """Move sun or moon out from behind the words: below them, or out of the picture when there is no sky left."""
    light = view.light
    if light is None or words is None or not light.meets(words):
        return
    layers, radius = view.sheet.layers, light.width / 2
    at = next(i for i, layer in enumerate(layers) if layer.name in {"sun", "moon"})
    y = max(words.bottom + 1.2 * radius, light.y + radius)
    if y + 0.4 * radius > view.horizon:
        del layers[at]
        return
    old, last = layers[at], layers[-1]
    start = len(last.parts)
    _disc(view, light.x + radius, y, radius)
    old.parts[:] = last.parts[start:]
    del last.parts[start:]


def moon(view: View, x: float, y: float, radius: float, phase: str) -> None:
    """The moon in a phase: the lit part bright with its seas, the rest barely seen."""
    sheet, share = view.sheet, PHASES[phase]
    lit = 0.5 - 0.5 * math.cos(math.tau * share)
    sheet.add(circle(x, y, radius * 3.2, sheet.glow("#DCE4FF", 0.12 + 0.4 * lit)))
    dark = view.time == "night"
    sheet.add(circle(x, y, radius, "#3A4878" if dark else "#A9C6E4", opacity=0.55 if phase != "full moon" else 0.0))
    bend = abs(math.cos(math.tau * share)) * radius
    inward = 0 if lit < 0.5 else 1
    d = (
        f"M0 {-radius:.1f}A{radius:.1f} {radius:.1f} 0 0 1 0 {radius:.1f}"
        f"A{max(bend, 0.1):.1f} {radius:.1f} 0 0 {inward} 0 {-radius:.1f}Z"
    )
    name = f"c{len(sheet.defs)}"
    sheet.defs.append(f'<clipPath id="{name}"><path d="{d}"/></clipPath>')
    seas = "".join(
        circle(dx * radius, dy * radius, r * radius, "#DDD5B8")
        for dx, dy, r in ((-0.35, -0.2, 0.2), (0.3, 0.25, 0.27), (0.12, -0.42, 0.13), (-0.25, 0.42, 0.15))
    )
    drawn = f'{path(d, "#F4EFD9")}<g clip-path="url(#{name})">{seas}</g>'
    sheet.add(group([drawn], x, y, flip=share > 0.5) if lit > 0.01 else ring(x, y, radius, "#8E9BC8", 1.5, opacity=0.6))


def stars(view: View, count: int, lowest: float | None = None) -> None:
    """Small stars above the horizon, a few of them large."""
    sheet, rng = view.sheet, view.sheet.hand("stars")
    bottom = view.horizon * 0.92 if lowest is None else lowest
    for i in range(count):
        x, y = rng.uniform(view.left, view.right), rng.uniform(-40, bottom)
        size = rng.uniform(0.7, 1.8) if i % 9 else rng.uniform(2.0, 3.2)
        sheet.add(circle(x, y, size, rng.choice(("#FFFFFF", "#FFF4D6", "#DCE8FF")), opacity=rng.uniform(0.45, 1)))


def _clouds(view: View, count: int) -> None:
    sheet, rng = view.sheet, view.sheet.hand("clouds")
    white = _cloud_colour(view)
    sheet.layer("clouds", 0.08, "still" if count < 2 else "drift")
    if view.weather in {"rain", "storm", "snow"}:
        _bank(view, darker(white, 0.12), 0.19)
        _bank(view, white, 0.10)
        return
    count += 3 if view.weather == "cloudy" else rng.choice((-1, 0, 0, 1))
    slots = [(i + 0.5) / max(count, 1) for i in range(count)]
    words = bool(sheet.spec.heading or sheet.spec.text)
    if words:  # no cloud behind words
        slots = [] if sheet.upright else [slot for slot in slots if slot >= 0.66]
    for i, slot in enumerate(slots):
        x = view.at(slot + rng.uniform(-0.1, 0.1))
        rise = 0.13 + 0.12 * ((i * 2) % 3) + rng.uniform(-0.03, 0.03)
        y = sheet.height * rise * (view.horizon / sheet.height) / 0.55
        if asked(sheet.spec) and view.light and abs(x - view.light.x - view.light.width / 2) < 190:
            continue  # the sky shows the subject
        size = rng.uniform(130, 230) * (0.75 if sheet.upright else 1) * (1.35 if view.weather == "cloudy" else 1)
        strength = 0.95 if view.time == "day" else 0.78
        layered = view.time in {"dawn", "sunset"} and rng.random() < 0.6
        drawn = wisp(rng, size * 1.3, white, strength * 0.8) if layered else cloud(rng, size, white, strength)
        sheet.add(group(drawn, x, y, flip=rng.random() < 0.5))


def _cloud_colour(view: View) -> str:
    grey = {"clear": 0.0, "cloudy": 0.22, "rain": 0.72, "snow": 0.35, "storm": 0.9, "fog": 0.3}[view.weather]
    return mix(CLOUDS[view.time], mix(GREY[view.time], "#38435C", 0.35 if view.wet else 0.0), grey)


def _bank(view: View, colour: str, depth: float) -> None:
    """A closed bank of clouds along the upper edge, its puffs hanging to about `depth` of the height."""
    sheet, rng = view.sheet, view.sheet.hand(f"bank{depth}")
    y, x, lobes = depth * sheet.height, view.left, []
    while x < view.right:
        radius = rng.uniform(46, 118) * view.small
        lobes.append((x, y - radius * rng.uniform(0.35, 0.7), radius))
        x += radius * rng.uniform(0.62, 0.95)
    high = -0.1 * sheet.height
    view.span(high, darker(colour, 0.16), y - 30)
    for x, centre, radius in lobes:
        sheet.add(circle(x, centre, radius, sheet.gradient([(0.2, darker(colour, 0.16)), (1, colour)])))


def _lightning(view: View) -> None:
    """One forked bolt from the clouds to the horizon, away from the words."""
    sheet, rng = view.sheet, view.sheet.hand("lightning")
    sheet.layer("lightning", 0.1)
    x, y = view.at(rng.uniform(0.68, 0.9)), 0.17 * sheet.height
    sheet.add(circle(x, y, 260, sheet.glow("#E8ECFF", 0.55)))
    points, end = [(x, y)], view.horizon - 0.02 * sheet.height
    steps = 7
    for i in range(1, steps + 1):
        last = points[-1]
        points.append((last[0] + rng.uniform(-34, 30), y + (end - y) * i / steps))
    line = "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in points)
    fork = points[3]
    branch = f"M{fork[0]:.1f} {fork[1]:.1f}l46 40l-8 26l38 44"
    for d, width in ((line, 4.4), (branch, 2.6)):
        sheet.add(stroke(d, "#C9D2FF", width * 2.6, opacity=0.3), stroke(d, "#FFFDF0", width))


def _birds(view: View) -> None:
    sheet, rng = view.sheet, view.sheet.hand("birds")
    if rng.random() < 0.35:
        return
    sheet.layer("birds", 0.3, "drift")
    x, y = sheet.width * rng.uniform(0.35, 0.6), view.horizon * rng.uniform(0.42, 0.6)
    colour = view.lit("#3C4A66")
    for i in range(rng.choice((3, 4, 5))):
        across = x + 30 * i + rng.uniform(-8, 8)
        sheet.add(bird(across, y - 14 * math.sin(i * 1.7) + rng.uniform(-8, 8), rng.uniform(8, 12), colour))


def pane(view: View, x: float, y: float, wide: float, tall: float) -> list[str]:
    """The sky as a window of a room shows it: the hour's gradient, sun or moon, or rain."""
    sheet = view.sheet
    top, middle, low = (_sky_colour(view, colour) for colour in SKIES[view.time])
    drawn = [rect(x, y, wide, tall, sheet.gradient([(0, top), (0.6, middle), (1, low)]))]
    if view.weather == "clear":
        night = view.time == "night"
        rise = 0.24 if night or view.time == "day" else 0.62
        drawn.append(
            circle(x + 0.72 * wide, y + rise * tall, 0.11 * min(wide, tall), "#F4EFD9" if night else "#FFE89A")
        )
        if night:
            rng = sheet.hand(f"pane{x:.0f}")
            spots = [(rng.uniform(0.05, 0.95), rng.uniform(0.05, 0.6)) for _ in range(9)]
            drawn.extend(circle(x + dx * wide, y + dy * tall, 1.3, "#FFFFFF", opacity=0.8) for dx, dy in spots)
    elif view.weather != "fog":
        grey = _cloud_colour(view)
        for dx, dy, r in ((0.12, 0.16, 0.2), (0.4, 0.1, 0.24), (0.72, 0.15, 0.22), (0.95, 0.1, 0.18)):
            drawn.append(circle(x + dx * wide, y + dy * tall, r * min(wide, tall), grey))
    return drawn
