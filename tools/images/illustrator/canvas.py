"""The sheet that a picture is drawn on: sizes in design units, a seeded hand, and SVG text."""

import hashlib
import html
import math
import random
from dataclasses import dataclass, field

from core.scene import CelMotion, Palette, SceneSpec

AREA = 1_000_000.0
"""A sheet has this area in design units whatever its aspect, so that a cloud weighs the same in each."""


@dataclass(frozen=True)
class Box:
    """A rectangle in design units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower side."""
        return self.y + self.height

    def meets(self, other: "Box") -> bool:
        """Whether the two share any area."""
        apart = self.right <= other.x or other.right <= self.x or self.bottom <= other.y or other.bottom <= self.y
        return not apart


def middle(boxes: list[Box]) -> tuple[float, float]:
    """The middle of the smallest rectangle around boxes (at least one)."""
    left, right = min(box.x for box in boxes), max(box.right for box in boxes)
    return (left + right) / 2, (min(box.y for box in boxes) + max(box.bottom for box in boxes)) / 2


@dataclass
class Layer:
    """Parts that move as one.

    `depth` is 0 at infinity (the sky), 1 at the subjects, more in front of them. `motion` is what the film engine may
    do with it: `still`, `drift` (clouds, water, fog: moves by itself), `sway`, `fall` (rain, snow), `rise` (smoke,
    bubbles), `reveal` (an item that comes in at its turn, `order` from 0; -1 is there from the start), `draw` (a path
    that is drawn on), `count` (a number that counts). `speed` is how fast it falls, in heights of the picture a second,
    `lean` how far to the left for each unit down; what is drawn `around` goes clockwise from above.
    """

    name: str
    depth: float = 1.0
    motion: CelMotion = "still"
    order: int = 0
    speed: float = 0.0
    lean: float = 0.0
    around: bool = False
    parts: list[str] = field(default_factory=list)


def hand(spec: SceneSpec, purpose: str) -> random.Random:
    """The random numbers of a picture for one purpose."""
    seed = hashlib.sha256(f"{spec.seed}/{spec.environment}/{purpose}".encode()).hexdigest()
    return random.Random(seed)


