"""The art index: which concepts can be drawn, the drawings, how large and how things stand, and whose they are."""

import hashlib
import json
import tomllib
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Literal, get_args

from pydantic import Field

from core.errors import Unavailable
from core.models import Credit
from core.scene import Palette, SceneSpec, Value
from tools.images.illustrator.colour import mix
from tools.images.illustrator.repaint import repainted

Stance = Literal["ground", "float", "swim", "badge"]
ArtSet = Literal["noto", "fluent", "game-icons", "tabler", "healthicons", "flags", "own"]

CREDITS: dict[ArtSet, Credit] = {
    "noto": Credit(
        work="Noto Emoji", author="Google LLC", licence="Apache-2.0", url="github.com/googlefonts/noto-emoji"
    ),
    "fluent": Credit(work="Fluent Emoji", author="Microsoft", licence="MIT", url="github.com/microsoft/fluentui-emoji"),
    "game-icons": Credit(work="Game-icons", author="", licence="CC-BY-3.0", url="game-icons.net"),
    "tabler": Credit(work="Tabler Icons", author="Paweł Kuna", licence="MIT", url="tabler.io/icons"),
    "healthicons": Credit(work="Health Icons", author="Resolve to Save Lives", licence="MIT", url="healthicons.org"),
    "flags": Credit(work="Circle Flags", author="HatScripts", licence="MIT", url="github.com/HatScripts/circle-flags"),
    "own": Credit(work="Storyreel drawings", author="The Storyreel authors", licence="Apache-2.0"),
}
TALL = 14.0
"""Metres: what is as tall as this, or taller, takes a height of 1."""
LEAST = 0.2
"""The smallest height, as a share of the tallest: a bee beside a horse is still seen."""
POWER = 0.225
"""How real heights are compressed: a person of 1.7 m beside a house of 8 m has 0.62 of a height of 0.88."""
USUAL = 1.7
"""Metres: the height of what is not in the table."""
SIZES = {"huge": 1.0, "large": 0.82, "medium": 0.62, "small": 0.42, "tiny": 0.27}
"""Shares of the sizes that a spec may ask for: those of 14 m, 5.8 m, 1.7 m, 0.3 m and 0.04 m."""
LETTERED = frozenset(
    {"hospital", "hotel", "convenience store", "bank", "taxi", "police car", "bus stop", "ambulance", "post office"}
)
INK = ("#2F4356", "#BFD3E0")
"""Dark and light of a drawing in two colours that no palette has coloured."""


class Art(Value):
    """One drawing in a 128 x 128 box; `box` is left, top, right, bottom of what is drawn, as shares.

    `body` is the drawing itself, as SVG content of that box, when it is made for one picture (a character, a foreign
    drawing) and is in no file. A `tint` drawing has two colours, dark and light, which `tinted` takes from a palette.
    `colour` (#RRGGBB) is what it is painted in instead of its chief hue. `words` are English names that mean it,
    `parts` where its named parts are (shares of the box), `stands` and `tall` (metres) its stance and height where it
    brings its own.
    """

    label: str
    file: str
    group: str
    box: tuple[float, float, float, float]
    tags: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()
    own: bool = False
    body: str = ""
    set: ArtSet = "noto"
    author: str = ""
    tint: bool = False
    colours: tuple[str, str] = INK
    colour: str = ""
    words: tuple[str, ...] = ()
    parts: dict[str, tuple[float, float]] = Field(default_factory=dict)
    stands: Stance | None = None
    tall: float = 0.0


@lru_cache(maxsize=1)
def index() -> dict[str, Art]:
    """Every concept that can be drawn, by label: its best drawing (our own, Noto, then the sets that fill gaps).

    Unavailable when the bundle is damaged.
    """
    never = set(_table()["stance"]["never"])
    return {label: arts[0] for label, arts in _all().items() if label not in never}


def variants(label: str) -> tuple[Art, ...]:
    """All drawings of a concept, the best first: of other sets, for a style that prefers them."""
    return _all().get(label, ())


def find(concept: str, palette: Palette | None = None, prefer: ArtSet | None = None) -> Art | None:
    """The drawing of a concept, in the palette's colours if it takes any, of the preferred set if that has one."""
    best = index().get(concept)
    if best is None:
        return None
    chosen = next((art for art in variants(concept) if art.set == prefer), best)
    return tinted(chosen, palette) if palette else chosen


def flag(code: str) -> Art | None:
    """The round flag of a country by its ISO 3166-1 alpha-2 code."""
    return _flags().get(code.upper())


def tinted(art: Art, palette: Palette) -> Art:
    """The drawing in the palette's colours; itself when it has colours of its own."""
    if not art.tint:
        return art
    return art.model_copy(update={"colours": (palette.ink, mix(palette.second, palette.paper, 0.35))})


def svg(art: Art, colour: str = "") -> str:
    """The drawing as the content of a 128 x 128 box, painted in `colour` (#RRGGBB) or in the colour that it has."""
    wanted = colour or art.colour
    body = _content(art)
    if art.tint:
        dark, light = (wanted, mix(wanted, "#FFFFFF", 0.72)) if wanted else art.colours
        return body.replace("{dark}", dark).replace("{light}", light)
    return repainted(body, wanted) if wanted else body


def _content(art: Art) -> str:
    if art.body:
        return art.body
    if art.own:
        return files(__package__).joinpath("drawings", art.file).read_text(encoding="utf-8")
    place, _, number = art.file.partition(".")
    body = _block(place)[int(number)]
    # A round mask is a clip: hands that outline every shape would draw the square behind the mask.
    return body.replace("<mask ", "<clipPath ").replace("</mask>", "</clipPath>").replace("mask=", "clip-path=")


