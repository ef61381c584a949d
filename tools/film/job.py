"""The film engine in worker processes: segments, the mix, the cut, the poster."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.recipes import Artefact, Order, Product, order
from tools.dispatch.port import Json, handler
from tools.film.cut import join
from tools.film.determinism import versions
from tools.film.marking import mark
from tools.film.mix import encode_mix, voice_stem
from tools.film.port import FILM, MIX, POSTER, SEGMENT, STEM, MixSpec, SegmentSpec, Tags
from tools.film.poster import poster
from tools.film.segment import encode, libraries
from tools.store.job import Files, fulfil

ENCODE, STEM_JOB, MIX_JOB, CUT, POSTER_JOB = "segment.encode", "mix.stem", "mix.encode", "film.cut", "film.poster"
MAKER = "pyav"


def segment_order(spec: SegmentSpec, picture: Artefact) -> Order:
    """The order for one beat's moving picture."""
    dumped = {"segment": spec.model_dump(mode="json"), "libraries": libraries()}
    return order(SEGMENT, MAKER, dumped, {"picture": picture.digest})


def stem_order(spec: MixSpec) -> Order:
    """The order for the voice stem (WAV); its voices are named by digest in the spec."""
    return order(STEM, "numpy", {"mix": spec.model_dump(mode="json"), "libraries": versions("numpy")})


def mix_order(stem: Artefact, language: str, music: Artefact | None = None) -> Order:
    """The order for the film's encoded sound: the voice, and the music as it is heard under it."""
    inputs = {"stem": stem.digest} | ({"music": music.digest} if music is not None else {})
    return order(MIX, MAKER, {"language": language, "libraries": libraries()}, inputs)


def film_order(parts: Sequence[Artefact], sound: Artefact | None, tags: Tags) -> Order:
    """The order for the finished film."""
    inputs = {"parts": [part.digest for part in parts], "sound": sound.digest if sound else None}
    return order(FILM, MAKER, {"tags": tags.model_dump(mode="json"), "libraries": libraries()}, inputs)


def poster_order(picture: Artefact) -> Order:
    """The order for the film's poster."""
    return order(POSTER, "jpeg", {"libraries": libraries()}, {"picture": picture.digest})


@handler(ENCODE)
def encode_segment(payload: Json) -> dict[str, Any]:
    """Encode one beat."""

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"segment{SEGMENT.suffix}"
        encode(SegmentSpec.model_validate(spec["segment"]), files["picture"], out)
        return Product(out)

    return fulfil(payload, make)


@handler(STEM_JOB)
def make_stem(payload: Json) -> dict[str, Any]:
    """Lay the voices into one loudness-normalised WAV file."""

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"voice{STEM.suffix}"
        voice_stem(MixSpec.model_validate(spec["mix"]), files, out)
        return Product(out)

    return fulfil(payload, make)


@handler(MIX_JOB)
def make_mix(payload: Json) -> dict[str, Any]:
    """Encode the film's sound."""

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"mix{MIX.suffix}"
        return Product(out, encode_mix(files["stem"], out, music=files.get("music"), language=spec["language"]))

    return fulfil(payload, make)


@handler(CUT)
def cut(payload: Json) -> dict[str, Any]:
    """Join the segments and the sound."""

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"film{FILM.suffix}"
        parts = [files[name] for name in payload["parts"]]
        join(parts, files.get("sound"), out, Tags.model_validate(spec["tags"]))
        mark(out)
        return Product(out)

    return fulfil(payload, make)


@handler(POSTER_JOB)
def make_poster(payload: Json) -> dict[str, Any]:
    """Turn the title picture into a JPEG file."""

    def make(_: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"poster{POSTER.suffix}"
        poster(files["picture"], out)
        return Product(out)

    return fulfil(payload, make)
