"""The look at a segment and at the finished film in worker processes; what they see is an artefact too."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from core.models import Finding
from core.recipes import Artefact, Order, Product, Recipe, order
from tools.dispatch.port import Json, handler
from tools.film.determinism import versions
from tools.measure.film import look
from tools.measure.hearing import stems
from tools.measure.port import Expected, Known
from tools.measure.segment import Seen, see
from tools.store.job import Files, fulfil

SEEN = Recipe("seen", 2, ("tools/measure/segment.py", "tools/measure/frames.py", "tools/measure/picture.py"), ".json")
_MEASURED = (
    "tools/measure/balance.py", "tools/measure/boxes.py", "tools/measure/checks", "tools/measure/ears.py",
    "tools/measure/film.py", "tools/measure/frames.py", "tools/measure/hearing.py", "tools/measure/loudness.py",
    "tools/measure/picture.py", "tools/measure/port.py", "tools/measure/segment.py", "tools/measure/sound.py",
    "tools/measure/texture.py", "tools/film/languages.py", "tools/film/port.py", "tools/film/resample.py",
)  # fmt: skip
LOOK = Recipe("look", 5, _MEASURED, ".json")
HEARD = Recipe("heard", 1, _MEASURED, ".json")
SEEN_JOB, LOOK_JOB, HEARD_JOB = "segment.look", "film.look", "stems.hear"
MAKER = "pyav"


def seen_order(segment: Artefact) -> Order:
    """The order for what a segment shows."""
    return order(SEEN, MAKER, {"libraries": versions("av")}, {"segment": segment.digest})


def look_order(film: Artefact, expected: Expected) -> Order:
    """The order for the findings on a film; what its segments show is not named: the film itself decides that."""
    return order(LOOK, MAKER, {"expected": expected.model_dump(mode="json")}, {"film": film.digest})


def heard_order(stems: Mapping[str, Artefact]) -> Order:
    """The order for the findings on a film's stems: its `voice` and, where it has any, its `music`."""
    return order(HEARD, "numpy", {"libraries": versions("numpy")}, {name: stem.digest for name, stem in stems.items()})


@handler(SEEN_JOB)
def look_at_segment(payload: Json) -> dict[str, Any]:
    """See what a segment shows."""

    def make(_: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"seen{SEEN.suffix}"
        out.write_text(see(files["segment"]).model_dump_json(), encoding="utf-8")
        return Product(out)

    return fulfil(payload, make)


@handler(LOOK_JOB)
def look_at(payload: Json) -> dict[str, Any]:
    """Measure the film; the payload's `parts` name the files of what its segments show, in order."""
    parts: Sequence[str] = payload["parts"]

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        seen = tuple(Seen.model_validate_json(files[name].read_bytes()) for name in parts)
        return _kept(look(files["film"], Expected.model_validate(spec["expected"]), Known(seen)), folder)

    return fulfil(payload, make)


@handler(HEARD_JOB)
def hear(payload: Json) -> dict[str, Any]:
    """Measure the stems."""

    def make(_: Mapping[str, Any], files: Files, folder: Path) -> Product:
        return _kept(stems(files["voice"], files.get("music")), folder)

    return fulfil(payload, make)


def _kept(findings: Iterable[Finding], folder: Path) -> Product:
    out = folder / f"findings{LOOK.suffix}"
    out.write_text(json.dumps([finding.model_dump(mode="json") for finding in findings]), encoding="utf-8")
    return Product(out)


def findings_in(path: Path) -> tuple[Finding, ...]:
    """The findings of a look, as it stored them."""
    return tuple(Finding.model_validate(value) for value in json.loads(path.read_text(encoding="utf-8")))
