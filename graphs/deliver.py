"""The output folder: a view of the store (hard links, else copies) that can be moved or deleted."""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from core.errors import Mistake
from core.models import Brief, Grade, Picture, Script, Timeline
from core.recipes import Artefact, digest
from core.scene import Value
from graphs.description import description
from graphs.manifest import manifest
from graphs.specs import film_cues
from graphs.state import Json, State
from graphs.studio import Studio
from tools.film.sidecars import ass, srt, vtt
from tools.store.lock import held

MANIFEST = "manifest.json"
NAME = 60  # characters of a folder's name


class Film(Value):
    """A finished film: where it is, and how good it is. `file` is None when nothing could encode it."""

    folder: str
    file: str | None
    seconds: float
    grade: Grade
    manifest: str


def folder_for(title: str, request: Json, out: Path | None) -> Path:
    """The folder of this film: `out`, else one named by the title; the same request finds its folder again."""
    if out is not None:
        return out
    name = slug(title)
    for number in range(1, 10_000):
        folder = Path.cwd() / (name if number == 1 else f"{name}-{number}")
        if not folder.exists() or (read_manifest(folder) or {}).get("request") == request:
            return folder
    raise Mistake("There are 10,000 films of this name here: choose a folder with --out DIR.")


def check(folder: Path) -> None:
    """Raise a Mistake when a film cannot be put into `folder`; nothing is written."""
    if folder.exists() and not folder.is_dir():
        raise Mistake(f"{folder} is a file: give --out a folder.")
    if folder.is_dir() and any(folder.iterdir()) and read_manifest(folder) is None:
        raise Mistake(f"{folder} holds other things: give --out an empty or a new folder.")
    above = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    try:
        Path(tempfile.mkdtemp(prefix=".storyreel.", dir=above)).rmdir()
    except OSError as error:
        raise Mistake(f"{above} cannot be written ({error.strerror}): give --out a folder that can.") from None


def deliver(state: State, studio: Studio, folder: Path, trajectory: Iterable[str]) -> Film:
    """Put the film into `folder`: each file is complete before it appears, the manifest comes last."""
    with held(studio.settings.home / "locks" / f"folder-{digest(str(folder.absolute()).encode())}"):
        folder.parent.mkdir(parents=True, exist_ok=True)
        before = read_manifest(folder) or {}
        work = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            files = _write(state, studio, work, trajectory)
            record = manifest(state, studio, files, before)
            (work / MANIFEST).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            _move_in(work, folder, [*files.values(), MANIFEST], before.get("files", {}).values())
        finally:
            shutil.rmtree(work, ignore_errors=True)
    film = files.get("film")
    return Film(
        folder=str(folder),
        file=str(folder / film) if film else None,
        seconds=record["duration"],
        grade=Grade.model_validate(state["grade"]),
        manifest=str(folder / MANIFEST),
    )


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a film's folder; None where there is none of ours."""
    try:
        value = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) and "storyreel" in value else None


def slug(title: str) -> str:
    """A folder's name from a title: letters and digits of any script, nothing that a shell or a path minds."""
    words = re.sub(r"[^\w]+", "-", title.casefold(), flags=re.UNICODE).strip("-_")
    return words[:NAME].strip("-_") or "film"


def _write(state: State, studio: Studio, work: Path, trajectory: Iterable[str]) -> dict[str, str]:
    """Write every file of the folder but the manifest; returns their names by role."""
    for name in ("scenes", "stems"):
        (work / name).mkdir()
    names = {
        "film": "film.mp4",
        "poster": "poster.jpg",
        "stem": "stems/voice.wav",
        "music": "stems/music.wav",
        "effects": "stems/effects.wav",
    }
    files = {role: name for role, name in names.items() if role in state["film"]}
    for role, name in files.items():
        shown = "signed" if role == "film" and "signed" in state["film"] else role
        _view(studio, Artefact.model_validate(state["film"][shown]), work / name)
    pictures = {id: Picture.model_validate(value) for id, value in state["pictures"].items()}
    for id, picture in pictures.items():
        files[f"scene {id}"] = f"scenes/{id}.png"
        _view(studio, studio.found(picture.key), work / "scenes" / f"{id}.png")
    files.update(_write_captions(state, work))
    files["sources"] = "sources.json"
    (work / "sources.json").write_text(_sources(state), encoding="utf-8")
    files["description"] = "description.txt"
    (work / "description.txt").write_text(description(state, pictures), encoding="utf-8", newline="\n")
    files["credits"], files["trajectory"] = "credits.json", "trajectory.jsonl"
    (work / "credits.json").write_text(_credits(pictures), encoding="utf-8")
    (work / "trajectory.jsonl").write_text("".join(f"{line}\n" for line in trajectory), encoding="utf-8")
    return files


def _write_captions(state: State, work: Path) -> dict[str, str]:
    if not state.get("cues"):
        return {}
    timeline = Timeline.model_validate(state["timeline"])
    brief, placed = Brief.model_validate(state["brief"]), film_cues(state, timeline)
    told = {
        "srt": srt(placed, timeline.fps, brief.language),
        "vtt": vtt(placed, timeline.fps, brief.language),
        "ass": ass(placed, timeline.fps, brief.language, brief.width, brief.height, brief.caption_style),
    }
    for kind, text in told.items():
        (work / f"captions.{kind}").write_text(text, encoding="utf-8", newline="\n")
    return {kind: f"captions.{kind}" for kind in told}


def _credits(pictures: Mapping[str, Picture]) -> str:
    """Whose work is in the film, each once with the beats that show it."""
    beats: dict[str, Json] = {}
    for id, picture in pictures.items():
        for credit in picture.credits:
            entry = beats.setdefault(credit.model_dump_json(), {**credit.model_dump(mode="json"), "beats": []})
            entry["beats"].append(id)
    return json.dumps(list(beats.values()), ensure_ascii=False, indent=1) + "\n"


def _sources(state: State) -> str:
    """What the film rests on, and for every sentence its quotes."""
    facts = {fact["id"]: fact for fact in state.get("facts", [])}
    script = Script.model_validate(state["script"])
    sentences = [
        {"beat": beat.id, "text": beat.text, "quotes": [facts[id] for id in beat.facts]}
        for beat in script.beats
        if beat.facts
    ]
    value = {"sources": state.get("sources", []), "sentences": sentences, "research": state.get("steps", [])}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _view(studio: Studio, artefact: Artefact, place: Path) -> None:
    """Link the blob to its human name; copy where links do not reach."""
    try:
        os.link(studio.store.path(artefact), place)
    except OSError:
        shutil.copyfile(studio.store.path(artefact), place)


def _move_in(work: Path, folder: Path, names: Iterable[str], old: Iterable[str]) -> None:
    names = list(names)
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(work / name, place)
    for name in set(old) - set(names):
        (folder / name).unlink(missing_ok=True)
