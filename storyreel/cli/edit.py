"""`storyreel edit`: typed edits of a finished film, from options or from a file."""

import json
from pathlib import Path
from typing import Any

from core.edits import EDITS, Edit, apply
from core.errors import Mistake
from core.models import Request
from core.settings import Settings

PAIRS = {
    "say": ("beat", "text"),
    "show": ("beat", "picture"),
    "pause": ("beat", "seconds"),
    "move": ("beat", "after"),
    "insert": ("after", "text"),
    "open": ("scene", "transition"),
    "choose": ("option", "value"),
}
"""The edits that an option gives as NAME=VALUE, with the fields that these two fill."""


def edits_of(given: dict[str, list[str]], file: Path | None) -> tuple[Edit, ...]:
    """The edits of the command line, those of the file first; a Mistake names the one that is wrong."""
    raw: list[Any] = [] if file is None else _read(file)
    for kind, values in given.items():
        for value in values:
            raw.append({"kind": kind, "beat": value} if kind == "remove" else _pair(kind, value))
    if not raw:
        raise Mistake(
            "Nothing to edit: give --say, --show, --pause, --remove, --move, --insert, --open, --choose or a file."
        )
    return checked(raw)


def checked(raw: list[Any]) -> tuple[Edit, ...]:
    """Edits from plain JSON."""
    from pydantic import ValidationError

    try:
        return EDITS.validate_python(tuple(raw))
    except ValidationError as error:
        problem = error.errors()[0]
        at = problem["loc"][0] if problem["loc"] else 0
        said = json.dumps(raw[at] if isinstance(at, int) else raw, ensure_ascii=False)
        raise Mistake(f"The edit {said} is not understood: {problem['msg']}.") from None


def edited(folder: Path, edits: tuple[Edit, ...], settings: Settings) -> Request:
    """The request that makes the film of `folder` with the edits."""
    from graphs.deliver import read_manifest
    from storyreel.films import request_of

    manifest = read_manifest(folder)
    if manifest is None or "script" not in manifest:
        raise Mistake(f"{folder} is not a film's folder: it has no manifest.json of Storyreel's.")
    kept = {"story": manifest["script"], "art": manifest["style"], "facts": manifest["facts"]}
    kept |= {"understanding": manifest.get("understanding"), "words": None}
    found = {"sources": manifest.get("documents", manifest["request"]["sources"])}
    request = Request.model_validate({**manifest["request"], **kept, **found})
    options = apply(request, edits).model_dump(mode="json")
    return request_of(options.pop("text"), options, (), settings)


def _pair(kind: str, value: str) -> dict[str, Any]:
    name, split, rest = value.partition("=")
    if not split:
        raise Mistake(f"--{kind} takes {PAIRS[kind][0].upper()}={PAIRS[kind][1].upper()}, not {value!r}.")
    return {"kind": kind, PAIRS[kind][0]: name.strip(), PAIRS[kind][1]: rest.strip()}


def _read(file: Path) -> list[Any]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Mistake(f"{file} is no file of edits: {error}.") from None
    if not isinstance(value, list):
        raise Mistake(f"{file} is no file of edits: it holds no JSON list.")
    return value
