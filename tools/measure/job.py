"""The look at a finished film in a worker process; its findings are an artefact too."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.models import Finding
from core.recipes import Artefact, Order, Product, Recipe, order
from tools.dispatch.port import Json, handler
from tools.measure.film import look
from tools.measure.port import Expected
from tools.store.job import Files, fulfil

LOOK = Recipe("look", 2, ("tools/measure", "tools/film/languages.py", "tools/film/port.py"), ".json")
LOOK_JOB = "film.look"


def look_order(film: Artefact, expected: Expected) -> Order:
    """The order for the findings on a film."""
    return order(LOOK, "pyav", {"expected": expected.model_dump(mode="json")}, {"film": film.digest})


@handler(LOOK_JOB)
def look_at(payload: Json) -> dict[str, Any]:
    """Measure the film."""

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        findings = look(files["film"], Expected.model_validate(spec["expected"]))
        out = folder / f"findings{LOOK.suffix}"
        out.write_text(json.dumps([finding.model_dump(mode="json") for finding in findings]), encoding="utf-8")
        return Product(out)

    return fulfil(payload, make)


def findings_in(path: Path) -> tuple[Finding, ...]:
    """The findings of a look, as it stored them."""
    return tuple(Finding.model_validate(value) for value in json.loads(path.read_text(encoding="utf-8")))