@lru_cache(maxsize=32)
def names(language: str) -> dict[str, tuple[str, ...]]:
    """Label -> names in a language (BCP 47; the usual name first, then keywords); empty for one that is not bundled."""
    base = language.split("-")[0].lower()
    if base == "en":
        return {label: (label, *art.tags) for label, art in index().items()}
    with zipfile.ZipFile(BytesIO(archive("names.zip"))) as opened:
        entry = f"{base}.json"
        found = json.loads(opened.read(entry)) if entry in opened.namelist() else {}
    known = {label: tuple(listed) for label, listed in found.items()}
    return known | {art.label: art.ar for art in index().values() if base == "ar" and art.ar}


def stance(art: Art) -> Stance:
    """How the subject stands in the open air."""
    if art.stands:
        return art.stands
    table = _table()
    for name in ("badge", "float", "swim", "ground"):
        if art.label in table["stance"][name]:
            return name
    if art.tint:
        return "badge"
    if art.group == "people":
        return "ground" if any(word in art.label for word in table["people"]["figures"]) else "badge"
    return "ground" if art.group in {"nature", "places"} else "badge"


def lettered(art: Art) -> bool:
    """Whether letters stand on the drawing, which must not be mirrored."""
    return art.group == "places" and art.label in LETTERED


def swims(art: Art) -> bool:
    """Whether the subject belongs on the surface of water."""
    return art.stands == "swim" or art.label in _table()["stance"]["swim"]


def metres(art: Art) -> float:
    """The height of the real thing in metres, as it is drawn."""
    return art.tall or _heights().get(art.label, USUAL)


def size(art: Art) -> float:
    """The subject's height as a share of the tallest one's: (metres / TALL) ^ POWER between LEAST and 1.

    A power near a quarter shows that an elephant is larger than a cat and keeps both to be seen in one picture.
    """
    return share(metres(art))


def share(height: float) -> float:
    """A height in metres as a share of the tallest subject's (see `size`)."""
    compressed: float = (height / TALL) ** POWER
    return min(max(compressed, LEAST), 1.0)


def credits_of(arts: list[Art]) -> tuple[Credit, ...]:
    """Whose drawings these are: one credit a set, of game-icons one an author."""
    used: set[tuple[ArtSet, str]] = {("own", "") if art.own else (art.set, art.author) for art in arts}
    order = get_args(ArtSet)
    return tuple(
        CREDITS[name].model_copy(update={"author": author}) if author else CREDITS[name]
        for name, author in sorted(used, key=lambda pair: (order.index(pair[0]), pair[1]))
    )


def credited(specs: Iterable[SceneSpec]) -> tuple[Credit, ...]:
    """Whose drawings the specs name, our own aside."""
    known = index()
    wanted = {subject.concept for spec in specs for subject in spec.subjects if subject.character is None}
    wanted |= {item.concept for spec in specs for item in spec.items if item.concept}
    arts = [known[concept] for concept in wanted if concept in known]
    return credits_of([art for art in arts if not art.own])


@lru_cache(maxsize=4)
def archive(name: str) -> bytes:
    """A bundled archive, whole and unchanged since it was sealed; Unavailable otherwise."""
    folder = files(__package__).joinpath("assets")
    sealed = {line.split()[1]: line.split()[0] for line in folder.joinpath("sha256").read_text().splitlines()}
    content = folder.joinpath(name).read_bytes()
    if hashlib.sha256(content).hexdigest() != sealed.get(name):
        raise Unavailable(f"the bundled drawings in {name} are damaged: reinstall storyreel")
    return content


@lru_cache(maxsize=1)
def _all() -> dict[str, tuple[Art, ...]]:
    """Every drawing by label, the best first."""
    with zipfile.ZipFile(BytesIO(archive("art.zip"))) as opened:
        listed = json.loads(opened.read("index.json"))
    found = {label: tuple(_art(label, *row) for row in rows) for label, rows in listed.items()}
    table = tomllib.loads(files(__package__).joinpath("drawings", "drawings.toml").read_text(encoding="utf-8"))
    for label, entry in table.items():
        found[label] = (Art(label=label, own=True, set="own", **entry), *found.get(label, ()))
    return found


def _art(label: str, name: ArtSet, file: str, group: str, box: list[float], tags: str, author: str, tint: int) -> Art:
    left, top, right, bottom = box
    return Art(
        label=label,
        file=file,
        group=group,
        box=(left, top, right, bottom),
        tags=tuple(tag.replace("-", " ") for tag in tags.split()),
        set=name,
        author=author,
        tint=bool(tint),
    )


@lru_cache(maxsize=1)
def _flags() -> dict[str, Art]:
    return {art.tags[0]: art for arts in _all().values() for art in arts if art.set == "flags"}


@lru_cache(maxsize=64)
def _block(place: str) -> list[str]:
    """The drawings that are packed together."""
    with zipfile.ZipFile(BytesIO(archive("art.zip"))) as opened:
        bodies: list[str] = json.loads(opened.read(f"{place}.json"))
    return bodies


@lru_cache(maxsize=1)
def _heights() -> dict[str, float]:
    table = tomllib.loads(files(__package__).joinpath("subjects.toml").read_text(encoding="utf-8"))["metres"]
    return {label: float(height) for height, labels in table.items() for label in labels}


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("subjects.toml").read_text(encoding="utf-8"))
