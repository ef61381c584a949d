"""A room in the making: its walls and floor, windows that show the hour and the weather, and what stands where."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from tools.images.illustrator.canvas import Box, circle, ellipse, group, path, rect, stroke
from tools.images.illustrator.colour import darker, lighter, mix
from tools.images.illustrator.furniture import GLOW, hanging, lamp
from tools.images.illustrator.placing import hangs
from tools.images.illustrator.scenery import View, fade
from tools.images.illustrator.skies import pane

Floor = Literal["boards", "tiles", "plain", "carpet"]
DIM = {"dawn": 0.06, "day": 0.0, "sunset": 0.12, "night": 0.40}
"""How dark a room is at this hour before its lamps are lit."""


@dataclass
class Room:
    """A room drawn from the back: `seam` is where wall and floor meet, `kind` the composition.

    Shares run from where reading begins; with words on the wall nothing is hung where they stand.
    """

    view: View
    kind: int
    mirrored: bool
    wall: str
    seam: float
    reserved: bool = False
    taken: list[tuple[str, float, float]] = field(default_factory=list)
    lamps: list[Callable[[], None]] = field(default_factory=list)

    @classmethod
    def of(cls, view: View, wall: str, floor: str, pattern: Floor, panel: str | None = None) -> "Room":
        """A room with its wall and floor drawn."""
        sheet = view.sheet
        said = bool(sheet.spec.heading or sheet.spec.text)
        rng = sheet.hand("composition")
        kind, turned = rng.randrange(2), rng.random() < 0.5
        rtl = sheet.spec.direction == "rtl"
        view.indoors = True
        view.horizon = seam = view.feet - 0.10 * sheet.height
        room = cls(
            view,
            kind,
            rtl if said else turned,
            mix(wall, sheet.palette.paper, rng.uniform(0.12, 0.38)),
            seam,
            hangs(sheet),
        )
        sheet.layer("wall", 0.3)
        glow = lighter(room.wall, 0.22)
        view.span(
            -0.1 * sheet.height, sheet.gradient([(0, darker(room.wall, 0.06)), (0.7, glow), (1, room.wall)]), seam + 12
        )
        if panel:
            view.span(seam - 96, sheet.gradient([(0, lighter(panel, 0.1)), (1, panel)]), seam)
            view.span(seam - 100, darker(panel, 0.2), seam - 94)
        sheet.layer("floor", 0.75)
        _floor(view, seam, floor, pattern)
        view.span(seam - 9, lighter(mix(room.wall, floor, 0.4), 0.35), seam)
        view.back = seam + 0.3 * (view.feet - seam)
        return room

    @property
    def rng(self) -> Random:
        """Random numbers for the things of this room."""
        return self.view.sheet.hand(f"things{len(self.taken)}")

    def x(self, share: float) -> float:
        """A place across."""
        return self.view.sheet.width * (1 - share if self.mirrored else share)

    def free(self, level: str, x: float, wide: float) -> bool:
        """Whether nothing stands there yet at this level; takes the place if so. Keeps the wall behind words free."""
        sheet = self.view.sheet
        if x - wide / 2 < -0.09 * sheet.width or x + wide / 2 > 1.09 * sheet.width:
            return False
        for name, left, right in self.taken:
            if name == level and min(right, x + wide / 2) - max(left, x - wide / 2) > 0.08 * wide:
                return False
        self.taken.append((level, x - wide / 2, x + wide / 2))
        return True

    def put(self, share: float, wide: float, parts: list[str], down: float = 6, *, flip: bool = False) -> None:
        """A piece of furniture on the floor near the wall; left out where another stands."""
        x = self.x(share)
        if self.free("floor", x, wide):
            sheet = self.view.sheet
            sheet.layer(f"furniture {len(self.taken)}", 0.75)
            sheet.add(ellipse(x, self.seam + down, wide * 0.54, 7, "#0A1020", opacity=0.22))
            sheet.add(group(parts, x, self.seam + down, flip=flip != self.mirrored))

    def hang(self, share: float, up: float, wide: float, parts: list[str]) -> None:
        """A thing on the wall, its own zero `up` units above the floor."""
        x = self.x(share)
        if self.allowed(share) and self.free("wall", x, wide):
            self.view.sheet.layer(f"on the wall {len(self.taken)}", 0.4)
            self.view.sheet.add(group(parts, x, self.seam - up))

    def allowed(self, share: float) -> bool:
        """Whether the wall is free of words there."""
        spec = self.view.sheet.spec
        if self.reserved and 0.15 < share < 0.85:
            return False
        return self.view.sheet.upright or share > 0.62 or not (spec.heading or spec.text)

    def lamp(self, share: float, tall: float, colour: str = "#E8D5B0") -> None:
        """A standing lamp, lit when it is dark."""
        x, view = self.x(share), self.view
        if self.free("floor", x, 70):
            drawn = lamp(view.sheet, tall, view.lamps, colour)
            self.lamps.append(lambda: view.sheet.add(group(drawn, x, self.seam + 14)))

    def hanging(self, share: float, drop: float, colour: str) -> None:
        """A lamp from the ceiling, lit when it is dark."""
        x, view = self.x(share), self.view
        if self.allowed(share) or not (view.sheet.spec.heading or view.sheet.spec.text):
            top = self.seam - 470 if view.sheet.upright else 0.0
            drawn = hanging(view.sheet, drop + max(top, 0), view.lamps, colour)
            self.lamps.append(lambda: view.sheet.add(group(drawn, x, 0)))

    def window(self, share: float, up: float, wide: float, tall: float, **kind: bool) -> None:
        """A window whose sill is `up` units above the floor."""
        x = self.x(share)
        if self.allowed(share) and self.free("wall", x, wide * 1.2):
            self.view.sheet.layer(f"window {len(self.taken)}", 0.35)
            _window(self.view, Box(x - wide / 2, self.seam - up - tall, wide, tall), **kind)

    def close(self) -> None:
        """The dusk of the hour over everything so far, and the lamps that are lit in it."""
        sheet, view = self.view.sheet, self.view
        dim = DIM[view.time] + (0.08 if view.weather in {"rain", "storm"} else 0.0)
        if dim:
            sheet.layer("dusk", 0.7)
            tone, high = "#231A4E" if view.time == "night" else "#5A2A50", -0.1 * sheet.height
            view.span(high, fade(sheet, tone, ((0, dim * 1.25), (0.5, dim), (1, dim * 1.15))))
        if view.lamps and self.lamps:
            x, y = 0.5 * sheet.width, self.seam - 120
            sheet.add(ellipse(x, y, 0.6 * sheet.width, 0.5 * sheet.height, sheet.glow("#FFB870", 0.34)))
        if self.lamps:
            sheet.layer("lamps", 0.78)
            for light in self.lamps:
                light()


def _floor(view: View, seam: float, colour: str, pattern: Floor) -> None:
    """The floor toward the viewer, in perspective."""
    sheet = view.sheet
    view.span(seam, sheet.gradient([(0, darker(colour, 0.14)), (0.3, colour), (1, darker(colour, 0.12))]))
    if pattern in {"plain", "carpet"}:
        return
    lines, count = [], 11
    for i in range(-count, count + 1):
        x = sheet.width * (0.5 + i * 0.07)
        lines.append(f"M{x:.0f} {seam:.0f}L{sheet.width * (0.5 + i * 0.15):.0f} {view.low:.0f}")
    y, step = seam, 9.0
    while pattern == "tiles" and y < view.low:
        y += step
        step *= 1.38
        lines.append(f"M{view.left:.0f} {y:.0f}H{view.right:.0f}")
    sheet.add(stroke("".join(lines), darker(colour, 0.3), 1.6, opacity=0.45))


def rug(view: View, colour: str, share: float = 0.5) -> None:
    """A round rug under the subjects."""
    sheet, half = view.sheet, 0.3 * view.sheet.width
    x, y = share * sheet.width, view.feet + 0.015 * sheet.height
    sheet.layer("rug", 0.92)
    for part, tone in (
        (1.0, darker(colour, 0.12)),
        (0.93, lighter(colour, 0.45)),
        (0.87, colour),
        (0.55, lighter(colour, 0.2)),
    ):
        sheet.add(ellipse(x, y, half * part, 46 * part, tone))


def _window(view: View, box: Box, *, arch: bool = False, curtains: bool = False, grid: bool = False) -> None:
    """The frame, the sky and a strip of land behind it, and what falls outside."""
    sheet, rng = view.sheet, view.sheet.hand(f"window{box.x:.0f}")
    x, y, w, h = box.x, box.y, box.width, box.height
    frame = mix("#FFFFFF", sheet.palette.paper, 0.4)
    outside = [*pane(view, x, y, w, h)]
    hill = view.turf("#86B878", 0.25)
    outside.append(
        path(
            (
                f"M{x:.0f} {y + h * 0.84:.0f}Q{x + w * 0.3:.0f} {y + h * 0.68:.0f} {x + w * 0.6:.0f} "
                f"{y + h * 0.82:.0f}T{x + w:.0f} {y + h * 0.78:.0f}V{y + h:.0f}H{x:.0f}Z"
            ),
            hill,
        )
    )
    if view.wet:
        drops = "".join(f"M{x + rng.uniform(0, w):.0f} {y + rng.uniform(-10, h):.0f}l-4 22" for _ in range(26))
        outside.append(stroke(drops, "#EAF4FA", 1.5, opacity=0.7))
    elif view.weather == "snow":
        outside.extend(
            circle(x + rng.uniform(0, w), y + rng.uniform(0, h), rng.uniform(1.2, 2.8), "#FFFFFF") for _ in range(24)
        )
    name = f"c{len(sheet.defs)}"
    round_top = w / 2 if arch else 4
    shape = (
        f"M{x:.1f} {y + h:.1f}V{y + round_top:.1f}A{round_top:.1f} {round_top:.1f} 0 0 1 {x + round_top:.1f} {y:.1f}"
        f"H{x + w - round_top:.1f}A{round_top:.1f} {round_top:.1f} 0 0 1 {x + w:.1f} {y + round_top:.1f}"
        f"V{y + h:.1f}Z"
    )
    sheet.defs.append(f'<clipPath id="{name}"><path d="{shape}"/></clipPath>')
    sheet.add(f'<path d="{shape}" fill="none" stroke="{frame}" stroke-width="15" stroke-linejoin="round"/>')
    sheet.add(f'<g clip-path="url(#{name})">{"".join(outside)}</g>')
    columns, rows = (4, 3) if grid else (2, 2)
    bars = "".join(f"M{x + w * i / columns:.1f} {y:.1f}v{h:.1f}" for i in range(1, columns))
    bars += "".join(f"M{x:.1f} {y + h * i / rows:.1f}h{w:.1f}" for i in range(1, rows))
    sheet.add(stroke(bars, frame, 5))
    sheet.add(
        rect(x - 18, y + h + 4, w + 36, 12, frame, round=2), rect(x - 18, y + h + 13, w + 36, 5, darker(frame, 0.2))
    )
    if view.time == "day" and view.weather == "clear":
        sheet.add(
            path(
                (
                    f"M{x + w * 0.1:.0f} {y + h:.0f}l{w * 0.3:.0f} {-h * 0.7:.0f}h{w * 0.12:.0f}l{-w * 0.3:.0f} "
                    f"{h * 0.7:.0f}z"
                ),
                "#FFFFFF",
                opacity=0.18,
            )
        )
    if curtains:
        _curtains(view, box)


def _curtains(view: View, box: Box) -> None:
    """Two gathered curtains on a rod."""
    sheet, cloth = view.sheet, mix(view.sheet.palette.accent, view.sheet.palette.paper, 0.35)
    x, y, w, h = box.x, box.y, box.width, box.height
    for way, start in ((1, x - 24), (-1, x + w + 24)):
        d = (
            f"M{start:.0f} {y - 16:.0f}h{way * w * 0.34:.0f}Q{start + way * w * 0.3:.0f} {y + h * 0.5:.0f} "
            f"{start + way * w * 0.14:.0f} {y + h * 0.66:.0f}Q{start + way * w * 0.2:.0f} {y + h:.0f} "
            f"{start + way * w * 0.22:.0f} {y + h + 26:.0f}H{start:.0f}Z"
        )
        sheet.add(path(d, cloth))
        folds = "".join(
            (
                f"M{start + way * w * s:.0f} {y - 14:.0f}Q{start + way * w * s * 0.9:.0f} {y + h * 0.4:.0f} "
                f"{start + way * w * s * 0.5:.0f} {y + h * 0.64:.0f}"
            )
            for s in (0.1, 0.19, 0.27)
        )
        sheet.add(stroke(folds, darker(cloth, 0.18), 2.6, opacity=0.7))
    sheet.add(
        rect(x - 40, y - 24, w + 80, 7, "#7A5A44", round=3),
        circle(x - 40, y - 20.5, 7, "#7A5A44"),
        circle(x + w + 40, y - 20.5, 7, "#7A5A44"),
    )


def picture(rng: Random, wide: float, tall: float, wood: str) -> list[str]:
    """A small landscape in a frame, its middle at 0."""
    sky, land = rng.choice(
        (("#BFE0EE", "#7FAF78"), ("#F6D8B8", "#B98560"), ("#D8D2F0", "#7D86B8"), ("#CDE6E0", "#4F8F94"))
    )
    x, y = -wide / 2, -tall / 2
    return [
        rect(x + 4, y + 6, wide, tall, "#0A1020", opacity=0.15, round=2),
        rect(x, y, wide, tall, wood, round=2),
        rect(x + 7, y + 7, wide - 14, tall - 14, "#FBF8F1"),
        rect(x + 13, y + 13, wide - 26, tall - 26, sky),
        circle(x + wide * 0.7, y + tall * 0.36, tall * 0.09, "#FFF3C4"),
        path((
            f"M{x + 13:.1f} {y + tall * 0.66:.1f}Q0 {y + tall * 0.42:.1f} {x + wide - 13:.1f} {y + tall * 0.62:.1f}"
            f"V{y + tall - 13:.1f}H{x + 13:.1f}Z"
        ), land),
    ]  # fmt: skip


def clock(size: float) -> list[str]:
    """A wall clock at ten past ten."""
    s = size
    ticks = "".join(
        (
            f'<rect x="-1.2" y="{-s * 0.88:.1f}" width="2.4" height="{s * 0.16:.1f}" fill="#3A4454" transform="rota'
            f'te({a})"/>'
        )
        for a in range(0, 360, 30)
    )
    hands = stroke(f"M0 0L{-s * 0.4:.1f} {-s * 0.26:.1f}M0 0L{s * 0.5:.1f} {-s * 0.42:.1f}", "#3A4454", s * 0.08)
    return [
        circle(0, s * 0.08, s * 1.05, "#0A1020", opacity=0.12),
        circle(0, 0, s * 1.08, "#4A5568"),
        circle(0, 0, s * 0.96, "#FFFDF8"),
        ticks,
        hands,
        circle(0, 0, s * 0.07, "#C8433A"),
    ]


def bulb(view: View, x: float, y: float, reach: float) -> str:
    """A warm light around a point when the lamps are lit."""
    return circle(x, y, reach, view.sheet.glow(GLOW, 0.6)) if view.lamps else ""
