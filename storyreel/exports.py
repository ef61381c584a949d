"""The Python API of taking films elsewhere: `export`, and the ways back, `restore` and `changed`."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from core.errors import Mistake
from core.settings import Settings

if TYPE_CHECKING:
    from tools.film.exports.changes import Changes

Format = Literal["otio", "fcpxml", "edl", "bundle"]
LARGEST = 100_000_000  # bytes of a timeline: twenty minutes of ours have less than one million


def export(
    folder: str | Path,
    format: str = "otio",
    out: str | Path | None = None,
    *,
    force: bool = False,
    settings: Settings | None = None,
) -> Path:
    """Write the film in `folder` for another program and return the file.

    `format` is otio, fcpxml, edl (timelines with links to the film's files, by default beside them as film.otio …) or
    bundle (all of it in one zip file, by default beside the folder). A file that is there is kept unless `force`.
    Raises Mistake with one sentence that says what to do.
    """
    folder = Path(folder)
    if format not in get_args(Format):
        raise Mistake(f"There is no format {format!r}; known: {', '.join(get_args(Format))}.")
    manifest = _manifest(folder)
    usual = folder.absolute().with_name(f"{folder.absolute().name}.zip") if format == "bundle" else None
    place = Path(out) if out is not None else usual or folder / f"film.{format}"
    if place.is_dir():
        raise Mistake(f"{place} is a folder: give --out a file.")
    if place.exists() and not force:
        raise Mistake(f"{place} is there already: give --out another name, or --force to replace it.")
    place.parent.mkdir(parents=True, exist_ok=True)
    if format == "bundle":
        _bundle(folder, manifest, place, settings or Settings.load())
    else:
        _write(place, _timeline(folder, manifest, format, place))
    return place


def restore(file: str | Path, out: str | Path | None = None, *, settings: Settings | None = None) -> Path:
    """Bring back a film that was exported as a bundle, its artefacts too; return its folder.

    `out` is a new or empty folder, by default one in the current folder that is named by the title. The whole bundle is
    checked before anything is written. Raises Mistake for one that is damaged or could do harm.
    """
    from graphs.deliver import slug
    from tools.film.exports.bundle import Bundle
    from tools.store.local import LocalStore

    bundle = Bundle(Path(file))
    try:
        folder = Path(out) if out is not None else Path.cwd() / slug(str(bundle.manifest.get("title", "")))
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Mistake(f"{folder} is there already: give --out a new folder.")
        bundle.restore(folder, LocalStore((settings or Settings.load()).home))
    finally:
        bundle.close()
    return folder


def changed(file: str | Path, folder: str | Path) -> "Changes":
    """What an edited OpenTimelineIO file changed of the film in `folder`, as edits (`core.edits`) and notes.

    Raises Mistake for a timeline that is not of this film, and for what a film cannot do.
    """
    from tools.film.exports.changes import changes, told
    from tools.film.exports.otio import read

    manifest = _manifest(Path(folder))
    beats = told(manifest)
    cued = read(_text(Path(file)), [beat.id for beat in beats], manifest["fps"])
    return changes(cued, beats, manifest["fps"])


def _manifest(folder: Path) -> dict[str, Any]:
    from graphs.deliver import read_manifest

    manifest = read_manifest(folder)
    if manifest is None or "script" not in manifest:
        raise Mistake(f"{folder} is not a film's folder: it has no manifest.json of Storyreel's.")
    return manifest


def _timeline(folder: Path, manifest: dict[str, Any], format: str, place: Path) -> str:
    from tools.film.exports import edl, fcpxml, otio
    from tools.film.exports.port import cut_of

    cut = cut_of(manifest)
    if format == "otio":
        return otio.write(cut, folder, place.absolute().parent)
    return fcpxml.write(cut, folder) if format == "fcpxml" else edl.write(cut)


def _bundle(folder: Path, manifest: dict[str, Any], place: Path, settings: Settings) -> None:
    from tools.film.exports.bundle import keys, write
    from tools.store.local import LocalStore

    write(folder, keys(manifest), LocalStore(settings.home), place)


def _write(place: Path, text: str) -> None:
    """Put the text in place whole, or not at all."""
    fd, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    try:
        with os.fdopen(fd, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o644)
        os.replace(name, place)
    finally:
        Path(name).unlink(missing_ok=True)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise Mistake(f"{path} is larger than any timeline: give the .otio file that your editor wrote.")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Mistake(f"{path} is no OpenTimelineIO file: it is not text.") from None
    except OSError as error:
        raise Mistake(f"{path} cannot be read ({error.strerror}): give an .otio file or a bundle.") from None
