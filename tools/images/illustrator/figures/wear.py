"""What a dress is: its table entry, and the cloth of one dressed figure that details, hats and things are put on."""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import Field

from core.scene import Character, Value
from tools.images.illustrator.canvas import path
from tools.images.illustrator.figures.body import Frame, Stick
from tools.images.illustrator.figures.colours import shade
from tools.images.illustrator.figures.geometry import Cloth, Point, polygon


class Dress(Value):
    """One dress of dresses.toml. `skirt` is the share of the legs that it covers, `flare` how wide its hem is.

    Colours are `#RRGGBB`, or `skin` or `main`; shoes may also be `bare`.
    """

    about: str
    en: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()
    main: tuple[str, ...] = ()
    second: str = "#FFFFFF"
    third: str = "#E8B23A"
    legs: str = "#3A4763"
    shorts: bool = False
    shoes: str = "#3B2F33"
    boots: bool = False
    sandals: bool = False
    sleeves: Literal["long", "short", "none", "wide", "puff"] = "long"
    sleeve: str = ""
    gloves: str = ""
    skirt: float = 0.0
    flare: float = 1.0
    skirt_colour: str = ""
    open: bool = False
    bare: bool = False
    details: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    hat: str = ""
    hair: tuple[str, ...] = ()
    beard: tuple[str, ...] = ()
    prop: str = ""
    tool: str = ""
    held: str = ""
    baby: bool = False
    presentation: str = ""
    feminine: dict[str, Any] = Field(default={})
    masculine: dict[str, Any] = Field(default={})
    child: dict[str, Any] = Field(default={})

    def on(self, character: Character) -> "Dress":
        """The dress as this person wears it."""
        changes = getattr(self, character.presentation, {}) if character.presentation != "neutral" else {}
        young = self.child if character.age == "child" else {}
        return Dress.model_validate(self.model_dump() | changes | young)


@lru_cache(maxsize=1)
def table() -> dict[str, Dress]:
    """Every dress by its name."""
    found = tomllib.loads(files(__package__).joinpath("dresses.toml").read_text(encoding="utf-8"))
    return {name: Dress.model_validate(entry) for name, entry in found.items()}


@dataclass
class Worn:
    """A dress on a figure: its colours resolved, its torso and skirt as cloth, parts drawn so far."""

    dress: Dress
    size: Frame
    stick: Stick
    skin: str
    hair: str
    main: str
    second: str
    third: str
    torso: Cloth
    skirt: Cloth | None = None
    parts: list[str] = field(default_factory=list)

    def add(self, *parts: str) -> None:
        """Draw on top."""
        self.parts.extend(parts)

    def colour(self, name: str, otherwise: str = "") -> str:
        """A colour of the table as `#RRGGBB`."""
        return {"skin": self.skin, "main": self.main, "second": self.second, "third": self.third, "": otherwise}.get(
            name, name
        )

    def spot(self, share: float, y: float) -> Point:
        """A point of the torso at shares of its width and height."""
        return self.torso.edge(share, self.y(y))

    def shape(self, chain: list[tuple[float, float]], tone: str) -> None:
        """Draw a shape on the torso: points as shares of its width and height."""
        self.add(path(polygon([self.spot(u, v) for u, v in chain]), tone))

    def strip(self, cloth: Cloth, top: float, bottom: float, tone: str) -> None:
        """Draw a band across cloth between two heights."""
        self.add(path(cloth.part(0, 1, top, bottom), tone), path(cloth.part(0.68, 1, top, bottom), shade(tone)))

    @property
    def unit(self) -> float:
        """The torso's height: details scale with it."""
        return self.size.torso

    def y(self, share: float) -> float:
        """A height at a share of the torso from neck (0) to hips (1)."""
        return self.stick.neck[1] + share * self.size.torso
