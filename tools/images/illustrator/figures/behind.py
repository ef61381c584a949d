"""What is worn on the back: capes, rucksacks, air tanks."""

from tools.images.illustrator.canvas import path, rect
from tools.images.illustrator.colour import mix
from tools.images.illustrator.figures.body import GROUND
from tools.images.illustrator.figures.colours import shade
from tools.images.illustrator.figures.geometry import hull
from tools.images.illustrator.figures.wear import Worn


def put(worn: Worn, name: str) -> None:
    """Draw one thing of the back."""
    {"cape": _cape, "backpack": _backpack, "tank": _tank}[name](worn)


def _cape(worn: Worn) -> None:
    x, y = worn.stick.neck
    half, back = worn.size.shoulder, (0.0, -4.0, -11.0)[worn.stick.turn]
    low = min(GROUND - 5, worn.stick.hips[1] + worn.size.leg * 0.84)
    tone = mix(worn.third, "#7A1F2E", 0.35) if worn.third > "#C" else worn.third
    cloth = hull([((x - half * 0.6, y + 3), 1.5), ((x + half * 0.6, y + 3), 1.5), ((x + back - half * 1.5, low), 1.2),
                  ((x + back * 0.4 + half * 1.35, low), 1.2)])  # fmt: skip
    worn.add(path(cloth.part(), mix(tone, shade(tone), 0.5)))


def _backpack(worn: Worn) -> None:
    x, y = worn.stick.neck
    wide, tall = worn.size.shoulder * (2.3, 2.0, 1.3)[worn.stick.turn], worn.unit * 0.78
    left = x - wide / 2 - (0.0, 3.0, worn.size.shoulder * 0.95)[worn.stick.turn] + worn.stick.lean * 4
    tone = "#7A6A4A" if worn.dress.boots else worn.third
    worn.add(rect(left, y + 1.5, wide, tall, tone, round=4), rect(left, y + tall * 0.55, wide, tall * 0.3, shade(tone),
                                                                 round=3))  # fmt: skip


def _tank(worn: Worn) -> None:
    x, y = worn.stick.neck
    wide, tall = worn.size.shoulder * (2.25, 1.9, 1.1)[worn.stick.turn], worn.unit * 0.85
    left = x - wide / 2 - (0.0, 3.0, worn.size.shoulder * 0.95)[worn.stick.turn]
    tone = "#C3CDDA" if worn.dress.hat == "space helmet" else "#E9B93A"
    worn.add(rect(left, y + 0.5, wide, tall, tone, round=4.5), rect(left, y + tall * 0.4, wide, 2.2, shade(tone)))
