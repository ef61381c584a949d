"""The film engine in worker processes: segments, the mix, the cut, the poster."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from core.recipes import Artefact, Order, Product, order
from tools.dispatch.port import Json, handler
from tools.film.cut import join
from tools.film.determinism import versions
from tools.film.hardware import identity
from tools.film.marking import mark
from tools.film.mix import encode_mix, voice_stem
from tools.film.port import (
    ASSEMBLERS,
    FILM,
    JOINT,
    MIX,
    POSTER,
    SEGMENT,
    STEM,
    Assembler,
    JointSpec,
    MixSpec,
    SegmentSpec,
    Tags,
)
from tools.film.poster import poster
from tools.film.segment import libraries
from tools.store.job import Files, fulfil

ENCODE, JOIN, STEM_JOB, MIX_JOB, CUT, POSTER_JOB = (
    "segment.encode",
    "joint.encode",
    "mix.stem",
    "mix.encode",
    "film.cut",
    "film.poster",
)
MAKER = "pyav"
UNDER = ("music", "effects")  # what may lie under the voice


Seen = Mapping[str, Artefact]
"""What a shot is drawn from, by its name in `tools.film.shot`: `cels`, or `picture`."""


def segment_order(assembler: str, spec: SegmentSpec, seen: Seen) -> Order:
    """The order for one beat's moving picture."""
    dumped = {"segment": visible(spec).model_dump(mode="json"), **_made_with(assembler, spec)}
    return order(SEGMENT, assembler, dumped, {name: one.digest for name, one in seen.items()})


def joint_order(assembler: str, spec: JointSpec, before: Seen, after: Seen) -> Order:
    """The order for the frames between two segments."""
    shown = JointSpec(
        before=visible(spec.before, joint="tail"), after=visible(spec.after, joint="head"), transition=spec.transition
    )
    inputs = {name: one.digest for name, one in beside(before, after).items()}
    dumped = {"joint": shown.model_dump(mode="json"), **_made_with(assembler, spec.before)}
    return order(JOINT, assembler, dumped, inputs)


def _made_with(assembler: str, spec: SegmentSpec) -> dict[str, dict[str, str]]:
    return {"libraries": ASSEMBLERS.create(assembler).libraries() | identity(spec.encoder)}


def beside(before: Seen, after: Seen) -> dict[str, Artefact]:
    """The files of a joint by name."""
    both = (("before", before), ("after", after))
    return {f"{which} {name}": one for which, seen in both for name, one in seen.items()}


def visible(spec: SegmentSpec, joint: Literal["", "head", "tail"] = "") -> SegmentSpec:
    """The spec without captions that are not seen in the segment (or in a joint), so that they are no part of its key.

    A joint does not see where the other end of the beat is cut off either.
    """
    first, last = spec.head, spec.frames - spec.tail
    hidden = {}
    if joint == "head":
        first, last, hidden = 0, spec.head, {"tail": 0}
    elif joint == "tail":
        first, last, hidden = last, spec.frames, {"head": 0}
    cues = tuple(cue for cue in spec.cues if cue.start < last and cue.end > first)
    return spec.model_copy(update={"cues": cues, **hidden})


def stem_order(spec: MixSpec) -> Order:
    """The order for the voice stem (WAV); its voices are named by digest in the spec."""
    return order(STEM, "numpy", {"mix": spec.model_dump(mode="json"), "libraries": versions("numpy")})


def mix_order(stem: Artefact, language: str, under: Mapping[str, Artefact]) -> Order:
    """The order for the film's encoded sound: the voice, and what is heard under it (`music`, `effects`)."""
    inputs = {"stem": stem.digest} | {name: artefact.digest for name, artefact in under.items()}
    return order(MIX, MAKER, {"language": language, "libraries": libraries()}, inputs)


def film_order(parts: Sequence[Artefact], sound: Artefact | None, tags: Tags) -> Order:
    """The order for the finished film."""
    inputs = {"parts": [part.digest for part in parts], "sound": sound.digest if sound else None}
    return order(FILM, MAKER, {"tags": tags.model_dump(mode="json"), "libraries": libraries()}, inputs)


def poster_order(picture: Artefact) -> Order:
    """The order for the film's poster."""
    return order(POSTER, "jpeg", {"libraries": libraries()}, {"picture": picture.digest})


def _assembler(payload: Json) -> Assembler:
    return ASSEMBLERS.create(Order.model_validate(payload["order"]).maker)


@handler(ENCODE)
def encode_segment(payload: Json) -> dict[str, Any]:
    """Encode one beat."""

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"segment{SEGMENT.suffix}"
        _assembler(payload).segment(SegmentSpec.model_validate(spec["segment"]), files, out)
        return Product(out)

    return fulfil(payload, make)


@handler(JOIN)
def encode_between(payload: Json) -> dict[str, Any]:
    """Encode the frames between two beats."""

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"joint{JOINT.suffix}"
        _assembler(payload).joint(JointSpec.model_validate(spec["joint"]), files, out)
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
        under = [files[name] for name in UNDER if name in files]
        return Product(out, encode_mix(files["stem"], out, under=under, language=spec["language"]))

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
