"""The shared graph state: plain JSON with reducers; ids and digests, never bytes or absolute paths."""

from typing import Annotated, Any, TypedDict, TypeVar

Json = dict[str, Any]
Value = TypeVar("Value")


def append(old: list[Json] | None, new: list[Json]) -> list[Json]:
    """Keep what is there once and add what is new."""
    kept = list(old or [])
    return kept + [item for item in new if item not in kept]


def by_beat(old: dict[str, Value] | None, new: dict[str, Value]) -> dict[str, Value]:
    """Merge by beat id: what comes later stands."""
    return {**(old or {}), **new}


class State(TypedDict, total=False):
    """What flows through the produce graph; each value is the JSON of a model in core/models.py."""

    request: Json
    """`Request`: what the user asked."""
    understanding: Json
    """`Understanding`: what a language model made of the request; empty where none was asked."""
    brief: Json
    """`Brief`: what was understood."""
    documents: list[Json]
    """`Given`s: the documents in the store that the film rests on, those that were found too."""
    sources: list[Json]
    """`Source`s: what the film rests on."""
    material: Json
    """How good the sources are for the film: {"quality", "reason"}; empty for a script."""
    steps: list[Json]
    """What the researcher did: {"tool", "argument", "result"}."""
    facts: list[Json]
    """`Fact`s: the quoted spans that the script's sentences cite."""
    disputes: list[str]
    """What sources say differently of what is narrated; in the notes too."""
    notes: list[str]
    """What the user should know of how the film was written; nothing of it degrades the film."""
    style: Json
    """`ArtStyle`: chosen once, kept until it is reset."""
    script: Json
    """`Script`, fitted once its voices are known."""
    timeline: Json
    """`Timeline`: every beat in whole frames."""
    voices: Annotated[dict[str, Json], by_beat]
    """`Voice` by beat id."""
    cues: Annotated[dict[str, list[Json]], by_beat]
    """`Cue`s by beat id."""
    specs: Annotated[dict[str, Json], by_beat]
    """`SceneSpec` by beat id."""
    moves: Annotated[dict[str, Json], by_beat]
    """`Move` by beat id."""
    turns: Annotated[dict[str, list[int]], by_beat]
    """The frames in which the items of a picture come in, by beat id."""
    pictures: Annotated[dict[str, Json], by_beat]
    """`Picture` by beat id."""
    segments: Annotated[dict[str, Json], by_beat]
    """Artefact of the encoded beat by beat id; empty when nothing can encode."""
    joints: Annotated[dict[str, Json], by_beat]
    """Artefact of the encoded frames in which a scene opens, by scene id."""
    film: Json
    """Artefacts of the finished film: `film`, `mix`, `stem`, `music`, `effects`, `poster`, `signed`; some absent."""
    signing: Json
    """What became of the film's signature, where one is configured: {"signed", …}, as the manifest tells it."""
    substitutions: Annotated[list[Json], append]
    """`Substitution`s, as they happened."""
    reasons: Annotated[list[Json], append]
    """Why the film is not complete: {"text", "beats"}."""
    findings: list[Json]
    """`Finding`s of the look at the finished file."""
    remarks: list[Json]
    """What a model that sees said of the finished film's pictures; absent where none looked at it."""
    redraw: bool
    """Whether the film was sent back for other pictures."""
    repairs: int
    """How often the finished film was repaired."""
    grade: Json
    """`Grade`."""
