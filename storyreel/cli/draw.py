"""`storyreel draw`: one picture from words, a spec or a foreign drawing."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Mistake
from storyreel.cli.read import is_piped, read_script

if TYPE_CHECKING:
    from tools.images.illustrator.drawing import Drawing

NAMES = 10_000


def draw(
    prompt: str, out: Path | None, layers: Path | None, spec: str | None, svg: str | None, options: dict[str, Any]
) -> None:
    """Draw and write what was asked; `options` has `force` and `as_json` besides those of `pictures.draw`."""
    from storyreel.pictures import draw as drawn
    from storyreel.pictures import read_spec, save

    force, as_json = options.pop("force"), options.pop("as_json")
    if is_piped(spec) and is_piped(svg):
        raise Mistake("Standard input cannot be both the spec and the drawing: give one of them as a file.")
    given = None if spec is None else read_spec(read_script(spec))
    options["svg"] = None if svg is None else read_script(svg)
    file = out or _named(prompt)
    _check_folder(layers)
    drawing = drawn(prompt, spec=given, **options)
    save(drawing, file, force=force)
    if layers is not None:
        drawing.export(layers)
    _tell(drawing, file, layers, as_json)


def _named(prompt: str) -> Path:
    """A new file named by the prompt in the current folder."""
    from graphs.deliver import slug

    name = slug(prompt) if prompt.strip() else "picture"
    names = (Path(f"{name}.png" if number == 1 else f"{name}-{number}.png") for number in range(1, NAMES))
    return next(path for path in names if not path.exists())


def _check_folder(layers: Path | None) -> None:
    if layers is not None and layers.exists() and (not layers.is_dir() or any(layers.iterdir())):
        raise Mistake(f"{layers} is there already: give --layers a new or an empty folder.")


def _tell(drawing: "Drawing", file: Path, layers: Path | None, as_json: bool) -> None:
    spec, painted = drawing.spec, drawing.painted
    if as_json:
        value = {
            "file": str(file),
            "layers": None if layers is None else str(layers / "layers.json"),
            "spec": spec.model_dump(mode="json"),
            "credits": [credit.model_dump(mode="json") for credit in painted.credits],
            "notes": list(painted.notes),
        }
        print(json.dumps(value, ensure_ascii=False))
        return
    print(f"{file}  ({spec.width} x {spec.height}, {spec.template}, {spec.style})")
    for note in painted.notes:
        print(f"storyreel: {note}", file=sys.stderr)
