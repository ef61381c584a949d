"""Music in worker processes: the bed or the user's track at the film's length, and how it lies under the voice."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.models import Track
from core.recipes import Artefact, Order, Product, Store, order
from tools.dispatch.port import Json, handler
from tools.film.determinism import versions
from tools.music.duck import lay
from tools.music.effects import compose as compose_effects
from tools.music.port import BED, EFFECTS, MUSIC, TRACK, BedSpec, EffectsSpec, MusicSpec
from tools.music.synth import compose
from tools.music.track import decode, fitted
from tools.store.job import Files, fulfil

BED_JOB, TRACK_JOB, MUSIC_JOB, EFFECTS_JOB = "music.bed", "music.track", "music.lay", "music.effects"


def keep(store: Store, path: Path, sha256: str) -> Track:
    """Put the user's music file into the store, decoded; a Mistake when it holds no sound."""

    def make(folder: Path) -> Product:
        out = folder / f"track{TRACK.suffix}"
        decode(path, out)
        return Product(out)

    made = store.make(order(TRACK, "pyav", {"sha256": sha256, "libraries": versions("av")}), make)
    return Track(name=path.name, sha256=sha256, key=made.artefact.key)


def bed_order(spec: BedSpec) -> Order:
    """The order for a composed bed."""
    return order(BED, "composer", {"bed": spec.model_dump(mode="json"), "libraries": versions("numpy")})


def track_order(track: Artefact, samples: int) -> Order:
    """The order for the user's track at the film's length."""
    return order(BED, "track", {"samples": samples, "libraries": versions("numpy")}, {"track": track.digest})


def music_order(spec: MusicSpec, voice: Artefact, bed: Artefact) -> Order:
    """The order for the music as it is heard."""
    dumped = {"music": spec.model_dump(mode="json"), "libraries": versions("numpy")}
    return order(MUSIC, "numpy", dumped, {"voice": voice.digest, "bed": bed.digest})


def effects_order(spec: EffectsSpec) -> Order:
    """The order for the sounds of the transitions."""
    return order(EFFECTS, "composer", {"effects": spec.model_dump(mode="json"), "libraries": versions("numpy")})


@handler(EFFECTS_JOB)
def make_effects(payload: Json) -> dict[str, Any]:
    """Compose the sounds of the transitions."""

    def make(spec: Mapping[str, Any], _: Files, folder: Path) -> Product:
        out = folder / f"effects{EFFECTS.suffix}"
        compose_effects(EffectsSpec.model_validate(spec["effects"]), out)
        return Product(out)

    return fulfil(payload, make)


@handler(BED_JOB)
def make_bed(payload: Json) -> dict[str, Any]:
    """Compose a bed."""

    def make(spec: Mapping[str, Any], _: Files, folder: Path) -> Product:
        out = folder / f"bed{BED.suffix}"
        compose(BedSpec.model_validate(spec["bed"]), out)
        return Product(out)

    return fulfil(payload, make)


@handler(TRACK_JOB)
def make_track(payload: Json) -> dict[str, Any]:
    """Bring the user's track to the film's length."""

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"bed{BED.suffix}"
        fitted(files["track"], spec["samples"], out)
        return Product(out)

    return fulfil(payload, make)


@handler(MUSIC_JOB)
def make_music(payload: Json) -> dict[str, Any]:
    """Lay the music under the voice."""

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"music{MUSIC.suffix}"
        return Product(out, {"below": lay(files["voice"], files["bed"], MusicSpec.model_validate(spec["music"]), out)})

    return fulfil(payload, make)
