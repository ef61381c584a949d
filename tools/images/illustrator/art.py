"""The art index: which concepts can be drawn, and their drawings."""

import json
import tomllib
import zipfile
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Literal

from core.models import Credit, Value

Stance = Literal["ground", "float", "swim", "badge"]

NOTO = Credit(work="Noto Emoji", author="Google LLC", licence="Apache-2.0", url="github.com/googlefonts/noto-emoji")
OWN = Credit(work="Storyreel drawings", author="The Storyreel authors", licence="Apache-2.0")
SIZES = {"huge": 1.0, "large": 0.82, "medium": 0.62, "small": 0.42, "tiny": 0.27}


class Art(Value):
    """One drawing in a 128 x 128 box; `box` is left, top, right, bottom of what is drawn, as shares."""

    label: str
    file: str
    group: str
    box: tuple[float, float, float, float]
    tags: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()
    own: bool = False


@lru_cache(maxsize=1)
def index() -> dict[str, Art]:
    """Every concept that can be drawn, by label."""
    found = {art.label: art for art in map(Art.model_validate, json.loads(_bytes("index.json")))}
    table = tomllib.loads(files(__package__).joinpath("drawings", "drawings.toml").read_text(encoding="utf-8"))
    for label, entry in table.items():
        found[label] = Art(label=label, own=True, **entry)
    never = set(_stances()["stance"]["never"])
    return {label: art for label, art in found.items() if label not in never}


def svg(art: Art) -> str:
    """The drawing as the content of a 128 x 128 box."""
    if art.own:
        return files(__package__).joinpath("drawings", art.file).read_text(encoding="utf-8")
    return _bytes(art.file).decode()


def stance(art: Art) -> Stance:
    """How the subject stands in the open air."""
    table = _stances()["stance"]
    for name in ("badge", "float", "swim", "ground"):
        if art.label in table[name]:
            return name
    if art.group == "people":
        return "ground" if any(word in art.label for word in _stances()["people"]["figures"]) else "badge"
    return "ground" if art.group in {"nature", "places"} else "badge"


def swims(art: Art) -> bool:
    """Whether the subject belongs on the surface of water."""
    return art.label in _stances()["stance"]["swim"]


def size(art: Art) -> float:
    """The subject's height as a share of the tallest one's."""
    for name, labels in _stances()["size"].items():
        if art.label in labels:
            return SIZES[name]
    return SIZES["medium"]


def credits_of(arts: list[Art]) -> tuple[Credit, ...]:
    """Whose drawings these are."""
    return tuple(credit for credit, own in ((NOTO, False), (OWN, True)) if any(art.own is own for art in arts))


@lru_cache(maxsize=1)
def _stances() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("subjects.toml").read_text(encoding="utf-8"))


def _bytes(name: str) -> bytes:
    with as_file(files(__package__).joinpath("assets", "art.zip")) as path, zipfile.ZipFile(path) as archive:
        return archive.read(name)
