"""The Python API for single pictures: `draw`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Mistake
from core.scene import SceneSpec

if TYPE_CHECKING:
    from core.styles import Styles
    from tools.images.illustrator.drawing import Drawing

FORMATS = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".json")
OPTIONS = ("style", "palette", "template", "aspect", "resolution", "seed", "language", "svg")


def draw(prompt: str = "", *, spec: SceneSpec | Mapping[str, Any] | None = None, **options: Any) -> "Drawing":
    """Draw one picture with the built-in illustrator.

    `prompt` is what it shows, in words; `spec` is a whole SceneSpec instead. Options, which win over both: style,
    palette, template, aspect (16:9, 9:16, 1:1), resolution (1080p …), seed, language (a tag), svg (a foreign drawing,
    as text, that becomes the subject). The result has `save(path)`, `svg()`, `export(folder)` (layers for motion),
    `spec`, and `painted` with credits and notes. Raises Mistake with one sentence that says what to do.
    """
    from tools.images.illustrator.drawing import draw as drawn

    unknown = sorted(set(options) - set(OPTIONS))
    if unknown:
        raise Mistake(f"draw has no option {unknown[0]!r}; it has {', '.join(OPTIONS)}.")
    given = {name: value for name, value in options.items() if value is not None}
    if spec is None and not prompt.strip() and not given.get("svg"):
        raise Mistake('Say what to draw, such as storyreel draw "A fox under a red tree at night".')
    return drawn(_changed(spec, given) if spec is not None else _of(prompt, given))


def save(drawing: "Drawing", out: Path, *, force: bool = False) -> None:
    """Write the picture, or its spec for a name that ends in .json; a Mistake when it cannot be written."""
    if out.suffix.lower() not in FORMATS:
        raise Mistake(f"{out} has no format that is written: end the name in {', '.join(FORMATS)}.")
    if out.exists() and not force:
        raise Mistake(f"{out} is there already: choose another name, or replace it with --force.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part = out.with_name(f".{out.stem}.part{out.suffix}")
        if out.suffix.lower() == ".json":
            part.write_text(drawing.spec.model_dump_json(indent=1) + "\n", encoding="utf-8")
        else:
            drawing.save(part)
        part.replace(out)
    except OSError as error:
        raise Mistake(f"{out} cannot be written ({error.strerror}).") from None


def read_spec(text: str) -> dict[str, Any]:
    """A spec's JSON text as a mapping; a Mistake when it is none."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise Mistake(f"The spec is not JSON: {error}.") from None
    if not isinstance(value, dict):
        raise Mistake("The spec must be a JSON object, such as storyreel draw PROMPT -o spec.json writes.")
    return value


def _of(prompt: str, given: Mapping[str, Any]) -> SceneSpec:
    from agents.rules.art_director import sketch

    named = {key: given[key] for key in ("style", "template", "language", "aspect", "resolution") if key in given}
    seed, styles = _whole(given.get("seed", 0)), _styles()
    spec = sketch(prompt, seed=seed, drawing=given.get("svg", ""), styles=styles, **_checked(named))
    return spec if "palette" not in given else _seen(spec, styles, spec.style, given["palette"])


def _changed(spec: SceneSpec | Mapping[str, Any], given: Mapping[str, Any]) -> SceneSpec:
    from pydantic import ValidationError

    from agents.rules.director import frame

    values = spec.model_dump() if isinstance(spec, SceneSpec) else dict(spec)
    checked = _checked(given)
    if "aspect" in given or "resolution" in given:
        wide, high = frame(checked.get("aspect", _aspect(values)), checked.get("resolution", "1080p"))
        values.update(width=wide, height=high)
    values.update({key: value for key, value in given.items() if key not in ("aspect", "resolution")})
    try:
        made = SceneSpec.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise Mistake(f"The spec's {where} is wrong: {first['msg'][:1].lower()}{first['msg'][1:]}.") from None
    if made.look is not None and not {"style", "palette"} & set(given):
        return made
    styles = _styles()
    style = styles.find(made.style)
    unfit = "style" in given and "palette" not in given and made.palette not in style.palettes
    return _seen(made, styles, style.name, style.palettes[0] if unfit else made.palette)


def _seen(spec: SceneSpec, styles: "Styles", style: str, palette: str) -> SceneSpec:
    """The spec in a style and palette; a Mistake lists the known palettes."""
    styles.palette(palette)
    return spec.model_copy(update={"style": style, "palette": palette, "look": styles.look(style, palette)})


def _styles() -> "Styles":
    """The built-in styles and the user's own."""
    from core.settings import Settings
    from core.styles import load

    return load(Settings.load().style_files)


def _aspect(values: Mapping[str, Any]) -> str:
    wide, high = values.get("width", 16), values.get("height", 9)
    return "16:9" if wide > high else "9:16" if wide < high else "1:1"


def _checked(named: Mapping[str, Any]) -> dict[str, Any]:
    """The options with known values; a Mistake lists the known ones otherwise."""
    from typing import get_args

    from core.models import Aspect, Resolution
    from core.scene import TemplateName

    for name, kind in (("aspect", Aspect), ("resolution", Resolution), ("template", TemplateName)):
        if name in named and named[name] not in get_args(kind):
            raise Mistake(f"--{name} takes {', '.join(get_args(kind))}, not {named[name]!r}.")
    if "style" in named:
        _styles().find(named["style"])
    return dict(named)


def _whole(seed: Any) -> int:
    if not isinstance(seed, int) or not 0 <= seed < 2**31:
        raise Mistake(f"--seed takes a whole number from 0 to 2147483647, not {seed!r}.")
    return seed