@dataclass
class Sheet:
    """One picture in the making: `width` x `height` design units, `scale` pixels each; layers from back to front."""

    spec: SceneSpec
    palette: Palette
    width: float
    height: float
    scale: float
    layers: list[Layer] = field(default_factory=lambda: [Layer("ground", 0.0)])
    defs: list[str] = field(default_factory=list)
    focus: tuple[float, float] | None = None
    """The middle of the hero in design units, once it stands."""

    @classmethod
    def of(cls, spec: SceneSpec, palette: Palette) -> "Sheet":
        """An empty sheet for a spec."""
        scale = math.sqrt(spec.width * spec.height / AREA)
        return cls(spec, palette, spec.width / scale, spec.height / scale, scale)

    def hand(self, purpose: str) -> random.Random:
        """Random numbers of their own for each purpose, so that one part does not move another."""
        return hand(self.spec, purpose)

    @property
    def margin(self) -> float:
        """What stays free at the edges: 5 % of the width after the camera has pushed in by 3.5 %, within reason."""
        short = min(self.width, self.height)
        return min(max(0.06 * self.width, 0.07 * short), 0.12 * short)

    @property
    def floor(self) -> float:
        """The lowest line for text and faces: above the captions."""
        return self.height * (1 - self.spec.safe_bottom)

    @property
    def upright(self) -> bool:
        """Whether text goes above the subjects rather than beside them."""
        return self.width < 1.2 * self.height

    def layer(self, name: str, depth: float, motion: CelMotion = "still", order: int = 0) -> Layer:
        """Begin a layer on top: what is added from now on belongs to it.

        An empty layer before it is dropped unless it moves: it may be the layer of words.
        """
        if not self.layers[-1].parts and self.layers[-1].motion == "still":
            self.layers.pop()
        self.layers.append(Layer(name, depth, motion, order))
        return self.layers[-1]

    def add(self, *parts: str) -> None:
        """Draw on top of what is there, in the layer that was begun last."""
        self.layers[-1].parts.extend(parts)

    def gradient(self, stops: list[tuple[float, str]], *, across: bool = False) -> str:
        """A linear gradient from top to bottom (or left to right); returns the paint that refers to it."""
        name = f"g{len(self.defs)}"
        way = 'x2="1" y2="0"' if across else 'x2="0" y2="1"'
        self.defs.append(f'<linearGradient id="{name}" x1="0" y1="0" {way}>{_stops(stops)}</linearGradient>')
        return f"url(#{name})"

    def glow(self, colour: str, strength: float = 1.0, core: float = 0.0) -> str:
        """A radial gradient from `colour` (at `strength`) to nothing; returns the paint that refers to it."""
        name = f"g{len(self.defs)}"
        inner = f'<stop offset="{core}" stop-color="{colour}" stop-opacity="{strength}"/>'
        middle = (
            f'<stop offset="{core + (1 - core) * 0.45:.3f}" stop-color="{colour}" '
            f'stop-opacity="{strength * 0.35:.3f}"/>'
        )
        outer = f'<stop offset="1" stop-color="{colour}" stop-opacity="0"/>'
        self.defs.append(f'<radialGradient id="{name}">{inner}{middle}{outer}</radialGradient>')
        return f"url(#{name})"

    def only(self, layers: list[Layer]) -> "Sheet":
        """A sheet of these layers alone."""
        return Sheet(self.spec, self.palette, self.width, self.height, self.scale, layers, self.defs)

    def svg(self, layers: list[Layer] | None = None, words: str = "") -> str:
        """The picture, or some layers of it, as SVG text of exactly the spec's size; `words` come last."""
        drawn = "".join(_grouped(layer) for layer in (self.layers if layers is None else layers))
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{self.spec.width}" height="{self.spec.height}" viewBox="0 0 {self.width:.3f} {self.height:.3f}" '
            f'preserveAspectRatio="none"><defs>{"".join(self.defs)}</defs>{drawn}{words}</svg>'
        )


def _grouped(layer: Layer) -> str:
    name = html.escape(layer.name)
    return f'<g data-layer="{name}" data-depth="{layer.depth:g}">{"".join(layer.parts)}</g>'


def _stops(stops: list[tuple[float, str]]) -> str:
    return "".join(f'<stop offset="{at}" stop-color="{colour}"/>' for at, colour in stops)


def rect(x: float, y: float, width: float, height: float, fill: str, *, round: float = 0, opacity: float = 1) -> str:
    """A rectangle."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{round:.1f}" fill="{fill}"'
        f"{_opacity(opacity)}/>"
    )


def circle(x: float, y: float, radius: float, fill: str, *, opacity: float = 1) -> str:
    """A circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}"{_opacity(opacity)}/>'


def ring(x: float, y: float, radius: float, stroke: str, width: float, *, opacity: float = 1, dash: str = "") -> str:
    """The outline of a circle."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" stroke="{stroke}" stroke-width="{width:.1f}"'
        f'{dashes} stroke-linecap="round"{_opacity(opacity)}/>'
    )


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, *, opacity: float = 1) -> str:
    """An ellipse."""
    return f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}"{_opacity(opacity)}/>'


def path(d: str, fill: str, *, opacity: float = 1) -> str:
    """A filled path."""
    return f'<path d="{d}" fill="{fill}"{_opacity(opacity)}/>'


def stroke(d: str, colour: str, width: float, *, opacity: float = 1) -> str:
    """A stroked path with round ends."""
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" stroke-linecap="round" '
        f'stroke-linejoin="round"{_opacity(opacity)}/>'
    )


def group(parts: list[str], x: float = 0, y: float = 0, scale: float = 1, *, flip: bool = False) -> str:
    """Parts moved to (x, y) and scaled; `flip` mirrors them."""
    across = -scale if flip else scale
    return f'<g transform="translate({x:.1f} {y:.1f}) scale({across:.4f} {scale:.4f})">{"".join(parts)}</g>'


def _opacity(opacity: float) -> str:
    return f' opacity="{opacity:.3f}"' if opacity < 1 else ""
