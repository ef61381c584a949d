"""`storyreel export` and `storyreel import`: what they print."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import Mistake

if TYPE_CHECKING:
    from core.edits import Edit

ZIP = b"PK"  # how every zip file begins


def print_export(folder: Path, format: str, out: Path | None, force: bool) -> None:
    """Write the film for another program and print where."""
    from storyreel.exports import export

    print(export(folder, format, out, force=force))


def is_bundle(file: Path) -> bool:
    """Whether a file is a bundle, by its name or its first bytes; anything else is read as a timeline."""
    try:
        with file.open("rb") as opened:
            return file.suffix.lower() == ".zip" or opened.read(len(ZIP)) == ZIP
    except OSError:
        raise Mistake(f"There is no file {file}: give a bundle (.zip) or an edited timeline (.otio).") from None


def print_restored(file: Path, out: Path | None) -> None:
    """Bring a bundle back and print its folder."""
    from storyreel.exports import restore

    print(restore(file, out))


def edits_in(file: Path, folder: Path) -> "tuple[Edit, ...]":
    """What an edited timeline changed; its notes go to standard error."""
    from storyreel.exports import changed

    found = changed(file, folder)
    for note in found.notes:
        print(f"storyreel: {note}", file=sys.stderr)
    return found.edits


def print_edits(edits: "tuple[Edit, ...]") -> None:
    """Print edits as the JSON list that `storyreel edit --file` takes."""
    print(json.dumps([edit.model_dump(mode="json") for edit in edits], ensure_ascii=False, indent=1))
